#pragma once

#include "events/event.hpp"
#include "params/parm_builder.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sip {
class Message;
}

namespace gc {

/// Which headers of received messages a program wants to see, and how they go into the parameter block of an event.
///
/// Off unless the board was started with IP_SIP_MSGINFO_ENABLE. Guarded by its board's monitor.
class ReceivedHeaders {
public:
    struct Rules {
        bool enabled = false;      ///< IP_SIP_MSGINFO_ENABLE
        bool unregistered = false; ///< E_SIP_GetUnregisteredHdrs_Enabled: all headers
        std::size_t longest = 255; ///< max_parm_data_size; longer ones are left out
    };
    explicit ReceivedHeaders(const Rules& rules) : rules_{rules} {}

    /// IPSET_CONFIG / IPPARM_REGISTER_SIP_HEADER. Empty, or why the name cannot be registered.
    [[nodiscard]] std::string add(std::string_view name);

    /// The registered headers as IPPARM_SIP_HDR, in the order of the message.
    void write(const sip::Message& message, ParmBuilder& block) const;
    /// With GCEV_OFFERED, besides: Request-URI, Contact, displays, Call-ID, Diversion and such in the older parameters.
    void write_invite(const sip::Message& invite, ParmBuilder& block) const;

private:
    [[nodiscard]] bool wants(std::string_view name) const;
    void put(ParmBuilder& block, unsigned short parm, std::string_view value) const;

    Rules rules_;
    std::vector<std::string> names_;
};

} // namespace gc

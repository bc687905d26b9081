#pragma once

#include "ip/message_types.hpp"
#include "params/parm_builder.hpp"
#include "params/parm_reader.hpp"
#include "sip/call.hpp"

#include <string>
#include <string_view>
#include <vector>

// IPSET_SDP: session descriptions that programs write and read themselves (3PCC).
namespace gc {

/// IPPARM_SDP_OFFER or _ANSWER into `out`, which has none yet. Empty, or what is wrong.
[[nodiscard]] std::string read_sdp(unsigned short parm_id, std::string_view value, sip::RawBody& out);
/// "…: only in 3PCC".
[[nodiscard]] std::string only_in_third_party(std::string_view what);

/// IPPARM_SDP_OPTION_OFFER or _OPTION_ANSWER of a block for OPTIONS or the 200 to it becomes its body. Empty, or what
/// is wrong: another message, both, a body besides, or no 3PCC.
[[nodiscard]] std::string read_sdp_option(const std::vector<Parm>& parms, const MessageType& type, bool third_party,
                                          sip::RawBody& out);
/// The other way round, of a message that came.
void write_sdp_option(const sip::Message& message, ParmBuilder& block);

/// What the peer of a call has described last, until the program is told.
class ReceivedSdp {
public:
    enum class Copies : unsigned char { told, not_told };
    /// `parm_id`: what the description is, IPPARM_SDP_OFFER or _ANSWER. True when there is one to be told; of a copy
    /// only when copies are.
    bool take(const sip::Message& message, unsigned short parm_id, Copies copies);
    [[nodiscard]] bool waits() const { return waits_; }
    void write(ParmBuilder& block); ///< what waits, and then it does no more

private:
    std::string text_;
    unsigned short parm_id_ = 0;
    bool waits_ = false;
};

} // namespace gc

#pragma once

#include "call_control/completion.hpp"
#include "errors/error.hpp"
#include "events/event.hpp"
#include "ip/registration_request.hpp"
#include "net/endpoint_monitor.hpp"
#include "runtime/services.hpp"

#include <map>
#include <memory>
#include <string>

namespace gc {

struct BoardSettings;

/// What programs ask of a board with gc_ReqService, and what comes of it.
///
/// Everything here is called inside the board's monitor. A `waiter` takes the place of GCEV_SERVICERESP (EV_SYNC).
class BoardRegistrations {
public:
    using Waiter = std::shared_ptr<Completion>;

    BoardRegistrations(const Services& services, const BoardSettings& settings)
        : services_{services}, settings_{settings}
    {
    }
    void attach(sip::net::EndpointMonitor& loop) { loop_ = &loop; }

    /// gc_ReqService of that board device; `service` becomes its number.
    [[nodiscard]] Error request_service(LINEDEV device, RegistrationRequest request, unsigned long& service,
                                        Waiter waiter);
    /// gc_Stop has begun: nothing new is asked for, and nobody waits any longer.
    void stop();
    /// The thread of an EV_SYNC function no longer waits.
    void give_up(unsigned long service) { waiters_.erase(service); }

    void on(sip::UserCookie user, const sip::Registered& event);
    void on(sip::UserCookie user, const sip::RegistrationFailed& event);

private:
    /// Whose service it was and how its answer is wanted; stands in the cookie of the stack's command, so that nothing
    /// has to be remembered for as long as a registration lives.
    struct Service {
        unsigned long number = 0;
        LINEDEV device = 0;
        bool silent = false;    ///< GC_NACK
        bool lists = false;     ///< IP_REG_QUERY_INFO: what is ours
        bool lists_all = false; ///< everybody's
    };
    [[nodiscard]] static sip::UserCookie pack(const Service& service);
    [[nodiscard]] static Service unpack(sip::UserCookie cookie);

    void answer(const Service& service, EventResult result, const std::vector<sip::RegisteredContact>& contacts);

    const Services services_;
    const BoardSettings& settings_;
    sip::net::EndpointMonitor* loop_ = nullptr;
    RegistrationMemory memory_;
    bool stopped_ = false;
    unsigned long last_service_ = 0;
    std::map<unsigned long, Waiter> waiters_; ///< by service
};

} // namespace gc

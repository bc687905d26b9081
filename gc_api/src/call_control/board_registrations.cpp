#include "call_control/board_registrations.hpp"

#include "events/event_queue.hpp"
#include "gcip.h"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "params/parm_builder.hpp"
#include "runtime/logging.hpp"

namespace gc {
namespace {

constexpr unsigned number_bits = 29;
constexpr unsigned long most_services = (1UL << number_bits) - 1;

EndResult result_of(const sip::RegistrationFailed& failure)
{
    switch (failure.cause) {
    case sip::RegistrationFailed::Cause::refused: return end_result(sip::EndCause::rejected, failure.status, {});
    case sip::RegistrationFailed::Cause::timed_out: return end_result(sip::EndCause::timed_out, failure.status, {});
    case sip::RegistrationFailed::Cause::transport:
        return end_result(sip::EndCause::transport, failure.status, failure.error);
    case sip::RegistrationFailed::Cause::invalid_expires: break;
    }
    return {GCRV_PROTOCOL, IPEC_REG_FAIL_invalidExpires};
}

std::string words_of(const sip::RegistrationFailed& failure)
{
    std::string text = failure.message ? "SIP " + std::to_string(failure.status) + ' ' : std::string{};
    text += failure.reason;
    if (failure.later)
        text += failure.retrying ? " (to a refresh; it will be tried again)" : " (to a refresh)";
    return text;
}

} // namespace

sip::UserCookie BoardRegistrations::pack(const Service& service)
{
    return static_cast<sip::UserCookie>(service.number) | static_cast<sip::UserCookie>(service.silent) << 29 |
           static_cast<sip::UserCookie>(service.lists) << 30 | static_cast<sip::UserCookie>(service.lists_all) << 31 |
           static_cast<sip::UserCookie>(service.device) << 32;
}

BoardRegistrations::Service BoardRegistrations::unpack(sip::UserCookie cookie)
{
    const auto bit = [cookie](unsigned place) { return (cookie >> place & 1) != 0; };
    return {static_cast<unsigned long>(cookie & most_services), static_cast<LINEDEV>(cookie >> 32), bit(29), bit(30),
            bit(31)};
}

Error BoardRegistrations::request_service(LINEDEV device, RegistrationRequest request, unsigned long& service,
                                          Waiter waiter)
{
    if (stopped_)
        return {EGC_NOT_INITED, IPERR_UNAVAILABLE, "gc_Stop has begun"};
    std::string warning;
    if (std::string missing = memory_.complete(request, warning); !missing.empty())
        return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(missing)};
    if (!warning.empty())
        services_.log.warning("board " + std::to_string(settings_.number) + ": " + warning);
    last_service_ = last_service_ % most_services + 1;
    const bool query = request.command.change == sip::Register::Change::query;
    const bool everybody = !request.command.contacts.empty() && request.command.contacts.front() == "*";
    request.command.user = pack({last_service_, device, !request.answer_wanted, query, query && everybody});
    if (waiter)
        waiters_[last_service_] = std::move(waiter);
    const sip::CommandError error = loop_->endpoint().enroll(request.command, loop_->now());
    if (error) {
        waiters_.erase(last_service_);
        const bool full = error.code == sip::CommandError::Code::too_many_calls;
        return {EGC_INVPARM, full ? IPERR_UNAVAILABLE : IPERR_BAD_PARAM, error.text};
    }
    memory_.remember(request);
    service = last_service_;
    return {};
}

void BoardRegistrations::stop()
{
    stopped_ = true;
    for (const auto& [service, waiter] : std::exchange(waiters_, {}))
        waiter->complete({Error{EGC_TASKABORTED, IPERR_OK, "ended by gc_Stop"}, 0});
}

void BoardRegistrations::on(sip::UserCookie user, const sip::Registered& event)
{
    answer(unpack(user), {}, event.contacts);
}

void BoardRegistrations::on(sip::UserCookie user, const sip::RegistrationFailed& event)
{
    const EndResult result = result_of(event);
    answer(unpack(user), {result.gc_value, result.cc_value, words_of(event)}, {});
}

void BoardRegistrations::answer(const Service& service, EventResult result,
                                const std::vector<sip::RegisteredContact>& contacts)
{
    if (const auto waiting = waiters_.find(service.number); waiting != waiters_.end()) {
        const Waiter waiter = std::move(waiting->second);
        waiters_.erase(waiting);
        const bool well = result.cc == IPERR_OK;
        waiter->complete({well ? Error{} : Error{result.gc, result.cc, std::move(result.text)}, 0});
        return;
    }
    const auto device = services_.handles.find(service.device);
    if (!device || service.silent)
        return;
    ParmBuilder block;
    block.value(GCSET_SERVREQ, PARM_SERVICEID, service.number);
    block.value(IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, static_cast<char>(IP_PROTOCOL_SIP));
    block.value(IPSET_REG_INFO, IPPARM_REG_STATUS,
                static_cast<char>(result.cc == IPERR_OK ? IP_REG_CONFIRMED : IP_REG_REJECTED));
    block.value(IPSET_REG_INFO, IPPARM_REG_SERVICEID, service.number);
    for (const sip::RegisteredContact& contact : contacts)
        if (service.lists && (contact.ours || service.lists_all))
            block.text(IPSET_LOCAL_ALIAS, IPPARM_ADDRESS_TRANSPARENT,
                       std::string_view{contact.uri}.substr(0, settings_.longest_parameter - 1));
    Event event = gc_event(service.device, 0, GCEV_SERVICERESP, device->user_attribute, block.finish());
    event.result = std::move(result);
    services_.events.post_unannounced(std::move(event));
}

} // namespace gc

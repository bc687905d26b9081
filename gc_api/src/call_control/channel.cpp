#include "call_control/call_control.hpp"

#include "gclib.h"

// What a line device is told of itself: service, number of the caller.
namespace gc {

Error CallControl::set_service(Line& line, int state, Waiter waiter)
{
    if (state != GCLS_INSERVICE && state != GCLS_MAINTENANCE && state != GCLS_OUT_OF_SERVICE)
        return {EGC_INVPARM, IPERR_BAD_PARAM, "chanstate: expected one of GCLS_, got " + std::to_string(state)};
    line.service_state = state;
    if (state == GCLS_INSERVICE)
        became_free(line);
    else
        became_busy(line);
    if (waiter)
        waiter->complete({});
    else
        post(line, 0, GCEV_SETCHANSTATE);
    return {};
}

void CallControl::trace(Line& line, std::shared_ptr<TraceOutput> output)
{
    if (line.trace && line.call)
        ladders_.forget(line.call->call_id);
    line.trace = std::move(output);
    loop_->endpoint().set_tracer(&ladders_); // from now on: it keeps what comes before a call is known
    if (line.trace && line.call)
        ladders_.follow(line.call->call_id, line.trace);
}

void CallControl::trace_all(const std::shared_ptr<TraceOutput>& output)
{
    loop_->endpoint().set_tracer(&ladders_);
    ladders_.follow_all(output);
}

void CallControl::show_all_to(sip::Tracer* ladder)
{
    ladders_.set_next(ladder);
    loop_->endpoint().set_tracer(ladder);
}

std::string CallControl::caller_of(const Line& line) const
{
    const std::string& number = line.calling_number;
    const bool has_host = number.find('@') != std::string::npos || number.find(':') != std::string::npos;
    return number.empty() || has_host ? number : number + '@' + media_.address.uri_host();
}

} // namespace gc

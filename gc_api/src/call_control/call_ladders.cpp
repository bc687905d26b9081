#include "call_control/call_ladders.hpp"

namespace gc {
namespace {

constexpr std::size_t most_recent = 32;

} // namespace

void CallLadders::follow(std::string_view call_id, const std::shared_ptr<TraceOutput>& output)
{
    LadderTracer& ladder = followed_.insert_or_assign(std::string{call_id}, LadderTracer{output, board_}).first->second;
    for (const Recent& one : recent_)
        if (one.call_id == call_id)
            ladder.message({one.way, one.flow, one.local, one.remote, one.bytes});
    std::erase_if(recent_, [&](const Recent& one) { return one.call_id == call_id; });
}

void CallLadders::forget(std::string_view call_id)
{
    if (const auto found = followed_.find(call_id); found != followed_.end())
        followed_.erase(found);
}

void CallLadders::follow_all(const std::shared_ptr<TraceOutput>& output)
{
    all_ = output ? std::make_unique<LadderTracer>(output, board_) : nullptr;
}

void CallLadders::message(const sip::Trace& trace)
{
    if (next_)
        next_->message(trace);
    if (all_)
        all_->message(trace);
    const std::string_view call_id = call_id_of(trace.bytes.view());
    if (const auto found = followed_.find(call_id); found != followed_.end())
        return found->second.message(trace);
    recent_.push_back({std::string{call_id}, trace.way, trace.flow, trace.local, trace.remote, trace.bytes});
    if (recent_.size() > most_recent)
        recent_.pop_front();
}

void CallLadders::flow_opened(sip::FlowId flow, const sip::Address& local, const sip::Address& remote,
                              const sip::Security* security)
{
    if (next_)
        next_->flow_opened(flow, local, remote, security);
    if (all_)
        all_->flow_opened(flow, local, remote, security);
}

void CallLadders::flow_closed(sip::FlowId flow, sip::FlowError error, std::string_view reason)
{
    if (next_)
        next_->flow_closed(flow, error, reason);
    if (all_)
        all_->flow_closed(flow, error, reason);
}

void CallLadders::note(std::string_view line)
{
    if (next_)
        next_->note(line);
    if (all_)
        all_->note(line);
}

} // namespace gc

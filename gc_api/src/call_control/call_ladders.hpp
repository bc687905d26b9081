#pragma once

#include "runtime/tracer.hpp"
#include "sip/endpoint.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace gc {

/// The messages of chosen calls as ladders in files: gc_StartTrace. Guarded by its board's monitor.
///
/// A message is often there before its call is known (an INVITE that comes in, one that is just being made), so that
/// the last few of calls that nobody follows are kept.
class CallLadders final : public sip::Tracer {
public:
    explicit CallLadders(unsigned board) : board_{board} {}

    /// Sees everything too: the board's own ladder, which the environment asks for.
    void set_next(sip::Tracer* next) { next_ = next; }

    void follow(std::string_view call_id, const std::shared_ptr<TraceOutput>& output);
    void forget(std::string_view call_id);
    /// All messages and connections; null ends it.
    void follow_all(const std::shared_ptr<TraceOutput>& output);
    [[nodiscard]] bool follows_all() const { return all_ != nullptr; }

    void message(const sip::Trace& trace) override;
    void flow_opened(sip::FlowId flow, const sip::Address& local, const sip::Address& remote,
                     const sip::Security* security) override;
    void flow_closed(sip::FlowId flow, sip::FlowError error, std::string_view reason) override;
    void note(std::string_view line) override;

private:
    /// A message of a call that nobody follows.
    struct Recent {
        std::string call_id;
        sip::Trace::Way way;
        sip::FlowId flow;
        sip::Address local, remote;
        sip::Bytes bytes;
    };

    const unsigned board_;
    sip::Tracer* next_ = nullptr;
    std::unique_ptr<LadderTracer> all_;
    std::map<std::string, LadderTracer, std::less<>> followed_; ///< by Call-ID
    std::deque<Recent> recent_;
};

} // namespace gc

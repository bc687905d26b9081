#pragma once

#include "endpoint/context.hpp"
#include "message/stream_framer.hpp"

#include <map>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sip {

class FlowTable;

/// Says that somebody needs a flow, for as long as it lives.
class FlowUse {
public:
    FlowUse() = default;
    FlowUse(FlowTable& table, FlowId flow);
    FlowUse(FlowUse&& other) noexcept : table_{std::exchange(other.table_, nullptr)}, flow_{other.flow_} {}
    FlowUse& operator=(FlowUse other) noexcept
    {
        std::swap(table_, other.table_);
        std::swap(flow_, other.flow_);
        return *this;
    }
    ~FlowUse();

private:
    FlowTable* table_ = nullptr;
    FlowId flow_;
};

/// One stream flow.
struct Flow {
    Flow(FlowId flow_id, Target destination, const ParserLimits& limits)
        : id{flow_id}, target{std::move(destination)}, framer{limits}
    {
    }
    FlowId id;
    Target target; ///< of an inbound flow only the kind and the remote address
    Address local;
    std::shared_ptr<const Security> security;
    bool open = false;
    bool closing = false;
    bool heard = false; ///< a complete message has come
    unsigned users = 0;
    TimePoint last_activity{};
    StreamFramer framer;
    TimerQueue::Ticket deadline = 0; ///< connect, then first message (inbound), then each message that is under way
    TimerQueue::Ticket idle = 0;
    TimerQueue::Ticket keep_alive = 0;
    std::vector<std::uint64_t> waiting; ///< who asked for it while it opens
};

/// The stream flows of an endpoint: which exist, who uses them, how long they may live.
///
/// A flow is reused for the same kind, remote address and expected peer name, never for the address alone: a
/// certificate that was good for one name says nothing about another. Inbound flows are never given out for new
/// requests.
class FlowTable {
public:
    explicit FlowTable(Context& context);

    [[nodiscard]] Flow* find(FlowId flow) noexcept;
    [[nodiscard]] bool usable(FlowId flow) noexcept; ///< open and not closing
    [[nodiscard]] std::size_t size() const noexcept { return flows_.size(); }

    /// A flow to `target`: one that exists, or one that starts to open. Null: the limit of flows is reached.
    [[nodiscard]] Flow* acquire(const Target& target);
    /// Adds somebody to be told when the flow opens. False when too many wait already.
    [[nodiscard]] bool wait(Flow& flow, std::uint64_t who);

    /// Dialogs need their flow under Persistence::transaction_user only; the peer's own connections always.
    [[nodiscard]] FlowUse use_for_dialog(FlowId flow);
    [[nodiscard]] FlowUse use_for_transaction(FlowId flow);

    /// Null when the flow is refused (limit) or unknown. `waiting` of the flow is then the caller's to serve.
    Flow* opened(const FlowOpened& event);
    /// Takes the flow out; null when unknown.
    std::unique_ptr<Flow> closed(FlowId flow);
    void close(Flow& flow, std::string_view why);
    void close_all();

    void touched(Flow& flow) { flow.last_activity = context_.now; }
    /// After bytes came in: `progress` when at least one complete message was among them.
    void framed(Flow& flow, bool progress);
    void handle_expiry(const TimerOwner& owner);
    /// Closes our own flows that nobody needs any more. Once a turn, after everything else.
    void settle();

private:
    friend class FlowUse;
    enum Letter : std::uint8_t { deadline, idle, keep_alive };
    static constexpr std::size_t max_waiting = 4096;

    void start(TimerQueue::Ticket& ticket, const Flow& flow, Letter letter, Duration after);
    void deadline_passed(Flow& flow);
    void idle_passed(Flow& flow);
    void keep_alive_passed(Flow& flow);
    void use(FlowId flow);
    void release(FlowId flow);
    void forget_target(const Flow& flow);

    Context& context_;
    ParserLimits limits_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Flow>> flows_;
    std::map<Target, FlowId> reusable_; ///< outbound, opening or open
    std::vector<FlowId> unused_;
    std::uint64_t next_serial_ = 1;
};

} // namespace sip

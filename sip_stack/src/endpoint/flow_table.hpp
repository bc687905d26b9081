#pragma once

#include "endpoint/context.hpp"
#include "message/stream_framer.hpp"

#include <deque>
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
    bool retired = false; ///< opened under rules that have changed since: serves who uses it, and nobody new
    bool spoken = false;  ///< a byte has come
    bool heard = false;   ///< a complete message or a ping has come
    bool answers_pings = false;
    unsigned users = 0;
    Address alias; ///< where the peer of an inbound flow listens, when requests may go by this flow; port 0: none
    FlowError close_error = FlowError::none; ///< why we close it, when not in order
    std::string close_reason;
    TimePoint opened_at{};
    TimePoint last_activity{};
    StreamFramer framer;
    TimerQueue::Ticket deadline = 0; ///< connect, then first byte and message (inbound), then each that is under way
    TimerQueue::Ticket idle = 0;
    TimerQueue::Ticket keep_alive = 0;
    TimerQueue::Ticket pong = 0;        ///< a ping waits for its answer
    Duration ping_interval{};            ///< at most; 0: no pings
    std::vector<std::uint64_t> waiting; ///< who asked for it while it opens
};

/// The stream flows of an endpoint: which exist, who uses them, how long they may live.
///
/// A flow is reused for the same kind, remote address and expected peer name, never for the address alone: a
/// certificate that was good for one name says nothing about another. When the transport's profile changes, the flows
/// that it opened before are retired. A flow that the peer opened takes new requests when both sides have proved who
/// they are, the peer offers it (RFC 5923), and its certificate covers the name that is asked for.
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
    void close(Flow& flow, std::string_view why, FlowError error = FlowError::none);
    void close_all();

    /// The peer of an inbound flow takes requests by it that are meant for `port` at its address (RFC 5923 §5).
    void alias(Flow& flow, std::uint16_t port);
    /// No flow of that kind which exists is given out for new requests any more.
    void retire(TransportKind kind);

    /// Bytes have come: the peer is alive.
    void touched(Flow& flow);
    /// Pings a flow of ours now, and then each `longest` at most; 0: never.
    void keep_alive_each(Flow& flow, Duration longest);
    void pong_received(Flow& flow) { flow.answers_pings = true; }
    /// After bytes came in: `progress` when at least one complete message or ping was among them.
    void framed(Flow& flow, bool progress);
    void handle_expiry(const TimerOwner& owner);
    /// Closes our own flows that nobody needs any more. Once a turn, after everything else.
    void settle();

private:
    friend class FlowUse;
    enum Letter : std::uint8_t { first_byte, deadline, idle, keep_alive, pong };
    static constexpr std::size_t max_waiting = 4096;

    void start(TimerQueue::Ticket& ticket, const Flow& flow, Letter letter, Duration after);
    void deadline_passed(Flow& flow);
    void idle_passed(Flow& flow);
    void keep_alive_passed(Flow& flow);
    void schedule_ping(Flow& flow);
    [[nodiscard]] Flow* accepted(const FlowOpened& event);
    [[nodiscard]] bool shed_silent();
    [[nodiscard]] Flow* aliased(const Target& target);
    void use(FlowId flow);
    void release(FlowId flow);
    void forget_target(const Flow& flow);

    Context& context_;
    ParserLimits limits_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Flow>> flows_;
    std::map<Target, FlowId> reusable_;      ///< outbound, opening or open
    std::multimap<Address, FlowId> aliases_; ///< inbound, by the address where the peer listens
    std::deque<FlowId> silent_;              ///< inbound, in order; those that have spoken are dropped when met
    std::vector<FlowId> unused_;
    std::uint64_t next_serial_ = 1;
};

} // namespace sip

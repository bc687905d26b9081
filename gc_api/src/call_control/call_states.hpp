#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The call state model of Global Call over SIP, as tables. Everything that asks "may I?" or "what comes next?" asks
/// here.
///
/// A call is in one CallState. Programs move it by operations, the network by signals. An operation that has to wait
/// for the network (answer, drop) leaves the state as it is until its termination event and is noted as the call's
/// Pending meanwhile.
namespace gc {

/// In the order of the tables; gcst() gives the value that programs see.
enum class CallState : std::uint8_t {
    null,
    offered,
    call_routing,
    accepted,
    dialing,
    proceeding,
    alerting,
    connected,
    disconnected,
    idle,
};
constexpr std::size_t call_state_count = 10;

/// GCST_*: one bit each, GCST_NULL is 0.
[[nodiscard]] int gcst(CallState state);
[[nodiscard]] std::string_view name_of(CallState state);

/// A set of call states.
class CallStates {
public:
    template <class... States>
    constexpr explicit CallStates(States... states) : bits_{static_cast<std::uint16_t>((bit(states) | ... | 0U))}
    {
    }
    [[nodiscard]] constexpr bool contains(CallState state) const { return (bits_ & bit(state)) != 0; }

private:
    static constexpr unsigned bit(CallState state) { return 1U << static_cast<unsigned>(state); }
    std::uint16_t bits_;
};

/// An operation whose termination event is still to come.
enum class Pending : std::uint8_t { none, answer, drop };

/// What a program asks for.
enum class Operation : std::uint8_t {
    wait_call,
    make_call,
    call_ack,
    accept_call,
    answer_call,
    drop_call,
    release_call,
    reset_line,
    request_modify,
    cancel_modify,
    accept_modify,
    reject_modify,
    init_transfer,
    invoke_transfer,
    accept_transfer,
    reject_transfer,
    sip_ack,
};
constexpr std::size_t operation_count = 17;

/// One row for each operation.
struct OperationRule {
    Operation operation;
    std::string_view function; ///< the C function, for error texts
    CallStates from;           ///< states that allow it
    bool during_answer;        ///< allowed while gc_AnswerCall is pending
    CallState to;              ///< state once it is done; for make_call once it is started
    long termination;          ///< GCEV_* that ends it in EV_ASYNC; 0: none of its own
    long failure;              ///< GCEV_* when it fails later on
};
[[nodiscard]] const OperationRule& rule(Operation operation);
[[nodiscard]] std::span<const OperationRule> operation_rules();

/// True when a call in that condition may be operated on. While a drop is pending only reset_line may.
[[nodiscard]] bool allows(Operation operation, CallState state, Pending pending);

/// What the network does to a call.
enum class Signal : std::uint8_t {
    incoming,       ///< INVITE for an armed line
    trying,         ///< 100
    ringing,        ///< 101 to 199
    connected,      ///< 2xx to our INVITE
    acknowledged,   ///< ACK to our 2xx
    ended,          ///< BYE, CANCEL, 300 to 699, time-out, lost connection
    released,       ///< what we hung up or rejected is done on the wire
    change_asked,   ///< re-INVITE for the program to answer
    change_unfit,   ///< re-INVITE with nothing that fits, refused
    transfer_asked, ///< REFER
};
constexpr std::size_t signal_count = 10;

/// One row for each signal.
struct SignalRule {
    Signal signal;
    CallStates from; ///< states in which it moves the call; in others it is stale and ignored
    CallState to;
    long event;         ///< GCEV_*
    unsigned long mask; ///< GCMSK_* that lets the event through; 0: cannot be masked
};
[[nodiscard]] const SignalRule& rule(Signal signal);
[[nodiscard]] std::span<const SignalRule> signal_rules();

} // namespace gc

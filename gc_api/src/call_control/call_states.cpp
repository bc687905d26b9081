#include "call_control/call_states.hpp"

#include "gclib.h"

#include <array>

namespace gc {
namespace {

using enum CallState;

constexpr CallStates inbound_unanswered{offered, call_routing, accepted};
constexpr CallStates outbound_unanswered{dialing, proceeding, alerting};
constexpr CallStates droppable{offered, call_routing, accepted, dialing, proceeding, alerting, connected, disconnected};
constexpr CallStates any{null,       offered,  call_routing, accepted,     dialing,
                         proceeding, alerting, connected,    disconnected, idle};

// A rule that fails after its function returned leaves the state unchanged (GCEV_TASKFAIL).
constexpr std::array<OperationRule, operation_count> operations{{
    // operation              function              from                      during_answer  to  termination, failure
    {Operation::wait_call, "gc_WaitCall", any, true, null, 0, GCEV_TASKFAIL},
    {Operation::make_call, "gc_MakeCall", CallStates{null}, false, dialing, GCEV_CONNECTED, GCEV_DISCONNECTED},
    {Operation::call_ack, "gc_CallAck", CallStates{offered}, false, call_routing, GCEV_CALLPROC, GCEV_TASKFAIL},
    {Operation::accept_call, "gc_AcceptCall", CallStates{offered, call_routing}, false, accepted, GCEV_ACCEPT,
     GCEV_TASKFAIL},
    {Operation::answer_call, "gc_AnswerCall", inbound_unanswered, false, connected, GCEV_ANSWERED, GCEV_DISCONNECTED},
    {Operation::drop_call, "gc_DropCall", droppable, true, idle, GCEV_DROPCALL, GCEV_TASKFAIL},
    {Operation::release_call, "gc_ReleaseCallEx", CallStates{idle}, false, null, GCEV_RELEASECALL,
     GCEV_RELEASECALL_FAIL},
    {Operation::reset_line, "gc_ResetLineDev", any, true, null, GCEV_RESETLINEDEV, GCEV_RESTARTFAIL},
    {Operation::request_modify, "gc_ReqModifyCall", CallStates{connected}, false, connected, GCEV_MODIFY_CALL_ACK,
     GCEV_MODIFY_CALL_FAIL},
    {Operation::cancel_modify, "gc_ReqModifyCall", CallStates{connected}, false, connected, GCEV_CANCEL_MODIFY_CALL,
     GCEV_CANCEL_MODIFY_CALL_FAIL},
    {Operation::accept_modify, "gc_AcceptModifyCall", CallStates{connected}, false, connected, GCEV_ACCEPT_MODIFY_CALL,
     GCEV_ACCEPT_MODIFY_CALL_FAIL},
    {Operation::reject_modify, "gc_RejectModifyCall", CallStates{connected}, false, connected, GCEV_REJECT_MODIFY_CALL,
     GCEV_REJECT_MODIFY_CALL_FAIL},
    {Operation::init_transfer, "gc_InitXfer", CallStates{connected}, false, connected, GCEV_INIT_XFER,
     GCEV_INIT_XFER_FAIL},
    {Operation::invoke_transfer, "gc_InvokeXfer", CallStates{connected}, false, connected, GCEV_INVOKE_XFER,
     GCEV_INVOKE_XFER_FAIL},
    {Operation::accept_transfer, "gc_AcceptXfer", CallStates{connected}, false, connected, GCEV_ACCEPT_XFER,
     GCEV_ACCEPT_XFER_FAIL},
    {Operation::reject_transfer, "gc_RejectXfer", CallStates{connected}, false, connected, GCEV_REJ_XFER,
     GCEV_REJ_XFER_FAIL},
    {Operation::sip_ack, "gc_SipAck", CallStates{connected}, false, connected, GCEV_SIP_ACK_OK, GCEV_SIP_ACK_FAIL},
}};

constexpr std::array<SignalRule, signal_count> signals{{
    {Signal::incoming, CallStates{null}, offered, GCEV_OFFERED, 0},
    {Signal::trying, CallStates{dialing}, proceeding, GCEV_PROCEEDING, GCMSK_PROCEEDING},
    {Signal::ringing, outbound_unanswered, alerting, GCEV_ALERTING, GCMSK_ALERTING},
    {Signal::connected, outbound_unanswered, connected, GCEV_CONNECTED, 0},
    {Signal::acknowledged, inbound_unanswered, connected, GCEV_ANSWERED, 0},
    {Signal::ended, CallStates{offered, call_routing, accepted, dialing, proceeding, alerting, connected}, disconnected,
     GCEV_DISCONNECTED, 0},
    {Signal::released, droppable, idle, GCEV_DROPCALL, 0},
    {Signal::change_asked, CallStates{connected}, connected, GCEV_REQ_MODIFY_CALL, 0},
    {Signal::change_unfit, CallStates{connected}, connected, GCEV_REQ_MODIFY_UNSUPPORTED, 0},
    {Signal::transfer_asked, CallStates{connected}, connected, GCEV_REQ_XFER, 0},
}};

// The tables are indexed by their enumerations.
template <class Table, class Key>
constexpr bool in_order(const Table& table, Key key)
{
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].*key) != i)
            return false;
    return true;
}
static_assert(in_order(operations, &OperationRule::operation));
static_assert(in_order(signals, &SignalRule::signal));

struct StateName {
    int value;
    std::string_view name;
};
constexpr std::array<StateName, call_state_count> states{{
    {GCST_NULL, "Null"},
    {GCST_OFFERED, "Offered"},
    {GCST_CALLROUTING, "CallRouting"},
    {GCST_ACCEPTED, "Accepted"},
    {GCST_DIALING, "Dialing"},
    {GCST_PROCEEDING, "Proceeding"},
    {GCST_ALERTING, "Alerting"},
    {GCST_CONNECTED, "Connected"},
    {GCST_DISCONNECTED, "Disconnected"},
    {GCST_IDLE, "Idle"},
}};

} // namespace

int gcst(CallState state) { return states[static_cast<std::size_t>(state)].value; }
std::string_view name_of(CallState state) { return states[static_cast<std::size_t>(state)].name; }

const OperationRule& rule(Operation operation) { return operations[static_cast<std::size_t>(operation)]; }
std::span<const OperationRule> operation_rules() { return operations; }

bool allows(Operation operation, CallState state, Pending pending)
{
    const OperationRule& row = rule(operation);
    if (pending == Pending::drop)
        return operation == Operation::reset_line || operation == Operation::wait_call;
    if (pending == Pending::answer && !row.during_answer)
        return false;
    return row.from.contains(state);
}

const SignalRule& rule(Signal signal) { return signals[static_cast<std::size_t>(signal)]; }
std::span<const SignalRule> signal_rules() { return signals; }

} // namespace gc

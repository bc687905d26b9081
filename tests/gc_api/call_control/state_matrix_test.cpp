#include "call_control/call_states.hpp"
#include "gc_api/support/program.hpp"
#include "gc_api/support/sip_phone.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <algorithm>
#include <functional>
#include <ostream>

// Every state of a call, every message of SIP that can come in it, and every operation, before and after that message:
// what a program sees through the public API is what call_states.cpp says, in every cell. Which messages mean anything
// in which state is the knowledge of SIP that is written here; all else is asked of the tables.

namespace data = boost::unit_test::data;
using gc::CallState;
using gc::Operation;
using gc::Pending;
using gc::Signal;
using gc::test::Program;
using gc::test::SipPhone;
using enum gc::CallState;

namespace {

/// A condition that a call can be in.
struct Condition {
    bool inbound;
    CallState state;
    Pending pending = Pending::none;

    friend std::ostream& operator<<(std::ostream& out, const Condition& one)
    {
        out << (one.inbound ? "inbound " : "outbound ") << gc::name_of(one.state);
        return out << (one.pending == Pending::answer ? ", answering"
                       : one.pending == Pending::drop ? ", dropping"
                                                      : "");
    }
};

const Condition conditions[] = {
    {true, null},
    {true, offered},
    {true, call_routing},
    {true, accepted},
    {true, accepted, Pending::answer},
    {true, connected},
    {true, connected, Pending::drop},
    {true, disconnected},
    {true, idle},
    {false, dialing},
    {false, proceeding},
    {false, alerting},
    {false, alerting, Pending::drop},
    {false, connected},
    {false, connected, Pending::drop},
    {false, disconnected},
    {false, idle},
};

/// What can come from the other side, and as what the tables know it.
struct Stimulus {
    const char* name;
    Signal signal;
    std::function<void(SipPhone&)> send;
    std::function<bool(const Condition&)> means_something; ///< by RFC 3261

    friend std::ostream& operator<<(std::ostream& out, const Stimulus& one) { return out << one.name; }
};

bool unanswered(const Condition& now) { return now.pending == Pending::none && now.state != null && now.state != idle; }

const Stimulus stimuli[] = {
    {"nothing", Signal::trying, [](SipPhone&) {}, [](const Condition&) { return false; }},
    {"another INVITE", Signal::incoming, [](SipPhone& phone) { phone.invite_again(); },
     [](const Condition& now) { return now.state == null; }},
    {"ACK", Signal::acknowledged, [](SipPhone& phone) { phone.acknowledge(); },
     [](const Condition& now) { return now.pending == Pending::answer; }},
    {"CANCEL", Signal::ended, [](SipPhone& phone) { phone.cancel(); },
     [](const Condition& now) { return now.inbound && unanswered(now) && now.state != connected; }},
    {"BYE", Signal::ended, [](SipPhone& phone) { phone.bye(); },
     [](const Condition& now) { // in a dialog, an early one too
         return now.state == connected || now.state == alerting || now.state == accepted;
     }},
    {"100", Signal::trying, [](SipPhone& phone) { phone.respond(100); },
     [](const Condition& now) { return !now.inbound; }},
    {"183", Signal::ringing, [](SipPhone& phone) { phone.respond(183); },
     [](const Condition& now) { return !now.inbound; }},
    {"200", Signal::connected, [](SipPhone& phone) { phone.respond(200); },
     [](const Condition& now) { return !now.inbound; }},
    {"486", Signal::ended, [](SipPhone& phone) { phone.respond(486); },
     [](const Condition& now) { return !now.inbound && now.state != connected; }},
};

int run(Operation operation, LINEDEV line, CRN crn)
{
    switch (operation) {
    case Operation::wait_call: return gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC);
    case Operation::make_call: {
        CRN made = 0;
        return gc_MakeCall(line, &made, "sip:nobody@127.0.0.1:9", nullptr, 0, EV_ASYNC);
    }
    case Operation::call_ack: return gc_CallAck(crn, nullptr, EV_ASYNC);
    case Operation::accept_call: return gc_AcceptCall(crn, 0, EV_ASYNC);
    case Operation::answer_call: return gc_AnswerCall(crn, 0, EV_ASYNC);
    case Operation::drop_call: return gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC);
    case Operation::release_call: return gc_ReleaseCallEx(crn, EV_ASYNC);
    case Operation::reset_line: return gc_ResetLineDev(line, EV_ASYNC);
    case Operation::request_modify:
    case Operation::cancel_modify: return gc_ReqModifyCall(crn, nullptr, EV_ASYNC);
    case Operation::accept_modify: return gc_AcceptModifyCall(crn, nullptr, EV_ASYNC);
    case Operation::reject_modify: return gc_RejectModifyCall(crn, 0, EV_ASYNC);
    }
    return GC_SUCCESS;
}

bool of_modification(Operation operation)
{
    return operation == Operation::request_modify || operation == Operation::cancel_modify ||
           operation == Operation::accept_modify || operation == Operation::reject_modify;
}
bool of_line(Operation operation)
{
    return operation == Operation::wait_call || operation == Operation::make_call || operation == Operation::reset_line;
}

/// A line, and a telephone on the other side that says what the test wants.
struct OneCall {
    OneCall(Program& with, LINEDEV on) : program{with}, line{on}, phone{with.uri(on)} {}

    Program& program;
    const LINEDEV line;
    SipPhone phone;
    CRN crn = 0;

    /// The events that have come, by type.
    std::vector<long> events()
    {
        phone.settle();
        std::vector<long> types;
        long devices[] = {line};
        while (sr_waitevtEx(devices, 1, 0, nullptr) != -1) {
            METAEVENT event;
            WORKS(gc_GetMetaEvent(&event));
            types.push_back(event.evttype);
            if (event.evttype == GCEV_OFFERED)
                crn = event.crn;
        }
        return types;
    }
    /// All that follows from what happened, messages and answers to them.
    std::vector<long> all_events()
    {
        std::vector<long> types = events();
        for (int i = 0; i < 2; ++i)
            for (const long type : events())
                types.push_back(type);
        return types;
    }
    void operate(Operation operation) { WORKS(run(operation, line, crn)); }
    [[nodiscard]] CallState state() const
    {
        int value = 0;
        if (crn == 0 || gc_GetCallState(crn, &value) != GC_SUCCESS)
            return null;
        for (int i = 0; i < static_cast<int>(gc::call_state_count); ++i)
            if (gc::gcst(static_cast<CallState>(i)) == value)
                return static_cast<CallState>(i);
        BOOST_FAIL("no such state: " << value);
        return null;
    }

    void reach(const Condition& wanted)
    {
        phone.deaf = wanted.pending == Pending::drop; // or the drop would be over at once
        wanted.inbound ? reach_inbound(wanted) : reach_outbound(wanted);
        (void)events();
        BOOST_TEST_REQUIRE((state() == wanted.state), wanted << " was not reached: " << gc::name_of(state()));
    }
    void reach_inbound(const Condition& wanted)
    {
        WORKS(gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC));
        if (wanted.state == null)
            return;
        phone.invite();
        (void)events();
        if (wanted.state == call_routing)
            return operate(Operation::call_ack);
        if (wanted.state == accepted || wanted.state == connected)
            operate(Operation::accept_call);
        if (wanted.pending == Pending::answer || wanted.state == connected) {
            operate(Operation::answer_call);
            (void)events();
        }
        if (wanted.state == connected) {
            phone.acknowledge();
            (void)events();
        }
        if (wanted.state == disconnected)
            phone.cancel();
        if (wanted.state == idle || wanted.pending == Pending::drop) {
            operate(Operation::drop_call);
            (void)all_events();
        }
    }
    void reach_outbound(const Condition& wanted)
    {
        WORKS(gc_MakeCall(line, &crn, phone.uri().c_str(), nullptr, 0, EV_ASYNC));
        phone.await_invite();
        if (wanted.state == proceeding)
            return phone.respond(100);
        if (wanted.state == alerting || wanted.state == connected)
            phone.respond(180);
        if (wanted.state == connected)
            phone.respond(200);
        if (wanted.state == disconnected || wanted.state == idle)
            phone.respond(486);
        if (wanted.state == idle || wanted.pending == Pending::drop) {
            (void)events();
            operate(Operation::drop_call);
        }
    }
    void clear()
    {
        phone.deaf = false;
        WORKS(gc_ResetLineDev(line, EV_SYNC));
        (void)all_events();
    }
};

struct Matrix : Program {
    Matrix() : Program{1}
    {
        start();
        line = open_line(1);
        WORKS(gc_SetEvtMsk(line, GCMSK_PROCEEDING | GCMSK_ALERTING, GCACT_ADDMSK));
        GC_PARM_BLKP block = nullptr; // or what changes a call would be refused for another reason than its state
        WORKS(gc_util_insert_parm_val(&block, IPSET_CONFIG, IPPARM_OPERATING_MODE, 8, IP_T38_MANUAL_MODIFY_MODE));
        WORKS(
            gc_SetConfigData(GCTGT_CCLIB_NETIF, open(":N_iptB1:P_IP"), block, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
        gc_util_delete_parm_blk(block);
    }
    LINEDEV line = 0;
};

std::string names(const std::vector<long>& types)
{
    std::string text;
    for (const long type : types)
        text += std::string{text.empty() ? "" : ", "} + GCEV_MSG(type);
    return text.empty() ? "nothing" : text;
}

bool has(const std::vector<long>& types, long type) { return std::count(types.begin(), types.end(), type) != 0; }

/// The condition after the message, by the tables; and the event that tells of it, 0: none. A drop is over when the
/// other side ends the call itself; nothing else that it says is told any more.
Condition after(const Condition& now, const Stimulus& stimulus, long& event)
{
    event = 0;
    const bool dropping = now.pending == Pending::drop;
    if (!stimulus.means_something(now) || (dropping && stimulus.signal != Signal::ended))
        return now;
    const gc::SignalRule& row = gc::rule(dropping ? Signal::released : stimulus.signal);
    if (!row.from.contains(now.state))
        return now;
    event = row.event;
    return {now.inbound, row.to, Pending::none};
}

/// What the operation ends with, by the tables.
void check_operation(OneCall& call, const Condition& now, const gc::OperationRule& row)
{
    const CRN before = call.crn;
    call.operate(row.operation);
    std::vector<long> came = call.all_events();
    if (row.operation == Operation::answer_call || now.pending == Pending::answer) {
        if (row.operation != Operation::reset_line)
            BOOST_TEST((call.state() == now.state)); // until the caller has acknowledged: RFC 3261 §15
        call.phone.acknowledge();
        const auto later = call.all_events();
        came.insert(came.end(), later.begin(), later.end());
    }
    if (row.operation == Operation::wait_call || row.operation == Operation::make_call) {
        BOOST_TEST((call.state() == (now.pending == Pending::answer ? connected : now.state)));
    } else {
        BOOST_TEST(has(came, row.termination), GCEV_MSG(row.termination) << " did not come, but " << names(came));
        BOOST_TEST((call.state() == row.to), "in " << gc::name_of(call.state()));
    }
    int value = 0;
    if (row.to == null && row.operation != Operation::wait_call && before != 0)
        BOOST_TEST(gc_GetCallState(before, &value) == GC_ERROR);
}

/// Every operation that is not allowed is refused, and changes nothing.
void check_refusals(OneCall& call, const Condition& now)
{
    for (const gc::OperationRule& row : gc::operation_rules()) {
        const bool of_no_call = now.state == null && !of_line(row.operation);
        if (!of_no_call && gc::allows(row.operation, now.state, now.pending))
            continue;
        BOOST_TEST_CONTEXT(row.function)
        gc::test::check_refused(run(row.operation, call.line, call.crn), of_no_call ? EGC_INVCRN : EGC_INVSTATE);
        BOOST_TEST((call.state() == now.state), row.function);
    }
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(state_matrix, Matrix)

// state x message: what is told, which state follows, and all that is refused there.
BOOST_AUTO_TEST_CASE(every_message_in_every_state_does_what_the_table_says)
{
    for (const Condition& begin : conditions)
        for (const Stimulus& stimulus : stimuli)
            BOOST_TEST_CONTEXT(stimulus << " in " << begin)
            {
                OneCall call{*this, line};
                call.reach(begin);
                stimulus.send(call.phone);
                const auto came = call.all_events();
                long event = 0;
                const Condition now = after(begin, stimulus, event);
                BOOST_TEST((call.state() == now.state), "in " << gc::name_of(call.state()) << ": " << names(came));
                BOOST_TEST(came.size() == (event == 0 ? 0U : 1U), names(came));
                if (event != 0)
                    BOOST_TEST(has(came, event), names(came));
                check_refusals(call, now);
                call.clear();
            }
}

// state x message x operation: what is allowed afterwards ends as the table says.
BOOST_AUTO_TEST_CASE(every_operation_after_every_message_ends_as_the_table_says)
{
    for (const Condition& begin : conditions)
        for (const Stimulus& stimulus : stimuli)
            for (const gc::OperationRule& row : gc::operation_rules()) {
                long event = 0;
                const Condition now = after(begin, stimulus, event);
                if (of_modification(row.operation) || !gc::allows(row.operation, now.state, now.pending) ||
                    (now.state == null && !of_line(row.operation)))
                    continue;
                BOOST_TEST_CONTEXT(row.function << " after " << stimulus << " in " << begin)
                {
                    OneCall call{*this, line};
                    call.reach(begin);
                    stimulus.send(call.phone);
                    (void)call.all_events();
                    check_operation(call, now, row);
                    call.clear();
                }
            }
}

// state x operation x message: a message that crosses an operation changes nothing of how that ends.
BOOST_AUTO_TEST_CASE(every_message_that_crosses_a_drop_or_a_reset_leaves_it_its_end)
{
    for (const Condition& begin : conditions)
        for (const Stimulus& stimulus : stimuli)
            for (const Operation operation : {Operation::drop_call, Operation::reset_line}) {
                if (begin.state == null || !gc::allows(operation, begin.state, begin.pending))
                    continue;
                const gc::OperationRule& row = gc::rule(operation);
                BOOST_TEST_CONTEXT(row.function << " crossed by " << stimulus << " in " << begin)
                {
                    OneCall call{*this, line};
                    call.reach(begin);
                    call.phone.deaf = false;
                    call.operate(operation);
                    stimulus.send(call.phone);
                    if (begin.pending == Pending::answer)
                        call.phone.acknowledge(); // before that there can be no BYE: RFC 3261 §15
                    const auto came = call.all_events();
                    BOOST_TEST(std::count(came.begin(), came.end(), row.termination) == 1, names(came));
                    BOOST_TEST(!has(came, GCEV_DISCONNECTED), names(came));
                    BOOST_TEST((call.state() == row.to), "in " << gc::name_of(call.state()));
                    call.clear();
                }
            }
}

BOOST_AUTO_TEST_SUITE_END()

#include "gc_api/support/one_call.hpp"
#include "gc_api/support/two_lines.hpp"

#include <algorithm>
#include <functional>

// Every state of a call, every message of SIP that can come in it, and every operation, before and after that message:
// what a program sees through the public API is what call_states.cpp says, in every cell. Which messages mean anything
// in which state is the knowledge of SIP that is written here; all else is asked of the tables.

using gc::CallState;
using gc::Operation;
using gc::Pending;
using gc::Signal;
using gc::test::Condition;
using gc::test::names;
using gc::test::OneCall;
using gc::test::Program;
using gc::test::SipPhone;
using enum gc::CallState;

namespace {

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

/// What the peer has a word in, and what is of 3PCC: tests of their own.
bool of_tests_of_its_own(Operation operation)
{
    return operation == Operation::request_modify || operation == Operation::cancel_modify ||
           operation == Operation::accept_modify || operation == Operation::reject_modify ||
           operation == Operation::invoke_transfer || operation == Operation::accept_transfer ||
           operation == Operation::reject_transfer || operation == Operation::sip_ack;
}
bool of_line(Operation operation)
{
    return operation == Operation::wait_call || operation == Operation::make_call || operation == Operation::reset_line;
}

struct Matrix : Program {
    Matrix() : Program{1}
    {
        board(1).sup_serv_mask = IP_SUP_SERV_CALL_XFER;
        start();
        line = open_line(1);
        WORKS(gc_SetEvtMsk(line, GCMSK_PROCEEDING | GCMSK_ALERTING, GCACT_ADDMSK));
        gc::test::answer_changes_by_hand(open(":N_iptB1:P_IP")); // or changes would be refused for another reason
    }
    LINEDEV line = 0;
};

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
        gc::test::check_refused(call.run(row.operation), of_no_call ? EGC_INVCRN : EGC_INVSTATE);
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
                if (of_tests_of_its_own(row.operation) || !gc::allows(row.operation, now.state, now.pending) ||
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

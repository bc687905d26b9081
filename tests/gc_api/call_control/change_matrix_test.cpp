#include "gc_api/support/one_call.hpp"
#include "gc_api/support/two_lines.hpp"

#include <algorithm>
#include <functional>

// Modification and transfer of a call, in which the other side has a word: that each ends as call_states.cpp says when
// that side agrees, as its refusal says when not, and that the end of the call is the end of what was pending. In a
// call that came in and in one that went out. State by state refusals are in state_matrix_test.cpp.

using gc::CallState;
using gc::Operation;
using gc::test::Condition;
using gc::test::names;
using gc::test::OneCall;
using gc::test::Program;
using enum gc::CallState;

namespace {

constexpr unsigned long not_acceptable = IPEC_SIPReasonStatus488NotAcceptableHere;
constexpr unsigned long decline = IPEC_SIPReasonStatus603Decline;

void nothing(OneCall&) {}

/// An operation of a connected call, and the other side's part in it.
struct Change {
    Operation operation;
    std::function<void(OneCall&)> prepare; ///< makes it possible
    std::function<int(OneCall&)> begin;
    std::function<void(OneCall&)> agree;  ///< what the other side says then, so that it ends well
    std::function<void(OneCall&)> refuse; ///< null: it cannot
    long refused = 0;                     ///< the event then

    friend std::ostream& operator<<(std::ostream& out, const Change& one)
    {
        return out << gc::rule(one.operation).function << " to " << GCEV_MSG(gc::rule(one.operation).termination);
    }
};

void be_asked_for_change(OneCall& call)
{
    call.phone.ask_for_change();
    BOOST_TEST_REQUIRE((call.events() == std::vector<long>{GCEV_REQ_MODIFY_CALL}));
}
void be_asked_for_transfer(OneCall& call)
{
    call.phone.refer("sip:nobody@127.0.0.1:9");
    BOOST_TEST_REQUIRE((call.events() == std::vector<long>{GCEV_REQ_XFER}));
}
void respond(OneCall& call, int status)
{
    (void)call.events(); // so that the request has come
    call.phone.respond_to_request(status);
}
std::function<void(OneCall&)> responds(int status)
{
    return [status](OneCall& call) { respond(call, status); };
}

const Change changes[] = {
    {Operation::request_modify, nothing, [](OneCall& call) { return call.run(Operation::request_modify); },
     responds(200), responds(488), GCEV_MODIFY_CALL_REJ},
    {Operation::cancel_modify,
     [](OneCall& call) {
         call.operate(Operation::request_modify);
         respond(call, 100);
         (void)call.events();
     },
     [](OneCall& call) { return call.cancel_change(); }, nothing, nullptr},
    {Operation::accept_modify, be_asked_for_change,
     [](OneCall& call) { return gc_AcceptModifyCall(call.crn, nullptr, EV_ASYNC); },
     [](OneCall& call) {
         (void)call.events();
         call.phone.acknowledge();
     },
     nullptr},
    {Operation::reject_modify, be_asked_for_change,
     [](OneCall& call) { return gc_RejectModifyCall(call.crn, not_acceptable, EV_ASYNC); }, nothing, nullptr},
    {Operation::init_transfer, nothing, [](OneCall& call) { return call.run(Operation::init_transfer); }, nothing,
     nullptr},
    {Operation::invoke_transfer, nothing, [](OneCall& call) { return call.run(Operation::invoke_transfer); },
     [](OneCall& call) {
         respond(call, 202);
         call.phone.tell_of_transfer(200);
     },
     responds(603), GCEV_INVOKE_XFER_REJ},
    {Operation::accept_transfer, be_asked_for_transfer,
     [](OneCall& call) { return call.run(Operation::accept_transfer); }, nothing, nullptr},
    {Operation::reject_transfer, be_asked_for_transfer,
     [](OneCall& call) { return gc_RejectXfer(call.crn, decline, nullptr, EV_ASYNC); }, nothing, nullptr},
};

/// How a call ends while something is pending.
struct End {
    const char* name;
    std::function<void(OneCall&)> happen;
    long event;
    CallState state;
};
const End ends[] = {
    {"BYE", [](OneCall& call) { call.phone.bye(); }, GCEV_DISCONNECTED, disconnected},
    {"gc_DropCall", [](OneCall& call) { call.operate(Operation::drop_call); }, GCEV_DROPCALL, idle},
    {"gc_ResetLineDev", [](OneCall& call) { call.operate(Operation::reset_line); }, GCEV_RESETLINEDEV, null},
};

const Condition calls[] = {{true, connected}, {false, connected}};

struct Changing : Program {
    Changing() : Program{1}
    {
        board(1).sup_serv_mask = IP_SUP_SERV_CALL_XFER;
        start();
        line = open_line(1);
        gc::test::answer_changes_by_hand(open(":N_iptB1:P_IP"));
    }
    /// Runs `test` with each change of each kind of call, at the point where it may begin.
    void each(const std::function<void(OneCall&, const Change&)>& test)
    {
        for (const Condition& of : calls)
            for (const Change& change : changes)
                BOOST_TEST_CONTEXT(change << ", " << of)
                {
                    OneCall call{*this, line};
                    call.reach(of);
                    change.prepare(call);
                    test(call, change);
                    call.clear();
                }
    }
    LINEDEV line = 0;
};

void check(OneCall& call, const std::vector<long>& events, CallState state)
{
    const std::vector<long> came = call.all_events();
    BOOST_TEST((came == events), "not " << names(events) << ", but " << names(came));
    BOOST_TEST((call.state() == state), "in " << gc::name_of(call.state()));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(change_matrix, Changing)

BOOST_AUTO_TEST_CASE(every_change_to_which_the_peer_agrees_ends_as_the_table_says_and_the_call_goes_on)
{
    each([](OneCall& call, const Change& change) {
        const gc::OperationRule& row = gc::rule(change.operation);
        BOOST_TEST(gc::allows(change.operation, call.state(), gc::Pending::none));
        WORKS(change.begin(call));
        change.agree(call);
        check(call, {row.termination}, row.to);
        call.operate(Operation::drop_call);
        check(call, {GCEV_DROPCALL}, idle);
    });
}

BOOST_AUTO_TEST_CASE(every_change_that_the_peer_refuses_says_so_and_can_be_asked_for_again)
{
    each([](OneCall& call, const Change& change) {
        if (!change.refuse)
            return;
        WORKS(change.begin(call));
        change.refuse(call);
        check(call, {change.refused}, CallState::connected);
        WORKS(change.begin(call));
        change.agree(call);
        check(call, {gc::rule(change.operation).termination}, CallState::connected);
    });
}

BOOST_AUTO_TEST_CASE(the_end_of_the_call_is_the_end_of_what_was_asked_of_the_peer)
{
    for (const End& end : ends)
        each([&](OneCall& call, const Change& change) {
            if (change.operation != Operation::request_modify && change.operation != Operation::invoke_transfer)
                return;
            WORKS(change.begin(call));
            (void)call.events();
            BOOST_TEST_REQUIRE(!call.phone.asked().empty());
            BOOST_TEST_CONTEXT(end.name)
            {
                end.happen(call);
                if (change.operation == Operation::invoke_transfer && end.event == GCEV_DISCONNECTED)
                    check(call, {GCEV_INVOKE_XFER_FAIL, end.event}, end.state); // before it was accepted
                else
                    check(call, {end.event}, end.state);
            }
        });
}

BOOST_AUTO_TEST_CASE(the_end_of_the_call_is_the_end_of_what_the_peer_asked_for)
{
    for (const End& end : ends)
        each([&](OneCall& call, const Change& change) {
            if (change.operation != Operation::accept_modify && change.operation != Operation::accept_transfer)
                return;
            BOOST_TEST_CONTEXT(end.name)
            {
                end.happen(call);
                check(call, {end.event}, end.state);
                gc::test::check_refused(change.begin(call), end.state == CallState::null ? EGC_INVCRN : EGC_INVSTATE);
            }
        });
}

BOOST_AUTO_TEST_CASE(a_change_that_is_pending_cannot_begin_twice)
{
    each([](OneCall& call, const Change& change) {
        if (change.operation == Operation::init_transfer)
            return; // nothing is pending: it ends at once
        WORKS(change.begin(call));
        gc::test::check_refused(change.begin(call), EGC_INVSTATE);
        change.agree(call);
        check(call, {gc::rule(change.operation).termination}, CallState::connected);
    });
}

BOOST_AUTO_TEST_SUITE_END()

#include "call_control/call_states.hpp"

#include "gclib.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <set>
#include <string_view>

namespace data = boost::unit_test::data;
using gc::allows;
using gc::CallState;
using gc::Operation;
using gc::Pending;
using gc::Signal;
using enum gc::CallState;

namespace {

const CallState every_state[] = {null,       offered,  call_routing, accepted,     dialing,
                                 proceeding, alerting, connected,    disconnected, idle};

// The manual's tables once more, written as the manual writes them: function, states that allow it.
const std::map<Operation, std::set<CallState>> documented = {
    {Operation::wait_call, {std::begin(every_state), std::end(every_state)}},
    {Operation::make_call, {null}},
    {Operation::call_ack, {offered}},
    {Operation::accept_call, {offered, call_routing}},
    {Operation::answer_call, {offered, call_routing, accepted}},
    {Operation::drop_call, {offered, call_routing, accepted, dialing, proceeding, alerting, connected, disconnected}},
    {Operation::release_call, {idle}},
    {Operation::reset_line, {std::begin(every_state), std::end(every_state)}},
    {Operation::request_modify, {connected}},
    {Operation::cancel_modify, {connected}},
    {Operation::accept_modify, {connected}},
    {Operation::reject_modify, {connected}},
    {Operation::init_transfer, {connected}},
    {Operation::invoke_transfer, {connected}},
    {Operation::accept_transfer, {connected}},
    {Operation::reject_transfer, {connected}},
    {Operation::sip_ack, {connected}},
};

struct Step {
    CallState from;
    Signal signal;
    CallState to;
};
const Step documented_steps[] = {
    {null, Signal::incoming, offered},
    {dialing, Signal::trying, proceeding},
    {dialing, Signal::ringing, alerting},
    {proceeding, Signal::ringing, alerting},
    {alerting, Signal::ringing, alerting},
    {dialing, Signal::connected, connected},
    {proceeding, Signal::connected, connected},
    {alerting, Signal::connected, connected},
    {offered, Signal::acknowledged, connected},
    {call_routing, Signal::acknowledged, connected},
    {accepted, Signal::acknowledged, connected},
    {offered, Signal::ended, disconnected},
    {call_routing, Signal::ended, disconnected},
    {accepted, Signal::ended, disconnected},
    {dialing, Signal::ended, disconnected},
    {proceeding, Signal::ended, disconnected},
    {alerting, Signal::ended, disconnected},
    {connected, Signal::ended, disconnected},
    {offered, Signal::released, idle},
    {call_routing, Signal::released, idle},
    {accepted, Signal::released, idle},
    {dialing, Signal::released, idle},
    {proceeding, Signal::released, idle},
    {alerting, Signal::released, idle},
    {connected, Signal::released, idle},
    {disconnected, Signal::released, idle},
    {connected, Signal::change_asked, connected},
    {connected, Signal::change_unfit, connected},
    {connected, Signal::transfer_asked, connected},
};

} // namespace

BOOST_AUTO_TEST_SUITE(call_states)

BOOST_AUTO_TEST_CASE(every_cell_of_the_operation_table_is_as_documented)
{
    for (const auto& [operation, states] : documented)
        for (const CallState state : every_state)
            BOOST_TEST(allows(operation, state, Pending::none) == states.contains(state),
                       gc::rule(operation).function << " in " << gc::name_of(state));
}

BOOST_AUTO_TEST_CASE(every_cell_of_the_signal_table_is_as_documented)
{
    for (const gc::SignalRule& row : gc::signal_rules())
        for (const CallState state : every_state) {
            const Step* step = nullptr;
            for (const Step& candidate : documented_steps)
                if (candidate.from == state && candidate.signal == row.signal)
                    step = &candidate;
            BOOST_TEST(row.from.contains(state) == (step != nullptr),
                       "signal " << static_cast<int>(row.signal) << " in " << gc::name_of(state));
            if (step)
                BOOST_TEST((row.to == step->to));
        }
}

BOOST_AUTO_TEST_CASE(while_an_answer_is_pending_the_call_can_only_be_dropped_or_reset)
{
    for (const gc::OperationRule& row : gc::operation_rules()) {
        const bool expected = row.operation == Operation::drop_call || row.operation == Operation::reset_line ||
                              row.operation == Operation::wait_call;
        BOOST_TEST(allows(row.operation, accepted, Pending::answer) == expected, row.function);
    }
}

BOOST_AUTO_TEST_CASE(while_a_drop_is_pending_only_the_line_can_be_operated_on)
{
    for (const gc::OperationRule& row : gc::operation_rules())
        for (const CallState state : every_state) {
            const bool of_line = row.operation == Operation::reset_line || row.operation == Operation::wait_call;
            BOOST_TEST(allows(row.operation, state, Pending::drop) == of_line, row.function);
        }
}

BOOST_AUTO_TEST_CASE(states_are_single_bits_so_that_programs_can_test_several_at_once)
{
    std::set<int> seen;
    for (const CallState state : every_state) {
        const int value = gc::gcst(state);
        BOOST_TEST((value & (value - 1)) == 0, gc::name_of(state));
        BOOST_TEST(seen.insert(value).second);
    }
    BOOST_TEST(gc::gcst(null) == GCST_NULL);
    BOOST_TEST(gc::gcst(connected) == GCST_CONNECTED);
}

BOOST_AUTO_TEST_CASE(only_progress_of_outgoing_calls_can_be_masked)
{
    for (const gc::SignalRule& row : gc::signal_rules())
        BOOST_TEST((row.mask != 0) == (row.signal == Signal::trying || row.signal == Signal::ringing));
}

BOOST_AUTO_TEST_SUITE_END()

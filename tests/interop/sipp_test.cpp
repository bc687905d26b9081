// SIPp, a user agent that we did not write, as caller and as callee over UDP and TCP.

#include "support/programs.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <csignal>

namespace data = boost::unit_test::data;
using interop::Answering;
using interop::Process;
using interop::sipp;
using std::chrono::seconds;

namespace {

const std::vector<std::string> transports{"udp", "tcp"};

/// SIPp calls an answering program; all its calls must go as the scenario says.
void check_caller(const std::string& scenario, const std::string& transport, std::vector<std::string> answer_options,
                  std::vector<std::string> sipp_options = {"-m", "1"})
{
    Answering answering{transport, std::move(answer_options)};
    sipp_options.push_back(answering.address());
    Process caller{sipp(scenario, transport, std::move(sipp_options))};
    const int status = caller.wait(seconds{90});
    BOOST_TEST(status == 0, scenario << " over " << transport << ": " << caller.output());
    BOOST_TEST(answering.process().running(), answering.process().output());
}

/// A program calls SIPp; both must end well, or the program must report `expected`.
void check_callee(const std::string& scenario, const std::string& transport, std::vector<std::string> call_options,
                  int expected_status, const std::string& expected_text)
{
    const std::string port = std::to_string(interop::free_port());
    std::vector<std::string> arguments = sipp(scenario, transport, {"-m", "1"});
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (arguments[i] == "-p")
            arguments[i + 1] = port;
    Process callee{arguments};
    BOOST_REQUIRE(callee.prints("Scenario Screen") || callee.running());

    call_options.push_back("sip:service@127.0.0.1:" + port);
    Process caller{interop::make_call(transport, std::move(call_options))};
    BOOST_TEST(caller.wait(seconds{60}) == expected_status, caller.output());
    BOOST_TEST(caller.output().find(expected_text) != std::string::npos, caller.output());
    BOOST_TEST(callee.wait(seconds{30}) == 0, callee.output());
}

/// SIPp calls SIPp through a program that passes their descriptions on (3PCC).
void check_relay(const std::string& caller_scenario, const std::string& callee_scenario, const std::string& transport,
                 const std::string& expected_text, const std::string& calls = "1")
{
    const std::string callee_port = std::to_string(interop::free_port());
    std::vector<std::string> arguments = sipp(callee_scenario, transport, {"-m", calls});
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (arguments[i] == "-p")
            arguments[i + 1] = callee_port;
    Process callee{arguments};
    BOOST_REQUIRE(callee.prints("Scenario Screen", seconds{1}) || callee.running());

    const unsigned short port = interop::free_port();
    Process relay{
        interop::relay_sdp(transport, port, {"-l", "20", "-n", calls, "sip:service@127.0.0.1:" + callee_port})};
    BOOST_REQUIRE(relay.prints("ready"));
    Process caller{sipp(caller_scenario, transport, {"-m", calls, "-l", "10", "127.0.0.1:" + std::to_string(port)})};
    BOOST_TEST(caller.wait(seconds{60}) == 0, caller.output());
    BOOST_TEST(callee.wait(seconds{30}) == 0, callee.output());
    BOOST_TEST(relay.wait(seconds{30}) == 0, relay.output());
    BOOST_TEST(relay.output().find(expected_text) != std::string::npos, relay.output());
}

} // namespace

BOOST_AUTO_TEST_SUITE(sipp_calls_sipp_through_a_program_of_3pcc)

BOOST_DATA_TEST_CASE(an_answered_call, data::make(transports))
{
    check_relay("uac_relayed", "uas_relayed", sample, "connected");
}

BOOST_DATA_TEST_CASE(twenty_calls, data::make(transports))
{
    check_relay("uac_relayed", "uas_relayed", sample, "20 calls", "20");
}

BOOST_DATA_TEST_CASE(an_invite_without_an_offer, data::make(transports))
{
    check_relay("uac_late_offer", "uas_relayed_late", sample, "connected");
}

BOOST_DATA_TEST_CASE(a_call_put_on_hold_by_the_callers_description, data::make(transports))
{
    check_relay("uac_relayed_hold", "uas_relayed_hold", sample, "changed");
}

BOOST_DATA_TEST_CASE(a_refusal_goes_back_to_the_caller, data::make(transports))
{
    check_relay("uac_refused", "uas_busy", sample, "disconnected");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sipp_calls_us)

BOOST_DATA_TEST_CASE(an_answered_call, data::make(transports)) { check_caller("uac_call", sample, {}); }

BOOST_DATA_TEST_CASE(a_refused_call, data::make(transports)) { check_caller("uac_refused", sample, {"-R", "486"}); }

BOOST_DATA_TEST_CASE(a_cancelled_call, data::make(transports)) { check_caller("uac_cancel", sample, {"-r", "20"}); }

BOOST_DATA_TEST_CASE(a_call_put_on_hold_and_taken_back, data::make(transports))
{
    check_caller("uac_reinvite", sample, {});
}

BOOST_DATA_TEST_CASE(an_invite_without_an_offer, data::make(transports)) { check_caller("uac_late_offer", sample, {}); }

BOOST_DATA_TEST_CASE(options_outside_a_dialog, data::make(transports)) { check_caller("uac_options", sample, {}); }

BOOST_DATA_TEST_CASE(unknown_and_not_allowed_methods, data::make(transports))
{
    check_caller("uac_unknown", sample, {});
}

BOOST_DATA_TEST_CASE(a_thousand_calls, data::make(transports))
{
    check_caller("uac_short_call", sample, {"-l", "500"}, {"-m", "1000", "-r", "250", "-l", "90"});
}

BOOST_AUTO_TEST_CASE(calls_over_a_network_that_loses_a_tenth_of_the_packets)
{
    check_caller("uac_call", "udp", {"-l", "60"}, {"-m", "50", "-r", "25", "-l", "50", "-lost", "10"});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(we_call_sipp)

BOOST_DATA_TEST_CASE(an_answered_call, data::make(transports))
{
    check_callee("uas_answer", sample, {"-h", "0"}, 0, "1 of 1 calls answered");
}

BOOST_DATA_TEST_CASE(a_refused_call, data::make(transports)) { check_callee("uas_busy", sample, {}, 1, "486"); }

BOOST_DATA_TEST_CASE(a_call_that_we_cancel, data::make(transports))
{
    check_callee("uas_ring", sample, {"-r", "1"}, 1, "0 of 1 calls answered");
}

BOOST_DATA_TEST_CASE(a_call_that_the_callee_ends, data::make(transports))
{
    check_callee("uas_hangs_up", sample, {"-h", "20"}, 0, "disconnected");
}

BOOST_AUTO_TEST_SUITE_END()

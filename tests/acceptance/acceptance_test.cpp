// Old programs, as their authors wrote them, compiled from the installed tree and run against SIPp: every programming
// model takes and makes calls, and every call ends as SIPp's scenario says.

#include "support/programs.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace data = boost::unit_test::data;
using interop::Process;
using interop::sipp;
using std::chrono::seconds;

namespace {

using Words = std::vector<std::string>;

const std::string calls = "12";
const std::string channels = "6"; ///< more than the calls at a time: a line is released a moment after its call

/// One of the programs, and what it is told: PORT is its own, PEER where it calls.
struct Run {
    const char* scenario; ///< of SIPp; or what a program says at its end that has no peer
    Words program;

    friend std::ostream& operator<<(std::ostream& out, const Run& run)
    {
        for (const std::string& word : run.program)
            out << word << ' ';
        return out;
    }
};

const Run called[] = {
    {"uac_call", {"sync_threads", "PORT", "in", channels, calls}},
    {"uac_call", {"polled", "PORT", channels, calls, "full"}},
    {"uac_call", {"polled", "PORT", channels, calls, "direct"}},
    {"uac_refused", {"polled", "PORT", channels, calls, "busy"}},
    {"uac_call", {"handlers", "st", "PORT", "in", channels, calls}},
    {"uac_call", {"handlers", "mt", "PORT", "in", channels, calls}},
    {"uac_call", {"extended", "list", "PORT", "3", "2", calls}},
    {"uac_call", {"extended", "list", "PORT", "6", "1", calls}},
    {"uac_call", {"extended", "group", "PORT", "3", "2", calls}},
    {"uac_call", {"framework", "PORT", "in", channels, calls}},
};

const Run calling[] = {
    {"uas_answer", {"sync_threads", "PORT", "out", channels, calls, "service@PEER"}},
    {"uas_answer", {"handlers", "st", "PORT", "out", channels, calls, "service@PEER"}},
    {"uas_answer", {"handlers", "mt", "PORT", "out", channels, calls, "service@PEER"}},
    {"uas_answer", {"framework", "PORT", "out", channels, calls, "PEER"}},
};

/// Those that have both sides of their calls themselves: PORT, and others that are free.
const Run alone[] = {
    {"4 calls", {"transfer", "PORT", "PORT", "PORT", "blind"}},
    {"6 calls", {"transfer", "PORT", "PORT", "PORT", "attended"}},
    {"2 calls", {"transfer", "PORT", "PORT", "PORT", "refused"}},
    {"2 calls", {"hold", "PORT", "PORT"}},
    {"2 calls", {"headers", "PORT", "PORT"}},
    {"2 calls", {"secure", "PORT", "PORT", "CERTIFICATES"}},
};

std::string on_this_host(const std::string& port) { return "127.0.0.1:" + port; }

Words command(const Run& run, const std::string& port, const std::string& peer = {})
{
    Words words = run.program;
    words.front() = TRUNKCALL_ACCEPTANCE "/" + words.front();
    for (std::string& word : words) {
        if (word == "PORT")
            word = port;
        if (const auto place = word.find("PEER"); place != std::string::npos)
            word.replace(place, 4, on_this_host(peer));
    }
    return words;
}

} // namespace

BOOST_AUTO_TEST_SUITE(old_programs)

BOOST_DATA_TEST_CASE(take_calls, data::make(called), run)
{
    const std::string port = std::to_string(interop::free_port());
    Process program{command(run, port)};
    BOOST_TEST_REQUIRE(program.prints("ready"), program.output());
    Process caller{sipp(run.scenario, "udp", {"-m", calls, "-l", "2", "-r", "20", on_this_host(port)})};
    BOOST_TEST(caller.wait(seconds{90}) == 0, caller.output());
    BOOST_TEST(program.wait() == 0, program.output());
    BOOST_TEST(program.output().find(calls + " calls") != std::string::npos, program.output());
}

BOOST_DATA_TEST_CASE(make_calls, data::make(calling), run)
{
    const std::string peer = std::to_string(interop::free_port());
    Words arguments = sipp(run.scenario, "udp", {"-m", calls});
    *(std::find(arguments.begin(), arguments.end(), "-p") + 1) = peer;
    Process callee{arguments};
    BOOST_REQUIRE(callee.prints("Scenario Screen") || callee.running());
    Process program{command(run, std::to_string(interop::free_port()), peer)};
    BOOST_TEST(program.wait(seconds{90}) == 0, program.output());
    BOOST_TEST(callee.wait() == 0, callee.output());
    BOOST_TEST(program.output().find(calls + " calls") != std::string::npos, program.output());
}

BOOST_DATA_TEST_CASE(call_themselves, data::make(alone), run)
{
    const interop::Certificates certificates{{"localhost"}};
    Words words = command(run, {});
    for (std::string& word : words)
        if (word.empty()) // PORT
            word = std::to_string(interop::free_port());
        else if (word == "CERTIFICATES")
            word = certificates.directory();
    Process program{words};
    BOOST_TEST(program.wait(seconds{60}) == 0, program.output());
    BOOST_TEST(program.output().find(run.scenario) != std::string::npos, program.output());
}

BOOST_AUTO_TEST_CASE(the_functions_of_the_first_edition_take_a_call)
{
    const std::string port = std::to_string(interop::free_port());
    Process program{{TRUNKCALL_ACCEPTANCE "/classic", port, "1"}};
    BOOST_TEST_REQUIRE(program.prints("ready"), program.output());
    Process caller{sipp("uac_call", "udp", {"-m", "1", on_this_host(port)})};
    BOOST_TEST(caller.wait(seconds{60}) == 0, caller.output());
    BOOST_TEST(program.wait() == 0, program.output());
}

BOOST_DATA_TEST_CASE(register_and_take_it_back, data::make({"udp", "tcp"}), transport)
{
    const std::string at = std::to_string(interop::free_port());
    Words arguments = sipp("uas_registrar", transport, {"-m", "1"});
    *(std::find(arguments.begin(), arguments.end(), "-p") + 1) = at;
    Process registrar{arguments};
    BOOST_REQUIRE(registrar.prints("Scenario Screen") || registrar.running());
    Process program{{TRUNKCALL_ACCEPTANCE "/register", std::to_string(interop::free_port()), on_this_host(at), "bob",
                     "secret", transport}};
    BOOST_TEST(program.wait(seconds{60}) == 0, program.output());
    BOOST_TEST(registrar.wait() == 0, registrar.output());
}

BOOST_AUTO_TEST_SUITE_END()

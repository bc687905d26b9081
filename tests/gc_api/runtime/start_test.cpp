#include "gc_api/support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <dirent.h>

#include <algorithm>
#include <chrono>
#include <thread>

using gc::test::certificates_for;
using gc::test::check_refused;
using gc::test::last_failure;
using gc::test::Program;

namespace {

std::size_t count_entries(const char* directory)
{
    std::size_t count = 0;
    DIR* const open = ::opendir(directory);
    while (::readdir(open))
        ++count;
    ::closedir(open);
    return count;
}
std::size_t open_descriptors() { return count_entries("/proc/self/fd"); }
std::size_t threads() { return count_entries("/proc/self/task"); }
/// A thread that was joined is listed until the kernel has put it away: one of before may have been counted.
bool no_more_threads_than(std::size_t before)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (threads() > before && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    return threads() <= before;
}

/// gc_Start must fail, say these words, and leave nothing behind.
void start_fails(Program& program, long cause, std::string_view words)
{
    const std::size_t descriptors = open_descriptors();
    const std::size_t running = threads();
    check_refused(program.try_start(), EGC_CCLIBSPECIFIC, words);
    BOOST_TEST(last_failure().cc == cause);
    BOOST_TEST(open_descriptors() == descriptors);
    BOOST_TEST(no_more_threads_than(running));
}

struct WithTls : Program {
    WithTls() { use_tls("localhost"); }
};

std::string port_of(const std::string& uri) { return uri.substr(uri.rfind(':') + 1); }

} // namespace

BOOST_AUTO_TEST_SUITE(start_and_stop)

BOOST_AUTO_TEST_CASE(functions_say_that_gc_start_is_missing)
{
    LINEDEV line = 0;
    CRN crn = 0;
    int value = 0;
    char name[] = ":P_SIP:N_iptB1T1";
    check_refused(gc_OpenEx(&line, name, EV_ASYNC, nullptr), EGC_NOT_INITED);
    check_refused(gc_MakeCall(1, &crn, name, nullptr, 0, EV_ASYNC), EGC_NOT_INITED);
    check_refused(gc_GetCallState(1, &value), EGC_NOT_INITED);
    check_refused(gc_Close(1), EGC_NOT_INITED);
    check_refused(gc_Stop(), EGC_NOT_INITED);
}

BOOST_AUTO_TEST_CASE(starting_twice_is_refused_and_stopping_allows_it_again)
{
    Program program;
    program.start();
    check_refused(gc_Start(nullptr), EGC_ALREADY_STARTED);
    program.stop();
    program.start();
    program.stop();
}

BOOST_AUTO_TEST_CASE(libraries_of_absent_hardware_start_without_effect)
{
    CCLIB_START_STRUCT libraries[] = {{"GC_SS7_LIB", nullptr}, {"GC_DM3CC_LIB", nullptr}, {"NO_SUCH_LIB", nullptr}};
    GC_START_STRUCT start = {3, libraries};
    WORKS(gc_Start(&start));
    LINEDEV line = 0;
    char name[] = ":P_SIP:N_iptB1T1";
    check_refused(gc_OpenEx(&line, name, EV_ASYNC, nullptr), EGC_INVDEVNAME,
                  "board 1 does not exist: gc_Start started 0");
    WORKS(gc_Stop());
}

BOOST_AUTO_TEST_CASE(senseless_start_data_is_named)
{
    IPCCLIB_START_DATA data;
    IP_VIRTBOARD board;
    INIT_IP_VIRTBOARD(&board);
    CCLIB_START_STRUCT library = {"GC_H3R_LIB", &data};
    GC_START_STRUCT start = {1, &library};
    const auto refused = [&](const char* words) { check_refused(gc_Start(&start), EGC_CCLIBSPECIFIC, words); };

    INIT_IPCCLIB_START_DATA(&data, 9, &board);
    refused("num_boards: is 9, expected 1 to 8");
    INIT_IPCCLIB_START_DATA(&data, 1, nullptr);
    refused("board_list: is NULL");
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    data.max_parm_data_size = 5000;
    refused("max_parm_data_size: is 5000");
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    data.media_operational_mode = 2;
    refused("media_operational_mode: has no such value: 2");
    start.num_cclibs = -1;
    refused("num_cclibs: is -1");
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_named_and_the_other_board_is_closed_again)
{
    Program program;
    program.board(1).sip_signaling_port = program.board(2).sip_signaling_port = 0;
    program.start();
    const LINEDEV line = program.open_line(1);
    const auto port = static_cast<unsigned short>(std::stoi(port_of(program.uri(line))));
    program.stop();

    Program second;
    second.board(1).sip_signaling_port = second.board(2).sip_signaling_port = port;
    start_fails(second, IPERR_ADDRESS_IN_USE, "board 2: sip_signaling_port: UDP 127.0.0.1:" + std::to_string(port));
}

BOOST_AUTO_TEST_CASE(an_address_of_another_host_is_refused)
{
    Program program;
    program.board(1).localIP.u_ipaddr.ipv4 = 0x010200C0; // 192.0.2.1
    start_fails(program, IPERR_BAD_PARAM, "UDP 192.0.2.1:0");
}

BOOST_FIXTURE_TEST_CASE(certificates_that_cannot_be_used_are_named_with_file_and_reason, WithTls)
{
    char missing[] = "/no/such/file.pem";
    char* const certificate = engine(1).local_rsa_cert_filename;
    engine(1).local_rsa_cert_filename = missing;
    start_fails(*this, IPERR_TLS_CONFIG, "local_rsa_cert_filename: /no/such/file.pem");
    engine(1).local_rsa_cert_filename = nullptr;
    start_fails(*this, IPERR_BAD_PARAM, "board 1: sip_tls_engine.local_rsa_cert_filename: is missing");
    engine(1).local_rsa_cert_filename = certificate;

    char cipher[] = "NO-SUCH-CIPHER";
    engine(2).local_cipher_suite = cipher;
    start_fails(*this, IPERR_TLS_CONFIG, "board 2: sip_tls_engine.local_cipher_suite");
    engine(2).local_cipher_suite = nullptr;

    const std::string other = certificates_for("stranger.example") + "/stranger.example.key";
    std::string key = other;
    engine(1).local_rsa_private_key_filename = key.data();
    start_fails(*this, IPERR_TLS_CONFIG, "stranger.example.key");
}

BOOST_FIXTURE_TEST_CASE(a_wrong_password_is_said_and_never_shown, WithTls)
{
    const std::string directory = certificates_for("locked.example", "--password right");
    std::string certificate = directory + "/locked.example.pem";
    std::string key = directory + "/locked.example.key";
    char wrong[] = "wr0ng-secret";
    engine(1).local_rsa_cert_filename = certificate.data();
    engine(1).local_rsa_private_key_filename = key.data();
    engine(1).local_rsa_private_key_password = wrong;
    start_fails(*this, IPERR_TLS_CONFIG, "locked.example.key");
    BOOST_TEST(last_failure().text.find(wrong) == std::string::npos);
    char right[] = "right";
    engine(1).local_rsa_private_key_password = right;
    start();
}

BOOST_FIXTURE_TEST_CASE(stopping_in_the_middle_of_calls_leaves_nothing_behind, WithTls)
{
    start(); // once, so that what is made on first use is there
    stop();
    const std::size_t descriptors = open_descriptors();
    const std::size_t running = threads();
    for (int round = 0; round < 3; ++round) {
        start();
        const LINEDEV caller = open_line(1);
        const LINEDEV callee = open_waiting(2);
        const CRN crn = connected(caller, callee, ENUM_TLS).caller;
        stop();
        check_refused(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC), EGC_NOT_INITED);
        BOOST_TEST(quiet(caller));
        BOOST_TEST(open_descriptors() == descriptors);
        BOOST_TEST(no_more_threads_than(running));
    }
}

BOOST_AUTO_TEST_CASE(gc_stop_ends_sync_functions_of_other_threads)
{
    Program program;
    program.start();
    const LINEDEV line = program.open_line(2);
    std::thread waiting{[line] {
        CRN crn = 0;
        gc_WaitCall(line, &crn, nullptr, 60, EV_SYNC);
    }};
    program.stop();
    waiting.join(); // at once, and not after a minute
}

BOOST_AUTO_TEST_SUITE_END()

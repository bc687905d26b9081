// The openssl command as client and as server: what the handshake really was, seen from outside.

#include "support/programs.hpp"

#include <boost/test/unit_test.hpp>

using interop::Answering;
using interop::Certificates;
using interop::Process;
using std::chrono::seconds;

namespace {

struct Hosts {
    Certificates certificates{{"host.example"}};

    std::vector<std::string> identity(const std::string& name) const
    {
        return {"-c", certificates.file(name + ".pem"), "-k", certificates.file(name + ".key"), "-C",
                certificates.file("ca.pem")};
    }
    /// What `openssl s_client` says of our listener.
    std::string s_client(const Answering& answering, std::vector<std::string> options)
    {
        std::vector<std::string> arguments{"openssl", "s_client", "-connect", answering.address(), "-CAfile",
                                           certificates.file("ca.pem"), "-verify_hostname", "host.example"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        Process client{arguments};
        client.write("Q\n");
        client.wait(seconds{10});
        return client.output();
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(s_client_sees, Hosts)

BOOST_AUTO_TEST_CASE(tls_1_3_by_default_with_a_verified_chain)
{
    Answering answering{"tls", identity("host.example")};
    const std::string seen = s_client(answering, {});
    BOOST_TEST(contains(seen, "TLSv1.3"), seen);
    BOOST_TEST(contains(seen, "Verification: OK"), seen);
}

BOOST_AUTO_TEST_CASE(tls_1_2_with_forward_secrecy)
{
    Answering answering{"tls", identity("host.example")};
    const std::string seen = s_client(answering, {"-tls1_2"});
    BOOST_TEST(contains(seen, "TLSv1.2"), seen);
    BOOST_TEST(contains(seen, "ECDHE"), seen);
}

BOOST_AUTO_TEST_CASE(nothing_below_tls_1_2)
{
    Answering answering{"tls", identity("host.example")};
    const std::string seen = s_client(answering, {"-tls1_1", "-cipher", "ALL:@SECLEVEL=0"});
    BOOST_TEST(!contains(seen, "Verification: OK\nVerified"), seen);
    BOOST_TEST(contains(seen, "alert protocol version"), seen);
}

BOOST_AUTO_TEST_CASE(no_renegotiation_and_no_compression)
{
    Answering answering{"tls", identity("host.example")};
    const std::string seen = s_client(answering, {"-tls1_2"});
    BOOST_TEST(contains(seen, "Compression: NONE"), seen);
}

BOOST_AUTO_TEST_CASE(a_client_without_a_certificate_is_turned_away_where_one_is_demanded)
{
    auto options = identity("host.example");
    options.emplace_back("-m");
    Answering answering{"tls", options};
    const std::string seen = s_client(answering, {"-tls1_2"});
    BOOST_TEST(contains(seen, "alert handshake failure"), seen);

    certificates.add({"client.example"});
    const std::string accepted = s_client(answering, {"-tls1_2", "-cert", certificates.file("client.example.pem"), "-key",
                                                      certificates.file("client.example.key")});
    BOOST_TEST(contains(accepted, "Verification: OK"), accepted);
}

BOOST_AUTO_TEST_CASE(answers_on_a_connection_after_one_that_sent_garbage)
{
    Answering answering{"tls", identity("host.example")};
    {
        Process garbage{{"openssl", "s_client", "-connect", answering.address(), "-quiet"}};
        garbage.write("\x16\x03\x01 this is no SIP message\r\n\r\n\r\nQ\n");
        garbage.wait(seconds{3});
    }
    BOOST_TEST(contains(s_client(answering, {}), "Verification: OK"));
    BOOST_TEST(answering.process().running());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(s_server_sees, Hosts)

BOOST_AUTO_TEST_CASE(our_server_name_and_then_our_invite)
{
    const std::string port = std::to_string(interop::free_port());
    certificates.add({"localhost"});
    Process server{{"openssl", "s_server", "-accept", "127.0.0.1:" + port, "-cert", certificates.file("localhost.pem"), "-key",
                    certificates.file("localhost.key"), "-servername", "localhost", "-cert2",
                    certificates.file("localhost.pem"), "-key2", certificates.file("localhost.key")}};
    BOOST_REQUIRE(server.prints("ACCEPT"));
    Process caller{interop::make_call("tls", {"-C", certificates.file("ca.pem"), "-r", "1", "sips:someone@localhost:" + port})};
    BOOST_TEST(server.prints("INVITE sips:someone@localhost"), server.output() << caller.output());
    BOOST_TEST(contains(server.output(), "localhost"), "the server name indication: " << server.output());
    BOOST_TEST(server.prints("CIPHER is TLS_"), "a suite of TLS 1.3: " << server.output());
}

BOOST_AUTO_TEST_CASE(no_invite_when_its_certificate_is_for_another_host)
{
    const std::string port = std::to_string(interop::free_port());
    Process server{{"openssl", "s_server", "-accept", "127.0.0.1:" + port, "-cert", certificates.file("host.example.pem"),
                    "-key", certificates.file("host.example.key")}};
    BOOST_REQUIRE(server.prints("ACCEPT"));
    Process caller{interop::make_call("tls", {"-C", certificates.file("ca.pem"), "sips:someone@localhost:" + port})};
    BOOST_TEST(caller.wait(seconds{30}) == 1, caller.output());
    BOOST_TEST(contains(caller.output(), "host.example"), caller.output());
    BOOST_TEST(!contains(server.output(), "INVITE"), server.output());
}

BOOST_AUTO_TEST_SUITE_END()

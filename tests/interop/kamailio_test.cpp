// Kamailio with its TLS module as a record-routing proxy between two of our programs: all hops TLS.

#include "support/kamailio.hpp"

#include <boost/test/unit_test.hpp>

using interop::Answering;
using interop::Certificates;
using interop::Kamailio;
using interop::Process;
using std::chrono::seconds;

namespace {

struct Road {
    Certificates certificates{{"proxy.example", "callee.example"}};
    Answering callee{"tls",
                     {"-c", certificates.file("callee.example.pem"), "-k", certificates.file("callee.example.key"),
                      "-C", certificates.file("ca.pem")}};

    /// Calls through a proxy whose certificate is for `proxy_name`, expecting proxy.example there.
    std::string call_through(const std::string& proxy_name, const std::string& authority, int expected_status)
    {
        Kamailio proxy{certificates.directory(), proxy_name,
                       "$du = \"sip:127.0.0.1:" + std::to_string(callee.port()) + ";transport=tls\";"};
        BOOST_REQUIRE_MESSAGE(proxy.ready(), proxy.process().output());
        Process caller{interop::make_call("tls", {"-C", authority, "-x", proxy.address(), "-N", "proxy.example", "-h",
                                                  "0", "sips:answer@callee.example"})};
        const int status = caller.wait(seconds{60});
        BOOST_TEST(status == expected_status, caller.output() << proxy.process().output() << callee.process().output());
        return caller.output();
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(through_kamailio, Road)

BOOST_AUTO_TEST_CASE(a_call_is_answered_with_every_hop_over_tls)
{
    const std::string output = call_through("proxy.example", certificates.file("ca.pem"), 0);
    BOOST_TEST(contains(output, "1 of 1 calls answered"), output);
    BOOST_TEST(contains(output, "proxy.example"), "the verified identity is shown: " << output);
    BOOST_TEST(callee.process().prints("disconnected"), "our BYE reached the callee: " << callee.process().output());
}

BOOST_AUTO_TEST_CASE(a_proxy_with_another_name_is_refused)
{
    certificates.add({"other.example"});
    const std::string output = call_through("other.example", certificates.file("ca.pem"), 1);
    BOOST_TEST(contains(output, "other.example"), "the reason names what was seen: " << output);
    BOOST_TEST(contains(output, "proxy.example"), "the reason names what was expected: " << output);
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_is_refused)
{
    certificates.add({"--expired", "proxy.example"});
    const std::string output = call_through("proxy.example", certificates.file("ca.pem"), 1);
    BOOST_TEST(contains(output, "expired"), output);
}

BOOST_AUTO_TEST_CASE(an_unknown_authority_is_refused)
{
    Certificates others{{"stranger.example"}};
    const std::string output = call_through("proxy.example", others.file("ca.pem"), 1);
    BOOST_TEST(contains(output, "not trusted"), output);
}

BOOST_AUTO_TEST_SUITE_END()

#include "tls_transport/support/loopback.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>

using namespace tls;
using namespace tls::test;
using sip::FlowError;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_AUTO_TEST_SUITE(tls_transport)

BOOST_AUTO_TEST_CASE(two_stations_open_a_flow_talk_and_close_in_order)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    Station caller{sites.trusting()};
    const sip::Address address = callee.listen();
    const sip::FlowId flow = caller.open(address, "sip.example.com");

    const sip::FlowOpened opened = caller.wait_opened(flow);
    BOOST_TEST((opened.remote == address));
    BOOST_TEST(opened.local.port != 0);
    BOOST_REQUIRE(opened.security);
    BOOST_TEST(opened.security->protocol == "TLSv1.3");
    BOOST_TEST(opened.security->peer_verified);
    BOOST_TEST(opened.security->expected_name == "sip.example.com");
    BOOST_TEST(opened.security->verified_name == "DNS:sip.example.com");
    BOOST_TEST(opened.security->subject == "CN=sip.example.com");
    BOOST_TEST(opened.security->issuer == "CN=Test Authority");

    const sip::FlowOpened accepted = callee.wait_accepted();
    BOOST_TEST((accepted.remote == opened.local));
    BOOST_TEST(!accepted.security->peer_verified);
    caller.send(flow, "OPTIONS");
    BOOST_TEST(callee.wait_data(accepted.flow, 7) == "OPTIONS");
    callee.send(accepted.flow, "200 OK");
    BOOST_TEST(caller.wait_data(flow, 6) == "200 OK");

    caller.close(flow);
    BOOST_TEST((caller.wait_closed(flow).error == FlowError::none));
    BOOST_TEST((callee.wait_closed(accepted.flow).error == FlowError::none));
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_name_is_refused_by_the_assertion)
{
    const Sites sites;
    Station callee{sites.showing("other.example")};
    Station caller{sites.trusting()};
    const sip::Address address = callee.listen();
    const sip::FlowClosed closed = caller.wait_closed(caller.open(address, "sip.example.com"));
    BOOST_TEST((closed.error == FlowError::identity));
    BOOST_TEST(closed.reason ==
               "certificate of " + address.to_string() + " is for DNS:other.example, not for sip.example.com");
    BOOST_REQUIRE(closed.security);
    BOOST_TEST(!closed.security->peer_verified);
    BOOST_TEST(contains(closed.security->refusal, "other.example"));
}

BOOST_AUTO_TEST_SUITE_END()

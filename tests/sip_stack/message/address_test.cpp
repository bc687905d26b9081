#include "sip/address.hpp"

#include <boost/test/unit_test.hpp>

using sip::Address;
using sip::IpAddress;

BOOST_AUTO_TEST_SUITE(address)

BOOST_AUTO_TEST_CASE(ipv4_is_read_and_written)
{
    const auto ip = IpAddress::parse("192.0.2.1");
    BOOST_TEST_REQUIRE(ip.has_value());
    BOOST_TEST(ip->is_v4());
    BOOST_TEST(ip->v4_host_order() == 0xc0000201U);
    BOOST_TEST(ip->to_string() == "192.0.2.1");
    BOOST_TEST((*ip == IpAddress::v4(0xc0000201)));
}

BOOST_AUTO_TEST_CASE(ipv6_is_written_in_the_form_of_rfc_5952)
{
    const auto text = [](std::string_view in) { return IpAddress::parse(in).value().to_string(); };
    BOOST_TEST(text("2001:DB8:0:0:0:0:0:1") == "2001:db8::1");
    BOOST_TEST(text("[2001:db8::1]") == "2001:db8::1");
    BOOST_TEST(text("2001:db8:0:1:1:1:1:1") == "2001:db8:0:1:1:1:1:1");
    BOOST_TEST(text("2001:0:0:1:0:0:0:1") == "2001:0:0:1::1");
    BOOST_TEST(text("::") == "::");
    BOOST_TEST(text("::1") == "::1");
    BOOST_TEST(text("fe80::") == "fe80::");
    BOOST_TEST(text("::ffff:192.0.2.2") == "::ffff:192.0.2.2");
    BOOST_TEST(text("::ffff:c000:202") == "::ffff:192.0.2.2");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_is_refused)
{
    for (const char* text : {"",
                             "example.com",
                             "1.2.3",
                             "1.2.3.4.5",
                             "256.1.1.1",
                             "1.2.3.4 ",
                             "+1.2.3.4",
                             "0001.2.3.4",
                             "1..2.3",
                             "[1.2.3.4]",
                             ":",
                             ":::",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1::2::3",
                             "12345::",
                             "2001:db8::1%eth0",
                             "g::1",
                             "1:2:3:4:5:6:7:",
                             ":1:2:3:4:5:6:7",
                             "[::1",
                             "::1]",
                             "1:2:3:4:5:6:7:1.2.3.4",
                             "1.2.3.4::",
                             "2001:db8:::192.0.2.1",
                             "1:2:3:4::5:6:7:8"})
        BOOST_TEST(!IpAddress::parse(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(kinds_are_told_apart)
{
    const auto ip = [](std::string_view text) { return IpAddress::parse(text).value(); };
    BOOST_TEST(ip("0.0.0.0").is_unspecified());
    BOOST_TEST(ip("::").is_unspecified());
    BOOST_TEST(!IpAddress{}.is_unspecified());
    BOOST_TEST(ip("127.1.2.3").is_loopback());
    BOOST_TEST(ip("::1").is_loopback());
    BOOST_TEST(!ip("::2").is_loopback());
    BOOST_TEST(ip("224.0.0.1").is_broadcast_or_multicast());
    BOOST_TEST(ip("255.255.255.255").is_broadcast_or_multicast());
    BOOST_TEST(ip("ff02::1").is_broadcast_or_multicast());
    BOOST_TEST(!ip("192.0.2.1").is_broadcast_or_multicast());
}

BOOST_AUTO_TEST_CASE(a_port_follows_the_brackets)
{
    BOOST_TEST((Address{IpAddress::parse("192.0.2.1").value(), 5060}.to_string()) == "192.0.2.1:5060");
    BOOST_TEST((Address{IpAddress::parse("2001:db8::1").value(), 5061}.to_string()) == "[2001:db8::1]:5061");
}

BOOST_AUTO_TEST_CASE(hashes_tell_ports_apart)
{
    const auto ip = IpAddress::v4(0xc0000201);
    const std::hash<Address> hash;
    BOOST_TEST(hash({ip, 5060}) == hash({ip, 5060}));
    BOOST_TEST(hash({ip, 5060}) != hash({ip, 5061}));
}

BOOST_AUTO_TEST_SUITE_END()

#include "peer_identity.hpp"

#include "tls_transport/support/test_pki.hpp"

#include <boost/test/unit_test.hpp>

using namespace tls;
using namespace std::string_literals;

namespace {

struct Row {
    const char* claim;
    std::string common_name;
    std::vector<std::string> names;
    std::string expected;
    bool wildcards;
    IdentityRule rule;
};

using enum IdentityRule;

const std::vector<Row> rows{
    {"a DNS entry matches", "", {"DNS:sip.example.com"}, "sip.example.com", false, matched},
    {"a later DNS entry matches", "", {"DNS:a.example", "DNS:b.example"}, "b.example", false, matched},
    {"letters compare without case", "", {"DNS:SIP.Example.com"}, "sip.EXAMPLE.com", false, matched},
    {"a trailing dot of the expected name is ignored", "", {"DNS:example.com"}, "example.com.", false, matched},
    {"a trailing dot of the entry is ignored", "", {"DNS:example.com."}, "example.com", false, matched},
    {"two trailing dots are not a name", "", {"DNS:example.com"}, "example.com..", false, not_a_host},
    {"a sip URI entry matches", "", {"URI:sip:example.com"}, "example.com", false, matched},
    {"a sip URI entry's scheme has no case", "", {"URI:SIP:example.com"}, "example.com", false, matched},
    {"a sip URI entry's port does not matter", "", {"URI:sip:example.com:5061"}, "example.com", false, matched},
    {"a sip URI entry with a user names no domain",
     "",
     {"URI:sip:alice@example.com"},
     "example.com",
     false,
     other_names},
    {"a sips URI entry names no domain", "", {"URI:sips:example.com"}, "example.com", false, other_names},
    {"an https URI entry names no domain", "", {"URI:https://example.com"}, "example.com", false, other_names},
    {"a subdomain is another domain", "", {"DNS:sip.example.com"}, "example.com", false, other_names},
    {"a parent is another domain", "", {"DNS:example.com"}, "sip.example.com", false, other_names},
    {"a suffix is another domain", "", {"DNS:notexample.com"}, "example.com", false, other_names},
    {"the common name counts without SAN", "sip.example.com", {}, "sip.example.com", false, matched},
    {"the common name does not count beside a DNS entry",
     "sip.example.com",
     {"DNS:b.example"},
     "sip.example.com",
     false,
     other_names},
    {"the common name does not count beside any SAN",
     "sip.example.com",
     {"email:a@b.example"},
     "sip.example.com",
     false,
     other_names},
    {"another common name", "other.example", {}, "sip.example.com", false, other_names},
    {"no names at all", "", {}, "sip.example.com", false, no_names},
    {"a common name that is no host", "Example Ltd", {}, "sip.example.com", false, other_names},
    {"a NUL in a DNS entry never matches", "", {"DNS:example.com\0.evil.test"s}, "example.com", false, other_names},
    {"a NUL at the end of a DNS entry never matches", "", {"DNS:example.com\0"s}, "example.com", false, other_names},
    {"a NUL in a URI entry never matches", "", {"URI:sip:example.com\0.evil.test"s}, "example.com", false, other_names},
    {"a NUL in the common name never matches", "example.com\0.evil.test"s, {}, "example.com", false, other_names},
    {"a NUL in the expected name never matches", "", {"DNS:example.com"}, "example.com\0"s, false, not_a_host},
    {"the same NUL on both sides never matches", "", {"DNS:a\0.test"s}, "a\0.test"s, false, not_a_host},
    {"an IPv4 address matches an iPAddress entry", "", {"IP:192.0.2.1"}, "192.0.2.1", false, matched},
    {"another IPv4 address", "", {"IP:192.0.2.1"}, "192.0.2.2", false, no_address},
    {"an IPv6 address matches however it is written", "", {"IP:2001:db8::1"}, "2001:DB8:0::1", false, matched},
    {"an IPv6 address in brackets", "", {"IP:2001:db8::1"}, "[2001:db8::1]", false, matched},
    {"an address written as a DNS entry", "", {"DNS:192.0.2.1"}, "192.0.2.1", false, no_address},
    {"an address written as a URI entry", "", {"URI:sip:192.0.2.1"}, "192.0.2.1", false, no_address},
    {"an address as the common name", "192.0.2.1", {}, "192.0.2.1", false, no_address},
    {"a name is not an address", "", {"IP:192.0.2.1"}, "example.com", false, other_names},
    {"a wildcard is off by default", "", {"DNS:*.example.com"}, "sip.example.com", false, wildcard_forbidden},
    {"a wildcard by switch", "", {"DNS:*.example.com"}, "sip.example.com", true, matched},
    {"a wildcard in a common name by switch", "*.example.com", {}, "sip.example.com", true, matched},
    {"a wildcard covers one label only", "", {"DNS:*.example.com"}, "a.sip.example.com", true, other_names},
    {"a wildcard does not cover no label", "", {"DNS:*.example.com"}, "example.com", true, other_names},
    {"a wildcard is a whole label", "", {"DNS:s*.example.com"}, "sip.example.com", true, other_names},
    {"a wildcard is the left-most label", "", {"DNS:sip.*.com"}, "sip.example.com", true, other_names},
    {"a wildcard does not cover a top-level domain", "", {"DNS:*.com"}, "example.com", true, other_names},
    {"a bare wildcard covers nothing", "", {"DNS:*"}, "example", true, other_names},
    {"a wildcard in a URI entry is not one", "", {"URI:sip:*.example.com"}, "sip.example.com", true, other_names},
    {"a wildcard does not cover an address", "", {"DNS:*.0.2.1"}, "192.0.2.1", true, no_address},
    {"an exact name beside a wildcard that is off",
     "",
     {"DNS:*.example.com", "DNS:sip.example.com"},
     "sip.example.com",
     false,
     matched},
    {"an A-label matches itself", "", {"DNS:xn--bcher-kva.example"}, "XN--bcher-kva.example", false, matched},
    {"a U-label is not a host name here",
     "",
     {"DNS:xn--bcher-kva.example"},
     "b\xc3\xbc"
     "cher.example",
     false,
     not_a_host},
    {"nothing expected matches nothing", "", {"DNS:example.com"}, "", false, nothing_expected},
};

} // namespace

BOOST_AUTO_TEST_SUITE(peer_identity) // RFC 5922 §7, RFC 6125 §6.4

BOOST_AUTO_TEST_CASE(every_rule_of_the_table)
{
    for (const Row& row : rows) {
        const test::Issued made = test::issue({.common_name = row.common_name, .names = row.names});
        const Identity identity = check_identity(made.certificate.get(), row.expected, {.wildcards = row.wildcards});
        BOOST_TEST((identity.rule == row.rule), row.claim << ": " << identity.reason());
        BOOST_TEST(identity.matched.empty() == !identity.holds());
    }
}

BOOST_AUTO_TEST_CASE(the_reason_names_both_sides)
{
    const test::Issued made = test::issue({.names = {"DNS:other.example", "URI:sip:third.example"}});
    BOOST_TEST(check_identity(made.certificate.get(), "sip.example.com", {}).reason() ==
               "is for DNS:other.example, URI:sip:third.example, not for sip.example.com");
}

BOOST_AUTO_TEST_CASE(a_hostile_name_is_printed_without_its_control_characters)
{
    const test::Issued made = test::issue({.names = {"DNS:a\r\nlog: forged\0"s}});
    BOOST_TEST(check_identity(made.certificate.get(), "b.example", {}).reason() ==
               "is for DNS:a\\x0D\\x0Alog: forged\\x00, not for b.example");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_a_thousand_names_has_a_short_reason)
{
    std::vector<std::string> names;
    for (int i = 0; i < 1000; ++i)
        names.emplace_back("DNS:host.example").append(std::to_string(i));
    const test::Issued made = test::issue({.names = names});
    const std::string reason = check_identity(made.certificate.get(), "b.example", {}).reason();
    BOOST_TEST(reason.size() < 300);
    BOOST_TEST(reason.find("and 992 more") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_certificate_holds_no_name) { BOOST_TEST(!check_identity(nullptr, "example.com", {}).holds()); }

BOOST_AUTO_TEST_SUITE_END()

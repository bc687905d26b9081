#include "ip/destination.hpp"

#include <boost/test/unit_test.hpp>

namespace {

std::string joined(const gc::DestinationParts& parts, std::string_view default_host = {})
{
    const gc::SipAddress address = gc::join_destination(parts, default_host);
    BOOST_TEST(address.error.empty(), address.error);
    return address.uri;
}

std::string refused(const gc::DestinationParts& parts, std::string_view default_host = {})
{
    const gc::SipAddress address = gc::join_destination(parts, default_host);
    BOOST_TEST(address.uri.empty(), address.uri);
    return address.error;
}

} // namespace

BOOST_AUTO_TEST_SUITE(destination)

BOOST_AUTO_TEST_CASE(a_number_string_alone_is_the_address)
{
    for (const char* const form : {"bob@example.com", "bob@192.0.2.1:5070", "sip:bob@example.com;transport=tcp",
                                   "sips:bob@example.com", "192.0.2.1", "example.com:5070", "a,b@example.com"})
        BOOST_TEST(joined({.number = form}) == form);
}

BOOST_AUTO_TEST_CASE(parts_are_joined_as_the_manual_says)
{
    BOOST_TEST(joined({.phone_list = "5551234", .address = "example.com", .number = "transport=tcp"}) ==
               "5551234@example.com;transport=tcp");
    BOOST_TEST(joined({.address = "bob@example.com", .number = "user=phone"}) == "bob@example.com;user=phone");
    BOOST_TEST(joined({.address = "192.0.2.1"}) == "192.0.2.1");
}

BOOST_AUTO_TEST_CASE(white_space_around_parts_is_not_part_of_them)
{
    BOOST_TEST(joined({.number = " bob@example.com "}) == "bob@example.com");
}

BOOST_AUTO_TEST_CASE(alternatives_for_the_other_protocol_are_passed_over)
{
    BOOST_TEST(joined({.number = "TA:192.0.2.9,bob@example.com,TEL:5551234"}) == "bob@example.com");
    BOOST_TEST(joined({.number = "NAME:bob;bob@example.com", .delimiter = ';'}) == "bob@example.com");
    BOOST_TEST(refused({.number = "TA:192.0.2.9"}).find("missing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_bare_number_lives_at_the_outbound_proxy)
{
    BOOST_TEST(joined({.number = "+15551234"}, "proxy.example.com") == "+15551234@proxy.example.com");
    BOOST_TEST(joined({.number = "5551234;user=phone"}, "192.0.2.1") == "5551234@192.0.2.1;user=phone");
    BOOST_TEST(refused({.number = "5551234"}).find("number without a host") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_and_hostile_bytes_are_refused)
{
    BOOST_TEST(refused({}).find("missing") != std::string::npos);
    BOOST_TEST(refused({.number = "  "}).find("missing") != std::string::npos);
    BOOST_TEST(refused({.number = "bob@example.com\r\nEvil: 1"}).find("control character") != std::string::npos);
    const std::string endless(100'000, 'x');
    BOOST_TEST(refused({.number = endless}).find("longer than") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_address_field_without_its_end_is_bounded_by_its_size)
{
    const char field[4] = {'a', 'b', 'c', 'd'};
    BOOST_TEST(gc::bounded(field, sizeof field) == "abcd");
    BOOST_TEST(gc::bounded("ab\0d", 4) == "ab");
}

BOOST_AUTO_TEST_SUITE_END()

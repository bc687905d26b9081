#include "net/admission.hpp"

#include <boost/test/unit_test.hpp>

using sip::IpAddress;
using sip::net::Admission;
using sip::net::AdmissionLimits;

namespace {

const IpAddress one = *IpAddress::parse("192.0.2.1");
const IpAddress two = *IpAddress::parse("192.0.2.2");

struct Door {
    Admission admission{AdmissionLimits{4, 3, 3}};

    void in(std::uint64_t key, const IpAddress& from, bool established = false)
    {
        admission.accepted(key, from);
        if (established)
            admission.established(key, from);
    }
    std::string room(const IpAddress& from) { return text(admission.for_inbound(from)); }
    static std::string text(const Admission::Room& room)
    {
        return room.enough ? "enough without " + std::to_string(room.gives_way) : "none";
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(admission)

BOOST_FIXTURE_TEST_CASE(there_is_room_below_the_limits, Door)
{
    in(1, one);
    in(2, one);
    BOOST_TEST(room(one) == "enough without 0");
}

BOOST_FIXTURE_TEST_CASE(too_many_half_open_ones_shed_the_oldest, Door)
{
    in(1, one);
    in(2, two);
    in(3, two);
    BOOST_TEST(room(two) == "enough without 1");
    admission.established(1, one);
    BOOST_TEST(room(two) == "enough without 0");
}

BOOST_FIXTURE_TEST_CASE(an_address_with_too_many_sheds_its_own, Door)
{
    in(1, two);
    in(2, one, true);
    in(3, one);
    in(4, one);
    BOOST_TEST(room(one) == "enough without 3");
}

BOOST_FIXTURE_TEST_CASE(established_ones_never_give_way, Door)
{
    for (const std::uint64_t key : {1U, 2U, 3U})
        in(key, one, true);
    BOOST_TEST(room(one) == "none");
    BOOST_TEST(room(two) == "enough without 0");
    in(4, two, true);
    BOOST_TEST(room(two) == "none");
    BOOST_TEST(text(admission.for_outbound()) == "none");
}

BOOST_FIXTURE_TEST_CASE(who_has_left_makes_room, Door)
{
    for (const std::uint64_t key : {1U, 2U, 3U})
        in(key, one, true);
    admission.left(2, one);
    BOOST_TEST(room(one) == "enough without 0");
    for (const std::uint64_t key : {1U, 3U})
        admission.left(key, one);
    for (int i = 0; i < 4; ++i)
        admission.opened();
    BOOST_TEST(room(one) == "none");
    admission.closed();
    BOOST_TEST(room(one) == "enough without 0");
}

BOOST_FIXTURE_TEST_CASE(a_call_of_ours_may_take_the_place_of_a_half_open_one, Door)
{
    in(1, one, true);
    in(2, one);
    admission.opened();
    admission.opened();
    BOOST_TEST(text(admission.for_outbound()) == "enough without 2");
}

BOOST_AUTO_TEST_SUITE_END()

#include "ip/parameters.hpp"

#include "gcip.h"

#include <boost/test/unit_test.hpp>

using gc::check_parameter;
using gc::find_parameter;
using gc::ParameterPlace;
using gc::Parm;

namespace {

std::string refusal(const Parm& parm, ParameterPlace place)
{
    std::string wrong;
    const bool taken = check_parameter(parm, place, wrong) != nullptr;
    BOOST_TEST(taken == wrong.empty());
    return wrong;
}

std::string bytes(std::size_t size, char low = 0)
{
    std::string value(size, '\0');
    if (size != 0)
        value[0] = low;
    return value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(parameters)

BOOST_AUTO_TEST_CASE(numbers_may_have_any_size_of_a_number_and_must_lie_in_the_range)
{
    const auto accept = [](std::string value) {
        return refusal({IPSET_SIP_RESPONSE_CODE, IPPARM_ACCEPT_RESP_CODE, std::move(value)}, ParameterPlace::board);
    };
    for (const std::size_t size : {1U, 2U, 4U, 8U})
        BOOST_TEST(accept(bytes(size, static_cast<char>(183))) == "");
    for (const std::size_t size : {0U, 3U, 5U, 9U})
        BOOST_TEST(accept(bytes(size, static_cast<char>(183))) ==
                   "IPSET_SIP_RESPONSE_CODE / IPPARM_ACCEPT_RESP_CODE: has " + std::to_string(size) +
                       " bytes, expected 1, 2, 4 or 8");
    BOOST_TEST(accept(bytes(2, 100)) ==
               "IPSET_SIP_RESPONSE_CODE / IPPARM_ACCEPT_RESP_CODE: expected 101 to 199, got 100");
}

BOOST_AUTO_TEST_CASE(what_is_unknown_is_named)
{
    BOOST_TEST(refusal({0x0123, 7, {}}, ParameterPlace::board) == "set 0x0123: IP has no such set (parameter 7)");
    BOOST_TEST(refusal({IPSET_CONFIG, 99, {}}, ParameterPlace::board) == "IPSET_CONFIG has no parameter 99");
}

BOOST_AUTO_TEST_CASE(what_is_set_in_the_wrong_place_is_named)
{
    BOOST_TEST(refusal({IPSET_CONFIG, IPPARM_OPERATING_MODE, bytes(8, 1)}, ParameterPlace::line) ==
               "IPSET_CONFIG / IPPARM_OPERATING_MODE cannot be set on a line device");
    BOOST_TEST(refusal({GCSET_CALLEVENT_MSK, GCACT_SETMSK, bytes(8, 1)}, ParameterPlace::board) ==
               "GCSET_CALLEVENT_MSK / GCACT_SETMSK cannot be set on a board");
    BOOST_TEST(refusal({IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X: 1"}, ParameterPlace::board) ==
               "IPSET_SIP_MSGINFO cannot be set on a board");
    BOOST_TEST(refusal({IPSET_REG_INFO, IPPARM_REG_ADDRESS, {}}, ParameterPlace::board) ==
               "IPSET_REG_INFO cannot be set on a board");
    BOOST_TEST(refusal({IPSET_CONFIG, IPPARM_AUTHENTICATION_CONFIGURE, {}}, ParameterPlace::board).find("cannot") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_parameter_is_found_by_number_and_by_name)
{
    BOOST_TEST_REQUIRE(find_parameter("IPPARM_BUSY_REASON"));
    BOOST_TEST(find_parameter("IPPARM_BUSY_REASON") == find_parameter(IPSET_SIP_RESPONSE_CODE, IPPARM_BUSY_REASON));
    BOOST_TEST(!find_parameter("IPPARM_NOTHING"));
    BOOST_TEST_REQUIRE(find_parameter(IPSET_SIP_MSGINFO, 4711));
    BOOST_TEST(find_parameter(IPSET_SIP_MSGINFO, 4711)->id == gc::any_id);
}

BOOST_AUTO_TEST_CASE(parameters_of_h323_are_taken_without_effect)
{
    for (const int set :
         {IPSET_CONFERENCE, IPSET_NONSTANDARDDATA, IPSET_NONSTANDARDCONTROL, IPSET_VENDORINFO, IPSET_TUNNELEDSIGNALMSG,
          IPSET_MSG_H245, IPSET_MSG_Q931, IPSET_MSG_REGISTRATION, IPSET_SUPPORTED_PREFIXES}) {
        const auto number = static_cast<unsigned short>(set);
        BOOST_TEST(refusal({number, 1, "anything"}, ParameterPlace::call) == "");
        BOOST_TEST((find_parameter(number, 1)->effect == gc::ParameterEffect::none_h323));
    }
}

BOOST_AUTO_TEST_SUITE_END()

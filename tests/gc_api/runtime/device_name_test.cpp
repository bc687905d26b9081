#include "runtime/device_name.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using gc::DeviceName;
using gc::LineProtocol;

namespace {

DeviceName parsed(std::string_view name)
{
    auto result = gc::parse_device_name(name);
    const auto* error = std::get_if<gc::DeviceNameError>(&result);
    BOOST_REQUIRE_MESSAGE(!error, (error ? error->text : ""));
    return std::get<DeviceName>(result);
}

std::string refused(std::string_view name)
{
    auto result = gc::parse_device_name(name);
    const auto* error = std::get_if<gc::DeviceNameError>(&result);
    BOOST_REQUIRE_MESSAGE(error, "accepted: " << name);
    return error->text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(device_name)

BOOST_DATA_TEST_CASE(a_line_is_found_whatever_the_order_of_the_fields,
                     data::make({":P_SIP:N_iptB1T7:M_ipmB2C3:V_dxxxB2C4", ":N_iptB1T7:P_SIP:M_ipmB2C3:V_dxxxB2C4",
                                 ":V_dxxxB2C4:M_ipmB2C3:N_iptB1T7:P_SIP"}),
                     name)
{
    const DeviceName line = parsed(name);
    BOOST_TEST((line.kind == DeviceName::Kind::line));
    BOOST_TEST((line.protocol == LineProtocol::sip));
    BOOST_TEST(line.board == 1U);
    BOOST_TEST(line.channel == 7U);
    BOOST_TEST(line.media == "ipmB2C3");
    BOOST_TEST(line.voice == "dxxxB2C4");
}

BOOST_AUTO_TEST_CASE(a_board_has_no_channel)
{
    const DeviceName board = parsed(":N_iptB8:P_IP");
    BOOST_TEST((board.kind == DeviceName::Kind::board));
    BOOST_TEST(board.board == 8U);
    BOOST_TEST(board.channel == 0U);
}

BOOST_AUTO_TEST_CASE(a_media_board_stands_without_a_network_device)
{
    const DeviceName board = parsed(":M_ipmB3");
    BOOST_TEST((board.kind == DeviceName::Kind::media_board));
    BOOST_TEST(board.board == 3U);
}

BOOST_AUTO_TEST_CASE(protocol_names_may_be_in_either_case)
{
    BOOST_TEST((parsed(":P_sip:N_iptB1T1").protocol == LineProtocol::sip));
    BOOST_TEST((parsed(":P_ip:N_iptB1T1").protocol == LineProtocol::ip));
    BOOST_TEST((parsed(":P_H323:N_iptB1T1").protocol == LineProtocol::h323));
}

using Refusal = std::pair<const char*, const char*>;
const Refusal refusals[] = {
    {"", "empty"},
    {"N_iptB1T1", "character 1: expected ':'"},
    {":", "character 2: expected a field"},
    {":P_SIP:", "character 8: expected a field"},
    {":P_SIP", "field N_ (or M_ for a media board) is missing"},
    {":N_iptB1T1", "field P_ is missing"},
    {":P_SIP:X_iptB1T1", "character 8: unknown field letter"},
    {":P_SIP:P_SIP:N_iptB1T1", "character 8: field P_ occurs twice"},
    {":P_ISDN:N_dtiB1T1", "character 4: field P_: protocol \"ISDN\""},
    {":P_SIP:N_dtiB1T1", "character 10: field N_: expected iptBxTy"},
    {":P_SIP:N_iptB0T1", "character 14: field N_: expected a number from 1"},
    {":P_SIP:N_iptT1", "character 13: field N_: expected 'B'"},
    {":P_SIP:N_iptB1C1", "character 15: field N_: expected 'T'"},
    {":P_SIP:N_iptB1T", "character 16: field N_: expected a number"},
    {":P_SIP:N_iptB1T1x", "character 17: field N_: unexpected characters"},
    {":P_SIP:N_iptB99999999999T1", "character 14: field N_: expected a number"},
    {":P_SIP:N_iptB1T-1", "character 16: field N_: expected a number"},
    {":P_SIP:N_iptB1T1:M_dxxxB1C1", "field M_: expected ipmBxCy"},
    {":P_SIP:N_iptB1T1:M_ipmB1", "field M_: expected C and a channel number"},
    {":P_SIP:N_iptB1T1:V_dxxxB1", "field V_: expected C and a channel number"},
    {":N_iptB1:P_IP:M_ipmB1C1", "takes no M_ or V_ field"},
    {":M_ipmB1C1", "only a media board"},
    {":P_SIP:N_ipt\x01", "character 13"},
};

BOOST_DATA_TEST_CASE(a_wrong_name_is_refused_with_the_place_and_the_expectation, data::xrange(std::size(refusals)), row)
{
    const auto& [name, expected] = refusals[row];
    const std::string text = refused(name);
    BOOST_TEST(text.find(expected) != std::string::npos, name << " gave: " << text);
}

BOOST_AUTO_TEST_CASE(an_endless_name_is_refused_without_repeating_it)
{
    BOOST_TEST(refused(":" + std::string(100'000, 'A')).size() < 200U);
}

BOOST_AUTO_TEST_SUITE_END()

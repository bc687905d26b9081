#include "message/builder.hpp"
#include "support.hpp"

using namespace sip;
using namespace sip::test;

namespace {

std::string response_to(std::string_view text, const Address& source, std::string_view tag = "x")
{
    Message message;
    static_cast<void>(parse(message, text));
    MessageBuilder out;
    out.response(message, 400, {}, tag, source);
    return std::string{std::move(out).finish().view()};
}

Address address(std::string_view ip, std::uint16_t port) { return {IpAddress::parse(ip).value(), port}; }

/// The Via values of a response to a request with this top Via.
std::string via_for(const std::string& via, const Address& source)
{
    const std::string request = "OPTIONS sip:a@b SIP/2.0\r\nVia: " + via + "\r\n\r\n";
    const Message m = [&] {
        Message parsed_back;
        static_cast<void>(parse(parsed_back, response_to(request, source)));
        return parsed_back;
    }();
    return std::string{m.value(HeaderId::via)};
}

} // namespace

BOOST_AUTO_TEST_SUITE(responses) // RFC 3261 §8.2.6.2

BOOST_AUTO_TEST_CASE(the_dialog_fields_are_copied_and_to_gets_a_tag)
{
    BOOST_TEST(
        response_to(request("v: SIP/2.0/TCP p;branch=z9hG4bKx\r\nSubject: s\r\n"), address("192.0.2.1", 5060)) ==
        "SIP/2.0 400 Bad Request\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKabc\r\n"
        "v: SIP/2.0/TCP p;branch=z9hG4bKx\r\nFrom: <sip:alice@example.com>;tag=1\r\n"
        "To: <sip:bob@example.com>;tag=x\r\nCall-ID: 1@192.0.2.1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_tag_of_to_stays)
{
    const std::string text = "BYE sip:a@b SIP/2.0\r\nTo: sip:a@b;tag=old\r\n\r\n";
    BOOST_TEST(response_to(text, {}, "new").find("To: sip:a@b;tag=old\r\n") != std::string::npos);
    BOOST_TEST(response_to("BYE sip:a@b SIP/2.0\r\nTo: sip:a@b\r\n\r\n", {}, "").find("To: sip:a@b\r\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(received_is_added_when_the_host_is_not_the_source) // §18.2.1
{
    BOOST_TEST(via_for("SIP/2.0/UDP h:1;branch=b", address("192.0.2.9", 7)) ==
               "SIP/2.0/UDP h:1;branch=b;received=192.0.2.9");
    BOOST_TEST(via_for("SIP/2.0/UDP 192.0.2.9:1;branch=b", address("192.0.2.9", 7)) ==
               "SIP/2.0/UDP 192.0.2.9:1;branch=b");
    BOOST_TEST(via_for("SIP/2.0/UDP [2001:DB8:0::1];branch=b", address("2001:db8::1", 7)) ==
               "SIP/2.0/UDP [2001:DB8:0::1];branch=b");
    BOOST_TEST(via_for("SIP/2.0/UDP h", {}) == "SIP/2.0/UDP h");
}

BOOST_AUTO_TEST_CASE(rport_is_filled_in_with_received_beside_it) // RFC 3581 §4
{
    BOOST_TEST(via_for("SIP/2.0/UDP 192.0.2.9;rport;branch=b", address("192.0.2.9", 7)) ==
               "SIP/2.0/UDP 192.0.2.9;branch=b;received=192.0.2.9;rport=7");
}

BOOST_AUTO_TEST_CASE(a_forged_received_does_not_survive)
{
    BOOST_TEST(via_for("SIP/2.0/UDP h ; received=203.0.113.1;x=\"a,b\" ;rport=99, SIP/2.0/UDP q;received=z",
                       address("192.0.2.9", 7)) ==
               "SIP/2.0/UDP h ;x=\"a,b\";received=192.0.2.9;rport=7, SIP/2.0/UDP q;received=z");
}

BOOST_AUTO_TEST_CASE(a_malformed_request_is_answered_with_what_it_has)
{
    const std::string answer = response_to(vector_file("rfc4475/badinv01.dat"), address("192.0.2.15", 5060));
    BOOST_TEST(answer.find("Via: SIP/2.0/UDP 192.0.2.15;;,;,,\r\n") != std::string::npos, answer);
    const std::string insufficient = response_to(vector_file("rfc4475/insuf.dat"), address("192.0.2.95", 5060));
    BOOST_TEST(insufficient.find("To:") == std::string::npos);
    BOOST_TEST(insufficient.find("CSeq: 193942 INVITE\r\n") != std::string::npos, insufficient);
}

BOOST_AUTO_TEST_CASE(what_made_a_control_octet_harmless_is_not_taken_out)
{
    BOOST_TEST(via_for("SIP/2.0/UDP h;received=a\\\x01;branch=b", address("192.0.2.9", 7)) ==
               "SIP/2.0/UDP h;received=a\\\x01;branch=b;received=192.0.2.9");
}

BOOST_AUTO_TEST_CASE(copies_keep_order_and_octets)
{
    const Message m = parsed(request("Record-Route: <sip:a;lr>, <sip:b;lr>\r\nX: y\r\nRecord-Route: <sip:c;lr>\r\n"));
    MessageBuilder out;
    out.copy_all(m, HeaderId::record_route);
    out.copy_all(m, HeaderId::route);
    BOOST_TEST(std::move(out).finish().view() ==
               "Record-Route: <sip:a;lr>, <sip:b;lr>\r\nRecord-Route: <sip:c;lr>\r\nContent-Length: 0\r\n\r\n");
}

BOOST_AUTO_TEST_SUITE_END()

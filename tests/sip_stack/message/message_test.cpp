#include "support.hpp"

using namespace sip;
using namespace sip::test;

namespace {

/// Status and reason with which `text` is refused; "" when it is not.
std::string refusal(std::string_view text, const ParserLimits& limits = {})
{
    Message message;
    const ParseError error = parse(message, text, limits);
    return error ? std::to_string(error.status) + ' ' + to_string(error) : std::string{};
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    const std::size_t at = text.find(what);
    BOOST_TEST_REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

} // namespace

BOOST_AUTO_TEST_SUITE(messages)

BOOST_AUTO_TEST_CASE(a_request_is_read_eagerly)
{
    const Message m = parsed(vector_file("parse/1_invite.sip"));
    BOOST_TEST(m.is_request());
    BOOST_TEST(m.answerable());
    BOOST_TEST((m.method() == Method::invite));
    BOOST_TEST(m.request_uri().user == "+4930123456");
    BOOST_TEST(m.request_uri().port == 5061);
    BOOST_TEST(m.top_via().branch == "z9hG4bK-524287-1---9f2c1a7be4d3");
    BOOST_TEST(m.top_via().has_rport);
    BOOST_TEST(m.via_count() == 2U);
    BOOST_TEST(m.from().display == "Alice Example");
    BOOST_TEST(m.from_tag() == "as6f4e21c9");
    BOOST_TEST(m.to_tag() == "");
    BOOST_TEST(m.call_id() == "7b19ad0e5c8e4f6f9a63d1f0b4c2e7aa@192.0.2.10");
    BOOST_TEST(m.cseq().number == 20394U);
    BOOST_TEST(m.max_forwards().value() == 69U);
    BOOST_TEST(!m.expires().has_value());
    BOOST_TEST(m.contact().value().uri.port == 49152);
    BOOST_TEST(m.content_type().is("application", "sdp"));
    BOOST_TEST(m.body().size() == 337U);
    BOOST_TEST(m.fields().size() == 17U);
}

BOOST_AUTO_TEST_CASE(a_response_has_status_reason_and_the_method_of_its_cseq)
{
    const Message m = parsed(vector_file("parse/2_200ok.sip"));
    BOOST_TEST(!m.is_request());
    BOOST_TEST(!m.answerable());
    BOOST_TEST(m.status() == 200);
    BOOST_TEST(m.reason() == "OK");
    BOOST_TEST((m.method() == Method::invite));
    BOOST_TEST(m.method_name() == "INVITE");
}

BOOST_AUTO_TEST_CASE(any_header_is_found_by_number_name_and_compact_form)
{
    const Message m =
        parsed(request("k: timer, 100rel\r\nX-Own: 1\r\nSubject: a, b\r\nSupported: PATH\r\nx-own: 2\r\n"));
    BOOST_TEST(m.value(HeaderId::supported) == "timer, 100rel");
    BOOST_TEST(m.value("supported") == "timer, 100rel");
    BOOST_TEST(m.value("K") == "timer, 100rel");
    BOOST_TEST(m.value("x-OWN") == "1");
    BOOST_TEST(m.value("X-Other") == "");
    BOOST_TEST(m.value(HeaderId::other) == "");
    BOOST_TEST(m.has(HeaderId::subject));
    BOOST_TEST(!m.has(HeaderId::route));
    BOOST_TEST(m.lists(HeaderId::supported, "100REL"));
    BOOST_TEST(m.lists(HeaderId::supported, "path"));
    BOOST_TEST(!m.lists(HeaderId::supported, "100"));
    const std::vector<std::string> wanted{"timer", "100rel", "PATH"};
    BOOST_TEST(elements(m, HeaderId::supported) == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(folded_lines_are_unfolded_in_place)
{
    const std::string text = request("Subject: one\r\n two\r\n\t three  \r\nX-Empty:\r\n \r\n");
    Bytes bytes{text};
    const char* const data = bytes.data();
    Message m;
    BOOST_TEST(!m.parse(std::move(bytes)));
    BOOST_TEST((m.bytes().data() == data));
    BOOST_TEST(m.value(HeaderId::subject) == "one   two  \t three");
    BOOST_TEST(m.value("X-Empty") == "");
}

BOOST_AUTO_TEST_CASE(shared_bytes_are_never_written_to)
{
    const std::string text = request("Subject: one\r\n two\r\n");
    const Bytes shared{text};
    Message m;
    BOOST_TEST(!m.parse(shared));
    BOOST_TEST(m.value(HeaderId::subject) == "one   two");
    BOOST_TEST(shared.view() == text);
}

BOOST_AUTO_TEST_CASE(blanks_before_the_colon_change_nothing)
{
    for (const char* blank : {" ", "\t", " \t "}) {
        const Message m = parsed(replaced(request(), "From:", std::string{"From"} + blank + ":"));
        BOOST_TEST(m.from_tag() == "1");
        BOOST_TEST(m.value("From") == m.value(HeaderId::from));
    }
    BOOST_TEST(refusal(request("From : <sip:evil@example.com>;tag=2\r\n")) == "400 From: occurs more than once");
    BOOST_TEST(refusal(request("f\t: <sip:evil@example.com>;tag=2\r\n")) == "400 From: occurs more than once");
}

BOOST_AUTO_TEST_CASE(lines_before_the_start_line_and_octets_after_the_body_are_passed_over)
{
    const Message m = parsed("\r\n\r\n" + request("Content-Length: 2\r\n", "abTRAILER"));
    BOOST_TEST(m.body() == "ab");
    BOOST_TEST(parsed(request({}, "all of it")).body() == "all of it");
}

BOOST_AUTO_TEST_CASE(a_star_is_no_contact)
{
    const Message m = parsed(request("Contact: *\r\n"));
    BOOST_TEST(!m.contact().has_value());
    BOOST_TEST(m.value(HeaderId::contact) == "*");
}

BOOST_AUTO_TEST_CASE(every_missing_mandatory_field_is_named)
{
    for (const char* name : {"Via", "From", "To", "Call-ID", "CSeq"}) {
        const std::string text = replaced(request(), std::string{"\r\n"} + name + ":", "\r\nX-Was:");
        BOOST_TEST(refusal(text) == std::string{"400 "} + name + ": is missing");
    }
}

BOOST_AUTO_TEST_CASE(every_field_that_may_stand_once_is_refused_twice)
{
    for (const char* line : {"Call-ID: 2", "CSeq: 1 INVITE", "To: <sip:b@c>", "Max-Forwards: 70", "Content-Length: 0",
                             "Content-Type: a/b", "Expires: 1", "Refer-To: <sip:a@b>", "Replaces: 1", "Event: refer",
                             "Session-Expires: 90", "Min-SE: 90", "RSeq: 1", "RAck: 1 1 INVITE", "Date: x"}) {
        const std::string name{line, std::string_view{line}.find(':')};
        const std::string twice = std::string{line} + "\r\n" + line + "\r\n";
        BOOST_TEST(refusal(request(twice)) == "400 " + name + ": occurs more than once");
    }
}

BOOST_AUTO_TEST_CASE(faults_are_named_by_field_and_reason)
{
    const std::string good = request();
    const auto with = [&](std::string_view what, std::string_view by) { return refusal(replaced(good, what, by)); };
    BOOST_TEST(with("SIP/2.0\r\n", "SIP/3.0\r\n") == "505 request line: version is not SIP/2.0");
    BOOST_TEST(with("SIP/2.0\r\n", "HTTP/1.1\r\n") == "400 request line: version is not SIP/2.0");
    BOOST_TEST(with("sip:bob@example.com SIP", "http://example.com SIP") == "416 Request-URI: scheme is not supported");
    BOOST_TEST(with("sip:bob@example.com SIP", "sip:bob@a?b=c SIP") == "400 Request-URI: must not have headers");
    BOOST_TEST(with("INVITE sip", "INV(ITE sip") == "400 request line: is not method, URI and version");
    BOOST_TEST(with("1 INVITE", "1 ACK") == "400 CSeq: method is not that of the request line");
    BOOST_TEST(with("INVITE sip", "NEW sip") == "501 CSeq: method is not that of the request line");
    BOOST_TEST(with(";tag=1", ";tag=") == "400 From: tag is no token");
    BOOST_TEST(with(";tag=1", ";tag=\"a b\"") == "400 From: tag is no token");
    BOOST_TEST(with("1@192.0.2.1", "") == "400 Call-ID: is empty or has white space");
    BOOST_TEST(with("1@192.0.2.1", "1 2") == "400 Call-ID: is empty or has white space");
    BOOST_TEST(with("1@192.0.2.1", "1\\\x01" "2") == "400 Call-ID: is empty or has white space"); // §25.1, word
    BOOST_TEST(with(":5060", ":506O") == "400 Via: parameter is malformed");
    BOOST_TEST(refusal(request("Via: \r\n")) == "");
    BOOST_TEST(refusal(request("no header\r\n")) == "400 message: line is no header field");
    BOOST_TEST(refusal(request("Na me: x\r\n")) == "400 message: line is no header field");
    BOOST_TEST(refusal(request(": x\r\n")) == "400 message: line is no header field");
    BOOST_TEST(refusal(request("Max-Forwards: 256\r\n")) == "400 Max-Forwards: is not a number in range");
    BOOST_TEST(refusal(request("Content-Type: text\r\n")) == "400 Content-Type: is not type/subtype");
    BOOST_TEST(refusal(request("Expires: soon\r\n")) == "400 Expires: is not a number");
}

BOOST_AUTO_TEST_CASE(content_length_is_believed_only_as_far_as_the_octets_go)
{
    BOOST_TEST(refusal(request("Content-Length: 3\r\n", "ab")) == "400 Content-Length: is above the octets that came");
    for (const char* bad : {"-1", "", "1 2", "0x1", "4294967296", "1,1"})
        BOOST_TEST(refusal(request(std::string{"Content-Length: "} + bad + "\r\n", "ab")) ==
                   "400 Content-Length: is not a number in range");
    BOOST_TEST(refusal(request("Content-Length: 1\r\nl: 2\r\n", "ab")) == "400 Content-Length: occurs more than once");
}

BOOST_AUTO_TEST_CASE(an_overlarge_expires_means_for_ever)
{
    BOOST_TEST(parsed(request("Expires: 99999999999999999999\r\n")).expires().value() == 0xffffffffU);
    BOOST_TEST(parsed(request("Expires: 0\r\n")).expires().value() == 0U);
}

BOOST_AUTO_TEST_CASE(stray_line_ends_and_control_octets_hide_nothing)
{
    for (const char* line : {"Subject: a\nTo: <sip:evil@x>\r\n", "Subject: a\rTo: <sip:evil@x>\r\n",
                             "Subject: a\x01\r\n", "Subject: \"\\\n\"\r\n"}) {
        Message m;
        BOOST_TEST(to_string(parse(m, request(line))) == "message: control octet in a header field");
        BOOST_TEST(m.answerable());
        BOOST_TEST(m.value(HeaderId::subject) == "");
        BOOST_TEST(m.to().uri.user == "bob");
    }
    BOOST_TEST(refusal(request(std::string_view{"Subject: a\0b\r\n", 14})) != "");
    BOOST_TEST(refusal(replaced(request(), "Via: ", "Via:\n")) != "");
}

BOOST_AUTO_TEST_CASE(limits_are_parameters)
{
    ParserLimits limits;
    limits.message_bytes = 100;
    BOOST_TEST(refusal(request(), limits) == "513 message: is above the size limit");
    limits = {};
    limits.headers = 5;
    BOOST_TEST(refusal(request(), limits) == "");
    BOOST_TEST(refusal(request("Subject: x\r\n"), limits) == "400 message: has too many header fields");
    limits = {};
    limits.vias = 2;
    BOOST_TEST(refusal(request("v: SIP/2.0/UDP a\r\n"), limits) == "");
    BOOST_TEST(refusal(request("v: SIP/2.0/UDP a, SIP/2.0/UDP b\r\n"), limits) == "400 Via: has too many elements");
}

BOOST_AUTO_TEST_CASE(a_faulty_request_keeps_what_its_answer_needs)
{
    Message m;
    BOOST_TEST(static_cast<bool>(parse(m, "OPTIONS http:x SIP/9.9\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nbroken\r\n"
                                          "From: sip:a@b;tag=1\r\nTo: \"x\r\nCSeq: 1 OPTIONS\r\n\r\n")));
    BOOST_TEST(m.answerable());
    BOOST_TEST((m.method() == Method::options));
    BOOST_TEST(m.top_via().branch == "z9hG4bK1");
    BOOST_TEST(m.from_tag() == "1");
    BOOST_TEST(m.value(HeaderId::to) == "\"x");
    BOOST_TEST(m.cseq().number == 1U);
}

BOOST_AUTO_TEST_CASE(a_faulty_response_is_never_answerable)
{
    for (const char* line :
         {"SIP/2.0 99 x", "SIP/2.0 700 x", "SIP/2.0 2000 x", "SIP/2.0 abc", "SIP/2.0", "sip/1.0 200 OK"}) {
        Message m;
        BOOST_TEST(static_cast<bool>(parse(m, replaced(request(), "INVITE sip:bob@example.com SIP/2.0", line))), line);
        BOOST_TEST(!m.is_request());
        BOOST_TEST(!m.answerable());
        BOOST_TEST(m.status() == -1);
    }
}

BOOST_AUTO_TEST_CASE(a_reused_message_remembers_nothing)
{
    Message m = parsed(vector_file("parse/5_register.sip"));
    BOOST_TEST(!parse(m, "SIP/2.0 200 OK\r\nv:SIP/2.0/UDP a\r\nf:sip:a@b\r\nt:sip:a@b\r\ni:1\r\nCSeq:1 BYE\r\n\r\n"));
    BOOST_TEST(m.status() == 200);
    BOOST_TEST(!m.expires().has_value());
    BOOST_TEST(!m.contact().has_value());
    BOOST_TEST(!m.has(HeaderId::authorization));
    BOOST_TEST(m.fields().size() == 5U);
    BOOST_TEST(m.from_tag() == "");
    BOOST_TEST(m.body() == "");
}

BOOST_AUTO_TEST_CASE(nothing_is_no_message)
{
    for (const char* text :
         {"", "\r\n", "\r\n\r\n", "\r", "x", "INVITE", "INVITE sip:a@b SIP/2.0", "\r\n\r\nx\r\n\r\n"})
        BOOST_TEST(refusal(text) != "", text);
}

BOOST_AUTO_TEST_SUITE_END()

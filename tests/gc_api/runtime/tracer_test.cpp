#include "runtime/tracer.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <array>
#include <string>

namespace {

const std::string invite = "INVITE sip:bob@example.com SIP/2.0\r\n"
                           "CSeq: 1 INVITE\r\n"
                           "Authorization: Digest username=\"bob\",\r\n"
                           " response=\"0123456789abcdef\"\r\n"
                           "PROXY-AUTHORIZATION :Digest response=\"fedcba\"\r\n"
                           "Content-Length: 0\r\n\r\n";

/// A pipe in place of the terminal.
class Captured {
public:
    Captured() { BOOST_REQUIRE(::pipe(ends_.data()) == 0); }
    ~Captured() { ::close(ends_[0]); }
    [[nodiscard]] int writer() const { return ends_[1]; }
    std::string text()
    {
        std::array<char, 8192> buffer{};
        const ssize_t size = ::read(ends_[0], buffer.data(), buffer.size());
        return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    }

private:
    std::array<int, 2> ends_{};
};

sip::Address loopback(std::uint16_t port) { return {sip::IpAddress::v4(0x7F000001), port}; }

} // namespace

BOOST_AUTO_TEST_SUITE(tracer)

BOOST_AUTO_TEST_CASE(requests_are_titled_by_method_and_uri_responses_by_status_and_method)
{
    BOOST_TEST(gc::ladder_title(invite) == "INVITE sip:bob@example.com");
    BOOST_TEST(gc::ladder_title("SIP/2.0 180 Ringing\r\nVia: x\r\nCSeq: 7 INVITE\r\n\r\n") == "180 Ringing (INVITE)");
}

BOOST_AUTO_TEST_CASE(hostile_bytes_reach_no_terminal)
{
    BOOST_TEST(gc::ladder_title("OPTIONS sip:\x1b[31m@x SIP/2.0\r\n\r\n") == "OPTIONS sip:?[31m@x");
    BOOST_TEST(gc::ladder_title("") == "");
    BOOST_TEST(gc::ladder_title("SIP/2.0") == " ()");
}

BOOST_AUTO_TEST_CASE(credentials_are_masked_with_their_folded_lines_and_in_any_case)
{
    const std::string text = gc::masked_message(invite);
    BOOST_TEST(text.find("0123456789abcdef") == std::string::npos);
    BOOST_TEST(text.find("fedcba") == std::string::npos);
    BOOST_TEST(text.find("username") == std::string::npos);
    BOOST_TEST(text.find("Authorization: (masked)") != std::string::npos);
    BOOST_TEST(text.find("    | Content-Length: 0\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_ladder_shows_who_sent_what_to_whom_and_the_tls_facts)
{
    Captured terminal;
    gc::LadderTracer tracer{std::make_shared<gc::TraceOutput>(terminal.writer(), false, true), 2};
    const sip::FlowId flow{sip::TransportKind::tls, sip::FlowDirection::outbound, 1};
    sip::Security security;
    security.protocol = "TLSv1.3";
    security.cipher = "TLS_AES_256_GCM_SHA384";
    security.verified_name = "localhost";

    tracer.flow_opened(flow, loopback(40000), loopback(5061), &security);
    const sip::Bytes bytes{invite};
    tracer.message({sip::Trace::Way::sent, flow, loopback(40000), loopback(5061), bytes});
    tracer.message({sip::Trace::Way::received, flow, loopback(40000), loopback(5061), bytes});
    tracer.flow_closed(flow, sip::FlowError::identity, "certificate is for elsewhere");

    const std::string text = terminal.text();
    for (const char* const expected :
         {" B2 TLS 127.0.0.1:40000 === 127.0.0.1:5061  connected: TLSv1.3, TLS_AES_256_GCM_SHA384, peer verified as "
          "localhost\n",
          " B2 TLS 127.0.0.1:40000 --> 127.0.0.1:5061  INVITE sip:bob@example.com\n",
          " B2 TLS 127.0.0.1:40000 <-- 127.0.0.1:5061  INVITE sip:bob@example.com\n", "certificate is for elsewhere\n"})
        BOOST_TEST(text.find(expected) != std::string::npos, expected << " not in:\n" << text);
}

BOOST_AUTO_TEST_SUITE_END()

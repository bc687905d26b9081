#include "descriptions.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <random>

using namespace sip;
using namespace sip::sdp;
using namespace sip::sdp::test;

namespace {

struct Broken {
    const char* text;
    std::size_t line;
    const char* reason;
    friend std::ostream& operator<<(std::ostream& out, const Broken& broken) { return out << broken.reason; }
};

#define HEAD "v=0\no=- 1 1 IN IP4 192.0.2.9\ns=-\nc=IN IP4 192.0.2.9\nt=0 0\n"

const Broken broken_texts[]{
    {"", 1, "description is empty"},
    {"\r\n\r\n", 1, "description is empty"},
    {"o=- 1 1 IN IP4 192.0.2.9\n", 1, "description does not begin with v=0"},
    {"v=1\n", 1, "description does not begin with v=0"},
    {"v=0\nm", 2, "line is not of the form x=text"},
    {"v=0\nm:audio", 2, "line is not of the form x=text"},
    {"v=0\ns=-\nt=0 0\n", 1, "o= line is missing"},
    {"v=0\no=- x 1 IN IP4 192.0.2.9\n", 2, "o= session id is not a number"},
    {"v=0\no=-\n", 2, "o= session id is not a number"},
    {"v=0\no=- 1 -1 IN IP4 192.0.2.9\n", 2, "o= version is not a number"},
    {"v=0\no=- 1 1 ATM IP4 192.0.2.9\n", 2, "o= network type is not IN"},
    {HEAD "o=- 1 1 IN IP4 192.0.2.9\n", 6, "second o= line"},
    {"v=0\no=- 1 1 IN IP4 192.0.2.9\nc=IN\n", 3, "c= has no address"},
    {"v=0\no=- 1 1 IN IP4 192.0.2.9\nc=IN IP4 /127\n", 3, "c= has no address"},
    {"v=0\no=- 1 1 IN IP4 192.0.2.9\nc=IN IP6 192.0.2.9\n", 3, "c= address type does not fit the address"},
    {"v=0\no=- 1 1 IN IP4 192.0.2.9\nt=now\n", 3, "t= is not two numbers"},
    {HEAD "m=\n", 6, "m= has no media type"},
    {HEAD "m=audio\n", 6, "m= port is not a number from 0 to 65535"},
    {HEAD "m=audio 65536 RTP/AVP 0\n", 6, "m= port is not a number from 0 to 65535"},
    {HEAD "m=audio -1 RTP/AVP 0\n", 6, "m= port is not a number from 0 to 65535"},
    {HEAD "m=audio 99999999999999999999 RTP/AVP 0\n", 6, "m= port is not a number from 0 to 65535"},
    {HEAD "m=audio 4000/2147483648 RTP/AVP 0\n", 6, "m= port count is not a number from 0 to 65535"},
    {HEAD "m=audio 4000\n", 6, "m= has no protocol"},
    {HEAD "m=audio 4000 RTP/AVP\n", 6, "m= has no format"},
    {HEAD "m=audio 4000 RTP/AVP 97\na=rtpmap:97\n", 7, "rtpmap has no encoding name"},
    {HEAD "m=audio 4000 RTP/AVP 97\na=rtpmap:97 iLBC\n", 7, "rtpmap clock rate is not a number"},
    {HEAD "m=audio 4000 RTP/AVP 97\na=rtpmap:97 iLBC/0\n", 7, "rtpmap clock rate is not a number"},
    {HEAD "m=audio 4000 RTP/AVP 97\na=rtpmap:97 L16/44100/256\n", 7,
     "rtpmap channel count is not a number from 1 to 255"},
    {"v=0\no=- 1 1 IN IP4 192.0.2.9\nt=0 0\nm=audio 4000 RTP/AVP 0\n", 4, "m= has no c= line, nor has the session"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(sdp_hostile_input)

BOOST_DATA_TEST_CASE(a_broken_description_is_refused_with_line_and_reason, broken_texts, broken)
{
    Session session;
    const SdpError error = parse(broken.text, session);
    BOOST_TEST(error.line == broken.line);
    BOOST_TEST(error.reason == broken.reason);
}

BOOST_AUTO_TEST_CASE(a_nul_is_refused)
{
    Session session;
    const std::string text = with_head("m=audio 4000 RTP/AVP 0\r\na=x") + std::string(1, '\0') + "y\r\n";
    BOOST_TEST(parse(text, session).reason == "description holds a NUL");
}

BOOST_AUTO_TEST_CASE(limits_are_exact)
{
    const std::string text = with_head("m=audio 4000 RTP/AVP 0 8 9\r\nm=video 4002 RTP/AVP 31\r\n");
    Session session;
    BOOST_TEST(!parse(text, session, {.bytes = text.size(), .lines = 7, .media = 2, .formats = 3}));
    BOOST_TEST(parse(text, session, {.bytes = text.size() - 1}).reason.find("larger than") != std::string::npos);
    BOOST_TEST(parse(text, session, {.lines = 6}).reason == "too many lines");
    BOOST_TEST(parse(text, session, {.media = 1}).reason == "too many m= lines");
    BOOST_TEST(parse(text, session, {.formats = 2}).reason == "m= has too many formats");
}

BOOST_AUTO_TEST_CASE(repeated_pieces_end_at_a_limit_and_never_at_a_crash)
{
    for (const std::size_t count : {1u, 10u, 100u, 1000u, 10000u}) {
        for (const char* piece : {"m=audio 4000 RTP/AVP 0\n", "c=IN IP4 192.0.2.1\n", "a=rtpmap:0 PCMU/8000\n",
                                  "t=0 0\n", "\n", "\r", "a=fmtp:0 x\n"}) {
            std::string text = with_head("m=audio 4000 RTP/AVP 0\n");
            for (std::size_t i = 0; i < count; ++i)
                text += piece;
            Session session;
            const SdpError error = parse(text, session);
            BOOST_TEST(session.media.size() <= Limits{}.media);
            BOOST_TEST((count <= 10 ? !error : true));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_payload_number_listed_again_counts_once)
{
    std::string line = "m=audio 4000 RTP/AVP";
    for (int i = 0; i < 200; ++i)
        line += " 8";
    Session session;
    BOOST_TEST(!parse(with_head(line + " 128 255 256 x -1\r\n"), session));
    BOOST_TEST(session.media.at(0).codecs.size() == 1);
    BOOST_TEST(session.media.at(0).formats.size() == 205);
}

BOOST_AUTO_TEST_CASE(every_truncation_and_every_changed_byte_is_survived)
{
    const std::string whole =
        with_head("m=audio 4000/2 RTP/AVP 0 101\r\nc=IN IP6 2001:db8::1\r\na=rtpmap:101 telephone-event/8000/1\r\n"
                  "a=fmtp:101 0-15\r\na=ptime:20\r\na=sendonly\r\nm=video 0 RTP/AVP 31\r\n");
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const std::vector<char> exact(whole.begin(),
                                      whole.begin() + static_cast<std::ptrdiff_t>(size)); // no NUL behind it
        Session session;
        (void)parse({exact.data(), exact.size()}, session);
    }
    std::mt19937 random{1};
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string text = whole;
        text[at] = static_cast<char>(random());
        OfferAnswer calls{1};
        if (calls.receive_offer(text).empty()) {
            const std::string answer = calls.make_answer(local_media());
            BOOST_TEST((answer.empty() || version_of(answer) == 1u));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unanswered_offer_holds_little_memory)
{
    std::string text = with_head({});
    for (int i = 0; i < 17; ++i)
        text += "m=audio 4000 RTP/AVP 0\r\n";
    BOOST_TEST(OfferAnswer{1}.receive_offer(text) == "SDP line 22: too many m= lines");
}

BOOST_AUTO_TEST_SUITE_END()

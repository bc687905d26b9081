#include "message/stream_framer.hpp"
#include "support.hpp"

using namespace sip;
using namespace sip::test;

namespace {

using Kind = StreamFramer::Frame::Kind;

std::string message(std::string_view body = {})
{
    return request("Content-Length: " + std::to_string(body.size()) + "\r\n", body);
}

/// Frames in short: the body of each message in brackets, ? for a ping, ! for a pong.
std::string shown(const std::vector<StreamFramer::Frame>& frames)
{
    std::string text;
    for (const auto& frame : frames) {
        if (frame.kind == Kind::message)
            text += '[' + std::string{frame.bytes.view().substr(frame.bytes.view().find("\r\n\r\n") + 4)} + ']';
        else
            text += frame.kind == Kind::ping ? '?' : '!';
    }
    return text;
}

struct Stream {
    explicit Stream(const ParserLimits& limits = {}) : framer{limits} {}
    std::string push(std::string_view chunk)
    {
        frames.clear();
        error = framer.push(chunk, frames);
        return shown(frames);
    }
    StreamFramer framer;
    std::vector<StreamFramer::Frame> frames;
    ParseError error;
};

} // namespace

BOOST_AUTO_TEST_SUITE(stream_framer) // RFC 3261 §18.3

BOOST_AUTO_TEST_CASE(messages_are_cut_by_content_length)
{
    Stream stream;
    BOOST_TEST(stream.push(message("one") + message() + message("three")) == "[one][][three]");
    BOOST_TEST(stream.frames[0].bytes.view() == message("one"));
    BOOST_TEST(stream.frames[0].bytes.unique());
    BOOST_TEST(!stream.framer.mid_message());
}

BOOST_AUTO_TEST_CASE(two_chunks_cut_anywhere_give_the_same_messages)
{
    const std::string text = message("one") + message("two");
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Stream stream;
        const std::string first = stream.push(text.substr(0, cut));
        BOOST_TEST(stream.framer.mid_message() == (cut != 0 && cut != text.size() && cut != message("one").size()));
        BOOST_TEST(first + stream.push(text.substr(cut)) == "[one][two]", cut);
    }
}

BOOST_AUTO_TEST_CASE(single_octets_give_the_same_messages)
{
    Stream stream;
    std::string seen;
    for (const char c : message("one") + message("\r\n\r\n") + message())
        seen += stream.push({&c, 1});
    BOOST_TEST(seen == "[one][\r\n\r\n][]");
}

BOOST_AUTO_TEST_CASE(keep_alives_between_messages_are_told) // RFC 5626 §4.4.1
{
    Stream stream;
    BOOST_TEST(stream.push("\r\n\r\n") == "?");
    BOOST_TEST(stream.push("\r\n") == "!");
    BOOST_TEST(stream.push(message("a") + "\r\n\r\n" + message("b") + "\r\n") == "[a]?[b]!");
    BOOST_TEST(!stream.framer.mid_message());
}

BOOST_AUTO_TEST_CASE(a_ping_in_two_chunks_is_still_a_ping)
{
    Stream stream;
    BOOST_TEST(stream.push("\r\n") == "!");
    BOOST_TEST(stream.push("\r\n") == "?");
    BOOST_TEST(stream.push("\r") == "");
    BOOST_TEST(stream.push("\n\r") == "!");
    BOOST_TEST(stream.push("\n") == "?");
}

BOOST_AUTO_TEST_CASE(a_flood_of_pings_is_one_ping)
{
    std::string flood;
    for (int i = 0; i < 10'000; ++i)
        flood += "\r\n\r\n";
    Stream stream;
    BOOST_TEST(stream.push(flood + message("x")) == "?[x]");
}

BOOST_AUTO_TEST_CASE(line_ends_in_a_body_are_no_keep_alives)
{
    Stream stream;
    BOOST_TEST(stream.push(message("\r\n\r\n") + "\r\n") == "[\r\n\r\n]!");
}

BOOST_AUTO_TEST_CASE(content_length_is_read_as_the_parser_reads_it)
{
    for (const char* line : {"l: 3", "L:3", "CONTENT-LENGTH \t: 3", "Content-Length:\r\n 3 ", "Content-Length: 0003"}) {
        Stream stream;
        const std::string text = request(std::string{line} + "\r\n", "abc");
        BOOST_TEST(stream.push(text + message("d")) == "[abc][d]", line);
        Message m;
        BOOST_TEST(!m.parse(Bytes{text}));
        BOOST_TEST(m.body() == "abc");
    }
}

BOOST_AUTO_TEST_CASE(a_stream_that_cannot_be_framed_is_given_up)
{
    const std::pair<const char*, const char*> faults[] = {
        {"", "Content-Length: is missing"},
        {"Content-Length: -1\r\n", "Content-Length: is not a number in range"},
        {"Content-Length: \r\n", "Content-Length: is not a number in range"},
        {"Content-Length: 4294967296\r\n", "Content-Length: is not a number in range"},
        {"l: 1\r\nContent-Length: 2\r\n", "Content-Length: occurs more than once"},
        {"l: 65536\r\n", "message: is above the size limit"},
        {"l: 4294967295\r\n", "message: is above the size limit"},
    };
    for (const auto& [line, reason] : faults) {
        Stream stream;
        BOOST_TEST(stream.push(message("good") + request(line) + "rest") == "[good]");
        BOOST_TEST(to_string(stream.error) == reason);
        BOOST_TEST(stream.framer.rejected() == request(line));
        BOOST_TEST(!stream.framer.mid_message());
        Message m;
        static_cast<void>(m.parse(Bytes{stream.framer.rejected()}));
        BOOST_TEST(m.answerable());
        BOOST_TEST(stream.push(message("late")) == "");
        BOOST_TEST(to_string(stream.error) == reason);
    }
}

BOOST_AUTO_TEST_CASE(the_torture_messages_end_the_stream_where_the_rfc_says_so)
{
    for (const char* name : {"ncl", "mcl01"}) {
        Stream stream;
        BOOST_TEST(stream.push(vector_file(std::string{"rfc4475/"} + name + ".dat")) == "", name);
        BOOST_TEST(static_cast<bool>(stream.error), name);
    }
    Stream waits;
    BOOST_TEST(waits.push(vector_file("rfc4475/clerr.dat")) == "");
    BOOST_TEST(!waits.error);
    BOOST_TEST(waits.framer.mid_message());
    Stream two;
    BOOST_TEST(two.push(vector_file("rfc4475/dblreq.dat")).starts_with("[]![v=0"));
}

BOOST_AUTO_TEST_CASE(the_limit_holds_for_the_whole_message_exactly)
{
    ParserLimits limits;
    limits.message_bytes = message("12").size();
    BOOST_TEST(Stream{limits}.push(message("12")) == "[12]");
    Stream stream{limits};
    BOOST_TEST(stream.push(message("123")) == "");
    BOOST_TEST(stream.error.status == 513);
}

BOOST_AUTO_TEST_CASE(a_head_without_end_is_given_up_at_the_limit)
{
    ParserLimits limits;
    limits.message_bytes = 1000;
    Stream stream{limits};
    std::size_t sent = 0;
    while (!stream.error && sent < 2000) {
        stream.push("Subject: x\r\n");
        sent += 12;
    }
    BOOST_TEST(stream.error.status == 513);
    BOOST_TEST(sent <= 1012U);
    BOOST_TEST(stream.framer.rejected().size() == 1000U);
}

BOOST_AUTO_TEST_SUITE_END()

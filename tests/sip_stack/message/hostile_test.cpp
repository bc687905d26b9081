#include "message/builder.hpp"
#include "message/stream_framer.hpp"
#include "support.hpp"

#include <algorithm>
#include <ctime>

using namespace sip;
using namespace sip::test;

namespace {

std::string repeated(std::string_view piece, std::size_t octets)
{
    std::string text;
    while (text.size() + piece.size() <= octets)
        text += piece;
    return text;
}

const std::vector<std::string> all_vectors = [] {
    std::vector<std::string> texts;
    for (const char* name : {"parse/1_invite.sip", "parse/2_200ok.sip", "parse/3_ack.sip", "parse/4_bye.sip",
                             "parse/5_register.sip", "rfc4475/wsinv.dat", "rfc4475/intmeth.dat", "rfc4475/mpart01.dat",
                             "rfc4475/escnull.dat", "rfc5118/wire/ipv4-mapped-ipv6.dat"})
        texts.push_back(vector_file(name));
    return texts;
}();

/// Does with a message all that a reader of it can do.
void use_up(const Message& m)
{
    std::size_t sum = m.body_part("application", "sdp").size();
    for (unsigned i = 0; i <= static_cast<unsigned>(HeaderId::other); ++i) {
        const auto id = static_cast<HeaderId>(i);
        m.for_each(id, [&](std::string_view element) {
            NameAddr address;
            if (!parse_name_addr(element, address))
                sum += equivalent(address.uri, m.request_uri()) ? 1 : unescape(address.uri.user).size();
            Via via;
            sum += parse_via(element, via) ? 1 : via.host.size();
            AuthValue auth;
            if (!parse_auth(element, auth))
                sum += auth.param("nonce").size();
        });
        sum += m.lists(id, "100rel") ? 1 : m.value(id).size();
    }
    BOOST_TEST(sum < 100 * m.bytes().size() + 1000);
    if (m.answerable()) {
        MessageBuilder out;
        out.response(m, 400, {}, "t", {IpAddress::v4(1), 2});
        Message answer;
        static_cast<void>(answer.parse(std::move(out).finish()));
        BOOST_TEST(answer.status() == 400);
    }
}

/// A copy on the heap of exactly that size, so that a sanitizer sees the first octet read too far.
void parse_exactly(std::string_view text)
{
    Message message;
    static_cast<void>(message.parse(Bytes{text}));
    use_up(message);
}

constexpr std::size_t mebibyte = 1024 * 1024;

/// What quadratic work on a mebibyte exceeds many times over (it takes minutes), and linear work does not reach with a
/// sanitizer on a slow and busy machine.
constexpr double bound = 6;

/// CPU seconds that this thread spends in `work`.
template <class Work>
double cpu_seconds_of(Work work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    };
    const double begin = now();
    work();
    return now() - begin;
}

} // namespace

BOOST_AUTO_TEST_SUITE(hostile_input)

BOOST_AUTO_TEST_CASE(a_message_cut_anywhere_breaks_nothing)
{
    for (const std::string& text : all_vectors)
        for (std::size_t size = 0; size < text.size(); ++size)
            parse_exactly(std::string_view{text}.substr(0, size));
}

BOOST_AUTO_TEST_CASE(a_message_without_any_one_octet_breaks_nothing)
{
    for (const std::string& text : all_vectors)
        for (std::size_t i = 0; i < text.size(); ++i)
            parse_exactly(text.substr(0, i) + text.substr(i + 1));
}

BOOST_AUTO_TEST_CASE(a_message_with_any_octet_replaced_breaks_nothing)
{
    for (const std::string& text : all_vectors)
        for (const char c : {'\0', '\r', '\n', ' ', '"', '<', '>', ';', ',', ':', '@', '%', '\\', '[', '\xff'})
            for (std::size_t i = 0; i < text.size(); i += 3) {
                std::string changed = text;
                changed[i] = c;
                parse_exactly(changed);
            }
}

BOOST_AUTO_TEST_CASE(a_message_without_any_one_line_breaks_nothing)
{
    for (const std::string& text : all_vectors) {
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find("\r\n", begin), text.size() - 2) + 2;
            parse_exactly(text.substr(0, begin) + text.substr(end));
            begin = end;
        }
    }
}

BOOST_AUTO_TEST_CASE(a_mebibyte_of_anything_is_linear_work)
{
    ParserLimits limits;
    limits.message_bytes = 2 * mebibyte;
    limits.headers = 60'000;
    limits.vias = 60'000;
    const std::pair<std::string_view, std::string_view> shapes[] = {
        {"Subject: ", ";"},
        {"Contact: ", ";"},
        {"Contact: <sip:a@b>;", "a;"},
        {"Contact: <sip:a@b;", "a;"},
        {"Contact: ", ","},
        {"Contact: <sip:a@b>", ",<sip:a@b>"},
        {"Contact: \"", "\\\""},
        {"Contact: ", "\"\""},
        {"Contact: ", "<"},
        {"Supported: ", "a,"},
        {"Supported: ", "\"a,"},
        {"Subject: x", "a"},
        {"Subject: x", "\r\n "},
        {"v: ", "SIP/2.0/UDP a,"},
        {"", "v: SIP/2.0/UDP a\r\n"},
        {"", "X-A: y\r\n"},
        {"", "X:\r\n"},
        {"", "x"},
        {"", "\r\n "},
        {"", ":\r\n"},
        {"Authorization: Digest ", "a=b,"},
        {"Contact: <sip:", "a"},
        {"Contact: <sip:a@b?", "a=b&"},
        {"Contact: <sip:", "%"},
        {"Contact: ", "a "},
        {"Contact: a", "\r\n "},
        {"Content-Type: a/b;boundary=b\r\n\r\n", "\r\n--"},
        {"Content-Type: multipart/a;boundary=b\r\n\r\n", "\r\n--b\r\n"},
        {"Content-Type: multipart/a;boundary=b\r\n\r\n--b\r\nContent-Type: multipart/a;boundary=b\r\n\r\n", "\r\n--bb"},
    };
    for (const auto& [head, piece] : shapes) {
        const std::string text = request(std::string{head} + repeated(piece, mebibyte) + "\r\n");
        const double seconds = cpu_seconds_of([&] {
            Message message;
            static_cast<void>(message.parse(Bytes{text}, limits));
            use_up(message);
        });
        BOOST_TEST(seconds < bound, head << piece << "...: " << seconds << " s");
    }
}

BOOST_AUTO_TEST_CASE(a_mebibyte_in_single_octets_is_linear_work)
{
    for (const char* piece : {"x", "x\r\n ", "X: y\r\n", "\r\n"}) {
        const std::string text = request("Subject: " + repeated(piece, mebibyte));
        ParserLimits limits;
        limits.message_bytes = 2 * mebibyte;
        const double seconds = cpu_seconds_of([&] {
            StreamFramer framer{limits};
            std::vector<StreamFramer::Frame> frames;
            for (const char& c : text)
                static_cast<void>(framer.push({&c, 1}, frames));
        });
        BOOST_TEST(seconds < bound, piece << "...: " << seconds << " s");
    }
}

BOOST_AUTO_TEST_CASE(ten_thousand_fields_are_refused_without_being_kept)
{
    Message message;
    const ParseError error = parse(message, request(repeated("X-A: y\r\n", 60'000)));
    BOOST_TEST(to_string(error) == "message: has too many header fields");
    BOOST_TEST(message.fields().size() == ParserLimits{}.headers);
    BOOST_TEST(message.answerable());
}

BOOST_AUTO_TEST_CASE(comparing_long_uris_takes_no_longer_than_reading_them)
{
    const std::string a = "sip:a@b" + repeated(";x", 60'000) + "?" + repeated("y=1&", 60'000);
    const std::string b = a + "y=2";
    UriView left;
    UriView right;
    BOOST_TEST(!parse_uri(a, left));
    BOOST_TEST(!parse_uri(b, right));
    BOOST_TEST(equivalent(left, left));
    BOOST_TEST(!equivalent(left, right));
}

BOOST_AUTO_TEST_SUITE_END()

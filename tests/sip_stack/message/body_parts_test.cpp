#include "support.hpp"

#include "sip/body.hpp"

using namespace sip;
using namespace sip::test;

namespace {

/// A message with that body; the views of its parts live as long as it.
struct Received {
    Message message;
    std::vector<ReceivedPart> parts;

    Received(std::string_view type, std::string_view body, std::string_view more = {}, const ParserLimits& limits = {})
    {
        const std::string lines = std::string{"Content-Type: "}.append(type).append("\r\n").append(more);
        BOOST_TEST_REQUIRE(!parse(message, request(lines, body), limits));
        parts = message.body_parts();
    }
    /// "type=content" of each, joined by '|'; '?' in front of what may be ignored.
    [[nodiscard]] std::string told() const
    {
        std::string out;
        for (const ReceivedPart& part : parts)
            out.append(out.empty() ? "" : "|")
                .append(part.required ? "" : "?")
                .append(part.type)
                .append("=")
                .append(part.content);
        return out;
    }
};

std::string mixed(std::string_view body) { return Received{"multipart/mixed;boundary=b", body}.told(); }

} // namespace

BOOST_AUTO_TEST_SUITE(received_parts) // RFC 2046 §5.1, RFC 5621

BOOST_AUTO_TEST_CASE(every_part_of_every_shape_is_there_once)
{
    struct Row {
        std::string_view body, parts;
    };
    const Row rows[] = {
        {"--b\r\nContent-Type: a/b\r\n\r\n1\r\n--b\r\nContent-Type: c/d;x=y\r\n\r\n2\r\n--b--\r\n", "a/b=1|c/d;x=y=2"},
        {"preamble\r\n--b\r\n\r\nplain\r\n--b--\r\nepilogue", "text/plain=plain"},
        {"--b \t\r\nX: y\r\n\r\nno type\r\n--b--", "text/plain=no type"},
        {"--b\r\nContent-Type: a/b\r\n\r\n\r\n--b--", "a/b="},
        {"--b\r\nContent-Type: a/b\r\n\r\nno end", "a/b=no end"},
        {"--b\r\nContent-Type: a/b\r\n\r\n1\r\n--bb\r\n2\r\n--b--", "a/b=1\r\n--bb\r\n2"},
        {"--b\r\nContent-Type: a/b\r\n\r\n1--b\r\n--b--", "a/b=1--b"},
        {"--b\r\n--b\r\nContent-Type: a/b\r\n\r\n1\r\n--b--", "application/octet-stream=|a/b=1"},
        {"--b\r\nContent-Type: a/b\r\nno empty line\r\n--b--",
         "application/octet-stream=Content-Type: a/b\r\nno empty line"},
        {"--b\r\nContent-Type: nonsense\r\n\r\n1\r\n--b--", "nonsense=1"},
        {"--b\r\nContent-Type: \r\n\r\n1\r\n--b--", "application/octet-stream=1"},
        {"--b\r\nno header\r\nContent-Type: a/b\r\n\r\n1\r\n--b--", "a/b=1"},
        {"--b\r\nc: "
         "multipart/mixed;boundary=c\r\n\r\n--c\r\n\r\n1\r\n--c\r\n\r\n2\r\n--c--\r\n\r\n--b\r\n\r\n3\r\n--b--",
         "text/plain=1|text/plain=2|text/plain=3"},
        {"--b\r\nc: multipart/mixed;boundary=c\r\n\r\nnothing of it\r\n--b\r\n\r\n3\r\n--b--",
         "multipart/mixed;boundary=c=nothing of it|text/plain=3"},
        {"nothing of it", "multipart/mixed;boundary=b=nothing of it"},
        {"--b--", "multipart/mixed;boundary=b=--b--"},
        {"--b", "multipart/mixed;boundary=b=--b"},
    };
    for (const Row& row : rows)
        BOOST_TEST(mixed(row.body) == row.parts);
    BOOST_TEST(mixed("") == "");
}

BOOST_AUTO_TEST_CASE(a_body_that_is_no_multipart_is_one_part_and_binary_stays_as_it_is)
{
    const std::string binary{"\0\r\n--b\xff\0", 8};
    const Received plain{"application/isup;version=x", binary, "Content-Disposition: signal\r\n"};
    BOOST_TEST(plain.parts.size() == 1U);
    BOOST_TEST(plain.parts[0].content == binary);
    BOOST_TEST(plain.parts[0].disposition == "signal");
    const std::string zeroes("\0\r\n\0", 4);
    BOOST_TEST(mixed("--b\r\nContent-Type: a/b\r\n\r\n" + zeroes + "\r\n--b--") == "a/b=" + zeroes);
}

BOOST_AUTO_TEST_CASE(what_may_be_ignored_says_so_or_stands_in_what_does) // RFC 5621 §8.3
{
    const std::string optional = "Content-Disposition: x;handling=optional\r\n";
    BOOST_TEST(mixed("--b\r\n" + optional +
                     "\r\n1\r\n--b\r\nContent-Disposition: x; handling=\"required\"\r\n\r\n2\r\n"
                     "--b--") == "?text/plain=1|text/plain=2");
    const std::string inner = "--b\r\n" + optional +
                              "c: multipart/mixed;boundary=c\r\n\r\n--c\r\nContent-Disposition: x;handling=required\r\n"
                              "\r\n1\r\n--c--\r\n--b--";
    BOOST_TEST(mixed(inner) == "?text/plain=1");
    BOOST_TEST(Received("a/b", "1", optional).told() == "?a/b=1");
}

BOOST_AUTO_TEST_CASE(alternatives_know_each_other)
{
    const Received one{"multipart/mixed;boundary=b",
                       "--b\r\nc: multipart/alternative;boundary=c\r\n\r\n--c\r\n\r\n1\r\n--c\r\n\r\n2\r\n--c--\r\n"
                       "--b\r\nc: multipart/alternative;boundary=c\r\n\r\n--c\r\n\r\n3\r\n--c--\r\n"
                       "--b\r\n\r\n4\r\n--b--"};
    BOOST_TEST_REQUIRE(one.parts.size() == 4U);
    BOOST_TEST(one.parts[0].alternatives == one.parts[1].alternatives);
    BOOST_TEST(one.parts[0].alternatives != 0U);
    BOOST_TEST(one.parts[2].alternatives != one.parts[1].alternatives);
    BOOST_TEST(one.parts[3].alternatives == 0U);
}

BOOST_AUTO_TEST_CASE(headers_of_a_part_are_lines_without_folds)
{
    const Received one{"multipart/mixed;boundary=b",
                       "--b\r\nContent-Type: a/b;\r\n x=y\r\nContent-ID:<1>\r\nnonsense\r\nX : z \r\n\r\n1\r\n--b--"};
    const std::vector<std::string> expected{"Content-Type: a/b;   x=y", "Content-ID: <1>", "X: z"};
    BOOST_TEST(part_headers(one.parts.at(0)) == expected, boost::test_tools::per_element());
    BOOST_TEST(one.parts[0].media_type.is("a", "b"));
}

BOOST_AUTO_TEST_CASE(too_many_parts_are_one)
{
    ParserLimits limits;
    limits.body_parts = 2;
    const std::string two = "--b\r\n\r\n1\r\n--b\r\n\r\n2\r\n";
    const std::string three = two + "--b\r\n\r\n3\r\n--b--";
    BOOST_TEST(Received("multipart/mixed;boundary=b", two + "--b--", {}, limits).parts.size() == 2U);
    BOOST_TEST(Received("multipart/mixed;boundary=b", three, {}, limits).told() ==
               "multipart/mixed;boundary=b=" + three);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(written_parts)

BOOST_AUTO_TEST_CASE(one_part_without_headers_is_the_body)
{
    RawBody body;
    add_parts(body, {{"a/b", {}, "x"}});
    BOOST_TEST(body.content_type == "a/b");
    BOOST_TEST(body.text == "x");
    add_parts(body, {});
    BOOST_TEST(body.text == "x");
}

BOOST_AUTO_TEST_CASE(several_come_back_as_they_were)
{
    // Every boundary that would be taken occurs in some part.
    const std::string binary{"\0\r\n--trunkcall-part-0\r\n\xff\0", 26};
    const BodyParts parts{{"a/b;x=\"trunkcall-part-1\"", {"Content-ID: <1>", "--trunkcall-part-2: x"}, binary},
                          {"text/plain", {}, ""},
                          {"c/d", {"Content-Disposition: x;handling=optional"}, "--trunkcall-part-3--"}};
    BOOST_TEST(check_parts(parts) == "");
    RawBody body{"application/sdp", "v=0\r\n"};
    add_parts(body, parts);
    BOOST_TEST(body.content_type == "multipart/mixed;boundary=trunkcall-part-4");
    const Received back{body.content_type, body.text};
    BOOST_TEST_REQUIRE(back.parts.size() == 4U);
    BOOST_TEST(back.message.body_part("application", "sdp") == "v=0\r\n");
    BOOST_TEST(back.parts[1].content == binary);
    BOOST_TEST(part_headers(back.parts[1]).at(1) == "Content-ID: <1>");
    BOOST_TEST(part_headers(back.parts[1]).at(2) == "--trunkcall-part-2: x");
    BOOST_TEST(back.parts[2].content == "");
    BOOST_TEST(!back.parts[3].required);
    BOOST_TEST(back.parts[3].content == "--trunkcall-part-3--");
}

BOOST_AUTO_TEST_CASE(what_would_break_the_body_is_refused_by_name)
{
    const auto wrong = [](const BodyPart& part) { return check_parts({{"a/b", {}, {}}, part}); };
    for (const char* type : {"", "a", "a/b\r\nX: y", "/", "a/"})
        BOOST_TEST(wrong({type, {}, "x"}).find("content type") != std::string::npos, type);
    for (const char* line :
         {"", "x", ": x", "X: y\r\nZ: w", "a b: c", "Content-Type: a/b", "c: a/b", "Content-Length: 1", "l: 1"})
        BOOST_TEST(wrong({"a/b", {line}, "x"}).find("header of a body part") != std::string::npos, line);
    BOOST_TEST(wrong({"a/b", {std::string{"X: \0", 4}}, "x"}) != "");
}

BOOST_AUTO_TEST_SUITE_END()

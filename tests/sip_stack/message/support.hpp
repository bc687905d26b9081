#pragma once

#include "sip/message/message.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

/// What the tests of the message room share.
namespace sip::test {

/// A file below tests/vectors, octet by octet.
inline std::string vector_file(const std::string& path)
{
    std::ifstream file(std::string{TRUNKCALL_VECTORS "/"} + path, std::ios::binary);
    if (!file)
        throw std::runtime_error("no vector " + path);
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline ParseError parse(Message& message, std::string_view text, const ParserLimits& limits = {})
{
    return message.parse(Bytes{text}, limits);
}

/// A message that must parse.
inline Message parsed(std::string_view text)
{
    Message message;
    const ParseError error = parse(message, text);
    BOOST_TEST_REQUIRE(!error, to_string(error));
    return message;
}

/// The fields that every request needs, then `more`, each line with its CRLF.
inline std::string request(std::string_view more = {}, std::string_view body = {})
{
    std::string text = "INVITE sip:bob@example.com SIP/2.0\r\n"
                       "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKabc\r\n"
                       "From: <sip:alice@example.com>;tag=1\r\n"
                       "To: <sip:bob@example.com>\r\n"
                       "Call-ID: 1@192.0.2.1\r\n"
                       "CSeq: 1 INVITE\r\n";
    return text.append(more).append("\r\n").append(body);
}

inline std::vector<std::string> elements(const Message& message, HeaderId id)
{
    std::vector<std::string> found;
    message.for_each(id, [&](std::string_view element) { found.emplace_back(element); });
    return found;
}

} // namespace sip::test

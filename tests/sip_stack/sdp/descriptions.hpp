#pragma once

#include "sip/sdp.hpp"

#include <string>
#include <string_view>

namespace sip::sdp::test {

inline const Codec pcmu{0, "PCMU", 8000, 1, {}};
inline const Codec pcma{8, "PCMA", 8000, 1, {}};
inline const Codec g722{9, "G722", 8000, 1, {}};
inline const Codec events_101{101, "telephone-event", 8000, 1, "0-15"};

/// Our side in most tests.
inline LocalMedia local_media()
{
    return {*IpAddress::parse("192.0.2.1"), 40000, {pcmu, pcma, events_101}, Direction::sendrecv, 20};
}

/// The head of a description by the peer at 198.51.100.7; m= lines follow.
inline std::string with_head(std::string_view media)
{
    return "v=0\r\no=peer 17 4 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n" + std::string{media};
}

/// The lines of `text` from the first m= on.
inline std::string media_part(std::string_view text)
{
    const std::size_t begin = text.find("m=");
    return begin == std::string_view::npos ? std::string{} : std::string{text.substr(begin)};
}

/// The m= lines of `text` alone, separated by '|'.
inline std::string media_lines(std::string_view text)
{
    std::string out;
    for (std::size_t begin = text.find("m="); begin != std::string_view::npos; begin = text.find("\r\nm=", begin)) {
        begin += text[begin] == '\r' ? 2 : 0;
        out += (out.empty() ? "" : "|") + std::string{text.substr(begin + 2, text.find("\r\n", begin) - begin - 2)};
    }
    return out;
}

/// The o= version of `text`.
inline std::uint64_t version_of(std::string_view text)
{
    Session session;
    return parse(text, session) ? 0 : session.version;
}

} // namespace sip::sdp::test

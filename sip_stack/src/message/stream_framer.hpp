#pragma once

#include "sip/message/message.hpp"
#include "sip/bytes.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3) and finds keep-alives between them (RFC 5626 §4.4.1).
///
/// Feed chunks as they arrive; take what is complete. Memory is bounded by the message limit; no byte is looked at more
/// than a constant number of times.
class StreamFramer {
public:
    explicit StreamFramer(const ParserLimits& limits) : limits_{limits} {}

    struct Frame {
        enum class Kind { message, ping, pong } kind; ///< ping: CRLF CRLF; pong: a single CRLF
        Bytes bytes;                                   ///< message only, uniquely held
    };
    /// Appends a chunk and moves all complete frames to the end of `frames`. An error means that the stream cannot be
    /// framed any more: missing, contradictory or negative Content-Length, a message above the limit, or a header
    /// section without end. What could be read of the head is then in rejected(), to be answered before the flow is closed.
    [[nodiscard]] ParseError push(std::string_view chunk, std::vector<Frame>& frames);

    [[nodiscard]] bool mid_message() const { return !partial_.empty(); } ///< a message has begun and is not complete
    [[nodiscard]] std::string_view rejected() const { return rejected_; }

private:
    ParserLimits limits_;
    std::string partial_;
    std::size_t scanned_ = 0;
    std::string rejected_;
};

} // namespace sip

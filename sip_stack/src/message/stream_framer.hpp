#pragma once

#include "sip/bytes.hpp"
#include "sip/message/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3) and finds keep-alives between them (RFC 5626
/// §4.4.1).
///
/// Feed chunks as they arrive; take what is complete. Memory is bounded by the message limit; no byte is looked at more
/// than a constant number of times.
class StreamFramer {
public:
    explicit StreamFramer(const ParserLimits& limits) : limits_{limits} {}

    struct Frame {
        /// ping: CRLF CRLF; pong: a single CRLF. A ping whose second CRLF comes in a later chunk is told as a pong and
        /// then a ping, since a lone CRLF may not wait for what follows. However many keep-alives a chunk holds in a
        /// row, they are one frame, so that nobody can make us answer more than we are sent.
        enum class Kind { message, ping, pong } kind;
        Bytes bytes; ///< message only, uniquely held
    };
    /// Appends a chunk and moves all complete frames to the end of `frames`. An error means that the stream cannot be
    /// framed any more: missing, contradictory or negative Content-Length, a message above the limit, or a header
    /// section without end. What could be read of the head is then in rejected(), to be answered before the flow is
    /// closed. Every later call returns the same error.
    [[nodiscard]] ParseError push(std::string_view chunk, std::vector<Frame>& frames);

    [[nodiscard]] bool mid_message() const { return !partial_.empty(); } ///< a message has begun and is not complete
    [[nodiscard]] std::string_view rejected() const { return rejected_; }

private:
    [[nodiscard]] std::size_t take_keep_alives(std::string_view data, std::vector<Frame>& frames);
    [[nodiscard]] bool find_size(std::string_view data);
    void reject(std::string_view data, const ParseError& error);
    void keep(std::string_view rest);

    ParserLimits limits_;
    std::string partial_;          ///< the begin of a message that is not complete
    std::size_t scanned_ = 0;      ///< octets of it that hold no end of the head
    std::size_t message_size_ = 0; ///< of head and body; 0: not known yet
    bool half_ping_ = false;       ///< the last thing between messages was one CRLF
    ParseError error_;
    std::string rejected_;
};

} // namespace sip

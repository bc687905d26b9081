#pragma once

#include "sip/message/headers.hpp"
#include "sip/bytes.hpp"

#include <initializer_list>
#include <string_view>

namespace sip {

/// Writes one message once into one buffer.
///
///     MessageBuilder out;
///     out.request("BYE", "sip:bob@192.0.2.4");
///     out.header(HeaderId::max_forwards, "70");
///     Bytes bytes = std::move(out).finish();      // adds Content-Length: 0 and the empty line
///
/// The builder keeps the bytes given to it out of trouble: CR, LF and NUL inside a value become spaces, so that no
/// program and no copied header can forge another header or a body.
class MessageBuilder {
public:
    explicit MessageBuilder(std::size_t expected_size = 1024);

    void request(std::string_view method, std::string_view uri); ///< "INVITE sip:bob@x SIP/2.0"
    void status(int code, std::string_view reason);              ///< empty reason: the standard phrase
    void header(HeaderId id, std::string_view value);
    void header(HeaderId id, std::initializer_list<std::string_view> value_pieces);
    void header(HeaderId id, std::uint32_t value);
    void header(std::string_view name, std::string_view value);
    /// A complete "Name: value" line as a program gave it; false (and nothing written) when it is none.
    [[nodiscard]] bool line(std::string_view name_and_value);

    [[nodiscard]] Bytes finish() &&;
    [[nodiscard]] Bytes finish(std::string_view content_type, std::string_view body) &&;

private:
    void append(std::string_view raw);
    void append_value(std::string_view value);

    Bytes::Writable buffer_;
    std::size_t size_ = 0;
};

[[nodiscard]] std::string_view reason_phrase(int status) noexcept; ///< RFC 3261 §21 and its extensions

} // namespace sip

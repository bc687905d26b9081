#pragma once

#include "sip/address.hpp"
#include "sip/bytes.hpp"
#include "sip/message/message.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace sip {

/// Writes one message.
///
/// It grows in the builder's own room on the stack, and on the heap only when it is long; finish() makes bytes that are
/// exactly as large as it, because many of them are kept for as long as a transaction lingers.
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
    MessageBuilder() = default;
    MessageBuilder(const MessageBuilder&) = delete;
    MessageBuilder& operator=(const MessageBuilder&) = delete;

    void request(std::string_view method, std::string_view uri); ///< "INVITE sip:bob@x SIP/2.0"
    void status(int code, std::string_view reason);              ///< empty reason: the standard phrase
    void header(HeaderId id, std::string_view value);
    void header(HeaderId id, std::initializer_list<std::string_view> value_pieces);
    void header(HeaderId id, std::uint32_t value);
    /// Nothing is written when `name` is no token or is Content-Length, which is the builder's own.
    void header(std::string_view name, std::string_view value);
    /// A complete "Name: value" line as a program gave it; false (and nothing written) when it is none.
    [[nodiscard]] bool line(std::string_view name_and_value);

    // Copying from a received message: raw, since the parser has let no CR or LF into a value.
    void copy(const HeaderField& field);
    void copy_all(const Message& message, HeaderId id); ///< each field of that header, in order
    /// Begins a response: status line, all Via, From, To, Call-ID and CSeq, as far as the request has them (RFC 3261
    /// §8.2.6.2). The top Via gets `received` and `rport` of `source` (§18.2.1, RFC 3581 §4), unless that is unset;
    /// To gets `to_tag`, unless it has a tag or `to_tag` is empty.
    void response(const Message& request, int code, std::string_view reason, std::string_view to_tag,
                  const Address& source);

    [[nodiscard]] Bytes finish() &&;
    [[nodiscard]] Bytes finish(std::string_view content_type, std::string_view body) &&;

private:
    [[nodiscard]] char* room(std::size_t octets);
    void append(std::string_view raw);
    void append_number(std::uint32_t number);
    void append_clean(std::string_view value);
    void begin_header(std::string_view name);
    void copy_vias(const Message& request, const Address& source);
    void append_top_via(const Via& via, const Address& source);

    [[nodiscard]] Bytes written() const { return Bytes{std::string_view{begin_, size_}}; }

    static constexpr std::size_t own_room = 2048;
    char own_[own_room]; // written before it is read
    std::unique_ptr<char[]> larger_;
    char* begin_ = own_;
    std::size_t capacity_ = own_room;
    std::size_t size_ = 0;
};

[[nodiscard]] std::string_view reason_phrase(int status) noexcept; ///< RFC 3261 §21 and its extensions

} // namespace sip

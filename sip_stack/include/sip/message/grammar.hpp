#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Lexical pieces of RFC 3261 §25 shared by every parser of the message room.
namespace sip {

/// A refusal by a parser: where and why, for the reason phrase of a 400 and for the log.
struct ParseError {
    const char* field = nullptr;  ///< "Via", "Request-URI", ...; static text
    const char* reason = nullptr; ///< "port is not a number"; static text
    int status = 400;             ///< what a request with this fault is answered (400, 416, 505, 513)

    explicit operator bool() const { return reason != nullptr; }
};
/// "Via: port is not a number", as it goes into a reason phrase and into the log; empty without error.
[[nodiscard]] std::string to_string(const ParseError& error);

[[nodiscard]] bool iequals(std::string_view a, std::string_view b) noexcept; ///< ASCII, case-insensitive
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;         ///< SP and HTAB off both ends
[[nodiscard]] bool is_token(std::string_view text) noexcept;                  ///< RFC 3261 §25.1 token, not empty
/// Decimal without sign, whole text; false when it is none or above `max`.
[[nodiscard]] bool parse_uint(std::string_view text, std::uint32_t max, std::uint32_t& out) noexcept;

/// One `;name=value` run, as in header and URI parameters. Raw text, not unescaped.
class Params {
public:
    Params() = default;
    explicit Params(std::string_view text) : text_{text} {}

    struct Param {
        std::string_view name;
        std::string_view value; ///< quotes kept off; empty when there is none
        bool has_value = false;
    };
    /// First parameter of that name (case-insensitive).
    [[nodiscard]] bool find(std::string_view name, Param& out) const noexcept;
    [[nodiscard]] std::string_view value(std::string_view name) const noexcept; ///< empty when absent
    [[nodiscard]] bool has(std::string_view name) const noexcept;
    /// Takes the first parameter off `rest`; false at the end. Start with rest = text().
    static bool next(std::string_view& rest, Param& out) noexcept;
    [[nodiscard]] std::string_view text() const { return text_; } ///< with the leading ';', or empty

private:
    std::string_view text_;
};

} // namespace sip

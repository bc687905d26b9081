#pragma once

#include "sip/message/headers.hpp"

#include <cstddef>
#include <string_view>

namespace sip {

/// A header field as it stands on the wire: the value trimmed, folds still in it.
struct RawField {
    HeaderId id = HeaderId::other;
    std::string_view name;
    std::string_view value;
    bool folded = false;
};

/// Cuts the head of a message into lines and fields; the only place that knows how (RFC 3261 §7.3.1).
///
/// The stream framer and the message parser both read by it, so that no two of our readers can disagree about where a
/// field begins, what it is called and where the head ends. Lines end in CRLF. A bare CR, a bare LF or another control
/// octet that is not escaped makes its line malformed; reading can go on after it.
class FieldReader {
public:
    /// Empty lines before the start line are passed over (RFC 3261 §7.5).
    explicit FieldReader(std::string_view text);

    enum class Step {
        field,
        malformed, ///< the line is none; see reason()
        end,       ///< the empty line; rest() is the body
        cut_short, ///< the text ended before the empty line
    };
    /// The line before all fields; false when it is malformed or has no end.
    [[nodiscard]] bool start_line(std::string_view& line);
    [[nodiscard]] Step next(RawField& field);

    [[nodiscard]] const char* reason() const { return reason_; } ///< static text; of the last malformed line
    [[nodiscard]] std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

private:
    struct Line {
        const char* end = nullptr; ///< at its CRLF; null: the text ended first
        bool clean = true;
        bool folded = false;
    };
    [[nodiscard]] Line take_line(const char* from, bool with_folds);

    const char* at_;
    const char* end_;
    const char* reason_ = nullptr;
};

} // namespace sip

#pragma once

#include "message/chars.hpp"
#include "message/octets.hpp"

#include <string_view>
#include <utility>

namespace sip {

/// Reads a text from left to right; never past its end.
///
/// Two pointers, cheap to copy: a function that is handed one by reference reads on a copy of its own, which the
/// compiler keeps in registers, and puts it back when it is done.
class Cursor {
public:
    explicit Cursor(std::string_view text) : at_{text.data()}, end_{text.data() + text.size()} {}

    [[nodiscard]] bool done() const { return at_ == end_; }
    [[nodiscard]] bool sees(char c) const { return at_ != end_ && *at_ == c; }
    [[nodiscard]] bool sees(chars::Class wanted) const { return at_ != end_ && chars::is(*at_, wanted); }
    [[nodiscard]] const char* position() const { return at_; }
    [[nodiscard]] std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
    [[nodiscard]] std::string_view since(const char* begin) const
    {
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }

    bool eat(char c)
    {
        if (!sees(c))
            return false;
        ++at_;
        return true;
    }
    void skip(std::size_t count) { at_ += count; } ///< at most rest().size()
    void skip_spaces()
    {
        while (sees(chars::space))
            ++at_;
    }
    /// Goes behind the first such character; false, and nothing is skipped, when there is none.
    bool skip_past(char c)
    {
        const std::size_t at = rest().find(c);
        if (at == std::string_view::npos)
            return false;
        skip(at + 1);
        return true;
    }
    /// Takes what stands before the first such character or control octet.
    template <char mark>
    std::string_view take_until()
    {
        return since(std::exchange(at_, find_control_octet<mark>(at_, end_)));
    }
    /// Goes to the first character of that class; false, and all is skipped, when there is none.
    bool skip_until(chars::Class wanted)
    {
        const char* c = at_;
        while (c != end_ && !chars::is(*c, wanted))
            ++c;
        at_ = c;
        return at_ != end_;
    }
    std::string_view take_while(chars::Class wanted)
    {
        return since(std::exchange(at_, chars::end_of(wanted, at_, end_)));
    }
    /// A quoted string; `inside` is what stands between the quotes, still escaped. False when it has no end.
    bool take_quoted(std::string_view& inside)
    {
        const char* const begin = at_ + 1;
        for (const char* c = begin; c < end_; ++c) {
            if (*c == '\\')
                ++c;
            else if (*c == '"') {
                inside = {begin, static_cast<std::size_t>(c - begin)};
                at_ = c + 1;
                return true;
            }
        }
        return false;
    }

private:
    const char* at_;
    const char* end_;
};

} // namespace sip

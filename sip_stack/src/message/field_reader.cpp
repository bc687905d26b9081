#include "message/field_reader.hpp"

#include "message/chars.hpp"
#include "message/octets.hpp"
#include "sip/message/grammar.hpp"

namespace sip {
namespace {

/// Blanks may stand between the name and its colon (RFC 3261 §25.1, HCOLON), but not before the name.
bool take_name(std::string_view text, RawField& field)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    field.name = text;
    field.id = header_of(text);
    return field.id != HeaderId::other || is_token(text);
}

/// Folds at either end go too.
std::string_view without_spaces(std::string_view text)
{
    while (!text.empty() && chars::is(text.front(), chars::space))
        text.remove_prefix(1);
    while (!text.empty() && chars::is(text.back(), chars::space))
        text.remove_suffix(1);
    return text;
}

} // namespace

FieldReader::FieldReader(std::string_view text) : at_{text.data()}, end_{text.data() + text.size()}
{
    while (end_ - at_ >= 2 && at_[0] == '\r' && at_[1] == '\n')
        at_ += 2;
}

FieldReader::Line FieldReader::take_line(bool with_folds)
{
    Line line;
    const char* const begin = at_;
    const char* c = begin;
    while ((c = find_control_octet(c, end_)) != end_) {
        const bool line_end = *c == '\r' && c + 1 != end_ && c[1] == '\n';
        if (!line_end) {
            const bool escaped = c != begin && c[-1] == '\\' && *c != '\n' && *c != '\r'; // §25.1, quoted-pair
            if (*c != '\t' && !escaped)
                line.clean = false;
            ++c;
            continue;
        }
        const char* const next = c + 2;
        const bool fold = with_folds && next != end_ && (*next == ' ' || *next == '\t');
        if (!fold || c == begin) {
            line.end = c;
            at_ = next;
            return line;
        }
        line.folded = true;
        c = next;
    }
    at_ = end_;
    return line;
}

bool FieldReader::start_line(std::string_view& text)
{
    const char* const begin = at_;
    const Line line = take_line(false);
    if (line.end)
        text = {begin, static_cast<std::size_t>(line.end - begin)};
    return line.end && line.clean;
}

FieldReader::Step FieldReader::next(RawField& field)
{
    const char* const begin = at_;
    const Line line = take_line(true);
    if (!line.end)
        return Step::cut_short;
    if (line.end == begin)
        return Step::end;

    const std::string_view text{begin, static_cast<std::size_t>(line.end - begin)};
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || !take_name(text.substr(0, colon), field)) {
        reason_ = "line is no header field";
        return Step::malformed;
    }
    if (!line.clean) {
        reason_ = "control octet in a header field";
        return Step::malformed;
    }
    field.value = without_spaces(text.substr(colon + 1));
    field.folded = line.folded;
    return Step::field;
}

} // namespace sip

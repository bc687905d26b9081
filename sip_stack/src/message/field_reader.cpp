#include "message/field_reader.hpp"

#include "message/cursor.hpp"

namespace sip {
namespace {

constexpr std::string_view line_end = "\r\n";

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view without_trailing_blanks(std::string_view text)
{
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Blanks may stand between the name and its colon (RFC 3261 §25.1, HCOLON), but not before the name.
bool take_name(Cursor& cursor, RawField& field)
{
    field.name = without_trailing_blanks(cursor.take_until<':'>());
    while (!cursor.done() && is_blank(*cursor.position()))
        cursor.skip(1);
    if (!cursor.eat(':'))
        return false;
    field.id = header_of(field.name);
    return field.id != HeaderId::other || is_token(field.name);
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

/// The line that began at or before `from`; none of what is passed over is a control octet.
inline FieldReader::Line FieldReader::take_line(const char* from, bool with_folds)
{
    Line line;
    const char* const begin = at_;
    const char* c = from;
    while ((c = find_control_octet(c, end_)) != end_) {
        const bool ends = *c == '\r' && c + 1 != end_ && c[1] == '\n';
        if (!ends) {
            const bool escaped = c != begin && c[-1] == '\\' && *c != '\n' && *c != '\r'; // §25.1, quoted-pair
            if (*c != '\t' && !escaped)
                line.clean = false;
            ++c;
            continue;
        }
        const char* const next = c + 2;
        const bool fold = with_folds && next != end_ && is_blank(*next);
        if (!fold) {
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
    const Line line = take_line(begin, false);
    if (line.end)
        text = {begin, static_cast<std::size_t>(line.end - begin)};
    return line.end && line.clean;
}

FieldReader::Step FieldReader::next(RawField& field)
{
    if (rest().starts_with(line_end)) {
        at_ += line_end.size();
        return Step::end;
    }
    Cursor cursor{rest()};
    const bool named = take_name(cursor, field);
    const char* const value = cursor.position();
    const Line line = take_line(value, true);
    if (!line.end)
        return Step::cut_short;
    if (!named) {
        reason_ = "line is no header field";
        return Step::malformed;
    }
    if (!line.clean) {
        reason_ = "control octet in a header field";
        return Step::malformed;
    }
    field.value = without_spaces({value, static_cast<std::size_t>(line.end - value)});
    field.folded = line.folded;
    return Step::field;
}

} // namespace sip

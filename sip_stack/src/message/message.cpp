#include "sip/message/message.hpp"

#include "message/message_parser.hpp"

#include <memory>
#include <utility>

namespace sip {
namespace {

constexpr std::size_t usual_fields = 32;

/// Unfolding writes into the bytes, which only a sole holder may do.
bool must_be_copied(const Bytes& bytes)
{
    const std::string_view text = bytes.view();
    return !bytes.unique() &&
           (text.find("\r\n ") != std::string_view::npos || text.find("\r\n\t") != std::string_view::npos);
}

} // namespace

ParseError Message::parse(Bytes bytes, const ParserLimits& limits)
{
    bytes_ = must_be_copied(bytes) ? Bytes{bytes.view()} : std::move(bytes);
    fields_.clear();
    fields_.reserve(usual_fields);
    multipart_depth_ = limits.multipart_depth;
    most_parts_ = limits.body_parts;
    std::construct_at(&eager_); // in place: to assign a fresh one would write its octets twice
    return MessageParser{*this, limits}.run();
}

std::string_view Message::value(HeaderId id) const noexcept
{
    if (!has(id))
        return {};
    return fields_[eager_.first_field[static_cast<std::size_t>(id)] - 1U].value;
}

std::string_view Message::value(std::string_view name) const noexcept
{
    if (const HeaderId id = header_of(name); id != HeaderId::other)
        return value(id);
    for (const HeaderField& field : fields_)
        if (iequals(field.name, name))
            return field.value;
    return {};
}

bool Message::lists(HeaderId id, std::string_view token) const noexcept
{
    bool listed = false;
    for_each(id, [&](std::string_view element) { listed = listed || iequals(element, token); });
    return listed;
}

} // namespace sip

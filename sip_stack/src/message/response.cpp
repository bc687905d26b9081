#include "message/builder.hpp"
#include "message/params.hpp"

namespace sip {
namespace {

bool well_formed(std::string_view params)
{
    Cursor cursor{params};
    Params::Param param;
    ParamStep step = ParamStep::param;
    while (step == ParamStep::param)
        step = next_param(cursor, param);
    return step == ParamStep::end;
}

} // namespace

void MessageBuilder::copy(const HeaderField& field)
{
    begin_header(field.name);
    append(field.value);
    append("\r\n");
}

void MessageBuilder::copy_all(const Message& message, HeaderId id)
{
    if (!message.has(id))
        return;
    for (const HeaderField& field : message.fields())
        if (field.id == id)
            copy(field);
}

void MessageBuilder::response(const Message& request, int code, std::string_view reason, std::string_view to_tag,
                              const Address& source)
{
    status(code, reason);
    copy_vias(request, source);
    copy_all(request, HeaderId::from);
    if (request.has(HeaderId::to)) {
        begin_header(name_of(HeaderId::to));
        append(request.value(HeaderId::to));
        if (request.to_tag().empty() && !to_tag.empty()) {
            append(";tag=");
            append_clean(to_tag);
        }
        append("\r\n");
    }
    copy_all(request, HeaderId::call_id);
    copy_all(request, HeaderId::cseq);
}

/// All as they came, but the top element, which tells the next hop where its request came from.
void MessageBuilder::copy_vias(const Message& request, const Address& source)
{
    const Via& top = request.top_via();
    for (const HeaderField& field : request.fields()) {
        if (field.id != HeaderId::via)
            continue;
        const bool holds_top =
            top.text.data() >= field.value.data() && top.text.data() < field.value.data() + field.value.size();
        if (!holds_top || source.ip.empty()) {
            copy(field);
            continue;
        }
        begin_header(field.name);
        append_top_via(top, source);
        append(field.value.substr(static_cast<std::size_t>(top.text.data() + top.text.size() - field.value.data())));
        append("\r\n");
    }
}

/// Malformed parameters go back as they came: with one taken out, a backslash may go that made an octet harmless.
void MessageBuilder::append_top_via(const Via& via, const Address& source)
{
    std::string_view left = via.params.text();
    append(via.text.substr(0, via.text.size() - left.size()));
    if (well_formed(left)) {
        std::string_view rest = left;
        for (Params::Param param; Params::next(rest, param); left = rest)
            if (!iequals(param.name, "received") && !iequals(param.name, "rport"))
                append(left.substr(0, left.size() - rest.size()));
    }
    append(left);
    // RFC 3581 §4: with rport, received is told even when it is the same as the host.
    if (via.has_rport || IpAddress::parse(via.host) != source.ip) {
        append(";received=");
        append(source.ip.to_string());
    }
    if (via.has_rport) {
        append(";rport=");
        append_number(source.port);
    }
}

} // namespace sip

#include "endpoint/header_lines.hpp"
#include "endpoint/request_draft.hpp"
#include "message/builder.hpp"
#include "sip/message/message.hpp"
#include "ua/methods.hpp"

#include <array>
#include <charconv>

namespace sip {
namespace {

class Decimal {
public:
    explicit Decimal(std::uint32_t value)
    {
        end_ = std::to_chars(text_.data(), text_.data() + text_.size(), value).ptr;
    }
    [[nodiscard]] std::string_view view() const
    {
        return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
    }

private:
    std::array<char, 10> text_{};
    char* end_;
};

void write_via(MessageBuilder& out, const Origin& origin, std::string_view branch, bool rport)
{
    const bool ask_rport = rport && origin.kind == TransportKind::udp; // RFC 3581 §3
    out.header(HeaderId::via, {"SIP/2.0/", via_name(origin.kind), " ", origin.host, ":", Decimal{origin.port}.view(),
                               ";branch=", branch, ask_rport ? ";rport" : "", origin.alias ? ";alias" : ""});
}

std::string_view transport_param(TransportKind kind)
{
    switch (kind) {
    case TransportKind::udp: return {};
    case TransportKind::tcp: return ";transport=tcp";
    case TransportKind::tls: return ";transport=tls";
    }
    return {};
}

} // namespace

// RFC 3261 §8.1.1.8: a sips Contact when the request is secure, whatever transport this hop takes.
std::string contact_value(const Origin& origin, std::string_view user, bool secure)
{
    const bool over_tls = origin.kind == TransportKind::tls;
    const bool sips = secure && (over_tls || origin.tls_port); // a promise that we could keep
    const std::uint16_t port = sips && !over_tls ? origin.tls_port : origin.port;
    std::string value = sips ? "<sips:" : "<sip:";
    if (!user.empty()) {
        value += user;
        value += '@';
    }
    value += origin.host;
    value += ':';
    value += Decimal{port}.view();
    if (!sips)
        value += transport_param(origin.kind);
    value += '>';
    return value;
}

Bytes build_request(const RequestDraft& draft, const Origin& origin, std::string_view branch,
                    const EndpointConfig& config, std::string_view allow)
{
    MessageBuilder out;
    out.request(name_of(draft.method), draft.uri);
    write_via(out, origin, branch, config.rport);
    for (const std::string& route : draft.routes)
        out.header(HeaderId::route, route);
    if (!line_value(draft.lines, HeaderId::max_forwards))
        out.header(HeaderId::max_forwards, "70");
    if (draft.anonymous)
        out.header(HeaderId::from, {"<sip:", origin.host, ">", draft.from});
    else
        out.header(HeaderId::from, draft.from);
    out.header(HeaderId::to, draft.to);
    out.header(HeaderId::call_id, draft.call_id);
    out.header(HeaderId::cseq, {Decimal{draft.cseq}.view(), " ", name_of(draft.method)});
    write_lines(out, draft.credentials);
    if (!draft.contact.empty())
        out.header(HeaderId::contact, draft.contact);
    else if (draft.has_contact)
        out.header(HeaderId::contact, contact_value(origin, draft.contact_user, draft.sips != Sips::no));
    if (draft.method == Method::invite) { // RFC 3261 §13.2.1
        if (!line_value(draft.lines, HeaderId::allow))
            out.header(HeaderId::allow, allow);
        if (!line_value(draft.lines, HeaderId::supported))
            out.header(HeaderId::supported, supported_extensions(config));
    }
    if (!config.user_agent.empty() && !line_value(draft.lines, HeaderId::user_agent))
        out.header(HeaderId::user_agent, config.user_agent);
    write_lines(out, draft.lines);
    if (draft.body.empty())
        return std::move(out).finish();
    return std::move(out).finish(draft.content_type, draft.body);
}

Bytes build_cancel(const Bytes& invite_bytes, const HeaderLines& lines)
{
    Message invite;
    (void)invite.parse(invite_bytes); // our own words
    MessageBuilder out;
    out.request("CANCEL", invite.request_uri().text);
    out.header(HeaderId::via, invite.value(HeaderId::via));
    for (const HeaderField& field : invite.fields())
        if (field.id == HeaderId::route)
            out.header(HeaderId::route, field.value);
    out.header(HeaderId::max_forwards, "70");
    out.header(HeaderId::from, invite.value(HeaderId::from));
    out.header(HeaderId::to, invite.value(HeaderId::to));
    out.header(HeaderId::call_id, invite.call_id());
    out.header(HeaderId::cseq, {Decimal{invite.cseq().number}.view(), " CANCEL"});
    write_lines(out, lines);
    return std::move(out).finish();
}

} // namespace sip

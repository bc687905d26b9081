#include "ua/request_address.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/party.hpp"

/// RFC 3261 §8.1.1, §8.1.2
namespace sip {
namespace {

CommandError bad(std::string text) { return {CommandError::Code::bad_argument, std::move(text)}; }

/// From: the program's header line, else `from`, else our own address without a name.
CommandError write_from(const RequestAddress& address, const std::string& tag, RequestDraft& draft, Party& from)
{
    std::string_view text = address.from;
    const auto line = take_line(draft.lines, HeaderId::from);
    if (line)
        text = *line;
    if (trim(text).empty()) {
        draft.anonymous = true;
        draft.from = ";tag=" + tag;
        return {};
    }
    if (CommandError error = parse_party(line ? "header line From" : "from", text, from))
        return error;
    draft.from = from.address + ";tag=" + tag;
    draft.contact_user = from.user;
    return {};
}

CommandError write_to(const RequestAddress& address, RequestDraft& draft)
{
    Party to;
    if (CommandError error = parse_party("to", address.to, to))
        return error;
    draft.uri = to.uri;
    draft.to = to.address;
    if (const auto line = take_line(draft.lines, HeaderId::to)) {
        if (CommandError error = parse_party("header line To", *line, to))
            return error;
        draft.to = to.address;
    }
    if (address.request_uri.empty())
        return {};
    Party target;
    if (CommandError error = parse_party("request_uri", address.request_uri, target))
        return error;
    draft.uri = target.uri;
    return {};
}

bool asks_for_sips(std::string_view uri) { return iequals(uri.substr(0, 5), "sips:"); }

/// RFC 3261 §8.1.1.8. The caller's own sips URI asks to be called back by TLS, and no more.
Sips sips_of(const RequestDraft& draft, const Party& from)
{
    NameAddr route;
    const auto line = line_value(draft.lines, HeaderId::route);
    if (asks_for_sips(draft.uri) || (line && !parse_name_addr(*line, route) && route.uri.is_sips()))
        return Sips::required;
    return asks_for_sips(from.uri) ? Sips::contact : Sips::no;
}

/// Where the request goes: a Route of the program's, the outbound proxy, or its Request-URI.
CommandError find_hop(const RequestDraft& draft, std::string_view peer_name, const EndpointConfig& config, NextHop& hop)
{
    UriView uri;
    NameAddr route;
    if (const auto line = line_value(draft.lines, HeaderId::route)) {
        if (parse_name_addr(*line, route) || !route.uri.is_sip())
            return bad("header line Route \"" + std::string{*line} + "\": is no address of a SIP proxy");
        uri = route.uri;
        hop = next_hop_of(uri, config);
        if (asks_for_sips(draft.uri))
            require_tls(hop);
    } else {
        (void)parse_uri(draft.uri, uri); // it has been read
        if (!uri.is_sip() && !config.outbound_proxy)
            return bad("\"" + draft.uri + "\": only a proxy could route this URI, and none is configured");
        hop = first_hop_of(uri, config);
    }
    if (!peer_name.empty())
        hop.peer_name = peer_name;
    if (hop.query.transport && !is_enabled(*hop.query.transport, config))
        return bad("\"" + draft.uri + "\": needs " + std::string{via_name(*hop.query.transport)} +
                   ", which is not enabled");
    return {};
}

} // namespace

CommandError address_request(const RequestAddress& address, const std::string& tag, Context& context,
                             RequestDraft& draft, NextHop& hop)
{
    if (address.call_id.find_first_of(std::string_view{" \t\r\n\0", 5}) != std::string_view::npos)
        return bad("call_id \"" + std::string{address.call_id} + "\": has a space or a line end inside");
    Party from;
    if (CommandError error = write_from(address, tag, draft, from))
        return error;
    if (CommandError error = write_to(address, draft))
        return error;
    if (CommandError error = find_hop(draft, address.peer_name, context.config, hop))
        return error;
    draft.call_id = address.call_id.empty() ? new_call_id(context.random) : std::string{address.call_id};
    draft.contact = take_line(draft.lines, HeaderId::contact).value_or(std::string{});
    draft.sips = sips_of(draft, from);
    return {};
}

} // namespace sip

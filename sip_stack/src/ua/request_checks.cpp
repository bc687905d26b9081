#include "ua/request_checks.hpp"

#include "ua/methods.hpp"
#include "ua/sdp_body.hpp"

namespace sip {
namespace {

std::optional<Refusal> check_method(const Message& request, const HandedUp& handed_up,
                                    const EndpointConfig& config) // §8.2.1
{
    const bool of_transfer =
        config.transfers && (request.method() == Method::refer || request.method() == Method::notify);
    if (!request.to_tag().empty() && (of_transfer || handed_up.has(request.method())))
        return std::nullopt;
    switch (request.method()) {
    case Method::invite:
    case Method::ack:
    case Method::cancel:
    case Method::bye:
    case Method::options: return std::nullopt;
    case Method::other: return Refusal{501, {}, HeaderId::allow, allowed_methods(handed_up, config)};
    default: return Refusal{405, {}, HeaderId::allow, allowed_methods(handed_up, config)};
    }
}

std::optional<Refusal> check_uri(const Message& request) // §8.2.2.1
{
    if (request.request_uri().is_sip())
        return std::nullopt;
    return Refusal{416, {}, HeaderId::other, {}};
}

std::optional<Refusal> check_require(const Message& request, const EndpointConfig& config) // §8.2.2.3
{
    std::string unsupported;
    request.for_each(HeaderId::require, [&](std::string_view tag) {
        if (config.transfers && iequals(tag, "replaces"))
            return;
        if (!unsupported.empty())
            unsupported += ", ";
        unsupported += tag;
    });
    if (unsupported.empty())
        return std::nullopt;
    return Refusal{420, {}, HeaderId::unsupported, std::move(unsupported)};
}

bool is_optional(const Message& request)
{
    const std::string_view disposition = request.value(HeaderId::content_disposition);
    const std::size_t params = disposition.find(';');
    return params != std::string_view::npos &&
           iequals(Params{disposition.substr(params)}.value("handling"), "optional");
}

std::optional<Refusal> check_content(const Message& request) // §8.2.3
{
    if (request.method() != Method::invite || request.body().empty() || is_optional(request))
        return std::nullopt;
    const std::string_view encoding = request.value(HeaderId::content_encoding);
    if (!encoding.empty() && !iequals(encoding, "identity"))
        return Refusal{415, {}, HeaderId::accept_encoding, "identity"};
    if (sdp_body(request).empty())
        return Refusal{415, {}, HeaderId::accept, std::string{accepted_types}};
    return std::nullopt;
}

std::optional<Refusal> check_accept(const Message& request) // §13.3.1: an INVITE's answer is a session description
{
    if (request.method() == Method::invite && !accepts_sdp(request))
        return Refusal{406, "Not Acceptable: Accept excludes application/sdp", HeaderId::other, {}};
    return std::nullopt;
}

} // namespace

std::optional<Refusal> check_uri_and_extensions(const Message& request, const EndpointConfig& config)
{
    if (auto refusal = check_uri(request))
        return refusal;
    return check_require(request, config);
}

Refusal sips_required() { return {480, {}, HeaderId::warning, "381 trunkcall \"SIPS Required\""}; }

std::optional<Refusal> check_sips(const Message& request, TransportKind came_by, bool tls_enabled)
{
    if (!request.request_uri().is_sips())
        return std::nullopt;
    if (!tls_enabled)
        return Refusal{416, {}, HeaderId::other, {}};
    if (came_by != TransportKind::tls && request.method() == Method::invite)
        return sips_required();
    return std::nullopt;
}

bool accepts_sdp(const Message& request)
{
    if (!request.has(HeaderId::accept))
        return true;
    bool accepted = false;
    request.for_each(HeaderId::accept, [&](std::string_view range) {
        MediaType type;
        if (!parse_media_type(range, type))
            accepted |= type.is("application", "sdp") || type.is("application", "*") || type.is("*", "*");
    });
    return accepted;
}

std::optional<Refusal> check_request(const Message& request, const HandedUp& handed_up, const EndpointConfig& config)
{
    if (auto refusal = check_method(request, handed_up, config))
        return refusal;
    if (auto refusal = check_uri_and_extensions(request, config))
        return refusal;
    for (const auto check : {check_content, check_accept})
        if (auto refusal = check(request))
            return refusal;
    return std::nullopt;
}

} // namespace sip

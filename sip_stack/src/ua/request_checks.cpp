#include "ua/request_checks.hpp"

#include "endpoint/context.hpp"
#include "ua/methods.hpp"

#include <algorithm>

namespace sip {
namespace {

/// A method that is known, and known not to be wanted.
Refusal not_wanted(const Message& request, const Context& context)
{
    const bool notifies = request.method() == Method::notify; // RFC 6665 §4.1.3: of no subscription of ours
    if (notifies && (context.config.transfers || context.handed_up.notify))
        return {481, {}, HeaderId::other, {}};
    if (request.method() == Method::refer && context.config.transfers && request.to_tag().empty())
        return {403, "REFER Outside of a Call", HeaderId::other, {}};
    return {405, {}, HeaderId::allow, context.allow};
}

std::optional<Refusal> check_method(const Message& request, const Context& context) // §8.2.1
{
    const bool of_transfer =
        context.config.transfers && (request.method() == Method::refer || request.method() == Method::notify);
    if (!request.to_tag().empty() && (of_transfer || context.handed_up.has(request.method())))
        return std::nullopt;
    switch (request.method()) {
    case Method::invite:
    case Method::ack:
    case Method::cancel:
    case Method::bye:
    case Method::options: return std::nullopt;
    case Method::other: return Refusal{501, {}, HeaderId::allow, context.allow};
    default: return not_wanted(request, context);
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

bool is_encoded(const ReceivedPart& part) { return !part.encoding.empty() && !iequals(part.encoding, "identity"); }

/// RFC 5621 §8.3: what must be understood and is not; of alternatives one is enough.
std::optional<Refusal> check_content(const Message& request, const EndpointConfig& config) // §8.2.3
{
    const bool plain = request.body().empty() || request.content_type().is("application", "sdp");
    if (request.method() != Method::invite || (plain && !request.has(HeaderId::content_encoding)))
        return std::nullopt;
    const auto parts = request.body_parts();
    const auto understood = [&](const ReceivedPart& part) {
        return !is_encoded(part) && (config.takes_bodies || part.media_type.is("application", "sdp"));
    };
    for (const ReceivedPart& part : parts) {
        const auto stands_in = [&](const ReceivedPart& other) {
            return other.alternatives == part.alternatives && understood(other);
        };
        if (!part.required || understood(part) ||
            (part.alternatives != 0 && std::any_of(parts.begin(), parts.end(), stands_in)))
            continue;
        if (is_encoded(part))
            return Refusal{415, {}, HeaderId::accept_encoding, "identity"};
        return Refusal{415, {}, HeaderId::accept, std::string{accepted_types(config)}};
    }
    return std::nullopt;
}

std::optional<Refusal> check_accept(const Message& request,
                                    const EndpointConfig&) // §13.3.1: an INVITE's answer is a session description
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

std::optional<Refusal> check_request(const Message& request, const Context& context)
{
    const EndpointConfig& config = context.config;
    if (auto refusal = check_method(request, context))
        return refusal;
    if (auto refusal = check_uri_and_extensions(request, config))
        return refusal;
    for (const auto check : {check_content, check_accept})
        if (auto refusal = check(request, config))
            return refusal;
    return std::nullopt;
}

} // namespace sip

#include "ip/field_check.hpp"
#include "ip/tls_settings.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace gc {
namespace {

constexpr unsigned most_identities = 64;
constexpr unsigned most_connections = 1'000'000;
constexpr unsigned most_told_refusals = 6'000;

void take_identity(const SIP_TLS_IDENTITY& identity, const std::string& field, tls::Config& out, FieldCheck& check)
{
    if (!given(identity.cert_filename) || !given(identity.private_key_filename))
        return check.refuse(field, "needs cert_filename and private_key_filename");
    tls::LocalIdentity& local = out.identities.emplace_back();
    local.certificate = material_of(identity.cert_filename);
    local.private_key = material_of(identity.private_key_filename);
    local.private_key_password = identity.private_key_password ? identity.private_key_password : "";
    local.ocsp_response = material_of(identity.ocsp_response_filename);
    local.setting = "options." + field; // which of its files is at fault is appended
    check.adopt(copy_files(identity.chain_cert_number, identity.chain_cert_filename,
                           check.prefix() + field + ".chain_cert_number",
                           check.prefix() + field + ".chain_cert_filename", local.chain));
}

void take_identities(const SIP_TLS_OPTIONS& options, tls::Config& out, FieldCheck& check)
{
    if (given(options.ocsp_response_filename) && out.identities.empty())
        check.refuse("ocsp_response_filename", "there is no certificate that it could be about");
    else if (given(options.ocsp_response_filename))
        out.identities.front().ocsp_response = material_of(options.ocsp_response_filename);
    const unsigned count = check.within("identity_number", options.identity_number, 0, most_identities);
    if (count != 0 && !options.identity)
        return check.refuse("identity", "is NULL although identity_number is " + std::to_string(count));
    for (unsigned i = 0; i < std::min(count, most_identities); ++i)
        take_identity(options.identity[i], "identity[" + std::to_string(i) + "]", out, check);
}

} // namespace

SIP_TLS_OPTIONS options_of(const SIP_TLS_ENGINE& engine)
{
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    const unsigned long size = engine.version >> 16 & 0xFFFF;
    if (size < sizeof engine || !engine.options)
        return options;
    const unsigned int given_size = engine.options->size;
    std::memcpy(&options, engine.options, std::min<std::size_t>(given_size, sizeof options));
    options.size = given_size;
    return options;
}

std::optional<StartError> take_options(const SIP_TLS_OPTIONS& options, const std::string& prefix, tls::Config& out,
                                       TlsUpkeep& upkeep)
{
    constexpr std::size_t first_size = sizeof options; // of the first version; later ones are longer
    constexpr unsigned day = 86'400;
    FieldCheck check{prefix};
    if (options.size < first_size || options.size > sizeof options) {
        check.refuse("size", "is " + std::to_string(options.size) + ", this library knows " +
                                 std::to_string(sizeof options) + "; was INIT_SIP_TLS_OPTIONS called?");
        return std::move(check).error();
    }
    out.wildcards = check.enabled("E_wildcards", options.E_wildcards);
    out.common_name = check.enabled("E_common_name", options.E_common_name);
    out.alpn = check.enabled("E_alpn_required", options.E_alpn_required) ? tls::Alpn::require : tls::Alpn::offer;
    out.stapling =
        check.enabled("E_ocsp_required", options.E_ocsp_required) ? tls::Stapling::require : tls::Stapling::request;
    out.resume_sessions = check.enabled("E_resume_sessions", options.E_resume_sessions);
    out.clock_skew = std::chrono::seconds{check.within("clock_skew_seconds", options.clock_skew_seconds, 0, day)};
    out.handshake_limit = std::chrono::seconds{check.within("handshake_seconds", options.handshake_seconds, 1, 600)};
    out.max_connections = check.within("max_connections", options.max_connections, 1, most_connections);
    out.max_connections_per_peer =
        check.within("max_connections_per_address", options.max_connections_per_address, 1, most_connections);
    out.max_handshakes = check.within("max_handshakes", options.max_handshakes, 1, most_connections);
    upkeep.told_refusals =
        check.within("refused_peers_per_minute", options.refused_peers_per_minute, 0, most_told_refusals);
    upkeep.watch = std::chrono::seconds{check.within("watch_seconds", options.watch_seconds, 0, day)};
    upkeep.warning_days = static_cast<int>(check.within("expiry_warning_days", options.expiry_warning_days, 0, 36'500));
    if (given(options.key_log_filename))
        out.key_log_file = options.key_log_filename;
    take_identities(options, out, check);
    return std::move(check).error();
}

} // namespace gc

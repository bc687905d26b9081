#include "ip/tls_settings.hpp"

#include "ip/tls_callbacks.hpp"

namespace gc {
namespace {

constexpr unsigned most_files = 1024;

StartError bad(const std::string& field, const std::string& reason) { return {IPERR_BAD_PARAM, field + ": " + reason}; }

} // namespace

bool given(const char* text) { return text != nullptr && *text != '\0'; }

tls::Material material_of(const char* text)
{
    if (!text)
        return {};
    const std::string_view words{text};
    return words.starts_with("-----BEGIN ") ? tls::Material::from_memory(std::string{words}) : tls::Material{text};
}

std::optional<StartError> copy_files(unsigned count, char** files, const std::string& count_field,
                                     const std::string& list_field, std::vector<tls::Material>& out)
{
    if (count == 0)
        return std::nullopt;
    if (count > most_files)
        return bad(count_field, "is " + std::to_string(count) + ", expected at most " + std::to_string(most_files));
    if (!files)
        return bad(list_field, "is NULL although " + count_field + " is " + std::to_string(count));
    for (unsigned i = 0; i < count; ++i) {
        if (!given(files[i]))
            return bad(list_field + "[" + std::to_string(i) + "]", "names no file");
        out.push_back(material_of(files[i]));
    }
    return std::nullopt;
}

namespace {

struct Identity {
    const char* kind; ///< "rsa" or "dss", as in the field names
    const char* certificate;
    const char* key;
    const char* password;

    [[nodiscard]] bool any() const { return given(certificate) || given(key); }
    [[nodiscard]] std::string field(const char* suffix) const { return std::string{"local_"} + kind + "_" + suffix; }
};

std::optional<StartError> take_identity(const Identity& identity, const std::string& prefix, tls::Config& out)
{
    if (!given(identity.certificate))
        return bad(prefix + identity.field("cert_filename"),
                   "is missing although " + identity.field("private_key_filename") + " is given");
    if (!given(identity.key))
        return bad(prefix + identity.field("private_key_filename"),
                   "is missing although " + identity.field("cert_filename") + " is given");
    tls::LocalIdentity& local = out.identities.emplace_back();
    local.certificate = material_of(identity.certificate);
    local.private_key = material_of(identity.key);
    local.private_key_password = identity.password ? identity.password : "";
    local.setting = std::string{"local_"} + identity.kind;
    return std::nullopt;
}

/// The manual's default, TLS_V1, means the family as far as it is safe. Below TLS 1.2 (RFC 8996) only for who asks.
std::optional<StartError> take_method(EnumSIP_TLS_METHOD method, const std::string& prefix, tls::Config& out)
{
    switch (method) {
    case ENUM_TLS_METHOD_TLS_V1: return std::nullopt;
    case ENUM_TLS_METHOD_TLS_V1_1: out.minimum = tls::Version::tls1_1; return std::nullopt;
    case ENUM_TLS_METHOD_TLS_V1_2: out.maximum = tls::Version::tls1_2; return std::nullopt;
    case ENUM_TLS_METHOD_TLS_V1_3: out.minimum = tls::Version::tls1_3; return std::nullopt;
    default: break;
    }
    return bad(prefix + "E_sip_tls_method", "has no such method: " + std::to_string(static_cast<int>(method)));
}

} // namespace

std::optional<StartError> translate_tls_engine(const SIP_TLS_ENGINE& engine, const std::string& prefix,
                                               tls::Config& out, TlsUpkeep& upkeep)
{
    const Identity rsa{"rsa", engine.local_rsa_cert_filename, engine.local_rsa_private_key_filename,
                       engine.local_rsa_private_key_password};
    const Identity dss{"dss", engine.local_dss_cert_filename, engine.local_dss_private_key_filename,
                       engine.local_dss_private_key_password};
    for (const Identity& identity : {rsa, dss})
        if (identity.any())
            if (auto error = take_identity(identity, prefix, out))
                return error;
    if (auto error = take_method(engine.E_sip_tls_method, prefix, out))
        return error;

    if (auto error = copy_files(engine.ca_cert_number, engine.ca_cert_filename, prefix + "ca_cert_number",
                                prefix + "ca_cert_filename", out.ca_files))
        return error;
    std::vector<tls::Material> chain;
    if (auto error = copy_files(engine.chain_cert_number, engine.chain_cert_filename, prefix + "chain_cert_number",
                                prefix + "chain_cert_filename", chain))
        return error;
    for (tls::LocalIdentity& identity : out.identities)
        identity.chain = chain;
    if (auto error = copy_files(engine.crl_number, engine.crl_filename, prefix + "crl_number", prefix + "crl_filename",
                                out.crl_files))
        return error;
    out.dh_param_512 = material_of(engine.dh_param_512_filename);
    out.dh_param_1024 = material_of(engine.dh_param_1024_filename);
    if (given(engine.local_cipher_suite))
        out.cipher_list = engine.local_cipher_suite;
    if (given(engine.session_id))
        out.session_id_context = engine.session_id;
    const SIP_TLS_OPTIONS options = options_of(engine);
    if (auto error = take_options(options, prefix + "options.", out, upkeep))
        return error;
    out.verify_callback = make_judge(engine.verify_cert_CB, options.callback_context, TlsPhase::chain);
    out.post_connect_callback = make_judge(engine.post_connect_CB, options.callback_context, TlsPhase::identity);

    out.require_client_certificate = engine.E_client_cert_required == ENUM_Enabled;
    if (out.require_client_certificate && out.ca_files.empty())
        return bad(prefix + "E_client_cert_required", "needs ca_cert_filename, to verify the clients' certificates");
    if (out.require_client_certificate && out.identities.empty())
        return bad(prefix + "E_client_cert_required", "needs a local certificate, to accept clients at all");
    return std::nullopt;
}

} // namespace gc

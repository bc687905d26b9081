#include "ip/board_settings.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gc {
namespace {

constexpr unsigned most_files = 1024;

bool given(const char* text) { return text != nullptr && *text != '\0'; }

StartError bad(const std::string& field, const std::string& reason) { return {IPERR_BAD_PARAM, field + ": " + reason}; }

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
        out.emplace_back(files[i]);
    }
    return std::nullopt;
}

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
    local.certificate = identity.certificate;
    local.private_key = identity.key;
    local.private_key_password = identity.password ? identity.password : "";
    local.setting = std::string{"local_"} + identity.kind;
    return std::nullopt;
}

/// RFC 8996: TLS 1.0 and 1.1 are not offered. The default, TLS_V1, means the whole family from 1.2 on; TLS_V1_2 pins
/// it.
std::optional<StartError> take_method(EnumSIP_TLS_METHOD method, const std::string& prefix, tls::Config& out)
{
    switch (method) {
    case ENUM_TLS_METHOD_TLS_V1:
    case ENUM_TLS_METHOD_TLS_V1_1: return std::nullopt;
    case ENUM_TLS_METHOD_TLS_V1_2: out.maximum = tls::Version::tls1_2; return std::nullopt;
    default: break;
    }
    return bad(prefix + "E_sip_tls_method", "has no such method: " + std::to_string(static_cast<int>(method)));
}

/// Fresh D-H keys come from OpenSSL's own groups; files that are given are only checked for being there.
std::optional<StartError> check_dh_file(const char* file, const std::string& field, std::string& warnings)
{
    if (!given(file))
        return std::nullopt;
    if (::access(file, R_OK) != 0)
        return StartError{IPERR_BAD_PARAM, field + ": " + file + ": " + std::strerror(errno)};
    warnings += field + " is not used: groups are negotiated (RFC 7919, RFC 8446)\n";
    return std::nullopt;
}

} // namespace

std::optional<StartError> translate_tls_engine(const SIP_TLS_ENGINE& engine, const std::string& prefix,
                                               tls::Config& out, std::string& warnings)
{
    const Identity rsa{"rsa", engine.local_rsa_cert_filename, engine.local_rsa_private_key_filename,
                       engine.local_rsa_private_key_password};
    const Identity dss{"dss", engine.local_dss_cert_filename, engine.local_dss_private_key_filename,
                       engine.local_dss_private_key_password};
    if (rsa.any() && dss.any())
        warnings += prefix + "local_dss_cert_filename is not used: the RSA identity is taken\n";
    if (rsa.any() || dss.any())
        if (auto error = take_identity(rsa.any() ? rsa : dss, prefix, out))
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
    if (auto error = check_dh_file(engine.dh_param_512_filename, prefix + "dh_param_512_filename", warnings))
        return error;
    if (auto error = check_dh_file(engine.dh_param_1024_filename, prefix + "dh_param_1024_filename", warnings))
        return error;

    if (given(engine.local_cipher_suite))
        out.cipher_list = engine.local_cipher_suite;
    if (given(engine.session_id))
        out.session_id_context = engine.session_id;
    out.require_client_certificate = engine.E_client_cert_required == ENUM_Enabled;
    if (out.require_client_certificate && out.ca_files.empty())
        return bad(prefix + "E_client_cert_required", "needs ca_cert_filename, to verify the clients' certificates");
    if (out.require_client_certificate && out.identities.empty())
        return bad(prefix + "E_client_cert_required", "needs a local certificate, to accept clients at all");
    return std::nullopt;
}

} // namespace gc

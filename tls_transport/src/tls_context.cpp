#include "tls/tls_context.hpp"

#include "context_parts.hpp"
#include "local_identity.hpp"
#include "material.hpp"
#include "ssl_settings.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tls {

namespace {

using std::chrono::system_clock;

constexpr char key_log_field[] = "key_log_file";

StorePtr load_authorities(const Config& config)
{
    StorePtr store{X509_STORE_new()};
    for (const Source& source : numbered("ca_cert_filename", config.ca_files))
        for (const CertificatePtr& authority : load_certificates(source))
            X509_STORE_add_cert(store.get(), authority.get());
    return store;
}

CrlsPtr load_revocation_lists(const Config& config)
{
    if (config.crl_files.empty())
        return nullptr;
    CrlsPtr lists{sk_X509_CRL_new_null()};
    for (const Source& source : numbered("crl_filename", config.crl_files))
        for (CrlPtr& list : load_crls(source))
            sk_X509_CRL_push(lists.get(), list.release());
    return lists;
}

void forget(std::string& secret)
{
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

Config without_secrets(Config config)
{
    for (LocalIdentity& identity : config.identities) {
        forget(identity.private_key_password);
        forget(identity.private_key.pem);
    }
    return config;
}

void check_roles(const Config& config)
{
    if (!config.require_client_certificate)
        return;
    if (config.identities.empty())
        refuse_setting("local_rsa_cert_filename", "no certificate is given");
    if (config.ca_files.empty())
        refuse_setting("ca_cert_filename",
                       "client certificates are required, but no authority is given to verify them");
}

void open_key_log(Context::Parts& parts)
{
    const std::string& file = parts.config.key_log_file;
    if (file.empty())
        return;
    parts.key_log = KeyLog::open(file);
    if (!parts.key_log)
        throw ConfigFailure{{key_log_field, file, std::strerror(errno)}};
    parts.warnings.push_back(std::string{key_log_field} + ": " + file +
                             ": secrets of all connections are written there");
}

/// A client shows the first identity of each key type; the server it talks to chooses by what it can verify.
void show_first_of_each_type(SSL_CTX* client, const std::vector<LoadedIdentity>& identities)
{
    std::vector<int> shown;
    for (const LoadedIdentity& identity : identities) {
        const int type = EVP_PKEY_get_base_id(identity.key.get());
        if (std::find(shown.begin(), shown.end(), type) == shown.end())
            show(client, identity);
        shown.push_back(type);
    }
}

Context::Parts make_parts(const Config& config)
{
    Context::Parts parts;
    parts.config = without_secrets(config);
    parts.trust = load_authorities(config);
    parts.crls = load_revocation_lists(config);
    parts.rules = trust_rules(config, parts.crls.get());
    const std::vector<LoadedIdentity> identities = load_identities(config);
    parts.client = make_client_settings(config, parts.trust.get());
    show_first_of_each_type(parts.client.get(), identities);
    const KeyPtr dh_parameters = choose_dh_parameters(config, parts.warnings);
    parts.sites.fill(identities, [&] { return make_server_settings(config, parts.trust.get(), dh_parameters.get()); });
    check_roles(config);
    for (const LoadedIdentity& identity : identities) {
        parts.certificates.push_back(describe(identity));
        if (!identity.ocsp_response.empty())
            parts.staples.push_back({shared(identity.certificate.get()), identity.ocsp_response});
        warn_about(identity, system_clock::now(), parts.trust.get(), parts.warnings);
    }
    if (config.resume_sessions && !config.verify_callback)
        parts.sessions = std::make_unique<SessionCache>();
    open_key_log(parts);
    return parts;
}

} // namespace

Material Material::from_memory(std::string text, std::string name)
{
    Material material{std::move(name)};
    material.pem = std::move(text);
    return material;
}

std::string ConfigError::to_string() const
{
    std::string text = field;
    for (const std::string* part : {&file, &reason}) {
        if (!text.empty() && !part->empty())
            text += ": ";
        text += *part;
    }
    return text;
}

long LocalCertificate::days_left(system_clock::time_point now) const
{
    return std::chrono::floor<std::chrono::days>(not_after - now).count();
}

Context::Context(Parts&& parts) : parts_{std::make_unique<const Parts>(std::move(parts))} {}
Context::~Context() = default;

const Config& Context::config() const { return parts_->config; }
bool Context::can_serve() const { return !parts_->sites.empty(); }
const std::vector<LocalCertificate>& Context::certificates() const { return parts_->certificates; }
const std::vector<std::string>& Context::warnings() const { return parts_->warnings; }

std::variant<std::shared_ptr<const Context>, ConfigError> make_context(const Config& config)
{
    try {
        return std::make_shared<const Context>(make_parts(config));
    } catch (const ConfigFailure& failure) {
        ERR_clear_error();
        return failure.error;
    }
}

std::variant<std::shared_ptr<const Context>, ConfigError> validate(Config config)
{
    const std::string key_log = std::exchange(config.key_log_file, {});
    if (!key_log.empty() && ::access(key_log.c_str(), W_OK) != 0) {
        const std::size_t slash = key_log.rfind('/');
        const std::string directory = slash == std::string::npos ? "." : key_log.substr(0, slash + 1);
        if (errno != ENOENT || ::access(directory.c_str(), W_OK | X_OK) != 0)
            return ConfigError{key_log_field, key_log, std::strerror(errno)};
    }
    return make_context(config);
}

} // namespace tls

#include "tls_transport/support/test_pki.hpp"

#include <arpa/inet.h>
#include <openssl/dsa.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace tls::test {

namespace {

constexpr long day_seconds = 24L * 60 * 60;

void must(bool done, const char* what)
{
    if (!done)
        throw std::runtime_error{std::string{"cannot make a test certificate: "} + what};
}

KeyPtr make_dsa_key(int bits)
{
    const OpensslPtr<EVP_PKEY_CTX, EVP_PKEY_CTX_free> parameters{EVP_PKEY_CTX_new_id(EVP_PKEY_DSA, nullptr)};
    EVP_PKEY* raw = nullptr;
    must(EVP_PKEY_paramgen_init(parameters.get()) == 1 &&
             EVP_PKEY_CTX_set_dsa_paramgen_bits(parameters.get(), bits) == 1 &&
             EVP_PKEY_paramgen(parameters.get(), &raw) == 1,
         "DSA parameters");
    const KeyPtr domain{raw};
    const OpensslPtr<EVP_PKEY_CTX, EVP_PKEY_CTX_free> generator{EVP_PKEY_CTX_new(domain.get(), nullptr)};
    raw = nullptr;
    must(EVP_PKEY_keygen_init(generator.get()) == 1 && EVP_PKEY_keygen(generator.get(), &raw) == 1, "DSA key");
    return KeyPtr{raw};
}

void add_extension(X509* certificate, int nid, const std::string& value)
{
    const OpensslPtr<X509_EXTENSION, X509_EXTENSION_free> extension{
        X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str())};
    must(extension && X509_add_ext(certificate, extension.get(), -1) == 1, value.c_str());
}

OpensslPtr<GENERAL_NAME, GENERAL_NAME_free> make_name(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view kind = text.substr(0, colon);
    const std::string_view value = text.substr(colon + 1);
    OpensslPtr<GENERAL_NAME, GENERAL_NAME_free> name{GENERAL_NAME_new()};
    if (kind == "IP") {
        unsigned char bytes[16];
        const std::string host{value};
        const bool v4 = inet_pton(AF_INET, host.c_str(), bytes) == 1;
        must(v4 || inet_pton(AF_INET6, host.c_str(), bytes) == 1, "IP");
        ASN1_OCTET_STRING* address = ASN1_OCTET_STRING_new();
        ASN1_OCTET_STRING_set(address, bytes, v4 ? 4 : 16);
        GENERAL_NAME_set0_value(name.get(), GEN_IPADD, address);
        return name;
    }
    ASN1_IA5STRING* string = ASN1_IA5STRING_new();
    ASN1_STRING_set(string, value.data(), static_cast<int>(value.size()));
    GENERAL_NAME_set0_value(name.get(), kind == "DNS" ? GEN_DNS : kind == "URI" ? GEN_URI : GEN_EMAIL, string);
    return name;
}

void add_names(X509* certificate, const std::vector<std::string>& texts)
{
    if (texts.empty())
        return;
    const NamesPtr names{sk_GENERAL_NAME_new_null()};
    for (const std::string& text : texts)
        sk_GENERAL_NAME_push(names.get(), make_name(text).release());
    must(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0) == 1, "names");
}

void add_extensions(X509* certificate, const CertificateSpec& spec)
{
    add_names(certificate, spec.names);
    if (spec.authority)
        add_extension(certificate, NID_basic_constraints,
                      "critical,CA:TRUE" +
                          (spec.path_length >= 0 ? ",pathlen:" + std::to_string(spec.path_length) : std::string{}));
    const std::string usage =
        spec.key_usages.empty() && spec.authority ? "critical,keyCertSign,cRLSign" : spec.key_usages;
    if (!usage.empty())
        add_extension(certificate, NID_key_usage, usage);
    if (!spec.usages.empty())
        add_extension(certificate, NID_ext_key_usage, spec.usages);
    if (spec.must_staple)
        add_extension(certificate, NID_tlsfeature, "status_request");
}

template <typename Write>
std::string pem_text(Write write)
{
    const BioPtr memory{BIO_new(BIO_s_mem())};
    must(write(memory.get()) == 1, "PEM");
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

const EVP_MD* digest_for(const EVP_PKEY* key, const EVP_MD* wanted)
{
    return EVP_PKEY_is_a(key, "ED25519") ? nullptr : wanted;
}

} // namespace

std::string Issued::pem() const
{
    return pem_text([this](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); });
}

std::string Issued::key_pem(const std::string& password) const
{
    return pem_text([&](BIO* out) {
        return PEM_write_bio_PKCS8PrivateKey(out, key.get(), password.empty() ? nullptr : EVP_aes_256_cbc(),
                                             password.data(), static_cast<int>(password.size()), nullptr, nullptr);
    });
}

KeyPtr make_key(KeyKind kind)
{
    EVP_PKEY* key = nullptr;
    switch (kind) {
    case KeyKind::p256: key = EVP_EC_gen("P-256"); break;
    case KeyKind::p384: key = EVP_EC_gen("P-384"); break;
    case KeyKind::rsa2048: key = EVP_RSA_gen(2048); break;
    case KeyKind::rsa1024: key = EVP_RSA_gen(1024); break;
    case KeyKind::ed25519: key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"); break;
    case KeyKind::dsa1024: return make_dsa_key(1024);
    case KeyKind::dsa2048: return make_dsa_key(2048);
    }
    must(key != nullptr, "key");
    return KeyPtr{key};
}

Issued issue(const CertificateSpec& spec, const Issued* issuer)
{
    Issued made{CertificatePtr{X509_new()}, make_key(spec.key)};
    X509* certificate = made.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    unsigned char serial[8];
    RAND_bytes(serial, sizeof serial);
    serial[0] = static_cast<unsigned char>(serial[0] & 0x7f) | 1;
    ASN1_STRING_set(X509_get_serialNumber(certificate), serial, sizeof serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), spec.valid_from_days * day_seconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate), spec.valid_to_days * day_seconds);
    if (!spec.common_name.empty())
        X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(spec.common_name.data()),
                                   static_cast<int>(spec.common_name.size()), -1, 0);
    X509_set_issuer_name(certificate,
                         X509_get_subject_name(issuer != nullptr ? issuer->certificate.get() : certificate));
    X509_set_pubkey(certificate, made.key.get());
    add_extensions(certificate, spec);
    EVP_PKEY* signer = issuer != nullptr ? issuer->key.get() : made.key.get();
    must(X509_sign(certificate, signer, digest_for(signer, spec.digest)) > 0, "signature");
    return made;
}

Issued make_authority(const std::string& name, const Issued* issuer)
{
    return issue({.common_name = name, .authority = true}, issuer);
}

Issued make_host(const Issued& issuer, const std::string& name)
{
    return issue({.common_name = name, .names = {"DNS:" + name}}, &issuer);
}

std::string make_crl_pem(const Issued& issuer, const CrlSpec& spec)
{
    const CrlPtr list{X509_CRL_new()};
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.certificate.get()));
    const OpensslPtr<ASN1_TIME, ASN1_TIME_free> made{X509_gmtime_adj(nullptr, -10 * day_seconds)};
    const OpensslPtr<ASN1_TIME, ASN1_TIME_free> next{X509_gmtime_adj(nullptr, spec.valid_to_days * day_seconds)};
    X509_CRL_set1_lastUpdate(list.get(), made.get());
    X509_CRL_set1_nextUpdate(list.get(), next.get());
    for (const Issued* host : spec.revoked) {
        X509_REVOKED* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(host->certificate.get()));
        X509_REVOKED_set_revocationDate(entry, made.get());
        X509_CRL_add0_revoked(list.get(), entry);
    }
    must(X509_CRL_sign(list.get(), issuer.key.get(), EVP_sha256()) > 0, "CRL");
    return pem_text([&](BIO* out) { return PEM_write_bio_X509_CRL(out, list.get()); });
}

std::string make_ocsp_response(const Issued& host, const Issued& issuer, const Issued& signer, const OcspSpec& spec)
{
    const OpensslPtr<OCSP_BASICRESP, OCSP_BASICRESP_free> basic{OCSP_BASICRESP_new()};
    const OpensslPtr<OCSP_CERTID, OCSP_CERTID_free> id{
        OCSP_cert_to_id(EVP_sha1(), host.certificate.get(), issuer.certificate.get())};
    const OpensslPtr<ASN1_TIME, ASN1_TIME_free> made{X509_gmtime_adj(nullptr, -spec.made_days_ago * day_seconds)};
    const OpensslPtr<ASN1_TIME, ASN1_TIME_free> next{X509_gmtime_adj(nullptr, spec.valid_to_days * day_seconds)};
    const int status = spec.status == OcspSpec::Status::good      ? V_OCSP_CERTSTATUS_GOOD
                       : spec.status == OcspSpec::Status::revoked ? V_OCSP_CERTSTATUS_REVOKED
                                                                  : V_OCSP_CERTSTATUS_UNKNOWN;
    must(OCSP_basic_add1_status(basic.get(), id.get(), status, OCSP_REVOKED_STATUS_NOSTATUS, made.get(), made.get(),
                                spec.valid_to_days != 0 ? next.get() : nullptr) != nullptr &&
             OCSP_basic_sign(basic.get(), signer.certificate.get(), signer.key.get(), EVP_sha256(), nullptr, 0) == 1,
         "OCSP response");
    const OpensslPtr<OCSP_RESPONSE, OCSP_RESPONSE_free> response{
        OCSP_response_create(spec.response_status, spec.response_status == 0 ? basic.get() : nullptr)};
    unsigned char* bytes = nullptr;
    const int size = i2d_OCSP_RESPONSE(response.get(), &bytes);
    must(size > 0, "OCSP response");
    std::string der{reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size)};
    OPENSSL_free(bytes);
    return der;
}

TestFiles::TestFiles()
{
    std::string name = (std::filesystem::temp_directory_path() / "tls_test_XXXXXX").string();
    must(::mkdtemp(name.data()) != nullptr, "directory");
    directory_ = name;
}

TestFiles::~TestFiles()
{
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string TestFiles::write(const std::string& name, std::string_view content) const
{
    std::ofstream{directory_ / name, std::ios::binary} << content;
    return path(name);
}

std::string TestFiles::path(const std::string& name) const { return (directory_ / name).string(); }

} // namespace tls::test

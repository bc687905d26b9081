#include "cipher_list.hpp"

#include <openssl/err.h>

#include <string_view>
#include <utility>

namespace tls {

namespace {

void append(std::string& list, std::string_view item)
{
    if (!list.empty())
        list += ':';
    list += item;
}

struct Defaults {
    std::string suites; ///< of TLS 1.3
    std::string ciphers;
};

/// The key agreement is worth 128 bits in either case, and AES-128 with SHA-256 is the cheaper one for both ends.
bool is_preferred(const SSL_CIPHER* cipher)
{
    return SSL_CIPHER_get_cipher_nid(cipher) == NID_aes_128_gcm && SSL_CIPHER_get_kx_nid(cipher) != NID_kx_dhe;
}

/// OpenSSL's default, and so what the machine's policy allows, without what has no forward secrecy (RFC 9325 §4.1).
Defaults defaults_of(const SSL_CTX* settings)
{
    Defaults defaults;
    const STACK_OF(SSL_CIPHER)* all = SSL_CTX_get_ciphers(settings);
    for (const bool preferred : {true, false})
        for (int i = 0; i < sk_SSL_CIPHER_num(all); ++i) {
            const SSL_CIPHER* cipher = sk_SSL_CIPHER_value(all, i);
            const int exchange = SSL_CIPHER_get_kx_nid(cipher);
            if (exchange == NID_kx_rsa || is_preferred(cipher) != preferred)
                continue;
            append(exchange == NID_kx_any ? defaults.suites : defaults.ciphers, SSL_CIPHER_get_name(cipher));
        }
    return defaults;
}

} // namespace

std::optional<std::string> apply_cipher_list(SSL_CTX* settings, const std::string& list)
{
    std::string suites;
    std::string ciphers;
    for (std::string_view rest{list}; !rest.empty();) {
        const std::size_t end = rest.find_first_of(":, ");
        const std::string item{rest.substr(0, end)};
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (item.empty())
            continue;
        const bool is_suite = item.compare(0, 4, "TLS_") == 0;
        if (is_suite && SSL_CTX_set_ciphersuites(settings, item.c_str()) != 1) {
            ERR_clear_error();
            return "no such cipher: " + item;
        }
        append(is_suite ? suites : ciphers, item);
    }
    Defaults defaults = defaults_of(settings);
    if (suites.empty())
        suites = std::move(defaults.suites);
    if (ciphers.empty())
        ciphers = std::move(defaults.ciphers);
    SSL_CTX_set_ciphersuites(settings, suites.c_str());
    if (!ciphers.empty() && SSL_CTX_set_cipher_list(settings, ciphers.c_str()) != 1) {
        ERR_clear_error();
        return "no such cipher";
    }
    return std::nullopt;
}

} // namespace tls

#include "cipher_list.hpp"

#include <openssl/err.h>

#include <string_view>

namespace tls {

namespace {

void append(std::string& list, std::string_view item)
{
    if (!list.empty())
        list += ':';
    list += item;
}

/// OpenSSL's default, and so the machine's policy, without what has no forward secrecy (RFC 9325 §4.1).
std::string default_ciphers(const SSL_CTX* settings)
{
    std::string list;
    const STACK_OF(SSL_CIPHER)* all = SSL_CTX_get_ciphers(settings);
    for (int i = 0; i < sk_SSL_CIPHER_num(all); ++i) {
        const SSL_CIPHER* cipher = sk_SSL_CIPHER_value(all, i);
        const int exchange = SSL_CIPHER_get_kx_nid(cipher);
        if (exchange != NID_kx_rsa && exchange != NID_kx_any) // of any exchange are the suites of TLS 1.3
            append(list, SSL_CIPHER_get_name(cipher));
    }
    return list;
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
    if (!suites.empty())
        SSL_CTX_set_ciphersuites(settings, suites.c_str());
    if (ciphers.empty())
        ciphers = default_ciphers(settings);
    if (!ciphers.empty() && SSL_CTX_set_cipher_list(settings, ciphers.c_str()) != 1) {
        ERR_clear_error();
        return "no such cipher";
    }
    return std::nullopt;
}

} // namespace tls

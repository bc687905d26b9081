#pragma once

#include <openssl/ssl.h>

#include <optional>
#include <string>

namespace tls {

/// Applies a cipher string that may hold both names and keywords of OpenSSL's cipher list (TLS 1.2) and TLS 1.3 suites
/// ("TLS_AES_128_GCM_SHA256"), separated by colons, commas or spaces. For a part that is missing OpenSSL's default
/// serves, AES-128 with GCM first, without key transport by RSA.
///
/// Unknown TLS 1.2 keywords are skipped as OpenSSL does, since old programs name ciphers that are long gone; it is an
/// error when none is left. \return nothing, or why it was refused.
[[nodiscard]] std::optional<std::string> apply_cipher_list(SSL_CTX* settings, const std::string& list);

} // namespace tls

#include "tls/openssl_hasher.hpp"

#include "openssl_ptr.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>

#include <array>

namespace tls {
namespace {

const char* name_of(sip::HashAlgorithm algorithm)
{
    switch (algorithm) {
    case sip::HashAlgorithm::md5: return "MD5";
    case sip::HashAlgorithm::sha256: return "SHA2-256";
    case sip::HashAlgorithm::sha512_256: return "SHA2-512/256";
    }
    return "";
}

} // namespace

sip::Secret OpensslHasher::hash(sip::HashAlgorithm algorithm, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> octets{};
    std::array<char, 2 * EVP_MAX_MD_SIZE> hex{};
    std::size_t size = 0;
    if (EVP_Q_digest(nullptr, name_of(algorithm), nullptr, text.data(), text.size(), octets.data(), &size) != 1) {
        ERR_clear_error();
        return {};
    }
    for (std::size_t i = 0; i < size; ++i) {
        hex.at(2 * i) = digits[octets.at(i) >> 4];
        hex.at(2 * i + 1) = digits[octets.at(i) & 15];
    }
    sip::Secret out{{hex.data(), 2 * size}};
    OPENSSL_cleanse(octets.data(), octets.size());
    OPENSSL_cleanse(hex.data(), hex.size());
    return out;
}

} // namespace tls

#pragma once

#include "sip/authentication.hpp"

namespace tls {

/// The hash functions of digest authentication by OpenSSL. Where its configuration forbids one, as FIPS does MD5, that
/// one is not to be had.
class OpensslHasher final : public sip::Hasher {
public:
    [[nodiscard]] sip::Secret hash(sip::HashAlgorithm algorithm, std::string_view text) override;
};

} // namespace tls

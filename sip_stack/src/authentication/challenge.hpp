#pragma once

#include "sip/authentication.hpp"
#include "sip/message/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// One digest challenge that we can answer (RFC 7616 §3.3), copied out of its response.
struct Challenge {
    enum class By : std::uint8_t { server, proxy } by = By::server; ///< WWW-Authenticate or Proxy-Authenticate
    enum class Qop : std::uint8_t { none, auth, auth_int } qop = Qop::none;
    HashAlgorithm algorithm = HashAlgorithm::md5;
    bool session = false; ///< "-sess": the nonces are part of the first hash
    bool stale = false;
    bool has_opaque = false;
    std::string algorithm_name; ///< as written; empty: it was not, which means MD5
    std::string realm;          ///< this and the next two as they stood between the quotes, still escaped
    std::string nonce;
    std::string opaque;
};

/// Of each realm, server and proxy apart, the challenge with the strongest hash function that we have; SHA-512-256
/// before SHA-256 before MD5, whatever their order (RFC 8760 §2.4 leaves that to the client).
[[nodiscard]] std::vector<Challenge> read_challenges(const Message& response);

/// Of a realm, a nonce, an opaque: what a peer can make us keep and send back.
inline constexpr std::size_t max_text_of_challenge = 1024;

/// A quoted string without its escapes (RFC 3261 §25.1, quoted-pair).
[[nodiscard]] std::string without_escapes(std::string_view quoted);

} // namespace sip

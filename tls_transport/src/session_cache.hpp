#pragma once

#include "openssl_ptr.hpp"

#include <mutex>
#include <string>
#include <unordered_map>

namespace tls {

using SessionPtr = OpensslPtr<SSL_SESSION, SSL_SESSION_free>;

/// The sessions that a client may resume, the last one of each peer. Belongs to one context, so that a change of
/// identity, trust or rules forgets them all. Thread-safe.
class SessionCache {
public:
    static constexpr long lifetime_seconds = 300;
    static constexpr std::size_t most_peers = 1000;

    /// \param peer address and name: a session is never used for another name at the same address
    void put(const std::string& peer, SessionPtr session);

    /// The session to resume; null: none that is young enough. One of TLS 1.3 is given once only (RFC 8446 §C.4).
    [[nodiscard]] SessionPtr take(const std::string& peer);

private:
    std::mutex mutex_;
    std::unordered_map<std::string, SessionPtr> sessions_;
};

} // namespace tls

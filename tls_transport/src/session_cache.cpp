#include "session_cache.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace tls {

namespace {

bool is_usable(const SSL_SESSION* session)
{
    const long age = static_cast<long>(std::time(nullptr)) - SSL_SESSION_get_time(session);
    const long limit = std::min(SSL_SESSION_get_timeout(session), SessionCache::lifetime_seconds);
    return age >= 0 && age < limit && SSL_SESSION_is_resumable(session) == 1;
}

} // namespace

void SessionCache::put(const std::string& peer, SessionPtr session)
{
    const std::lock_guard lock{mutex_};
    if (sessions_.size() >= most_peers && sessions_.find(peer) == sessions_.end()) {
        std::erase_if(sessions_, [](const auto& entry) { return !is_usable(entry.second.get()); });
        if (sessions_.size() >= most_peers)
            sessions_.erase(sessions_.begin());
    }
    sessions_[peer] = std::move(session);
}

SessionPtr SessionCache::take(const std::string& peer)
{
    const std::lock_guard lock{mutex_};
    const auto place = sessions_.find(peer);
    if (place == sessions_.end())
        return nullptr;
    if (!is_usable(place->second.get()) || SSL_SESSION_get_protocol_version(place->second.get()) == TLS1_3_VERSION) {
        SessionPtr session = std::move(place->second);
        sessions_.erase(place);
        return is_usable(session.get()) ? std::move(session) : nullptr;
    }
    SSL_SESSION_up_ref(place->second.get());
    return SessionPtr{place->second.get()};
}

} // namespace tls

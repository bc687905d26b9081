#include "authentication/keyring.hpp"

#include "message/chars.hpp"

#include <algorithm>

namespace sip {
namespace {

std::string lower(std::string_view text)
{
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), chars::lower);
    return out;
}

/// Identities are the same whatever their case, user part included.
bool names(std::string_view identity, const std::string& from)
{
    const std::string wanted = lower(identity);
    UriView a;
    UriView b;
    return !parse_uri(wanted, a) && !parse_uri(from, b) && equivalent(a, b);
}

} // namespace

void Keyring::set(Credentials credentials)
{
    ++changes_;
    for (Key& key : keys_)
        if (iequals(key.credentials.realm, credentials.realm) &&
            iequals(key.credentials.identity, credentials.identity)) {
            key.credentials = std::move(credentials);
            return;
        }
    keys_.push_back({std::move(credentials), changes_});
}

bool Keyring::remove(std::string_view realm, std::string_view identity)
{
    const auto end = std::remove_if(keys_.begin(), keys_.end(), [&](const Key& key) {
        return iequals(key.credentials.realm, realm) && iequals(key.credentials.identity, identity);
    });
    const bool found = end != keys_.end();
    keys_.erase(end, keys_.end());
    return found;
}

const Credentials* Keyring::find(std::string_view realm, const UriView& from, std::uint64_t changes) const
{
    const std::string from_uri = lower(from.without_headers());
    const Credentials* of_realm = nullptr;
    for (const auto& [credentials, since] : keys_) {
        if (since > changes || !iequals(credentials.realm, realm))
            continue;
        if (credentials.identity.empty())
            of_realm = &credentials;
        else if (names(credentials.identity, from_uri))
            return &credentials;
    }
    return of_realm;
}

const Credentials* Keyring::find(std::string_view realm, std::string_view identity) const
{
    for (const Key& key : keys_)
        if (iequals(key.credentials.realm, realm) && iequals(key.credentials.identity, identity))
            return &key.credentials;
    return nullptr;
}

} // namespace sip

#pragma once

#include "local_identity.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tls {

/// A server's certificates by the name that a client asks for (SNI, RFC 6066 §3). A site shows one identity of each
/// key type for the same names.
class SiteTable {
public:
    /// \param make_settings makes the settings that all sites have in common
    void fill(const std::vector<LoadedIdentity>& identities, const std::function<SslContextPtr()>& make_settings);

    [[nodiscard]] bool empty() const { return sites_.empty(); }
    [[nodiscard]] bool chooses() const { return sites_.size() > 1; }
    /// Shown to who asks for no name; null without identities.
    [[nodiscard]] SSL_CTX* first() const { return empty() ? nullptr : sites_.front().settings.get(); }
    /// Shown to who asks for `host`: the site of that name, of a wildcard that covers it, or the first.
    [[nodiscard]] SSL_CTX* find(std::string_view host) const;

private:
    struct Site {
        std::vector<std::string> hosts;
        SslContextPtr settings;
    };
    std::vector<Site> sites_;
};

} // namespace tls

#include "site_table.hpp"

#include "peer_identity.hpp"

#include <algorithm>

namespace tls {

namespace {

bool has(const std::vector<std::string>& hosts, std::string_view host)
{
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

bool covers(const LoadedIdentity& identity, const std::vector<std::string>& hosts)
{
    return std::all_of(hosts.begin(), hosts.end(), [&](const std::string& host) { return has(identity.hosts, host); });
}

int key_type(const LoadedIdentity& identity) { return EVP_PKEY_get_base_id(identity.key.get()); }

/// The lead's site: itself and of each other key type the first that is for all of the lead's names.
std::vector<const LoadedIdentity*> companions(const LoadedIdentity& lead, const std::vector<LoadedIdentity>& all)
{
    std::vector<const LoadedIdentity*> members{&lead};
    for (const LoadedIdentity& other : all) {
        const bool type_taken = std::any_of(members.begin(), members.end(), [&](const LoadedIdentity* member) {
            return key_type(*member) == key_type(other);
        });
        if (!type_taken && covers(other, lead.hosts))
            members.push_back(&other);
    }
    return members;
}

} // namespace

void SiteTable::fill(const std::vector<LoadedIdentity>& identities, const std::function<SslContextPtr()>& make_settings)
{
    for (const LoadedIdentity& lead : identities) {
        const bool served = !sites_.empty() && std::any_of(sites_.begin(), sites_.end(), [&](const Site& site) {
            return lead.hosts == site.hosts && !lead.hosts.empty();
        });
        if (served)
            continue;
        Site site{lead.hosts, make_settings()};
        for (const LoadedIdentity* member : companions(lead, identities))
            show(site.settings.get(), *member);
        sites_.push_back(std::move(site));
    }
}

SSL_CTX* SiteTable::find(std::string_view host) const
{
    std::string wanted{bare_host(host)};
    std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const Site& site : sites_)
        if (has(site.hosts, wanted))
            return site.settings.get();
    const std::size_t dot = wanted.find('.');
    const std::string wildcard = dot == std::string::npos ? std::string{} : '*' + wanted.substr(dot);
    for (const Site& site : sites_)
        if (has(site.hosts, wildcard))
            return site.settings.get();
    return first();
}

} // namespace tls

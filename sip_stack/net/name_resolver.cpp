#include "net/name_resolver.hpp"

#include "sip/message/grammar.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sip::net {

namespace {

constexpr std::size_t most_hosts = 8; // of one service
constexpr std::size_t most_candidates = 32;
constexpr std::size_t longest_name = 253; // RFC 1035 §2.3.4, as text

/// Letters, digits, hyphens and dots; underscores because they exist in the field.
bool is_host_name(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_';
    };
    return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), allowed);
}

/// RFC 6761 §6.3: "localhost" and what ends in it is this host. Neither a name server nor the hosts file is asked, and
/// a host that has neither can still be called.
bool is_local_name(std::string_view name)
{
    constexpr std::string_view local = "localhost";
    if (name.ends_with('.'))
        name.remove_suffix(1);
    if (name.size() < local.size() || !iequals(name.substr(name.size() - local.size()), local))
        return false;
    return name.size() == local.size() || name[name.size() - local.size() - 1] == '.';
}

// RFC 3263 §4.1: SIP over TLS is the service "sips".
std::string service_name(TransportKind kind, const std::string& domain)
{
    switch (kind) {
    case TransportKind::udp: return "_sip._udp." + domain;
    case TransportKind::tcp: return "_sip._tcp." + domain;
    case TransportKind::tls: break;
    }
    return "_sips._tcp." + domain;
}

bool declines(const std::vector<SrvRecord>& servers)
{
    return servers.size() == 1 && (servers[0].target.empty() || servers[0].target == ".");
}

TransportKind decided(const Query& query) { return query.transport.value_or(query.preferred); }

std::uint16_t port_of(const Query& query) { return query.port != 0 ? query.port : default_port(decided(query)); }

} // namespace

NameResolver::NameResolver(boost::asio::io_context& context, Monitor& monitor, Random& random,
                           const ResolverConfig& config)
    : random_{random}, config_{config},
      deadlines_{context, monitor, config.limit, [this](std::uint64_t key) { expired(QueryId{key}); }}, dns_{context,
                                                                                                             monitor,
                                                                                                             config.dns}
{
}

void NameResolver::resolve(QueryId id, const Query& query)
{
    if (const auto literal = IpAddress::parse(query.host))
        return answer(id, query, {*literal});
    if (is_local_name(query.host))
        return answer(id, query, {*IpAddress::parse("127.0.0.1"), *IpAddress::parse("::1")});
    if (!is_host_name(query.host))
        return fail(id, "not a host name");
    if (lookups_.size() >= config_.max_queries || dns_.in_flight() >= config_.max_queries * most_hosts)
        return fail(id, query.host + ": too many names are being looked up");
    const auto [at, added] = lookups_.try_emplace(id, Lookup{query, {}, {}, 0, {}});
    if (!added)
        return;
    deadlines_.add(static_cast<std::uint64_t>(id));
    Lookup& lookup = at->second;
    if (query.port == 0 && !dns_.in_hosts_file(query.host))
        return ask_services(id, lookup);
    lookup.hosts.push_back({decided(query), query.host, port_of(query), {}}); // RFC 3263 §4.2
    ask_hosts(id, lookup);
}

void NameResolver::cancel(QueryId id)
{
    lookups_.erase(id); // answers to come find nobody
}

void NameResolver::take_results(std::vector<Resolved>& results)
{
    results.insert(results.end(), std::move_iterator{results_.begin()}, std::move_iterator{results_.end()});
    results_.clear();
}

void NameResolver::ask_services(QueryId id, Lookup& lookup)
{
    const Query& query = lookup.query;
    lookup.services.push_back({decided(query), {}});
    if (!query.transport) {
        for (const TransportKind kind : config_.transports) {
            if (kind != query.preferred)
                lookup.services.push_back({kind, {}});
        }
    }
    lookup.waiting = lookup.services.size();
    std::vector<std::string> names; // an answer that comes at once may end the lookup
    for (const Service& service : lookup.services)
        names.push_back(service_name(service.kind, query.host));
    for (std::size_t i = 0; i != names.size(); ++i)
        dns_.ask_srv(names[i], [this, id, i](std::vector<SrvRecord> servers, const std::string&) {
            service_answered(id, i, std::move(servers));
        });
}

void NameResolver::service_answered(QueryId id, std::size_t index, std::vector<SrvRecord> servers)
{
    Lookup* lookup = find(id);
    if (!lookup)
        return;
    lookup->services[index].servers = std::move(servers);
    if (--lookup->waiting == 0)
        choose_service(id, *lookup);
}

void NameResolver::choose_service(QueryId id, Lookup& lookup)
{
    bool declined = false;
    for (Service& service : lookup.services) {
        if (declines(service.servers)) {
            declined = true;
            continue;
        }
        if (service.servers.empty())
            continue;
        order(service.servers, random_);
        service.servers.resize(std::min(service.servers.size(), most_hosts));
        for (SrvRecord& server : service.servers)
            lookup.hosts.push_back({service.kind, std::move(server.target), server.port, {}});
        return ask_hosts(id, lookup);
    }
    if (declined) // RFC 2782: a target of "." says so
        return fail(id, lookup.query.host + ": offers no SIP by this transport");
    // RFC 3263 §4.2: no SRV records
    lookup.hosts.push_back({decided(lookup.query), lookup.query.host, port_of(lookup.query), {}});
    ask_hosts(id, lookup);
}

void NameResolver::ask_hosts(QueryId id, Lookup& lookup)
{
    lookup.waiting = lookup.hosts.size();
    std::vector<std::string> names; // as in ask_services()
    for (const Host& host : lookup.hosts)
        names.push_back(host.name);
    for (std::size_t i = 0; i != names.size(); ++i)
        dns_.ask_addresses(names[i], [this, id, i](std::vector<IpAddress> addresses, const std::string& error) {
            host_answered(id, i, std::move(addresses), error);
        });
}

void NameResolver::host_answered(QueryId id, std::size_t index, std::vector<IpAddress> addresses,
                                 const std::string& error)
{
    Lookup* lookup = find(id);
    if (!lookup)
        return;
    lookup->hosts[index].addresses = std::move(addresses);
    if (!error.empty())
        lookup->error = error;
    if (--lookup->waiting == 0)
        finish(id, *lookup);
}

/// What nobody needs to be asked for.
void NameResolver::answer(QueryId id, const Query& query, std::vector<IpAddress> addresses)
{
    Lookup known{query, {}, {{decided(query), query.host, port_of(query), std::move(addresses)}}, 0, {}};
    finish(id, known);
}

void NameResolver::finish(QueryId id, Lookup& lookup)
{
    auto found = candidates(lookup.query, lookup.hosts);
    if (found.empty())
        return fail(id, lookup.query.host + ": " + (lookup.error.empty() ? "no route to its addresses" : lookup.error));
    results_.push_back({id, std::move(found), {}});
    lookups_.erase(id);
}

void NameResolver::fail(QueryId id, std::string error)
{
    results_.push_back({id, {}, std::move(error)});
    lookups_.erase(id);
}

void NameResolver::expired(QueryId id)
{
    Lookup* lookup = find(id);
    if (!lookup)
        return;
    lookup->error = "no answer from DNS within " + std::to_string(config_.limit.count()) + " ms";
    finish(id, *lookup); // with the hosts that have answered
}

std::vector<Candidate> NameResolver::candidates(const Query& query, const std::vector<Host>& hosts)
{
    std::vector<Candidate> found;
    for (const Host& host : hosts) {
        for (const IpAddress& address : host.addresses) {
            const IpAddress local = sources_.toward(address);
            if (local.empty() || found.size() == most_candidates)
                continue;
            // RFC 5922 §4: the name that the user asked for, not the one that SRV led to.
            const bool named = host.kind == TransportKind::tls;
            found.push_back({{host.kind, {address, host.port}, named ? query.host : std::string{}}, local});
        }
    }
    return found;
}

NameResolver::Lookup* NameResolver::find(QueryId id)
{
    const auto found = lookups_.find(id);
    return found == lookups_.end() ? nullptr : &found->second;
}

} // namespace sip::net

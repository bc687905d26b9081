#pragma once

#include "net/deadline_queue.hpp"
#include "net/dns_client.hpp"
#include "net/source_addresses.hpp"

#include "sip/resolver.hpp"

#include <unordered_map>

namespace sip::net {

struct ResolverConfig {
    /// The kinds that may be chosen when a query leaves the transport open.
    std::vector<TransportKind> transports{TransportKind::udp, TransportKind::tcp};
    DnsConfig dns;
    std::chrono::milliseconds limit{10'000}; ///< for one query, whatever it takes
    std::size_t max_queries = 512;           ///< waiting for DNS at one time; those above it fail at once
};

/// RFC 3263 without NAPTR: SRV, then A and AAAA. A name in the hosts file is a host and has no SRV records. Answers are
/// not cached: the system's name server does that.
class NameResolver final : public Resolver {
public:
    NameResolver(boost::asio::io_context& context, Monitor& monitor, Random& random, const ResolverConfig& config = {});

    void resolve(QueryId id, const Query& query) override;
    void cancel(QueryId id) override;
    void take_results(std::vector<Resolved>& results) override;

private:
    /// One service of the domain, `_sip._udp` for instance.
    struct Service {
        TransportKind kind;
        std::vector<SrvRecord> servers;
    };
    /// One host whose addresses are wanted.
    struct Host {
        TransportKind kind;
        std::string name;
        std::uint16_t port;
        std::vector<IpAddress> addresses;
    };
    /// A query under way: first its services are asked for, then its hosts.
    struct Lookup {
        Query query;
        std::vector<Service> services; ///< in order of preference
        std::vector<Host> hosts;       ///< in order of preference
        std::size_t waiting = 0;       ///< answers still to come
        std::string error;             ///< the last one that DNS gave
    };

    void ask_services(QueryId id, Lookup& lookup);
    void service_answered(QueryId id, std::size_t index, std::vector<SrvRecord> servers);
    void choose_service(QueryId id, Lookup& lookup);
    void ask_hosts(QueryId id, Lookup& lookup);
    void host_answered(QueryId id, std::size_t index, std::vector<IpAddress> addresses, const std::string& error);
    void answer(QueryId id, const Query& query, std::vector<IpAddress> addresses);
    void finish(QueryId id, Lookup& lookup);
    void fail(QueryId id, std::string error);
    void expired(QueryId id);

    [[nodiscard]] std::vector<Candidate> candidates(const Query& query, const std::vector<Host>& hosts);
    [[nodiscard]] Lookup* find(QueryId id);

    Random& random_;
    const ResolverConfig config_;
    SourceAddresses sources_;
    std::unordered_map<QueryId, Lookup> lookups_;
    std::vector<Resolved> results_;
    DeadlineQueue deadlines_;
    DnsClient dns_; ///< the last, because its questions refer to all of the above
};

} // namespace sip::net

#include "net/name_resolver.hpp"
#include "net/system_random.hpp"

#include "sip_stack/net/name_server.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace sip::net::test {

namespace {

constexpr auto udp = TransportKind::udp;
constexpr auto tcp = TransportKind::tcp;
constexpr auto tls = TransportKind::tls;

struct ResolverBench : NetBench {
    NameServer server{*this};
    SystemRandom random;
    NameResolver resolver{context, *this, random, config()};
    std::vector<Resolved> results;

    [[nodiscard]] ResolverConfig config() const
    {
        ResolverConfig config;
        config.dns.servers = server.servers();
        config.dns.first_wait = 100ms;
        config.dns.tries = 2;
        config.limit = 2s;
        config.max_queries = 50;
        return config;
    }
    void leave() override
    {
        NetBench::leave();
        resolver.take_results(results);
    }
    void ask(const Query& query, QueryId id = QueryId{1})
    {
        const Entered in{*this};
        resolver.resolve(id, query);
    }
    Resolved answer(const Query& query)
    {
        results.clear();
        ask(query);
        BOOST_REQUIRE(wait_for([&] { return !results.empty(); }));
        BOOST_REQUIRE_EQUAL(results.size(), 1U);
        return results[0];
    }
    /// The candidates in words: "UDP 127.0.0.1:5060 ..."
    std::string candidates(const Query& query)
    {
        std::string words;
        for (const Candidate& candidate : answer(query).candidates)
            words += (words.empty() ? "" : ", ") + std::string{via_name(candidate.target.kind)} + ' ' +
                     candidate.target.remote.to_string();
        return words;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(name_resolver, ResolverBench) // RFC 3263

BOOST_AUTO_TEST_CASE(a_literal_is_answered_in_the_same_batch_without_any_question)
{
    ask({"127.0.0.1", 0, {}, udp});
    BOOST_REQUIRE_EQUAL(results.size(), 1U);
    BOOST_REQUIRE_EQUAL(results[0].candidates.size(), 1U);
    const Candidate& candidate = results[0].candidates[0];
    BOOST_TEST(candidate.target.remote.to_string() == "127.0.0.1:5060");
    BOOST_TEST((candidate.target.kind == udp));
    BOOST_TEST(candidate.local.to_string() == "127.0.0.1");
    BOOST_TEST(server.asked().empty());
}

BOOST_AUTO_TEST_CASE(the_default_port_follows_the_transport)
{
    BOOST_TEST(candidates({"127.0.0.1", 0, tcp, udp}) == "TCP 127.0.0.1:5060");
    BOOST_TEST(candidates({"::1", 0, tls, udp}) == "TLS [::1]:5061");
    BOOST_TEST(candidates({"127.0.0.1", 7000, {}, tcp}) == "TCP 127.0.0.1:7000");
}

BOOST_AUTO_TEST_CASE(tls_expects_the_name_that_was_asked_for)
{
    server.srv("_sips._tcp.example.test", {1, 1, 5071, "edge.example.test"});
    server.address("edge.example.test", "127.0.0.1");
    const Resolved found = answer({"example.test", 0, tls, udp});
    BOOST_REQUIRE_EQUAL(found.candidates.size(), 1U);
    BOOST_TEST(found.candidates[0].target.remote.to_string() == "127.0.0.1:5071");
    BOOST_TEST(found.candidates[0].target.peer_name == "example.test"); // RFC 5922 §4
}

BOOST_AUTO_TEST_CASE(an_explicit_port_skips_srv)
{
    server.srv("_sip._udp.example.test", {1, 1, 5999, "other.test"});
    server.address("example.test", "127.0.0.7");
    BOOST_TEST(candidates({"example.test", 5080, {}, udp}) == "UDP 127.0.0.7:5080");
    BOOST_TEST(server.asked().count("SRV _sip._udp.example.test") == 0U);
}

BOOST_AUTO_TEST_CASE(servers_are_tried_by_priority_and_ports_are_theirs)
{
    server.srv("_sip._udp.example.test", {20, 0, 5062, "second.test"});
    server.srv("_sip._udp.example.test", {10, 0, 5061, "first.test"});
    server.srv("_sip._udp.example.test", {30, 0, 5063, "third.test"});
    server.address("first.test", "127.0.0.1");
    server.address("second.test", "127.0.0.2");
    server.address("third.test", "127.0.0.3");
    BOOST_TEST(candidates({"example.test", 0, udp, udp}) ==
               "UDP 127.0.0.1:5061, UDP 127.0.0.2:5062, UDP 127.0.0.3:5063");
}

BOOST_AUTO_TEST_CASE(a_server_without_address_leaves_the_others)
{
    server.srv("_sip._tcp.example.test", {1, 0, 5061, "gone.test"});
    server.srv("_sip._tcp.example.test", {2, 0, 5062, "here.test"});
    server.address("here.test", "127.0.0.2");
    BOOST_TEST(candidates({"example.test", 0, tcp, udp}) == "TCP 127.0.0.2:5062");
}

BOOST_AUTO_TEST_CASE(an_open_transport_takes_the_preferred_service_first)
{
    server.srv("_sip._udp.example.test", {1, 0, 5061, "host.test"});
    server.srv("_sip._tcp.example.test", {1, 0, 5062, "host.test"});
    server.address("host.test", "127.0.0.1");
    BOOST_TEST(candidates({"example.test", 0, {}, udp}) == "UDP 127.0.0.1:5061");
    BOOST_TEST(candidates({"example.test", 0, {}, tcp}) == "TCP 127.0.0.1:5062");
}

BOOST_AUTO_TEST_CASE(an_open_transport_takes_the_only_service_there_is)
{
    server.srv("_sip._tcp.example.test", {1, 0, 5062, "host.test"});
    server.address("host.test", "127.0.0.1");
    BOOST_TEST(candidates({"example.test", 0, {}, udp}) == "TCP 127.0.0.1:5062");
}

BOOST_AUTO_TEST_CASE(a_domain_without_srv_records_is_a_host)
{
    server.address("host.test", "127.0.0.9");
    BOOST_TEST(candidates({"host.test", 0, {}, udp}) == "UDP 127.0.0.9:5060");
    BOOST_TEST(server.asked().count("SRV _sip._udp.host.test") == 1U);
}

BOOST_AUTO_TEST_CASE(a_service_that_is_declined_is_not_sought_at_the_host)
{
    server.srv("_sip._udp.example.test", {0, 0, 0, "."});
    server.address("example.test", "127.0.0.1");
    const Resolved found = answer({"example.test", 0, udp, udp});
    BOOST_TEST(found.candidates.empty());
    BOOST_TEST(found.error == "example.test: offers no SIP by this transport");
}

BOOST_AUTO_TEST_CASE(both_families_are_candidates_each_with_its_own_source)
{
    server.address("host.test", "127.0.0.1");
    server.address("host.test", "::1");
    const Resolved found = answer({"host.test", 5060, udp, udp});
    BOOST_REQUIRE_EQUAL(found.candidates.size(), 2U);
    for (const Candidate& candidate : found.candidates)
        BOOST_TEST((candidate.local == candidate.target.remote.ip));
}

BOOST_AUTO_TEST_CASE(a_name_that_does_not_exist_is_an_error_in_words)
{
    const Resolved found = answer({"nobody.test", 0, {}, udp});
    BOOST_TEST(found.candidates.empty());
    BOOST_TEST(found.error == "nobody.test: Domain name not found");
}

BOOST_AUTO_TEST_CASE(localhost_is_this_host_without_a_name_server_or_a_hosts_file) // RFC 6761 §6.3
{
    for (const char* name : {"localhost", "LocalHost", "localhost.", "sip.localhost"}) {
        results.clear();
        ask({name, 0, {}, tls});
        BOOST_REQUIRE_EQUAL(results.size(), 1U); // in the same batch: nobody was asked
        BOOST_REQUIRE(!results[0].candidates.empty());
        const Target& target = results[0].candidates[0].target;
        BOOST_TEST(target.remote.to_string() == "127.0.0.1:5061");
        BOOST_TEST(target.peer_name == name);
    }
    BOOST_TEST(server.asked().empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_only_looks_like_localhost_is_looked_up)
{
    server.behave(NameServer::Manner::silent);
    BOOST_TEST(answer({"notlocalhost", 5060, {}, udp}).candidates.empty());
    BOOST_TEST(!server.asked().empty());
}

BOOST_AUTO_TEST_CASE(a_silent_name_server_is_given_up)
{
    server.behave(NameServer::Manner::silent);
    const auto start = std::chrono::steady_clock::now();
    const Resolved found = answer({"host.test", 5060, {}, udp});
    BOOST_TEST(found.candidates.empty());
    BOOST_TEST(!found.error.empty());
    BOOST_TEST((std::chrono::steady_clock::now() - start < 5s));
}

BOOST_AUTO_TEST_CASE(the_limit_holds_for_the_whole_query)
{
    server.behave(NameServer::Manner::silent);
    ResolverConfig hasty = config();
    hasty.dns.first_wait = 5s;
    hasty.limit = 50ms;
    NameResolver other{context, *this, random, hasty};
    other.resolve(QueryId{1}, {"host.test", 5060, {}, udp});
    BOOST_REQUIRE(wait_for([&] {
        other.take_results(results);
        return !results.empty();
    }));
    BOOST_TEST(results[0].error == "host.test: no answer from DNS within 50 ms");
}

BOOST_AUTO_TEST_CASE(garbage_answers_are_errors_and_harm_nothing)
{
    server.address("host.test", "127.0.0.1");
    for (const auto manner : {NameServer::Manner::garbage, NameServer::Manner::truncated_header}) {
        server.behave(manner);
        const Resolved found = answer({"host.test", 0, {}, udp});
        BOOST_TEST(found.candidates.empty());
        BOOST_TEST(!found.error.empty());
    }
    server.behave(NameServer::Manner::honest);
    BOOST_TEST(candidates({"host.test", 0, {}, udp}) == "UDP 127.0.0.1:5060");
}

BOOST_AUTO_TEST_CASE(forged_answers_are_ignored)
{
    server.address("host.test", "127.0.0.1");
    server.behave(NameServer::Manner::forged_first);
    BOOST_TEST(candidates({"host.test", 5060, {}, udp}) == "UDP 127.0.0.1:5060");
}

BOOST_AUTO_TEST_CASE(a_cancelled_query_is_never_answered)
{
    server.address("host.test", "127.0.0.1");
    ask({"host.test", 5060, {}, udp}, QueryId{1});
    resolver.cancel(QueryId{1});
    ask({"host.test", 5060, {}, udp}, QueryId{2});
    BOOST_REQUIRE(wait_for([&] { return !results.empty(); }));
    BOOST_TEST(results.size() == 1U);
    BOOST_TEST((results[0].id == QueryId{2}));
}

BOOST_AUTO_TEST_CASE(queries_above_the_limit_fail_at_once)
{
    server.behave(NameServer::Manner::silent);
    for (std::uint64_t id = 1; id <= 51; ++id)
        ask({"host" + std::to_string(id) + ".test", 5060, {}, udp}, QueryId{id});
    BOOST_REQUIRE_EQUAL(results.size(), 1U);
    BOOST_TEST((results[0].id == QueryId{51}));
    BOOST_TEST(results[0].error == "host51.test: too many names are being looked up");
    BOOST_TEST(wait_for([&] { return results.size() == 51; }));
}

BOOST_AUTO_TEST_CASE(what_is_no_host_name_is_refused_before_any_question)
{
    const std::string bad[] = {
        "", "a b.test", "host.test\n", std::string{"a\0b", 3}, std::string(300, 'a'), "h\xC3\xB6st.test"};
    for (const std::string& host : bad)
        BOOST_TEST(answer({host, 0, {}, udp}).error == "not a host name");
    BOOST_TEST(server.asked().empty());
}

BOOST_AUTO_TEST_CASE(a_hundred_queries_at_once_are_each_answered)
{
    NameResolver wide{context, *this, random, [&] {
                          ResolverConfig config = this->config();
                          config.max_queries = 100;
                          return config;
                      }()};
    for (std::uint64_t id = 0; id != 100; ++id) {
        const std::string host = "host" + std::to_string(id) + ".test";
        server.address(host, "127.0.0." + std::to_string(id + 1));
        wide.resolve(QueryId{id}, {host, 5060, {}, udp});
    }
    BOOST_REQUIRE(wait_for([&] {
        wide.take_results(results);
        return results.size() == 100;
    }));
    for (const Resolved& result : results) {
        BOOST_REQUIRE_EQUAL(result.candidates.size(), 1U);
        BOOST_TEST(result.candidates[0].target.remote.ip.bytes()[3] == static_cast<std::uint64_t>(result.id) + 1);
    }
}

BOOST_AUTO_TEST_CASE(destruction_with_open_questions_is_clean)
{
    server.behave(NameServer::Manner::silent);
    {
        NameResolver brief{context, *this, random, config()};
        brief.resolve(QueryId{1}, {"host.test", 0, {}, udp});
        context.poll();
    }
    context.restart();
    BOOST_TEST(results.empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test

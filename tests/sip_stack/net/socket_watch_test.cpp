#include "net/socket_watch.hpp"

#include "sip_stack/net/net_bench.hpp"
#include "sip_stack/net/peer_socket.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

namespace sip::net::test {

namespace {

constexpr Readiness nothing{}, to_read{true, false}, to_write{false, true}, to_both{true, true};

/// Connected pairs of sockets: ours are watched, the peers' are the test's. Reads what ours are told to have.
struct WatchBench : NetBench {
    struct Pair {
        StreamSocket ours;
        PeerSocket peer;
    };
    struct Told {
        std::uint64_t key;
        Readiness readiness;
    };

    Pair& pair(std::uint64_t key)
    {
        int both[2];
        BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, both) == 0);
        return pairs.try_emplace(key, Pair{StreamSocket{both[0]}, PeerSocket{both[1]}}).first->second;
    }
    void watch(std::uint64_t key, Readiness wanted)
    {
        BOOST_REQUIRE(!watcher.set(pairs.at(key).ours, key, wanted));
    }
    /// Until nothing is left to tell.
    void run()
    {
        context.restart();
        for (int empty = 0; empty < 3; ++empty)
            if (context.poll() != 0)
                empty = 0;
    }
    void ready(std::uint64_t key, Readiness readiness)
    {
        BOOST_TEST(depth == 1); // inside the monitor
        told.push_back({key, readiness});
        if (key == breaks)
            throw std::runtime_error{"a handler broke"};
        const auto place = pairs.find(key);
        if (place == pairs.end() || !readiness.read || !reads)
            return;
        char bytes[16];
        boost::system::error_code error;
        static_cast<void>(read_some(place->second.ours.native_handle(), bytes, sizeof bytes, error));
        if (error == boost::asio::error::eof || error == boost::asio::error::connection_reset)
            watcher.forget(place->second.ours);
    }

    std::map<std::uint64_t, Pair> pairs;
    std::vector<Told> told;
    bool reads = true;
    std::optional<std::uint64_t> breaks;
    SocketWatch watcher{context, *this, [this](std::uint64_t key, Readiness readiness) { ready(key, readiness); }};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(socket_watch, WatchBench)

BOOST_AUTO_TEST_CASE(a_socket_is_told_of_when_it_has_something_to_read)
{
    pair(7);
    watch(7, to_read);
    run();
    BOOST_TEST(told.empty());
    for (std::size_t times = 1; times <= 3; ++times) { // entered once, told each time
        pairs.at(7).peer.send("x");
        run();
        BOOST_REQUIRE(told.size() == times);
        BOOST_TEST(told.back().key == 7U);
        BOOST_TEST((told.back().readiness == to_read));
    }
}

BOOST_AUTO_TEST_CASE(what_is_left_unread_is_told_again)
{
    pair(7).peer.send(std::string(40, 'x')); // three reads of sixteen
    watch(7, to_read);
    run();
    BOOST_TEST(told.size() == 3U);
}

BOOST_AUTO_TEST_CASE(room_to_write_is_told_only_while_it_is_wished_for)
{
    pair(7);
    watch(7, to_read);
    run();
    BOOST_TEST(told.empty());
    reads = false;
    watch(7, to_both);
    BOOST_TEST(wait_for([&] { return told.size() >= 2; })); // and as long as there is room
    BOOST_TEST((told.back().readiness == to_write));
    watch(7, to_read);
    told.clear();
    run();
    BOOST_TEST(told.empty());
}

BOOST_AUTO_TEST_CASE(a_socket_that_is_watched_for_nothing_is_not_told_of_whatever_happens_to_it)
{
    pair(7);
    watch(7, to_read);
    watch(7, nothing);
    pairs.at(7).peer.send("x");
    pairs.at(7).peer.close(); // epoll reports a hang-up without being asked
    run();
    BOOST_TEST(told.empty());
    watch(7, to_read);
    run();
    BOOST_TEST(told.size() >= 2U); // the byte, then the end
}

BOOST_AUTO_TEST_CASE(a_peer_that_goes_is_told_to_whoever_reads_or_writes)
{
    pair(1);
    watch(1, to_read);
    pairs.at(1).peer.close();
    run();
    BOOST_REQUIRE(!told.empty());
    BOOST_TEST(told.front().readiness.read);
}

BOOST_AUTO_TEST_CASE(all_that_are_ready_are_told_of_in_one_run)
{
    constexpr std::uint64_t many = 200; // several times what is gathered at once
    for (std::uint64_t key = 0; key != many; ++key) {
        pair(key).peer.send("x");
        watch(key, to_read);
    }
    run();
    std::map<std::uint64_t, int> times;
    for (const Told& one : told)
        ++times[one.key];
    BOOST_TEST(told.size() == many);
    BOOST_TEST(times.size() == many);
}

BOOST_AUTO_TEST_CASE(a_socket_that_another_has_closed_meanwhile_is_told_of_in_vain_at_most)
{
    for (std::uint64_t key = 0; key != 8; ++key) {
        pair(key).peer.send("x");
        watch(key, to_read);
    }
    watcher.forget(pairs.at(3).ours);
    pairs.erase(3);
    run();
    BOOST_TEST(told.size() == 7U);
}

BOOST_AUTO_TEST_CASE(an_exception_on_behalf_of_one_leaves_the_others_watched)
{
    for (const std::uint64_t key : {1U, 2U}) {
        pair(key).peer.send("x");
        watch(key, to_read);
    }
    breaks = 1;
    BOOST_CHECK_THROW(run(), std::runtime_error);
    breaks.reset();
    run();
    for (const std::uint64_t key : {1U, 2U})
        BOOST_TEST(std::count_if(told.begin(), told.end(), [&](const Told& one) { return one.key == key; }) >= 1);
    told.clear();
    pairs.at(2).peer.send("y");
    run();
    BOOST_TEST(told.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_descriptor_that_a_child_process_keeps_open_is_not_told_of_once_it_is_forgotten)
{
    Pair& kept = pair(7);
    watch(7, to_read);
    const PeerSocket inherited{::dup(kept.ours.native_handle())}; // as fork(2) leaves it
    kept.peer.send("x");
    watcher.forget(kept.ours);
    pairs.erase(7);
    run();
    BOOST_TEST(told.empty());
}

BOOST_AUTO_TEST_CASE(a_descriptor_that_cannot_be_watched_is_refused)
{
    StreamSocket closed;
    BOOST_TEST(watcher.set(closed, 1, to_read) == boost::system::errc::bad_file_descriptor);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test

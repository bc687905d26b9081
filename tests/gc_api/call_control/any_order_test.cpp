#include "gc_api/support/fool.hpp"
#include "gc_api/support/program.hpp"
#include "gc_api/support/udp_peer.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <random>
#include <thread>

// Every function with every kind of argument, right and wrong, in any order, from several threads at once.
// TRUNKCALL_ANY_ORDER_SECONDS makes it last longer, TRUNKCALL_ANY_ORDER_SEED repeats a run as far as threads can be.

using gc::test::Program;
using gc::test::World;

namespace {

constexpr int threads = 4;

std::chrono::milliseconds duration()
{
    const char* const seconds = std::getenv("TRUNKCALL_ANY_ORDER_SECONDS");
    return seconds ? std::chrono::seconds{std::atoi(seconds)} : std::chrono::milliseconds{1500};
}

unsigned first_seed()
{
    const char* const seed = std::getenv("TRUNKCALL_ANY_ORDER_SEED");
    return seed ? static_cast<unsigned>(std::atoi(seed)) : std::random_device{}();
}

/// Some functions write files where they are told to: here, and it is removed.
class Elsewhere {
public:
    Elsewhere() : before_{std::filesystem::current_path()}
    {
        std::string name = std::filesystem::temp_directory_path() / "any_order_XXXXXX";
        BOOST_TEST_REQUIRE(::mkdtemp(name.data()) != nullptr);
        std::filesystem::current_path(name);
    }
    ~Elsewhere()
    {
        const auto here = std::filesystem::current_path();
        std::filesystem::current_path(before_);
        std::filesystem::remove_all(here);
    }
    Elsewhere(const Elsewhere&) = delete;
    Elsewhere& operator=(const Elsewhere&) = delete;

private:
    const std::filesystem::path before_;
};

struct AnyOrder : Elsewhere, Program {
    AnyOrder()
    {
        start();
        tell_where();
    }
    /// Where the second board listens now. Without events, which others may take.
    void tell_where()
    {
        LINEDEV board = 0;
        char name[] = ":N_iptB2:P_IP";
        char address[64];
        if (gc_OpenEx(&board, name, EV_SYNC, nullptr) != GC_SUCCESS)
            return;
        world.lines.add(board);
        if (gc_GetListenAddress(board, ENUM_UDP, address, sizeof address) == GC_SUCCESS)
            world.port = static_cast<unsigned>(std::atoi(std::strrchr(address, ':') + 1));
    }
    /// Until a call is offered, but not for long.
    void wait_for_a_call(long already)
    {
        world.wait(std::chrono::milliseconds{300}, [&] { return world.offered != already; });
    }
    /// Fools at work for a while, and until a call of theirs has been answered; `meanwhile` runs beside them, again and
    /// again.
    void let_fools_work(const std::function<void()>& meanwhile)
    {
        const unsigned seed = first_seed();
        BOOST_TEST_MESSAGE("seed " << seed);
        std::vector<std::thread> working;
        std::thread watching{[this] { watch(); }};
        std::thread calling{[this, seed] { call_in(seed); }};
        for (unsigned i = 0; i < threads; ++i)
            working.emplace_back([this, seed, i] { gc::test::play_the_fool(world, seed + i); });
        const auto end = std::chrono::steady_clock::now() + duration();
        const auto at_last = end + std::chrono::seconds{30};
        for (auto now = end - duration(); now < end || (world.connected == 0 && now < at_last);
             now = std::chrono::steady_clock::now())
            meanwhile();
        world.done = true;
        world.tell();
        for (std::thread& thread : working)
            thread.join();
        calling.join();
        world.over = true;
        world.tell();
        watching.join();
        gc::test::forget_fools();
        close_all_but_the_spared();
        for (const std::string& complaint : world.complaints)
            BOOST_ERROR(complaint);
        BOOST_TEST_MESSAGE(world.worked << " worked, " << world.refused << " refused, " << world.offered
                                        << " calls offered, " << world.connected << " connected");
        BOOST_TEST(world.worked > 0);
        BOOST_TEST(world.refused > 0);
    }
    /// Every call of a function returns in time, or the program ends here with its name.
    void watch()
    {
        for (; !world.over; world.wait(std::chrono::milliseconds{100}, [] { return false; }))
            for (const auto& doing : world.doing)
                if (const char* const what = doing.overdue()) {
                    std::fprintf(stderr, "does not return: %s\n", what);
                    std::abort();
                }
    }
    /// Calls from outside, most of which are given up or never acknowledged.
    void call_in(unsigned seed)
    {
        std::minstd_rand random{seed};
        for (unsigned number = 0; !world.done; ++number) {
            const std::string uri = "sip:bob@127.0.0.1:" + std::to_string(world.port);
            const std::string call_id = "stranger" + std::to_string(seed) + '-' + std::to_string(number);
            const std::string offer = random() % 4 == 0 ? std::string{} : gc::test::audio_offer("0 8");
            std::string invite = stranger.request("INVITE", uri, call_id, offer);
            if (random() % 8 == 0)
                invite[random() % invite.size()] = static_cast<char>(random());
            const long already = world.offered;
            stranger.send(uri, invite);
            world.wait(std::chrono::milliseconds{random() % 20},
                       [&] { return world.done || world.offered != already; });
            const char* const methods[] = {"CANCEL", "CANCEL", "CANCEL", "ACK", "BYE"};
            stranger.send(uri, stranger.request(methods[random() % std::size(methods)], uri, call_id));
            world.wait(std::chrono::milliseconds{100}, [&] { return world.done.load(); }); // there are other callers
        }
    }
    void close_all_but_the_spared()
    {
        constexpr LINEDEV more_than_were_given_out = 20'000;
        for (LINEDEV device = 1; device < more_than_were_given_out; ++device)
            if (!world.spared.contains(device))
                gc_Close(device);
    }
    World world;
    gc::test::UdpPeer stranger; // made here: Boost.Test, which it asks, is of one thread
};

} // namespace

BOOST_AUTO_TEST_SUITE(any_order)

BOOST_FIXTURE_TEST_CASE(whatever_other_threads_do_a_call_that_they_do_not_know_goes_on, AnyOrder)
{
    const LINEDEV caller = open_line(1, 50);
    const LINEDEV callee = open_waiting(2, 50);
    const auto [out, in] = connected(caller, callee);
    int media[2] = {};
    WORKS(gc_GetResourceH(caller, &media[0], GC_MEDIADEVICE));
    WORKS(gc_GetResourceH(callee, &media[1], GC_MEDIADEVICE));
    world.spared = {caller, callee, out, in, media[0], media[1]};
    let_fools_work([&] {
        BOOST_TEST(state(out) == GCST_CONNECTED);
        BOOST_TEST(state(in) == GCST_CONNECTED);
        std::this_thread::yield();
    });
    BOOST_TEST(world.connected > 0);
    finish(caller, out, callee, in);
    const auto again = connected(caller, callee);
    finish(caller, again.caller, callee, again.callee);
}

BOOST_FIXTURE_TEST_CASE(stops_and_starts_in_the_middle_of_it_all_leave_a_library_that_works, AnyOrder)
{
    int restarts = 0;
    let_fools_work([&] {
        wait_for_a_call(world.offered);
        stop();
        start();
        tell_where();
        ++restarts;
    });
    BOOST_TEST(restarts > 0);
    const LINEDEV caller = open_line(1, 50);
    const LINEDEV callee = open_waiting(2, 50);
    stop();
    start();
    BOOST_TEST(quiet(caller));
    BOOST_TEST(quiet(callee));
}

BOOST_AUTO_TEST_SUITE_END()

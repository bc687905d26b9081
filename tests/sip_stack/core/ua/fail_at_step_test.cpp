#include "worlds.hpp"

#include <functional>

using namespace test;

/// The same call again and again, failing at every step: whatever is lost, copied or cut, both programs hear exactly
/// one last word in bounded time and nothing stays behind.
namespace {

struct Scenario {
    const char* name;
    std::function<void(Pair&)> play;
};

void to_the_end(Pair& pair, const char* target, bool callee_hangs_up)
{
    const auto call = pair.alice.call(target);
    pair.network.run_for(5s);
    if (callee_hangs_up)
        pair.bob.hang_up(pair.bob.last());
    else
        pair.alice.hang_up(call);
}

void cancelled(Pair& pair, const char* target)
{
    pair.bob.answers = false;
    const auto call = pair.alice.call(target);
    pair.network.run_for(5s);
    pair.alice.hang_up(call);
}

void refused(Pair& pair, const char* target)
{
    pair.bob.answers = false;
    (void)pair.alice.call(target);
    pair.network.run_for(5s);
    (void)pair.bob.command(pair.bob.last(), sip::Reject{});
}

/// Who puts whom on hold after the call is up.
enum class Changes { caller, callee, both, asked, cancelled };

void modified(Pair& pair, const char* target, Changes changes)
{
    if (changes == Changes::asked || changes == Changes::cancelled)
        pair.bob.endpoint().hand_up({.reinvites = true});
    if (changes == Changes::asked)
        pair.bob.answers_changes = 200;
    const auto call = pair.alice.call(target);
    pair.network.run_for(5s);
    if (changes != Changes::callee)
        pair.alice.modify(call, sip::sdp::Direction::sendonly);
    if (changes == Changes::callee || changes == Changes::both)
        pair.bob.modify(pair.bob.last(), sip::sdp::Direction::inactive);
    pair.network.run_for(3s);
    if (changes == Changes::cancelled)
        (void)pair.alice.command(call, sip::CancelModify{});
    pair.network.run_for(5s);
    pair.alice.hang_up(call);
}

/// The caller acknowledges late, and offers nothing: what the 200 offers is answered then.
void acknowledged_by_owner(Pair& pair, const char* target)
{
    sip::MakeCall command;
    command.to = target;
    command.own_ack = true;
    sip::CallHandle call{};
    (void)pair.alice.make(command, call);
    pair.network.run_for(5s);
    const sip::Acknowledge ack{{}, {"application/sdp", sdp_text()}};
    (void)pair.alice.command(call, ack);
    pair.network.run_for(1s);
    (void)pair.alice.command(call, sip::Modify{{}, sip::NoMedia{}, {}, true});
    pair.network.run_for(4s);
    (void)pair.alice.command(call, ack);
    pair.network.run_for(1s);
    pair.alice.hang_up(call);
}

constexpr const char* over_udp = "bob@192.0.2.2";
constexpr const char* over_tcp = "bob@192.0.2.2;transport=tcp";
constexpr const char* over_tls = "sips:bob@bob.example.com";

const Scenario scenarios[] = {
    {"udp, caller hangs up", [](Pair& pair) { to_the_end(pair, over_udp, false); }},
    {"udp, callee hangs up", [](Pair& pair) { to_the_end(pair, over_udp, true); }},
    {"udp, cancelled", [](Pair& pair) { cancelled(pair, over_udp); }},
    {"udp, refused", [](Pair& pair) { refused(pair, over_udp); }},
    {"tcp, caller hangs up", [](Pair& pair) { to_the_end(pair, over_tcp, false); }},
    {"tcp, callee hangs up", [](Pair& pair) { to_the_end(pair, over_tcp, true); }},
    {"tcp, cancelled", [](Pair& pair) { cancelled(pair, over_tcp); }},
    {"tcp, refused", [](Pair& pair) { refused(pair, over_tcp); }},
    {"udp, caller modifies", [](Pair& pair) { modified(pair, over_udp, Changes::caller); }},
    {"udp, callee modifies", [](Pair& pair) { modified(pair, over_udp, Changes::callee); }},
    {"udp, both modify", [](Pair& pair) { modified(pair, over_udp, Changes::both); }},
    {"udp, callee is asked", [](Pair& pair) { modified(pair, over_udp, Changes::asked); }},
    {"udp, the change is cancelled", [](Pair& pair) { modified(pair, over_udp, Changes::cancelled); }},
    {"tcp, both modify", [](Pair& pair) { modified(pair, over_tcp, Changes::both); }},
    {"tcp, the change is cancelled", [](Pair& pair) { modified(pair, over_tcp, Changes::cancelled); }},
    {"udp, the owner acknowledges", [](Pair& pair) { acknowledged_by_owner(pair, over_udp); }},
    {"tcp, the owner acknowledges", [](Pair& pair) { acknowledged_by_owner(pair, over_tcp); }},
    {"tls, caller hangs up", [](Pair& pair) { to_the_end(pair, over_tls, false); }},
    {"tls, callee hangs up", [](Pair& pair) { to_the_end(pair, over_tls, true); }},
};

std::size_t last_words(const UserAgentHost& host) { return host.count("ended") + host.count("released"); }

/// Hangs up what still stands, as a program would after a while.
void finish(Pair& pair)
{
    pair.network.run_for(100s);
    for (UserAgentHost* host : {&pair.alice, &pair.bob})
        if (host->endpoint().statistics().calls > 0)
            host->hang_up(host->last());
    pair.network.run_for(100s);
}

void play(const Scenario& scenario, const std::function<Fate(const Packet&)>& fate)
{
    Pair pair;
    pair.network.name("bob.example.com", {{{TransportKind::tls, {pair.bob.ip(), 5061}, {}}, pair.alice.ip()}});
    pair.network.fate = fate;
    scenario.play(pair);
    finish(pair);
    BOOST_TEST(last_words(pair.alice) == 1U, "alice: " << pair.alice.story());
    BOOST_TEST(last_words(pair.bob) == pair.bob.count("incoming"), "bob: " << pair.bob.story());
    BOOST_TEST((pair.alice.all_over_once() && pair.bob.all_over_once()));
    pair.expect_nothing_left();
}

std::size_t steps_of(const Scenario& scenario)
{
    std::size_t steps = 0;
    play(scenario, [&](const Packet& packet) {
        steps = packet.number + 1;
        return Fate::deliver;
    });
    return steps;
}

void fail_at_every_step(Fate fault, bool from_there_on)
{
    for (const Scenario& scenario : scenarios) {
        const std::size_t steps = steps_of(scenario);
        BOOST_TEST(steps >= 4U, scenario.name);
        for (std::size_t step = 0; step < steps + 3; ++step) // repetitions add some
            BOOST_TEST_CONTEXT(scenario.name << ", failing at " << step)
        play(scenario, [&](const Packet& packet) {
            return packet.number == step || (from_there_on && packet.number > step) ? fault : Fate::deliver;
        });
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(fail_at_step)

BOOST_AUTO_TEST_CASE(each_single_message_may_be_lost) { fail_at_every_step(Fate::lose, false); }

BOOST_AUTO_TEST_CASE(the_network_may_fall_silent_at_each_message) { fail_at_every_step(Fate::lose, true); }

BOOST_AUTO_TEST_CASE(each_single_message_may_come_twice) { fail_at_every_step(Fate::duplicate, false); }

BOOST_AUTO_TEST_CASE(every_message_may_come_twice) { fail_at_every_step(Fate::duplicate, true); }

BOOST_AUTO_TEST_CASE(the_connection_may_be_cut_at_each_message) { fail_at_every_step(Fate::cut, false); }

BOOST_AUTO_TEST_CASE(every_connection_may_be_cut_from_each_message_on) { fail_at_every_step(Fate::cut, true); }

BOOST_AUTO_TEST_CASE(a_third_of_all_datagrams_may_be_lost)
{
    for (std::uint64_t seed = 1; seed <= 100; ++seed)
        BOOST_TEST_CONTEXT("seed " << seed)
        {
            TestRandom random{seed};
            play(scenarios[seed % 4],
                 [&](const Packet&) { return random.next() % 3 == 0 ? Fate::lose : Fate::deliver; });
        }
}

BOOST_AUTO_TEST_SUITE_END()

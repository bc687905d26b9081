#include "support/far_end.hpp"
#include "support/user_agent_host.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace test;
namespace data = boost::unit_test::data;

/// Who hangs up gets the last word on the call in bounded time, in every state of it, whatever the peer does from then
/// on, over every transport; and nothing is left of the call. The same for programs: gc_api/call_control/hang_up_test.
namespace {

constexpr Duration bound = 100s; ///< what Global Call waits for the end of a call

struct World {
    explicit World(TransportKind by) : far{network, bob, by} {}

    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    FarEnd far;

    void call_peer(int answer)
    {
        bob.call(far.uri());
        far.take_invite();
        BOOST_TEST_REQUIRE(far.invite.starts_with("INVITE"));
        if (answer != 0)
            far.answer(far.invite, answer);
    }
    void call_bob(bool rings, bool answers)
    {
        bob.rings = rings;
        bob.answers = answers;
        BOOST_TEST_REQUIRE((far.call() || !answers));
        BOOST_TEST_REQUIRE(bob.count("incoming") == 1U);
    }
    void hang_up()
    {
        if (bob.count("incoming") == 1 && !bob.answers)
            BOOST_TEST_REQUIRE(!bob.command(bob.last(), sip::Reject{}));
        else
            BOOST_TEST_REQUIRE(!bob.command(bob.last(), sip::HangUp{}));
    }
    [[nodiscard]] std::size_t last_words() const { return bob.count("released") + bob.count("ended"); }
};

struct Stage {
    const char* name;
    std::function<void(World&)> reach;
    friend std::ostream& operator<<(std::ostream& out, const Stage& stage) { return out << stage.name; }
};

const Stage stages[] = {
    {"dialing", [](World& world) { world.call_peer(0); }},
    {"proceeding", [](World& world) { world.call_peer(100); }},
    {"alerting", [](World& world) { world.call_peer(180); }},
    {"connected, outgoing",
     [](World& world) {
         world.call_peer(200);
         BOOST_TEST_REQUIRE(world.bob.count("connected") == 1U);
     }},
    {"offered", [](World& world) { world.call_bob(false, false); }},
    {"call routing",
     [](World& world) {
         world.call_bob(false, false);
         (void)world.bob.command(world.bob.last(), sip::SendTrying{});
     }},
    {"accepted", [](World& world) { world.call_bob(true, false); }},
    {"answered, not acknowledged", [](World& world) { world.call_bob(true, true); }},
    {"connected, incoming",
     [](World& world) {
         world.call_bob(true, true);
         world.far.acknowledge();
         BOOST_TEST_REQUIRE(world.bob.count("acknowledged") == 1U);
     }},
};

const TransportKind kinds[] = {TransportKind::udp, TransportKind::tcp, TransportKind::tls};

} // namespace

BOOST_AUTO_TEST_SUITE(hang_up_is_bounded)

BOOST_DATA_TEST_CASE(in_every_state_whatever_the_peer_does, data::make(stages) * data::make(behaviours()), stage, peer)
{
    for (const TransportKind kind : kinds)
        BOOST_TEST_CONTEXT(stage << ", the peer " << peer << ", transport " << static_cast<int>(kind))
        {
            World world{kind};
            stage.reach(world);
            BOOST_TEST_REQUIRE(world.last_words() == 0U);
            world.hang_up();
            const Duration took = suffer(
                world.far, peer, [&] { return world.last_words() != 0; }, 2 * bound);
            BOOST_TEST(world.last_words() == 1U, world.bob.story());
            BOOST_TEST((took <= bound), "it took " << took / 1s << " s: " << world.bob.story());
            world.network.run_for(std::chrono::minutes{15});
            BOOST_TEST(world.last_words() == 1U, world.bob.story());
            BOOST_TEST(world.bob.endpoint().statistics().calls == 0U);
            BOOST_TEST(world.bob.endpoint().statistics().transactions == 0U);
        }
}

BOOST_AUTO_TEST_SUITE_END()

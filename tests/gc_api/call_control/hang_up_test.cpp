#include "gc_api/support/virtual_board.hpp"
#include "gclib.h"
#include "support/far_end.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

// gc_DropCall always ends: in every state of a call, whatever the other side does from then on, over every transport,
// GCEV_DROPCALL comes once and within its bound, gc_ReleaseCallEx works, and the line takes the next call.

namespace data = boost::unit_test::data;
using gc::CallControl;
using gc::CallState;
using namespace std::chrono_literals;
using test::Behaviour;
using test::FarEnd;

namespace {

constexpr sip::Duration bound = 100s; ///< what EV_SYNC waits for at most

struct World {
    explicit World(sip::TransportKind by) : far{network, board, by} {}

    test::VirtualNetwork network;
    gc::test::VirtualBoard board{network, "bob", "192.0.2.2"}; // as the far end expects of TLS
    gc::Line& line = board.open_line();
    FarEnd far;

    void call_peer(int answer)
    {
        gc::CallRequest request;
        request.number = far.uri();
        CRN crn = 0;
        works([&](CallControl& calls) { return calls.make_call(line, request, crn, nullptr); });
        far.take_invite();
        BOOST_TEST_REQUIRE(far.invite.starts_with("INVITE"));
        if (answer != 0)
            far.answer(far.invite, answer);
    }
    void call_board()
    {
        (void)far.call();
        BOOST_TEST_REQUIRE((line.state() == CallState::offered));
    }
    void answer_peer()
    {
        call_board();
        works([this](CallControl& calls) { return calls.accept(line, nullptr); });
        works([this](CallControl& calls) { return calls.answer(line, nullptr); });
        network.run_for(200ms);
    }
    template <class Operation>
    void works(Operation operation)
    {
        const gc::Error error = board.run(operation);
        BOOST_TEST_REQUIRE(!error, error.text);
    }
    /// The other side may end the call at the same moment: then GCEV_DISCONNECTED comes first, or the state is Idle.
    void drop()
    {
        works([this](CallControl& calls) { return calls.drop(line, GC_NORMAL_CLEARING, nullptr); });
    }
    [[nodiscard]] bool dropped() const { return line.state() == CallState::idle; }
};

struct Stage {
    const char* name;
    CallState state;
    std::function<void(World&)> reach;
    friend std::ostream& operator<<(std::ostream& out, const Stage& stage) { return out << stage.name; }
};

const Stage stages[] = {
    {"dialing", CallState::dialing, [](World& world) { world.call_peer(0); }},
    {"proceeding", CallState::proceeding, [](World& world) { world.call_peer(100); }},
    {"alerting", CallState::alerting, [](World& world) { world.call_peer(180); }},
    {"connected, outgoing", CallState::connected, [](World& world) { world.call_peer(200); }},
    {"offered", CallState::offered, [](World& world) { world.call_board(); }},
    {"call routing", CallState::call_routing,
     [](World& world) {
         world.call_board();
         world.works([&world](CallControl& calls) { return calls.acknowledge(world.line, nullptr); });
     }},
    {"accepted", CallState::accepted,
     [](World& world) {
         world.call_board();
         world.works([&world](CallControl& calls) { return calls.accept(world.line, nullptr); });
     }},
    {"answered, not acknowledged", CallState::accepted, [](World& world) { world.answer_peer(); }},
    {"connected, incoming", CallState::connected,
     [](World& world) {
         world.answer_peer();
         world.far.acknowledge();
     }},
};

const sip::TransportKind kinds[] = {sip::TransportKind::udp, sip::TransportKind::tcp, sip::TransportKind::tls};

long count(const std::vector<long>& types, long type) { return std::count(types.begin(), types.end(), type); }

void check_end(World& world, const Behaviour& behaviour)
{
    (void)world.board.events();
    world.drop();
    const auto took = test::suffer(
        world.far, behaviour, [&] { return world.dropped(); }, 2 * bound);
    BOOST_TEST(world.dropped(), "in " << gc::name_of(world.line.state()));
    BOOST_TEST((took <= bound), "it took " << took / 1s << " s");
    world.network.run_for(std::chrono::minutes{15});
    const auto came = world.board.events();
    BOOST_TEST(count(came, GCEV_DROPCALL) == 1);
    BOOST_TEST(count(came, GCEV_DISCONNECTED) == 0);
    BOOST_TEST(world.board.endpoint().statistics().calls == 0U);
    BOOST_TEST(world.board.endpoint().statistics().transactions == 0U);
}

} // namespace

BOOST_AUTO_TEST_SUITE(gc_drop_call_is_bounded)

BOOST_DATA_TEST_CASE(in_every_state_whatever_the_peer_does, data::make(stages) * data::make(test::behaviours()), stage,
                     behaviour)
{
    for (const sip::TransportKind kind : kinds)
        BOOST_TEST_CONTEXT(stage << ", the peer " << behaviour << ", transport " << static_cast<int>(kind))
        {
            World world{kind};
            stage.reach(world);
            BOOST_TEST_REQUIRE((world.line.state() == stage.state), "in " << gc::name_of(world.line.state()));
            check_end(world, behaviour);
            world.works([&](CallControl& calls) { return calls.release(world.line, nullptr); });
            BOOST_TEST(count(world.board.events(), GCEV_RELEASECALL) == 1);
            BOOST_TEST((world.line.state() == CallState::null));
        }
}

BOOST_AUTO_TEST_SUITE_END()

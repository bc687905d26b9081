#include "worlds.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <deque>
#include <functional>
#include <ostream>

using namespace test;
namespace data = boost::unit_test::data;

/// Who hangs up gets the last word on the call in bounded time, in every state of it, whatever the peer does from then
/// on, over every transport; and nothing is left of the call.
namespace {

constexpr Duration bound = 100s; ///< what Global Call waits for the end of a call

/// The peer's end of the call.
struct World : PeerWorld {
    explicit World(TransportKind by) : kind{by} {}

    const TransportKind kind;
    std::string invite; ///< outgoing: what came; incoming: what was sent
    std::string tag = "t";
    std::deque<std::pair<TimePoint, std::string>> late; ///< requests that are answered at that time

    void say(const std::string& text)
    {
        if (kind == TransportKind::udp)
            peer.send(text, bob_udp);
        else
            peer.write(peer.last_flow(), text);
    }
    void answer(const std::string& to, int status)
    {
        const bool with_body = header(to, "CSeq").find("INVITE") != std::string::npos && status / 100 == 2;
        say(with_body ? response_to(to, status, tag,
                                    "Contact: <sip:peer@192.0.2.9" + parameter() + ">\r\n" + std::string{sdp_content},
                                    sdp_text())
                      : response_to(to, status, header(to, "To").find("tag=") == std::string::npos ? tag : ""));
        network.run_for(50ms);
    }
    [[nodiscard]] std::string parameter() const { return kind == TransportKind::tcp ? ";transport=tcp" : ""; }
    [[nodiscard]] std::string uri() const
    {
        return (kind == TransportKind::tls ? "sips:peer@192.0.2.9" : "sip:peer@192.0.2.9") + parameter();
    }

    void call_peer()
    {
        bob.call(uri());
        network.run_for(200ms);
        invite = peer.take_one();
        BOOST_TEST_REQUIRE(start_line(invite).starts_with("INVITE"));
    }
    void call_bob(bool rings, bool answers)
    {
        bob.rings = rings;
        bob.answers = answers;
        std::string text = test::invite();
        if (kind == TransportKind::udp) {
            peer.send(text, bob_udp);
        } else {
            const bool tls = kind == TransportKind::tls;
            text.replace(text.find("SIP/2.0/UDP"), 11, tls ? "SIP/2.0/TLS" : "SIP/2.0/TCP");
            const std::uint16_t port = tls ? 5061 : 5060;
            peer.write(peer.connect(kind, {bob.ip(), port}), text);
        }
        network.run_for(200ms);
        BOOST_TEST_REQUIRE(bob.count("incoming") == 1U);
        const auto came = peer.take();
        if (answers) {
            BOOST_TEST_REQUIRE(!came.empty());
            tag = to_tag(came.back());
        }
    }
};

struct Stage {
    const char* name;
    std::function<void(World&)> reach;
    friend std::ostream& operator<<(std::ostream& out, const Stage& stage) { return out << stage.name; }
};

const Stage stages[] = {
    {"dialing", [](World& world) { world.call_peer(); }},
    {"proceeding",
     [](World& world) {
         world.call_peer();
         world.answer(world.invite, 100);
     }},
    {"alerting",
     [](World& world) {
         world.call_peer();
         world.answer(world.invite, 180);
     }},
    {"connected, outgoing",
     [](World& world) {
         world.call_peer();
         world.answer(world.invite, 200);
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
         world.say(request("ACK", "c1", 1, {}, {}, world.tag));
         world.network.run_for(50ms);
         BOOST_TEST_REQUIRE(world.bob.count("acknowledged") == 1U);
     }},
};

/// What the peer does with each message that comes, and each second, once the program has hung up.
struct Peer {
    const char* name;
    std::function<void(World&, const std::string& came)> hears;
    std::function<void(World&)> each_second;
    friend std::ostream& operator<<(std::ostream& out, const Peer& peer) { return out << peer.name; }
};

bool is_request(const std::string& text) { return !text.starts_with("SIP/2.0") && !text.starts_with("ACK"); }

void nothing(World&, const std::string&) {}
void rest(World&) {}

std::function<void(World&, const std::string&)> always(int status)
{
    return [status](World& world, const std::string& came) {
        if (is_request(came))
            world.answer(came, status);
    };
}

/// Answers the INVITE for ever, and every request, with that provisional response.
Peer stalls(const char* name, int status)
{
    return {name, always(status), [status](World& world) {
                if (world.invite.starts_with("INVITE") &&
                    header(world.invite, "From").find("tag=pc1") == std::string::npos)
                    world.answer(world.invite, status);
            }};
}

const Peer peers[] = {
    {"is silent", nothing, rest},
    {"answers with 500", always(500), rest},
    {"answers with 481", always(481), rest},
    {"asks who it is", always(407), rest},
    {"asks to come again later",
     [](World& world, const std::string& came) {
         if (is_request(came))
             world.say(response_to(came, 503, world.tag, "Retry-After: 3600\r\n"));
     },
     rest},
    {"sends it elsewhere",
     [](World& world, const std::string& came) {
         if (is_request(came))
             world.say(response_to(came, 302, world.tag, "Contact: <sip:nobody@192.0.2.77>\r\n"));
     },
     rest},
    stalls("answers 100 for ever", 100),
    stalls("answers 183 for ever", 183),
    {"connects the call after all, and is silent",
     [](World& world, const std::string& came) {
         if (came.starts_with("CANCEL"))
             world.answer(world.invite, 200);
     },
     rest},
    {"ends the call itself",
     [](World& world, const std::string& came) {
         if (came.starts_with("BYE") || came.starts_with("CANCEL"))
             world.say(request("BYE", header(came, "Call-ID"), 9, {}, {}, tag_of(header(came, "From"))));
     },
     rest},
    {"talks garbage",
     [](World& world, const std::string& came) {
         world.say("SIP/2.0 2oo OK\r\nVia: " + header(came, "Via") + "\r\n\r\n");
         world.say(std::string(200, '\xff') + "\r\n\r\n");
     },
     [](World& world) { world.say("BYE\r\n\r\n"); }},
    {"answers what nobody asked",
     [](World& world, const std::string& came) {
         std::string wrong = response_to(came, 200, "other");
         if (const auto at = wrong.find("CSeq: "); at != std::string::npos)
             wrong.insert(at + 6, "77");
         world.say(wrong);
     },
     rest},
    {"answers at the last moment",
     [](World& world, const std::string& came) {
         if (is_request(came))
             world.late.emplace_back(world.network.now() + 31s, came);
     },
     [](World& world) {
         while (!world.late.empty() && world.late.front().first <= world.network.now()) {
             world.answer(world.late.front().second, 200);
             world.late.pop_front();
         }
     }},
    {"loses the connection", [](World& world, const std::string&) { world.network.cut_streams(world.bob); },
     [](World& world) {
         world.peer.accepts_streams = false;
         world.network.cut_streams(world.bob);
     }},
};

void hang_up(World& world)
{
    const auto call = world.bob.last();
    if (world.bob.count("incoming") == 1 && !world.bob.answers)
        BOOST_TEST_REQUIRE(!world.bob.command(call, sip::Reject{}));
    else
        BOOST_TEST_REQUIRE(!world.bob.command(call, sip::HangUp{}));
}

std::size_t last_words(const UserAgentHost& host) { return host.count("released") + host.count("ended"); }

/// Lets the peer do its worst until the last word has come; how long that took.
Duration time_to_the_end(World& world, const Peer& peer)
{
    const TimePoint begin = world.network.now();
    TimePoint next = begin;
    while (last_words(world.bob) == 0 && world.network.now() < begin + 2 * bound) {
        for (const std::string& came : world.peer.take())
            peer.hears(world, came);
        if (world.network.now() >= next) {
            peer.each_second(world);
            next += 1s;
        }
        world.network.run_for(50ms);
    }
    return world.network.now() - begin;
}

const TransportKind kinds[] = {TransportKind::udp, TransportKind::tcp, TransportKind::tls};

} // namespace

BOOST_AUTO_TEST_SUITE(hang_up_is_bounded)

BOOST_DATA_TEST_CASE(in_every_state_whatever_the_peer_does, data::make(stages) * data::make(peers), stage, peer)
{
    for (const TransportKind kind : kinds)
        BOOST_TEST_CONTEXT(stage << ", the peer " << peer << ", transport " << static_cast<int>(kind))
        {
            World world{kind};
            stage.reach(world);
            BOOST_TEST_REQUIRE(last_words(world.bob) == 0U);
            hang_up(world);
            const Duration took = time_to_the_end(world, peer);
            BOOST_TEST(last_words(world.bob) == 1U, world.bob.story());
            BOOST_TEST((took <= bound), "it took " << took / 1s << " s: " << world.bob.story());
            world.network.run_for(std::chrono::minutes{15});
            BOOST_TEST(last_words(world.bob) == 1U, world.bob.story());
            BOOST_TEST(world.bob.endpoint().statistics().calls == 0U);
            BOOST_TEST(world.bob.endpoint().statistics().transactions == 0U);
        }
}

BOOST_AUTO_TEST_SUITE_END()

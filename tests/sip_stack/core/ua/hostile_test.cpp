#include "worlds.hpp"

using namespace test;

namespace {

/// Without the line that the octet stands in.
std::string without_line(const std::string& text, std::size_t octet)
{
    const std::size_t begin = text.rfind('\n', octet);
    const std::size_t end = text.find('\n', octet);
    if (begin == std::string::npos || end == std::string::npos)
        return text;
    return text.substr(0, begin) + text.substr(end);
}

/// One of the things that people do to messages.
std::string spoilt(std::string text, TestRandom& random)
{
    for (std::uint64_t times = random.next() % 4; times > 0 && !text.empty(); --times) {
        const std::size_t at = random.next() % text.size();
        const std::size_t length = std::min<std::size_t>(random.next() % 40, text.size() - at);
        switch (random.next() % 6) {
        case 5: text = without_line(text, at); break;
        case 0: text[at] = static_cast<char>(random.next()); break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, text.substr(random.next() % text.size(), length)); break;
        case 3: text.insert(at, std::string(length, static_cast<char>(random.next()))); break;
        default: text.resize(at); break;
        }
    }
    return text;
}

std::string any_request(TestRandom& random, const std::string& tag)
{
    const std::string id = "h" + std::to_string(random.next() % 8);
    const int cseq = static_cast<int>(random.next() % 4);
    switch (random.next() % 7) {
    case 0: return invite(id, cseq);
    case 1: return invite(id, cseq, {}, tag, random.next() % 2 ? "a=sendonly\r\n" : "a=sendrecv\r\n");
    case 2: return request("ACK", id, cseq, {}, {}, tag);
    case 3: return request("BYE", id, cseq, {}, {}, tag);
    case 4: return request("CANCEL", id, cseq);
    case 5: return request("INVITE", id, cseq, {}, {}, tag);
    default: return request("OPTIONS", id, cseq, {}, {}, random.next() % 2 ? tag : "");
    }
}

std::string any_response(TestRandom& random, const std::string& request)
{
    static constexpr int statuses[] = {100, 180, 183, 200, 202, 302, 401, 481, 486, 491, 503, 603};
    const int status = statuses[random.next() % std::size(statuses)];
    const std::uint64_t fork = random.next() % 4;
    const std::string tag = fork ? "r" + std::to_string(fork) : std::string{}; // RFC 2543 peers have none
    return response_to(request, status, tag, "Contact: <sip:peer@192.0.2.9>\r\n" + std::string{sdp_content},
                       sdp_text());
}

/// A request of the peer's in the dialog that it may have made of our request.
std::string any_answer_back(TestRandom& random, const std::string& request)
{
    static constexpr const char* methods[] = {"BYE", "INVITE", "OPTIONS", "ACK", "INFO"};
    const std::string method = methods[random.next() % std::size(methods)];
    const std::uint64_t fork = random.next() % 4;
    const std::string cseq = std::to_string(random.next() % 5);
    return method + " sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKb" + method + cseq +
           "\r\nMax-Forwards: 70\r\nFrom: " + header(request, "To") + (fork ? ";tag=r" + std::to_string(fork) : "") +
           "\r\nTo: " + header(request, "From") + "\r\nCall-ID: " + header(request, "Call-ID") + "\r\nCSeq: " + cseq +
           " " + method + "\r\nContent-Length: 0\r\n\r\n";
}

void any_command(UserAgentHost& bob, TestRandom& random)
{
    const auto call = bob.last();
    switch (random.next() % 7) {
    case 0: return bob.hang_up(call);
    case 1: return bob.answer(call);
    case 2: return bob.ring(call);
    case 3: (void)bob.command(call, sip::Reject{}); return;
    case 4: (void)bob.command(call, sip::SendTrying{}); return;
    default: (void)bob.call("peer@192.0.2.9"); return;
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(hostile)

BOOST_AUTO_TEST_CASE(any_messages_and_commands_in_any_order_leave_nothing_behind)
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        PeerWorld world;
        TestRandom random{seed};
        std::string tag = "none";
        std::string last_request = request("OPTIONS", "x", 1);
        const FlowId stream = world.peer.connect(TransportKind::tcp, world.bob_udp);
        for (int step = 0; step < 150; ++step) {
            world.bob.answers = random.next() % 2;
            const std::uint64_t kind = random.next() % 6;
            const std::string text = kind < 3   ? any_request(random, tag)
                                     : kind < 5 ? any_response(random, last_request)
                                                : any_answer_back(random, last_request);
            const std::string sent = random.next() % 4 ? text : spoilt(text, random);
            if (random.next() % 4 == 0)
                world.peer.write(stream, sent);
            else
                world.peer.send(sent, world.bob_udp);
            if (random.next() % 4 == 0)
                any_command(world.bob, random);
            world.network.run_for(std::chrono::milliseconds{random.next() % 900});
            for (const std::string& came : world.peer.take()) {
                if (status_of(came) == 0)
                    last_request = came;
                else if (!to_tag(came).empty())
                    tag = to_tag(came);
            }
        }
        for (int round = 0; round < 400 && world.bob.endpoint().statistics().calls > 0; ++round) {
            world.bob.endpoint().shut_down(world.network.now());
            world.network.run_for(10s);
        }
        world.network.run_for(std::chrono::minutes{15});
        const auto left = world.bob.endpoint().statistics();
        BOOST_TEST(left.calls == 0U, "seed " << seed);
        BOOST_TEST(left.transactions == 0U, "seed " << seed);
        BOOST_TEST(world.bob.all_over_once(), "seed " << seed);
    }
}

BOOST_FIXTURE_TEST_CASE(ten_thousand_invites_that_nobody_answers_are_all_forgotten, PeerWorld)
{
    bob.answers = false;
    for (int i = 0; i < 10'000; ++i)
        peer.send(invite("n" + std::to_string(i)), bob_udp);
    network.run_for(1s);
    BOOST_TEST(bob.endpoint().statistics().calls == 10'000U);
    bob.endpoint().shut_down(network.now());
    network.run_for(200s);
    BOOST_TEST(bob.endpoint().idle());
    BOOST_TEST(bob.all_over_once());
}

BOOST_AUTO_TEST_SUITE_END()

#include "support/raw_peer.hpp"
#include "support/user_agent_host.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// A whole user agent, and a peer that says anything in any order. The input is a script of steps that end with "%%":
// its first letter says what happens. In what the peer says, $v $f $t $i $s stand for Via, From, To, Call-ID and CSeq
// of the last message that it got, so that answers and requests in a dialog find their way.

using namespace test;

namespace {

constexpr std::string_view step_end = "%%";
constexpr std::size_t most_steps = 40;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Not a hash, but of the length of one: what is fuzzed is the way there.
struct NoHasher final : sip::Hasher {
    sip::Secret hash(sip::HashAlgorithm, std::string_view) override { return {"00000000000000000000000000000000"}; }
};

sip::EndpointConfig with_transfers()
{
    sip::EndpointConfig config = all_transports();
    config.transfers = true;
    return config;
}

struct World {
    NoHasher hasher;
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2", with_transfers()};
    RawPeer peer{network, "peer", "192.0.2.9"};
    const Address to_bob{bob.ip(), 5060};
    FlowId stream = peer.connect(TransportKind::tcp, to_bob);
    std::string last; ///< what came to the peer

    World()
    {
        bob.endpoint().set_hasher(&hasher);
        bob.endpoint().take_up({true, true, true, true});
        bob.endpoint().set_credentials({"r", "", "bob", sip::Secret{"secret"}});
    }

    [[nodiscard]] std::string filled(std::string_view text) const
    {
        static constexpr std::array<std::pair<char, const char*>, 5> names{
            {{'v', "Via"}, {'f', "From"}, {'t', "To"}, {'i', "Call-ID"}, {'s', "CSeq"}}};
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char* name = nullptr;
            for (const auto& [letter, header] : names)
                if (text[i] == '$' && i + 1 < text.size() && text[i + 1] == letter)
                    name = header;
            if (name)
                out += header(last, name);
            else
                out += text[i];
            i += name != nullptr;
        }
        return out;
    }

    [[nodiscard]] static sip::SendOutside outside(const char* method)
    {
        sip::SendOutside command;
        command.method = method;
        command.to = "peer@192.0.2.9";
        command.call_id = "outside@bob";
        command.headers = {"Event: presence", "Expires: 60"};
        return command;
    }
    [[nodiscard]] static sip::Register registration()
    {
        sip::Register command;
        command.registrar = "192.0.2.9";
        command.address = "sip:bob@example.com";
        return command;
    }

    static sip::RawBody own(std::string_view text)
    {
        return {text.empty() ? "" : "application/sdp", std::string{text}};
    }
    void place_offerless()
    {
        sip::MakeCall command;
        command.to = "peer@192.0.2.9";
        command.own_ack = true;
        sip::CallHandle call{};
        (void)bob.make(command, call);
    }

    void step(std::string_view text)
    {
        const std::string_view rest = text.substr(1);
        const sip::CallHandle call = bob.last();
        switch (text.front()) {
        case 's': peer.write(stream, filled(rest)); break;
        case 'm': (void)bob.call("peer@192.0.2.9"); break;
        case 'M': (void)bob.call("peer@192.0.2.9;transport=tcp"); break;
        case 'h': bob.hang_up(call); break;
        case 'a': bob.answer(call); break;
        case 'r': bob.ring(call); break;
        case 'j': (void)bob.command(call, sip::Reject{}); break;
        case 't': (void)bob.command(call, sip::SendTrying{}); break;
        case 'o': bob.modify(call, sip::sdp::Direction::sendonly); break;
        case 'n': (void)bob.command(call, sip::Modify{{}, sip::NoMedia{}, {}}); break;
        case 'c': (void)bob.command(call, sip::CancelModify{}); break;
        case 'u':
            bob.endpoint().hand_up({.reinvites = true, .info = true, .notify = true, .message = true, .options = true});
            break;
        case 'i': (void)bob.command(call, sip::SendRequest{"INFO", {}, "text/plain", std::string{rest}, 1}); break;
        case 'I': (void)bob.command(call, sip::RespondToRequest{rest.size(), 200, {}, {}, {}, {}}); break;
        case 'y': (void)bob.command(call, sip::AcceptModify{}); break;
        case 'x': (void)bob.command(call, sip::RejectModify{}); break;
        case 'K': place_offerless(); break;
        case 'k': (void)bob.command(call, sip::Acknowledge{{}, own(rest)}); break;
        case 'v': (void)bob.command(call, sip::Modify{{}, own(rest), {}, true}); break;
        case 'V': (void)bob.command(call, sip::SendProvisional{183, {}, own(rest)}); break;
        case 'z': (void)bob.command(call, sip::Answer{{}, own(rest)}); break;
        case 'Z': (void)bob.command(call, sip::AcceptModify{{}, own(rest)}); break;
        case 'R': (void)bob.command(call, sip::Refer{"carol@192.0.2.9", {}, {}}); break;
        case 'E': (void)bob.command(call, sip::AcceptRefer{}); break;
        case 'F': (void)bob.command(call, sip::RejectRefer{}); break;
        case 'P': (void)bob.command(call, sip::ReportRefer{100 + 100 * static_cast<int>(rest.size() % 5), {}}); break;
        case 'q': bob.answers = bob.rings = !bob.answers; break;
        case 'O': (void)bob.send_outside(outside("OPTIONS")); break;
        case 'U': (void)bob.send_outside(outside("SUBSCRIBE")); break;
        case 'N': (void)bob.send_outside(outside("NOTIFY")); break;
        case 'Y': (void)bob.answer_outside({}); break;
        case 'G': (void)bob.enroll(registration()); break;
        case 'w': network.run_for(std::chrono::seconds{rest.size()}); break;
        default: peer.send(filled(rest), to_bob); break;
        }
        network.run_for(30ms);
        for (std::string& came : peer.take())
            last = std::move(came);
    }

    /// Whatever was said: every call ends, once, and nothing is left of it.
    void end()
    {
        int rounds = 0;
        do { // once for the registrations, more often for calls that the peer still drags out
            bob.endpoint().shut_down(network.now());
            network.run_for(10s);
        } while (bob.endpoint().statistics().calls > 0 && ++rounds < 400);
        network.run_for(std::chrono::minutes{15});
        require(bob.endpoint().idle());
        require(bob.endpoint().statistics().flows == 0);
        require(bob.all_over_once());
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view script{reinterpret_cast<const char*>(data), size};
    World world;
    for (std::size_t steps = 0; !script.empty() && steps < most_steps; ++steps) {
        const std::size_t end = std::min(script.find(step_end), script.size());
        if (end != 0)
            world.step(script.substr(0, end));
        script.remove_prefix(std::min(end + step_end.size(), script.size()));
    }
    world.end();
    return 0;
}

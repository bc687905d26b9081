#pragma once

#include "support/raw_peer.hpp"
#include "support/user_agent_host.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

/// Who the tests of this room put into the network.
namespace test {

/// Two programs.
struct Pair {
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1"};
    UserAgentHost bob{network, "bob", "192.0.2.2"};

    /// Nothing may be left: no call, no transaction, no flow, no timer but those of idle flows.
    void expect_nothing_left()
    {
        network.run_for(std::chrono::minutes{15});
        for (UserAgentHost* host : {&alice, &bob}) {
            const auto left = host->endpoint().statistics();
            BOOST_TEST(left.calls == 0U, host->name() << " keeps a call: " << host->story());
            BOOST_TEST(left.transactions == 0U, host->name() << " keeps a transaction");
            BOOST_TEST(left.flows == 0U, host->name() << " keeps a flow");
        }
        BOOST_TEST(network.connections() == 0U);
    }
};

/// A program, and a peer that the test speaks for. Tests speak UDP from 192.0.2.9 unless they say otherwise.
struct PeerWorld {
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    RawPeer peer{network, "peer", "192.0.2.9"};
    const Address bob_udp{bob.ip(), 5060};

    /// Sends a request and gives what came back within 50 ms.
    std::vector<std::string> ask(const std::string& text)
    {
        peer.take();
        peer.send(text, bob_udp);
        network.run_for(50ms);
        return peer.take();
    }
    int status_for(const std::string& text)
    {
        const auto answers = ask(text);
        return answers.empty() ? 0 : status_of(answers.back());
    }
    /// Bob calls the peer; gives the INVITE that came.
    std::string invited(const std::string& to = "sip:peer@192.0.2.9")
    {
        bob.call(to);
        network.run_for(50ms);
        return peer.take_one();
    }
    /// The peer calls bob, who answers; gives the 200.
    std::string answered(const std::string& invite)
    {
        const auto answers = ask(invite);
        return answers.empty() ? std::string{} : answers.back();
    }
};

/// A request of the peer's to bob. `more` are complete lines; the branch is made of Call-ID, CSeq and method.
[[nodiscard]] inline std::string request(std::string_view method, std::string_view call_id, int cseq,
                                         std::string_view more = {}, std::string_view body = {},
                                         std::string_view to_tag = {}, std::string_view uri = "sip:bob@192.0.2.2")
{
    const std::string m{method};
    const std::string n = std::to_string(cseq);
    const std::string id{call_id};
    std::string text = m + " " + std::string{uri} + " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK" + id +
                       n + (m == "CANCEL" ? "INVITE" : m) + "\r\nMax-Forwards: 70\r\nFrom: <sip:peer@192.0.2.9>;tag=p" +
                       id + "\r\nTo: <sip:bob@192.0.2.2>";
    if (!to_tag.empty())
        text += ";tag=" + std::string{to_tag};
    text += "\r\nCall-ID: " + id + "\r\nCSeq: " + n + " " + m + "\r\n";
    if (m == "INVITE" && more.find("Contact:") == std::string_view::npos)
        text += "Contact: <sip:peer@192.0.2.9>\r\n";
    return text + std::string{more} + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

[[nodiscard]] inline std::string invite(std::string_view call_id = "c1", int cseq = 1, std::string_view more = {},
                                        std::string_view to_tag = {}, std::string_view attributes = "a=sendrecv\r\n")
{
    return request("INVITE", call_id, cseq, std::string{sdp_content} + std::string{more}, sdp_text(attributes), to_tag);
}

[[nodiscard]] inline std::string tag_of(std::string_view address)
{
    const std::size_t at = address.find("tag=");
    return at == std::string_view::npos ? std::string{} : std::string{address.substr(at + 4)};
}
[[nodiscard]] inline std::string to_tag(std::string_view message) { return tag_of(header(message, "To")); }

[[nodiscard]] inline std::string start_line(std::string_view message)
{
    return std::string{message.substr(0, message.find("\r\n"))};
}

// What the peer says in calls that it answers.
inline const std::string peer_contact = "Contact: <sip:peer@192.0.2.9:5070>\r\n";
inline const std::string with_offer = peer_contact + std::string{sdp_content};

/// The peer answers bob's INVITE with `more` lines; gives the ACK.
[[nodiscard]] inline std::string accepted(PeerWorld& world, const std::string& more = peer_contact)
{
    const std::string invite = world.invited();
    world.peer.send(response_to(invite, 200, "t", std::string{sdp_content} + more, sdp_text()), world.bob_udp);
    world.network.run_for(50ms);
    return world.peer.take_one();
}

/// A request of the peer's in the dialog of bob's INVITE.
[[nodiscard]] inline std::string in_dialog(std::string_view method, const std::string& ack, int cseq,
                                           std::string_view more = {}, std::string_view body = {})
{
    const std::string m{method};
    const std::string n = std::to_string(cseq);
    return m + " sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKd" + n + m +
           "\r\nMax-Forwards: 70\r\nFrom: " + header(ack, "To") + "\r\nTo: " + header(ack, "From") +
           "\r\nCall-ID: " + header(ack, "Call-ID") + "\r\nCSeq: " + n + " " + m + "\r\n" + std::string{more} +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

} // namespace test

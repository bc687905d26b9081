#pragma once

#include "streams.hpp"

/// Who the tests of re-INVITEs put into the network: of our own (RFC 3261 §14.1), and those that the program answers
/// itself (§14.2).
namespace test {

using sip::sdp::Direction;

/// Bob is connected with the peer, whom he called.
struct Caller : PeerWorld {
    std::string ack = accepted(*this);
    sip::CallHandle call = bob.last();
    Caller() { bob.forget(); }

    /// Bob puts the call on hold; gives his re-INVITE.
    std::string held()
    {
        bob.modify(call, Direction::sendonly);
        network.run_for(50ms);
        return peer.take_one();
    }
    std::vector<std::string> after(Duration time)
    {
        network.run_for(time);
        return peer.take();
    }
    std::string ok(const std::string& invite, std::string_view attributes = "a=recvonly\r\n")
    {
        return response_to(invite, 200, {}, with_offer, sdp_text(attributes));
    }
};

/// The peer has called bob, who has answered.
struct Callee : PeerWorld {
    std::string tag;
    sip::CallHandle call{};
    Callee()
    {
        tag = to_tag(answered(invite()));
        peer.send(request("ACK", "c1", 1, {}, {}, tag), bob_udp);
        network.run_for(50ms);
        call = bob.last();
        bob.forget();
    }
};

/// The same, and bob's program answers re-INVITEs itself.
struct Asked : Callee {
    Asked() { bob.endpoint().hand_up({.reinvites = true}); }
    std::vector<std::string> reinvite(int cseq = 2, std::string_view attributes = "a=sendonly\r\n")
    {
        return ask(invite("c1", cseq, {}, tag, attributes));
    }
    std::vector<std::string> ack(int cseq, std::string_view more = {}, std::string_view body = {})
    {
        return ask(request("ACK", "c1", cseq, more, body, tag));
    }
    /// That of a failure belongs to the transaction of its INVITE (§17.1.1.3).
    void acknowledge_refusal(int cseq)
    {
        std::string text = request("ACK", "c1", cseq, {}, {}, tag);
        text.replace(text.find("ACK", text.find("branch=")), 3, "INVITE");
        (void)ask(text);
    }
};

[[nodiscard]] inline std::string body_of(std::string_view message)
{
    return std::string{message.substr(message.find("\r\n\r\n") + 4)};
}
[[nodiscard]] inline std::string version_of(std::string_view message)
{
    const std::string origin = body_of(message).substr(body_of(message).find("o="));
    return origin.substr(0, origin.find(" IN "));
}

} // namespace test

#include "tls/openssl_hasher.hpp"
#include "worlds.hpp"

using namespace test;

namespace {

constexpr std::string_view asked = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"\r\n";
constexpr std::string_view asked_by_proxy =
    "Proxy-Authenticate: Digest realm=\"p\", nonce=\"m1\", algorithm=SHA-256\r\n";
const std::string peers_contact = "Contact: <sip:peer@192.0.2.9>\r\n" + std::string{sdp_content};

/// Bob knows himself in two realms; the peer asks.
struct Asking : PeerWorld {
    tls::OpensslHasher hasher;

    Asking()
    {
        bob.endpoint().set_hasher(&hasher);
        know("r", "", "bob", "secret");
        know("p", "", "bob-of-p", "hidden");
    }
    void know(const char* realm, const char* identity, const char* user, const char* password)
    {
        bob.endpoint().set_credentials({realm, identity, user, sip::Secret{password}});
    }
    /// Answers a request of bob's, whose next one is given.
    std::string respond(const std::string& to, int status, std::string_view lines = {}, std::string_view body = {})
    {
        const auto all = ask(response_to(to, status, "t", lines, body));
        return all.empty() ? std::string{} : all.back();
    }
    static std::string param(const std::string& message, std::string_view header_name, std::string_view name)
    {
        const std::string value = header(message, header_name);
        sip::AuthValue read;
        (void)sip::parse_auth(value, read);
        return std::string{read.param(name)};
    }
    static std::string authorization(const std::string& message, std::string_view name)
    {
        return param(message, "Authorization", name);
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(authentication) // RFC 3261 §22

BOOST_FIXTURE_TEST_CASE(a_challenged_invite_goes_again_with_credentials, Asking)
{
    const std::string first = invited();
    BOOST_TEST(header(first, "Authorization") == "");
    const std::string second = respond(first, 401, asked);
    BOOST_TEST(start_line(second) == start_line(first));
    BOOST_TEST(header(second, "CSeq") == "2 INVITE");
    for (const char* same : {"From", "To", "Call-ID", "Contact"})
        BOOST_TEST(header(second, same) == header(first, same), same);
    BOOST_TEST(header(second, "Via") != header(first, "Via"));
    BOOST_TEST(authorization(second, "username") == "bob");
    BOOST_TEST(authorization(second, "realm") == "r");
    BOOST_TEST(authorization(second, "nonce") == "n1");
    BOOST_TEST(authorization(second, "uri") == "sip:peer@192.0.2.9");
    BOOST_TEST(authorization(second, "nc") == "00000001");
    BOOST_TEST(authorization(second, "response").size() == 32U);
    BOOST_TEST(second.find("secret") == std::string::npos);
    BOOST_TEST(second.substr(second.find("\r\n\r\n")) == first.substr(first.find("\r\n\r\n"))); // the same offer

    const std::string ack = respond(second, 200, peers_contact, sdp_text());
    BOOST_TEST(header(ack, "CSeq") == "2 ACK");
    BOOST_TEST(header(ack, "Authorization") == header(second, "Authorization")); // §22.1: duplicated
    BOOST_TEST(bob.story() == "connected");

    bob.hang_up(bob.last());
    network.run_for(50ms);
    const std::string bye = peer.take_one();
    BOOST_TEST(header(bye, "CSeq") == "3 BYE");
    BOOST_TEST(authorization(bye, "nc") == "00000002"); // unasked, by the same nonce
    BOOST_TEST(authorization(bye, "cnonce") == authorization(second, "cnonce"));
    BOOST_TEST(authorization(bye, "response") != authorization(second, "response"));
    (void)respond(bye, 200);
    BOOST_TEST(bob.story() == "connected, released");
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(a_challenged_reinvite_goes_again_unless_it_is_cancelled, Asking)
{
    (void)respond(invited(), 200, peers_contact, sdp_text());
    const auto change = [this] {
        bob.modify(bob.last(), sip::sdp::Direction::sendonly);
        network.run_for(50ms);
        return peer.take_one();
    };
    const std::string second = respond(change(), 401, asked);
    BOOST_TEST(header(second, "CSeq") == "3 INVITE");
    BOOST_TEST(authorization(second, "username") == "bob");
    BOOST_TEST(header(respond(second, 200, peers_contact, sdp_text("a=recvonly\r\n")), "CSeq") == "3 ACK");
    BOOST_TEST(bob.story() == "connected, modify accepted");

    const std::string third = change();
    BOOST_TEST(!bob.command(bob.last(), sip::CancelModify{}));
    const std::string again = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", stale=true\r\n";
    BOOST_TEST(start_line(respond(third, 401, again)).substr(0, 3) == "ACK");
    BOOST_TEST(bob.story() == "connected, modify accepted, modify cancelled");
}

BOOST_FIXTURE_TEST_CASE(the_challenge_is_acknowledged_under_its_own_number, Asking) // §17.1.1.3
{
    const std::string first = invited();
    const auto all = ask(response_to(first, 401, "t", asked));
    BOOST_TEST_REQUIRE(all.size() == 2U);
    BOOST_TEST(start_line(all[0]).substr(0, 3) == "ACK");
    BOOST_TEST(header(all[0], "CSeq") == "1 ACK");
    BOOST_TEST(header(all[0], "Via") == header(first, "Via"));
    BOOST_TEST(header(all[1], "CSeq") == "2 INVITE");
}

BOOST_FIXTURE_TEST_CASE(a_second_challenge_for_the_same_credentials_ends_it, Asking)
{
    const std::string second = respond(invited(), 401, asked);
    const std::string again = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", qop=\"auth\"\r\n";
    const auto all = ask(response_to(second, 401, "t", again));
    BOOST_TEST_REQUIRE(all.size() == 1U);
    BOOST_TEST(start_line(all[0]).substr(0, 3) == "ACK");
    BOOST_TEST(bob.story() == "ended rejected 401");
    BOOST_TEST(bob.noted("the credentials for realm \"r\" were refused"));
}

BOOST_FIXTURE_TEST_CASE(a_stale_nonce_is_renewed_once, Asking)
{
    const std::string stale = "WWW-Authenticate: Digest realm=\"r\", stale=TRUE, qop=\"auth\", nonce=";
    const std::string third = respond(respond(invited(), 401, asked), 401, stale + "\"n2\"\r\n");
    BOOST_TEST(header(third, "CSeq") == "3 INVITE");
    BOOST_TEST(authorization(third, "nonce") == "n2");
    BOOST_TEST(authorization(third, "nc") == "00000001");
    (void)respond(third, 401, stale + "\"n3\"\r\n");
    BOOST_TEST(bob.story() == "ended rejected 401");
}

BOOST_FIXTURE_TEST_CASE(a_chain_of_proxies_and_the_server_each_get_theirs, Asking)
{
    const std::string second = respond(invited(), 407, asked_by_proxy);
    BOOST_TEST(param(second, "Proxy-Authorization", "username") == "bob-of-p");
    BOOST_TEST(param(second, "Proxy-Authorization", "response").size() == 64U);
    BOOST_TEST(header(second, "Authorization") == "");
    know("q", "", "bob-of-q", "x"); // too late for this request
    const std::string third = respond(second, 401, asked);
    BOOST_TEST(authorization(third, "username") == "bob");
    BOOST_TEST(param(third, "Proxy-Authorization", "username") == "bob-of-p");
    BOOST_TEST(header(third, "CSeq") == "3 INVITE");
    (void)respond(third, 407, "Proxy-Authenticate: Digest realm=\"q\", nonce=\"x\"\r\n");
    BOOST_TEST(bob.story() == "ended rejected 407");
    BOOST_TEST(bob.noted("no credentials for realm \"q\" and sip:bob@192.0.2.2 were given before the request"));
}

BOOST_FIXTURE_TEST_CASE(both_kinds_of_challenge_in_one_response_are_answered_at_once, Asking) // §22.3
{
    const std::string second = respond(invited(), 407, std::string{asked} + std::string{asked_by_proxy});
    BOOST_TEST(authorization(second, "username") == "bob");
    BOOST_TEST(param(second, "Proxy-Authorization", "username") == "bob-of-p");
}

BOOST_FIXTURE_TEST_CASE(a_challenge_that_cannot_be_answered_ends_the_call, Asking)
{
    for (const char* lines : {"", "WWW-Authenticate: Basic realm=\"r\"\r\n", "WWW-Authenticate: Digest realm=\"r\"\r\n",
                              "WWW-Authenticate: Digest realm=\"unknown\", nonce=\"1\"\r\n"}) {
        bob.forget();
        (void)respond(invited(), 401, lines);
        BOOST_TEST(bob.story() == "ended rejected 401", lines);
    }
    BOOST_TEST(bob.endpoint().remove_credentials("R", ""));
    bob.forget();
    (void)respond(invited(), 401, asked);
    BOOST_TEST(bob.story() == "ended rejected 401");
}

BOOST_FIXTURE_TEST_CASE(a_server_that_asks_for_ever_is_asked_no_more, Asking)
{
    for (int i = 0; i < 20; ++i)
        know(("x" + std::to_string(i)).c_str(), "", "bob", "secret");
    std::string next = invited();
    int rounds = 0;
    for (; bob.story().empty() && rounds < 20; ++rounds)
        next =
            respond(next, 401, "WWW-Authenticate: Digest realm=\"x" + std::to_string(rounds) + "\", nonce=\"1\"\r\n");
    BOOST_TEST(rounds == 9);
    BOOST_TEST(bob.story() == "ended rejected 401");
}

BOOST_FIXTURE_TEST_CASE(the_caller_who_hung_up_meanwhile_sends_nothing_more, Asking)
{
    const std::string first = invited();
    bob.hang_up(bob.last());
    const auto all = ask(response_to(first, 401, "t", asked));
    BOOST_TEST_REQUIRE(all.size() == 1U);
    BOOST_TEST(start_line(all[0]).substr(0, 3) == "ACK");
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(hanging_up_after_a_challenge_cancels_the_second_invite, Asking)
{
    const std::string first = invited();
    (void)ask(response_to(first, 180, "early"));
    const std::string second = respond(first, 401, asked);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    BOOST_TEST(peer.take().empty()); // no CANCEL before a provisional response to the second
    const std::string cancel = respond(second, 180);
    BOOST_TEST(header(cancel, "CSeq") == "2 CANCEL");
    BOOST_TEST(header(cancel, "Via") == header(second, "Via"));
    BOOST_TEST(header(cancel, "Authorization") == "");
    (void)respond(second, 487);
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(a_challenged_bye_goes_again, Asking)
{
    const std::string ok = answered(invite());
    BOOST_TEST(status_of(ok) == 200);
    peer.send(request("ACK", "c1", 1, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    const std::string first = peer.take_one();
    const std::string second = respond(first, 401, asked);
    BOOST_TEST(start_line(second).substr(0, 3) == "BYE");
    BOOST_TEST(header(second, "CSeq") == "2 BYE");
    BOOST_TEST(header(second, "To") == header(first, "To"));
    BOOST_TEST(authorization(second, "username") == "bob");
    (void)respond(second, 200);
    BOOST_TEST(bob.story() == "incoming, acknowledged, released");
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(an_old_nonce_that_is_refused_is_replaced_even_when_not_called_stale, Asking)
{
    const std::string second = respond(invited(), 401, asked);
    (void)respond(second, 200, peers_contact, sdp_text());
    bob.hang_up(bob.last());
    network.run_for(50ms);
    const std::string bye = respond(peer.take_one(), 401, "WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\"\r\n");
    BOOST_TEST(header(bye, "CSeq") == "4 BYE");
    BOOST_TEST(authorization(bye, "nonce") == "n2");
    BOOST_TEST(authorization(bye, "qop") == "");
    (void)respond(bye, 401, asked); // and no third time
    BOOST_TEST(bob.story() == "connected, released");
    BOOST_TEST(peer.take().empty());
}

BOOST_FIXTURE_TEST_CASE(the_next_nonce_of_a_server_is_used, Asking) // RFC 7616 §3.5
{
    const std::string second = respond(invited(), 401, asked);
    (void)respond(second, 200, peers_contact + "Authentication-Info: nextnonce=\"n9\"\r\n", sdp_text());
    bob.hang_up(bob.last());
    network.run_for(50ms);
    const std::string bye = peer.take_one();
    BOOST_TEST(authorization(bye, "nonce") == "n9");
    BOOST_TEST(authorization(bye, "nc") == "00000001");
}

BOOST_FIXTURE_TEST_CASE(a_program_that_writes_its_own_credentials_is_left_alone, Asking)
{
    sip::MakeCall command;
    command.to = "peer@192.0.2.9";
    command.media = audio(bob.ip(), 4000);
    command.headers = {"Authorization: Digest username=\"mine\""};
    sip::CallHandle call{};
    BOOST_TEST(!bob.make(command, call));
    network.run_for(50ms);
    (void)respond(peer.take_one(), 401, asked);
    BOOST_TEST(bob.story() == "ended rejected 401");
}

BOOST_FIXTURE_TEST_CASE(over_tcp_the_same_connection_is_used_or_a_new_one, Asking)
{
    for (const bool keeps : {true, false}) {
        const auto before = network.opened();
        bob.call("peer@192.0.2.9;transport=tcp");
        network.run_for(50ms);
        const std::string first = peer.take_one();
        const FlowId flow = peer.last_flow();
        peer.write(flow, response_to(first, 401, "t", asked));
        if (!keeps)
            peer.close(flow);
        network.run_for(100ms);
        const auto all = peer.take();
        BOOST_TEST_REQUIRE(!all.empty());
        BOOST_TEST(all.back().find("CSeq: 2 INVITE") != std::string::npos, all.back());
        BOOST_TEST(network.opened() - before == (keeps ? 1U : 2U));
        bob.hang_up(bob.last());
        network.run_for(200s);
        peer.take();
    }
}

BOOST_FIXTURE_TEST_CASE(without_hash_functions_a_challenge_is_an_answer, PeerWorld)
{
    bob.endpoint().set_credentials({"r", "", "bob", sip::Secret{"secret"}});
    const std::string invite = invited();
    (void)ask(response_to(invite, 401, "t", asked));
    BOOST_TEST(bob.story() == "ended rejected 401");
}

BOOST_AUTO_TEST_SUITE_END()

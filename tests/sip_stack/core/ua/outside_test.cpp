#include "tls/openssl_hasher.hpp"
#include "worlds.hpp"

#include "sip/outside.hpp"

using namespace test;

namespace {

const std::string own_contact = "<sip:bob@192.0.2.2:5060>";

/// Bob sends to the peer, and takes up what it sends.
struct Outside : PeerWorld {
    sip::SendOutside command;

    Outside()
    {
        bob.endpoint().take_up({true, true, true, true});
        command.to = "peer@192.0.2.9";
        command.from = "sip:bob@192.0.2.2";
        command.user = 5;
    }
    sip::CommandError give(const std::string& method, sip::HeaderLines headers = {})
    {
        command.method = method;
        command.headers = std::move(headers);
        return bob.send_outside(command);
    }
    /// The request that comes of it.
    std::string sent(const std::string& method, sip::HeaderLines headers = {})
    {
        const sip::CommandError error = give(method, std::move(headers));
        network.run_for(50ms);
        return error ? "refused: " + error.text : peer.take_one();
    }
    std::string respond(const std::string& to, int status, std::string_view lines = {})
    {
        const auto all = ask(response_to(to, status, "t", lines));
        return all.empty() ? std::string{} : all.back();
    }
    /// Bob answers the request that came up last; the response.
    std::string answered(const sip::AnswerOutside& answer)
    {
        BOOST_TEST(!bob.answer_outside(answer));
        network.run_for(50ms);
        return peer.take_one();
    }
    /// A subscription of the peer's, accepted; the 200.
    std::string subscribed(const std::string& call_id)
    {
        (void)ask(
            request("SUBSCRIBE", call_id, 1, "Event: presence\r\nExpires: 600\r\nContact: <sip:peer@192.0.2.9>\r\n"));
        return answered({});
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(outside)

BOOST_FIXTURE_TEST_CASE(a_message_is_sent_with_its_body_and_answered, Outside) // RFC 3428
{
    command.content_type = "text/plain";
    command.body = "hello";
    const std::string message = sent("MESSAGE", {"Subject: hi"});
    BOOST_TEST(start_line(message) == "MESSAGE sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST(header(message, "CSeq") == "1 MESSAGE");
    BOOST_TEST(header(message, "Subject") == "hi");
    BOOST_TEST(headers(message, "Contact").empty());
    BOOST_TEST(message.substr(message.find("\r\n\r\n") + 4) == "hello");
    (void)respond(message, 100);
    (void)respond(message, 202, "X: y\r\n");
    BOOST_TEST(bob.story() == "5 answered 202 MESSAGE");
}

BOOST_FIXTURE_TEST_CASE(each_method_that_needs_no_call_may_be_sent_and_no_other, Outside)
{
    for (const char* method : {"OPTIONS", "INFO", "NOTIFY", "PUBLISH", "SUBSCRIBE"})
        BOOST_TEST(start_line(sent(method)) == std::string{method} + " sip:peer@192.0.2.9 SIP/2.0");
    for (const char* method : {"INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "options", ""})
        BOOST_TEST(sent(method).find("refused: method \"" + std::string{method} + '"') == 0U);
    command.body = "x";
    BOOST_TEST(sent("MESSAGE") == "refused: content_type: is needed for a body");
    command.body = "";
    command.to = "<";
    BOOST_TEST(sent("MESSAGE").find("refused: to \"<\"") == 0U);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_delivered_or_is_not_answered_is_told, Outside)
{
    (void)sent("OPTIONS");
    network.run_for(40s);
    BOOST_TEST(bob.story() == "5 failed OPTIONS timed out");
    command.to = "nobody@192.0.2.77;transport=tcp";
    (void)sent("OPTIONS");
    network.run_for(40s);
    BOOST_TEST(bob.heard().back() == "5 failed OPTIONS");
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(a_challenge_is_answered_unless_the_owner_wants_it_himself, Outside)
{
    constexpr std::string_view asked = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n";
    tls::OpensslHasher hasher;
    bob.endpoint().set_hasher(&hasher);
    bob.endpoint().set_credentials({"r", "", "bob", sip::Secret{"secret"}});
    const std::string again = respond(sent("MESSAGE"), 401, asked);
    BOOST_TEST(header(again, "CSeq") == "2 MESSAGE");
    BOOST_TEST(!header(again, "Authorization").empty());
    (void)respond(again, 200);
    command.answers_challenges = false;
    (void)respond(sent("OPTIONS"), 401, asked);
    BOOST_TEST(bob.story() == "5 answered 200 MESSAGE, 5 answered 401 OPTIONS");
}

BOOST_FIXTURE_TEST_CASE(requests_of_peers_come_up_and_are_answered, Outside)
{
    for (const char* method : {"OPTIONS", "MESSAGE", "NOTIFY"}) {
        bob.forget();
        BOOST_TEST(ask(request(method, std::string{"o"} + method, 1, "Content-Type: text/plain\r\n", "hi")).empty());
        BOOST_TEST(bob.story() == std::string{"requested "} + method);
        BOOST_TEST(bob.last_text().find("\r\n\r\nhi") != std::string::npos);
        const std::string response = answered({202, "Fine", {"X-Y: z"}, "text/plain", "yes"});
        BOOST_TEST(start_line(response) == "SIP/2.0 202 Fine");
        BOOST_TEST(header(response, "X-Y") == "z");
        BOOST_TEST(!to_tag(response).empty());
        BOOST_TEST(response.find("\r\n\r\nyes") != std::string::npos);
        BOOST_TEST((bob.answer_outside({}).code == sip::CommandError::Code::no_such_call)); // once
    }
}

BOOST_FIXTURE_TEST_CASE(what_the_owner_does_not_take_up_is_answered_as_ever, Outside)
{
    bob.endpoint().take_up({});
    BOOST_TEST(status_for(request("OPTIONS", "a", 1)) == 200);
    for (const char* method : {"MESSAGE", "NOTIFY", "SUBSCRIBE"})
        BOOST_TEST(status_for(request(method, std::string{"b"} + method, 1)) == 405, method);
    bob.endpoint().take_up({true, false, false, false});
    bob.endpoint().set_busy(486);
    BOOST_TEST(status_for(request("OPTIONS", "c", 1)) == 486);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(an_owner_who_says_nothing_is_spoken_for, Outside)
{
    (void)ask(request("MESSAGE", "m", 1));
    network.run_for(19s);
    for (const std::string& response : peer.take())
        BOOST_TEST(status_of(response) == 100); // RFC 4320 §4.1
    network.run_for(2s);
    BOOST_TEST(status_of(peer.take_one()) == 500);
    BOOST_TEST((bob.answer_outside({}).code == sip::CommandError::Code::no_such_call));
    BOOST_TEST(network.run_until_quiet(120s));
}

BOOST_FIXTURE_TEST_CASE(a_request_that_asks_too_much_is_refused_without_the_owner, Outside)
{
    BOOST_TEST(status_for(request("MESSAGE", "a", 1, "Require: x\r\n")) == 420);
    BOOST_TEST(status_for(request("MESSAGE", "b", 1, {}, {}, {}, "tel:+49")) == 416);
    BOOST_TEST(status_for(request("SUBSCRIBE", "c", 1)) == 489); // no Event
    BOOST_TEST(status_for(request("NOTIFY", "d", 1, "Event: x\r\n", {}, "unknown")) >= 400);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(a_flood_of_requests_is_bounded, Outside)
{
    for (int i = 0; i < 1000; ++i)
        peer.send(request("MESSAGE", "m" + std::to_string(i), 1), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.heard().size() == 1000U);
    peer.take();
    BOOST_TEST(status_for(request("MESSAGE", "more", 1)) == 503);
}

BOOST_FIXTURE_TEST_CASE(an_accepted_subscribe_opens_a_dialog_that_ends_with_the_last_notify, Outside) // RFC 6665
{
    command.call_id = "sub-bob";
    const std::string subscribe = sent("SUBSCRIBE", {"Event: presence", "Expires: 600"});
    BOOST_TEST(header(subscribe, "Contact") == own_contact);
    (void)respond(subscribe, 200, "Expires: 600\r\nContact: <sip:presence@192.0.2.9>\r\n");
    const std::string tag = tag_of(header(subscribe, "From"));
    const auto notify = [&](int cseq, std::string_view state) {
        std::string text = request("NOTIFY", "sub-bob", cseq,
                                   "Event: presence\r\nSubscription-State: " + std::string{state} + "\r\n", {}, tag);
        return text.replace(text.find(";tag=psub-bob"), 13, ";tag=t");
    };
    (void)ask(notify(5, "active;expires=600"));
    BOOST_TEST(status_of(answered({})) == 200);

    const std::string refresh = sent("SUBSCRIBE", {"Event: presence", "Expires: 300"});
    BOOST_TEST(start_line(refresh) == "SUBSCRIBE sip:presence@192.0.2.9 SIP/2.0"); // the remote target
    BOOST_TEST(header(refresh, "CSeq") == "2 SUBSCRIBE");
    BOOST_TEST(header(refresh, "To").find(";tag=t") != std::string::npos);
    (void)respond(refresh, 200, "Expires: 300\r\n");
    BOOST_TEST(status_for(notify(4, "active")) == 500); // out of order
    (void)ask(notify(6, "terminated;reason=noresource"));
    BOOST_TEST(status_of(answered({})) == 200);
    BOOST_TEST(status_for(notify(7, "active")) >= 400);
    BOOST_TEST(bob.story() == "5 answered 200 SUBSCRIBE, requested NOTIFY, 5 answered 200 SUBSCRIBE, requested NOTIFY");
    BOOST_TEST(network.run_until_quiet(1200s));
}

BOOST_FIXTURE_TEST_CASE(a_notify_may_overtake_the_answer_to_its_subscribe, Outside) // §4.1.2.4
{
    command.call_id = "sub-bob";
    const std::string subscribe = sent("SUBSCRIBE", {"Event: presence"});
    const std::string tag = tag_of(header(subscribe, "From"));
    (void)ask(request("NOTIFY", "sub-bob", 1, "Event: presence\r\nContact: <sip:early@192.0.2.9>\r\n", {}, tag));
    BOOST_TEST(status_of(answered({})) == 200);
    (void)respond(subscribe, 200, "Expires: 60\r\n");
    const std::string refresh = sent("SUBSCRIBE", {"Event: presence"});
    BOOST_TEST(start_line(refresh) == "SUBSCRIBE sip:early@192.0.2.9 SIP/2.0");
    BOOST_TEST(header(refresh, "CSeq") == "2 SUBSCRIBE");
    BOOST_TEST(header(refresh, "To").find(";tag=psub-bob") != std::string::npos);
    BOOST_TEST(header(refresh, "From") == header(subscribe, "From"));
}

BOOST_FIXTURE_TEST_CASE(a_subscription_of_ours_that_nobody_refreshes_expires, Outside)
{
    command.call_id = "sub-bob";
    (void)respond(sent("SUBSCRIBE", {"Event: presence"}), 200, "Expires: 60\r\n");
    network.run_for(61s);
    BOOST_TEST(bob.story() == "5 answered 200 SUBSCRIBE, expired sub-bob");
    BOOST_TEST(start_line(sent("SUBSCRIBE", {"Event: presence"})) == "SUBSCRIBE sip:peer@192.0.2.9 SIP/2.0"); // anew
}

BOOST_FIXTURE_TEST_CASE(a_refused_subscribe_leaves_nothing, Outside)
{
    command.call_id = "sub-bob";
    const std::string subscribe = sent("SUBSCRIBE", {"Event: presence"});
    (void)respond(subscribe, 403);
    BOOST_TEST(status_for(request("NOTIFY", "sub-bob", 1, "Event: presence\r\n", {},
                                  tag_of(header(subscribe, "From")))) >= 400);
    BOOST_TEST(network.run_until_quiet(120s));
}

BOOST_FIXTURE_TEST_CASE(a_peers_subscription_is_notified_inside_its_dialog, Outside)
{
    const std::string ok = subscribed("s1");
    BOOST_TEST(header(ok, "Expires") == "600");
    BOOST_TEST(header(ok, "Contact") == own_contact);
    command.call_id = "s1";
    const std::string notify = sent("NOTIFY", {"Event: presence", "Subscription-State: active"});
    BOOST_TEST(start_line(notify) == "NOTIFY sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST(header(notify, "To") == "<sip:peer@192.0.2.9>;tag=ps1");
    BOOST_TEST(tag_of(header(notify, "From")) == to_tag(ok));
    BOOST_TEST(header(notify, "Contact") == "<sip:bob@192.0.2.2:5060>");
    (void)respond(notify, 200);

    (void)ask(request("SUBSCRIBE", "s1", 2, "Event: presence\r\nExpires: 1000\r\n", {}, to_tag(ok))); // refreshed
    BOOST_TEST(header(answered({200, {}, {"Expires: 100"}, {}, {}}), "Expires") == "100"); // shorter, as we like
    network.run_for(99s);
    BOOST_TEST(bob.count("expired") == 0U);
    network.run_for(2s);
    BOOST_TEST(bob.heard().back() == "expired s1");
    BOOST_TEST(status_for(request("SUBSCRIBE", "s1", 3, "Event: presence\r\n", {}, to_tag(ok))) >= 400);
}

BOOST_FIXTURE_TEST_CASE(a_subscription_is_over_when_we_say_so_or_the_peer_does_not_know_it, Outside)
{
    (void)subscribed("s1");
    command.call_id = "s1";
    (void)respond(sent("NOTIFY", {"Event: presence", "Subscription-State: terminated"}), 200);
    (void)subscribed("s2");
    command.call_id = "s2";
    (void)respond(sent("NOTIFY", {"Event: presence", "Subscription-State: active"}), 481);
    (void)subscribed("s3");
    command.call_id = "s3";
    BOOST_TEST(header(sent("NOTIFY", {"Event: presence", "Subscription-State: active"}), "To").find("tag=ps3") !=
               std::string::npos);
    network.run_for(40s);
    BOOST_TEST(bob.count("expired") == 0U);
    for (const char* over : {"s1", "s2"}) {
        command.call_id = over;
        peer.take();
        BOOST_TEST(header(sent("NOTIFY"), "To") == "<sip:peer@192.0.2.9>", over); // outside
    }
}

BOOST_FIXTURE_TEST_CASE(the_end_of_the_endpoint_answers_what_is_open, Outside)
{
    (void)subscribed("s1");
    (void)ask(request("MESSAGE", "m", 1));
    (void)sent("OPTIONS");
    bob.endpoint().shut_down(network.now());
    network.run_for(50ms);
    BOOST_TEST(status_of(peer.take_one()) == 503);
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_AUTO_TEST_SUITE_END()

#include "worlds.hpp"

using namespace test;

/// INFO, NOTIFY, OPTIONS and MESSAGE inside the dialog, from the program and for it (RFC 3261 §12.2, RFC 6086).
namespace {

/// Bob is connected with the peer, whom he called.
struct Talking : PeerWorld {
    std::string ack = accepted(*this);
    sip::CallHandle call = bob.last();
    Talking() { bob.forget(); }

    std::string sent(const sip::SendRequest& request)
    {
        BOOST_TEST(!bob.command(call, request));
        network.run_for(50ms);
        return peer.take_one();
    }
    std::vector<std::string> respond(std::uint64_t request, int status, std::string body = {})
    {
        const std::string type = body.empty() ? "" : "text/plain";
        BOOST_TEST(
            !bob.command(call, sip::RespondToRequest{request, status, {}, {"X-Seen: yes"}, type, std::move(body)}));
        network.run_for(50ms);
        return peer.take();
    }
    void wants_all() { bob.endpoint().hand_up({.info = true, .notify = true, .message = true, .options = true}); }
};

std::string body_of(std::string_view message) { return std::string{message.substr(message.find("\r\n\r\n") + 4)}; }

} // namespace

BOOST_AUTO_TEST_SUITE(requests_of_the_program)

BOOST_FIXTURE_TEST_CASE(it_goes_in_the_dialog_and_its_answer_comes_back, Talking)
{
    const std::string info =
        sent({"INFO", {"Info-Package: x"}, "application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", 7});
    BOOST_TEST(start_line(info) == "INFO sip:peer@192.0.2.9:5070 SIP/2.0");
    BOOST_TEST(header(info, "CSeq") == "2 INFO");
    BOOST_TEST(to_tag(info) == "t");
    BOOST_TEST(header(info, "Info-Package") == "x");
    BOOST_TEST(header(info, "Content-Type") == "application/dtmf-relay");
    BOOST_TEST(body_of(info) == "Signal=5\r\nDuration=160\r\n");
    BOOST_TEST(header(info, "Contact") == "");
    (void)ask(response_to(info, 200, {}, "X-Note: ok\r\n"));
    BOOST_TEST(bob.story() == "answer 7: 200");
    BOOST_TEST(header(bob.last_text(), "X-Note") == "ok");

    const std::string notify = sent({"NOTIFY", {"Event: refer", "Subscription-State: active"}, {}, {}, 8});
    BOOST_TEST(header(notify, "CSeq") == "3 NOTIFY");
    BOOST_TEST(header(notify, "Contact") == "<sip:bob@192.0.2.2:5060>"); // RFC 6665 §8.2.1
    const std::string message = sent({"MESSAGE", {}, "text/plain", "hello", 9});
    (void)ask(response_to(message, 481, {}));
    (void)ask(response_to(notify, 489, {}));
    BOOST_TEST(bob.story() == "answer 7: 200, answer 9: 481, answer 8: 489");
    BOOST_TEST(bob.endpoint().statistics().calls == 1U); // the owner judges
}

BOOST_FIXTURE_TEST_CASE(silence_and_what_cannot_be_delivered_are_told, Talking)
{
    (void)sent({"OPTIONS", {}, {}, {}, 1});
    network.run_for(33s);
    BOOST_TEST(bob.story() == "failed OPTIONS, unanswered 1: 408");
    BOOST_TEST(bob.endpoint().statistics().calls == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_such_request_is_refused, Talking)
{
    using Code = sip::CommandError::Code;
    for (const char* method : {"INVITE", "BYE", "ACK", "CANCEL", "UPDATE", "info", ""})
        BOOST_TEST((bob.command(call, sip::SendRequest{method, {}, {}, {}, 1}).code == Code::bad_argument), method);
    BOOST_TEST((bob.command(call, sip::SendRequest{"INFO", {"CSeq: 1"}, {}, {}, 1}).code == Code::bad_argument));
    BOOST_TEST((bob.command(call, sip::SendRequest{"INFO", {}, {}, "x", 1}).code == Code::bad_argument));
    BOOST_TEST((bob.command(call, sip::SendRequest{"INFO", {}, "a/b\r\nX: y", "x", 1}).code == Code::bad_argument));
    for (std::uint64_t number = 0; number < 16; ++number)
        (void)sent({"INFO", {}, {}, {}, number});
    BOOST_TEST((bob.command(call, sip::SendRequest{"INFO", {}, {}, {}, 17}).code == Code::wrong_state));
    bob.hang_up(call);
    BOOST_TEST((bob.command(call, sip::SendRequest{"INFO", {}, {}, {}, 1}).code == Code::wrong_state));
    network.run_for(100s);
    BOOST_TEST(bob.story() == "failed BYE, released"); // nothing else is told after the end
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_AUTO_TEST_CASE(it_goes_in_an_early_dialog_too)
{
    PeerWorld caller;
    const std::string invite = caller.invited();
    const auto call = caller.bob.last();
    BOOST_TEST((caller.bob.command(call, sip::SendRequest{"INFO", {}, {}, {}, 1}).code ==
                sip::CommandError::Code::wrong_state));
    (void)caller.ask(response_to(invite, 180, "early", peer_contact));
    BOOST_TEST(!caller.bob.command(call, sip::SendRequest{"INFO", {}, {}, {}, 1}));
    caller.network.run_for(50ms);
    const std::string info = caller.peer.take_one();
    BOOST_TEST(to_tag(info) == "early");
    (void)caller.ask(response_to(info, 200, {}));
    BOOST_TEST(caller.bob.story() == "180, answer 1: 200");

    PeerWorld callee;
    callee.bob.answers = false;
    (void)callee.ask(::invite());
    BOOST_TEST(!callee.bob.command(callee.bob.last(), sip::SendRequest{"INFO", {}, {}, {}, 1}));
    callee.network.run_for(50ms);
    BOOST_TEST(start_line(callee.peer.take_one()) == "INFO sip:peer@192.0.2.9 SIP/2.0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(requests_for_the_program)

BOOST_FIXTURE_TEST_CASE(what_it_did_not_ask_for_is_answered_by_the_stack, Talking)
{
    BOOST_TEST(status_of(ask(in_dialog("INFO", ack, 1)).at(0)) == 405);
    BOOST_TEST(status_of(ask(in_dialog("OPTIONS", ack, 2)).at(0)) == 200);
    bob.endpoint().hand_up({.info = true});
    const std::string refusal = ask(in_dialog("MESSAGE", ack, 3)).at(0);
    BOOST_TEST(status_of(refusal) == 405);
    BOOST_TEST(header(refusal, "Allow") == "INVITE, ACK, CANCEL, OPTIONS, BYE, INFO");
    BOOST_TEST(status_of(ask(in_dialog("OPTIONS", ack, 4)).at(0)) == 200);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(it_answers_with_status_headers_and_body, Talking)
{
    wants_all();
    BOOST_TEST(ask(in_dialog("INFO", ack, 1, "Content-Type: text/plain\r\n", "ping")).empty());
    BOOST_TEST(bob.story() == "request 1: INFO");
    BOOST_TEST(body_of(bob.last_text()) == "ping");
    BOOST_TEST(ask(in_dialog("OPTIONS", ack, 2)).empty());
    BOOST_TEST(ask(in_dialog("INFO", ack, 1, "Content-Type: text/plain\r\n", "ping")).empty()); // a copy
    BOOST_TEST(bob.story() == "request 1: INFO, request 2: OPTIONS");
    const auto options = respond(2, 200);
    BOOST_TEST(header(options.at(0), "CSeq") == "2 OPTIONS");
    const auto answer = respond(1, 603, "pong");
    BOOST_TEST(status_of(answer.at(0)) == 603);
    BOOST_TEST(header(answer.at(0), "X-Seen") == "yes");
    BOOST_TEST(body_of(answer.at(0)) == "pong");
    BOOST_TEST((bob.command(call, sip::RespondToRequest{1, 200, {}, {}, {}, {}}).code ==
                sip::CommandError::Code::wrong_state));
    BOOST_TEST((bob.command(call, sip::RespondToRequest{3, 100, {}, {}, {}, {}}).code ==
                sip::CommandError::Code::bad_argument));
}

BOOST_FIXTURE_TEST_CASE(what_it_does_not_answer_in_time_is_answered_500, Talking)
{
    wants_all();
    (void)ask(in_dialog("INFO", ack, 1));
    network.run_for(10s);
    (void)ask(in_dialog("INFO", ack, 2));
    network.run_for(11s);
    auto answers = peer.take();
    std::erase_if(answers, [](const auto& text) { return status_of(text) == 100; }); // RFC 4320 §4.1
    BOOST_TEST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(status_of(answers[0]) == 500);
    BOOST_TEST(header(answers[0], "CSeq") == "1 INFO");
    BOOST_TEST(status_of(respond(2, 200).at(0)) == 200);
}

BOOST_FIXTURE_TEST_CASE(more_than_sixteen_at_a_time_are_told_to_wait, Talking)
{
    wants_all();
    for (int cseq = 1; cseq <= 16; ++cseq)
        BOOST_TEST(ask(in_dialog("INFO", ack, cseq)).empty());
    const std::string busy = ask(in_dialog("INFO", ack, 17)).at(0);
    BOOST_TEST(status_of(busy) == 500);
    BOOST_TEST(header(busy, "Retry-After") == "1");
    // and what waits is answered when the call ends
    peer.take();
    peer.send(in_dialog("BYE", ack, 18), bob_udp);
    network.run_for(50ms);
    const auto answers = peer.take();
    BOOST_TEST(answers.size() == 17U);
    BOOST_TEST(std::count_if(answers.begin(), answers.end(), [](const auto& text) { return status_of(text) == 487; }) ==
               16);
    BOOST_TEST(bob.count("ended remote_bye") == 1U);
}

BOOST_FIXTURE_TEST_CASE(out_of_order_or_in_no_dialog_it_is_none_of_the_programs, Talking)
{
    wants_all();
    BOOST_TEST(status_for(request("INFO", "nowhere", 1, {}, {}, "0000000000000")) == 481);
    (void)ask(in_dialog("INFO", ack, 5));
    (void)respond(1, 200);
    BOOST_TEST(status_of(ask(in_dialog("INFO", ack, 4)).at(0)) == 500);
    BOOST_TEST(bob.story() == "request 1: INFO");
}

BOOST_AUTO_TEST_SUITE_END()

#include "worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(refusals) // RFC 3261 §8.2

BOOST_FIXTURE_TEST_CASE(known_methods_that_are_not_for_us_get_405_and_unknown_ones_501_both_with_allow, PeerWorld)
{
    for (const auto* method :
         {"REGISTER", "SUBSCRIBE", "NOTIFY", "MESSAGE", "PUBLISH", "REFER", "INFO", "UPDATE", "PRACK"}) {
        const auto answers = ask(request(method, std::string{"m"} + method, 1));
        BOOST_TEST_REQUIRE(answers.size() == 1U, method);
        BOOST_TEST(status_of(answers[0]) == 405, method);
        BOOST_TEST(header(answers[0], "Allow") == "INVITE, ACK, CANCEL, OPTIONS, BYE");
        BOOST_TEST(!to_tag(answers[0]).empty());
    }
    const auto answers = ask(request("FROBNICATE", "f", 1));
    BOOST_TEST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(status_of(answers[0]) == 501);
}

BOOST_FIXTURE_TEST_CASE(each_refusal_has_its_status, PeerWorld)
{
    BOOST_TEST(status_for(invite("r1", 1, "Require: 100rel, gin\r\n")) == 420);
    BOOST_TEST(status_for(request("OPTIONS", "r2", 1, {}, {}, {}, "tel:+123")) == 416);
    BOOST_TEST(status_for(request("INVITE", "r3", 1, "Content-Type: text/html\r\n", "<p>")) == 415);
    BOOST_TEST(status_for(invite("r4", 1, "Content-Encoding: gzip\r\n")) == 415);
    BOOST_TEST(status_for(invite("r5", 1, "Accept: text/plain\r\n")) == 406);
    BOOST_TEST(status_for(request("BYE", "r6", 1)) == 481);
    BOOST_TEST(status_for(request("BYE", "r7", 1, {}, {}, "0123456789abc")) == 481);
    BOOST_TEST(status_for(invite("r8", 1, {}, "nonsense")) == 481);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(refusals_say_what_would_be_right, PeerWorld)
{
    BOOST_TEST(header(ask(invite("r1", 1, "Require: 100rel\r\nRequire: gin\r\n")).at(0), "Unsupported") ==
               "100rel, gin");
    BOOST_TEST(header(ask(request("INVITE", "r3", 1, "Content-Type: text/html\r\n", "<p>")).at(0), "Accept") ==
               "application/sdp, multipart/mixed");
    BOOST_TEST(header(ask(invite("r4", 1, "Content-Encoding: gzip\r\n")).at(0), "Accept-Encoding") == "identity");
}

BOOST_FIXTURE_TEST_CASE(a_body_that_may_be_ignored_is, PeerWorld)
{
    BOOST_TEST(status_for(request("INVITE", "o", 1,
                                  "Content-Type: text/html\r\nContent-Disposition: render;handling=optional\r\n",
                                  "<p>")) == 200);
}

BOOST_FIXTURE_TEST_CASE(what_is_said_of_a_dialog_that_is_not_here_gets_481_whatever_it_asks, PeerWorld) // §12.2.2
{
    for (const auto* method : {"BYE", "NOTIFY", "INFO", "REFER", "UPDATE", "PRACK", "MESSAGE", "OPTIONS", "SUBSCRIBE"})
        BOOST_TEST(status_for(request(method, std::string{"d"} + method, 1, {}, {}, "0123456789abc")) == 481, method);
    BOOST_TEST(status_for(request("FROBNICATE", "d", 1, {}, {}, "0123456789abc")) == 501);
    bob.endpoint().hand_up({.notify = true});
    BOOST_TEST(status_for(request("NOTIFY", "n", 1)) == 481); // RFC 6665 §4.1.3: of no subscription either
    BOOST_TEST(bob.story() == "");
}

BOOST_AUTO_TEST_CASE(a_refer_outside_of_calls_is_refused_for_good) // RFC 3515 §2.4.2
{
    VirtualNetwork network;
    sip::EndpointConfig config;
    config.transfers = true;
    UserAgentHost bob{network, "bob", "192.0.2.2", config};
    RawPeer peer{network, "peer", "192.0.2.9"};
    peer.send(request("REFER", "r", 1, "Contact: <sip:peer@192.0.2.9>\r\nRefer-To: <sip:c@192.0.2.3>\r\n"),
              {bob.ip(), 5060});
    network.run_for(50ms);
    const std::string answer = peer.take_one();
    BOOST_TEST(start_line(answer) == "SIP/2.0 403 REFER Outside of a Call");
    BOOST_TEST(bob.story() == "");
    BOOST_TEST(bob.endpoint().statistics().calls == 0U);
}

BOOST_FIXTURE_TEST_CASE(allow_names_what_the_program_has_taken_up_inside_and_outside_of_calls, PeerWorld)
{
    const auto allowed = [&] {
        static int number = 0;
        return header(ask(request("OPTIONS", "a" + std::to_string(++number), 1)).at(0), "Allow");
    };
    BOOST_TEST(allowed() == "INVITE, ACK, CANCEL, OPTIONS, BYE");
    bob.endpoint().take_up({.message = true, .notify = true, .subscribe = true});
    BOOST_TEST(allowed() == "INVITE, ACK, CANCEL, OPTIONS, BYE, SUBSCRIBE, NOTIFY, MESSAGE");
    bob.endpoint().take_up({});
    bob.endpoint().hand_up({.info = true, .message = true});
    BOOST_TEST(allowed() == "INVITE, ACK, CANCEL, OPTIONS, BYE, INFO, MESSAGE");
    BOOST_TEST(header(ask(request("PUBLISH", "p", 1)).at(0), "Allow") ==
               "INVITE, ACK, CANCEL, OPTIONS, BYE, INFO, MESSAGE");
}

BOOST_FIXTURE_TEST_CASE(a_merged_request_is_answered_482, PeerWorld) // §8.2.2.2
{
    bob.answers = false;
    std::string once = invite("m");
    peer.send(once, bob_udp);
    network.run_for(50ms);
    once.replace(once.find("branch=z9hG4bK"), 14, "branch=z9hG4bKother");
    BOOST_TEST(status_for(once) == 482);
    BOOST_TEST(bob.story() == "incoming");
}

BOOST_FIXTURE_TEST_CASE(options_describes_what_we_can, PeerWorld) // §11.2
{
    bob.endpoint().set_capabilities(audio(bob.ip(), 5000));
    const std::string answer = ask(request("OPTIONS", "o1", 1, "Accept: application/sdp\r\n")).at(0);
    BOOST_TEST(status_of(answer) == 200);
    BOOST_TEST(header(answer, "Allow") == "INVITE, ACK, CANCEL, OPTIONS, BYE");
    BOOST_TEST(header(answer, "Accept") == "application/sdp, multipart/mixed");
    BOOST_TEST(headers(answer, "Supported").size() == 1U);
    BOOST_TEST(answer.find("PCMA/8000") != std::string::npos);
    BOOST_TEST(ask(request("OPTIONS", "o2", 1, "Accept: text/plain\r\n")).at(0).find("m=audio") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_busy_program_answers_options_and_calls_as_told, PeerWorld)
{
    for (const int status : {480, 486, 600}) {
        bob.endpoint().set_busy(status);
        const std::string n = std::to_string(status);
        BOOST_TEST(status_for(invite("b" + n)) == status);
        BOOST_TEST(status_for(request("OPTIONS", "bo" + n, 1)) == status);
    }
    bob.endpoint().set_busy(0);
    BOOST_TEST(status_for(request("OPTIONS", "b0", 1)) == 200);
    BOOST_TEST(bob.story() == "");
}

BOOST_AUTO_TEST_CASE(more_calls_than_configured_are_answered_503_with_retry_after)
{
    VirtualNetwork network;
    sip::EndpointConfig config;
    config.max_calls = 2;
    UserAgentHost bob{network, "bob", "192.0.2.2", config};
    RawPeer peer{network, "peer", "192.0.2.9"};
    for (const auto* id : {"a", "b", "c"}) {
        peer.send(invite(id), {bob.ip(), 5060});
        network.run_for(50ms);
    }
    const auto answers = peer.take();
    BOOST_TEST(status_of(answers.back()) == 503);
    BOOST_TEST(header(answers.back(), "Retry-After") == "5");
    BOOST_TEST(bob.count("incoming") == 2U);
    sip::CallHandle call{};
    sip::MakeCall command;
    command.to = "x@192.0.2.9";
    BOOST_TEST((bob.make(command, call).code == sip::CommandError::Code::too_many_calls));
}

BOOST_AUTO_TEST_SUITE_END()

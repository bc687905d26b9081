#include "tls/openssl_hasher.hpp"
#include "worlds.hpp"

#include "sip/outside.hpp"

using namespace test;

namespace {

const std::string address = "sip:bob@example.com";
const std::string ours = "<sip:bob@192.0.2.2:5060>";

/// Bob registers with the peer.
struct Registering : PeerWorld {
    sip::Register command;

    Registering()
    {
        command.registrar = "192.0.2.9";
        command.address = address;
        command.user = 7;
    }
    sip::CommandError give(sip::Register::Change change, std::vector<std::string> contacts = {})
    {
        command.change = change;
        command.contacts = std::move(contacts);
        return bob.enroll(command);
    }
    /// The REGISTER that comes of it.
    std::string sent(sip::Register::Change change, std::vector<std::string> contacts = {})
    {
        const sip::CommandError error = give(change, std::move(contacts));
        network.run_for(50ms);
        return error ? "refused: " + error.text : peer.take_one();
    }
    /// Answers it; gives what comes then.
    std::string respond(const std::string& to, int status, std::string_view lines = {})
    {
        const auto all = ask(response_to(to, status, "t", lines));
        return all.empty() ? std::string{} : all.back();
    }
    static std::string granting(const std::string& contact, int seconds)
    {
        return "Contact: " + contact + ";expires=" + std::to_string(seconds) + "\r\n";
    }
    /// What comes within that time.
    std::vector<std::string> within(Duration time)
    {
        peer.take();
        network.run_for(time);
        return peer.take();
    }
};

using Change = sip::Register::Change;

} // namespace

BOOST_AUTO_TEST_SUITE(registration) // RFC 3261 §10

BOOST_FIXTURE_TEST_CASE(a_register_has_all_that_one_needs, Registering) // §10.2
{
    const std::string request = sent(Change::set);
    BOOST_TEST(start_line(request) == "REGISTER sip:192.0.2.9 SIP/2.0");
    BOOST_TEST(header(request, "To") == "<sip:bob@example.com>");
    BOOST_TEST(header(request, "From").find("<sip:bob@example.com>;tag=") == 0U);
    BOOST_TEST(header(request, "Contact") == ours);
    BOOST_TEST(header(request, "Expires") == "3600");
    BOOST_TEST(header(request, "CSeq") == "1 REGISTER");
    (void)respond(request, 200, granting(ours, 3600));
    BOOST_TEST(bob.story() == "7 registered sip:bob@192.0.2.2:5060 3600 ours");
}

BOOST_FIXTURE_TEST_CASE(it_is_refreshed_before_it_expires_under_the_same_call_id, Registering)
{
    const std::string first = sent(Change::set, {"sip:bob@192.0.2.2"});
    (void)respond(first, 200, granting("<sip:bob@192.0.2.2>", 120));
    BOOST_TEST(within(89s).empty());
    const auto refresh = within(2s); // 30 s before the end
    BOOST_TEST_REQUIRE(refresh.size() >= 1U);
    BOOST_TEST(header(refresh[0], "Call-ID") == header(first, "Call-ID"));
    BOOST_TEST(header(refresh[0], "CSeq") == "2 REGISTER");
    BOOST_TEST(header(refresh[0], "Contact") == "<sip:bob@192.0.2.2>");
    BOOST_TEST(header(refresh[0], "Expires") == "3600");
    (void)respond(refresh[0], 200, "Expires: 20\r\nContact: <sip:bob@192.0.2.2>\r\n");
    BOOST_TEST(within(4s).empty());
    BOOST_TEST(within(2s).size() >= 1U);                                  // short ones 5 s after the response
    BOOST_TEST(bob.story() == "7 registered sip:bob@192.0.2.2 120 ours"); // refreshes are no news
}

BOOST_FIXTURE_TEST_CASE(without_refresh_it_is_let_expire, Registering)
{
    command.refresh = false;
    command.expires = 60s;
    const std::string first = sent(Change::set);
    BOOST_TEST(header(first, "Expires") == "60");
    (void)respond(first, 200, granting(ours, 4)); // however short
    BOOST_TEST(bob.story() == "7 registered sip:bob@192.0.2.2:5060 4 ours");
    BOOST_TEST(within(100s).empty());
    BOOST_TEST(sent(Change::remove_all).empty()); // nothing of ours is left
    BOOST_TEST(bob.count("7 registered") == 2U);
}

BOOST_FIXTURE_TEST_CASE(what_is_granted_for_too_short_a_time_is_a_failure, Registering)
{
    (void)respond(sent(Change::set), 200, granting(ours, 5));
    BOOST_TEST(bob.story() == "7 failed invalid_expires 200");
    BOOST_TEST(within(100s).empty());
}

BOOST_FIXTURE_TEST_CASE(a_registrar_that_wants_more_time_gets_it, Registering) // §10.2.8
{
    command.expires = 10s;
    const std::string first = sent(Change::set);
    const std::string second = respond(first, 423, "Min-Expires: 300\r\n");
    BOOST_TEST(header(second, "Expires") == "300");
    BOOST_TEST(header(second, "CSeq") == "2 REGISTER");
    const std::string third = respond(second, 423, "Min-Expires: 600\r\n");
    BOOST_TEST(header(third, "Expires") == "600");
    (void)respond(third, 423, "Min-Expires: 900\r\n");
    BOOST_TEST(bob.story() == "7 failed refused 423");
}

BOOST_FIXTURE_TEST_CASE(set_replaces_what_was_registered_before, Registering)
{
    (void)respond(sent(Change::set, {"sip:a@192.0.2.2", "<sip:b@192.0.2.2;transport=tcp>;q=0.5"}), 200);
    const std::string second = sent(Change::set, {"b@192.0.2.2;transport=tcp", "\"C\" <sips:c@192.0.2.2>"});
    const auto contacts = headers(second, "Contact");
    BOOST_TEST_REQUIRE(contacts.size() == 3U);
    BOOST_TEST(contacts[0] == "<sip:b@192.0.2.2;transport=tcp>");
    BOOST_TEST(contacts[1] == "<sips:c@192.0.2.2>");
    BOOST_TEST(contacts[2] == "<sip:a@192.0.2.2>;expires=0");
}

BOOST_FIXTURE_TEST_CASE(contacts_are_added_and_removed_one_by_one, Registering)
{
    (void)respond(sent(Change::add, {"sip:a@192.0.2.2"}), 200);
    const std::string second = sent(Change::add, {"sip:b@192.0.2.2"});
    BOOST_TEST(headers(second, "Contact").size() == 1U);
    (void)respond(second, 200);
    const std::string third = sent(Change::remove, {"sip:a@192.0.2.2"});
    BOOST_TEST(header(third, "Contact") == "<sip:a@192.0.2.2>");
    BOOST_TEST(header(third, "Expires") == "0");
    (void)respond(third, 200, granting("<sip:b@192.0.2.2>", 100));
    const auto refreshes = within(3600s);
    BOOST_TEST_REQUIRE(!refreshes.empty());
    BOOST_TEST(headers(refreshes[0], "Contact") == std::vector<std::string>{"<sip:b@192.0.2.2>"},
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(all_are_removed_ours_or_everybodys, Registering)
{
    (void)respond(sent(Change::set, {"sip:a@192.0.2.2", "sip:b@192.0.2.2"}), 200);
    const std::string second = sent(Change::remove_all);
    BOOST_TEST(headers(second, "Contact").size() == 2U);
    BOOST_TEST(header(second, "Expires") == "0");
    (void)respond(second, 200);
    (void)respond(sent(Change::set, {"sip:a@192.0.2.2"}), 200);
    const std::string third = sent(Change::remove_all, {"*"});
    BOOST_TEST(headers(third, "Contact") == std::vector<std::string>{"*"}, boost::test_tools::per_element());
    BOOST_TEST(header(third, "Expires") == "0");
    (void)respond(third, 200);
    BOOST_TEST(bob.count("7 registered") == 4U);
    BOOST_TEST(network.run_until_quiet(7200s));
}

BOOST_FIXTURE_TEST_CASE(a_query_lists_who_is_registered, Registering)
{
    (void)respond(sent(Change::set, {"sip:a@192.0.2.2"}), 200);
    const std::string query = sent(Change::query);
    BOOST_TEST(headers(query, "Contact").empty());
    BOOST_TEST(headers(query, "Expires").empty());
    bob.forget();
    (void)respond(query, 200, "Contact: <sip:A@192.0.2.7>;expires=9, <sip:a@192.0.2.2>;expires=77\r\n");
    BOOST_TEST(bob.story() == "7 registered sip:A@192.0.2.7 9, sip:a@192.0.2.2 77 ours");
}

BOOST_FIXTURE_TEST_CASE(commands_wait_for_each_other, Registering) // §10.2: no new one before the final response
{
    const std::string first = sent(Change::add, {"sip:a@192.0.2.2"});
    BOOST_TEST(sent(Change::add, {"sip:b@192.0.2.2"}).empty());
    const std::string second = respond(first, 200);
    BOOST_TEST(header(second, "Contact") == "<sip:b@192.0.2.2>");
    BOOST_TEST(header(second, "CSeq") == "2 REGISTER");
    int taken = 0;
    while (!give(Change::query))
        ++taken;
    BOOST_TEST(taken == 64);
}

BOOST_FIXTURE_TEST_CASE(a_challenged_register_and_its_refresh_carry_credentials, Registering)
{
    tls::OpensslHasher hasher;
    bob.endpoint().set_hasher(&hasher);
    bob.endpoint().set_credentials({"example.com", address, "bob", sip::Secret{"secret"}});
    const std::string second = respond(sent(Change::set), 401,
                                       "WWW-Authenticate: Digest realm=\"example.com\", nonce=\"n\", qop=\"auth\"\r\n");
    BOOST_TEST(header(second, "CSeq") == "2 REGISTER");
    BOOST_TEST(header(second, "Authorization").find("uri=\"sip:192.0.2.9\"") != std::string::npos);
    (void)respond(second, 200, granting(ours, 100));
    const auto refresh = within(71s);
    BOOST_TEST_REQUIRE(!refresh.empty());
    BOOST_TEST(header(refresh[0], "CSeq") == "3 REGISTER");
    BOOST_TEST(header(refresh[0], "Authorization").find("nc=00000002") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_redirection_is_followed_but_not_to_less_than_sips, Registering)
{
    const std::string second = respond(sent(Change::set), 302, "Contact: <sip:other@192.0.2.9;x=y>\r\n");
    BOOST_TEST(start_line(second) == "REGISTER sip:other@192.0.2.9;x=y SIP/2.0");
    BOOST_TEST(header(second, "To") == "<sip:bob@example.com>");
    (void)respond(second, 200);
    BOOST_TEST(bob.count("7 registered") == 1U);

    command.registrar = "sips:192.0.2.9";
    const std::string secure = sent(Change::set);
    BOOST_TEST(start_line(secure) == "REGISTER sips:192.0.2.9 SIP/2.0");
    BOOST_TEST(header(secure, "Contact") == "<sips:bob@192.0.2.2:5061>");
    bob.forget();
    peer.write(peer.last_flow(), response_to(secure, 302, "t", "Contact: <sip:other@192.0.2.9>\r\n"));
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "7 failed refused 302");
}

BOOST_FIXTURE_TEST_CASE(a_refresh_that_fails_is_told_once_and_tried_again_after_growing_pauses, Registering)
{
    (void)respond(sent(Change::set), 200, granting(ours, 100));
    bob.forget();
    network.fate = [](const Packet& packet) { return packet.from == "bob" ? Fate::lose : Fate::deliver; };
    network.run_for(150s);
    BOOST_TEST(bob.story() == "7 failed timed_out 408 later, retrying");
    network.run_for(1h);
    BOOST_TEST(bob.heard().size() == 1U);
    network.fate = nullptr;
    std::vector<std::string> again;
    for (int waited = 0; again.empty() && waited < 16 * 60; ++waited)
        again = within(1s);
    BOOST_TEST_REQUIRE(!again.empty());
    (void)respond(again.back(), 200, granting(ours, 100));
    BOOST_TEST(bob.heard().back() == "7 registered sip:bob@192.0.2.2:5060 100 ours");
    BOOST_TEST(bob.heard().size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_busy_registrar_says_when_to_come_back, Registering)
{
    (void)respond(sent(Change::set), 200, granting(ours, 100));
    const auto refresh = within(71s);
    BOOST_TEST_REQUIRE(!refresh.empty());
    (void)respond(refresh[0], 503, "Retry-After: 200 (soon)\r\n");
    BOOST_TEST(within(199s).empty());
    BOOST_TEST(!within(2s).empty());
}

BOOST_FIXTURE_TEST_CASE(a_refresh_that_is_refused_is_given_up, Registering)
{
    (void)respond(sent(Change::set), 200, granting(ours, 100));
    bob.forget();
    const auto refresh = within(71s);
    BOOST_TEST_REQUIRE(!refresh.empty());
    (void)respond(refresh[0], 403);
    BOOST_TEST(bob.story() == "7 failed refused 403 later");
    BOOST_TEST(within(3600s).empty());
}

BOOST_FIXTURE_TEST_CASE(a_failure_of_the_command_itself_is_not_repeated, Registering)
{
    (void)respond(sent(Change::set), 500);
    BOOST_TEST(bob.story() == "7 failed refused 500");
    BOOST_TEST(within(3600s).empty());
    command.registrar = "192.0.2.77;transport=tcp"; // nobody
    (void)sent(Change::set);
    network.run_for(60s);
    BOOST_TEST(bob.heard().back() == "7 failed transport 503");
}

BOOST_FIXTURE_TEST_CASE(what_is_wrong_is_refused_in_words, Registering)
{
    BOOST_TEST(sent(Change::add, {"*"}).find("refused: contact \"*\"") == 0U);
    BOOST_TEST(sent(Change::add, {"sip:"}).find("refused: contact \"sip:\"") == 0U);
    BOOST_TEST(sent(Change::add, {"<sip:a@b> x"}).find("refused: contact \"<sip:a@b> x\": after '>'") == 0U);
    BOOST_TEST(sent(Change::add, {"<sip:a@b>;x, <sip:c@d>"}).find("refused: contact") == 0U);
    BOOST_TEST(sent(Change::add, std::vector<std::string>(65, "sip:a@b")).find("refused: contacts: more than 64") ==
               0U);
    command.address = "<";
    BOOST_TEST(sent(Change::set).find("refused: ") == 0U);
    command.address = address;
    command.registrar = "tel:+49";
    BOOST_TEST(sent(Change::set).find("refused: \"tel:+49\"") == 0U);
    command.registrar = "192.0.2.9";
    command.headers = {"Expires: 5"};
    BOOST_TEST(sent(Change::set).find("refused: header lines Contact and Expires") == 0U);
    BOOST_TEST(bob.story() == "");
}

BOOST_AUTO_TEST_CASE(hostile_registrars_leave_nothing_behind) // whatever they list
{
    for (const char* lines :
         {"Contact: *\r\n", "Contact: <>, , <sip:\r\n", "Contact: <sip:bob@192.0.2.2:5060>;expires=x\r\n",
          "Contact: <sip:bob@192.0.2.2:5060>;expires=99999999999\r\n", "Expires: -1\r\n", "Min-Expires: 0\r\n"}) {
        Registering world;
        (void)world.respond(world.sent(Change::set), 200, lines);
        world.network.run_for(40s); // a response that cannot be read is none
        BOOST_TEST(world.bob.count("7 ") == 1U, lines << world.bob.story());
        world.bob.endpoint().shut_down(world.network.now());
        BOOST_TEST(world.network.run_until_quiet(120s), lines);
    }
}

BOOST_AUTO_TEST_SUITE_END()

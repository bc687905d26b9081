#include "worlds.hpp"

using namespace test;

namespace {

struct Written : PeerWorld {
    sip::MakeCall command;
    Written()
    {
        command.to = "peer@192.0.2.9";
        command.media = audio(bob.ip(), 4000);
    }
    std::string sent()
    {
        sip::CallHandle call{};
        const sip::CommandError error = bob.make(command, call);
        network.run_for(50ms);
        return error ? "refused: " + error.text : peer.take_one();
    }
    std::string refused_line(const std::string& line)
    {
        command.headers = {line};
        return sent();
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(make_call)

BOOST_FIXTURE_TEST_CASE(an_invite_has_all_that_one_needs, Written) // RFC 3261 §8.1.1, §13.2.1
{
    command.from = "\"Bob B\" <sip:bob@example.com>";
    const std::string invite = sent();
    BOOST_TEST(start_line(invite) == "INVITE sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST(header(invite, "Via").find("SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK") == 0U);
    BOOST_TEST(header(invite, "Via").find(";rport") != std::string::npos);
    BOOST_TEST(header(invite, "Max-Forwards") == "70");
    BOOST_TEST(header(invite, "From").find("\"Bob B\" <sip:bob@example.com>;tag=") == 0U);
    BOOST_TEST(header(invite, "To") == "<sip:peer@192.0.2.9>");
    BOOST_TEST(header(invite, "CSeq") == "1 INVITE");
    BOOST_TEST(header(invite, "Contact") == "<sip:bob@192.0.2.2:5060>");
    BOOST_TEST(header(invite, "Allow") == "INVITE, ACK, CANCEL, OPTIONS, BYE");
    BOOST_TEST(headers(invite, "Supported").size() == 1U);
    BOOST_TEST(header(invite, "User-Agent") == "Trunkcall");
    BOOST_TEST(header(invite, "Content-Type") == "application/sdp");
    BOOST_TEST(header(invite, "Call-ID").size() == 26U);
}

BOOST_FIXTURE_TEST_CASE(each_form_of_an_address_is_understood, Written)
{
    const std::pair<const char*, const char*> forms[] = {
        {"192.0.2.9", "sip:192.0.2.9"},
        {"peer@192.0.2.9", "sip:peer@192.0.2.9"},
        {"peer@192.0.2.9:5070", "sip:peer@192.0.2.9:5070"},
        {"sip:peer@192.0.2.9;user=phone", "sip:peer@192.0.2.9;user=phone"},
        {"peer@192.0.2.9; transport=tcp", "sip:peer@192.0.2.9;transport=tcp"},
        {"Peer <sip:peer@192.0.2.9>", "sip:peer@192.0.2.9"},
        {"\"P, eer\" <peer@192.0.2.9>", "sip:peer@192.0.2.9"},
        {"sips:peer@192.0.2.9", "sips:peer@192.0.2.9"},
    };
    for (const auto& [form, uri] : forms) {
        command.to = form;
        BOOST_TEST(start_line(sent()) == "INVITE " + std::string{uri} + " SIP/2.0", form);
    }
}

BOOST_FIXTURE_TEST_CASE(to_and_from_carry_no_parameters_that_are_forbidden_there, Written) // RFC 3261 §19.1.1, table 1
{
    command.to = "sip:peer@192.0.2.9;transport=udp;user=phone;lr?Subject=x";
    command.from = "Bob <sip:b?o;b@example.com;transport=tcp;maddr=192.0.2.77>";
    const std::string invite = sent();
    BOOST_TEST(header(invite, "To") == "<sip:peer@192.0.2.9;user=phone>");
    BOOST_TEST(header(invite, "From").find("\"Bob\" <sip:b?o;b@example.com>;tag=") == 0U);
}

BOOST_FIXTURE_TEST_CASE(any_display_name_arrives_as_it_was_meant, Written) // RFC 3261 §25.1, quoted-string
{
    const std::pair<const char*, const char*> names[] = {
        {R"("Bob \"the rock\" B" <sip:bob@x>)", R"("Bob \"the rock\" B" <sip:bob@x>)"},
        {R"("back\\slash" <sip:bob@x>)", R"("back\\slash" <sip:bob@x>)"},
        {R"("a < b > c" <sip:bob@x>)", R"("a < b > c" <sip:bob@x>)"},
        {R"(back\slash\ <sip:bob@x>)", R"("back\\slash\\" <sip:bob@x>)"},
        {R"(O'Brien "Bob" <sip:bob@x>)", R"("O'Brien \"Bob\"" <sip:bob@x>)"},
        {R"("" <sip:bob@x>)", R"(<sip:bob@x>)"},
    };
    for (const auto& [given, written] : names) {
        command.from = given;
        const std::string from = header(sent(), "From");
        BOOST_TEST(from.substr(0, from.rfind(";tag=")) == written, given << ": " << from);
    }
    command.headers = {R"(From: "Line \"L\"" <sip:line@x>)"};
    BOOST_TEST(header(sent(), "From").find(R"("Line \"L\"" <sip:line@x>;tag=)") == 0U);
}

BOOST_FIXTURE_TEST_CASE(an_address_that_is_none_is_refused_in_words, Written)
{
    const std::pair<const char*, const char*> forms[] = {
        {"", "to \"\": "},
        {"sip:", "to \"sip:\": "},
        {"<sip:peer@192.0.2.9", "to \"<sip:peer@192.0.2.9\": '<' without '>'"},
        {"peer@192.0.2.9:99999", "to \"peer@192.0.2.9:99999\": "},
        {R"("Peer" x <sip:peer@192.0.2.9>)", R"(to ""Peer" x <sip:peer@192.0.2.9>": between the display name)"},
        {"tel:+4912345", "\"tel:+4912345\": only a proxy could route this URI, and none is configured"},
    };
    for (const auto& [form, words] : forms) {
        command.to = form;
        BOOST_TEST(sent().find("refused: " + std::string{words}) == 0U, form << ": " << sent());
    }
    command.to = "peer@192.0.2.9";
    command.from = "a b c <";
    BOOST_TEST(sent().find("refused: from \"a b c <\"") == 0U);
    BOOST_TEST(bob.story() == "");
}

BOOST_AUTO_TEST_CASE(a_transport_that_is_not_enabled_is_refused_in_words)
{
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2", sip::EndpointConfig{}};
    bob.call("sips:peer@192.0.2.9");
    bob.call("peer@192.0.2.9;transport=tcp");
    BOOST_TEST(bob.story() == "refused: \"sips:peer@192.0.2.9\": needs TLS, which is not enabled, "
                              "refused: \"sip:peer@192.0.2.9;transport=tcp\": needs TCP, which is not enabled");
}

BOOST_FIXTURE_TEST_CASE(no_from_is_an_anonymous_caller_at_our_address, Written)
{
    BOOST_TEST(header(sent(), "From").find("<sip:192.0.2.2>;tag=") == 0U);
}

BOOST_FIXTURE_TEST_CASE(the_call_id_is_known_as_long_as_the_call, PeerWorld)
{
    const std::string invite = invited();
    const auto call = bob.last();
    const auto known = [&] { return std::string{bob.endpoint().call_id(call)}; };
    BOOST_TEST(!known().empty());
    BOOST_TEST(known() == header(invite, "Call-ID"));
    (void)ask(response_to(invite, 200, "t", "Contact: <sip:peer@192.0.2.9>\r\n" + std::string{sdp_content}, sdp_text()));
    BOOST_TEST(known() == header(invite, "Call-ID"));
    bob.hang_up(call);
    network.run_for(100s);
    BOOST_TEST(known() == "");
}

BOOST_FIXTURE_TEST_CASE(a_call_id_of_the_program_is_used, Written)
{
    command.call_id = "my-own@id";
    BOOST_TEST(header(sent(), "Call-ID") == "my-own@id");
    command.call_id = "a b";
    BOOST_TEST(sent() == "refused: call_id \"a b\": has a space or a line end inside");
}

BOOST_FIXTURE_TEST_CASE(header_lines_are_added_or_replace_what_occurs_once, Written)
{
    command.headers = {"Subject: hello",
                       "X-One: 1",
                       "X-One: 2",
                       "User-Agent: Mine/1",
                       "Contact: <sip:me@198.51.100.1>",
                       "From: \"Me\" <sip:me@example.com>",
                       "To: <sip:you@example.com>",
                       "Max-Forwards: 5"};
    const std::string invite = sent();
    BOOST_TEST(start_line(invite) == "INVITE sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST(header(invite, "Subject") == "hello");
    BOOST_TEST(headers(invite, "X-One").size() == 2U);
    for (const auto& [name, value] : {std::pair{"User-Agent", "Mine/1"}, std::pair{"Contact", "<sip:me@198.51.100.1>"},
                                      std::pair{"To", "<sip:you@example.com>"}, std::pair{"Max-Forwards", "5"}}) {
        BOOST_TEST(headers(invite, name).size() == 1U, name);
        BOOST_TEST(header(invite, name) == value);
    }
    BOOST_TEST(headers(invite, "From").size() == 1U);
    BOOST_TEST(header(invite, "From").find("\"Me\" <sip:me@example.com>;tag=") == 0U);
}

BOOST_FIXTURE_TEST_CASE(header_lines_that_belong_to_the_stack_are_refused_by_name, Written)
{
    for (const std::string line : {"Via: SIP/2.0/UDP x", "v: SIP/2.0/UDP x", "CSeq: 9 INVITE", "Call-ID: x", "i: x",
                                   "Content-Length: 3", "l: 3", "Content-Type: text/plain", "Record-Route: <sip:x>"})
        BOOST_TEST(refused_line(line) == "refused: header line \"" + line + "\": this header is written by the stack");
    BOOST_TEST(refused_line("From: <sip:me@x>;tag=1").find("refused: header line \"From: <sip:me@x>;tag=1\"") == 0U);
    BOOST_TEST(refused_line("no colon").find("refused: header line \"no colon\": is not") == 0U);
    BOOST_TEST(refused_line("X: 1\r\nVia: SIP/2.0/UDP forged").find("refused: ") == 0U);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(a_route_of_the_program_is_where_the_invite_goes, Written)
{
    command.to = "somebody@far.example.com";
    command.headers = {"Route: <sip:192.0.2.9;lr>"};
    const std::string invite = sent();
    BOOST_TEST(start_line(invite) == "INVITE sip:somebody@far.example.com SIP/2.0");
    BOOST_TEST(header(invite, "Route") == "<sip:192.0.2.9;lr>");
}

BOOST_FIXTURE_TEST_CASE(contact_says_how_we_are_reached, Written)
{
    command.from = "sip:bob@x";
    command.to = "peer@192.0.2.9;transport=tcp";
    BOOST_TEST(header(sent(), "Contact") == "<sip:bob@192.0.2.2:5060;transport=tcp>");
    command.to = "peer@192.0.2.9:5061;transport=tls";
    BOOST_TEST(header(sent(), "Contact") == "<sip:bob@192.0.2.2:5061;transport=tls>");
    command.to = "sips:peer@192.0.2.9";
    BOOST_TEST(header(sent(), "Contact") == "<sips:bob@192.0.2.2:5061>");
    command.to = "peer@192.0.2.9";
    command.from = "sips:bob@x"; // the caller wants to be called back over TLS
    BOOST_TEST(header(sent(), "Contact") == "<sips:bob@192.0.2.2:5061>");
}

BOOST_FIXTURE_TEST_CASE(a_call_may_say_whose_certificate_it_expects, Pair)
{
    sip::MakeCall call;
    call.to = "sips:bob@192.0.2.2"; // an address, which Bob's certificate does not name
    call.media = audio(alice.ip(), 4000);
    sip::CallHandle handle{};
    BOOST_TEST(!alice.make(call, handle));
    network.run_for(1s);
    BOOST_TEST(alice.story() == "failed INVITE, ended transport 503");

    call.peer_name = "bob.example.com";
    alice.forget();
    BOOST_TEST(!alice.make(call, handle));
    network.run_for(1s);
    BOOST_TEST(alice.story() == "180, connected");
    network.cut_streams(alice);
    network.run_for(1s);
    alice.hang_up(handle); // by a new connection to that address, which again must be Bob's
    network.run_for(1s);
    BOOST_TEST(alice.story() == "180, connected, released");
    BOOST_TEST(bob.count("ended remote_bye 0") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

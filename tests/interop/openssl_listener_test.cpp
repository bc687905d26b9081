// `openssl s_client` calls a board: what the handshake was, seen from outside and by the program, and the call in it.

#include "support/call_text.hpp"
#include "support/openssl_command.hpp"
#include "support/programs.hpp"
#include "support/sip_text.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

using interop::any_security;
using interop::authority_file;
using interop::Board;
using interop::certificate_file;
using interop::Facts;
using interop::identity;
using interop::Options;
using interop::Process;
using interop::operator+;

namespace {

constexpr auto host = "localhost";

/// s_client, connected to a board, whose typing is a call.
class Caller {
public:
    Caller(Board& board, const Options& options)
        : address_{board.address()}, client_{Options{"openssl", "s_client", "-connect", board.address(), "-CAfile",
                                                     authority_file(), "-verify_return_error", "-verify_hostname",
                                                     host} +
                                             options}
    {
        call();
    }
    void call()
    {
        text_ = interop::CallText{address_};
        client_.write(text_.invite());
    }
    void is_refused()
    {
        BOOST_REQUIRE_MESSAGE(client_.prints("Call-ID: " + text_.call_id()), client_.output());
        const std::string response = client_.output().substr(client_.output().rfind("SIP/2.0 "));
        BOOST_TEST(::test::status_of(response) == 486);
        client_.write(text_.ack(response));
    }
    void leave()
    {
        client_.end_input();
        client_.wait();
    }
    [[nodiscard]] Process& client() { return client_; }

private:
    std::string address_;
    interop::CallText text_{address_};
    Process client_;
};

void check_prints(Process& process, const std::string& text)
{
    BOOST_TEST(process.prints(text), "expected \"" << text << "\" in:\n" << process.output());
}

/// The call arrives with these facts, and is taken to its end.
void check_call(Board& board, Caller& caller, const Facts& facts, const std::function<void()>& meanwhile = {})
{
    const CRN crn = board.expect(board.line(), GCEV_OFFERED).crn;
    for (const auto& [which, value] : facts)
        BOOST_TEST(Board::info(crn, which) == value);
    if (meanwhile)
        meanwhile();
    WORKS(gc_DropCall(crn, GC_USER_BUSY, EV_ASYNC));
    caller.is_refused();
    board.expect(board.line(), GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
    board.expect(board.line(), GCEV_RELEASECALL);
}

/// One combination: how the board is set up, what s_client is told, what it prints then, and what the program sees of
/// the call; no facts: no call.
struct Row {
    std::string claim;
    std::function<void(Board&)> set_up;
    Options options;
    std::vector<std::string> printed;
    Facts facts;
};

void check(const Row& row)
{
    BOOST_TEST_CONTEXT(row.claim)
    {
        Board board{host};
        if (row.set_up)
            row.set_up(board);
        board.begin_waiting();
        Caller caller{board, row.options};
        if (row.facts.empty())
            BOOST_TEST(caller.client().wait() != 0, "the connection was kept:\n" << caller.client().output());
        else
            check_call(board, caller, row.facts);
        caller.leave();
        for (const std::string& text : row.printed)
            check_prints(caller.client(), text);
        BOOST_TEST(Board::quiet(board.line()));
    }
}

void check(const std::vector<Row>& rows)
{
    for (const Row& row : rows)
        check(row);
}

void demand_certificates(Board& board) { board.tls().E_client_cert_required = ENUM_Enabled; }
void require_alpn(Board& board) { board.tls_options().E_alpn_required = ENUM_Enabled; }
std::function<void(Board&)> speak(EnumSIP_TLS_METHOD method)
{
    return [method](Board& board) { board.tls().E_sip_tls_method = method; };
}

const Facts in_tls_1_2{{CALLINFO_TLS_PROTOCOL, "TLSv1.2"}};
const Facts in_tls_1_3{{CALLINFO_TLS_PROTOCOL, "TLSv1.3"}};

} // namespace

BOOST_AUTO_TEST_SUITE(s_client_calls_us)

BOOST_AUTO_TEST_CASE(in_the_versions_that_the_board_speaks)
{
    check({
        {"1.3 where nothing is said", {}, {}, {"TLSv1.3", "Verification: OK"}, in_tls_1_3},
        {"1.2, with forward secrecy", {}, {"-tls1_2"}, {"TLSv1.2", "ECDHE-", "Compression: NONE"}, in_tls_1_2},
        {"1.1 is broken (RFC 8996)", {}, Options{"-tls1_1"} + any_security, {"alert protocol version"}, {}},
        {"1.0 is broken (RFC 8996)", {}, Options{"-tls1"} + any_security, {"alert protocol version"}, {}},
        {"1.1 where a program asks for it",
         speak(ENUM_TLS_METHOD_TLS_V1_1),
         Options{"-tls1_1"} + any_security,
         {"TLSv1.1"},
         {{CALLINFO_TLS_PROTOCOL, "TLSv1.1"}}},
        {"1.0 not even then",
         speak(ENUM_TLS_METHOD_TLS_V1_1),
         Options{"-tls1"} + any_security,
         {"alert protocol version"},
         {}},
        {"1.2 alone", speak(ENUM_TLS_METHOD_TLS_V1_2), {}, {"TLSv1.2"}, in_tls_1_2},
        {"not 1.3 then", speak(ENUM_TLS_METHOD_TLS_V1_2), {"-tls1_3"}, {"alert protocol version"}, {}},
        {"1.3 alone", speak(ENUM_TLS_METHOD_TLS_V1_3), {}, {"TLSv1.3"}, in_tls_1_3},
        {"not 1.2 then", speak(ENUM_TLS_METHOD_TLS_V1_3), {"-tls1_2"}, {"alert protocol version"}, {}},
    });
}

BOOST_AUTO_TEST_CASE(with_every_kind_of_key_on_either_side)
{
    struct Key {
        std::string type, signature;
    };
    const std::vector<Key> keys{
        {"rsa2048", "RSA-PSS"}, {"rsa3072", "RSA-PSS"}, {"p256", "ECDSA"}, {"p384", "ECDSA"}, {"ed25519", "ed25519"}};
    const std::vector<std::pair<std::string, std::string>> versions{{"-tls1_2", "TLSv1.2"}, {"-tls1_3", "TLSv1.3"}};
    for (const Key& ours : keys) {
        Board board{host};
        board.show(host, "--key " + ours.type);
        demand_certificates(board);
        board.begin_waiting();
        for (const Key& theirs : keys)
            for (const auto& [option, version] : versions)
                BOOST_TEST_CONTEXT("ours " << ours.type << ", theirs " << theirs.type << ", " << version)
                {
                    const std::string name = theirs.type + ".client.example";
                    Caller caller{board, Options{option} + identity(name, "--key " + theirs.type)};
                    check_call(board, caller,
                               {{CALLINFO_TLS_PROTOCOL, version},
                                {CALLINFO_TLS_PEER_SUBJECT, "CN=" + name},
                                {CALLINFO_TLS_PEER_VERIFIED, "1"}});
                    check_prints(caller.client(), "Peer signature type: " + ours.signature);
                }
    }
}

BOOST_AUTO_TEST_CASE(with_or_without_a_certificate_of_its_own)
{
    const interop::Certificates others{{"stranger.example"}}; // of another authority
    const Options unknown{"-cert", others.file("stranger.example.pem"), "-key", others.file("stranger.example.key")};
    const Facts verified{{CALLINFO_TLS_PEER_SUBJECT, "CN=client.example"}, {CALLINFO_TLS_PEER_VERIFIED, "1"}};
    const Facts nobody{{CALLINFO_TLS_PEER_SUBJECT, ""}, {CALLINFO_TLS_PEER_VERIFIED, "0"}};
    for (const std::string version : {"-tls1_2", "-tls1_3"}) {
        const Options in{version};
        const std::string missing = version == "-tls1_3" ? "alert certificate required" : "alert handshake failure";
        check({
            {version + ": none, and none is asked for", {}, in, {"No client certificate CA names sent"}, nobody},
            {version + ": one that nobody asked for stays at home", {}, in + identity("client.example"), {}, nobody},
            {version + ": a good one", demand_certificates, in + identity("client.example"), {}, verified},
            {version + ": none where one is demanded", demand_certificates, in, {missing}, {}},
            {version + ": signed by an authority that we do not know",
             demand_certificates,
             in + unknown,
             {"alert unknown ca"},
             {}},
            {version + ": expired",
             demand_certificates,
             in + identity("old.example", "--expired"),
             {"alert certificate expired"},
             {}},
        });
    }
}

BOOST_AUTO_TEST_CASE(and_is_shown_the_certificate_of_the_name_that_it_asks_for)
{
    const auto two_names = [](Board& board) { board.show_also("second.example"); };
    check({
        {"the first", two_names, {"-servername", host}, {"subject=CN = localhost"}, in_tls_1_3},
        {"the second",
         two_names,
         {"-servername", "second.example", "-verify_hostname", "second.example"},
         {"subject=CN = second.example"},
         in_tls_1_3},
        {"the second in 1.2",
         two_names,
         {"-tls1_2", "-servername", "second.example", "-verify_hostname", "second.example"},
         {"subject=CN = second.example"},
         in_tls_1_2},
        {"no name: the first", two_names, {"-noservername"}, {"subject=CN = localhost"}, in_tls_1_3},
        {"a name that nobody has: the first",
         two_names,
         {"-servername", "third.example"},
         {"subject=CN = localhost"},
         in_tls_1_3},
    });
}

BOOST_AUTO_TEST_CASE(and_agrees_on_sip_2_or_on_nothing)
{
    for (const std::string version : {"-tls1_2", "-tls1_3"}) {
        const Options in{version};
        const Facts agreed{{CALLINFO_TLS_ALPN, "sip/2"}}, open{{CALLINFO_TLS_ALPN, ""}};
        check({
            {version + ": offered", {}, in + Options{"-alpn", "sip/2"}, {"ALPN protocol: sip/2"}, agreed},
            {version + ": offered among others",
             {},
             in + Options{"-alpn", "h2,sip/2"},
             {"ALPN protocol: sip/2"},
             agreed},
            {version + ": no ALPN, as most telephones", {}, in, {"No ALPN negotiated"}, open},
            {version + ": others only, which is another protocol at our port (ALPACA)",
             {},
             in + Options{"-alpn", "http/1.1"},
             {"alert no application protocol"},
             {}},
            {version + ": required and offered", require_alpn, in + Options{"-alpn", "sip/2"}, {}, agreed},
            {version + ": required and not offered", require_alpn, in, {"alert no application protocol"}, {}},
        });
    }
}

BOOST_AUTO_TEST_CASE(and_resumes_its_session_only_where_the_board_keeps_sessions)
{
    for (const bool keeps : {true, false})
        for (const std::string version : {"-tls1_2", "-tls1_3"})
            BOOST_TEST_CONTEXT(version << (keeps ? ", with a session_id" : ", without"))
            {
                Board board{host};
                std::string session_id = "board";
                if (keeps)
                    board.tls().session_id = session_id.data();
                board.begin_waiting();
                const std::string session = certificate_file(host, {}, ".session" + version);
                Caller first{board, {version, "-sess_out", session}};
                check_call(board, first, {{CALLINFO_TLS_RESUMED, "0"}});
                first.leave();
                check_prints(first.client(), "New, TLSv1.");
                const std::string tickets = first.client().output();
                if (version == "-tls1_3" && !keeps) { // nothing to resume was given out
                    BOOST_TEST(tickets.find("New Session Ticket arrived") == std::string::npos, tickets);
                    continue;
                }
                Caller second{board, {version, "-sess_in", session}};
                check_call(board, second, {{CALLINFO_TLS_RESUMED, keeps ? "1" : "0"}});
                check_prints(second.client(), keeps ? "Reused, TLSv1." : "New, TLSv1.");
            }
}

BOOST_AUTO_TEST_CASE(and_changes_its_keys_during_a_call)
{
    for (const std::string command : {"k\n", "K\n"}) { // RFC 8446 §4.6.3: its own; and asks for ours to be changed
        Board board{host};
        board.begin_waiting();
        Caller caller{board, {"-tls1_3"}};
        check_call(board, caller, in_tls_1_3, [&] {
            caller.client().write(command);
            check_prints(caller.client(), "KEYUPDATE");
        });
        caller.call();
        check_call(board, caller, in_tls_1_3);
    }
}

BOOST_AUTO_TEST_CASE(and_cannot_renegotiate)
{
    Board board{host};
    board.begin_waiting();
    Caller caller{board, {"-tls1_2"}};
    const CRN crn = board.expect(board.line(), GCEV_OFFERED).crn;
    caller.client().write("R\n");
    check_prints(caller.client(), "RENEGOTIATING");
    check_prints(caller.client(), "no renegotiation");
    caller.client().wait();
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
    board.await(board.line(), GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
    board.await(board.line(), GCEV_RELEASECALL);
    Caller next{board, {"-tls1_2"}};
    check_call(board, next, in_tls_1_2);
}

BOOST_AUTO_TEST_CASE(after_another_that_sent_garbage)
{
    Board board{host};
    board.begin_waiting();
    {
        Process garbage{{"openssl", "s_client", "-connect", board.address(), "-quiet"}};
        garbage.write("\x16\x03\x01 this is no SIP message\r\n\r\n\r\n");
        garbage.wait(std::chrono::seconds{5});
    }
    Caller caller{board, {}};
    check_call(board, caller, in_tls_1_3);
}

BOOST_AUTO_TEST_SUITE_END()

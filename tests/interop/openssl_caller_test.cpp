// A board calls `openssl s_server`: what the handshake was, seen from outside and by the program, and the call in it.

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

/// s_server, whose typing answers calls.
class Callee {
public:
    explicit Callee(const Options& options)
        : port_{interop::free_port()}, server_{Options{"openssl", "s_server", "-accept",
                                                       "127.0.0.1:" + std::to_string(port_), "-CAfile",
                                                       authority_file()} +
                                               options}
    {
        BOOST_REQUIRE_MESSAGE(server_.prints("ACCEPT"), server_.output());
    }
    [[nodiscard]] std::string uri() const { return "sips:someone@localhost:" + std::to_string(port_); }
    void answers(const std::string& method, const std::string& more = {}, const std::string& body = {})
    {
        await(method + " sips:");
        const std::size_t start = server_.output().find(method + " sips:", seen_);
        await(method == "INVITE" ? "m=audio" : "Content-Length: 0\r\n\r\n");
        const std::string request = server_.output().substr(start);
        seen_ = server_.output().size();
        server_.write(::test::response_to(request, 200, "tag", more, body));
        BOOST_TEST(server_.has_read());
    }
    void answers_a_call()
    {
        answers("INVITE", "Contact: <" + uri() + ">\r\n" + std::string{::test::sdp_content}, ::test::sdp_text());
        await("ACK sips:");
    }
    /// Types a command that s_server knows.
    void does(const std::string& command)
    {
        server_.write(command);
        BOOST_TEST(server_.has_read());
    }
    void await(const std::string& text)
    {
        BOOST_REQUIRE_MESSAGE(server_.prints(text, std::chrono::seconds{10}, seen_),
                              "expected \"" << text << "\" in:\n"
                                            << server_.output().substr(seen_));
    }
    [[nodiscard]] bool printed(const std::string& text) { return server_.output().find(text) != std::string::npos; }
    [[nodiscard]] const std::string& output() { return server_.output(); }

private:
    unsigned short port_;
    Process server_;
    std::size_t seen_ = 0; ///< bytes of its output that earlier waits have used
};

/// A call goes through to s_server, which answers it; these are its facts.
void check_call(Board& board, Callee& callee, const Facts& facts, const std::function<void()>& meanwhile = {})
{
    const CRN crn = board.make_call(board.line(), callee.uri());
    callee.await("INVITE sips:");
    if (meanwhile)
        meanwhile();
    callee.answers_a_call();
    board.await(board.line(), GCEV_CONNECTED);
    for (const auto& [which, value] : facts)
        BOOST_TEST(Board::info(crn, which) == value);
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
    callee.answers("BYE");
    board.expect(board.line(), GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
    board.expect(board.line(), GCEV_RELEASECALL);
}

/// A call that TLS does not let through, and why.
void check_refused(Board& board, Callee& callee, const std::string& reason)
{
    const CRN crn = board.make_call(board.line(), callee.uri());
    const auto report = board.expect(board.line(), GCEV_EXTENSION);
    BOOST_TEST(report.parameter(IPSET_TLS, IPPARM_TLS_REASON).find(reason) != std::string::npos, report.text);
    board.expect(board.line(), GCEV_DISCONNECTED);
    board.drop_and_release(board.line(), crn);
    BOOST_TEST(!callee.printed("INVITE"), callee.output());
}

/// One combination: how the board is set up, what s_server is told, what it prints, what the program sees of the call,
/// or why there is none.
struct Row {
    std::string claim;
    std::function<void(Board&)> set_up;
    Options options;
    std::vector<std::string> printed;
    Facts facts;
    std::string refused = {};
};

void check(const std::vector<Row>& rows)
{
    for (const Row& row : rows)
        BOOST_TEST_CONTEXT(row.claim)
        {
            Board board{host};
            if (row.set_up)
                row.set_up(board);
            board.begin();
            Callee callee{row.options};
            if (row.refused.empty())
                check_call(board, callee, row.facts);
            else
                check_refused(board, callee, row.refused);
            for (const std::string& text : row.printed)
                BOOST_TEST(callee.printed(text), "expected \"" << text << "\" in:\n" << callee.output());
        }
}

std::function<void(Board&)> speak(EnumSIP_TLS_METHOD method)
{
    return [method](Board& board) { board.tls().E_sip_tls_method = method; };
}
void show_nothing(Board& board) { board.show_nothing(); }
void require_alpn(Board& board) { board.tls_options().E_alpn_required = ENUM_Enabled; }

const Options demand{"-Verify", "3", "-verify_return_error"};
const auto not_spoken = "refused by the peer: protocol version not supported";
const Facts in_tls_1_2{{CALLINFO_TLS_PROTOCOL, "TLSv1.2"}};
const Facts in_tls_1_3{{CALLINFO_TLS_PROTOCOL, "TLSv1.3"}};
const Facts proved{{CALLINFO_TLS_PEER_NAME, "DNS:localhost"}, {CALLINFO_TLS_PEER_VERIFIED, "1"}};

} // namespace

BOOST_AUTO_TEST_SUITE(we_call_s_server)

BOOST_AUTO_TEST_CASE(in_the_versions_that_the_board_speaks)
{
    check({
        {"1.3 where both can", {}, identity(host), {"CIPHER is TLS_"}, in_tls_1_3},
        {"1.2, with forward secrecy", {}, identity(host) + Options{"-tls1_2"}, {"CIPHER is ECDHE-"}, in_tls_1_2},
        {"1.1 is broken (RFC 8996)", {}, identity(host) + Options{"-tls1_1"} + any_security, {}, {}, not_spoken},
        {"1.1 where a program asks for it",
         speak(ENUM_TLS_METHOD_TLS_V1_1),
         identity(host) + Options{"-tls1_1"} + any_security,
         {},
         {{CALLINFO_TLS_PROTOCOL, "TLSv1.1"}}},
        {"1.0 not even then",
         speak(ENUM_TLS_METHOD_TLS_V1_1),
         identity(host) + Options{"-tls1"} + any_security,
         {},
         {},
         not_spoken},
        {"1.2 alone", speak(ENUM_TLS_METHOD_TLS_V1_2), identity(host), {}, in_tls_1_2},
        {"not 1.3 then", speak(ENUM_TLS_METHOD_TLS_V1_2), identity(host) + Options{"-tls1_3"}, {}, {}, not_spoken},
        {"1.3 alone", speak(ENUM_TLS_METHOD_TLS_V1_3), identity(host), {}, in_tls_1_3},
        {"not 1.2 then", speak(ENUM_TLS_METHOD_TLS_V1_3), identity(host) + Options{"-tls1_2"}, {}, {}, not_spoken},
    });
}

BOOST_AUTO_TEST_CASE(with_every_kind_of_key_on_either_side)
{
    const std::vector<std::string> keys{"rsa2048", "rsa3072", "p256", "p384", "ed25519"};
    const std::vector<std::pair<std::string, std::string>> versions{{"-tls1_2", "TLSv1.2"}, {"-tls1_3", "TLSv1.3"}};
    for (const std::string& ours : keys) {
        const std::string name = ours + ".caller.example";
        Board board{host};
        board.show(name, "--key " + ours);
        board.begin();
        for (const std::string& theirs : keys)
            for (const auto& [option, version] : versions)
                BOOST_TEST_CONTEXT("ours " << ours << ", theirs " << theirs << ", " << version)
                {
                    Callee callee{identity(host, "--key " + theirs) + demand + Options{option}};
                    check_call(board, callee, {{CALLINFO_TLS_PROTOCOL, version}, proved[0], proved[1]});
                    BOOST_TEST(callee.printed("subject=CN = " + name), callee.output());
                }
    }
}

BOOST_AUTO_TEST_CASE(that_may_want_to_know_us_too)
{
    const interop::Certificates others{{"stranger.example"}}; // of another authority
    const Options strict = Options{"-CAfile", others.file("ca.pem")};
    for (const std::string version : {"-tls1_2", "-tls1_3"}) {
        const Options in = identity(host) + Options{version};
        const std::string missing = version == "-tls1_3" ? "certificate required" : "handshake failure";
        check({
            {version + ": it does not ask, so we show nothing", {}, in, {}, proved},
            {version + ": it demands one, and knows our authority",
             {},
             in + demand,
             {"subject=CN = localhost"},
             proved},
            {version + ": it asks, and does without", show_nothing, in + Options{"-verify", "3"}, {}, proved},
            {version + ": it demands one, and we have none", show_nothing, in + demand, {}, {}, missing},
            {version + ": it does not know our authority", {}, in + demand + strict, {}, {}, "unknown CA"},
        });
    }
}

BOOST_AUTO_TEST_CASE(that_must_be_whom_we_meant)
{
    const interop::Certificates others{{host}};
    for (const std::string version : {"-tls1_2", "-tls1_3"}) {
        const Options in{version};
        check({
            {version + ": a good certificate of somebody else",
             {},
             in + identity("other.example"),
             {},
             {},
             "is for DNS:other.example"},
            {version + ": of an authority that we do not know",
             {},
             in + Options{"-cert", others.file("localhost.pem"), "-key", others.file("localhost.key")},
             {},
             {},
             "unable to get local issuer certificate"},
            {version + ": expired",
             {},
             in + identity("old.localhost", "--wrong-name localhost --expired"),
             {},
             {},
             "expired 2020-01-31"},
            {version + ": of several, the one for the name that we ask for",
             {},
             in + identity("other.example") +
                 Options{"-servername", host, "-cert2", certificate_file(host), "-key2",
                         certificate_file(host, {}, ".key")},
             {"Hostname in TLS extension: \"localhost\""},
             proved},
        });
    }
}

BOOST_AUTO_TEST_CASE(and_agree_on_sip_2)
{
    for (const std::string version : {"-tls1_2", "-tls1_3"}) {
        const Options in = identity(host) + Options{version};
        const Facts agreed{{CALLINFO_TLS_ALPN, "sip/2"}}, open{{CALLINFO_TLS_ALPN, ""}};
        check({
            {version + ": chosen", {}, in + Options{"-alpn", "sip/2"}, {"ALPN protocols selected: sip/2"}, agreed},
            {version + ": a server that speaks another protocol",
             {},
             in + Options{"-alpn", "http/1.1"},
             {},
             {},
             "no application protocol"},
            {version + ": a server without ALPN, as most", {}, in, {}, open},
            {version + ": required and chosen", require_alpn, in + Options{"-alpn", "sip/2"}, {}, agreed},
            {version + ": required and not chosen", require_alpn, in, {}, {}, "sip/2"},
        });
    }
}

BOOST_AUTO_TEST_CASE(and_resume_a_session_only_where_the_program_says_so)
{
    for (const bool resumes : {true, false})
        for (const std::string version : {"-tls1_2", "-tls1_3"})
            BOOST_TEST_CONTEXT(version << (resumes ? ", switched on" : ", as the manual has it"))
            {
                Board board{host};
                board.tls_options().E_resume_sessions = resumes ? ENUM_Enabled : ENUM_Disabled;
                board.begin();
                Callee callee{identity(host) + Options{version}};
                check_call(board, callee, {{CALLINFO_TLS_RESUMED, "0"}});
                callee.await("DONE"); // by us: no call uses it any longer
                check_call(board, callee, {{CALLINFO_TLS_RESUMED, resumes ? "1" : "0"}, proved[0], proved[1]});
                BOOST_TEST(callee.printed("Reused session-id") == resumes, callee.output());
            }
}

BOOST_AUTO_TEST_CASE(that_changes_its_keys_during_a_call)
{
    for (const std::string command : {"k\n", "K\n"}) { // RFC 8446 §4.6.3: its own; and asks for ours to be changed
        Board board{host};
        board.begin();
        Callee callee{identity(host) + Options{"-tls1_3"}};
        check_call(board, callee, in_tls_1_3, [&] { callee.does(command); });
    }
}

BOOST_AUTO_TEST_CASE(that_cannot_renegotiate)
{
    Board board{host};
    board.begin();
    Callee callee{identity(host) + Options{"-tls1_2"}};
    const CRN crn = board.make_call(board.line(), callee.uri());
    callee.await("INVITE sips:");
    callee.does("r\n");
    callee.await("no renegotiation");
    board.await(board.line(), GCEV_DISCONNECTED);
    board.drop_and_release(board.line(), crn);
}

BOOST_AUTO_TEST_SUITE_END()

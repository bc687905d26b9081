#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"
#include "support/sip_text.hpp"

#include <mutex>

using namespace gc::test;

namespace {

/// What a program's callback was asked, and what it says.
struct Word {
    int says = IP_TLS_AS_RULES;
    bool calls_back = false; ///< into Global Call, which it must not
    std::mutex mutex;        ///< boards ask on their own threads
    std::vector<int> rules;
    std::string expected, subject, name, reason;
    unsigned certificate_size = 0;
    int result_inside = GC_SUCCESS;
    std::string failure_inside;

    static int ask(const SIP_TLS_PEER* peer, void* context)
    {
        auto& word = *static_cast<Word*>(context);
        const std::lock_guard lock{word.mutex};
        word.rules.push_back(peer->rule);
        word.expected = peer->expected_name;
        word.subject = peer->subject;
        word.name = peer->name_number ? peer->name[0] : "";
        word.reason = peer->reason;
        word.certificate_size = peer->certificate_size;
        if (word.calls_back) {
            word.result_inside = gc_Stop();
            word.failure_inside = last_failure().text;
        }
        return word.says;
    }
};

struct Judged : Program {
    Judged()
    {
        use_tls("localhost");
        INIT_SIP_TLS_OPTIONS(&options);
        options.callback_context = &word;
        engine(1).options = &options;
    }
    ~Judged() { stop(); }
    void begin()
    {
        start();
        caller = open_line(1);
    }
    void reached(const TlsPeerSettings& settings, const std::string& host, const std::string& verified)
    {
        TlsPeer peer{settings};
        begin();
        const CRN crn = make_call(caller, peer.uri("sips", host));
        TlsConnection connection = peer.accept();
        connection.write(::test::response_to(connection.read(), 200, "tag",
                                             "Contact: <sips:bob@localhost:9>\r\n" + std::string{::test::sdp_content},
                                             ::test::sdp_text()));
        expect(caller, GCEV_CONNECTED);
        BOOST_TEST(info(crn, CALLINFO_TLS_PEER_VERIFIED) == verified);
        WORKS(gc_ResetLineDev(caller, EV_ASYNC));
        expect(caller, GCEV_RESETLINEDEV);
        stop();
    }
    void refused(const TlsPeerSettings& settings, const std::string& host, int rule)
    {
        TlsPeer peer{settings};
        begin();
        const CRN crn = make_call(caller, peer.uri("sips", host));
        const TlsConnection connection = peer.accept();
        const Seen seen = expect(caller, GCEV_EXTENSION);
        BOOST_TEST(static_cast<int>(seen.parameter(IPSET_TLS, IPPARM_TLS_RULE)[0]) == rule);
        expect(caller, GCEV_DISCONNECTED);
        drop_and_release(caller, crn);
        stop();
    }
    Word word;
    SIP_TLS_OPTIONS options{};
    LINEDEV caller = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_callbacks, Judged)

BOOST_AUTO_TEST_CASE(are_told_what_the_rules_say_and_may_leave_it_to_them)
{
    engine(1).verify_cert_CB = Word::ask;
    reached(peer_named("localhost"), "localhost", "1");
    BOOST_TEST(word.rules == std::vector<int>{IP_TLS_RULE_NONE});
    BOOST_TEST(word.subject == "CN=localhost");
    BOOST_TEST(word.name == "DNS:localhost");
    BOOST_TEST(word.certificate_size > 100U);
    word.rules.clear();
    refused(peer_named("old.localhost", "--expired"), "old.localhost", IP_TLS_RULE_EXPIRED);
    BOOST_TEST(word.rules == std::vector<int>{IP_TLS_RULE_EXPIRED});
    BOOST_TEST(word.reason.find("expired 2020-01-31") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(may_accept_a_certificate_against_the_rules)
{
    engine(1).verify_cert_CB = Word::ask;
    word.says = IP_TLS_ACCEPT;
    reached(peer_named("old.localhost", "--expired"), "old.localhost", "0");
    refused(peer_named("elsewhere.example"), "localhost", IP_TLS_RULE_OTHER_NAME); // names are another matter
}

BOOST_AUTO_TEST_CASE(may_refuse_a_good_one)
{
    for (SIP_TLS_CALLBACK* const callback : {&engine(1).verify_cert_CB, &engine(1).post_connect_CB}) {
        engine(1).verify_cert_CB = engine(1).post_connect_CB = nullptr;
        *callback = Word::ask;
        for (const int word_of_refusal : {IP_TLS_REFUSE, 7}) {
            word.says = word_of_refusal;
            refused(peer_named("localhost"), "localhost", IP_TLS_RULE_PROGRAM);
        }
    }
}

BOOST_AUTO_TEST_CASE(of_the_names_may_accept_another_host)
{
    engine(1).post_connect_CB = Word::ask;
    word.says = IP_TLS_ACCEPT;
    reached(peer_named("elsewhere.example"), "localhost", "0");
    BOOST_TEST(word.rules == std::vector<int>{IP_TLS_RULE_OTHER_NAME});
    BOOST_TEST(word.expected == "localhost");
    BOOST_TEST(word.name == "DNS:elsewhere.example");
}

BOOST_AUTO_TEST_CASE(cannot_call_global_call)
{
    engine(1).verify_cert_CB = Word::ask;
    word.calls_back = true;
    reached(peer_named("localhost"), "localhost", "1");
    BOOST_TEST(word.result_inside == GC_ERROR);
    BOOST_TEST(word.failure_inside.find("callback") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(are_asked_about_clients_too)
{
    engine(2).options = &options;
    engine(2).verify_cert_CB = Word::ask;
    engine(2).E_client_cert_required = ENUM_Enabled;
    start();
    caller = open_line(1);
    const LINEDEV callee = open_waiting(2);
    const auto call = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(word.subject == "CN=localhost");
    BOOST_TEST(info(call.callee, CALLINFO_TLS_PEER_VERIFIED) == "1");
    finish(caller, call.caller, callee, call.callee);
}

BOOST_AUTO_TEST_SUITE_END()

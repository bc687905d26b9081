#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"

#include <filesystem>
#include <fstream>
#include <set>

using namespace gc::test;

namespace {

/// Every text that an engine points to lives as long as the test.
struct Engine : Program {
    Engine() { use_tls("localhost"); }

    char* text(const std::string& words) { return texts_.emplace_back(words).data(); }
    char** list(std::initializer_list<std::string> words)
    {
        auto& pointers = lists_.emplace_back();
        for (const std::string& word : words)
            pointers.push_back(text(word));
        return pointers.data();
    }
    std::string written(const std::string& name, const std::string& content)
    {
        const std::string path = certificates_for("localhost") + '/' + name;
        std::ofstream{path} << content;
        return path;
    }
    std::string made(const std::string& file) { return certificates_for("localhost") + '/' + file; }
    void identify_as_dss(unsigned number, const std::string& name, const std::string& options)
    {
        identify(number, name, options);
        std::swap(engine(number).local_rsa_cert_filename, engine(number).local_dss_cert_filename);
        std::swap(engine(number).local_rsa_private_key_filename, engine(number).local_dss_private_key_filename);
    }
    /// gc_Start fails because of a file or a setting of board 2's TLS.
    void start_fails(const std::string& words)
    {
        const int result = try_start();
        BOOST_TEST_REQUIRE(result == GC_ERROR);
        const Failure failure = last_failure();
        BOOST_TEST(failure.gc == EGC_CCLIBSPECIFIC);
        BOOST_TEST(failure.cc == IPERR_TLS_CONFIG);
        BOOST_TEST(failure.text.find("board 2: sip_tls_engine." + words) == 0U, failure.text);
    }
    void open_lines()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
    }
    void call_works(const std::string& name = "localhost")
    {
        open_lines();
        const CRN out = make_call(caller, uri(callee, ENUM_TLS, name));
        const CRN in = expect(callee, GCEV_OFFERED).crn;
        WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
        expect(caller, GCEV_CONNECTED);
        expect(callee, GCEV_ANSWERED);
        protocol = info(out, CALLINFO_TLS_PROTOCOL);
        cipher = info(out, CALLINFO_TLS_CIPHER);
        finish(caller, out, callee, in);
    }
    [[nodiscard]] unsigned short tls_port(LINEDEV line)
    {
        const std::string where = uri(line, ENUM_TLS);
        return static_cast<unsigned short>(std::stoi(where.substr(where.rfind(':') + 1)));
    }

    LINEDEV caller = 0, callee = 0;
    std::string protocol, cipher;

private:
    std::deque<std::string> texts_;
    std::deque<std::vector<char*>> lists_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(tls_engine)

BOOST_FIXTURE_TEST_SUITE(what_cannot_be_used_is_named, Engine)

BOOST_AUTO_TEST_CASE(a_file_that_is_missing)
{
    engine(2).local_rsa_cert_filename = text("/nowhere/a.pem");
    start_fails("local_rsa_cert_filename: /nowhere/a.pem: ");
    identify(2, "localhost");
    engine(2).local_rsa_private_key_filename = text("/nowhere/a.key");
    start_fails("local_rsa_private_key_filename: /nowhere/a.key: ");
    identify(2, "localhost");
    engine(2).ca_cert_filename = list({"/nowhere/ca.pem"});
    start_fails("ca_cert_filename[0]: /nowhere/ca.pem: ");
    engine(2).ca_cert_filename = list({made("ca.pem")});
    engine(2).chain_cert_number = 1;
    engine(2).chain_cert_filename = list({"/nowhere/chain.pem"});
    start_fails("chain_cert_filename[0]: /nowhere/chain.pem: ");
    engine(2).chain_cert_number = 0;
    engine(2).crl_number = 2;
    engine(2).crl_filename = list({made("crl.pem"), "/nowhere/crl.pem"});
    start_fails("crl_filename[1]: /nowhere/crl.pem: ");
}

BOOST_AUTO_TEST_CASE(a_file_with_something_else_in_it)
{
    const std::string nonsense = written("nonsense.pem", "-----BEGIN CERTIFICATE-----\nnonsense\n");
    engine(2).local_rsa_cert_filename = text(nonsense);
    start_fails("local_rsa_cert_filename: " + nonsense + ": ");
    identify(2, "localhost");
    engine(2).local_rsa_private_key_filename = text(made("localhost.pem"));
    start_fails("local_rsa_private_key_filename: ");
    identify(2, "localhost");
    engine(2).crl_number = 1;
    engine(2).crl_filename = list({made("ca.pem")});
    start_fails("crl_filename[0]: ");
}

BOOST_AUTO_TEST_CASE(a_key_that_does_not_open_or_does_not_fit)
{
    identify(2, "locked.localhost", "--password secret");
    engine(2).local_rsa_private_key_password = text("wrong");
    start_fails("local_rsa_private_key_filename: ");
    engine(2).local_rsa_private_key_password = nullptr;
    start_fails("local_rsa_private_key_filename: ");
    identify(2, "localhost");
    engine(2).local_rsa_private_key_filename = text(made("locked.localhost.key"));
    engine(2).local_rsa_private_key_password = text("secret");
    start_fails("local_rsa_private_key_filename: ");
    BOOST_TEST(last_failure().text.find("do not match") != std::string::npos);
    BOOST_TEST(last_failure().text.find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_cipher_list_of_which_nothing_is_left)
{
    engine(2).local_cipher_suite = text("NO-SUCH-CIPHER");
    start_fails("local_cipher_suite: ");
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken)
{
    TlsPeer other{{}};
    engine(2).sip_tls_port = other.port();
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "board 2: sip_tls_engine.sip_tls_port");
    BOOST_TEST(last_failure().cc == IPERR_ADDRESS_IN_USE);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(identities, Engine)

BOOST_AUTO_TEST_CASE(an_encrypted_key_opens_with_its_password)
{
    identify(2, "secret.localhost", "--password open-sesame");
    engine(2).local_rsa_private_key_password = text("open-sesame");
    call_works("secret.localhost");
}

BOOST_AUTO_TEST_CASE(an_rsa_key_serves)
{
    identify(2, "rsa.localhost", "--key rsa2048");
    call_works("rsa.localhost");
}

BOOST_AUTO_TEST_CASE(a_key_that_is_not_rsa_serves_in_the_dss_fields)
{
    identify_as_dss(2, "p384.localhost", "--key p384");
    call_works("p384.localhost");
}

BOOST_AUTO_TEST_CASE(two_kinds_of_keys_serve_side_by_side)
{
    identify(2, "both-rsa", "--key rsa2048 --wrong-name both.localhost");
    std::swap(engine(2).local_rsa_cert_filename, engine(2).local_dss_cert_filename);
    std::swap(engine(2).local_rsa_private_key_filename, engine(2).local_dss_private_key_filename);
    identify(2, "both-ec", "--key p256 --wrong-name both.localhost");
    open_lines();
    TlsPeerSettings wants;
    wants.maximum = TLS1_2_VERSION;
    std::set<std::string> serials;
    for (const char* const ciphers : {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256"}) {
        wants.ciphers = ciphers;
        TlsPeer peer{wants};
        const TlsConnection connection = peer.connect(tls_port(callee));
        BOOST_TEST(connection.up(), ciphers << ": " << connection.failure());
        serials.insert(connection.peer_serial());
    }
    BOOST_TEST(serials.size() == 2U);
}

BOOST_AUTO_TEST_CASE(further_identities_are_chosen_by_the_name_that_is_called)
{
    const std::string directory = certificates_for("second.localhost");
    SIP_TLS_IDENTITY second{};
    second.cert_filename = text(directory + "/second.localhost.pem");
    second.private_key_filename = text(directory + "/second.localhost.key");
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    options.identity_number = 1;
    options.identity = &second;
    engine(2).options = &options;
    call_works("localhost");
    stop();
    call_works("second.localhost");
    stop();
    second.private_key_filename = text(made("localhost.key"));
    start_fails("options.identity[0]_private_key_filename: ");
    second.private_key_filename = nullptr;
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "board 2: sip_tls_engine.options.identity[0]: needs");
}

BOOST_AUTO_TEST_CASE(a_key_may_be_given_in_memory)
{
    std::ifstream file{made("localhost.key")};
    const std::string key{std::istreambuf_iterator<char>{file}, {}};
    engine(2).local_rsa_private_key_filename = text(key);
    call_works();
    stop();
    engine(2).local_rsa_private_key_filename = text(key.substr(0, key.size() / 2));
    start_fails("local_rsa_private_key_filename: memory: ");
}

BOOST_AUTO_TEST_CASE(a_chain_is_sent_so_that_the_root_suffices_to_verify)
{
    identify(2, "below.localhost", "--intermediate");
    engine(2).chain_cert_number = 1;
    engine(2).chain_cert_filename = list({made("intermediate.pem")});
    call_works("below.localhost");
}

BOOST_AUTO_TEST_CASE(a_board_without_an_identity_calls_and_does_not_listen)
{
    engine(1).local_rsa_cert_filename = nullptr;
    engine(1).local_rsa_private_key_filename = nullptr;
    call_works();
    char address[64];
    check_refused(gc_GetListenAddress(caller, ENUM_TLS, address, sizeof address), EGC_NOT_ENABLED);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(negotiation, Engine)

BOOST_AUTO_TEST_CASE(tls_1_3_is_taken_when_both_have_it)
{
    call_works();
    BOOST_TEST(protocol == "TLSv1.3");
}

BOOST_AUTO_TEST_CASE(a_version_can_be_pinned)
{
    engine(2).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_2;
    call_works();
    BOOST_TEST(protocol == "TLSv1.2");
}

BOOST_AUTO_TEST_CASE(tls_1_3_alone_refuses_an_older_peer)
{
    engine(2).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_3;
    open_lines();
    TlsPeerSettings older;
    older.maximum = TLS1_2_VERSION;
    TlsPeer peer{older};
    BOOST_TEST(!peer.connect(tls_port(callee)).up());
    TlsPeer newer{{}};
    BOOST_TEST(newer.connect(tls_port(callee)).up());
}

BOOST_AUTO_TEST_CASE(below_tls_1_2_is_for_who_asks_only)
{
    engine(2).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_1;
    open_lines();
    TlsPeerSettings old;
    old.minimum = old.maximum = TLS1_1_VERSION;
    TlsPeer peer{old};
    BOOST_TEST(peer.connect(tls_port(callee)).up());
    BOOST_TEST(!peer.connect(tls_port(caller)).up()); // board 1 has the default
}

BOOST_AUTO_TEST_CASE(ciphers_of_tls_1_2_and_1_3_are_chosen_by_one_list)
{
    engine(2).local_cipher_suite = text("ECDHE-ECDSA-CHACHA20-POLY1305:TLS_AES_256_GCM_SHA384");
    call_works();
    BOOST_TEST(cipher == "TLS_AES_256_GCM_SHA384");
    stop();
    engine(1).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_2;
    call_works();
    BOOST_TEST(cipher == "ECDHE-ECDSA-CHACHA20-POLY1305");
}

BOOST_AUTO_TEST_CASE(sessions_are_resumed_only_with_a_session_id)
{
    for (char* const id : {static_cast<char*>(nullptr), text("my sessions")}) {
        engine(2).session_id = id;
        open_lines();
        TlsPeerSettings settings;
        settings.maximum = TLS1_2_VERSION;
        TlsPeer peer{settings};
        TlsConnection first = peer.connect(tls_port(callee));
        BOOST_TEST_REQUIRE(first.up());
        BOOST_TEST(peer.connect(tls_port(callee), first.session()).resumed() == (id != nullptr));
        stop();
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(switches, Engine)

BOOST_AUTO_TEST_CASE(alpn_is_agreed_on_and_may_be_required)
{
    open_lines();
    const auto call = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(info(call.caller, CALLINFO_TLS_ALPN) == "sip/2");
    BOOST_TEST(info(call.callee, CALLINFO_TLS_ALPN) == "sip/2");
    finish(caller, call.caller, callee, call.callee);
    stop();
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    options.E_alpn_required = ENUM_Enabled;
    engine(1).options = &options;
    start();
    caller = open_line(1);
    TlsPeer without{peer_named("localhost")};
    const CRN crn = make_call(caller, without.uri("sips"));
    const TlsConnection connection = without.accept();
    BOOST_TEST(expect(caller, GCEV_EXTENSION).text.find("ALPN") != std::string::npos);
    expect(caller, GCEV_DISCONNECTED);
    drop_and_release(caller, crn);
}

BOOST_AUTO_TEST_CASE(a_client_resumes_when_it_is_told_to)
{
    engine(2).session_id = text("resumable");
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    for (const EnumSIP_Enabled resume : {ENUM_Disabled, ENUM_Enabled}) {
        options.E_resume_sessions = resume;
        engine(1).options = &options;
        open_lines();
        for (const std::string resumed : {"0", resume == ENUM_Enabled ? "1" : "0"}) {
            const auto call = connected(caller, callee, ENUM_TLS);
            BOOST_TEST(info(call.caller, CALLINFO_TLS_RESUMED) == resumed);
            finish(caller, call.caller, callee, call.callee);
        }
        stop();
    }
}

BOOST_AUTO_TEST_CASE(a_key_log_is_written_where_the_options_say)
{
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    options.key_log_filename = text(made("keys.log"));
    engine(1).options = &options;
    call_works();
    std::ifstream file{options.key_log_filename};
    const std::string log{std::istreambuf_iterator<char>{file}, {}};
    BOOST_TEST(log.find("CLIENT_TRAFFIC_SECRET_0 ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_wrong_may_be_allowed_for)
{
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    options.clock_skew_seconds = 86'401;
    engine(2).options = &options;
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "options.clock_skew_seconds: is 86401, expected 0 to 86400");
    options.clock_skew_seconds = 3600;
    call_works();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(trust, Engine)

BOOST_AUTO_TEST_CASE(any_authority_of_the_list_will_do)
{
    engine(1).ca_cert_number = 2;
    engine(1).ca_cert_filename = list({made("localhost.pem"), made("ca.pem")});
    call_works();
}

BOOST_AUTO_TEST_CASE(a_client_without_certificate_is_refused_where_one_is_demanded)
{
    engine(2).E_client_cert_required = ENUM_Enabled;
    open_lines();
    TlsPeerSettings without;
    without.maximum = TLS1_2_VERSION; // where the refusal comes within the handshake
    TlsPeer peer{without};
    BOOST_TEST(!peer.connect(tls_port(callee)).up());
    TlsPeerSettings with = peer_named("client.localhost");
    with.maximum = TLS1_2_VERSION;
    TlsPeer known{with};
    BOOST_TEST(known.connect(tls_port(callee)).up());
}

BOOST_AUTO_TEST_CASE(a_wildcard_counts_only_when_the_options_say_so)
{
    identify(2, "star.localhost", "--wrong-name '*.star.localhost'");
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    options.E_wildcards = ENUM_Enabled;
    engine(1).options = &options;
    call_works("one.star.localhost");
    stop();
    engine(1).options = nullptr;
    open_lines();
    const CRN crn = make_call(caller, uri(callee, ENUM_TLS, "one.star.localhost"));
    expect(caller, GCEV_EXTENSION);
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_InternalReasonPeerIdentity);
    drop_and_release(caller, crn);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(blocked_ports, Engine)

BOOST_AUTO_TEST_CASE(plain_calls_are_refused_on_the_way_out)
{
    engine(1).E_block_udp_port = ENUM_Enabled;
    engine(1).E_block_tcp_port = ENUM_Enabled;
    open_lines();
    for (const char* const transport : {"udp", "tcp"}) {
        CRN crn = 0;
        std::string number = uri(callee, ENUM_UDP) + ";transport=" + transport;
        check_refused(gc_MakeCall(caller, &crn, number.data(), nullptr, 0, EV_ASYNC), EGC_INVPARM, "not enabled");
    }
    BOOST_TEST(quiet(callee));
}

BOOST_AUTO_TEST_CASE(plain_calls_find_nobody_on_the_way_in)
{
    start();
    const std::string open_udp = uri(open_waiting(2), ENUM_UDP);
    stop();
    engine(2).E_block_udp_port = ENUM_Enabled;
    engine(2).E_block_tcp_port = ENUM_Enabled;
    const auto port = static_cast<unsigned short>(std::stoi(open_udp.substr(open_udp.rfind(':') + 1)));
    board(2).sip_signaling_port = port;
    open_lines();
    const CRN crn = make_call(caller, open_udp + ";transport=tcp");
    expect(caller, GCEV_EXTENSION);
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_InternalReasonTransportFailure);
    drop_and_release(caller, crn);
    char address[64];
    check_refused(gc_GetListenAddress(callee, ENUM_UDP, address, sizeof address), EGC_NOT_ENABLED);
    BOOST_TEST(quiet(callee));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

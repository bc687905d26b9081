#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"

#include <filesystem>
#include <fstream>

using namespace gc::test;
namespace fs = std::filesystem;

namespace {

/// Board 2 runs with files that the test changes while it runs.
struct Renewal : Program {
    Renewal()
    {
        use_tls("localhost");
        INIT_SIP_TLS_OPTIONS(&options);
        engine(2).options = &options;
        fs::remove_all(live);
        fs::create_directory(live);
        install("localhost");
        certificate = live + "/board.pem";
        key = live + "/board.key";
        engine(2).local_rsa_cert_filename = certificate.data();
        engine(2).local_rsa_private_key_filename = key.data();
    }
    /// A new certificate and key under the names that the board knows.
    void install(const std::string& name, const std::string& arguments = {})
    {
        const std::string made = certificates_for(name, arguments) + '/' + name;
        fs::copy_file(made + ".pem", live + "/board.pem", fs::copy_options::overwrite_existing);
        fs::copy_file(made + ".key", live + "/board.key", fs::copy_options::overwrite_existing);
    }
    static void write(const std::string& path, const std::string& content) { std::ofstream{path} << content; }
    static std::string content(const std::string& path)
    {
        std::ifstream file{path};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    void begin()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
        device = open(":N_iptB2:P_IP");
        serial = shown();
    }
    /// The serial number of the certificate that board 2 shows to who connects now.
    std::string shown()
    {
        const std::string where = uri(callee, ENUM_TLS);
        TlsPeer peer{{}};
        const TlsConnection connection =
            peer.connect(static_cast<unsigned short>(std::stoi(where.substr(where.rfind(':') + 1))));
        BOOST_TEST(connection.up(), connection.failure());
        return connection.peer_serial();
    }
    Seen told(int change)
    {
        const Seen seen = expect(device, GCEV_EXTENSION);
        BOOST_TEST(seen.extension == IPEXTID_TLS);
        BOOST_TEST(seen.number(IPSET_TLS, IPPARM_TLS_CHANGE) == change);
        return seen;
    }
    /// Whole days, of which the first has begun a moment ago, or is about to.
    static bool days_are(const Seen& seen, int days)
    {
        const int left = seen.number(IPSET_TLS, IPPARM_TLS_DAYS_LEFT);
        return left == days || left == days - 1;
    }
    static std::string text(const Seen& seen, unsigned parm) { return seen.parameter(IPSET_TLS, parm); }

    const std::string live = certificates_for("localhost") + "/live";
    std::string certificate, key, serial;
    SIP_TLS_OPTIONS options{};
    LINEDEV caller = 0, callee = 0, device = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_renewal, Renewal)

BOOST_AUTO_TEST_CASE(new_connections_see_the_new_certificate_and_calls_go_on)
{
    begin();
    const auto [out, in] = connected(caller, callee, ENUM_TLS);
    install("localhost", "--days 20");
    BOOST_TEST(shown() == serial); // until it is told
    WORKS(gc_ReloadTLS(device, nullptr, 0));
    const Seen seen = told(IP_TLS_RELOADED);
    BOOST_TEST(text(seen, IPPARM_TLS_OLD_SERIAL) == serial);
    BOOST_TEST(text(seen, IPPARM_TLS_SERIAL) != serial);
    BOOST_TEST(text(seen, IPPARM_TLS_SERIAL) == shown());
    BOOST_TEST(text(seen, IPPARM_TLS_SUBJECT) == "CN=localhost");
    BOOST_TEST(days_are(seen, 20));
    BOOST_TEST(info(out, CALLINFO_TLS_PEER_SERIAL) == serial); // the call keeps its connection
    BOOST_TEST(state(in) == GCST_CONNECTED);
    finish(callee, in, caller, out);
    const auto again = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(info(again.caller, CALLINFO_TLS_PEER_SERIAL) == text(seen, IPPARM_TLS_SERIAL));
    finish(caller, again.caller, callee, again.callee);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_changes_nothing)
{
    begin();
    const std::string good = content(key);
    write(key, good.substr(0, good.size() / 2));
    check_refused(gc_ReloadTLS(callee, nullptr, 0), EGC_CCLIBSPECIFIC,
                  "board 2: sip_tls_engine.local_rsa_private_key_filename: " + key);
    BOOST_TEST(last_failure().cc == IPERR_TLS_CONFIG);
    BOOST_TEST(shown() == serial);
    BOOST_TEST(quiet(device));
    write(key, good);
    WORKS(gc_ReloadTLS(callee, nullptr, 0));
    BOOST_TEST(text(told(IP_TLS_RELOADED), IPPARM_TLS_SERIAL) == serial);
}

BOOST_AUTO_TEST_CASE(a_dry_run_reads_everything_and_changes_nothing)
{
    begin();
    install("localhost", "--days 21");
    WORKS(gc_ReloadTLS(device, nullptr, GC_TLS_DRY_RUN));
    BOOST_TEST(shown() == serial);
    write(certificate, "not a certificate");
    check_refused(gc_ReloadTLS(device, nullptr, GC_TLS_DRY_RUN), EGC_CCLIBSPECIFIC, "local_rsa_cert_filename");
    BOOST_TEST(quiet(device));
    check_refused(gc_ReloadTLS(device, nullptr, 2), EGC_INVPARM, "flags");
    check_refused(gc_ReloadTLS(0, nullptr, 0), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(other_files_may_be_named_but_ports_stay)
{
    begin();
    SIP_TLS_ENGINE other = engine(2);
    const std::string elsewhere = certificates_for("moved.localhost") + "/moved.localhost";
    std::string other_certificate = elsewhere + ".pem", other_key = elsewhere + ".key";
    other.local_rsa_cert_filename = other_certificate.data();
    other.local_rsa_private_key_filename = other_key.data();
    other.sip_tls_port = 5061;
    check_refused(gc_ReloadTLS(device, &other, 0), EGC_CCLIBSPECIFIC, "sip_tls_port: cannot change");
    other.sip_tls_port = 0;
    other.E_block_tcp_port = ENUM_Enabled;
    check_refused(gc_ReloadTLS(device, &other, 0), EGC_CCLIBSPECIFIC, "E_block_tcp_port: cannot change");
    other.E_block_tcp_port = ENUM_Disabled;
    WORKS(gc_ReloadTLS(device, &other, 0));
    BOOST_TEST(text(told(IP_TLS_RELOADED), IPPARM_TLS_SUBJECT) == "CN=moved.localhost");
    BOOST_TEST(shown() != serial);
    WORKS(gc_ReloadTLS(device, nullptr, 0)); // and from now on these are the files
    BOOST_TEST(text(told(IP_TLS_RELOADED), IPPARM_TLS_SUBJECT) == "CN=moved.localhost");

    other.local_rsa_cert_filename = other.local_rsa_private_key_filename = nullptr;
    check_refused(gc_ReloadTLS(device, &other, 0), EGC_CCLIBSPECIFIC, "the board listens");
}

BOOST_AUTO_TEST_CASE(a_revocation_list_counts_from_its_reload_on)
{
    const TlsPeerSettings revoked = peer_named("gone.localhost", "--revoked");
    std::string list = certificates_for("localhost") + "/crl.pem";
    char* lists[] = {list.data()};
    begin();
    const auto call = [&] {
        TlsPeer peer{revoked};
        const CRN crn = make_call(open_line(2, 2), peer.uri("sips", "gone.localhost"));
        TlsConnection connection = peer.accept();
        const LINEDEV line = [&] {
            LINEDEV of = 0;
            WORKS(gc_CRN2LineDev(crn, &of));
            return of;
        }();
        const bool reached = connection.up() && connection.read().substr(0, 6) == "INVITE";
        WORKS(gc_Close(line));
        return reached;
    };
    BOOST_TEST(call());
    SIP_TLS_ENGINE with_list = engine(2);
    with_list.crl_number = 1;
    with_list.crl_filename = lists;
    WORKS(gc_ReloadTLS(device, &with_list, 0));
    told(IP_TLS_RELOADED);
    TlsPeer peer{revoked};
    const LINEDEV line = open_line(2, 3);
    const CRN crn = make_call(line, peer.uri("sips", "gone.localhost"));
    const TlsConnection connection = peer.accept();
    BOOST_TEST(expect(line, GCEV_EXTENSION).text.find("revoked") != std::string::npos);
    expect(line, GCEV_DISCONNECTED);
    drop_and_release(line, crn);
}

BOOST_AUTO_TEST_CASE(watched_files_are_taken_when_they_are_whole)
{
    options.watch_seconds = 1;
    begin();
    const std::string old_key = content(key);
    install("localhost", "--days 22");
    const std::string new_key = content(key);
    write(key, old_key); // the certificate is new, the key not yet
    const Seen failed = told(IP_TLS_RELOAD_FAILED);
    BOOST_TEST(text(failed, IPPARM_TLS_REASON).find("do not match") != std::string::npos);
    BOOST_TEST(shown() == serial);
    write(key, new_key);
    const Seen taken = told(IP_TLS_RELOADED);
    BOOST_TEST(text(taken, IPPARM_TLS_SERIAL) == shown());
    BOOST_TEST(shown() != serial);
}

BOOST_AUTO_TEST_CASE(a_certificate_that_expires_soon_is_told_to_who_opens_the_board)
{
    install("localhost", "--days 5");
    begin();
    const Seen seen = told(IP_TLS_EXPIRES);
    BOOST_TEST(days_are(seen, 5));
    BOOST_TEST(text(seen, IPPARM_TLS_SERIAL) == serial);
    BOOST_TEST(text(seen, IPPARM_TLS_NOT_AFTER).back() == 'Z');
    stop();
    options.expiry_warning_days = 3;
    begin();
    BOOST_TEST(quiet(device));
}

BOOST_AUTO_TEST_CASE(options_out_of_range_are_named)
{
    options.watch_seconds = 100'000;
    check_refused(try_start(), EGC_CCLIBSPECIFIC,
                  "board 2: sip_tls_engine.options.watch_seconds: is 100000, expected 0 to 86400");
    INIT_SIP_TLS_OPTIONS(&options);
    options.E_wildcards = 5;
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "board 2: sip_tls_engine.options.E_wildcards");
    INIT_SIP_TLS_OPTIONS(&options);
    options.size = 0;
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "INIT_SIP_TLS_OPTIONS");
    options.size = 100'000;
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "INIT_SIP_TLS_OPTIONS");
}

BOOST_AUTO_TEST_SUITE_END()

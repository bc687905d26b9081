#include "gc_api/support/program.hpp"
#include "tls_transport/support/test_pki.hpp"

#include <deque>

using namespace gc::test;
using tls::test::Issued;
using tls::test::OcspSpec;

namespace {

/// Board 1 wants to hear of the authority that the certificate of board 2 is still good.
struct Stapling : Program {
    Stapling()
    {
        use_tls("localhost");
        INIT_SIP_TLS_OPTIONS(&strict);
        strict.E_ocsp_required = ENUM_Enabled;
        engine(1).options = &strict;
        INIT_SIP_TLS_OPTIONS(&stapling);
        engine(2).options = &stapling;
        trusted[0] = text(files.write("ca.pem", authority.pem()));
        for (unsigned board = 1; board <= 2; ++board) {
            engine(board).ca_cert_number = 1;
            engine(board).ca_cert_filename = trusted.data();
        }
        engine(2).local_rsa_cert_filename = text(files.write("host.pem", host.pem()));
        engine(2).local_rsa_private_key_filename = text(files.write("host.key", host.key_pem()));
    }
    char* text(const std::string& words) { return texts.emplace_back(words).data(); }
    /// The response that board 2 staples.
    char* response(const OcspSpec& spec = {})
    {
        return text(files.write("response.der", make_ocsp_response(host, authority, authority, spec)));
    }
    void begin()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
    }
    void call_works()
    {
        begin();
        const auto [out, in] = connected(caller, callee, ENUM_TLS);
        BOOST_TEST(info(out, CALLINFO_TLS_PEER_VERIFIED) == "1");
        finish(caller, out, callee, in);
    }
    void call_fails(int rule)
    {
        begin();
        const CRN crn = make_call(caller, uri(callee, ENUM_TLS, "localhost"));
        BOOST_TEST(expect(caller, GCEV_EXTENSION).number(IPSET_TLS, IPPARM_TLS_RULE) == rule);
        expect(caller, GCEV_DISCONNECTED);
        drop_and_release(caller, crn);
    }

    tls::test::TestFiles files;
    Issued authority = tls::test::make_authority("Test Authority");
    Issued host = tls::test::make_host(authority, "localhost");
    SIP_TLS_OPTIONS strict{}, stapling{};
    std::array<char*, 1> trusted{};
    std::deque<std::string> texts;
    LINEDEV caller = 0, callee = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_stapling, Stapling)

BOOST_AUTO_TEST_CASE(a_good_response_is_enough)
{
    stapling.ocsp_response_filename = response();
    call_works();
}

BOOST_AUTO_TEST_CASE(none_is_too_little_where_one_is_required) { call_fails(IP_TLS_RULE_STAPLE_MISSING); }

BOOST_AUTO_TEST_CASE(none_is_enough_by_default)
{
    strict.E_ocsp_required = ENUM_Disabled;
    call_works();
}

BOOST_AUTO_TEST_CASE(a_certificate_that_was_revoked_is_refused)
{
    OcspSpec revoked;
    revoked.status = OcspSpec::Status::revoked;
    stapling.ocsp_response_filename = response(revoked);
    call_fails(IP_TLS_RULE_REVOKED);
}

BOOST_AUTO_TEST_CASE(a_response_of_long_ago_is_refused)
{
    OcspSpec old;
    old.made_days_ago = 30;
    old.valid_to_days = -20;
    stapling.ocsp_response_filename = response(old);
    call_fails(IP_TLS_RULE_REVOCATION_STALE);
}

BOOST_AUTO_TEST_CASE(a_response_without_a_certificate_is_refused_at_the_start)
{
    stapling.ocsp_response_filename = response();
    engine(2).local_rsa_cert_filename = engine(2).local_rsa_private_key_filename = nullptr;
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "board 2: sip_tls_engine.options.ocsp_response_filename: ");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_stores, Stapling)

BOOST_AUTO_TEST_CASE(certificate_and_key_may_be_named_by_the_uri_of_a_store)
{
    strict.E_ocsp_required = ENUM_Disabled;
    engine(2).local_rsa_cert_filename = text("file:" + files.path("host.pem"));
    engine(2).local_rsa_private_key_filename = text("file:" + files.path("host.key"));
    call_works();
}

BOOST_AUTO_TEST_CASE(a_store_that_has_no_such_thing_is_named)
{
    engine(2).local_rsa_private_key_filename = text("file:" + files.path("nothing.key"));
    check_refused(try_start(), EGC_CCLIBSPECIFIC,
                  "board 2: sip_tls_engine.local_rsa_private_key_filename: file:" + files.path("nothing.key"));
}

BOOST_AUTO_TEST_SUITE_END()

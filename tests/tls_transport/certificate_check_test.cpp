#include "tls/certificate_check.hpp"

#include "tls_transport/support/loopback.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace tls;
using namespace tls::test;
using sip::TrustRule;

namespace {

constexpr char name[] = "sip.example.com";

struct Fixture : Sites {
    Issued middle = make_authority("Middle", &authority);
    Issued host = make_host(middle, name);
    Config config = trusting();
    Presented presented;

    Fixture()
    {
        presented.certificates = {Material::from_memory(host.pem()), Material::from_memory(middle.pem())};
        presented.name = name;
    }
    [[nodiscard]] Verdict verdict() const
    {
        return std::get<Verdict>(check_certificate(*context_of(config), presented));
    }
    /// "accepted", or the rule that was broken.
    [[nodiscard]] std::string outcome() const
    {
        const Verdict made = verdict();
        BOOST_TEST(made.accepted == (made.peer.refusal == nullptr));
        return made.peer.refusal ? std::string{to_string(made.peer.refusal->rule)} : "accepted";
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(certificate_check, Fixture)

BOOST_AUTO_TEST_CASE(what_holds_is_accepted_with_its_chain_and_name)
{
    const Verdict made = verdict();
    BOOST_TEST(made.accepted);
    BOOST_TEST(made.peer.peer_verified);
    BOOST_TEST(made.peer.verified_name == "DNS:sip.example.com");
    BOOST_REQUIRE(made.chain.size() == 3U);
    BOOST_TEST(made.chain[0].subject == "CN=sip.example.com");
    BOOST_TEST(made.chain[1].subject == "CN=Middle");
    BOOST_TEST(made.chain[2].subject == "CN=Test Authority");
}

BOOST_AUTO_TEST_CASE(every_phase_can_refuse)
{
    presented.name = "other.example";
    BOOST_TEST(outcome() == "other_name");
    presented.by_server = false; // a client's name is not compared
    BOOST_TEST(outcome() == "accepted");
    presented.certificates.pop_back();
    BOOST_TEST(outcome() == "unknown_authority");
}

BOOST_AUTO_TEST_CASE(the_date_can_be_another)
{
    const auto now = std::chrono::system_clock::now();
    presented.at = now + std::chrono::hours{24 * 31};
    BOOST_TEST(outcome() == "expired");
    presented.at = now - std::chrono::hours{24 * 3};
    BOOST_TEST(outcome() == "not_yet_valid");
    config.clock_skew = std::chrono::hours{24 * 4};
    BOOST_TEST(outcome() == "accepted");
}

BOOST_AUTO_TEST_CASE(lists_and_stapled_responses_count)
{
    config.crl_files = {Material::from_memory(make_crl_pem(authority, {}))};
    BOOST_TEST(outcome() == "revocation_unknown");
    config.crl_files.push_back(Material::from_memory(make_crl_pem(middle, {})));
    BOOST_TEST(outcome() == "accepted");
    config.crl_files.pop_back();
    config.crl_files.push_back(Material::from_memory(make_crl_pem(middle, {.revoked = {&host}})));
    BOOST_TEST(outcome() == "revoked");

    config.crl_files.clear();
    presented.ocsp_response =
        Material::from_memory(make_ocsp_response(host, middle, middle, {.status = OcspSpec::Status::revoked}));
    BOOST_TEST(outcome() == "revoked");
}

BOOST_AUTO_TEST_CASE(no_damage_turns_a_stapled_no_into_a_yes)
{
    config.stapling = Stapling::require;
    const auto context = context_of(config);
    const std::string no = make_ocsp_response(host, middle, middle, {.status = OcspSpec::Status::revoked});
    const auto accepted = [&](const std::string& response) {
        presented.ocsp_response = Material::from_memory(response);
        return std::get<Verdict>(check_certificate(*context, presented)).accepted;
    };
    for (std::size_t size = 1; size < no.size(); ++size)
        BOOST_TEST(!accepted(no.substr(0, size)));
    for (std::size_t at = 0; at < no.size(); ++at)
        for (const char flip : {'\x01', '\x20', '\x80'}) {
            std::string damaged = no;
            damaged[at] = static_cast<char>(damaged[at] ^ flip);
            BOOST_TEST(!accepted(damaged));
        }
    BOOST_TEST(accepted(make_ocsp_response(host, middle, middle)));
}

BOOST_AUTO_TEST_CASE(the_switches_count)
{
    presented.name = "other.example";
    config.verify_server = false;
    BOOST_TEST(verdict().accepted);
    BOOST_REQUIRE(verdict().peer.refusal);
    config.verify_server = true;
    config.post_connect_callback = [](const sip::Security&) { return true; };
    BOOST_TEST(verdict().accepted);
    BOOST_TEST(verdict().peer.accepted_by_program);
}

BOOST_AUTO_TEST_CASE(der_is_read_as_well)
{
    presented.certificates = {files.write("host.der", verdict().peer.certificate), Material::from_memory(middle.pem())};
    BOOST_TEST(outcome() == "accepted");
}

BOOST_AUTO_TEST_CASE(the_peers_certificate_is_given_as_text)
{
    BOOST_TEST(certificate_pem(verdict().peer.certificate) == host.pem());
    BOOST_TEST(certificate_pem("nonsense") == "");
    BOOST_TEST(certificate_pem("") == "");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_has_no_verdict)
{
    presented.certificates = {files.path("nowhere.pem")};
    const auto made = check_certificate(*context_of(config), presented);
    BOOST_TEST(std::get<ConfigError>(made).to_string() ==
               "certificate[0]: " + files.path("nowhere.pem") + ": No such file or directory");
    presented.certificates.clear();
    BOOST_TEST(std::get<ConfigError>(check_certificate(*context_of(config), presented)).to_string() ==
               "certificate: none is given");
}

BOOST_AUTO_TEST_SUITE_END()

#ifdef TRUNKCALL_CERT_CHECK
namespace {

struct ToolFixture : Fixture {
    std::string host_file = files.write("host.pem", host.pem() + middle.pem());
    std::string output;

    /// Runs the tool and gives its exit status.
    int run(const std::string& arguments)
    {
        const std::string file = files.path("output");
        const int status = std::system((TRUNKCALL_CERT_CHECK " " + arguments + " > " + file + " 2>&1").c_str());
        std::ostringstream text;
        text << std::ifstream{file}.rdbuf();
        output = text.str();
        return WEXITSTATUS(status);
    }
    [[nodiscard]] bool says(const std::string& text) const { return output.find(text) != std::string::npos; }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(cert_check_tool, ToolFixture)

BOOST_AUTO_TEST_CASE(files_are_judged)
{
    BOOST_TEST(run("-C " + authority_file + " -n sip.example.com " + host_file) == 0);
    BOOST_TEST(says("2  CN=Test Authority"), output);
    BOOST_TEST(says("ACCEPTED as DNS:sip.example.com"), output);

    BOOST_TEST(run("-C " + authority_file + " -n other.example " + host_file) == 1);
    BOOST_TEST(says("REFUSED by the rule other_name, certificate 0 of the chain:\ncertificate of the peer is for "
                    "DNS:sip.example.com, not for other.example\n"),
               output);

    BOOST_TEST(run("-C " + authority_file + " -d 2060-01-31 " + host_file) == 1);
    BOOST_TEST(says("rule expired"), output);
    BOOST_TEST(run(host_file) == 1);
    BOOST_TEST(says("rule unknown_authority"), output);
    BOOST_TEST(run("-C " + authority_file + " -n other.example -R client " + host_file) == 0);
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_told)
{
    BOOST_TEST(run("") == 2);
    BOOST_TEST(says("Exit status: 0 accepted"), output);
    BOOST_TEST(run("-d yesterday " + host_file) == 2);
    BOOST_TEST(says("-d: makes no sense: yesterday"), output);
    BOOST_TEST(run("-C " + files.path("nowhere.pem") + ' ' + host_file) == 2);
    BOOST_TEST(says("ca_cert_filename[0]: " + files.path("nowhere.pem") + ": No such file or directory"), output);
}

BOOST_AUTO_TEST_CASE(a_host_is_dialled)
{
    Config callee = showing(name);
    Station station{callee};
    const std::string place = "-c 127.0.0.1:" + std::to_string(station.listen().port);
    BOOST_TEST(run("-C " + authority_file + " -n sip.example.com " + place) == 0);
    for (const char* text :
         {"version TLSv1.3", "ALPN sip/2", "0  CN=sip.example.com", "ACCEPTED as DNS:sip.example.com"})
        BOOST_TEST(says(text), output);
    BOOST_TEST(run("-C " + authority_file + ' ' + place) == 1); // 127.0.0.1 is the name then
    BOOST_TEST(says("REFUSED by the rule no_address"), output);
}

BOOST_AUTO_TEST_CASE(a_host_that_refuses_us_says_so)
{
    Config callee = showing(name);
    callee.require_client_certificate = true;
    Station station{callee};
    const std::string place = "-c 127.0.0.1:" + std::to_string(station.listen().port);
    BOOST_TEST(run("-C " + authority_file + " -n sip.example.com " + place) == 2);
    BOOST_TEST(says("refused by the peer: certificate required"), output);

    const LocalIdentity ours = identity_of(make_host(authority, "caller.example"), "caller");
    BOOST_TEST(run("-C " + authority_file + " -n sip.example.com -i " + ours.certificate.location + " -k " +
                   ours.private_key.location + ' ' + place) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
#endif

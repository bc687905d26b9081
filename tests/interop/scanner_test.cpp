// Programs that look for weaknesses, sslscan and testssl.sh, against our listener: nothing that a server of today
// should not have, save what is explained here.

#include "support/board.hpp"
#include "support/programs.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <regex>
#include <sstream>

using interop::authority_file;
using interop::Board;
using interop::certificate_file;
using interop::Process;

namespace {

constexpr auto host = "localhost";

std::string content_of(const std::string& path)
{
    std::ostringstream content;
    content << std::ifstream{path}.rdbuf();
    return content.str();
}

/// One thing that was looked at: its fields, an XML element's attributes or a JSON object's members.
using Finding = std::map<std::string, std::string>;

std::vector<Finding> read_findings(const std::string& text, const std::regex& whole, const std::regex& field)
{
    std::vector<Finding> findings;
    for (std::sregex_iterator at{text.begin(), text.end(), whole}, end; at != end; ++at) {
        const std::string inside = (*at)[1];
        Finding finding;
        for (std::sregex_iterator f{inside.begin(), inside.end(), field}; f != end; ++f)
            finding[(*f)[1]] = (*f)[2];
        findings.push_back(std::move(finding));
    }
    return findings;
}

/// The elements of that name in what sslscan wrote.
std::vector<Finding> elements(const std::string& xml, const std::string& name)
{
    return read_findings(xml, std::regex{"<" + name + " ([^>]*)>"}, std::regex{"([a-z0-9_]+)=\"([^\"]*)\""});
}

/// The objects of testssl.sh's flat JSON.
std::vector<Finding> objects(const std::string& json)
{
    return read_findings(json, std::regex{"\\{([^{}]*)\\}"}, std::regex{"\"([a-z]+)\" *: *\"((?:[^\"\\\\]|\\\\.)*)\""});
}

/// A listener whose certificate is good for longer than the scanners warn of.
struct Listener : Board {
    explicit Listener(const std::string& key) : Board{host} { show(host, key + " --days 90"); }
    std::string sslscan()
    {
        const std::string report = certificate_file(host, {}, ".xml");
        Process scanner{{"sslscan", "--no-colour", "--xml=" + report, "--sni-name=localhost", address()}};
        BOOST_REQUIRE_MESSAGE(scanner.wait(std::chrono::seconds{60}) == 0, scanner.output());
        return content_of(report);
    }
    /// Who has been scanned still answers.
    void still_answers()
    {
        Process probe{{"openssl", "s_client", "-connect", address(), "-CAfile", authority_file()}};
        BOOST_TEST(probe.prints("Verification: OK"), probe.output());
    }
};

void check_protocols(const std::string& xml)
{
    const auto protocols = elements(xml, "protocol");
    BOOST_TEST(protocols.size() == 6U, xml);
    for (const Finding& protocol : protocols) {
        const std::string version = protocol.at("type") + protocol.at("version");
        const bool current = version == "tls1.2" || version == "tls1.3";
        BOOST_TEST(protocol.at("enabled") == (current ? "1" : "0"), version);
    }
    for (const Finding& renegotiation : elements(xml, "renegotiation"))
        BOOST_TEST(renegotiation.at("supported") == "0");
    for (const Finding& heartbleed : elements(xml, "heartbleed"))
        BOOST_TEST(heartbleed.at("vulnerable") == "0");
}

/// Every cipher has forward secrecy and 128 bits or more; how it hides data is in `modes`.
void check_ciphers(const std::string& xml, const std::regex& modes)
{
    const auto ciphers = elements(xml, "cipher");
    BOOST_TEST(ciphers.size() >= 5U, xml);
    for (const Finding& cipher : ciphers) {
        const std::string& name = cipher.at("cipher");
        BOOST_TEST(std::stoi(cipher.at("bits")) >= 128, name);
        BOOST_TEST((cipher.at("strength") == "strong" || cipher.at("strength") == "acceptable"), name);
        BOOST_TEST(std::regex_match(name, std::regex{"(ECDHE|DHE|TLS)[-_].*"}), name << " has no forward secrecy");
        BOOST_TEST(std::regex_match(name, modes), name);
        if (cipher.count("dhebits"))
            BOOST_TEST(std::stoi(cipher.at("dhebits")) >= 2048, name);
    }
    for (const Finding& group : elements(xml, "group"))
        BOOST_TEST(std::stoi(group.at("bits")) >= 112, group.at("name"));
}

const std::regex any_mode{".*(GCM|POLY1305|AES(128|256)-SHA).*"};
const std::regex authenticated_modes{".*(GCM|POLY1305).*"};

} // namespace

BOOST_AUTO_TEST_SUITE(sslscan_finds)

BOOST_AUTO_TEST_CASE(nothing_weak_with_any_kind_of_key)
{
    for (const std::string key : {"rsa2048", "rsa3072", "p256", "p384"})
        BOOST_TEST_CONTEXT(key)
        {
            Listener listener{"--key " + key};
            listener.begin();
            const std::string xml = listener.sslscan();
            check_protocols(xml);
            check_ciphers(xml, any_mode);
            for (const Finding& own_key : elements(xml, "pk"))
                BOOST_TEST(own_key.at("error") == "false");
            listener.still_answers();
        }
}

BOOST_AUTO_TEST_CASE(no_cbc_where_the_cipher_list_has_none)
{
    Listener listener{"--key rsa2048"};
    std::string ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
    listener.tls().local_cipher_suite = ciphers.data();
    listener.begin();
    const std::string xml = listener.sslscan();
    check_protocols(xml);
    check_ciphers(xml, authenticated_modes);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(testssl_finds)

BOOST_AUTO_TEST_CASE(nothing_that_a_server_of_today_should_not_have)
{
    // What it finds and we stand by.
    const std::map<std::string, std::string> accepted{
        {"engine_problem", "of the machine's own OpenSSL, which has no GOST"},
        {"service", "it knows HTTP and mail; SIP is none of them"},
        {"cipherlist_AVERAGE",
         "CBC in TLS 1.2, which old telephones need; a cipher list without serves who wants none"},
        {"LUCKY13", "the same: OpenSSL's CBC has been constant in time since 2013"},
        {"cert_revocation", "the authority of this test publishes no revocation list"},
    };
    Listener listener{"--key p256"};
    listener.begin();
    const std::string report = certificate_file(host, {}, ".json");
    const std::string port = listener.address().substr(listener.address().find(':') + 1);
    // Versions, cipher classes, certificate, and each weakness that has a name but those of HTTP.
    Process scanner{{"testssl",    "--quiet",   "--color", "0",    "--warnings", "off",
                     "--ip",       "127.0.0.1", "--nodns", "none", "--add-ca",   authority_file(),
                     "--jsonfile", report,      "-p",      "-s",   "-S",         "-H",
                     "-I",         "-BB",       "-R",      "-C",   "-O",         "-W",
                     "-F",         "-J",        "-A",      "-L",   "-4",         host + (":" + port)}};
    scanner.wait(std::chrono::seconds{400});
    const auto findings = objects(content_of(report));
    BOOST_TEST(findings.size() >= 40U, scanner.output());
    bool last_check = false;
    for (const Finding& finding : findings) {
        const std::string& id = finding.at("id");
        const std::string& severity = finding.at("severity");
        last_check |= id == "RC4";
        BOOST_TEST((severity == "OK" || severity == "INFO" || accepted.count(id)),
                   id << ", " << severity << ": " << finding.at("finding"));
    }
    BOOST_TEST(last_check, scanner.output());
    listener.still_answers();
}

BOOST_AUTO_TEST_SUITE_END()

#include "authentication/digest.hpp"
#include "authentication/keyring.hpp"
#include "tls/openssl_hasher.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using sip::Challenge;

namespace {

struct Digests {
    tls::OpensslHasher hasher;

    static std::string response_of(const std::string& value)
    {
        sip::AuthValue read;
        (void)sip::parse_auth(value, read);
        return std::string{read.param("response")};
    }
    std::string digest(const Challenge& challenge, const char* user, const char* password,
                       const sip::DigestScope& scope, std::string_view cnonce, std::uint32_t count)
    {
        return sip::digest_value(challenge, {"", "", user, sip::Secret{password}}, scope, cnonce, count, hasher);
    }
};

/// The challenges of a response with these header lines.
std::vector<Challenge> challenges(const std::string& lines)
{
    sip::Message message;
    BOOST_TEST(
        !message.parse(sip::Bytes{"SIP/2.0 401 No\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKa\r\nFrom: <sip:a@x>;tag=1\r\n"
                                  "To: <sip:b@x>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n" +
                                  lines + "Content-Length: 0\r\n\r\n"}));
    return sip::read_challenges(message);
}
Challenge challenge(const std::string& params)
{
    const auto all = challenges("WWW-Authenticate: Digest " + params + "\r\n");
    BOOST_TEST_REQUIRE(all.size() == 1U, params);
    return all.front();
}

} // namespace

BOOST_AUTO_TEST_SUITE(digest) // RFC 7616, RFC 8760

BOOST_FIXTURE_TEST_CASE(the_examples_of_the_rfcs_come_out, Digests)
{
    const sip::DigestScope scope{"GET", "/dir/index.html", {}};
    const Challenge old =
        challenge(R"(realm="testrealm@host.com", qop="auth,auth-int", )"
                  R"(nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41")");
    BOOST_TEST(digest(old, "Mufasa", "Circle Of Life", scope, "0a4f113b", 1) == // RFC 2617 §3.5
               R"(Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", )"
               R"(uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", cnonce="0a4f113b", )"
               R"(opaque="5ccc069c403ebaf9f0171e9517f40e41", qop=auth, nc=00000001)");
    const std::pair<const char*, const char*> newer[] = {
        // RFC 7616 §3.9.1
        {"MD5", "8ca523f5e9506fed4657c9700eebdbec"},
        {"SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"}};
    for (const auto& [algorithm, response] : newer) {
        const Challenge one =
            challenge(R"(realm="http-auth@example.org", qop="auth, auth-int", algorithm=)" + std::string{algorithm} +
                      R"(, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v")");
        const auto cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        const std::string value = digest(one, "Mufasa", "Circle of Life", scope, cnonce, 1);
        BOOST_TEST(response_of(value) == response, algorithm);
        BOOST_TEST(value.find(std::string{", algorithm="} + algorithm + ",") != std::string::npos, value);
    }
}

BOOST_FIXTURE_TEST_CASE(every_algorithm_with_every_quality_of_protection, Digests) // computed by another implementation
{
    const sip::DigestScope scope{"INVITE", "sip:bob@biloxi.com", "v=0\r\n"};
    const struct {
        const char* algorithm;
        const char* qop;
        const char* response;
    } rows[] = {
        {"MD5", "", "72752b6ba97db2dae85bf526adfa0680"},
        {"MD5", "auth-int", "ec6633e15506a1d944968c080497829c"},
        {"MD5-sess", "", "460d016244e880c5ef583c3a3adafb86"},
        {"MD5-sess", "auth", "9779f4629b52912e81c791711c2179e3"},
        {"SHA-256", "auth", "5f00799c256b6b614f9c3e9cd60ca1935298277723ce57feb188142ce0be4eec"},
        {"SHA-256", "auth-int", "fd468006a26b26abf5e18f829b2cbf8fc73e9363d4cf08c7ed00918ca06fadaa"},
        {"SHA-256-sess", "auth", "c308446f1060784a479e534ab6790a75d8a13ac1fcef75340a4a27a5a242c8e7"},
        {"SHA-512-256", "auth", "f230d9ee28067c6ab2ab3013b6aa5fd77011cc83582b1dc9d4efb20dd50d73e6"},
        {"SHA-512-256-sess", "auth-int", "91c6a490fecfc1815dc400af75b4a3e6f1e0445acc2caaab629211997aefed13"},
    };
    for (const auto& row : rows) {
        const std::string qop = *row.qop ? ", qop=\"" + std::string{row.qop} + '"' : "";
        const Challenge one =
            challenge(R"(realm="biloxi.com", nonce="dcd98b", algorithm=)" + std::string{row.algorithm} + qop);
        const std::string value = digest(one, "bob", "zanzibar", scope, "0a4f113b", 2);
        BOOST_TEST(response_of(value) == row.response, row.algorithm << " " << row.qop << ": " << value);
        const bool has_count = value.find(", nc=00000002") != std::string::npos;
        BOOST_TEST(has_count == !qop.empty(), value);
    }
}

BOOST_FIXTURE_TEST_CASE(quoted_strings_are_hashed_without_their_escapes_and_sent_with_them, Digests)
{
    const Challenge one = challenge(R"(realm="a \"b\" c", nonce="n", qop="auth")");
    const std::string value = digest(one, "b\"o\\b", "pw", {"REGISTER", "sip:x", {}}, "c", 1);
    BOOST_TEST(response_of(value) == "540b8b1ea30725b642e222d8eef755e1");
    BOOST_TEST(value.find(R"(username="b\"o\\b", realm="a \"b\" c", )") != std::string::npos, value);
}

BOOST_AUTO_TEST_CASE(of_several_challenges_the_strongest_of_each_realm_counts)
{
    const auto all = challenges("WWW-Authenticate: Digest realm=\"a\", nonce=\"1\"\r\n"
                                "WWW-Authenticate: Basic realm=\"a\"\r\n"
                                "WWW-Authenticate: Digest realm=\"a\", nonce=\"2\", algorithm=SHA-256\r\n"
                                "WWW-Authenticate: Digest realm=\"a\", nonce=\"3\", algorithm=AKAv1-MD5\r\n"
                                "Proxy-Authenticate: Digest realm=\"a\", nonce=\"4\", algorithm=MD5\r\n"
                                "Proxy-Authenticate: Digest realm=\"b\", nonce=\"5\", algorithm=SHA-512-256\r\n"
                                "Proxy-Authenticate: Digest realm=\"b\", nonce=\"6\", algorithm=SHA-256\r\n");
    BOOST_TEST_REQUIRE(all.size() == 3U);
    BOOST_TEST(all[0].nonce == "2");
    BOOST_TEST((all[0].by == Challenge::By::server));
    BOOST_TEST(all[1].nonce == "4");
    BOOST_TEST((all[1].by == Challenge::By::proxy));
    BOOST_TEST(all[2].nonce == "5");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_answered_is_no_challenge)
{
    const std::string long_text(1025, 'n');
    for (const std::string& params : std::vector<std::string>{
             "", "realm=\"a\"", "nonce=\"1\"", "realm=\"\", nonce=\"1\"", "realm=\"a\", nonce=\"1\", qop=\"auth-conf\"",
             "realm=\"a\", nonce=\"1\", algorithm=SHA-1", "realm=\"a\", nonce=\"" + long_text + "\"",
             "realm=\"a\", nonce=\"1\", opaque=x\\", "realm=\"a, nonce=\"1\""})
        BOOST_TEST(challenges("WWW-Authenticate: Digest " + params + "\r\n").empty(), params);
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "WWW-Authenticate: Digest realm=\"" + std::to_string(i) + "\", nonce=\"1\"\r\n";
    BOOST_TEST(challenges(many).size() == 16U);
}

BOOST_AUTO_TEST_CASE(the_identity_that_from_names_is_better_than_none) // whatever the case of realm and identity
{
    sip::Keyring keys;
    keys.set({"Example.com", "", "anybody", sip::Secret{"1"}});
    keys.set({"example.com", "sip:Bob@example.com", "bob", sip::Secret{"2"}});
    const auto found = [&](const char* realm, const char* from, std::uint64_t changes) {
        sip::UriView uri;
        BOOST_TEST(!sip::parse_uri(from, uri));
        const sip::Credentials* credentials = keys.find(realm, uri, changes);
        return credentials ? credentials->username : std::string{};
    };
    BOOST_TEST(found("EXAMPLE.COM", "sip:bob@Example.com", 2) == "bob");
    BOOST_TEST(found("example.com", "sip:bob@example.com", 1) == "anybody"); // bob's came later
    BOOST_TEST(found("example.com", "sip:alice@example.com", 2) == "anybody");
    BOOST_TEST(found("example.com", "sips:bob@example.com", 2) == "anybody");
    BOOST_TEST(found("example.org", "sip:bob@example.com", 2) == "");
    keys.set({"EXAMPLE.com", "SIP:bob@EXAMPLE.com", "robert", sip::Secret{"3"}});
    BOOST_TEST(found("example.com", "sip:bob@example.com", 2) == "robert");
    BOOST_TEST(keys.remove("example.com", "sip:BOB@example.com"));
    BOOST_TEST(!keys.remove("example.com", "sip:bob@example.com"));
    BOOST_TEST(found("example.com", "sip:bob@example.com", 3) == "anybody");
}

BOOST_AUTO_TEST_SUITE_END()

#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>

using namespace tls;
using namespace tls::test;

/// Keys that never leave a PKCS#11 token: SoftHSM as the token, libp11's engine as the way to it.
namespace {

constexpr char module[] = "/usr/lib/softhsm/libsofthsm2.so";

/// A token of its own with a PIN; the environment is set before OpenSSL loads the engine.
struct Token : EnginePair {
    Token()
    {
        std::filesystem::create_directory(sites.files.path("tokens"));
        const std::string settings = sites.files.write(
            "softhsm2.conf", "directories.tokendir = " + sites.files.path("tokens") + "\nobjectstore.backend = file\n");
        ::setenv("SOFTHSM2_CONF", settings.c_str(), 1);
        ::setenv("PKCS11_MODULE_PATH", module, 1);
        run("softhsm2-util --init-token --free --label sip --pin 1234 --so-pin 5678");
    }
    void run(const std::string& command) const
    {
        BOOST_REQUIRE(std::system((command + " > " + sites.files.path("output") + " 2>&1").c_str()) == 0);
    }
    /// Shows a certificate that is in the token only, with its key.
    void show(KeyKind kind, const std::string& label)
    {
        const Issued host = issue({.names = {"DNS:sip.example.com"}, .key = kind}, &sites.authority);
        const std::string key = sites.files.write("key.pem", host.key_pem());
        const std::string id = "0" + std::to_string(++imported_);
        run("softhsm2-util --import " + key + " --token sip --label " + label + " --id " + id + " --pin 1234");
        std::filesystem::remove(key);
        const std::string certificate = sites.files.write("certificate.pem", host.pem());
        run(std::string{"pkcs11-tool --module "} + module + " --token-label sip --login --pin 1234 --write-object " +
            certificate + " --type cert --label " + label + " --id " + id);
        std::filesystem::remove(certificate);
        LocalIdentity& identity = server_config.identities[0];
        identity.certificate = "pkcs11:token=sip;object=" + label + ";type=cert";
        identity.private_key = "pkcs11:token=sip;object=" + label + ";type=private";
        identity.private_key_password = "1234";
    }
    int imported_ = 0;
};

} // namespace

BOOST_AUTO_TEST_SUITE(tls_token)

BOOST_AUTO_TEST_CASE(a_key_in_a_token_signs_handshakes)
{
    Token token;
    for (const KeyKind kind : {KeyKind::p256, KeyKind::rsa2048}) {
        token.show(kind, kind == KeyKind::p256 ? "ec" : "rsa");
        for (const Version version : {Version::tls1_2, Version::tls1_3}) {
            token.client_config.maximum = version;
            token.connect();
            BOOST_TEST(token.client->security().peer_verified);
        }
    }

    token.server_config.identities[0].private_key = "pkcs11:token=sip;object=nowhere;type=private";
    BOOST_TEST(
        std::get<ConfigError>(make_context(token.server_config))
            .to_string()
            .find("local_rsa_private_key_filename: pkcs11:token=sip;object=nowhere;type=private: the store gives no "
                  "private key") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

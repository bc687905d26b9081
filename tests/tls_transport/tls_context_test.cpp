#include "tls/tls_context.hpp"

#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>
#include <openssl/err.h>

using namespace tls;
using namespace tls::test;

namespace {

struct Fixture : Sites {
    Config config = showing("sip.example.com");

    /// The error's text, with file names cut down to what the test gave them; "no error" when a context is made.
    [[nodiscard]] std::string error() const
    {
        const auto made = make_context(config);
        BOOST_TEST(ERR_peek_error() == 0U);
        const auto* error = std::get_if<ConfigError>(&made);
        if (error == nullptr)
            return "no error";
        std::string text = error->to_string();
        const std::string directory = files.path("");
        for (std::size_t at; (at = text.find(directory)) != std::string::npos;)
            text.erase(at, directory.size());
        return text;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_context, Fixture)

BOOST_AUTO_TEST_CASE(a_good_configuration_makes_a_context_for_both_roles)
{
    const auto made = make_context(config);
    const auto& context = std::get<std::shared_ptr<const Context>>(made);
    BOOST_TEST(context->can_serve());
    BOOST_TEST(context->certificates().size() == 1U);
}

BOOST_AUTO_TEST_CASE(without_a_certificate_it_is_for_clients_only)
{
    const auto made = make_context(trusting());
    BOOST_TEST(!std::get<std::shared_ptr<const Context>>(made)->can_serve());
}

BOOST_AUTO_TEST_CASE(the_password_is_not_kept)
{
    const Issued host = make_host(authority, "a.example");
    config.identities[0].certificate = files.write("a.pem", host.pem());
    config.identities[0].private_key = files.write("a.key", host.key_pem("open sesame"));
    config.identities[0].private_key_password = "open sesame";
    const auto made = make_context(config);
    BOOST_TEST(std::get<std::shared_ptr<const Context>>(made)->config().identities[0].private_key_password.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_password)
{
    config.identities[0].private_key = files.write("a.key", make_host(authority, "a").key_pem("right"));
    config.identities[0].private_key_password = "wrong";
    BOOST_TEST(error() == "local_rsa_private_key_filename: a.key: wrong password");
}

BOOST_AUTO_TEST_CASE(no_password_for_an_encrypted_key)
{
    config.identities[0].private_key = files.write("a.key", make_host(authority, "a").key_pem("right"));
    BOOST_TEST(error() == "local_rsa_private_key_filename: a.key: private key is encrypted and no password is given");
}

BOOST_AUTO_TEST_CASE(a_key_of_another_certificate)
{
    config.identities[0].private_key = files.write("b.key", make_host(authority, "b").key_pem());
    BOOST_TEST(error() == "local_rsa_private_key_filename: b.key: certificate and private key do not match "
                          "(certificate: sip.example.com.pem)");
}

BOOST_AUTO_TEST_CASE(a_missing_file)
{
    config.identities[0].certificate = files.path("nowhere.pem");
    BOOST_TEST(error() == "local_rsa_cert_filename: nowhere.pem: No such file or directory");
}

BOOST_AUTO_TEST_CASE(a_directory_for_a_file)
{
    config.ca_files = {files.path(".")};
    BOOST_TEST(error() == "ca_cert_filename[0]: .: Is a directory");
}

BOOST_AUTO_TEST_CASE(an_empty_file)
{
    config.identities[0].private_key = files.write("empty.key", "");
    BOOST_TEST(error() == "local_rsa_private_key_filename: empty.key: the file is empty");
}

BOOST_AUTO_TEST_CASE(a_truncated_certificate)
{
    const std::string pem = authority.pem();
    config.ca_files = {authority_file, files.write("half.pem", pem.substr(0, pem.size() / 2))};
    BOOST_TEST(error() == "ca_cert_filename[1]: half.pem: certificate 1 cannot be read, the file is damaged or "
                          "truncated: bad end line");
}

BOOST_AUTO_TEST_CASE(a_bundle_whose_second_certificate_is_truncated)
{
    const std::string pem = authority.pem();
    config.ca_files = {files.write("half.pem", pem + pem.substr(0, pem.size() / 2))};
    BOOST_TEST(error().find("certificate 2 cannot be read") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_truncation_of_a_key_is_refused_as_such)
{
    const std::string pem = make_host(authority, "a").key_pem("right");
    config.identities[0].private_key_password = "right";
    for (std::size_t size = 1; size < pem.size() - 1; size += 3) {
        config.identities[0].private_key = files.write("half.key", pem.substr(0, size));
        const std::string text = error();
        BOOST_TEST((text == "local_rsa_private_key_filename: half.key: private key is damaged or truncated" ||
                    text == "local_rsa_private_key_filename: half.key: no private key found"),
                   size << ": " << text);
    }
}

BOOST_AUTO_TEST_CASE(a_key_file_that_holds_a_certificate)
{
    config.identities[0].private_key = config.identities[0].certificate;
    BOOST_TEST(error() == "local_rsa_private_key_filename: sip.example.com.pem: no private key found");
}

BOOST_AUTO_TEST_CASE(a_ca_file_without_certificates)
{
    config.ca_files = {files.write("ca.txt", "not a certificate\n")};
    BOOST_TEST(error() == "ca_cert_filename[0]: ca.txt: no certificate found");
}

BOOST_AUTO_TEST_CASE(a_crl_file_without_revocation_lists)
{
    config.crl_files = {authority_file};
    BOOST_TEST(error() == "crl_filename[0]: ca.pem: no revocation list found");
}

BOOST_AUTO_TEST_CASE(an_expired_certificate)
{
    const Issued expired = issue({.valid_from_days = -10, .valid_to_days = -3}, &authority);
    config = showing(expired, "old");
    BOOST_TEST(error().find("local_rsa_cert_filename: old.pem: certificate expired on 20") == 0U);
}

BOOST_AUTO_TEST_CASE(a_certificate_of_the_future)
{
    config = showing(issue({.valid_from_days = 2}, &authority), "new");
    BOOST_TEST(error().find("local_rsa_cert_filename: new.pem: certificate is not valid before 20") == 0U);
}

BOOST_AUTO_TEST_CASE(a_weak_key)
{
    config = showing(issue({.key = KeyKind::rsa1024}, &authority), "weak");
    BOOST_TEST(error() == "local_rsa_cert_filename: weak.pem: ee key too small");
}

BOOST_AUTO_TEST_CASE(a_weak_dss_key)
{
    config = showing(issue({.key = KeyKind::dsa1024}, &authority), "dss");
    config.identities[0].setting = "local_dss";
    config.cipher_list = "ALL";
    BOOST_TEST(error() == "local_dss_cert_filename: dss.pem: ee key too small");
}

BOOST_AUTO_TEST_CASE(a_certificate_without_key)
{
    config.identities[0].private_key = {};
    BOOST_TEST(error() == "local_rsa_private_key_filename: a certificate is given but no private key");
}

BOOST_AUTO_TEST_CASE(a_key_without_certificate)
{
    config.identities[0].certificate = {};
    BOOST_TEST(error() == "local_rsa_cert_filename: no certificate is given");
}

BOOST_AUTO_TEST_CASE(client_certificates_required_and_no_authority)
{
    config.require_client_certificate = true;
    config.ca_files.clear();
    BOOST_TEST(error() ==
               "ca_cert_filename: client certificates are required, but no authority is given to verify them");
}

BOOST_AUTO_TEST_CASE(a_cipher_list_of_both_worlds)
{
    config.cipher_list = "ECDHE+AESGCM:TLS_AES_128_GCM_SHA256,TLS_CHACHA20_POLY1305_SHA256 !aNULL";
    BOOST_TEST(error() == "no error");
}

BOOST_AUTO_TEST_CASE(a_cipher_list_of_old_programs)
{
    config.cipher_list = "ALL:!ADH:RC4+RSA:+HIGH:+MEDIUM:+LOW:+SSLv2:+EXP";
    BOOST_TEST(error() == "no error");
}

BOOST_AUTO_TEST_CASE(an_unknown_cipher)
{
    config.cipher_list = "NO-SUCH-THING";
    BOOST_TEST(error() == "local_cipher_suite: cipher list \"NO-SUCH-THING\": no such cipher");
    config.cipher_list = "HIGH:TLS_AES_512_XYZ";
    BOOST_TEST(error() == "local_cipher_suite: cipher list \"HIGH:TLS_AES_512_XYZ\": no such cipher: TLS_AES_512_XYZ");
}

BOOST_AUTO_TEST_CASE(versions_that_make_no_range)
{
    config.minimum = Version::tls1_3;
    config.maximum = Version::tls1_2;
    BOOST_TEST(error() == "E_sip_tls_method: the TLS versions do not make a range");
}

BOOST_AUTO_TEST_SUITE_END()

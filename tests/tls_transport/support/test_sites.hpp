#pragma once

#include "tls/tls_config.hpp"
#include "tls_transport/support/test_pki.hpp"

namespace tls::test {

/// An authority, and files of certificates that it signed, for configurations that differ by one thing each.
struct Sites {
    TestFiles files;
    Issued authority = make_authority("Test Authority");
    std::string authority_file = files.write("ca.pem", authority.pem());

    /// A configuration that trusts the authority and shows nothing.
    [[nodiscard]] Config trusting() const
    {
        Config config;
        config.ca_files = {authority_file};
        return config;
    }
    /// A configuration that also shows a certificate.
    [[nodiscard]] Config showing(const Issued& identity, const std::string& name) const
    {
        Config config = trusting();
        config.certificate_file = files.write(name + ".pem", identity.pem());
        config.private_key_file = files.write(name + ".key", identity.key_pem());
        return config;
    }
    [[nodiscard]] Config showing(const std::string& name) const { return showing(make_host(authority, name), name); }
};

} // namespace tls::test

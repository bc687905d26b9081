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
    /// A certificate and its key in files of that name.
    [[nodiscard]] LocalIdentity identity_of(const Issued& issued, const std::string& name) const
    {
        LocalIdentity identity;
        identity.certificate = files.write(name + ".pem", issued.pem());
        identity.private_key = files.write(name + ".key", issued.key_pem());
        return identity;
    }
    /// A configuration that also shows a certificate.
    [[nodiscard]] Config showing(const Issued& identity, const std::string& name) const
    {
        Config config = trusting();
        config.identities = {identity_of(identity, name)};
        return config;
    }
    [[nodiscard]] Config showing(const std::string& name) const { return showing(make_host(authority, name), name); }
};

} // namespace tls::test

#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <vector>

/// OpenSSL's objects with named owners.
namespace tls {

template <auto Free>
struct OpensslFree {
    template <typename T>
    void operator()(T* object) const noexcept
    {
        Free(object);
    }
};

template <typename T, auto Free>
using OpensslPtr = std::unique_ptr<T, OpensslFree<Free>>;

using BioPtr = OpensslPtr<BIO, BIO_free_all>;
using KeyPtr = OpensslPtr<EVP_PKEY, EVP_PKEY_free>;
using CertificatePtr = OpensslPtr<X509, X509_free>;
using CrlPtr = OpensslPtr<X509_CRL, X509_CRL_free>;
using StorePtr = OpensslPtr<X509_STORE, X509_STORE_free>;
using NamesPtr = OpensslPtr<GENERAL_NAMES, GENERAL_NAMES_free>;
using SslPtr = OpensslPtr<SSL, SSL_free>;
using SslContextPtr = OpensslPtr<SSL_CTX, SSL_CTX_free>;

struct CrlsFree {
    void operator()(STACK_OF(X509_CRL) * lists) const noexcept { sk_X509_CRL_pop_free(lists, X509_CRL_free); }
};
/// Revocation lists as OpenSSL takes them; owns them.
using CrlsPtr = std::unique_ptr<STACK_OF(X509_CRL), CrlsFree>;

/// A further owner of `certificate`, which may be null.
[[nodiscard]] inline CertificatePtr shared(X509* certificate)
{
    if (certificate != nullptr)
        X509_up_ref(certificate);
    return CertificatePtr{certificate};
}

/// Certificates as OpenSSL takes a list of them; owns the list alone.
class CertificatesView {
public:
    CertificatesView() = default;
    explicit CertificatesView(const std::vector<CertificatePtr>& certificates)
    {
        for (const CertificatePtr& certificate : certificates)
            push(certificate.get());
    }
    void push(X509* certificate) { sk_X509_push(list_.get(), certificate); }
    [[nodiscard]] STACK_OF(X509) * get() const { return list_.get(); }

private:
    struct Free {
        void operator()(STACK_OF(X509) * list) const noexcept { sk_X509_free(list); }
    };
    std::unique_ptr<STACK_OF(X509), Free> list_{sk_X509_new_null()};
};

} // namespace tls

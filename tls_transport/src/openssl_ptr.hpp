#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

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

} // namespace tls

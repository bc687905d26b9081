#include "tls/certificate_check.hpp"

#include "certificate_text.hpp"
#include "context_parts.hpp"
#include "material.hpp"
#include "peer_judgement.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <utility>

namespace tls {

namespace {

using WorkPtr = OpensslPtr<X509_STORE_CTX, X509_STORE_CTX_free>;

std::vector<CertificatePtr> load_presented(const Presented& presented)
{
    std::vector<CertificatePtr> certificates;
    for (const Source& source : numbered("certificate", presented.certificates))
        for (CertificatePtr& certificate : load_certificates(source))
            certificates.push_back(std::move(certificate));
    if (certificates.empty())
        refuse_setting("certificate", "none is given");
    return certificates;
}

RefusalPtr judge(X509_STORE_CTX* work, const Context& context, const TrustRules& rules, const Presented& presented)
{
    if (RefusalPtr refusal = verify_chain(work, rules))
        return refusal;
    if (!presented.by_server)
        return nullptr;
    const std::string staple =
        presented.ocsp_response.empty() ? std::string{} : load_bytes({"OCSP response", presented.ocsp_response});
    return check_staple(X509_STORE_CTX_get0_chain(work), staple, rules, context.config().stapling);
}

Verdict verdict_on(const Context& context, const Presented& presented)
{
    const std::vector<CertificatePtr> certificates = load_presented(presented);
    const CertificatesView sent{certificates};
    const WorkPtr work{X509_STORE_CTX_new()};
    X509* certificate = certificates.front().get();
    X509_STORE_CTX_init(work.get(), context.parts().trust.get(), certificate, sent.get());
    X509_STORE_CTX_set_default(work.get(), presented.by_server ? "ssl_server" : "ssl_client"); // as OpenSSL does
    TrustRules rules = context.parts().rules;
    if (presented.at)
        rules.at = std::chrono::system_clock::to_time_t(*presented.at);

    Verdict verdict;
    describe_peer(certificate, verdict.peer);
    verdict.peer.refusal = judge(work.get(), context, rules, presented);
    const STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(work.get());
    for (int i = 0; i < sk_X509_num(chain); ++i)
        verdict.chain.push_back(facts_of(sk_X509_value(chain, i)));
    verdict.peer.peer_verified = !verdict.peer.refusal;
    verdict.accepted = may_pass(context.config(), presented.by_server, verdict.peer) &&
                       (!presented.by_server || presented.name.empty() ||
                        assert_identity(certificate, presented.name, "the peer", context.config(), verdict.peer));
    ERR_clear_error();
    return verdict;
}

} // namespace

std::string certificate_pem(std::string_view der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    const CertificatePtr certificate{d2i_X509(nullptr, &bytes, static_cast<long>(der.size()))};
    ERR_clear_error();
    if (!certificate)
        return {};
    const BioPtr memory{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(memory.get(), certificate.get());
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::variant<Verdict, ConfigError> check_certificate(const Context& context, const Presented& presented)
{
    try {
        return verdict_on(context, presented);
    } catch (const ConfigFailure& failure) {
        ERR_clear_error();
        return failure.error;
    }
}

} // namespace tls

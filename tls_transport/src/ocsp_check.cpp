#include "ocsp_check.hpp"

#include "certificate_text.hpp"

#include <openssl/err.h>
#include <openssl/ocsp.h>

namespace tls {

namespace {

using sip::TrustRule;

using ResponsePtr = OpensslPtr<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicPtr = OpensslPtr<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using IdPtr = OpensslPtr<OCSP_CERTID, OCSP_CERTID_free>;
using FeaturesPtr = OpensslPtr<TLS_FEATURE, TLS_FEATURE_free>;

constexpr long status_request = 5; // the extension's number, which names the feature (RFC 7633 §4.2.3)
constexpr long day_seconds = 24L * 60 * 60;

RefusalPtr refuse(const X509* certificate, TrustRule rule, std::string text)
{
    auto refusal = std::make_shared<sip::TrustRefusal>();
    refusal->rule = rule;
    refusal->certificate = facts_of(certificate);
    refusal->text = std::move(text);
    ERR_clear_error();
    return refusal;
}

bool must_staple(const X509* certificate)
{
    const FeaturesPtr features{
        static_cast<TLS_FEATURE*>(X509_get_ext_d2i(certificate, NID_tlsfeature, nullptr, nullptr))};
    for (int i = 0; i < sk_ASN1_INTEGER_num(features.get()); ++i)
        if (ASN1_INTEGER_get(sk_ASN1_INTEGER_value(features.get(), i)) == status_request)
            return true;
    return false;
}

BasicPtr decode(std::string_view der, std::string& error)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    const ResponsePtr response{d2i_OCSP_RESPONSE(nullptr, &bytes, static_cast<long>(der.size()))};
    if (!response)
        error = "is damaged";
    else if (const int status = OCSP_response_status(response.get()); status != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        error = std::string{"says "} + OCSP_response_status_str(status);
    else if (BasicPtr basic{OCSP_response_get1_basic(response.get())})
        return basic;
    else
        error = "is of an unknown type";
    return nullptr;
}

/// By the issuer itself or by whom the issuer entrusted with it.
bool signed_by_authorised(OCSP_BASICRESP* basic, X509* issuer, const TrustRules& rules)
{
    const StorePtr issuer_alone{X509_STORE_new()};
    X509_STORE_add_cert(issuer_alone.get(), issuer);
    X509_VERIFY_PARAM* param = X509_STORE_get0_param(issuer_alone.get());
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_auth_level(param, 2);
    if (rules.at)
        X509_VERIFY_PARAM_set_time(param, *rules.at);
    CertificatesView candidates;
    candidates.push(issuer);
    return OCSP_basic_verify(basic, candidates.get(), issuer_alone.get(), OCSP_NOEXPLICIT) == 1;
}

/// The answer about `certificate`, by whatever digest the responder names it.
OCSP_SINGLERESP* find_answer(OCSP_BASICRESP* basic, const X509* certificate, const X509* issuer)
{
    for (int i = 0; i < OCSP_resp_count(basic); ++i) {
        OCSP_SINGLERESP* answer = OCSP_resp_get0(basic, i);
        ASN1_OBJECT* digest_name = nullptr;
        auto* named = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(answer));
        OCSP_id_get0_info(nullptr, &digest_name, nullptr, nullptr, named);
        const EVP_MD* digest = EVP_get_digestbyobj(digest_name);
        if (digest == nullptr)
            continue;
        const IdPtr wanted{OCSP_cert_to_id(digest, certificate, issuer)};
        if (wanted && OCSP_id_cmp(wanted.get(), named) == 0)
            return answer;
    }
    return nullptr;
}

bool is_stale(const ASN1_GENERALIZEDTIME* made, const ASN1_GENERALIZEDTIME* next, const TrustRules& rules)
{
    if (is_future(made, rules))
        return true;
    if (next != nullptr)
        return is_past(next, rules);
    std::tm parts{};
    if (ASN1_TIME_to_tm(made, &parts) != 1)
        return true;
    return ::timegm(&parts) + day_seconds + rules.clock_skew.count() < rules.time();
}

RefusalPtr judge(const X509* certificate, OCSP_SINGLERESP* answer, const TrustRules& rules)
{
    ASN1_GENERALIZEDTIME* made = nullptr;
    ASN1_GENERALIZEDTIME* next = nullptr;
    const int status = OCSP_single_get0_status(answer, nullptr, nullptr, &made, &next);
    if (status == V_OCSP_CERTSTATUS_REVOKED)
        return refuse(certificate, TrustRule::revoked,
                      "certificate is revoked, says its stapled OCSP response: serial " + serial_text(certificate) +
                          ", issued by " + issuer_text(certificate));
    if (is_stale(made, next, rules))
        return refuse(certificate, TrustRule::revocation_stale,
                      "stapled OCSP response is out of date: made " + time_text(made) +
                          (next != nullptr ? ", good until " + time_text(next) : std::string{}));
    if (status != V_OCSP_CERTSTATUS_GOOD)
        return refuse(certificate, TrustRule::revocation_unknown,
                      "its OCSP responder does not know the certificate: serial " + serial_text(certificate));
    return nullptr;
}

} // namespace

RefusalPtr check_staple(const STACK_OF(X509) * chain, std::string_view response, const TrustRules& rules,
                        Stapling stapling)
{
    if (stapling == Stapling::off || sk_X509_num(chain) < 2)
        return nullptr;
    const X509* certificate = sk_X509_value(chain, 0);
    X509* issuer = sk_X509_value(chain, 1);
    std::string error = "is not there";
    const BasicPtr basic = response.empty() ? nullptr : decode(response, error);
    if (!basic) {
        const bool says_no = response.empty() || error.compare(0, 4, "says") == 0; // "try later" is as good as nothing
        if (says_no && stapling != Stapling::require && !must_staple(certificate))
            return nullptr;
        return refuse(certificate, says_no ? TrustRule::staple_missing : TrustRule::staple_invalid,
                      "stapled OCSP response, which " +
                          std::string{must_staple(certificate) ? "the certificate demands" : "is checked"} + ", " +
                          error);
    }
    if (!signed_by_authorised(basic.get(), issuer, rules))
        return refuse(certificate, TrustRule::staple_invalid,
                      "stapled OCSP response is not signed by " + issuer_text(certificate) + " nor on its behalf");
    OCSP_SINGLERESP* answer = find_answer(basic.get(), certificate, issuer);
    if (answer == nullptr)
        return refuse(certificate, TrustRule::staple_invalid, "stapled OCSP response is about another certificate");
    return judge(certificate, answer, rules);
}

std::string ocsp_response_error(std::string_view response)
{
    std::string error;
    static_cast<void>(decode(response, error));
    ERR_clear_error();
    return error;
}

} // namespace tls

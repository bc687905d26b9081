#include "tls_failure.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <string_view>

namespace tls {

namespace {

using sip::FlowError;

std::string_view version_name(Version version)
{
    switch (version) {
    case Version::tls1_0: return "TLS 1.0";
    case Version::tls1_1: return "TLS 1.1";
    case Version::tls1_2: return "TLS 1.2";
    case Version::tls1_3: break;
    }
    return "TLS 1.3";
}

/// RFC 8446 §6.2
std::string_view alert_text(int alert)
{
    switch (alert) {
    case SSL_AD_UNEXPECTED_MESSAGE: return "unexpected message";
    case SSL_AD_BAD_RECORD_MAC: return "bad record";
    case SSL_AD_RECORD_OVERFLOW: return "record too long";
    case SSL_AD_HANDSHAKE_FAILURE: return "handshake failure: no cipher, version or certificate in common";
    case SSL_AD_BAD_CERTIFICATE: return "bad certificate";
    case SSL_AD_UNSUPPORTED_CERTIFICATE: return "unsupported certificate";
    case SSL_AD_CERTIFICATE_REVOKED: return "certificate revoked";
    case SSL_AD_CERTIFICATE_EXPIRED: return "certificate expired";
    case SSL_AD_CERTIFICATE_UNKNOWN: return "certificate unknown";
    case SSL_AD_ILLEGAL_PARAMETER: return "illegal parameter";
    case SSL_AD_UNKNOWN_CA: return "unknown CA: it does not trust the authority that signed our certificate";
    case SSL_AD_ACCESS_DENIED: return "access denied";
    case SSL_AD_DECODE_ERROR: return "decode error";
    case SSL_AD_DECRYPT_ERROR: return "decrypt error";
    case SSL_AD_PROTOCOL_VERSION: return "protocol version not supported";
    case SSL_AD_INSUFFICIENT_SECURITY: return "insufficient security";
    case SSL_AD_INTERNAL_ERROR: return "internal error";
    case SSL_AD_INAPPROPRIATE_FALLBACK: return "inappropriate fallback";
    case SSL_AD_USER_CANCELLED: return "cancelled";
    case SSL_AD_MISSING_EXTENSION: return "missing extension";
    case SSL_AD_UNSUPPORTED_EXTENSION: return "unsupported extension";
    case SSL_AD_UNRECOGNIZED_NAME: return "unrecognized name: it does not serve the name we asked for";
    case SSL_AD_BAD_CERTIFICATE_STATUS_RESPONSE: return "bad certificate status: by our stapled OCSP response, or none";
    case SSL_AD_CERTIFICATE_REQUIRED: return "certificate required";
    case SSL_AD_NO_APPLICATION_PROTOCOL: return "no application protocol in common";
    default: return {};
    }
}

std::string alert_reason(int alert, const Config& config)
{
    std::string reason = "refused by the peer: ";
    if (const std::string_view text = alert_text(alert); !text.empty())
        reason += text;
    else
        reason += "alert " + std::to_string(alert);
    if (alert == SSL_AD_CERTIFICATE_REQUIRED && config.identities.empty())
        reason += "; local_rsa_cert_filename names none";
    return reason;
}

std::string library_reason(unsigned long code)
{
    const char* text = ERR_reason_error_string(code);
    return text != nullptr ? text : "OpenSSL error " + std::to_string(code);
}

Failure explain_handshake(unsigned long code, const Config& config)
{
    switch (ERR_GET_REASON(code)) {
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
        return {FlowError::certificate, "the peer sent no certificate, but one is required"};
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
    case SSL_R_UNSUPPORTED_SSL_VERSION:
        return {FlowError::handshake, "the peer offers no allowed version: allowed are " +
                                          std::string{version_name(config.minimum)} + " to " +
                                          std::string{version_name(config.maximum)}};
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_UNKNOWN_PROTOCOL:
    case SSL_R_BAD_RECORD_TYPE:
        return {FlowError::handshake, "what the peer sent is not TLS (plain SIP at a TLS port?)"};
    case SSL_R_NO_APPLICATION_PROTOCOL:
        return {FlowError::handshake, "the peer speaks other protocols than sip/2 (ALPN)"};
    case SSL_R_CALLBACK_FAILED:
        return {FlowError::handshake, "the peer did not offer the protocol sip/2 (ALPN), which is required"};
    case SSL_R_INVALID_STATUS_RESPONSE:
        return {FlowError::handshake, "the peer's stapled OCSP response cannot be checked"};
    case SSL_R_NO_SHARED_CIPHER: return {FlowError::handshake, "no cipher in common with the peer"};
    default: return {FlowError::handshake, library_reason(code)};
    }
}

} // namespace

Failure explain_failure(const Circumstances& circumstances)
{
    const unsigned long code = ERR_peek_error();
    ERR_clear_error();
    if (code == 0)
        return {FlowError::handshake, "connection closed by the peer during the handshake"};
    if (ERR_GET_LIB(code) != ERR_LIB_SSL)
        return {circumstances.established ? FlowError::reset : FlowError::handshake, library_reason(code)};
    // An alert that comes after our Finished is still an answer to the handshake: a TLS 1.3 server verifies its client
    // last.
    if (const int alert = ERR_GET_REASON(code) - SSL_AD_REASON_OFFSET; alert >= 0 && alert < 256)
        return {FlowError::handshake, alert_reason(alert, circumstances.config)};
    if (circumstances.established)
        return {FlowError::reset, "protocol error: " + library_reason(code)};
    return explain_handshake(code, circumstances.config);
}

} // namespace tls

#pragma once

#include "sip/transport.hpp"

#include <openssl/x509v3.h>

#include <string>
#include <string_view>
#include <vector>

/// What a certificate says, as printable text; nothing here decides anything.
namespace tls {

/// ASCII as it is, every other byte as \xNN: a name from a peer cannot forge a line of a log.
[[nodiscard]] std::string printable(std::string_view bytes);

[[nodiscard]] std::string name_text(const X509_NAME* name); ///< "CN=sip.example.com,O=Example"
[[nodiscard]] std::string subject_text(const X509* certificate);
[[nodiscard]] std::string issuer_text(const X509* certificate);
[[nodiscard]] std::string serial_text(const X509* certificate); ///< hexadecimal
[[nodiscard]] std::string time_text(const ASN1_TIME* time);     ///< 2026-11-23T08:41:00Z
[[nodiscard]] std::string date_text(const ASN1_TIME* time);     ///< 2026-11-23

/// A subjectAltName entry as "DNS:host", "URI:sip:host" or "IP:192.0.2.1", other kinds as their kind alone.
[[nodiscard]] std::string general_name_text(const GENERAL_NAME& name);

/// All subjectAltName entries.
[[nodiscard]] std::vector<std::string> alternative_names(const X509* certificate);

/// All that is said of a certificate.
[[nodiscard]] sip::CertificateFacts facts_of(const X509* certificate);

/// The certificate's bytes.
[[nodiscard]] std::string der_of(const X509* certificate);

/// The text of an IPv4 or IPv6 address given as 4 or 16 bytes in network order; of other lengths their hexadecimal.
[[nodiscard]] std::string ip_text(std::string_view bytes);

[[nodiscard]] inline std::string_view view_of(const ASN1_STRING* text)
{
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
}

} // namespace tls

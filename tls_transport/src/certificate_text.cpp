#include "certificate_text.hpp"

#include "openssl_ptr.hpp"

#include <arpa/inet.h>
#include <openssl/bn.h>

#include <array>
#include <ctime>

namespace tls {

namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";

std::string hex(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {hex_digits[byte >> 4], hex_digits[byte & 15]};
    }
    return text;
}

std::string format_time(const ASN1_TIME* time, const char* format)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return "an unreadable date";
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

} // namespace

std::string printable(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f)
            text += c;
        else
            text += {'\\', 'x', hex_digits[byte >> 4], hex_digits[byte & 15]};
    }
    return text;
}

std::string name_text(const X509_NAME* name)
{
    const BioPtr memory{BIO_new(BIO_s_mem())};
    // RFC 2253 order puts the common name first and escapes control characters and other than ASCII.
    X509_NAME_print_ex(memory.get(), name, 0, XN_FLAG_RFC2253);
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return printable({data, static_cast<std::size_t>(size > 0 ? size : 0)});
}

std::string subject_text(const X509* certificate) { return name_text(X509_get_subject_name(certificate)); }
std::string issuer_text(const X509* certificate) { return name_text(X509_get_issuer_name(certificate)); }

std::string serial_text(const X509* certificate) { return hex(view_of(X509_get0_serialNumber(certificate))); }

std::string time_text(const ASN1_TIME* time) { return format_time(time, "%Y-%m-%dT%H:%M:%SZ"); }
std::string date_text(const ASN1_TIME* time) { return format_time(time, "%Y-%m-%d"); }

std::string ip_text(std::string_view bytes)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (bytes.size() == 4)
        return inet_ntop(AF_INET, bytes.data(), text.data(), text.size());
    if (bytes.size() == 16)
        return inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return hex(bytes);
}

std::string general_name_text(const GENERAL_NAME& name)
{
    switch (name.type) {
    case GEN_DNS: return "DNS:" + printable(view_of(name.d.dNSName));
    case GEN_URI: return "URI:" + printable(view_of(name.d.uniformResourceIdentifier));
    case GEN_IPADD: return "IP:" + ip_text(view_of(name.d.iPAddress));
    case GEN_EMAIL: return "email:" + printable(view_of(name.d.rfc822Name));
    case GEN_DIRNAME: return "DirName";
    default: return "other";
    }
}

std::vector<std::string> alternative_names(const X509* certificate)
{
    std::vector<std::string> texts;
    const NamesPtr names{
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i)
        texts.push_back(general_name_text(*sk_GENERAL_NAME_value(names.get(), i)));
    return texts;
}

sip::CertificateFacts facts_of(const X509* certificate)
{
    return {.subject = subject_text(certificate),
            .issuer = issuer_text(certificate),
            .serial = serial_text(certificate),
            .not_before = time_text(X509_get0_notBefore(certificate)),
            .not_after = time_text(X509_get0_notAfter(certificate)),
            .names = alternative_names(certificate)};
}

std::string der_of(const X509* certificate)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    if (size < 0)
        return {};
    std::string der{reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size)};
    OPENSSL_free(bytes);
    return der;
}

} // namespace tls

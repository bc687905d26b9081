#include "authentication/digest.hpp"

#include <array>

namespace sip {
namespace {

std::string count_text(std::uint32_t count) // eight hexadecimal digits
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(8, '0');
    for (auto at = text.rbegin(); at != text.rend(); ++at, count >>= 4)
        *at = digits[count & 15];
    return text;
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out += '"';
}

std::string_view name_of(Challenge::Qop qop) { return qop == Challenge::Qop::auth ? "auth" : "auth-int"; }

/// H(A1) (RFC 7616 §3.4.2)
Secret secret_hash(const Challenge& challenge, const Credentials& credentials, std::string_view cnonce, Hasher& hasher)
{
    const std::string realm = without_escapes(challenge.realm);
    const Secret a1{credentials.username, ":", realm, ":", credentials.password.view()};
    Secret hash = hasher.hash(challenge.algorithm, a1.view());
    if (!challenge.session)
        return hash;
    const Secret of_session{hash.view(), ":", without_escapes(challenge.nonce), ":", cnonce};
    return hasher.hash(challenge.algorithm, of_session.view());
}

/// H(A2) (RFC 7616 §3.4.3)
Secret scope_hash(const Challenge& challenge, const DigestScope& scope, Hasher& hasher)
{
    std::string a2{scope.method};
    (a2 += ':') += scope.uri;
    if (challenge.qop == Challenge::Qop::auth_int)
        (a2 += ':') += hasher.hash(challenge.algorithm, scope.body).view();
    return hasher.hash(challenge.algorithm, a2);
}

} // namespace

std::string digest_value(const Challenge& challenge, const Credentials& credentials, const DigestScope& scope,
                         std::string_view cnonce, std::uint32_t count, Hasher& hasher)
{
    const std::string nc = count_text(count);
    const bool protects = challenge.qop != Challenge::Qop::none;
    const Secret key = secret_hash(challenge, credentials, cnonce, hasher);
    Secret data{key.view(), ":", without_escapes(challenge.nonce), ":"};
    if (protects)
        data = Secret{data.view(), nc, ":", cnonce, ":", name_of(challenge.qop), ":"};
    data = Secret{data.view(), scope_hash(challenge, scope, hasher).view()};
    const Secret response = hasher.hash(challenge.algorithm, data.view());
    if (response.view().empty())
        return {};

    std::string value = "Digest username=" + quoted(credentials.username) + ", realm=\"" + challenge.realm +
                        "\", nonce=\"" + challenge.nonce + "\", uri=" + quoted(scope.uri) + ", response=\"";
    (value += response.view()) += '"';
    if (!challenge.algorithm_name.empty())
        value += ", algorithm=" + challenge.algorithm_name;
    if (protects || challenge.session)
        (value += ", cnonce=\"") += std::string{cnonce} + '"';
    if (challenge.has_opaque)
        value += ", opaque=\"" + challenge.opaque + '"';
    if (protects)
        (value += ", qop=") += std::string{name_of(challenge.qop)} + ", nc=" + nc; // no quotes: RFC 7616 §3.4
    return value;
}

} // namespace sip

#include "ip/authentication.hpp"

#include "sip/message/uri.hpp"

#include <algorithm>
#include <cstring>

namespace gc {
namespace {

bool has_control_octet(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string wrong_text(const char* field, const char* text)
{
    if (!text)
        return std::string{field} + " is NULL";
    return has_control_octet(text) ? std::string{field} + " has a control character inside" : std::string{};
}

std::string wrong_identity(std::string_view identity)
{
    if (identity.empty())
        return {};
    sip::UriView uri;
    const sip::ParseError error = sip::parse_uri(identity, uri);
    if (!error && uri.is_sip())
        return {};
    return "identity \"" + std::string{identity} +
           "\": " + (error ? sip::to_string(error) : "expected a URI that begins with sip: or sips:");
}

std::string check(const IP_AUTHENTICATION& given, bool remove)
{
    for (const auto& [field, text] : {std::pair{"realm", given.realm}, std::pair{"identity", given.identity}})
        if (std::string wrong = wrong_text(field, text); !wrong.empty())
            return wrong;
    if (!*given.realm)
        return "realm is empty";
    if (std::string wrong = wrong_identity(given.identity); !wrong.empty() || remove)
        return wrong;
    for (const auto& [field, text] : {std::pair{"username", given.username}, std::pair{"password", given.password}})
        if (std::string wrong = wrong_text(field, text); !wrong.empty())
            return wrong;
    return *given.username ? "" : "username is empty";
}

} // namespace

std::string read_authentication(const Parm& parm, AuthenticationChange& out)
{
    if (parm.set != IPSET_CONFIG ||
        (parm.id != IPPARM_AUTHENTICATION_CONFIGURE && parm.id != IPPARM_AUTHENTICATION_REMOVE))
        return "set " + std::to_string(parm.set) + ", parameter " + std::to_string(parm.id) +
               ": expected IPSET_CONFIG with IPPARM_AUTHENTICATION_CONFIGURE or IPPARM_AUTHENTICATION_REMOVE";
    out.remove = parm.id == IPPARM_AUTHENTICATION_REMOVE;
    const char* const name = out.remove ? "IPPARM_AUTHENTICATION_REMOVE: " : "IPPARM_AUTHENTICATION_CONFIGURE: ";
    IP_AUTHENTICATION given;
    if (parm.value.size() != sizeof given)
        return std::string{name} + "has " + std::to_string(parm.value.size()) + " bytes, an IP_AUTHENTICATION has " +
               std::to_string(sizeof given);
    std::memcpy(&given, parm.value.data(), sizeof given);
    if (std::string wrong = check(given, out.remove); !wrong.empty())
        return name + wrong;
    out.credentials.realm = given.realm;
    out.credentials.identity = given.identity;
    if (out.remove)
        return {};
    out.credentials.username = given.username;
    out.credentials.password = sip::Secret{given.password};
    return {};
}

} // namespace gc

#include "authentication/challenge.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace sip {
namespace {

constexpr std::size_t max_challenges = 16;

struct AlgorithmName {
    std::string_view name;
    HashAlgorithm algorithm;
    bool session;
};
constexpr std::array algorithm_names{
    AlgorithmName{"MD5", HashAlgorithm::md5, false},
    AlgorithmName{"MD5-sess", HashAlgorithm::md5, true},
    AlgorithmName{"SHA-256", HashAlgorithm::sha256, false},
    AlgorithmName{"SHA-256-sess", HashAlgorithm::sha256, true},
    AlgorithmName{"SHA-512-256", HashAlgorithm::sha512_256, false},
    AlgorithmName{"SHA-512-256-sess", HashAlgorithm::sha512_256, true},
};

bool take_algorithm(std::string_view text, Challenge& out)
{
    const auto found = std::find_if(algorithm_names.begin(), algorithm_names.end(),
                                    [&](const AlgorithmName& one) { return iequals(one.name, text); });
    if (found == algorithm_names.end())
        return false;
    out.algorithm_name = text;
    out.algorithm = found->algorithm;
    out.session = found->session;
    return true;
}

/// "auth" where it is offered: a body that something on the way rewrites, as gateways do, would break the other.
bool take_qop(std::string_view offered, Challenge& out)
{
    bool integrity = false;
    std::string_view one;
    while (next_element(offered, one)) {
        if (iequals(one, "auth")) {
            out.qop = Challenge::Qop::auth;
            return true;
        }
        integrity |= iequals(one, "auth-int");
    }
    out.qop = Challenge::Qop::auth_int;
    return integrity;
}

/// False for a value without quotes whose last octet would escape ours.
bool can_be_quoted(std::string_view value)
{
    const std::size_t last = value.find_last_not_of('\\');
    return (value.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 == 0;
}

bool take_param(const Params::Param& param, Challenge& out)
{
    if (iequals(param.name, "qop"))
        return take_qop(param.value, out);
    if (iequals(param.name, "algorithm"))
        return take_algorithm(param.value, out);
    if (iequals(param.name, "stale"))
        out.stale = iequals(param.value, "true");
    else if (iequals(param.name, "realm"))
        out.realm = param.value;
    else if (iequals(param.name, "nonce"))
        out.nonce = param.value;
    else if (iequals(param.name, "opaque")) {
        out.opaque = param.value;
        out.has_opaque = true;
    }
    return param.value.size() <= max_text_of_challenge && can_be_quoted(param.value);
}

std::optional<Challenge> read_challenge(std::string_view value, Challenge::By by)
{
    AuthValue read;
    if (parse_auth(value, read) || !iequals(read.scheme, "Digest"))
        return std::nullopt;
    Challenge challenge;
    challenge.by = by;
    Params::Param param;
    for (std::string_view rest = read.params; AuthValue::next(rest, param);)
        if (!take_param(param, challenge))
            return std::nullopt;
    if (challenge.realm.empty() || challenge.nonce.empty())
        return std::nullopt;
    return challenge;
}

void keep_strongest(std::vector<Challenge>& kept, Challenge challenge)
{
    for (Challenge& other : kept)
        if (other.by == challenge.by && other.realm == challenge.realm) {
            if (challenge.algorithm > other.algorithm)
                other = std::move(challenge);
            return;
        }
    kept.push_back(std::move(challenge));
}

} // namespace

std::vector<Challenge> read_challenges(const Message& response)
{
    std::vector<Challenge> kept;
    for (const HeaderField& field : response.fields()) {
        const bool by_proxy = field.id == HeaderId::proxy_authenticate;
        if (!by_proxy && field.id != HeaderId::www_authenticate)
            continue;
        if (auto challenge = read_challenge(field.value, by_proxy ? Challenge::By::proxy : Challenge::By::server))
            keep_strongest(kept, std::move(*challenge));
        if (kept.size() == max_challenges)
            break;
    }
    return kept;
}

std::string without_escapes(std::string_view quoted)
{
    std::string text;
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        if (quoted[i] == '\\' && i + 1 < quoted.size())
            ++i;
        text += quoted[i];
    }
    return text;
}

} // namespace sip

#include "authentication/authenticator.hpp"

#include "authentication/digest.hpp"
#include "endpoint/header_lines.hpp"

#include <algorithm>
#include <array>

namespace sip {
namespace {

// A dialog beyond the first costs one more challenge; a request is sent again so often at most, whatever servers say.
constexpr std::size_t max_spaces = 10'000;
constexpr std::size_t max_sessions = 8; ///< realms of one dialog
constexpr unsigned max_rounds = 8;

std::string new_cnonce(Random& random)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<std::byte, 16> octets{};
    random.fill(octets);
    std::string text;
    for (const std::byte octet : octets) {
        text += digits[std::to_integer<unsigned>(octet >> 4)];
        text += digits[std::to_integer<unsigned>(octet & std::byte{15})];
    }
    return text;
}

HeaderId header_of(Challenge::By by)
{
    return by == Challenge::By::proxy ? HeaderId::proxy_authorization : HeaderId::authorization;
}

Challenges::Met* met(Challenges& challenges, const Challenge& challenge)
{
    for (Challenges::Met& one : challenges.met)
        if (one.by == challenge.by && one.realm == challenge.realm)
            return &one;
    return nullptr;
}

/// A nonce that the server calls stale is renewed once; one that an earlier request was given may have aged without
/// the server saying so; what was made for this very request and is refused, is refused.
bool worth_another_try(const Challenges::Met& before, const Challenge& challenge)
{
    if (!before.answered)
        return true;
    return challenge.stale && !before.renewed && challenge.nonce != before.nonce;
}

} // namespace

void Authenticator::sign(RequestDraft& draft, Challenges& challenges)
{
    draft.credentials.clear();
    const auto space = spaces_.find(draft.call_id);
    if (space == spaces_.end() || !hasher_)
        return;
    if (draft.method == Method::ack) {
        draft.credentials = space->second.of_invite;
        return;
    }
    for (Session& session : space->second.sessions) {
        std::string line = line_for(session, draft);
        if (line.empty())
            continue;
        draft.credentials.push_back(std::move(line));
        if (!met(challenges, session.challenge))
            challenges.met.push_back({session.challenge.by, session.challenge.realm, session.challenge.nonce});
    }
    if (draft.method == Method::invite)
        space->second.of_invite = draft.credentials;
}

std::string Authenticator::line_for(Session& session, const RequestDraft& draft)
{
    const HeaderId header = header_of(session.challenge.by);
    const Credentials* credentials = keyring_.find(without_escapes(session.challenge.realm), session.identity);
    if (!credentials || line_value(draft.lines, header)) // taken away, or the program answers for itself
        return {};
    const DigestScope scope{name_of(draft.method), draft.uri, draft.body};
    const std::string value =
        digest_value(session.challenge, *credentials, scope, session.cnonce, ++session.count, *hasher_);
    return value.empty() ? value : std::string{name_of(header)} + ": " + value;
}

bool Authenticator::challenged(const Message& response, const RequestDraft& draft, Challenges& challenges)
{
    if (!hasher_ || !draft.answers_challenges || challenges.rounds == max_rounds)
        return false;
    ++challenges.rounds;
    bool any = false;
    for (Challenge& challenge : read_challenges(response)) {
        const std::string realm = without_escapes(challenge.realm);
        const Credentials* credentials = keyring_.find(realm, response.from().uri, challenges.known);
        if (!credentials) {
            context_.note({"no credentials for realm \"", realm, "\" and ", response.from().uri.text,
                           " were given before the request"});
            continue;
        }
        if (!answerable(challenge, draft, challenges)) {
            context_.note({"the credentials for realm \"", realm, "\" were refused"});
            continue;
        }
        any = true;
        take(space_of(draft.call_id), std::move(challenge), credentials->identity);
    }
    return any;
}

bool Authenticator::answerable(const Challenge& challenge, const RequestDraft& draft, Challenges& challenges) const
{
    if (line_value(draft.lines, header_of(challenge.by)) || hasher_->hash(challenge.algorithm, {}).view().empty())
        return false;
    Challenges::Met* before = met(challenges, challenge);
    if (!before) {
        challenges.met.push_back({challenge.by, challenge.realm, challenge.nonce, true});
        return true;
    }
    if (!worth_another_try(*before, challenge))
        return false;
    before->renewed = before->answered;
    before->answered = true;
    before->nonce = challenge.nonce;
    return true;
}

void Authenticator::take(Space& space, Challenge challenge, std::string identity)
{
    Session session{std::move(challenge), std::move(identity), new_cnonce(context_.random)};
    for (Session& old : space.sessions)
        if (old.challenge.by == session.challenge.by && old.challenge.realm == session.challenge.realm) {
            old = std::move(session);
            return;
        }
    if (space.sessions.size() == max_sessions)
        space.sessions.erase(space.sessions.begin());
    space.sessions.push_back(std::move(session));
}

Authenticator::Space& Authenticator::space_of(const std::string& call_id)
{
    const auto [space, fresh] = spaces_.try_emplace(call_id);
    if (fresh)
        space->second.age = oldest_first_.insert(oldest_first_.end(), call_id);
    if (spaces_.size() > max_spaces)
        forget(std::string{oldest_first_.front()});
    return space->second;
}

void Authenticator::accepted(const Message& response)
{
    const auto space = spaces_.find(response.call_id());
    if (space == spaces_.end() || space->second.sessions.size() != 1) // which realm the header means, it does not say
        return;
    AuthValue info;
    info.params = response.value(HeaderId::authentication_info);
    const std::string_view nonce = info.param("nextnonce");
    if (nonce.empty() || nonce.size() > max_text_of_challenge || nonce.find('\\') != std::string_view::npos)
        return;
    Session& session = space->second.sessions.front();
    session.challenge.nonce = nonce;
    session.cnonce = new_cnonce(context_.random);
    session.count = 0;
}

void Authenticator::forget(std::string_view call_id)
{
    const auto space = spaces_.find(call_id);
    if (space == spaces_.end())
        return;
    oldest_first_.erase(space->second.age);
    spaces_.erase(space);
}

} // namespace sip

#pragma once

#include "authentication/challenge.hpp"
#include "authentication/keyring.hpp"
#include "endpoint/context.hpp"
#include "endpoint/request_draft.hpp"

#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// What one request of ours has been through, so that it is not sent again for ever.
struct Challenges {
    struct Met {
        Challenge::By by = Challenge::By::server;
        std::string realm;
        std::string nonce;     ///< of the last credentials that it carried
        bool answered = false; ///< with a nonce made for it; else with one that an earlier request was given
        bool renewed = false;  ///< once more, because that nonce was stale
    };
    std::vector<Met> met;
    std::uint64_t known = 0; ///< Keyring::changes() when the request began
    unsigned rounds = 0;
};

/// Answers digest challenges for every request of an endpoint (RFC 3261 §22).
///
/// What a server has asked for is remembered by Call-ID: all later requests of that dialog or registration carry
/// credentials at once, with the same nonce and a count that rises (§22.2, §22.3).
class Authenticator {
public:
    explicit Authenticator(Context& context) : context_{context} {}

    void set_hasher(Hasher* hasher) { hasher_ = hasher; }
    [[nodiscard]] Keyring& keyring() { return keyring_; }
    [[nodiscard]] Challenges begin() const { return {{}, keyring_.changes(), 0}; }

    /// Writes the credentials lines that the draft carries this time.
    void sign(RequestDraft& draft, Challenges& challenges);
    /// Takes in a 401 or 407: true when sending the request again may help.
    [[nodiscard]] bool challenged(const Message& response, const RequestDraft& draft, Challenges& challenges);
    /// A final response to a request that was accepted: it may name the next nonce (RFC 7616 §3.5).
    void accepted(const Message& response);
    /// That dialog or registration is over.
    void forget(std::string_view call_id);

private:
    /// The nonce that we use in one realm.
    struct Session {
        Challenge challenge;
        std::string identity; ///< of the credentials
        std::string cnonce;
        std::uint32_t count = 0;
    };
    struct Space {
        std::vector<Session> sessions;
        HeaderLines of_invite; ///< which the ACK for its 2xx repeats (RFC 3261 §22.1)
        std::list<std::string>::iterator age;
    };
    using Spaces = std::map<std::string, Space, std::less<>>; // peers choose keys: no hash that they could aim at

    [[nodiscard]] bool answerable(const Challenge& challenge, const RequestDraft& draft, Challenges& challenges) const;
    [[nodiscard]] Space& space_of(const std::string& call_id);
    void take(Space& space, Challenge challenge, std::string identity);
    [[nodiscard]] std::string line_for(Session& session, const RequestDraft& draft);

    Context& context_;
    Hasher* hasher_ = nullptr;
    Keyring keyring_;
    Spaces spaces_;
    std::list<std::string> oldest_first_; ///< keys of spaces_
};

} // namespace sip

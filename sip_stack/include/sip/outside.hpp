#pragma once

#include "sip/call.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

/// What an endpoint does outside of calls: commands down, notifications up.
namespace sip {

// ---- registration (RFC 3261 §10) ----

/// One REGISTER, and what follows from it: the bindings that it makes are kept alive until they are removed.
///
/// All commands for one address of record at one registrar are of one registration: carried out one after the other,
/// under one Call-ID. What it knows of bindings is what was made through this endpoint.
struct Register {
    enum class Change : std::uint8_t {
        set,        ///< these contacts take the place of those that were registered through this endpoint
        add,        ///< these contacts, besides
        remove,     ///< these contacts
        remove_all, ///< all that were registered through this endpoint; the contact "*": everybody's
        query,      ///< none: asks what is registered
    } change = Change::set;
    std::string registrar; ///< Request-URI: "host", "host:port", "sip:…", "sips:…", with parameters
    std::string address;   ///< of record, To and From: "user@host", "sip:…"
    /// URIs, or addresses with display name and parameters; a scheme that is missing is sip. None, for set and add: the
    /// endpoint's own Contact with the user of the address.
    std::vector<std::string> contacts;
    std::chrono::seconds expires{3600};
    bool refresh = true;    ///< before they expire, for as long as they are wanted
    HeaderLines headers;
    std::string peer_name;  ///< TLS: identity to assert in place of the next hop's host; empty: that host
    UserCookie user = 0;
};

struct RegisteredContact {
    std::string uri;
    std::chrono::seconds expires;
    bool ours; ///< registered through this endpoint
};

/// The registrar has said yes; again when it did so after a failed refresh. `contacts`: all that it listed.
struct Registered { const Message* message; std::vector<RegisteredContact> contacts; };

/// The command failed; or, `later`, the bindings that it made could not be refreshed. While `retrying`, it is tried again
/// after growing pauses, and Registered tells of success.
struct RegistrationFailed {
    enum class Cause : std::uint8_t {
        refused,         ///< final response 300 to 699
        timed_out,       ///< no final response in time
        transport,       ///< no flow to the registrar
        invalid_expires, ///< granted for too short a time to be refreshed
    } cause = Cause::refused;
    int status = 0;
    std::string reason{};
    FlowError error = FlowError::none;
    bool later = false;
    bool retrying = false;
    const Message* message = nullptr; ///< null without a response
    std::shared_ptr<const Security> security{};
};

// ---- requests outside of calls (RFC 3261 §11, RFC 3428, RFC 6665) ----

/// OPTIONS, MESSAGE, INFO, NOTIFY, SUBSCRIBE or PUBLISH. Ends with OutsideAnswered or OutsideFailed.
///
/// A SUBSCRIBE that is accepted, ours or a peer's, opens a dialog, known by its Call-ID until it expires or a NOTIFY says
/// that it is terminated: later SUBSCRIBEs and NOTIFYs of that Call-ID go inside it.
struct SendOutside {
    std::string method;
    std::string to;          ///< the same forms as in MakeCall, here and below
    std::string from;
    std::string request_uri; ///< empty: from `to`
    std::string call_id;     ///< empty: made by the stack
    std::string peer_name;
    HeaderLines headers;
    std::string content_type, body;
    bool answers_challenges = true; ///< 401 and 407, with the credentials of the endpoint
    UserCookie user = 0;
};

/// Names one request of a peer's that waits for its answer.
enum class OutsideHandle : std::uint64_t { none = 0 };

/// The final response; also ends a wait that is bounded: after 20 s the stack answers 500.
struct AnswerOutside {
    int status = 200;
    std::string reason{};
    HeaderLines headers{};
    std::string content_type{}, body{};
};

/// Which requests of peers the owner answers himself. Others get what RFC 3261 says: OPTIONS is answered by the stack, of the
/// rest is said that they are not allowed. Requests inside a subscription come up always.
struct TakenUp {
    bool options = false; ///< not while set_busy() says that nobody is there
    bool message = false;
    bool notify = false;
    bool subscribe = false;
};

/// A peer's request, to be answered by AnswerOutside.
struct OutsideRequested { OutsideHandle request; const Message* message; };
/// The final response to ours.
struct OutsideAnswered { const Message* message; };
struct OutsideFailed { std::string method; bool timed_out; FlowError error; std::string reason; std::string target; std::shared_ptr<const Security> security; };
/// A subscription was not refreshed in time.
struct SubscriptionExpired { std::string call_id; };

using OutsideEvent = std::variant<Registered, RegistrationFailed, OutsideRequested, OutsideAnswered, OutsideFailed, SubscriptionExpired>;

struct OutsideNotification {
    UserCookie user; ///< of the command
    OutsideEvent event;
};

} // namespace sip

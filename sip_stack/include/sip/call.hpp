#pragma once

#include "sip/body.hpp"
#include "sip/config.hpp"
#include "sip/sdp.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Values that cross the upper border of the stack: commands down, notifications up.
namespace sip {

class Message;
enum class Method : std::uint8_t;

/// Names one call of an endpoint; 0 is none. Never used twice.
enum class CallHandle : std::uint64_t { none = 0 };

/// Chosen by the owner, carried by every notification of the call.
using UserCookie = std::uint64_t;

/// Complete header lines "Name: value" to add to a message, or to replace what the stack would write where the header
/// occurs once (From, To, Contact, User-Agent, ...). Those that carry the protocol (Via, CSeq, Content-Length, tags) are the
/// stack's own and are refused.
using HeaderLines = std::vector<std::string>;
struct CommandError;
/// Says beforehand whether a command will take that line: MakeCall any that is good, the others any but From, To, Route.
[[nodiscard]] CommandError check_header_line(std::string_view line);

/// Who writes the session description.
struct NoMedia {}; ///< none: an INVITE without offer, a 180 without answer
/// RawBody: the owner does (3PCC), and understands the peer's. Each INVITE and re-INVITE has one offer and one answer: of the owner's
/// in a 100 or 18x, all later responses to that INVITE carry copies, and a second one is refused (wrong_state).
using MediaChoice = std::variant<NoMedia, sdp::LocalMedia, RawBody>;

// ---- commands ----

struct MakeCall {
    std::string to;                 ///< "user@host", "sip:…", "sips:…", with parameters; the Request-URI unless `request_uri`
    std::string from;               ///< the same forms, optional display name; empty: anonymous at the local address
    std::string request_uri;        ///< empty: from `to`
    std::string call_id;            ///< empty: made by the stack
    std::string peer_name;          ///< TLS: identity to assert in place of the next hop's host; empty: that host
    HeaderLines headers;
    MediaChoice media;              ///< LocalMedia: offered in the INVITE
    std::optional<sdp::LocalMedia> late_media; ///< with NoMedia, then needed: answers the offer that comes in the 2xx
    bool own_ack = false;           ///< in its place, or besides an offer: the owner acknowledges the 2xx by Acknowledge
    BodyParts parts;                ///< beside the description, or alone
    std::optional<Duration> no_answer;         ///< limit for the final response
    UserCookie user = 0;
};

struct SendTrying { HeaderLines headers{}; MediaChoice media{}; }; ///< 100
struct SendProvisional { int status = 180; HeaderLines headers; MediaChoice media; BodyParts parts{}; }; ///< 101 to 199
struct Answer { HeaderLines headers; MediaChoice media; BodyParts parts{}; }; ///< 200
struct Reject { int status = 486; std::string reason; HeaderLines headers; BodyParts parts{}; }; ///< 300 to 699
/// BYE, CANCEL or 603, whatever the call's state asks for; a CANCEL has no body.
struct HangUp { HeaderLines headers; std::string reason; BodyParts parts{}; };
/// The body of the 200 to the peer's BYE, which the stack answers at once. Until then, in any state; none: no body.
struct PrepareByeAnswer { BodyParts parts; };

/// The ACK of a 2xx that came up with `ack_wanted`, within 64*T1; its copies are answered with the same. `body`: the answer
/// to the offer of the 2xx, when there is one; else empty. AckSent tells that it has gone; when it cannot be delivered the
/// call ends. HangUp in its place: the ACK, refusing what is offered, and the BYE. After that time the call ends in the same
/// way, with not_acknowledged.
struct Acknowledge { HeaderLines headers{}; RawBody body{}; };

/// Changes a confirmed call by a re-INVITE (RFC 3261 §14.1), one at a time. While the peer changes the call it waits; after a
/// glare (491) the stack tries again, at most five times in all. Ends with exactly one of ModifyAccepted, ModifyRejected,
/// ModifyFailed, ModifyCancelled, or with the call.
struct Modify {
    HeaderLines headers;            ///< a Contact among them is what the peer's requests go to from then on
    MediaChoice media;              ///< what is offered; NoMedia: nothing, the peer offers in its 2xx
    std::optional<sdp::LocalMedia> late_media; ///< answers that offer; none: the media that the call has
    bool own_ack = false;           ///< as in MakeCall
    BodyParts parts{};
};
struct CancelModify { HeaderLines headers; };                ///< CANCEL; a 2xx that is faster wins: ModifyAccepted
/// Answers ModifyRequested by 200; NoMedia: with the media that the call has. Then comes Modified with the ACK, or
/// ModifyWithdrawn when that brings no answer to our offer or does not come.
struct AcceptModify { HeaderLines headers; MediaChoice media; BodyParts parts{}; };
/// 300 to 699; the call stays as it was. Then comes ModifyRefused. `body`: what would be accepted (RFC 3261 §21.4.26), no part of
/// any exchange.
struct RejectModify { int status = 488; std::string reason; HeaderLines headers; RawBody body{}; BodyParts parts{}; };

/// A request inside the dialog, early or confirmed: "INFO", "NOTIFY", "OPTIONS" or "MESSAGE"; at most 16 at a time. Ends with
/// exactly one of RequestAnswered, RequestFailed with that number, or with the call.
struct SendRequest { std::string method; HeaderLines headers; std::string content_type, body; std::uint64_t number = 0; };
/// Answers RequestReceived, by 200 to 699.
struct RespondToRequest { std::uint64_t request = 0; int status = 200; std::string reason; HeaderLines headers; std::string content_type, body; };

/// Sends the peer of a confirmed call to somebody else by REFER (RFC 3515, 5589), one at a time. Ends with exactly one of
/// ReferRejected and ReferEnded; in silence with our own HangUp.
struct Refer {
    std::string to;                         ///< as in MakeCall; empty: the peer of `replaces`
    CallHandle replaces = CallHandle::none; ///< a confirmed call of ours, whose place the new one takes (RFC 3891)
    HeaderLines headers;                    ///< a Refer-To among them counts in place of `to` and `replaces`
};
/// Answers Referred by 202, and a NOTIFY of 100 follows.
struct AcceptRefer { HeaderLines headers; };
struct RejectRefer { int status = 603; std::string reason; HeaderLines headers; }; ///< 300 to 699
/// Tells the peer by NOTIFY how the call goes that he asked for. 200 and above is the last word.
struct ReportRefer { int status; std::string reason; };

using CallCommand = std::variant<SendTrying, SendProvisional, Answer, Reject, HangUp, PrepareByeAnswer, Modify, CancelModify, AcceptModify, RejectModify,
                                 SendRequest, RespondToRequest, Refer, AcceptRefer, RejectRefer, ReportRefer, Acknowledge>;

/// What the owner answers himself of that which the stack could answer for him.
struct HandedUp {
    bool reinvites = false; ///< ModifyRequested in place of an answer with the media that the call has
    bool info = false;      ///< inside dialogs RequestReceived in place of 405, here and with the next two
    bool notify = false;
    bool message = false;
    bool options = false;   ///< inside dialogs RequestReceived in place of 200
    [[nodiscard]] bool has(Method method) const; ///< of the last four
};

/// Why a command was not carried out. Nothing was sent then, and the call is as it was.
struct CommandError {
    enum class Code : std::uint8_t {
        ok,
        no_such_call,
        wrong_state,
        bad_argument,
        too_many_calls,
        unfit_offer, ///< to Answer, AcceptModify: nothing that the peer offered fits; other media may, else reject
    } code = Code::ok;
    std::string text; ///< names the argument and what is wrong with it
    explicit operator bool() const { return code != Code::ok; }
};

// ---- notifications ----
//
// Every call ends with exactly one Ended or one Released. `message` and `media` are valid until the next call into the endpoint.

/// How a call ended.
enum class EndCause : std::uint8_t {
    remote_bye,
    remote_cancel,
    rejected,       ///< final response 300 to 699 to our INVITE
    timed_out,      ///< no final response in time
    transport,      ///< no flow to the peer
    not_acknowledged, ///< a 2xx was never ACKed: ours by the peer, or the peer's by the owner
    protocol,       ///< the peer broke offer/answer or the dialog
    replaced,       ///< a call that we have answered took its place (RFC 3891)
};

/// An INVITE that opens a new call. Answer it with commands on `call`; Adopt sets the cookie. `replaces`: the cookie of the call
/// whose place it takes with our 2xx.
struct Incoming { const Message* message; std::shared_ptr<const Security> security; bool has_offer; std::optional<UserCookie> replaces; };
/// 100.
struct Trying { const Message* message; };
/// 101 to 199, from one of possibly several early dialogs.
struct Progress { int status; const Message* message; const sdp::Negotiated* media; };
/// Outgoing: 2xx came and was ACKed; or, `ack_wanted`, waits for Acknowledge.
struct Connected { const Message* message; const sdp::Negotiated* media; std::shared_ptr<const Security> security; bool ack_wanted = false; };
/// The ACK that Acknowledge asked for has gone.
struct AckSent {};
/// Incoming: our 2xx was ACKed.
struct Acknowledged { const Message* message; const sdp::Negotiated* media; };
/// The peer changed the session by a re-INVITE that the stack has answered, or that AcceptModify has and its ACK is here.
struct Modified { const Message* message; const sdp::Negotiated* media; bool held; };
/// A re-INVITE of the peer's, handed up: AcceptModify or RejectModify within Timers::modify_answer. `media`: what the media of
/// the call would settle on; null: nothing that is offered fits, or nothing is offered, or the owner writes the descriptions.
struct ModifyRequested { const Message* message; bool has_offer; const sdp::Negotiated* media; };
/// It came to nothing, and the session is as before: 487 by the peer's CANCEL, 500 when the owner's time was over, 0 when the
/// ACK did not answer our offer, or never came, which ends the call.
struct ModifyWithdrawn { int status; std::string reason; };
/// What RejectModify has sent was ACKed, or in 64*T1 was not; the call goes on either way.
struct ModifyRefused { bool acknowledged; };
/// Our re-INVITE got its 2xx, which was ACKed, or waits for Acknowledge. `held` is not known where the owner writes the
/// descriptions.
struct ModifyAccepted { const Message* message; const sdp::Negotiated* media; bool held; bool ack_wanted = false; };
/// The peer refused it (300 to 699), and the session is as before. After 408 and 481 the call has ended (RFC 3261 §12.2.1.2).
struct ModifyRejected { int status; const Message* message; };
/// It could not be delivered (503), had no final response (408), or a 2xx without a fitting answer (its status), which was ACKed.
struct ModifyFailed { int status; std::string reason; };
struct ModifyCancelled {};
/// A request inside the dialog, handed up: RespondToRequest answers it within Timers::request_answer, or the stack does by 500.
struct RequestReceived { std::uint64_t request; const Message* message; };
/// The final response to SendRequest. Not even 481 ends the call: it may be said of something else than the dialog.
struct RequestAnswered { std::uint64_t number; const Message* message; };
/// It could not be delivered (503) or was not answered in time (408).
struct RequestFailed { std::uint64_t number; int status; std::string reason; };
/// The peer asks us to call `target`, with `lines` in the INVITE (Replaces, Referred-By): AcceptRefer or RejectRefer within
/// Timers::refer_answer; once accepted, the new call's progress by ReportRefer.
struct Referred { const Message* message; std::string target; HeaderLines lines; };
/// Nobody is to be told any more: not answered in time (603 was), or the peer's subscription has expired.
struct ReferWithdrawn { bool expired; };
/// The peer has accepted our REFER, and makes the call.
struct ReferAccepted {};
struct ReferRejected { int status; const Message* message; }; ///< 300 to 699; after 408 and 481 the call has ended
/// How that call goes: 101 to 199.
struct ReferProgress { int status; };
/// How it went, as far as the peer has told.
struct ReferEnded {
    enum class Cause : std::uint8_t {
        told,        ///< `status` is its final response
        undecided,   ///< the peer tells no more; `status`: the last that he said
        no_response, ///< to the REFER
        no_notify,   ///< it was accepted, and then came nothing
        expired,     ///< the subscription, without a final response
        call_ended,  ///< the peer hung up, or the call failed; `status`: the last that he said
        transport,   ///< the REFER could not be delivered
    } cause;
    int status;
    std::string reason;
};
/// The peer, or a failure, ended the call. Last word on it: the handle is dead.
struct Ended { EndCause cause; int status; std::string reason; const Message* message; };
/// After HangUp or Reject: done on the wire, or given up in bounded time. Last word on the call: the handle is dead. `message`: the
/// response to our BYE, when one came.
struct Released { const Message* message = nullptr; };
/// A request could not be delivered, or its connection failed (the manual's IPPARM_SIP_SVC_UNAVAIL); the call's own events follow.
struct DeliveryFailure { std::string method; FlowError error; std::string reason; std::string target; std::shared_ptr<const Security> security; };

using CallEvent = std::variant<Incoming, Trying, Progress, Connected, Acknowledged, Modified, Ended, Released, DeliveryFailure,
                               ModifyRequested, ModifyWithdrawn, ModifyRefused, ModifyAccepted, ModifyRejected, ModifyFailed, ModifyCancelled,
                               RequestReceived, RequestAnswered, RequestFailed,
                               Referred, ReferWithdrawn, ReferAccepted, ReferRejected, ReferProgress, ReferEnded, AckSent>;

struct Notification {
    CallHandle call;
    UserCookie user = 0;
    CallEvent event;
};

} // namespace sip

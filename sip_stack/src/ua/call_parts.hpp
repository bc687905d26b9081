#pragma once

#include "dialog/dialog.hpp"
#include "endpoint/flow_table.hpp"
#include "endpoint/request_sender.hpp"
#include "sip/call.hpp"
#include "transaction/timer_queue.hpp"
#include "ua/owner_exchange.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a call keeps only for a part of its life.
namespace sip::call_parts {

/// An early dialog of our INVITE, with its own answer to our offer.
struct Fork {
    Dialog dialog;
    sdp::OfferAnswer media;
    OwnerExchange exchange; ///< in place of `media` where the owner writes the descriptions
    bool answered = false;
};

struct Outgoing {
    RequestId invite{};
    std::string call_id;
    std::string contact_user, contact; ///< of our INVITE
    std::vector<Fork> forks;
    std::optional<sdp::LocalMedia> late_media;
    HeaderLines cancel_lines;
    bool offered = false;
    bool by_owner = false; ///< he writes the descriptions
    bool own_ack = false;  ///< he acknowledges the 2xx
    Sips sips = Sips::no;
    bool cancel_sent = false;
    std::optional<Duration> no_answer;
};

struct Incoming {
    MessagePtr invite;
    Route route;
    ServerId server{};
    bool has_offer = false;
    bool answer_sent = false; ///< in a provisional response
    RawBody said;             ///< by the owner, in a provisional response
    CallHandle replaces{};
    TimerQueue::Ticket repeat = 0;
};

/// A re-INVITE of ours, from its command to its final response.
struct Modification {
    enum class Phase : std::uint8_t {
        waiting,   ///< for the peer's re-INVITE to be over, or after a glare for the timer
        under_way, ///< no response yet
        proceeding,
    } phase = Phase::waiting;
    Modify command;
    RequestId invite{};
    unsigned attempts = 0;
    bool cancel_wanted = false;
    bool cancel_sent = false;
    bool expired = false; ///< cancelled for want of a final response
    HeaderLines cancel_lines;
    TimerQueue::Ticket timer = 0; ///< modify_again, modify_no_answer or modify_cancel_limit
};

/// A re-INVITE of the peer's that the owner answers.
struct Reinvite {
    MessagePtr request;
    Route route;
    ServerId server{};
    bool has_offer = false;
    TimerQueue::Ticket limit = 0;
};

/// Requests inside the dialog, from the owner and for him.
struct Requests {
    struct Sent {
        RequestId id;
        std::uint64_t number;
    };
    struct Received {
        std::uint64_t number;
        MessagePtr message;
        Route route;
        ServerId server;
        TimerQueue::Ticket limit;
        TimePoint deadline;
    };
    std::vector<Sent> sent;
    std::vector<Received> received;
    std::uint64_t last_number = 0; ///< of those received
};

/// A REFER of ours, until its subscription ends.
struct Transfer {
    RequestId refer{};
    std::uint32_t cseq = 0;
    bool accepted = false;
    bool notified = false;
    int status = 0; ///< the last that the peer told
    TimerQueue::Ticket limit = 0;
};

/// A REFER of the peer's, until he has been told how it went.
struct Referral {
    MessagePtr request; ///< until it is answered
    Route route;
    ServerId server{};
    std::string event; ///< header line
    TimePoint expires{};
    RequestId report{}; ///< the last NOTIFY
    TimerQueue::Ticket limit = 0;
};

/// A 2xx to an INVITE of ours that the owner acknowledges, until he does.
struct AwaitedAck {
    std::string refusal; ///< answers the offer of the 2xx when he never does; empty: nothing is owed
    TimerQueue::Ticket limit = 0;
};

} // namespace sip::call_parts

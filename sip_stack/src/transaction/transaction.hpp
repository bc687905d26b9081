#pragma once

#include "sip/bytes.hpp"
#include "sip/message/headers.hpp"
#include "transaction/invite_client.hpp"
#include "transaction/invite_server.hpp"
#include "transaction/keyed_hash.hpp"
#include "transaction/non_invite_client.hpp"
#include "transaction/non_invite_server.hpp"
#include "transaction/timer_queue.hpp"

#include <cstdint>
#include <variant>

namespace sip {

/// Where a transaction's messages go.
struct Route {
    FlowId flow;
    Address remote; ///< used on datagram flows
};

/// One transaction: its machine, and what the machine leaves to others: bytes, route, tickets of running timers, place
/// in the table. A received message is not kept; matching needs its fingerprints alone.
struct Transaction {
    using Machine = std::variant<std::monostate, InviteClient, NonInviteClient, InviteServer, NonInviteServer>;

    std::uint64_t id = 0; ///< 0: the place is free
    Fingerprint key;
    Fingerprint merge_key;  ///< servers, when `merging`
    std::uint64_t user = 0; ///< clients
    /// Client: the request. Server: the newest response and, before there is one, the request, to make a 100 from.
    Bytes message;
    Bytes ack; ///< INVITE client: to the failure response
    Route route;
    TimerQueue::Ticket pace = 0;
    TimerQueue::Ticket limit = 0;
    std::uint32_t previous_on_flow = 0;
    std::uint32_t next_on_flow = 0;
    Machine machine;
    Method method = Method::other;
    bool merging = false; ///< stands in the table for merged requests
    bool owing = false;   ///< server: its newest response waits for a flow

    [[nodiscard]] bool is_client() const
    {
        return std::holds_alternative<InviteClient>(machine) || std::holds_alternative<NonInviteClient>(machine);
    }
    /// Calls `use(machine)` with the client, or the server, machine that this transaction has.
    template <class Use>
    auto as_client(Use use)
    {
        if (auto* invite = std::get_if<InviteClient>(&machine))
            return use(*invite);
        return use(std::get<NonInviteClient>(machine));
    }
    template <class Use>
    auto as_server(Use use)
    {
        if (auto* invite = std::get_if<InviteServer>(&machine))
            return use(*invite);
        return use(std::get<NonInviteServer>(machine));
    }
};

} // namespace sip

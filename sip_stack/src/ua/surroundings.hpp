#pragma once

#include "endpoint/context.hpp"
#include "endpoint/flow_table.hpp"
#include "endpoint/listeners.hpp"
#include "endpoint/request_sender.hpp"
#include "endpoint/response_factory.hpp"
#include "endpoint/response_rerouter.hpp"
#include "transaction/transaction_layer.hpp"

namespace sip {

class CallTable;

/// What a call may use of the endpoint it lives in.
struct Surroundings {
    Context& context;
    TransactionLayer& transactions;
    FlowTable& flows;
    const Listeners& listeners;
    RequestSender& requests;
    ResponseRerouter& rerouter;
    CallTable& calls;
    Authenticator& authenticator;
};

/// Answers a request by its transaction; by another way when its own is lost, to whom the lost one had `proved` to be.
void respond(const Surroundings& around, const Message& request, const Route& route, ServerId server,
             const ResponseDraft& draft, std::string_view proved = {});

/// How we name ourselves to the sender of a request that came by `route`.
[[nodiscard]] Origin origin_for(const Surroundings& around, const Message& request, FlowId flow);

/// The identity that the peer of a TLS flow proved, and may be asked for again; empty: none.
[[nodiscard]] std::string proved_name(const Surroundings& around, FlowId flow);

[[nodiscard]] std::shared_ptr<const Security> security_of(const Surroundings& around, FlowId flow);

/// A 2xx that opens a dialog which nobody wants: another fork's, or of a call that is over. ACK, then BYE (RFC 3261
/// §13.2.2.4).
void decline_dialog(const Surroundings& around, const Message& response, FlowId flow);

} // namespace sip

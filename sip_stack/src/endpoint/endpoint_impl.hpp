#pragma once

#include "endpoint/context.hpp"
#include "endpoint/flow_table.hpp"
#include "endpoint/listeners.hpp"
#include "endpoint/proxy_connection.hpp"
#include "endpoint/request_sender.hpp"
#include "sip/endpoint.hpp"
#include "transaction/transaction_layer.hpp"
#include "ua/outside_requests.hpp"
#include "ua/registrations.hpp"
#include "ua/user_agent.hpp"

namespace sip {

/// The only place that knows all the others: carries an event up through flow, frame, message, transaction and call,
/// and what happens of it back down, until nothing more happens in this turn.
class Endpoint::Impl {
public:
    Impl(EndpointConfig config, Random& random);

    /// One call of the owner: everything inside happens at one time, and is settled at the end.
    template <class Work>
    auto turn(TimePoint now, Work work)
    {
        begin_turn(now);
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            settle();
        } else {
            auto result = work();
            settle();
            return result;
        }
    }

    void receive(FlowEvent event);
    void expire();
    void close_when_done();

    Context context;
    Listeners listeners;
    TransactionLayer transactions;
    FlowTable flows;
    Authenticator authenticator;
    RequestSender requests;
    ResponseRerouter rerouter;
    ProxyConnection proxy;
    UserAgent agent;
    Registrations registrations;
    OutsideRequests outside;

private:
    void begin_turn(TimePoint now);
    void settle();
    void drain_events();
    void tell(const RequestEvent& event);
    [[nodiscard]] std::optional<std::uint32_t> number_to_repeat(const RequestSender::Delivery& delivery,
                                                                const Message& response);
    void trace_sent();

    // receive.cpp: flow, frame, message
    void opened(const FlowOpened& event);
    void closed(FlowClosed& event);
    void profile_changed(TransportKind kind);
    void data(FlowData& event);
    void stream_data(Flow& flow, const Bytes& chunk);
    void refuse_stream(Flow& flow, const ParseError& error);
    void receive_message(Bytes bytes, FlowId flow, const Address& source);
    void receive_request(MessagePtr& request, const ParseError& error, FlowId flow, const Address& source);
    void note_alias(const Message& request, FlowId flow);
    void receive_response(const Message& response, const ParseError& error, FlowId flow);
    void deliver(const RequestSender::Delivery& delivery, const Message& response, FlowId flow);
    void answer_stateless(const Message& request, const Route& route, int status, std::string_view reason,
                          HeaderId header = HeaderId::other, std::string_view value = {});
    void drop(std::string_view what, std::string_view why);
    [[nodiscard]] Address local_of(FlowId flow);

    ParserLimits limits_;
    std::vector<StreamFramer::Frame> frames_;
    std::size_t traced_ = 0; ///< of the actions
    bool closing_ = false;
};

} // namespace sip

#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

namespace script {

namespace {

const sip::Address peer{sip::IpAddress::v4(0xC0000201), 5060}; // 192.0.2.1

std::string via(const Fields& fields, std::string_view transport)
{
    std::string text = "Via: SIP/2.0/" + std::string{transport} + " " + fields.sent_by;
    if (!fields.branch.empty())
        text += ";branch=" + fields.branch;
    return text + "\r\n";
}

std::string tagged(std::string_view uri, const std::string& tag)
{
    return "<" + std::string{uri} + ">" + (tag.empty() ? "" : ";tag=" + tag) + "\r\n";
}

std::string head(const Fields& fields, std::string_view method)
{
    return "From: " + tagged("sip:alice@192.0.2.1", fields.from_tag) +
           "To: " + tagged("sip:bob@192.0.2.2", fields.to_tag) + "Call-ID: " + fields.call_id +
           "\r\nCSeq: " + std::to_string(fields.cseq) + " " + std::string{method} + "\r\n";
}

sip::Message parsed(const std::string& text)
{
    sip::Message message;
    const sip::ParseError error = message.parse(sip::Bytes{text});
    BOOST_REQUIRE_MESSAGE(!error, (error.field ? error.field : "?") << ": " << error.reason << "\n" << text);
    return message;
}

} // namespace

std::string request(std::string_view method, const Fields& fields)
{
    return std::string{method} + " " + fields.uri + " SIP/2.0\r\n" + via(fields, "UDP") + fields.extra +
           "Max-Forwards: 70\r\n" + head(fields, method) + "Content-Length: 0\r\n\r\n";
}

std::string response(int status, std::string_view method, const Fields& fields)
{
    return "SIP/2.0 " + std::to_string(status) + " Some Reason\r\n" + via(fields, "UDP") + head(fields, method) +
           "Content-Length: 0\r\n\r\n";
}

TransactionScript::TransactionScript(const Beginning& beginning, const Settings& settings)
    : flow_{beginning.transport, sip::FlowDirection::outbound, 1}, layer_{settings.timers, settings.limit,
                                                                          sip::HashSeed{1, 2}, queue_, actions_}
{
    if (beginning.side == Beginning::Side::client)
        send(beginning.request);
    else if (beginning.side == Beginning::Side::server)
        receive(beginning.request).expect_fresh(parsed(beginning.request).method_name());
}

TransactionScript::~TransactionScript() { expect_nothing(); }

TransactionScript& TransactionScript::at(sip::Duration instant)
{
    BOOST_REQUIRE(instant >= now_);
    while (queue_.next() <= epoch + instant) {
        const sip::Duration due = std::max(queue_.next() - epoch, now_);
        if (due > now_)
            expect_nothing();
        now_ = due;
        sip::TimerOwner owner;
        while (queue_.take_expired(now(), owner))
            layer_.handle_expiry(owner, now());
        collect();
    }
    if (instant > now_)
        expect_nothing();
    now_ = instant;
    return *this;
}

TransactionScript& TransactionScript::receive(const std::string& message) { return receive_by(flow_, message); }

TransactionScript& TransactionScript::receive_by(sip::FlowId flow, const std::string& text)
{
    const sip::Message message = parsed(text);
    if (message.is_request())
        note(layer_.receive_request(message, {flow, peer}, now()), message);
    else
        note(layer_.receive_response(message, flow, now()), message);
    collect();
    return *this;
}

TransactionScript& TransactionScript::send(const std::string& text)
{
    const sip::Message message = parsed(text);
    client_ =
        layer_.start_client(message.method(), sip::Bytes{text}, message.top_via().branch, {flow_, peer}, user, now());
    collect();
    return *this;
}

TransactionScript& TransactionScript::respond(int status)
{
    const sip::Message to = parsed(request_);
    Fields fields;
    fields.to_tag = "bob";
    BOOST_TEST(layer_.respond(server_, status, sip::Bytes{response(status, to.method_name(), fields)}, now()));
    collect();
    return *this;
}

TransactionScript& TransactionScript::respond_in_vain(int status)
{
    BOOST_TEST(!layer_.respond(server_, status, sip::Bytes{response(status, "INVITE")}, now()));
    collect();
    return *this;
}

TransactionScript& TransactionScript::repeat_response()
{
    layer_.repeat(server_);
    collect();
    return *this;
}

TransactionScript& TransactionScript::abandon()
{
    layer_.abandon(client_);
    collect();
    return *this;
}

TransactionScript& TransactionScript::lose_flow()
{
    layer_.flow_lost(flow_, sip::FlowError::reset, "connection reset", now());
    collect();
    return *this;
}

TransactionScript& TransactionScript::reroute(sip::FlowId flow)
{
    layer_.reroute(server_, {flow, peer});
    collect();
    return *this;
}

TransactionScript& TransactionScript::expect_send_by(sip::FlowId flow, const std::string& message)
{
    return expect("send by " + std::to_string(flow.value()) + " " + message);
}

TransactionScript& TransactionScript::expect_nothing()
{
    for (const std::string& fact : facts_)
        BOOST_ERROR("at " << std::chrono::duration_cast<std::chrono::milliseconds>(now_).count()
                          << " ms, not expected: " << fact);
    facts_.clear();
    return *this;
}

TransactionScript& TransactionScript::expect(const std::string& fact)
{
    const auto found = std::find(facts_.begin(), facts_.end(), fact);
    if (found == facts_.end())
        BOOST_ERROR("at " << std::chrono::duration_cast<std::chrono::milliseconds>(now_).count()
                          << " ms, did not happen: " << fact);
    else
        facts_.erase(found);
    return *this;
}

void TransactionScript::record(const std::string& fact) { facts_.push_back(fact); }

void TransactionScript::collect()
{
    for (const sip::Action& action : actions_) {
        const auto& sent = std::get<sip::Send>(action);
        BOOST_TEST((sent.remote == peer));
        const std::string text{sent.bytes.view()};
        record(sent.flow == flow_ ? "send " + text : "send by " + std::to_string(sent.flow.value()) + " " + text);
    }
    actions_.clear();
    for (const sip::TransactionEvent& event : layer_.events())
        note(event);
    layer_.events().clear();
}

void TransactionScript::note(const sip::RequestOutcome& outcome, const sip::Message& request)
{
    using Kind = sip::RequestOutcome::Kind;
    if (outcome.kind == Kind::fresh || outcome.kind == Kind::merged || outcome.kind == Kind::cancel) {
        server_ = outcome.server;
        request_ = request.bytes().view();
        if (first_server_ == sip::ServerId{})
            first_server_ = server_;
    }
    switch (outcome.kind) {
    case Kind::fresh: return record("fresh " + std::string{request.method_name()});
    case Kind::absorbed: return;
    case Kind::ack_for_2xx: return record("ack_for_2xx");
    case Kind::cancel:
        return record(outcome.cancelled == sip::ServerId{}
                          ? "cancel none"
                          : "cancel " + std::to_string(static_cast<std::uint64_t>(outcome.cancelled)));
    case Kind::merged: return record("merged");
    case Kind::overload: return record("overload");
    }
}

void TransactionScript::note(const sip::ResponseOutcome& outcome, const sip::Message& response)
{
    using Kind = sip::ResponseOutcome::Kind;
    switch (outcome.kind) {
    case Kind::deliver: BOOST_TEST(outcome.user == user); return record("deliver " + std::to_string(response.status()));
    case Kind::absorbed: return;
    case Kind::stray_2xx: return record("stray_2xx");
    case Kind::stray: return record("stray");
    }
}

void TransactionScript::note(const sip::TransactionEvent& event)
{
    using Kind = sip::TransactionEvent::Kind;
    const bool of_client = event.client != sip::ClientId{};
    BOOST_TEST(of_client != (event.server != sip::ServerId{}));
    BOOST_TEST(event.user == (of_client ? user : 0));
    switch (event.kind) {
    case Kind::timed_out: return record("timed_out");
    case Kind::transport_failed:
        BOOST_TEST((event.error == sip::FlowError::reset && event.reason == "connection reset"));
        return record("transport_failed");
    case Kind::response_waits: return record("response_waits");
    case Kind::ack_missing: return record("ack_missing");
    case Kind::terminated: return record("terminated");
    }
}

std::string TransactionScript::first_server_text() const
{
    return std::to_string(static_cast<std::uint64_t>(first_server_));
}

} // namespace script

#include "support/user_agent_host.hpp"

#include <algorithm>
#include <functional>

namespace test {
namespace {

std::string_view to_string(sip::EndCause cause)
{
    switch (cause) {
    case sip::EndCause::remote_bye: return "remote_bye";
    case sip::EndCause::remote_cancel: return "remote_cancel";
    case sip::EndCause::rejected: return "rejected";
    case sip::EndCause::timed_out: return "timed_out";
    case sip::EndCause::transport: return "transport";
    case sip::EndCause::not_acknowledged: return "not_acknowledged";
    case sip::EndCause::protocol: return "protocol";
    case sip::EndCause::replaced: return "replaced";
    }
    return "?";
}

std::string_view to_string(sip::ReferEnded::Cause cause)
{
    switch (cause) {
    case sip::ReferEnded::Cause::told: return "told";
    case sip::ReferEnded::Cause::undecided: return "undecided";
    case sip::ReferEnded::Cause::no_response: return "no_response";
    case sip::ReferEnded::Cause::no_notify: return "no_notify";
    case sip::ReferEnded::Cause::expired: return "expired";
    case sip::ReferEnded::Cause::call_ended: return "call_ended";
    case sip::ReferEnded::Cause::transport: return "transport";
    }
    return "?";
}

std::string_view to_string(sip::RegistrationFailed::Cause cause)
{
    switch (cause) {
    case sip::RegistrationFailed::Cause::refused: return "refused";
    case sip::RegistrationFailed::Cause::timed_out: return "timed_out";
    case sip::RegistrationFailed::Cause::transport: return "transport";
    case sip::RegistrationFailed::Cause::invalid_expires: return "invalid_expires";
    }
    return "?";
}

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace

sip::sdp::LocalMedia audio(const sip::IpAddress& address, std::uint16_t port)
{
    sip::sdp::LocalMedia media;
    media.address = address;
    media.port = port;
    media.codecs = {{8, "PCMA", 8000, 1, ""}, {0, "PCMU", 8000, 1, ""}, {101, "telephone-event", 8000, 1, "0-15"}};
    return media;
}

sip::EndpointConfig all_transports()
{
    sip::EndpointConfig config;
    config.tcp = true;
    config.tls = true;
    return config;
}

UserAgentHost::UserAgentHost(VirtualNetwork& network, std::string name, std::string_view ip, sip::EndpointConfig config)
    : Host{std::move(name), sip::IpAddress::parse(ip).value()}, network_{network},
      random_{std::hash<std::string>{}(this->name())}, config_{config}, endpoint_{std::move(config), random_}
{
    if (config_.udp)
        endpoint_.add_listener(TransportKind::udp, {this->ip(), 5060}, datagram_flow());
    if (config_.tcp)
        endpoint_.add_listener(TransportKind::tcp, {this->ip(), 5060});
    if (config_.tls)
        endpoint_.add_listener(TransportKind::tls, {this->ip(), 5061});
    endpoint_.set_tracer(this);
    network.attach(*this);
}

sip::CallHandle UserAgentHost::call(const std::string& to, sip::MediaChoice media)
{
    sip::MakeCall command;
    command.to = to;
    command.from = "sip:" + name() + "@" + ip().uri_host();
    command.media = std::move(media);
    sip::CallHandle call{};
    if (const sip::CommandError error = make(command, call))
        heard_.push_back("refused: " + error.text);
    else
        last_ = call;
    return call;
}

sip::CommandError UserAgentHost::make(const sip::MakeCall& command, sip::CallHandle& call)
{
    const sip::CommandError error = endpoint_.make_call(command, network_.now(), call);
    if (!error)
        begun_.insert(call);
    hear();
    return error;
}

sip::CommandError UserAgentHost::command(sip::CallHandle call, const sip::CallCommand& command)
{
    const sip::CommandError error = endpoint_.command(call, command, network_.now());
    hear();
    return error;
}

void UserAgentHost::modify(sip::CallHandle call, sip::sdp::Direction direction)
{
    sip::sdp::LocalMedia media = audio(ip(), 4000);
    media.direction = direction;
    if (const sip::CommandError error = command(call, sip::Modify{{}, media, {}}))
        heard_.push_back("refused: " + error.text);
}

sip::CommandError UserAgentHost::enroll(const sip::Register& command)
{
    const sip::CommandError error = endpoint_.enroll(command, network_.now());
    hear();
    return error;
}

sip::CommandError UserAgentHost::send_outside(const sip::SendOutside& command)
{
    const sip::CommandError error = endpoint_.send_outside(command, network_.now());
    hear();
    return error;
}

sip::CommandError UserAgentHost::answer_outside(const sip::AnswerOutside& answer)
{
    const sip::CommandError error = endpoint_.answer_outside(last_outside_, answer, network_.now());
    hear();
    return error;
}

std::string UserAgentHost::story() const
{
    std::string story;
    for (const std::string& what : heard_)
        story += (story.empty() ? "" : ", ") + what;
    return story;
}

std::size_t UserAgentHost::count(std::string_view what) const
{
    return static_cast<std::size_t>(std::count_if(
        heard_.begin(), heard_.end(), [&](const std::string& one) { return one.compare(0, what.size(), what) == 0; }));
}

bool UserAgentHost::noted(std::string_view part) const
{
    return std::any_of(notes_.begin(), notes_.end(),
                       [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

bool UserAgentHost::listens(TransportKind kind, std::uint16_t port) const
{
    switch (kind) {
    case TransportKind::udp: return config_.udp && port == 5060;
    case TransportKind::tcp: return config_.tcp && port == 5060;
    case TransportKind::tls: return config_.tls && port == 5061;
    }
    return false;
}

std::vector<std::string> UserAgentHost::certificate_names() const
{
    return names.empty() ? Host::certificate_names() : names;
}

void UserAgentHost::handle(sip::FlowEvent event, TimePoint now)
{
    endpoint_.handle(std::move(event), now);
    hear();
}

void UserAgentHost::handle(const sip::Resolved& resolved, TimePoint now)
{
    endpoint_.handle(resolved, now);
    hear();
}

void UserAgentHost::expire(TimePoint now)
{
    endpoint_.handle_expiry(now);
    hear();
}

std::vector<sip::Action> UserAgentHost::take_actions() { return std::exchange(endpoint_.actions(), {}); }

void UserAgentHost::hear()
{
    for (const sip::OutsideNotification& notification : std::exchange(endpoint_.outside_notifications(), {}))
        hear(notification);
    std::vector<sip::CallHandle> fresh;
    std::vector<sip::CallHandle> changing;
    for (const sip::Notification& notification : std::exchange(endpoint_.notifications(), {})) {
        hear(notification);
        if (std::holds_alternative<sip::Incoming>(notification.event))
            fresh.push_back(notification.call);
        if (std::holds_alternative<sip::ModifyRequested>(notification.event))
            changing.push_back(notification.call);
    }
    for (const sip::CallHandle call : fresh)
        program(call);
    for (const sip::CallHandle call : changing)
        answer_change(call);
}

void UserAgentHost::answer_change(sip::CallHandle call)
{
    if (answers_changes == 200)
        (void)command(call, sip::AcceptModify{});
    else if (answers_changes)
        (void)command(call, sip::RejectModify{answers_changes, {}, {}});
}

void UserAgentHost::hear(const sip::Notification& notification)
{
    last_ = notification.call;
    begun_.insert(notification.call);
    spoke_after_the_end_ |= over_.count(notification.call) > 0;
    if (std::holds_alternative<sip::Ended>(notification.event) ||
        std::holds_alternative<sip::Released>(notification.event))
        over_.insert(notification.call);
    heard_.push_back(describe(notification.event));
}

void UserAgentHost::hear(const sip::OutsideNotification& notification)
{
    std::string text = std::to_string(notification.user);
    if (const auto* done = std::get_if<sip::Registered>(&notification.event)) {
        text += " registered";
        for (const sip::RegisteredContact& contact : done->contacts)
            text += (contact.uri == done->contacts.front().uri ? " " : ", ") + contact.uri + " " +
                    std::to_string(contact.expires.count()) + (contact.ours ? " ours" : "");
    } else if (const auto* failed = std::get_if<sip::RegistrationFailed>(&notification.event)) {
        text += " failed " + std::string{to_string(failed->cause)} + " " + std::to_string(failed->status);
        text += failed->later ? " later" : "";
        text += failed->retrying ? ", retrying" : "";
    } else if (const auto* requested = std::get_if<sip::OutsideRequested>(&notification.event)) {
        last_outside_ = requested->request;
        remember(requested->message, nullptr);
        text = "requested " + std::string{requested->message->method_name()};
    } else if (const auto* answered = std::get_if<sip::OutsideAnswered>(&notification.event)) {
        text += " answered " + std::to_string(answered->message->status()) + " " +
                std::string{answered->message->cseq().method_name};
    } else if (const auto* lost = std::get_if<sip::OutsideFailed>(&notification.event)) {
        text += " failed " + lost->method + (lost->timed_out ? " timed out" : "");
    } else if (const auto* expired = std::get_if<sip::SubscriptionExpired>(&notification.event)) {
        text = "expired " + expired->call_id;
    }
    heard_.push_back(std::move(text));
}

void UserAgentHost::program(sip::CallHandle call)
{
    if (rings)
        ring(call);
    if (answers)
        answer(call);
}

void UserAgentHost::remember(const sip::Message* message, const sip::sdp::Negotiated* media)
{
    last_text_ = message ? std::string{message->bytes().view()} : std::string{};
    last_media_.reset();
    if (media)
        last_media_ = *media;
}

std::string UserAgentHost::describe(const sip::CallEvent& event)
{
    return std::visit(
        Overloaded{
            [&](const sip::Incoming& one) -> std::string {
                security_seen_ = one.security != nullptr;
                remember(one.message, nullptr);
                return one.replaces ? "incoming in place of another" : "incoming";
            },
            [&](const sip::Trying& one) -> std::string {
                remember(one.message, nullptr);
                return "trying";
            },
            [&](const sip::Progress& one) -> std::string {
                remember(one.message, one.media);
                return std::to_string(one.status);
            },
            [&](const sip::Connected& one) -> std::string {
                security_seen_ = one.security != nullptr;
                remember(one.message, one.media);
                return one.ack_wanted ? "connected, ack wanted" : "connected";
            },
            [&](const sip::Acknowledged& one) -> std::string {
                remember(one.message, one.media);
                return "acknowledged";
            },
            [&](const sip::Modified& one) -> std::string {
                remember(one.message, one.media);
                return one.held ? "held" : "modified";
            },
            [&](const sip::Ended& one) -> std::string {
                remember(one.message, nullptr);
                last_reason_ = one.reason;
                return "ended " + std::string{to_string(one.cause)} + " " + std::to_string(one.status);
            },
            [&](const sip::Released& one) -> std::string {
                remember(one.message, nullptr);
                return "released";
            },
            [&](const sip::ModifyRefused& one) -> std::string {
                return one.acknowledged ? "refusal acknowledged" : "refusal not acknowledged";
            },
            [&](const sip::ModifyRequested& one) -> std::string {
                remember(one.message, one.media);
                return "modify requested";
            },
            [&](const sip::ModifyWithdrawn& one) -> std::string {
                last_reason_ = one.reason;
                return "modify withdrawn " + std::to_string(one.status);
            },
            [&](const sip::ModifyAccepted& one) -> std::string {
                remember(one.message, one.media);
                return std::string{one.held ? "modify accepted held" : "modify accepted"} +
                       (one.ack_wanted ? ", ack wanted" : "");
            },
            [&](const sip::ModifyRejected& one) -> std::string {
                remember(one.message, nullptr);
                return "modify rejected " + std::to_string(one.status);
            },
            [&](const sip::ModifyFailed& one) -> std::string {
                last_reason_ = one.reason;
                return "modify failed " + std::to_string(one.status);
            },
            [&](const sip::ModifyCancelled&) -> std::string { return "modify cancelled"; },
            [&](const sip::RequestReceived& one) -> std::string {
                remember(one.message, nullptr);
                return "request " + std::to_string(one.request) + ": " + std::string{one.message->method_name()};
            },
            [&](const sip::RequestAnswered& one) -> std::string {
                remember(one.message, nullptr);
                return "answer " + std::to_string(one.number) + ": " + std::to_string(one.message->status());
            },
            [&](const sip::RequestFailed& one) -> std::string {
                last_reason_ = one.reason;
                return "unanswered " + std::to_string(one.number) + ": " + std::to_string(one.status);
            },
            [&](const sip::Referred& one) -> std::string {
                remember(one.message, nullptr);
                last_target_ = one.target;
                last_lines_ = one.lines;
                return "referred";
            },
            [&](const sip::ReferWithdrawn& one) -> std::string {
                return one.expired ? "refer expired" : "refer withdrawn";
            },
            [&](const sip::ReferAccepted&) -> std::string { return "refer accepted"; },
            [&](const sip::ReferRejected& one) -> std::string {
                remember(one.message, nullptr);
                return "refer rejected " + std::to_string(one.status);
            },
            [&](const sip::ReferProgress& one) -> std::string {
                return "refer progress " + std::to_string(one.status);
            },
            [&](const sip::ReferEnded& one) -> std::string {
                last_reason_ = one.reason;
                return "refer ended " + std::string{to_string(one.cause)} + " " + std::to_string(one.status);
            },
            [&](const sip::AckSent&) -> std::string { return "ack sent"; },
            [&](const sip::DeliveryFailure& one) -> std::string {
                last_reason_ = one.reason;
                return "failed " + one.method;
            },
        },
        event);
}

void UserAgentHost::message(const sip::Trace& trace)
{
    (trace.way == sip::Trace::Way::sent ? traced_sent_ : traced_received_) += 1;
}

} // namespace test

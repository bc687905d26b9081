#include "ua/subscription.hpp"

#include "endpoint/identifiers.hpp"

namespace sip {

void Subscription::accepted(const Message& response, Sips sips, FlowId flow, const std::string& peer_name)
{
    if (dialog_)
        return;
    dialog_ = Dialog::of_caller(response, sips, flow);
    dialog_->set_peer_name(peer_name);
}

void Subscription::opened_by_notify(const Message& notify, std::uint32_t cseq, FlowId flow,
                                    const std::string& peer_name)
{
    dialog_ = Dialog::of_notified(notify, cseq, flow);
    dialog_->set_peer_name(peer_name);
}

void Subscription::accept(const Message& subscribe, FlowId flow, const std::string& peer_name)
{
    dialog_ = Dialog::of_callee(subscribe, tag_text(tag_), flow);
    dialog_->set_peer_name(peer_name);
}

int Subscription::check(const Message& request)
{
    if (!dialog_ || !dialog_->matches(request))
        return 481;
    if (!dialog_->take_remote_cseq(request.cseq().number))
        return 500;
    dialog_->refresh_target(request);
    return 0;
}

std::chrono::seconds expiry_of(const Message& message, std::chrono::seconds otherwise)
{
    return message.expires() ? std::chrono::seconds{*message.expires()} : otherwise;
}

bool says_terminated(std::string_view subscription_state)
{
    return iequals(trim(subscription_state.substr(0, subscription_state.find(';'))), "terminated");
}

} // namespace sip

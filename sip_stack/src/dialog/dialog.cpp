#include "dialog/dialog.hpp"

#include "endpoint/identifiers.hpp"

namespace sip {
namespace {

/// A peer without Contact breaks §8.1.1.8; its own address is the best guess.
std::string target_of(const Message& message, const NameAddr& otherwise)
{
    if (message.contact() && message.contact()->uri.is_sip())
        return std::string{message.contact()->uri.without_headers()};
    return std::string{otherwise.uri.without_headers()};
}

// §12.1.1: what makes our Contact a sips URI: the Request-URI, else the top Record-Route, else the peer's Contact.
Sips sips_of(const Message& request)
{
    if (request.request_uri().is_sips())
        return Sips::required;
    const auto contact_if = [](bool asked) { return asked ? Sips::contact : Sips::no; };
    if (request.has(HeaderId::record_route)) {
        std::string_view rest = request.value(HeaderId::record_route);
        std::string_view top;
        NameAddr proxy;
        return contact_if(next_element(rest, top) && !parse_name_addr(top, proxy) && proxy.uri.is_sips());
    }
    return contact_if(request.contact() && request.contact()->uri.is_sips());
}

} // namespace

Dialog Dialog::of_caller(const Message& response, Sips sips, FlowId flow)
{
    Dialog dialog;
    dialog.call_id_ = response.call_id();
    dialog.local_ = response.value(HeaderId::from);
    dialog.set_remote(response.value(HeaderId::to), response.to_tag());
    dialog.remote_target_ = target_of(response, response.to());
    dialog.routes_ = RouteSet::of_response(response);
    dialog.local_cseq_ = response.cseq().number;
    dialog.sips_ = sips;
    dialog.flow_ = flow;
    return dialog;
}

Dialog Dialog::of_callee(const Message& request, std::string_view local_tag, FlowId flow)
{
    Dialog dialog;
    dialog.call_id_ = request.call_id();
    dialog.local_.reserve(request.value(HeaderId::to).size() + local_tag.size() + 5);
    dialog.local_ += request.value(HeaderId::to);
    dialog.local_ += ";tag=";
    dialog.local_ += local_tag;
    dialog.set_remote(request.value(HeaderId::from), request.from_tag());
    dialog.remote_target_ = target_of(request, request.from());
    dialog.routes_ = RouteSet::of_request(request);
    dialog.remote_cseq_ = request.cseq().number;
    dialog.contact_user_ = request.request_uri().user;
    dialog.sips_ = sips_of(request);
    dialog.flow_ = flow;
    return dialog;
}

Dialog Dialog::of_notified(const Message& notify, std::uint32_t local_cseq, FlowId flow)
{
    Dialog dialog = of_callee(notify, {}, flow);
    dialog.local_ = notify.value(HeaderId::to); // it has our tag already
    dialog.local_cseq_ = local_cseq;
    return dialog;
}

/// `tag` is a part of `party`, or empty: RFC 2543 peers have none (RFC 3261 §12.1.1, §12.1.2).
void Dialog::set_remote(std::string_view party, std::string_view tag)
{
    remote_ = party;
    if (tag.empty())
        return;
    remote_tag_at_ = static_cast<std::uint32_t>(tag.data() - party.data());
    remote_tag_size_ = static_cast<std::uint32_t>(tag.size());
}

std::string_view Dialog::remote_tag() const
{
    return std::string_view{remote_}.substr(remote_tag_at_, remote_tag_size_);
}

bool Dialog::matches(const Message& request) const
{
    return request.call_id() == call_id_ && request.from_tag() == remote_tag();
}

bool Dialog::take_remote_cseq(std::uint32_t number)
{
    if (remote_cseq_ && number <= *remote_cseq_)
        return false;
    remote_cseq_ = number;
    return true;
}

void Dialog::refresh_target(const Message& message)
{
    if (message.contact() && message.contact()->uri.is_sip())
        remote_target_ = message.contact()->uri.without_headers();
}

bool Dialog::downgraded_by(const Message& message) const
{
    if (sips_ != Sips::required || !message.contact() || !message.contact()->uri.is_sip())
        return false;
    const UriView& uri = message.contact()->uri;
    return !uri.is_sips() && !iequals(uri.params.value("transport"), "tls"); // the old way to say it is no less
}

RequestDraft Dialog::request(Method method) { return draft(method, ++local_cseq_); }

RequestDraft Dialog::ack(std::uint32_t invite_cseq) const { return draft(Method::ack, invite_cseq); }

RequestDraft Dialog::draft(Method method, std::uint32_t cseq) const
{
    RequestDraft draft;
    draft.method = method;
    draft.cseq = cseq;
    draft.from = local_;
    draft.to = remote_;
    draft.call_id = call_id_;
    draft.sips = sips_;
    if (method == Method::invite || method == Method::refer || method == Method::notify) {
        // §12.2.1.1, RFC 3515 §2.2, RFC 6665 §8.1.2: they refresh the target, or make a dialog
        draft.has_contact = true;
        draft.contact_user = contact_user_;
        draft.contact = contact_;
    }
    routes_.apply(remote_target_, draft.uri, draft.routes);
    return draft;
}

// The identity asserted on a new TLS connection is the host of the next hop, as RFC 5922 §4 says. A Contact often holds
// a bare address, which few certificates name: then it is the name that the dialog's first connection proved.
NextHop Dialog::next_hop(const EndpointConfig& config) const
{
    const std::string uri_text = routes_.next_hop(remote_target_);
    UriView uri;
    (void)parse_uri(uri_text, uri); // checked when it was taken in
    NextHop hop = routes_.empty() ? first_hop_of(uri, config) : next_hop_of(uri, config);
    hop.flow = flow_;
    if (sips_ == Sips::required)
        require_tls(hop);
    if (!peer_name_.empty() && IpAddress::parse(hop.peer_name))
        hop.peer_name = peer_name_;
    return hop;
}

} // namespace sip

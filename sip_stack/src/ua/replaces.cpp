#include "ua/call.hpp"

#include "endpoint/identifiers.hpp"
#include "ua/call_table.hpp"
#include "ua/user_agent.hpp"

/// An INVITE that takes the place of a call of ours (RFC 3891 §3).
namespace sip {

/// None: it may go on. `replaced` stays none when the INVITE asks for nothing of the kind.
std::optional<Refusal> UserAgent::find_replaced(const Message& invite, CallHandle& replaced) const
{
    std::size_t count = 0;
    Replaces wanted;
    ParseError fault;
    for (const HeaderField& field : invite.fields())
        if (field.id == HeaderId::replaces) {
            ++count;
            fault = parse_replaces(field.value, wanted);
        }
    if (count == 0 || !context_.config.transfers)
        return std::nullopt;
    if (count > 1)
        return Refusal{400, "Replaces is there twice", HeaderId::other, {}};
    if (fault)
        return Refusal{400, to_string(fault), HeaderId::other, {}};
    const auto tag = tag_number(wanted.to_tag);
    const Call* call = tag ? calls_.of_tag(*tag) : nullptr;
    const int status = call ? call->can_be_replaced(wanted) : 481;
    if (status != 200)
        return Refusal{status, {}, HeaderId::other, {}};
    replaced = call->handle();
    return std::nullopt;
}

int Call::can_be_replaced(const Replaces& wanted) const
{
    if (!dialog_ || dialog_->call_id() != wanted.call_id || dialog_->remote_tag() != wanted.from_tag)
        return 481; // an early dialog is not replaced
    switch (state_) {
    case State::confirmed: return wanted.early_only ? 486 : 200;
    case State::closing:
    case State::dead: return 603;
    default: return 481;
    }
}

void Call::give_way()
{
    if (state_ != State::confirmed)
        return;
    send_bye({}, CallHandle::none);
    end(EndCause::replaced, 0, "another call has taken its place");
}

} // namespace sip

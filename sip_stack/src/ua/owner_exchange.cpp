#include "ua/owner_exchange.hpp"

namespace sip {
namespace {

CommandError out_of_turn(std::string_view why)
{
    return {CommandError::Code::wrong_state, "media: " + std::string{why}};
}

CommandError bad(std::string_view why) { return {CommandError::Code::bad_argument, "media: " + std::string{why}}; }

} // namespace

CommandError check_description(const RawBody& description)
{
    if (description.content_type.empty() != description.text.empty())
        return bad("a body needs a content type, and the type a body");
    if (description.content_type.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos)
        return bad("the content type has a line end inside");
    return {};
}

CommandError check_offer(const RawBody& description)
{
    if (description.text.empty())
        return bad("the description is empty");
    return OwnerExchange{}.check(description);
}

CommandError OwnerExchange::check(const RawBody& description) const
{
    if (CommandError error = check_description(description))
        return error;
    switch (state_) {
    case State::nothing:
        if (description.role == SdpRole::answer)
            return out_of_turn("an answer, and there is no offer");
        return {};
    case State::offered_to_us:
        if (description.role == SdpRole::offer)
            return out_of_turn("an offer, and the peer's waits for its answer");
        return {};
    case State::offered_by_us: return out_of_turn("the offer has been made, and its answer is not here");
    case State::complete: break;
    }
    return out_of_turn("offer and answer of this INVITE have been said");
}

void OwnerExchange::say() { state_ = state_ == State::offered_to_us ? State::complete : State::offered_by_us; }

void OwnerExchange::hear(std::string_view description)
{
    if (description.empty())
        return;
    if (state_ == State::nothing)
        state_ = State::offered_to_us;
    else if (state_ == State::offered_by_us)
        state_ = State::complete;
}

std::string_view OwnerExchange::fault_of_2xx() const
{
    switch (state_) {
    case State::nothing: return "the 2xx to an INVITE without offer has none either";
    case State::offered_by_us: return "the 2xx has no answer to our offer";
    default: return {};
    }
}

} // namespace sip

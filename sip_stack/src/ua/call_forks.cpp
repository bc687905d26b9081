#include "ua/call.hpp"

#include "ua/sdp_body.hpp"

/// Several early dialogs from one INVITE (RFC 3261 §12.1.2, §13.2.2.4); each may answer our offer in its own way.
namespace sip {
namespace {

constexpr std::size_t max_forks = 16;

} // namespace

Call::Fork* Call::known_fork(std::string_view remote_tag)
{
    for (Fork& fork : outgoing_->forks)
        if (fork.dialog.remote_tag() == remote_tag)
            return &fork;
    return nullptr;
}

Call::Fork* Call::fork_of(const Message& response, FlowId flow)
{
    if (response.to_tag().empty())
        return nullptr;
    if (Fork* fork = known_fork(response.to_tag()))
        return fork;
    if (outgoing_->forks.size() >= max_forks)
        return nullptr;
    return &outgoing_->forks.emplace_back(Fork{Dialog::of_caller(response, outgoing_->sips, flow), media_, exchange_});
}

/// The first description in a fork's responses is its answer; later copies say the same (RFC 3261 §13.2.1).
void Call::take_answer(Fork& fork, const Message& response)
{
    if (outgoing_->by_owner)
        return fork.exchange.hear(sdp_body(response));
    if (!outgoing_->offered || fork.answered)
        return;
    const std::string_view answer = sdp_body(response);
    if (answer.empty())
        return;
    const std::string error = fork.media.receive_answer(answer);
    fork.answered = error.empty();
    if (!fork.answered)
        around_.context.note({"the answer in a ", std::to_string(response.status()), " does not fit: ", error});
}

} // namespace sip

#include "ua/registration.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/request_address.hpp"

#include <algorithm>
#include <utility>

/// Commands, and the REGISTERs that they and refreshes become.
namespace sip {
namespace {

constexpr std::size_t max_waiting = 64;
constexpr std::size_t max_contacts = 64;

CommandError bad(std::string text) { return {CommandError::Code::bad_argument, std::move(text)}; }

} // namespace

Registration::Registration(const Surroundings& around, const Register& first)
    : around_{around}, registrar_{first.registrar}, address_{first.address}, peer_name_{first.peer_name},
      call_id_{new_call_id(around.context.random)}, tag_{random_number(around.context.random)}
{
}

Registration::~Registration()
{
    around_.context.timers.stop(timer_);
    around_.requests.disown(request_);
    around_.authenticator.forget(call_id_);
}

CommandError Registration::command(const Register& command)
{
    if (waiting_.size() == max_waiting)
        return {CommandError::Code::wrong_state, "too many commands wait for the registrar to answer"};
    if (command.contacts.size() > max_contacts)
        return bad("contacts: more than " + std::to_string(max_contacts));
    Work work;
    work.change = command.change;
    work.everybody = command.contacts == std::vector<std::string>{"*"};
    if (work.everybody && command.change != Register::Change::remove_all && command.change != Register::Change::query)
        return bad("contact \"*\": means everybody's, for removing all and for asking");
    for (const std::string& text : command.contacts)
        if (!work.everybody)
            if (CommandError error = read_contact(text, work.contacts.emplace_back()))
                return error;
    const bool binds = command.change == Register::Change::set || command.change == Register::Change::add;
    if (binds && work.contacts.empty())
        work.contacts.emplace_back();
    work.expires = command.expires;
    work.refresh = command.refresh;
    work.headers = command.headers;
    work.user = command.user;
    work.registrar = registrar_;
    waiting_.push_back(std::move(work));
    start_next();
    return {};
}

void Registration::start_next()
{
    while (!busy_ && !waiting_.empty()) {
        work_ = std::move(waiting_.front());
        waiting_.pop_front();
        busy_ = prepare(work_);
        if (busy_)
            return send();
        if (!work_.refreshes)
            tell(work_.user, Registered{nullptr, {}});
    }
}

/// What is bound may have changed while the command waited.
bool Registration::prepare(Work& work) const
{
    if (work.refreshes) { // all in one REGISTER, with the longest of their times
        for (const Binding& binding : bindings_)
            if (binding.refresh) {
                work.contacts.push_back(binding.contact);
                work.expires = std::max(work.expires, binding.wanted);
            }
        return !work.contacts.empty();
    }
    const auto wanted = [&](const Binding& binding) {
        return std::any_of(work.contacts.begin(), work.contacts.end(), [&](const ContactWish& contact) {
            return contact.own() ? binding.contact.own() : same_contact(contact.uri, binding.uri);
        });
    };
    const bool removes = work.change == Register::Change::remove || work.change == Register::Change::remove_all;
    const bool all = work.change == Register::Change::remove_all && work.contacts.empty() && !work.everybody;
    if (removes)
        for (const ContactWish& contact : std::exchange(work.contacts, {}))
            work.gone.push_back(contact.uri);
    for (const Binding& binding : bindings_)
        if (all || (work.change == Register::Change::set && !wanted(binding)))
            work.gone.push_back(binding.uri);
    return !removes || work.everybody || !work.gone.empty();
}

void Registration::send()
{
    RequestDraft draft;
    NextHop hop;
    draft.method = Method::register_;
    draft.lines = work_.headers;
    draft.cseq = ++cseq_;
    if (CommandError error = address_request({address_, address_, work_.registrar, call_id_, peer_name_},
                                             tag_text(tag_), around_.context, draft, hop))
        return failed({.cause = RegistrationFailed::Cause::transport, .reason = error.text}); // a redirection's
    if (work_.change != Register::Change::query)
        write_contacts(draft);
    request_ = around_.requests.start(std::move(draft), std::move(hop), RequestOwner{handle_});
}

/// Expires is that of all Contacts without a parameter of their own (§10.2.1.1).
void Registration::write_contacts(RequestDraft& draft) const
{
    std::chrono::seconds common = work_.contacts.empty() ? std::chrono::seconds{0} : work_.expires;
    if (work_.everybody)
        draft.lines.push_back("Contact: *");
    for (const ContactWish& contact : work_.contacts) {
        draft.has_contact |= contact.own();
        if (!contact.own())
            draft.lines.push_back("Contact: " + contact.value);
    }
    for (const std::string& uri : work_.gone)
        draft.lines.push_back("Contact: <" + uri + (work_.contacts.empty() ? ">" : ">;expires=0"));
    draft.lines.push_back("Expires: " + std::to_string(common.count()));
}

void Registration::schedule()
{
    around_.context.timers.stop(timer_);
    TimePoint next = TimePoint::max();
    for (const Binding& binding : bindings_)
        next = std::min(next, binding.due);
    if (next != TimePoint::max())
        timer_ = around_.context.timers.start(next,
                                              {TimerOwner::Kind::registration, static_cast<std::uint64_t>(handle_), 0});
}

/// What is not refreshed is forgotten when it ends.
void Registration::handle_expiry()
{
    timer_ = 0;
    const TimePoint now = around_.context.now;
    std::erase_if(bindings_, [&](const Binding& binding) { return !binding.refresh && binding.due <= now; });
    const bool due = std::any_of(bindings_.begin(), bindings_.end(),
                                 [&](const Binding& binding) { return binding.refresh && binding.due <= now; });
    const bool coming = std::any_of(waiting_.begin(), waiting_.end(), [](const Work& one) { return one.refreshes; });
    if (!due || coming || (busy_ && work_.refreshes))
        return busy_ ? void() : schedule();
    Work work;
    work.refreshes = true;
    work.headers = headers_;
    work.registrar = registrar_;
    waiting_.push_back(std::move(work));
    start_next();
}

void Registration::shut_down()
{
    around_.context.timers.stop(timer_);
    around_.requests.withdraw(request_);
    around_.requests.disown(request_);
    busy_ = false;
    waiting_.clear();
    bindings_.clear();
    flow_use_ = {};
}

void Registration::tell(UserCookie user, OutsideEvent event)
{
    around_.context.outside.push_back({user, std::move(event)});
}

} // namespace sip

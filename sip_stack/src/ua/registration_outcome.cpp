#include "endpoint/identifiers.hpp"
#include "ua/registration.hpp"

#include <algorithm>
#include <limits>
#include <utility>

/// What comes of a REGISTER: bindings, another try, or failure.
namespace sip {
namespace {

constexpr unsigned max_redirections = 5;
constexpr unsigned max_raised = 2;

// RFC 5626 §4.5: so that a registrar that comes back is not met by everybody at once.
constexpr std::chrono::seconds first_pause{30};
constexpr std::chrono::minutes longest_pause{15};

/// What another try may mend.
bool is_passing(const RegistrationFailed& failure)
{
    switch (failure.cause) {
    case RegistrationFailed::Cause::timed_out:
    case RegistrationFailed::Cause::transport: return true;
    case RegistrationFailed::Cause::refused: return failure.status == 408 || failure.status / 100 == 5;
    case RegistrationFailed::Cause::invalid_expires: break;
    }
    return false;
}

} // namespace

void Registration::receive_response(const Message& response, FlowId flow)
{
    if (!busy_ || response.status() < 200)
        return;
    if (response.status() < 300)
        return succeeded(response, flow);
    if (response.status() == 423 && raise_expires(response))
        return send();
    if (response.status() < 400 && redirect(response))
        return send();
    failed({.cause = RegistrationFailed::Cause::refused,
            .status = response.status(),
            .reason = std::string{response.reason()},
            .message = &response});
}

/// §10.2.8
bool Registration::raise_expires(const Message& response)
{
    std::uint32_t least = 0;
    if (work_.raised == max_raised || work_.contacts.empty() ||
        !parse_uint(response.value(HeaderId::min_expires), std::numeric_limits<std::uint32_t>::max(), least) ||
        std::chrono::seconds{least} <= work_.expires)
        return false;
    ++work_.raised;
    work_.expires = std::chrono::seconds{least};
    around_.context.note({"the registrar asks for at least ", std::to_string(least), " s"});
    return true;
}

/// §8.1.3.4; what asked for sips is not led to less.
bool Registration::redirect(const Message& response)
{
    const auto& contact = response.contact();
    if (work_.redirections == max_redirections || !contact || !contact->uri.is_sip())
        return false;
    if (iequals(std::string_view{work_.registrar}.substr(0, 5), "sips:") && !contact->uri.is_sips())
        return false;
    ++work_.redirections;
    work_.registrar = contact->uri.without_headers();
    return true;
}

void Registration::handle(const RequestEvent& event)
{
    if (!busy_ || event.request != request_)
        return;
    failed({.cause = event.timed_out ? RegistrationFailed::Cause::timed_out : RegistrationFailed::Cause::transport,
            .status = event.timed_out ? 408 : 503,
            .reason = event.reason,
            .error = event.error,
            .security = event.security});
}

void Registration::succeeded(const Message& response, FlowId flow)
{
    if (!bind(response))
        return failed({.cause = RegistrationFailed::Cause::invalid_expires,
                       .status = response.status(),
                       .reason = "the registrar grants less than " + std::to_string(shortest_refreshed.count()) + " s",
                       .message = &response});
    if (work_.everybody && work_.change == Register::Change::remove_all)
        bindings_.clear();
    for (const std::string& uri : work_.gone)
        unbind(uri);
    flow_use_ = bindings_.empty() ? FlowUse{} : around_.flows.use_for_dialog(flow);
    const bool was_failing = std::exchange(pause_, Duration{0}) != Duration{0};
    if (!work_.refreshes)
        tell(work_.user, Registered{&response, listed(response)});
    else if (was_failing)
        for (const UserCookie user : users_of_refreshed())
            tell(user, Registered{&response, listed(response)});
    finish();
}

/// False: what was granted cannot be kept alive.
bool Registration::bind(const Message& response)
{
    const std::string own = around_.requests.contact_of(request_);
    NameAddr read;
    (void)parse_name_addr(own, read); // our own words
    std::vector<Binding> fresh;
    for (const ContactWish& contact : work_.contacts) {
        const std::string uri = contact.own() ? std::string{read.uri.text} : contact.uri;
        const std::chrono::seconds time = granted(response, uri, work_.expires);
        if (work_.refresh && time < shortest_refreshed)
            return false;
        const TimePoint due = around_.context.now + (work_.refresh ? refresh_after(time) : time);
        const Binding* old = work_.refreshes ? bound(uri) : nullptr;
        fresh.push_back(
            {contact, uri, old ? old->wanted : work_.expires, work_.refresh, due, old ? old->user : work_.user});
    }
    for (Binding& binding : fresh) {
        unbind(binding.uri);
        bindings_.push_back(std::move(binding));
    }
    if (!work_.contacts.empty())
        headers_ = work_.headers;
    return true;
}

const Binding* Registration::bound(std::string_view uri) const
{
    const auto found = std::find_if(bindings_.begin(), bindings_.end(),
                                    [&](const Binding& binding) { return same_contact(binding.uri, uri); });
    return found == bindings_.end() ? nullptr : &*found;
}

void Registration::unbind(std::string_view uri)
{
    std::erase_if(bindings_, [&](const Binding& binding) { return same_contact(binding.uri, uri); });
}

void Registration::failed(RegistrationFailed failure)
{
    if (work_.refreshes)
        return refresh_failed(std::move(failure));
    tell(work_.user, std::move(failure));
    finish();
}

/// Told once for each row of failures; what no other try can mend is given up.
void Registration::refresh_failed(RegistrationFailed failure)
{
    failure.later = true;
    failure.retrying = is_passing(failure);
    const bool first = pause_ == Duration{0};
    const auto refreshed = [](const Binding& binding) { return binding.refresh; };
    if (first || !failure.retrying)
        for (const UserCookie user : users_of_refreshed())
            tell(user, failure);
    if (failure.retrying) {
        const Duration wait = pause(failure.message);
        for (Binding& binding : bindings_)
            if (refreshed(binding))
                binding.due = around_.context.now + wait;
    } else {
        pause_ = Duration{0};
        std::erase_if(bindings_, refreshed);
    }
    finish();
}

Duration Registration::pause(const Message* response)
{
    pause_ = pause_ == Duration{0} ? Duration{first_pause} : std::min<Duration>(2 * pause_, longest_pause);
    const Duration wait =
        pause_ / 2 + (pause_ / 2) * static_cast<Duration::rep>(random_number(around_.context.random) % 1024) / 1024;
    std::uint32_t asked = 0;
    std::string_view text = response ? response->value(HeaderId::retry_after) : std::string_view{};
    text = text.substr(0, text.find_first_of(" (;"));
    if (!parse_uint(text, std::numeric_limits<std::uint32_t>::max(), asked))
        return wait;
    return std::max(wait, std::min<Duration>(std::chrono::seconds{asked}, longest_pause));
}

void Registration::finish()
{
    busy_ = false;
    request_ = RequestId::none;
    if (bindings_.empty())
        flow_use_ = {};
    start_next();
    schedule();
}

std::vector<RegisteredContact> Registration::listed(const Message& response) const
{
    std::vector<RegisteredContact> contacts = listed_contacts(response);
    for (RegisteredContact& contact : contacts)
        contact.ours = bound(contact.uri) != nullptr;
    return contacts;
}

std::vector<UserCookie> Registration::users_of_refreshed() const
{
    std::vector<UserCookie> users;
    for (const Binding& binding : bindings_)
        if (binding.refresh && std::find(users.begin(), users.end(), binding.user) == users.end())
            users.push_back(binding.user);
    return users;
}

} // namespace sip

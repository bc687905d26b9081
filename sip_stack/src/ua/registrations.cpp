#include "ua/registrations.hpp"

#include "endpoint/header_lines.hpp"
#include "ua/request_address.hpp"

#include <limits>

namespace sip {
namespace {

/// What would fail when the REGISTER is built; else what tells this registration from others.
CommandError check(const Register& command, Context& context, std::string& key)
{
    if (CommandError error = check_lines(command.headers, LinesFor::request))
        return error;
    if (line_value(command.headers, HeaderId::contact) || line_value(command.headers, HeaderId::expires))
        return {CommandError::Code::bad_argument,
                "header lines Contact and Expires: are what contacts and expires say"};
    if (command.expires.count() < 0 || command.expires.count() > std::numeric_limits<std::uint32_t>::max())
        return {CommandError::Code::bad_argument, "expires: is not 0 to 2^32-1 s"};
    RequestDraft draft;
    NextHop hop;
    if (CommandError error = address_request(
            {command.address, command.address, command.registrar, {}, command.peer_name}, "1", context, draft, hop))
        return error;
    key = draft.to + '\n' + draft.uri;
    return {};
}

} // namespace

CommandError Registrations::command(const Register& command)
{
    std::string key;
    if (CommandError error = check(command, around_.context, key))
        return error;
    const auto known = by_key_.find(key);
    RegistrationHandle handle = known == by_key_.end() ? RegistrationHandle::none : known->second;
    if (handle == RegistrationHandle::none) {
        if (registrations_.size() >= around_.context.config.max_registrations)
            return {CommandError::Code::too_many_calls,
                    "there are " + std::to_string(registrations_.size()) + " registrations, as many as configured"};
        handle = registrations_.insert(std::make_unique<Registration>(around_, command));
        registrations_.find(handle)->set_handle(handle);
        by_key_.emplace(std::move(key), handle);
    }
    CommandError error;
    with(handle, [&](Registration& registration) { error = registration.command(command); });
    return error;
}

std::optional<std::uint32_t> Registrations::number_to_repeat(RegistrationHandle handle)
{
    Registration* registration = registrations_.find(handle);
    return registration ? registration->number_to_repeat() : std::nullopt;
}

void Registrations::receive_response(RegistrationHandle handle, const Message& response, FlowId flow)
{
    with(handle, [&](Registration& registration) { registration.receive_response(response, flow); });
}

void Registrations::handle(RegistrationHandle handle, const RequestEvent& event)
{
    with(handle, [&](Registration& registration) { registration.handle(event); });
}

void Registrations::handle_expiry(RegistrationHandle handle)
{
    with(handle, [](Registration& registration) { registration.handle_expiry(); });
}

void Registrations::shut_down()
{
    for (const RegistrationHandle handle : registrations_.ids())
        with(handle, [](Registration& registration) { registration.shut_down(); });
}

/// One that has nothing to do any more is let go.
template <class Use>
void Registrations::with(RegistrationHandle handle, Use use)
{
    Registration* registration = registrations_.find(handle);
    if (!registration)
        return;
    use(*registration);
    if (!registration->idle())
        return;
    std::erase_if(by_key_, [&](const auto& entry) { return entry.second == handle; });
    registrations_.take(handle);
}

} // namespace sip

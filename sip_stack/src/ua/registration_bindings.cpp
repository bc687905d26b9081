#include "ua/registration_bindings.hpp"

#include "ua/party.hpp"

#include <algorithm>
#include <limits>

namespace sip {
namespace {

constexpr std::size_t max_listed = 256;

std::optional<std::chrono::seconds> expires_of(const NameAddr& contact)
{
    std::uint32_t seconds = 0;
    if (!parse_uint(contact.params.value("expires"), std::numeric_limits<std::uint32_t>::max(), seconds))
        return std::nullopt;
    return std::chrono::seconds{seconds};
}

template <class Use>
void for_each_contact(const Message& response, Use use)
{
    response.for_each(HeaderId::contact, [&](std::string_view element) {
        NameAddr contact;
        if (!parse_name_addr(element, contact))
            use(contact);
    });
}

} // namespace

CommandError read_contact(std::string_view text, ContactWish& out)
{
    // What follows '>' are the Contact's own parameters; without brackets all is the URI's.
    const std::size_t close = text.rfind('>');
    const std::size_t end = close == std::string_view::npos ? text.size() : close + 1;
    const std::string_view params = trim(text.substr(end));
    Party party;
    if (CommandError error = parse_party("contact", text.substr(0, end), party))
        return error;
    NameAddr read;
    const std::string value = '<' + party.uri + '>' + std::string{params};
    if (parse_name_addr(value, read) ||
        value.find_first_of(std::string_view{"\r\n\0,", 4}, party.uri.size()) != std::string::npos)
        return {CommandError::Code::bad_argument,
                "contact \"" + std::string{text} + "\": after '>' stand no parameters"};
    out = {value, party.uri};
    return {};
}

bool same_contact(std::string_view uri, std::string_view other)
{
    UriView a;
    UriView b;
    return !parse_uri(uri, a) && !parse_uri(other, b) && equivalent(a, b);
}

std::vector<RegisteredContact> listed_contacts(const Message& response)
{
    std::vector<RegisteredContact> contacts;
    for_each_contact(response, [&](const NameAddr& contact) {
        const std::chrono::seconds whole{response.expires().value_or(0)};
        if (contacts.size() < max_listed)
            contacts.push_back({std::string{contact.uri.text}, expires_of(contact).value_or(whole), false});
    });
    return contacts;
}

std::chrono::seconds granted(const Message& response, std::string_view uri, std::chrono::seconds wanted)
{
    std::chrono::seconds found = response.expires() ? std::chrono::seconds{*response.expires()} : wanted;
    for_each_contact(response, [&](const NameAddr& contact) {
        if (same_contact(contact.uri.text, uri))
            found = expires_of(contact).value_or(found);
    });
    return found;
}

std::chrono::seconds refresh_after(std::chrono::seconds granted)
{
    using std::chrono::seconds;
    if (granted > seconds{40})
        return granted - seconds{30};
    return std::min(seconds{5}, granted / 2);
}

} // namespace sip

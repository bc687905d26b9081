#include "ip/registration_request.hpp"

#include "gcip.h"
#include "gclib.h"
#include "ip/destination.hpp"
#include "ip/outgoing.hpp"
#include "sip/message/uri.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace gc {
namespace {

using Change = sip::Register::Change;

constexpr std::chrono::seconds default_expires{3600};

std::string number_text(const std::optional<std::uint64_t>& number)
{
    return number ? std::to_string(*number) : "no number of 1, 2, 4 or 8 bytes";
}

class Reader {
public:
    explicit Reader(RegistrationRequest& out) : out_{out} {}

    [[nodiscard]] std::string take(const Parm& parm)
    {
        switch (parm.set) {
        case GCSET_SERVREQ: return take_service(parm);
        case IPSET_REG_INFO: return take_registration(parm);
        case IPSET_LOCAL_ALIAS: return take_alias(parm);
        default: return outgoing_.take(parm.set, parm.id, parm.value);
        }
    }
    [[nodiscard]] std::string finish();

private:
    [[nodiscard]] std::string take_service(const Parm& parm);
    [[nodiscard]] std::string take_registration(const Parm& parm);
    [[nodiscard]] std::string take_operation(const Parm& parm);
    [[nodiscard]] std::string take_address(const Parm& parm);
    [[nodiscard]] std::string take_alias(const Parm& parm);

    RegistrationRequest& out_;
    Outgoing outgoing_;
    bool has_type_ = false;
    bool has_ack_ = false;
    unsigned operations_ = 0;
};

std::string Reader::take_service(const Parm& parm)
{
    const auto number = number_of(parm.value);
    switch (parm.id) {
    case PARM_REQTYPE:
        has_type_ = true;
        return number == IP_REQTYPE_REGISTRATION
                   ? ""
                   : "PARM_REQTYPE: expected IP_REQTYPE_REGISTRATION, got " + number_text(number);
    case PARM_ACK:
        has_ack_ = true;
        out_.answer_wanted = number != GC_NACK;
        return number == GC_ACK || number == GC_NACK
                   ? ""
                   : "PARM_ACK: expected GC_ACK or GC_NACK, got " + number_text(number);
    default: return {};
    }
}

std::string Reader::take_registration(const Parm& parm)
{
    switch (parm.id) {
    case IPPARM_OPERATION_REGISTER:
    case IPPARM_OPERATION_DEREGISTER: ++operations_; return take_operation(parm);
    case IPPARM_REG_ADDRESS: return take_address(parm);
    case IPPARM_REG_AUTOREFRESH: {
        const auto number = number_of(parm.value);
        out_.command.refresh = number != IP_REG_AUTOREFRESH_DISABLE;
        return number == IP_REG_AUTOREFRESH_ENABLE || number == IP_REG_AUTOREFRESH_DISABLE
                   ? ""
                   : "IPPARM_REG_AUTOREFRESH: expected IP_REG_AUTOREFRESH_ENABLE or _DISABLE, got " +
                         number_text(number);
    }
    default: return {};
    }
}

std::string Reader::take_operation(const Parm& parm)
{
    const bool registers = parm.id == IPPARM_OPERATION_REGISTER;
    const auto number = number_of(parm.value);
    out_.keeps_contacts = !registers && number == IP_REG_MAINTAIN_LOCAL_INFO;
    if (registers && number == IP_REG_SET_INFO)
        out_.command.change = Change::set;
    else if (registers && number == IP_REG_ADD_INFO)
        out_.command.change = Change::add;
    else if (registers && number == IP_REG_DELETE_BY_VALUE)
        out_.command.change = Change::remove;
    else if (registers && number == IP_REG_QUERY_INFO)
        out_.command.change = Change::query;
    else if (!registers && (number == IP_REG_DELETE_ALL || number == IP_REG_MAINTAIN_LOCAL_INFO))
        out_.command.change = Change::remove_all;
    else
        return std::string{registers ? "IPPARM_OPERATION_REGISTER" : "IPPARM_OPERATION_DEREGISTER"} +
               ": no such operation: " + number_text(number);
    return {};
}

/// A structure that is shorter is one with zeroes behind it.
std::string Reader::take_address(const Parm& parm)
{
    IP_REGISTER_ADDRESS address{};
    if (parm.value.size() > sizeof address)
        return "IPPARM_REG_ADDRESS: has " + std::to_string(parm.value.size()) + " bytes, an IP_REGISTER_ADDRESS has " +
               std::to_string(sizeof address);
    std::memcpy(&address, parm.value.data(), parm.value.size());
    if (address.time_to_live < 0)
        return "IPPARM_REG_ADDRESS: time_to_live is " + std::to_string(address.time_to_live) + " s";
    out_.command.registrar = bounded(address.reg_server, sizeof address.reg_server);
    out_.command.address = bounded(address.reg_client, sizeof address.reg_client);
    out_.command.expires = address.time_to_live ? std::chrono::seconds{address.time_to_live} : default_expires;
    return {};
}

/// Telephone numbers and H.323 identifiers are for the other protocol of a P_IP board.
std::string Reader::take_alias(const Parm& parm)
{
    if (parm.id == IPPARM_ADDRESS_H323_ID || parm.id == IPPARM_ADDRESS_PHONE)
        return {};
    const std::string_view alias = text_of(parm.value);
    if (alias.empty())
        return "IPSET_LOCAL_ALIAS: is empty";
    out_.command.contacts.emplace_back(alias);
    return {};
}

std::string Reader::finish()
{
    if (!has_type_)
        return "PARM_REQTYPE: is missing";
    if (!has_ack_)
        return "PARM_ACK: is missing";
    if (operations_ != 1)
        return "IPSET_REG_INFO: expected one operation, got " + std::to_string(operations_);
    if (outgoing_.protocols() != 0 && (outgoing_.protocols() & IP_PROTOCOL_SIP) == 0)
        return "IPPARM_PROTOCOL_BITMASK: only IP_PROTOCOL_SIP has a registrar here";
    if (out_.command.change == Change::remove && out_.command.contacts.empty())
        return "IPSET_LOCAL_ALIAS: IP_REG_DELETE_BY_VALUE says by it what to delete";
    sip::MakeCall call;
    outgoing_.apply_to(call);
    out_.command.headers = outgoing_.lines_within_call(Outgoing::Contact::none);
    out_.command.peer_name = call.peer_name;
    return {};
}

/// "host", "host:port" or a URI that a registrar can have; its host.
std::optional<std::string> registrar_host(const std::string& registrar)
{
    const bool has_scheme =
        sip::iequals(registrar.substr(0, 4), "sip:") || sip::iequals(registrar.substr(0, 5), "sips:");
    const std::string text = has_scheme ? registrar : "sip:" + registrar;
    sip::UriView uri;
    if (sip::parse_uri(text, uri) || uri.host.empty())
        return std::nullopt;
    return std::string{uri.host};
}

} // namespace

std::string read_registration(const std::vector<Parm>& parms, RegistrationRequest& out)
{
    Reader reader{out};
    for (const Parm& parm : parms)
        if (std::string wrong = reader.take(parm); !wrong.empty())
            return wrong;
    return reader.finish();
}

std::string RegistrationMemory::complete(RegistrationRequest& request, std::string& warning) const
{
    sip::Register& command = request.command;
    const bool binds = command.change == Change::set || command.change == Change::add;
    if (!binds && (command.registrar.empty() || command.address.empty())) {
        command.registrar = registrar_;
        command.address = address_;
    }
    if (command.address.empty())
        return "IPPARM_REG_ADDRESS: reg_client is empty, and nothing was registered before";
    std::optional<std::string> host = registrar_host(command.registrar);
    if (!host) {
        if (!command.registrar.empty())
            warning =
                "reg_server \"" + command.registrar + "\" is no address: " IP_REG_MULTICAST_DEFAULT_ADDR " is asked";
        command.registrar = IP_REG_MULTICAST_DEFAULT_ADDR;
        host = command.registrar;
    }
    if (command.address.find_first_of("@:<") == std::string::npos)
        command.address += '@' + *host;
    if (binds && command.contacts.empty() && command.address == address_ && command.registrar == registrar_)
        command.contacts = contacts_;
    return {};
}

void RegistrationMemory::remember(const RegistrationRequest& request)
{
    const sip::Register& command = request.command;
    const bool other = command.registrar != registrar_ || command.address != address_;
    registrar_ = command.registrar;
    address_ = command.address;
    if (other || command.change == Change::set)
        contacts_.clear();
    const auto is_named = [&](const std::string& contact) {
        return std::count(command.contacts.begin(), command.contacts.end(), contact) > 0;
    };
    switch (command.change) {
    case Change::set:
    case Change::add:
        std::erase_if(contacts_, is_named);
        contacts_.insert(contacts_.end(), command.contacts.begin(), command.contacts.end());
        return;
    case Change::remove: std::erase_if(contacts_, is_named); return;
    case Change::remove_all:
        if (!request.keeps_contacts)
            contacts_.clear();
        return;
    case Change::query: return;
    }
}

} // namespace gc

#pragma once

#include "endpoint/slot_table.hpp"
#include "sip/outside.hpp"
#include "ua/registration.hpp"

#include <string>
#include <unordered_map>

namespace sip {

/// The registrations of an endpoint: by handle, and by address of record and registrar.
class Registrations {
public:
    explicit Registrations(const Surroundings& around) : around_{around} {}

    [[nodiscard]] CommandError command(const Register& command);
    [[nodiscard]] std::optional<std::uint32_t> number_to_repeat(RegistrationHandle handle);
    void receive_response(RegistrationHandle handle, const Message& response, FlowId flow);
    void handle(RegistrationHandle handle, const RequestEvent& event);
    void handle_expiry(RegistrationHandle handle);
    void shut_down();
    [[nodiscard]] std::size_t size() const { return registrations_.size(); }

private:
    template <class Use>
    void with(RegistrationHandle handle, Use use);

    Surroundings around_;
    SlotTable<Registration, RegistrationHandle> registrations_;
    std::unordered_map<std::string, RegistrationHandle> by_key_; // keys are the program's own
};

} // namespace sip

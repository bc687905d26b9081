#pragma once

#include "call_control/board_messages.hpp"
#include "call_control/board_registrations.hpp"
#include "call_control/call_control.hpp"
#include "net/endpoint_monitor.hpp"

#include <string_view>
#include <type_traits>
#include <variant>

namespace gc {

/// Takes what the stack of a board says to whom it concerns: calls, registrations, messages outside of both.
class NotificationSplitter final : public sip::net::NotificationSink {
public:
    NotificationSplitter(CallControl& calls, BoardRegistrations& registrations, BoardMessages& messages)
        : calls_{calls}, registrations_{registrations}, messages_{messages}
    {
    }
    void notify(const sip::Notification& notification) override { calls_.notify(notification); }
    void outside(const sip::OutsideNotification& notification) override
    {
        std::visit(
            [&](const auto& event) {
                using What = std::decay_t<decltype(event)>;
                if constexpr (std::is_same_v<What, sip::Registered> || std::is_same_v<What, sip::RegistrationFailed>)
                    registrations_.on(notification.user, event);
                else
                    messages_.on(notification.user, event);
            },
            notification.event);
    }
    void left() override { calls_.left(); }
    void failed(std::string_view reason) override { calls_.failed(reason); }

private:
    CallControl& calls_;
    BoardRegistrations& registrations_;
    BoardMessages& messages_;
};

} // namespace gc

#pragma once

#include "endpoint/message_pool.hpp"
#include "sip/endpoint.hpp"
#include "transaction/timer_queue.hpp"
#include "ua/methods.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// What the parts of an endpoint have in common: configuration, the time of this turn, and where results are put.
struct Context {
    Context(EndpointConfig settings, Random& source) : config{std::move(settings)}, random{source} {}

    const EndpointConfig config;
    Random& random;
    HandedUp handed_up;
    TakenUp taken_up;
    std::string allow = allowed_methods({}, {}, config); ///< follows these two
    TimePoint now{};
    TimerQueue timers;
    std::vector<Action> actions;
    std::vector<Notification> notifications;
    std::vector<OutsideNotification> outside;
    MessagePool messages;
    std::vector<std::unique_ptr<const sdp::Negotiated>> media; ///< copies that this turn's notifications point to
    Tracer* tracer = nullptr;
    Endpoint::Statistics statistics{};

    void note(std::initializer_list<std::string_view> pieces) const
    {
        if (!tracer)
            return;
        std::string line;
        for (std::string_view piece : pieces)
            line += piece;
        tracer->note(line);
    }
};

} // namespace sip

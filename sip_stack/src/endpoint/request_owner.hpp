#pragma once

#include "sip/outside.hpp"

#include <cstdint>

namespace sip {

enum class RegistrationHandle : std::uint64_t { none = 0 };

/// Who is told what becomes of a request; none: nobody.
struct RequestOwner {
    enum class Kind : std::uint8_t { none, call, registration, outside } kind = Kind::none;
    std::uint64_t id = 0;

    RequestOwner() = default;
    RequestOwner(CallHandle call) // NOLINT(google-explicit-constructor): a call says only who it is
        : kind{call == CallHandle::none ? Kind::none : Kind::call}, id{static_cast<std::uint64_t>(call)}
    {
    }
    explicit RequestOwner(RegistrationHandle registration)
        : kind{Kind::registration}, id{static_cast<std::uint64_t>(registration)}
    {
    }
    explicit RequestOwner(OutsideHandle outside) : kind{Kind::outside}, id{static_cast<std::uint64_t>(outside)} {}
    [[nodiscard]] CallHandle call() const { return kind == Kind::call ? CallHandle{id} : CallHandle::none; }
    explicit operator bool() const { return kind != Kind::none; }
};

} // namespace sip

#pragma once

#include "ip/board_settings.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace gc {

/// Collects the first complaint about the fields of a program's structure.
class FieldCheck {
public:
    /// `prefix` begins the text and says whose fields they are: "board 1: sip_tls_engine."
    explicit FieldCheck(std::string prefix) : prefix_{std::move(prefix)} {}

    void refuse(const std::string& field, const std::string& reason)
    {
        adopt(StartError{IPERR_BAD_PARAM, prefix_ + field + ": " + reason});
    }
    void one_of(const std::string& field, int value, std::initializer_list<int> allowed)
    {
        for (const int candidate : allowed)
            if (value == candidate)
                return;
        refuse(field, "has no such value: " + std::to_string(value));
    }
    bool enabled(const std::string& field, EnumSIP_Enabled value)
    {
        one_of(field, value, {ENUM_Disabled, ENUM_Enabled});
        return value == ENUM_Enabled;
    }
    unsigned within(const std::string& field, unsigned value, unsigned least, unsigned most)
    {
        if (value < least || value > most)
            refuse(field, "is " + std::to_string(value) + ", expected " + std::to_string(least) + " to " +
                              std::to_string(most));
        return value;
    }
    void adopt(std::optional<StartError> error)
    {
        if (!error_)
            error_ = std::move(error);
    }
    [[nodiscard]] const std::string& prefix() const { return prefix_; }
    [[nodiscard]] std::optional<StartError> error() && { return std::move(error_); }

private:
    std::string prefix_;
    std::optional<StartError> error_;
};

} // namespace gc

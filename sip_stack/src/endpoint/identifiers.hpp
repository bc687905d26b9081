#pragma once

#include "sip/config.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Unpredictable names of the protocol (RFC 3261 §8.1.1.4, §8.1.1.7, §19.3).
namespace sip {

[[nodiscard]] std::uint64_t random_number(Random& random);

/// A tag is a number in thirteen letters, so that a dialog is found by number.
[[nodiscard]] std::string tag_text(std::uint64_t tag);
[[nodiscard]] std::optional<std::uint64_t> tag_number(std::string_view text) noexcept;

[[nodiscard]] std::string new_branch(Random& random);
[[nodiscard]] std::string new_call_id(Random& random);

} // namespace sip

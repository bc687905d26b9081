#include "endpoint/identifiers.hpp"

#include <array>

namespace sip {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuv";
constexpr std::size_t letters = 13; // 13 letters of 5 bits hold 64 bits

void append_number(std::string& text, std::uint64_t number)
{
    for (std::size_t i = 0; i < letters; ++i)
        text += alphabet[(number >> (5 * (letters - 1 - i))) & 31U];
}

} // namespace

std::uint64_t random_number(Random& random)
{
    std::array<std::byte, sizeof(std::uint64_t)> bytes{};
    random.fill(bytes);
    std::uint64_t number = 0;
    for (const std::byte byte : bytes)
        number = (number << 8) | std::to_integer<std::uint64_t>(byte);
    return number;
}

std::string tag_text(std::uint64_t tag)
{
    std::string text;
    append_number(text, tag);
    return text;
}

std::optional<std::uint64_t> tag_number(std::string_view text) noexcept
{
    if (text.size() != letters || text.front() > 'f') // the first letter holds 4 bits
        return std::nullopt;
    std::uint64_t number = 0;
    for (const char letter : text) {
        const std::size_t value = alphabet.find(letter);
        if (value == std::string_view::npos)
            return std::nullopt;
        number = (number << 5) | value;
    }
    return number;
}

std::string new_branch(Random& random)
{
    std::string branch;
    branch.reserve(7 + letters);
    branch += "z9hG4bK";
    append_number(branch, random_number(random));
    return branch;
}

std::string new_call_id(Random& random)
{
    std::string id;
    id.reserve(2 * letters);
    append_number(id, random_number(random));
    append_number(id, random_number(random));
    return id;
}

} // namespace sip

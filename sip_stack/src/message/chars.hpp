#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Character classes of RFC 3261 §25.1, one table look-up each.
namespace sip::chars {

using Class = std::uint16_t;

constexpr Class token = 1; ///< alphanum and -.!%*_+`'~
constexpr Class space = 2; ///< what LWS is made of, line ends of folds included
constexpr Class digit = 4;
constexpr Class hex = 8;
constexpr Class host = 16;        ///< of a host name; with '_', which names in use have
constexpr Class uri = 32;         ///< any octet that may stand in a URI; liberal with '#', '{' and the like
constexpr Class uri_param = 2048; ///< uri, but for the '?' where headers begin
constexpr Class param_value =
    64;                        ///< of an unquoted value; liberal: addresses without brackets, '@' and '/' in branches
constexpr Class display = 128; ///< of a display name without quotes; liberal with UTF-8
constexpr Class param_name = 256; ///< token, and what else a URI parameter's name may have
constexpr Class list_mark = 1024; ///< what ends or hides the end of a list element: , " <
constexpr Class user = 512;       ///< of a user part or password, ':' and '@' excepted; liberal like uri

constexpr bool contains(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

constexpr Class classify(unsigned char octet)
{
    const char c = static_cast<char>(octet);
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_alnum = is_digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_visible = octet > 0x20 && octet < 0x7f;
    const bool is_token = is_alnum || (c != '\0' && contains("-.!%*_+`'~", c));
    const bool is_space = c != '\0' && contains(" \t\r\n", c);

    unsigned classes = 0;
    if (is_token)
        classes |= token;
    if (is_space)
        classes |= space;
    if (is_digit)
        classes |= digit;
    if (is_digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
        classes |= hex;
    if (is_alnum || c == '-' || c == '.' || c == '_')
        classes |= host;
    if (is_visible && !contains("<>\"", c))
        classes |= uri;
    if (is_visible && !contains("<>\"?", c))
        classes |= uri_param;
    if (is_visible && !contains("<>\";,", c))
        classes |= param_value;
    if (is_token || is_space || octet >= 0x80)
        classes |= display;
    if (is_token || (is_visible && contains("[]/:&+$", c)))
        classes |= param_name;
    if (is_visible && !contains("<>\":@", c))
        classes |= user;
    if (c != '\0' && contains(",\"<", c))
        classes |= list_mark;
    return static_cast<Class>(classes);
}

constexpr auto table = [] {
    std::array<Class, 256> classes{};
    for (unsigned octet = 0; octet < 256; ++octet)
        classes[octet] = classify(static_cast<unsigned char>(octet));
    return classes;
}();

constexpr bool is(char c, Class wanted) { return (table[static_cast<unsigned char>(c)] & wanted) != 0; }

/// The first octet that is not of the class, or `end`. Four look-ups for one branch: what is read is mostly longer.
constexpr const char* end_of(Class wanted, const char* at, const char* end)
{
    const auto classes = [](char c) { return table[static_cast<unsigned char>(c)]; };
    while (end - at >= 4 && (classes(at[0]) & classes(at[1]) & classes(at[2]) & classes(at[3]) & wanted) != 0)
        at += 4;
    while (at != end && is(*at, wanted))
        ++at;
    return at;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Is it this word, whatever its case? The word is given in lower case.
template <std::size_t Size>
constexpr bool is_word(std::string_view text, const char (&word)[Size])
{
    if (text.size() != Size - 1)
        return false;
    for (std::size_t i = 0; i + 1 < Size; ++i)
        if (lower(text[i]) != word[i])
            return false;
    return true;
}

} // namespace sip::chars

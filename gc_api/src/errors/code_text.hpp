#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace gc {

/// A value of the API and what it means.
struct CodeText {
    long value;
    const char* text;
};

/// The table of a family, checked while compiling: ascending, so that it can be searched by halves.
template <std::size_t Size>
consteval std::array<CodeText, Size> ascending(const CodeText (&texts)[Size])
{
    const std::array<CodeText, Size> table = std::to_array(texts);
    for (std::size_t i = 1; i < Size; ++i)
        if (table[i].value <= table[i - 1].value)
            throw "the values of a table must ascend";
    return table;
}

/// The text of a value, or null.
template <std::size_t Size>
[[nodiscard]] const char* text_in(const std::array<CodeText, Size>& table, long value) noexcept
{
    const auto found = std::lower_bound(table.begin(), table.end(), value,
                                        [](const CodeText& entry, long wanted) { return entry.value < wanted; });
    return found != table.end() && found->value == value ? found->text : nullptr;
}

} // namespace gc

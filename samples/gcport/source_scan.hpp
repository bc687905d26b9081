#pragma once

#include <functional>
#include <string>
#include <string_view>

/// What is told of a name in a source text.
struct Mention {
    std::string_view name;
    int line = 0;
    bool defined = false; ///< the text defines it itself: a #define, or a function with its body
};

/// Tells of every name in a C or C++ text, in order; comments, literals, and what stands behind '.' or '->' aside.
void scan_source(std::string_view text, const std::function<void(const Mention&)>& tell);

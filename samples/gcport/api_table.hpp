#pragma once

#include <span>
#include <string_view>

/// A row of the tables in gc_api/api, which say what the product does.
struct ApiSymbol {
    std::string_view name;
    std::string_view kind;   ///< function, event, constant, type ...
    std::string_view status; ///< supported, partial, stub
    std::string_view remark; ///< partial: how; others: what to use in its place, if anything
};

/// All rows but those of fields, as they were when this program was built.
[[nodiscard]] std::span<const ApiSymbol> api_symbols();

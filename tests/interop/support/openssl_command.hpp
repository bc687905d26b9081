#pragma once

#include "support/board.hpp"

#include <string>
#include <utility>
#include <vector>

/// What the tests of `openssl s_client` and `openssl s_server` have in common.
namespace interop {

using Options = std::vector<std::string>;

inline Options operator+(Options first, const Options& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// `-cert` and `-key` of a certificate that make_certs.sh made.
inline Options identity(const std::string& name, const std::string& options = {})
{
    return {"-cert", certificate_file(name, options), "-key", certificate_file(name, options, ".key")};
}

inline const Options any_security{"-cipher", "ALL:@SECLEVEL=0"}; ///< or the command itself would refuse what is old

using Facts = std::vector<std::pair<int, std::string>>; ///< of a call: which (gc_GetCallInfo), and its value

} // namespace interop

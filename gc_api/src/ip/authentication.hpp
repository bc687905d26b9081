#pragma once

#include "gcip.h"
#include "params/parm_reader.hpp"
#include "sip/authentication.hpp"

#include <string>

namespace gc {

/// One element of the block of gc_SetAuthenticationInfo.
struct AuthenticationChange {
    bool remove = false; ///< user name and password do not count then
    sip::Credentials credentials{};
};

/// Copies what the element points to. Empty, or what is wrong with it; passwords never stand in it.
[[nodiscard]] std::string read_authentication(const Parm& parm, AuthenticationChange& out);

} // namespace gc

#pragma once

#include "gcerr.h"
#include "gcip_err.h"

#include <string>

namespace gc {

/// Why something did not work; false when it did. The inner functions of the API return it, the C boundary hands it to
/// fail() (errors/last_error.hpp), and gc_ErrorInfo shows it.
struct Error {
    int gc = EGC_NOERR; ///< EGC_
    long cc = IPERR_OK; ///< IPERR_ or IPEC_
    std::string text{}; ///< names the field, file, address or state, and the reason

    explicit operator bool() const noexcept { return gc != EGC_NOERR; }
};

} // namespace gc

#include "capi/access.hpp"
#include "gcip.h"

// TLS of a running board.

using gc::Error;

extern "C" int gc_ReloadTLS(LINEDEV boarddev, SIP_TLS_ENGINE* engine, unsigned long flags)
{
    return gc::guarded([&]() -> Error {
        if ((flags & ~GC_TLS_DRY_RUN) != 0)
            return {EGC_INVPARM, IPERR_BAD_PARAM, "flags: expected 0 or GC_TLS_DRY_RUN, got " + std::to_string(flags)};
        std::shared_ptr<gc::Board> board;
        if (Error error = gc::find_board(boarddev, board))
            return error;
        if (!board->tls())
            return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE,
                    "board " + std::to_string(board->settings().number) + " was started without sip_tls_engine"};
        return board->tls()->reload(engine, (flags & GC_TLS_DRY_RUN) != 0);
    });
}

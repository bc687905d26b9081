#pragma once

#include "gc_api/support/parm_block.hpp"

namespace gc::test {

/// What most tests begin with: two boards, and a line on each.
struct IdleLines : Program {
    IdleLines()
    {
        start();
        caller = open_line(1);
        callee = open_line(2);
    }
    LINEDEV caller = 0, callee = 0;
};

/// The second waits for calls.
struct TwoLines : IdleLines {
    TwoLines() { WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC)); }
};

/// gc_SetConfigData on a board, which must work.
inline void configure_board(LINEDEV board, const Block& block)
{
    WORKS(gc_SetConfigData(GCTGT_CCLIB_NETIF, board, block, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
}

/// Re-INVITEs come up to the program.
inline void answer_changes_by_hand(LINEDEV board)
{
    configure_board(
        board, std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, IP_T38_MANUAL_MODIFY_MODE, sizeof(long))));
}

} // namespace gc::test

/* What a crowd does, one turn after the other; on top of load.h. */
#ifndef YARDSTICK_CROWD_H
#define YARDSTICK_CROWD_H

/* What each client does in a turn. */
enum task {
    TO_ASK,     /* connects, OPTIONS */
    TO_CALL,    /* a whole call on the connection that it has; fails where that was lost */
    TO_HOLD,    /* connects, a call that is held */
    TO_HANG_UP, /* ends the call that it has */
};

/* All clients do it, so many at once; returns how many succeeded. What stalls is given up. */
long take_turn(enum task task, long at_once);

/* Connections that were lost before they served, and made again at once; since the beginning. */
long crowd_retries(void);

/* Returns when, by wall_seconds(). */
double lose_all_connections(void);

#endif

#include "crowd.h"

#include "clock.h"
#include "load.h"

/* The turn that is under way. */
static struct {
    enum task task;
    long at_once, next, busy, succeeded;
} turn;

static long retries;

long crowd_retries(void) { return retries; }

/* ---- one client: HELD between its turns, IDLE once it has lost its connection ---- */

static void turn_over(struct slot* slot, enum state state)
{
    slot->state = state;
    turn.succeeded += state == HELD;
    --turn.busy;
    ++load.done;
}

static void give_up(struct slot* slot)
{
    drop_connection(slot);
    turn_over(slot, IDLE);
}

static void connect_client(struct slot* slot)
{
    begin_call(slot);
    if (!open_connection(slot))
        turn_over(slot, IDLE);
}

static void connect_again(struct slot* slot)
{
    const double since = slot->begun_at;

    ++retries;
    drop_connection(slot);
    connect_client(slot);
    slot->begun_at = since;
}

static int makes_connections(enum task task) { return task == TO_ASK || task == TO_HOLD; }

static void begin(struct slot* slot)
{
    if (makes_connections(turn.task))
        return connect_client(slot);
    if (slot->state != HELD)
        return turn_over(slot, IDLE);
    if (turn.task == TO_HANG_UP)
        return hang_up(slot);
    begin_call(slot);
    invite(slot);
}

void connection_ready(struct slot* slot)
{
    add_sample(&load.connect_times, slot->opened_at);
    if (turn.task == TO_ASK)
        ask_options(slot);
    else
        invite(slot);
}

void connection_lost(struct slot* slot)
{
    if (slot->state == HELD) {
        drop_connection(slot);
        slot->state = IDLE;
    } else if (makes_connections(turn.task)) {
        connect_again(slot);
    } else {
        give_up(slot);
    }
}

void call_answered(struct slot* slot)
{
    if (turn.task != TO_HOLD)
        return hang_up(slot);
    slot->state = HELD;
    send_queued(slot);
    turn_over(slot, slot->state);
}

void call_ended(struct slot* slot, int succeeded)
{
    if (succeeded)
        turn_over(slot, HELD);
    else
        give_up(slot);
}

/* ---- all of them ---- */

static void begin_clients(void)
{
    while (turn.busy < turn.at_once && turn.next < load.slot_count) {
        ++turn.busy;
        begin(&load.slots[turn.next++]);
    }
}

long take_turn(enum task task, long at_once)
{
    long i;

    turn.task = task;
    turn.at_once = at_once;
    turn.next = turn.busy = turn.succeeded = load.done = 0;
    begin_clients();
    run_until_done(load.slot_count, begin_clients);
    for (i = 0; i < turn.next; ++i)
        if (load.slots[i].state != HELD && load.slots[i].state != IDLE)
            give_up(&load.slots[i]);
    return turn.succeeded;
}

double lose_all_connections(void)
{
    const double when = wall_seconds();
    long i;

    for (i = 0; i < load.slot_count; ++i) {
        if (load.slots[i].state == HELD)
            drop_connection(&load.slots[i]);
        load.slots[i].state = IDLE;
    }
    return when;
}

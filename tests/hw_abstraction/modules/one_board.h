/* The least that a driver can do: one board with two channels and nothing else. */
#ifndef ONE_BOARD_H
#define ONE_BOARD_H

#include "hw/hw_driver.h"

#include <string.h>

struct hw_channel {
    int open;
};

struct hw_board {
    struct hw_channel channels[2];
};

struct hw_system {
    const hw_host* host;
    struct hw_board board;
};

static struct hw_system the_system;

static int32_t one_init(const hw_host* host, hw_system** system)
{
    the_system.host = host;
    *system = &the_system;
    return HW_OK;
}

static void one_fini(hw_system* system) { system->host = NULL; }

static inline int32_t one_enumerate(hw_system* system, hw_board_found found, void* context)
{
    hw_board_info info;
    (void)system;
    memset(&info, 0, sizeof info);
    info.size = sizeof info;
    info.kinds = HW_KIND_BOARD;
    strcpy(info.id, "test:1");
    info.channels = 2;
    return found(context, &info);
}

static int32_t one_open(hw_system* system, const char* id, uint64_t cookie, hw_board** board)
{
    (void)cookie;
    if (strcmp(id, "test:1") != 0)
        return HW_ENODEV;
    *board = &system->board;
    return HW_OK;
}

static void one_close(hw_board* board) { memset(board, 0, sizeof *board); }

static int32_t one_caps(hw_board* board, hw_board_caps* caps)
{
    (void)board;
    caps->channels = 2;
    return HW_OK;
}

static int32_t one_channel_open(hw_board* board, uint32_t index, hw_channel** channel)
{
    if (index >= 2)
        return HW_ENODEV;
    if (board->channels[index].open)
        return HW_EBUSY;
    board->channels[index].open = 1;
    *channel = &board->channels[index];
    return HW_OK;
}

static void one_channel_close(hw_channel* channel) { channel->open = 0; }

#endif

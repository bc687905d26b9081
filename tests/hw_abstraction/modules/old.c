/* Built when the tables were shorter: what lies behind their sizes is not theirs, and calling it would crash. */
#include "one_board.h"

#include <stddef.h>

#define NOT_MINE(function) ((function)(uintptr_t)0x10)
#define UP_TO(type, member) (offsetof(type, member) + sizeof(((type*)0)->member))

static const hw_system_ops system_ops = {
    .size = UP_TO(hw_system_ops, enumerate),
    .init = one_init,
    .fini = one_fini,
    .enumerate = one_enumerate,
    .rescan = NOT_MINE(int32_t(*)(hw_system*)),
};
static const hw_board_ops board_ops = {
    .size = UP_TO(hw_board_ops, caps),
    .open = one_open,
    .close = one_close,
    .caps = one_caps,
    .clock_get = NOT_MINE(int32_t(*)(hw_board*, hw_clock*)),
};
static const hw_channel_ops channel_ops = {
    .size = UP_TO(hw_channel_ops, close),
    .open = one_channel_open,
    .close = one_channel_close,
    .info = NOT_MINE(int32_t(*)(hw_channel*, hw_channel_info*)),
};

static hw_driver driver = {
    .size = UP_TO(hw_driver, channel),
    .abi = HW_ABI_VERSION(1, 0),
    .name = "old",
    .system = &system_ops,
    .board = &board_ops,
    .channel = &channel_ops,
};

const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    (void)host_abi;
    (void)why;
    (void)why_size;
    driver.audio = NOT_MINE(const hw_audio_ops*);
    return &driver;
}

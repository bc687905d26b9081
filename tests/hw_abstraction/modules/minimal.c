/* Every optional operation and table is absent. */
#include "one_board.h"

static const hw_system_ops system_ops = {
    .size = sizeof system_ops, .init = one_init, .fini = one_fini, .enumerate = one_enumerate};
static const hw_board_ops board_ops = {
    .size = sizeof board_ops, .open = one_open, .close = one_close, .caps = one_caps};
static const hw_channel_ops channel_ops = {
    .size = sizeof channel_ops, .open = one_channel_open, .close = one_channel_close};

static const hw_driver driver = {
    .size = sizeof driver,
    .abi = HW_ABI,
    .name = "minimal",
    .system = &system_ops,
    .board = &board_ops,
    .channel = &channel_ops,
};

const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    (void)host_abi;
    (void)why;
    (void)why_size;
    return &driver;
}

/* Built for a later minor version: its structs are longer than those of the host. */
#include "one_board.h"

struct newer_board_info {
    hw_board_info info;
    char tail[256];
};

struct newer_system_ops {
    hw_system_ops ops;
    void (*later)(void);
};

struct newer_driver {
    hw_driver driver;
    const void* later[4];
};

static int32_t newer_enumerate(hw_system* system, hw_board_found found, void* context)
{
    struct newer_board_info longer;
    (void)system;
    memset(&longer, 'x', sizeof longer);
    memset(&longer.info, 0, sizeof longer.info);
    longer.info.size = sizeof longer;
    strcpy(longer.info.id, "test:1");
    return found(context, &longer.info);
}

static void later(void) {}

static const struct newer_system_ops system_ops = {
    .ops = {.size = sizeof system_ops, .init = one_init, .fini = one_fini, .enumerate = newer_enumerate},
    .later = later};
static const hw_board_ops board_ops = {
    .size = sizeof board_ops, .open = one_open, .close = one_close, .caps = one_caps};
static const hw_channel_ops channel_ops = {
    .size = sizeof channel_ops, .open = one_channel_open, .close = one_channel_close};

static const struct newer_driver driver = {
    .driver =
        {
            .size = sizeof driver,
            .abi = HW_ABI_VERSION(HW_ABI_MAJOR, HW_ABI_MINOR + 9),
            .name = "newer",
            .system = &system_ops.ops,
            .board = &board_ops,
            .channel = &channel_ops,
        },
    .later = {&system_ops},
};

const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    (void)host_abi;
    (void)why;
    (void)why_size;
    return &driver.driver;
}

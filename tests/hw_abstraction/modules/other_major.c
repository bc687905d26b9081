/* Built for another major version; only the head of its description can be read. */
#include "hw/hw_driver.h"

static const hw_driver driver = {
    .size = sizeof driver,
    .abi = HW_ABI_VERSION(HW_ABI_MAJOR + 1, 3),
    .name = "other_major",
};

const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    (void)host_abi;
    (void)why;
    (void)why_size;
    return &driver;
}

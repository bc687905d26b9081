/* Loads, but will not work here; and its reason is longer than the host's room for it. */
#include "hw/hw_driver.h"

#include <string.h>

const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    static const char reason[] = "no licence for this machine";
    (void)host_abi;
    memset(why, '.', why_size);
    memcpy(why, reason, sizeof reason - 1);
    return NULL;
}

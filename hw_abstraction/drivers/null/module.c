/* SPDX-License-Identifier: Apache-2.0 */
#include "null_driver.h"

const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    return hw_null_driver_entry(host_abi, why, why_size);
}

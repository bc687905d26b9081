/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HW_NULL_DRIVER_H
#define HW_NULL_DRIVER_H

#include "hw/hw_driver.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The entry of the null driver, for a host that has it built in: one board, "null:0", whose channels take any audio
 * and give silence.
 * Configuration: null.channels, 1 to 1024, default 4.
 */
const hw_driver* hw_null_driver_entry(uint32_t host_abi, char* why, uint32_t why_size);

#ifdef __cplusplus
}
#endif

#endif

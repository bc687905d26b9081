/*
 * gcmsg.h - names of events: GCEV_MSG and gcev_msg[] of gc_events.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_GCMSG_H
#define TRUNKCALL_GCMSG_H

#include "gclib.h"

#endif

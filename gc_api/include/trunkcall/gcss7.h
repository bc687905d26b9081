/*
 * gcss7.h - Global Call on SS7: the generic part alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported: this product has no SS7. gc_Start takes GC_SS7_LIB, without effect.
 */
#ifndef TRUNKCALL_GCSS7_H
#define TRUNKCALL_GCSS7_H

#include "gclib.h"

#endif

/*
 * gc_util.h - parameter blocks: lists of (set, parameter, value) triples; included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - A block is made by the first insert into a NULL pointer and lives until gc_util_delete_parm_blk. The library
 *    knows all live blocks: a pointer to a deleted or foreign block counts as NULL, so it cannot do harm.
 *  - Values are copied in. Numbers have 1, 2, 4 or 8 bytes, lowest byte first; readers of the library take any.
 *    Strings are stored with their final NUL: size is strlen + 1.
 *  - A block that came with an event belongs to the event; deleting it is allowed and does nothing.
 *  - Any thread may use a block, but only one at a time; different blocks are independent.
 *  - A block holds at most 65535 bytes of values up to 255 bytes, and 1 MiB of longer ones.
 * Errors: EGC_INVPARM (NULL argument, size out of range), EGC_INVPARMBLK (block full), EGC_NO_MORE_PARMS, EGC_NOMEM.
 * Source: the Global Call API Library Reference, gc_util_ functions; the IP Technology Guide for the _ex forms.
 */
#ifndef TRUNKCALL_GC_UTIL_H
#define TRUNKCALL_GC_UTIL_H

#include "gc_types.h"

GC_BEGIN_DECLS

/*
 * Appends a value of data_size bytes (0 to 255) from datap; NULL datap stores zeroes.
 * *parm_blkpp is set to the block, which may have moved. Returns GC_SUCCESS or GC_ERROR.
 */
GC_API int gc_util_insert_parm_ref(GC_PARM_BLKP* parm_blkpp, unsigned short setID, unsigned short parmID,
                                   unsigned char data_size, void* datap);

/* The same for a number of data_size bytes: 1, 2, 4 or 8. */
GC_API int gc_util_insert_parm_val(GC_PARM_BLKP* parm_blkpp, unsigned short setID, unsigned short parmID,
                                   unsigned char data_size, unsigned long data);

/*
 * The same for a value of any length up to 65535. A value of more than 255 bytes is seen only by the _ex
 * functions; the others pass over it.
 */
GC_API int gc_util_insert_parm_ref_ex(GC_PARM_BLKP* parm_blkpp, unsigned long setID, unsigned long parmID,
                                      unsigned long data_size, void* datap);

/* The parameter after cur_parm, the first when cur_parm is NULL; NULL at the end and for a NULL block. */
GC_API GC_PARM_DATAP gc_util_next_parm(GC_PARM_BLKP parm_blk, GC_PARM_DATAP cur_parm);

/* The first parameter with this set and number, or NULL. */
GC_API GC_PARM_DATAP gc_util_find_parm(GC_PARM_BLKP parm_blk, unsigned short setID, unsigned short parmID);

/*
 * The next parameter of any length, in the order of insertion. Prepare parm with INIT_GC_PARM_DATA_EXT.
 * Returns GC_SUCCESS with set_ID, parm_ID, data_size and pData set; EGC_NO_MORE_PARMS at the end; GC_ERROR.
 */
GC_API int gc_util_next_parm_ex(GC_PARM_BLKP parm_blk, GC_PARM_DATA_EXTP parm);

/* The next parameter with this set and number after the one where parm stands; results as for next_parm_ex. */
GC_API int gc_util_find_parm_ex(GC_PARM_BLKP parm_blk, unsigned long setID, unsigned long parmID,
                                GC_PARM_DATA_EXTP parm);

/* Replaces *parm_blkpp by a copy of parm_blkp that belongs to the program; the old *parm_blkpp is not freed. */
GC_API int gc_util_copy_parm_blk(GC_PARM_BLKP* parm_blkpp, GC_PARM_BLKP parm_blkp);

/* Frees a block that the program made; NULL, deleted and foreign blocks are left alone. Returns GC_SUCCESS. */
GC_API int gc_util_delete_parm_blk(GC_PARM_BLKP parm_blk);

GC_END_DECLS

#endif

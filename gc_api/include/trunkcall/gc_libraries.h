/*
 * gc_libraries.h - call control libraries: which there are, their state; versions and traces. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_GC_LIBRARIES_H
#define TRUNKCALL_GC_LIBRARIES_H

#include "gc_types.h"

GC_BEGIN_DECLS

/*
 * The name of a library by its number, GC_ICAPI_LIB_ID to GC_CUSTOM2_LIB_ID, and the other way. Any time, before gc_Start
 * too. The name is constant, belongs to the library and may be kept; names given are compared letter by letter.
 * Errors: EGC_INVPARM (there is no such library).
 * Source: the Global Call API Library Reference, as for all functions here.
 */
GC_API int gc_CCLibIDToName(int cclibid, char** lib_name);
GC_API int gc_CCLibNameToID(const char* lib_name, int* cclibidp);
/*
 * The state of libraries. GC_CCLIB_AVAILABLE: gc_Start started it (NULL and GC_ALL_LIB start all of them), gc_Stop has not
 * been called yet. Libraries of boards that are not there are available too, as programs wait for what they started;
 * gc_CCLibStatusAll lists them among the stubs, since they do nothing. GC_CCLIB_FAILED: the last gc_Start failed because of
 * it. GC_CCLIB_CONFIGURED: anything else. Any time.
 *   cclib_name: of one library: cclib_infop points to an int, the state. "GC_ALL_LIB" or NULL: it points to a
 *     GC_CCLIB_STATUSALL.
 * gc_CCLibStatus and gc_CCLibStatusAll are older forms; the lists of the latter belong to the library and hold until
 * the thread's next call of it.
 * Errors: EGC_INVPARM (cclib_infop is NULL, there is no such library).
 */
GC_API int gc_CCLibStatusEx(const char* cclib_name, void* cclib_infop);
GC_API int gc_CCLibStatus(const char* cclib_name, int* cclib_infop);
GC_API int gc_CCLibStatusAll(GC_CCLIB_STATUS* cclib_infop);
/* The number of a device's library: GC_H3R_LIB_ID for lines and boards, GC_IPM_LIB_ID for media boards. */
GC_API int gc_LinedevToCCLIBID(LINEDEV linedev, int* cclibid);
/*
 * The version of this library: releasenump gets major << 16 | minor, intnump the patch level.
 *   linedev: any device; component: GCGV_LIB. Errors: EGC_UNSUPPORTED (another component).
 */
GC_API int gc_GetVer(LINEDEV linedev, unsigned int* releasenump, unsigned int* intnump, long component);
/*
 * Writes the SIP messages of the calls of a line device, from the one that it may have, to the end of a file until
 * gc_StopTrace, gc_Close or gc_Stop: one line each, as a ladder. linedev: a line; a board for all that it says and hears.
 *   tracefilename: "2:file" for whole messages, credentials masked. It is made when it is not there (mode 0640).
 * Synchronous, in any state; starting again changes the file. GCEV_TRACEDATA does not come.
 * Errors: EGC_FILE (it cannot be opened; the text says why), EGC_INVSTATE (gc_StopTrace: nothing is traced).
 */
GC_API int gc_StartTrace(LINEDEV linedev, const char* tracefilename);
GC_API int gc_StopTrace(LINEDEV linedev);

GC_END_DECLS

#endif

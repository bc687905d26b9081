/*
 * gc_libraries.h - call control libraries: which there are, their state; versions and traces. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet, all of them: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_GC_LIBRARIES_H
#define TRUNKCALL_GC_LIBRARIES_H

#include "gc_types.h"

GC_BEGIN_DECLS

/* The name of a library by its number (GC_H3R_LIB_ID ...), and the other way. */
GC_API int gc_CCLibIDToName(int cclibid, char** lib_name);
GC_API int gc_CCLibNameToID(const char* lib_name, int* cclibidp);
/*
 * State of a library: an int, GC_CCLIB_AVAILABLE ...; of all, with "GC_ALL_LIB": a GC_CCLIB_STATUSALL.
 * gc_CCLibStatus and gc_CCLibStatusAll are older forms.
 */
GC_API int gc_CCLibStatusEx(const char* cclib_name, void* cclib_infop);
GC_API int gc_CCLibStatus(const char* cclib_name, int* cclib_infop);
GC_API int gc_CCLibStatusAll(GC_CCLIB_STATUS* cclib_infop);
/* The number of a line device's library. */
GC_API int gc_LinedevToCCLIBID(LINEDEV linedev, int* cclibid);
/* Version of a component. */
GC_API int gc_GetVer(LINEDEV linedev, unsigned int* releasenump, unsigned int* intnump, long component);
/* Writes what happens on a line device to a file, until told to stop. */
GC_API int gc_StartTrace(LINEDEV linedev, const char* tracefilename);
GC_API int gc_StopTrace(LINEDEV linedev);

GC_END_DECLS

#endif

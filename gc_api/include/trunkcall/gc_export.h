/*
 * gc_export.h - linkage words that the public headers share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_GC_EXPORT_H
#define TRUNKCALL_GC_EXPORT_H

/* GC_API marks what the shared library exports; GC_PACKED what may stand at any address. */
#if defined(__GNUC__)
#define GC_API __attribute__((visibility("default")))
#define GC_UNUSED __attribute__((unused))
#define GC_PACKED __attribute__((packed))
#else
#define GC_API
#define GC_UNUSED
#define GC_PACKED
#endif

/* GC_INLINE is an inline helper that needs nothing from the library, in C89 too. */
#if defined(__cplusplus)
#define GC_INLINE static inline GC_UNUSED
#elif defined(__GNUC__)
#define GC_INLINE static __inline__ GC_UNUSED
#else
#define GC_INLINE static
#endif

/* For the INIT_ helpers. Not memset: programs have names that <string.h> would take, such as index. */
GC_INLINE void trunkcall_fill(void* structure, int octet, unsigned long size)
{
    unsigned char* at = (unsigned char*)structure;

    while (size-- > 0)
        *at++ = (unsigned char)octet;
}

/* Since C23 empty parentheses mean no parameter: so each of the shapes that programs write handlers in is named. */
#if defined(__GNUC__) && defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
typedef union __attribute__((transparent_union)) {
    long (*with_pointer)(void*);
    long (*with_number)(unsigned long);
    long (*with_nothing)(void);
    int (*of_int)(void);
} trunkcall_handler;
#endif

#if defined(__cplusplus)
#define GC_BEGIN_DECLS extern "C" {
#define GC_END_DECLS }
#else
#define GC_BEGIN_DECLS
#define GC_END_DECLS
#endif

#endif

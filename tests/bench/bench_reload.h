/* The TLS of a board renewed again and again, beside its calls. */
#ifndef BENCH_RELOAD_H
#define BENCH_RELOAD_H

#include <gclib.h>

/* Calls gc_ReloadTLS each so many milliseconds, on a thread of its own; the program exits when that fails. */
void start_reloading(LINEDEV device, long milliseconds);

/* Ends it; how often it was done. */
long stop_reloading(void);

#endif

/* Wall and CPU time in seconds, as every program here measures them. */
#ifndef YARDSTICK_CLOCK_H
#define YARDSTICK_CLOCK_H

#include <time.h>

static inline double clock_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static inline double wall_seconds(void) { return clock_seconds(CLOCK_MONOTONIC); }
static inline double process_cpu_seconds(void) { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID); }
static inline double thread_cpu_seconds(void) { return clock_seconds(CLOCK_THREAD_CPUTIME_ID); }

#endif

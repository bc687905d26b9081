#define _POSIX_C_SOURCE 200809L
#include "bench_reload.h"

#include "bench_board.h"

#include <gcip.h>
#include <pthread.h>
#include <time.h>

static pthread_t thread;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER;
static LINEDEV reloaded_device;
static long interval_ms, reloads;
static int stopping;

static struct timespec next_time(void)
{
    struct timespec next;

    clock_gettime(CLOCK_REALTIME, &next);
    next.tv_sec += interval_ms / 1000;
    next.tv_nsec += interval_ms % 1000 * 1000000;
    next.tv_sec += next.tv_nsec / 1000000000;
    next.tv_nsec %= 1000000000;
    return next;
}

/* 0: it is time to stop. */
static int wait_for_interval(void)
{
    const struct timespec until = next_time();
    int go_on;

    pthread_mutex_lock(&mutex);
    while (!stopping && pthread_cond_timedwait(&wake, &mutex, &until) == 0)
        ;
    go_on = !stopping;
    pthread_mutex_unlock(&mutex);
    return go_on;
}

static void* reload(void* unused)
{
    (void)unused;
    while (wait_for_interval()) {
        must(gc_ReloadTLS(reloaded_device, NULL, 0), "gc_ReloadTLS");
        ++reloads;
    }
    return NULL;
}

void start_reloading(LINEDEV device, long milliseconds)
{
    reloaded_device = device;
    interval_ms = milliseconds;
    pthread_create(&thread, NULL, reload, NULL);
}

long stop_reloading(void)
{
    pthread_mutex_lock(&mutex);
    stopping = 1;
    pthread_cond_signal(&wake);
    pthread_mutex_unlock(&mutex);
    pthread_join(thread, NULL);
    return reloads;
}

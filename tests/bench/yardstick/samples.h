/* What is timed, one value for each occurrence. */
#ifndef YARDSTICK_SAMPLES_H
#define YARDSTICK_SAMPLES_H

#include <stddef.h>

struct samples {
    float* values; /* seconds */
    size_t count, room;
};

/* The time since then, by wall_seconds(). */
void add_sample(struct samples* samples, double since);

/* One line: p50, p90, p99, max in milliseconds; nothing when there are none. */
void print_percentiles(const char* name, struct samples samples);

#endif

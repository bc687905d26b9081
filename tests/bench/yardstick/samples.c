#include "samples.h"

#include "clock.h"

#include <stdio.h>
#include <stdlib.h>

void add_sample(struct samples* samples, double since)
{
    const float value = (float)(wall_seconds() - since);

    if (samples->count == samples->room) {
        samples->room = samples->room ? 2 * samples->room : 1024;
        samples->values = realloc(samples->values, samples->room * sizeof *samples->values);
        if (samples->values == NULL) {
            perror("realloc");
            exit(1);
        }
    }
    samples->values[samples->count++] = value;
}

static int compare(const void* left, const void* right)
{
    const float a = *(const float*)left, b = *(const float*)right;
    return (a > b) - (a < b);
}

void print_percentiles(const char* name, struct samples samples)
{
    const float* values = samples.values;
    const size_t n = samples.count;

    if (n == 0)
        return;
    qsort(samples.values, n, sizeof *values, compare);
    printf("%s ms: p50 %.3f p90 %.3f p99 %.3f max %.3f\n", name, values[n / 2] * 1e3, values[n * 9 / 10] * 1e3,
           values[n * 99 / 100] * 1e3, values[n - 1] * 1e3);
}

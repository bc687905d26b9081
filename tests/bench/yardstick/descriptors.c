#include "descriptors.h"

#include <stdio.h>
#include <sys/resource.h>

long descriptors_for(long wanted, long spare)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    if (limit.rlim_cur < (rlim_t)(wanted + spare)) {
        limit.rlim_cur = limit.rlim_max < (rlim_t)(wanted + spare) ? limit.rlim_max : (rlim_t)(wanted + spare);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= (rlim_t)(wanted + spare))
        return wanted;
    fprintf(stderr, "%ld connections instead of %ld: the hard limit of descriptors is %ld\n",
            (long)limit.rlim_cur - spare, wanted, (long)limit.rlim_max);
    return (long)limit.rlim_cur - spare;
}

/* How many sockets this process may have. */
#ifndef YARDSTICK_DESCRIPTORS_H
#define YARDSTICK_DESCRIPTORS_H

/* Raises the soft limit for so many sockets and some files more; where the hard limit is too low it says so on standard
 * error. Returns how many sockets there is room for, at most `wanted`. */
long descriptors_for(long wanted, long spare);

#endif

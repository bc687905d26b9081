/* One board on a loopback port, for the benchmarks' programs. */
#ifndef BENCH_BOARD_H
#define BENCH_BOARD_H

#include <gclib.h>

/* Starts Global Call on 127.0.0.1:port over "udp", "tcp" or "tls"; certificate and key may be NULL, and so may the
 * authority. Exits with a message when it cannot. */
void start_bench_board(const char* transport, unsigned short port, char* certificate, char* key, char* authority);

/* Opens the board's line devices 1 to count; their user attribute is their number. Exits when it cannot. */
void open_lines(LINEDEV* lines, long count);

/* Exits with what gc_ErrorInfo() says when a function has failed. */
void must(int result, const char* function);

#endif

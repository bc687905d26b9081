/* The answers of a server without a stack. */
#ifndef YARDSTICK_FLOOR_ANSWER_H
#define YARDSTICK_FLOOR_ANSWER_H

#include <stddef.h>

enum { LONGEST_ANSWER = 8192 };

/* Up to two messages, one behind the other. */
struct answer {
    size_t first, second; /* bytes; 0: no such message */
};

/* What Contact says: the port, and "udp", "tcp" or "tls". */
struct contact {
    int port;
    const char* transport;
};

/* 180 and 200 to an INVITE, 200 to BYE and OPTIONS, nothing to anything else; headers that are answered are at most 2
 * KiB. */
struct answer answer_request(const char* head, const char* end_of_head, const struct contact* contact,
                             char out[LONGEST_ANSWER]);

#endif

/* As much of SIP as a yardstick needs: where a message ends, and one header's value. No parser, on purpose. */
#ifndef YARDSTICK_SIP_TEXT_H
#define YARDSTICK_SIP_TEXT_H

#include <stddef.h>

/* A piece of a message; start is NULL when it is not there. */
struct text {
    const char* start;
    size_t size;
};

/* One complete message at the beginning of a buffer. */
struct message {
    const char* end_of_head; /* behind the last header's line end */
    size_t size;             /* with the empty line and the body */
};

/* Finds the first complete message in size bytes; 0 when there is none yet. */
int find_message(const char* bytes, size_t size, struct message* found);

/* The value of the first header of that name (not compact). */
struct text find_header(const char* head, const char* end_of_head, const char* name);

#endif

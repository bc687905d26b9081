#define _GNU_SOURCE
#include "sip_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct text find_header(const char* head, const char* end_of_head, const char* name)
{
    const struct text none = {NULL, 0};
    const size_t name_size = strlen(name);
    const char* line = head;

    while (line < end_of_head) {
        const char* end = memmem(line, (size_t)(end_of_head - line), "\r\n", 2);
        if (end == NULL)
            break;
        if ((size_t)(end - line) > name_size && line[name_size] == ':' && strncasecmp(line, name, name_size) == 0) {
            const char* value = line + name_size + 1;
            while (value < end && *value == ' ')
                ++value;
            return (struct text){value, (size_t)(end - value)};
        }
        line = end + 2;
    }
    return none;
}

int find_message(const char* bytes, size_t size, struct message* found)
{
    const char* empty_line = memmem(bytes, size, "\r\n\r\n", 4);
    struct text length;

    if (empty_line == NULL)
        return 0;
    found->end_of_head = empty_line + 2;
    found->size = (size_t)(empty_line + 4 - bytes);
    length = find_header(bytes, found->end_of_head, "Content-Length");
    if (length.start != NULL)
        found->size += strtoul(length.start, NULL, 10);
    return found->size <= size;
}

#define _GNU_SOURCE
#include "floor_answer.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_COPY = 2048 };

static const char media[] =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
    "a=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";

static char* put(char* to, const char* bytes, size_t size)
{
    memcpy(to, bytes, size);
    return to + size;
}

static char* put_text(char* to, const char* text) { return put(to, text, strlen(text)); }

static int is(const char* line, const char* name) { return strncasecmp(line, name, strlen(name)) == 0; }

/* RFC 3261 section 8.2.6.2: what a response repeats of its request. The first letter spares most comparisons. */
static int is_repeated(const char* line)
{
    switch (line[0] | 0x20) {
    case 'v': return is(line, "Via:");
    case 'f': return is(line, "From:");
    case 'c': return is(line, "Call-ID:") || is(line, "CSeq:");
    default: return 0;
    }
}

/* Copies the headers that a response repeats, with a tag in To; the size, or 0 when they are too long. */
static size_t copy_headers(const char* head, const char* end_of_head, char out[LONGEST_COPY])
{
    const char* line = memchr(head, '\n', (size_t)(end_of_head - head));
    char* to = out;

    for (line = line ? line + 1 : end_of_head; line < end_of_head;) {
        const char* next = memchr(line, '\n', (size_t)(end_of_head - line));
        if (next == NULL)
            break;
        ++next;
        const size_t size = (size_t)(next - line);
        if ((size_t)(to - out) + size + sizeof ";tag=floor1" > LONGEST_COPY)
            return 0;
        if (is_repeated(line)) {
            to = put(to, line, size);
        } else if ((line[0] | 0x20) == 't' && is(line, "To:")) {
            to = put(to, line, size - 2);
            if (memmem(line, size, ";tag=", 5) == NULL)
                to = put_text(to, ";tag=floor1");
            to = put_text(to, "\r\n");
        }
        line = next;
    }
    return (size_t)(to - out);
}

static char* put_contact(char* to, const struct contact* contact)
{
    return to + sprintf(to, "Contact: <sip:uas@127.0.0.1:%d;transport=%s>\r\n", contact->port, contact->transport);
}

struct answer answer_request(const char* head, const char* end_of_head, const struct contact* contact,
                             char out[LONGEST_ANSWER])
{
    const int invite = strncmp(head, "INVITE ", 7) == 0;
    char copied[LONGEST_COPY];
    struct answer answer = {0, 0};
    size_t copied_size;
    char* to = out;

    if (!invite && strncmp(head, "BYE ", 4) != 0 && strncmp(head, "OPTIONS ", 8) != 0)
        return answer;
    copied_size = copy_headers(head, end_of_head, copied);
    if (copied_size == 0)
        return answer;
    if (invite) {
        to = put_text(to, "SIP/2.0 180 Ringing\r\n");
        to = put(to, copied, copied_size);
        to = put_contact(to, contact);
        to = put_text(to, "Content-Length: 0\r\n\r\n");
        answer.first = (size_t)(to - out);
    }
    to = put_text(to, "SIP/2.0 200 OK\r\n");
    to = put(to, copied, copied_size);
    if (invite) {
        to = put_contact(to, contact);
        to += sprintf(to, "Content-Type: application/sdp\r\nContent-Length: %zu\r\n\r\n%s", sizeof media - 1, media);
        answer.second = (size_t)(to - out) - answer.first;
    } else {
        to = put_text(to, "Content-Length: 0\r\n\r\n");
        answer.first = (size_t)(to - out);
    }
    return answer;
}

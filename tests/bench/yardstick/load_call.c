/* A call as the caller sees it: INVITE, 1xx, 200, ACK, BYE, 200; and OPTIONS. */
#define _GNU_SOURCE
#include "clock.h"
#include "load.h"
#include "sip_text.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char via_names[][4] = {"UDP", "TCP", "TLS"};
static const char transport_parameters[][4] = {"udp", "tcp", "tls"};

static const char offer[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                            "m=audio 40000 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
                            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n";

static void queue_request(struct slot* slot, const char* method, int cseq, const char* uri, const char* body)
{
    const enum transport transport = load.options.transport;
    const size_t room = sizeof slot->out - slot->out_size;
    const int size =
        snprintf(slot->out + slot->out_size, room,
                 "%s %s SIP/2.0\r\n"
                 "Via: SIP/2.0/%s 127.0.0.1:%d;branch=z9hG4bK%ld%s%d;rport\r\n"
                 "Max-Forwards: 70\r\n"
                 "From: <sip:load@127.0.0.1>;tag=f%ld\r\n"
                 "To: <sip:2@127.0.0.1>%s%s\r\n"
                 "Call-ID: c%ld-%d-%d@127.0.0.1\r\n"
                 "CSeq: %d %s\r\n"
                 "Contact: <sip:load@127.0.0.1:%d;transport=%s>\r\n"
                 "%sContent-Length: %zu\r\n\r\n%s",
                 method, uri, via_names[transport], slot->local_port, slot->call, method, cseq, slot->call,
                 slot->remote_tag[0] ? ";tag=" : "", slot->remote_tag, slot->call, (int)(slot - load.slots),
                 (int)getpid(), cseq, method, slot->local_port, transport_parameters[transport],
                 body[0] ? "Content-Type: application/sdp\r\n" : "", strlen(body), body);

    if (size < 0 || (size_t)size >= room) {
        fprintf(stderr, "a request is longer than the buffer\n");
        exit(1);
    }
    slot->out_size += (size_t)size;
}

void begin_call(struct slot* slot)
{
    slot->call = ++load.begun;
    slot->begun_at = wall_seconds();
    slot->remote_tag[0] = '\0';
}

static void send_first(struct slot* slot, const char* method, const char* body, enum state next)
{
    char uri[128];

    snprintf(uri, sizeof uri, "sip:2@127.0.0.1:%d;transport=%s", ntohs(load.options.server.sin_port),
             transport_parameters[load.options.transport]);
    slot->state = next;
    queue_request(slot, method, 1, uri, body);
    send_queued(slot);
}

void invite(struct slot* slot)
{
    slot->invited_at = wall_seconds();
    send_first(slot, "INVITE", offer, WAITING_FOR_200);
}

void ask_options(struct slot* slot) { send_first(slot, "OPTIONS", "", WAITING_FOR_OPTIONS_200); }

void hang_up(struct slot* slot)
{
    if (load.options.transport == OVER_UDP)
        send_queued(slot); /* a datagram of its own */
    queue_request(slot, "BYE", 2, slot->remote_contact, "");
    slot->state = WAITING_FOR_BYE_200;
    send_queued(slot);
}

/* Copies text into a buffer, cut to its size. */
static void keep_text(char* to, size_t room, const char* from, size_t size)
{
    if (size >= room)
        size = room - 1;
    memcpy(to, from, size);
    to[size] = '\0';
}

/* The dialog's remote tag and target (RFC 3261 section 12.1.2). */
static void learn_dialog(struct slot* slot, const char* head, const char* end_of_head)
{
    struct text to = find_header(head, end_of_head, "To");
    struct text contact = find_header(head, end_of_head, "Contact");
    const char* tag = to.start ? memmem(to.start, to.size, ";tag=", 5) : NULL;
    const char* open = contact.start ? memchr(contact.start, '<', contact.size) : NULL;
    const char* close = open ? memchr(open, '>', contact.size - (size_t)(open - contact.start)) : NULL;

    if (tag)
        keep_text(slot->remote_tag, sizeof slot->remote_tag, tag + 5, to.size - (size_t)(tag + 5 - to.start));
    if (close)
        keep_text(slot->remote_contact, sizeof slot->remote_contact, open + 1, (size_t)(close - open - 1));
    else
        strcpy(slot->remote_contact, "sip:127.0.0.1");
}

static void answered(struct slot* slot, const char* head, const char* end_of_head)
{
    add_sample(&load.answer_times, slot->invited_at);
    add_sample(&load.set_up_times, slot->begun_at);
    learn_dialog(slot, head, end_of_head);
    queue_request(slot, "ACK", 1, slot->remote_contact, "");
    call_answered(slot);
}

void receive_response(struct slot* slot, const char* head, const char* end_of_head)
{
    struct text cseq = find_header(head, end_of_head, "CSeq");
    const int status = strncmp(head, "SIP/2.0 ", 8) == 0 ? atoi(head + 8) : 0;

    if (status < 200 || cseq.start == NULL)
        return;
    if (memmem(cseq.start, cseq.size, " INVITE", 7) && slot->state == WAITING_FOR_200) {
        if (status == 200)
            answered(slot, head, end_of_head);
        else
            call_ended(slot, 0);
    } else if ((memmem(cseq.start, cseq.size, " BYE", 4) && slot->state == WAITING_FOR_BYE_200) ||
               (memmem(cseq.start, cseq.size, " OPTIONS", 8) && slot->state == WAITING_FOR_OPTIONS_200)) {
        call_ended(slot, status == 200);
    }
}

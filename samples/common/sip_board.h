/* What the samples share: their command line, and the start of Global Call with one SIP board. */
#ifndef SAMPLES_SIP_BOARD_H
#define SAMPLES_SIP_BOARD_H

#include <gclib.h>

enum transport { OVER_UDP, OVER_TCP, OVER_TLS };

struct options {
    enum transport transport;
    const char *address;     /* -a  local IPv4 address */
    unsigned short port;     /* -p  local port for that transport; 0: the usual one */
    const char *certificate; /* -c  PEM file: who we are */
    const char *key;         /* -k  PEM file: its private key */
    const char *password;    /* -K  pass phrase of the key */
    const char *ca;          /* -C  PEM file: whom we trust */
    int mutual;              /* -m  demand a certificate from callers */
    const char *peer_name;   /* -N  name that the called host's certificate must carry, when it is not the one in the URI */
    const char *peer;        /* -x  ADDRESS:PORT to send all requests to (an outbound proxy) */
    int lines;               /* -l  line devices to open */
    int calls;               /* -n  end after so many calls; 0: never */
    int hold;                /* -h  seconds to hold an answered call */
    int ring;                /* -r  seconds to ring before answering; to wait for an answer before giving up */
    int refuse;              /* -R  SIP status to refuse calls with; 0: answer them */
    int third_party;         /* the program writes the session descriptions (3PCC); no option */
    const char *destination; /* make_call, relay_sdp: whom to call */
};

/* Reads the command line; prints the usage and exits when it is wrong. */
void read_options(int argc, char **argv, int with_destination, struct options *options);

/* Starts Global Call with one board as the options say. 0, or -1 after having printed why. */
int start_board(const struct options *options);

/* Prints what gc_ErrorInfo() says about the function that just failed on this thread. */
void print_error(const char *function);

/* Prints what gc_ResultInfo() says about an event. */
void print_result(const char *what, METAEVENT *event);

/* Prints who is at the other end of a call over TLS, as far as it is known. */
void print_security(CRN crn);

/* Seconds of a clock that only goes forward. */
double now(void);

#endif

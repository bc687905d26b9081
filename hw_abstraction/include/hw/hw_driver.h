/*
 * Copyright the Trunkcall authors. SPDX-License-Identifier: Apache-2.0
 *
 * What a driver for telephony hardware implements: the only header that a vendor needs. C89-tolerant, C and C++.
 *
 * THE RULES, common to everything below
 *
 * Entry      A driver is a shared object that exports one symbol, hw_driver_entry. It is loaded with RTLD_NOW |
 *            RTLD_LOCAL; hide the rest.
 * Sizes      Every struct begins with `size`: the bytes that its writer knows. Later minor versions only append
 *            members. A reader ignores a tail that it does not know, and takes members beyond `size` as absent
 *            (HW_HAS). Where a function fills in a struct, the caller has set `size`, and the callee writes no byte
 *            beyond it.
 * Versions   Same major number: any two minor numbers work together. Another major number: refused, with the reason
 *            in words.
 * Operations Those marked REQUIRED must be there. Any other may be NULL, or its whole table: the host then does
 *            without, or in software.
 * Memory     Nothing that one side allocates is freed by the other. Pointers passed to a function are valid until it
 *            returns, unless said otherwise; keep copies. Strings are UTF-8 with a terminating NUL. No exception and
 *            no longjmp crosses the border.
 * Results    int32_t: HW_OK, HW_PENDING, or a negative HW_E code.
 * Identity   A board is named by its id, "bus:serial", such as "usb:00A1B2C3": the same after a restart and in
 *            another slot. Never by the order of enumeration. Configuration binds ids to device names.
 * Hot-plug   Boards come and go by HW_EVENT_BOARD_ADDED and HW_EVENT_BOARD_REMOVED. After removal the handles stay
 *            valid and every operation but close returns HW_ENODEV.
 *
 * THREADS
 *
 * (a) The host never makes two calls at once on one board, except that `io` on the media thread may run together
 *     with any other. Calls on different boards, and the system operations, may run together.
 * (b) `io` must not block, allocate, log, or take a lock that another operation holds while it waits.
 * (c) Every other operation returns within 50 ms, or returns HW_PENDING and ends with HW_EVENT_DONE for its
 *     `request`.
 * (d) hw_host functions may be called from any thread, also from inside an operation. post_event and log never wait
 *     for the program. From `io` only post_event and now_ns may be called. None may be called after `fini` has
 *     returned.
 */
#ifndef HW_DRIVER_H
#define HW_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HW_ABI_MAJOR 1u
#define HW_ABI_MINOR 0u
#define HW_ABI_VERSION(major, minor) (((uint32_t)(major) << 16) | (uint32_t)(minor))
#define HW_ABI HW_ABI_VERSION(HW_ABI_MAJOR, HW_ABI_MINOR)

/* True when the struct at `pointer` is large enough to hold `member`. */
#define HW_HAS(pointer, type, member) ((pointer)->size >= offsetof(type, member) + sizeof(((const type*)0)->member))

#if defined(__GNUC__)
#define HW_EXPORT __attribute__((visibility("default")))
#else
#define HW_EXPORT
#endif

/* ---- results ---- */

#define HW_OK 0
#define HW_PENDING 1    /* accepted; HW_EVENT_DONE follows */
#define HW_ENOTSUP (-1) /* the hardware or the driver cannot do it */
#define HW_EINVAL (-2)  /* an argument is out of range */
#define HW_ENODEV (-3)  /* no such board or channel, or it was removed */
#define HW_EBUSY (-4)   /* in use, or a queue is full */
#define HW_ESTATE (-5)  /* not possible now */
#define HW_EIO (-6)     /* the hardware failed */
#define HW_ENOMEM (-7)
#define HW_ETIMEDOUT (-8)
#define HW_ENOSPC (-9)  /* the caller's buffer is too small */
#define HW_ENOENT (-10) /* no such parameter, file or index */

/* Handles of the driver; their structs are the driver's own. */
typedef struct hw_system hw_system;
typedef struct hw_board hw_board;
typedef struct hw_channel hw_channel;

#define HW_ID_SIZE 64u   /* board id with its NUL */
#define HW_TEXT_SIZE 64u /* other short texts with their NUL */

/* ---- events: driver to host ---- */

enum {
    HW_EVENT_BOARD_ADDED = 1,   /* board_id */
    HW_EVENT_BOARD_REMOVED = 2, /* board_id */
    HW_EVENT_DONE = 3,          /* request, result */
    HW_EVENT_PROGRESS = 4,      /* request, value: percent */
    HW_EVENT_ALARM_ON = 5,      /* value: HW_ALARM_; channel or HW_NO_CHANNEL */
    HW_EVENT_ALARM_OFF = 6,     /* as above */
    HW_EVENT_HOOK = 7,          /* value: 0 on-hook, 1 off-hook */
    HW_EVENT_RING = 8,          /* value: 1 ringing begins, 0 ends */
    HW_EVENT_DIGIT = 9,         /* value: the character 0-9 A-D * # */
    HW_EVENT_KEY = 10,          /* value: the phone's key number; value2: 1 pressed, 0 released */
    HW_EVENT_SIGNAL_BITS = 11,  /* value: bits ABCD received */
    HW_EVENT_CLOCK_SLIP = 12    /* value2: samples, negative when lost */
};

enum {
    HW_ALARM_LOSS_OF_SIGNAL = 1,
    HW_ALARM_REMOTE = 2,
    HW_ALARM_FRAMING = 3,
    HW_ALARM_CLOCK = 4,
    HW_ALARM_HARDWARE = 5
};

#define HW_NO_CHANNEL 0xffffffffu

typedef struct hw_event {
    uint32_t size;
    uint32_t type;    /* HW_EVENT_ */
    uint64_t time_ns; /* when it happened, by now_ns */
    uint64_t board;   /* the host's cookie from board open; 0 for events of the system */
    uint64_t request; /* the host's cookie of the operation that ends */
    uint32_t channel; /* index, or HW_NO_CHANNEL */
    int32_t result;
    uint32_t value;
    int32_t value2;
    char board_id[HW_ID_SIZE];
} hw_event;

/* ---- what the host offers to a driver; valid until `fini` has returned ---- */

enum { HW_LOG_ERROR = 1, HW_LOG_WARNING = 2, HW_LOG_INFO = 3, HW_LOG_DEBUG = 4 };

typedef struct hw_host {
    uint32_t size;
    uint32_t abi;  /* HW_ABI of the host */
    void* context; /* first argument of the functions below */
    /* One line for the log; `device`: board id or "". */
    void (*log)(void* context, uint32_t level, const char* device, const char* text);
    /* CLOCK_MONOTONIC in nanoseconds. */
    uint64_t (*now_ns)(void* context);
    /* Copies the event and returns at once. HW_EBUSY when the host's queue is full: try again later. */
    int32_t (*post_event)(void* context, const hw_event* event);
    /* The configured value of `key` into `value`. HW_ENOENT when there is none, HW_ENOSPC when it does not fit. */
    int32_t (*config_get)(void* context, const char* key, char* value, uint32_t value_size);
} hw_host;

/* ---- system: discovery ---- */

#define HW_KIND_PHONE 0x1u /* handset, keys, lamps, display */
#define HW_KIND_BOARD 0x2u /* spans, lines, DSP resources */

typedef struct hw_board_info {
    uint32_t size;
    uint32_t kinds;           /* HW_KIND_ */
    char id[HW_ID_SIZE];      /* "bus:serial" */
    char model[HW_TEXT_SIZE]; /* for people */
    uint32_t spans;
    uint32_t channels;
} hw_board_info;

/* Told of one board; returning other than HW_OK ends the enumeration, which then returns that. */
typedef int32_t (*hw_board_found)(void* context, const hw_board_info* info);

typedef struct hw_system_ops {
    uint32_t size;
    uint32_t reserved; /* 0 */
    /* REQUIRED. Called before all others, once for each host in the process. `host` stays valid until `fini`. */
    int32_t (*init)(const hw_host* host, hw_system** system);
    /* REQUIRED. Called once, after every board is closed. */
    void (*fini)(hw_system* system);
    /* REQUIRED. The boards that are there now. */
    int32_t (*enumerate)(hw_system* system, hw_board_found found, void* context);
    /* Look again for boards; changes come as events. */
    int32_t (*rescan)(hw_system* system);
    /* A descriptor; when it becomes readable the host calls `service`. Negative: none, the driver has its own thread.
     */
    int32_t (*poll_fd)(hw_system* system);
    int32_t (*service)(hw_system* system);
} hw_system_ops;

/* ---- boards ---- */

#define HW_CAP_AUDIO 0x01u     /* moves audio by `io` */
#define HW_CAP_SWITCHING 0x02u /* connects channels on the board */
#define HW_CAP_FIRMWARE 0x04u
#define HW_CAP_SELF_TEST 0x08u

#define HW_FORMAT_S16 0x1u /* linear 16 bit, host byte order */
#define HW_FORMAT_ULAW 0x2u
#define HW_FORMAT_ALAW 0x4u

#define HW_TICK_1_MS 0x01u
#define HW_TICK_2_MS 0x02u
#define HW_TICK_5_MS 0x04u
#define HW_TICK_10_MS 0x08u
#define HW_TICK_20_MS 0x10u

typedef struct hw_board_caps {
    uint32_t size;
    uint32_t capabilities; /* HW_CAP_ */
    uint32_t formats;      /* HW_FORMAT_ that `io` can move */
    uint32_t ticks;        /* HW_TICK_ */
    uint32_t sample_rate;  /* Hz */
    uint32_t clock_roles;  /* 1 << HW_CLOCK_ for each role that it can have */
    uint32_t channels;
} hw_board_caps;

enum { HW_CLOCK_NONE = 0, HW_CLOCK_MASTER = 1, HW_CLOCK_SLAVE = 2, HW_CLOCK_NETWORK = 3 };

/* A board's time: `samples` have passed since open when the host's clock said `time_ns`. The host elects one master
 * from it. */
typedef struct hw_clock {
    uint32_t size;
    uint32_t role;        /* HW_CLOCK_; NONE: the board has no clock of its own */
    uint32_t sample_rate; /* nominal, Hz */
    uint32_t span;        /* NETWORK: the span that it follows */
    uint64_t samples;
    uint64_t time_ns;
} hw_clock;

enum { HW_PARAM_INTEGER = 1, HW_PARAM_BOOLEAN = 2, HW_PARAM_TEXT = 3, HW_PARAM_CHOICE = 4 };

/* A parameter that describes itself; the texts live as long as the board is open. */
typedef struct hw_param {
    uint32_t size;
    uint32_t type; /* HW_PARAM_ */
    const char* name;
    const char* unit;     /* "ms", "dB", "" */
    const char* standard; /* default value as text */
    const char* choices;  /* CHOICE: "a|b|c"; else "" */
    const char* help;     /* one sentence */
    int64_t minimum;
    int64_t maximum;
} hw_param;

typedef struct hw_board_stats {
    uint32_t size;
    uint32_t open_channels;
    uint64_t ticks;      /* calls of `io` */
    uint64_t late_ticks; /* of them too late to be gapless */
    uint64_t slipped;    /* samples lost or repeated */
    uint64_t hardware_errors;
} hw_board_stats;

typedef struct hw_board_ops {
    uint32_t size;
    uint32_t reserved; /* 0 */
    /* REQUIRED. `cookie` goes into every event of the board. */
    int32_t (*open)(hw_system* system, const char* id, uint64_t cookie, hw_board** board);
    /* REQUIRED. Closes its channels too; no event of the board after it. */
    void (*close)(hw_board* board);
    /* REQUIRED. */
    int32_t (*caps)(hw_board* board, hw_board_caps* caps);
    int32_t (*clock_get)(hw_board* board, hw_clock* clock);
    int32_t (*clock_set)(hw_board* board, uint32_t role, uint32_t span);
    /* The parameter number `index`, from 0; HW_ENOENT behind the last. Its value, as text, by name. */
    int32_t (*param_describe)(hw_board* board, uint32_t index, hw_param* param);
    int32_t (*param_get)(hw_board* board, const char* name, char* value, uint32_t value_size);
    int32_t (*param_set)(hw_board* board, const char* name, const char* value);
    int32_t (*stats)(hw_board* board, hw_board_stats* stats);
    int32_t (*firmware_load)(hw_board* board, const char* path, uint64_t request);
    int32_t (*self_test)(hw_board* board, uint64_t request);
} hw_board_ops;

/* ---- channels ---- */

enum {
    HW_CHANNEL_HANDSET = 1, /* a phone */
    HW_CHANNEL_STATION = 2, /* a line to a telephone */
    HW_CHANNEL_TRUNK = 3,   /* an analog line to an exchange */
    HW_CHANNEL_BEARER = 4,  /* a time slot of a span */
    HW_CHANNEL_SIGNAL = 5   /* a signalling slot */
};

typedef struct hw_channel_info {
    uint32_t size;
    uint32_t kind;     /* HW_CHANNEL_ */
    uint32_t span;     /* from 0 */
    uint32_t timeslot; /* from 1; 0: none */
    uint32_t commands; /* 1 << HW_COMMAND_ for each that it knows */
} hw_channel_info;

enum {
    HW_COMMAND_HOOK = 1,        /* value: 0 on-hook, 1 off-hook, 2 flash */
    HW_COMMAND_RING = 2,        /* value: 1 start, 0 stop; text: cadence "2000,4000" in ms, "" standard */
    HW_COMMAND_DIAL = 3,        /* text: digits; value: 0 tones, 1 pulses; ends with DONE */
    HW_COMMAND_SIGNAL_BITS = 4, /* value: bits ABCD to send */
    HW_COMMAND_LAMP = 5,        /* value: lamp number; value2: 0 off, 1 on, 2 blinking */
    HW_COMMAND_DISPLAY = 6,     /* value: line; text */
    HW_COMMAND_GAIN = 7         /* value: 0 to the line, 1 from the line; value2: tenths of a dB */
};

typedef struct hw_command {
    uint32_t size;
    uint32_t type;    /* HW_COMMAND_ */
    uint64_t request; /* cookie for HW_EVENT_DONE */
    uint32_t value;
    int32_t value2;
    const char* text; /* NULL: "" */
} hw_command;

typedef struct hw_channel_ops {
    uint32_t size;
    uint32_t reserved; /* 0 */
    /* REQUIRED. `index`: from 0 below hw_board_caps.channels. */
    int32_t (*open)(hw_board* board, uint32_t index, hw_channel** channel);
    /* REQUIRED. */
    void (*close)(hw_channel* channel);
    int32_t (*info)(hw_channel* channel, hw_channel_info* info);
    int32_t (*command)(hw_channel* channel, const hw_command* command);
} hw_channel_ops;

/* ---- audio: one call for each board and tick, for all its open channels ---- */

typedef struct hw_io_channel {
    hw_channel* channel;
    const void* to_line; /* `samples` in `format`; NULL: silence */
    void* from_line;     /* room for `samples` in `format`; NULL: not wanted */
} hw_io_channel;

typedef struct hw_io {
    uint32_t size;
    uint32_t format;   /* one HW_FORMAT_ */
    uint32_t samples;  /* per channel and direction */
    uint32_t count;    /* of channels */
    uint32_t stride;   /* bytes from one hw_io_channel to the next */
    uint32_t reserved; /* 0 */
    hw_io_channel* channels;
    uint64_t clock_samples; /* out: as in hw_clock, after this tick */
    uint64_t clock_time_ns; /* out */
} hw_io;

typedef struct hw_audio_ops {
    uint32_t size;
    uint32_t reserved; /* 0 */
    /* REQUIRED with HW_CAP_AUDIO. Moves one tick both ways. */
    int32_t (*io)(hw_board* board, hw_io* io);
} hw_audio_ops;

/* ---- switching on the board ---- */

typedef struct hw_switch_ops {
    uint32_t size;
    uint32_t reserved; /* 0 */
    /* REQUIRED with HW_CAP_SWITCHING. `listener` hears `speaker`, a channel of the same board, until disconnected. */
    int32_t (*connect)(hw_channel* listener, hw_channel* speaker);
    int32_t (*disconnect)(hw_channel* listener);
} hw_switch_ops;

/* ---- the driver ---- */

/* Lives as long as the module is loaded. Further groups of operations are appended by later minor versions. */
typedef struct hw_driver {
    uint32_t size;
    uint32_t abi;     /* HW_ABI that it was built with */
    const char* name; /* short, without spaces: "null" */
    const char* vendor;
    const char* version;
    const char* licence;
    const hw_system_ops* system;   /* REQUIRED */
    const hw_board_ops* board;     /* REQUIRED */
    const hw_channel_ops* channel; /* REQUIRED */
    const hw_audio_ops* audio;
    const hw_switch_ops* switching;
} hw_driver;

/*
 * The one exported symbol, called before anything else and without effect: it only says what the driver is. `host_abi`
 * is the HW_ABI of the host. NULL refuses to work with it, with the reason in `why` (`why_size` bytes with the NUL;
 * empty on entry).
 */
typedef const hw_driver* (*hw_driver_entry_function)(uint32_t host_abi, char* why, uint32_t why_size);
HW_EXPORT const hw_driver* hw_driver_entry(uint32_t host_abi, char* why, uint32_t why_size);
#define HW_DRIVER_ENTRY_NAME "hw_driver_entry"

#ifdef __cplusplus
}
#endif

#endif

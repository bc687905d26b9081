/* SPDX-License-Identifier: Apache-2.0 */
#include "null_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NULL_BOARD_ID "null:0"
#define SAMPLE_RATE 8000u
#define MOST_CHANNELS 1024u

/* io alone writes `samples`; everything else is touched by one thread at a time (rule a). */
struct hw_system {
    const hw_host* host;
    uint32_t channels;
    int board_is_open;
};

struct hw_board {
    hw_system* system;
    uint64_t samples;
    hw_channel* channels[MOST_CHANNELS];
};

struct hw_channel {
    hw_board* board;
    uint32_t index;
};

/* ---- system ---- */

static uint32_t configured_channels(const hw_host* host)
{
    char text[16];
    char* end;
    unsigned long number;
    if (host->config_get(host->context, "null.channels", text, sizeof text) != HW_OK)
        return 4;
    number = strtoul(text, &end, 10);
    if (*end == '\0' && number >= 1 && number <= MOST_CHANNELS)
        return (uint32_t)number;
    host->log(host->context, HW_LOG_WARNING, NULL_BOARD_ID, "null.channels is not a number from 1 to 1024; using 4");
    return 4;
}

static int32_t system_init(const hw_host* host, hw_system** out)
{
    hw_system* system = calloc(1, sizeof *system);
    if (!system)
        return HW_ENOMEM;
    system->host = host;
    system->channels = configured_channels(host);
    *out = system;
    return HW_OK;
}

static void system_fini(hw_system* system) { free(system); }

static int32_t system_enumerate(hw_system* system, hw_board_found found, void* context)
{
    hw_board_info info;
    memset(&info, 0, sizeof info);
    info.size = sizeof info;
    info.kinds = HW_KIND_BOARD;
    strcpy(info.id, NULL_BOARD_ID);
    strcpy(info.model, "Null board");
    info.channels = system->channels;
    return found(context, &info);
}

/* ---- board ---- */

static int32_t board_open(hw_system* system, const char* id, uint64_t cookie, hw_board** out)
{
    hw_board* board;
    (void)cookie; /* it has no events */
    if (strcmp(id, NULL_BOARD_ID) != 0)
        return HW_ENODEV;
    if (system->board_is_open)
        return HW_EBUSY;
    board = calloc(1, sizeof *board);
    if (!board)
        return HW_ENOMEM;
    board->system = system;
    system->board_is_open = 1;
    *out = board;
    return HW_OK;
}

static void board_close(hw_board* board)
{
    uint32_t i;
    for (i = 0; i < MOST_CHANNELS; ++i)
        free(board->channels[i]);
    board->system->board_is_open = 0;
    free(board);
}

static int32_t board_caps(hw_board* board, hw_board_caps* caps)
{
    if (!HW_HAS(caps, hw_board_caps, channels))
        return HW_EINVAL;
    caps->capabilities = HW_CAP_AUDIO;
    caps->formats = HW_FORMAT_S16 | HW_FORMAT_ULAW | HW_FORMAT_ALAW;
    caps->ticks = HW_TICK_1_MS | HW_TICK_2_MS | HW_TICK_5_MS | HW_TICK_10_MS | HW_TICK_20_MS;
    caps->sample_rate = SAMPLE_RATE;
    caps->clock_roles = 1u << HW_CLOCK_NONE;
    caps->channels = board->system->channels;
    return HW_OK;
}

/* ---- channels ---- */

static int32_t channel_open(hw_board* board, uint32_t index, hw_channel** out)
{
    hw_channel* channel;
    if (index >= board->system->channels)
        return HW_ENODEV;
    if (board->channels[index])
        return HW_EBUSY;
    channel = calloc(1, sizeof *channel);
    if (!channel)
        return HW_ENOMEM;
    channel->board = board;
    channel->index = index;
    board->channels[index] = channel;
    *out = channel;
    return HW_OK;
}

static void channel_close(hw_channel* channel)
{
    channel->board->channels[channel->index] = NULL;
    free(channel);
}

static int32_t channel_info(hw_channel* channel, hw_channel_info* info)
{
    if (!HW_HAS(info, hw_channel_info, commands))
        return HW_EINVAL;
    info->kind = HW_CHANNEL_BEARER;
    info->span = 0;
    info->timeslot = channel->index + 1;
    info->commands = 0;
    return HW_OK;
}

/* ---- audio ---- */

static int silence_of(uint32_t format)
{
    switch (format) {
    case HW_FORMAT_ULAW: return 0xff; /* ITU-T G.711: plus zero */
    case HW_FORMAT_ALAW: return 0xd5;
    default: return 0;
    }
}

static int32_t audio_io(hw_board* board, hw_io* io)
{
    const size_t bytes = io->samples * (size_t)(io->format == HW_FORMAT_S16 ? 2 : 1);
    char* at = (char*)io->channels;
    uint32_t i;
    for (i = 0; i < io->count; ++i, at += io->stride) {
        hw_io_channel* channel = (hw_io_channel*)(void*)at;
        if (channel->from_line)
            memset(channel->from_line, silence_of(io->format), bytes);
    }
    board->samples += io->samples;
    io->clock_samples = board->samples;
    io->clock_time_ns = board->system->host->now_ns(board->system->host->context);
    return HW_OK;
}

/* ---- the tables ---- */

static const hw_system_ops system_ops = {
    .size = sizeof system_ops, .init = system_init, .fini = system_fini, .enumerate = system_enumerate};
static const hw_board_ops board_ops = {
    .size = sizeof board_ops, .open = board_open, .close = board_close, .caps = board_caps};
static const hw_channel_ops channel_ops = {
    .size = sizeof channel_ops, .open = channel_open, .close = channel_close, .info = channel_info};
static const hw_audio_ops audio_ops = {.size = sizeof audio_ops, .io = audio_io};

static const hw_driver driver = {
    .size = sizeof driver,
    .abi = HW_ABI,
    .name = "null",
    .vendor = "Trunkcall",
    .version = "1.0",
    .licence = "Apache-2.0",
    .system = &system_ops,
    .board = &board_ops,
    .channel = &channel_ops,
    .audio = &audio_ops,
};

const hw_driver* hw_null_driver_entry(uint32_t host_abi, char* why, uint32_t why_size)
{
    if (host_abi >> 16 == HW_ABI_MAJOR)
        return &driver;
    snprintf(why, why_size, "needs a host of ABI %u", HW_ABI_MAJOR);
    return NULL;
}

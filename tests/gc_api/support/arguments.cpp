#include "gc_api/support/arguments.hpp"

#include "gcip.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstring>
#include <iterator>

namespace gc::test {
namespace {

constexpr long first_crn = 0x0100'0000;

bool has(std::string_view name, std::initializer_list<std::string_view> words)
{
    std::string lower{name};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

long keeping_handler(void*) { return 1; }

const char* const texts[] = {
    ":P_SIP:N_iptB1T1:M_ipmB1C1", ":N_iptB2:P_IP", "iptB1", "dxxxB1C1", "IPM",        "",           "X-Any: thing",
    "sip:a@127.0.0.1:9",          "127.0.0.1:9",   "%s%n",  "a\r\nb",   "GC_ALL_LIB", "GC_H3R_LIB", "1"};

} // namespace

void write_destination(char* out, std::size_t size, Dice& dice, unsigned port)
{
    static const char* const destinations[] = {"sip:bob@127.0.0.1:%u",
                                               "sip:bob@127.0.0.1:%u;transport=tcp",
                                               "bob@127.0.0.1:%u",
                                               "127.0.0.1:%u",
                                               "sip:x@127.0.0.1:9",
                                               "sip:%u",
                                               "tel:+%u",
                                               "555%u",
                                               ""};
    std::snprintf(out, size, destinations[dice.roll(std::size(destinations))], port);
}

long Arguments::number(std::string_view parameter)
{
    if (has(parameter, {"timeout"}))
        return 1; // none of them may take long
    if (has(parameter, {"mode"}))
        return static_cast<long>(dice_.mode());
    if (has(parameter, {"crn"}))
        return dice_.call();
    if (has(parameter, {"dev", "handle", "hdl", "line", "brd", "target_id", "chan"}))
        return dice_.line();
    if (parameter == "fd")
        return dice_.once_in(2) ? -1 : 1'000'000; // any other may be somebody's
    if (has(parameter, {"count", "size", "len", "num", "max"}))
        return static_cast<long>(dice_.roll(dice_.once_in(2) ? 6 : 300)) - 1;
    switch (dice_.roll(6)) {
    case 0: return 0;
    case 1: return -1;
    case 2: return static_cast<long>(dice_.any());
    default: break;
    }
    const auto small = static_cast<long>(dice_.roll(dice_.once_in(2) ? 8 : 5000));
    return dice_.spares(small) ? 0 : small;
}

long (*Arguments::handler())(void*) { return dice_.once_in(4) ? nullptr : keeping_handler; }

GC_PARM_BLKP Arguments::block()
{
    return dice_.once_in(3) ? nullptr : dice_.once_in(10) ? reinterpret_cast<GC_PARM_BLKP>(5) : block_;
}

GC_MAKECALL_BLK& Arguments::make_call_block()
{
    gclib_ = {};
    gclib_.ext_datap = block();
    write_destination(gclib_.destination.address, sizeof gclib_.destination.address, dice_, world_.port);
    make_call_ = {dice_.or_null(&gclib_), nullptr};
    return make_call_;
}

METAEVENT& Arguments::metaevent()
{
    metaevent_ = {};
    if (!dice_.once_in(3))
        gc_GetMetaEvent(&metaevent_);
    return metaevent_;
}

char* Arguments::text(std::string_view parameter)
{
    auto* const text = static_cast<char*>(zeros());
    if (has(parameter, {"filename"})) // fools make no files
        std::strcpy(text, dice_.once_in(2) ? "/dev/null" : "/no/such/directory/file");
    else if (dice_.once_in(3))
        write_destination(text, slot_size, dice_, world_.port);
    else
        std::strcpy(text, texts[dice_.roll(std::size(texts))]);
    return text;
}

/// A value may be a number of any meaning; all else might have pointers inside.
void* Arguments::anything(std::string_view parameter)
{
    void* const place = zeros();
    const int value = static_cast<int>(dice_.roll(64));
    if (has(parameter, {"value"}))
        std::memcpy(place, &value, sizeof value);
    return place;
}

void* Arguments::zeros()
{
    Slot& slot = memory_[taken_++ % slots];
    slot.fill('\0');
    return slot.data();
}

void Arguments::used()
{
    for (const Written& one : written_) {
        long value = 0;
        std::memcpy(&value, one.where, one.size); // little-endian
        if (value != one.before && !dice_.spares(value))
            (value < first_crn ? world_.lines : world_.calls).add(value);
    }
    written_.clear();
    taken_ = 0;
}

} // namespace gc::test

#include "transaction/timer_queue.hpp"

#include <algorithm>
#include <bit>

namespace sip {

namespace {

using std::chrono::milliseconds;

constexpr TimePoint last_tick{std::chrono::floor<milliseconds>(TimePoint::max().time_since_epoch())};

std::uint64_t tick_at_or_after(TimePoint time)
{
    const TimePoint bounded = std::clamp(time, TimePoint{}, last_tick);
    return static_cast<std::uint64_t>(std::chrono::ceil<milliseconds>(bounded.time_since_epoch()).count());
}

std::uint64_t tick_at_or_before(TimePoint time)
{
    const TimePoint bounded = std::max(time, TimePoint{});
    return static_cast<std::uint64_t>(std::chrono::floor<milliseconds>(bounded.time_since_epoch()).count());
}

} // namespace

TimerQueue::TimerQueue() : slots_(levels * slots) {}

TimerQueue::Ticket TimerQueue::start(TimePoint deadline, const TimerOwner& owner)
{
    if (free_ == none) {
        nodes_.push_back({});
        nodes_.back().next = none;
        free_ = static_cast<Index>(nodes_.size() - 1);
    }
    const Index index = free_;
    Node& node = nodes_[index];
    free_ = node.next;
    node.deadline = std::max(tick_at_or_after(deadline), current_);
    node.owner_id = owner.id;
    node.owner_kind = owner.kind;
    node.letter = owner.letter;
    ++node.generation;
    link(index);
    ++size_;
    return (std::uint64_t{node.generation} << 32) | index;
}

void TimerQueue::stop(Ticket& ticket) noexcept
{
    const auto index = static_cast<Index>(ticket);
    const auto generation = static_cast<std::uint32_t>(ticket >> 32);
    ticket = 0;
    // A node's generation is odd while it is a timer, so that ticket 0 and the tickets of expired timers match nothing.
    if (index >= nodes_.size() || nodes_[index].generation != generation || generation % 2 == 0)
        return;
    unlink(index);
    release(index);
}

TimePoint TimerQueue::next() const noexcept
{
    if (size_ == 0)
        return TimePoint::max();
    return TimePoint{milliseconds{slots_[first_slot()].earliest}};
}

bool TimerQueue::take_expired(TimePoint now, TimerOwner& owner)
{
    const Tick tick = tick_at_or_before(now);
    while (size_ != 0) {
        const unsigned slot = first_slot();
        if (slots_[slot].earliest > tick)
            return false;
        if (slot >= slots) {
            spread(slot, tick);
            continue;
        }
        const Index index = slots_[slot].head;
        const Node& node = nodes_[index];
        owner = {node.owner_kind, node.owner_id, node.letter};
        unlink(index);
        release(index);
        return true;
    }
    return false;
}

/// The level is that of the highest digit in which the deadline differs from current_.
unsigned TimerQueue::slot_of(Tick deadline) const noexcept
{
    const Tick difference = deadline ^ current_;
    const unsigned level = difference == 0 ? 0 : (static_cast<unsigned>(std::bit_width(difference)) - 1) / digit_bits;
    const auto digit = static_cast<unsigned>(deadline >> (level * digit_bits)) % slots;
    return level * slots + digit;
}

/// All timers of a level are earlier than those of the next, and those of a slot earlier than those of the next slot.
unsigned TimerQueue::first_slot() const noexcept
{
    unsigned level = 0;
    while (occupied_[level] == 0)
        ++level;
    return level * slots + static_cast<unsigned>(std::countr_zero(occupied_[level]));
}

void TimerQueue::link(Index index) noexcept
{
    Node& node = nodes_[index];
    const unsigned number = slot_of(node.deadline);
    Slot& slot = slots_[number];
    node.slot = static_cast<std::uint16_t>(number);
    if (slot.head == none) {
        slot = {index, node.deadline};
        node.previous = node.next = index;
        occupied_[number / slots] |= std::uint64_t{1} << (number % slots);
        return;
    }
    slot.earliest = std::min(slot.earliest, node.deadline);
    node.next = slot.head;
    node.previous = nodes_[slot.head].previous;
    nodes_[node.previous].next = index;
    nodes_[slot.head].previous = index;
}

void TimerQueue::unlink(Index index) noexcept
{
    const Node& node = nodes_[index];
    Slot& slot = slots_[node.slot];
    if (node.next == index) {
        slot.head = none;
        occupied_[node.slot / slots] &= ~(std::uint64_t{1} << (node.slot % slots));
        return;
    }
    nodes_[node.previous].next = node.next;
    nodes_[node.next].previous = node.previous;
    if (slot.head == index)
        slot.head = node.next;
}

void TimerQueue::release(Index index) noexcept
{
    Node& node = nodes_[index];
    ++node.generation;
    node.next = free_;
    free_ = index;
    --size_;
}

/// Moves current_ on into the first occupied slot, so that each of its timers falls to a lower level. A timer is moved
/// once for each level at most.
void TimerQueue::spread(unsigned slot, Tick now) noexcept
{
    const Index head = slots_[slot].head;
    Tick earliest = nodes_[head].deadline;
    for (Index index = nodes_[head].next; index != head; index = nodes_[index].next)
        earliest = std::min(earliest, nodes_[index].deadline);
    current_ = std::min(earliest, now);

    slots_[slot].head = none;
    occupied_[slot / slots] &= ~(std::uint64_t{1} << (slot % slots));
    for (Index index = head, next = none; next != head; index = next) {
        next = nodes_[index].next;
        link(index);
    }
}

} // namespace sip

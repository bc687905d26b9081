#include "transaction/key_index.hpp"

#include <utility>

namespace sip {

namespace {

constexpr std::size_t smallest = 16;

} // namespace

KeyIndex::KeyIndex() : entries_(smallest) {}

std::uint32_t KeyIndex::find(const Fingerprint& key) const noexcept { return entries_[place_of(key)].value; }

bool KeyIndex::insert(const Fingerprint& key, std::uint32_t value)
{
    std::size_t place = place_of(key);
    if (entries_[place].value != none)
        return false;
    if ((size_ + 1) * 4 > entries_.size() * 3) {
        resize(entries_.size() * 2);
        place = place_of(key);
    }
    entries_[place] = {key, value};
    ++size_;
    return true;
}

void KeyIndex::erase(const Fingerprint& key)
{
    const std::size_t place = place_of(key);
    if (entries_[place].value == none)
        return;
    entries_[place].value = none;
    close_gap(place);
    --size_;
    if (size_ * 8 < entries_.size() && entries_.size() > smallest)
        resize(entries_.size() / 2);
}

std::size_t KeyIndex::place_of(const Fingerprint& key) const noexcept
{
    std::size_t place = home(key);
    while (entries_[place].value != none && entries_[place].key != key)
        place = after(place);
    return place;
}

/// Moves every later entry of the run that may stand in the gap into it, so that no search ends too early.
void KeyIndex::close_gap(std::size_t gap) noexcept
{
    const std::size_t mask = entries_.size() - 1;
    for (std::size_t place = after(gap); entries_[place].value != none; place = after(place)) {
        const std::size_t from_home = (place - home(entries_[place].key)) & mask;
        const std::size_t from_gap = (place - gap) & mask;
        if (from_home >= from_gap) {
            entries_[gap] = std::exchange(entries_[place], Entry{});
            gap = place;
        }
    }
}

void KeyIndex::resize(std::size_t capacity)
{
    const std::vector<Entry> old = std::exchange(entries_, std::vector<Entry>(capacity));
    for (const Entry& entry : old)
        if (entry.value != none)
            entries_[place_of(entry.key)] = entry;
}

} // namespace sip

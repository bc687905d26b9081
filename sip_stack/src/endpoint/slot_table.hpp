#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace sip {

/// Objects of one kind, each under a number that is never given out twice: place in the table and generation of the
/// place. Finding one is an index and a comparison; the objects stay where they are while the table grows.
template <class Object, class Id>
class SlotTable {
public:
    Id insert(std::unique_ptr<Object> object)
    {
        if (free_.empty()) {
            free_.push_back(static_cast<std::uint32_t>(slots_.size()));
            slots_.emplace_back();
        }
        const std::uint32_t place = free_.back();
        free_.pop_back();
        slots_[place].object = std::move(object);
        ++size_;
        return id_of(place);
    }
    [[nodiscard]] Object* find(Id id) const noexcept
    {
        const Slot* slot = slot_of(id);
        return slot ? slot->object.get() : nullptr;
    }
    /// Takes the object out; its number is dead from now on.
    std::unique_ptr<Object> take(Id id)
    {
        Slot* slot = const_cast<Slot*>(slot_of(id));
        if (!slot || !slot->object)
            return nullptr;
        ++slot->generation;
        free_.push_back(place_of(id));
        --size_;
        return std::move(slot->object);
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The numbers in use at this moment; objects may be taken out while they are walked through.
    [[nodiscard]] std::vector<Id> ids() const
    {
        std::vector<Id> ids;
        ids.reserve(size_);
        for (std::uint32_t place = 0; place < slots_.size(); ++place)
            if (slots_[place].object)
                ids.push_back(id_of(place));
        return ids;
    }

private:
    struct Slot {
        std::unique_ptr<Object> object;
        std::uint32_t generation = 1;
    };
    [[nodiscard]] Id id_of(std::uint32_t place) const
    {
        return static_cast<Id>((static_cast<std::uint64_t>(slots_[place].generation) << 32) | place);
    }
    [[nodiscard]] static std::uint32_t place_of(Id id) { return static_cast<std::uint32_t>(id); }
    [[nodiscard]] const Slot* slot_of(Id id) const noexcept
    {
        const std::uint32_t place = place_of(id);
        if (place >= slots_.size() || slots_[place].generation != static_cast<std::uint64_t>(id) >> 32)
            return nullptr;
        return &slots_[place];
    }

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::size_t size_ = 0;
};

} // namespace sip

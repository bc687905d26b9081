#pragma once

#include "endpoint/slot_table.hpp"
#include "transaction/transaction_layer.hpp"
#include "ua/call.hpp"

#include <memory>
#include <unordered_map>
#include <vector>

namespace sip {

/// All calls: by handle, by the local tag of their dialogs, by the INVITE that still waits for an answer.
class CallTable {
public:
    CallHandle insert(std::unique_ptr<Call> call, std::uint64_t tag)
    {
        const CallHandle handle = calls_.insert(std::move(call));
        by_tag_[tag] = handle;
        return handle;
    }
    [[nodiscard]] Call* find(CallHandle handle) const noexcept { return calls_.find(handle); }
    /// The call whose dialogs have this local tag.
    [[nodiscard]] Call* of_tag(std::uint64_t tag) const noexcept { return found(by_tag_, tag); }
    /// The call whose INVITE is not answered finally yet.
    [[nodiscard]] Call* of_invite(ServerId server) const noexcept
    {
        return found(by_invite_, static_cast<std::uint64_t>(server));
    }
    void add_invite(ServerId server, CallHandle call) { by_invite_[static_cast<std::uint64_t>(server)] = call; }
    void remove_invite(ServerId server) { by_invite_.erase(static_cast<std::uint64_t>(server)); }

    /// The call is over; the object rests until the turn after, because somebody up the stack may still be in it.
    void bury(CallHandle handle, std::uint64_t tag)
    {
        by_tag_.erase(tag);
        if (auto call = calls_.take(handle))
            dead_.push_back(std::move(call));
    }
    void begin_turn() { dead_.clear(); }

    [[nodiscard]] std::size_t size() const noexcept { return calls_.size(); }
    [[nodiscard]] std::vector<CallHandle> handles() const { return calls_.ids(); }

private:
    using Index = std::unordered_map<std::uint64_t, CallHandle>; // both keys are ours: a peer cannot choose them
    [[nodiscard]] Call* found(const Index& index, std::uint64_t key) const noexcept
    {
        const auto entry = index.find(key);
        return entry == index.end() ? nullptr : calls_.find(entry->second);
    }

    SlotTable<Call, CallHandle> calls_;
    Index by_tag_;
    Index by_invite_;
    std::vector<std::unique_ptr<Call>> dead_;
};

} // namespace sip

#pragma once

#include "transaction/key_index.hpp"
#include "transaction/transaction.hpp"

#include <array>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sip {

/// All transactions of an endpoint, found by id, by key, by merge key and by flow.
///
/// They live in blocks and never move; a place is used again, its id is not. When the last transaction ends, all blocks
/// but one are given back.
class TransactionTable {
public:
    /// A new transaction, with id, key and route set. The key must be new.
    Transaction& create(const Fingerprint& key, const Route& route);
    void erase(Transaction& transaction);

    [[nodiscard]] Transaction* find(std::uint64_t id) noexcept;
    [[nodiscard]] const Transaction* find(std::uint64_t id) const noexcept;
    [[nodiscard]] Transaction* find(const Fingerprint& key) noexcept;

    /// False when a living transaction has the merge key already; it keeps it.
    [[nodiscard]] bool claim_merge_key(Transaction& transaction, const Fingerprint& key);

    void set_route(Transaction& transaction, const Route& route);
    [[nodiscard]] std::vector<std::uint64_t> ids_on(FlowId flow) const;

    [[nodiscard]] std::size_t size() const noexcept { return by_key_.size(); }

private:
    using Place = std::uint32_t;
    static constexpr Place none = KeyIndex::none;
    static constexpr unsigned place_bits = 24; ///< of an id; the rest is a serial number
    static constexpr std::size_t block_size = 128;
    using Block = std::array<Transaction, block_size>;

    [[nodiscard]] Transaction& at(Place place) const noexcept
    {
        return (*blocks_[place / block_size])[place % block_size];
    }
    static Place place_of(std::uint64_t id) noexcept { return static_cast<Place>(id & ((1U << place_bits) - 1)); }
    Place free_place();
    void add_places_of(std::size_t block);
    void give_back();
    void join_flow(Transaction& transaction);
    void leave_flow(const Transaction& transaction);

    std::vector<std::unique_ptr<Block>> blocks_;
    std::vector<Place> free_;
    std::uint64_t serial_ = 0;
    KeyIndex by_key_;
    KeyIndex by_merge_key_;
    std::unordered_map<std::uint64_t, Place> by_flow_; ///< the first of the flow's transactions
};

} // namespace sip

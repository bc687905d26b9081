#include "transaction/table.hpp"

namespace sip {

Transaction& TransactionTable::create(const Fingerprint& key, const Route& route)
{
    const Place place = free_place();
    Transaction& transaction = at(place);
    transaction.id = (++serial_ << place_bits) | place;
    transaction.key = key;
    transaction.route = route;
    by_key_.insert(key, place);
    join_flow(transaction);
    return transaction;
}

void TransactionTable::erase(Transaction& transaction)
{
    const Place place = place_of(transaction.id);
    by_key_.erase(transaction.key);
    if (transaction.merging)
        by_merge_key_.erase(transaction.merge_key);
    leave_flow(transaction);
    transaction = Transaction{};
    free_.push_back(place);
    if (size() == 0)
        give_back();
}

Transaction* TransactionTable::find(std::uint64_t id) noexcept
{
    return const_cast<Transaction*>(std::as_const(*this).find(id));
}

const Transaction* TransactionTable::find(std::uint64_t id) const noexcept
{
    const Place place = place_of(id);
    if (id == 0 || place >= blocks_.size() * block_size)
        return nullptr;
    const Transaction& transaction = at(place);
    return transaction.id == id ? &transaction : nullptr;
}

Transaction* TransactionTable::find(const Fingerprint& key) noexcept
{
    const Place place = by_key_.find(key);
    return place == none ? nullptr : &at(place);
}

bool TransactionTable::claim_merge_key(Transaction& transaction, const Fingerprint& key)
{
    transaction.merge_key = key;
    transaction.merging = by_merge_key_.insert(key, place_of(transaction.id));
    return transaction.merging;
}

void TransactionTable::set_route(Transaction& transaction, const Route& route)
{
    leave_flow(transaction);
    transaction.route = route;
    join_flow(transaction);
}

std::vector<std::uint64_t> TransactionTable::ids_on(FlowId flow) const
{
    std::vector<std::uint64_t> ids;
    const auto first = by_flow_.find(flow.value());
    if (first == by_flow_.end())
        return ids;
    for (Place place = first->second; place != none; place = at(place).next_on_flow)
        ids.push_back(at(place).id);
    return ids;
}

TransactionTable::Place TransactionTable::free_place()
{
    if (free_.empty()) {
        blocks_.push_back(std::make_unique<Block>());
        add_places_of(blocks_.size() - 1);
    }
    const Place place = free_.back();
    free_.pop_back();
    return place;
}

void TransactionTable::add_places_of(std::size_t block)
{
    for (std::size_t place = (block + 1) * block_size; place-- > block * block_size;)
        free_.push_back(static_cast<Place>(place));
}

void TransactionTable::give_back()
{
    if (blocks_.size() <= 1)
        return;
    blocks_.resize(1);
    blocks_.shrink_to_fit();
    free_ = std::vector<Place>{};
    add_places_of(0);
}

void TransactionTable::join_flow(Transaction& transaction)
{
    transaction.previous_on_flow = transaction.next_on_flow = none;
    if (!transaction.route.flow)
        return;
    const Place place = place_of(transaction.id);
    const auto [first, alone] = by_flow_.try_emplace(transaction.route.flow.value(), place);
    if (alone)
        return;
    transaction.next_on_flow = first->second;
    at(first->second).previous_on_flow = place;
    first->second = place;
}

void TransactionTable::leave_flow(const Transaction& transaction)
{
    if (!transaction.route.flow)
        return;
    if (transaction.next_on_flow != none)
        at(transaction.next_on_flow).previous_on_flow = transaction.previous_on_flow;
    if (transaction.previous_on_flow != none)
        at(transaction.previous_on_flow).next_on_flow = transaction.next_on_flow;
    else if (transaction.next_on_flow != none)
        by_flow_[transaction.route.flow.value()] = transaction.next_on_flow;
    else
        by_flow_.erase(transaction.route.flow.value());
}

} // namespace sip

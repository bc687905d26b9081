#include "net/srv_record.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sip::net {

namespace {

using Iterator = std::vector<SrvRecord>::iterator;

/// A number from 0 to `last`, each equally likely for all purposes of load sharing.
std::uint32_t up_to(std::uint32_t last, Random& random)
{
    std::uint64_t number = 0;
    random.fill(std::as_writable_bytes(std::span{&number, 1}));
    return static_cast<std::uint32_t>(number % (std::uint64_t{last} + 1));
}

// RFC 2782, "Usage rules": the first record whose running sum reaches the number drawn goes next.
void order_by_weight(Iterator first, Iterator last, Random& random)
{
    for (; last - first > 1; ++first) {
        const auto sum =
            std::accumulate(first, last, std::uint32_t{0},
                            [](std::uint32_t total, const SrvRecord& record) { return total + record.weight; });
        const std::uint32_t drawn = up_to(sum, random);
        std::uint32_t running = 0;
        const auto chosen = std::find_if(first, last, [&](const SrvRecord& record) {
            running += record.weight;
            return running >= drawn;
        });
        std::rotate(first, chosen, chosen + 1); // the others keep their order
    }
}

} // namespace

void order(std::vector<SrvRecord>& records, Random& random)
{
    // Weight 0 first, so that such records have a small chance as well.
    std::stable_sort(records.begin(), records.end(), [](const SrvRecord& a, const SrvRecord& b) {
        return std::tuple{a.priority, a.weight != 0} < std::tuple{b.priority, b.weight != 0};
    });
    for (auto first = records.begin(); first != records.end();) {
        const auto last = std::find_if(first, records.end(),
                                       [&](const SrvRecord& record) { return record.priority != first->priority; });
        order_by_weight(first, last, random);
        first = last;
    }
}

} // namespace sip::net

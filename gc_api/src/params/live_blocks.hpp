#pragma once

#include "params/parm_block.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace gc {

/// All live parameter blocks by the address that programs hold. A pointer that is not in here is not followed: it may
/// be NULL, deleted, or never have been a block. Any thread.
class LiveBlocks {
public:
    /// Null for an unknown pointer.
    [[nodiscard]] std::shared_ptr<ParmBlock> find(const GC_PARM_BLK* address) const;

    void add(const std::shared_ptr<ParmBlock>& block);
    /// Makes the block known by its newest address too, when it has moved since add().
    void moved(const std::shared_ptr<ParmBlock>& block, const GC_PARM_BLK* from);
    void remove(const ParmBlock& block);

    [[nodiscard]] std::size_t size() const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<const GC_PARM_BLK*, std::shared_ptr<ParmBlock>> blocks_;
};

/// Programs may walk the block for as long as somebody owns what is returned.
[[nodiscard]] std::shared_ptr<void> known_to_programs(std::shared_ptr<ParmBlock> block);

/// The blocks of the process. As the heap they lie in, they are there before gc_Start and after gc_Stop.
[[nodiscard]] LiveBlocks& live_blocks();

} // namespace gc

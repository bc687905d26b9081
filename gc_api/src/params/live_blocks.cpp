#include "params/live_blocks.hpp"

namespace gc {

std::shared_ptr<ParmBlock> LiveBlocks::find(const GC_PARM_BLK* address) const
{
    const std::lock_guard lock{mutex_};
    const auto found = blocks_.find(address);
    return found == blocks_.end() ? nullptr : found->second;
}

void LiveBlocks::add(const std::shared_ptr<ParmBlock>& block)
{
    const std::lock_guard lock{mutex_};
    blocks_.emplace(block->address(), block);
}

void LiveBlocks::moved(const std::shared_ptr<ParmBlock>& block, const GC_PARM_BLK* from)
{
    if (block->address() != from)
        add(block);
}

void LiveBlocks::remove(const ParmBlock& block)
{
    std::shared_ptr<ParmBlock> last; // freed after the lock
    const std::lock_guard lock{mutex_};
    for (const GC_PARM_BLK* address : block.addresses()) {
        auto node = blocks_.extract(address);
        if (node)
            last = std::move(node.mapped());
    }
}

std::size_t LiveBlocks::size() const
{
    const std::lock_guard lock{mutex_};
    return blocks_.size();
}

std::shared_ptr<void> known_to_programs(std::shared_ptr<ParmBlock> block)
{
    live_blocks().add(block);
    ParmBlock* const raw = block.get();
    return {raw, [](ParmBlock* what) { live_blocks().remove(*what); }};
}

LiveBlocks& live_blocks()
{
    static auto& blocks = *new LiveBlocks; // not destroyed: programs delete blocks in their exit handlers
    return blocks;
}

} // namespace gc

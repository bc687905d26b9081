#include "errors/guard.hpp"
#include "gclib.h"
#include "params/live_blocks.hpp"

#include <memory>
#include <string>

// gc_util_: parameter blocks.
namespace {

using gc::live_blocks;
using gc::ParmBlock;

int insert(GC_PARM_BLKP* blockp, unsigned long set, unsigned long parm, std::string_view value)
{
    if (!blockp)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "parm_blkpp is NULL"});
    // 0xffff is the mark of long values in a block.
    if (set >= 0xffff || parm > 0xffff)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "set or parameter id out of range"});
    if (value.size() > ParmBlock::longest_value)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "data_size is more than 65535"});

    std::shared_ptr<ParmBlock> block = live_blocks().find(*blockp);
    const bool is_new = !block;
    if (is_new)
        block = std::make_shared<ParmBlock>(false);
    const GC_PARM_BLK* const before = block->address();
    if (!block->insert(static_cast<unsigned short>(set), static_cast<unsigned short>(parm), value))
        return gc::fail({EGC_INVPARMBLK, IPERR_BAD_PARAM, "the parameter block is full"});
    if (is_new)
        live_blocks().add(block);
    else
        live_blocks().moved(block, before);
    *blockp = block->address();
    return GC_SUCCESS;
}

int describe(const ParmBlock::Entry& entry, GC_PARM_DATA_EXTP parm)
{
    // Where the walk goes on, as an offset: the block may move in between.
    parm->pInternal = reinterpret_cast<void*>(entry.next);
    parm->set_ID = entry.set;
    parm->parm_ID = entry.parm;
    parm->data_size = entry.value.size();
    parm->pData = const_cast<char*>(entry.value.data());
    return GC_SUCCESS;
}

template <class Wanted>
int next_matching(GC_PARM_BLKP address, GC_PARM_DATA_EXTP parm, Wanted wanted)
{
    if (!parm)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "parm is NULL"});
    const auto block = live_blocks().find(address);
    if (!block)
        return EGC_NO_MORE_PARMS;
    auto entry = block->entry_at(reinterpret_cast<std::size_t>(parm->pInternal));
    while (entry && !wanted(*entry))
        entry = block->entry_at(entry->next);
    return entry ? describe(*entry, parm) : EGC_NO_MORE_PARMS;
}

} // namespace

extern "C" {

int gc_util_insert_parm_ref(GC_PARM_BLKP* parm_blkpp, unsigned short setID, unsigned short parmID,
                            unsigned char data_size, void* datap)
{
    return gc::guarded([&] { return insert(parm_blkpp, setID, parmID, {static_cast<const char*>(datap), data_size}); });
}

int gc_util_insert_parm_val(GC_PARM_BLKP* parm_blkpp, unsigned short setID, unsigned short parmID,
                            unsigned char data_size, unsigned long data)
{
    if (data_size != 1 && data_size != 2 && data_size != 4 && data_size != 8)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "data_size must be 1, 2, 4 or 8"});
    char raw[8];
    for (char& byte : raw) {
        byte = static_cast<char>(data & 0xff);
        data >>= 8;
    }
    return gc::guarded([&] { return insert(parm_blkpp, setID, parmID, {raw, data_size}); });
}

int gc_util_insert_parm_ref_ex(GC_PARM_BLKP* parm_blkpp, unsigned long setID, unsigned long parmID,
                               unsigned long data_size, void* datap)
{
    return gc::guarded([&] { return insert(parm_blkpp, setID, parmID, {static_cast<const char*>(datap), data_size}); });
}

GC_PARM_DATAP gc_util_next_parm(GC_PARM_BLKP parm_blk, GC_PARM_DATAP cur_parm)
{
    const auto block = live_blocks().find(parm_blk);
    if (!block)
        return nullptr;
    std::size_t offset = 0;
    if (cur_parm) {
        const auto current = block->offset_of(cur_parm);
        const auto entry = current ? block->entry_at(*current) : std::nullopt;
        if (!entry)
            return nullptr;
        offset = entry->next;
    }
    auto entry = block->entry_at(offset);
    while (entry && entry->is_long)
        entry = block->entry_at(entry->next);
    return entry ? block->data_at(entry->offset) : nullptr;
}

GC_PARM_DATAP gc_util_find_parm(GC_PARM_BLKP parm_blk, unsigned short setID, unsigned short parmID)
{
    const auto block = live_blocks().find(parm_blk);
    if (!block)
        return nullptr;
    for (auto entry = block->entry_at(0); entry; entry = block->entry_at(entry->next))
        if (!entry->is_long && entry->set == setID && entry->parm == parmID)
            return block->data_at(entry->offset);
    return nullptr;
}

int gc_util_next_parm_ex(GC_PARM_BLKP parm_blk, GC_PARM_DATA_EXTP parm)
{
    return next_matching(parm_blk, parm, [](const ParmBlock::Entry&) { return true; });
}

int gc_util_find_parm_ex(GC_PARM_BLKP parm_blk, unsigned long setID, unsigned long parmID, GC_PARM_DATA_EXTP parm)
{
    return next_matching(parm_blk, parm,
                         [&](const ParmBlock::Entry& entry) { return entry.set == setID && entry.parm == parmID; });
}

int gc_util_copy_parm_blk(GC_PARM_BLKP* parm_blkpp, GC_PARM_BLKP parm_blkp)
{
    return gc::guarded([&] {
        if (!parm_blkpp)
            return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "parm_blkpp is NULL"});
        const auto original = live_blocks().find(parm_blkp);
        if (!original)
            return gc::fail({EGC_INVPARMBLK, IPERR_BAD_PARAM, "parm_blkp is NULL or no live parameter block"});
        const auto copy = std::make_shared<ParmBlock>(false);
        for (auto entry = original->entry_at(0); entry; entry = original->entry_at(entry->next))
            (void)copy->insert(entry->set, entry->parm, entry->value);
        live_blocks().add(copy);
        *parm_blkpp = copy->address();
        return GC_SUCCESS;
    });
}

int gc_util_delete_parm_blk(GC_PARM_BLKP parm_blk)
{
    const auto block = live_blocks().find(parm_blk);
    if (block && !block->of_event())
        live_blocks().remove(*block);
    return GC_SUCCESS;
}

} // extern "C"

#include "params/parm_builder.hpp"

#include "params/live_blocks.hpp"

#include <string>
#include <utility>

namespace gc {

ParmBuilder::ParmBuilder() : block_{std::make_shared<ParmBlock>(true)} {}

ParmBuilder& ParmBuilder::bytes(unsigned short set, unsigned short parm, std::string_view value)
{
    (void)block_->insert(set, parm, value);
    return *this;
}

ParmBuilder& ParmBuilder::text(unsigned short set, unsigned short parm, std::string_view value)
{
    return bytes(set, parm, std::string{value} + '\0');
}

bool ParmBuilder::empty() const { return block_->run_size() == 0; }

EventMemory ParmBuilder::finish()
{
    if (empty())
        return {};
    GC_PARM_BLK* const address = block_->address();
    const auto length = static_cast<long>(offsetof(GC_PARM_BLK, parm_data_buf) + block_->run_size());
    return {known_to_programs(std::move(block_)), address, length};
}

EventMemory ParmBuilder::finish_extension(unsigned char ext_id)
{
    EXTENSIONEVTBLK* const address = block_->as_extension(ext_id);
    const auto length = static_cast<long>(offsetof(EXTENSIONEVTBLK, parmblk) + offsetof(GC_PARM_BLK, parm_data_buf) +
                                          block_->run_size());
    return {known_to_programs(std::move(block_)), address, length};
}

} // namespace gc

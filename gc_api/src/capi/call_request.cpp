#include "capi/call_request.hpp"

#include "ip/destination.hpp"
#include "ip/parameters.hpp"
#include "params/parm_reader.hpp"

#include <cstdint>

namespace gc {

Error read_make_call_block(const GC_MAKECALL_BLK* makecallp, CallRequest& request)
{
    if (!makecallp || !makecallp->gclib)
        return {};
    const GCLIB_MAKECALL_BLK& block = *makecallp->gclib;
    const auto address_of = [](const GCLIB_ADDRESS_BLK& from) -> std::string_view {
        const auto first = static_cast<unsigned char>(from.address[0]);
        return first == GCMKCALLBLK_DEFAULT ? std::string_view{} : bounded(from.address, sizeof from.address);
    };
    request.address = address_of(block.destination);
    request.origination = address_of(block.origination);
    // A block that the program filled with GCMKCALLBLK_DEFAULT has it here too.
    if (!block.ext_datap || reinterpret_cast<std::uintptr_t>(block.ext_datap) == ~std::uintptr_t{0})
        return {};
    const auto parms = read_parms(block.ext_datap);
    if (!parms)
        return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "makecallp->gclib->ext_datap is no parameter block"};
    for (const Parm& parm : *parms) {
        std::string wrong;
        if (check_parameter(parm, ParameterPlace::call, wrong))
            wrong = request.outgoing.take(parm.set, parm.id, parm.value);
        if (!wrong.empty())
            return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(wrong)};
    }
    return {};
}

} // namespace gc

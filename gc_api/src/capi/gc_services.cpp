#include "capi/access.hpp"
#include "gclib.h"
#include "ip/authentication.hpp"
#include "params/parm_reader.hpp"

// What a board does for its lines: who it is to servers that ask.

using gc::Error;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

Error apply(sip::Endpoint& endpoint, gc::AuthenticationChange& change)
{
    if (!change.remove) {
        endpoint.set_credentials(std::move(change.credentials));
        return {};
    }
    const auto& [realm, identity, username, password] = change.credentials;
    if (endpoint.remove_credentials(realm, identity))
        return {};
    return {EGC_INVPARM, IPERR_UNAVAILABLE,
            "IPPARM_AUTHENTICATION_REMOVE: nothing is configured for realm \"" + realm + "\" and identity \"" +
                identity + '"'};
}

} // namespace

extern "C" int gc_SetAuthenticationInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<gc::Board> board;
        if (Error error = gc::find_board_device("gc_SetAuthenticationInfo", target_type, target_id, board))
            return error;
        const auto parms = gc::read_parms(infoparmblkp);
        if (!parms || !infoparmblkp)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "infoparmblkp is no parameter block"};
        if (parms->empty())
            return bad("infoparmblkp is empty");
        std::vector<gc::AuthenticationChange> changes(parms->size());
        for (std::size_t i = 0; i < changes.size(); ++i)
            if (std::string wrong = gc::read_authentication((*parms)[i], changes[i]); !wrong.empty())
                return bad(std::move(wrong));
        const sip::Entered in{board->monitor()};
        for (gc::AuthenticationChange& change : changes)
            if (Error error = apply(board->endpoint(), change))
                return error;
        return {};
    });
}

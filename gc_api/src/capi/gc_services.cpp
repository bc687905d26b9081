#include "capi/access.hpp"
#include "gclib.h"
#include "ip/authentication.hpp"
#include "ip/registration_request.hpp"
#include "params/parm_reader.hpp"

// What a board does for its lines: where it is registered, and who it is to servers that ask.

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

Error wait_for_service(gc::Board& board, unsigned long service, const gc::BoardRegistrations::Waiter& waiter)
{
    auto outcome = gc::wait_or_give_up(*waiter, gc::operation_limit, [&] {
        const sip::Entered in{board.monitor()};
        board.registrations().give_up(service);
    });
    return outcome ? std::move(outcome->error) : Error{EGC_TIMEOUT, IPERR_TIMEOUT, "the registrar has not answered"};
}

} // namespace

extern "C" int gc_ReqService(int target_type, long target_ID, unsigned long* pserviceID, GC_PARM_BLK* reqdatap,
                             GC_PARM_BLK** respdatapp, unsigned long mode)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<gc::Board> board;
        if (Error error = gc::find_board_device("gc_ReqService", target_type, target_ID, board))
            return error;
        gc::BoardRegistrations::Waiter waiter;
        if (Error error = gc::waiter_for(mode, waiter))
            return error;
        if (!pserviceID)
            return gc::null_argument("pserviceID");
        if (respdatapp)
            return bad("respdatapp: must be NULL on IP; GCEV_SERVICERESP carries the answer");
        const auto parms = gc::read_parms(reqdatap);
        if (!parms || !reqdatap)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "reqdatap is no parameter block"};
        gc::RegistrationRequest request;
        if (std::string wrong = gc::read_registration(*parms, request); !wrong.empty())
            return bad(std::move(wrong));
        {
            const sip::Entered in{board->monitor()};
            if (Error error =
                    board->registrations().request_service(target_ID, std::move(request), *pserviceID, waiter))
                return error;
        }
        return waiter ? wait_for_service(*board, *pserviceID, waiter) : Error{};
    });
}

extern "C" int gc_RespService(int target_type, long target_ID, GC_PARM_BLK* datap, unsigned long mode)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<gc::Board> board;
        if (Error error = gc::find_board_device("gc_RespService", target_type, target_ID, board))
            return error;
        if (Error error = gc::check_asynchronous(mode))
            return error;
        if (!datap || !gc::read_parms(datap))
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "datap is no parameter block"};
        return {EGC_INVSTATE, IPERR_UNAVAILABLE, "gc_RespService: there is no GCEV_SERVICEREQ to be answered"};
    });
}

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

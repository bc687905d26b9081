#include "capi/access.hpp"
#include "gccfgparm.h"
#include "gcip.h"
#include "params/live_blocks.hpp"
#include "params/parm_builder.hpp"
#include "runtime/board_device.hpp"
#include "runtime/runtime.hpp"

#include <atomic>

// Configuration of running boards and lines.

using gc::Error;
using gc::Line;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

/// What the request came to and whom to tell.
struct Target {
    std::shared_ptr<gc::Device> device;
    std::shared_ptr<gc::Board> board;
    Line* line = nullptr; ///< null: the board
};

Error find_target(const char* function, int target_type, long target_id, Target& target)
{
    if (gc::is_line(target_type)) {
        std::shared_ptr<Line> line;
        if (Error error = gc::find_line(target_id, line))
            return error;
        target = {line, line->board, line.get()};
        return {};
    }
    if (!gc::is_board(target_type))
        return gc::invalid_target(function, target_type);
    if (Error error = gc::find_board(target_id, target.board))
        return error;
    return gc::find_opened(target_id, target.device);
}

/// What both of a set and a get are given beside the target.
struct Request {
    gc::CallControl::Waiter waiter; ///< only to know the mode: nothing here waits
    std::vector<gc::Parm> parms;
};

Error read_request(GC_PARM_BLK* block, int time_out, unsigned long mode, Request& request)
{
    if (Error error = gc::waiter_for(mode, request.waiter))
        return error;
    if (time_out != 0)
        return bad("time_out must be 0 on IP");
    auto parms = gc::read_parms(block);
    if (!parms || !block)
        return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "target_datap is no parameter block"};
    request.parms = std::move(*parms);
    return {};
}

long next_request(long* request_idp)
{
    static std::atomic<long> last_request{0};
    const long request = ++last_request % 0x7FFFFFFF;
    if (request_idp)
        *request_idp = request;
    return request;
}

Error read_value(const Target& target, const gc::Parm& parm, unsigned long& number)
{
    const gc::Parameter* const row = gc::find_parameter(parm.set, parm.id);
    const auto value = row ? target.board->calls().read(target.line, *row) : std::nullopt;
    if (!value)
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED,
                "set " + std::to_string(parm.set) + ", parameter " + std::to_string(parm.id) + " has no value to read"};
    number = *value;
    return {};
}

/// Reads each parameter of a live block into its place, and into `retrieved`.
Error read_values(const Target& target, const GC_PARM_BLK* address, gc::ParmBuilder& retrieved)
{
    const auto block = gc::live_blocks().find(address);
    if (!block)
        return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "target_datap is no parameter block"};
    for (auto entry = block->entry_at(0); entry; entry = block->entry_at(entry->next)) {
        unsigned long number = 0;
        if (Error error = read_value(target, {entry->set, entry->parm, {}}, number))
            return error;
        if (!block->overwrite_number(*entry, number))
            return bad("parameter " + std::to_string(entry->parm) + " has room for " +
                       std::to_string(entry->value.size()) + " bytes, expected 1, 2, 4 or 8");
        retrieved.value(entry->set, entry->parm, number);
    }
    return {};
}

Error find_device_by_name(std::string_view name, long& handle)
{
    for (const auto& device : gc::Runtime::instance().handles().devices())
        if (device->name() == name) {
            handle = device->handle();
            return {};
        }
    return {EGC_INVDEVNAME, IPERR_UNAVAILABLE, "source_datap: no device is open as " + std::string{name}};
}

/// "iptB1", or how a board is opened.
Error find_board_status(std::string_view name, long& status)
{
    const std::string text = name.substr(0, 1) == ":" ? std::string{name} : ":P_IP:N_" + std::string{name};
    const auto parsed = gc::parse_device_name(text);
    const auto* const board = std::get_if<gc::DeviceName>(&parsed);
    if (!board || board->kind != gc::DeviceName::Kind::board || !gc::Runtime::instance().board(board->board))
        return {EGC_INVDEVNAME, IPERR_UNAVAILABLE, "source_datap: there is no board " + std::string{name}};
    status = GCLS_INSERVICE;
    return {};
}

Error answer_query(std::string_view name, long query_id, GC_PARM& response)
{
    response = {};
    switch (query_id) {
    case GCQUERY_LD_NAME_TO_ID: return find_device_by_name(name, response.longvalue);
    case GCQUERY_BOARD_NAME_TO_STATUS: return find_board_status(name, response.longvalue);
    case GCQUERY_PROTOCOL_NAME_TO_ID:
        if (name == "SIP" || name == "sip" || name == "IP" || name == "ip") {
            response.longvalue = CALLPROTOCOL_SIP;
            return {};
        }
        return {EGC_INVPROTOCOL, IPERR_UNSUPPORTED, "source_datap: there is no protocol " + std::string{name}};
    case GCQUERY_PARM_NAME_TO_ID:
        if (const gc::Parameter* const row = gc::find_parameter(name); row && row->id != gc::any_id) {
            response.longvalue = static_cast<long>(row->set) << 16 | row->id;
            return {};
        }
        return {EGC_INVPARM, IPERR_UNAVAILABLE, "source_datap: there is no parameter " + std::string{name}};
    default: return bad("query_id: expected one of GCQUERY_, got " + std::to_string(query_id));
    }
}

} // namespace

extern "C" int gc_SetConfigData(int target_type, long target_id, GC_PARM_BLK* target_datap, int time_out,
                                int update_cond, long* request_idp, unsigned long mode)
{
    return gc::guarded([&]() -> Error {
        Request request;
        Target target;
        if (Error error = read_request(target_datap, time_out, mode, request))
            return error;
        if (update_cond != GCUPDATE_IMMEDIATE && update_cond != GCUPDATE_ATNULL)
            return bad("update_cond: expected GCUPDATE_IMMEDIATE or GCUPDATE_ATNULL");
        if (update_cond == GCUPDATE_ATNULL && request.waiter)
            return bad("update_cond: GCUPDATE_ATNULL is for EV_ASYNC only");
        if (Error error = find_target("gc_SetConfigData", target_type, target_id, target))
            return error;
        const long id = next_request(request_idp);
        const sip::Entered in{target.board->monitor()};
        gc::CallControl& calls = target.board->calls();
        if (request.waiter)
            return calls.configure(target.line, request.parms, nullptr);
        if (update_cond == GCUPDATE_ATNULL && target.line)
            calls.configure_at_null(*target.line, {id, std::move(request.parms)});
        else
            calls.configure_now(target.line, *target.device, {id, std::move(request.parms)});
        return {};
    });
}

extern "C" int gc_GetConfigData(int target_type, long target_id, GC_PARM_BLK* target_datap, int time_out,
                                long* request_idp, unsigned long mode)
{
    return gc::guarded([&]() -> Error {
        Request request;
        Target target;
        if (Error error = read_request(target_datap, time_out, mode, request))
            return error;
        if (Error error = find_target("gc_GetConfigData", target_type, target_id, target))
            return error;
        const long id = next_request(request_idp);
        const sip::Entered in{target.board->monitor()};
        gc::ParmBuilder retrieved;
        Error outcome = read_values(target, target_datap, retrieved);
        if (request.waiter)
            return outcome;
        gc::Runtime::instance().events().post(gc::config_event(
            *target.device, GCEV_GETCONFIGDATA, GCEV_GETCONFIGDATA_FAIL, id, outcome, retrieved.finish()));
        return {};
    });
}

extern "C" int gc_QueryConfigData(int target_type, long target_id, GC_PARM* source_datap, long query_id,
                                  GC_PARM* response_datap)
{
    return gc::guarded([&]() -> Error {
        if (!source_datap || !response_datap)
            return gc::null_argument(source_datap ? "response_datap" : "source_datap");
        if (!gc::Runtime::instance().started())
            return gc::not_started();
        const bool system = target_type == GCTGT_GCLIB_SYSTEM || target_type == GCTGT_CCLIB_SYSTEM;
        Target target;
        if (Error error = system ? Error{} : find_target("gc_QueryConfigData", target_type, target_id, target))
            return error;
        if (!source_datap->paddress)
            return gc::null_argument("source_datap->paddress");
        return answer_query(source_datap->paddress, query_id, *response_datap);
    });
}

extern "C" int gc_GetUserInfo(int target_type, long target_id, GC_PARM_BLKP)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (!gc::is_line(target_type) && !gc::is_call(target_type))
            return gc::invalid_target("gc_GetUserInfo", target_type);
        if (Error error =
                gc::is_line(target_type) ? gc::find_line(target_id, line) : gc::find_line_of_call(target_id, line))
            return error;
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "gc_GetUserInfo is not for IP"};
    });
}

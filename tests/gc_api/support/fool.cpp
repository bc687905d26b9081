#include "gc_api/support/fool.hpp"

#include "gc_api/support/every_function.hpp"
#include "gcip.h"
#include "gclib.h"

#include <cstdio>
#include <iterator>
#include <string_view>

namespace gc::test {
namespace {

using std::chrono::seconds;
constexpr seconds longest_wait{110}; ///< EV_SYNC: as long as the stack may take to end a call, and a little
constexpr seconds longest_call{30};  ///< the others: at once, on a machine that has much else to do

/// One thread of a program that does not know what it does.
class Fool : Dice {
public:
    Fool(World& world, unsigned seed) : Dice{world, seed}, world_{world}, doing_{world.next_doing()} {}

    void run()
    {
        while (!world_.done)
            step();
        gc_util_delete_parm_blk(block_);
    }

private:
    GC_PARM_BLKP block() { return once_in(3) ? nullptr : once_in(10) ? reinterpret_cast<GC_PARM_BLKP>(5) : block_; }
    /// A function either works or fails and says why.
    void note(const char* function, int result)
    {
        if (result == GC_SUCCESS) {
            ++world_.worked;
            return;
        }
        ++world_.refused;
        GC_INFO info{};
        if (result != GC_ERROR || gc_ErrorInfo(&info) != GC_SUCCESS || info.gcValue == EGC_NOERR || !info.gcMsg ||
            !info.ccMsg || !info.ccLibName || !info.additionalInfo || info.additionalInfo[0] == '\0')
            world_.complain(std::string{function} + " returned " + std::to_string(result) + ", error " +
                            std::to_string(info.gcValue) + " without words");
    }

    void step()
    {
        switch (roll(20)) {
        case 0: return do_watched("gc_OpenEx or gc_Close", &Fool::open_or_close);
        case 1: return do_watched("gc_MakeCall", &Fool::make_call);
        case 2:
        case 3:
        case 4: return do_watched("what changes a call", &Fool::change_call);
        case 6: return do_watched("what configures", &Fool::configure);
        case 7: return do_watched("what changes a block", &Fool::change_block);
        case 5:
        case 8:
        case 9:
        case 10:
        case 11: return call_any_function();
        default: return do_watched("what waits for an event", &Fool::take_event);
        }
    }
    void do_watched(const char* what, void (Fool::*work)())
    {
        doing_.begin(what, longest_wait);
        (this->*work)();
        doing_.end();
    }

    /// One of all functions, with arguments by their types alone.
    void call_any_function()
    {
        const auto& functions = once_in(6) ? every_function().stubs : every_function().supported;
        const Function& function = functions[roll(static_cast<unsigned>(functions.size()))];
        doing_.begin(function.name, function.may_wait ? longest_wait : longest_call);
        const long result = function.call(arguments_);
        doing_.end();
        if (function.returns_gc_result)
            note(function.name, static_cast<int>(result));
        const std::string_view name{function.name};
        if (name == "gc_util_delete_parm_blk")
            block_ = nullptr; // else it might by now be a block of another thread
        if (name == "sr_hold")
            sr_release();
    }

    void open_or_close()
    {
        static const char* const names[] = {
            ":P_SIP:N_iptB%uT%u:M_ipmB1C1",  ":N_iptB%uT%u:P_IP", ":N_iptB%u:P_IP", ":M_ipmB%u",
            ":P_SIP:N_iptB%uT%u:V_dxxxB1C1", "iptB%uT%u",         "%u:%u:::",       ""};
        char name[64];
        std::snprintf(name, sizeof name, names[roll(std::size(names))], roll(3), roll(8));
        LINEDEV opened = 0;
        if (once_in(4))
            return note("gc_Close", gc_Close(line()));
        note("gc_OpenEx", gc_OpenEx(or_null(&opened), or_null(name), static_cast<int>(mode()), this));
        world_.lines.add(opened);
        if (opened != 0 && !once_in(4))
            note("gc_WaitCall", gc_WaitCall(opened, nullptr, nullptr, 0, EV_ASYNC));
    }

    void make_call()
    {
        char destination[64];
        write_destination(destination, sizeof destination, *this, world_.port);
        GCLIB_MAKECALL_BLK gclib{};
        gclib.ext_datap = block();
        GC_MAKECALL_BLK block = {or_null(&gclib), nullptr};
        CRN crn = 0;
        note("gc_MakeCall",
             gc_MakeCall(line(), or_null(&crn), or_null(destination), once_in(2) ? nullptr : &block, 1, mode()));
        world_.calls.add(crn);
    }

    void change_call()
    {
        CRN crn = 0;
        GC_CALLACK_BLK ack{};
        ack.type = once_in(5) ? 99 : GCACK_SERVICE_PROC;
        switch (roll(9)) {
        case 0: return note("gc_CallAck", gc_CallAck(call(), or_null(&ack), mode()));
        case 1: return note("gc_AcceptCall", gc_AcceptCall(call(), 0, mode()));
        case 2: return note("gc_AnswerCall", gc_AnswerCall(call(), 0, mode()));
        case 3: return note("gc_DropCall", gc_DropCall(call(), static_cast<int>(roll(8000)), mode()));
        case 4: return note("gc_ReleaseCallEx", gc_ReleaseCallEx(call(), mode()));
        case 5: return note("gc_ReleaseCall", gc_ReleaseCall(call()));
        case 6: return note("gc_WaitCall", gc_WaitCall(line(), or_null(&crn), nullptr, 1, mode()));
        case 7: return once_in(3) ? note("gc_ResetLineDev", gc_ResetLineDev(line(), mode())) : void();
        default: return note("gc_DropCall", gc_DropCall(call(), GC_NORMAL_CLEARING, EV_ASYNC));
        }
    }

    void configure()
    {
        void* attribute = nullptr;
        long request = 0;
        const int target = static_cast<int>(roll(12));
        switch (roll(5)) {
        case 0: return note("gc_SetEvtMsk", gc_SetEvtMsk(line(), any(), static_cast<int>(roll(4))));
        case 1: return note("gc_SetUsrAttr", gc_SetUsrAttr(line(), this));
        case 2: return note("gc_GetUsrAttr", gc_GetUsrAttr(line(), or_null(&attribute)));
        case 3:
            return note("gc_SetUserInfo",
                        gc_SetUserInfo(target, once_in(2) ? line() : call(), block(), static_cast<int>(roll(5))));
        default:
            return note("gc_SetConfigData",
                        gc_SetConfigData(target, line(), block(), 0, GCUPDATE_IMMEDIATE, or_null(&request), mode()));
        }
    }

    void change_block()
    {
        static const unsigned short sets[] = {IPSET_SIP_MSGINFO,
                                              IPSET_CALLINFO,
                                              IPSET_PROTOCOL,
                                              IPSET_CONFIG,
                                              IPSET_SIP_RESPONSE_CODE,
                                              GCSET_CALLEVENT_MSK,
                                              0,
                                              0xfffe};
        static char values[][40] = {"X-Any: order", "From: \"A\" <sip:a@b>", "sip:a@b", "", "\"\\", "Via: x",
                                    "a\r\nb: c",    "Call-ID: one two"};
        const unsigned short set = sets[roll(std::size(sets))];
        const auto parm = static_cast<unsigned short>(once_in(4) ? roll(65535) : roll(40));
        char* const value = values[roll(std::size(values))];
        const auto size = static_cast<unsigned char>(roll(sizeof values[0]));
        switch (roll(6)) {
        case 0:
            gc_util_delete_parm_blk(block_);
            block_ = nullptr; // else it might by now be a block of another thread
            return;
        case 1:
            return note("gc_util_insert_parm_ref",
                        gc_util_insert_parm_ref(or_null(&block_), set, parm, size, or_null(value)));
        case 2:
            return note("gc_util_insert_parm_ref_ex",
                        gc_util_insert_parm_ref_ex(or_null(&block_), set, parm, size, value));
        case 3:
            return note("gc_util_insert_parm_val", gc_util_insert_parm_val(or_null(&block_), set, parm,
                                                                           static_cast<unsigned char>(roll(9)), any()));
        case 4: {
            GC_PARM_BLKP copy = nullptr;
            note("gc_util_copy_parm_blk", gc_util_copy_parm_blk(or_null(&copy), block()));
            walk(copy);
            gc_util_delete_parm_blk(copy);
            return;
        }
        default: walk(block()); return;
        }
    }

    void walk(GC_PARM_BLKP block)
    {
        for (GC_PARM_DATAP data = gc_util_next_parm(block, nullptr); data; data = gc_util_next_parm(block, data))
            read_ += data->value_size;
        GC_PARM_DATA_EXT parm;
        INIT_GC_PARM_DATA_EXT(&parm);
        while (gc_util_next_parm_ex(block, &parm) == GC_SUCCESS)
            read_ += parm.data_size;
        if (gc_util_find_parm(block, IPSET_SIP_MSGINFO, IPPARM_SIP_HDR))
            ++read_;
    }

    void take_event()
    {
        long devices[] = {line(), line(), line()};
        if ((once_in(4) ? sr_waitevt(roll(2)) : sr_waitevtEx(or_null(devices), 3, roll(2), nullptr)) == -1)
            return;
        METAEVENT event;
        GC_INFO info{};
        if (gc_GetMetaEvent(&event) != GC_SUCCESS || gc_ResultInfo(&event, &info) != GC_SUCCESS || !info.additionalInfo)
            return world_.complain("an event that was taken cannot be read");
        if (event.evttype != sr_getevttype() || event.evtdev != sr_getevtdev())
            world_.complain("gc_GetMetaEvent and sr_getevttype tell of different events");
        if ((event.flags & GCME_GC_EVENT) == 0)
            return;
        read_ += std::string_view{GCEV_MSG(event.evttype)}.size();
        if (event.evttype == GCEV_OFFERED)
            walk(static_cast<GC_PARM_BLKP>(event.extevtdatap));
        obey(event);
    }

    /// Mostly what the event asks for, so that calls come far.
    void obey(const METAEVENT& event)
    {
        world_.calls.add(event.crn);
        if (once_in(8))
            return;
        switch (event.evttype) {
        case GCEV_OFFERED:
            ++world_.offered;
            world_.tell();
            return note("gc_AcceptCall", gc_AcceptCall(event.crn, 0, EV_ASYNC));
        case GCEV_ACCEPT: return note("gc_AnswerCall", gc_AnswerCall(event.crn, 0, EV_ASYNC));
        case GCEV_CONNECTED: ++world_.connected; return;
        case GCEV_DISCONNECTED: return note("gc_DropCall", gc_DropCall(event.crn, GC_NORMAL_CLEARING, EV_ASYNC));
        case GCEV_DROPCALL: return note("gc_ReleaseCallEx", gc_ReleaseCallEx(event.crn, EV_ASYNC));
        default: return;
        }
    }

    World& world_;
    Doing& doing_;
    GC_PARM_BLKP block_ = nullptr;
    Arguments arguments_{world_, *this, block_};
    std::size_t read_ = 0;
};

} // namespace

void play_the_fool(World& world, unsigned seed) { Fool{world, seed}.run(); }

void Doing::begin(const char* name, seconds bound)
{
    until_ = (std::chrono::steady_clock::now() + bound).time_since_epoch().count();
    what_ = name;
}

const char* Doing::overdue() const
{
    const char* const what = what_;
    return what && std::chrono::steady_clock::now().time_since_epoch().count() > until_ ? what : nullptr;
}

void forget_fools()
{
    int model = SR_STASYNC; // their handlers may stay: they keep what they see
    sr_setparm(SRL_DEVICE, SR_MODELTYPE, &model);
}

} // namespace gc::test

// hold - puts a call on hold, takes it back, is refused, and thinks better of it: gc_ReqModifyCall between two boards.
//
//     hold portA portB
//
// C++11, events in a map of lambdas; what a telephone of these days does with a re-INVITE.
#include <gcerr.h>
#include <gcip.h>
#include <srllib.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>

namespace {

struct Party {
    LINEDEV board = 0, dev = 0;
    CRN crn = 0;
    bool ready = false;
};

enum class Stage { held, retrieved, refused, cancelled, over };

class Hold {
public:
    Hold(unsigned short a, unsigned short b) : port_(b) { start(a, b); }
    int run();

private:
    void start(unsigned short a, unsigned short b);
    void open(Party& party, int number);
    void ask(int send, int receive);
    void cancel();
    void answer(const METAEVENT& event);
    void next(Stage stage);
    void check(int result, const char* what);
    void expect(bool good, const std::string& what);
    static int caps(const METAEVENT& event, int& direction);

    Party a_, b_;
    unsigned short port_;
    Stage stage_ = Stage::held;
    int up_ = 0, released_ = 0, errors_ = 0, streaming_ = 0;
};

void Hold::check(int result, const char* what)
{
    if (result == GC_SUCCESS)
        return;
    GC_INFO info{};
    gc_ErrorInfo(&info);
    std::printf("%s: %s, %s, %s\n", what, info.gcMsg, info.ccMsg, info.additionalInfo);
    ++errors_;
}

void Hold::expect(bool good, const std::string& what)
{
    if (good)
        return;
    std::printf("wrong: %s\n", what.c_str());
    ++errors_;
}

void Hold::start(unsigned short a, unsigned short b)
{
    IP_VIRTBOARD boards[2];
    for (auto& board : boards)
        INIT_IP_VIRTBOARD(&board);
    boards[0].sip_signaling_port = a;
    boards[1].sip_signaling_port = b;
    IPCCLIB_START_DATA data;
    INIT_IPCCLIB_START_DATA(&data, 2, boards);
    CCLIB_START_STRUCT libs[] = {{const_cast<char*>("GC_H3R_LIB"), &data}};
    GC_START_STRUCT begin = {1, libs};
    check(gc_Start(&begin), "gc_Start");
    open(a_, 1);
    open(b_, 2);
}

// The board's configuration is asynchronous and nobody waits for it, as usual.
void Hold::open(Party& party, int number)
{
    const std::string board = ":N_iptB" + std::to_string(number) + ":P_IP";
    check(gc_OpenEx(&party.board, const_cast<char*>(board.c_str()), EV_SYNC, nullptr), "gc_OpenEx of a board");
    GC_PARM_BLKP block = nullptr;
    gc_util_insert_parm_val(&block, IPSET_CONFIG, IPPARM_OPERATING_MODE, sizeof(long), IP_T38_MANUAL_MODIFY_MODE);
    gc_util_insert_parm_val(&block, IPSET_EXTENSIONEVT_MSK, GCACT_ADDMSK, sizeof(int), EXTENSIONEVT_STREAMING_STATUS);
    long request = 0;
    check(gc_SetConfigData(GCTGT_CCLIB_NETIF, party.board, block, 0, GCUPDATE_IMMEDIATE, &request, EV_ASYNC),
          "gc_SetConfigData");
    gc_util_delete_parm_blk(block);
    const std::string line = ":P_SIP:N_iptB" + std::to_string(number) + "T1:M_ipmB1C" + std::to_string(number);
    check(gc_OpenEx(&party.dev, const_cast<char*>(line.c_str()), EV_ASYNC, &party), "gc_OpenEx");
}

void Hold::ask(int send, int receive)
{
    GC_PARM_BLKP block = nullptr;
    IP_CAPABILITY cap = {0};
    cap.capability = GCCAP_AUDIO_g711Alaw64k;
    cap.type = GCCAPTYPE_AUDIO;
    cap.payload_type = IP_USE_STANDARD_PAYLOADTYPE;
    cap.extra.audio.frames_per_pkt = 20;
    cap.extra.audio.VAD = GCPV_DISABLE;
    for (const int direction : {send, receive}) {
        cap.direction = direction;
        if (direction != 0)
            gc_util_insert_parm_ref(&block, GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, sizeof cap, &cap);
    }
    check(gc_ReqModifyCall(a_.crn, block, EV_ASYNC), "gc_ReqModifyCall");
    gc_util_delete_parm_blk(block);
}

void Hold::cancel()
{
    GC_PARM_BLKP block = nullptr;
    int method = IP_MSGTYPE_SIP_CANCEL;
    gc_util_insert_parm_ref(&block, IPSET_MSG_SIP, IPPARM_SIP_METHOD, sizeof method, &method);
    check(gc_ReqModifyCall(a_.crn, block, EV_ASYNC), "gc_ReqModifyCall that cancels");
    gc_util_delete_parm_blk(block);
}

int Hold::caps(const METAEVENT& event, int& direction)
{
    int count = 0;
    GC_PARM_DATAP parm = nullptr;
    while ((parm = gc_util_next_parm(static_cast<GC_PARM_BLKP>(event.extevtdatap), parm)) != nullptr) {
        if (parm->set_ID != GCSET_CHAN_CAPABILITY || parm->parm_ID != IPPARM_LOCAL_CAPABILITY)
            continue;
        IP_CAPABILITY cap;
        std::memcpy(&cap, parm->value_buf, sizeof cap);
        direction = cap.direction;
        ++count;
    }
    return count;
}

void Hold::answer(const METAEVENT& event)
{
    int direction = 0;
    const int count = caps(event, direction);
    expect(stage_ == Stage::retrieved ? count == 2 : count == 1 && direction == IP_CAP_DIR_LCLRECVONLY,
           std::to_string(count) + " capabilities, the last of direction " + std::to_string(direction));
    if (stage_ == Stage::refused)
        check(gc_RejectModifyCall(event.crn, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC),
              "gc_RejectModifyCall");
    else if (stage_ == Stage::cancelled)
        cancel(); // and lets it hang
    else
        check(gc_AcceptModifyCall(event.crn, nullptr, EV_ASYNC), "gc_AcceptModifyCall");
}

void Hold::next(Stage stage)
{
    stage_ = stage;
    if (stage == Stage::over)
        return check(gc_DropCall(a_.crn, GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
    if (stage == Stage::retrieved)
        return ask(IP_CAP_DIR_LCLTRANSMIT, IP_CAP_DIR_LCLRECEIVE);
    ask(IP_CAP_DIR_LCLSENDONLY, 0);
}

int Hold::run()
{
    std::map<long, std::function<void(const METAEVENT&)>> on;
    on[GCEV_UNBLOCKED] = [this](const METAEVENT& event) {
        if (event.usrattr == nullptr)
            return; // a board
        static_cast<Party*>(event.usrattr)->ready = true;
        check(gc_WaitCall(event.linedev, nullptr, nullptr, 0, EV_ASYNC), "gc_WaitCall");
        std::string to = "bob@127.0.0.1:" + std::to_string(port_);
        if (a_.ready && b_.ready)
            check(gc_MakeCall(a_.dev, &a_.crn, &to[0], nullptr, 20, EV_ASYNC), "gc_MakeCall");
    };
    on[GCEV_OFFERED] = [this](const METAEVENT& event) {
        b_.crn = event.crn;
        check(gc_AnswerCall(event.crn, 0, EV_ASYNC), "gc_AnswerCall");
    };
    const auto up = [this](const METAEVENT&) {
        if (++up_ == 2)
            next(Stage::held);
    };
    on[GCEV_CONNECTED] = up;
    on[GCEV_ANSWERED] = up;
    on[GCEV_REQ_MODIFY_CALL] = [this](const METAEVENT& event) { answer(event); };
    on[GCEV_MODIFY_CALL_ACK] = [this](const METAEVENT& event) {
        expect(event.crn == a_.crn, "GCEV_MODIFY_CALL_ACK of the other call");
        next(stage_ == Stage::held ? Stage::retrieved : Stage::refused);
    };
    on[GCEV_MODIFY_CALL_REJ] = [this](const METAEVENT& event) {
        METAEVENT copy = event;
        GC_INFO info{};
        gc_ResultInfo(&copy, &info);
        expect(info.ccValue == IPEC_SIPReasonStatus488NotAcceptableHere, std::string{"refused with "} + info.ccMsg);
        next(Stage::cancelled);
    };
    on[GCEV_CANCEL_MODIFY_CALL] = [this](const METAEVENT& event) {
        expect(event.crn == a_.crn, "GCEV_CANCEL_MODIFY_CALL of the call that did not ask");
        next(Stage::over);
    };
    on[GCEV_DISCONNECTED] = [this](const METAEVENT& event) {
        check(gc_DropCall(event.crn, GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
    };
    on[GCEV_DROPCALL] = [this](const METAEVENT& event) {
        check(gc_ReleaseCallEx(event.crn, EV_ASYNC), "gc_ReleaseCallEx");
    };
    on[GCEV_RELEASECALL] = [this](const METAEVENT&) { ++released_; };
    on[GCEV_EXTENSION] = [this](const METAEVENT& event) {
        streaming_ += static_cast<EXTENSIONEVTBLK*>(event.extevtdatap)->ext_id == IPEXTID_MEDIAINFO;
    };
    METAEVENT event;
    while (released_ < 2 && sr_waitevt(20000) != -1) {
        check(gc_GetMetaEvent(&event), "gc_GetMetaEvent");
        const auto found = on.find(event.evttype);
        if (found != on.end())
            found->second(event);
    }
    for (const LINEDEV dev : {a_.dev, b_.dev, a_.board, b_.board})
        check(gc_Close(dev), "gc_Close");
    check(gc_Stop(), "gc_Stop");
    expect(streaming_ >= 6, "streams were told of " + std::to_string(streaming_) + " times");
    std::printf("%d calls, %d errors\n", released_, errors_);
    return stage_ != Stage::over || released_ != 2 || errors_ != 0;
}

} // namespace

int main(int, char** argv)
{
    return Hold(static_cast<unsigned short>(std::atoi(argv[1])), static_cast<unsigned short>(std::atoi(argv[2]))).run();
}

// framework - C++98: a board, its channels, and virtual functions for their events. Looks at licence and boards before
// it starts, calls and is called, and says who it is in headers of its own.
//
//     framework port in  channels calls
//     framework port out channels calls host:port
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <assert.h>
#include <map>
#include <string>
#include <vector>
#include <dxxxlib.h>
#include <devmgmt.h>
#include <gclib.h>
#include <gcip.h>
#include <gcip_defs.h>
#include <srllib.h>

static int problems = 0;

static void report(const char *what)
{
    GC_INFO info;
    problems++;
    gc_ErrorInfo(&info);
    printf("%s: gcValue 0x%x %s, ccLibId %d %s, ccValue 0x%lx %s, %s\n", what, info.gcValue, info.gcMsg, info.ccLibId,
           info.ccLibName, info.ccValue, info.ccMsg, info.additionalInfo);
}

#define CHECK(call)                                                                                                    \
    if ((call) != GC_SUCCESS)                                                                                          \
    report(#call)

// An event that outlives the library's: everything copied.
class Event {
public:
    explicit Event(const METAEVENT &from) : meta(from), data(0), block(0)
    {
        if (meta.evtlen >= 0) {
            data = new char[meta.evtlen];
            if (meta.evtlen)
                memcpy(data, meta.evtdatap, meta.evtlen);
        }
        GC_PARM_BLKP source = 0;
        if (meta.extevtdatap)
            source = meta.evttype == GCEV_EXTENSION ? &((EXTENSIONEVTBLK *)meta.extevtdatap)->parmblk
                                                    : (GC_PARM_BLKP)meta.extevtdatap;
        if (source && gc_util_copy_parm_blk(&block, source) != GC_SUCCESS)
            report("gc_util_copy_parm_blk");
        const char *text = meta.evttype >= DT_GC && meta.evttype < DT_GC + 0x100 ? gcev_msg[meta.evttype - DT_GC] : "?";
        name = text;
    }
    ~Event()
    {
        delete[] data;
        gc_util_delete_parm_blk(block);
    }
    std::string header(unsigned short parm) const
    {
        GC_PARM_DATA_EXT one;
        INIT_GC_PARM_DATA_EXT(&one);
        while (gc_util_next_parm_ex(block, &one) == GC_SUCCESS)
            if (one.set_ID == IPSET_SIP_MSGINFO && one.parm_ID == parm)
                return std::string((char *)one.pData);
        return "";
    }
    METAEVENT meta;
    std::string name;

private:
    char *data;
    GC_PARM_BLKP block;
};

class Device {
public:
    Device() : handle(0) {}
    virtual ~Device()
    {
        if (handle)
            CHECK(gc_Close(handle));
    }
    void open(const char *format, int number)
    {
        char name[100];
        sprintf(name, format, number, number, number, number);
        CHECK(gc_OpenEx(&handle, name, EV_ASYNC, this));
    }
    virtual void on(const Event &event) = 0;
    LINEDEV handle;
};

class Board : public Device {
public:
    Board() : unblocked(false) {}
    virtual void on(const Event &event)
    {
        switch (event.meta.evttype) {
        case GCEV_UNBLOCKED: unblocked = true; break;
        case GCEV_OPENEX: break;
        case GCEV_SETCONFIGDATA: break;
        default: printf("board: %s\n", event.name.c_str());
        }
    }
    bool unblocked;
};

class Channel : public Device {
public:
    static std::string destination;
    static int channels, wanted, begun, done, seen, open_ones;
    Channel() : crn(0) {}

    void call()
    {
        if (begun == wanted)
            return;
        begun++;
        GC_MAKECALL_BLK block;
        GCLIB_MAKECALL_BLK gclib;
        memset(&gclib, 0, sizeof(gclib));
        block.cclib = NULL;
        block.gclib = &gclib;
        strcpy(gclib.destination.address, ("service@" + destination).c_str());
        gclib.destination.address_type = GCADDRTYPE_TRANSPARENT;
        GC_PARM_BLKP parms = NULL;
        char text[] = "X-Framework: four";
        gc_util_insert_parm_ref_ex(&parms, IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, strlen(text) + 1, text);
        CHECK(gc_SetUserInfo(GCTGT_GCLIB_CHAN, handle, parms, GC_SINGLECALL));
        gc_util_delete_parm_blk(parms);
        gc_util_insert_parm_val(&parms, IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, sizeof(char), IP_PROTOCOL_SIP);
        gclib.ext_datap = parms; // a new one: what was deleted is no block any more
        CHECK(gc_MakeCall(handle, &crn, NULL, &block, 60, EV_ASYNC));
        gc_util_delete_parm_blk(gclib.ext_datap);
    }
    virtual void on(const Event &event)
    {
        const METAEVENT &meta = event.meta;
        switch (meta.evttype) {
        case GCEV_OPENEX: resources(); break;
        case GCEV_UNBLOCKED:
            if (++open_ones == channels) {
                printf("ready\n");
                fflush(stdout);
            }
            if (!destination.empty())
                call();
            else
                CHECK(gc_WaitCall(handle, NULL, 0, -1, EV_ASYNC));
            break;
        case GCEV_OFFERED: {
            crn = meta.crn;
            seen += event.header(IPPARM_CALLID_HDR) != "" || event.header(IPPARM_SIP_HDR) != "";
            char id[IP_SIP_CALLIDSIZE];
            CHECK(gc_GetCallInfo(crn, IP_CALLID, id));
            GC_CALLACK_BLK ack;
            memset(&ack, 0, sizeof(ack));
            ack.type = GCACK_SERVICE_PROC;
            CHECK(gc_CallAck(crn, &ack, EV_ASYNC));
            break;
        }
        case GCEV_CALLPROC: CHECK(gc_AnswerCall(crn, 0, EV_ASYNC)); break;
        case GCEV_ANSWERED: break;
        case GCEV_PROCEEDING:
        case GCEV_ALERTING: break;
        case GCEV_CONNECTED: CHECK(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC)); break;
        case GCEV_DISCONNECTED: {
            GC_INFO info;
            METAEVENT copy = meta; // its own, no longer the library's
            CHECK(gc_ResultInfo(&copy, &info));
            CHECK(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
            if (!destination.empty()) {
                printf("call failed: %s\n", info.ccMsg);
                problems++;
            }
            break;
        }
        case GCEV_DROPCALL: CHECK(gc_ReleaseCallEx(crn, EV_ASYNC)); break;
        case GCEV_RELEASECALL:
            crn = 0;
            done++;
            if (!destination.empty())
                call();
            break;
        default: printf("channel: %s\n", event.name.c_str()); problems++;
        }
    }

private:
    void resources()
    {
        int media = 0, voice = 0;
        CHECK(gc_GetResourceH(handle, &media, GC_MEDIADEVICE));
        CHECK(gc_GetResourceH(handle, &voice, GC_VOICEDEVICE));
        void *context = this, *kept = 0;
        sr_setparm(media, SR_USERCONTEXT, &context);
        sr_getparm(media, SR_USERCONTEXT, &kept);
        if (kept != this || ATDV_SUBDEVS(media) != 0 || strlen(ATDV_NAMEP(voice)) == 0)
            problems++;
        void *attribute = 0;
        CHECK(gc_GetUsrAttr(handle, &attribute));
        assert(attribute == (Device *)this);
    }
    CRN crn;
};

std::string Channel::destination;
int Channel::channels, Channel::wanted, Channel::begun, Channel::done, Channel::seen, Channel::open_ones;

// What there is, before anything is started.
static int licensed_channels()
{
    int count = 0;
    if (SRLGetAllPhysicalBoards(&count, 0) != ESR_INSUFBUF || count < 1)
        return 0;
    std::vector<AUID> boards(count);
    if (SRLGetAllPhysicalBoards(&count, &boards[0]) != ESR_NOERR)
        return 0;
    int networks = 0;
    for (size_t i = 0; i < boards.size(); i++) {
        int devices = 0;
        if (SRLGetVirtualBoardsOnPhysicalBoard(boards[i], &devices, 0) != ESR_INSUFBUF)
            continue;
        std::vector<SRLDEVICEINFO> list(devices);
        if (SRLGetVirtualBoardsOnPhysicalBoard(boards[i], &devices, &list[0]) == ESR_NOERR)
            for (int k = 0; k < devices; k++)
                networks += strncmp(list[k].szDevName, "iptB", 4) == 0;
    }
    LIC_FEATURE_BLK features;
    INIT_LICENSED_FEATURES_VERSION(&features);
    if (networks == 0 || dev_GetLicFeatureData(&features) == -1)
        return 0;
    for (int f = 0; f < features.NumFeatures; f++)
        if (strcmp(FeatureNameTable[features.lic_data_buf[f].FeatureEnum], LM_FEATURE_NAME_IPCC) == 0)
            return features.lic_data_buf[f].FeatureCount;
    return 0;
}

static bool start(int port, int channels)
{
    IPCCLIB_START_DATA ipcclib;
    IP_VIRTBOARD virtboards[2]; // neither is cleared first
    GC_CCLIB_STATUS status;
    gc_CCLibStatusEx("GC_DM3CC_LIB", &status);

    INIT_IPCCLIB_START_DATA(&ipcclib, 1, virtboards); // before what it points to
    INIT_IP_VIRTBOARD(&virtboards[0]);
    virtboards[0].total_max_calls = channels;
    virtboards[0].sip_max_calls = channels;
    virtboards[0].h323_max_calls = 0;
    virtboards[0].sip_signaling_port = port;
    virtboards[0].localIP.u_ipaddr.ipv4 = 0;
    virtboards[0].sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE;
    virtboards[0].sup_serv_mask = IP_SUP_SERV_CALL_XFER;
    virtboards[0].reserved = NULL;
    ipcclib.delimiter = ',';
    ipcclib.max_parm_data_size = 4096;
    CCLIB_START_STRUCT libs[] = {{(char *)"GC_H3R_LIB", &ipcclib}, {(char *)"GC_IPM_LIB", NULL}};
    GC_START_STRUCT gc = {2, libs};
    if (gc_Start(&gc) != GC_SUCCESS) {
        report("gc_Start");
        return false;
    }
    GC_CCLIB_STATUSALL all;
    CHECK(gc_CCLibStatusEx("GC_ALL_LIB", &all));
    int available = 0;
    for (int i = 0; i < GC_TOTAL_CCLIBS; i++)
        available += all.cclib_state[i].state == GC_CCLIB_AVAILABLE;
    int ipt = 0, ipm = 0;
    sr_getboardcnt(DEV_CLASS_IPT, &ipt);
    sr_getboardcnt("ipm", &ipm);
    printf("%d libraries, %d ipt, %d ipm\n", available, ipt, ipm);
    return available > 0 && ipt == 1 && ipm == 1;
}

int main(int argc, char **argv)
{
    Channel::channels = atoi(argv[3]);
    Channel::wanted = atoi(argv[4]);
    if (argc > 5)
        Channel::destination = argv[5];
    if (licensed_channels() < Channel::channels)
        return 3;
    int mode = SR_STASYNC | SR_POLLMODE;
    if (sr_setparm(SRL_DEVICE, SR_MODELTYPE, &mode) == -1 || !start(atoi(argv[1]), Channel::channels))
        return 2;
    {
        Board board;
        std::vector<Channel> channels(Channel::channels);
        board.open(":N_iptB%d:P_IP\0", 1);
        for (size_t i = 0; i < channels.size(); i++)
            channels[i].open(":P_SIP:N_iptB1T%d:M_ipmB1C%d:V_dxxxB1C%d", i + 1);
        for (int idle = 0; Channel::done < Channel::wanted && problems == 0 && idle < 300;) {
            if (sr_waitevt(100) == -1) {
                idle++;
                continue;
            }
            METAEVENT meta;
            CHECK(gc_GetMetaEvent(&meta));
            assert(meta.usrattr != NULL);
            Event event(meta);
            ((Device *)meta.usrattr)->on(event);
        }
        if (!board.unblocked || ATDV_SUBDEVS(board.handle) != Channel::channels)
            problems++;
    }
    CHECK(gc_Stop());
    printf("%d calls, %d with headers, %d problems\n", Channel::done, Channel::seen, problems);
    return problems || Channel::done != Channel::wanted || (Channel::destination.empty() && Channel::seen != Channel::done);
}

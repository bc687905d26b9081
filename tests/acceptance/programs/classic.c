/*
 * classic - the functions of the first edition, all synchronous, with a handler for whatever nobody waits for.
 *
 *     classic port calls
 */
#include "srllib.h"
#include "gclib.h"
#include "gcerr.h"
#include "dxxxlib.h"
#include "gcip.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(call) \
    if ((call) != GC_SUCCESS) \
    show_error(#call)
#define MUST_FAIL(call, code) \
    if ((call) == GC_SUCCESS || error_code() != (code)) \
    printf("%s: not refused with %d but %d\n", #call, code, error_code()), errors++

LINEDEV ldev;
CRN crn;
int errors, hangups;

/* Before GC_INFO: numbers first, then their texts. */
show_error(what)
char *what;
{
    int gcerror, library;
    long liberror;
    char *text = "?", *libtext = "?", *libname = "?";

    gc_ErrorValue(&gcerror, &library, &liberror);
    gc_ResultMsg(LIBID_GC, (long)gcerror, &text);
    gc_ResultMsg(library, liberror, &libtext);
    gc_CCLibIDToName(library, &libname);
    printf("%s: GC %s, %s %s\n", what, text, libname, libtext);
    errors++;
}

int error_code()
{
    int gcerror = 0, library;
    long liberror;

    gc_ErrorValue(&gcerror, &library, &liberror);
    return gcerror;
}

/* Returns int, takes nothing, and is cast. Keeps what it sees. */
int on_disconnect()
{
    if (sr_getevtdev() != ldev || sr_getevttype() != GCEV_DISCONNECTED)
        printf("handler of another event\n"), errors++;
    hangups++;
    return 1;
}

start(port)
int port;
{
    IP_VIRTBOARD board;
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT lib;
    GC_START_STRUCT begin;
    int mode = SR_POLLMODE | SR_MTASYNC;

    if (sr_setparm(SRL_DEVICE, SR_MODEID, (void *)&mode) == -1)
        printf("sr_setparm: %s\n", ATDV_ERRMSGP(SRL_DEVICE)), errors++;
    INIT_IP_VIRTBOARD(&board);
    board.sip_signaling_port = port;
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    lib.cclib_name = "GC_H3R_LIB";
    lib.cclib_data = &data;
    begin.num_cclibs = 1;
    begin.cclib_list = &lib;
    CHECK(gc_Start(&begin));
}

look_at_line()
{
    int voice = -1, network = -1, id = -1, same = -2;
    char *name;
    void *attribute;
    long slot = -1;
    SC_TSINFO tsinfo;
    CT_DEVINFO ct;
    unsigned int release, internal;

    CHECK(gc_SetUsrAttr(ldev, (void *)42));
    CHECK(gc_GetUsrAttr(ldev, &attribute));
    if ((int)(long)attribute != 42)
        printf("attribute %d\n", (int)(long)attribute), errors++;
    CHECK(gc_GetVer(ldev, &release, &internal, GCGV_LIB));
    CHECK(gc_GetVoiceH(ldev, &voice));
    CHECK(gc_GetNetworkH(ldev, &network));
    CHECK(gc_LinedevToCCLIBID(ldev, &id));
    CHECK(gc_CCLibIDToName(id, &name));
    CHECK(gc_CCLibNameToID(name, &same));
    if (same != id || strcmp(name, "GC_H3R_LIB") != 0)
        printf("library %d is %s is %d\n", id, name, same), errors++;
    CHECK(gc_GetCTInfo(ldev, &ct));
    if (ct.ct_nettype != CT_NTIPT)
        printf("network type %d\n", ct.ct_nettype), errors++;
    tsinfo.sc_numts = 1;
    tsinfo.sc_tsarrayp = &slot;
    CHECK(gc_GetXmitSlot(ldev, &tsinfo));
    CHECK(gc_Listen(ldev, &tsinfo, EV_SYNC));
    CHECK(gc_UnListen(ldev, EV_SYNC));
    CHECK(gc_Detach(ldev, voice, EV_SYNC));
    CHECK(gc_Attach(ldev, voice, EV_SYNC));
    CHECK(gc_SetEvtMsk(ldev, GCMSK_PROCEEDING, GCACT_ADDMSK));
}

/* The voice library is not there yet: each call says so, and nothing breaks. */
try_voice()
{
    int chan = dx_open("dxxxB1C1", NULL);
    DV_TPT tpt[2];

    if (chan != -1)
        return;
    if (strstr(ATDV_ERRMSGP(SRL_DEVICE), "dx_open") == NULL)
        printf("dx_open: %s\n", ATDV_ERRMSGP(SRL_DEVICE)), errors++;
    dx_clrtpt(tpt, 2);
    if (dx_playf(chan, "hello.vox", tpt, EV_SYNC) != -1 || dx_stopch(chan, EV_SYNC) != -1 ||
        ATDX_STATE(chan) != AT_FAILURE || strlen(ATDV_NAMEP(chan)) == 0)
        printf("a channel that is not open works\n"), errors++;
}

/* Until the caller hangs up; other events of the line may come before. */
await_hangup()
{
    METAEVENT event;
    CRN of_event;
    LINEDEV dev_of_event;
    int result, library;
    long libresult;
    char *text;

    do {
        if (sr_waitevt(15000) == SR_TMOUT) {
            printf("the caller does not hang up\n"), errors++;
            return;
        }
        CHECK(gc_GetMetaEvent(&event));
        gc_GetCRN(&of_event, &event);
        gc_GetLineDev(&dev_of_event, &event);
        if (dev_of_event != ldev)
            printf("event of another device\n"), errors++;
    } while (event.evttype != GCEV_DISCONNECTED);
    if (of_event != crn)
        printf("event of another call\n"), errors++;
    CHECK(gc_ResultValue(&event, &result, &library, &libresult));
    CHECK(gc_ResultMsg(LIBID_GC, (long)result, &text));
    if (result != GCRV_NORMAL)
        printf("hung up: %s\n", text), errors++;
}

one_call()
{
    char ani[128], dnis[128];
    int state;
    LINEDEV dev = 0;

    CHECK(gc_WaitCall(ldev, &crn, NULL, 30, EV_SYNC));
    CHECK(gc_GetANI(crn, ani));
    CHECK(gc_GetDNIS(crn, dnis));
    if (strchr(ani, '@') == NULL || strchr(dnis, '@') == NULL)
        printf("from %s to %s\n", ani, dnis), errors++;
    CHECK(gc_CRN2LineDev(crn, &dev));
    if (dev != ldev)
        printf("call of another line\n"), errors++;
    MUST_FAIL(gc_ReleaseCall(crn), EGC_INVSTATE);
    CHECK(gc_AcceptCall(crn, 0, EV_SYNC));
    CHECK(gc_AnswerCall(crn, 0, EV_SYNC));
    CHECK(gc_GetCallState(crn, &state));
    if (state != GCST_CONNECTED && state != GCST_DISCONNECTED)
        printf("state %x\n", state), errors++;
    try_voice();
    await_hangup();
    CHECK(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC));
    CHECK(gc_ReleaseCall(crn));
    MUST_FAIL(gc_ReleaseCall(crn), EGC_INVCRN);
}

main(argc, argv)
int argc;
char **argv;
{
    int i, calls = atoi(argv[2]);

    start(atoi(argv[1]));
    CHECK(gc_Open(&ldev, ":P_SIP:N_iptB1T1:M_ipmB1C1:V_dxxxB1C1", 0));
    look_at_line();
    sr_enbhdlr(ldev, GCEV_DISCONNECTED, (long (*)())on_disconnect);
    printf("ready\n");
    fflush(stdout);
    for (i = 0; i < calls; i++)
        one_call();
    sr_dishdlr(ldev, GCEV_DISCONNECTED, (long (*)())on_disconnect);
    CHECK(gc_ResetLineDev(ldev, EV_SYNC));
    CHECK(gc_Close(ldev));
    MUST_FAIL(gc_Close(ldev), EGC_INVLINEDEV);
    CHECK(gc_Stop());
    if (hangups != calls)
        printf("the handler saw %d\n", hangups), errors++;
    printf("%d calls, %d errors\n", calls, errors);
    return errors != 0;
}

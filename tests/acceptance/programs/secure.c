/*
 * secure - looks at the machine, starts two boards with TLS, the second without plain UDP, and calls from one to the
 * other by sips:. Before that, what is wrong with a configuration has to be said.
 *
 *     secure portA portB directory        certificates for localhost are there: localhost.pem, localhost.key, ca.pem
 */
#include <devmgmt.h>
#include <gcerr.h>
#include <gcip.h>
#include <gclib.h>
#include <srllib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static IP_VIRTBOARD boards[2];
static SIP_TLS_ENGINE engines[2];
static IPCCLIB_START_DATA data;
static char cert[256], key[256], ca[256], *authorities[] = {ca};
static LINEDEV dev[2];
static CRN crn;
static int errors, opened, released;

static void wrong(const char* what)
{
    printf("wrong: %s\n", what);
    errors++;
}

/* Twice: how many, then which. */
static void look_at_the_machine(void)
{
    int count = 0, boards_of_ipt = 0;
    LIC_FEATURE_BLK features;

    if (SRLGetAllPhysicalBoards(&count, 0) != ESR_INSUFBUF || count < 1)
        wrong("first SRLGetAllPhysicalBoards");
    AUID* list = malloc(count * sizeof(AUID));
    if (SRLGetAllPhysicalBoards(&count, list) != ESR_NOERR)
        wrong("second SRLGetAllPhysicalBoards");
    free(list);
    if (sr_getboardcnt(DEV_CLASS_IPT, &boards_of_ipt) == -1 || sr_getboardcnt("ipm", &count) == -1)
        wrong("sr_getboardcnt");
    INIT_LICENSED_FEATURES_VERSION(&features);
    int licensed = 0;
    if (dev_GetLicFeatureData(&features) == 0)
        for (int i = 0; i < features.NumFeatures; i++)
            if (strcmp(FeatureNameTable[features.lic_data_buf[i].FeatureEnum], LM_FEATURE_NAME_IPCC) == 0)
                licensed = features.lic_data_buf[i].FeatureCount;
    if (licensed < 1)
        wrong("no licence for calls");
}

static void describe(int port[2])
{
    for (int i = 0; i < 2; i++) {
        INIT_IP_VIRTBOARD(&boards[i]);
        INIT_SIP_TLS_ENGINE(&engines[i]);
        engines[i].sip_tls_port = port[i] + 1;
        engines[i].E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1;
        engines[i].local_rsa_private_key_filename = key;
        engines[i].local_rsa_cert_filename = cert;
        engines[i].ca_cert_number = 1;
        engines[i].ca_cert_filename = authorities;
        engines[i].session_id = "secure";
        engines[i].E_client_cert_required = ENUM_Enabled;
        boards[i].sip_signaling_port = port[i];
        boards[i].sip_max_calls = boards[i].total_max_calls = 2;
        boards[i].E_SIP_tcpenabled = ENUM_Enabled;
        boards[i].E_SIP_Persistence = ENUM_PERSISTENCE_TRANSACT_USER;
        boards[i].SIP_maxUDPmsgLen = VIRTBOARD_SIP_NOUDPMSGSIZECHECK;
        boards[i].sip_tls_engine = &engines[i];
    }
    engines[1].E_block_udp_port = ENUM_Enabled;
    INIT_IPCCLIB_START_DATA(&data, 2, boards);
}

/* Libraries of hardware that is not here stand in the list as well. */
static int start(void)
{
    CCLIB_START_STRUCT libs[] = {
        {"GC_SS7_LIB", NULL}, {"GC_DM3CC_LIB", NULL}, {"GC_H3R_LIB", &data}, {"GC_IPM_LIB", NULL}};
    GC_START_STRUCT begin = {.num_cclibs = 4, .cclib_list = libs};
    return gc_Start(&begin);
}

static void must_be_refused(const char* words)
{
    GC_INFO info;

    if (start() == GC_SUCCESS) {
        wrong("started all the same");
        gc_Stop();
        return;
    }
    gc_ErrorInfo(&info);
    if (strstr(info.additionalInfo, words) == NULL)
        wrong(info.additionalInfo);
}

static void start_and_open(void)
{
    GC_CCLIB_STATUSALL status;
    GC_INFO info;
    char name[64];

    boards[1].E_SIP_tcpenabled = ENUM_Disabled;
    must_be_refused("E_SIP_tcpenabled");
    boards[1].E_SIP_tcpenabled = ENUM_Enabled;
    engines[0].local_rsa_cert_filename = "/no/such/file.pem";
    must_be_refused("/no/such/file.pem");
    engines[0].local_rsa_cert_filename = cert;
    if (start() != GC_SUCCESS) {
        gc_ErrorInfo(&info);
        printf("gc_Start: %s, %s, %s\n", info.gcMsg, info.ccMsg, info.additionalInfo);
        exit(1);
    }
    if (gc_CCLibStatusEx("GC_ALL_LIB", &status) != GC_SUCCESS)
        wrong("gc_CCLibStatusEx");
    for (int i = 0; i < GC_TOTAL_CCLIBS; i++)
        if (strcmp(status.cclib_state[i].name, "GC_H3R_LIB") == 0 && status.cclib_state[i].state != GC_CCLIB_AVAILABLE)
            wrong("GC_H3R_LIB is not available");
    for (int i = 0; i < 2; i++) {
        sprintf(name, ":P_SIP:N_iptB%dT1:M_ipmB1C%d", i + 1, i + 1);
        if (gc_OpenEx(&dev[i], name, EV_ASYNC, &dev[i]) != GC_SUCCESS)
            wrong(name);
    }
}

static void on_unblocked(const METAEVENT* ev, int tls_port)
{
    char to[64];

    gc_WaitCall(ev->linedev, NULL, NULL, 0, EV_ASYNC);
    if (++opened < 2)
        return;
    sprintf(to, "sips:bob@localhost:%d", tls_port);
    if (gc_MakeCall(dev[0], &crn, to, NULL, 0, EV_ASYNC) != GC_SUCCESS)
        wrong("gc_MakeCall");
}

static void on_disconnected(METAEVENT* ev)
{
    GC_INFO info;

    gc_ResultInfo(ev, &info);
    if (info.gcValue != GCRV_NORMAL) {
        printf("%s, %s\n", info.ccMsg, info.additionalInfo);
        errors++;
    }
    gc_DropCall(ev->crn, GC_NORMAL_CLEARING, EV_ASYNC);
}

int main(int argc, char* argv[])
{
    int port[2] = {atoi(argv[1]), atoi(argv[2])};
    METAEVENT ev;

    sprintf(cert, "%s/localhost.pem", argv[3]);
    sprintf(key, "%s/localhost.key", argv[3]);
    sprintf(ca, "%s/ca.pem", argv[3]);
    look_at_the_machine();
    describe(port);
    start_and_open();
    while (released < 2 && sr_waitevt(20000) >= 0) {
        gc_GetMetaEvent(&ev);
        switch (ev.evttype) {
        case GCEV_UNBLOCKED: on_unblocked(&ev, port[1] + 1); break;
        case GCEV_OFFERED: gc_AnswerCall(ev.crn, 0, EV_ASYNC); break;
        case GCEV_CONNECTED: gc_DropCall(ev.crn, GC_NORMAL_CLEARING, EV_ASYNC); break;
        case GCEV_DISCONNECTED: on_disconnected(&ev); break;
        case GCEV_DROPCALL: gc_ReleaseCallEx(ev.crn, EV_ASYNC); break;
        case GCEV_RELEASECALL: released++; break;
        }
    }
    gc_Close(dev[0]);
    gc_Close(dev[1]);
    gc_Stop();
    printf("%d calls, %d errors\n", released, errors);
    return released != 2 || errors != 0;
}

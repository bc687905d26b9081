/*
 * register - registers, asks what is registered, and takes it back; the registrar wants to know who it is.
 *
 *     register port registrar user password udp|tcp
 */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include "gcip.h"
#include "gcerr.h"
#include "srllib.h"

#define BOARD ":N_iptB1:P_IP"

long brd; /* a LINEDEV */
unsigned long service;
char *server, aor[IP_REG_CLIENT_ADDR_LENGTH], contact[128];
int errors;

failed(what)
char *what;
{
    GC_INFO info;

    gc_ErrorInfo(&info);
    printf("%s: %s (%d), %s (%ld), %s\n", what, info.gcMsg, info.gcValue, info.ccMsg, info.ccValue, info.additionalInfo);
    errors++;
}

/* The strings are the caller's, and are gone when he returns. */
int authenticate(realm, user, password)
char *realm, *user, *password;
{
    GC_PARM_BLKP block = NULL;
    IP_AUTHENTICATION who;
    int rc;

    INIT_IP_AUTHENTICATION(&who);
    who.realm = realm;
    who.identity = "";
    who.username = user;
    who.password = password;
    gc_util_insert_parm_ref(&block, IPSET_CONFIG, IPPARM_AUTHENTICATION_CONFIGURE,
                            (unsigned char)sizeof(IP_AUTHENTICATION), &who);
    rc = gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, brd, block);
    gc_util_delete_parm_blk(block);
    return rc;
}

/* PARM_REQTYPE and PARM_ACK in one byte each, as programs have them. */
request(parm, operation)
int parm, operation;
{
    GC_PARM_BLKP block = NULL;
    IP_REGISTER_ADDRESS address;

    gc_util_insert_parm_val(&block, GCSET_SERVREQ, PARM_REQTYPE, sizeof(unsigned char), IP_REQTYPE_REGISTRATION);
    gc_util_insert_parm_val(&block, GCSET_SERVREQ, PARM_ACK, sizeof(unsigned char), IP_REQTYPE_REGISTRATION);
    gc_util_insert_parm_val(&block, IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, sizeof(char), IP_PROTOCOL_SIP);
    gc_util_insert_parm_val(&block, IPSET_REG_INFO, parm, sizeof(char), operation);
    memset(&address, 0, sizeof(address));
    strcpy(address.reg_server, server);
    strcpy(address.reg_client, aor);
    address.time_to_live = 120;
    address.max_hops = 30;
    gc_util_insert_parm_ref(&block, IPSET_REG_INFO, IPPARM_REG_ADDRESS, (unsigned char)sizeof(IP_REGISTER_ADDRESS),
                            &address);
    gc_util_insert_parm_ref(&block, IPSET_LOCAL_ALIAS, IPPARM_ADDRESS_TRANSPARENT, (unsigned char)(strlen(contact) + 1),
                            contact);
    if (gc_ReqService(GCTGT_CCLIB_NETIF, brd, &service, block, NULL, EV_ASYNC) != GC_SUCCESS)
        failed("gc_ReqService");
    gc_util_delete_parm_blk(block);
}

/* Matches by parm_ID alone here and there, which many do. */
check_response(ev)
METAEVENT *ev;
{
    GC_PARM_DATAP parm = NULL;
    GC_INFO info;
    unsigned long id = 0;
    int status = -1;

    gc_ResultInfo(ev, &info);
    while ((parm = gc_util_next_parm((GC_PARM_BLKP)ev->extevtdatap, parm)) != NULL) {
        if (parm->set_ID == IPSET_REG_INFO && parm->parm_ID == IPPARM_REG_STATUS)
            status = parm->value_buf[0];
        if (parm->set_ID == GCSET_SERVREQ && parm->parm_ID == PARM_SERVICEID)
            memcpy(&id, parm->value_buf, parm->value_size);
    }
    if (id != service || status != IP_REG_CONFIRMED || info.ccValue != IPERR_OK || ev->linedev != brd) {
        printf("service %ld of %ld, status %d, %s\n", (long)id, (long)service, status, info.ccMsg);
        errors++;
    }
}

start(port, tcp)
int port, tcp;
{
    IP_VIRTBOARD board;
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT lib;
    GC_START_STRUCT begin;

    INIT_IP_VIRTBOARD(&board);
    board.sip_signaling_port = port;
    board.SIP_registrar_registrations = 4;
    if (tcp) {
        board.E_SIP_tcpenabled = ENUM_Enabled;
        board.E_SIP_DefaultTransport = ENUM_TCP;
    }
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    lib.cclib_name = "GC_H3R_LIB";
    lib.cclib_data = (void *)&data;
    begin.num_cclibs = 1;
    begin.cclib_list = &lib;
    if (gc_Start(&begin) != GC_SUCCESS || gc_OpenEx(&brd, BOARD, EV_SYNC, NULL) != GC_SUCCESS) {
        failed("start");
        exit(1);
    }
}

main(argc, argv)
int argc;
char **argv;
{
    METAEVENT ev;
    int step = 0;

    server = argv[2];
    sprintf(aor, "%s@127.0.0.1", argv[3]);
    sprintf(contact, "%s@127.0.0.1:%s", argv[3], argv[1]);
    start(atoi(argv[1]), strcmp(argv[5], "tcp") == 0);
    if (ATDV_SUBDEVS(brd) < 1 || strcmp(ATDV_NAMEP(brd), BOARD) != 0)
        printf("%s has %ld devices\n", ATDV_NAMEP(brd), ATDV_SUBDEVS(brd)), errors++;
    if (authenticate(NULL, argv[3], argv[4]) == GC_SUCCESS)
        printf("a realm that is NULL was taken\n"), errors++;
    if (authenticate("Trunkcall", argv[3], argv[4]) != GC_SUCCESS)
        failed("gc_SetAuthenticationInfo");
    request(IPPARM_OPERATION_REGISTER, IP_REG_SET_INFO);
    while (step < 3 && errors == 0 && sr_waitevt(20000) != -1) {
        if (gc_GetMetaEvent(&ev) != GC_SUCCESS)
            failed("gc_GetMetaEvent");
        if (ev.evttype != GCEV_SERVICERESP)
            continue;
        check_response(&ev);
        if (++step == 1)
            request(IPPARM_OPERATION_REGISTER, IP_REG_QUERY_INFO);
        else if (step == 2)
            request(IPPARM_OPERATION_DEREGISTER, IP_REG_DELETE_ALL);
    }
    gc_Close(brd);
    gc_Stop();
    printf("%d services, %d errors\n", step, errors);
    return step != 3 || errors != 0;
}

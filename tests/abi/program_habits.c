/* Shapes of real programs that the headers must take: this compiles, links and runs as C89, GNU C and C17. */
#include <string.h>

#include "gcip.h"

static int handled;

static long handler(void *parameter)
{
    (void)parameter;
    handled += (int)sr_getevttype() == 555;
    return 1;
}

static long other_handler(unsigned long handle)
{
    return handle != 0;
}

int main(void)
{
    GC_PARM_BLKP block = NULL;
    GC_PARM_DATAP data;
    METAEVENT event;
    GC_INFO info;
    CCLIB_START_STRUCT libraries[] = {{"GC_DM3CC_LIB", NULL}, {"GC_H3R_LIB", NULL}};
    long device = 0, event_handle = 0;
    int value = 7, seen = 0;

    sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, handler);
    sr_enbhdlr(EV_ANYDEV, 555, other_handler);
    if (sr_putevt(SRL_DEVICE, 555, sizeof(value), &value, 0) != 0)
        return 1;
    if (sr_waitevtEx(&device, 1, 1000, &event_handle) == -1)
        return 1;
    if (gc_GetMetaEventEx(&event, event_handle) != GC_SUCCESS || event.evttype != sr_getevttype())
        return 2;
    switch (event.evttype) {
    case GCEV_OFFERED:
    case GCEV_UNBLOCKED:
        return 3;
    default:
        if (sr_getevtdev() != SRL_DEVICE || sr_getevtlen(0) != sizeof(value) || *(int *)sr_getevtdatap() != 7)
            return 4;
    }
    if (gc_ResultInfo(&event, &info) != GC_SUCCESS || strlen(info.additionalInfo) != 0)
        return 5;

    gc_util_insert_parm_val(&block, IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, sizeof(char), IP_PROTOCOL_SIP);
    gc_util_insert_parm_ref(&block, GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, sizeof(IP_CAPABILITY), NULL);
    for (data = gc_util_next_parm(block, NULL); data != NULL; data = gc_util_next_parm(block, data))
        ++seen;
    gc_util_delete_parm_blk(block);
    gc_util_delete_parm_blk(block);
    return seen == 2 && handled == 1 && libraries[1].cclib_data == NULL ? 0 : 6;
}

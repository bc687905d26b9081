/*
 * devmgmt.h - device management: connections between devices, resources, licences.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - They return 0 and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why.
 *  - Not supported yet: all but dev_GetLicFeatureData. They fail with EDEV_UNSUPPORTED, which ATDV_LASTERR of the device
 *    and of SRL_DEVICE show, with errno ENOSYS, and with one line in the log at the first use.
 * Source: the Device Management API Library Reference.
 */
#ifndef TRUNKCALL_DEVMGMT_H
#define TRUNKCALL_DEVMGMT_H

#include "dxxxlib.h"
#include "gc_export.h"

/* Events. */
#define DMEV_CONNECT 0x2001
#define DMEV_CONNECT_FAIL 0x2002
#define DMEV_DISCONNECT 0x2003
#define DMEV_DISCONNECT_FAIL 0x2004
#define DMEV_GET_RESOURCE_RESERVATIONINFO 0x2005
#define DMEV_GET_RESOURCE_RESERVATIONINFO_FAIL 0x2006
#define DMEV_GET_RX_PORT_INFO 0x2007
#define DMEV_GET_RX_PORT_INFO_FAIL 0x2008
#define DMEV_GET_TX_PORT_INFO 0x2009
#define DMEV_GET_TX_PORT_INFO_FAIL 0x200a
#define DMEV_PORT_CONNECT 0x200b
#define DMEV_PORT_CONNECT_FAIL 0x200c
#define DMEV_PORT_DISCONNECT 0x200d
#define DMEV_PORT_DISCONNECT_FAIL 0x200e

/* Directions of a connection; how the ports of one are connected. */
#define DM_FULLDUP 1
#define DM_HALFDUP 2
#define DMFL_TRANSCODE_ON 0x0000
#define DMFL_TRANSCODE_NATIVE 0x0001

#define EDEV_UNSUPPORTED 0x501 /* this library does not have the function yet */

/* Ports, by kind of media. */
#define DM_PORT_MEDIA_TYPE_NONE 0
#define DM_PORT_MEDIA_TYPE_AUDIO 1
#define DM_PORT_MEDIA_TYPE_VIDEO 2
#define DM_PORT_MEDIA_TYPE_NBUP 3

#define MAX_DM_PORT_INFO 8

GC_BEGIN_DECLS

typedef int eCONN_TYPE;
typedef int eRESOURCE_TYPE;
typedef int DM_PORT_MEDIA_TYPE;

typedef struct DM_PORT_INFO {
    unsigned int unVersion;
    char device_name[32];
    unsigned char device_ID[16];
    unsigned char port_ID[16];
    DM_PORT_MEDIA_TYPE port_media_type;
} DM_PORT_INFO;

/* Data of DMEV_GET_TX_PORT_INFO and DMEV_GET_RX_PORT_INFO. */
typedef struct DM_PORT_INFO_LIST {
    unsigned int unVersion;
    unsigned int unCount;
    DM_PORT_INFO port_info[MAX_DM_PORT_INFO];
} DM_PORT_INFO_LIST, *PDM_PORT_INFO_LIST;

typedef const DM_PORT_INFO_LIST* CPDM_PORT_INFO_LIST;

typedef struct DM_PORT_CONNECT_INFO {
    unsigned int unVersion;
    unsigned int unFlags; /* DMFL_ */
    DM_PORT_INFO port_info_tx;
    DM_PORT_INFO port_info_rx;
} DM_PORT_CONNECT_INFO, *PDM_PORT_CONNECT_INFO;

typedef const DM_PORT_CONNECT_INFO* CPDM_PORT_CONNECT_INFO;

typedef struct DM_PORT_CONNECT_INFO_LIST {
    unsigned int unVersion;
    unsigned int unCount;
    DM_PORT_CONNECT_INFO port_connect_info[MAX_DM_PORT_INFO];
} DM_PORT_CONNECT_INFO_LIST, *PDM_PORT_CONNECT_INFO_LIST;

typedef const DM_PORT_CONNECT_INFO_LIST* CPDM_PORT_CONNECT_INFO_LIST;

#define DM_PORT_CONNECT_INFO_VERSION_0 0x100

GC_INLINE void INIT_DM_PORT_CONNECT_INFO(DM_PORT_CONNECT_INFO* info)
{
    trunkcall_fill(info, 0, sizeof(*info));
    info->unVersion = DM_PORT_CONNECT_INFO_VERSION_0;
}

GC_INLINE void INIT_DM_PORT_CONNECT_INFO_LIST(DM_PORT_CONNECT_INFO_LIST* list)
{
    trunkcall_fill(list, 0, sizeof(*list));
    list->unVersion = DM_PORT_CONNECT_INFO_VERSION_0;
}

/* What a licence allows. FeatureEnum indexes FeatureNameTable. */
#define LM_FEATURE_ENUM_MAX 8
#define LM_FEATURE_NAME_VOICE "Voice"
#define LM_FEATURE_NAME_RTP "RTP_G_711"
#define LM_FEATURE_NAME_ENHANCED_RTP "Enhanced_RTP"
#define LM_FEATURE_NAME_CONF "Conferencing"
#define LM_FEATURE_NAME_CSP "Speech_Integration"
#define LM_FEATURE_NAME_FAX "Fax"
#define LM_FEATURE_NAME_IPCC "IP_Call_Control"

typedef struct LIC_FEATURE_DATA {
    int FeatureEnum;
    int FeatureCount;
} LIC_FEATURE_DATA;

typedef struct LIC_FEATURE_BLK {
    unsigned int version;
    int NumFeatures;
    LIC_FEATURE_DATA lic_data_buf[LM_FEATURE_ENUM_MAX];
} LIC_FEATURE_BLK;

#define LICENSED_FEATURES_VERSION_0 0x100

GC_INLINE void INIT_LICENSED_FEATURES_VERSION(LIC_FEATURE_BLK* blk)
{
    trunkcall_fill(blk, 0, sizeof(*blk));
    blk->version = LICENSED_FEATURES_VERSION_0;
}

#if defined(__cplusplus)
#define TRUNKCALL_LITERAL(text) const_cast<char*>(text)
#else
#define TRUNKCALL_LITERAL(text) ((char*)(text))
#endif
static char* const FeatureNameTable[LM_FEATURE_ENUM_MAX] GC_UNUSED = {
    TRUNKCALL_LITERAL("None"),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_VOICE),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_RTP),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_ENHANCED_RTP),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_CONF),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_CSP),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_FAX),
    TRUNKCALL_LITERAL(LM_FEATURE_NAME_IPCC),
};

/* Connects two devices (DM_FULLDUP, DM_HALFDUP) and parts them. Events DMEV_CONNECT, DMEV_DISCONNECT. */
GC_API int dev_Connect(int devHandle1, int devHandle2, eCONN_TYPE connType, unsigned short mode);
GC_API int dev_Disconnect(int devHandle, unsigned short mode);
/* Ports of a device; always asynchronous: DMEV_GET_TX_PORT_INFO, DMEV_GET_RX_PORT_INFO. */
GC_API int dev_GetTransmitPortInfo(int devHandle, void* pUserContext);
GC_API int dev_GetReceivePortInfo(int devHandle, void* pUserContext);
/* Connects and parts ports; always asynchronous: DMEV_PORT_CONNECT, DMEV_PORT_DISCONNECT. */
GC_API int dev_PortConnect(int devHandle, CPDM_PORT_CONNECT_INFO_LIST pConnectList, void* pUserContext);
GC_API int dev_PortDisconnect(int devHandle, CPDM_PORT_CONNECT_INFO_LIST pConnectList, void* pUserContext);
/* Keeps a resource for a device, gives it back, and tells what is kept. */
GC_API int dev_ReserveResource(int devHandle, eRESOURCE_TYPE resType, unsigned short mode);
GC_API int dev_ReleaseResource(int devHandle, eRESOURCE_TYPE resType, unsigned short mode);
GC_API int dev_GetResourceReservationInfo(int devHandle, void* pResourceInfo, unsigned short mode);
/*
 * What a licence would allow: this library needs none, and lists what there is. LM_FEATURE_NAME_IPCC counts the lines of
 * all boards of gc_Start; before gc_Start, those that gc_Start(NULL) would give.
 *   pFeatures: the program's, made by INIT_LICENSED_FEATURES_VERSION.
 * Any thread. Errors: ESR_BADPARM (NULL, or another version).
 */
GC_API int dev_GetLicFeatureData(LIC_FEATURE_BLK* pFeatures);

GC_END_DECLS

#endif

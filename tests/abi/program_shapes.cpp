// Shapes of real C++ programs that the headers must take, of all ages of the language; the calls fail, as nothing is open.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define dx_fileopen open // on Linux, some programs take the system's own
#define dx_fileclose close

// gclib.h and dxxxlib.h come with these.
#include "devmgmt.h"
#include "faxlib.h"
#include "gcip.h"
#include "ipmlib.h"
#include "mmlib.h"
#include "msilib.h"
#include "sctools.h"

typedef long int (*EVTHDLRTYP)(); // as programs define it themselves

struct Conferee : MS_CDT {
    Conferee()
    {
        chan_num = 0;
        chan_sel = MSPN_TS;
        chan_attr = MSPA_NULL;
    }
};

struct EchoCanceller : DX_ECRCT {
    EchoCanceller()
    {
        ct_length = SIZE_OF_ECR_CT;
        ct_NLPflag = ECR_CT_ENABLE;
    }
};

struct Slot : SC_TSINFO {
    explicit Slot(long* number)
    {
        sc_numts = 1;
        sc_tsarrayp = number;
    }
};

// A program's own wrapper with default arguments of the API's types.
class Media {
public:
    Media() : handle(0), direction(DATA_IP_TDM_BIDIRECTIONAL) {}
    int stop(eIPM_STOP_OPERATION what = STOP_ALL, unsigned int mode = EV_SYNC)
    {
        return ipm_Stop(handle, what, static_cast<unsigned short>(mode));
    }
    int close() { return ipm_Close(handle, EV_SYNC); }

    long handle;
    eIPM_DATA_DIRECTION direction;
};

static int callback(int, char*, unsigned int) { return 0; }
static int read_sound(int, char*, unsigned) { return 0; }
static long seek_sound(int, long, int) { return 0; }
static long handler_of_events(unsigned long) { return 1; }
static int handler_of_old() { return 1; }

static int failed(int result) { return result == -1; }

static int voice()
{
    int count = 0;
    long slot_number = 0;
    Slot slot(&slot_number);
    EchoCanceller canceller;
    DV_TPT conditions[2] = {{IO_CONT, DX_MAXDTMF, 4, TF_MAXDTMF}, {IO_EOT, DX_MAXTIME, 100, TF_MAXTIME}};
    DX_XPB format = {FILE_FORMAT_VOX, DATA_FORMAT_DIALOGIC_ADPCM, DRT_8KHZ, 4};
    DX_IOTT piece;
    DX_CAP analysis;
    DX_UIO functions = {read_sound, read_sound, seek_sound};
    FEATURE_TABLE features = {0};
    DV_DIGIT digits;
    unsigned char caller[64];

    memset(&piece, 0, sizeof(piece));
    piece.io_type = IO_DEV | IO_EOT;
    piece.io_fhandle = dx_fileopen("/dev/null", O_RDONLY | O_BINARY);
    piece.io_length = -1;
    long channel = dx_open("dxxxB1C1", 0);
    count += failed(static_cast<int>(channel));
    count += failed(dx_playiottdata(1, &piece, conditions, &format, EV_ASYNC | PM_TONE));
    count += failed(dx_recwav(1, "x.wav", conditions, (DX_XPB*)NULL, PM_TONE | EV_SYNC));
    count += failed(dx_getdig(1, conditions, &digits, EV_ASYNC));
    count += failed(dx_clrcap(&analysis));
    count += failed(dx_dial(1, "", &analysis, DX_CALLP | EV_ASYNC));
    count += failed(dx_addtone(1, '\0', 0));
    count += failed(dx_listen(1, &slot));
    count += failed(dx_listenecrex(1, &slot, &canceller));
    count += failed(dx_setuio(functions));
    count += failed(dx_gtextcallid(1, CLIDINFO_CALLID, caller));
    count += failed(dx_getfeaturelist(1, &features));
    count += failed(dx_stopch(1, EV_ASYNC | EV_NOSTOP));
    count += failed(nr_scroute(1, SC_DTI, 2, SC_VOX, SC_FULLDUP));
    count += failed(fx_sendfax(1, NULL, EV_ASYNC | DF_PHASEB | DF_PHASED | DF_TXRESLO));
    dx_fileclose(piece.io_fhandle);
    return count; // 15
}

static int conference_and_media()
{
    int count = 0, number = 0;
    Conferee conferee;
    Media media;
    IPM_MEDIA_INFO info;
    DM_PORT_CONNECT_INFO_LIST ports;
    MM_PLAY_INFO play;

    conferee.chan_lts = MSPA_NOAGC; // in: attributes
    count += failed(ms_estconf(1, &conferee, 1, MSCA_ND, &number));
    count += failed(media.stop());
    count += failed(media.stop(STOP_RECEIVE_DIGITS, EV_ASYNC));
    count += failed(media.close());
    memset(&info, 0, sizeof(info));
    info.unCount = 8;
    info.MediaData[7].eMediaType = MEDIATYPE_REMOTE_RTP_INFO;
    strcpy(info.MediaData[7].mediaInfo.PortInfo.cIPAddress, "127.0.0.1");
    info.MediaData[6].mediaInfo.CoderInfo.eFrameSize = (eIPM_CODER_FRAMESIZE)CODER_FRAMESIZE_30;
    count += failed(ipm_StartMedia(1, &info, media.direction, EV_ASYNC));
    count += failed(ipm_GetXmitSlot(1, NULL, EV_ASYNC));
    INIT_DM_PORT_CONNECT_INFO_LIST(&ports);
    DM_PORT_CONNECT_INFO& port = ports.port_connect_info[0];
    INIT_DM_PORT_CONNECT_INFO(&port);
    port.unFlags = DMFL_TRANSCODE_NATIVE;
    count += failed(dev_PortConnect(1, &ports, NULL));
    memset(&play, 0, sizeof(play));
    play.unVersion = 0x100;
    count += failed(mm_Play(1, &play, NULL, NULL));
    count += failed(mm_Close(1, 0));
    count += strcmp(FeatureNameTable[1], LM_FEATURE_NAME_IPCC) != 0;
    return count; // 10
}

static int events()
{
    int count = 0;

    count += sr_enbhdlr(EV_ANYDEV, TDX_PLAY, handler_of_events) == 0;
    count += sr_enbhdlr(EV_ANYDEV, TDX_RECORD, (EVTHDLRTYP)handler_of_old) == 0;
    count += sr_dishdlr(EV_ANYDEV, TDX_PLAY, handler_of_events) == 0;
    count += sr_dishdlr(EV_ANYDEV, TDX_RECORD, (EVTHDLRTYP)handler_of_old) == 0;
    count += sr_getevtdev() == -1 && sr_getevttype(0) == -1;
    switch (static_cast<int>(sr_getevttype())) {
    case TDX_PLAY:
    case TDX_CST:
    case TFX_FAXSEND:
    case DTEV_SIG:
    case IPMEV_STARTMEDIA:
    case DMEV_CONNECT:
    case MMEV_PLAY:
    case GCEV_OFFERED: return 0;
    default: return count; // 5
    }
}

int main()
{
    const int v = voice(), m = conference_and_media(), e = events();
    int (*const taken)(int, char*, unsigned int) = callback;

    if (v != 15 || m != 10 || e != 5 || taken == NULL)
        printf("%d of 15, %d of 10, %d of 5\n", v, m, e);
    return v != 15 || m != 10 || e != 5;
}

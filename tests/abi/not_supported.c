/* What the product does not do fails as documented: the error of its library, the name in words, one line in the log.
 */
#define _DEFAULT_SOURCE /* setenv, mkstemp */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "faxlib.h"
#include "gcip.h"
#include "ipmlib.h"
#include "msilib.h"

static int failures;

static void expect(int holds, const char* what)
{
    if (holds)
        return;
    ++failures;
    printf("false: %s\n", what);
}

/* A function has returned -1: code, words, and errno say why. */
static void expect_failure(long device, long code, const char* function)
{
    expect(errno == ENOSYS, function);
    expect(ATDV_LASTERR((int)device) == code, function);
    expect(strstr(ATDV_ERRMSGP((int)device), function) != NULL, function);
    expect(strstr(ATDV_ERRMSGP((int)device), "not supported") != NULL, function);
    errno = 0;
}

static int lines_with(const char* file, const char* word)
{
    char line[512];
    int count = 0;
    FILE* log = fopen(file, "r");

    while (log != NULL && fgets(line, sizeof(line), log) != NULL)
        count += strstr(line, word) != NULL;
    if (log != NULL)
        fclose(log);
    return count;
}

static void without_devices(void)
{
    GC_INFO info;
    TN_GEN tone;
    char* name;

    expect(gc_AcceptInitXfer(4711, NULL, EV_ASYNC) == GC_ERROR, "gc_AcceptInitXfer fails");
    expect(gc_ErrorInfo(&info) == GC_SUCCESS && info.gcValue == EGC_UNSUPPORTED, "with EGC_UNSUPPORTED");
    expect(strstr(info.additionalInfo, "gc_AcceptInitXfer") != NULL, "and its name");

    expect(dx_open("dxxxB1C1", 0) == -1, "dx_open fails");
    expect_failure(SRL_DEVICE, EDX_UNSUPPORTED, "dx_open");
    expect(dx_open("dxxxB1C1", 0) == -1, "again");
    expect(fx_open("dxxxB1C1", 0) == -1, "fx_open fails");
    expect_failure(SRL_DEVICE, EFX_UNSUPPORTED, "fx_open");
    expect(ms_open("msiB1", 0) == -1, "ms_open fails");
    expect_failure(SRL_DEVICE, E_MSUNSUPPORTED, "ms_open");

    expect(ATDX_TERMMSK(99) == AT_FAILURE, "attributes give AT_FAILURE");
    expect_failure(SRL_DEVICE, EDX_UNSUPPORTED, "ATDX_TERMMSK");
    name = ATDX_BDNAMEP(99);
    expect(name == AT_FAILUREP && strlen(name) > 0, "those that are texts AT_FAILUREP");
    expect(ATDX_CHNAMES(99) == AT_FAILUREPP && ATDX_CHNAMES(99)[0] == AT_FAILUREP, "lists of them AT_FAILUREPP");
    memset(&tone, 0, sizeof(tone));
    dx_bldtngen(&tone, 350, 440, -10, -10, 50);
    expect_failure(SRL_DEVICE, EDX_UNSUPPORTED, "dx_bldtngen");
    expect(dx_fileopen("/dev/null", O_RDONLY | O_BINARY) == -1, "dx_fileopen without permission");
    expect(dx_fileopen("/dev/null", O_RDWR | O_CREAT, 0666) == -1, "dx_fileopen with permission");
}

static void with_device(void)
{
    IP_VIRTBOARD board;
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT libraries[1];
    GC_START_STRUCT start;
    LINEDEV line = 0;
    int media = 0;

    INIT_IP_VIRTBOARD(&board);
    board.localIP.u_ipaddr.ipv4 = inet_addr("127.0.0.1");
    board.sip_signaling_port = 0;
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    libraries[0].cclib_name = "GC_H3R_LIB";
    libraries[0].cclib_data = &data;
    start.num_cclibs = 1;
    start.cclib_list = libraries;
    expect(gc_Start(&start) == GC_SUCCESS, "gc_Start");
    expect(gc_OpenEx(&line, (char*)":P_SIP:N_iptB1T1:M_ipmB1C1", EV_SYNC, NULL) == GC_SUCCESS, "gc_OpenEx");
    expect(gc_GetResourceH(line, &media, GC_MEDIADEVICE) == GC_SUCCESS, "gc_GetResourceH");
    errno = 0;
    expect(ipm_Stop(media, STOP_ALL, EV_SYNC) == -1, "ipm_Stop fails");
    expect_failure(media, EIPM_UNSUPPORTED, "ipm_Stop");
    expect(gc_Stop() == GC_SUCCESS, "gc_Stop");
}

int main(void)
{
    char log[] = "/tmp/not_supported_XXXXXX";
    int descriptor = mkstemp(log);

    expect(descriptor != -1, "mkstemp");
    close(descriptor);
    setenv("TRUNKCALL_LOG_FILE", log, 1);
    unsetenv("TRUNKCALL_LOG");
    without_devices();
    with_device();
    expect(lines_with(log, "dx_open ") == 1, "one line in the log, however often it is used");
    expect(lines_with(log, "gc_AcceptInitXfer ") == 1 && lines_with(log, "EGC_UNSUPPORTED") == 1, "of each");
    expect(lines_with(log, "not supported") == 10, "and no other");
    unlink(log);
    return failures != 0;
}

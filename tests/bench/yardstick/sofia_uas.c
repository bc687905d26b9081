/* The answering side on Sofia-SIP: 180, 200 with SDP, 200 to BYE.
 *
 *     sofia_uas udp|tcp|tls PORT [DIRECTORY]
 *
 * The directory holds agent.pem and cafile.pem. The stack runs in the program's own thread, so that no message is
 * copied between threads. */
#include <sofia-sip/nua.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/tport_tag.h>
#include <stdio.h>
#include <string.h>

static const char media[] =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
    "a=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";

static void handle(nua_event_t event, int status, char const* phrase, nua_t* nua, nua_magic_t* magic,
                   nua_handle_t* call, nua_hmagic_t* call_magic, sip_t const* sip, tagi_t tags[])
{
    (void)phrase, (void)nua, (void)magic, (void)call_magic, (void)sip, (void)tags;
    if (event == nua_i_invite && status < 200) {
        nua_respond(call, SIP_180_RINGING, TAG_END());
        nua_respond(call, SIP_200_OK, SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(media), TAG_END());
    } else if (event == nua_i_terminated) {
        nua_handle_destroy(call);
    }
}

int main(int argc, char** argv)
{
    const int secure = argc > 1 && strcmp(argv[1], "tls") == 0;
    const char* directory = argc > 3 ? argv[3] : ".";
    char url[128];
    su_root_t* root;
    nua_t* nua;

    if (argc < 3) {
        fprintf(stderr, "usage: sofia_uas udp|tcp|tls PORT [DIRECTORY]\n");
        return 2;
    }
    su_init();
    su_log_redirect(NULL, NULL, NULL);
    root = su_root_create(NULL);
    su_root_threading(root, 0);
    snprintf(url, sizeof url, "%s:127.0.0.1:%s;transport=%s", secure ? "sips" : "sip", argv[2], argv[1]);
    nua = nua_create(root, handle, NULL, NUTAG_URL(secure ? NULL : url), TAG_IF(secure, NUTAG_SIPS_URL(url)),
                     TAG_IF(secure, NUTAG_CERTIFICATE_DIR(directory)), TAG_IF(secure, TPTAG_TLS_VERIFY_POLICY(0)),
                     NUTAG_MEDIA_ENABLE(0), NUTAG_AUTOANSWER(0), NUTAG_AUTOALERT(0), TPTAG_PUBLIC(0),
                     NUTAG_SESSION_TIMER(0), TAG_END());
    if (nua == NULL) {
        fprintf(stderr, "nua_create failed\n");
        return 1;
    }
    su_root_run(root);
    return 0;
}

/* sofia-sip (FreeSWITCH's stack) NUA call server: 180 + 200 with SDP, answers BYE. usage: sofia_uas udp|tcp|tls PORT
 * [certdir(agent.pem, cafile.pem)] */
#include <sofia-sip/nua.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/soa_tag.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/tport_tag.h>
#include <stdio.h>
#include <string.h>
static const char *SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 "
                         "RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 "
                         "0-15\r\na=ptime:20\r\na=sendrecv\r\n";
static void cb(nua_event_t ev, int st, char const *ph, nua_t *nua, nua_magic_t *mg, nua_handle_t *nh, nua_hmagic_t *hm,
               sip_t const *sip, tagi_t tags[]) {
    (void)ph;
    (void)nua;
    (void)mg;
    (void)hm;
    (void)sip;
    (void)tags;
    if (ev == nua_i_invite && st < 200) {
        nua_respond(nh, SIP_180_RINGING, TAG_END());
        nua_respond(nh, SIP_200_OK, SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(SDP), TAG_END());
    } else if (ev == nua_i_terminated)
        nua_handle_destroy(nh);
}
int main(int c, char **v) {
    if (c < 3)
        return 1;
    su_init();
    su_log_redirect(NULL, NULL, NULL);
    su_root_t *r = su_root_create(NULL);
    char url[128];
    int tls = !strcmp(v[1], "tls");
    su_root_threading(
        r, 0); /* the stack in the same thread, as FreeSWITCH-like single profile: no message copies between threads */
    snprintf(url, sizeof url, "%s:127.0.0.1:%s;transport=%s", tls ? "sips" : "sip", v[2], v[1]);
    nua_t *n = nua_create(r, cb, NULL, NUTAG_URL(tls ? NULL : url), TAG_IF(tls, NUTAG_SIPS_URL(url)),
                          TAG_IF(tls, NUTAG_CERTIFICATE_DIR(c > 3 ? v[3] : ".")),
                          TAG_IF(tls, TPTAG_TLS_VERIFY_POLICY(0)), NUTAG_MEDIA_ENABLE(0), NUTAG_AUTOANSWER(0),
                          NUTAG_AUTOALERT(0), TPTAG_PUBLIC(0), NUTAG_SESSION_TIMER(0), TAG_END());
    if (!n) {
        fprintf(stderr, "nua_create failed\n");
        return 1;
    }
    su_root_run(r);
    return 0;
}

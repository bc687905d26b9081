#include "capi/access.hpp"
#include "gcip.h"
#include "gclib.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

// What is known of a call.

using gc::Call;
using gc::Error;
using gc::Line;

namespace {

/// Programs give buffers of 128 bytes, and more for the Call-ID.
void write(std::string_view text, std::size_t size, char* out)
{
    const std::size_t length = std::min(text.size(), size - 1);
    std::memcpy(out, text.data(), length);
    out[length] = '\0';
}

Error no_tls() { return {EGC_INVSTATE, IPERR_UNAVAILABLE, "the call does not run over TLS, or is not connected yet"}; }

std::string_view tls_fact(const sip::Security& security, int info_id)
{
    switch (info_id) {
    case CALLINFO_TLS_PROTOCOL: return security.protocol;
    case CALLINFO_TLS_CIPHER: return security.cipher;
    case CALLINFO_TLS_PEER_NAME: return security.verified_name;
    case CALLINFO_TLS_PEER_SUBJECT: return security.subject;
    case CALLINFO_TLS_PEER_ISSUER: return security.issuer;
    case CALLINFO_TLS_PEER_NOT_AFTER: return security.not_after;
    case CALLINFO_TLS_PEER_SERIAL: return security.serial;
    case CALLINFO_TLS_RESUMED: return security.resumed ? "1" : "0";
    case CALLINFO_TLS_EXPECTED_NAME: return security.expected_name;
    case CALLINFO_TLS_PEER_NOT_BEFORE: return security.not_before;
    case CALLINFO_TLS_ALPN: return security.alpn;
    case CALLINFO_TLS_PEER_VERIFIED: return security.peer_verified ? "1" : "0";
    default: return {};
    }
}

Error write_info(const Call& call, int info_id, char* valuep)
{
    const int protocol = CALLPROTOCOL_SIP;
    switch (info_id) {
    case CALLNAME: write(call.display, GC_ADDRSIZE, valuep); return {};
    case CONNECT_TYPE: *valuep = GCCT_NA; return {}; // nobody has listened
    case ORIGINATION_ADDRESS: write(call.origination, GC_ADDRSIZE, valuep); return {};
    case DESTINATION_ADDRESS: write(call.destination, GC_ADDRSIZE, valuep); return {};
    case ORIGINATION_URI: write(call.from_uri, GC_ADDRSIZE, valuep); return {};
    case DESTINATION_URI: write(call.to_uri, GC_ADDRSIZE, valuep); return {};
    case IP_CALLID: write(call.call_id, IP_SIP_CALLIDSIZE, valuep); return {};
    case CALLPROTOCOL: std::memcpy(valuep, &protocol, sizeof protocol); return {};
    case CALLINFO_TLS_PROTOCOL:
    case CALLINFO_TLS_CIPHER:
    case CALLINFO_TLS_PEER_NAME:
    case CALLINFO_TLS_PEER_SUBJECT:
    case CALLINFO_TLS_PEER_ISSUER:
    case CALLINFO_TLS_PEER_NOT_AFTER:
    case CALLINFO_TLS_PEER_SERIAL:
    case CALLINFO_TLS_RESUMED:
    case CALLINFO_TLS_EXPECTED_NAME:
    case CALLINFO_TLS_PEER_NOT_BEFORE:
    case CALLINFO_TLS_ALPN:
    case CALLINFO_TLS_PEER_VERIFIED:
        if (!call.security)
            return no_tls();
        write(tls_fact(*call.security, info_id), GC_ADDRSIZE, valuep);
        return {};
    default:
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "info_id: SIP has no such information: " + std::to_string(info_id)};
    }
}

} // namespace

extern "C" int gc_GetCallInfo(CRN crn, int info_id, char* valuep)
{
    if (!valuep)
        return gc::fail(gc::null_argument("valuep"));
    return gc::with_call(crn, [&](Line&, Call& call) { return write_info(call, info_id, valuep); });
}

extern "C" int gc_GetPeerCertificate(CRN crn, unsigned char* der, unsigned int* size)
{
    if (!size)
        return gc::fail(gc::null_argument("size"));
    return gc::with_call(crn, [&](Line&, Call& call) -> Error {
        if (!call.security)
            return no_tls();
        const std::string& certificate = call.security->certificate;
        const std::size_t room = std::exchange(*size, static_cast<unsigned>(certificate.size()));
        if (!der)
            return {};
        if (room < certificate.size())
            return {EGC_INVPARM, IPERR_BAD_PARAM,
                    "size: is " + std::to_string(room) + ", the certificate has " + std::to_string(certificate.size()) +
                        " bytes"};
        std::memcpy(der, certificate.data(), certificate.size());
        return {};
    });
}

extern "C" int gc_GetCallState(CRN crn, int* state_ptr)
{
    if (!state_ptr)
        return gc::fail(gc::null_argument("state_ptr"));
    return gc::with_call(crn, [&](Line&, Call& call) -> Error {
        *state_ptr = gc::gcst(call.state);
        return {};
    });
}

extern "C" int gc_CRN2LineDev(CRN crn, LINEDEV* linedevp)
{
    if (!linedevp)
        return gc::fail(gc::null_argument("linedevp"));
    return gc::with_call(crn, [&](Line& line, Call&) -> Error {
        *linedevp = line.handle();
        return {};
    });
}

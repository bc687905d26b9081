#include "ip/tls_callbacks.hpp"

#include "errors/guard.hpp"
#include "ip/tls_report.hpp"
#include "sip/transport.hpp"

#include <vector>

namespace gc {
namespace {

/// Whether the rules of this phase held. A chain that did not, and that the program accepted, is no matter of the
/// names.
bool rules_hold(const sip::Security& peer, TlsPhase phase)
{
    return phase == TlsPhase::chain ? !peer.refusal : !peer.verified_name.empty();
}

int ask(SIP_TLS_CALLBACK callback, void* context, const sip::Security& peer, bool hold)
{
    std::vector<const char*> names;
    for (const std::string& name : peer.names)
        names.push_back(name.c_str());
    SIP_TLS_PEER facts{};
    facts.size = sizeof facts;
    facts.rule = hold || !peer.refusal ? IP_TLS_RULE_NONE : rule_of(peer.refusal->rule);
    facts.reason = hold || !peer.refusal ? "" : peer.refusal->text.c_str();
    facts.expected_name = peer.expected_name.c_str();
    facts.subject = peer.subject.c_str();
    facts.issuer = peer.issuer.c_str();
    facts.serial = peer.serial.c_str();
    facts.not_before = peer.not_before.c_str();
    facts.not_after = peer.not_after.c_str();
    facts.name_number = static_cast<unsigned>(names.size());
    facts.name = names.data();
    facts.certificate = reinterpret_cast<const unsigned char*>(peer.certificate.data());
    facts.certificate_size = static_cast<unsigned>(peer.certificate.size());
    const InsideCallback inside; // the board's monitor is held
    return callback(&facts, context);
}

} // namespace

tls::Judge make_judge(SIP_TLS_CALLBACK callback, void* context, TlsPhase phase)
{
    if (!callback)
        return {};
    return [callback, context, phase](const sip::Security& peer) {
        const bool hold = rules_hold(peer, phase);
        const int word = ask(callback, context, peer, hold);
        return word == IP_TLS_AS_RULES ? hold : word == IP_TLS_ACCEPT;
    };
}

} // namespace gc

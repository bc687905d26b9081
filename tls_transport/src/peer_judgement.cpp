#include "peer_judgement.hpp"

#include "certificate_text.hpp"
#include "peer_identity.hpp"

#include <memory>
#include <utility>

namespace tls {

namespace {

bool agrees(const Judge& program, const sip::Security& peer)
{
    try {
        return program(peer);
    } catch (...) {
        return false;
    }
}

sip::CertificateFacts facts_of(const sip::Security& peer)
{
    return {peer.subject, peer.issuer, peer.serial, peer.not_before, peer.not_after, peer.names};
}

/// The first rule that was broken is the one that is told.
void refuse(sip::Security& peer, sip::TrustRule rule, std::string text)
{
    peer.peer_verified = false;
    if (!peer.refusal)
        peer.refusal = std::make_shared<const sip::TrustRefusal>(
            sip::TrustRefusal{rule, 0, facts_of(peer), peer.expected_name, std::move(text)});
}

void refuse_by_program(sip::Security& peer)
{
    refuse(peer, sip::TrustRule::program, "the program does not accept the certificate of " + peer.subject);
}

} // namespace

void describe_peer(const X509* certificate, sip::Security& peer)
{
    sip::CertificateFacts facts = facts_of(certificate);
    peer.subject = std::move(facts.subject);
    peer.issuer = std::move(facts.issuer);
    peer.serial = std::move(facts.serial);
    peer.not_before = std::move(facts.not_before);
    peer.not_after = std::move(facts.not_after);
    peer.names = std::move(facts.names);
    peer.certificate = der_of(certificate);
}

bool may_pass(const Config& config, bool peer_is_server, sip::Security& peer)
{
    if (!config.verify_callback)
        return !peer.refusal || (peer_is_server && !config.verify_server);
    if (agrees(config.verify_callback, peer)) {
        peer.accepted_by_program = peer.refusal != nullptr;
        return true;
    }
    refuse_by_program(peer);
    return false;
}

bool assert_identity(const X509* certificate, const std::string& expected, const std::string& where,
                     const Config& config, sip::Security& peer)
{
    const Identity identity = check_identity(certificate, expected, {config.common_name, config.wildcards});
    peer.expected_name = printable(expected);
    peer.verified_name = identity.matched;
    if (!identity.holds())
        refuse(peer, trust_rule(identity.rule), "certificate of " + where + ' ' + identity.reason());
    if (!config.post_connect_callback)
        return identity.holds() || !config.verify_server;
    if (agrees(config.post_connect_callback, peer)) {
        peer.accepted_by_program |= !identity.holds();
        return true;
    }
    refuse_by_program(peer);
    return false;
}

} // namespace tls

#include "runtime/refused_peers.hpp"

#include "gcip.h"
#include "ip/tls_report.hpp"
#include "runtime/board_device.hpp"
#include "runtime/logging.hpp"

namespace gc {
namespace {

constexpr unsigned logged_per_minute = 10;

} // namespace

RefusedPeers::RefusedPeers(const Services& services, const BoardSettings& settings)
    : services_{services}, settings_{settings}, logged_{logged_per_minute}, told_{settings.tls_upkeep.told_refusals}
{
}

void RefusedPeers::report(const sip::Address& remote, const sip::FlowClosed& why)
{
    const auto now = ReportLimit::Clock::now();
    if (logged_.admits(now))
        log(why);
    if (settings_.tls_upkeep.told_refusals != 0 && told_.admits(now))
        tell(remote, why);
}

void RefusedPeers::log(const sip::FlowClosed& why)
{
    const unsigned others = logged_.take_left_out();
    services_.log.warning("board " + std::to_string(settings_.number) + ": refused a peer: " + why.reason +
                          (others == 0 ? "" : "; " + std::to_string(others) + " others were not logged"));
}

void RefusedPeers::tell(const sip::Address& remote, const sip::FlowClosed& why)
{
    ParmBuilder block;
    block.value(IPSET_TLS, IPPARM_TLS_CHANGE, int{IP_TLS_PEER_REFUSED});
    block.text(IPSET_TLS, IPPARM_TLS_PEER_ADDRESS, remote.to_string());
    block.value(IPSET_TLS, IPPARM_TLS_NOT_TOLD, static_cast<int>(told_.take_left_out()));
    write_tls_failure({why.reason, why.error, why.security}, settings_.longest_parameter, block);
    tell_devices(services_, settings_, block.finish_extension(IPEXTID_TLS));
}

} // namespace gc

#pragma once

#include "ip/board_settings.hpp"
#include "runtime/report_limit.hpp"
#include "runtime/services.hpp"
#include "sip/transport.hpp"

namespace gc {

/// Peers whose connection a board refused: said in the log, and to the program where it asked for that, each up to so
/// many a minute, as strangers cause them. Inside the board's monitor.
class RefusedPeers {
public:
    RefusedPeers(const Services& services, const BoardSettings& settings);

    void report(const sip::Address& remote, const sip::FlowClosed& why);

private:
    void log(const sip::FlowClosed& why);
    void tell(const sip::Address& remote, const sip::FlowClosed& why);

    const Services services_;
    const BoardSettings& settings_;
    ReportLimit logged_;
    ReportLimit told_;
};

} // namespace gc

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace gc {

/// The protocols that a line may speak (P_SIP, P_H323, P_IP).
enum class LineProtocol : std::uint8_t { sip, h323, ip };

/// What a gc_OpenEx device name asks for, for example ":P_SIP:N_iptB1T1:M_ipmB1C1:V_dxxxB1C1". Numbers count from 1.
struct DeviceName {
    enum class Kind : std::uint8_t {
        line,        ///< N_iptBxTy
        board,       ///< N_iptBx
        media_board, ///< M_ipmBx without N
    };

    Kind kind = Kind::line;
    LineProtocol protocol = LineProtocol::ip;
    unsigned board = 0;   ///< of the ipt device, or of the media board
    unsigned channel = 0; ///< lines only
    std::string media;    ///< "ipmB1C1", or empty
    std::string voice;    ///< "dxxxB1C1", or empty
};

/// Says which field of the name is wrong, where, and what was expected.
struct DeviceNameError {
    std::string text;
};

/// Reads a device name. Fields may come in any order, each after a ':'; prefix letters and protocol names in either
/// case.
[[nodiscard]] std::variant<DeviceName, DeviceNameError> parse_device_name(std::string_view name);

} // namespace gc

#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sip {

/// An IPv4 or IPv6 address as a value, without sockets.
class IpAddress {
public:
    enum class Family : std::uint8_t { none, v4, v6 };

    IpAddress() = default;
    static IpAddress v4(std::uint32_t host_order);
    static IpAddress v6(const std::array<std::uint8_t, 16>& bytes);

    /// Reads dotted IPv4 or IPv6, the latter with or without brackets. No names, no zone.
    static std::optional<IpAddress> parse(std::string_view text);

    [[nodiscard]] Family family() const { return family_; }
    [[nodiscard]] bool is_v4() const { return family_ == Family::v4; }
    [[nodiscard]] bool is_v6() const { return family_ == Family::v6; }
    [[nodiscard]] bool empty() const { return family_ == Family::none; }
    [[nodiscard]] bool is_unspecified() const;
    [[nodiscard]] bool is_loopback() const;
    [[nodiscard]] bool is_broadcast_or_multicast() const;

    /// The four or sixteen bytes in network order; IPv4 in the first four.
    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
    [[nodiscard]] std::uint32_t v4_host_order() const;

    [[nodiscard]] std::string to_string() const; ///< 192.0.2.1, 2001:db8::1
    [[nodiscard]] std::string uri_host() const;  ///< 192.0.2.1, [2001:db8::1]

    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

private:
    Family family_ = Family::none;
    std::array<std::uint8_t, 16> bytes_{};
};

/// An IP address and a port in host order.
struct Address {
    IpAddress ip;
    std::uint16_t port = 0;

    [[nodiscard]] std::string to_string() const; ///< 192.0.2.1:5060, [2001:db8::1]:5060
    friend auto operator<=>(const Address&, const Address&) = default;
};

} // namespace sip

template <>
struct std::hash<sip::Address> {
    std::size_t operator()(const sip::Address& address) const noexcept;
};

#pragma once

#include "sip/message/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// The proxies that stay on a dialog's path (RFC 3261 §12.1, §12.2.1.1). Fixed for the life of the dialog.
class RouteSet {
public:
    RouteSet() = default;
    /// Record-Route of a request as its server sees it: in order. Of a response as its client sees it: reversed.
    [[nodiscard]] static RouteSet of_request(const Message& request);
    [[nodiscard]] static RouteSet of_response(const Message& response);

    [[nodiscard]] bool empty() const { return routes_.empty(); }
    /// The URI that the next request is sent to.
    [[nodiscard]] std::string next_hop(const std::string& remote_target) const;
    /// Request-URI and Route values, by loose or by strict routing as the first proxy asks.
    void apply(const std::string& remote_target, std::string& request_uri, std::vector<std::string>& routes) const;

private:
    [[nodiscard]] bool first_is_strict() const;

    std::vector<std::string> routes_; ///< whole values: "<sip:p1;lr>;x=y"
};

/// More than this many proxies on one path is an attack on our memory.
inline constexpr std::size_t max_routes = 32;

} // namespace sip

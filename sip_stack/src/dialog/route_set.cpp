#include "dialog/route_set.hpp"

#include <algorithm>

namespace sip {
namespace {

std::vector<std::string> record_routes(const Message& message)
{
    std::vector<std::string> routes;
    message.for_each(HeaderId::record_route, [&](std::string_view element) {
        NameAddr address;
        if (routes.size() < max_routes && !parse_name_addr(element, address) && address.uri.is_sip())
            routes.emplace_back(element);
    });
    return routes;
}

NameAddr first_of(const std::vector<std::string>& routes)
{
    NameAddr first;
    (void)parse_name_addr(routes.front(), first); // checked when it was taken in
    return first;
}

} // namespace

RouteSet RouteSet::of_request(const Message& request)
{
    RouteSet set;
    set.routes_ = record_routes(request); // §12.1.1
    return set;
}

RouteSet RouteSet::of_response(const Message& response)
{
    RouteSet set;
    set.routes_ = record_routes(response); // §12.1.2
    std::reverse(set.routes_.begin(), set.routes_.end());
    return set;
}

bool RouteSet::first_is_strict() const { return !first_of(routes_).uri.params.has("lr"); }

std::string RouteSet::next_hop(const std::string& remote_target) const
{
    return routes_.empty() ? remote_target : std::string{first_of(routes_).uri.text};
}

void RouteSet::apply(const std::string& remote_target, std::string& request_uri, std::vector<std::string>& routes) const
{
    request_uri = remote_target;
    routes = routes_;
    if (routes_.empty() || !first_is_strict())
        return;
    request_uri = first_of(routes_).uri.text; // RFC 3261 §12.2.1.1: a strict router wants to be the Request-URI
    routes.erase(routes.begin());
    routes.push_back("<" + remote_target + ">");
}

} // namespace sip

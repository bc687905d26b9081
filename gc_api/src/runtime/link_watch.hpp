#pragma once

#include "ip/link_state.hpp"
#include "net/io_context.hpp"
#include "sip/address.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace gc {

/// The interface that has that address; nullopt: none has.
[[nodiscard]] std::optional<unsigned> interface_of(const sip::IpAddress& address);
/// All interfaces as they are now.
[[nodiscard]] std::vector<LinkFact> links_now();

/// Hears from the kernel (rtnetlink) when interfaces of the host go down and come back.
///
/// `told` is called by the thread that runs the context; it may call close().
class LinkWatch {
public:
    using Told = std::function<void(const LinkFact& fact)>;

    /// Without rtnetlink (a sandbox that forbids it) nothing is ever told.
    LinkWatch(boost::asio::io_context& context, Told told);
    ~LinkWatch();
    LinkWatch(const LinkWatch&) = delete;
    LinkWatch& operator=(const LinkWatch&) = delete;
    void close(); ///< nothing is told from now on

private:
    class Socket;

    void wait();
    void read();

    std::unique_ptr<Socket> socket_;
    Told told_;
};

} // namespace gc

#pragma once

#include "net/socket_address.hpp"

#include <string>
#include <string_view>

namespace sip::net::test {

/// The other end: a plain socket, driven by the test without any of the code under test but the address conversion.
class PeerSocket {
public:
    static PeerSocket bound(int type, const IpAddress& ip); ///< SOCK_DGRAM or SOCK_STREAM, port by the kernel
    static PeerSocket connected(const Address& remote);     ///< TCP, blocking
    static PeerSocket listening(const IpAddress& ip, int backlog = 16);

    explicit PeerSocket(int descriptor) : descriptor_{descriptor} {}
    PeerSocket(PeerSocket&& other) noexcept;
    PeerSocket& operator=(PeerSocket&& other) noexcept;
    ~PeerSocket() { close(); }

    [[nodiscard]] Address address() const { return local_address(descriptor_); }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] PeerSocket accept(); ///< waits some seconds
    void send(std::string_view bytes);
    void send_to(const Address& remote, std::string_view bytes);
    std::string receive();     ///< what is there, after waiting some seconds for the first byte; empty: end or nothing
    std::string receive_now(); ///< what is there, without waiting
    std::string receive_all(); ///< until the end of the stream
    void finish();             ///< half-close
    void reset();              ///< RST
    void close();

private:
    std::string receive_with(int flags);

    int descriptor_;
};

/// Descriptors that this process has open.
[[nodiscard]] std::size_t open_descriptors();

} // namespace sip::net::test

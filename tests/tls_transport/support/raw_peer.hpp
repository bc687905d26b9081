#pragma once

#include "openssl_ptr.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace tls::test {

/// OpenSSL's own machine as the other side: whatever our engine would not do itself.
class RawPeer {
public:
    /// \param adjust sets up what this peer is: certificate, versions, callbacks
    RawPeer(const SSL_METHOD* method, const std::function<void(SSL_CTX*)>& adjust);

    void handshake() { SSL_do_handshake(ssl()); }
    void feed(std::string_view ciphertext);
    [[nodiscard]] std::string take_output();
    [[nodiscard]] std::string read();
    [[nodiscard]] SSL* ssl() { return ssl_.get(); }

private:
    SslContextPtr context_;
    SslPtr ssl_;
};

} // namespace tls::test

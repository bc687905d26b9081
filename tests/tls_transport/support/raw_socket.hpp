#pragma once

#include "sip/address.hpp"

#include <string>
#include <string_view>

namespace tls::test {

/// A plain TCP socket of a peer that does not keep to the rules. Blocking, with a time limit on reading.
class RawSocket {
public:
    static RawSocket connected_to(const sip::Address& remote);
    static RawSocket listening();
    RawSocket(RawSocket&& other) noexcept;
    RawSocket& operator=(RawSocket&&) = delete;
    ~RawSocket();

    [[nodiscard]] RawSocket accept() const;
    [[nodiscard]] sip::Address local() const;
    void send(std::string_view bytes) const;
    /// What came within the limit, at most 64 KiB; empty at the end of input, on reset, or when nothing came.
    [[nodiscard]] std::string receive() const;
    void finish() const; ///< sends FIN, and goes on reading
    /// Ends with RST instead of FIN.
    void reset_on_close() const;

private:
    explicit RawSocket(int descriptor) : descriptor_{descriptor} {}
    int descriptor_;
};

} // namespace tls::test

#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A bare client for tests that send bytes which no user agent would: one socket, no SIP.
namespace interop {

class SipClient {
public:
    enum class Over { udp, tcp, tls };

    SipClient(Over over, unsigned short port); ///< to 127.0.0.1
    ~SipClient();
    SipClient(const SipClient&) = delete;
    SipClient& operator=(const SipClient&) = delete;

    [[nodiscard]] bool connected() const;
    bool send(std::string_view bytes);
    /// Reads until `enough(all so far)` says so, the peer closes, or the time is over; all that was read.
    template <class Enough>
    std::string receive(std::chrono::milliseconds within, Enough enough)
    {
        const auto deadline = std::chrono::steady_clock::now() + within;
        while (!enough(received_) && read_more(deadline)) {
        }
        return received_;
    }

private:
    bool read_more(std::chrono::steady_clock::time_point deadline);

    struct Tls;
    std::unique_ptr<Tls> tls_;
    int socket_ = -1;
    std::string received_;
};

/// The status codes of the responses in `bytes` that carry `call_id` (any, when it is empty), in order.
[[nodiscard]] std::vector<int> status_codes(std::string_view bytes, std::string_view call_id = {});

} // namespace interop

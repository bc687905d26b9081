#include "sip_client.hpp"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace interop {

struct SipClient::Tls {
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
    std::unique_ptr<SSL, void (*)(SSL*)> session{SSL_new(context.get()), SSL_free};
};

SipClient::SipClient(Over over, unsigned short port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socket_ = socket(AF_INET, (over == Over::udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC, 0);
    bool open = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    if (open && over == Over::tls) {
        tls_ = std::make_unique<Tls>();
        SSL_set_fd(tls_->session.get(), socket_);
        open = SSL_connect(tls_->session.get()) == 1;
    }
    if (!open) {
        close(socket_);
        socket_ = -1;
    }
}

SipClient::~SipClient()
{
    if (socket_ < 0)
        return;
    if (tls_)
        SSL_shutdown(tls_->session.get());
    close(socket_);
}

bool SipClient::connected() const { return socket_ >= 0; }

bool SipClient::send(std::string_view bytes)
{
    if (tls_)
        return SSL_write(tls_->session.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

bool SipClient::read_more(std::chrono::steady_clock::time_point deadline)
{
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    const bool buffered = tls_ && SSL_pending(tls_->session.get()) > 0;
    pollfd ready{socket_, POLLIN, 0};
    if (left <= 0 || (!buffered && poll(&ready, 1, static_cast<int>(left)) <= 0))
        return false;
    char chunk[65536];
    const auto count = tls_ ? static_cast<ssize_t>(SSL_read(tls_->session.get(), chunk, sizeof chunk))
                            : recv(socket_, chunk, sizeof chunk, 0);
    if (count <= 0)
        return false;
    received_.append(chunk, static_cast<std::size_t>(count));
    return true;
}

std::vector<int> status_codes(std::string_view bytes, std::string_view call_id)
{
    static constexpr std::string_view version = "SIP/2.0 ";
    std::vector<int> codes;
    std::size_t start = bytes.find(version);
    while (start != std::string_view::npos) {
        std::size_t next = bytes.find("SIP/2.0 ", start + version.size());
        const std::string_view response = bytes.substr(start, next == std::string_view::npos ? next : next - start);
        if (response.size() >= 11 && response.find(call_id) != std::string_view::npos)
            codes.push_back((response[8] - '0') * 100 + (response[9] - '0') * 10 + (response[10] - '0'));
        start = next;
    }
    return codes;
}

} // namespace interop

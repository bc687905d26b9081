#include "net/dns_client.hpp"

#include "net/socket_address.hpp"

#include <ares.h>
#include <netdb.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

namespace sip::net {

namespace {

constexpr std::size_t most_records = 32; // of one answer

std::vector<SrvRecord> parse_srv(const unsigned char* reply, int size, int& status)
{
    ares_srv_reply* list = nullptr;
    status = ares_parse_srv_reply(reply, size, &list);
    std::vector<SrvRecord> records;
    for (const ares_srv_reply* at = list; at && records.size() != most_records; at = at->next)
        records.push_back({at->priority, at->weight, at->port, at->host});
    ares_free_data(list);
    return records;
}

std::vector<IpAddress> copy_addresses(const ares_addrinfo* found)
{
    std::vector<IpAddress> addresses;
    for (const ares_addrinfo_node* at = found->nodes; at && addresses.size() != most_records; at = at->ai_next) {
        SocketAddress name;
        if (at->ai_addrlen <= SocketAddress::capacity())
            std::memcpy(name.data(), at->ai_addr, at->ai_addrlen);
        if (const IpAddress ip = name.address().ip; !ip.empty())
            addresses.push_back(ip);
    }
    return addresses;
}

int open_channel(ares_channeldata** channel, const DnsConfig& config, ares_sock_state_cb on_interest, void* client)
{
    static std::once_flag initialised; // ares_library_init() is not thread-safe
    std::call_once(initialised, [] { ares_library_init(ARES_LIB_INIT_ALL); });

    ares_options options{};
    options.timeout = static_cast<int>(config.first_wait.count());
    options.tries = config.tries;
    options.sock_state_cb = on_interest;
    options.sock_state_cb_data = client;
    const int status =
        ares_init_options(channel, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
    if (status != ARES_SUCCESS || config.servers.empty())
        return status;
    return ares_set_servers_ports_csv(*channel, config.servers.c_str());
}

} // namespace

DnsClient::DnsClient(boost::asio::io_context& context, Monitor& monitor, const DnsConfig& config)
    : context_{context}, monitor_{monitor}, timer_{context}
{
    const int status = open_channel(&channel_, config, &DnsClient::on_interest, this);
    if (status == ARES_SUCCESS)
        return;
    unusable_ = std::string{"name servers: "} + ares_strerror(status);
    if (channel_)
        ares_destroy(std::exchange(channel_, nullptr));
}

DnsClient::~DnsClient()
{
    if (channel_)
        ares_destroy(channel_); // every open question ends with ARES_EDESTRUCTION
}

void DnsClient::ask_srv(const std::string& name, SrvAnswer answer)
{
    if (!channel_)
        return answer({}, unusable_);
    ++in_flight_;
    auto question = std::make_unique<Question<SrvAnswer>>(Question<SrvAnswer>{this, std::move(answer)});
    constexpr int class_in = 1;
    constexpr int type_srv = 33;
    ares_query(channel_, name.c_str(), class_in, type_srv, &DnsClient::on_srv, question.release());
    arm_timer();
}

void DnsClient::ask_addresses(const std::string& host, AddressAnswer answer)
{
    if (!channel_)
        return answer({}, unusable_);
    ++in_flight_;
    auto question = std::make_unique<Question<AddressAnswer>>(Question<AddressAnswer>{this, std::move(answer)});
    ares_addrinfo_hints hints{};
    hints.ai_family = AF_UNSPEC;
    ares_getaddrinfo(channel_, host.c_str(), nullptr, &hints, &DnsClient::on_addresses, question.release());
    arm_timer();
}

bool DnsClient::in_hosts_file(const std::string& host) const
{
    for (const int family : {AF_INET, AF_INET6}) {
        hostent* found = nullptr;
        if (channel_ && ares_gethostbyname_file(channel_, host.c_str(), family, &found) == ARES_SUCCESS) {
            ares_free_hostent(found);
            return true;
        }
    }
    return false;
}

void DnsClient::on_srv(void* question, int status, int, unsigned char* reply, int size) noexcept
{
    const std::unique_ptr<Question<SrvAnswer>> mine{static_cast<Question<SrvAnswer>*>(question)};
    --mine->client->in_flight_;
    if (status == ARES_EDESTRUCTION)
        return;
    std::vector<SrvRecord> records;
    if (status == ARES_SUCCESS)
        records = parse_srv(reply, size, status);
    mine->answer(std::move(records), status == ARES_SUCCESS ? "" : ares_strerror(status));
}

void DnsClient::on_addresses(void* question, int status, int, ares_addrinfo* found) noexcept
{
    const std::unique_ptr<Question<AddressAnswer>> mine{static_cast<Question<AddressAnswer>*>(question)};
    const std::unique_ptr<ares_addrinfo, decltype(&ares_freeaddrinfo)> owned{found, &ares_freeaddrinfo};
    --mine->client->in_flight_;
    if (status == ARES_EDESTRUCTION)
        return;
    std::vector<IpAddress> addresses;
    if (status == ARES_SUCCESS && found)
        addresses = copy_addresses(found);
    mine->answer(std::move(addresses), status == ARES_SUCCESS ? "" : ares_strerror(status));
}

void DnsClient::on_interest(void* client, int descriptor, int read, int write) noexcept
{
    static_cast<DnsClient*>(client)->set_interest(descriptor, read != 0, write != 0);
}

void DnsClient::set_interest(int descriptor, bool read, bool write)
{
    auto found = sockets_.find(descriptor);
    if (!read && !write) { // c-ares is about to close it
        if (found != sockets_.end()) {
            found->second.descriptor.release();
            sockets_.erase(found);
        }
        return;
    }
    if (found == sockets_.end()) {
        Descriptor watched{context_};
        boost::system::error_code error;
        watched.assign(descriptor, error);
        if (error)
            return; // the question times out
        found = sockets_.emplace(descriptor, Socket{std::move(watched), ++serial_}).first;
    }
    found->second.wants_read = read;
    found->second.wants_write = write;
    wait(descriptor, found->second);
}

void DnsClient::wait(int descriptor, Socket& socket)
{
    const auto start = [&](auto way, bool write) {
        socket.descriptor.async_wait(
            way, [this, descriptor, serial = socket.serial, write](const boost::system::error_code& error) {
                if (error == boost::asio::error::operation_aborted)
                    return;
                const Entered in{monitor_};
                ready(descriptor, serial, write);
            });
    };
    if (socket.wants_read && !std::exchange(socket.waits_read, true))
        start(Descriptor::wait_read, false);
    if (socket.wants_write && !std::exchange(socket.waits_write, true))
        start(Descriptor::wait_write, true);
}

void DnsClient::ready(int descriptor, std::uint64_t serial, bool write)
{
    const auto mine = [&] {
        const auto found = sockets_.find(descriptor);
        return found != sockets_.end() && found->second.serial == serial ? &found->second : nullptr;
    };
    Socket* socket = mine();
    if (!socket)
        return;
    (write ? socket->waits_write : socket->waits_read) = false;
    ares_process_fd(channel_, write ? ARES_SOCKET_BAD : descriptor, write ? descriptor : ARES_SOCKET_BAD);
    if (Socket* still = mine()) // c-ares may have closed it
        wait(descriptor, *still);
    arm_timer();
}

void DnsClient::arm_timer()
{
    timeval wait{};
    if (!ares_timeout(channel_, nullptr, &wait))
        return;
    const auto due = Clock::now() + std::chrono::seconds{wait.tv_sec} + std::chrono::microseconds{wait.tv_usec};
    if (due >= armed_)
        return;
    armed_ = due;
    timer_.expires_at(due);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error)
            return;
        const Entered in{monitor_};
        armed_ = Clock::time_point::max();
        ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
        arm_timer();
    });
}

} // namespace sip::net

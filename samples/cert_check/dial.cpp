#include "cert_check/dial.hpp"

#include "certificate_text.hpp"
#include "peer_identity.hpp"
#include "tls_engine.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace {

using boost::asio::ip::tcp;
using State = tls::Engine::State;

constexpr std::chrono::milliseconds afterthought{300}; // a TLS 1.3 server judges its client when we are done

/// One connection: what the socket gives goes into the engine, what the engine says goes out.
class Call {
public:
    Call(tls::Engine& engine, std::chrono::milliseconds limit) : engine_{engine}, limit_{limit} {}

    /// \return why it could not be; empty when the handshake came to an end, good or bad
    std::string run(const std::string& host, const std::string& port)
    {
        boost::system::error_code error;
        const auto places = tcp::resolver{io_}.resolve(host, port, error);
        if (error)
            return error.message();
        boost::asio::async_connect(socket_, places,
                                   [this](const boost::system::error_code& failed, const tcp::endpoint&) {
                                       if (failed)
                                           return fail(failed.message());
                                       engine_.start();
                                       talk();
                                   });
        timer_.expires_after(limit_);
        timer_.async_wait([this](const boost::system::error_code& cancelled) {
            if (!cancelled)
                fail(engine_.state() == State::established ? "" : "no answer in time");
        });
        io_.run();
        return problem_;
    }
    [[nodiscard]] std::string address() const
    {
        boost::system::error_code error;
        const tcp::endpoint remote = socket_.remote_endpoint(error);
        return error ? std::string{} : remote.address().to_string() + " port " + std::to_string(remote.port());
    }

private:
    void talk()
    {
        boost::system::error_code error;
        boost::asio::write(socket_, boost::asio::buffer(engine_.output()), error);
        engine_.output_taken(engine_.output().size());
        if (engine_.state() == State::failed || engine_.state() == State::ended)
            return io_.stop();
        if (engine_.state() == State::established && !std::exchange(established_, true))
            restart_timer();
        socket_.async_read_some(boost::asio::buffer(input_),
                                [this](const boost::system::error_code& failed, std::size_t size) {
                                    if (failed) {
                                        engine_.end_of_input();
                                        return fail({});
                                    }
                                    engine_.feed({input_.data(), size}, plaintext_);
                                    talk();
                                });
    }
    void restart_timer()
    {
        timer_.expires_after(afterthought);
        timer_.async_wait([this](const boost::system::error_code& cancelled) {
            if (!cancelled)
                fail({});
        });
    }
    void fail(std::string problem)
    {
        problem_ = std::move(problem);
        io_.stop();
    }

    tls::Engine& engine_;
    std::chrono::milliseconds limit_;
    boost::asio::io_context io_;
    tcp::socket socket_{io_};
    boost::asio::steady_timer timer_{io_};
    std::array<char, 16384> input_{};
    std::array<char, tls::Engine::room_for(16384)> plaintext_{};
    bool established_ = false;
    std::string problem_;
};

} // namespace

Dialled dial(std::shared_ptr<const tls::Context> context, const std::string& host, const std::string& port,
             const std::string& name, std::chrono::milliseconds limit)
{
    tls::Engine engine{std::move(context), tls::Role::client,
                       tls::is_host_name(name) ? std::string{tls::bare_host(name)} : std::string{}};
    Call call{engine, limit};
    Dialled dialled;
    dialled.failure = call.run(host, port);
    dialled.address = call.address();
    dialled.security = engine.security();
    if (dialled.failure.empty() && engine.state() == State::failed)
        dialled.failure = engine.failure().reason;
    const STACK_OF(X509)* chain = engine.peer_chain();
    for (int i = 0; i < sk_X509_num(chain); ++i)
        dialled.chain.push_back(tls::facts_of(sk_X509_value(chain, i)));
    if (!dialled.chain.empty())
        static_cast<void>(engine.assert_identity(name, host, dialled.security));
    return dialled;
}

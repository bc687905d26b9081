#pragma once

#include "errors/error.hpp"
#include "ip/board_settings.hpp"
#include "net/loop.hpp"
#include "params/parm_builder.hpp"
#include "runtime/services.hpp"
#include "tls/tls_context.hpp"
#include "tls/tls_transport.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace gc {

class BoardDevice;

/// Keeps the TLS of a running board up to date: renews its context without closing anything, watches the files that it
/// was made of, and says when its certificate is about to expire.
///
/// Files are read on the thread that asks, or on the keeper's own, never inside the board's monitor: the board goes on
/// meanwhile. Any thread.
class TlsKeeper {
public:
    using ContextPtr = std::shared_ptr<const tls::Context>;

    /// `transport` lives as long as `loop`, which outlives the keeper.
    TlsKeeper(const Services& services, const BoardSettings& settings, sip::net::Loop& loop,
              tls::TlsTransport& transport, ContextPtr context);
    ~TlsKeeper(); ///< stop()
    TlsKeeper(const TlsKeeper&) = delete;
    TlsKeeper& operator=(const TlsKeeper&) = delete;

    void start(); ///< the thread that watches
    void stop();

    /// gc_ReloadTLS: `changed` takes the place of what holds, null reads its files again.
    [[nodiscard]] Error reload(const SIP_TLS_ENGINE* changed, bool dry_run);

    /// Tells a device that was just opened when the certificate expires soon.
    void greet(const BoardDevice& device);

private:
    /// What is seen of a file without reading it.
    struct Stamp {
        std::filesystem::file_time_type changed;
        std::uintmax_t size;
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    using Stamps = std::vector<std::optional<Stamp>>; ///< by file; none: it cannot be seen

    [[nodiscard]] Error check(const SIP_TLS_ENGINE& changed, tls::Config& wanted) const;
    [[nodiscard]] Error renew(const tls::Config& wanted, bool dry_run);
    void put_to_use(const tls::Config& config, const ContextPtr& context);
    void run();
    void look_at_files();
    void look_at_calendar();
    [[nodiscard]] EventMemory describe_expiry() const; ///< nothing while that is far away
    void say_warnings(const tls::Context& context) const;
    [[nodiscard]] static Stamps stamps_of(const tls::Config& config);
    [[nodiscard]] ContextPtr context() const;

    const Services services_;
    const BoardSettings& settings_;
    sip::net::Loop& loop_;
    tls::TlsTransport& transport_;

    std::mutex renewing_;      ///< one at a time; held while files are read and the monitor is entered
    mutable std::mutex mutex_; ///< all below; the last to be taken
    tls::Config config_;
    ContextPtr context_;
    Stamps read_; ///< of its files when they were last read, well or not
    bool stopping_ = false;

    std::condition_variable wake_;
    std::thread thread_; ///< it alone uses what follows
    Stamps seen_;        ///< of the files when they were last looked at
    std::chrono::steady_clock::time_point next_reminder_;
};

} // namespace gc

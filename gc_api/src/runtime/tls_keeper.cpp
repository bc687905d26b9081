#include "runtime/tls_keeper.hpp"

#include "events/event_queue.hpp"
#include "gcip.h"
#include "ip/tls_report.hpp"
#include "runtime/board_device.hpp"
#include "runtime/logging.hpp"

#include <algorithm>
#include <utility>

namespace gc {
namespace {

constexpr std::chrono::hours between_reminders{24};

/// The certificate that speaks for the board: the first; null without any.
const tls::LocalCertificate* certificate_of(const tls::Context& context)
{
    return context.certificates().empty() ? nullptr : &context.certificates().front();
}

std::string serial_of(const tls::Context& context)
{
    const auto* const certificate = certificate_of(context);
    return certificate ? certificate->serial : std::string{};
}

int days_left(const tls::LocalCertificate& certificate)
{
    return static_cast<int>(certificate.days_left(std::chrono::system_clock::now()));
}

} // namespace

TlsKeeper::TlsKeeper(const Services& services, const BoardSettings& settings, sip::net::Loop& loop,
                     tls::TlsTransport& transport, ContextPtr context)
    : services_{services}, settings_{settings}, loop_{loop},
      transport_{transport}, config_{*settings.tls}, context_{std::move(context)}, read_{stamps_of(config_)}
{
}

TlsKeeper::~TlsKeeper() { stop(); }

void TlsKeeper::start()
{
    say_warnings(*context());
    seen_ = read_;
    next_reminder_ = std::chrono::steady_clock::now();
    if (describe_expiry().address) // whoever opens the board is greeted with it
        next_reminder_ += between_reminders;
    thread_ = std::thread{[this] { run(); }};
}

void TlsKeeper::stop()
{
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

TlsKeeper::ContextPtr TlsKeeper::context() const
{
    const std::lock_guard lock{mutex_};
    return context_;
}

Error TlsKeeper::reload(const SIP_TLS_ENGINE* changed, bool dry_run)
{
    const std::lock_guard one_at_a_time{renewing_};
    tls::Config wanted;
    if (changed) {
        if (Error error = check(*changed, wanted))
            return error;
    } else {
        const std::lock_guard lock{mutex_};
        wanted = config_;
    }
    return renew(wanted, dry_run);
}

/// What is bound to the ports that are open stays as it is.
Error TlsKeeper::check(const SIP_TLS_ENGINE& changed, tls::Config& wanted) const
{
    const std::string prefix = "board " + std::to_string(settings_.number) + ": sip_tls_engine.";
    const auto fixed = [&](const char* field) {
        return Error{EGC_CCLIBSPECIFIC, IPERR_BAD_PARAM, prefix + field + ": cannot change before gc_Stop"};
    };
    if (changed.sip_tls_port != settings_.tls_port)
        return fixed("sip_tls_port");
    if ((changed.E_block_udp_port == ENUM_Enabled) != settings_.udp_blocked)
        return fixed("E_block_udp_port");
    if ((changed.E_block_tcp_port == ENUM_Enabled) != settings_.tcp_blocked)
        return fixed("E_block_tcp_port");
    TlsUpkeep upkeep = settings_.tls_upkeep;
    if (auto error = translate_tls_engine(changed, prefix, wanted, upkeep))
        return {EGC_CCLIBSPECIFIC, error->ip_error, std::move(error->text)};
    return {};
}

Error TlsKeeper::renew(const tls::Config& wanted, bool dry_run)
{
    const std::string prefix = "board " + std::to_string(settings_.number) + ": sip_tls_engine.";
    Stamps stamps = stamps_of(wanted); // before reading: a change meanwhile is noticed afterwards
    auto made = dry_run ? tls::validate(wanted) : tls::make_context(wanted);
    Error error;
    if (const auto* failure = std::get_if<tls::ConfigError>(&made))
        error = {EGC_CCLIBSPECIFIC, IPERR_TLS_CONFIG, prefix + failure->to_string()};
    else if (context()->can_serve() && !std::get<ContextPtr>(made)->can_serve())
        error = {EGC_CCLIBSPECIFIC, IPERR_TLS_CONFIG,
                 prefix + "local_rsa_cert_filename: is missing, and the board listens, so it needs one"};
    if (error || dry_run)
        return error;
    put_to_use(wanted, std::get<ContextPtr>(made));
    const std::lock_guard lock{mutex_};
    read_ = std::move(stamps);
    return {};
}

void TlsKeeper::put_to_use(const tls::Config& config, const ContextPtr& context)
{
    {
        const sip::Entered in{loop_};
        transport_.set_context(context);
    }
    ContextPtr before;
    {
        const std::lock_guard lock{mutex_};
        before = std::exchange(context_, context);
        config_ = config;
    }
    say_warnings(*context);
    const auto* const certificate = certificate_of(*context);
    const std::string old_serial = serial_of(*before);
    ParmBuilder block;
    block.value(IPSET_TLS, IPPARM_TLS_CHANGE, int{IP_TLS_RELOADED});
    block.text(IPSET_TLS, IPPARM_TLS_OLD_SERIAL, old_serial);
    if (certificate) {
        write_certificate(*certificate, block);
        block.value(IPSET_TLS, IPPARM_TLS_DAYS_LEFT, days_left(*certificate));
    }
    services_.log.info("board " + std::to_string(settings_.number) + ": TLS renewed, serial " + old_serial + " -> " +
                       (certificate ? certificate->serial : "none"));
    tell_devices(services_, settings_, block.finish_extension(IPEXTID_TLS));
}

void TlsKeeper::greet(const BoardDevice& device)
{
    if (EventMemory event = describe_expiry(); event.address)
        services_.events.post(gc_event(device.handle(), 0, GCEV_EXTENSION, device.user_attribute, std::move(event)));
}

void TlsKeeper::run()
{
    const bool watches = settings_.tls_upkeep.watch > std::chrono::seconds{0};
    const std::chrono::seconds pause = watches ? settings_.tls_upkeep.watch : std::chrono::hours{1};
    std::unique_lock lock{mutex_};
    while (!stopping_) {
        lock.unlock();
        try {
            if (watches)
                look_at_files();
            look_at_calendar();
        } catch (const std::exception& fault) { // out of memory: the next look may go better
            services_.log.error("board " + std::to_string(settings_.number) + ": TLS watch: " + fault.what());
        }
        lock.lock();
        wake_.wait_for(lock, pause, [this] { return stopping_; });
    }
}

/// A file that is being written looks different at two looks in a row; it is read once it has come to rest. What cannot
/// be used then is read again when it has changed once more.
void TlsKeeper::look_at_files()
{
    const std::lock_guard one_at_a_time{renewing_};
    tls::Config config;
    Stamps last_read;
    {
        const std::lock_guard lock{mutex_};
        config = config_;
        last_read = read_;
    }
    Stamps now = stamps_of(config);
    const bool at_rest = now == seen_;
    seen_ = now;
    if (!at_rest || now == last_read)
        return;
    const Error error = renew(config, false);
    if (!error)
        return;
    {
        const std::lock_guard lock{mutex_};
        read_ = std::move(now);
    }
    services_.log.error("TLS files changed, and are not taken: " + error.text);
    ParmBuilder block;
    block.value(IPSET_TLS, IPPARM_TLS_CHANGE, int{IP_TLS_RELOAD_FAILED});
    block.text(IPSET_TLS, IPPARM_TLS_REASON, std::string_view{error.text}.substr(0, settings_.longest_parameter - 1));
    tell_devices(services_, settings_, block.finish_extension(IPEXTID_TLS));
}

void TlsKeeper::look_at_calendar()
{
    const auto now = std::chrono::steady_clock::now();
    if (now < next_reminder_)
        return;
    EventMemory event = describe_expiry();
    if (!event.address)
        return; // looked at again with the next pause
    next_reminder_ = now + between_reminders;
    say_warnings(*context());
    tell_devices(services_, settings_, event);
}

EventMemory TlsKeeper::describe_expiry() const
{
    const ContextPtr now = context();
    const tls::LocalCertificate* next = nullptr; // to expire
    for (const tls::LocalCertificate& certificate : now->certificates())
        if (!next || certificate.not_after < next->not_after)
            next = &certificate;
    if (!next || days_left(*next) >= settings_.tls_upkeep.warning_days)
        return {};
    ParmBuilder block;
    block.value(IPSET_TLS, IPPARM_TLS_CHANGE, int{IP_TLS_EXPIRES});
    block.value(IPSET_TLS, IPPARM_TLS_DAYS_LEFT, days_left(*next));
    write_certificate(*next, block);
    return block.finish_extension(IPEXTID_TLS);
}

void TlsKeeper::say_warnings(const tls::Context& context) const
{
    for (const std::string& warning : context.warnings())
        services_.log.warning("board " + std::to_string(settings_.number) + ": sip_tls_engine." + warning);
}

TlsKeeper::Stamps TlsKeeper::stamps_of(const tls::Config& config)
{
    Stamps stamps;
    const auto look_at = [&](const tls::Material& material) {
        if (material.location.empty() || !material.pem.empty())
            return;
        std::error_code error;
        const auto changed = std::filesystem::last_write_time(material.location, error);
        const auto size = error ? 0 : std::filesystem::file_size(material.location, error);
        stamps.push_back(error ? std::nullopt : std::optional<Stamp>{{changed, size}});
    };
    const auto look_at_all = [&](const std::vector<tls::Material>& materials) {
        std::for_each(materials.begin(), materials.end(), look_at);
    };
    for (const tls::LocalIdentity& identity : config.identities) {
        look_at(identity.certificate);
        look_at(identity.private_key);
        look_at(identity.ocsp_response);
        look_at_all(identity.chain);
    }
    look_at_all(config.ca_files);
    look_at_all(config.crl_files);
    return stamps;
}

} // namespace gc

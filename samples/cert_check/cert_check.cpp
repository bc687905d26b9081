// Would this certificate be accepted, and if not, why? The first thing to run when a peer is refused: the verdict comes
// from the code that judges connections. See `usage` in options.cpp.

#include "cert_check/dial.hpp"
#include "cert_check/options.hpp"

#include <iostream>

namespace {

enum Status { accepted = 0, refused = 1, not_judged = 2 };

void print(const sip::CertificateFacts& certificate, std::size_t depth)
{
    std::cout << ' ' << depth << "  " << certificate.subject << "\n    signed by   " << certificate.issuer
              << "\n    serial      " << certificate.serial << "\n    valid       " << certificate.not_before << " to "
              << certificate.not_after << '\n';
    for (const std::string& name : certificate.names)
        std::cout << "    name        " << name << '\n';
}

void print(const char* title, const std::vector<sip::CertificateFacts>& chain)
{
    std::cout << title << '\n';
    for (std::size_t depth = 0; depth < chain.size(); ++depth)
        print(chain[depth], depth);
}

int print_verdict(const sip::Security& peer)
{
    if (!peer.refusal) {
        std::cout << "ACCEPTED"
                  << (peer.verified_name.empty() ? std::string{"; no name was verified"} : " as " + peer.verified_name)
                  << '\n';
        return accepted;
    }
    std::cout << "REFUSED by the rule " << to_string(peer.refusal->rule) << ", certificate " << peer.refusal->depth
              << " of the chain:\n"
              << peer.refusal->text << '\n';
    return refused;
}

int fail(const std::string& reason)
{
    std::cerr << "cert_check: " << reason << '\n';
    return not_judged;
}

int judge_files(const tls::Context& context, const Options& options)
{
    const auto made = tls::check_certificate(context, options.presented);
    if (const auto* error = std::get_if<tls::ConfigError>(&made))
        return fail(error->to_string());
    const auto& verdict = std::get<tls::Verdict>(made);
    print("chain, as it was built", verdict.chain);
    return print_verdict(verdict.peer);
}

int judge_host(std::shared_ptr<const tls::Context> context, const Options& options)
{
    const Dialled dialled =
        dial(std::move(context), options.host, options.port, options.presented.name, options.config.handshake_limit);
    if (!dialled.address.empty())
        std::cout << "connected to " << dialled.address << '\n';
    if (!dialled.chain.empty()) {
        std::cout << "version " << dialled.security.protocol << ", cipher " << dialled.security.cipher << ", ALPN "
                  << (dialled.security.alpn.empty() ? "none" : dialled.security.alpn) << '\n';
        print("chain, as the peer sent it", dialled.chain);
    }
    const int status = dialled.chain.empty() ? not_judged : print_verdict(dialled.security);
    return dialled.failure.empty() ? status : fail(options.host + " port " + options.port + ": " + dialled.failure);
}

} // namespace

int main(int argc, char** argv)
{
    std::string complaint;
    std::optional<Options> options = read_options(argc, argv, complaint);
    if (!options) {
        std::cerr << complaint << (complaint.empty() ? "\n" : "\n\n") << usage;
        return not_judged;
    }
    if (!options->host.empty())
        options->config.verify_server = false; // to see all that the peer shows; the verdict is told all the same
    auto made = tls::make_context(options->config);
    if (const auto* error = std::get_if<tls::ConfigError>(&made))
        return fail(error->to_string());
    auto context = std::get<std::shared_ptr<const tls::Context>>(std::move(made));
    for (const std::string& warning : context->warnings())
        std::cerr << "note: " << warning << '\n';
    return options->host.empty() ? judge_files(*context, *options) : judge_host(std::move(context), *options);
}

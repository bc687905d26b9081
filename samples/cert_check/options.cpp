#include "cert_check/options.hpp"

#include <unistd.h>

#include <ctime>

const char usage[] =
    "cert_check: would this certificate be accepted, and if not, why? The verdict is that of a connection.\n"
    "\n"
    "  cert_check [options] FILE...            judges certificates: the peer's own first, then its chain (PEM or DER)\n"
    "  cert_check [options] -c HOST[:PORT]     connects (default port 5061), shows what the peer shows, and judges it\n"
    "\n"
    "  -C FILE   trusted authority; may be given more than once\n"
    "  -r FILE   revocation list; may be given more than once\n"
    "  -n NAME   the name to verify: the SIP domain that is called. With -c the host when not given\n"
    "  -d DATE   judge for this date, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss, UTC\n"
    "  -R ROLE   whose certificate it is, server (default) or client; a client's name is not verified\n"
    "  -o FILE   OCSP response that the peer staples (DER)\n"
    "  -w        accept a wildcard for one label\n"
    "  -N        do not accept a common name where there is no subjectAltName\n"
    "  -i FILE   with -c: our own certificate, then its chain\n"
    "  -k FILE   with -c: its private key, a file or a URI; its password is taken from CERT_CHECK_PASSWORD\n"
    "\n"
    "Exit status: 0 accepted, 1 refused, 2 could not be judged.\n";

namespace {

using std::chrono::system_clock;

std::optional<system_clock::time_point> read_date(const char* text)
{
    for (const char* format : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"}) {
        std::tm parts{};
        const char* end = ::strptime(text, format, &parts);
        if (end != nullptr && (*end == '\0' || (end[0] == 'Z' && end[1] == '\0')))
            return system_clock::from_time_t(::timegm(&parts));
    }
    return std::nullopt;
}

/// "host", "host:port", "[address]:port"
void split_host(const std::string& text, Options& options)
{
    const std::size_t colon = text.rfind(':');
    const bool has_port =
        colon != std::string::npos && (text[0] != '[' ? text.find(':') == colon : text[colon - 1] == ']');
    options.host = text.substr(0, has_port ? colon : std::string::npos);
    if (has_port)
        options.port = text.substr(colon + 1);
    if (options.host.size() > 2 && options.host.front() == '[')
        options.host = options.host.substr(1, options.host.size() - 2);
}

tls::LocalIdentity& identity_of(tls::Config& config)
{
    if (config.identities.empty())
        config.identities.emplace_back();
    return config.identities.front();
}

/// One option; false when its argument makes no sense.
bool take(int option, const char* argument, Options& options)
{
    tls::Config& config = options.config;
    switch (option) {
    case 'c': split_host(argument, options); return true;
    case 'C': config.ca_files.emplace_back(argument); return true;
    case 'r': config.crl_files.emplace_back(argument); return true;
    case 'n': options.presented.name = argument; return true;
    case 'd': options.presented.at = read_date(argument); return options.presented.at.has_value();
    case 'R':
        options.presented.by_server = std::string{argument} != "client";
        return options.presented.by_server == (std::string{argument} == "server");
    case 'o': options.presented.ocsp_response = argument; return true;
    case 'w': config.wildcards = true; return true;
    case 'N': config.common_name = false; return true;
    case 'i': identity_of(config).certificate = argument; return true;
    case 'k': identity_of(config).private_key = argument; return true;
    default: return false;
    }
}

} // namespace

std::optional<Options> read_options(int argc, char** argv, std::string& complaint)
{
    Options options;
    for (int option; (option = ::getopt(argc, argv, "c:C:r:n:d:R:o:wNi:k:")) != -1;)
        if (option == '?')
            return std::nullopt; // getopt has said why
        else if (!take(option, ::optarg, options)) {
            complaint = std::string{"-"} + static_cast<char>(option) + ": makes no sense: " + ::optarg;
            return std::nullopt;
        }
    options.presented.certificates.assign(argv + ::optind, argv + argc);
    if (options.host.empty() == options.presented.certificates.empty()) {
        complaint = options.host.empty() ? "no file to judge and no host to dial" : "a host or files, not both";
        return std::nullopt;
    }
    if (!options.host.empty() && options.presented.at) {
        complaint = "-d: is for files; what a host shows is judged by the clock";
        return std::nullopt;
    }
    if (!options.host.empty() && options.presented.name.empty())
        options.presented.name = options.host;
    if (const char* password = ::getenv("CERT_CHECK_PASSWORD");
        password != nullptr && !options.config.identities.empty())
        options.config.identities.front().private_key_password = password;
    return options;
}

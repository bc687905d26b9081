#pragma once

#include "gc_api/support/program.hpp"
#include "support/process.hpp"

#include <string>
#include <vector>

namespace interop {

/// One board in this process with one line, TLS on, whose identity is for `host`; changed before begin().
class Board : public gc::test::Program {
public:
    explicit Board(const std::string& host);
    ~Board(); ///< stops, before what the board points to goes

    [[nodiscard]] SIP_TLS_ENGINE& tls() { return engine(1); }
    [[nodiscard]] SIP_TLS_OPTIONS& tls_options() { return options_; }
    /// Another identity, made with these options of make_certs.sh.
    void show(const std::string& host, const std::string& options = {}) { identify(1, host, options); }
    /// A second certificate, for clients that ask for that name.
    void show_also(const std::string& host);
    void show_nothing();

    void begin();         ///< starts, and opens the line
    void begin_waiting(); ///< the same, and it waits for calls
    [[nodiscard]] LINEDEV line() const { return line_; }
    [[nodiscard]] std::string address(); ///< "127.0.0.1:port" of its TLS

private:
    SIP_TLS_OPTIONS options_{};
    SIP_TLS_IDENTITY second_{};
    std::vector<std::string> files_;
    LINEDEV line_ = 0;
};

/// A file in the directory that make_certs.sh left for that host.
[[nodiscard]] std::string certificate_file(const std::string& host, const std::string& options = {},
                                           const std::string& suffix = ".pem");
[[nodiscard]] std::string authority_file(); ///< of all of them

} // namespace interop

#include "support/board.hpp"

#include <utility>

namespace interop {

using gc::test::certificates_for;

Board::Board(const std::string& host) : Program{1}
{
    use_tls(host);
    INIT_SIP_TLS_OPTIONS(&options_);
    tls().options = &options_;
}

Board::~Board() { stop(); }

void Board::show_also(const std::string& host)
{
    files_ = {certificate_file(host), certificate_file(host, {}, ".key")};
    second_.cert_filename = files_[0].data();
    second_.private_key_filename = files_[1].data();
    options_.identity_number = 1;
    options_.identity = &second_;
}

void Board::show_nothing() { tls().local_rsa_cert_filename = tls().local_rsa_private_key_filename = nullptr; }

void Board::begin()
{
    start();
    line_ = open_line(1);
}

void Board::begin_waiting()
{
    start();
    line_ = open_waiting(1);
}

std::string Board::address()
{
    const std::string where = uri(line_, ENUM_TLS);
    return where.substr(where.find('@') + 1);
}

std::string certificate_file(const std::string& host, const std::string& options, const std::string& suffix)
{
    return certificates_for(host, options) + '/' + host + suffix;
}

std::string authority_file() { return certificates_for("localhost") + "/ca.pem"; }

} // namespace interop

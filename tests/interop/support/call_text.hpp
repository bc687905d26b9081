#pragma once

#include <string>

/// The words of a caller, for a test that speaks through a program which knows TLS and no SIP.
namespace interop {

class CallText {
public:
    explicit CallText(std::string address); ///< whom to call: "host:port"

    [[nodiscard]] std::string invite() const;
    [[nodiscard]] const std::string& call_id() const { return call_id_; }
    [[nodiscard]] std::string ack(const std::string& response) const; ///< of a refusal

private:
    [[nodiscard]] std::string request(const std::string& method, const std::string& to, const std::string& rest) const;

    std::string address_;
    std::string call_id_;
};

} // namespace interop

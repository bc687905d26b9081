#pragma once

#include "params/parm_reader.hpp"
#include "sip/outside.hpp"

#include <string>
#include <vector>

namespace gc {

/// What gc_ReqService asks of a board.
struct RegistrationRequest {
    sip::Register command{};     ///< registrar and address are empty where the block names none
    bool answer_wanted = true;   ///< PARM_ACK
    bool keeps_contacts = false; ///< IP_REG_MAINTAIN_LOCAL_INFO
};

/// Reads the block. Empty, or what is wrong with it.
[[nodiscard]] std::string read_registration(const std::vector<Parm>& parms, RegistrationRequest& out);

/// Registrar, address and contacts of a board's last registrations: what a block leaves out is taken from here.
class RegistrationMemory {
public:
    /// Completes the request; empty, or what is missing. `warning`: what was taken for something else.
    [[nodiscard]] std::string complete(RegistrationRequest& request, std::string& warning) const;
    void remember(const RegistrationRequest& request);

private:
    std::string registrar_;
    std::string address_;
    std::vector<std::string> contacts_; ///< that are registered, or were when IP_REG_MAINTAIN_LOCAL_INFO came
};

} // namespace gc

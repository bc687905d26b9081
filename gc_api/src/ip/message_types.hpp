#pragma once

#include "params/parm_reader.hpp"

#include <string_view>
#include <vector>

namespace gc {

/// A message that programs send and get by gc_Extension: IP_MSGTYPE_SIP_*.
struct MessageType {
    enum class Kind : unsigned char { request, accept, reject, notice };

    int id;
    std::string_view name; ///< of the constant
    std::string_view method;
    Kind kind;
    int status; ///< of an answer without IPPARM_MSG_SIP_RESPONSE_CODE
};

/// Null when there is none.
[[nodiscard]] const MessageType* message_type(int id);
[[nodiscard]] const MessageType* message_type(std::string_view method, MessageType::Kind kind);
/// How an answer with that status is called: accept for 2xx, else reject.
[[nodiscard]] const MessageType* answer_type(std::string_view method, int status);

/// What IPSET_MSG_SIP / IPPARM_MSGTYPE of a block names; null when it is missing or names nothing.
[[nodiscard]] const MessageType* message_type_in(const std::vector<Parm>& parms);
/// IPPARM_MSG_SIP_RESPONSE_CODE of a block.
[[nodiscard]] int status_in(const std::vector<Parm>& parms, int otherwise);
/// Empty, or that the status is none that such an answer can have.
[[nodiscard]] std::string check_status(const MessageType& type, int status);

} // namespace gc

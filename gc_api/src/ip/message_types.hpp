#pragma once

#include <string_view>

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

} // namespace gc

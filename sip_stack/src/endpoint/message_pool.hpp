#pragma once

#include "sip/message/message.hpp"

#include <memory>
#include <vector>

namespace sip {

using MessagePtr = std::unique_ptr<Message>;

/// Messages that are parsed into again and again, so that a parse allocates nothing in the usual case.
///
/// A notification points to its message until the owner's next call; so what is retired rests until the turn after.
class MessagePool {
public:
    [[nodiscard]] MessagePtr acquire()
    {
        if (free_.empty())
            return std::make_unique<Message>();
        MessagePtr message = std::move(free_.back());
        free_.pop_back();
        return message;
    }
    void retire(MessagePtr message)
    {
        if (message)
            resting_.push_back(std::move(message));
    }
    void begin_turn()
    {
        for (MessagePtr& message : resting_) {
            if (free_.size() == kept_)
                break;
            free_.push_back(std::move(message));
        }
        resting_.clear();
    }

private:
    static constexpr std::size_t kept_ = 16;
    std::vector<MessagePtr> free_;
    std::vector<MessagePtr> resting_;
};

} // namespace sip

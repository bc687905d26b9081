#include "sip/authentication.hpp"

#include <algorithm>

namespace sip {

Secret::Secret(std::initializer_list<std::string_view> pieces)
{
    for (const std::string_view piece : pieces)
        size_ += piece.size();
    text_ = std::make_unique<char[]>(size_);
    char* at = text_.get();
    for (const std::string_view piece : pieces)
        at = std::copy(piece.begin(), piece.end(), at);
}

Secret::~Secret()
{
    volatile char* const octets = text_.get(); // volatile: nobody reads it again, and it is written all the same
    for (std::size_t i = 0; i < size_; ++i)
        octets[i] = 0;
}

} // namespace sip

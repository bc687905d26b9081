#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// What digest authentication needs from outside (RFC 3261 §22, RFC 7616, RFC 8760): names, passwords and hash
/// functions.
namespace sip {

/// Text that nobody may find in memory after its last use: it is overwritten before it is let go.
class Secret {
public:
    Secret() = default;
    Secret(std::initializer_list<std::string_view> pieces); ///< joined
    Secret(Secret&& other) noexcept : text_{std::move(other.text_)}, size_{std::exchange(other.size_, 0)} {}
    Secret& operator=(Secret&& other) noexcept
    {
        std::swap(text_, other.text_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~Secret();

    [[nodiscard]] std::string_view view() const { return {text_.get(), size_}; }

private:
    std::unique_ptr<char[]> text_; // not std::string, whose short texts are copied when it moves
    std::size_t size_ = 0;
};

enum class HashAlgorithm : std::uint8_t { md5, sha256, sha512_256 };

/// Hash functions; an argument, so that the core needs no library for them.
class Hasher {
public:
    virtual ~Hasher() = default;
    /// In lower-case hexadecimal digits; empty where that function is not to be had.
    [[nodiscard]] virtual Secret hash(HashAlgorithm algorithm, std::string_view text) = 0;
};

/// Who we are in a realm. Realm and identity are the key, both whatever their case.
struct Credentials {
    std::string realm;
    std::string identity; ///< URI that From must have; empty: any, unless another entry of the realm fits better
    std::string username;
    Secret password;
};

} // namespace sip

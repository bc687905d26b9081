#include "transaction/keyed_hash.hpp"

#include <bit>
#include <cstring>

namespace sip {

namespace {

std::uint64_t little_endian(std::uint64_t word) noexcept
{
    if constexpr (std::endian::native == std::endian::big)
        return __builtin_bswap64(word);
    return word;
}

/// At most eight bytes as a word, zeros behind.
std::uint64_t load(std::string_view bytes) noexcept
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), bytes.size());
    return little_endian(word);
}

std::uint64_t fold(std::uint64_t word) noexcept
{
    std::uint64_t folded = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        const std::uint64_t octet = (word >> shift) & 0xff;
        folded |= (octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet) << shift;
    }
    return folded;
}

} // namespace

KeyedHash::KeyedHash(const HashSeed& seed) noexcept
    : v0_{seed.first ^ 0x736f6d6570736575U}, v1_{seed.second ^ 0x646f72616e646f6dU ^ 0xeeU},
      v2_{seed.first ^ 0x6c7967656e657261U}, v3_{seed.second ^ 0x7465646279746573U}
{
}

void KeyedHash::round() noexcept
{
    v0_ += v1_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v3_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ += v3_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ += v1_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v2_ = std::rotl(v2_, 32);
}

KeyedHash& KeyedHash::add(std::uint64_t number) noexcept
{
    v3_ ^= number;
    round();
    round();
    v0_ ^= number;
    ++words_;
    return *this;
}

KeyedHash& KeyedHash::add(std::string_view text) noexcept
{
    add(text.size());
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t)))
        add(load(text.substr(0, sizeof(std::uint64_t))));
    return text.empty() ? *this : add(load(text));
}

KeyedHash& KeyedHash::add_folded(std::string_view text) noexcept
{
    add(text.size());
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t)))
        add(fold(load(text.substr(0, sizeof(std::uint64_t)))));
    return text.empty() ? *this : add(fold(load(text)));
}

Fingerprint KeyedHash::finish() noexcept
{
    add((words_ * sizeof(std::uint64_t)) << 56);
    Fingerprint result;
    v2_ ^= 0xee;
    for (int i = 0; i < 4; ++i)
        round();
    result.low = v0_ ^ v1_ ^ v2_ ^ v3_;
    v1_ ^= 0xdd;
    for (int i = 0; i < 4; ++i)
        round();
    result.high = v0_ ^ v1_ ^ v2_ ^ v3_;
    return result;
}

} // namespace sip

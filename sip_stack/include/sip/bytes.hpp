#pragma once

#include <atomic>
#include <cstddef>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace sip {

/// Immutable bytes with shared ownership: one allocation, copied by count.
///
/// A message is written once and then only referred to: a retransmission, a queue of a flow and a log
/// share the same bytes. May be copied between threads; the bytes never change after publication.
class Bytes {
public:
    Bytes() noexcept = default;
    explicit Bytes(std::string_view copy) : Bytes(Writable(copy.size()).fill(copy).finish()) {}

    Bytes(const Bytes& other) noexcept : block_{other.block_} { retain(); }
    Bytes(Bytes&& other) noexcept : block_{std::exchange(other.block_, nullptr)} {}
    Bytes& operator=(Bytes other) noexcept
    {
        std::swap(block_, other.block_);
        return *this;
    }
    ~Bytes() { release(); }

    [[nodiscard]] const char* data() const noexcept { return block_ ? block_->data() : nullptr; }
    [[nodiscard]] std::size_t size() const noexcept { return block_ ? block_->size : 0; }
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::string_view view() const noexcept { return {data(), size()}; }

    /// True when nobody else can see the bytes, so that their holder may still edit them in place.
    [[nodiscard]] bool unique() const noexcept
    {
        return block_ && block_->references.load(std::memory_order_acquire) == 1;
    }

private:
    struct Block {
        std::atomic<std::size_t> references{1};
        std::size_t size;
        explicit Block(std::size_t n) : size{n} {}
        char* data() noexcept { return reinterpret_cast<char*>(this + 1); }
    };

public:
    /// Bytes that are being written: filled once, then published by finish().
    class Writable {
    public:
        explicit Writable(std::size_t capacity)
            : block_{new (::operator new(sizeof(Block) + capacity)) Block{capacity}}
        {
        }
        Writable(Writable&& other) noexcept : block_{std::exchange(other.block_, nullptr)} {}
        Writable& operator=(Writable&& other) noexcept
        {
            std::swap(block_, other.block_);
            return *this;
        }
        ~Writable()
        {
            if (block_)
                destroy(block_);
        }

        [[nodiscard]] char* data() noexcept { return block_->data(); }
        [[nodiscard]] std::size_t capacity() const noexcept { return block_->size; }
        Writable&& fill(std::string_view from) &&
        {
            if (!from.empty())
                std::memcpy(data(), from.data(), from.size());
            return std::move(*this);
        }
        /// Publishes the first `size` bytes (at most the capacity).
        [[nodiscard]] Bytes finish(std::size_t size) &&
        {
            block_->size = size;
            return Bytes{std::exchange(block_, nullptr)};
        }
        [[nodiscard]] Bytes finish() && { return std::move(*this).finish(capacity()); }

    private:
        Block* block_;
    };

    /// The bytes of a sole holder, to be edited in place; the caller has checked unique().
    [[nodiscard]] char* exclusive_data() noexcept { return block_->data(); }

private:
    explicit Bytes(Block* block) noexcept : block_{block} {}
    static void destroy(Block* block) noexcept
    {
        block->~Block();
        ::operator delete(block);
    }
    void retain() noexcept
    {
        if (block_)
            block_->references.fetch_add(1, std::memory_order_relaxed);
    }
    void release() noexcept
    {
        // A sole holder needs no locked instruction to know that it is the last.
        if (block_ && (unique() || block_->references.fetch_sub(1, std::memory_order_acq_rel) == 1))
            destroy(block_);
    }

    Block* block_ = nullptr;
};

} // namespace sip

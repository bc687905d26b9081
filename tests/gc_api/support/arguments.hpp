#pragma once

#include "gc_api/support/dice.hpp"
#include "gclib.h"

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gc::test {

/// Arguments for any function, by the type and the name of its parameters. A pointer is NULL, or leads to more memory
/// than any function may use; what is in there has no pointers of its own, or good ones.
class Arguments {
public:
    Arguments(World& world, Dice& dice, GC_PARM_BLKP& block) : world_{world}, dice_{dice}, block_{block}, memory_(slots)
    {
    }

    template <class T>
    T make(std::string_view parameter)
    {
        using Pointed = std::remove_cv_t<std::remove_pointer_t<T>>;
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
            return static_cast<T>(number(parameter));
        else if constexpr (std::is_same_v<T, long (*)(void*)>)
            return handler();
        else if constexpr (std::is_pointer_v<T> && std::is_function_v<Pointed>)
            return nullptr;
        else if constexpr (std::is_same_v<Pointed, GC_PARM_BLK>)
            return block();
        else if constexpr (std::is_same_v<Pointed, GC_PARM_BLKP>)
            return dice_.or_null(&block_);
        else if constexpr (std::is_same_v<Pointed, GC_PARM_DATA>)
            return nullptr;
        else if constexpr (std::is_same_v<Pointed, GC_MAKECALL_BLK>)
            return dice_.or_null(&make_call_block());
        else if constexpr (std::is_same_v<Pointed, METAEVENT>)
            return dice_.or_null(&metaevent());
        else if constexpr (std::is_same_v<Pointed, char>)
            return dice_.or_null(text(parameter));
        else if constexpr (std::is_same_v<Pointed, long> || std::is_same_v<Pointed, int>)
            return dice_.or_null(numbers<Pointed>());
        else if constexpr (std::is_void_v<Pointed>)
            return dice_.or_null(anything(parameter));
        else if constexpr (std::is_pointer_v<T>)
            return static_cast<T>(dice_.or_null(zeros()));
        else
            return T{};
    }
    /// The call is over: what it may have written as handles is remembered, and other memory is for the next.
    void used();

private:
    static constexpr std::size_t slots = 16; ///< more than any function has parameters
    static constexpr std::size_t slot_size = 1 << 16;
    using Slot = std::array<char, slot_size>;

    [[nodiscard]] long number(std::string_view parameter);
    [[nodiscard]] long (*handler())(void*);
    [[nodiscard]] GC_PARM_BLKP block();
    [[nodiscard]] GC_MAKECALL_BLK& make_call_block();
    [[nodiscard]] METAEVENT& metaevent();
    [[nodiscard]] char* text(std::string_view parameter);
    [[nodiscard]] void* anything(std::string_view parameter);
    [[nodiscard]] void* zeros();
    /// Handles; remembered afterwards for what they have become.
    template <class Number>
    Number* numbers()
    {
        auto* const list = static_cast<Number*>(zeros());
        for (int i = 0; i < 8; ++i)
            list[i] = static_cast<Number>(dice_.once_in(3) ? dice_.call() : dice_.line());
        written_.push_back({list, sizeof(Number), list[0]});
        return list;
    }

    World& world_;
    Dice& dice_;
    GC_PARM_BLKP& block_;
    std::vector<Slot> memory_;
    std::size_t taken_ = 0;
    struct Written {
        void* where;
        std::size_t size;
        long before;
    };
    std::vector<Written> written_;
    GCLIB_MAKECALL_BLK gclib_{};
    GC_MAKECALL_BLK make_call_{};
    METAEVENT metaevent_{};
};

/// What may be a destination, in buffers of that size.
void write_destination(char* out, std::size_t size, Dice& dice, unsigned port);

} // namespace gc::test

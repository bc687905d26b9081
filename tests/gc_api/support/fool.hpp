#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace gc::test {

constexpr long pool_size = 24;

/// Handles that were good once, and perhaps still are.
class Pool {
public:
    void add(long handle)
    {
        if (handle != 0)
            handles_[static_cast<std::size_t>(next_++ % pool_size)] = handle;
    }
    [[nodiscard]] long at(unsigned place) const { return handles_[place % pool_size]; }

private:
    std::array<std::atomic<long>, pool_size> handles_{};
    std::atomic<long> next_{0};
};

/// What a fool is doing, for who watches that it comes to an end.
class Doing {
public:
    void begin(const char* name, std::chrono::seconds bound);
    void end() { what_ = nullptr; }
    /// The name of what should have ended by now; null when all is well.
    [[nodiscard]] const char* overdue() const;

private:
    std::atomic<std::chrono::steady_clock::rep> until_{0};
    std::atomic<const char*> what_{nullptr};
};

/// What the threads share.
struct World {
    Pool lines, calls;
    std::set<long> spared;         ///< handles that nobody may touch
    std::atomic<unsigned> port{0}; ///< where the lines are called
    std::atomic<bool> done{false};
    std::atomic<long> worked{0}, refused{0}, offered{0}, connected{0};
    static constexpr std::size_t most_fools = 16;
    std::array<Doing, most_fools> doing;
    std::atomic<std::size_t> fools{0};
    [[nodiscard]] Doing& next_doing() { return doing[fools++ % most_fools]; }
    std::mutex mutex;
    std::vector<std::string> complaints;

    void complain(const std::string& text)
    {
        const std::lock_guard lock{mutex};
        if (complaints.size() < 20)
            complaints.push_back(text);
    }
    /// Something that others may wait for has changed.
    void tell()
    {
        const std::lock_guard lock{mutex};
        changed.notify_all();
    }
    /// Until something is so, or this is over, but not longer than `limit`.
    template <class Condition>
    void wait(std::chrono::milliseconds limit, Condition is_so)
    {
        std::unique_lock lock{mutex};
        changed.wait_for(lock, limit, [&] { return over || is_so(); });
    }
    std::condition_variable changed;
    std::atomic<bool> over{false}; ///< all fools have come to an end
};

/// Calls every function of the API with every kind of argument, right and wrong, in any order, until world.done; obeys
/// most events, so that calls come far. What must never happen is complained about. Any number of threads at once.
void play_the_fool(World& world, unsigned seed);
/// Takes back what fools have set for the whole process.
void forget_fools();

} // namespace gc::test

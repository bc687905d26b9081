// usage: parse_STACK [-t seconds] [-a] FILE...
//
// One line for each message and one for the mix of all, in turn:
//   stack message bytes ns_per_message messages_per_s MB_per_s checksum
// -t: CPU seconds for each line, 0.4 unless given. -a: instead, allocations: stack message bytes allocations checksum
// The clock is the thread's CPU time, which minds neighbours less than wall time does.

#include "parse_driver.hpp"

#include "allocation_counter.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

constexpr int warm_up_rounds = 20'000;
constexpr int rounds_between_clock_reads = 200;

struct Sample {
    std::string name;
    std::string text;
    int checksum = 0;
};

struct Options {
    double seconds = 0.4;
    bool allocations = false;
    std::vector<Sample> samples;
};

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

bool load(const char* path, std::vector<Sample>& samples)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::perror(path);
        return false;
    }
    const char* const slash = std::strrchr(path, '/');
    samples.push_back({slash ? slash + 1 : path, {std::istreambuf_iterator<char>{file}, {}}});
    return true;
}

bool read_arguments(int argc, char** argv, Options& options)
{
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "-t") == 0 && i + 1 < argc)
            options.seconds = std::atof(argv[++i]);
        else if (std::strcmp(argv[i], "-a") == 0)
            options.allocations = true;
        else if (!load(argv[i], options.samples))
            return false;
    }
    if (options.samples.empty())
        std::fprintf(stderr, "usage: %s [-t seconds] [-a] FILE...\n", argv[0]);
    return !options.samples.empty();
}

/// Measures `next()`, which parses one message and returns its size.
template <class Next>
void measure(const char* name, int checksum, double seconds, Next next)
{
    std::size_t bytes = 0;
    std::size_t messages = 0;
    const double begin = cpu_seconds();
    double end = begin;
    do {
        for (int i = 0; i < rounds_between_clock_reads; ++i)
            bytes += next();
        messages += rounds_between_clock_reads;
        end = cpu_seconds();
    } while (end - begin < seconds);
    const double ns = (end - begin) * 1e9 / static_cast<double>(messages);
    std::printf("%s %s %zu %.1f %.0f %.1f %d\n", parse_bench::stack_name, name, bytes / messages, ns, 1e9 / ns,
                static_cast<double>(bytes) / (end - begin) / 1e6, checksum);
}

void measure_times(const Options& options)
{
    volatile int sink = 0;
    const auto parse = [&sink](const Sample& sample) {
        sink = parse_bench::parse_once(sample.text);
        return sample.text.size();
    };
    std::size_t turn = 0;
    const auto parse_next = [&] { return parse(options.samples[turn++ % options.samples.size()]); };
    for (int i = 0; i < warm_up_rounds; ++i)
        parse_next();
    for (const Sample& sample : options.samples)
        measure(sample.name.c_str(), sample.checksum, options.seconds, [&] { return parse(sample); });
    turn = 0;
    measure("mix", 0, options.seconds, parse_next);
}

void count_allocations(const Options& options)
{
    for (const Sample& sample : options.samples) {
        const std::size_t before = parse_bench::allocation_count();
        parse_bench::parse_once(sample.text);
        std::printf("%s %s %zu %zu %d\n", parse_bench::stack_name, sample.name.c_str(), sample.text.size(),
                    parse_bench::allocation_count() - before, sample.checksum);
    }
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    if (!read_arguments(argc, argv, options))
        return 1;
    if (!parse_bench::start()) {
        std::fprintf(stderr, "%s does not start\n", parse_bench::stack_name);
        return 1;
    }
    for (Sample& sample : options.samples) {
        sample.checksum = parse_bench::parse_once(sample.text);
        if (sample.checksum <= 0) {
            std::fprintf(stderr, "%s: %s does not parse\n", parse_bench::stack_name, sample.name.c_str());
            return 2;
        }
    }
    options.allocations ? count_allocations(options) : measure_times(options);
    return 0;
}

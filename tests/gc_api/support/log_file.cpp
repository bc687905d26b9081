#include "gc_api/support/log_file.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

namespace gc::test {
namespace {

/// Stands before the library's first use, which reads the environment.
struct LogFile {
    LogFile()
    {
        char pattern[] = "/tmp/trunkcall-log-XXXXXX";
        const int descriptor = ::mkstemp(pattern);
        BOOST_REQUIRE(descriptor >= 0);
        ::close(descriptor);
        name = pattern;
        ::setenv("TRUNKCALL_LOG", "warning", 1);
        ::setenv("TRUNKCALL_LOG_FILE", pattern, 1);
    }
    ~LogFile() { ::unlink(name.c_str()); }

    static inline std::string name;
    static inline std::size_t read = 0;
};

} // namespace

BOOST_TEST_GLOBAL_FIXTURE(LogFile);

std::string newly_logged()
{
    std::ifstream file{LogFile::name, std::ios::binary};
    std::string all{std::istreambuf_iterator<char>{file}, {}};
    const std::size_t from = std::exchange(LogFile::read, all.size());
    return all.substr(from);
}

} // namespace gc::test

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>

namespace {

/// A login's limit is often 1,024 descriptors, and tests open both ends of a thousand connections.
void raise_descriptor_limit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace

int main(int argc, char* argv[])
{
    raise_descriptor_limit();
    return boost::unit_test::unit_test_main([] { return true; }, argc, argv);
}

#define BOOST_TEST_MODULE trunkcall
#include <boost/test/unit_test.hpp>

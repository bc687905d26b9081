#include "tls/certificate_check.hpp"

#define BOOST_BIND_GLOBAL_PLACEHOLDERS // silences what json_parser.hpp of Boost 1.74 includes
#include <boost/property_tree/json_parser.hpp>
#include <boost/test/unit_test.hpp>

#include <map>

using namespace tls;

namespace {

using boost::property_tree::ptree;

const std::string directory = TRUNKCALL_VECTORS "/pkits/";

/// Where our verdict is another than the suite's, and why.
const std::map<std::string, const char*> differences{
    {"4.1.4", "valid by a DSA key of 1024 bits, which security level 2 refuses"},
    {"4.1.5", "valid by a DSA key without parameters, inherited from its issuer: OpenSSL does not support it"},
    {"4.14.30", "valid by an indirect list whose issuer's own revocation is in that list: OpenSSL does not find it"},
};

std::vector<std::string> files(const ptree& test, const char* list, const char* folder, const char* ending)
{
    std::vector<std::string> names;
    for (const auto& [key, name] : test.get_child(list))
        names.push_back(directory + folder + '/' + name.data() + ending);
    return names;
}

/// As a client would judge a server that sends this chain; at a time for which the suite is made.
Verdict verdict_on(const ptree& test)
{
    const std::vector<std::string> path = files(test, "certs", "certs", ".crt");
    const std::vector<std::string> lists = files(test, "crls", "crls", ".crl");
    Config config;
    config.ca_files = {Material{path.front()}};
    config.crl_files.assign(lists.begin(), lists.end());
    Presented presented;
    presented.certificates.assign(path.rbegin(), path.rend() - 1);
    presented.at = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};
    const auto context = std::get<std::shared_ptr<const Context>>(make_context(config));
    return std::get<Verdict>(check_certificate(*context, presented));
}

} // namespace

BOOST_AUTO_TEST_SUITE(pkits) // NIST Public Key Interoperability Test Suite 1.0.1

BOOST_AUTO_TEST_CASE(every_path_gets_the_verdict_of_the_suite_but_for_known_differences)
{
    ptree tests;
    read_json(directory + "pkits.json", tests);
    std::size_t agreed = 0;
    for (const auto& [key, test] : tests) {
        const auto number = test.get<std::string>("test");
        const bool valid = test.get<bool>("valid");
        const Verdict verdict = verdict_on(test);
        const auto difference = differences.find(number);
        const bool agrees = verdict.accepted == valid;
        BOOST_TEST(agrees == (difference == differences.end()),
                   number << ' ' << test.get<std::string>("name") << ": "
                          << (verdict.peer.refusal ? verdict.peer.refusal->text : "accepted") << "; "
                          << (difference == differences.end() ? "no difference is known" : difference->second));
        agreed += agrees ? 1 : 0;
    }
    BOOST_TEST(tests.size() == 159U);
    BOOST_TEST(agreed >= 156U); // as many as OpenSSL's own tool with all its strict switches
}

BOOST_AUTO_TEST_SUITE_END()

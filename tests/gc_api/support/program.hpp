#pragma once

#include "gcip.h"
#include "gclib.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <string>
#include <vector>

/// A Global Call program for tests: boards on loopback in one process, ports chosen by the kernel, nothing but the
/// public API.
namespace gc::test {

/// What one event said, copied.
struct Seen {
    long type = 0;
    LINEDEV line = 0;
    CRN crn = 0;
    void* user_attribute = nullptr;
    int result = 0;
    long cause = 0;
    std::string text;
    std::vector<std::pair<unsigned long, std::string>> parameters; ///< (set << 16 | parm), value without NUL
    unsigned char extension = 0;
    std::string target; ///< of GCEV_REQ_XFER

    /// The value of the first parameter of that kind; empty when there is none.
    [[nodiscard]] std::string parameter(unsigned set, unsigned parm) const;
    [[nodiscard]] int number(unsigned set, unsigned parm) const; ///< the same of type int; 0 when there is none
    [[nodiscard]] bool has(unsigned set, unsigned parm) const;
};

/// Why the last function failed on this thread.
struct Failure {
    int gc;
    long cc;
    std::string text;
};
[[nodiscard]] Failure last_failure();

/// Checks that a function failed, and how: BOOST_TEST on the value, and on words that the text must have.
void check_refused(int result, int expected, std::string_view words = {});
void check_worked(int result, std::string_view what);
#define WORKS(call) ::gc::test::check_worked((call), #call)

/// The start data of two boards or more, to be changed before start().
class Program {
public:
    explicit Program(unsigned boards = 2);
    ~Program(); ///< gc_Stop

    IP_VIRTBOARD& board(unsigned number) { return boards_[number - 1]; }
    /// All boards: TCP and TLS on; the identity is for `name`, and all trust its authority.
    void use_tls(const std::string& name);
    /// One board gets another identity, made with these options of make_certs.sh.
    void identify(unsigned number, const std::string& name, const std::string& options = {});
    unsigned short media_mode = MEDIA_OPERATIONAL_MODE_1PCC;
    SIP_TLS_ENGINE& engine(unsigned number) { return engines_[number - 1]; }

    void start();
    [[nodiscard]] int try_start();
    void stop();

    /// Opens a line and takes GCEV_OPENEX and GCEV_UNBLOCKED.
    LINEDEV open(const std::string& name, void* attribute = nullptr);
    LINEDEV open_line(unsigned board, unsigned channel = 1);
    /// The same, and gc_WaitCall.
    LINEDEV open_waiting(unsigned board, unsigned channel = 1);

    /// "scheme:user@127.0.0.1:port" where that board listens.
    [[nodiscard]] std::string uri(LINEDEV line, int transport = ENUM_UDP, const std::string& host = "127.0.0.1");

    /// The next event of that line, which must be of that type and come within ten seconds.
    Seen expect(LINEDEV line, long type);
    /// The next event of that type, whatever comes before it.
    Seen await(LINEDEV line, long type);
    /// True when no event of that line waits.
    [[nodiscard]] static bool quiet(LINEDEV line);

    CRN make_call(LINEDEV line, const std::string& destination, GC_MAKECALL_BLK* block = nullptr, int timeout = 0);
    struct Pair {
        CRN caller, callee;
    };
    /// A call that is offered; with `answered` also connected on both sides.
    Pair offered(LINEDEV caller, LINEDEV callee, int transport = ENUM_UDP);
    Pair connected(LINEDEV caller, LINEDEV callee, int transport = ENUM_UDP);
    /// gc_DropCall by the first, then by the other, and both released.
    void finish(LINEDEV first, CRN first_call, LINEDEV other, CRN other_call);
    void drop_and_release(LINEDEV line, CRN crn);

    [[nodiscard]] static int state(CRN crn);
    [[nodiscard]] static std::string info(CRN crn, int id);

private:
    std::vector<IP_VIRTBOARD> boards_;
    std::vector<SIP_TLS_ENGINE> engines_;
    std::deque<std::string> names_; ///< of files, as engines point to them
    std::string authority_;
    std::array<char*, 1> authorities_{};
    bool started_ = false;
};

/// The directory with the certificates of a name, made by samples/certs/make_certs.sh on first use.
[[nodiscard]] std::string certificates_for(const std::string& name, const std::string& options = {});

} // namespace gc::test

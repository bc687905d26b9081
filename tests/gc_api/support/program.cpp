#include "gc_api/support/program.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>

namespace gc::test {
namespace {

constexpr long patience_ms = 10'000;

void copy_parameters(GC_PARM_BLK* block, Seen& seen)
{
    GC_PARM_DATA_EXT parm;
    INIT_GC_PARM_DATA_EXT(&parm);
    while (block && gc_util_next_parm_ex(block, &parm) == GC_SUCCESS) {
        std::string value{static_cast<const char*>(parm.pData), parm.data_size};
        if (!value.empty() && value.back() == '\0')
            value.pop_back();
        seen.parameters.emplace_back(parm.set_ID << 16 | parm.parm_ID, std::move(value));
    }
}

Seen current()
{
    METAEVENT event;
    WORKS(gc_GetMetaEvent(&event));
    Seen seen;
    seen.type = event.evttype;
    seen.line = event.linedev;
    seen.crn = event.crn;
    seen.user_attribute = event.usrattr;
    GC_INFO info;
    WORKS(gc_ResultInfo(&event, &info));
    seen.result = info.gcValue;
    seen.cause = info.ccValue;
    seen.text = info.additionalInfo;
    if (event.evttype == GCEV_EXTENSION || event.evttype == GCEV_EXTENSIONCMPLT) {
        auto* const extension = static_cast<EXTENSIONEVTBLK*>(event.extevtdatap);
        seen.extension = extension->ext_id;
        copy_parameters(&extension->parmblk, seen);
    } else if (event.evttype == GCEV_REQ_XFER) {
        const auto* const rerouting = static_cast<GC_REROUTING_INFO*>(event.extevtdatap);
        BOOST_TEST(std::string_view{rerouting->rerouting_num} == rerouting->rerouting_addrblkp->address);
        seen.target = rerouting->rerouting_num;
    } else if (event.evttype != GCEV_SETCONFIGDATA && event.evttype != GCEV_SETCONFIGDATA_FAIL &&
               event.evttype != GCEV_GETCONFIGDATA && event.evttype != GCEV_GETCONFIGDATA_FAIL) {
        copy_parameters(static_cast<GC_PARM_BLK*>(event.extevtdatap), seen);
    }
    return seen;
}

Seen next_of(LINEDEV line, long expected)
{
    long devices[] = {line};
    if (sr_waitevtEx(devices, 1, patience_ms, nullptr) == -1)
        BOOST_FAIL("no event came; expected " << GCEV_MSG(expected));
    return current();
}

} // namespace

std::string Seen::parameter(unsigned set, unsigned parm) const
{
    for (const auto& [key, value] : parameters)
        if (key == (static_cast<unsigned long>(set) << 16 | parm))
            return value;
    return {};
}

int Seen::number(unsigned set, unsigned parm) const
{
    const std::string value = parameter(set, parm);
    int number = 0; // a value ends where its last NUL is cut off
    std::memcpy(&number, value.data(), std::min(value.size(), sizeof number));
    return number;
}

bool Seen::has(unsigned set, unsigned parm) const
{
    for (const auto& [key, value] : parameters)
        if (key == (static_cast<unsigned long>(set) << 16 | parm))
            return true;
    return false;
}

Failure last_failure()
{
    GC_INFO info;
    gc_ErrorInfo(&info);
    return {info.gcValue, info.ccValue, info.additionalInfo};
}

void check_refused(int result, int expected, std::string_view words)
{
    BOOST_TEST_REQUIRE(result == GC_ERROR);
    const Failure failure = last_failure();
    BOOST_TEST(failure.gc == expected, failure.text);
    BOOST_TEST(failure.text.find(words) != std::string::npos, failure.text);
}

void check_worked(int result, std::string_view what)
{
    BOOST_REQUIRE_MESSAGE(result == GC_SUCCESS, what << ": " << last_failure().text);
}

Program::Program(unsigned boards) : boards_(boards), engines_(boards)
{
    for (IP_VIRTBOARD& board : boards_) {
        INIT_IP_VIRTBOARD(&board);
        board.localIP.u_ipaddr.ipv4 = inet_addr("127.0.0.1");
        board.sip_signaling_port = 0;
        board.E_SIP_tcpenabled = ENUM_Enabled;
        board.sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE;
    }
}

Program::~Program() { stop(); }

void Program::use_tls(const std::string& name)
{
    authority_ = certificates_for(name) + "/ca.pem";
    authorities_[0] = authority_.data();
    for (unsigned number = 1; number <= boards_.size(); ++number) {
        INIT_SIP_TLS_ENGINE(&engine(number));
        engine(number).sip_tls_port = 0;
        engine(number).ca_cert_number = 1;
        engine(number).ca_cert_filename = authorities_.data();
        board(number).sip_tls_engine = &engine(number);
        identify(number, name);
    }
}

void Program::identify(unsigned number, const std::string& name, const std::string& options)
{
    const std::string file = certificates_for(name, options) + '/' + name;
    engine(number).local_rsa_cert_filename = names_.emplace_back(file + ".pem").data();
    engine(number).local_rsa_private_key_filename = names_.emplace_back(file + ".key").data();
}

int Program::try_start()
{
    IPCCLIB_START_DATA data;
    INIT_IPCCLIB_START_DATA(&data, static_cast<unsigned char>(boards_.size()), boards_.data());
    data.max_parm_data_size = 1024;
    data.media_operational_mode = media_mode;
    CCLIB_START_STRUCT libraries[] = {{"GC_DM3CC_LIB", nullptr}, {"GC_H3R_LIB", &data}, {"GC_IPM_LIB", nullptr}};
    GC_START_STRUCT start = {3, libraries};
    const int result = gc_Start(&start);
    started_ = started_ || result == GC_SUCCESS;
    return result;
}

void Program::start() { WORKS(try_start()); }

void Program::stop()
{
    if (std::exchange(started_, false))
        BOOST_TEST(gc_Stop() == GC_SUCCESS);
}

LINEDEV Program::open(const std::string& name, void* attribute)
{
    LINEDEV line = 0;
    std::string text = name;
    WORKS(gc_OpenEx(&line, text.data(), EV_ASYNC, attribute));
    expect(line, GCEV_OPENEX);
    expect(line, GCEV_UNBLOCKED);
    return line;
}

LINEDEV Program::open_line(unsigned board, unsigned channel)
{
    return open(std::string{":P_SIP:N_iptB"} + std::to_string(board) + "T" + std::to_string(channel) + ":M_ipmB" +
                std::to_string(board) + "C" + std::to_string(channel));
}

LINEDEV Program::open_waiting(unsigned board, unsigned channel)
{
    const LINEDEV line = open_line(board, channel);
    WORKS(gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC));
    return line;
}

std::string Program::uri(LINEDEV line, int transport, const std::string& host)
{
    std::array<char, 64> address{};
    WORKS(gc_GetListenAddress(line, transport, address.data(), address.size()));
    const std::string text = address.data();
    const std::string port = text.substr(text.rfind(':'));
    const char* const suffix = transport == ENUM_TCP ? ";transport=tcp" : "";
    return (transport == ENUM_TLS ? "sips:bob@" : "sip:bob@") + host + port + suffix;
}

Seen Program::await(LINEDEV line, long type)
{
    for (;;)
        if (Seen seen = next_of(line, type); seen.type == type)
            return seen;
}

Seen Program::expect(LINEDEV line, long type)
{
    Seen seen = next_of(line, type);
    BOOST_REQUIRE_MESSAGE(seen.type == type,
                          "expected " << GCEV_MSG(type) << ", got " << GCEV_MSG(seen.type) << ": " << seen.text);
    BOOST_TEST(seen.line == line);
    return seen;
}

bool Program::quiet(LINEDEV line)
{
    long devices[] = {line};
    return sr_waitevtEx(devices, 1, 0, nullptr) == -1;
}

CRN Program::make_call(LINEDEV line, const std::string& destination, GC_MAKECALL_BLK* block, int timeout)
{
    CRN crn = 0;
    std::string number = destination;
    WORKS(gc_MakeCall(line, &crn, number.empty() ? nullptr : number.data(), block, timeout, EV_ASYNC));
    BOOST_TEST_REQUIRE(crn > 0);
    return crn;
}

Program::Pair Program::offered(LINEDEV caller, LINEDEV callee, int transport)
{
    const std::string host = transport == ENUM_TLS ? "localhost" : "127.0.0.1";
    const CRN crn = make_call(caller, uri(callee, transport, host));
    return {crn, expect(callee, GCEV_OFFERED).crn};
}

Program::Pair Program::connected(LINEDEV caller, LINEDEV callee, int transport)
{
    const Pair pair = offered(caller, callee, transport);
    WORKS(gc_AnswerCall(pair.callee, 0, EV_ASYNC));
    BOOST_TEST(expect(caller, GCEV_CONNECTED).crn == pair.caller);
    BOOST_TEST(expect(callee, GCEV_ANSWERED).crn == pair.callee);
    return pair;
}

void Program::drop_and_release(LINEDEV line, CRN crn)
{
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(expect(line, GCEV_DROPCALL).crn == crn);
    WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
    BOOST_TEST(expect(line, GCEV_RELEASECALL).crn == crn);
}

void Program::finish(LINEDEV first, CRN first_call, LINEDEV other, CRN other_call)
{
    drop_and_release(first, first_call);
    expect(other, GCEV_DISCONNECTED);
    drop_and_release(other, other_call);
}

int Program::state(CRN crn)
{
    int value = -1;
    WORKS(gc_GetCallState(crn, &value));
    return value;
}

std::string Program::info(CRN crn, int id)
{
    std::array<char, IP_SIP_CALLIDSIZE> value{};
    WORKS(gc_GetCallInfo(crn, id, value.data()));
    return value.data();
}

std::string certificates_for(const std::string& name, const std::string& options)
{
    static const std::string root = [] {
        std::string pattern = std::filesystem::temp_directory_path() / "trunkcall-test-XXXXXX";
        BOOST_REQUIRE(::mkdtemp(pattern.data()));
        static struct Cleaner {
            std::string path;
            ~Cleaner() { std::filesystem::remove_all(path); }
        } const cleaner{pattern};
        return pattern;
    }();
    static std::map<std::string, bool> made;
    if (!std::exchange(made[options + name], true)) {
        const std::string command = TRUNKCALL_MAKE_CERTS " " + root + ' ' + options + ' ' + name + " > /dev/null 2>&1";
        BOOST_REQUIRE_MESSAGE(std::system(command.c_str()) == 0, command);
    }
    return root;
}

} // namespace gc::test

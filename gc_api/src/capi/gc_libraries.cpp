#include "capi/access.hpp"
#include "errors/texts.hpp"
#include "gclib.h"
#include "runtime/runtime.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <string_view>

// Call control libraries.

using gc::Error;
using gc::Runtime;

namespace {

constexpr int first_library = GC_ICAPI_LIB_ID;

bool is_library(int id) { return id >= first_library && id < first_library + GC_TOTAL_CCLIBS; }

/// There is something behind its name.
bool does_something(int id) { return id == GC_H3R_LIB_ID; }

int state_of(int id) { return Runtime::instance().library_state(id); }

Error find_library(const char* name, int& id)
{
    if (!name)
        return gc::null_argument("library name");
    const std::string_view wanted{name, ::strnlen(name, GC_MAX_CCLIBNAME_LEN)};
    for (id = first_library; is_library(id); ++id)
        if (wanted == gc::library_name(id))
            return {};
    return {EGC_INVPARM, IPERR_BAD_PARAM, "library name: there is no library " + std::string{wanted}};
}

/// The names as programs may keep them.
char** names()
{
    using Name = std::array<char, GC_MAX_CCLIBNAME_LEN>;
    static std::array<Name, GC_TOTAL_CCLIBS> texts;
    static const auto pointers = [] {
        std::array<char*, GC_TOTAL_CCLIBS> all{};
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string_view name = gc::library_name(first_library + static_cast<int>(i));
            name.copy(texts[i].data(), texts[i].size() - 1);
            all[i] = texts[i].data();
        }
        return all;
    }();
    return const_cast<char**>(pointers.data());
}

/// The names of the libraries in a state: constant, as long as nobody starts or stops.
void list(int state, int& count, char**& out)
{
    thread_local std::array<std::array<char*, GC_TOTAL_CCLIBS + 1>, 4> lists; // a state is one of four bits
    auto& place = lists[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(state)))];
    count = 0;
    for (int id = first_library; is_library(id); ++id) {
        const int has = state_of(id);
        const int shown = has == GC_CCLIB_AVAILABLE && !does_something(id) ? GC_CCLIB_STUB : has;
        if (shown == state)
            place[static_cast<std::size_t>(count++)] = names()[id - first_library];
    }
    place[static_cast<std::size_t>(count)] = nullptr;
    out = place.data();
}

void write_all(GC_CCLIB_STATUSALL& out)
{
    out = {};
    for (int i = 0; i < GC_TOTAL_CCLIBS; ++i) {
        std::memcpy(out.cclib_state[i].name, names()[i], GC_MAX_CCLIBNAME_LEN);
        out.cclib_state[i].state = state_of(first_library + i);
    }
}

} // namespace

extern "C" int gc_CCLibIDToName(int cclibid, char** lib_name)
{
    return gc::guarded([&]() -> Error {
        if (!lib_name)
            return gc::null_argument("lib_name");
        if (!is_library(cclibid))
            return {EGC_INVPARM, IPERR_BAD_PARAM, "cclibid: there is no library " + std::to_string(cclibid)};
        *lib_name = names()[cclibid - first_library];
        return {};
    });
}

extern "C" int gc_CCLibNameToID(const char* lib_name, int* cclibidp)
{
    return gc::guarded([&]() -> Error {
        if (!cclibidp)
            return gc::null_argument("cclibidp");
        int id = 0;
        if (Error error = find_library(lib_name, id))
            return error;
        *cclibidp = id;
        return {};
    });
}

extern "C" int gc_CCLibStatusEx(const char* cclib_name, void* cclib_infop)
{
    return gc::guarded([&]() -> Error {
        if (!cclib_infop)
            return gc::null_argument("cclib_infop");
        if (!cclib_name || std::string_view{cclib_name} == "GC_ALL_LIB") { // GC_ALL_LIB as a name is NULL
            write_all(*static_cast<GC_CCLIB_STATUSALL*>(cclib_infop));
            return {};
        }
        int id = 0;
        if (Error error = find_library(cclib_name, id))
            return error;
        *static_cast<int*>(cclib_infop) = state_of(id);
        return {};
    });
}

extern "C" int gc_CCLibStatus(const char* cclib_name, int* cclib_infop)
{
    return gc::guarded([&]() -> Error {
        if (!cclib_infop)
            return gc::null_argument("cclib_infop");
        int id = 0;
        if (Error error = find_library(cclib_name, id))
            return error;
        *cclib_infop = state_of(id);
        return {};
    });
}

extern "C" int gc_CCLibStatusAll(GC_CCLIB_STATUS* cclib_infop)
{
    return gc::guarded([&]() -> Error {
        if (!cclib_infop)
            return gc::null_argument("cclib_infop");
        *cclib_infop = {};
        list(GC_CCLIB_AVAILABLE, cclib_infop->num_avllibraries, cclib_infop->avllibraries);
        list(GC_CCLIB_CONFIGURED, cclib_infop->num_configuredlibraries, cclib_infop->configuredlibraries);
        list(GC_CCLIB_FAILED, cclib_infop->num_failedlibraries, cclib_infop->failedlibraries);
        list(GC_CCLIB_STUB, cclib_infop->num_stublibraries, cclib_infop->stublibraries);
        return {};
    });
}

extern "C" int gc_LinedevToCCLIBID(LINEDEV linedev, int* cclibid)
{
    return gc::guarded([&]() -> Error {
        if (!cclibid)
            return gc::null_argument("cclibid");
        std::shared_ptr<gc::Device> device;
        if (Error error = gc::find_opened(linedev, device))
            return error;
        *cclibid = device->kind() == gc::DeviceKind::media_board ? GC_IPM_LIB_ID : GC_H3R_LIB_ID;
        return {};
    });
}

extern "C" int gc_GetVer(LINEDEV linedev, unsigned int* releasenump, unsigned int* intnump, long component)
{
    return gc::guarded([&]() -> Error {
        if (!releasenump || !intnump)
            return gc::null_argument(releasenump ? "intnump" : "releasenump");
        std::shared_ptr<gc::Device> device;
        if (Error error = gc::find_opened(linedev, device))
            return error;
        if (component != GCGV_LIB)
            return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "component: GCGV_LIB alone has a version"};
        *releasenump = TRUNKCALL_VERSION_MAJOR << 16 | TRUNKCALL_VERSION_MINOR;
        *intnump = TRUNKCALL_VERSION_PATCH;
        return {};
    });
}

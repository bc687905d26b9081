#include "capi/access.hpp"
#include "gclib.h"
#include "runtime/board_device.hpp"
#include "runtime/lan_alarm.hpp"
#include "runtime/runtime.hpp"

#include <cstring>

// Line devices.

using gc::CallControl;
using gc::DeviceKind;
using gc::DeviceName;
using gc::Error;
using gc::Line;
using gc::Runtime;

namespace {

constexpr std::size_t longest_name = 512;

/// What gc_OpenEx was asked to do.
struct Opening {
    std::string name;
    DeviceName parsed;
    void* attribute;
    bool sync;
    LINEDEV* linedevp;
};

/// The board of that number, or why there is none.
Error find_board_by_number(unsigned number, std::shared_ptr<gc::Board>& board)
{
    Runtime& runtime = Runtime::instance();
    board = runtime.board(number);
    if (board)
        return {};
    return {EGC_INVDEVNAME, IPERR_UNAVAILABLE,
            "board " + std::to_string(number) + " does not exist: gc_Start started " +
                std::to_string(runtime.board_count())};
}

/// Gives the line the media and voice devices that its name names.
Error attach_resources(Line& line, long handle, const DeviceName& name)
{
    Runtime& runtime = Runtime::instance();
    for (const std::string& resource : {name.media, name.voice})
        if (const auto open = runtime.find_resource(resource); open && open->line() != 0)
            return {EGC_INVDEVNAME, IPERR_CHANNEL_ACTIVE, resource + " is attached to another line already"};
    if (!name.media.empty())
        line.media = runtime.open_resource(DeviceKind::media, name.media);
    if (!name.voice.empty())
        line.voice = runtime.open_resource(DeviceKind::voice, name.voice);
    for (auto* const resource : {&line.media, &line.voice})
        if (*resource && !(*resource)->attach_to(handle)) // somebody was quicker
            resource->reset();
    return {};
}

Error open_line(Opening& opening, const std::shared_ptr<gc::Board>& board)
{
    const auto line = std::make_shared<Line>(board, std::move(opening.name), opening.parsed, opening.attribute);
    const sip::Entered in{board->monitor()};
    if (Error error = board->calls().add(line))
        return error;
    const long handle = Runtime::instance().handles().open(line);
    if (Error error = attach_resources(*line, handle, opening.parsed)) {
        board->calls().remove(*line);
        Runtime::instance().handles().close(handle);
        return error;
    }
    *opening.linedevp = handle; // before any event of the device
    board->calls().opened(*line, opening.sync);
    return {};
}

void post(const gc::Device& device, long type)
{
    Runtime::instance().events().post(gc::gc_event(device.handle(), 0, type, device.user_attribute));
}

Error open_board(Opening& opening, const std::shared_ptr<gc::Board>& board)
{
    std::shared_ptr<gc::BoardDevice> signaling;
    std::shared_ptr<gc::Device> device;
    if (opening.parsed.kind == DeviceName::Kind::board)
        device = signaling = std::make_shared<gc::BoardDevice>(board, std::move(opening.name), opening.attribute);
    else
        device = std::make_shared<gc::Device>(DeviceKind::media_board, std::move(opening.name), opening.attribute);
    *opening.linedevp = Runtime::instance().handles().open(device);
    if (!opening.sync)
        post(*device, GCEV_OPENEX);
    {
        const sip::Entered in{board->monitor()};
        if (!signaling || board->network_is_up())
            post(*device, GCEV_UNBLOCKED);
        else
            gc::begin_without_network(Runtime::instance().services(), *device);
        if (signaling)
            board->messages().devices_changed();
    }
    if (signaling && board->tls())
        board->tls()->greet(*signaling);
    return {};
}

Error open_device(Opening& opening)
{
    auto result = gc::parse_device_name(opening.name);
    if (auto* error = std::get_if<gc::DeviceNameError>(&result))
        return {EGC_INVDEVNAME, IPERR_BAD_PARAM, std::move(error->text)};
    opening.parsed = std::get<DeviceName>(std::move(result));
    if (opening.parsed.protocol == gc::LineProtocol::h323 && opening.parsed.kind == DeviceName::Kind::line)
        return {EGC_INVPROTOCOL, IPERR_UNSUPPORTED, "device name: field P_: H323 is not supported"};
    std::shared_ptr<gc::Board> board;
    if (Error error = find_board_by_number(opening.parsed.board, board))
        return error;
    return opening.parsed.kind == DeviceName::Kind::line ? open_line(opening, board) : open_board(opening, board);
}

} // namespace

extern "C" int gc_OpenEx(LINEDEV* linedevp, const char* devicename, int mode, void* usrattr)
{
    return gc::guarded([&]() -> Error {
        if (!linedevp)
            return gc::null_argument("linedevp");
        if (!devicename)
            return gc::null_argument("devicename");
        CallControl::Waiter waiter;
        if (Error error = gc::waiter_for(static_cast<unsigned long>(mode), waiter))
            return error;
        if (!Runtime::instance().started())
            return gc::not_started();
        Opening opening{{devicename, ::strnlen(devicename, longest_name)}, {}, usrattr, mode == EV_SYNC, linedevp};
        return open_device(opening);
    });
}

extern "C" int gc_Close(LINEDEV linedev)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<gc::Device> device;
        if (Error error = gc::find_opened(linedev, device))
            return error;
        if (device->kind() == DeviceKind::line)
            Runtime::instance().close(static_cast<Line&>(*device));
        else
            Runtime::instance().close(*device);
        if (device->kind() == DeviceKind::board) {
            const auto& board = static_cast<const gc::BoardDevice&>(*device).board;
            const sip::Entered in{board->monitor()};
            board->messages().devices_changed();
        }
        return {};
    });
}

extern "C" int gc_ResetLineDev(LINEDEV linedev, unsigned long mode)
{
    return gc::line_operation(linedev, mode, [](CallControl& calls, Line& line, CallControl::Waiter waiter) {
        return calls.reset(line, std::move(waiter));
    });
}

extern "C" int gc_SetUsrAttr(LINEDEV linedev, void* usr_attr)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<gc::Device> device;
        if (Error error = gc::find_opened(linedev, device))
            return error;
        device->user_attribute = usr_attr;
        return {};
    });
}

extern "C" int gc_GetUsrAttr(LINEDEV linedev, void** usr_attrp)
{
    return gc::guarded([&]() -> Error {
        if (!usr_attrp)
            return gc::null_argument("usr_attrp");
        std::shared_ptr<gc::Device> device;
        if (Error error = gc::find_opened(linedev, device))
            return error;
        *usr_attrp = device->user_attribute;
        return {};
    });
}

namespace {

/// The law of the first G.711 that its calls offer.
unsigned char law_of(const gc::Device& device)
{
    const auto* const line = device.kind() == DeviceKind::line ? static_cast<const Line*>(&device) : nullptr;
    if (!line && device.kind() != DeviceKind::board)
        return CT_BEULAW;
    gc::Board& board = line ? *line->board : *static_cast<const gc::BoardDevice&>(device).board;
    const sip::Entered in{board.monitor()};
    for (const auto& codec : board.calls().usual_media(line).codecs)
        if (codec.name == "PCMA" || codec.name == "PCMU")
            return codec.name == "PCMA" ? CT_BEALAW : CT_BEULAW;
    return CT_BEULAW;
}

} // namespace

extern "C" int gc_GetCTInfo(LINEDEV linedev, CT_DEVINFO* ct_devinfop)
{
    return gc::guarded([&]() -> Error {
        if (!ct_devinfop)
            return gc::null_argument("ct_devinfop");
        std::shared_ptr<gc::Device> device;
        if (Error error = gc::find_opened(linedev, device))
            return error;
        *ct_devinfop = {};
        ct_devinfop->ct_devfamily = CT_DFHMPDM3;
        ct_devinfop->ct_devmode = device->kind() == DeviceKind::media_board ? CT_DMRESOURCE : CT_DMNETWORK;
        ct_devinfop->ct_nettype = device->kind() == DeviceKind::media_board ? CT_NTNONE : CT_NTIPT;
        ct_devinfop->ct_busmode = CT_BMH100;
        ct_devinfop->ct_busencoding = law_of(*device);
        return {};
    });
}

extern "C" int gc_GetLineDev(LINEDEV* linedevp, METAEVENT* metaeventp)
{
    if (!linedevp || !metaeventp)
        return gc::fail(gc::null_argument(linedevp ? "metaeventp" : "linedevp"));
    if (metaeventp->magicno != GC_METAEVENT_MAGICNO)
        return gc::fail({EGC_INVMETAEVENT, IPERR_BAD_PARAM, "the METAEVENT was not filled by gc_GetMetaEvent"});
    *linedevp = metaeventp->linedev;
    return GC_SUCCESS;
}

extern "C" int gc_GetListenAddress(LINEDEV linedev, int transport, char* address, unsigned int size)
{
    return gc::guarded([&]() -> Error {
        if (!address || size == 0)
            return gc::null_argument("address");
        std::shared_ptr<gc::Board> board;
        if (Error error = gc::find_board(linedev, board))
            return error;
        if (transport < 0 || transport > 2)
            return {EGC_INVPARM, IPERR_BAD_PARAM, "transport: expected ENUM_UDP, ENUM_TCP or ENUM_TLS"};
        const sip::Address& listens = board->listens_at(static_cast<sip::TransportKind>(transport));
        const std::string text = listens.port == 0 ? std::string{} : listens.to_string();
        if (text.empty())
            return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE, "the board does not listen by this transport"};
        if (text.size() >= size)
            return {EGC_INVPARM, IPERR_BAD_PARAM, "size: " + std::to_string(text.size() + 1) + " bytes are needed"};
        std::memcpy(address, text.c_str(), text.size() + 1);
        return {};
    });
}

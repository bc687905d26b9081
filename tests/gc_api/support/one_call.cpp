#include "gc_api/support/one_call.hpp"

namespace gc::test {

using enum CallState;

int OneCall::run(Operation operation) const
{
    switch (operation) {
    case Operation::wait_call: return gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC);
    case Operation::make_call: {
        CRN made = 0;
        return gc_MakeCall(line, &made, "sip:nobody@127.0.0.1:9", nullptr, 0, EV_ASYNC);
    }
    case Operation::call_ack: return gc_CallAck(crn, nullptr, EV_ASYNC);
    case Operation::accept_call: return gc_AcceptCall(crn, 0, EV_ASYNC);
    case Operation::answer_call: return gc_AnswerCall(crn, 0, EV_ASYNC);
    case Operation::drop_call: return gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC);
    case Operation::release_call: return gc_ReleaseCallEx(crn, EV_ASYNC);
    case Operation::reset_line: return gc_ResetLineDev(line, EV_ASYNC);
    case Operation::request_modify:
    case Operation::cancel_modify: return gc_ReqModifyCall(crn, nullptr, EV_ASYNC);
    case Operation::accept_modify: return gc_AcceptModifyCall(crn, nullptr, EV_ASYNC);
    case Operation::reject_modify: return gc_RejectModifyCall(crn, 0, EV_ASYNC);
    case Operation::init_transfer: return gc_InitXfer(crn, nullptr, nullptr, EV_ASYNC);
    case Operation::invoke_transfer: return gc_InvokeXfer(crn, 0, "sip:nobody@127.0.0.1:9", nullptr, 0, EV_ASYNC);
    case Operation::accept_transfer: return gc_AcceptXfer(crn, nullptr, EV_ASYNC);
    case Operation::reject_transfer: return gc_RejectXfer(crn, 0, nullptr, EV_ASYNC);
    case Operation::sip_ack: return gc_SipAck(crn, nullptr, EV_ASYNC);
    }
    return GC_SUCCESS;
}

int OneCall::cancel_change() const
{
    GC_PARM_BLKP block = nullptr;
    WORKS(gc_util_insert_parm_val(&block, IPSET_MSG_SIP, IPPARM_SIP_METHOD, sizeof(int), IP_MSGTYPE_SIP_CANCEL));
    const int result = gc_ReqModifyCall(crn, block, EV_ASYNC);
    gc_util_delete_parm_blk(block);
    return result;
}

std::vector<long> OneCall::events()
{
    phone.settle();
    std::vector<long> types;
    long devices[] = {line};
    while (sr_waitevtEx(devices, 1, 0, nullptr) != -1) {
        METAEVENT event;
        WORKS(gc_GetMetaEvent(&event));
        types.push_back(event.evttype);
        if (event.evttype == GCEV_OFFERED)
            crn = event.crn;
    }
    return types;
}

std::vector<long> OneCall::all_events()
{
    std::vector<long> types = events();
    for (int i = 0; i < 2; ++i)
        for (const long type : events())
            types.push_back(type);
    return types;
}

CallState OneCall::state() const
{
    int value = 0;
    if (crn == 0 || gc_GetCallState(crn, &value) != GC_SUCCESS)
        return null;
    for (int i = 0; i < static_cast<int>(gc::call_state_count); ++i)
        if (gc::gcst(static_cast<CallState>(i)) == value)
            return static_cast<CallState>(i);
    BOOST_FAIL("no such state: " << value);
    return null;
}

void OneCall::reach(const Condition& wanted)
{
    phone.deaf = wanted.pending == Pending::drop; // or the drop would be over at once
    wanted.inbound ? reach_inbound(wanted) : reach_outbound(wanted);
    (void)events();
    BOOST_TEST_REQUIRE((state() == wanted.state), wanted << " was not reached: " << gc::name_of(state()));
}

void OneCall::reach_inbound(const Condition& wanted)
{
    WORKS(gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC));
    if (wanted.state == null)
        return;
    phone.invite();
    (void)events();
    if (wanted.state == call_routing)
        return operate(Operation::call_ack);
    if (wanted.state == accepted || wanted.state == connected)
        operate(Operation::accept_call);
    if (wanted.pending == Pending::answer || wanted.state == connected) {
        operate(Operation::answer_call);
        (void)events();
    }
    if (wanted.state == connected) {
        phone.acknowledge();
        (void)events();
    }
    if (wanted.state == disconnected)
        phone.cancel();
    if (wanted.state == idle || wanted.pending == Pending::drop) {
        operate(Operation::drop_call);
        (void)all_events();
    }
}

void OneCall::reach_outbound(const Condition& wanted)
{
    WORKS(gc_MakeCall(line, &crn, phone.uri().c_str(), nullptr, 0, EV_ASYNC));
    phone.await_invite();
    if (wanted.state == proceeding)
        return phone.respond(100);
    if (wanted.state == alerting || wanted.state == connected)
        phone.respond(180);
    if (wanted.state == connected)
        phone.respond(200);
    if (wanted.state == disconnected || wanted.state == idle)
        phone.respond(486);
    if (wanted.state == idle || wanted.pending == Pending::drop) {
        (void)events();
        operate(Operation::drop_call);
    }
}

void OneCall::clear()
{
    phone.deaf = false;
    WORKS(gc_ResetLineDev(line, EV_SYNC));
    (void)all_events();
}

std::string names(const std::vector<long>& types)
{
    std::string text;
    for (const long type : types)
        text += std::string{text.empty() ? "" : ", "} + GCEV_MSG(type);
    return text.empty() ? "nothing" : text;
}

} // namespace gc::test

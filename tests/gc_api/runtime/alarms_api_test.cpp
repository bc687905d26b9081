#include "gc_api/support/program.hpp"
#include "gcipmlib.h"

#include <boost/test/unit_test.hpp>

using gc::test::check_refused;
using gc::test::Program;

namespace {

struct Devices : Program {
    Devices()
    {
        start();
        line = open_line(1);
        board = open(":N_iptB1:P_IP");
        WORKS(gc_GetResourceH(line, &media, GC_MEDIADEVICE));
    }
    LINEDEV line = 0, board = 0;
    int media = 0;
};

int configured(LINEDEV device, long alarm, int type)
{
    ALARM_LIST list{};
    list.n_alarms = 1;
    list.alarm_fields[0].alarm_number = alarm;
    WORKS(gc_GetAlarmConfiguration(device, ALARM_SOURCE_ID_NETWORK_ID, &list, type));
    return list.alarm_fields[0].alarm_data.intvalue;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(alarms, Devices)

BOOST_AUTO_TEST_CASE(each_device_has_a_source_with_a_number_and_a_name)
{
    for (const auto& [device, source] :
         {std::pair<LINEDEV, unsigned long>{line, IPCCLIBAsoId}, {board, IPCCLIBAsoId}, {media, ALARM_SOURCE_ID_IPM}}) {
        unsigned long id = 0, same = 0;
        char* name = nullptr;
        WORKS(gc_GetAlarmSourceObjectNetworkID(device, &id));
        BOOST_TEST(id == source);
        WORKS(gc_AlarmSourceObjectIDToName(id, &name));
        WORKS(gc_AlarmSourceObjectNameToID(name, &same));
        BOOST_TEST(same == id);
        ALARM_SOURCE_OBJECT_LIST list;
        WORKS(gc_GetAlarmSourceObjectList(device, ALARM_ASO_BY_NAME, &list));
        BOOST_TEST_REQUIRE(list.n_asos == 1);
        BOOST_TEST(list.aso_fields[0].aso_data.paddress == name);
        WORKS(gc_GetAlarmSourceObjectList(device, ALARM_ASO_BY_ID, &list));
        BOOST_TEST(list.aso_fields[0].aso_data.ulongvalue == id);
    }
    char* name = nullptr;
    WORKS(gc_AlarmSourceObjectIDToName(IPCCLIBAsoId, &name));
    BOOST_TEST(std::string{name} == "IPCCLIBAsoId");
    WORKS(gc_AlarmNumberToName(IPCCLIBAsoId, TYPE_LAN_DISCONNECT, &name));
    BOOST_TEST(std::string{name} == "LAN disconnected");
    WORKS(gc_AlarmNumberToName(IPCCLIBAsoId, TYPE_LAN_DISCONNECT + 0x10, &name));
    BOOST_TEST(std::string{name} == "LAN connected");
}

BOOST_AUTO_TEST_CASE(alarms_are_configured_one_by_one_or_all_at_once)
{
    BOOST_TEST(configured(board, TYPE_LAN_DISCONNECT, ALARM_CONFIG_NOTIFY) == ALARM_NONOTIFY);
    BOOST_TEST(configured(board, TYPE_LAN_DISCONNECT, ALARM_CONFIG_BLOCKING) == 1);
    BOOST_TEST(configured(board, TYPE_LAN_DISCONNECT, ALARM_CONFIG_STATUS) == 0);
    WORKS(gc_SetAlarmNotifyAll(board, ALARM_SOURCE_ID_NETWORK_ID, ALARM_NOTIFY));
    WORKS(gc_SetAlarmNotifyAll(media, ALARM_SOURCE_ID_NETWORK_ID, ALARM_NOTIFY)); // as programs do
    BOOST_TEST(configured(board, TYPE_LAN_CONNECT, ALARM_CONFIG_NOTIFY) == ALARM_NOTIFY);
    BOOST_TEST(configured(line, TYPE_LAN_CONNECT, ALARM_CONFIG_NOTIFY) == ALARM_NONOTIFY); // of another device

    ALARM_LIST list{};
    list.n_alarms = 1;
    list.alarm_fields[0].alarm_number = TYPE_LAN_DISCONNECT;
    list.alarm_fields[0].alarm_data.intvalue = 0;
    WORKS(gc_SetAlarmConfiguration(board, IPCCLIBAsoId, &list, ALARM_CONFIG_BLOCKING));
    BOOST_TEST(configured(board, TYPE_LAN_DISCONNECT, ALARM_CONFIG_BLOCKING) == 0);
    BOOST_TEST(configured(board, TYPE_LAN_DISCONNECT, ALARM_CONFIG_NOTIFY) == ALARM_NOTIFY);

    ALARM_LIST all{};
    WORKS(gc_GetAlarmConfiguration(media, ALARM_SOURCE_ID_IPM, &all, ALARM_CONFIG_NOTIFY));
    BOOST_TEST(all.n_alarms == 4);

    int flow = 0;
    WORKS(gc_GetAlarmFlow(IPCCLIBAsoId, &flow));
    BOOST_TEST(flow == ALARM_FLOW_ALWAYS);
    WORKS(gc_SetAlarmFlow(IPCCLIBAsoId, ALARM_FLOW_FIRST_AND_LAST));
    WORKS(gc_GetAlarmFlow(IPCCLIBAsoId, &flow));
    BOOST_TEST(flow == ALARM_FLOW_FIRST_AND_LAST);
    stop();
    WORKS(gc_GetAlarmFlow(IPCCLIBAsoId, &flow));
    BOOST_TEST(flow == ALARM_FLOW_ALWAYS);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_and_nothing_changes)
{
    ALARM_LIST list{};
    list.n_alarms = 2;
    list.alarm_fields[0] = {TYPE_LAN_DISCONNECT, {}, {}};
    list.alarm_fields[0].alarm_data.intvalue = 1;
    list.alarm_fields[1].alarm_number = 4711;
    check_refused(gc_SetAlarmConfiguration(board, IPCCLIBAsoId, &list, ALARM_CONFIG_NOTIFY), EGC_INVPARM, "4711");
    BOOST_TEST(configured(board, TYPE_LAN_DISCONNECT, ALARM_CONFIG_NOTIFY) == ALARM_NONOTIFY);
    check_refused(gc_SetAlarmConfiguration(board, IPCCLIBAsoId, &list, ALARM_CONFIG_STATUS), EGC_INVPARM,
                  "alarm_config_type");
    list.n_alarms = 1;
    list.alarm_fields[0].alarm_data.intvalue = 9;
    check_refused(gc_SetAlarmConfiguration(board, IPCCLIBAsoId, &list, ALARM_CONFIG_NOTIFY), EGC_INVPARM, "got 9");
    for (const int count : {-1, MAX_NUMBER_OF_ALARMS + 1, 0x7fffffff}) {
        list.n_alarms = count;
        check_refused(gc_SetAlarmConfiguration(board, IPCCLIBAsoId, &list, ALARM_CONFIG_NOTIFY), EGC_INVPARM,
                      "n_alarms");
        check_refused(gc_GetAlarmConfiguration(board, IPCCLIBAsoId, &list, ALARM_CONFIG_NOTIFY), EGC_INVPARM,
                      "n_alarms");
    }
    check_refused(gc_SetAlarmConfiguration(board, IPCCLIBAsoId, nullptr, ALARM_CONFIG_NOTIFY), EGC_INVPARM);
    check_refused(gc_SetAlarmNotifyAll(board, ALARM_SOURCE_ID_DM3_E1, ALARM_NOTIFY), EGC_INVPARM, "IPCCLIBAsoId");
    check_refused(gc_SetAlarmNotifyAll(board, IPCCLIBAsoId, 2), EGC_INVPARM, "value");
    check_refused(gc_SetAlarmNotifyAll(4711, IPCCLIBAsoId, ALARM_NOTIFY), EGC_INVLINEDEV);
    check_refused(gc_SetAlarmFlow(99, ALARM_FLOW_ALWAYS), EGC_INVPARM, "99");
    check_refused(gc_SetAlarmFlow(IPCCLIBAsoId, 0), EGC_INVPARM, "flow");
    check_refused(gc_GetAlarmFlow(IPCCLIBAsoId, nullptr), EGC_INVPARM, "flow");
    char* name = nullptr;
    check_refused(gc_AlarmNumberToName(IPCCLIBAsoId, 4711, &name), EGC_INVPARM, "4711");
    check_refused(gc_AlarmSourceObjectIDToName(99, &name), EGC_INVPARM);
    unsigned long id = 0;
    check_refused(gc_AlarmSourceObjectNameToID("nothing", &id), EGC_INVPARM);
    check_refused(gc_GetAlarmSourceObjectList(board, 7, nullptr), EGC_INVPARM);
}

BOOST_AUTO_TEST_CASE(what_ip_does_not_have_says_so_after_a_look_at_the_handle)
{
    ALARM_PARM_LIST parms{};
    ALARM_LIST list{};
    check_refused(gc_SetAlarmParm(media, ALARM_SOURCE_ID_NETWORK_ID, ParmSetID_qosthreshold_alarm, &parms, EV_SYNC),
                  EGC_UNSUPPORTED, "not watched yet");
    check_refused(gc_GetAlarmParm(board, IPCCLIBAsoId, ParmSetID_qosthreshold_alarm, &parms, EV_SYNC), EGC_INVPARM,
                  "no parameters");
    check_refused(gc_TransmitAlarms(line, IPCCLIBAsoId, &list, EV_ASYNC), EGC_UNSUPPORTED, "gc_TransmitAlarms");
    check_refused(gc_StopTransmitAlarms(4711, IPCCLIBAsoId, &list, EV_ASYNC), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_no_alarm_has_none)
{
    WORKS(gc_ResetLineDev(line, EV_ASYNC));
    expect(line, GCEV_RESETLINEDEV);
    METAEVENT event;
    WORKS(gc_GetMetaEvent(&event));
    char* name = nullptr;
    long number = 0;
    unsigned long id = 0;
    check_refused(gc_AlarmName(&event, &name), EGC_INVMETAEVENT, "no GCEV_ALARM");
    check_refused(gc_AlarmNumber(&event, &number), EGC_INVMETAEVENT);
    check_refused(gc_AlarmSourceObjectID(&event, &id), EGC_INVMETAEVENT);
    check_refused(gc_AlarmSourceObjectName(&event, &name), EGC_INVMETAEVENT);
    check_refused(gc_AlarmNumber(nullptr, &number), EGC_INVPARM, "metaeventp");
    check_refused(gc_AlarmNumber(&event, nullptr), EGC_INVPARM, "alarm_number");
}

BOOST_AUTO_TEST_SUITE_END()

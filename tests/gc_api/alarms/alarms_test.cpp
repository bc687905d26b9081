#include "alarms/alarms.hpp"

#include "gc_alarms.h"

#include <boost/test/unit_test.hpp>

using gc::AlarmOutcome;
using gc::Alarms;
using gc::find_alarm_source;

namespace {

constexpr long device = 5;

const gc::AlarmSource& board() { return *find_alarm_source(IPCCLIBAsoId); }
const gc::AlarmSource& media() { return *find_alarm_source(ALARM_SOURCE_ID_IPM); }

AlarmOutcome down(Alarms& alarms) { return alarms.raise(device, board(), TYPE_LAN_DISCONNECT); }
AlarmOutcome up(Alarms& alarms) { return alarms.raise(device, board(), TYPE_LAN_CONNECT); }

void notify_all(Alarms& alarms, const gc::AlarmSource& source)
{
    for (const auto& alarm : source.alarms)
        alarms.set(device, source, alarm.number, {.notify = true});
}

} // namespace

BOOST_AUTO_TEST_SUITE(alarms)

BOOST_AUTO_TEST_CASE(an_alarm_blocks_and_its_end_unblocks_but_nobody_is_told_who_did_not_ask)
{
    Alarms alarms;
    const AlarmOutcome first = down(alarms);
    BOOST_TEST(first.blocks);
    BOOST_TEST(!first.told);
    BOOST_TEST(alarms.state(device, board(), TYPE_LAN_DISCONNECT).on);
    BOOST_TEST(!down(alarms).blocks); // it is
    BOOST_TEST(up(alarms).unblocks);
    BOOST_TEST(!up(alarms).unblocks);
    BOOST_TEST(!alarms.state(device, board(), TYPE_LAN_DISCONNECT).on);
}

BOOST_AUTO_TEST_CASE(who_asked_is_told_of_each_as_it_asked)
{
    Alarms alarms;
    alarms.set(device, board(), TYPE_LAN_DISCONNECT, {.notify = true, .blocking = false});
    const AlarmOutcome told = down(alarms);
    BOOST_TEST(told.told);
    BOOST_TEST(!told.blocks);
    BOOST_TEST(!up(alarms).told); // of this one it was not asked
    alarms.forget(device);
    BOOST_TEST(!down(alarms).told);
}

BOOST_AUTO_TEST_CASE(the_flow_lets_all_through_or_only_the_first_and_the_last)
{
    struct Row {
        int flow;
        bool blocking;
        bool first, second, last;
    };
    for (const Row& row :
         {Row{ALARM_FLOW_ALWAYS, true, true, true, true}, Row{ALARM_FLOW_ALWAYS, false, true, true, true},
          Row{ALARM_FLOW_ALWAYS_BLOCKING, true, true, true, true},
          Row{ALARM_FLOW_ALWAYS_BLOCKING, false, false, false, false},
          Row{ALARM_FLOW_FIRST_AND_LAST, false, true, false, true},
          Row{ALARM_FLOW_FIRST_AND_LAST_BLOCKING, true, true, false, true},
          Row{ALARM_FLOW_FIRST_AND_LAST_BLOCKING, false, false, false, false}}) {
        Alarms alarms;
        for (const long number : {long{TYPE_LAN_DISCONNECT}, long{TYPE_LAN_CONNECT}})
            alarms.set(device, board(), number, {.notify = true, .blocking = row.blocking});
        alarms.set_flow(board(), row.flow);
        BOOST_TEST(alarms.flow(board()) == row.flow);
        BOOST_TEST(down(alarms).told == row.first, row.flow);
        BOOST_TEST(down(alarms).told == row.second, row.flow);
        BOOST_TEST(up(alarms).told == row.last, row.flow);
    }
}

BOOST_AUTO_TEST_CASE(several_alarms_of_a_source_block_until_the_last_is_over)
{
    Alarms alarms;
    notify_all(alarms, media());
    alarms.set_flow(media(), ALARM_FLOW_FIRST_AND_LAST);
    BOOST_TEST(alarms.raise(device, media(), media().alarms[0].number).told);
    BOOST_TEST(!alarms.raise(device, media(), media().alarms[1].number).told);
    BOOST_TEST(!alarms.raise(device, media(), media().alarms[1].number).blocks);
}

BOOST_AUTO_TEST_CASE(sources_have_names_and_numbers)
{
    for (unsigned long id = ALARM_SOURCE_ID_NETWORK_ID; id <= ALARM_SOURCE_ID_IPM; ++id) {
        BOOST_TEST_REQUIRE(find_alarm_source(id));
        BOOST_TEST(find_alarm_source(std::string_view{find_alarm_source(id)->name})->id == id);
    }
    BOOST_TEST(!find_alarm_source(99UL));
    BOOST_TEST(!find_alarm_source(std::string_view{"nothing"}));
    BOOST_TEST(TYPE_LAN_CONNECT == TYPE_LAN_DISCONNECT + 0x10);
    BOOST_TEST(!board().find(4711));
}

BOOST_AUTO_TEST_SUITE_END()

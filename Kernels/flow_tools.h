// Tools of a flow simulation: work, set-ups, failures, maintenance.
#ifndef MR_FLOW_TOOLS_H
#define MR_FLOW_TOOLS_H
#include "flow_queues.h"

MR_INLINE void mr_expect(mr_flow *flow, int tool, int event, int time) {
    MR_TOOL(tool, MR_FTW_EVENT) = event;
    mr_set_event(flow, mr_tool_slot(tool), time);
}

// Goes on with the work that is left, until its end or a failure before it.
MR_INLINE void mr_work_on(mr_flow *flow, int tool, int group_number) {
    int failing = mr_flow_group_at(flow, group_number)[MR_FG_FAILING];
    int left = MR_TOOL(tool, MR_FTW_LEFT), fails = MR_TOOL(tool, MR_FTW_FAILS);
    int end = mr_work_end(flow, group_number, left), event = MR_FINISHES;
    if (failing == MR_FAIL_OPERATING && fails < left) {
        end = mr_work_end(flow, group_number, fails);
        event = MR_FAILS;
    } else if (failing == MR_FAIL_CALENDAR && fails < end) {
        end = mr_max(fails, flow->now);
        event = MR_FAILS;
    }
    MR_TOOL(tool, MR_FTW_BEGUN) = flow->now;
    mr_set_tool(flow, tool, group_number, MR_TOOL_PRODUCTIVE);
    mr_expect(flow, tool, event, end);
}

// Counts that a plate leaves its queue for a tool.
MR_INLINE void mr_count_start(mr_flow *flow, int plate) {
    mr_record step = mr_flow_step_of(flow, plate);
    int row = MR_F(MR_FH_STEP_ROWS) + step[MR_FS_ROW], group = step[MR_FS_GROUP];
    mr_u64 wait = (mr_u64)(flow->now - MR_PLATE(plate, MR_FP_ENTERED));
    mr_flow_add(flow, row + MR_FV_STARTS, 1);
    mr_flow_add(flow, row + MR_FV_WAIT, wait);
    mr_flow_add_group(flow, group, MR_FQ_STARTS, 1);
    mr_flow_add_group(flow, group, MR_FQ_WAIT, wait);
}

// A tool that is free takes up a plate, or the batch that hangs on it, out of the queue.
static void mr_start(mr_flow *flow, int tool, int plate) {
    mr_record record = mr_flow_tool_at(flow, tool);
    int group_number = record[MR_FT_GROUP];
    mr_record group = mr_flow_group_at(flow, group_number);
    int seconds = mr_process_seconds(flow, tool, plate);
    for (int each = plate; each != MR_FLOW_NONE; each = MR_PLATE(each, MR_FP_NEXT)) {
        mr_count_start(flow, each);
        MR_PLATE(each, MR_FP_RAW) += seconds;
    }
    if (group[MR_FG_BATCH_MOST] > 1) mr_flow_add_group(flow, group_number, MR_FQ_LOADS, 1);
    MR_GROUP(group_number, MR_FGW_IDLE) &= ~(1 << record[MR_FT_NUMBER]);
    MR_TOOL(tool, MR_FTW_PLATE) = plate;
    MR_TOOL(tool, MR_FTW_LEFT) = MR_TOOL(tool, MR_FTW_WORK) = seconds;
    if (group[MR_FG_SETUP] != MR_FLOW_NONE) {
        // A new tool comes set up for its first plate.
        int family = mr_flow_step_of(flow, plate)[MR_FS_FAMILY];
        int from = MR_TOOL(tool, MR_FTW_FAMILY);
        int setup = mr_whole_seconds(MR_COURSE(group[MR_FG_SETUP]));
        MR_TOOL(tool, MR_FTW_FAMILY) = family;
        if (family != from && from != MR_FLOW_NONE && setup > 0) {
            MR_TOOL(tool, MR_FTW_WORK) = mr_min(seconds + setup, MR_FLOW_LONGEST);
            mr_set_tool(flow, tool, group_number, MR_TOOL_SETUP);
            mr_expect(flow, tool, MR_IS_SET_UP, mr_work_end(flow, group_number, setup));
            return;
        }
    }
    mr_work_on(flow, tool, group_number);
}

MR_INLINE void mr_fail(mr_flow *flow, int tool, int group_number) {
    mr_record group = mr_flow_group_at(flow, group_number);
    mr_set_tool(flow, tool, group_number, MR_TOOL_DOWN);
    mr_flow_add_group(flow, group_number, MR_FQ_FAILURES, 1);
    mr_expect(flow, tool, MR_IS_REPAIRED, flow->now + mr_repair_seconds(flow, tool, group));
}

// A free tool without a plate: it waits for one, for its maintenance or for a failure.
MR_INLINE void mr_rest(mr_flow *flow, int tool, int group_number, int number) {
    int time = MR_TOOL(tool, MR_FTW_DUE);
    if (mr_flow_group_at(flow, group_number)[MR_FG_FAILING] == MR_FAIL_CALENDAR)
        time = mr_min(time, MR_TOOL(tool, MR_FTW_FAILS));
    mr_set_tool(flow, tool, group_number, MR_TOOL_STANDBY);
    MR_GROUP(group_number, MR_FGW_IDLE) |= 1 << number;
    mr_expect(flow, tool, MR_WAKES, time);
}

// Whether a free tool has to be repaired or maintained before it can work; if so, that begins.
MR_INLINE int mr_is_stopped(mr_flow *flow, int tool, int group_number) {
    mr_record group = mr_flow_group_at(flow, group_number);
    if (group[MR_FG_FAILING] == MR_FAIL_CALENDAR && MR_TOOL(tool, MR_FTW_FAILS) <= flow->now) {
        mr_fail(flow, tool, group_number);
        return 1;
    }
    if (MR_TOOL(tool, MR_FTW_DUE) > flow->now) return 0;
    int seconds = mr_whole_seconds(MR_COURSE(group[MR_FG_MAINTENANCE]));
    int every = mr_max(1, mr_whole_seconds(MR_COURSE(group[MR_FG_EVERY])));
    int due = MR_TOOL(tool, MR_FTW_DUE);
    // What fell due while the tool was not free is done once.
    MR_TOOL(tool, MR_FTW_DUE) = due + ((flow->now - due) / every + 1) * every;
    mr_set_tool(flow, tool, group_number, MR_TOOL_MAINTENANCE);
    mr_expect(flow, tool, MR_IS_MAINTAINED, mr_work_end(flow, group_number, seconds));
    return 1;
}

// The batch that the queues allow now, hung one on another, or none.
static int mr_pick_batch(mr_flow *flow, int group_number, int number) {
    mr_record group = mr_flow_group_at(flow, group_number);
    if (group[MR_FG_LIMITED]) mr_take_late(flow, group_number);
    mr_place place = mr_pick(flow, group_number, number, mr_max(1, group[MR_FG_BATCH_LEAST]));
    if (place.plate == MR_FLOW_NONE) return MR_FLOW_NONE;
    int count = mr_min(MR_QUEUE(place.queue, MR_FUW_WAITING), group[MR_FG_BATCH_MOST]);
    int limit = mr_flow_step_of(flow, place.plate)[MR_FS_LIMIT], wait = group[MR_FG_BATCH_WAIT];
    // A batch does not wait until its first plate is late.
    if (limit != MR_FLOW_NONE) wait = mr_min(wait, mr_whole_seconds(MR_COURSE(limit)));
    int until = MR_PLATE(place.plate, MR_FP_ENTERED) + wait;
    if (count < group[MR_FG_BATCH_MOST] && flow->now < until) {
        // The group wakes when the wait is over; an earlier timer finds nothing to do.
        int timer = MR_GROUP(group_number, MR_FGW_TIMER);
        MR_GROUP(group_number, MR_FGW_TIMER) = timer > flow->now ? mr_min(timer, until) : until;
        return MR_FLOW_NONE;
    }
    int last = MR_FLOW_NONE, before = place.before;
    for (; count > 0; --count) {
        // By the critical ratio the first is the most critical, and the others follow the queue.
        int plate = mr_unlink(flow, group_number, place.queue, before);
        if (last != MR_FLOW_NONE) MR_PLATE(last, MR_FP_NEXT) = plate;
        last = plate;
        before = MR_FLOW_NONE;
    }
    return place.plate;
}

#endif

// Begins a replication of a flow simulation, and advances it.
#ifndef MR_FLOW_ADVANCE_H
#define MR_FLOW_ADVANCE_H
#include "flow_events.h"

// Finds where the parts of the state begin.
MR_INLINE void mr_flow_find(mr_flow *flow) {
    flow->tools = MR_F(MR_FH_STATE_TOOLS);
    flow->groups = MR_F(MR_FH_STATE_GROUPS);
    flow->queues = MR_F(MR_FH_STATE_QUEUES);
    flow->plates = MR_F(MR_FH_STATE_PLATES);
}

// Everything before the first event.
MR_INLINE void mr_flow_begin(mr_flow *flow) {
    for (int word = 0; word < MR_F(MR_FH_STATE_SETS); ++word) MR_FLOW(word) = 0;
    int sums = MR_F(MR_FH_PERIOD_COUNT) * MR_F(MR_FH_ROW_COUNT);
    for (int sum = 0; sum < sums; ++sum) flow->sums[MR_FLOW_AT(sum)] = 0;
    flow->now = 0;
    flow->status = MR_FLOW_RUNNING;
    MR_FLOW(MR_FC_FREE) = MR_FLOW(MR_FC_FREE_SET) = MR_FLOW_NONE;
    MR_FLOW(MR_FC_LATE) = MR_FLOW(MR_FC_LAST_LATE) = MR_FLOW_NONE;
    mr_enter_period(flow);
    for (int slot = 0; slot < MR_F(MR_FH_SLOT_COUNT); ++slot) MR_NEXT(slot) = MR_FLOW_NEVER;
    mr_set_event(flow, 0, MR_F(MR_F(MR_FH_PERIODS) + MR_FD_END));
    for (int tool = 0; tool < MR_F(MR_FH_TOOL_COUNT); ++tool) {
        MR_TOOL(tool, MR_FTW_STATE) = MR_TOOL_ABSENT;
        MR_TOOL(tool, MR_FTW_PLATE) = MR_TOOL(tool, MR_FTW_FAMILY) = MR_FLOW_NONE;
        MR_TOOL(tool, MR_FTW_DUE) = MR_FLOW_NEVER;
        int ready = mr_flow_tool_at(flow, tool)[MR_FT_READY];
        mr_expect(flow, tool, MR_ARRIVES, mr_course_second(MR_COURSE(ready)));
    }
    for (int group = 0; group < MR_F(MR_FH_GROUP_COUNT); ++group) {
        MR_GROUP(group, MR_FGW_CLOSING) = mr_flow_group_at(flow, group)[MR_FG_CLOSINGS];
        mr_expect_group(flow, group);
    }
    for (int queue = 0; queue < MR_F(MR_FH_QUEUE_COUNT); ++queue)
        MR_QUEUE(queue, MR_FUW_HEAD) = MR_QUEUE(queue, MR_FUW_TAIL) = MR_FLOW_NONE;
    for (int number = 0; number < MR_F(MR_FH_SOURCE_COUNT); ++number) {
        mr_record source = flow->table + MR_F(MR_FH_SOURCES) + number * MR_FLOW_SOURCE_SIZE;
        mr_u32 word = mr_source_draw(flow, number, MR_PURPOSE_ORDER, 0u, 0u).word[0];
        int open = mr_course_second(MR_COURSE(source[MR_FO_OPEN]));
        int next = mr_next_order(flow, number, open, mr_gap_units(flow, source, word));
        mr_set_event(flow, mr_source_slot(flow, number), next);
    }
}

// Where a replication that has begun was left.
MR_INLINE void mr_flow_resume(mr_flow *flow) {
    flow->now = MR_FLOW(MR_FC_NOW);
    flow->status = MR_FLOW(MR_FC_STATUS);
    mr_enter_period(flow);
}

// At most so many events. The replication goes on in a later launch as if it had never stopped.
MR_INLINE void mr_flow_advance(mr_flow *flow, mr_u32 events) {
    int slots = MR_F(MR_FH_SLOT_COUNT), tools = 1 + MR_F(MR_FH_TOOL_COUNT);
    int groups = tools + MR_F(MR_FH_GROUP_COUNT);
    mr_u32 done = 0;
    for (; done < events && flow->status == MR_FLOW_RUNNING; ++done) {
        int slot = mr_next_slot(flow, slots);
        flow->now = MR_NEXT(slot);
        if (slot == 0) {
            mr_end_period(flow);
        } else if (slot < tools) {
            mr_tool_event(flow, slot - 1);
        } else if (slot < groups) {
            mr_group_event(flow, slot - tools);
        } else {
            mr_release(flow, slot - groups);
        }
        mr_send_late(flow);
    }
    mr_u32 low = (mr_u32)MR_FLOW(MR_FC_EVENTS) + done;
    MR_FLOW(MR_FC_EVENTS_HIGH) += low < done;
    MR_FLOW(MR_FC_EVENTS) = (int)low;
    MR_FLOW(MR_FC_NOW) = flow->now;
    MR_FLOW(MR_FC_STATUS) = flow->status;
}

#endif

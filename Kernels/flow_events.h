// The course of a flow simulation: one replication, event by event.
//
// Each tool, group and source has at most one event to come, in a slot of its own. Of events at one
// second the lowest slot goes first: the end of a period, then tools, groups and sources in their
// order. So the order of events is total without a sequence number, and depends on the plan alone.
#ifndef MR_FLOW_EVENTS_H
#define MR_FLOW_EVENTS_H
#include "flow_plates.h"

// --- Periods ----------------------------------------------------------------------------------

MR_INLINE void mr_enter_period(mr_flow *flow) {
    int period = MR_FLOW(MR_FC_PERIOD);
    int record = MR_F(MR_FH_PERIODS) + period * MR_FLOW_PERIOD_SIZE;
    flow->rows = period * MR_F(MR_FH_ROW_COUNT);
    flow->histogram = MR_F(record + MR_FD_HISTOGRAM);
}

// Plates that wait leave the queues as the period ends, or come to them as the next one begins.
MR_INLINE void mr_count_waiting(mr_flow *flow, int leave) {
    for (int number = 0; number < MR_F(MR_FH_GROUP_COUNT); ++number) {
        mr_record group = mr_flow_group_at(flow, number);
        int end = group[MR_FG_QUEUE] + group[MR_FG_QUEUE_COUNT], waiting = 0;
        for (int queue = group[MR_FG_QUEUE]; queue < end; ++queue)
            waiting += MR_QUEUE(queue, MR_FUW_WAITING);
        mr_u64 time = (mr_u64)waiting * (mr_u64)flow->now;
        mr_flow_add_group(flow, number, MR_FQ_QUEUE, leave ? time : (mr_u64)0 - time);
    }
}

// Brings every sum up to now, so that a period holds its own part of what goes on beyond it.
static void mr_end_period(mr_flow *flow) {
    for (int tool = 0; tool < MR_F(MR_FH_TOOL_COUNT); ++tool)
        mr_count_tool(flow, tool, mr_flow_tool_at(flow, tool)[MR_FT_GROUP]);
    for (int node = 0; node < MR_F(MR_FH_NODE_COUNT); ++node) mr_count_wip(flow, node);
    mr_count_waiting(flow, 1);
    int period = MR_FLOW(MR_FC_PERIOD) + 1;
    if (period == MR_F(MR_FH_PERIOD_COUNT)) {
        flow->status = MR_FLOW_DONE;
        return;
    }
    MR_FLOW(MR_FC_PERIOD) = period;
    mr_set_event(flow, 0, MR_F(MR_F(MR_FH_PERIODS) + period * MR_FLOW_PERIOD_SIZE + MR_FD_END));
    mr_enter_period(flow);
    mr_count_waiting(flow, 0);
}

// --- Orders -----------------------------------------------------------------------------------

MR_INLINE float mr_gap_units(mr_flow *flow, mr_record source, mr_u32 word) {
    if (source[MR_FO_GAPS] == MR_FLOW_NONE) return 1.0f;
    return mr_quantile(flow->floats + source[MR_FO_GAPS], mr_tail_of_word(word));
}

MR_INLINE int mr_product_of_word(mr_flow *flow, mr_record source, mr_u32 word) {
    float u = mr_unit_of_word(word);
    int product = 0;
    while (product + 1 < source[MR_FO_PRODUCT_COUNT] &&
           u >= MR_COURSE(source[MR_FO_PRODUCT_SHARES] + product))
        ++product;
    return source[MR_FO_PRODUCT] + product;
}

MR_INLINE void mr_release_plate(mr_flow *flow, int source_number, mr_record source, int set) {
    int plate = mr_take_plate(flow);
    if (plate == MR_FLOW_NONE) return;
    int own = MR_F(MR_FH_STATE_SOURCES) + source_number * MR_FLOW_SOURCE_WORDS;
    int number = MR_FLOW(own + MR_FOW_PLATES), product = source[MR_FO_PRODUCT];
    MR_FLOW(own + MR_FOW_PLATES) = number + 1;
    if (source[MR_FO_PRODUCT_COUNT] > 1) {
        mr_words words = mr_source_draw(flow, source_number, MR_PURPOSE_LAYER, (mr_u32)number, 0u);
        product = mr_product_of_word(flow, source, words.word[0]);
    }
    mr_record record = flow->table + MR_F(MR_FH_PRODUCTS) + product * MR_FLOW_PRODUCT_SIZE;
    MR_PLATE(plate, MR_FP_PRODUCT) = product;
    MR_PLATE(plate, MR_FP_STEP) = record[MR_FR_FIRST];
    MR_PLATE(plate, MR_FP_ROUND) = 0;
    MR_PLATE(plate, MR_FP_NUMBER) = number;
    MR_PLATE(plate, MR_FP_SOURCE) = source_number;
    MR_PLATE(plate, MR_FP_RELEASED) = flow->now;
    MR_PLATE(plate, MR_FP_DUE) = flow->now + mr_whole_seconds(MR_COURSE(source[MR_FO_LEAD]));
    MR_PLATE(plate, MR_FP_PRIORITY) = source[MR_FO_PRIORITY];
    MR_PLATE(plate, MR_FP_RAW) = 0;
    MR_PLATE(plate, MR_FP_SET) = set;
    mr_change_wip(flow, record[MR_FR_NODE], 1);
    mr_flow_add_node(flow, record[MR_FR_NODE], MR_FN_RELEASED, 1);
    mr_flow_add_order(flow, plate, MR_FE_RELEASED, 1);
    mr_come(flow, plate, 0);
}

// An order comes, and when the next one does is drawn with it.
static void mr_release(mr_flow *flow, int source_number) {
    mr_record source = flow->table + MR_F(MR_FH_SOURCES) + source_number * MR_FLOW_SOURCE_SIZE;
    int own = MR_F(MR_FH_STATE_SOURCES) + source_number * MR_FLOW_SOURCE_WORDS;
    int number = MR_FLOW(own + MR_FOW_NUMBER) + 1, size = source[MR_FO_SET_SIZE];
    int set = size > 1 ? mr_take_set(flow, size) : MR_FLOW_NONE;
    if (size > 1 && set == MR_FLOW_NONE) return;
    for (int plate = 0; plate < size; ++plate) {
        mr_release_plate(flow, source_number, source, set);
        if (flow->status != MR_FLOW_RUNNING) return;
    }
    mr_u32 word = 0;
    if (source[MR_FO_GAPS] != MR_FLOW_NONE)
        word = mr_source_draw(flow, source_number, MR_PURPOSE_ORDER, (mr_u32)number, 0u).word[0];
    MR_FLOW(own + MR_FOW_NUMBER) = number;
    int next = mr_next_order(flow, source_number, flow->now, mr_gap_units(flow, source, word));
    mr_set_event(flow, mr_source_slot(flow, source_number), next);
}

// --- Tools and groups -------------------------------------------------------------------------

// Counts the square of the seconds that a tool was at work on what it has in process. Squares of
// many steps would not fit into a sum of seconds; what is below its unit is kept for the next.
MR_INLINE void mr_count_work(mr_flow *flow, int tool, int lost) {
    int group = mr_flow_tool_at(flow, tool)[MR_FT_GROUP];
    mr_u64 work = (mr_u64)(MR_TOOL(tool, MR_FTW_WORK) - (lost ? MR_TOOL(tool, MR_FTW_LEFT) : 0));
    mr_u64 squares = work * work + (mr_u64)MR_GROUP(group, MR_FGW_SQUARES);
    mr_flow_add_group(flow, group, MR_FQ_SQUARES, squares >> MR_FLOW_SQUARE);
    MR_GROUP(group, MR_FGW_SQUARES) = (int)(squares & ((1u << MR_FLOW_SQUARE) - 1u));
}

// Takes the plates out of a tool; each goes its way.
MR_INLINE void mr_unload(mr_flow *flow, int tool, int lost) {
    mr_count_work(flow, tool, lost);
    int plate = MR_TOOL(tool, MR_FTW_PLATE);
    MR_TOOL(tool, MR_FTW_PLATE) = MR_FLOW_NONE;
    while (plate != MR_FLOW_NONE && flow->status == MR_FLOW_RUNNING) {
        int next = MR_PLATE(plate, MR_FP_NEXT);
        if (lost) {
            mr_scrap(flow, plate);
            mr_come(flow, plate, 0);
        } else {
            mr_leave(flow, plate);
        }
        plate = next;
    }
}

// A tool stops in the middle of its work.
MR_INLINE void mr_break_off(mr_flow *flow, int tool, int group_number) {
    int operating = mr_flow_group_at(flow, group_number)[MR_FG_FAILING] == MR_FAIL_OPERATING;
    int worked = operating ? MR_TOOL(tool, MR_FTW_FAILS)
                           : mr_worked_since(flow, group_number, MR_TOOL(tool, MR_FTW_BEGUN));
    int left = MR_TOOL(tool, MR_FTW_LEFT) - worked, plate = MR_TOOL(tool, MR_FTW_PLATE);
    MR_TOOL(tool, MR_FTW_LEFT) = left;
    mr_fail(flow, tool, group_number);
    if (!mr_flow_step_of(flow, plate)[MR_FS_LOST]) return;
    for (int each = plate; each != MR_FLOW_NONE; each = MR_PLATE(each, MR_FP_NEXT))
        MR_PLATE(each, MR_FP_RAW) -= left;
    mr_unload(flow, tool, 1);
}

static void mr_tool_event(mr_flow *flow, int tool) {
    int group_number = mr_flow_tool_at(flow, tool)[MR_FT_GROUP];
    mr_record group = mr_flow_group_at(flow, group_number);
    int event = MR_TOOL(tool, MR_FTW_EVENT), looks = 0;
    mr_soon(flow, MR_TOOL(tool, MR_FTW_PLATE));
    mr_soon(flow, MR_QUEUE(group[MR_FG_QUEUE], MR_FUW_HEAD));
    mr_set_event(flow, mr_tool_slot(tool), MR_FLOW_NEVER);
    if (event == MR_FINISHES) {
        if (group[MR_FG_FAILING] == MR_FAIL_OPERATING)
            MR_TOOL(tool, MR_FTW_FAILS) -= MR_TOOL(tool, MR_FTW_LEFT);
        mr_unload(flow, tool, 0);
        looks = 1;
    } else if (event == MR_IS_SET_UP) {
        mr_work_on(flow, tool, group_number);
    } else if (event == MR_FAILS) {
        mr_break_off(flow, tool, group_number);
    } else if (event == MR_WAKES) {
        MR_GROUP(group_number, MR_FGW_IDLE) &= ~(1 << mr_flow_tool_at(flow, tool)[MR_FT_NUMBER]);
        looks = 1;
    } else {
        if (event == MR_ARRIVES) {
            int every = group[MR_FG_EVERY];
            mr_set_tool(flow, tool, group_number, MR_TOOL_STANDBY);
            if (every != MR_FLOW_NONE)
                MR_TOOL(tool, MR_FTW_DUE) =
                    flow->now + mr_max(1, mr_whole_seconds(MR_COURSE(every)));
            mr_draw_failure(flow, tool, group);
        } else if (event == MR_IS_REPAIRED) {
            MR_TOOL(tool, MR_FTW_FAILURES) += 1;
            mr_draw_failure(flow, tool, group);
        }
        looks = MR_TOOL(tool, MR_FTW_PLATE) == MR_FLOW_NONE;
        if (!looks) mr_work_on(flow, tool, group_number);
    }
    if (looks && flow->status == MR_FLOW_RUNNING) mr_free_tool(flow, tool);
}

// A group closes or opens, or a batch has waited long enough.
static void mr_group_event(mr_flow *flow, int group_number) {
    mr_record group = mr_flow_group_at(flow, group_number);
    int first = group[MR_FG_TOOL], last = first + group[MR_FG_TOOL_COUNT];
    int closing = MR_GROUP(group_number, MR_FGW_CLOSING);
    int closed = MR_GROUP(group_number, MR_FGW_CLOSED), opens = 0;
    if (group[MR_FG_CLOSES] && MR_F(closing + closed) <= flow->now) {
        for (int tool = first; tool < last; ++tool) mr_count_tool(flow, tool, group_number);
        MR_GROUP(group_number, MR_FGW_CLOSED) = !closed;
        MR_GROUP(group_number, MR_FGW_CLOSING) = closing + 2 * closed;
        opens = closed;
    }
    if (group[MR_FG_BATCH_MOST] > 1) {
        mr_load_batches(flow, group_number);
    } else if (opens) {
        for (int tool = first; tool < last; ++tool) {
            int bit = 1 << (tool - first);
            if (!(MR_GROUP(group_number, MR_FGW_IDLE) & bit)) continue;
            MR_GROUP(group_number, MR_FGW_IDLE) &= ~bit;
            mr_free_tool(flow, tool);
        }
    }
    mr_expect_group(flow, group_number);
}

#endif

// The way of plates through the route of a flow simulation.
#ifndef MR_FLOW_PLATES_H
#define MR_FLOW_PLATES_H
#include "flow_tools.h"

// The tool with the lowest number in a mask that is not empty: the least capable.
MR_INLINE int mr_lowest_tool(int mask) { return 31 - mr_leading_zeros((mr_u32)(mask & -mask)); }

// The least capable of some tools that needs no set-up for a family, as one that is new; else the
// least capable of all.
MR_INLINE int mr_set_up_tool(mr_flow *flow, mr_record group, int idle, int family) {
    for (int left = idle; left != 0; left &= left - 1) {
        int number = mr_lowest_tool(left);
        int own = MR_TOOL(group[MR_FG_TOOL] + number, MR_FTW_FAMILY);
        if (own == family || own == MR_FLOW_NONE) return number;
    }
    return mr_lowest_tool(idle);
}

// When a group has to look at its queue by itself: a batch has waited, or it closes or opens.
MR_INLINE void mr_expect_group(mr_flow *flow, int group_number) {
    mr_record group = mr_flow_group_at(flow, group_number);
    int time = MR_GROUP(group_number, MR_FGW_TIMER);
    if (time <= flow->now) time = MR_FLOW_NEVER;
    if (group[MR_FG_CLOSES])
        time = mr_min(time, MR_F(MR_GROUP(group_number, MR_FGW_CLOSING) +
                                 MR_GROUP(group_number, MR_FGW_CLOSED)));
    mr_set_event(flow, mr_group_slot(flow, group_number), time);
}

// Loads what waits into tools of a batch group that are idle.
static void mr_load_batches(mr_flow *flow, int group_number) {
    int tried = MR_GROUP(group_number, MR_FGW_CLOSED) ? 0 : MR_GROUP(group_number, MR_FGW_IDLE);
    int first = mr_flow_group_at(flow, group_number)[MR_FG_TOOL];
    while (tried != 0) {
        int number = mr_lowest_tool(tried);
        int batch = mr_pick_batch(flow, group_number, number);
        tried &= ~(1 << number);
        if (batch != MR_FLOW_NONE) mr_start(flow, first + number, batch);
    }
    mr_expect_group(flow, group_number);
}

// A plate has gone through its route.
MR_INLINE void mr_finish_plate(mr_flow *flow, int plate, int node) {
    int cycle = flow->now - MR_PLATE(plate, MR_FP_RELEASED), set = MR_PLATE(plate, MR_FP_SET);
    int on_time = flow->now <= MR_PLATE(plate, MR_FP_DUE);
    mr_change_wip(flow, node, -1);
    mr_flow_add_node(flow, node, MR_FN_FINISHED, 1);
    mr_flow_add_node(flow, node, MR_FN_ON_TIME, (mr_u64)on_time);
    mr_flow_add_node(flow, node, MR_FN_CYCLE, (mr_u64)cycle);
    mr_flow_add_node(flow, node, MR_FN_RAW, (mr_u64)MR_PLATE(plate, MR_FP_RAW));
    mr_flow_add_order(flow, plate, MR_FE_FINISHED, 1);
    mr_flow_add_order(flow, plate, MR_FE_ON_TIME, (mr_u64)on_time);
    mr_flow_add_order(flow, plate, MR_FE_CYCLE, (mr_u64)cycle);
    mr_flow_count_time(flow, node, 0, cycle);
    if (set != MR_FLOW_NONE && mr_leave_set(flow, set)) {
        mr_flow_add_node(flow, node, MR_FN_SETS, 1);
        mr_flow_add_node(flow, node, MR_FN_SETS_ON_TIME, (mr_u64)on_time);
        mr_flow_add_node(flow, node, MR_FN_SET_CYCLE, (mr_u64)cycle);
        mr_flow_add_order(flow, plate, MR_FE_SETS, 1);
        mr_flow_add_order(flow, plate, MR_FE_SETS_ON_TIME, (mr_u64)on_time);
        mr_flow_add_order(flow, plate, MR_FE_SET_CYCLE, (mr_u64)cycle);
        mr_flow_count_time(flow, node, 1, cycle);
    }
    mr_give_plate(flow, plate);
}

// What chance decides at a step. A plate comes to it at most once in a round: the number of times
// that it has been sent back or started again tells its visits apart. Whether it takes the step.
MR_INLINE int mr_draw_visit(mr_flow *flow, int plate, mr_record step, int sent) {
    mr_words words = mr_source_draw(
        flow, MR_PLATE(plate, MR_FP_SOURCE), MR_PURPOSE_VISIT + (mr_u32)step[MR_FS_NUMBER],
        (mr_u32)MR_PLATE(plate, MR_FP_NUMBER), (mr_u32)MR_PLATE(plate, MR_FP_ROUND));
    MR_PLATE(plate, MR_FP_TIME_WORD) = (int)words.word[1];
    MR_PLATE(plate, MR_FP_OUTCOME_WORD) = (int)words.word[2];
    MR_PLATE(plate, MR_FP_SCRAP_WORD) = (int)words.word[3];
    if (sent || step[MR_FS_SHARE] == MR_FLOW_NONE) return 1;
    return mr_unit_of_word(words.word[0]) < MR_COURSE(step[MR_FS_SHARE]);
}

// A plate comes to its step, and goes on to the first one that it takes. sent: back to this very
// step, which it then takes for sure.
static void mr_come(mr_flow *flow, int plate, int sent) {
    mr_record product = mr_flow_product_of(flow, plate), step = mr_flow_step_of(flow, plate);
    for (; MR_PLATE(plate, MR_FP_STEP) < product[MR_FR_END]; step += MR_FLOW_STEP_SIZE, sent = 0) {
        if (!step[MR_FS_DRAWS] || mr_draw_visit(flow, plate, step, sent)) break;
        MR_PLATE(plate, MR_FP_STEP) += 1;
    }
    if (MR_PLATE(plate, MR_FP_STEP) == product[MR_FR_END]) {
        mr_finish_plate(flow, plate, product[MR_FR_NODE]);
        return;
    }
    int group_number = step[MR_FS_GROUP];
    mr_record group = mr_flow_group_at(flow, group_number);
    MR_PLATE(plate, MR_FP_ENTERED) = flow->now;
    MR_PLATE(plate, MR_FP_NEXT) = MR_FLOW_NONE;
    mr_flow_add_group(flow, group_number, MR_FQ_ARRIVALS, 1);
    int queue = step[MR_FS_QUEUE];
    int idle = MR_GROUP(group_number, MR_FGW_IDLE) & mr_queue_tools(flow, queue);
    if (MR_GROUP(group_number, MR_FGW_CLOSED)) idle = 0;
    if (group[MR_FG_BATCH_MOST] > 1) {
        mr_enqueue(flow, group_number, queue, plate);
        if (idle) mr_load_batches(flow, group_number);
    } else if (idle) {
        int number = mr_lowest_tool(idle);
        if (group[MR_FG_RULE] == MR_RULE_FEWEST_SETUPS)
            number = mr_set_up_tool(flow, group, idle, step[MR_FS_FAMILY]);
        mr_start(flow, group[MR_FG_TOOL] + number, plate);
    } else {
        mr_enqueue(flow, group_number, queue, plate);
    }
}

// Sends a plate to a step for another round.
MR_INLINE void mr_send(mr_flow *flow, int plate, int step, int row) {
    int round = MR_PLATE(plate, MR_FP_ROUND) + 1;
    if (round == MR_FLOW_ROUNDS) {
        flow->status = MR_FLOW_FULL_ROUNDS;
        return;
    }
    MR_PLATE(plate, MR_FP_ROUND) = round;
    MR_PLATE(plate, MR_FP_STEP) = step;
    mr_flow_add_node(flow, mr_flow_product_of(flow, plate)[MR_FR_NODE], row, 1);
}
// A plate is lost: its order starts again on a new blank, and is more urgent.
MR_INLINE void mr_scrap(mr_flow *flow, int plate) {
    mr_record product = mr_flow_product_of(flow, plate);
    int priority = MR_PLATE(plate, MR_FP_PRIORITY);
    MR_PLATE(plate, MR_FP_PRIORITY) = mr_min(priority, product[MR_FR_RESTART_PRIORITY]);
    mr_send(flow, plate, product[MR_FR_RESTART], MR_FN_SCRAPPED);
}

MR_INLINE int mr_is_bad(mr_flow *flow, int plate, mr_record step) {
    int scrap = step[MR_FS_SCRAP];
    if (scrap == MR_FLOW_NONE) return 0;
    float from = MR_COURSE(scrap + MR_FX_FROM), now = mr_nearest_float((mr_u32)flow->now);
    float part = mr_min(1.0f, mr_max(0.0f, (now - from) * MR_COURSE(scrap + MR_FX_INVERSE)));
    float share = MR_COURSE(scrap + MR_FX_START) + MR_COURSE(scrap + MR_FX_CLIMB) * part;
    return mr_unit_of_word((mr_u32)MR_PLATE(plate, MR_FP_SCRAP_WORD)) < share;
}

// A plate leaves a tool, its step done.
static void mr_leave(mr_flow *flow, int plate) {
    mr_record step = mr_flow_step_of(flow, plate);
    mr_u32 word = (mr_u32)MR_PLATE(plate, MR_FP_OUTCOME_WORD);
    int sent = 0;
    mr_flow_add_group(flow, step[MR_FS_GROUP], MR_FQ_MOVES, 1);
    if (mr_is_bad(flow, plate, step)) {
        mr_scrap(flow, plate);
    } else if (step[MR_FS_REWORK] != MR_FLOW_NONE &&
               mr_unit_of_word(word) < MR_COURSE(step[MR_FS_REWORK])) {
        mr_send(flow, plate, step[MR_FS_BACK], MR_FN_SENT_BACK);
        sent = 1;
    } else {
        MR_PLATE(plate, MR_FP_STEP) += 1;
    }
    mr_come(flow, plate, sent);
}

// A tool that has nothing in process looks for work. Plates that have waited beyond the limit of
// their step go back when their turn comes.
static void mr_free_tool(mr_flow *flow, int tool) {
    mr_record record = mr_flow_tool_at(flow, tool);
    int group_number = record[MR_FT_GROUP], number = record[MR_FT_NUMBER];
    if (mr_is_stopped(flow, tool, group_number)) return;
    int closed = MR_GROUP(group_number, MR_FGW_CLOSED);
    if (!closed && mr_flow_group_at(flow, group_number)[MR_FG_BATCH_MOST] > 1) {
        int batch = mr_pick_batch(flow, group_number, number);
        if (batch != MR_FLOW_NONE) {
            mr_start(flow, tool, batch);
        } else {
            mr_rest(flow, tool, group_number, number);
        }
        mr_expect_group(flow, group_number);
        return;
    }
    while (!closed && flow->status == MR_FLOW_RUNNING) {
        mr_place place = mr_pick(flow, group_number, number, 1);
        if (place.plate == MR_FLOW_NONE) break;
        int plate = mr_unlink(flow, group_number, place.queue, place.before);
        if (!mr_is_late(flow, plate)) {
            mr_start(flow, tool, plate);
            return;
        }
        mr_put_late(flow, plate);
    }
    mr_rest(flow, tool, group_number, number);
}

// Plates that have waited too long go back when all tools of the event have been looked after: a
// tool could find them late while it sends others back, and a kernel's functions cannot be nested so.
MR_INLINE void mr_send_late(mr_flow *flow) {
    while (MR_FLOW(MR_FC_LATE) != MR_FLOW_NONE && flow->status == MR_FLOW_RUNNING) {
        int plate = MR_FLOW(MR_FC_LATE), next = MR_PLATE(plate, MR_FP_NEXT);
        MR_FLOW(MR_FC_LATE) = next;
        if (next == MR_FLOW_NONE) MR_FLOW(MR_FC_LAST_LATE) = MR_FLOW_NONE;
        mr_send(flow, plate, mr_flow_step_of(flow, plate)[MR_FS_LIMIT_BACK], MR_FN_SENT_BACK);
        if (flow->status == MR_FLOW_RUNNING) mr_come(flow, plate, 1);
    }
}

#endif

// Plates in process and the queues in which they wait, one for each group, in order of dispatch.
#ifndef MR_FLOW_QUEUES_H
#define MR_FLOW_QUEUES_H
#include "flow_times.h"

// A free record for a plate, or none.
MR_INLINE int mr_take_plate(mr_flow *flow) {
    int plate = MR_FLOW(MR_FC_FREE);
    if (plate != MR_FLOW_NONE) {
        MR_FLOW(MR_FC_FREE) = MR_PLATE(plate, MR_FP_NEXT);
    } else {
        plate = MR_FLOW(MR_FC_FRESH);
        if (plate == MR_F(MR_FH_PLATE_BOUND)) {
            flow->status = MR_FLOW_FULL_PLATES;
            return MR_FLOW_NONE;
        }
        MR_FLOW(MR_FC_FRESH) = plate + 1;
    }
    int live = MR_FLOW(MR_FC_LIVE) + 1;
    MR_FLOW(MR_FC_LIVE) = live;
    MR_FLOW(MR_FC_PEAK) = mr_max(MR_FLOW(MR_FC_PEAK), live);
    return plate;
}
MR_INLINE void mr_give_plate(mr_flow *flow, int plate) {
    MR_PLATE(plate, MR_FP_NEXT) = MR_FLOW(MR_FC_FREE);
    MR_FLOW(MR_FC_FREE) = plate;
    MR_FLOW(MR_FC_LIVE) -= 1;
}

// A free record for a set of plates, or none.
MR_INLINE int mr_take_set(mr_flow *flow, int plates) {
    int set = MR_FLOW(MR_FC_FREE_SET), first = MR_F(MR_FH_STATE_SETS);
    if (set != MR_FLOW_NONE) {
        MR_FLOW(MR_FC_FREE_SET) = MR_FLOW(first + set * MR_FLOW_SET_WORDS + MR_FEW_NEXT);
    } else {
        set = MR_FLOW(MR_FC_FRESH_SET);
        if (set == MR_F(MR_FH_SET_BOUND)) {
            flow->status = MR_FLOW_FULL_SETS;
            return MR_FLOW_NONE;
        }
        MR_FLOW(MR_FC_FRESH_SET) = set + 1;
    }
    MR_FLOW(first + set * MR_FLOW_SET_WORDS + MR_FEW_LEFT) = plates;
    return set;
}
// A plate of a set is finished. Whether it was the last one.
MR_INLINE int mr_leave_set(mr_flow *flow, int set) {
    int at = MR_F(MR_FH_STATE_SETS) + set * MR_FLOW_SET_WORDS;
    int left = MR_FLOW(at + MR_FEW_LEFT) - 1;
    MR_FLOW(at + MR_FEW_LEFT) = left;
    if (left > 0) return 0;
    MR_FLOW(at + MR_FEW_NEXT) = MR_FLOW(MR_FC_FREE_SET);
    MR_FLOW(MR_FC_FREE_SET) = set;
    return 1;
}

// What a queue is sorted by, under the plate's priority; equal plates stay in order of arrival.
MR_INLINE int mr_queue_key(mr_flow *flow, int rule, int plate) {
    if (rule == MR_RULE_DUE) return MR_PLATE(plate, MR_FP_DUE);
    if (rule == MR_RULE_SHORTEST) return mr_flow_step_of(flow, plate)[MR_FS_EXPECTED];
    if (rule == MR_RULE_FINEST) return -mr_flow_step_of(flow, plate)[MR_FS_NEED];
    return 0;
}
MR_INLINE int mr_goes_before(mr_flow *flow, int one, int other) {
    int priority = MR_PLATE(one, MR_FP_PRIORITY), others = MR_PLATE(other, MR_FP_PRIORITY);
    if (priority != others) return priority < others;
    return MR_PLATE(one, MR_FP_KEY) < MR_PLATE(other, MR_FP_KEY);
}
static void mr_enqueue(mr_flow *flow, int group, int plate) {
    int rule = mr_flow_group_at(flow, group)[MR_FG_RULE];
    int tail = MR_GROUP(group, MR_FGW_TAIL), before = tail;
    MR_PLATE(plate, MR_FP_KEY) = mr_queue_key(flow, rule, plate);
    if (tail != MR_FLOW_NONE && mr_goes_before(flow, plate, tail)) {
        before = MR_FLOW_NONE;
        int next = MR_GROUP(group, MR_FGW_HEAD);
        while (!mr_goes_before(flow, plate, next)) {
            before = next;
            next = MR_PLATE(next, MR_FP_NEXT);
        }
    }
    int next =
        before == MR_FLOW_NONE ? MR_GROUP(group, MR_FGW_HEAD) : MR_PLATE(before, MR_FP_NEXT);
    MR_PLATE(plate, MR_FP_NEXT) = next;
    if (before == MR_FLOW_NONE) {
        MR_GROUP(group, MR_FGW_HEAD) = plate;
    } else {
        MR_PLATE(before, MR_FP_NEXT) = plate;
    }
    if (next == MR_FLOW_NONE) MR_GROUP(group, MR_FGW_TAIL) = plate;
    MR_GROUP(group, MR_FGW_WAITING) += 1;
}

// Takes the plate after `before`, or the first one, out of a queue, and counts its time in it.
MR_INLINE int mr_unlink(mr_flow *flow, int group, int before) {
    int plate =
        before == MR_FLOW_NONE ? MR_GROUP(group, MR_FGW_HEAD) : MR_PLATE(before, MR_FP_NEXT);
    int next = MR_PLATE(plate, MR_FP_NEXT);
    if (before == MR_FLOW_NONE) {
        MR_GROUP(group, MR_FGW_HEAD) = next;
    } else {
        MR_PLATE(before, MR_FP_NEXT) = next;
    }
    if (next == MR_FLOW_NONE) MR_GROUP(group, MR_FGW_TAIL) = before;
    MR_PLATE(plate, MR_FP_NEXT) = MR_FLOW_NONE;
    MR_GROUP(group, MR_FGW_WAITING) -= 1;
    int from = mr_max(MR_PLATE(plate, MR_FP_ENTERED), flow->since);
    mr_flow_add_group(flow, group, MR_FQ_QUEUE, (mr_u64)(flow->now - from));
    return plate;
}

// Whether the time to one plate's due date, over the work that it still needs, is the less.
MR_INLINE int mr_is_more_critical(mr_flow *flow, int one, int other) {
    int priority = MR_PLATE(one, MR_FP_PRIORITY), others = MR_PLATE(other, MR_FP_PRIORITY);
    if (priority != others) return priority < others;
    mr_i64 left = MR_PLATE(one, MR_FP_DUE) - flow->now;
    mr_i64 others_left = MR_PLATE(other, MR_FP_DUE) - flow->now;
    mr_i64 work = mr_max(mr_flow_step_of(flow, one)[MR_FS_REMAINING], 1);
    mr_i64 others_work = mr_max(mr_flow_step_of(flow, other)[MR_FS_REMAINING], 1);
    return left * others_work < others_left * work;
}

// The plate that a tool takes next, out of its queue; none if it can do none that wait.
static int mr_pick(mr_flow *flow, int group, int number) {
    int any_ratio = mr_flow_group_at(flow, group)[MR_FG_RULE] == MR_RULE_CRITICAL_RATIO;
    int chosen = MR_FLOW_NONE, chosen_before = MR_FLOW_NONE, before = MR_FLOW_NONE;
    for (int plate = MR_GROUP(group, MR_FGW_HEAD); plate != MR_FLOW_NONE;) {
        int can = (mr_flow_step_of(flow, plate)[MR_FS_TOOLS] >> number) & 1;
        if (can && (chosen == MR_FLOW_NONE || mr_is_more_critical(flow, plate, chosen))) {
            chosen = plate;
            chosen_before = before;
            if (!any_ratio) break;
        }
        before = plate;
        plate = MR_PLATE(plate, MR_FP_NEXT);
    }
    return chosen == MR_FLOW_NONE ? MR_FLOW_NONE : mr_unlink(flow, group, chosen_before);
}

#endif

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
static void mr_enqueue(mr_flow *flow, int group, int queue, int plate) {
    int rule = mr_flow_group_at(flow, group)[MR_FG_RULE];
    int head = MR_QUEUE(queue, MR_FUW_HEAD), before = MR_QUEUE(queue, MR_FUW_TAIL), next = head;
    MR_PLATE(plate, MR_FP_KEY) = mr_queue_key(flow, rule, plate);
    if (before != MR_FLOW_NONE && mr_goes_before(flow, plate, before)) {
        before = MR_FLOW_NONE;
        while (!mr_goes_before(flow, plate, next)) {
            before = next;
            next = MR_PLATE(next, MR_FP_NEXT);
        }
    } else {
        next = MR_FLOW_NONE;
    }
    MR_PLATE(plate, MR_FP_NEXT) = next;
    if (before == MR_FLOW_NONE) {
        MR_QUEUE(queue, MR_FUW_HEAD) = plate;
    } else {
        MR_PLATE(before, MR_FP_NEXT) = plate;
    }
    if (next == MR_FLOW_NONE) MR_QUEUE(queue, MR_FUW_TAIL) = plate;
    MR_QUEUE(queue, MR_FUW_WAITING) += 1;
    // Time in the queue: when plates leave it, less when they came.
    mr_flow_add_group(flow, group, MR_FQ_QUEUE, (mr_u64)0 - (mr_u64)flow->now);
}

// Takes the plate after `before`, or the first one, out of a queue.
MR_INLINE int mr_unlink(mr_flow *flow, int group, int queue, int before) {
    int plate =
        before == MR_FLOW_NONE ? MR_QUEUE(queue, MR_FUW_HEAD) : MR_PLATE(before, MR_FP_NEXT);
    int next = MR_PLATE(plate, MR_FP_NEXT);
    if (before == MR_FLOW_NONE) {
        MR_QUEUE(queue, MR_FUW_HEAD) = next;
    } else {
        MR_PLATE(before, MR_FP_NEXT) = next;
    }
    if (next == MR_FLOW_NONE) MR_QUEUE(queue, MR_FUW_TAIL) = before;
    MR_PLATE(plate, MR_FP_NEXT) = MR_FLOW_NONE;
    MR_QUEUE(queue, MR_FUW_WAITING) -= 1;
    mr_flow_add_group(flow, group, MR_FQ_QUEUE, (mr_u64)flow->now);
    return plate;
}

// Whether a plate has waited beyond the limit of its step.
MR_INLINE int mr_is_late(mr_flow *flow, int plate) {
    int limit = mr_flow_step_of(flow, plate)[MR_FS_LIMIT];
    int waited = flow->now - MR_PLATE(plate, MR_FP_ENTERED);
    return limit != MR_FLOW_NONE && waited > mr_whole_seconds(MR_COURSE(limit));
}
// Puts a plate that is in no queue among those that go back.
MR_INLINE void mr_put_late(mr_flow *flow, int plate) {
    int last = MR_FLOW(MR_FC_LAST_LATE);
    if (last == MR_FLOW_NONE) {
        MR_FLOW(MR_FC_LATE) = plate;
    } else {
        MR_PLATE(last, MR_FP_NEXT) = plate;
    }
    MR_FLOW(MR_FC_LAST_LATE) = plate;
}
// Takes plates that have waited too long out of all queues of a group.
static void mr_take_late(mr_flow *flow, int group_number) {
    mr_record group = mr_flow_group_at(flow, group_number);
    int end = group[MR_FG_QUEUE] + group[MR_FG_QUEUE_COUNT];
    for (int queue = group[MR_FG_QUEUE]; queue < end; ++queue) {
        int before = MR_FLOW_NONE, plate = MR_QUEUE(queue, MR_FUW_HEAD);
        while (plate != MR_FLOW_NONE) {
            int next = MR_PLATE(plate, MR_FP_NEXT);
            if (mr_is_late(flow, plate)) {
                mr_put_late(flow, mr_unlink(flow, group_number, queue, before));
            } else {
                before = plate;
            }
            plate = next;
        }
    }
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

// A plate in a queue, and the one before it.
typedef struct {
    int plate, before, queue;
} mr_place;

// The most critical plate of a queue that is not empty; ratios change while plates wait.
MR_INLINE mr_place mr_most_critical(mr_flow *flow, int queue) {
    mr_place place = {MR_QUEUE(queue, MR_FUW_HEAD), MR_FLOW_NONE, queue};
    int before = place.plate, plate = MR_PLATE(before, MR_FP_NEXT);
    for (; plate != MR_FLOW_NONE; plate = MR_PLATE(plate, MR_FP_NEXT)) {
        if (mr_is_more_critical(flow, plate, place.plate)) {
            place.plate = plate;
            place.before = before;
        }
        before = plate;
    }
    return place;
}

// The first plate of a queue that is not empty for which a tool is set up, of those as urgent as the
// first of all; else that one.
MR_INLINE mr_place mr_next_of_family(mr_flow *flow, int queue, int family) {
    mr_place place = {MR_QUEUE(queue, MR_FUW_HEAD), MR_FLOW_NONE, queue};
    int priority = MR_PLATE(place.plate, MR_FP_PRIORITY), before = MR_FLOW_NONE;
    for (int plate = place.plate; plate != MR_FLOW_NONE; plate = MR_PLATE(plate, MR_FP_NEXT)) {
        if (MR_PLATE(plate, MR_FP_PRIORITY) != priority) break;
        if (mr_flow_step_of(flow, plate)[MR_FS_FAMILY] == family) {
            place.plate = plate;
            place.before = before;
            break;
        }
        before = plate;
    }
    return place;
}

// Whether one plate is taken before another by the rule alone. family: for which the tool is set up,
// or none where that does not count.
MR_INLINE int mr_is_preferred(mr_flow *flow, int rule, int family, int one, int other) {
    if (rule == MR_RULE_CRITICAL_RATIO) return mr_is_more_critical(flow, one, other);
    if (family != MR_FLOW_NONE && MR_PLATE(one, MR_FP_PRIORITY) == MR_PLATE(other, MR_FP_PRIORITY))
        return mr_flow_step_of(flow, one)[MR_FS_FAMILY] == family &&
               mr_flow_step_of(flow, other)[MR_FS_FAMILY] != family;
    return mr_goes_before(flow, one, other);
}

// What a tool takes next of the queues that it can serve: by the group's rule, then who waits
// longest. least: queues with fewer plates do not count.
static mr_place mr_pick(mr_flow *flow, int group_number, int number, int least) {
    mr_record group = mr_flow_group_at(flow, group_number);
    int rule = group[MR_FG_RULE], family = MR_FLOW_NONE;
    if (rule == MR_RULE_FEWEST_SETUPS) family = MR_TOOL(group[MR_FG_TOOL] + number, MR_FTW_FAMILY);
    mr_place best = {MR_FLOW_NONE, MR_FLOW_NONE, MR_FLOW_NONE};
    int end = group[MR_FG_QUEUE] + group[MR_FG_QUEUE_COUNT];
    for (int queue = group[MR_FG_QUEUE]; queue < end; ++queue) {
        if (MR_QUEUE(queue, MR_FUW_WAITING) < least) continue;
        if (!((mr_queue_tools(flow, queue) >> number) & 1)) continue;
        mr_place place = {MR_QUEUE(queue, MR_FUW_HEAD), MR_FLOW_NONE, queue};
        if (rule == MR_RULE_CRITICAL_RATIO) place = mr_most_critical(flow, queue);
        if (family != MR_FLOW_NONE) place = mr_next_of_family(flow, queue, family);
        if (best.plate != MR_FLOW_NONE) {
            int one = place.plate, other = best.plate;
            if (mr_is_preferred(flow, rule, family, other, one)) continue;
            int first = mr_is_preferred(flow, rule, family, one, other);
            if (!first && MR_PLATE(other, MR_FP_ENTERED) <= MR_PLATE(one, MR_FP_ENTERED)) continue;
        }
        best = place;
    }
    return best;
}

#endif

// When the nodes open: their tools, their process and their customers.
#ifndef MR_RAMP_NODES_H
#define MR_RAMP_NODES_H
#include "ramp_install.h"

// The first date at which each line, or a finer one of its group, has a tool.
MR_INLINE void mr_find_line_dates(mr_block block) {
    for (int line = 0; line < MR_T(MR_LINE_COUNT); ++line)
        MR_FOR_LANES(lane) MR_CELL(MR_T(MR_SLOT_LINE_READY) + line) = MR_NEVER;
    for (int unit = 0; unit < MR_T(MR_UNIT_COUNT); ++unit) {
        int line = MR_T(MR_T(MR_UNITS) + unit * MR_UNIT_SIZE + MR_U_LINE);
        int slot = MR_T(MR_SLOT_LINE_READY) + line, ready = MR_T(MR_SLOT_READY) + unit;
        MR_FOR_LANES(lane) MR_CELL(slot) = mr_min(MR_CELL(slot), MR_CELL(ready));
    }
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int first = record[MR_G_FIRST_LINE];
        for (int line = first + record[MR_G_LINE_COUNT] - 2; line >= first; --line) {
            int slot = MR_T(MR_SLOT_LINE_READY) + line;
            MR_FOR_LANES(lane) MR_CELL(slot) = mr_min(MR_CELL(slot), MR_CELL(slot + 1));
        }
    }
}

// The date of an event of a node: known, or a lag after the one before that has not passed by the
// as-of date.
MR_INLINE void mr_draw_event(mr_block block, int known, int before, int lag, int slot) {
    float as_of = block.floats[MR_T(MR_AS_OF)];
    if (known != MR_NONE) {
        MR_FOR_LANES(lane) MR_CELL(slot) = MR_CELL(known);
        return;
    }
    mr_u32 word[MR_LANES];
    float bound[MR_LANES], months[MR_LANES];
    mr_deferred_words(block, lag, word);
    MR_FOR_LANES(lane) bound[lane] = as_of - MR_CELL(before);
    mr_lags_of_words(block, lag, word, bound, months);
    MR_FOR_LANES(lane) MR_CELL(slot) = mr_min(MR_CELL(before) + months[lane], MR_NEVER);
}

// Months from run-through to the first delivery, known to be more than `bound`: the sampling lag
// once for each round. Samples fail with probability p, so round r is the last with probability
// (1 - p)·p^(r - 1), weighed with the chance that r lags are longer than `bound` (Bayes).
MR_INLINE float mr_draw_sampling(mr_block block, MR_GLOBAL const int *record, float bound,
                                 int lane) {
    float p = MR_CELL(record[MR_N_FAILURE]), still = 1.0f, sum = 0.0f, until[MR_MAX_ROUNDS];
    for (int round = 0; round < MR_MAX_ROUNDS; ++round) {
        float share = round + 1 < MR_MAX_ROUNDS ? still * (1.0f - p) : still;
        float each = bound * mr_reciprocal((float)(round + 1));
        sum += share * mr_lag_survival(block, record[MR_N_SAMPLING], each, lane);
        until[round] = sum;
        still *= p;
    }
    mr_u32 word = mr_word(block, MR_PURPOSE_ROUNDS, (mr_u32)record[MR_N_ROUNDS],
                          (mr_u32)record[MR_N_ROUNDS_STREAM], lane);
    float u = (float)(mr_i32)(word >> 8) * (1.0f / 16777216.0f);
    int rounds = 1;
    for (int round = 0; round + 1 < MR_MAX_ROUNDS; ++round)
        rounds += until[round] <= u * sum ? 1 : 0;
    float each = bound * mr_reciprocal((float)rounds);
    float months = (float)rounds * mr_lag_above(block, record[MR_N_SAMPLING], each, lane);
    return mr_max(months, bound);
}

// The first delivery of a node to a customer.
MR_INLINE void mr_draw_delivery(mr_block block, MR_GLOBAL const int *record, int before, int slot) {
    if (record[MR_N_DELIVERY] != MR_NONE || record[MR_N_FAILURE] == MR_NONE) {
        mr_draw_event(block, record[MR_N_DELIVERY], before, record[MR_N_SAMPLING], slot);
        return;
    }
    float as_of = block.floats[MR_T(MR_AS_OF)];
    for (int lane = 0; lane < MR_LANES; ++lane) {
        float from = MR_CELL(before);
        MR_CELL(slot) =
            mr_min(from + mr_draw_sampling(block, record, as_of - from, lane), MR_NEVER);
    }
}

// Ready, run through, delivery, volume: dates of one node; and the group whose tool comes last.
MR_INLINE void mr_draw_node(mr_block block, int node) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + node * MR_NODE_SIZE;
    int ready = MR_T(MR_SLOT_NODE_READY) + node, last = MR_T(MR_SLOT_NODE_GROUP) + node;
    MR_FOR_LANES(lane) {
        MR_CELL(ready) = -MR_NEVER;
        MR_WHOLE(last) = 0;
    }
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        int line = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * MR_T(MR_NODE_COUNT) + node);
        if (line == MR_UNUSED) continue;
        MR_FOR_LANES(lane) {
            float date =
                line == MR_NO_TOOL ? MR_NEVER : MR_CELL(MR_T(MR_SLOT_LINE_READY) + mr_max(line, 0));
            MR_WHOLE(last) = date > MR_CELL(ready) ? group : MR_WHOLE(last);
            MR_CELL(ready) = mr_max(MR_CELL(ready), date);
        }
    }
    // A node that needs no tools is ready from the start.
    MR_FOR_LANES(lane) MR_CELL(ready) = MR_CELL(ready) > -MR_NEVER ? MR_CELL(ready) : 0.0f;
    int run_through = MR_T(MR_SLOT_RUN_THROUGH) + node, delivery = MR_T(MR_SLOT_DELIVERY) + node;
    int volume = MR_T(MR_SLOT_VOLUME) + node;
    mr_draw_event(block, record[MR_N_RUN_THROUGH], ready, record[MR_N_QUALIFICATION], run_through);
    mr_draw_delivery(block, record, run_through, delivery);
    mr_draw_event(block, record[MR_N_VOLUME], delivery, record[MR_N_VERIFICATION], volume);
}

#endif

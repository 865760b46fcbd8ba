// How many plates the tools of one month can make of each node.
//
// The hours of a group are shared in proportion to the target mix. A node that a coarse tool can
// make takes its hours from the least capable tools first and overflows to finer ones. The
// result is one multiple of the mix for each node: the largest that the least favoured node can
// have, then the largest for the others, and so on (max-min fair). Within a group it is found by
// pooling neighbouring lines whose multiples would decrease from fine to coarse, which is isotonic
// regression (Ayer et al. 1955, doi:10.1214/aoms/1177728423). It follows that no node's multiple
// falls when hours are added anywhere.
#ifndef MR_RAMP_CAPACITY_H
#define MR_RAMP_CAPACITY_H
#include "ramp_blocks.h"
#include "ramp_hours.h"
#include "ramp_nodes.h"
#include "ramp_pool.h"
#include "ramp_work.h"
#include "ramp_writes.h"

// Hours of line × task for one multiple of the mix, before yield.
MR_INLINE void mr_find_hours(mr_block block) {
    if (MR_T(MR_FIDELITY) == MR_MOMENTS) mr_clear_write_sums(block);
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = mr_group(block, group);
        int bars = MR_HOURS(g[MR_G_FIRST_LINE]);
        if (g[MR_G_TRADES]) mr_forget_basis(block, g);
        for (int cell = 0; cell < g[MR_G_LINE_COUNT] * g[MR_G_TASK_COUNT]; ++cell)
            MR_FOR_LANES(lane) MR_CELL(bars + cell) = 0.0f;
        for (int index = 0; index < g[MR_G_LINE_COUNT] * g[MR_G_TERM_COUNT]; ++index) {
            int line = g[MR_G_FIRST_LINE] + index / g[MR_G_TERM_COUNT];
            MR_GLOBAL const int *l = block.table + MR_T(MR_LINES) + line * MR_LINE_SIZE;
            int number = g[MR_G_FIRST_TERM] + index % g[MR_G_TERM_COUNT];
            MR_GLOBAL const int *term = block.table + MR_T(MR_TERMS) + number * MR_TERM_SIZE;
            int task = term[MR_T_TASK];
            if (task >= l[MR_L_TASKS]) continue;
            int node = MR_T(g[MR_G_TASKS] + task * MR_TASK_SIZE + MR_K_NODE);
            int slot = MR_HOURS(line) + task;
            int cell = group * MR_T(MR_NODE_COUNT) + node;
            int varies =
                MR_T(MR_FIDELITY) == MR_MOMENTS && line == MR_T(MR_T(MR_GROUP_NODE_LINE) + cell);
            int sums = MR_T(MR_SLOT_WRITE_SUMS) + cell * MR_WRITE_SUMS;
            int stated = term[MR_T_KIND] == MR_STATED_HOURS, speed = l[MR_L_SPEED];
            float hours[MR_LANES];
            if (stated) {
                int each = term[MR_T_HOURS], passes = term[MR_T_PASSES];
                MR_FOR_LANES(lane) hours[lane] = MR_CELL(each) * MR_CELL(passes);
            } else {
                mr_find_writes(block, l, term, g[MR_G_MTBF], varies ? sums : MR_NONE, hours);
            }
            int times = term[MR_T_SHARE], mix = MR_T(MR_SLOT_MIX) + node;
            MR_FOR_LANES(lane) {
                float share = mr_term_share(block, term, lane);
                float fast = speed == MR_NONE ? 1.0f : MR_CELL(mr_max(speed, 0));
                float once = hours[lane] * MR_CELL(times);
                float slow = once * mr_reciprocal(fast);
                float takes = share * (speed == MR_NONE ? once : slow);
                MR_CELL(slot) += takes * MR_CELL(mix);
            }
        }
    }
}

// The mix normalised, and what does not change over the months.
MR_INLINE void mr_find_mix(mr_block block) {
    int nodes = MR_T(MR_NODE_COUNT), learning = MR_T(MR_LEARNING_FACTOR);
    float slower[MR_LANES], scale[MR_LANES];
    MR_FOR_LANES(lane) {
        slower[lane] = learning == MR_NONE ? 1.0f : MR_CELL(mr_max(learning, 0));
        scale[lane] = 0.0f;
    }
    for (int node = 0; node < nodes; ++node) {
        int mix = MR_T(MR_T(MR_NODES) + node * MR_NODE_SIZE + MR_N_MIX);
        MR_FOR_LANES(lane) scale[lane] += mr_max(MR_CELL(mix), 0.0f);
    }
    MR_FOR_LANES(lane) scale[lane] = mr_reciprocal(mr_max(scale[lane], 1.0e-9f));
    for (int node = 0; node < nodes; ++node) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + node * MR_NODE_SIZE;
        int of_plan = record[MR_N_MIX], matures = record[MR_N_MATURE_AFTER];
        int mix = MR_T(MR_SLOT_MIX) + node, inverse = MR_T(MR_SLOT_INVERSE_MIX) + node;
        int climb = MR_T(MR_SLOT_INVERSE_MATURING) + node;
        MR_FOR_LANES(lane) {
            float share = mr_max(MR_CELL(of_plan), 0.0f) * scale[lane];
            MR_CELL(mix) = share;
            MR_CELL(inverse) = mr_reciprocal(mr_max(share, 1.0e-9f));
            MR_CELL(climb) = mr_reciprocal(mr_max(MR_CELL(matures) * slower[lane], 1.0e-3f));
        }
    }
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int inverse = MR_T(MR_SLOT_INVERSE_LEARNING) + group, level = MR_T(MR_SLOT_LEVEL) + group;
        int learns = record[MR_G_LEARNING_MONTHS];
        int availability = record[MR_G_AVAILABILITY], usable = record[MR_G_USABLE];
        MR_FOR_LANES(lane) {
            MR_CELL(inverse) = mr_reciprocal(mr_max(MR_CELL(learns) * slower[lane], 1.0e-3f));
            float up = MR_CELL(availability) * MR_CELL(usable);
            MR_CELL(level) = up * mr_staffed_share(block, record, lane);
        }
    }
}

// Plates started for each good one: 1/yield, which climbs in a straight line from run-through.
// Whether any has moved since the month before; so they all do in the first.
MR_INLINE int mr_find_attempts(mr_block block, int month) {
    float middle = (float)month + 0.5f;
    int moves = month == 0;
    for (int node = 0; node < MR_T(MR_NODE_COUNT); ++node) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + node * MR_NODE_SIZE;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node, from = MR_T(MR_SLOT_RUN_THROUGH) + node;
        int inverse = MR_T(MR_SLOT_INVERSE_MATURING) + node;
        int start = record[MR_N_YIELD_START], mature = record[MR_N_YIELD_MATURE];
        int yield = MR_T(MR_SLOT_YIELD) + node;
        float now[MR_LANES];
        int differs[MR_LANES];
        MR_FOR_LANES(lane) {
            float climbed = (middle - MR_CELL(from)) * MR_CELL(inverse);
            climbed = mr_max(0.0f, mr_min(1.0f, climbed));
            float low = mr_min(MR_CELL(start), MR_CELL(mature));
            float good = low + (MR_CELL(mature) - low) * climbed;
            differs[lane] = good != MR_CELL(yield);
            now[lane] = good;
        }
        int any = month == 0;
        for (int lane = 0; lane < MR_LANES; ++lane) any |= differs[lane];
        if (!any) continue;
        moves = 1;
        MR_FOR_LANES(lane) {
            MR_CELL(yield) = now[lane];
            MR_CELL(attempts) = mr_reciprocal(now[lane]);
        }
    }
    return moves;
}

// A group of one line, whose nodes all take from it: what one multiple of them takes, and what its
// hours allow. Hours of a plate are as before where no yield moves.
MR_INLINE void mr_share_line(mr_block block, int group, int line, int yield_moves) {
    int nodes = MR_T(MR_NODE_COUNT), owns = MR_T(MR_GROUP_NODE_LINE) + group * nodes;
    int rate = MR_T(MR_SLOT_RATE) + line, open = MR_T(MR_SLOT_OPEN) + line;
    int multiple = MR_T(MR_SLOT_MULTIPLE) + line;
    if (yield_moves) {
        float load[MR_LANES];
        MR_FOR_LANES(lane) load[lane] = 0.0f;
        for (int node = 0; node < nodes; ++node) {
            if (MR_T(owns + node) < 0) continue;
            int bar = MR_HOURS(line) + node;
            int attempts = MR_T(MR_SLOT_ATTEMPTS) + node;
            int priced = MR_T(MR_SLOT_PRICED) + group * nodes + node;
            MR_FOR_LANES(lane) {
                float hours = MR_CELL(bar) * MR_CELL(attempts);
                load[lane] += hours;
                MR_CELL(priced) = hours;
            }
        }
        MR_FOR_LANES(lane)
        MR_CELL(rate) = load[lane] > 0.0f ? mr_reciprocal(mr_max(load[lane], 1.0e-12f)) : 0.0f;
    }
    MR_FOR_LANES(lane)
    MR_CELL(multiple) = MR_CELL(rate) > 0.0f ? MR_CELL(open) * MR_CELL(rate) : MR_NO_LIMIT;
}

// The multiple of the mix that each line of each group allows in an hour of the group's open days.
// Multiples are in proportion to the hours, so a group of which nothing moves keeps what it had,
// however many days the months have.
MR_INLINE void mr_find_multiples(mr_block block, int month, int yields_move) {
    int nodes = MR_T(MR_NODE_COUNT), cross = MR_T(MR_SLOT_CROSS), unit = 0;
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int first = g[MR_G_FIRST_LINE], count = g[MR_G_LINE_COUNT], first_unit = unit;
        int hours_move = month == 0 || (month >= mr_said(block, MR_T(MR_SLOT_MOVES_FROM) + group) &&
                                        month <= mr_said(block, MR_T(MR_SLOT_MOVES_UNTIL) + group));
        unit += mr_unit_count(block, group);
        if (hours_move) mr_find_open_hours(block, group, first_unit, month);
        if (!hours_move && !yields_move) continue;
        if (count == 1) {
            mr_share_line(block, group, first, yields_move);
            continue;
        }
        if (g[MR_G_TRADES]) {
            mr_trade_lines(block, group);
            continue;
        }
        for (int cell = 0; cell < count * (count + 1) / 2; ++cell)
            MR_FOR_LANES(lane) MR_CELL(cross + cell) = 0.0f;
        for (int node = 0; node < nodes; ++node) {
            int own = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node);
            if (own < 0) continue;
            for (int line = own; line < first + count; ++line) {
                int j = line - first, cell = cross + j * (j + 1) / 2 + own - first;
                int bar = MR_HOURS(line) + node;
                int attempts = MR_T(MR_SLOT_ATTEMPTS) + node;
                MR_FOR_LANES(lane) MR_CELL(cell) += MR_CELL(bar) * MR_CELL(attempts);
            }
        }
        float load[MR_MAX_LINES_OF_GROUP][MR_LANES];
        mr_pool_lines(block, first, count, load);
        mr_close_pools(block, first, count, load);
        mr_price_pooled(block, group, first, count);
    }
}

#endif

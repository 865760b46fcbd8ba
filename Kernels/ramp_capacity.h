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
            for (int lane = 0; lane < MR_LANES; ++lane) {
                float hours = 0.0f;
                float share = mr_term_share(block, term, lane);
                if (term[MR_T_KIND] == MR_STATED_HOURS) {
                    hours = MR_CELL(term[MR_T_HOURS]) * MR_CELL(term[MR_T_PASSES]);
                } else {
                    mr_write write = mr_find_write(block, l, term, g[MR_G_MTBF], lane);
                    mr_write own = mr_of_plate(block, term, write, share, lane);
                    if (varies) mr_add_write(block, term, sums, own, lane);
                    hours = write.hours;
                }
                hours *= MR_CELL(term[MR_T_SHARE]);
                if (l[MR_L_SPEED] != MR_NONE) hours *= mr_reciprocal(MR_CELL(l[MR_L_SPEED]));
                MR_CELL(slot) += (share * hours) * MR_CELL(MR_T(MR_SLOT_MIX) + node);
            }
        }
    }
}

// The mix normalised, and what does not change over the months.
MR_INLINE void mr_find_mix(mr_block block) {
    int nodes = MR_T(MR_NODE_COUNT), learning = MR_T(MR_LEARNING_FACTOR);
    for (int lane = 0; lane < MR_LANES; ++lane) {
        float sum = 0.0f, slower = learning == MR_NONE ? 1.0f : MR_CELL(learning);
        for (int node = 0; node < nodes; ++node)
            sum += mr_max(MR_CELL(MR_T(MR_T(MR_NODES) + node * MR_NODE_SIZE + MR_N_MIX)), 0.0f);
        float scale = mr_reciprocal(mr_max(sum, 1.0e-9f));
        for (int node = 0; node < nodes; ++node) {
            MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + node * MR_NODE_SIZE;
            float share = mr_max(MR_CELL(record[MR_N_MIX]), 0.0f) * scale;
            MR_CELL(MR_T(MR_SLOT_MIX) + node) = share;
            MR_CELL(MR_T(MR_SLOT_INVERSE_MIX) + node) = mr_reciprocal(mr_max(share, 1.0e-9f));
            MR_CELL(MR_T(MR_SLOT_INVERSE_MATURING) + node) =
                mr_reciprocal(mr_max(MR_CELL(record[MR_N_MATURE_AFTER]) * slower, 1.0e-3f));
        }
        for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
            MR_GLOBAL const int *record = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
            MR_CELL(MR_T(MR_SLOT_INVERSE_LEARNING) + group) =
                mr_reciprocal(mr_max(MR_CELL(record[MR_G_LEARNING_MONTHS]) * slower, 1.0e-3f));
            float up = MR_CELL(record[MR_G_AVAILABILITY]) * MR_CELL(record[MR_G_USABLE]);
            MR_CELL(MR_T(MR_SLOT_LEVEL) + group) = up * mr_staffed_share(block, record, lane);
        }
    }
}

// Plates started for each good one: 1/yield, which climbs in a straight line from run-through.
MR_INLINE void mr_find_attempts(mr_block block, int month) {
    float middle = (float)month + 0.5f;
    for (int node = 0; node < MR_T(MR_NODE_COUNT); ++node) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + node * MR_NODE_SIZE;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node, from = MR_T(MR_SLOT_RUN_THROUGH) + node;
        int inverse = MR_T(MR_SLOT_INVERSE_MATURING) + node;
        int start = record[MR_N_YIELD_START], mature = record[MR_N_YIELD_MATURE];
        int moves = MR_T(MR_SLOT_ATTEMPTS_MOVE) + node, same = month > 0;
        int yield = MR_T(MR_SLOT_YIELD) + node;
        float now[MR_LANES];
        MR_FOR_LANES(lane) {
            float climbed = (middle - MR_CELL(from)) * MR_CELL(inverse);
            climbed = mr_max(0.0f, mr_min(1.0f, climbed));
            float low = mr_min(MR_CELL(start), MR_CELL(mature));
            MR_CELL(yield) = low + (MR_CELL(mature) - low) * climbed;
            now[lane] = mr_reciprocal(MR_CELL(yield));
        }
        for (int lane = 0; lane < MR_LANES; ++lane) same &= now[lane] == MR_CELL(attempts);
        MR_FOR_LANES(lane) MR_CELL(attempts) = now[lane];
        mr_say(block, moves, !same);
    }
}

// Pools the lines of one group, coarse to fine, for one lane; sets the multiple of each line, the
// last line of its block, and what turns that line's hours into those of the whole block.
// cross: load of the nodes of line c on line j for one multiple of the mix, at j·(j+1)/2 + c.
MR_INLINE void mr_pool_lines(mr_block block, int first, int count, int lane) {
    int open = MR_T(MR_SLOT_OPEN) + first, cross = MR_T(MR_SLOT_CROSS);
    int hours_slot = MR_T(MR_SLOT_BLOCK_HOURS) + first;
    int start_slot = MR_T(MR_SLOT_BLOCK_START) + first, end_slot = MR_T(MR_SLOT_BLOCK_END) + first;
    float load[MR_MAX_LINES_OF_GROUP];
    for (int j = 0; j < count; ++j) {
        int head = j, row = cross + j * (j + 1) / 2;
        float hours = MR_CELL(open + j), own = MR_CELL(row + j);
        while (head > 0) {
            float before = MR_CELL(hours_slot + head - 1);
            // A line that has no node of its own helps the coarser ones, idle or not; were it left
            // to stand between them and the finer lines, those could not help either.
            int helps = own > 0.0f ? before * own < hours * load[head - 1] : load[head - 1] > 0.0f;
            if (!helps) break;
            int from = MR_WHOLE(start_slot + head - 1);
            float here = 0.0f;  // the coarser block's load, at this line's speed
            for (int c = from; c < head; ++c) here += MR_CELL(row + c);
            if (load[head - 1] > 0.0f) hours += before * (here * mr_reciprocal(load[head - 1]));
            own += here;
            head = from;
        }
        MR_WHOLE(start_slot + j) = head;
        MR_CELL(hours_slot + j) = hours;
        load[j] = own;
    }
    for (int j = count - 1; j >= 0;) {
        int from = MR_WHOLE(start_slot + j);
        float hours = MR_CELL(hours_slot + j), present = 0.0f;
        float multiple = load[j] > 0.0f ? hours * mr_reciprocal(load[j]) : 1.0e9f;
        for (int c = from; c <= j; ++c) present += MR_CELL(open + c);
        float scale = present * mr_reciprocal(mr_max(hours, 1.0e-9f));
        for (int c = from; c <= j; ++c) {
            MR_CELL(MR_T(MR_SLOT_MULTIPLE) + first + c) = multiple;
            MR_CELL(MR_T(MR_SLOT_BLOCK_SCALE) + first + c) = scale;
            MR_WHOLE(end_slot + c) = j;
        }
        j = from - 1;
    }
}

// Hours that one multiple of each node takes of a group whose lines are pooled: at the speed of the
// last line of the node's block, scaled to the hours that the block's lines have at their own.
MR_INLINE void mr_price_pooled(mr_block block, int group, int first, int count) {
    int nodes = MR_T(MR_NODE_COUNT), bars = MR_HOURS(first);
    for (int node = 0; node < nodes; ++node) {
        int own = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node);
        if (own < 0) continue;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node, priced = MR_T(MR_SLOT_PRICED) + group * nodes;
        int scale = MR_T(MR_SLOT_BLOCK_SCALE) + own, end = MR_T(MR_SLOT_BLOCK_END) + own;
        MR_FOR_LANES(lane) {
            float bar = MR_CELL(bars + MR_WHOLE(end) * nodes + node);
            MR_CELL(priced + node) = (bar * MR_CELL(attempts)) * MR_CELL(scale);
        }
    }
}

// A group of one line, whose nodes all take from it: what one multiple of them takes, and what its
// hours allow. Hours of a plate are as in the month before where no yield moves.
MR_INLINE void mr_share_line(mr_block block, int group, int line, int month) {
    int nodes = MR_T(MR_NODE_COUNT), owns = MR_T(MR_GROUP_NODE_LINE) + group * nodes;
    int rate = MR_T(MR_SLOT_RATE) + line, open = MR_T(MR_SLOT_OPEN) + line;
    int multiple = MR_T(MR_SLOT_MULTIPLE) + line, moves = month == 0;
    for (int node = 0; node < nodes; ++node)
        moves |= MR_T(owns + node) >= 0 && mr_said(block, MR_T(MR_SLOT_ATTEMPTS_MOVE) + node);
    if (moves) {
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
    MR_CELL(multiple) = MR_CELL(rate) > 0.0f ? MR_CELL(open) * MR_CELL(rate) : 1.0e9f;
}

// The multiple of the mix that each line of each group allows.
MR_INLINE void mr_find_multiples(mr_block block, int month) {
    int nodes = MR_T(MR_NODE_COUNT), cross = MR_T(MR_SLOT_CROSS);
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int first = g[MR_G_FIRST_LINE], count = g[MR_G_LINE_COUNT];
        if (count == 1) {
            mr_share_line(block, group, first, month);
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
        for (int lane = 0; lane < MR_LANES; ++lane) mr_pool_lines(block, first, count, lane);
        mr_price_pooled(block, group, first, count);
    }
}

#endif

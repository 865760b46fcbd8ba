// Lines of a group that trade, pooled into blocks: as mr_pool_lines, where what a block allows is the
// solution of a linear programme.
#ifndef MR_RAMP_BLOCKS_H
#define MR_RAMP_BLOCKS_H
#include "ramp_trade.h"

// A block of one line: its nodes' multiple, and what they cost together at a price of 1.
MR_INLINE void mr_begin_block(mr_block block, const mr_master *master, float *multiple,
                              float *cost) {
    int line = master->first + master->last, open = MR_T(MR_SLOT_OPEN) + line, node = -1;
    int index = master->last > 0 ? mr_task_count(block, line - 1) : 0;
    MR_FOR_LANES(lane) cost[lane] = 0.0f;
    for (; index < mr_task_count(block, line); ++index) {
        int task = master->tasks + index * MR_TASK_SIZE, bar = MR_HOURS(line) + index;
        int is_next = MR_T(task + MR_K_NODE) != node;
        node = MR_T(task + MR_K_NODE);
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node;
        int priced = MR_T(MR_SLOT_PRICED) + master->group * MR_T(MR_NODE_COUNT) + node;
        MR_FOR_LANES(lane) {
            float load = MR_CELL(bar) * MR_CELL(attempts);
            cost[lane] += load;
            MR_CELL(priced) = is_next ? load : MR_CELL(priced) + load;
        }
    }
    MR_FOR_LANES(lane) {
        float most = MR_CELL(open) * mr_reciprocal(mr_max(cost[lane], 1.0e-20f));
        multiple[lane] = cost[lane] > 0.0f ? most : MR_NO_LIMIT;
    }
}

// Takes the coarser blocks in, as long as their nodes have less. A line that has no node of its own
// helps the coarser ones, idle or not. A block that reaches the first line has none to be compared
// with: its programme is left for later, lest it grow once more.
MR_INLINE void mr_grow_block(mr_block block, mr_master *master, float *multiple, float *cost,
                             int *waits) {
    int multiples = MR_T(MR_SLOT_MULTIPLE) + master->first;
    int starts = MR_T(MR_SLOT_BLOCK_START) + master->first;
    int costs = MR_T(MR_SLOT_BLOCK_HOURS) + master->first;
    int wants[MR_LANES], from[MR_LANES];
    MR_FOR_LANES(lane) waits[lane] = 0;
    for (int merge = 0; merge < master->last; ++merge) {
        int any = 0;
        MR_FOR_LANES(lane) {
            wants[lane] = 0;
            from[lane] = master->from[lane];
        }
        for (int before = 0; before < master->last; ++before) MR_FOR_LANES(lane) {
                int helps = cost[lane] > 0.0f ? MR_CELL(multiples + before) < multiple[lane]
                                              : MR_CELL(costs + before) > 0.0f;
                int takes = from[lane] == before + 1 && helps;
                int start = MR_WHOLE(starts + before);
                wants[lane] |= takes && start > 0;
                waits[lane] |= takes && start == 0;
                master->from[lane] = takes ? start : master->from[lane];
                cost[lane] = takes ? cost[lane] + MR_CELL(costs + before) : cost[lane];
            }
        for (int lane = 0; lane < MR_LANES; ++lane) any |= wants[lane];
        if (!any) return;
        mr_largest_multiples(block, master, wants, multiple, cost);
    }
}

// Solves what was left for later.
MR_INLINE void mr_settle_block(mr_block block, mr_master *master, float *multiple, float *cost,
                               const int *waits) {
    int any = 0;
    for (int lane = 0; lane < MR_LANES; ++lane) any |= waits[lane];
    if (any) mr_largest_multiples(block, master, waits, multiple, cost);
    int multiples = MR_T(MR_SLOT_MULTIPLE) + master->first + master->last;
    int costs = MR_T(MR_SLOT_BLOCK_HOURS) + master->first + master->last;
    MR_FOR_LANES(lane) {
        MR_CELL(multiples) = multiple[lane];
        MR_CELL(costs) = cost[lane];
    }
}

// Gives each line the multiple of its block, and each node the hours that one multiple of it takes:
// its part of the block's cost, so that all nodes at their multiples take all hours.
MR_INLINE void mr_close_blocks(mr_block block, const mr_master *master) {
    int multiples = MR_T(MR_SLOT_MULTIPLE) + master->first;
    int starts = MR_T(MR_SLOT_BLOCK_START) + master->first;
    int scales = MR_T(MR_SLOT_BLOCK_SCALE) + master->first;
    int costs = MR_T(MR_SLOT_BLOCK_HOURS) + master->first, nodes = MR_T(MR_NODE_COUNT);
    int open = MR_T(MR_SLOT_OPEN) + master->first;
    float multiple[MR_LANES], scale[MR_LANES], hours[MR_LANES];
    int start[MR_LANES];
    MR_FOR_LANES(lane) start[lane] = master->count;
    for (int line = master->count - 1; line >= 0; --line) {
        MR_FOR_LANES(lane) hours[lane] = 0.0f;
        for (int other = 0; other <= line; ++other) MR_FOR_LANES(lane) {
                int is_of_block = other >= MR_WHOLE(starts + line);
                hours[lane] += is_of_block ? MR_CELL(open + other) : 0.0f;
            }
        MR_FOR_LANES(lane) {
            int is_last = line < start[lane];
            float all = MR_CELL(multiples + line) * MR_CELL(costs + line);
            float each = hours[lane] * mr_reciprocal(mr_min(mr_max(all, 1.0e-20f), 1.0e29f));
            each = all > 1.0e-20f ? each : 0.0f;
            multiple[lane] = is_last ? MR_CELL(multiples + line) : multiple[lane];
            scale[lane] = is_last ? each : scale[lane];
            start[lane] = is_last ? MR_WHOLE(starts + line) : start[lane];
            MR_CELL(multiples + line) = multiple[lane];
            MR_CELL(scales + line) = scale[lane];
        }
    }
    for (int node = 0; node < nodes; ++node) {
        int priced = MR_T(MR_SLOT_PRICED) + master->group * nodes + node;
        int own = MR_T(MR_T(MR_GROUP_NODE_LINE) + master->group * nodes + node) - master->first;
        if (own < 0) continue;
        MR_FOR_LANES(lane) MR_CELL(priced) *= MR_CELL(scales + own);
    }
}

// The multiple of each line of a group that trades, and what its nodes cost.
MR_INLINE void mr_trade_lines(mr_block block, int group) {
    MR_GLOBAL const int *g = mr_group(block, group);
    int starts = MR_T(MR_SLOT_BLOCK_START) + g[MR_G_FIRST_LINE], before = 0;
    float multiple[MR_LANES], cost[MR_LANES];
    int waits[MR_LANES];
    mr_master master;
    master.group = group;
    master.first = g[MR_G_FIRST_LINE];
    master.count = g[MR_G_LINE_COUNT];
    master.tasks = g[MR_G_TASKS];
    for (int line = 0; line < master.count; ++line) {
        int tasks = mr_task_count(block, master.first + line);
        if (line > 0 && tasks > before) mr_settle_block(block, &master, multiple, cost, waits);
        before = tasks;
        master.last = line;
        MR_FOR_LANES(lane) master.from[lane] = line;
        mr_begin_block(block, &master, multiple, cost);
        mr_grow_block(block, &master, multiple, cost, waits);
        MR_FOR_LANES(lane) {
            MR_WHOLE(starts + line) = master.from[lane];
            MR_CELL(MR_T(MR_SLOT_BLOCK_HOURS) + master.first + line) = cost[lane];
            MR_CELL(MR_T(MR_SLOT_MULTIPLE) + master.first + line) = multiple[lane];
        }
    }
    mr_settle_block(block, &master, multiple, cost, waits);
    mr_close_blocks(block, &master);
}

#endif

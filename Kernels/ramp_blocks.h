// Lines of a group that trade, pooled into blocks: as mr_pool_lines, where what a block allows is the
// solution of a linear programme.
#ifndef MR_RAMP_BLOCKS_H
#define MR_RAMP_BLOCKS_H
#include "ramp_trade.h"

// Loads of each node on each line of a group.
MR_INLINE void mr_find_loads(mr_block block, int group, int first, int count) {
    int nodes = MR_T(MR_NODE_COUNT);
    for (int cell = 0; cell < count * nodes; ++cell) {
        int node = cell % nodes, bar = MR_T(MR_SLOT_HOURS_BAR) + first * nodes + cell;
        int load = MR_T(MR_SLOT_LOAD) + first * nodes + cell;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node;
        float used = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node) < 0 ? 0.0f : 1.0f;
        MR_FOR_LANES(lane) MR_CELL(load) = (MR_CELL(bar) * MR_CELL(attempts)) * used;
    }
}

// A block of one line.
MR_INLINE void mr_begin_block(mr_block block, int first, int line, float *multiple, float *work) {
    int open = MR_T(MR_SLOT_OPEN) + first + line, price = MR_T(MR_SLOT_PRICE) + first + line;
    int node = line > 0 ? mr_reach(block, first + line - 1) : 0;
    MR_FOR_LANES(lane) work[lane] = 0.0f;
    for (; node < mr_reach(block, first + line); ++node)
        MR_FOR_LANES(lane) work[lane] += MR_LOAD(first + line, node);
    MR_FOR_LANES(lane) {
        float inverse = mr_reciprocal(mr_max(work[lane], 1.0e-20f));
        MR_CELL(price) = work[lane] > 0.0f ? inverse : 0.0f;
        multiple[lane] = work[lane] > 0.0f ? MR_CELL(open) * inverse : 1.0e9f;
    }
}

// Takes the coarser blocks in, as long as their nodes have less. A line that has no node of its own
// helps the coarser ones, idle or not.
MR_INLINE void mr_grow_block(mr_block block, mr_master *master, float *multiple, float *work) {
    int multiples = MR_T(MR_SLOT_MULTIPLE) + master->first;
    int starts = MR_T(MR_SLOT_BLOCK_START) + master->first;
    int works = MR_T(MR_SLOT_BLOCK_HOURS) + master->first;
    int wants[MR_LANES], from[MR_LANES];
    for (int merge = 0; merge < master->last; ++merge) {
        int any = 0;
        MR_FOR_LANES(lane) {
            wants[lane] = 0;
            from[lane] = master->from[lane];
        }
        for (int before = 0; before < master->last; ++before) MR_FOR_LANES(lane) {
                int helps = work[lane] > 0.0f ? MR_CELL(multiples + before) < multiple[lane]
                                              : MR_CELL(works + before) > 0.0f;
                int takes = from[lane] == before + 1 && helps;
                wants[lane] |= takes;
                master->from[lane] = takes ? MR_WHOLE(starts + before) : master->from[lane];
                work[lane] = takes ? work[lane] + MR_CELL(works + before) : work[lane];
            }
        for (int lane = 0; lane < MR_LANES; ++lane) any |= wants[lane];
        if (!any) return;
        mr_largest_multiples(block, master, wants, multiple);
        MR_FOR_LANES(lane) {
            int idle = wants[lane] && !(work[lane] > 0.0f);
            multiple[lane] = idle ? 1.0e9f : multiple[lane];
        }
    }
}

// Hours that one multiple of each node takes of the group: what it costs at the prices of its block,
// so that all nodes at their multiples take all hours.
MR_INLINE void mr_price_blocks(mr_block block, int group, int first, int count) {
    int ends = MR_T(MR_SLOT_BLOCK_END) + first, nodes = mr_reach(block, first + count - 1);
    int priced = MR_T(MR_SLOT_PRICED) + group * MR_T(MR_NODE_COUNT);
    int owns = MR_T(MR_GROUP_NODE_LINE) + group * MR_T(MR_NODE_COUNT);
    for (int node = 0; node < nodes; ++node) {
        int own = MR_T(owns + node) - first;
        if (own < 0) continue;
        MR_FOR_LANES(lane) MR_CELL(priced + node) = 1.0e30f;
        for (int line = own; line < count; ++line) MR_FOR_LANES(lane) {
                float cost =
                    MR_CELL(MR_T(MR_SLOT_PRICE) + first + line) * MR_LOAD(first + line, node);
                int can = MR_WHOLE(ends + line) == MR_WHOLE(ends + own) &&
                          MR_CELL(MR_T(MR_SLOT_OPEN) + first + line) > 0.0f;
                MR_CELL(priced + node) =
                    can ? mr_min(MR_CELL(priced + node), cost) : MR_CELL(priced + node);
            }
    }
    for (int end = 0; end < count; ++end) {
        float cost[MR_LANES], open[MR_LANES];
        MR_FOR_LANES(lane) {
            cost[lane] = 0.0f;
            open[lane] = 0.0f;
        }
        for (int line = 0; line <= end; ++line) MR_FOR_LANES(lane) {
                float hours = MR_CELL(MR_T(MR_SLOT_OPEN) + first + line);
                open[lane] += MR_WHOLE(ends + line) == end ? hours : 0.0f;
            }
        for (int node = 0; node < nodes; ++node) {
            int own = MR_T(owns + node) - first;
            if (own < 0) continue;
            MR_FOR_LANES(lane)
            cost[lane] += MR_WHOLE(ends + own) == end ? MR_CELL(priced + node) : 0.0f;
        }
        for (int node = 0; node < nodes; ++node) {
            int own = MR_T(owns + node) - first;
            if (own < 0) continue;
            MR_FOR_LANES(lane) {
                float all = MR_CELL(MR_T(MR_SLOT_MULTIPLE) + first + own) * cost[lane];
                int some = all > 1.0e-20f && cost[lane] < 1.0e29f;
                float each =
                    some ? open[lane] * mr_reciprocal(mr_min(mr_max(all, 1.0e-20f), 1.0e29f))
                         : 0.0f;
                // Parts of cost are below 1; a node without a line has none.
                float hours = some ? MR_CELL(priced + node) * each : 0.0f;
                MR_CELL(priced + node) =
                    MR_WHOLE(ends + own) == end ? hours : MR_CELL(priced + node);
            }
        }
    }
}

// The multiple of each line of a group that trades, and what its nodes cost.
MR_INLINE void mr_trade_lines(mr_block block, int group, int first, int count) {
    int multiples = MR_T(MR_SLOT_MULTIPLE) + first, starts = MR_T(MR_SLOT_BLOCK_START) + first;
    int ends = MR_T(MR_SLOT_BLOCK_END) + first, works = MR_T(MR_SLOT_BLOCK_HOURS) + first;
    mr_master master;
    float multiple[MR_LANES], work[MR_LANES];
    int end[MR_LANES], start[MR_LANES];
    mr_find_loads(block, group, first, count);
    master.own = MR_T(MR_GROUP_NODE_LINE) + group * MR_T(MR_NODE_COUNT);
    master.first = first;
    for (int line = 0; line < count; ++line) {
        master.last = line;
        MR_FOR_LANES(lane) master.from[lane] = line;
        mr_begin_block(block, first, line, multiple, work);
        mr_grow_block(block, &master, multiple, work);
        MR_FOR_LANES(lane) {
            MR_WHOLE(starts + line) = master.from[lane];
            MR_CELL(multiples + line) = multiple[lane];
            MR_CELL(works + line) = work[lane];
        }
    }
    MR_FOR_LANES(lane) start[lane] = count;
    for (int line = count - 1; line >= 0; --line) MR_FOR_LANES(lane) {
            int last = line < start[lane];
            end[lane] = last ? line : end[lane];
            multiple[lane] = last ? MR_CELL(multiples + line) : multiple[lane];
            start[lane] = last ? MR_WHOLE(starts + line) : start[lane];
            MR_WHOLE(ends + line) = end[lane];
            MR_CELL(multiples + line) = multiple[lane];
        }
    mr_price_blocks(block, group, first, count);
}

#endif

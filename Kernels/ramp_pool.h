// Lines of a group that differ by reach and one factor of speed alone, pooled into blocks: hours over
// load, where a block takes in the coarser one before it as long as that one's nodes have less.
#ifndef MR_RAMP_POOL_H
#define MR_RAMP_POOL_H
#include "ramp_master.h"

// Pools the lines of one group, coarse to fine: where each line's block begins, and of the last line
// of a block its hours, at that line's speed, and its load. cross: load of the nodes of line c on line j
// for one multiple of the mix, at j·(j+1)/2 + c.
MR_INLINE void mr_pool_lines(mr_block block, int first, int count, float load[][MR_LANES]) {
    int open = MR_T(MR_SLOT_OPEN) + first, cross = MR_T(MR_SLOT_CROSS);
    int hours_slot = MR_T(MR_SLOT_BLOCK_HOURS) + first;
    int start_slot = MR_T(MR_SLOT_BLOCK_START) + first;
    float hours[MR_LANES], own[MR_LANES], here[MR_LANES];
    int head[MR_LANES], from[MR_LANES], takes[MR_LANES];
    for (int j = 0; j < count; ++j) {
        int row = cross + j * (j + 1) / 2, any = j > 0;
        MR_FOR_LANES(lane) {
            head[lane] = j;
            hours[lane] = MR_CELL(open + j);
            own[lane] = MR_CELL(row + j);
        }
        while (any) {
            float other[MR_LANES], before[MR_LANES];
            any = 0;
            MR_FOR_LANES(lane) {
                from[lane] = 0;
                other[lane] = 0.0f;
                before[lane] = 0.0f;
                here[lane] = 0.0f;  // the coarser block's load, at this line's speed
            }
            for (int c = 0; c < j; ++c) MR_FOR_LANES(lane) {
                    int is_next = head[lane] == c + 1;
                    other[lane] = is_next ? load[c][lane] : other[lane];
                    before[lane] = is_next ? MR_CELL(hours_slot + c) : before[lane];
                    from[lane] = is_next ? MR_WHOLE(start_slot + c) : from[lane];
                }
            // A line that has no node of its own helps the coarser ones, idle or not; were it left
            // to stand between them and the finer lines, those could not help either.
            MR_FOR_LANES(lane) {
                int has_less = before[lane] * own[lane] < hours[lane] * other[lane];
                int helps = own[lane] > 0.0f ? has_less : other[lane] > 0.0f;
                takes[lane] = head[lane] > 0 && helps;
            }
            for (int lane = 0; lane < MR_LANES; ++lane) any |= takes[lane];
            if (!any) break;
            for (int c = 0; c < j; ++c) MR_FOR_LANES(lane) {
                    int is_part = c >= from[lane] && c < head[lane];
                    here[lane] = is_part ? here[lane] + MR_CELL(row + c) : here[lane];
                }
            MR_FOR_LANES(lane) {
                float inverse = mr_reciprocal(mr_max(other[lane], 1.0e-20f));
                float more = before[lane] * (here[lane] * inverse);
                float adds = (takes[lane] & (other[lane] > 0.0f)) ? more : 0.0f;
                hours[lane] += adds;
                own[lane] = takes[lane] ? own[lane] + here[lane] : own[lane];
                head[lane] = takes[lane] ? from[lane] : head[lane];
            }
        }
        MR_FOR_LANES(lane) {
            MR_WHOLE(start_slot + j) = head[lane];
            MR_CELL(hours_slot + j) = hours[lane];
            load[j][lane] = own[lane];
        }
    }
}

// Gives each line the multiple of its block, the block's last line, and what turns that line's hours
// into those of the whole block.
MR_INLINE void mr_close_pools(mr_block block, int first, int count, float load[][MR_LANES]) {
    int open = MR_T(MR_SLOT_OPEN) + first, hours_slot = MR_T(MR_SLOT_BLOCK_HOURS) + first;
    int start_slot = MR_T(MR_SLOT_BLOCK_START) + first, end_slot = MR_T(MR_SLOT_BLOCK_END) + first;
    float multiple[MR_LANES], scale[MR_LANES], present[MR_LANES];
    int end[MR_LANES], from[MR_LANES];
    MR_FOR_LANES(lane) from[lane] = count;
    for (int j = count - 1; j >= 0; --j) {
        MR_FOR_LANES(lane) present[lane] = 0.0f;
        for (int c = 0; c <= j; ++c) MR_FOR_LANES(lane) {
                int is_part = c >= MR_WHOLE(start_slot + j);
                present[lane] = is_part ? present[lane] + MR_CELL(open + c) : present[lane];
            }
        MR_FOR_LANES(lane) {
            int is_last = j < from[lane];
            float all = MR_CELL(hours_slot + j), loads = load[j][lane];
            float most = all * mr_reciprocal(loads > 0.0f ? loads : 1.0f);
            most = loads > 0.0f ? most : MR_NO_LIMIT;
            float each = present[lane] * mr_reciprocal(mr_max(all, 1.0e-9f));
            multiple[lane] = is_last ? most : multiple[lane];
            scale[lane] = is_last ? each : scale[lane];
            end[lane] = is_last ? j : end[lane];
            from[lane] = is_last ? MR_WHOLE(start_slot + j) : from[lane];
            MR_CELL(MR_T(MR_SLOT_MULTIPLE) + first + j) = multiple[lane];
            MR_CELL(MR_T(MR_SLOT_BLOCK_SCALE) + first + j) = scale[lane];
            MR_WHOLE(end_slot + j) = end[lane];
        }
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

#endif

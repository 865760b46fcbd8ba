// Monte Carlo of a ramp: each work item advances a block of MR_LANES replications.
#include "ramp_months.h"

// g_table, g_floats: the packed plan (ramp_layout.h). g_counts: MR_COUNTS_SIZE counters, added to.
// g_cells, g_whole: scratch, MR_FLOAT_SLOTS and MR_INT_SLOTS × MR_LANES for each work item.
// g_outcomes: [row][replication of the launch], written only when outcome_stride is not 0. Rows:
// for each year output, capacity and the output of each node, in parts of a plate; the date of each
// milestone, in parts of a month; the first year of each target. replications: of this launch,
// below 2^19.
__kernel void advance_ramp(__global const int *g_table, __global const float *g_floats,
                           __global uint *g_counts, __global float *g_cells, __global int *g_whole,
                           __global int *g_outcomes, uint seed_low, uint seed_high, uint first_low,
                           uint first_high, uint replications, uint outcome_stride) {
    uint item = (uint)get_global_id(0), before = item * MR_LANES;
    if (before >= replications) return;
    mr_block block;
    block.table = g_table;
    block.floats = g_floats;
#if MR_LANES > 1
    // A block's scratch lies together, as a CPU's cache likes it.
    block.cells = g_cells + (size_t)item * (size_t)(g_table[MR_FLOAT_SLOTS] * MR_LANES);
    block.whole = g_whole + (size_t)item * (size_t)(g_table[MR_INT_SLOTS] * MR_LANES);
    block.stride = MR_LANES;
#else
    // A slot's cells lie together, as a GPU's memory likes it.
    block.cells = g_cells + item;
    block.whole = g_whole + item;
    block.stride = (int)get_global_size(0);
#endif
    block.seed_low = seed_low;
    block.seed_high = seed_high;
    block.first_low = first_low + before;
    block.first_high = first_high + (block.first_low < first_low ? 1u : 0u);
    int active = (int)mr_min(replications - before, (uint)MR_LANES);
    mr_advance_block(block, g_counts, g_outcomes + before, outcome_stride, active);
}

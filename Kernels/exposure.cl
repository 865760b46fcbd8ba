// Monte Carlo of write times: each work item samples its share of the plates, block by block.
#include "exposure.h"

// g_table, g_floats: the packed case (exposure_layout.h). g_counts: MR_X_BINS bins, added to.
// g_sums: MR_EXPOSURE_SUMS for each work item, written. samples: of this launch, below 2^31.
__kernel void sample_exposure(__global const int *g_table, __global const float *g_floats,
                              __global uint *g_counts, __global ulong *g_sums, uint seed_low,
                              uint seed_high, uint first_low, uint first_high, uint samples) {
    uint item = (uint)get_global_id(0), items = (uint)get_global_size(0);
    ulong first = ((ulong)first_high << 32) | first_low;
    uint end = samples + first_low % MR_ROWS;
    mr_writing writing = mr_writing_of(g_table, g_floats);
    mr_lane_sums sums;
    for (int sum = 0; sum < MR_EXPOSURE_SUMS; ++sum)
        for (int lane = 0; lane < MR_LANES; ++lane) sums.part[sum][lane] = 0;
    for (uint before = item * MR_BLOCK; before < end; before += items * MR_BLOCK) {
        mr_plates plates = mr_plates_at(seed_low, seed_high, first, samples, before);
        mr_sample_block(writing, g_table, g_floats, plates, g_counts, &sums);
    }
    for (int sum = 0; sum < MR_EXPOSURE_SUMS; ++sum)
        g_sums[(size_t)item * MR_EXPOSURE_SUMS + sum] = mr_sum_of_lanes(&sums, sum);
}

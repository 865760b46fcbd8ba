// Monte Carlo of write times: each work item samples its share of the plates, block by block.
#include "exposure.h"

// g_table, g_floats: the packed case (exposure_layout.h). g_counts: MR_X_BINS bins, added to.
// g_sums: MR_EXPOSURE_SUMS for each work item, written. samples: of this launch.
__kernel void sample_exposure(__global const int *g_table, __global const float *g_floats,
                              __global uint *g_counts, __global ulong *g_sums, uint seed_low,
                              uint seed_high, uint first_low, uint first_high, uint samples) {
    uint item = (uint)get_global_id(0), items = (uint)get_global_size(0);
    ulong sums[MR_EXPOSURE_SUMS];
    for (int sum = 0; sum < MR_EXPOSURE_SUMS; ++sum) sums[sum] = 0;
    for (uint before = item * MR_LANES; before < samples; before += items * MR_LANES) {
        mr_sample_address at;
        at.seed_low = seed_low;
        at.seed_high = seed_high;
        at.first_low = first_low + before;
        at.first_high = first_high + (at.first_low < first_low ? 1u : 0u);
        at.active = (int)mr_min(samples - before, (uint)MR_LANES);
        mr_sample_block(g_table, g_floats, g_counts, sums, at);
    }
    for (int sum = 0; sum < MR_EXPOSURE_SUMS; ++sum)
        g_sums[(size_t)item * MR_EXPOSURE_SUMS + sum] = sums[sum];
}

// The ramp kernel for the CPU: ../../Kernels/ramp.cl over blocks in a loop.
#define MR_LANES 32
#include "../../Kernels/ramp_months.h"
#include "include/CKernels.h"

const int32_t mr_cpu_ramp_lanes = MR_LANES;

MR_CLONES
void mr_cpu_advance_ramp(const int32_t *table, const float *floats, uint32_t *counts, float *cells,
                         int32_t *whole, int32_t *outcomes, uint64_t seed, uint64_t first,
                         uint32_t replications, uint32_t outcome_stride) {
    for (uint32_t before = 0; before < replications; before += MR_LANES) {
        mr_block block;
        block.table = table;
        block.floats = floats;
        block.cells = cells;
        block.whole = whole;
        block.stride = MR_LANES;
        block.seed_low = (uint32_t)seed;
        block.seed_high = (uint32_t)(seed >> 32);
        block.first_low = (uint32_t)(first + before);
        block.first_high = (uint32_t)((first + before) >> 32);
        int active = (int)mr_min(replications - before, (uint32_t)MR_LANES);
        int32_t *own = outcome_stride > 0 ? outcomes + before : outcomes;
        mr_advance_block(block, counts, own, outcome_stride, active);
    }
}

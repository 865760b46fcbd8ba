// The write-time kernel for the CPU: ../../Kernels/exposure.cl over blocks in a loop.
#define MR_LANES 32
#include "../../Kernels/exposure.h"

#include "include/CKernels.h"

const int32_t mr_cpu_exposure_lanes = MR_LANES;

MR_CLONES
void mr_cpu_sample_exposure(const int32_t *table, const float *floats, uint32_t *counts,
                            uint64_t *sums, uint64_t seed, uint64_t first, uint32_t samples) {
    uint64_t own[MR_EXPOSURE_SUMS] = {0};
    for (uint32_t before = 0; before < samples; before += MR_LANES) {
        mr_sample_address at;
        at.seed_low = (uint32_t)seed;
        at.seed_high = (uint32_t)(seed >> 32);
        at.first_low = (uint32_t)(first + before);
        at.first_high = (uint32_t)((first + before) >> 32);
        at.active = (int)mr_min(samples - before, (uint32_t)MR_LANES);
        mr_sample_block(table, floats, counts, own, at);
    }
    for (int sum = 0; sum < MR_EXPOSURE_SUMS; ++sum) sums[sum] += own[sum];
}

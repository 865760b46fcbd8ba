// The write-time kernel for the CPU: ../../Kernels/exposure.cl over blocks in a loop.
#define MR_LANES 16
#include "../../Kernels/exposure.h"

#include "include/CKernels.h"

#define MR_SAMPLES                                                                              \
    const int32_t *table, const float *floats, uint32_t *counts, uint64_t *sums, uint64_t seed, \
        uint64_t first, uint32_t samples

MR_INLINE void sample(MR_SAMPLES) {
    mr_writing writing = mr_writing_of(table, floats);
    mr_lane_sums own = {0};
    uint32_t end = samples + first % MR_ROWS;
    for (uint32_t before = 0; before < end; before += MR_BLOCK) {
        mr_plates plates =
            mr_plates_at((uint32_t)seed, (uint32_t)(seed >> 32), first, samples, before);
        mr_sample_block(writing, table, floats, plates, counts, &own);
    }
    for (int sum = 0; sum < MR_EXPOSURE_SUMS; ++sum) sums[sum] += mr_sum_of_lanes(&own, sum);
}

MR_CLONES void mr_cpu_sample_exposure(MR_SAMPLES) {
    sample(table, floats, counts, sums, seed, first, samples);
}

void mr_cpu_sample_exposure_baseline(MR_SAMPLES) {
    sample(table, floats, counts, sums, seed, first, samples);
}

#if MR_HAS_WIDTHS
MR_WIDTH("arch=x86-64-v3") static void sample_v3(MR_SAMPLES) {
    sample(table, floats, counts, sums, seed, first, samples);
}
#endif

int mr_cpu_sample_exposure_avx2(MR_SAMPLES) {
#if MR_HAS_WIDTHS
    if (!__builtin_cpu_supports("x86-64-v3")) return 0;
    sample_v3(table, floats, counts, sums, seed, first, samples);
    return 1;
#else
    return 0;
#endif
}

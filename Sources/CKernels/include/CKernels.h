// The kernels: compiled for the CPU, and as text for OpenCL drivers.
#ifndef MR_CKERNELS_H
#define MR_CKERNELS_H
#include <stdint.h>

#include "../../../Kernels/exposure_layout.h"
#include "../../../Kernels/flow_layout.h"
#include "../../../Kernels/ramp_layout.h"

// One function body for each vector width; the fastest that the machine has is chosen at load.
#if defined(__x86_64__) && defined(__linux__)
#define MR_HAS_WIDTHS 1
// AVX-512 in its full width: compilers keep to half of it unless told.
#define MR_CLONES                                                                \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), \
                   min_vector_width(512)))
// One of them alone, for tests.
#define MR_WIDTH(name) __attribute__((target(name)))
#else
#define MR_HAS_WIDTHS 0
#define MR_CLONES
#endif

// --- ramp.c -----------------------------------------------------------------------------------

// Replications of one block of the CPU build; scratch is so many lanes wide.
extern const int32_t mr_cpu_ramp_lanes;

// Advances `replications` (below 2^19) from `first` on and adds to `counts`; arguments as in
// Kernels/ramp.cl, scratch for one block.
void mr_cpu_advance_ramp(const int32_t *table, const float *floats, uint32_t *counts, float *cells,
                         int32_t *whole, int32_t *outcomes, uint64_t seed, uint64_t first,
                         uint32_t replications, uint32_t outcome_stride);

// --- exposure.c -------------------------------------------------------------------------------

// Samples write times; arguments as in Kernels/exposure.cl, samples below 2^31.
void mr_cpu_sample_exposure(const int32_t *table, const float *floats, uint32_t *counts,
                            uint64_t *sums, uint64_t seed, uint64_t first, uint32_t samples);

// The same compiled for the narrowest vectors alone, and for AVX2, to show that the width does not
// change a bit. The last returns 0, and does nothing, on a machine without AVX2.
void mr_cpu_sample_exposure_baseline(const int32_t *table, const float *floats, uint32_t *counts,
                                     uint64_t *sums, uint64_t seed, uint64_t first,
                                     uint32_t samples);
int mr_cpu_sample_exposure_avx2(const int32_t *table, const float *floats, uint32_t *counts,
                                uint64_t *sums, uint64_t seed, uint64_t first, uint32_t samples);

// --- flow.c -----------------------------------------------------------------------------------

// Advances one replication of a flow simulation by at most `events` events; arguments as in
// Kernels/flow.cl, for that replication alone. Returns its mr_flow_status.
int32_t mr_cpu_advance_flow(const int32_t *table, const float *floats, const float *course,
                            int32_t *state, uint64_t *sums, uint32_t *counts, uint64_t seed,
                            uint32_t replication, uint32_t begins, uint32_t events);

// The seconds of a write as an mr_flow_write, for a writer's constants (MR_WRITER_FIELDS) and a
// plate's dose [µC/cm²], passes and density.
void mr_cpu_write_parts(int32_t writer_class, const float *writer, float dose, float passes,
                        float density, float *parts);

// --- functions.c ------------------------------------------------------------------------------

// A function of Kernels/functions.h at each of `n` arguments. The second of each pair is compiled
// for the narrowest vectors alone, to show that the width does not change a bit.
void mr_cpu_exp(const float *x, float *y, long n);
void mr_cpu_exp_baseline(const float *x, float *y, long n);
void mr_cpu_log(const float *x, float *y, long n);
void mr_cpu_log_baseline(const float *x, float *y, long n);
void mr_cpu_sqrt(const float *x, float *y, long n);
void mr_cpu_sqrt_baseline(const float *x, float *y, long n);
void mr_cpu_reciprocal(const float *x, float *y, long n);
void mr_cpu_reciprocal_baseline(const float *x, float *y, long n);
void mr_cpu_inverse_normal(const uint32_t *x, float *y, long n);
void mr_cpu_inverse_normal_baseline(const uint32_t *x, float *y, long n);

// The Philox words of `n` counters: counters [n][4], keys [n][2], words [n][4], least significant
// word first.
void mr_cpu_philox(const uint32_t *counters, const uint32_t *keys, uint32_t *words, long n);
void mr_cpu_philox_baseline(const uint32_t *counters, const uint32_t *keys, uint32_t *words,
                            long n);

// --- kernel_text.c ----------------------------------------------------------------------------

// One file of Kernels/ as text, ended by a zero.
typedef struct {
    const char *name;
    const char *text;
} mr_kernel_file;

// All of them; the last has no name.
const mr_kernel_file *mr_kernel_files(void);

#endif

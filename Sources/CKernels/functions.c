// The functions of ../../Kernels/functions.h and Philox over arrays, for tests of the CPU build.
#include "../../Kernels/functions.h"

#include "../../Kernels/philox.h"
#include "include/CKernels.h"

// Each function twice: for the widest vectors of the machine, and for the narrowest alone.
#define MR_EVALUATE(name, function, argument)                                   \
    MR_CLONES void name(const argument *x, float *y, long n) {                  \
        for (long index = 0; index < n; ++index) y[index] = function(x[index]); \
    }                                                                           \
    void name##_baseline(const argument *x, float *y, long n) {                 \
        for (long index = 0; index < n; ++index) y[index] = function(x[index]); \
    }

MR_EVALUATE(mr_cpu_exp, mr_exp, float)
MR_EVALUATE(mr_cpu_log, mr_log, float)
MR_EVALUATE(mr_cpu_sqrt, mr_sqrt, float)
MR_EVALUATE(mr_cpu_reciprocal, mr_reciprocal, float)
MR_EVALUATE(mr_cpu_inverse_normal, mr_inverse_normal, uint32_t)

#define MR_EVALUATE_PHILOX                                                               \
    for (long index = 0; index < n; ++index) {                                           \
        const uint32_t *counter = counters + 4 * index, *key = keys + 2 * index;         \
        mr_words block =                                                                 \
            mr_philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1]);   \
        for (int word = 0; word < 4; ++word) words[4 * index + word] = block.word[word]; \
    }

MR_CLONES void mr_cpu_philox(const uint32_t *counters, const uint32_t *keys, uint32_t *words,
                             long n) {
    MR_EVALUATE_PHILOX
}
void mr_cpu_philox_baseline(const uint32_t *counters, const uint32_t *keys, uint32_t *words,
                            long n) {
    MR_EVALUATE_PHILOX
}

// The one file that knows which compiler reads the kernels: an OpenCL 1.2 driver, or the C compiler
// of the CPU engine. Everything else in this folder is the language that both share.
//
// A kernel works on blocks of MR_LANES replications. Each elementary step is a loop over the lanes
// of the block, so that a CPU compiler turns it into vector instructions; on a GPU a block is one
// replication and the loops vanish. Rules for code here: docs/parity.md.
#ifndef MR_PLATFORM_H
#define MR_PLATFORM_H

#if defined(__OPENCL_C_VERSION__) || defined(__OPENCL_VERSION__)

#pragma OPENCL FP_CONTRACT OFF
#if defined(__clang__) && MR_LANES > 1
// Drivers optimise in ways of their own; a loop that one of them leaves as it is only costs time.
#pragma clang diagnostic ignored "-Wpass-failed"
#endif
#define MR_GLOBAL __global
#define MR_INLINE static inline
#define MR_APART static
#define MR_UNROLLED
typedef uint mr_u32;
typedef int mr_i32;
typedef ulong mr_u64;
typedef long mr_i64;
#define mr_high_product(a, b) mul_hi((mr_u32)(a), (mr_u32)(b))
#define mr_float_bits(x) as_uint(x)
#define mr_bits_float(x) as_float(x)
#define mr_leading_zeros(x) ((int)clz(x))
#define mr_count(cell, amount) atomic_add((cell), (amount))

#else

#include <stdint.h>
#include <string.h>
#pragma STDC FP_CONTRACT OFF
#define MR_GLOBAL
#define MR_INLINE static inline __attribute__((always_inline, unused))
// Long code that is no loop over lanes: once, for all vector widths.
#define MR_APART static __attribute__((noinline, unused))
// A loop of a few known steps inside one over lanes.
#define MR_UNROLLED _Pragma("unroll")
typedef uint32_t mr_u32;
typedef int32_t mr_i32;
typedef uint64_t mr_u64;
typedef int64_t mr_i64;
MR_INLINE mr_u32 mr_high_product(mr_u32 a, mr_u32 b) { return (mr_u32)(((mr_u64)a * b) >> 32); }
MR_INLINE mr_u32 mr_float_bits(float x) {
    mr_u32 bits;
    memcpy(&bits, &x, 4);
    return bits;
}
MR_INLINE float mr_bits_float(mr_u32 bits) {
    float x;
    memcpy(&x, &bits, 4);
    return x;
}
#define mr_leading_zeros(x) __builtin_clz(x) /* of a word that is not 0 */
// Each thread of the CPU engine owns its counters.
#define mr_count(cell, amount) (*(cell) += (amount))

#endif

#ifndef MR_LANES
#define MR_LANES 1
#endif
// Lanes never touch each other's cells, which a compiler cannot see through the shared scratch.
// MR_FOR_LANES promises the compiler a body that it can turn into vectors: no loop, call or branch
// with an effect inside. Where there is one, a plain loop over the lanes says so.
#if MR_LANES > 1
#define MR_VECTOR _Pragma("clang loop vectorize(assume_safety)") /* one pass over the block */
#else
#define MR_VECTOR
#endif
#define MR_FOR_LANES(lane) MR_VECTOR for (int lane = 0; lane < MR_LANES; ++lane)
// The same where a lane holds several plates: exposure_draws.h.
#define MR_FOR_BLOCK(plate) MR_VECTOR for (int plate = 0; plate < MR_BLOCK; ++plate)

// No NaN reaches these: inputs are checked when the plan is read.
#define mr_min(a, b) ((a) < (b) ? (a) : (b))
#define mr_max(a, b) ((a) > (b) ? (a) : (b))

#endif

// Draws from a plan's distributions by the inverse transform: one random word a draw.
//
// The host turns every continuous distribution into a table of its quantiles at tail
// probabilities that are spaced like floating-point numbers, MR_KNOTS_PER_OCTAVE to each power of
// two from 2^-32 to 1/2, once from below and once from above. A word's float bits are then the
// index, exactly. Between knots the quantile is linear, which is within 3e-5 of the distance to the
// nearer end for a triangle and within 2.2e-4 for a lognormal of sigma 1.4: docs/random-numbers.md.
#ifndef MR_DISTRIBUTION_H
#define MR_DISTRIBUTION_H
#include "functions.h"
#include "ramp_layout.h"

// A tail probability: h·2^-32 from below, or from above. 1 <= h <= 2^31.
typedef struct {
    int upper;
    float h;
} mr_tail;

MR_INLINE mr_tail mr_tail_of_word(mr_u32 word) {
    mr_tail tail;
    tail.upper = (int)(word >> 31);
    tail.h = mr_nearest_float((word & 0x7FFFFFFFu) | 1u);
    return tail;
}

// The quantile at a tail probability. knots: 2 × MR_KNOTS, from below and then from above.
MR_INLINE float mr_quantile(MR_GLOBAL const float *knots, mr_tail tail) {
    mr_u32 bits = mr_float_bits(tail.h);
    int index = (int)(bits >> (23 - MR_KNOT_BITS)) - (127 << MR_KNOT_BITS);
    float rest = (float)(int)(bits & ((1u << (23 - MR_KNOT_BITS)) - 1u)) *
                 (1.0f / (float)(1 << (23 - MR_KNOT_BITS)));
    int at = index + (tail.upper ? MR_KNOTS : 0);
    float here = knots[at];
    return here + (knots[at + 1] - here) * rest;
}

// Probability of a value above `bound`, in units of 2^-32, and of a value at or below it.
// Both are kept so that neither tail loses precision.
typedef struct {
    float above;
    float below;
} mr_split;

MR_INLINE float mr_knot_probability(int index) {
    // index is the exponent and first mantissa bits of the tail probability.
    return mr_bits_float((mr_u32)(index + (127 << MR_KNOT_BITS)) << (23 - MR_KNOT_BITS));
}

// Where `bound` falls among the quantiles.
MR_INLINE mr_split mr_split_at(MR_GLOBAL const float *knots, float bound) {
    mr_split split;
    int upper = bound >= knots[MR_LAST_KNOT];  // above the median
    MR_GLOBAL const float *side = knots + (upper ? MR_KNOTS : 0);
    // Largest knot that lies outside `bound`, seen from the end of this side.
    int low = 0, high = MR_LAST_KNOT;
    for (int step = 0; step < MR_KNOT_SEARCH; ++step) {
        int middle = (low + high + 1) >> 1;
        int outside = upper ? side[middle] > bound : side[middle] <= bound;
        int open = low < high;
        low = open && outside ? middle : low;
        high = open && !outside ? middle - 1 : high;
    }
    int none = upper ? side[0] <= bound : side[0] > bound;
    int next = mr_min(low + 1, MR_LAST_KNOT);
    float gap = side[next] - side[low];
    float part = gap == 0.0f ? 0.0f : (bound - side[low]) * mr_reciprocal(gap);
    part = mr_max(0.0f, mr_min(1.0f, part));
    float p0 = mr_knot_probability(low);
    float tail = none ? 0.0f : p0 + (mr_knot_probability(next) - p0) * part;
    split.above = upper ? tail : 4294967296.0f - tail;
    split.below = upper ? 4294967296.0f - tail : tail;
    return split;
}

// The quantile of what is left of a distribution when values up to `bound` are ruled out.
// `bound` itself where nothing is left.
MR_INLINE float mr_quantile_above(MR_GLOBAL const float *knots, mr_tail tail, float bound) {
    mr_split split = mr_split_at(knots, bound);
    // Survival of the draw within what is left, then within the whole distribution.
    float survival = tail.upper ? tail.h : 4294967296.0f - tail.h;
    float above = split.above * (survival * (1.0f / 4294967296.0f));
    mr_tail moved;
    moved.upper = above <= 2147483648.0f;
    moved.h = moved.upper ? above : 4294967296.0f - above;
    moved.h = mr_max(1.0f, mr_min(2147483648.0f, moved.h));
    float value = mr_quantile(knots, moved);
    return split.above < 1.0f ? bound : mr_max(value, bound);
}

// A discrete draw: entries of (cumulative probability, value), the last probability 1.
// Values up to `bound` are ruled out; `bound` itself where nothing is left.
MR_INLINE float mr_discrete_above(MR_GLOBAL const float *entries, int count, mr_u32 word,
                                  float bound) {
    float below = 0.0f;
    for (int entry = 0; entry < count; ++entry)
        below = entries[2 * entry + 1] <= bound ? entries[2 * entry] : below;
    float u = below + (1.0f - below) * ((float)(mr_i32)(word >> 8) * (1.0f / 16777216.0f));
    float value = bound;
    for (int entry = count - 1; entry >= 0; --entry) {
        int allowed = u < entries[2 * entry] && entries[2 * entry + 1] > bound;
        value = allowed ? entries[2 * entry + 1] : value;
    }
    return value;
}

#endif

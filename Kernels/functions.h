// Elementary functions made of float32 + - ×, comparisons, exact conversions and bit casts alone:
// the same bits from every compiler, driver and vector width. No result depends on whether a device
// flushes subnormals. Branches are selects: a loop over lanes becomes vector instructions.
// Errors were measured over every input (docs/random-numbers.md says how). Coefficients, where
// nothing else is said: fit_functions.py.
#ifndef MR_FUNCTIONS_H
#define MR_FUNCTIONS_H
#include "platform.h"

// 1 / x for |x| in [2^-100, 2^100]. Worst error 1.14 ULP.
// A first guess off by up to 5.1 % from the bits of x, then three steps of Newton, which reach the
// result from below: x·y stays under 1 and the residual 1 - x·y loses nothing.
// Source: Blinn, "Floating-point tricks", IEEE CGA 17(4) (1997), doi:10.1109/38.595279; the
// constant is the one of least worst error, found by trying all.
MR_INLINE float mr_reciprocal(float x) {
    float y = mr_bits_float(0x7EF31000u - mr_float_bits(x));
    y = y + y * (1.0f - x * y);
    y = y + y * (1.0f - x * y);
    return y + y * (1.0f - x * y);
}

// Square root of zero or a normal positive float. Worst error 0.99 ULP.
// 1/√x from the bits of x, off by up to 3.5 %, two steps of Newton, and a last step on √x and
// 1/(2√x) together (Goldschmidt), whose residual is near 1/2 whatever the size of x.
// Source: Blinn 1997, as above; Markstein, "Software division and square root using Goldschmidt's
// algorithms", RNC6 (2004), pages 146–157.
MR_INLINE float mr_sqrt(float x) {
    float y = mr_bits_float(0x5F376000u - (mr_float_bits(x) >> 1));
    y = y * (1.5f - 0.5f * ((x * y) * y));
    y = y * (1.5f - 0.5f * ((x * y) * y));
    float root = x * y;
    return root + root * (0.5f - root * (0.5f * y));
}

// e^x for x in [-87, 88]; e^-87 below (1.6e-38) and e^88 above (1.7e38). Worst error 1.0 ULP.
// x = n·log 2 + r with |r| <= (log 2)/2, n rounded by adding and taking away 1.5·2^23; a polynomial
// in r; n into the exponent. log 2 in two parts, the first short enough that n·part is exact.
// Source: Cody, Waite, "Software Manual for the Elementary Functions" (1980), chapter 6.
MR_INLINE float mr_exp(float x) {
    x = mr_min(mr_max(x, -87.0f), 88.0f);
    float shifted = x * 1.44269504f + 12582912.0f;
    float n = shifted - 12582912.0f;
    float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
    float rest = 1.38204684e-3f;
    rest = rest * r + 8.36925022e-3f;
    rest = rest * r + 4.16682847e-2f;
    rest = rest * r + 0.166665167f;
    rest = rest * r + 0.49999994f;
    float power = 1.0f + (r + (r * r) * rest);
    return mr_bits_float(mr_float_bits(power) + (mr_float_bits(shifted) << 23));
}

// Natural logarithm of a normal positive float. Worst error 0.85 ULP.
// x = 2^e·(1 + f) with 1 + f in [√½, √2), log(1 + f) = f - f²/2 + f³·(a polynomial in f).
// Source: Moshier, Cephes 2.2, logf.c (1992), for the split; own coefficients.
MR_INLINE float mr_log(float x) {
    mr_u32 bits = mr_float_bits(x) + (0x3F800000u - 0x3F3504F3u);
    float e = (float)((mr_i32)(bits >> 23) - 127);
    float f = mr_bits_float((bits & 0x007FFFFFu) + 0x3F3504F3u) - 1.0f;
    float rest = -7.63643906e-2f;
    rest = rest * f + 0.127622172f;
    rest = rest * f + -0.131596103f;
    rest = rest * f + 0.1420158f;
    rest = rest * f + -0.166234091f;
    rest = rest * f + 0.200012416f;
    rest = rest * f + -0.250008196f;
    rest = rest * f + 0.333333313f;
    float square = f * f;
    rest = (rest * f) * square + e * -2.12194440e-4f;
    return e * 0.693359375f + (f + (rest - 0.5f * square));
}

// The nearest float to an integer below 2^31, to even between two: what OpenCL (6.2.3.3) and IEEE 754
// prescribe for a conversion.
MR_INLINE float mr_nearest_float(mr_u32 n) { return (float)(mr_i32)n; }

// Standard normal quantile at the tail probability that a 32-bit word stands for, between -6.2303
// and 6.2303. The top bit picks the half, as in distribution.h: 0 is the lower one. The low 31
// bits, the last one set, are v of the tail probability p = v·2^-32, so that both tails are equally
// fine: flipping the top bit flips the sign of z and nothing else. Worst error 2.86 ULP, 2.1e-7 of
// z; z grows with p but for neighbours that rounding puts 2 ULP out of order at most.
// z = x·P(w) with x = 1 - 2p and w = -log(1 - x²) = -log(4p(1 - p)): P is smooth, from √(π/2) at
// w = 0 to about √(2w), and dz/z = dw/(2w) in the tail, so an error of the logarithm halves. Two
// polynomials for P, apart so that whoever has many words can leave the second out where none needs
// it: one word in a thousand does.
// Source: Giles, "Approximating the erfinv function", GPU Computing Gems Jade Edition (2011),
// chapter 10, doi:10.1016/B978-0-12-385963-1.00010-1, for w; own ranges and coefficients.
typedef struct {
    float x;  // with the sign of z
    float w;
} mr_normal_place;

// From here on the tail's polynomial holds.
#define MR_NORMAL_TAIL 6.25f

MR_INLINE mr_normal_place mr_place_of_word(mr_u32 word) {
    mr_u32 v = (word & 0x7FFFFFFFu) | 1u;
    float twice_p = mr_nearest_float(v) * 4.65661287e-10f;
    float x = mr_nearest_float(0x80000000u - v) * 4.65661287e-10f;
    mr_normal_place place;
    place.w = -mr_log(twice_p * (1.0f + x));
    place.x = mr_bits_float(mr_float_bits(x) | (~word & 0x80000000u));
    return place;
}

MR_INLINE float mr_normal_centre(mr_normal_place place) {
    float t = place.w;
    float ratio = 8.98180363e-10f;
    ratio = ratio * t + -3.46016797e-08f;
    ratio = ratio * t + 5.44369016e-07f;
    ratio = ratio * t + -4.13137104e-06f;
    ratio = ratio * t + 1.02653212e-05f;
    ratio = ratio * t + 5.31468941e-05f;
    ratio = ratio * t + -0.000167561986f;
    ratio = ratio * t + -0.00331050926f;
    ratio = ratio * t + 0.016335668f;
    ratio = ratio * t + 0.328116626f;
    ratio = ratio * t + 1.25331414f;
    return place.x * ratio;
}

MR_INLINE float mr_normal_tail(mr_normal_place place) {
    float t = place.w - 13.5f;
    float ratio = 7.18076098e-13f;
    ratio = ratio * t + -7.80220593e-12f;
    ratio = ratio * t + -2.04457198e-11f;
    ratio = ratio * t + 6.07670969e-10f;
    ratio = ratio * t + -1.00188799e-8f;
    ratio = ratio * t + 2.44897365e-7f;
    ratio = ratio * t + -5.45505145e-6f;
    ratio = ratio * t + 1.25616178e-4f;
    ratio = ratio * t + -3.53160943e-3f;
    ratio = ratio * t + 0.194055662f;
    ratio = ratio * t + 4.96543646f;
    return place.x * ratio;
}

MR_INLINE float mr_inverse_normal(mr_u32 word) {
    mr_normal_place place = mr_place_of_word(word);
    float centre = mr_normal_centre(place), tail = mr_normal_tail(place);
    return place.w < MR_NORMAL_TAIL ? centre : tail;
}

#endif

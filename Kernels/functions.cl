// The functions of functions.h and Philox over arrays, for tests of OpenCL devices.
#include "functions.h"
#include "philox.h"

// g_x: `count` arguments. g_y: `count` results. One work item for each; more do nothing.
#define MR_EVALUATE(name, function, argument)                                           \
    __kernel void name(__global const argument *g_x, __global float *g_y, uint count) { \
        uint index = (uint)get_global_id(0);                                            \
        if (index < count) g_y[index] = function(g_x[index]);                           \
    }

MR_EVALUATE(evaluate_exp, mr_exp, float)
MR_EVALUATE(evaluate_log, mr_log, float)
MR_EVALUATE(evaluate_sqrt, mr_sqrt, float)
MR_EVALUATE(evaluate_reciprocal, mr_reciprocal, float)
MR_EVALUATE(evaluate_inverse_normal, mr_inverse_normal, uint)

// g_counters: [count][4], g_keys: [count][2], g_words: [count][4], least significant word first.
__kernel void evaluate_philox(__global const uint *g_counters, __global const uint *g_keys,
                              __global uint *g_words, uint count) {
    uint index = (uint)get_global_id(0);
    if (index >= count) return;
    __global const uint *counter = g_counters + 4 * (size_t)index;
    __global const uint *key = g_keys + 2 * (size_t)index;
    mr_words words = mr_philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
    for (int word = 0; word < 4; ++word) g_words[4 * (size_t)index + word] = words.word[word];
}

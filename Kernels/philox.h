// Philox4x32-10, a counter-based generator: the same counter and key give the same words anywhere.
// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011),
// doi:10.1145/2063384.2063405. Known answers: Random123's kat_vectors.
#ifndef MR_PHILOX_H
#define MR_PHILOX_H
#include "platform.h"

typedef struct {
    mr_u32 word[4];
} mr_words;

// What a draw is for; the high half of a counter word. Released values never change: results
// published with a seed would change with them. docs/random-numbers.md.
enum mr_purpose {
    MR_PURPOSE_FIGURE = 0x1000,    // a figure of the plan, once per replication
    MR_PURPOSE_RISK = 0x2000,      // which outcome of a risk happens
    MR_PURPOSE_PURCHASE = 0x3000,  // whether an optional tool is bought
    MR_PURPOSE_WRITE = 0x4000,     // one written plate
    MR_PURPOSE_SUPPLIER = 0x5000,  // a slip that tools of one supplier have in common
    MR_PURPOSE_SHARING = 0x6000,   // whether a tool slips as its supplier does
    MR_PURPOSE_ROUNDS = 0x7000,    // how many rounds of first samples a node takes
    MR_PURPOSE_LUCK = 0x8000,      // luck of a node's plates in the months of a year
    MR_PURPOSE_PLATE = 0x9000,     // one plate of a ramp; the low bits add the calendar month
    MR_PURPOSE_VISIT = 0xA000,    // a plate of a flow at a step; the low bits add the step's number
    MR_PURPOSE_ORDER = 0xB000,    // an order of plates: when the next comes, its set's shots
    MR_PURPOSE_LAYER = 0xC000,    // what holds for a plate of a flow on all its way
    MR_PURPOSE_FAILURE = 0xD000,  // a tool's failure; the low bits add those of its number above 16
    MR_PURPOSE_TEST = 0xF000
};

// In 64 bits throughout: a product is at once the low word, whose upper half nothing reads, and the
// high word, one shift away. That is what vector units and GPUs multiply fastest.
#define MR_PHILOX_ROUND                                           \
    {                                                             \
        mr_u64 product0 = (mr_u64)0xD2511F53u * (c0 & MR_LOW_32); \
        mr_u64 product1 = (mr_u64)0xCD9E8D57u * (c2 & MR_LOW_32); \
        c0 = (product1 >> 32) ^ c1 ^ k0;                          \
        c1 = product1;                                            \
        c2 = (product0 >> 32) ^ c3 ^ k1;                          \
        c3 = product0;                                            \
        k0 += 0x9E3779B9u;                                        \
        k1 += 0xBB67AE85u;                                        \
    }
#define MR_LOW_32 0xFFFFFFFFu

// Four words for one counter. c0…c3: counter, least significant word first; k0, k1: key.
MR_INLINE mr_words mr_philox(mr_u64 c0, mr_u64 c1, mr_u64 c2, mr_u64 c3, mr_u32 k0, mr_u32 k1) {
    MR_PHILOX_ROUND MR_PHILOX_ROUND MR_PHILOX_ROUND MR_PHILOX_ROUND MR_PHILOX_ROUND MR_PHILOX_ROUND
        MR_PHILOX_ROUND MR_PHILOX_ROUND MR_PHILOX_ROUND MR_PHILOX_ROUND mr_words words;
    words.word[0] = (mr_u32)c0;
    words.word[1] = (mr_u32)c1;
    words.word[2] = (mr_u32)c2;
    words.word[3] = (mr_u32)c3;
    return words;
}

// The words of draw `draw` (below 65536) that `entity` makes for `purpose` in a replication.
// replication_high holds bits 32…62 of the replication number and, as its top bit, the stream.
MR_INLINE mr_words mr_draw(mr_u32 seed_low, mr_u32 seed_high, mr_u32 purpose, mr_u32 entity,
                           mr_u32 replication_low, mr_u32 replication_high, mr_u32 draw) {
    return mr_philox(replication_low, replication_high, entity, (purpose << 16) | draw, seed_low,
                     seed_high);
}

#endif

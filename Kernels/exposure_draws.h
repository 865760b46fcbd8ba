// What plates draw: blocks of plates, where their random words lie, and what becomes of the words.
#ifndef MR_EXPOSURE_DRAWS_H
#define MR_EXPOSURE_DRAWS_H
#include "distribution.h"
#include "exposure_layout.h"
#include "philox.h"

// What a plate draws; the low half of the counter's last word.
enum mr_write_draw {
    MR_DRAW_SHOTS,    // as itself and as its set
    MR_DRAW_LOSS,     // whether a failure interrupts the write
    MR_DRAW_DENSITY,  // its density
    MR_DRAW_DRIFT,    // how far the current has drifted
    MR_DRAW_SPREAD    // as its set: which tool of its kind
};

// Four plates share an address, a word each: plate n has word n mod 4 of replication n / 4. Lane l
// of a block holds replication first + l, so that its plates lie MR_LANES apart, in four rows.
#define MR_BLOCK (MR_ROWS * MR_LANES)

typedef struct {
    mr_u32 seed_low, seed_high;
    mr_u32 first_low, first_high;  // replication of lane 0
    int begin, end;  // of the block's plates, the first and the end of those that count
} mr_plates;

// Block of plates that begins `before` plates, a multiple of MR_BLOCK, after the four to which plate
// `first` belongs; of `count` plates from `first` on, below 2^31.
MR_INLINE mr_plates mr_plates_at(mr_u32 seed_low, mr_u32 seed_high, mr_u64 first, mr_u32 count,
                                 mr_u32 before) {
    mr_u32 skip = (mr_u32)first % MR_ROWS;
    mr_u64 replication = (first + before) / MR_ROWS;
    mr_plates plates;
    plates.seed_low = seed_low;
    plates.seed_high = seed_high;
    plates.first_low = (mr_u32)replication;
    plates.first_high = (mr_u32)(replication >> 32);
    plates.begin = before == 0 ? (int)skip : 0;
    plates.end = (int)mr_min(skip + count - before, (mr_u32)MR_BLOCK);
    return plates;
}

// Whether a plate of the block counts.
MR_INLINE int mr_plate_counts(mr_plates at, int plate) {
    int number = MR_ROWS * (plate % MR_LANES) + plate / MR_LANES;
    return number >= at.begin && number < at.end;
}

// A word for each plate.
MR_INLINE void mr_draw_words(mr_plates at, mr_u32 entity, mr_u32 draw, mr_u32 *word) {
    MR_FOR_LANES(lane) {
        mr_u32 low = at.first_low + (mr_u32)lane;
        mr_u32 high = at.first_high + (mr_u32)(low < at.first_low);
        mr_words words =
            mr_draw(at.seed_low, at.seed_high, MR_PURPOSE_WRITE, entity, low, high, draw);
        word[lane] = words.word[0];
        word[MR_LANES + lane] = words.word[1];
        word[2 * MR_LANES + lane] = words.word[2];
        word[3 * MR_LANES + lane] = words.word[3];
    }
}

// A standard normal for each plate: mr_inverse_normal, the tail only where there is one.
MR_INLINE void mr_draw_normals(mr_plates at, mr_u32 entity, mr_u32 draw, float *z) {
    mr_u32 word[MR_BLOCK], tails = 0;
    float w[MR_BLOCK], x[MR_BLOCK];
    mr_draw_words(at, entity, draw, word);
    MR_FOR_BLOCK(plate) {
        mr_normal_place place = mr_place_of_word(word[plate]);
        x[plate] = place.x;
        w[plate] = place.w;
        z[plate] = mr_normal_centre(place);
        tails += place.w >= MR_NORMAL_TAIL;
    }
    if (!tails) return;
    MR_FOR_BLOCK(plate) {
        mr_normal_place place;
        place.x = x[plate];
        place.w = w[plate];
        float tail = mr_normal_tail(place);
        z[plate] = place.w < MR_NORMAL_TAIL ? z[plate] : tail;
    }
}

// A lognormal factor of mean 1 for each plate; sigma of its logarithm.
MR_INLINE void mr_draw_factors(mr_plates at, mr_u32 entity, mr_u32 draw, float sigma,
                               float *factor) {
    float z[MR_BLOCK];
    mr_draw_normals(at, entity, draw, z);
    MR_FOR_BLOCK(plate) factor[plate] = mr_exp(sigma * z[plate] - 0.5f * (sigma * sigma));
}

// Density of each plate.
MR_INLINE void mr_draw_densities(MR_GLOBAL const int *table, MR_GLOBAL const float *floats,
                                 mr_plates at, float *density) {
    MR_GLOBAL const float *values = floats + MR_X_DENSITY_TABLE;
    int kind = table[MR_X_DENSITY_KIND], count = table[MR_X_DENSITY_COUNT];
    float fixed = floats[MR_X_DENSITY];
    mr_u32 word[MR_BLOCK];
    if (kind == MR_CONSTANT) {
        MR_FOR_BLOCK(plate) density[plate] = fixed;
        return;
    }
    mr_draw_words(at, (mr_u32)table[MR_X_ENTITY], MR_DRAW_DENSITY, word);
    if (kind == MR_TABLE) {
        MR_FOR_BLOCK(plate) density[plate] = mr_quantile(values, mr_tail_of_word(word[plate]));
    } else {
        for (int plate = 0; plate < MR_BLOCK; ++plate)
            density[plate] = mr_discrete_above(values, count, word[plate], -1.0f);
    }
}

#endif

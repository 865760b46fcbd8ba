// Samples of the time to write a plate of one layer class on one writer.
#ifndef MR_EXPOSURE_H
#define MR_EXPOSURE_H
#include "distribution.h"
#include "exposure_layout.h"
#include "philox.h"
#include "write_time.h"

// A time in parts of an hour, rounded to nearest.
MR_INLINE mr_u32 mr_hour_parts(float hours) {
    return (mr_u32)(mr_i32)(hours * (float)MR_HOUR_PARTS + 0.5f);
}

// What a block of samples came to; nothing where a lane does not count.
typedef struct {
    mr_u32 part[MR_S_SQUARE][MR_LANES];
    mr_u32 lost[MR_LANES];
    int bin[MR_LANES];
} mr_samples;

// Where the samples of a block find their random words.
typedef struct {
    mr_u32 seed_low, seed_high;
    mr_u32 first_low, first_high;  // number of lane 0
    int active;                    // lanes that count
} mr_sample_address;

MR_INLINE mr_words mr_sample_words(mr_sample_address at, mr_u32 entity, int lane) {
    mr_u32 low = at.first_low + (mr_u32)lane;
    mr_u32 high = at.first_high + (mr_u32)(low < at.first_low);
    return mr_draw(at.seed_low, at.seed_high, MR_PURPOSE_WRITE, entity, low, high, 0u);
}

// Density of each plate: the third word of its draw.
MR_INLINE void mr_sample_densities(MR_GLOBAL const int *table, MR_GLOBAL const float *floats,
                                   mr_sample_address at, float *density) {
    MR_GLOBAL const float *values = floats + MR_X_DENSITY_TABLE;
    mr_u32 entity = (mr_u32)table[MR_X_ENTITY];
    int count = table[MR_X_DENSITY_COUNT];
    float fixed = floats[MR_X_DENSITY];
    if (table[MR_X_DENSITY_KIND] == MR_TABLE) {
        MR_FOR_LANES(lane) {
            mr_words words = mr_sample_words(at, entity, lane);
            density[lane] = mr_quantile(values, mr_tail_of_word(words.word[2]));
        }
    } else if (table[MR_X_DENSITY_KIND] == MR_DISCRETE) {
        for (int lane = 0; lane < MR_LANES; ++lane) {
            mr_words words = mr_sample_words(at, entity, lane);
            density[lane] = mr_discrete_above(values, count, words.word[2], -1.0f);
        }
    } else {
        MR_FOR_LANES(lane) density[lane] = fixed;
    }
}

// Samples of one writer class. writer_class and varies are constants wherever this is called, so
// that each kind of case has a loop of its own, with no branch in it.
MR_INLINE void mr_sample_class(int writer_class, int varies, MR_GLOBAL const int *table,
                               MR_GLOBAL const float *floats, mr_sample_address at,
                               mr_samples *result) {
    float w[MR_WRITER_FIELDS], density[MR_LANES];
    for (int field = 0; field < MR_WRITER_FIELDS; ++field) w[field] = floats[MR_X_WRITER + field];
    int last_bin = table[MR_X_BINS] - 1;
    float median = floats[MR_X_SHOTS_MEDIAN], sigma = floats[MR_X_SHOTS_SIGMA];
    float own = floats[MR_X_OWN_WEIGHT], set = floats[MR_X_SET_WEIGHT];
    float fixed_dose = floats[MR_X_DOSE], passes = floats[MR_X_PASSES];
    float fixed_density = floats[MR_X_DENSITY];
    float rate = floats[MR_X_FAILURE_RATE], scale = floats[MR_X_BINS_PER_HOUR];
    float drift = floats[MR_X_DRIFT], spread = floats[MR_X_SPREAD];
    mr_u32 entity = (mr_u32)table[MR_X_ENTITY], set_entity = (mr_u32)table[MR_X_SET_ENTITY];
    if (varies) mr_sample_densities(table, floats, at, density);
    MR_FOR_LANES(lane) {
        mr_words mine = mr_sample_words(at, entity, lane);
        mr_words ours = mr_sample_words(at, set_entity, lane);
        float z = own * mr_inverse_normal(mine.word[0]) + set * mr_inverse_normal(ours.word[0]);
        float shots = mr_min(median * mr_exp(sigma * z), MR_MOST_SHOTS);
        float dose = fixed_dose, slower = 1.0f;
        if (varies) {
            // Lognormal factors of mean 1 on the time with the beam on, and on the whole time.
            dose *= mr_exp(drift * mr_inverse_normal(mine.word[3]) - 0.5f * (drift * drift));
            slower = mr_exp(spread * mr_inverse_normal(ours.word[1]) - 0.5f * (spread * spread));
        }
        mr_write_parts parts = mr_write_time(writer_class, w, shots, dose, passes,
                                             varies ? density[lane] : fixed_density);
        // Beyond the longest write everything shrinks alike, so that the parts still add up.
        float total = mr_write_total(parts) * slower;
        float shrink = total > MR_LONGEST_WRITE ? MR_LONGEST_WRITE * mr_reciprocal(total) : 1.0f;
        total = total * shrink;
        shrink *= slower;
        int counts = lane < at.active;
        result->part[MR_S_BEAM][lane] = counts ? mr_hour_parts(parts.beam * shrink) : 0u;
        result->part[MR_S_SETTLING][lane] = counts ? mr_hour_parts(parts.settling * shrink) : 0u;
        result->part[MR_S_STAGE][lane] = counts ? mr_hour_parts(parts.stage * shrink) : 0u;
        result->part[MR_S_CALIBRATION][lane] =
            counts ? mr_hour_parts(parts.calibration * shrink) : 0u;
        result->part[MR_S_OVERHEAD][lane] = counts ? mr_hour_parts(parts.overhead * shrink) : 0u;
        result->part[MR_S_TOTAL][lane] = counts ? mr_hour_parts(total) : 0u;
        result->bin[lane] = mr_min((int)mr_min(total * scale, 1.0e6f), last_bin);
        float u = (float)(mr_i32)(mine.word[1] >> 8) * (1.0f / 16777216.0f);
        result->lost[lane] = counts && u >= mr_exp(-(total * rate)) ? 1u : 0u;
    }
}

// Adds a block of samples to the sums and the histogram.
MR_INLINE void mr_add_samples(const mr_samples *samples, int active, MR_GLOBAL mr_u32 *counts,
                              mr_u64 *sums) {
    for (int sum = 0; sum < MR_S_SQUARE; ++sum) {
        mr_u64 all = 0;
        MR_FOR_LANES(lane) all += samples->part[sum][lane];
        sums[sum] += all;
    }
    mr_u64 low = 0, high = 0, lost = 0;
    MR_FOR_LANES(lane) {
        mr_u64 total = samples->part[MR_S_TOTAL][lane];
        mr_u64 square = (total * total) >> 8;  // whole seconds squared
        low += square & 0xFFFFFFFFu;
        high += square >> 32;
        lost += samples->lost[lane];
    }
    sums[MR_S_SQUARE] += low;
    sums[MR_S_SQUARE_HIGH] += high;
    sums[MR_S_LOST] += lost;
    for (int lane = 0; lane < active; ++lane) mr_count(&counts[samples->bin[lane]], 1u);
}

// One block of MR_LANES samples. counts: MR_X_BINS bins. sums: MR_EXPOSURE_SUMS, owned by the
// caller.
MR_INLINE void mr_sample_block(MR_GLOBAL const int *table, MR_GLOBAL const float *floats,
                               MR_GLOBAL mr_u32 *counts, mr_u64 *sums, mr_sample_address at) {
    mr_samples samples;
    int writer_class = table[MR_X_WRITER_CLASS], varies = table[MR_X_VARIES];
    if (writer_class == MR_VSB && varies)
        mr_sample_class(MR_VSB, 1, table, floats, at, &samples);
    else if (writer_class == MR_VSB)
        mr_sample_class(MR_VSB, 0, table, floats, at, &samples);
    else if (writer_class == MR_RASTER)
        mr_sample_class(MR_RASTER, 1, table, floats, at, &samples);
    else
        mr_sample_class(MR_MULTIBEAM, 1, table, floats, at, &samples);
    mr_add_samples(&samples, at.active, counts, sums);
}

#endif

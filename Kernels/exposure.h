// Samples of the time to write a plate of one layer class on one writer.
#ifndef MR_EXPOSURE_H
#define MR_EXPOSURE_H
#include "exposure_layout.h"
#include "philox.h"
#include "write_time.h"

// A time in parts of an hour, rounded to nearest.
MR_INLINE mr_u32 mr_hour_parts(float hours) {
    return (mr_u32)(mr_i32)(hours * (float)MR_HOUR_PARTS + 0.5f);
}

// One block of MR_LANES samples from number first on, of which `active` count. counts: MR_X_BINS
// bins. sums: MR_EXPOSURE_SUMS, owned by the caller.
MR_INLINE void mr_sample_block(MR_GLOBAL const int *table, MR_GLOBAL const float *floats,
                               MR_GLOBAL mr_u32 *counts, mr_u64 *sums, mr_u32 seed_low,
                               mr_u32 seed_high, mr_u32 first_low, mr_u32 first_high, int active) {
    float w[MR_WRITER_FIELDS];
    for (int field = 0; field < MR_WRITER_FIELDS; ++field) w[field] = floats[MR_X_WRITER + field];
    int writer_class = table[MR_X_WRITER_CLASS], last_bin = table[MR_X_BINS] - 1;
    float median = floats[MR_X_SHOTS_MEDIAN], sigma = floats[MR_X_SHOTS_SIGMA];
    float own = floats[MR_X_OWN_WEIGHT], set = floats[MR_X_SET_WEIGHT];
    float dose = floats[MR_X_DOSE], passes = floats[MR_X_PASSES], density = floats[MR_X_DENSITY];
    float rate = floats[MR_X_FAILURE_RATE], scale = floats[MR_X_BINS_PER_HOUR];
    mr_u32 entity = (mr_u32)table[MR_X_ENTITY], set_entity = (mr_u32)table[MR_X_SET_ENTITY];
    int bin[MR_LANES];
    mr_u32 part[MR_S_SQUARE][MR_LANES], lost[MR_LANES];
    MR_FOR_LANES(lane) {
        mr_u32 low = first_low + (mr_u32)lane, high = first_high + (mr_u32)(low < first_low);
        mr_words mine = mr_draw(seed_low, seed_high, MR_PURPOSE_WRITE, entity, low, high, 0u);
        mr_words ours = mr_draw(seed_low, seed_high, MR_PURPOSE_WRITE, set_entity, low, high, 0u);
        float z = own * mr_inverse_normal(mine.word[0]) + set * mr_inverse_normal(ours.word[0]);
        float shots = median * mr_exp(sigma * z);
        mr_write_parts parts = mr_write_time(writer_class, w, shots, dose, passes, density);
        // Beyond the longest write everything shrinks alike, so that the parts still add up.
        float total = mr_write_total(parts);
        float shrink = total > MR_LONGEST_WRITE ? MR_LONGEST_WRITE * mr_reciprocal(total) : 1.0f;
        total = total * shrink;
        part[MR_S_BEAM][lane] = mr_hour_parts(parts.beam * shrink);
        part[MR_S_SETTLING][lane] = mr_hour_parts(parts.settling * shrink);
        part[MR_S_STAGE][lane] = mr_hour_parts(parts.stage * shrink);
        part[MR_S_CALIBRATION][lane] = mr_hour_parts(parts.calibration * shrink);
        part[MR_S_OVERHEAD][lane] = mr_hour_parts(parts.overhead * shrink);
        part[MR_S_TOTAL][lane] = mr_hour_parts(total);
        bin[lane] = mr_min((int)mr_min(total * scale, 1.0e6f), last_bin);
        float u = (float)(mr_i32)(mine.word[1] >> 8) * (1.0f / 16777216.0f);
        lost[lane] = u >= mr_exp(-(total * rate)) ? 1u : 0u;
    }
    for (int lane = 0; lane < active; ++lane) {
        mr_u64 total = part[MR_S_TOTAL][lane];
        for (int sum = 0; sum < MR_S_SQUARE; ++sum) sums[sum] += part[sum][lane];
        mr_u64 square = (total * total) >> 8;  // whole seconds squared
        sums[MR_S_SQUARE] += square & 0xFFFFFFFFu;
        sums[MR_S_SQUARE_HIGH] += square >> 32;
        sums[MR_S_LOST] += lost[lane];
        mr_count(&counts[bin[lane]], 1u);
    }
}

#endif

// Samples of the time to write a plate of one layer class on one writer.
#ifndef MR_EXPOSURE_H
#define MR_EXPOSURE_H
#include "exposure_draws.h"
#include "write_time.h"

// What a block of plates came to; nothing where a plate does not count.
typedef struct {
    float hours[MR_S_SQUARE][MR_BLOCK];  // beam to total
    mr_u32 lost[MR_BLOCK];
    int bin[MR_BLOCK];
} mr_samples;

// Sums of each lane, so that no block has to add up its lanes.
typedef struct {
    mr_u64 part[MR_EXPOSURE_SUMS][MR_LANES];
} mr_lane_sums;

// Takes out the plates that do not count, and writes beyond the longest: of these everything
// shrinks alike, so that the parts still add up.
MR_INLINE void mr_correct_samples(mr_plates at, mr_samples *samples) {
    MR_FOR_BLOCK(plate) {
        float total = samples->hours[MR_S_TOTAL][plate];
        float factor = total > MR_LONGEST_WRITE ? MR_LONGEST_WRITE * mr_reciprocal(total) : 1.0f;
        factor = mr_plate_counts(at, plate) ? factor : 0.0f;
        samples->hours[MR_S_BEAM][plate] *= factor;
        samples->hours[MR_S_SETTLING][plate] *= factor;
        samples->hours[MR_S_STAGE][plate] *= factor;
        samples->hours[MR_S_CALIBRATION][plate] *= factor;
        samples->hours[MR_S_OVERHEAD][plate] *= factor;
        samples->hours[MR_S_TOTAL][plate] *= factor;
    }
}

// Times of a block's plates. varies is a constant wherever this is called, so that plates that
// differ in their shots alone have a loop of their own, with no other draw in it.
MR_INLINE void mr_write_plates(mr_writing writing, int varies, MR_GLOBAL const int *table,
                               MR_GLOBAL const float *floats, mr_plates at, mr_samples *samples) {
    float own_z[MR_BLOCK], set_z[MR_BLOCK];
    float density[MR_BLOCK], exposure[MR_BLOCK], slower[MR_BLOCK];
    mr_u32 beyond = 0;
    float median = floats[MR_X_SHOTS_MEDIAN], sigma = floats[MR_X_SHOTS_SIGMA];
    float own = floats[MR_X_OWN_WEIGHT], set = floats[MR_X_SET_WEIGHT];
    float fixed_density = floats[MR_X_DENSITY];
    mr_u32 entity = (mr_u32)table[MR_X_ENTITY], set_entity = (mr_u32)table[MR_X_SET_ENTITY];
    mr_draw_normals(at, entity, MR_DRAW_SHOTS, own_z);
    mr_draw_normals(at, set_entity, MR_DRAW_SHOTS, set_z);
    if (varies) {
        mr_draw_densities(table, floats, at, density);
        mr_draw_factors(at, entity, MR_DRAW_DRIFT, floats[MR_X_DRIFT], exposure);
        mr_draw_factors(at, set_entity, MR_DRAW_SPREAD, floats[MR_X_SPREAD], slower);
    }
    MR_FOR_BLOCK(plate) {
        float z = own * own_z[plate] + set * set_z[plate];
        float shots = mr_min(median * mr_exp(sigma * z), MR_MOST_SHOTS);
        mr_write_parts parts =
            mr_write_plate(writing, shots, varies ? density[plate] : fixed_density,
                           varies ? exposure[plate] : 1.0f);
        float factor = varies ? slower[plate] : 1.0f;
        float total = mr_write_total(parts) * factor;
        samples->hours[MR_S_BEAM][plate] = parts.beam * factor;
        samples->hours[MR_S_SETTLING][plate] = parts.settling * factor;
        samples->hours[MR_S_STAGE][plate] = parts.stage * factor;
        samples->hours[MR_S_CALIBRATION][plate] = parts.calibration * factor;
        samples->hours[MR_S_OVERHEAD][plate] = parts.overhead * factor;
        samples->hours[MR_S_TOTAL][plate] = total;
        beyond += total > MR_LONGEST_WRITE;
    }
    if (beyond || at.begin > 0 || at.end < MR_BLOCK) mr_correct_samples(at, samples);
}

// Bins of the times, and which writes a failure interrupts.
MR_INLINE void mr_judge_samples(MR_GLOBAL const int *table, MR_GLOBAL const float *floats,
                                mr_plates at, mr_samples *samples) {
    float rate = floats[MR_X_FAILURE_RATE], scale = floats[MR_X_BINS_PER_HOUR];
    int last_bin = table[MR_X_BINS] - 1;
    mr_u32 fate[MR_BLOCK];
    mr_draw_words(at, (mr_u32)table[MR_X_ENTITY], MR_DRAW_LOSS, fate);
    MR_FOR_BLOCK(plate) {
        float total = samples->hours[MR_S_TOTAL][plate];
        float u = (float)(mr_i32)(fate[plate] >> 8) * (1.0f / 16777216.0f);
        samples->lost[plate] = u >= mr_exp(-(total * rate)) ? 1u : 0u;
        samples->bin[plate] = mr_min((int)mr_min(total * scale, 1.0e6f), last_bin);
    }
}

// A time in parts of an hour, rounded to nearest.
MR_INLINE mr_u32 mr_hour_parts(float hours) {
    return (mr_u32)(mr_i32)(hours * (float)MR_HOUR_PARTS + 0.5f);
}

// Adds up a lane's four plates: row[0] to row[3] of values below 2^30.
MR_INLINE mr_u32 mr_add_rows(const mr_u32 *value, int lane) {
    return (value[lane] + value[MR_LANES + lane]) +
           (value[2 * MR_LANES + lane] + value[3 * MR_LANES + lane]);
}

// Adds a block of samples to the sums and the histogram. Loops of 32 bits and of 64 are kept apart:
// a loop is as narrow as its widest number.
MR_INLINE void mr_add_samples(const mr_samples *samples, mr_plates at, MR_GLOBAL mr_u32 *counts,
                              mr_lane_sums *sums) {
    mr_u32 parts[MR_BLOCK], rows[MR_LANES];
    for (int sum = 0; sum < MR_S_SQUARE; ++sum) {
        const float *hours = samples->hours[sum];
        MR_FOR_BLOCK(plate) parts[plate] = mr_hour_parts(hours[plate]);
        MR_FOR_LANES(lane) rows[lane] = mr_add_rows(parts, lane);
        MR_FOR_LANES(lane) sums->part[sum][lane] += rows[lane];
    }
    // What is left in `parts` is the total.
    MR_FOR_LANES(lane) {
        mr_u64 a = parts[lane], b = parts[MR_LANES + lane];
        mr_u64 c = parts[2 * MR_LANES + lane], d = parts[3 * MR_LANES + lane];
        // Whole seconds squared.
        mr_u64 squares = (((a * a) >> 8) + ((b * b) >> 8)) + (((c * c) >> 8) + ((d * d) >> 8));
        sums->part[MR_S_SQUARE][lane] += squares & MR_LOW_32;
        sums->part[MR_S_SQUARE_HIGH][lane] += squares >> 32;
    }
    MR_FOR_LANES(lane) rows[lane] = mr_add_rows(samples->lost, lane);
    MR_FOR_LANES(lane) sums->part[MR_S_LOST][lane] += rows[lane];
    if (at.begin == 0 && at.end >= MR_BLOCK) {
        for (int plate = 0; plate < MR_BLOCK; ++plate) mr_count(&counts[samples->bin[plate]], 1u);
    } else {
        for (int plate = 0; plate < MR_BLOCK; ++plate)
            if (mr_plate_counts(at, plate)) mr_count(&counts[samples->bin[plate]], 1u);
    }
}

// The case's writer with its plate.
MR_INLINE mr_writing mr_writing_of(MR_GLOBAL const int *table, MR_GLOBAL const float *floats) {
    float w[MR_WRITER_FIELDS];
    for (int field = 0; field < MR_WRITER_FIELDS; ++field) w[field] = floats[MR_X_WRITER + field];
    return mr_begin_writing(table[MR_X_WRITER_CLASS], w, mr_uC_cm2(floats[MR_X_DOSE]),
                            floats[MR_X_PASSES]);
}

// One block of plates. counts: MR_X_BINS bins.
MR_INLINE void mr_sample_block(mr_writing writing, MR_GLOBAL const int *table,
                               MR_GLOBAL const float *floats, mr_plates at,
                               MR_GLOBAL mr_u32 *counts, mr_lane_sums *sums) {
    mr_samples samples;
    if (table[MR_X_VARIES])
        mr_write_plates(writing, 1, table, floats, at, &samples);
    else
        mr_write_plates(writing, 0, table, floats, at, &samples);
    mr_judge_samples(table, floats, at, &samples);
    mr_add_samples(&samples, at, counts, sums);
}

// Adds up a sum's lanes.
MR_INLINE mr_u64 mr_sum_of_lanes(const mr_lane_sums *sums, int sum) {
    mr_u64 all = 0;
    for (int lane = 0; lane < MR_LANES; ++lane) all += sums->part[sum][lane];
    return all;
}

#endif

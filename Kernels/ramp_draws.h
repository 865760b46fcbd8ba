// One block of ramp replications: what the plan leaves open is drawn, and the dates follow.
#ifndef MR_RAMP_DRAWS_H
#define MR_RAMP_DRAWS_H
#include "distribution.h"
#include "philox.h"

// A block at work. Scratch cells of one slot lie MR_STRIDE apart, one for each lane.
typedef struct {
    MR_GLOBAL const int *table;     // ramp_layout.h
    MR_GLOBAL const float *floats;  // constants, knots, discrete entries
    MR_GLOBAL float *cells;         // float scratch, at this block's first lane
    MR_GLOBAL int *whole;           // integer scratch
    int stride;
    mr_u32 seed_low, seed_high;
    mr_u32 first_low, first_high;  // replication of lane 0
} mr_block;

#if MR_LANES > 1
#define MR_STRIDE MR_LANES
#else
#define MR_STRIDE block.stride
#endif
#define MR_CELL(slot) block.cells[(slot)*MR_STRIDE + lane]
#define MR_WHOLE(slot) block.whole[(slot)*MR_STRIDE + lane]
#define MR_T(entry) block.table[entry]

// What holds for all lanes of a block together stands at the first lane.
MR_INLINE int mr_said(mr_block block, int slot) { return block.whole[slot * MR_STRIDE]; }
MR_INLINE void mr_say(mr_block block, int slot, int value) {
    block.whole[slot * MR_STRIDE] = value;
}

MR_INLINE mr_u32 mr_word(mr_block block, mr_u32 purpose, mr_u32 entity, mr_u32 stream, int lane) {
    mr_u32 low = block.first_low + (mr_u32)lane;
    mr_u32 high = (block.first_high + (mr_u32)(low < block.first_low)) | stream;
    return mr_draw(block.seed_low, block.seed_high, purpose, entity, low, high, 0u).word[0];
}

MR_INLINE void mr_draw_figures(mr_block block) {
    for (int figure = 0; figure < MR_T(MR_FIGURE_COUNT); ++figure) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_FIGURES) + figure * MR_FIGURE_SIZE;
        int kind = record[MR_F_KIND];
        mr_u32 entity = (mr_u32)record[MR_F_ENTITY];
        mr_u32 stream = (mr_u32)record[MR_F_STREAM];
        MR_GLOBAL const float *knots = block.floats + record[MR_F_TABLE];
        if (kind == MR_CONSTANT) {
            float value = block.floats[MR_T(MR_VALUES) + figure];
            MR_FOR_LANES(lane) MR_CELL(figure) = value;
        } else if (record[MR_F_DEFERRED]) {
            continue;  // drawn where its condition is known
        } else if (kind == MR_TABLE) {
            MR_FOR_LANES(lane) {
                mr_u32 word = mr_word(block, MR_PURPOSE_FIGURE, entity, stream, lane);
                MR_CELL(figure) = mr_quantile(knots, mr_tail_of_word(word));
            }
        } else {
            int count = record[MR_F_COUNT];
            for (int lane = 0; lane < MR_LANES; ++lane) {
                mr_u32 word = mr_word(block, MR_PURPOSE_FIGURE, entity, stream, lane);
                MR_CELL(figure) = mr_discrete_above(knots, count, word, -3.0e38f);
            }
        }
    }
}

// The word of a figure that is drawn where its condition is known; none is drawn for others.
MR_INLINE mr_u32 mr_deferred_word(mr_block block, int figure, int lane) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_FIGURES) + figure * MR_FIGURE_SIZE;
    if (!record[MR_F_DEFERRED]) return 0u;
    mr_u32 entity = (mr_u32)record[MR_F_ENTITY], stream = (mr_u32)record[MR_F_STREAM];
    return mr_word(block, MR_PURPOSE_FIGURE, entity, stream, lane);
}

// A lag that is known to be longer than `bound`. The lag itself when it is a constant within it.
MR_INLINE float mr_lag_of_word(mr_block block, int figure, mr_u32 word, float bound, int lane) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_FIGURES) + figure * MR_FIGURE_SIZE;
    int kind = record[MR_F_KIND];
    if (kind == MR_CONSTANT) return mr_max(block.floats[MR_T(MR_VALUES) + figure], bound);
    if (!record[MR_F_DEFERRED]) return mr_max(MR_CELL(figure), bound);
    MR_GLOBAL const float *knots = block.floats + record[MR_F_TABLE];
    if (kind == MR_DISCRETE) return mr_discrete_above(knots, record[MR_F_COUNT], word, bound);
    mr_tail tail = mr_tail_of_word(word);
    if (bound < knots[0]) return mr_quantile(knots, tail);  // nothing is ruled out
    return mr_quantile_above(knots, tail, bound);
}

MR_INLINE float mr_lag_above(mr_block block, int figure, float bound, int lane) {
    return mr_lag_of_word(block, figure, mr_deferred_word(block, figure, lane), bound, lane);
}

// The same for all lanes. Mostly nothing is ruled out in any of them, and one formula serves.
MR_INLINE void mr_lags_of_words(mr_block block, int figure, const mr_u32 *word, const float *bound,
                                float *lag) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_FIGURES) + figure * MR_FIGURE_SIZE;
    MR_GLOBAL const float *knots = block.floats + record[MR_F_TABLE];
    int simple = record[MR_F_DEFERRED] && record[MR_F_KIND] == MR_TABLE;
    for (int lane = 0; simple && lane < MR_LANES; ++lane) simple &= bound[lane] < knots[0];
    if (simple) {
        MR_FOR_LANES(lane) lag[lane] = mr_quantile(knots, mr_tail_of_word(word[lane]));
        return;
    }
    for (int lane = 0; lane < MR_LANES; ++lane)
        lag[lane] = mr_lag_of_word(block, figure, word[lane], bound[lane], lane);
}

// The words of a figure that is drawn where its condition is known; 0 for others.
MR_INLINE void mr_deferred_words(mr_block block, int figure, mr_u32 *word) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_FIGURES) + figure * MR_FIGURE_SIZE;
    mr_u32 entity = (mr_u32)record[MR_F_ENTITY], stream = (mr_u32)record[MR_F_STREAM];
    if (!record[MR_F_DEFERRED]) {
        MR_FOR_LANES(lane) word[lane] = 0u;
        return;
    }
    MR_FOR_LANES(lane) word[lane] = mr_word(block, MR_PURPOSE_FIGURE, entity, stream, lane);
}

// Probability that a lag is longer than `bound`.
MR_INLINE float mr_lag_survival(mr_block block, int figure, float bound, int lane) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_FIGURES) + figure * MR_FIGURE_SIZE;
    if (!record[MR_F_DEFERRED]) return MR_CELL(figure) > bound ? 1.0f : 0.0f;
    MR_GLOBAL const float *knots = block.floats + record[MR_F_TABLE];
    if (record[MR_F_KIND] == MR_DISCRETE) {
        float below = 0.0f;
        for (int entry = 0; entry < record[MR_F_COUNT]; ++entry)
            below = knots[2 * entry + 1] <= bound ? knots[2 * entry] : below;
        return 1.0f - below;
    }
    if (bound < knots[0]) return 1.0f;
    return mr_split_at(knots, bound).above * (1.0f / 4294967296.0f);
}

// For every outcome of every risk: 1 where it happens, else 0.
MR_INLINE void mr_draw_risks(mr_block block) {
    for (int risk = 0; risk < MR_T(MR_RISK_COUNT); ++risk) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_RISKS) + risk * MR_RISK_SIZE;
        mr_u32 entity = (mr_u32)record[MR_R_ENTITY], stream = (mr_u32)record[MR_R_STREAM];
        int first = record[MR_R_FIRST], last = first + record[MR_R_COUNT];
        for (int lane = 0; lane < MR_LANES; ++lane) {
            mr_u32 word = mr_word(block, MR_PURPOSE_RISK, entity, stream, lane);
            float u = (float)(mr_i32)(word >> 8) * (1.0f / 16777216.0f);
            float before = 0.0f;
            for (int outcome = first; outcome < last; ++outcome) {
                float after = before + MR_CELL(MR_T(MR_T(MR_OUTCOMES) + outcome * MR_OUTCOME_SIZE));
                MR_CELL(MR_T(MR_SLOT_OUTCOMES) + outcome) = u >= before && u < after ? 1.0f : 0.0f;
                before = after;
            }
        }
    }
}

// The words of a tool's slip: its own, or those of its supplier with probability √ρ, found without a
// root: u² < ρ. So two tools take the same one with probability ρ, their rank correlation.
MR_INLINE void mr_slip_words(mr_block block, MR_GLOBAL const int *record, mr_u32 *word) {
    mr_deferred_words(block, record[MR_U_SLIP], word);
    if (record[MR_U_SUPPLIER] == MR_NONE) return;
    MR_GLOBAL const int *supplier =
        block.table + MR_T(MR_SUPPLIERS) + record[MR_U_SUPPLIER] * MR_SUPPLIER_SIZE;
    mr_u32 entity = (mr_u32)supplier[MR_S_ENTITY], stream = (mr_u32)supplier[MR_S_STREAM];
    mr_u32 sharing = (mr_u32)record[MR_U_SHARING];
    mr_u32 sharing_stream = (mr_u32)record[MR_U_SHARING_STREAM];
    int correlation = MR_T(MR_DELAY_CORRELATION);
    MR_FOR_LANES(lane) {
        mr_u32 common = mr_word(block, MR_PURPOSE_SUPPLIER, entity, stream, lane);
        mr_u32 choice = mr_word(block, MR_PURPOSE_SHARING, sharing, sharing_stream, lane);
        float u = (float)(mr_i32)(choice >> 8) * (1.0f / 16777216.0f);
        word[lane] = u * u < MR_CELL(correlation) ? common : word[lane];
    }
}

// The effect of an outcome on a unit.
MR_INLINE MR_GLOBAL const int *mr_effect(mr_block block, MR_GLOBAL const int *record, int effect) {
    return block.table + MR_T(MR_EFFECTS) + (record[MR_U_FIRST_EFFECT] + effect) * MR_EFFECT_SIZE;
}

// The promised date of a unit: as in the plan, or the latest of those that outcomes put instead.
MR_INLINE void mr_find_promise(mr_block block, MR_GLOBAL const int *record, int slot) {
    int date = record[MR_U_DATE];
    float moved[MR_LANES];
    MR_FOR_LANES(lane) moved[lane] = -MR_NEVER;
    for (int effect = 0; effect < record[MR_U_EFFECT_COUNT]; ++effect) {
        MR_GLOBAL const int *e = mr_effect(block, record, effect);
        int hit = MR_T(MR_SLOT_OUTCOMES) + e[MR_E_OUTCOME], to = e[MR_E_DATE];
        if (to == MR_NONE) continue;
        MR_FOR_LANES(lane) {
            float happens = MR_CELL(hit), day = mr_max(moved[lane], MR_CELL(to));
            moved[lane] = happens > 0.0f ? day : moved[lane];
        }
    }
    MR_FOR_LANES(lane) {
        float planned = MR_CELL(date);
        MR_CELL(slot) = moved[lane] > -MR_NEVER ? moved[lane] : planned;
    }
}

// Months of slip beyond the promised date, knowing that the tool has not come by the as-of date.
MR_INLINE void mr_draw_slip(mr_block block, int unit, MR_GLOBAL const int *record) {
    float as_of = block.floats[MR_T(MR_AS_OF)];
    int slot = MR_T(MR_SLOT_DELIVERED) + unit;
    int slip = record[MR_U_SLIP];
    mr_find_promise(block, record, slot);
    if (record[MR_U_KNOWN]) return;
    if (slip == MR_NONE) {
        MR_FOR_LANES(lane) MR_CELL(slot) = mr_max(MR_CELL(slot), as_of);
    } else {
        mr_u32 word[MR_LANES];
        float bound[MR_LANES], lag[MR_LANES];
        mr_slip_words(block, record, word);
        MR_FOR_LANES(lane) bound[lane] = as_of - MR_CELL(slot);
        mr_lags_of_words(block, slip, word, bound, lag);
        MR_FOR_LANES(lane) MR_CELL(slot) += lag[lane];
    }
}

// When one tool is delivered.
MR_INLINE void mr_draw_unit(mr_block block, int unit) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_UNITS) + unit * MR_UNIT_SIZE;
    int delivered = MR_T(MR_SLOT_DELIVERED) + unit;
    mr_draw_slip(block, unit, record);
    for (int effect = 0; effect < record[MR_U_EFFECT_COUNT]; ++effect) {
        MR_GLOBAL const int *e = mr_effect(block, record, effect);
        int hit = MR_T(MR_SLOT_OUTCOMES) + e[MR_E_OUTCOME], delay = e[MR_E_DELAY];
        if (e[MR_E_DATE] != MR_NONE) continue;  // counted in the promise
        MR_FOR_LANES(lane) {
            float months = delay == MR_NONE ? MR_NEVER : MR_CELL(delay);
            MR_CELL(delivered) += MR_CELL(hit) * months;
        }
    }
    if (record[MR_U_PROBABILITY] != MR_NONE) {
        int probability = record[MR_U_PROBABILITY];
        mr_u32 entity = (mr_u32)record[MR_U_ENTITY], stream = (mr_u32)record[MR_U_STREAM];
        MR_FOR_LANES(lane) {
            mr_u32 word = mr_word(block, MR_PURPOSE_PURCHASE, entity, stream, lane);
            float u = (float)(mr_i32)(word >> 8) * (1.0f / 16777216.0f);
            MR_CELL(delivered) = u < MR_CELL(probability) ? MR_CELL(delivered) : MR_NEVER;
        }
    }
}

#endif

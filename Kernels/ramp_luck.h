// The luck of single plates in a month: how far good plates lie from their mean. docs/model.md,
// "Luck of plates".
#ifndef MR_RAMP_LUCK_H
#define MR_RAMP_LUCK_H
#include "ramp_capacity.h"

// One block of words holds the twelve months of a node and year: three in a word.
#define MR_PLACE_BITS 10

// Where a month stands among equally likely ones, from 0 for the worst to 1.
MR_INLINE float mr_place_of_month(mr_u32 word, int of_word) {
    mr_u32 bits = (word >> (of_word * MR_PLACE_BITS)) & ((1u << MR_PLACE_BITS) - 1u);
    return ((float)(mr_i32)bits + 0.5f) * (1.0f / (float)(1 << MR_PLACE_BITS));
}

// Good plates of a month of `mean` plates and variance spread·mean: uniform where that keeps them
// from falling below none. Never falls as the mean grows.
MR_INLINE float mr_lucky_month(float mean, float spread, float place) {
    return mean + mr_sqrt((3.0f * spread) * mean) * (2.0f * place - 1.0f);
}

// The same where the mean is below three times the spread: none with some probability, else
// uniform from none.
MR_INLINE float mr_lucky_few(float mean, float spread, float place) {
    float both = mean + spread;
    float slope = (both * both) * mr_reciprocal(mr_max(mean, 1.0e-12f));
    return mr_max(0.0f, 1.5f * both - 1.125f * ((1.0f - place) * slope));
}

// The words of a calendar year, for each node that has luck.
MR_INLINE void mr_draw_luck(mr_block block, int year) {
    for (int node = 0; node < MR_T(MR_NODE_COUNT); ++node) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + node * MR_NODE_SIZE;
        if (!record[MR_N_LUCKY]) continue;
        mr_u32 entity = (mr_u32)record[MR_N_LUCK], stream = (mr_u32)record[MR_N_LUCK_STREAM];
        int slot = MR_T(MR_SLOT_LUCK) + 4 * node;
        MR_FOR_LANES(lane) {
            mr_u32 low = block.first_low + (mr_u32)lane;
            mr_u32 high = (block.first_high + (mr_u32)(low < block.first_low)) | stream;
            mr_words words = mr_draw(block.seed_low, block.seed_high, MR_PURPOSE_LUCK, entity, low,
                                     high, (mr_u32)year);
            MR_WHOLE(slot) = (int)words.word[0];
            MR_WHOLE(slot + 1) = (int)words.word[1];
            MR_WHOLE(slot + 2) = (int)words.word[2];
            MR_WHOLE(slot + 3) = (int)words.word[3];
        }
    }
}

// Lowers `least` to the good plates that one group's hours are enough for, by their mean. variation:
// slot of C² there, or MR_NONE where all plates take the same hours.
MR_INLINE void mr_take_luck(mr_block block, int node, const float *place, const float *mean,
                            int variation, float *least) {
    int yield = MR_T(MR_SLOT_YIELD) + node, from = mr_max(variation, 0), few = 0;
    float spread[MR_LANES];
    MR_FOR_LANES(lane) {
        float good = MR_CELL(yield), squared = variation == MR_NONE ? 0.0f : MR_CELL(from);
        spread[lane] = (1.0f - good) + good * squared;
        float month = mr_lucky_month(mean[lane], spread[lane], place[lane]);
        float plates = mean[lane] < 3.0f * spread[lane] ? least[lane] : month;
        least[lane] = mr_min(least[lane], plates);
    }
    for (int lane = 0; lane < MR_LANES; ++lane) few |= mean[lane] < 3.0f * spread[lane];
    if (!few) return;
    MR_FOR_LANES(lane) {
        float some = mr_lucky_few(mean[lane], spread[lane], place[lane]);
        float plates = mean[lane] < 3.0f * spread[lane] ? some : least[lane];
        least[lane] = mr_min(least[lane], plates);
    }
}

// Good plates of a node in a month: the least that any group's hours are enough for, all with the
// luck of the same place.
MR_INLINE void mr_find_lucky(mr_block block, int node, int month, float *lucky) {
    int of_year = (MR_T(MR_FIRST_MONTH) + month) % 12, nodes = MR_T(MR_NODE_COUNT);
    int mix = MR_T(MR_SLOT_MIX) + node, stated = MR_T(MR_SLOT_STATED_MULTIPLE) + node;
    int words = MR_T(MR_SLOT_LUCK) + 4 * node + of_year / 3, of_word = of_year % 3;
    float mean[MR_LANES], place[MR_LANES];
    MR_FOR_LANES(lane) {
        place[lane] = mr_place_of_month((mr_u32)MR_WHOLE(words), of_word);
        mean[lane] = MR_CELL(stated) * MR_CELL(mix);
        lucky[lane] = 1.0e12f;
    }
    mr_take_luck(block, node, place, mean, MR_NONE, lucky);
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        int line = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node);
        int varies = MR_T(MR_T(MR_GROUPS) + group * MR_GROUP_SIZE + MR_G_VARIES);
        if (line < 0 || !varies) continue;
        int from = MR_T(MR_SLOT_MULTIPLE) + line;
        float hours = mr_month_hours(block, group, month);
        MR_FOR_LANES(lane) mean[lane] = (MR_CELL(from) * hours) * MR_CELL(mix);
        mr_take_luck(block, node, place, mean, MR_T(MR_SLOT_VARIATION) + group * nodes + node,
                     lucky);
    }
}

#endif

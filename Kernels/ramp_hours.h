// Hours that the tools of a month have for plates.
#ifndef MR_RAMP_HOURS_H
#define MR_RAMP_HOURS_H
#include "ramp_draws.h"

// Tools of a group; they lie in the order of the groups and their lines.
MR_INLINE int mr_unit_count(mr_block block, int group) {
    MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
    int first = g[MR_G_FIRST_LINE], units = 0;
    for (int line = first; line < first + g[MR_G_LINE_COUNT]; ++line)
        units += MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_UNITS);
    return units;
}

// The months in which the presence or skill of a group's tools moves in some lane. What comes beyond
// the horizon does not count.
MR_INLINE void mr_find_moves(mr_block block) {
    float months = (float)MR_T(MR_MONTH_COUNT);
    int learning = MR_T(MR_LEARNING_FACTOR), unit = 0;
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        float first_date[MR_LANES], settled[MR_LANES], from = months, until = 0.0f;
        int climbs = g[MR_G_LEARNING_MONTHS];
        MR_FOR_LANES(lane) {
            first_date[lane] = months;
            settled[lane] = 0.0f;
        }
        for (int end = unit + mr_unit_count(block, group); unit < end; ++unit) {
            int ready = MR_T(MR_SLOT_READY) + unit;
            MR_FOR_LANES(lane) {
                float slower = learning == MR_NONE ? 1.0f : MR_CELL(mr_max(learning, 0));
                float date = MR_CELL(ready), climb = mr_max(MR_CELL(climbs) * slower, 0.0f);
                // More than it takes: rounding must not cut the end off.
                float all = date < months ? date + climb * 1.001f + 1.01f : 0.0f;
                first_date[lane] = mr_min(first_date[lane], date);
                settled[lane] = mr_max(settled[lane], all);
            }
        }
        for (int lane = 0; lane < MR_LANES; ++lane) {
            from = mr_min(from, first_date[lane]);
            until = mr_max(until, settled[lane]);
        }
        mr_say(block, MR_T(MR_SLOT_MOVES_FROM) + group, (int)mr_max(from, 0.0f));
        mr_say(block, MR_T(MR_SLOT_MOVES_UNTIL) + group, (int)mr_min(until, months));
    }
}

// Hours that plates can use on each line of a group in an hour of its open days: tools that are
// there, times their skill, times what they are up and staffed. unit: the group's first.
MR_INLINE void mr_find_open_hours(mr_block block, int group, int unit, int month) {
    MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
    int first = g[MR_G_FIRST_LINE], learning = g[MR_G_LEARNING_START];
    int level = MR_T(MR_SLOT_LEVEL) + group, learned = MR_T(MR_SLOT_INVERSE_LEARNING) + group;
    int inverse = MR_T(MR_SLOT_INVERSE_OPEN) + group;
    float start = (float)month, total[MR_LANES];
    MR_FOR_LANES(lane) total[lane] = 0.0f;
    for (int line = first; line < first + g[MR_G_LINE_COUNT]; ++line) {
        int next = unit + MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_UNITS);
        int open = MR_T(MR_SLOT_OPEN) + line;
        float sum[MR_LANES];
        MR_FOR_LANES(lane) sum[lane] = 0.0f;
        for (; unit < next; ++unit) {
            int ready = MR_T(MR_SLOT_READY) + unit;
            MR_FOR_LANES(lane) {
                float age = start + 1.0f - MR_CELL(ready);  // months at the end of this one
                float present = mr_max(0.0f, mr_min(1.0f, age));
                float climbed = (age - 0.5f * present) * MR_CELL(learned);
                climbed = mr_max(0.0f, mr_min(1.0f, climbed));
                float low = MR_CELL(learning);
                sum[lane] += present * (low + (1.0f - low) * climbed);
            }
        }
        MR_FOR_LANES(lane) {
            float hours = sum[lane] * MR_CELL(level);
            MR_CELL(open) = hours;
            total[lane] += hours;
        }
    }
    MR_FOR_LANES(lane) {
        float one = mr_reciprocal(mr_max(total[lane], 1.0e-9f));
        MR_CELL(inverse) = total[lane] > 0.0f ? one : 0.0f;
    }
}

// Hours of the days of a month on which a group works.
MR_INLINE float mr_month_hours(mr_block block, int group, int month) {
    int hours = MR_T(MR_T(MR_GROUPS) + group * MR_GROUP_SIZE + MR_G_OPEN_HOURS);
    return block.floats[hours + month];
}

// A multiple of the mix that `hours` allow. What no hours limit stays so on closed days too.
MR_INLINE float mr_allowed(float an_hour, float hours) {
    float allowed = an_hour * hours;
    return an_hour < MR_NO_LIMIT ? allowed : MR_NO_LIMIT;
}

#endif

// Hours that the tools of a month have for plates.
#ifndef MR_RAMP_HOURS_H
#define MR_RAMP_HOURS_H
#include "ramp_draws.h"

// The months in which the presence or skill of a line's tools moves in some lane. What comes beyond
// the horizon does not count.
MR_INLINE void mr_find_moves(mr_block block) {
    float months = (float)MR_T(MR_MONTH_COUNT);
    int learning = MR_T(MR_LEARNING_FACTOR), unit = 0;
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int first = g[MR_G_FIRST_LINE];
        for (int line = first; line < first + g[MR_G_LINE_COUNT]; ++line) {
            int units = MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_UNITS);
            float from = months, until = 0.0f;
            for (int end = unit + units; unit < end; ++unit) {
                int ready = MR_T(MR_SLOT_READY) + unit;
                for (int lane = 0; lane < MR_LANES; ++lane) {
                    float slower = learning == MR_NONE ? 1.0f : MR_CELL(learning);
                    float date = MR_CELL(ready), climb = MR_CELL(g[MR_G_LEARNING_MONTHS]) * slower;
                    // More than it takes: rounding must not cut the end off.
                    float settled =
                        date < months ? date + mr_max(climb, 0.0f) * 1.001f + 3.0f : 0.0f;
                    from = mr_min(from, date);
                    until = mr_max(until, settled);
                }
            }
            mr_say(block, MR_T(MR_SLOT_MOVES_FROM) + line, (int)mr_max(from, 0.0f));
            mr_say(block, MR_T(MR_SLOT_MOVES_UNTIL) + line, (int)mr_min(until, months));
        }
    }
}

// Tools of each line that are there, times their skill, in a month that starts at `month`. A line
// of which nothing moves keeps what it had.
MR_INLINE void mr_find_presence(mr_block block, int month) {
    float start = (float)month;
    int unit = 0;
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int first = g[MR_G_FIRST_LINE], learning = g[MR_G_LEARNING_START];
        int inverse = MR_T(MR_SLOT_INVERSE_LEARNING) + group;
        for (int line = first; line < first + g[MR_G_LINE_COUNT]; ++line) {
            int next = unit + MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_UNITS);
            int presence = MR_T(MR_SLOT_PRESENCE) + line, from = unit;
            unit = next;
            if (month > 0 && (month < mr_said(block, MR_T(MR_SLOT_MOVES_FROM) + line) ||
                              month > mr_said(block, MR_T(MR_SLOT_MOVES_UNTIL) + line)))
                continue;
            float sum[MR_LANES];
            MR_FOR_LANES(lane) sum[lane] = 0.0f;
            for (int u = from; u < next; ++u) {
                int ready = MR_T(MR_SLOT_READY) + u;
                MR_FOR_LANES(lane) {
                    float age = start + 1.0f - MR_CELL(ready);  // months at the end of this one
                    float present = mr_max(0.0f, mr_min(1.0f, age));
                    float climbed = (age - 0.5f * present) * MR_CELL(inverse);
                    climbed = mr_max(0.0f, mr_min(1.0f, climbed));
                    float low = MR_CELL(learning);
                    sum[lane] += present * (low + (1.0f - low) * climbed);
                }
            }
            MR_FOR_LANES(lane) MR_CELL(presence) = sum[lane];
        }
    }
}

// Hours that plates can use on each line in a month.
MR_INLINE void mr_find_open_hours(mr_block block, int month) {
    for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int level = MR_T(MR_SLOT_LEVEL) + group;
        float hours = block.floats[g[MR_G_OPEN_HOURS] + month];
        for (int line = g[MR_G_FIRST_LINE]; line < g[MR_G_FIRST_LINE] + g[MR_G_LINE_COUNT];
             ++line) {
            int open = MR_T(MR_SLOT_OPEN) + line, presence = MR_T(MR_SLOT_PRESENCE) + line;
            MR_FOR_LANES(lane) MR_CELL(open) = MR_CELL(presence) * (MR_CELL(level) * hours);
        }
    }
}

#endif

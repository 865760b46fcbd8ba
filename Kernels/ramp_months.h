// Month by month: what binds, and what is counted.
#ifndef MR_RAMP_MONTHS_H
#define MR_RAMP_MONTHS_H
#include "ramp_plates.h"

// What binds in a month: for the node that falls furthest short of its demand, the group whose
// tool has not come, else its customers and process, else the group without hours.
MR_INLINE void mr_count_binding(mr_block block, MR_GLOBAL mr_u32 *counts, int month, int active) {
    int nodes = MR_T(MR_NODE_COUNT), groups = MR_T(MR_GROUP_COUNT);
    float end = (float)month + 1.0f, worst[MR_LANES], total[MR_LANES];
    int binding[MR_LANES];
    MR_GLOBAL mr_u32 *row = counts + MR_T(MR_BINDING_COUNTS) + month * (groups + 2);
    MR_FOR_LANES(lane) {
        worst[lane] = 0.0f;
        total[lane] = 0.0f;
        binding[lane] = groups;
    }
    for (int node = 0; node < nodes; ++node) {
        int wants = MR_T(MR_SLOT_WANTED) + node, made = MR_T(MR_SLOT_OUTPUT) + node;
        int ready = MR_T(MR_SLOT_NODE_READY) + node, volume = MR_T(MR_SLOT_VOLUME) + node;
        int last = MR_T(MR_SLOT_NODE_GROUP) + node, least = MR_T(MR_SLOT_BINDING) + node;
        MR_FOR_LANES(lane) {
            float wanted = MR_CELL(wants), missing = wanted - MR_CELL(made);
            int tool = MR_WHOLE(last), hours = MR_WHOLE(least);
            int open = MR_CELL(volume) > end - 1.0f ? groups + 1 : hours;
            int why = MR_CELL(ready) >= end ? tool : open;
            total[lane] += wanted;
            binding[lane] = missing > worst[lane] ? why : binding[lane];
            worst[lane] = mr_max(worst[lane], missing);
        }
    }
    MR_FOR_LANES(lane)
    binding[lane] = worst[lane] > 0.005f * total[lane] ? binding[lane] : groups;  // demand is met
    for (int lane = 0; lane < active; ++lane) mr_count(&row[binding[lane]], 1u);
}

// Hours used over hours available, of each group that has any.
MR_INLINE void mr_count_use(mr_block block, MR_GLOBAL mr_u32 *counts, int month, int active) {
    int groups = MR_T(MR_GROUP_COUNT), nodes = MR_T(MR_NODE_COUNT), taken = MR_T(MR_SLOT_TAKEN);
    for (int node = 0; node < nodes; ++node) {
        int output = MR_T(MR_SLOT_OUTPUT) + node, inverse = MR_T(MR_SLOT_INVERSE_MIX) + node;
        MR_FOR_LANES(lane) MR_CELL(taken + node) = MR_CELL(output) * MR_CELL(inverse);
    }
    float hours = 0.0f, full = 0.0f;
    for (int group = 0; group < groups; ++group) {
        MR_GLOBAL const int *g = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
        int owns = MR_T(MR_GROUP_NODE_LINE) + group * nodes;
        int priced = MR_T(MR_SLOT_PRICED) + group * nodes;
        int inverse = MR_T(MR_SLOT_INVERSE_OPEN) + group;
        float used[MR_LANES], before = hours;
        mr_u32 both[MR_LANES], sum = 0;
        hours = mr_month_hours(block, group, month);
        if (g[MR_G_LINE_COUNT] == 0 || hours <= 0.0f) continue;
        if (hours != before) full = mr_reciprocal(hours) * (float)MR_FULL_USE;
        MR_FOR_LANES(lane) used[lane] = 0.0f;
        for (int node = 0; node < nodes; ++node) {
            if (MR_T(owns + node) < 0) continue;
            MR_FOR_LANES(lane) used[lane] += MR_CELL(priced + node) * MR_CELL(taken + node);
        }
        // Both sums in one word: of a block, the use is below 2^20.
        MR_FOR_LANES(lane) {
            float use = mr_min((float)MR_FULL_USE, (used[lane] * MR_CELL(inverse)) * full);
            mr_u32 one = (1u << 20) + (mr_u32)(mr_i32)(use + 0.5f);
            both[lane] = MR_CELL(inverse) > 0.0f && lane < active ? one : 0u;
        }
        for (int lane = 0; lane < MR_LANES; ++lane) sum += both[lane];
        if (sum == 0u) continue;
        MR_GLOBAL mr_u32 *cell = counts + MR_T(MR_USE_COUNTS) + 2 * (month * groups + group);
        mr_count(&cell[0], sum & 0xFFFFFu);
        mr_count(&cell[1], sum >> 20);
    }
}

// One plate count into its histogram; the last bin takes whatever lies beyond.
MR_INLINE void mr_count_plates(MR_GLOBAL mr_u32 *bins, int parts, int shift, int count) {
    int bin = ((parts + MR_PLATE_PARTS / 2) / MR_PLATE_PARTS) >> shift;
    mr_count(&bins[mr_min(bin, count - 1)], 1u);
}

// What one replication came to, a row for each figure: ramp.cl lists the rows.
#define MR_OUTCOME(row) outcomes[(row)*outcome_stride + (mr_u32)lane]

// A year is over: its plates go into the histograms, targets and outcomes, and start anew.
MR_INLINE void mr_count_year(mr_block block, MR_GLOBAL mr_u32 *counts, MR_GLOBAL int *outcomes,
                             mr_u32 outcome_stride, int year, int active) {
    int nodes = MR_T(MR_NODE_COUNT), bins = MR_T(MR_OUTPUT_BINS);
    for (int lane = 0; lane < active; ++lane) {
        MR_GLOBAL mr_u32 *row = counts + MR_T(MR_OUTPUT_COUNTS) + year * (nodes + 1) * bins;
        int all = 0, capacity = MR_WHOLE(MR_T(MR_SLOT_YEAR_CAPACITY));
        for (int node = 0; node < nodes; ++node) {
            int parts = MR_WHOLE(MR_T(MR_SLOT_YEAR_OUTPUT) + node);
            mr_count_plates(row + (node + 1) * bins, parts, MR_T(MR_OUTPUT_SHIFT), bins);
            all += parts;
            MR_WHOLE(MR_T(MR_SLOT_YEAR_OUTPUT) + node) = 0;
            if (outcome_stride > 0u) MR_OUTCOME((mr_u32)(year * (nodes + 2) + 2 + node)) = parts;
        }
        MR_WHOLE(MR_T(MR_SLOT_YEAR_CAPACITY)) = 0;
        mr_count_plates(row, all, MR_T(MR_OUTPUT_SHIFT), bins);
        mr_count_plates(counts + MR_T(MR_CAPACITY_COUNTS) + year * MR_T(MR_CAPACITY_BINS), capacity,
                        MR_T(MR_CAPACITY_SHIFT), MR_T(MR_CAPACITY_BINS));
        for (int target = 0; target < MR_T(MR_TARGET_COUNT); ++target) {
            MR_GLOBAL const int *record = block.table + MR_T(MR_TARGETS) + target * MR_TARGET_SIZE;
            int reached = (record[MR_A_CAPACITY] ? capacity : all) >= record[MR_A_PARTS];
            int slot = MR_T(MR_SLOT_TARGET_YEAR) + target;
            MR_WHOLE(slot) = reached ? mr_min(MR_WHOLE(slot), year) : MR_WHOLE(slot);
        }
        if (outcome_stride > 0u) {
            mr_u32 row = (mr_u32)(year * (nodes + 2));
            MR_OUTCOME(row) = all;
            MR_OUTCOME(row + 1u) = capacity;
        }
    }
}

// Dates and targets, once all months are done.
MR_INLINE void mr_count_dates(mr_block block, MR_GLOBAL mr_u32 *counts, MR_GLOBAL int *outcomes,
                              mr_u32 outcome_stride, int active) {
    int months = MR_T(MR_MONTH_COUNT), years = MR_T(MR_YEAR_COUNT);
    mr_u32 row = (mr_u32)(years * (MR_T(MR_NODE_COUNT) + 2));
    for (int milestone = 0; milestone < MR_T(MR_MILESTONE_COUNT); ++milestone) {
        int slot = MR_T(MR_T(MR_MILESTONES) + milestone * MR_MILESTONE_SIZE + MR_M_SLOT);
        for (int lane = 0; lane < active; ++lane) {
            float date = mr_max(0.0f, mr_min((float)months, MR_CELL(slot)));
            mr_count(&counts[MR_T(MR_MILESTONE_COUNTS) + milestone * (months + 1) + (int)date], 1u);
            if (outcome_stride == 0u) continue;
            date = mr_max(-MR_NEVER, mr_min(MR_NEVER, MR_CELL(slot)));
            MR_OUTCOME(row) = (int)(date * (float)MR_MONTH_PARTS);
        }
        ++row;
    }
    for (int target = 0; target < MR_T(MR_TARGET_COUNT); ++target) {
        for (int lane = 0; lane < active; ++lane) {
            int year = MR_WHOLE(MR_T(MR_SLOT_TARGET_YEAR) + target);
            mr_count(&counts[MR_T(MR_TARGET_COUNTS) + target * (years + 1) + year], 1u);
            if (outcome_stride > 0u) MR_OUTCOME(row) = year;
        }
        ++row;
    }
}

// One block of replications from first draw to last count.
MR_INLINE void mr_advance_block(mr_block block, MR_GLOBAL mr_u32 *counts, MR_GLOBAL int *outcomes,
                                mr_u32 outcome_stride, int active) {
    mr_draw_figures(block);
    mr_draw_risks(block);
    for (int unit = 0; unit < MR_T(MR_UNIT_COUNT); ++unit) mr_draw_unit(block, unit);
    if (MR_T(MR_SLOT_START) != MR_T(MR_SLOT_DELIVERED)) mr_start_installations(block);
    for (int unit = 0; unit < MR_T(MR_UNIT_COUNT); ++unit) mr_accept_unit(block, unit);
    mr_find_line_dates(block);
    for (int node = 0; node < MR_T(MR_NODE_COUNT); ++node) mr_draw_node(block, node);
    mr_find_mix(block);
    mr_find_visits(block);
    mr_find_hours(block);
    mr_find_moves(block);
    int fidelity = MR_T(MR_FIDELITY);
    if (fidelity == MR_MOMENTS) mr_find_variations(block);
    if (fidelity == MR_PLATES) mr_clear_plates(block);
    for (int lane = 0; lane < MR_LANES; ++lane) {
        MR_WHOLE(MR_T(MR_SLOT_YEAR_CAPACITY)) = 0;
        for (int node = 0; node < MR_T(MR_NODE_COUNT); ++node)
            MR_WHOLE(MR_T(MR_SLOT_YEAR_OUTPUT) + node) = 0;
        for (int target = 0; target < MR_T(MR_TARGET_COUNT); ++target)
            MR_WHOLE(MR_T(MR_SLOT_TARGET_YEAR) + target) = MR_T(MR_YEAR_COUNT);
    }
    int months = MR_T(MR_MONTH_COUNT);
    for (int month = 0; month < months; ++month) {
        int year = MR_T(MR_T(MR_YEAR_OF_MONTH) + month), calendar = MR_T(MR_FIRST_MONTH) + month;
        if (fidelity == MR_MOMENTS && (month == 0 || calendar % 12 == 0))
            mr_draw_luck(block, calendar / 12);
        mr_find_multiples(block, month, mr_find_attempts(block, month));
        mr_find_node_multiples(block, month);
        mr_make_plates(block, month);
        mr_count_binding(block, counts, month, active);
        mr_count_use(block, counts, month, active);
        if (month + 1 < months && MR_T(MR_T(MR_YEAR_OF_MONTH) + month + 1) == year) continue;
        mr_count_year(block, counts, outcomes, outcome_stride, year, active);
        if (fidelity == MR_PLATES) mr_count_starts(block, counts, year, active);
    }
    mr_count_dates(block, counts, outcomes, outcome_stride, active);
}

#endif

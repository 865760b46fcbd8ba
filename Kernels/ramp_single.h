// Plates of a month one by one: each takes its part of the month's hours, and is good or not.
#ifndef MR_RAMP_SINGLE_H
#define MR_RAMP_SINGLE_H
#include "ramp_luck.h"

// Plates that a node can begin in one month: a draw's number has 16 bits.
#define MR_MOST_STARTS 65535

// A group that limits a node, seen by a single plate.
typedef struct {
    MR_GLOBAL const int *group;
    MR_GLOBAL const int *line;
    int node;
    float stated;   // hours of each plate
    float inverse;  // 1 / mean hours of a plate
} mr_plate_work;

MR_INLINE MR_GLOBAL const int *mr_plate_term(mr_block block, mr_plate_work work, int index) {
    return block.table + MR_T(MR_TERMS) + (work.group[MR_G_FIRST_TERM] + index) * MR_TERM_SIZE;
}

MR_INLINE mr_write mr_plate_write(mr_block block, mr_plate_work work, MR_GLOBAL const int *term,
                                  int lane) {
    mr_write write = mr_find_write(block, work.line, term, work.group[MR_G_MTBF], lane);
    return mr_of_plate(block, term, write, mr_term_share(block, term, lane), lane);
}

// What a plate's hours at the group that binds are made of, on the least capable line. Filled in
// place: of a struct that is returned, compilers leave notes that oclgrind takes for a function.
MR_INLINE void mr_begin_plates(mr_block block, int node, int lane, mr_plate_work *begun) {
    int group = MR_WHOLE(MR_T(MR_SLOT_BINDING) + node), nodes = MR_T(MR_NODE_COUNT);
    int line = mr_max(MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node), 0);
    mr_plate_work work;
    work.group = block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
    work.line = block.table + MR_T(MR_LINES) + line * MR_LINE_SIZE;
    work.node = node;
    float hours = 0.0f;
    for (int task = 0; task < work.group[MR_G_TASK_COUNT]; ++task)
        if (mr_task_node(block, work.group, task) == node) hours += MR_CELL(MR_HOURS(line) + task);
    hours *= MR_CELL(MR_T(MR_SLOT_INVERSE_MIX) + node);
    if (work.line[MR_L_SPEED] != MR_NONE) hours *= MR_CELL(work.line[MR_L_SPEED]);
    work.stated = hours;
    work.inverse = mr_reciprocal(mr_max(hours, 1.0e-9f));
    *begun = work;
    if (!work.group[MR_G_VARIES]) return;
    for (int index = 0; index < work.group[MR_G_TERM_COUNT]; ++index) {
        MR_GLOBAL const int *term = mr_plate_term(block, work, index);
        if (mr_task_node(block, work.group, term[MR_T_TASK]) != node ||
            term[MR_T_KIND] == MR_STATED_HOURS)
            continue;
        mr_write write = mr_plate_write(block, work, term, lane);
        work.stated -= write.share * write.hours;
    }
    begun->stated = mr_max(work.stated, 0.0f);
}

// Part of a mean start's hours that a plate takes. Shots are lognormal with the class's mean and
// variance.
MR_INLINE float mr_draw_plate_hours(mr_block block, mr_plate_work work, mr_words words, int lane) {
    if (!work.group[MR_G_VARIES]) return 1.0f;
    float of_class = (float)(mr_i32)(words.word[0] >> 8) * (1.0f / 16777216.0f);
    float has_second = (float)(mr_i32)(words.word[3] >> 8) * (1.0f / 16777216.0f);
    float hours = work.stated, until = 0.0f;
    for (int index = 0; index < work.group[MR_G_TERM_COUNT]; ++index) {
        MR_GLOBAL const int *term = mr_plate_term(block, work, index);
        if (mr_task_node(block, work.group, term[MR_T_TASK]) != work.node ||
            term[MR_T_KIND] == MR_STATED_HOURS)
            continue;
        int takes = has_second < mr_min(MR_CELL(term[MR_T_SHARE]), 1.0f);
        if (term[MR_T_KIND] == MR_WRITE_HOURS) {
            float share = mr_term_share(block, term, lane);
            takes = of_class >= until && of_class < until + share;
            until += share;
        }
        if (!takes) continue;
        mr_write write = mr_plate_write(block, work, term, lane);
        float square = block.floats[term[MR_T_SHOT_VARIANCE]], shots = 1.0f;
        if (term[MR_T_KIND] == MR_WRITE_HOURS && square > 0.0f) {
            float variance = mr_log(1.0f + square);
            shots = mr_exp(mr_sqrt(variance) * mr_inverse_normal(words.word[1]) - 0.5f * variance);
        }
        hours += write.hours * (1.0f + write.by_shots * (shots - 1.0f));
    }
    return hours * work.inverse;
}

// Draws plates of a node until the month's hours are used or so many are good. The plate begun
// stays in process.
MR_INLINE int mr_run_plates(mr_block block, mr_plate_work work, int run, int month, float starts,
                            int most, int lane) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_NODES) + work.node * MR_NODE_SIZE;
    int cell = run * MR_T(MR_NODE_COUNT) + work.node;
    int counts = MR_T(MR_SLOT_STARTS) + work.node * MR_START_KINDS;
    int calendar = (MR_T(MR_FIRST_MONTH) + month) & 0xFFF;
    mr_u32 purpose = MR_PURPOSE_PLATE + (mr_u32)calendar;
    mr_u32 low = block.first_low + (mr_u32)lane;
    mr_u32 high =
        (block.first_high + (mr_u32)(low < block.first_low)) | (mr_u32)record[MR_N_LUCK_STREAM];
    float yield = MR_CELL(MR_T(MR_SLOT_YIELD) + work.node);
    float rest = MR_CELL(MR_T(MR_SLOT_REST) + cell);
    int begun = MR_WHOLE(MR_T(MR_SLOT_BEGUN) + cell), good = 0, bad = 0, number = 0;
    while (good < most && starts > 0.0f) {
        if (begun == MR_NOT_BEGUN) {
            if (number == MR_MOST_STARTS) break;
            mr_words words = mr_draw(block.seed_low, block.seed_high, purpose,
                                     (mr_u32)record[MR_N_LUCK], low, high, (mr_u32)number);
            float u = (float)(mr_i32)(words.word[2] >> 8) * (1.0f / 16777216.0f);
            begun = u < yield ? MR_BEGUN_GOOD : MR_BEGUN_BAD;
            rest = mr_draw_plate_hours(block, work, words, lane);
            ++number;
        }
        if (rest > starts) {
            rest -= starts;
            break;
        }
        starts -= rest;
        good += begun == MR_BEGUN_GOOD;
        bad += begun == MR_BEGUN_BAD;
        begun = MR_NOT_BEGUN;
    }
    MR_CELL(MR_T(MR_SLOT_REST) + cell) = rest;
    MR_WHOLE(MR_T(MR_SLOT_BEGUN) + cell) = begun;
    if (run == MR_TAKEN_RUN) {
        MR_WHOLE(counts + MR_STARTED) += number;
        MR_WHOLE(counts + MR_GOOD) += good;
        MR_WHOLE(counts + MR_SCRAPPED) += bad;
        MR_WHOLE(counts + MR_IN_PROCESS) = begun != MR_NOT_BEGUN;
    }
    return good;
}

// Plates of a node in a month: what the tools could make from run-through on, and what customers
// take, of which part of a plate waits for a later month.
// make: mean good plates of the month's hours; open, sells: shares of the month.
MR_APART int mr_draw_month(mr_block block, int node, int month, float make, float open, float sells,
                           float taken, int lane) {
    mr_plate_work work;
    mr_begin_plates(block, node, lane, &work);
    int owed = MR_T(MR_SLOT_OWED) + node;
    float wanted = MR_CELL(owed) + taken;
    float starts = make * MR_CELL(MR_T(MR_SLOT_ATTEMPTS) + node);
    starts = mr_min(starts, (float)MR_MOST_STARTS);
    int most = (int)wanted;
    MR_CELL(owed) = wanted - (float)most;
    int good[MR_PLATE_RUNS];
    for (int run = 0; run < MR_PLATE_RUNS; ++run) {
        float share = run == MR_TAKEN_RUN ? sells : open;
        int limit = run == MR_TAKEN_RUN ? most : MR_MOST_STARTS;
        good[run] = mr_run_plates(block, work, run, month, starts * share, limit, lane);
    }
    MR_WHOLE(MR_T(MR_SLOT_YEAR_OUTPUT) + node) += good[MR_TAKEN_RUN] * MR_PLATE_PARTS;
    return good[MR_COULD_RUN];
}

// Nothing is in process at the start.
MR_INLINE void mr_clear_plates(mr_block block) {
    int nodes = MR_T(MR_NODE_COUNT);
    for (int cell = 0; cell < MR_PLATE_RUNS * nodes; ++cell) MR_FOR_LANES(lane) {
            MR_CELL(MR_T(MR_SLOT_REST) + cell) = 0.0f;
            MR_WHOLE(MR_T(MR_SLOT_BEGUN) + cell) = MR_NOT_BEGUN;
        }
    for (int node = 0; node < nodes; ++node)
        MR_FOR_LANES(lane) MR_CELL(MR_T(MR_SLOT_OWED) + node) = 0.0f;
    for (int cell = 0; cell < MR_START_KINDS * nodes; ++cell)
        MR_FOR_LANES(lane) MR_WHOLE(MR_T(MR_SLOT_STARTS) + cell) = 0;
}

// Adds a year's plates that were drawn to their sums, low and high bits apart, so that no launch
// overflows.
MR_INLINE void mr_count_starts(mr_block block, MR_GLOBAL mr_u32 *counts, int year, int active) {
    int cells = MR_T(MR_NODE_COUNT) * MR_START_KINDS;
    MR_GLOBAL mr_u32 *row = counts + MR_T(MR_START_COUNTS) + 2 * (year * cells);
    for (int cell = 0; cell < cells; ++cell)
        for (int lane = 0; lane < active; ++lane) {
            mr_u32 count = (mr_u32)MR_WHOLE(MR_T(MR_SLOT_STARTS) + cell);
            mr_count(&row[2 * cell], count & 0x3FFu);
            mr_count(&row[2 * cell + 1], count >> 10);
            MR_WHOLE(MR_T(MR_SLOT_STARTS) + cell) = 0;
        }
}

#endif

// Hours of a plate at the writers: their mean, and how they vary from plate to plate.
#ifndef MR_RAMP_WRITES_H
#define MR_RAMP_WRITES_H
#include "ramp_master.h"
#include "write_time.h"

// What a plate of a layer class takes on a line.
typedef struct {
    float hours;     // mean, writes lost to failures included
    float by_shots;  // part of a mean write that grows with the shots [1]
    float share;     // of the plates; mr_of_plate
} mr_write;

// A figure that may not be there: both are the same for all lanes, so that no lane branches.
#define MR_FIGURE_OR(figure, other) ((figure) == MR_NONE ? (other) : MR_CELL(mr_max(figure, 0)))

// Writes lost to failures: E[MTBF·(exp(T/MTBF) − 1)] to third order in the mean and second in the
// spread.
MR_INLINE mr_write mr_find_write(mr_block block, MR_GLOBAL const int *line,
                                 MR_GLOBAL const int *term, int mtbf, int lane) {
    float w[MR_WRITER_FIELDS];
    MR_UNROLLED for (int field = 0; field < MR_WRITER_FIELDS; ++field) w[field] =
        MR_FIGURE_OR(line[MR_L_WRITER + field], 0.0f);
    float factor = MR_FIGURE_OR(MR_T(MR_SHOT_FACTOR), 1.0f);
    float shots = MR_FIGURE_OR(term[MR_T_SHOTS], 0.0f) * factor;
    shots = mr_min(shots, MR_MOST_SHOTS);
    float dose = MR_FIGURE_OR(term[MR_T_DOSE], 0.0f);
    mr_writing writing =
        mr_begin_writing(line[MR_L_WRITER_CLASS], w, mr_uC_cm2(dose), MR_CELL(term[MR_T_PASSES]));
    mr_write_parts parts = mr_write_plate(writing, shots, MR_CELL(term[MR_T_DENSITY]), 1.0f);
    float mean = mr_write_total(parts);
    float varying = parts.by_shots * mr_reciprocal(1.0f - w[MR_W_CALIBRATION]);
    mr_write write;
    write.share = 1.0f;
    write.by_shots = varying * mr_reciprocal(mr_max(mean, 1.0e-9f));
    float square = mean * mean + (varying * varying) * block.floats[term[MR_T_SHOT_VARIANCE]];
    float rate = mr_reciprocal(MR_FIGURE_OR(mtbf, 1.0f));
    float lost = (square * rate) * (0.5f + (mean * rate) * 0.166666672f);
    write.hours = mtbf == MR_NONE ? mean : mean + lost;
    return write;
}

// Share of a node's plates that a term is about, once the factor has moved plates between e-beam
// and laser.
MR_INLINE float mr_term_share(mr_block block, MR_GLOBAL const int *term, int lane) {
    float share = block.floats[term[MR_T_WEIGHT]], ebeam = block.floats[term[MR_T_EBEAM]];
    int factor = MR_T(MR_EBEAM_FACTOR), mode = term[MR_T_FACTOR];
    if (mode == MR_PLAIN_SHARE || factor == MR_NONE) return share;
    float f = mr_min(MR_CELL(factor), mr_reciprocal(ebeam));
    float moved = mode == MR_EBEAM_SHARE ? f : (1.0f - f * ebeam) * mr_reciprocal(1.0f - ebeam);
    return share * moved;
}

MR_INLINE void mr_clear_write_sums(mr_block block) {
    int cells = MR_T(MR_GROUP_COUNT) * MR_T(MR_NODE_COUNT) * MR_WRITE_SUMS;
    for (int cell = 0; cell < cells; ++cell)
        MR_FOR_LANES(lane) MR_CELL(MR_T(MR_SLOT_WRITE_SUMS) + cell) = 0.0f;
}

// The write of a plate that has it: as often as a mean one is written again for rework. A second
// write is taken by a share of the plates.
MR_INLINE mr_write mr_of_plate(mr_block block, MR_GLOBAL const int *term, mr_write write,
                               float share, int lane) {
    float times = MR_CELL(term[MR_T_SHARE]);
    int second = term[MR_T_KIND] == MR_SECOND_WRITE_HOURS;
    write.share = second ? mr_min(times, 1.0f) : share;
    write.hours *= second ? mr_max(times, 1.0f) : times;
    return write;
}

// Adds a write. A plate is of one of the layer classes, or of none that the group writes, and its
// shots vary.
MR_INLINE void mr_add_write(mr_block block, MR_GLOBAL const int *term, int sums, mr_write write,
                            int lane) {
    float mean = write.share * write.hours;
    float shots = (write.by_shots * write.by_shots) * block.floats[term[MR_T_SHOT_VARIANCE]];
    int second = term[MR_T_KIND] == MR_SECOND_WRITE_HOURS;
    MR_CELL(sums + MR_SUM_SECOND) += second ? mean * (write.hours - mean) : 0.0f;
    MR_CELL(sums + MR_SUM_FIRST) += second ? 0.0f : mean;
    MR_CELL(sums + MR_SUM_SQUARE) += second ? 0.0f : (mean * write.hours) * (1.0f + shots);
}

// Mean hours of a term's writes on a line; added to the sums of the plates that it is of, unless
// `sums` is MR_NONE.
MR_INLINE void mr_find_writes(mr_block block, MR_GLOBAL const int *line, MR_GLOBAL const int *term,
                              int mtbf, int sums, float *hours) {
    float by_shots[MR_LANES];
    MR_FOR_LANES(lane) {
        mr_write write = mr_find_write(block, line, term, mtbf, lane);
        hours[lane] = write.hours;
        by_shots[lane] = write.by_shots;
    }
    if (sums == MR_NONE) return;
    MR_FOR_LANES(lane) {
        mr_write write;
        write.hours = hours[lane];
        write.by_shots = by_shots[lane];
        write.share = 1.0f;
        write = mr_of_plate(block, term, write, mr_term_share(block, term, lane), lane);
        mr_add_write(block, term, sums, write, lane);
    }
}

MR_INLINE int mr_task_node(mr_block block, MR_GLOBAL const int *group, int task) {
    return MR_T(group[MR_G_TASKS] + task * MR_TASK_SIZE + MR_K_NODE);
}

// Hours of a node's plates on a line, all tasks together, for one multiple of the mix, before yield.
MR_INLINE void mr_plate_hours(mr_block block, int group, int line, int node, float *hours) {
    MR_GLOBAL const int *g = mr_group(block, group);
    MR_FOR_LANES(lane) hours[lane] = 0.0f;
    for (int task = 0; task < g[MR_G_TASK_COUNT]; ++task) {
        if (mr_task_node(block, g, task) != node) continue;
        int slot = MR_HOURS(line) + task;
        MR_FOR_LANES(lane) hours[lane] += MR_CELL(slot);
    }
}

// Squared coefficient of variation of a plate's hours at each group that varies, on the least capable
// line that can make the node.
MR_INLINE void mr_find_variations(mr_block block) {
    int nodes = MR_T(MR_NODE_COUNT);
    for (int cell = 0; cell < MR_T(MR_GROUP_COUNT) * nodes; ++cell) {
        int group = cell / nodes, node = cell % nodes;
        int line = MR_T(MR_T(MR_GROUP_NODE_LINE) + cell);
        if (line < 0 || !MR_T(MR_T(MR_GROUPS) + group * MR_GROUP_SIZE + MR_G_VARIES)) continue;
        int slot = MR_T(MR_SLOT_VARIATION) + cell, mix = MR_T(MR_SLOT_MIX) + node;
        float hours[MR_LANES];
        mr_plate_hours(block, group, line, node, hours);
        int sums = MR_T(MR_SLOT_WRITE_SUMS) + cell * MR_WRITE_SUMS;
        int speed = MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_SPEED);
        MR_FOR_LANES(lane) {
            // Sums are at speed 1; stated hours are in the mean alone.
            float fast = speed == MR_NONE ? 1.0f : MR_CELL(mr_max(speed, 0));
            float mean = hours[lane] * fast, first = MR_CELL(sums + MR_SUM_FIRST);
            float inverse = MR_CELL(mix) * mr_reciprocal(mr_max(mean, 1.0e-12f));
            float variance =
                (MR_CELL(sums + MR_SUM_SQUARE) - first * first) + MR_CELL(sums + MR_SUM_SECOND);
            float here = mr_max(variance, 0.0f) * (inverse * inverse);
            MR_CELL(slot) = mean > 0.0f ? here : 0.0f;
        }
    }
}

#endif

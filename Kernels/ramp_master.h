// The master programme of lines that trade (ramp_trade.h): its rows, its basis, its prices.
#ifndef MR_RAMP_MASTER_H
#define MR_RAMP_MASTER_H
#include "ramp_draws.h"

// The multiple is within this part of the largest.
#define MR_TRADE_GAP 1.0e-5f

// The master programme over lines 0…last of a group. A line that is not of the block, or has no
// hours, keeps a row that nothing enters.
typedef struct {
    int group, first, count, tasks;  // of the group; where its tasks' records are
    int last;                        // the block's last line, counted from the group's first
    int from[MR_LANES];              // the block's first
    int can[MR_MAX_LINES_OF_GROUP][MR_LANES];
    int is_column[MR_MAX_LINES_OF_GROUP][MR_LANES];  // else hours that are left
    float amount[MR_MAX_LINES_OF_GROUP][MR_LANES];   // of what stands in the row
    float price[MR_MAX_LINES_OF_GROUP][MR_LANES];    // of an hour
    float column[MR_MAX_LINES_OF_GROUP][MR_LANES];   // what enters, in hours
    float inverse[MR_MAX_LINES_OF_GROUP][MR_MAX_LINES_OF_GROUP][MR_LANES];
    float before[MR_MAX_LINES_OF_GROUP][MR_MAX_LINES_OF_GROUP][MR_LANES];  // MR_SLOT_BASIS
    float scale[MR_LANES];                                                 // of loads
    float cost[MR_LANES];   // of one multiple, at the prices
    int recalls[MR_LANES];  // begins with what the month before had
    int done[MR_LANES];
} mr_master;

// The first of a line's hours, one for each task of its group.
#define MR_HOURS(line) \
    (MR_T(MR_SLOT_HOURS_BAR) + MR_T(MR_T(MR_LINES) + (line)*MR_LINE_SIZE + MR_L_HOURS))

// Tasks that a line can do, from the coarsest.
MR_INLINE int mr_task_count(mr_block block, int line) {
    return MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_TASKS);
}

// Slot at which a row keeps the prices that made its column; negative ones where there is none.
#define MR_BASIS(group_record, row) \
    (MR_T(MR_SLOT_BASIS) + (group_record)[MR_G_BASIS] + (row) * (group_record)[MR_G_LINE_COUNT])

MR_INLINE void mr_forget_basis(mr_block block, MR_GLOBAL const int *group) {
    for (int row = 0; row < group[MR_G_LINE_COUNT]; ++row)
        for (int k = 0; k < group[MR_G_LINE_COUNT]; ++k)
            MR_FOR_LANES(lane) MR_CELL(MR_BASIS(group, row) + k) = -1.0f;
}

MR_INLINE MR_GLOBAL const int *mr_group(mr_block block, int group) {
    return block.table + MR_T(MR_GROUPS) + group * MR_GROUP_SIZE;
}

MR_INLINE void mr_begin_master(mr_block block, mr_master *master) {
    int open = MR_T(MR_SLOT_OPEN) + master->first, line = master->first + master->last;
    float total[MR_LANES];
    int able[MR_LANES];
    MR_FOR_LANES(lane) {
        total[lane] = 0.0f;
        master->done[lane] = 0;
        master->recalls[lane] = 0;
    }
    for (int row = 0; row <= master->last; ++row) {
        int basis = MR_BASIS(mr_group(block, master->group), row);
        MR_FOR_LANES(lane) {
            float hours = MR_CELL(open + row);
            int can = row >= master->from[lane] && hours > 0.0f;
            master->can[row][lane] = can;
            master->is_column[row][lane] = 0;
            master->amount[row][lane] = can ? hours : 0.0f;
            master->price[row][lane] = can ? mr_reciprocal(mr_max(hours, 1.0e-20f)) : 0.0f;
        }
        MR_FOR_LANES(lane) master->recalls[lane] |= MR_CELL(basis) >= 0.0f;
        for (int k = 0; k <= master->last; ++k) MR_FOR_LANES(lane) {
                master->inverse[row][k][lane] = row == k ? 1.0f : 0.0f;
                master->before[row][k][lane] = MR_CELL(basis + k);
            }
    }
    // From fine to coarse. A task that no line can do leaves nothing to find: the multiple is 0.
    int row = master->last + 1;
    MR_FOR_LANES(lane) able[lane] = 0;
    for (int index = mr_task_count(block, line) - 1; index >= 0; --index) {
        int task = master->tasks + index * MR_TASK_SIZE, bar = MR_HOURS(line) + index;
        int own = MR_T(task + MR_K_LINE) - master->first;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + MR_T(task + MR_K_NODE);
        for (; row > own; --row) MR_FOR_LANES(lane) able[lane] |= master->can[row - 1][lane];
        MR_FOR_LANES(lane) {
            float load = MR_CELL(bar) * MR_CELL(attempts);
            load = own >= master->from[lane] ? load : 0.0f;
            total[lane] += load;
            master->done[lane] |= load > 0.0f && !able[lane];
        }
    }
    MR_FOR_LANES(lane) {
        master->scale[lane] = mr_reciprocal(mr_max(total[lane], 1.0e-20f));
        master->done[lane] |= !(total[lane] > 0.0f);
    }
}

// Prices of an hour by the basis: what the multiple gains by one more. idle: the row whose price is
// most negative, so that its hours would better be left, or -1.
MR_INLINE void mr_find_prices(mr_master *master, int *idle) {
    float least[MR_LANES], price[MR_LANES];
    MR_FOR_LANES(lane) {
        idle[lane] = -1;
        least[lane] = -MR_TRADE_GAP;  // less is rounding
    }
    for (int k = 0; k <= master->last; ++k) {
        MR_FOR_LANES(lane) price[lane] = 0.0f;
        for (int row = 0; row <= master->last; ++row) MR_FOR_LANES(lane)
        price[lane] += master->is_column[row][lane] ? master->inverse[row][k][lane] : 0.0f;
        MR_FOR_LANES(lane) {
            int less = price[lane] < least[lane];
            idle[lane] = less ? k : idle[lane];
            least[lane] = less ? price[lane] : least[lane];
            master->price[k][lane] = mr_max(price[lane], 0.0f);
        }
    }
}

// Brings the columns of the lanes that are not done into their bases. enters: whether there is one.
MR_INLINE void mr_pivot(mr_block block, mr_master *master, const int *idle, const int *enters) {
    float moved[MR_MAX_LINES_OF_GROUP][MR_LANES], least[MR_LANES], part[MR_LANES];
    int out[MR_LANES], rows = master->last + 1;
    MR_FOR_LANES(lane) {
        out[lane] = -1;
        least[lane] = 0.0f;
        part[lane] = 1.0f;
    }
    for (int row = 0; row < rows; ++row) {
        MR_FOR_LANES(lane) moved[row][lane] = 0.0f;
        for (int k = 0; k < rows; ++k) MR_FOR_LANES(lane)
        moved[row][lane] += master->inverse[row][k][lane] * master->column[k][lane];
        MR_FOR_LANES(lane) {
            float inverse = mr_reciprocal(mr_max(moved[row][lane], 1.0e-6f));
            float ratio = master->amount[row][lane] * inverse;
            int leaves = moved[row][lane] > 1.0e-6f && (out[lane] < 0 || ratio < least[lane]);
            out[lane] = leaves ? row : out[lane];
            least[lane] = leaves ? ratio : least[lane];
            part[lane] = leaves ? inverse : part[lane];
        }
    }
    // Where nothing leaves, there is no bound: only rounding can do that.
    MR_FOR_LANES(lane) {
        master->done[lane] |= out[lane] < 0 && !master->recalls[lane];
        out[lane] = master->done[lane] || !enters[lane] ? -1 : out[lane];
    }
    for (int k = 0; k < rows; ++k) {
        float leaving[MR_LANES];
        MR_FOR_LANES(lane) leaving[lane] = 0.0f;
        for (int row = 0; row < rows; ++row) MR_FOR_LANES(lane)
        leaving[lane] =
            out[lane] == row ? master->inverse[row][k][lane] * part[lane] : leaving[lane];
        for (int row = 0; row < rows; ++row) MR_FOR_LANES(lane) {
                float other = master->inverse[row][k][lane] - moved[row][lane] * leaving[lane];
                float next = out[lane] == row ? leaving[lane] : other;
                master->inverse[row][k][lane] =
                    out[lane] < 0 ? master->inverse[row][k][lane] : next;
            }
    }
    for (int row = 0; row < rows; ++row) {
        int basis = MR_BASIS(mr_group(block, master->group), row);
        for (int k = 0; k < rows; ++k) MR_FOR_LANES(lane) {
                float price = idle[lane] < 0 ? master->price[k][lane] : -1.0f;
                MR_CELL(basis + k) = out[lane] == row ? price : MR_CELL(basis + k);
            }
    }
    for (int row = 0; row < rows; ++row) MR_FOR_LANES(lane) {
            float left = mr_max(master->amount[row][lane] - moved[row][lane] * least[lane], 0.0f);
            float next = out[lane] == row ? least[lane] : left;
            int is_column = idle[lane] < 0;
            master->amount[row][lane] = out[lane] < 0 ? master->amount[row][lane] : next;
            master->is_column[row][lane] =
                out[lane] == row ? is_column : master->is_column[row][lane];
        }
}

#endif

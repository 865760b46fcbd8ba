// Hours of lines of which each is better at something: the largest multiple of the mix that the
// nodes of some lines can have together.
//
// A linear programme: line l gives h(l,k) hours to task k, no more than it has, and every task gets
// t = Σ h(l,k)/load(l,k); the largest t is sought. It is solved by decomposition: a column gives
// each task to the line at which it is cheapest, at the lines' prices of an hour; the master
// programme has a row for each line and mixes the columns. A month begins with the prices that made
// the columns of the month before. All lanes step together, until the last is done.
// Source: Dantzig, Wolfe, "Decomposition principle for linear programs" (1960),
// doi:10.1287/opre.8.1.101; revised simplex with the inverse of the basis.
#ifndef MR_RAMP_TRADE_H
#define MR_RAMP_TRADE_H
#include "ramp_master.h"

// Steps after which the multiple is taken as it is; it is then a little too small.
#define MR_TRADE_STEPS 100

// Takes the prices that made a column of the month before, for the lanes that begin with them.
// enters: whether a lane has a column for this step; whether any has.
MR_INLINE int mr_recall_prices(mr_master *master, int step, int *idle, int *enters) {
    int some = 0;
    MR_FOR_LANES(lane) {
        master->recalls[lane] &= step <= master->last;
        enters[lane] = 1;
    }
    if (step > master->last) return 1;
    MR_FOR_LANES(lane) {
        enters[lane] = !master->recalls[lane] || master->before[step][0][lane] >= 0.0f;
        idle[lane] = master->recalls[lane] ? -1 : idle[lane];
    }
    for (int k = 0; k <= master->last; ++k) MR_FOR_LANES(lane) {
            float before = master->before[step][k][lane];
            master->price[k][lane] = master->recalls[lane] ? before : master->price[k][lane];
        }
    for (int lane = 0; lane < MR_LANES; ++lane) some |= enters[lane] && !master->done[lane];
    return some;
}

// What a multiple costs at the cheapest line of each task, and in MR_SLOT_PRICED each node's part. A
// lane is done when that is all that a multiple is worth.
MR_INLINE void mr_price_multiple(mr_block block, mr_master *master, const int *idle, int step) {
    float least[MR_LANES], cost[MR_LANES], price[MR_MAX_LINES_OF_GROUP][MR_LANES];
    int counts[MR_LANES], last = master->first + master->last, node = -1;
    MR_FOR_LANES(lane) {
        cost[lane] = 0.0f;
        counts[lane] = !(master->recalls[lane] | master->done[lane]);
    }
    for (int row = 0; row <= master->last; ++row) MR_FOR_LANES(lane)
    price[row][lane] = master->can[row][lane] ? master->price[row][lane] : 1.0e30f;
    for (int index = 0; index < mr_task_count(block, last); ++index) {
        int task = master->tasks + index * MR_TASK_SIZE;
        int own = MR_T(task + MR_K_LINE) - master->first, is_next = MR_T(task) != node;
        node = MR_T(task + MR_K_NODE);
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node;
        int priced = MR_T(MR_SLOT_PRICED) + master->group * MR_T(MR_NODE_COUNT) + node;
        MR_FOR_LANES(lane) least[lane] = 1.0e30f;
        for (int row = own; row <= master->last; ++row) {
            int bar = MR_HOURS(master->first + row) + index;
            MR_FOR_LANES(lane)
            least[lane] = mr_min(least[lane], MR_CELL(bar) * price[row][lane]);
        }
        MR_FOR_LANES(lane) {
            float costs = own >= master->from[lane] ? least[lane] * MR_CELL(attempts) : 0.0f;
            float sum = (is_next ? 0.0f : MR_CELL(priced)) + costs;
            int is_of_block = counts[lane] && own >= master->from[lane];
            cost[lane] += costs;
            MR_CELL(priced) = is_of_block ? sum : MR_CELL(priced);
        }
    }
    MR_FOR_LANES(lane) {
        float part = cost[lane] * master->scale[lane];
        int best_is_reached = step > 0 && idle[lane] < 0 && part > 1.0f - MR_TRADE_GAP;
        master->cost[lane] = counts[lane] ? cost[lane] : master->cost[lane];
        master->done[lane] |= counts[lane] && best_is_reached;
    }
}

// Gives each task to the cheapest line, or leaves the hours of an idle row.
MR_INLINE void mr_find_column(mr_block block, mr_master *master, const int *idle) {
    float least[MR_LANES], weight[MR_LANES], price[MR_MAX_LINES_OF_GROUP][MR_LANES];
    int best[MR_LANES], last = master->first + master->last;
    for (int row = 0; row <= master->last; ++row) MR_FOR_LANES(lane) {
            price[row][lane] = master->can[row][lane] ? master->price[row][lane] : 1.0e30f;
            master->column[row][lane] = 0.0f;
        }
    for (int index = 0; index < mr_task_count(block, last); ++index) {
        int task = master->tasks + index * MR_TASK_SIZE;
        int own = MR_T(task + MR_K_LINE) - master->first,
            bar = MR_HOURS(master->first + own) + index;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + MR_T(task + MR_K_NODE);
        MR_FOR_LANES(lane) {
            float load = MR_CELL(attempts) * master->scale[lane];
            weight[lane] = own >= master->from[lane] ? load : 0.0f;
            least[lane] = MR_CELL(bar) * price[own][lane];
            best[lane] = own;
        }
        for (int row = own + 1; row <= master->last; ++row) {
            int other = MR_HOURS(master->first + row) + index;
            MR_FOR_LANES(lane) {
                float costs = MR_CELL(other) * price[row][lane];
                best[lane] = costs < least[lane] ? row : best[lane];
                least[lane] = mr_min(costs, least[lane]);
            }
        }
        for (int row = own; row <= master->last; ++row) {
            int hours = MR_HOURS(master->first + row) + index;
            MR_FOR_LANES(lane) {
                float part = best[lane] == row ? weight[lane] : 0.0f;
                master->column[row][lane] += MR_CELL(hours) * part;
            }
        }
    }
    for (int row = 0; row <= master->last; ++row) MR_FOR_LANES(lane) {
            float left = idle[lane] == row ? 1.0f : 0.0f;
            master->column[row][lane] = idle[lane] >= 0 ? left : master->column[row][lane];
        }
}

// Largest multiples, for the lanes that want them; of those, in MR_SLOT_PRICED what the nodes cost
// and in `cost` all of it.
MR_INLINE void mr_largest_multiples(mr_block block, mr_master *master, const int *wants,
                                    float *multiple, float *cost) {
    int idle[MR_LANES], enters[MR_LANES];
    mr_begin_master(block, master);
    MR_FOR_LANES(lane) {
        idle[lane] = -1;
        master->done[lane] |= !wants[lane];
        master->cost[lane] = 0.0f;
    }
    for (int step = 0; step < MR_TRADE_STEPS; ++step) {
        int left = 0, counts = 0;
        if (step > 0) mr_find_prices(master, idle);
        if (!mr_recall_prices(master, step, idle, enters)) continue;
        for (int lane = 0; lane < MR_LANES; ++lane)
            counts |= !(master->recalls[lane] | master->done[lane]);
        if (counts) mr_price_multiple(block, master, idle, step);
        for (int lane = 0; lane < MR_LANES; ++lane) left |= !master->done[lane];
        if (!left) break;
        mr_find_column(block, master, idle);
        mr_pivot(block, master, idle, enters);
    }
    float sum[MR_LANES];
    MR_FOR_LANES(lane) sum[lane] = 0.0f;
    for (int row = 0; row <= master->last; ++row) {
        int basis = MR_BASIS(mr_group(block, master->group), row);
        MR_FOR_LANES(lane) {
            int is_idle = wants[lane] && !master->is_column[row][lane];
            sum[lane] += is_idle ? 0.0f : master->amount[row][lane];
            MR_CELL(basis) = is_idle ? -1.0f : MR_CELL(basis);
        }
    }
    MR_FOR_LANES(lane) {
        multiple[lane] = wants[lane] ? sum[lane] * master->scale[lane] : multiple[lane];
        cost[lane] = wants[lane] ? mr_max(master->cost[lane], 1.0e-20f) : cost[lane];
    }
}

#endif

// Hours of lines of which each is better at something: the largest multiple of the mix that some
// nodes can have together.
//
// A linear programme: line l gives h(l,n) hours to node n, no more than it has, and every node gets
// t = Σ h(l,n)/load(l,n); the largest t is sought. It is solved by decomposition: a column gives
// each node to the line at which it is cheapest, at the lines' prices of an hour; the master
// programme has a row for each line and mixes the columns. Two to four lines take about six steps.
// All lanes step together, until the last is done.
// Source: Dantzig, Wolfe, "Decomposition principle for linear programs" (1960),
// doi:10.1287/opre.8.1.101; revised simplex with the inverse of the basis.
#ifndef MR_RAMP_TRADE_H
#define MR_RAMP_TRADE_H
#include "ramp_draws.h"

// Steps after which the multiple is taken as it is; it is then a little too small.
#define MR_TRADE_STEPS 100
// The multiple is within this part of the largest.
#define MR_TRADE_GAP 1.0e-5f

// The master programme over lines 0…last of a group. A line that is not of the block, or has no
// hours, keeps a row that nothing enters.
typedef struct {
    int own;             // of each node the group's first line that can make it; ramp_layout.h
    int first, last;     // the group's first line; the block's last, counted from it
    int from[MR_LANES];  // the block's first
    int can[MR_MAX_LINES_OF_GROUP][MR_LANES];
    int is_column[MR_MAX_LINES_OF_GROUP][MR_LANES];  // else hours that are left
    float amount[MR_MAX_LINES_OF_GROUP][MR_LANES];   // of what stands in the row
    float price[MR_MAX_LINES_OF_GROUP][MR_LANES];    // of an hour
    float column[MR_MAX_LINES_OF_GROUP][MR_LANES];   // what enters, in hours
    float inverse[MR_MAX_LINES_OF_GROUP][MR_MAX_LINES_OF_GROUP][MR_LANES];
    float scale[MR_LANES];  // of loads
    int done[MR_LANES];
} mr_master;

// Load of a node on a line for one multiple of the mix, 0 where there is none.
#define MR_LOAD(line, node) MR_CELL(MR_T(MR_SLOT_LOAD) + (line)*MR_T(MR_NODE_COUNT) + (node))

MR_INLINE int mr_reach(mr_block block, int line) {
    return MR_T(MR_T(MR_LINES) + line * MR_LINE_SIZE + MR_L_NODES);
}

MR_INLINE void mr_begin_master(mr_block block, mr_master *master) {
    int open = MR_T(MR_SLOT_OPEN) + master->first,
        nodes = mr_reach(block, master->first + master->last);
    float total[MR_LANES];
    MR_FOR_LANES(lane) total[lane] = 0.0f;
    for (int node = 0; node < nodes; ++node) {
        int own = MR_T(master->own + node) - master->first, line = master->first + master->last;
        if (own < 0) continue;  // no work
        MR_FOR_LANES(lane) total[lane] += own >= master->from[lane] ? MR_LOAD(line, node) : 0.0f;
    }
    MR_FOR_LANES(lane) {
        master->scale[lane] = mr_reciprocal(mr_max(total[lane], 1.0e-20f));
        master->done[lane] = !(total[lane] > 0.0f);
    }
    for (int row = 0; row <= master->last; ++row) {
        MR_FOR_LANES(lane) {
            float hours = MR_CELL(open + row);
            int can = row >= master->from[lane] && hours > 0.0f;
            master->can[row][lane] = can;
            master->is_column[row][lane] = 0;
            master->amount[row][lane] = can ? hours : 0.0f;
            master->price[row][lane] = can ? mr_reciprocal(mr_max(hours, 1.0e-20f)) : 0.0f;
        }
        for (int k = 0; k <= master->last; ++k)
            MR_FOR_LANES(lane) master->inverse[row][k][lane] = row == k ? 1.0f : 0.0f;
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

// Gives each node to the cheapest line. A lane is done when that costs all that a multiple is worth,
// or when no line can make a node: its multiple is then 0.
MR_INLINE void mr_price_column(mr_block block, mr_master *master, const int *idle, int step) {
    float cost[MR_LANES], least[MR_LANES], hours[MR_LANES];
    int best[MR_LANES];
    int nodes = mr_reach(block, master->first + master->last);
    MR_FOR_LANES(lane) cost[lane] = 0.0f;
    for (int row = 0; row <= master->last; ++row)
        MR_FOR_LANES(lane) master->column[row][lane] = 0.0f;
    for (int node = 0; node < nodes; ++node) {
        int own = MR_T(master->own + node) - master->first;
        if (own < 0) continue;
        MR_FOR_LANES(lane) {
            best[lane] = -1;
            least[lane] = 1.0e30f;
            hours[lane] = 0.0f;
        }
        for (int row = own; row <= master->last; ++row) {
            int line = master->first + row;
            MR_FOR_LANES(lane) {
                float load = MR_LOAD(line, node) * master->scale[lane];
                float costs = load * master->price[row][lane];
                int better = master->can[row][lane] && costs < least[lane];
                best[lane] = better ? row : best[lane];
                least[lane] = better ? costs : least[lane];
                hours[lane] = better ? load : hours[lane];
            }
        }
        MR_FOR_LANES(lane) {
            int wanted =
                own >= master->from[lane] && MR_LOAD(master->first + master->last, node) > 0.0f;
            int lacks = wanted && best[lane] < 0 && !master->done[lane];
            master->done[lane] |= lacks;
            best[lane] = wanted ? best[lane] : -1;
            cost[lane] += best[lane] >= 0 ? least[lane] : 0.0f;
        }
        for (int row = own; row <= master->last; ++row) MR_FOR_LANES(lane)
        master->column[row][lane] += best[lane] == row ? hours[lane] : 0.0f;
    }
    MR_FOR_LANES(lane) {
        int best_is_reached = step > 0 && idle[lane] < 0 && cost[lane] > 1.0f - MR_TRADE_GAP;
        master->done[lane] |= best_is_reached;
    }
    for (int row = 0; row <= master->last; ++row) MR_FOR_LANES(lane) {
            float left = idle[lane] == row ? 1.0f : 0.0f;
            master->column[row][lane] = idle[lane] >= 0 ? left : master->column[row][lane];
        }
}

// Brings the columns of the lanes that are not done into their bases.
MR_INLINE void mr_pivot(mr_master *master, const int *idle) {
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
        master->done[lane] |= out[lane] < 0;
        out[lane] = master->done[lane] ? -1 : out[lane];
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
    for (int row = 0; row < rows; ++row) MR_FOR_LANES(lane) {
            float left = mr_max(master->amount[row][lane] - moved[row][lane] * least[lane], 0.0f);
            float next = out[lane] == row ? least[lane] : left;
            int enters = idle[lane] < 0;
            master->amount[row][lane] = out[lane] < 0 ? master->amount[row][lane] : next;
            master->is_column[row][lane] = out[lane] == row ? enters : master->is_column[row][lane];
        }
}

// Largest multiples, and in MR_SLOT_PRICE the price of an hour of each line in parts of all that a
// multiple costs; for the lanes that want them.
MR_INLINE void mr_largest_multiples(mr_block block, mr_master *master, const int *wants,
                                    float *multiple) {
    int idle[MR_LANES];
    mr_begin_master(block, master);
    MR_FOR_LANES(lane) {
        idle[lane] = -1;
        master->done[lane] |= !wants[lane];
    }
    for (int step = 0; step < MR_TRADE_STEPS; ++step) {
        int left = 0;
        if (step > 0) mr_find_prices(master, idle);
        mr_price_column(block, master, idle, step);
        for (int lane = 0; lane < MR_LANES; ++lane) left |= !master->done[lane];
        if (!left) break;
        mr_pivot(master, idle);
    }
    float sum[MR_LANES];
    MR_FOR_LANES(lane) sum[lane] = 0.0f;
    for (int row = 0; row <= master->last; ++row) {
        int price = MR_T(MR_SLOT_PRICE) + master->first + row;
        MR_FOR_LANES(lane) {
            sum[lane] += master->is_column[row][lane] ? master->amount[row][lane] : 0.0f;
            int store = wants[lane] && row >= master->from[lane];
            MR_CELL(price) =
                store ? master->price[row][lane] * master->scale[lane] : MR_CELL(price);
        }
    }
    MR_FOR_LANES(lane)
    multiple[lane] = wants[lane] ? sum[lane] * master->scale[lane] : multiple[lane];
}

#endif

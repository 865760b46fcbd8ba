// Hours of lines of which each is better at something: the largest multiple of the mix that some
// nodes can have together.
//
// A linear programme: line l gives h(l,n) hours to node n, no more than it has, and every node gets
// t = Σ h(l,n)/load(l,n); the largest t is sought. It is solved by decomposition: a column gives
// each node to the line at which it is cheapest, at the lines' prices of an hour; the master
// programme has a row for each line and mixes the columns. Two to four lines take about six steps.
// Source: Dantzig, Wolfe, "Decomposition principle for linear programs" (1960),
// doi:10.1287/opre.8.1.101; revised simplex with the inverse of the basis.
#ifndef MR_RAMP_TRADE_H
#define MR_RAMP_TRADE_H
#include "ramp_draws.h"

// Neighbouring lines of a group, and the nodes that only they and finer lines can make.
typedef struct {
    int first;           // the group's first line
    int from, to;        // lines, counted from it; the last is among them
    int node, end_node;  // nodes
} mr_lines;

// Steps after which the multiple is taken as it is; it is then a little too small.
#define MR_TRADE_STEPS 100
// The multiple is within this part of the largest.
#define MR_TRADE_GAP 1.0e-5f

// The master programme. Rows are the lines that have hours.
typedef struct {
    int rows;
    int line[MR_MAX_LINES_OF_GROUP];
    int is_column[MR_MAX_LINES_OF_GROUP];  // else hours that are left
    float amount[MR_MAX_LINES_OF_GROUP];   // of what stands in the row
    float price[MR_MAX_LINES_OF_GROUP];    // of an hour of each line
    float inverse[MR_MAX_LINES_OF_GROUP][MR_MAX_LINES_OF_GROUP];
} mr_master;

// Load of a node on a line for one multiple of the mix, 0 where there is none.
#define MR_LOAD(lines, l, n) \
    MR_CELL(MR_T(MR_SLOT_LOAD) + ((lines).first + (l)) * MR_T(MR_NODE_COUNT) + (n))

MR_INLINE int mr_reach(mr_block block, mr_lines lines, int line) {
    return MR_T(MR_T(MR_LINES) + (lines.first + line) * MR_LINE_SIZE + MR_L_NODES);
}

// Gives each node to the cheapest line. column: hours of each row; returns what the column costs,
// or -1 when no line can make a node.
MR_INLINE float mr_price_column(mr_block block, mr_lines lines, const mr_master *master,
                                float scale, float *column, int lane) {
    float cost = 0.0f;
    for (int row = 0; row < master->rows; ++row) column[row] = 0.0f;
    for (int node = lines.node; node < lines.end_node; ++node) {
        int best = -1;
        float least = 0.0f, hours = 0.0f;
        if (!(MR_LOAD(lines, lines.to, node) > 0.0f)) continue;
        for (int row = 0; row < master->rows; ++row) {
            if (node >= mr_reach(block, lines, master->line[row])) continue;
            float load = MR_LOAD(lines, master->line[row], node) * scale;
            float costs = load * master->price[row];
            int better = best < 0 || costs < least;
            best = better ? row : best;
            least = better ? costs : least;
            hours = better ? load : hours;
        }
        if (best < 0) return -1.0f;
        column[best] += hours;
        cost += least;
    }
    return cost;
}

// Brings a column into the basis; returns 0 when there is no bound to it.
MR_INLINE int mr_pivot(mr_master *master, const float *column, int is_column) {
    float moved[MR_MAX_LINES_OF_GROUP], least = 0.0f;
    int rows = master->rows, out = -1;
    for (int row = 0; row < rows; ++row) {
        moved[row] = 0.0f;
        for (int k = 0; k < rows; ++k) moved[row] += master->inverse[row][k] * column[k];
        if (!(moved[row] > 1.0e-6f)) continue;
        float ratio = master->amount[row] * mr_reciprocal(moved[row]);
        if (out >= 0 && ratio >= least) continue;
        out = row;
        least = ratio;
    }
    if (out < 0) return 0;
    float part = mr_reciprocal(moved[out]);
    for (int k = 0; k < rows; ++k) master->inverse[out][k] *= part;
    master->amount[out] *= part;
    for (int row = 0; row < rows; ++row) {
        if (row == out) continue;
        for (int k = 0; k < rows; ++k)
            master->inverse[row][k] -= moved[row] * master->inverse[out][k];
        float left = master->amount[row] - moved[row] * master->amount[out];
        master->amount[row] = mr_max(left, 0.0f);
    }
    master->is_column[out] = is_column;
    return 1;
}

// Prices of an hour by the basis: what the multiple gains by one more. Returns the row of the most
// negative one, whose hours would better be left, or -1.
MR_INLINE int mr_find_prices(mr_master *master) {
    int worst = -1;
    float least = -MR_TRADE_GAP;  // less is rounding
    for (int k = 0; k < master->rows; ++k) {
        float price = 0.0f;
        for (int row = 0; row < master->rows; ++row)
            price += master->is_column[row] ? master->inverse[row][k] : 0.0f;
        if (price < least) {
            worst = k;
            least = price;
        }
        master->price[k] = mr_max(price, 0.0f);
    }
    return worst;
}

// The largest multiple. Leaves in MR_SLOT_PRICE what an hour of each line is worth, in parts of all
// that one multiple costs.
MR_INLINE float mr_largest_multiple(mr_block block, mr_lines lines, int lane) {
    mr_master master;
    float column[MR_MAX_LINES_OF_GROUP], total = 0.0f;
    int prices = MR_T(MR_SLOT_PRICE) + lines.first;
    master.rows = 0;
    for (int node = lines.node; node < lines.end_node; ++node)
        total += MR_LOAD(lines, lines.to, node);
    for (int line = lines.from; line <= lines.to; ++line) {
        float open = MR_CELL(MR_T(MR_SLOT_OPEN) + lines.first + line);
        MR_CELL(prices + line) = 0.0f;
        if (!(open > 0.0f)) continue;
        int row = master.rows++;
        master.line[row] = line;
        master.is_column[row] = 0;
        master.amount[row] = open;
        master.price[row] = mr_reciprocal(open);
        for (int k = 0; k < MR_MAX_LINES_OF_GROUP; ++k) {
            master.inverse[row][k] = k == row ? 1.0f : 0.0f;
            if (k < row) master.inverse[k][row] = 0.0f;
        }
    }
    if (!(total > 0.0f)) return 1.0e9f;
    float scale = mr_reciprocal(total);
    for (int step = 0; step < MR_TRADE_STEPS; ++step) {
        int idle = step > 0 ? mr_find_prices(&master) : -1;
        if (idle >= 0) {
            for (int row = 0; row < master.rows; ++row) column[row] = row == idle ? 1.0f : 0.0f;
        } else {
            float cost = mr_price_column(block, lines, &master, scale, column, lane);
            if (cost < 0.0f) return 0.0f;
            if (step > 0 && cost > 1.0f - MR_TRADE_GAP) break;
        }
        if (!mr_pivot(&master, column, idle < 0)) break;
    }
    float multiple = 0.0f;
    for (int row = 0; row < master.rows; ++row) {
        multiple += master.is_column[row] ? master.amount[row] : 0.0f;
        MR_CELL(prices + master.line[row]) = master.price[row];
    }
    return multiple * scale;
}

// Loads of a group that trades: of each node on each of its lines.
MR_INLINE void mr_find_loads(mr_block block, int group, int first, int count) {
    int nodes = MR_T(MR_NODE_COUNT);
    for (int cell = 0; cell < count * nodes; ++cell) {
        int node = cell % nodes, bar = MR_T(MR_SLOT_HOURS_BAR) + first * nodes + cell;
        int used = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node) >= 0;
        int attempts = MR_T(MR_SLOT_ATTEMPTS) + node,
            load = MR_T(MR_SLOT_LOAD) + first * nodes + cell;
        MR_FOR_LANES(lane) MR_CELL(load) = used ? MR_CELL(bar) * MR_CELL(attempts) : 0.0f;
    }
}

// The nodes of some lines.
MR_INLINE mr_lines mr_lines_of(mr_block block, int first, int from, int to) {
    mr_lines lines;
    lines.first = first;
    lines.from = from;
    lines.to = to;
    lines.node = from > 0 ? mr_reach(block, lines, from - 1) : 0;
    lines.end_node = mr_reach(block, lines, to);
    return lines;
}

MR_INLINE int mr_has_work(mr_block block, mr_lines lines, int lane) {
    int any = 0;
    for (int node = lines.node; node < lines.end_node; ++node)
        any |= MR_LOAD(lines, lines.to, node) > 0.0f;
    return any;
}

// As mr_pool_lines, for lines that are each better at something: what a block of lines allows is the
// solution of a linear programme.
MR_INLINE void mr_trade_lines(mr_block block, int group, int first, int count, int lane) {
    int multiples = MR_T(MR_SLOT_MULTIPLE) + first, starts = MR_T(MR_SLOT_BLOCK_START) + first;
    for (int j = 0; j < count; ++j) {
        mr_lines lines = mr_lines_of(block, first, j, j);
        float multiple = mr_largest_multiple(block, lines, lane);
        while (lines.from > 0) {
            int before = lines.from - 1, from = MR_WHOLE(starts + before);
            mr_lines coarser = mr_lines_of(block, first, from, before);
            int helps = mr_has_work(block, lines, lane) ? MR_CELL(multiples + before) < multiple
                                                        : mr_has_work(block, coarser, lane);
            if (!helps) break;
            lines = mr_lines_of(block, first, from, j);
            multiple = mr_largest_multiple(block, lines, lane);
        }
        MR_WHOLE(starts + j) = lines.from;
        MR_CELL(multiples + j) = multiple;
    }
    for (int j = count - 1; j >= 0; j = MR_WHOLE(starts + j) - 1) {
        mr_lines lines = mr_lines_of(block, first, MR_WHOLE(starts + j), j);
        float multiple = MR_CELL(multiples + j), open = 0.0f, cost = 0.0f;
        int priced = MR_T(MR_SLOT_PRICED) + group * MR_T(MR_NODE_COUNT);
        for (int line = lines.from; line <= j; ++line) {
            open += MR_CELL(MR_T(MR_SLOT_OPEN) + first + line);
            MR_CELL(multiples + line) = multiple;
        }
        for (int node = lines.node; node < lines.end_node; ++node) {
            float least = 1.0e30f;
            for (int line = lines.from; line <= j; ++line) {
                float price = MR_CELL(MR_T(MR_SLOT_PRICE) + first + line);
                int can = node < mr_reach(block, lines, line) &&
                          MR_CELL(MR_T(MR_SLOT_OPEN) + first + line) > 0.0f;
                least = can ? mr_min(least, price * MR_LOAD(lines, line, node)) : least;
            }
            MR_CELL(priced + node) = least;
            cost += least;
        }
        // All nodes together at the multiple take all hours.
        float each = multiple > 0.0f && cost < 1.0e29f
                         ? open * mr_reciprocal(mr_max(multiple * cost, 1.0e-20f))
                         : 0.0f;
        for (int node = lines.node; node < lines.end_node; ++node)
            MR_CELL(priced + node) = each > 0.0f ? MR_CELL(priced + node) * each : 0.0f;
    }
}

#endif

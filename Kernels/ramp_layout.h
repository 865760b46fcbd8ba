// How a plan is packed for the ramp kernel: one table of integers, one of floats. Both the packer
// and the kernel read this file, so that neither can drift. Offsets count elements.
#ifndef MR_RAMP_LAYOUT_H
#define MR_RAMP_LAYOUT_H
#include "plates_layout.h"
#include "route_layout.h"
#include "writer_layout.h"

// Quantile tables (distribution.h).
enum {
    MR_KNOT_BITS = 5,                   // 32 knots to an octave
    MR_LAST_KNOT = 31 << MR_KNOT_BITS,  // tail probability 1/2
    MR_KNOTS = MR_LAST_KNOT + 2,        // one more to interpolate towards
    MR_KNOT_SEARCH = 10                 // halvings that cover MR_KNOTS
};

enum { MR_MAX_LINES_OF_GROUP = 12 };  // a limit that private arrays of the kernel have
enum { MR_MAX_ROUNDS = 16 };          // of first samples that are told apart; the last one passes

// Months: a date is a number of months from the start of the horizon. What never happens:
#define MR_NEVER 1.0e6f
// The multiple of nodes that nothing limits: no hours of a month bring a real one near it.
#define MR_NO_LIMIT 1.0e12f
#define MR_PLATE_PARTS 256  // output is counted in fractions of a plate
#define MR_MONTH_PARTS 256  // a date among a replication's outcomes, in fractions of a month
// Utilisation 1 is counted as this; a launch of fewer than 2^19 replications cannot overflow.
#define MR_FULL_USE 4096

// First integers of the table.
enum mr_ramp_header {
    MR_FIGURE_COUNT,
    MR_FIGURES,
    MR_VALUES,  // records; float constants
    MR_RISK_COUNT,
    MR_RISKS,
    MR_OUTCOME_COUNT,
    MR_OUTCOMES,
    MR_UNIT_COUNT,
    MR_UNITS,
    MR_EFFECTS,
    MR_GROUP_COUNT,
    MR_GROUPS,
    MR_LINE_COUNT,
    MR_LINES,
    MR_TERMS,
    MR_VISIT_COUNT,
    MR_VISITS,
    MR_LOOPS,  // route_layout.h
    MR_NODE_COUNT,
    MR_NODES,
    MR_GROUP_NODE_LINE,  // [group][node]: line, MR_UNUSED, MR_NO_TOOL
    MR_MONTH_COUNT,
    MR_YEAR_COUNT,
    MR_YEAR_OF_MONTH,
    MR_DEMAND,  // [month][1 + node]: figure or MR_NONE
    MR_AS_OF,   // float index
    MR_FIDELITY,
    MR_FIRST_MONTH,  // calendar month of month 0, counted from year 0
    MR_EBEAM_FACTOR,
    MR_LEARNING_FACTOR,
    MR_SHOT_FACTOR,
    MR_DELAY_CORRELATION,  // figure or MR_NONE
    MR_SUPPLIERS,
    MR_CREWS,  // how many install at once, or MR_NONE for no limit
    MR_ROOM_COUNT,
    MR_ROOMS,  // records, or MR_NONE for no limit
    MR_MILESTONE_COUNT,
    MR_MILESTONES,
    MR_TARGET_COUNT,
    MR_TARGETS,
    // Counters: offsets into g_counts.
    MR_OUTPUT_COUNTS,
    MR_OUTPUT_BINS,
    MR_OUTPUT_SHIFT,  // [year][all, node…][bin]
    MR_CAPACITY_COUNTS,
    MR_CAPACITY_BINS,
    MR_CAPACITY_SHIFT,    // [year][bin]
    MR_MILESTONE_COUNTS,  // [milestone][month…, never]
    MR_TARGET_COUNTS,     // [target][year…, never]
    MR_BINDING_COUNTS,    // [month][group…, demand, qualification]
    MR_USE_COUNTS,        // [month][group][sum, replications]
    MR_START_COUNTS,      // [year][node][mr_start_count][low, high]; of MR_PLATES alone
    MR_COUNTS_SIZE,
    // Scratch of one replication, in floats and in integers.
    MR_SLOT_OUTCOMES,
    MR_SLOT_DELIVERED,
    MR_SLOT_START,  // of the installation; that of the delivery where nothing limits it
    MR_SLOT_CREW,
    MR_SLOT_ACCEPTED,
    MR_SLOT_READY,
    MR_SLOT_LINE_READY,
    MR_SLOT_HOURS_BAR,  // [line][task of its group]: hours for one multiple, before yield
    MR_SLOT_MIX,
    MR_SLOT_INVERSE_MIX,
    MR_SLOT_NODE_READY,
    MR_SLOT_RUN_THROUGH,
    MR_SLOT_DELIVERY,
    MR_SLOT_VOLUME,
    MR_SLOT_LEVEL,
    MR_SLOT_INVERSE_LEARNING,
    MR_SLOT_ATTEMPTS,
    MR_SLOT_INVERSE_MATURING,
    MR_SLOT_YIELD,
    MR_SLOT_VARIATION,   // [group][node]: squared coefficient of variation of a plate's hours
    MR_SLOT_WRITE_SUMS,  // [group][node][mr_write_sum]
    MR_SLOT_STATED_MULTIPLE,
    MR_SLOT_REST,  // [mr_plate_run][node]: mean starts left of the plate in process
    MR_SLOT_OWED,  // [node]: part of a plate that is wanted
    MR_SLOT_OPEN,
    MR_SLOT_MULTIPLE,
    MR_SLOT_BLOCK_HOURS,
    MR_SLOT_BLOCK_SCALE,
    MR_SLOT_OUTPUT,
    MR_SLOT_NODE_MULTIPLE,
    MR_SLOT_WANTED,
    MR_SLOT_CROSS,
    MR_SLOT_PRICED,  // [group][node]: hours of the group that one multiple of the node takes
    MR_SLOT_BASIS,   // of each group that trades, [row][line]: prices at which a column was found
    MR_SLOT_INVERSE_OPEN,  // of a group: 1 / its open hours in an hour of its open days, or 0
    MR_SLOT_RATE,          // of a line that is alone: multiples of the mix an hour
    MR_SLOT_TAKEN,         // of a node: multiples of the mix that go to customers
    MR_FLOAT_SLOTS,
    MR_SLOT_NODE_GROUP,
    MR_SLOT_BLOCK_START,
    MR_SLOT_BLOCK_END,
    MR_SLOT_YEAR_OUTPUT,
    MR_SLOT_YEAR_CAPACITY,
    MR_SLOT_TARGET_YEAR,
    MR_SLOT_BINDING,
    // One of each block: the months in which a group's tools move.
    MR_SLOT_MOVES_FROM,
    MR_SLOT_MOVES_UNTIL,
    MR_SLOT_LUCK,    // [node][4]: words of the year
    MR_SLOT_BEGUN,   // [mr_plate_run][node]: mr_begun
    MR_SLOT_STARTS,  // [node][mr_start_count] of the year
    MR_INT_SLOTS,
    MR_RAMP_HEADER
};

enum { MR_NONE = -1, MR_UNUSED = -1, MR_NO_TOOL = -2 };
// A figure: g_floats[MR_VALUES + figure] when constant, else a table or list at `MR_F_TABLE`.
// A stream is 0, or the top bit of a counter word for the second set of draws.
enum mr_figure_record {
    MR_F_KIND,
    MR_F_ENTITY,
    MR_F_STREAM,
    MR_F_TABLE,
    MR_F_COUNT,
    MR_F_DEFERRED,
    MR_FIGURE_SIZE
};
enum mr_figure_kind { MR_CONSTANT, MR_TABLE, MR_DISCRETE };

enum mr_risk_record { MR_R_ENTITY, MR_R_STREAM, MR_R_FIRST, MR_R_COUNT, MR_RISK_SIZE };
enum mr_outcome_record { MR_O_PROBABILITY, MR_OUTCOME_SIZE };
// Effect on a unit, if the outcome happens: a new promised date where MR_E_DATE is a figure; else a
// delay figure, or MR_NONE for never.
enum mr_effect_record { MR_E_OUTCOME, MR_E_DELAY, MR_E_DATE, MR_EFFECT_SIZE };

// Clean-room area, in figures: so much is open in all from a date on.
enum mr_room_record { MR_C_DATE, MR_C_AREA, MR_ROOM_SIZE };

// Who supplies tools whose slips are correlated.
enum mr_supplier_record { MR_S_ENTITY, MR_S_STREAM, MR_SUPPLIER_SIZE };

// One physical tool. Figures, or MR_NONE.
enum mr_unit_record {
    MR_U_DATE,
    MR_U_KNOWN,
    MR_U_SLIP,
    MR_U_INSTALLATION,
    MR_U_ACCEPTANCE,
    MR_U_QUALIFICATION,
    MR_U_ACCEPTED,
    MR_U_AREA,
    MR_U_PROBABILITY,
    MR_U_ENTITY,
    MR_U_STREAM,    // of the purchase
    MR_U_SUPPLIER,  // number, or MR_NONE where its slip is its own
    MR_U_SHARING,   // entity
    MR_U_SHARING_STREAM,
    MR_U_LINE,
    MR_U_FIRST_EFFECT,
    MR_U_EFFECT_COUNT,
    MR_UNIT_SIZE
};

// Tools that do the same work.
enum mr_group_record {
    MR_G_FIRST_LINE,
    MR_G_LINE_COUNT,
    MR_G_AVAILABILITY,
    MR_G_USABLE,
    MR_G_LEARNING_START,
    MR_G_LEARNING_MONTHS,
    MR_G_HOURS_PER_WEEK,
    MR_G_MAINTENANCE,        // figure: hours each time, or MR_NONE
    MR_G_MAINTENANCE_EVERY,  // figure: months
    MR_G_OPEN_HOURS,         // float index, by month: hours of the days on which it works
    MR_G_MTBF,
    MR_G_FIRST_TERM,
    MR_G_TERM_COUNT,
    MR_G_VARIES,  // whether a plate's hours vary
    MR_G_TRADES,  // whether a line is better at some tasks than another, compared with others
    MR_G_TASKS,
    MR_G_TASK_COUNT,
    MR_G_BASIS,  // of MR_SLOT_BASIS, where the group trades
    MR_GROUP_SIZE
};

// Work that may go to a line of its own: a layer class, or all of a node's. From coarse to fine.
enum mr_task_record { MR_K_NODE, MR_K_LINE, MR_TASK_SIZE };  // the coarsest line that can do it

// Equal tools of a group: same reach, same speed. From coarse reach to fine.
enum mr_line_record {
    MR_L_UNITS,  // how many tools; they lie in the order of the lines
    MR_L_TASKS,  // it can do the first so many tasks of its group
    MR_L_HOURS,  // of MR_SLOT_HOURS_BAR
    MR_L_SPEED,  // figure or MR_NONE
    MR_L_WRITER_CLASS,
    MR_L_WRITER,  // the first of MR_WRITER_FIELDS figures
    MR_LINE_SIZE = MR_L_WRITER + 22
};

#endif

// How a fab is packed for the flow kernel: one table of integers, one of floats that all
// replications share, and the course, floats of one replication. The packer and the kernel read
// this file, so neither can drift. Offsets count elements. docs/simulation.md says what it means.
#ifndef MR_FLOW_LAYOUT_H
#define MR_FLOW_LAYOUT_H
#include "flow_words.h"

// Times are whole seconds from the start of the simulation. None reaches 2^31: an end of the
// simulation and a duration are at most MR_FLOW_LONGEST, 34 years.
#define MR_FLOW_LONGEST 0x3FFFFFFF
#define MR_FLOW_NEVER 0x7FFFFFFF

enum {
    MR_FLOW_NONE = -1,
    MR_FLOW_SLOT_BLOCK = 16,      // events are looked through by so many
    MR_FLOW_GROUP_TOOLS = 32,     // most tools of a group: the bits of a mask
    MR_FLOW_STEP_NUMBERS = 4096,  // most steps of a route: the bits of a draw's address
    MR_FLOW_ROUNDS = 65536,       // most times that a plate may be sent back or start again
    MR_FLOW_OCTAVE = 64,          // bins of a histogram of times in each power of two
    MR_FLOW_BINS = 1664,
    MR_FLOW_SQUARE = 16,   // squares of seconds are summed in 2^16 s²
    MR_FLOW_SECTIONS = 20  // parts of the replications that histograms are kept for
};

// How a replication stands. From MR_FLOW_FULL_PLATES on it has failed.
enum mr_flow_status {
    MR_FLOW_RUNNING,
    MR_FLOW_DONE,
    MR_FLOW_FULL_PLATES,  // more plates in process than there is room for
    MR_FLOW_FULL_SETS,
    MR_FLOW_FULL_ROUNDS  // a plate has been sent back MR_FLOW_ROUNDS times
};

// First integers of the table.
enum mr_flow_header {
    MR_FH_NODE_COUNT,
    MR_FH_SOURCE_COUNT,
    MR_FH_SOURCES,
    MR_FH_PRODUCTS,
    MR_FH_STEPS,
    MR_FH_GROUP_COUNT,
    MR_FH_GROUPS,
    MR_FH_QUEUE_COUNT,
    MR_FH_QUEUES,
    MR_FH_TOOL_COUNT,
    MR_FH_TOOLS,
    MR_FH_PERIOD_COUNT,
    MR_FH_PERIODS,
    MR_FH_PLATE_BOUND,
    MR_FH_SET_BOUND,
    // Sums of one period: rows of nodes, of groups, of steps, of sources that are counted apart.
    MR_FH_GROUP_ROWS,
    MR_FH_STEP_ROWS,
    MR_FH_SOURCE_ROWS,
    MR_FH_ROW_COUNT,
    MR_FH_COUNTER_COUNT,  // bins of all histograms of a section
    // Words of a replication's state.
    MR_FH_STATE_TOOLS,
    MR_FH_STATE_GROUPS,
    MR_FH_STATE_QUEUES,
    MR_FH_STATE_SOURCES,
    MR_FH_STATE_NODES,
    MR_FH_STATE_SETS,
    MR_FH_STATE_PLATES,
    MR_FH_STATE_SIZE,
    // Events: slot 0 ends the period, then tools, groups, sources; a multiple of MR_FLOW_SLOT_BLOCK.
    MR_FH_SLOT_COUNT,
    MR_FLOW_HEADER
};

// A part of the simulated time that is counted for itself.
enum mr_flow_period { MR_FD_END, MR_FD_HISTOGRAM, MR_FLOW_PERIOD_SIZE };  // histogram or none

// Where plates come from: a customer's orders of a node.
enum mr_flow_source {
    MR_FO_ENTITY,    // 31 bits
    MR_FO_GAPS,      // float index of unit quantiles between orders, or none for regular ones
    MR_FO_SET_SIZE,  // plates that are ordered together
    MR_FO_PRODUCT,
    MR_FO_PRODUCT_COUNT,
    MR_FO_PRODUCT_SHARES,  // course, cumulative
    MR_FO_LEAD,            // course: seconds from the order to when it is due
    MR_FO_PRIORITY,        // 0 before 1
    MR_FO_OPEN,            // course: second of the first order
    MR_FO_RATE_COUNT,
    MR_FO_RATE_ENDS,  // integers: until when a rate holds
    MR_FO_RATES,      // course, pairs: mean gap [s] or 0 for no orders, and its inverse
    MR_FO_ROW,        // first of its mr_flow_order_row, or none
    MR_FLOW_SOURCE_SIZE
};

// Plates that take the same way: a layer class of a node, with or without a second level.
enum mr_flow_product {
    MR_FR_NODE,
    MR_FR_FIRST,
    MR_FR_END,
    MR_FR_RESTART,           // step to which a new blank comes
    MR_FR_RESTART_PRIORITY,  // of that blank, if it is the more urgent
    MR_FLOW_PRODUCT_SIZE
};

enum mr_flow_time {
    MR_FLOW_STATED,   // seconds of the course
    MR_FLOW_SAMPLED,  // the same, times a draw from unit quantiles
    MR_FLOW_WRITE     // mr_flow_write for each tool of the group
};
// A step of a product.
enum mr_flow_step {
    MR_FS_NUMBER,  // in the route; the draws' address
    MR_FS_GROUP,
    MR_FS_QUEUE,
    MR_FS_TIME_KIND,
    MR_FS_TIME,       // course
    MR_FS_QUANTILES,  // float index
    MR_FS_MEDIAN,
    MR_FS_SIGMA,   // course: shots of a write
    MR_FS_SHARE,   // course: of the plates that come which take it, or none for all
    MR_FS_REWORK,  // course: of those, which then go back, or none
    MR_FS_BACK,
    MR_FS_SCRAP,      // course: mr_flow_scrap, or none
    MR_FS_DRAWS,      // whether anything of it is drawn
    MR_FS_FAMILY,     // a tool is set up for one at a time
    MR_FS_EXPECTED,   // seconds, for dispatch
    MR_FS_REMAINING,  // the same of this and all later steps
    MR_FS_NEED,       // how fine: greater for fewer tools
    MR_FS_LIMIT,      // course: most seconds between the step before and this one, or none
    MR_FS_LIMIT_BACK,
    MR_FS_LOST,  // whether a failure of the tool loses the plate
    MR_FS_ROW,   // first of its mr_flow_step_row
    MR_FLOW_STEP_SIZE
};
// Seconds of a write: fixed + max(base + slope · shots, stage).
enum mr_flow_write { MR_FW_FIXED, MR_FW_BASE, MR_FW_SLOPE, MR_FW_STAGE, MR_FLOW_WRITE_SIZE };
// Share of plates that are scrapped: start + climb · min(1, (now − from) · inverse) after `from`.
enum mr_flow_scrap { MR_FX_START, MR_FX_CLIMB, MR_FX_FROM, MR_FX_INVERSE, MR_FLOW_SCRAP_SIZE };

enum mr_flow_rule {
    MR_RULE_FIFO,
    MR_RULE_DUE,
    MR_RULE_CRITICAL_RATIO,
    MR_RULE_SHORTEST,
    MR_RULE_FINEST,  // plates first that fewer tools can do
    MR_RULE_FEWEST_SETUPS
};
enum mr_flow_failing { MR_FAIL_NOT, MR_FAIL_OPERATING, MR_FAIL_CALENDAR };
enum mr_flow_group {
    MR_FG_TOOL,
    MR_FG_TOOL_COUNT,
    MR_FG_QUEUE,
    MR_FG_QUEUE_COUNT,
    MR_FG_RULE,
    MR_FG_BATCH_LEAST,
    MR_FG_BATCH_MOST,  // 1: no batches
    MR_FG_BATCH_WAIT,
    MR_FG_FAILING,
    MR_FG_UP,  // float index of unit quantiles
    MR_FG_UP_MEAN,
    MR_FG_DOWN,
    MR_FG_DOWN_MEAN,    // course
    MR_FG_EVERY,        // course: seconds between maintenance, or none
    MR_FG_MAINTENANCE,  // course: seconds of it
    MR_FG_CLOSINGS,     // integers, pairs: from, until; the last one from MR_FLOW_NEVER
    MR_FG_CLOSES,       // whether there is any
    MR_FG_SETUP,        // course: seconds between plates of two families, or none
    MR_FG_SKILL,        // course: start, inverse of seconds to full skill; or none
    MR_FG_LIMITED,      // whether a step limits the wait for it
    MR_FLOW_GROUP_SIZE
};
// Where plates wait for a group: one queue for all that the same tools can do, and that can be in
// one batch.
enum mr_flow_queue { MR_FU_TOOLS, MR_FLOW_QUEUE_SIZE };  // mask of the group's tools
// From the least capable of a group to the most.
enum mr_flow_tool {
    MR_FT_GROUP,
    MR_FT_NUMBER,  // in its group
    MR_FT_ENTITY,
    MR_FT_READY,   // course: second, beyond MR_FLOW_LONGEST for never
    MR_FT_FACTOR,  // course: on the seconds of a step
    MR_FLOW_TOOL_SIZE
};

// Sums of a period.
enum mr_flow_node_row {
    MR_FN_RELEASED,
    MR_FN_FINISHED,
    MR_FN_ON_TIME,
    MR_FN_CYCLE,  // seconds from order to end of the finished
    MR_FN_RAW,    // seconds in process of the finished
    MR_FN_WIP,    // plate seconds
    MR_FN_SCRAPPED,
    MR_FN_SENT_BACK,
    MR_FN_SETS,
    MR_FN_SETS_ON_TIME,
    MR_FN_SET_CYCLE,
    MR_FLOW_NODE_ROWS
};
// Tool seconds in the states of SEMI E10, which add up to those of all tools that are there; and
// plates.
enum mr_flow_group_row {
    MR_TOOL_STANDBY,
    MR_TOOL_PRODUCTIVE,
    MR_TOOL_SETUP,
    MR_TOOL_DOWN,
    MR_TOOL_MAINTENANCE,
    MR_TOOL_CLOSED,
    MR_FLOW_TOOL_STATES,
    MR_TOOL_ABSENT = MR_FLOW_TOOL_STATES,  // a state, not a sum
    MR_FQ_QUEUE = MR_FLOW_TOOL_STATES,     // plate seconds of all that wait
    MR_FQ_LOADS,                           // of batch groups
    MR_FQ_FAILURES,
    MR_FQ_STARTS,  // plates started, seconds that they have waited, and plates done
    MR_FQ_WAIT,
    MR_FQ_MOVES,
    MR_FQ_ARRIVALS,  // plates that came, and squares of tool seconds in MR_FLOW_SQUARE
    MR_FQ_SQUARES,
    MR_FLOW_GROUP_ROWS
};
// Plates started, and seconds that they have waited for it.
enum mr_flow_step_row { MR_FV_STARTS, MR_FV_WAIT, MR_FLOW_STEP_ROWS };
// Of one source's orders, as by node.
enum mr_flow_order_row {
    MR_FE_RELEASED,
    MR_FE_FINISHED,
    MR_FE_ON_TIME,
    MR_FE_CYCLE,
    MR_FE_SETS,
    MR_FE_SETS_ON_TIME,
    MR_FE_SET_CYCLE,
    MR_FLOW_ORDER_ROWS
};

#endif

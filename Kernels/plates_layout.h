// Nodes, milestones and targets, and what is counted of plates that are drawn one by one.
#ifndef MR_PLATES_LAYOUT_H
#define MR_PLATES_LAYOUT_H

enum mr_node_record {
    MR_N_MIX,
    MR_N_YIELD_START,
    MR_N_YIELD_MATURE,
    MR_N_MATURE_AFTER,
    MR_N_QUALIFICATION,
    MR_N_SAMPLING,
    MR_N_VERIFICATION,
    MR_N_SAMPLES,
    MR_N_RUN_THROUGH,
    MR_N_DELIVERY,
    MR_N_VOLUME,   // known dates, or MR_NONE
    MR_N_FAILURE,  // figure, or MR_NONE where first samples pass
    MR_N_ROUNDS,   // entity
    MR_N_ROUNDS_STREAM,
    MR_N_LUCKY,  // whether its plates have luck
    MR_N_LUCK,   // entity
    MR_N_LUCK_STREAM,
    MR_NODE_SIZE
};

enum mr_milestone_record { MR_M_SLOT, MR_MILESTONE_SIZE };  // scratch slot that holds the date
// Whether capacity counts, else output; how much a year, in MR_PLATE_PARTS of a plate.
enum mr_target_record { MR_A_CAPACITY, MR_A_PARTS, MR_TARGET_SIZE };

// How a month's plates come from its hours: their mean; by mean and variance; one by one.
enum mr_fidelity { MR_MEANS, MR_MOMENTS, MR_PLATES };
// Sums over the writes of a node's plates at a group: mean hours of the first write, its mean square,
// and the variance of the second, which a plate has or not.
enum mr_write_sum { MR_SUM_FIRST, MR_SUM_SQUARE, MR_SUM_SECOND, MR_WRITE_SUMS };
// Whose plates are drawn: all that the tools could make, or those that customers take.
enum mr_plate_run { MR_COULD_RUN, MR_TAKEN_RUN, MR_PLATE_RUNS };
// The plate in process.
enum mr_begun { MR_NOT_BEGUN, MR_BEGUN_BAD, MR_BEGUN_GOOD };
// Plates of a year: started, good, scrapped, in process at its end.
enum mr_start_count { MR_STARTED, MR_GOOD, MR_SCRAPPED, MR_IN_PROCESS, MR_START_KINDS };

#endif

// How the work of the route is packed, and where plates go back for rework. Included by
// ramp_layout.h.
#ifndef MR_ROUTE_LAYOUT_H
#define MR_ROUTE_LAYOUT_H

// One kind of work that a node's plates ask of a group.
enum mr_term_record {
    MR_T_KIND,
    MR_T_TASK,
    MR_T_WEIGHT,  // float index: share of the node's plates
    MR_T_FACTOR,  // mr_share_factor
    MR_T_HOURS,
    MR_T_PASSES,
    MR_T_SHARE,  // figures; hours are those of MR_STATED_HOURS
    MR_T_SHOTS,
    MR_T_DOSE,
    MR_T_DENSITY,        // figures of MR_WRITE_HOURS, with MR_T_PASSES and MR_T_SHARE
    MR_T_SHOT_VARIANCE,  // float index: squared coefficient of variation
    MR_T_EBEAM,          // float index: e-beam share of the node
    MR_TERM_SIZE
};
enum mr_term_kind { MR_STATED_HOURS, MR_WRITE_HOURS, MR_SECOND_WRITE_HOURS };
enum mr_share_factor { MR_PLAIN_SHARE, MR_EBEAM_SHARE, MR_LASER_SHARE };

// A step as the plates of one node come to it. The last steps stand first, so that each finds the
// times of the later ones.
enum mr_visit_record {
    MR_V_TAKEN,   // figure that the kernel finds: mean times that a plate takes the step
    MR_V_SHARE,   // figure: share of the plates that come by which take it
    MR_V_REWORK,  // figure: share of those that then go back, or MR_NONE
    MR_V_ITSELF,  // whether they go back to this very step
    MR_V_FIRST_LOOP,
    MR_V_LOOP_COUNT,
    MR_VISIT_SIZE
};
// A later step from which plates go back, to the visited step or to one before it.
enum mr_loop_record {
    MR_B_TAKEN,
    MR_B_REWORK,  // figures
    MR_B_SENT,    // whether to the visited step, which they then take for sure
    MR_LOOP_SIZE
};

#endif

// How the route of a node is packed where plates go back for rework. Included by ramp_layout.h.
#ifndef MR_ROUTE_LAYOUT_H
#define MR_ROUTE_LAYOUT_H

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

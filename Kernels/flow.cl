// Flow simulation: each work item advances one replication by some events. What it needs to go on
// stays in its state, so that a long simulation is many short launches.
#include "flow_advance.h"

// g_table, g_floats: the packed fab (flow_layout.h). g_course, g_state, g_sums: [word][replication
// of the launch]. g_counts: histograms by section, replication by replication in turn, added to. begins: whether this is the first launch. events: at most so many in this launch. first + replications is below
// 2^32.
__kernel void advance_flow(__global const int *g_table, __global const float *g_floats,
                           __global const float *g_course, __global int *g_state,
                           __global ulong *g_sums, __global uint *g_counts, uint seed_low,
                           uint seed_high, uint first, uint stream, uint replications, uint begins,
                           uint events) {
    uint item = (uint)get_global_id(0);
    if (item >= replications) return;
    mr_flow flow;
    flow.table = g_table;
    flow.floats = g_floats;
    flow.course = g_course + item;
    flow.state = g_state + item;
    flow.sums = g_sums + item;
    flow.stride = (int)replications;
    flow.seed_low = seed_low;
    flow.seed_high = seed_high;
    flow.replication = first + item;
    flow.counts = g_counts + (size_t)(flow.replication % MR_FLOW_SECTIONS) *
                                 (size_t)g_table[MR_FH_COUNTER_COUNT];
    flow.stream = stream;
    mr_flow_find(&flow);
    if (begins != 0u) {
        mr_flow_begin(&flow);
    } else {
        mr_flow_resume(&flow);
    }
    mr_flow_advance(&flow, events);
}

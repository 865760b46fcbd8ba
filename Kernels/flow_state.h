// The state of one replication of a flow simulation, and what every part of it uses.
#ifndef MR_FLOW_STATE_H
#define MR_FLOW_STATE_H
#include "distribution.h"
#include "flow_layout.h"
#include "philox.h"

typedef struct {
    MR_GLOBAL const int *table;     // flow_layout.h
    MR_GLOBAL const float *floats;  // quantile tables, shares
    MR_GLOBAL const float *course;  // what is drawn once for this replication
    MR_GLOBAL int *state;
    MR_GLOBAL mr_u64 *sums;    // [period][row]
    MR_GLOBAL mr_u32 *counts;  // histograms of the replication's section
    int stride;                // between words of the state, of the sums and of the course
    mr_u32 seed_low, seed_high;
    mr_u32 replication;
    mr_u32 stream;  // 0, or the top bit
    int now;
    int status;
    int rows;                           // first sum of this period
    int histogram;                      // of this period, or none
    int tools, groups, queues, plates;  // where they begin in the state
} mr_flow;

// A CPU has one replication at a time, its words side by side; a GPU has the same word of all
// replications side by side.
#ifdef MR_FLOW_ALONE
#define MR_FLOW_AT(word) (word)
#else
#define MR_FLOW_AT(word) ((size_t)(word) * (size_t)flow->stride)
#endif
#define MR_FLOW(word) flow->state[MR_FLOW_AT(word)]
#define MR_NEXT(slot) MR_FLOW(MR_FLOW_NEXT + (slot))
#define MR_COURSE(index) flow->course[MR_FLOW_AT(index)]
#define MR_F(entry) flow->table[entry]
#define MR_TOOL(tool, word) MR_FLOW(flow->tools + (tool)*MR_FLOW_TOOL_WORDS + (word))
#define MR_GROUP(group, word) MR_FLOW(flow->groups + (group)*MR_FLOW_GROUP_WORDS + (word))
#define MR_QUEUE(queue, word) MR_FLOW(flow->queues + (queue)*MR_FLOW_QUEUE_WORDS + (word))
#define MR_PLATE(plate, word) MR_FLOW(flow->plates + (plate)*MR_FLOW_PLATE_WORDS + (word))

typedef MR_GLOBAL const int *mr_record;

// A plate, or none, that is looked at soon. Thousands that wait do not fit into a CPU's nearest
// cache, and each is looked at once a step.
MR_INLINE void mr_soon(mr_flow *flow, int plate) {
#ifdef MR_FLOW_ALONE
    if (plate != MR_FLOW_NONE) __builtin_prefetch(&MR_PLATE(plate, 0));
#endif
}

MR_INLINE mr_record mr_flow_step_of(mr_flow *flow, int plate) {
    return flow->table + MR_F(MR_FH_STEPS) + MR_PLATE(plate, MR_FP_STEP) * MR_FLOW_STEP_SIZE;
}
MR_INLINE mr_record mr_flow_product_of(mr_flow *flow, int plate) {
    return flow->table + MR_F(MR_FH_PRODUCTS) +
           MR_PLATE(plate, MR_FP_PRODUCT) * MR_FLOW_PRODUCT_SIZE;
}
MR_INLINE mr_record mr_flow_group_at(mr_flow *flow, int group) {
    return flow->table + MR_F(MR_FH_GROUPS) + group * MR_FLOW_GROUP_SIZE;
}
MR_INLINE mr_record mr_flow_tool_at(mr_flow *flow, int tool) {
    return flow->table + MR_F(MR_FH_TOOLS) + tool * MR_FLOW_TOOL_SIZE;
}

MR_INLINE int mr_queue_tools(mr_flow *flow, int queue) {
    return MR_F(MR_F(MR_FH_QUEUES) + queue * MR_FLOW_QUEUE_SIZE + MR_FU_TOOLS);
}

MR_INLINE int mr_tool_slot(int tool) { return 1 + tool; }
MR_INLINE int mr_group_slot(mr_flow *flow, int group) { return 1 + MR_F(MR_FH_TOOL_COUNT) + group; }
MR_INLINE int mr_source_slot(mr_flow *flow, int source) {
    return 1 + MR_F(MR_FH_TOOL_COUNT) + MR_F(MR_FH_GROUP_COUNT) + source;
}

// The one event that a slot has to come.
MR_INLINE void mr_set_event(mr_flow *flow, int slot, int time) { MR_NEXT(slot) = time; }
// The slot of the next event: the lowest of those at the least time. Two passes, because a CPU then
// takes a whole vector of slots at a time: a fab of some 200 slots is looked through faster so than
// a heap, a tree of winners or minima of blocks is kept (docs/simulation.md).
MR_INLINE int mr_next_slot(mr_flow *flow, int slots) {
    int least = MR_FLOW_NEVER, found = slots;
    for (int slot = 0; slot < slots; ++slot) least = mr_min(least, MR_NEXT(slot));
    for (int slot = 0; slot < slots; ++slot) {
        int here = MR_NEXT(slot) == least ? slot : slots;
        found = mr_min(found, here);
    }
    return found;
}

// A duration or a date in whole seconds, to nearest.
MR_INLINE int mr_whole_seconds(float seconds) {
    return (int)(mr_min(mr_max(seconds, 0.0f), 1.0e9f) + 0.5f);
}
// A date of the course; what lies beyond the longest simulation never comes.
MR_INLINE int mr_course_second(float seconds) {
    return seconds > 1.0e9f ? MR_FLOW_NEVER : mr_whole_seconds(seconds);
}
// A word as a number from 0 to 1, below 1.
MR_INLINE float mr_unit_of_word(mr_u32 word) {
    return (float)(mr_i32)(word >> 8) * (1.0f / 16777216.0f);
}

// --- Sums -------------------------------------------------------------------------------------

MR_INLINE void mr_flow_add(mr_flow *flow, int row, mr_u64 amount) {
    flow->sums[MR_FLOW_AT(flow->rows + row)] += amount;
}
MR_INLINE void mr_flow_add_node(mr_flow *flow, int node, int row, mr_u64 amount) {
    mr_flow_add(flow, node * MR_FLOW_NODE_ROWS + row, amount);
}
MR_INLINE void mr_flow_add_group(mr_flow *flow, int group, int row, mr_u64 amount) {
    mr_flow_add(flow, MR_F(MR_FH_GROUP_ROWS) + group * MR_FLOW_GROUP_ROWS + row, amount);
}
// Counts for the orders of a plate's source, where they are counted apart.
MR_INLINE void mr_flow_add_order(mr_flow *flow, int plate, int row, mr_u64 amount) {
    int source = MR_F(MR_FH_SOURCES) + MR_PLATE(plate, MR_FP_SOURCE) * MR_FLOW_SOURCE_SIZE;
    int first = MR_F(source + MR_FO_ROW);
    if (first != MR_FLOW_NONE) mr_flow_add(flow, MR_F(MR_FH_SOURCE_ROWS) + first + row, amount);
}

// Counts the time since a tool's last change for the state that it was in.
MR_INLINE void mr_count_tool(mr_flow *flow, int tool, int group) {
    int state = MR_TOOL(tool, MR_FTW_STATE);
    mr_u64 time = (mr_u64)(flow->now - MR_TOOL(tool, MR_FTW_SINCE));
    MR_TOOL(tool, MR_FTW_SINCE) = flow->now;
    if (state == MR_TOOL_ABSENT) return;
    if (MR_GROUP(group, MR_FGW_CLOSED)) state = MR_TOOL_CLOSED;
    mr_flow_add_group(flow, group, state, time);
}
MR_INLINE void mr_set_tool(mr_flow *flow, int tool, int group, int state) {
    if (MR_TOOL(tool, MR_FTW_STATE) == state) return;
    mr_count_tool(flow, tool, group);
    MR_TOOL(tool, MR_FTW_STATE) = state;
}

MR_INLINE void mr_count_wip(mr_flow *flow, int node) {
    int at = MR_F(MR_FH_STATE_NODES) + node * MR_FLOW_NODE_WORDS;
    mr_u64 time = (mr_u64)(flow->now - MR_FLOW(at + MR_FNW_SINCE));
    mr_flow_add_node(flow, node, MR_FN_WIP, (mr_u64)MR_FLOW(at + MR_FNW_WIP) * time);
    MR_FLOW(at + MR_FNW_SINCE) = flow->now;
}
MR_INLINE void mr_change_wip(mr_flow *flow, int node, int change) {
    mr_count_wip(flow, node);
    MR_FLOW(MR_F(MR_FH_STATE_NODES) + node * MR_FLOW_NODE_WORDS + MR_FNW_WIP) += change;
}

// The bin of a time: whole seconds below 128, then MR_FLOW_OCTAVE to each power of two.
MR_INLINE int mr_flow_bin(int seconds) {
    if (seconds < 2 * MR_FLOW_OCTAVE) return seconds;
    int shift = 25 - mr_leading_zeros((mr_u32)seconds);
    return shift * MR_FLOW_OCTAVE + (seconds >> shift);
}
// What is counted in histograms: plates, then sets, by node.
MR_INLINE void mr_flow_count_time(mr_flow *flow, int node, int of_set, int seconds) {
    if (flow->histogram == MR_FLOW_NONE) return;
    int nodes = MR_F(MR_FH_NODE_COUNT);
    int row = (flow->histogram * 2 + of_set) * nodes + node;
    mr_count(flow->counts + (size_t)row * MR_FLOW_BINS + mr_flow_bin(seconds), 1u);
}

// --- Draws ------------------------------------------------------------------------------------

// The words of a source's number `number` order or plate: docs/random-numbers.md.
MR_INLINE mr_words mr_source_draw(mr_flow *flow, int source, mr_u32 purpose, mr_u32 number,
                                  mr_u32 draw) {
    mr_u32 entity = (mr_u32)MR_F(MR_F(MR_FH_SOURCES) + source * MR_FLOW_SOURCE_SIZE + MR_FO_ENTITY);
    return mr_draw(flow->seed_low, flow->seed_high, purpose, number, flow->replication,
                   entity | flow->stream, draw);
}

#endif

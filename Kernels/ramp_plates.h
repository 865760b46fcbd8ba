// Plates of one month: what the open nodes could make, and what is made of each node.
#ifndef MR_RAMP_PLATES_H
#define MR_RAMP_PLATES_H
#include "ramp_single.h"

// Most plates of one month that are counted; the packer refuses plans that want more.
#define MR_MOST_PLATES 65536.0f

// Share of a month that starts at `start` which lies after `date`.
MR_INLINE float mr_share_after(float start, float date) {
    return mr_max(0.0f, mr_min(1.0f, start + 1.0f - date));
}

// Multiple of the mix that each node can have, and the group that sets it.
MR_INLINE void mr_find_node_multiples(mr_block block, int month) {
    int nodes = MR_T(MR_NODE_COUNT);
    for (int node = 0; node < nodes; ++node) {
        int slot = MR_T(MR_SLOT_NODE_MULTIPLE) + node, binding = MR_T(MR_SLOT_BINDING) + node;
        int lucky = MR_T(MR_T(MR_NODES) + node * MR_NODE_SIZE + MR_N_LUCKY);
        float least[MR_LANES], stated[MR_LANES];
        int binds[MR_LANES];
        MR_FOR_LANES(lane) {
            least[lane] = MR_NO_LIMIT;
            stated[lane] = MR_NO_LIMIT;
            binds[lane] = 0;
        }
        for (int group = 0; group < MR_T(MR_GROUP_COUNT); ++group) {
            int line = MR_T(MR_T(MR_GROUP_NODE_LINE) + group * nodes + node);
            if (line == MR_UNUSED) continue;
            int from = MR_T(MR_SLOT_MULTIPLE) + mr_max(line, 0), is_there = line != MR_NO_TOOL;
            // A group without a tool for the node stands with those of stated hours.
            int varies = is_there && MR_T(MR_T(MR_GROUPS) + group * MR_GROUP_SIZE + MR_G_VARIES);
            float hours = is_there ? mr_month_hours(block, group, month) : 0.0f;
            MR_FOR_LANES(lane) {
                float allowed = is_there ? mr_allowed(MR_CELL(from), hours) : 0.0f;
                binds[lane] = allowed < least[lane] ? group : binds[lane];
                least[lane] = mr_min(least[lane], allowed);
            }
            if (!lucky || varies) continue;
            MR_FOR_LANES(lane) {
                float allowed = is_there ? mr_allowed(MR_CELL(from), hours) : 0.0f;
                stated[lane] = mr_min(stated[lane], allowed);
            }
        }
        MR_FOR_LANES(lane) {
            MR_CELL(slot) = least[lane];
            MR_WHOLE(binding) = binds[lane];
        }
        int of_stated = MR_T(MR_SLOT_STATED_MULTIPLE) + node;
        if (lucky) MR_FOR_LANES(lane) MR_CELL(of_stated) = stated[lane];
    }
}

// Plates of one month: capacity of the open nodes, and output by node.
MR_INLINE void mr_make_plates(mr_block block, int month) {
    int nodes = MR_T(MR_NODE_COUNT), capacity = MR_T(MR_SLOT_YEAR_CAPACITY);
    int demand = MR_T(MR_DEMAND) + month * (1 + nodes), all = MR_T(demand);
    int drawn = MR_T(MR_FIDELITY) == MR_PLATES;
    float start = (float)month, could[MR_LANES], lucky[MR_LANES], takes[MR_LANES];
    MR_FOR_LANES(lane) could[lane] = 0.0f;
    for (int node = 0; node < nodes; ++node) {
        int own = MR_T(demand + 1 + node);
        int samples = MR_T(MR_T(MR_NODES) + node * MR_NODE_SIZE + MR_N_SAMPLES);
        int mix = MR_T(MR_SLOT_MIX) + node, multiple = MR_T(MR_SLOT_NODE_MULTIPLE) + node;
        int run_through = MR_T(MR_SLOT_RUN_THROUGH) + node;
        int delivery = MR_T(MR_SLOT_DELIVERY) + node, volume = MR_T(MR_SLOT_VOLUME) + node;
        int output = MR_T(MR_SLOT_OUTPUT) + node, wanted = MR_T(MR_SLOT_WANTED) + node;
        int year = MR_T(MR_SLOT_YEAR_OUTPUT) + node;
        // A figure that is not there reads the first slot and counts for nothing.
        float has_all = all == MR_NONE ? 0.0f : 1.0f, has_own = own == MR_NONE ? 0.0f : 1.0f;
        int from_all = mr_max(all, 0), from_own = mr_max(own, 0);
        MR_FOR_LANES(lane) lucky[lane] = MR_CELL(multiple) * MR_CELL(mix);
        if (MR_T(MR_T(MR_NODES) + node * MR_NODE_SIZE + MR_N_LUCKY))
            mr_find_lucky(block, node, month, lucky);
        MR_FOR_LANES(lane) {
            float make = MR_CELL(multiple) * MR_CELL(mix);
            float wants =
                has_all * (MR_CELL(from_all) * MR_CELL(mix)) + has_own * MR_CELL(from_own);
            float sells = mr_share_after(start, MR_CELL(delivery));
            float sells_volume = mr_share_after(start, MR_CELL(volume));
            // Samples from the first delivery on; with volume, at least as many as before.
            float before = MR_CELL(samples);
            float taken =
                mr_max(wants, before) * sells_volume + before * mr_max(0.0f, sells - sells_volume);
            float made = mr_min(lucky[lane] * sells, taken);
            float could_make = lucky[lane] * mr_share_after(start, MR_CELL(run_through));
            takes[lane] = taken;
            could[lane] += drawn ? 0.0f : could_make;
            // What binds and what is used goes by mean plates.
            MR_CELL(wanted) = wants;
            MR_CELL(output) = mr_min(make * sells, taken);
            MR_WHOLE(year) += drawn ? 0 : (int)(made * (float)MR_PLATE_PARTS + 0.5f);
        }
        for (int lane = 0; drawn && lane < MR_LANES; ++lane) {
            float open = mr_share_after(start, MR_CELL(run_through));
            float sells = mr_share_after(start, MR_CELL(delivery));
            could[lane] += (float)mr_draw_month(block, node, month, lucky[lane], open, sells,
                                                takes[lane], lane);
        }
    }
    MR_FOR_LANES(lane) {
        float most = mr_min(could[lane], MR_MOST_PLATES);
        MR_WHOLE(capacity) += (int)(most * (float)MR_PLATE_PARTS + 0.5f);
    }
}

#endif

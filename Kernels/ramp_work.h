// How often plates take the steps of the route, where some go back for rework, and for what share
// of the time the tools of a group are staffed and not maintained.
#ifndef MR_RAMP_WORK_H
#define MR_RAMP_WORK_H
#include "functions.h"
#include "ramp_draws.h"
#include "ramp_layout.h"

// A plate comes to a step once on its way, and once for each time that it has gone back to an
// earlier one: t = (q·(1 + Σ back to earlier steps) + Σ back to this one) / (1 − what goes back
// after it and comes again). The packer leaves no step with a denominator near 0.
MR_INLINE void mr_find_visits(mr_block block) {
    for (int visit = 0; visit < MR_T(MR_VISIT_COUNT); ++visit) {
        MR_GLOBAL const int *v = block.table + MR_T(MR_VISITS) + visit * MR_VISIT_SIZE;
        MR_GLOBAL const int *loops =
            block.table + MR_T(MR_LOOPS) + v[MR_V_FIRST_LOOP] * MR_LOOP_SIZE;
        for (int lane = 0; lane < MR_LANES; ++lane) {
            float coming = 1.0f, sent = 0.0f, again = 0.0f, share = MR_CELL(v[MR_V_SHARE]);
            for (int loop = 0; loop < v[MR_V_LOOP_COUNT]; ++loop) {
                MR_GLOBAL const int *l = loops + loop * MR_LOOP_SIZE;
                float back = MR_CELL(l[MR_B_REWORK]) * MR_CELL(l[MR_B_TAKEN]);
                if (l[MR_B_SENT])
                    sent += back;
                else
                    coming += back;
            }
            if (v[MR_V_REWORK] != MR_NONE)
                again = MR_CELL(v[MR_V_REWORK]) * (v[MR_V_ITSELF] ? 1.0f : share);
            MR_CELL(v[MR_V_TAKEN]) = (share * coming + sent) * mr_reciprocal(1.0f - again);
        }
    }
}

// Share of the hours of its open days in which a tool of a group is staffed, less its maintenance.
MR_INLINE float mr_staffed_share(mr_block block, MR_GLOBAL const int *group, int lane) {
    float staffed = MR_CELL(group[MR_G_HOURS_PER_WEEK]) * (1.0f / 168.0f);
    int maintenance = group[MR_G_MAINTENANCE], every = group[MR_G_MAINTENANCE_EVERY];
    float each = MR_CELL(mr_max(maintenance, 0)) * (1.0f / 730.5f);  // of a mean month
    float lost = each * mr_reciprocal(maintenance == MR_NONE ? 1.0f : MR_CELL(mr_max(every, 0)));
    return maintenance == MR_NONE ? staffed : mr_max(staffed - lost, 0.0f);
}

#endif

// From a tool's delivery to the day on which it is ready.
#ifndef MR_RAMP_INSTALL_H
#define MR_RAMP_INSTALL_H
#include "ramp_draws.h"

// Accepted, ready: dates of one tool, from the start of its installation.
MR_INLINE void mr_accept_unit(mr_block block, int unit) {
    MR_GLOBAL const int *record = block.table + MR_T(MR_UNITS) + unit * MR_UNIT_SIZE;
    int start = MR_T(MR_SLOT_START) + unit;
    int accepted = MR_T(MR_SLOT_ACCEPTED) + unit;
    int ready = MR_T(MR_SLOT_READY) + unit;
    int known = record[MR_U_ACCEPTED];
    int installation = record[MR_U_INSTALLATION], acceptance = record[MR_U_ACCEPTANCE];
    int qualification = record[MR_U_QUALIFICATION];
    MR_FOR_LANES(lane) {
        float done = (MR_CELL(start) + MR_CELL(installation)) + MR_CELL(acceptance);
        done = known == MR_NONE ? done : MR_CELL(known);
        MR_CELL(accepted) = done;
        MR_CELL(ready) = mr_min(done + MR_CELL(qualification), MR_NEVER);
    }
}

#endif

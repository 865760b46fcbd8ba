// From a tool's delivery to the day on which it is ready.
#ifndef MR_RAMP_INSTALL_H
#define MR_RAMP_INSTALL_H
#include "ramp_draws.h"

// The next tool to install after the one that was delivered at `date`: in the order of delivery,
// of equal dates in the order of the units. MR_NONE when all that ever come are through.
MR_INLINE int mr_next_delivery(mr_block block, float date, int unit, int lane) {
    int next = MR_NONE;
    float first = MR_NEVER;
    for (int other = 0; other < MR_T(MR_UNIT_COUNT); ++other) {
        if (MR_T(MR_T(MR_UNITS) + other * MR_UNIT_SIZE + MR_U_ACCEPTED) != MR_NONE) continue;
        float delivered = MR_CELL(MR_T(MR_SLOT_DELIVERED) + other);
        int waits = delivered > date || (delivered == date && other > unit);
        int sooner = waits && delivered < first;
        next = sooner ? other : next;
        first = sooner ? delivered : first;
    }
    return next;
}

// From when on the clean room has so much area. A part in 10^5 is forgiven: sums are rounded.
MR_INLINE float mr_room_date(mr_block block, float area, int lane) {
    float date = MR_NEVER;
    for (int room = 0; room < MR_T(MR_ROOM_COUNT); ++room) {
        MR_GLOBAL const int *record = block.table + MR_T(MR_ROOMS) + room * MR_ROOM_SIZE;
        int holds = area <= MR_CELL(record[MR_C_AREA]) * 1.00001f;
        date = holds ? mr_min(date, MR_CELL(record[MR_C_DATE])) : date;
    }
    return date;
}

// When installations start: tools get room and a crew in the order of delivery. Each takes the crew
// that is free first and keeps it waiting until there is room, so that nothing overtakes, and fewer
// crews or less room never let a tool start earlier (Kiefer and Wolfowitz 1955).
MR_INLINE void mr_start_installations(mr_block block) {
    int crews = MR_T(MR_CREWS), crew_slots = MR_T(MR_SLOT_CREW);
    for (int lane = 0; lane < MR_LANES; ++lane) {
        float taken = 0.0f, date = -3.0e38f;
        for (int crew = 0; crew < crews; ++crew) MR_CELL(crew_slots + crew) = -MR_NEVER;
        for (int unit = 0; unit < MR_T(MR_UNIT_COUNT); ++unit) {
            MR_GLOBAL const int *record = block.table + MR_T(MR_UNITS) + unit * MR_UNIT_SIZE;
            MR_CELL(MR_T(MR_SLOT_START) + unit) = MR_NEVER;
            if (record[MR_U_ACCEPTED] != MR_NONE) taken += MR_CELL(record[MR_U_AREA]);
        }
        int unit = mr_next_delivery(block, date, MR_NONE, lane);
        while (unit != MR_NONE) {
            MR_GLOBAL const int *record = block.table + MR_T(MR_UNITS) + unit * MR_UNIT_SIZE;
            float area = MR_CELL(record[MR_U_AREA]);
            date = MR_CELL(MR_T(MR_SLOT_DELIVERED) + unit);
            float start = date;
            taken += area;
            if (MR_T(MR_ROOMS) != MR_NONE && area > 0.0f)
                start = mr_max(start, mr_room_date(block, taken, lane));
            if (crews != MR_NONE) {
                int free = crew_slots;
                for (int crew = 1; crew < crews; ++crew)
                    free = MR_CELL(crew_slots + crew) < MR_CELL(free) ? crew_slots + crew : free;
                start = mr_min(mr_max(start, MR_CELL(free)), MR_NEVER);
                MR_CELL(free) = start + MR_CELL(record[MR_U_INSTALLATION]);
            }
            MR_CELL(MR_T(MR_SLOT_START) + unit) = start;
            unit = mr_next_delivery(block, date, unit, lane);
        }
    }
}

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

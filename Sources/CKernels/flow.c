// The flow kernel for the CPU: ../../Kernels/flow.cl, one replication at a time.
#define MR_FLOW_ALONE
#include "../../Kernels/flow_advance.h"
#include "../../Kernels/write_time.h"
#include "include/CKernels.h"

MR_CLONES
int32_t mr_cpu_advance_flow(const int32_t *table, const float *floats, const float *course,
                            int32_t *state, uint64_t *sums, uint32_t *counts, uint64_t seed,
                            uint32_t replication, uint32_t begins, uint32_t events) {
    mr_flow flow;
    flow.table = table;
    flow.floats = floats;
    flow.course = course;
    flow.state = state;
    flow.sums = sums;
    flow.counts = counts;
    flow.stride = 1;
    flow.seed_low = (uint32_t)seed;
    flow.seed_high = (uint32_t)(seed >> 32);
    flow.replication = replication;
    flow.stream = 0;
    mr_flow_find(&flow);
    if (begins) {
        mr_flow_begin(&flow);
    } else {
        mr_flow_resume(&flow);
    }
    mr_flow_advance(&flow, events);
    return flow.status;
}

void mr_cpu_write_parts(int32_t writer_class, const float *writer, float dose, float passes,
                        float density, float *parts) {
    mr_writing writing = mr_begin_writing(writer_class, writer, mr_uC_cm2(dose), passes);
    mr_write_parts bare = mr_write_plate(writing, 0.0f, density, 1.0f);
    float hour = 3600.0f * (1.0f + writing.calibration);
    float correction = mr_backscatter_correction(writing.backscatter, density);
    float beam = bare.beam + bare.settling;
    parts[MR_FW_FIXED] = 3600.0f * bare.overhead;
    parts[MR_FW_BASE] = hour * (writing.continuous ? beam : beam + bare.stage);
    parts[MR_FW_SLOPE] = hour * (correction * writing.flash.h + writing.pause.h);
    parts[MR_FW_STAGE] = writing.continuous ? hour * writing.stage.h : 0.0f;
}

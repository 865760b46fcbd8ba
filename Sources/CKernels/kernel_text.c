// The text of Kernels/, put into the program when it is compiled.
#include "include/CKernels.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define MR_TEXT(name) static const char name[]
// clang-format off
MR_TEXT(platform_h) = {
#embed "../../Kernels/platform.h"
, 0};
MR_TEXT(philox_h) = {
#embed "../../Kernels/philox.h"
, 0};
MR_TEXT(functions_h) = {
#embed "../../Kernels/functions.h"
, 0};
MR_TEXT(functions_cl) = {
#embed "../../Kernels/functions.cl"
, 0};
MR_TEXT(distribution_h) = {
#embed "../../Kernels/distribution.h"
, 0};
MR_TEXT(units_h) = {
#embed "../../Kernels/units.h"
, 0};
MR_TEXT(write_time_h) = {
#embed "../../Kernels/write_time.h"
, 0};
MR_TEXT(writer_layout_h) = {
#embed "../../Kernels/writer_layout.h"
, 0};
MR_TEXT(route_layout_h) = {
#embed "../../Kernels/route_layout.h"
, 0};
MR_TEXT(ramp_work_h) = {
#embed "../../Kernels/ramp_work.h"
, 0};
MR_TEXT(plates_layout_h) = {
#embed "../../Kernels/plates_layout.h"
, 0};
MR_TEXT(ramp_layout_h) = {
#embed "../../Kernels/ramp_layout.h"
, 0};
MR_TEXT(ramp_draws_h) = {
#embed "../../Kernels/ramp_draws.h"
, 0};
MR_TEXT(ramp_install_h) = {
#embed "../../Kernels/ramp_install.h"
, 0};
MR_TEXT(ramp_nodes_h) = {
#embed "../../Kernels/ramp_nodes.h"
, 0};
MR_TEXT(ramp_master_h) = {
#embed "../../Kernels/ramp_master.h"
, 0};
MR_TEXT(ramp_trade_h) = {
#embed "../../Kernels/ramp_trade.h"
, 0};
MR_TEXT(ramp_blocks_h) = {
#embed "../../Kernels/ramp_blocks.h"
, 0};
MR_TEXT(ramp_pool_h) = {
#embed "../../Kernels/ramp_pool.h"
, 0};
MR_TEXT(ramp_hours_h) = {
#embed "../../Kernels/ramp_hours.h"
, 0};
MR_TEXT(ramp_writes_h) = {
#embed "../../Kernels/ramp_writes.h"
, 0};
MR_TEXT(ramp_capacity_h) = {
#embed "../../Kernels/ramp_capacity.h"
, 0};
MR_TEXT(ramp_luck_h) = {
#embed "../../Kernels/ramp_luck.h"
, 0};
MR_TEXT(ramp_single_h) = {
#embed "../../Kernels/ramp_single.h"
, 0};
MR_TEXT(ramp_plates_h) = {
#embed "../../Kernels/ramp_plates.h"
, 0};
MR_TEXT(ramp_months_h) = {
#embed "../../Kernels/ramp_months.h"
, 0};
MR_TEXT(ramp_cl) = {
#embed "../../Kernels/ramp.cl"
, 0};
MR_TEXT(exposure_layout_h) = {
#embed "../../Kernels/exposure_layout.h"
, 0};
MR_TEXT(exposure_draws_h) = {
#embed "../../Kernels/exposure_draws.h"
, 0};
MR_TEXT(exposure_h) = {
#embed "../../Kernels/exposure.h"
, 0};
MR_TEXT(exposure_cl) = {
#embed "../../Kernels/exposure.cl"
, 0};
MR_TEXT(flow_words_h) = {
#embed "../../Kernels/flow_words.h"
, 0};
MR_TEXT(flow_layout_h) = {
#embed "../../Kernels/flow_layout.h"
, 0};
MR_TEXT(flow_state_h) = {
#embed "../../Kernels/flow_state.h"
, 0};
MR_TEXT(flow_times_h) = {
#embed "../../Kernels/flow_times.h"
, 0};
MR_TEXT(flow_queues_h) = {
#embed "../../Kernels/flow_queues.h"
, 0};
MR_TEXT(flow_tools_h) = {
#embed "../../Kernels/flow_tools.h"
, 0};
MR_TEXT(flow_plates_h) = {
#embed "../../Kernels/flow_plates.h"
, 0};
MR_TEXT(flow_events_h) = {
#embed "../../Kernels/flow_events.h"
, 0};
MR_TEXT(flow_advance_h) = {
#embed "../../Kernels/flow_advance.h"
, 0};
MR_TEXT(flow_cl) = {
#embed "../../Kernels/flow.cl"
, 0};
// clang-format on

static const mr_kernel_file files[] = {
    {"platform.h", platform_h},
    {"philox.h", philox_h},
    {"functions.h", functions_h},
    {"functions.cl", functions_cl},
    {"distribution.h", distribution_h},
    {"units.h", units_h},
    {"write_time.h", write_time_h},
    {"writer_layout.h", writer_layout_h},
    {"route_layout.h", route_layout_h},
    {"plates_layout.h", plates_layout_h},
    {"ramp_layout.h", ramp_layout_h},
    {"ramp_work.h", ramp_work_h},
    {"ramp_draws.h", ramp_draws_h},
    {"ramp_install.h", ramp_install_h},
    {"ramp_nodes.h", ramp_nodes_h},
    {"ramp_master.h", ramp_master_h},
    {"ramp_trade.h", ramp_trade_h},
    {"ramp_blocks.h", ramp_blocks_h},
    {"ramp_pool.h", ramp_pool_h},
    {"ramp_hours.h", ramp_hours_h},
    {"ramp_writes.h", ramp_writes_h},
    {"ramp_capacity.h", ramp_capacity_h},
    {"ramp_luck.h", ramp_luck_h},
    {"ramp_single.h", ramp_single_h},
    {"ramp_plates.h", ramp_plates_h},
    {"ramp_months.h", ramp_months_h},
    {"ramp.cl", ramp_cl},
    {"exposure_layout.h", exposure_layout_h},
    {"exposure_draws.h", exposure_draws_h},
    {"exposure.h", exposure_h},
    {"exposure.cl", exposure_cl},
    {"flow_words.h", flow_words_h},
    {"flow_layout.h", flow_layout_h},
    {"flow_state.h", flow_state_h},
    {"flow_times.h", flow_times_h},
    {"flow_queues.h", flow_queues_h},
    {"flow_tools.h", flow_tools_h},
    {"flow_plates.h", flow_plates_h},
    {"flow_events.h", flow_events_h},
    {"flow_advance.h", flow_advance_h},
    {"flow.cl", flow_cl},
    {0, 0},
};

const mr_kernel_file *mr_kernel_files(void) { return files; }

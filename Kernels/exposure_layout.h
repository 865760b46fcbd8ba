// How one case of write-time sampling (a layer class on a writer) is packed for the kernel.
#ifndef MR_EXPOSURE_LAYOUT_H
#define MR_EXPOSURE_LAYOUT_H
#include "ramp_layout.h"

// Integers of a case.
enum mr_exposure_table {
    MR_X_WRITER_CLASS,
    MR_X_ENTITY,      // of the layer class: the plate's own luck
    MR_X_SET_ENTITY,  // of the node: luck that all layers of a set share
    MR_X_BINS,
    MR_X_VARIES,         // whether density, current or tool differ from plate to plate
    MR_X_DENSITY_KIND,   // mr_figure_kind
    MR_X_DENSITY_COUNT,  // listed densities
    MR_X_TABLE_SIZE
};

// Floats of a case. Figures are values: the command samples plates, not what is unknown.
enum mr_exposure_floats {
    MR_X_WRITER,  // MR_WRITER_FIELDS constants
    MR_X_SHOTS_MEDIAN = MR_X_WRITER + MR_WRITER_FIELDS,
    MR_X_SHOTS_SIGMA,
    MR_X_SET_WEIGHT,  // √ρ, for the correlation ρ of shot counts within a set
    MR_X_OWN_WEIGHT,  // √(1 − ρ)
    MR_X_DOSE,
    MR_X_PASSES,
    MR_X_DENSITY,
    MR_X_FAILURE_RATE,  // 1/MTBF [1/h], 0 for none
    MR_X_BINS_PER_HOUR,
    MR_X_DRIFT,          // standard deviation of the logarithm of the current
    MR_X_SPREAD,         // the same of the whole time, from tool to tool
    MR_X_DENSITY_TABLE,  // quantiles or listed densities, as in distribution.h; or nothing
};

// What is summed over the samples; times in parts of an hour (MR_HOUR_PARTS).
enum mr_exposure_sum {
    MR_S_BEAM,
    MR_S_SETTLING,
    MR_S_STAGE,
    MR_S_CALIBRATION,
    MR_S_OVERHEAD,
    MR_S_TOTAL,
    MR_S_SQUARE,       // of the total [s²], its low 32 bits
    MR_S_LOST,         // writes that a failure interrupts
    MR_S_SQUARE_HIGH,  // the rest of the square [2^32 s²]: no sum of 2^32 samples overflows
    MR_EXPOSURE_SUMS
};
// Plates that share the address of a draw, a word each.
#define MR_ROWS 4
#define MR_HOUR_PARTS 57600  // 1/16 s
// Longest write that is counted [h]; longer ones count as this.
#define MR_LONGEST_WRITE 10000.0f

#endif

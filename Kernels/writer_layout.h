// Kinds of writers, and the slots in which the kernels read a writer's constants.
#ifndef MR_WRITER_LAYOUT_H
#define MR_WRITER_LAYOUT_H

enum mr_writer_class { MR_VSB, MR_RASTER, MR_MULTIBEAM };
enum mr_writer_field {
    MR_W_CURRENT_DENSITY,
    MR_W_SETTLING,
    MR_W_SUB_FIELD,
    MR_W_SUB_FIELD_SETTLING,
    MR_W_STRIPE_WIDTH,
    MR_W_STAGE_SPEED,
    MR_W_STRIPE_TURN,
    MR_W_BACKSCATTER,
    MR_W_CALIBRATION,
    MR_W_OVERHEAD,
    MR_W_FIELD_HEIGHT,
    MR_W_FIELD_WIDTH,
    MR_W_PIXEL,
    MR_W_PIXEL_RATE,
    MR_W_BEAMS,
    MR_W_DUTY,
    MR_W_BEAM_CURRENT,
    MR_W_MAIN_FIELD_SETTLING,
    MR_W_HEATING_DELAY,
    MR_W_DRIFT,
    MR_W_SPREAD,
    MR_W_CONTINUOUS,  // 1: the stage runs while the beam writes; 0: it steps
    MR_WRITER_FIELDS
};

#endif

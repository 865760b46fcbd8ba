// The time to write one plate, in parts. Formulas and sources: docs/model.md, "Write time".
#ifndef MR_WRITE_TIME_H
#define MR_WRITE_TIME_H
#include "ramp_layout.h"
#include "units.h"

// A writer with a plate of some dose and passes on it: what does not depend on the shots. Times
// are of all passes together.
typedef struct {
    mr_duration flash;     // beam on, for one shot of each pass at density 1/2
    mr_duration pause;     // settling and heating delay, for one shot of each pass
    mr_duration steady;    // beam on whatever the shots: raster, multi-beam
    mr_duration fields;    // settling of sub-fields and main fields
    mr_duration stage;     // stripes and turns
    mr_duration overhead;  // load, pump, soak, align, unload
    float calibration;     // of the time without overhead [1]
    float backscatter;     // ratio η of backscattered to forward energy [1]
    int continuous;        // the stage runs while the beam writes
} mr_writing;

// Where the time goes [h].
typedef struct {
    float beam;         // beam on
    float settling;     // per shot and pass, heating delays, per sub-field and main field
    float stage;        // stripes and turns; of a continuous stage, what it waits for
    float calibration;  // share of the above
    float overhead;     // load, pump, soak, align, unload
    float by_shots;     // of beam and settling, what grows with the shots
} mr_write_parts;

// More shots of one pass than any plate has; keeps every part far from overflow.
#define MR_MOST_SHOTS 1.0e18f

MR_INLINE float mr_write_total(mr_write_parts parts) {
    return (((parts.beam + parts.settling) + parts.stage) + parts.calibration) + parts.overhead;
}

// Backscatter correction of the dose at local density U, for backscatter ratio eta:
// (1/2 + eta/2) / (1/2 + eta·U). Source: threshold at half height of a double Gaussian (Abe,
// Yamasaki et al.; see docs/model.md).
MR_INLINE float mr_backscatter_correction(float eta, float density) {
    return (0.5f + 0.5f * eta) * mr_reciprocal(0.5f + eta * density);
}

// w: writer constants in the units of Writer.swift. Every writer class has the same parts, some of
// them zero.
MR_INLINE mr_writing mr_begin_writing(int writer_class, const float *w, mr_dose dose,
                                      float passes) {
    mr_length width = mr_mm(w[MR_W_FIELD_WIDTH]), height = mr_mm(w[MR_W_FIELD_HEIGHT]);
    mr_length stripe = mr_um(w[MR_W_STRIPE_WIDTH]), sub_field = mr_um(w[MR_W_SUB_FIELD]);
    mr_area area = mr_rectangle(width, height);
    mr_duration none = mr_hours(0.0f);
    mr_writing writing;
    writing.flash = writing.pause = writing.steady = writing.fields = writing.stage = none;
    writing.overhead = mr_hours(w[MR_W_OVERHEAD]);
    writing.calibration = w[MR_W_CALIBRATION] * mr_reciprocal(1.0f - w[MR_W_CALIBRATION]);
    writing.backscatter = w[MR_W_BACKSCATTER];
    writing.continuous = w[MR_W_CONTINUOUS] > 0.5f;
    if (writer_class == MR_RASTER) {
        // P·A / (p²·f·beams·duty).
        float pixels = mr_squares(area, mr_nm(w[MR_W_PIXEL]));
        float rate = (w[MR_W_PIXEL_RATE] * w[MR_W_BEAMS]) * w[MR_W_DUTY];
        writing.steady = mr_seconds((passes * pixels) * mr_reciprocal(rate));
        writing.continuous = 0;
        return writing;
    }
    // Stripes of the field's height, each its width long.
    float stripes = (passes * height.mm) * mr_reciprocal(stripe.mm);
    mr_duration way = mr_travel(width, mr_mm_s(w[MR_W_STAGE_SPEED]));
    writing.stage = mr_hours(stripes * (way.h + mr_seconds(w[MR_W_STRIPE_TURN]).h));
    if (writer_class == MR_VSB) {
        // The dose is shared over the passes; what a shot waits for is not.
        writing.flash = mr_flash(dose, mr_A_cm2(w[MR_W_CURRENT_DENSITY]));
        writing.pause = mr_nanoseconds(passes * (w[MR_W_SETTLING] + w[MR_W_HEATING_DELAY]));
        if (sub_field.mm > 0.0f)
            writing.fields.h += (passes * mr_squares(area, sub_field)) *
                                mr_microseconds(w[MR_W_SUB_FIELD_SETTLING]).h;
        if (w[MR_W_MAIN_FIELD_SETTLING] > 0.0f)
            writing.fields.h += (passes * mr_squares(area, stripe)) *
                                mr_microseconds(w[MR_W_MAIN_FIELD_SETTLING]).h;
    } else {
        // P·A·D / (I·duty), dose of each pass.
        mr_current current = mr_nA(w[MR_W_BEAM_CURRENT] * w[MR_W_DUTY]);
        writing.steady = mr_hours(passes * mr_flood(area, dose, current).h);
    }
    return writing;
}

// One plate. shots of one pass; density [1]; exposure: factor on the time with the beam on, for a
// current that has drifted.
MR_INLINE mr_write_parts mr_write_plate(mr_writing writing, float shots, float density,
                                        float exposure) {
    float correction = mr_backscatter_correction(writing.backscatter, density);
    float flashes = (shots * (correction * writing.flash.h)) * exposure;
    float pauses = shots * writing.pause.h;
    mr_write_parts parts;
    parts.beam = flashes + writing.steady.h * exposure;
    parts.settling = pauses + writing.fields.h;
    parts.by_shots = flashes + pauses;
    parts.stage = writing.stage.h;
    if (writing.continuous) {
        // The longer of the two counts; what the stage takes beyond the beam is its part.
        float excess = parts.stage - (parts.beam + parts.settling);
        parts.stage = mr_max(excess, 0.0f);
        parts.by_shots = excess > 0.0f ? 0.0f : parts.by_shots;
    }
    parts.calibration = ((parts.beam + parts.settling) + parts.stage) * writing.calibration;
    parts.overhead = writing.overhead.h;
    return parts;
}

#endif

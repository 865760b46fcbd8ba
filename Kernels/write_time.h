// The time to write one plate, in parts. Formulas and sources: docs/model.md, "Write time".
#ifndef MR_WRITE_TIME_H
#define MR_WRITE_TIME_H
#include "functions.h"
#include "ramp_layout.h"

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

// Settling of all square fields of an edge [µm], each `settling` [µs]; in hours.
MR_INLINE float mr_field_settling(float area, float passes, float edge, float settling) {
    float inverse = mr_reciprocal(edge * 1.0e-3f);  // 1/mm
    float fields = (area * inverse) * inverse;
    return (passes * fields) * (settling * (1.0e-6f * 2.77777785e-4f));
}

// One plate. w: writer constants in the units of Writer.swift; shots of one pass; dose
// [µC/cm²]; passes; density [1].
MR_INLINE mr_write_parts mr_write_time(int writer_class, const float *w, float shots, float dose,
                                       float passes, float density) {
    const float hour = 2.77777785e-4f;    // one second
    float width = w[MR_W_FIELD_WIDTH];    // mm
    float height = w[MR_W_FIELD_HEIGHT];  // mm
    float area = width * height;          // mm²
    mr_write_parts parts;
    parts.beam = 0.0f;
    parts.settling = 0.0f;
    parts.stage = 0.0f;
    parts.by_shots = 0.0f;
    float calibration = w[MR_W_CALIBRATION];
    if (writer_class == MR_RASTER) {
        // P·A / (p²·f·beams·duty); mm²/nm² = 1e12.
        float pixel = w[MR_W_PIXEL];
        float rate =
            ((pixel * pixel) * 1.0e-12f) * ((w[MR_W_PIXEL_RATE] * w[MR_W_BEAMS]) * w[MR_W_DUTY]);
        parts.beam = (passes * area) * (mr_reciprocal(rate) * hour);
    } else {
        // Stripes of the field's height, each its width long; µm → mm.
        float stripes = height * mr_reciprocal(w[MR_W_STRIPE_WIDTH] * 1.0e-3f);
        float stripe = width * mr_reciprocal(w[MR_W_STAGE_SPEED]) + w[MR_W_STRIPE_TURN];
        parts.stage = (passes * stripes) * (stripe * hour);
        if (writer_class == MR_VSB) {
            // µC/cm² over A/cm² is µs; settling is in ns.
            float flash = mr_backscatter_correction(w[MR_W_BACKSCATTER], density) *
                          (dose * mr_reciprocal(w[MR_W_CURRENT_DENSITY]));
            parts.beam = shots * (flash * (1.0e-6f * hour));
            float pause = w[MR_W_SETTLING] + w[MR_W_HEATING_DELAY];
            parts.settling = (shots * passes) * (pause * (1.0e-9f * hour));
            parts.by_shots = parts.beam + parts.settling;
            if (w[MR_W_SUB_FIELD] > 0.0f)
                parts.settling +=
                    mr_field_settling(area, passes, w[MR_W_SUB_FIELD], w[MR_W_SUB_FIELD_SETTLING]);
            if (w[MR_W_MAIN_FIELD_SETTLING] > 0.0f)
                parts.settling += mr_field_settling(area, passes, w[MR_W_STRIPE_WIDTH],
                                                    w[MR_W_MAIN_FIELD_SETTLING]);
        } else {
            // P·A·D / (I·duty), dose of each pass; mm²·µC/cm² over nA = 10 s.
            float current = w[MR_W_BEAM_CURRENT] * w[MR_W_DUTY];
            parts.beam = ((passes * area) * dose) * (mr_reciprocal(current) * (10.0f * hour));
        }
        if (w[MR_W_CONTINUOUS] > 0.5f) {
            // The longer of the two counts; what the stage takes beyond the beam is its part.
            float excess = parts.stage - (parts.beam + parts.settling);
            parts.stage = mr_max(excess, 0.0f);
            parts.by_shots = excess > 0.0f ? 0.0f : parts.by_shots;
        }
    }
    float busy = (parts.beam + parts.settling) + parts.stage;
    parts.calibration = busy * (calibration * mr_reciprocal(1.0f - calibration));
    parts.overhead = w[MR_W_OVERHEAD];
    return parts;
}

#endif

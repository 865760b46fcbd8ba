// Quantities that a formula could mix up: each is one float in a type of its own, so that a dose
// where a current belongs does not compile, and nothing is left of the types in the machine code.
#ifndef MR_UNITS_H
#define MR_UNITS_H
#include "functions.h"

typedef struct {
    float uC_cm2;  // charge per area
} mr_dose;

typedef struct {
    float A_cm2;  // current per area
} mr_current_density;

typedef struct {
    float nA;
} mr_current;

typedef struct {
    float mm;
} mr_length;

typedef struct {
    float mm2;
} mr_area;

typedef struct {
    float mm_s;
} mr_speed;

typedef struct {
    float h;
} mr_duration;

#define MR_SECOND 2.77777785e-4f  // [h]
#define MR_MICROSECOND (1.0e-6f * MR_SECOND)
#define MR_NANOSECOND (1.0e-9f * MR_SECOND)

// A plan's number in its unit, as a quantity.
MR_INLINE mr_dose mr_uC_cm2(float x) { return (mr_dose){x}; }
MR_INLINE mr_current_density mr_A_cm2(float x) { return (mr_current_density){x}; }
MR_INLINE mr_current mr_nA(float x) { return (mr_current){x}; }
MR_INLINE mr_length mr_mm(float x) { return (mr_length){x}; }
MR_INLINE mr_length mr_um(float x) { return (mr_length){x * 1.0e-3f}; }
MR_INLINE mr_length mr_nm(float x) { return (mr_length){x * 1.0e-6f}; }
MR_INLINE mr_speed mr_mm_s(float x) { return (mr_speed){x}; }
MR_INLINE mr_duration mr_hours(float x) { return (mr_duration){x}; }
MR_INLINE mr_duration mr_seconds(float x) { return (mr_duration){x * MR_SECOND}; }
MR_INLINE mr_duration mr_microseconds(float x) { return (mr_duration){x * MR_MICROSECOND}; }
MR_INLINE mr_duration mr_nanoseconds(float x) { return (mr_duration){x * MR_NANOSECOND}; }

// What physics makes of them.
MR_INLINE mr_area mr_rectangle(mr_length width, mr_length height) {
    return (mr_area){width.mm * height.mm};
}
// Squares of that edge that fill an area [1].
MR_INLINE float mr_squares(mr_area area, mr_length edge) {
    float inverse = mr_reciprocal(edge.mm);
    return (area.mm2 * inverse) * inverse;
}
MR_INLINE mr_duration mr_travel(mr_length way, mr_speed speed) {
    return mr_seconds(way.mm * mr_reciprocal(speed.mm_s));
}
// One shot: µC/cm² over A/cm² is µs.
MR_INLINE mr_duration mr_flash(mr_dose dose, mr_current_density density) {
    return mr_microseconds(dose.uC_cm2 * mr_reciprocal(density.A_cm2));
}
// An area: mm²·µC/cm² over nA is 10 s.
MR_INLINE mr_duration mr_flood(mr_area area, mr_dose dose, mr_current current) {
    return mr_seconds((area.mm2 * dose.uC_cm2) * (10.0f * mr_reciprocal(current.nA)));
}

#endif

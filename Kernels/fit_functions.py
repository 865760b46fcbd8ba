"""Fits the polynomials of functions.h and prints their coefficients.

Run once, and again only to change a degree or a range; nothing in the build runs it:

    python3 -m pip install mpmath numpy
    python3 Kernels/fit_functions.py

Method: weighted least squares at Chebyshev nodes, the weights multiplied by the error after each
round (Lawson, 1961), which tends to the polynomial of least worst relative error. Coefficients are
rounded to float32 one at a time, the one that matters most first, and the rest fitted again, so
that later ones make up for the rounding of earlier ones.
"""

import mpmath
import numpy

mpmath.mp.dps = 60
NODES = 400
ROUNDS = 200


def fit(name, function, low, high, degree, centre=0.0, weight=None):
    """Prints float32 coefficients of `function` in powers of (x - centre) and the worst error.

    `weight(x)` scales the error; without it the error is relative to the function.
    """
    angle = numpy.pi * (2 * numpy.arange(NODES) + 1) / (2 * NODES)
    x = (low + high) / 2 + (high - low) / 2 * numpy.cos(angle)
    exact = numpy.array([float(function(mpmath.mpf(v))) for v in x])
    scale = numpy.array([float(weight(mpmath.mpf(v))) for v in x]) if weight else 1 / exact
    reach = max(high - centre, centre - low)
    powers = ((x - centre) / reach)[:, None] ** numpy.arange(degree + 1)
    fixed = numpy.zeros(degree + 1)
    for first_free in range(degree + 2):
        rest = exact - powers[:, :first_free] @ fixed[:first_free]
        if first_free > degree:
            break
        weights = numpy.ones(NODES)
        for _ in range(ROUNDS):
            root = numpy.sqrt(weights) * scale
            free, *_ = numpy.linalg.lstsq(
                powers[:, first_free:] * root[:, None], rest * root, rcond=None
            )
            error = abs((powers[:, first_free:] @ free - rest) * scale)
            weights *= error + 1e-3 * error.max()
            weights /= weights.sum()
        unit = reach**first_free
        fixed[first_free] = float(numpy.float32(free[0] / unit)) * unit
    print(f"{name}: [{low:.9g}, {high:.9g}], powers of (x - {centre}), "
          f"worst error {abs(rest * scale).max():.2g}")
    for power, coefficient in enumerate(fixed):
        print(f"    {power:2d}  {numpy.float32(coefficient / reach**power):.9g}f")


def exponential_rest(r):
    """(e^r - 1 - r) / r^2."""
    return mpmath.mpf(1) / 2 if r == 0 else (mpmath.expm1(r) - r) / r**2


def logarithm_rest(f):
    """(log(1 + f) - f + f^2 / 2) / f^3."""
    return mpmath.mpf(1) / 3 if f == 0 else (mpmath.log1p(f) - f + f**2 / 2) / f**3


def quantile_ratio(w):
    """Normal quantile over x = 1 - 2p, where w = -log(4p(1 - p)) = -log(1 - x^2)."""
    if w == 0:
        return mpmath.sqrt(mpmath.pi / 2)
    x = mpmath.sqrt(-mpmath.expm1(-w))
    return mpmath.sqrt(2) * mpmath.erfinv(x) / x


half_step = float(mpmath.log(2)) / 2
fit("exp", exponential_rest, -1.01 * half_step, 1.01 * half_step, 4,
    weight=lambda r: r**2 / mpmath.exp(r))
fit("log", logarithm_rest, 0.5**0.5 - 1, 2**0.5 - 1, 7,
    weight=lambda f: f**3 / mpmath.log1p(f))
fit("inverse normal, centre", quantile_ratio, 0.0, 6.25, 10)
fit("inverse normal, tail", quantile_ratio, 6.25, 20.8, 10, centre=13.5)

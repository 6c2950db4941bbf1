"""Normal draws by the ziggurat of J. Doornik, "An improved ziggurat method to generate normal random samples", 2005.

256 boxes of equal area lie on each other under f(x) = exp(−x²/2), box 0 with the tail beyond R. A draw takes a box i
and a u in [−1, 1), x = u·x[i], and keeps x where it lies below x[i + 1]; else the edge of the box, or the tail,
decides. The table is computed here to 40 digits, from R alone: box i reaches from f(x[i]) to f(x[i + 1]), and
x[i]·(f(x[i + 1]) − f(x[i])) is the area of box 0, R·f(R) + ∫ f beyond R.
"""

from decimal import Decimal, getcontext
from math import exp, log

getcontext().prec = 40
R, BOXES = Decimal("3.654152885361008796"), 256


def density(x):
    return (-x * x / 2).exp()


def tail():
    """∫ f beyond R, by Laplace's continued fraction f(R)/(R + 1/(R + 2/(R + 3/(R + ...))))."""
    fraction = R
    for k in range(2000, 0, -1):
        fraction = R + k / fraction
    return density(R) / fraction


def table():
    area = R * density(R) + tail()
    x = [area / density(R), R]
    while len(x) < BOXES:
        x.append((-2 * (area / x[-1] + density(x[-1])).ln()).sqrt())
    # The last box ends at the top, but for the digits of R.
    assert abs(area / x[-1] + density(x[-1]) - 1) < Decimal("1e-15")
    return [*x, Decimal(0)]


X = [float(x) for x in table()]
F = [float(density(x)) for x in table()]


def normal(words, seen):
    """One draw. words: yields 64 random bits at a time; seen: where the name of the way goes that it took."""
    open01 = lambda: (next(words) >> 12) * 2.0**-52 + 2.0**-53
    while True:
        bits = next(words)
        box, u = bits & 0xFF, (bits >> 12) * 2.0**-51 - 1
        x = u * X[box]
        if abs(x) < X[box + 1]:
            seen.append("box")
            return x
        if box == 0:
            seen.append("tail")
            return beyond(open01, u)
        uniform = (next(words) >> 11) * 2.0**-53
        if F[box + 1] + (F[box] - F[box + 1]) * uniform < exp(-x * x / 2):
            seen.append("edge")
            return x


def beyond(open01, u):
    """G. Marsaglia's tail: with a = −ln(u₁)/R and b = −ln(u₂), R + a is kept where 2b > a²."""
    while True:
        a, b = log(open01()) / float(R), log(open01())
        if -2 * b >= a * a:
            return a - float(R) if u < 0 else float(R) - a

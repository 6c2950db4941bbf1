"""What the seeds draw: draws.json, against which draws.rs holds Longhand to the bit.

    python draws.py > draws.json      (scikit-learn 1.9.1, numpy 2.4.6)

Everything that Longhand draws comes from a stream addressed by (seed, purpose, epoch, step), CONVENTIONS.md says how.
Here the address goes through a SplitMix64 of its own into the PCG64 of numpy; the rest is written from the words of
CONVENTIONS.md and of crates/datasets/src/split.rs, not from its code. None of it was computed by Longhand.
"""

import json
from fractions import Fraction

import numpy as np
import ziggurat
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.metrics import accuracy_score, r2_score

INITIAL, ORDER, MASKS, DATA, SPLIT, PERMUTATION = 0, 1, 2, 3, 4, 6
WEIGHT, BIAS = 0, 1
WORD = 1 << 64


def split_mix(state):
    """The output that follows this state (Steele, Lea and Flood 2014)."""
    z = (state + 0x9E3779B97F4A7C15) % WORD
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % WORD
    z = (z ^ z >> 27) * 0x94D049BB133111EB % WORD
    return z ^ z >> 31


# The outputs that follow the seed 1234567, printed at rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
assert split_mix(1234567) == 6457827717110365317
assert split_mix(1234567 + 0x9E3779B97F4A7C15) == 3203168211198807973


class Stream:
    """numpy's PCG64, seeded by the address: the hash of its parts, then four words drawn from that."""

    def __init__(self, seed, purpose, epoch=0, step=0):
        low = 0x243F6A8885A308D3  # the first digits of π
        for part in (seed, purpose, epoch, step):
            low = split_mix(low ^ part)
        words = [split_mix((low + salt) % WORD) for salt in (1, 2, 3, 4)]
        state, increment = words[0] + WORD * words[1], words[2] + WORD * words[3] | 1
        # O'Neill's pcg64: the increment is added to the state, which then makes a step before the first draw.
        multiplier = 0x2360ED051FC65DA44385DF649FCCF645
        state = ((state + increment) * multiplier + increment) % WORD**2
        self.bits = np.random.PCG64()
        inner = {"state": state, "inc": increment}
        self.bits.state = {"bit_generator": "PCG64", "state": inner, "has_uint32": 0, "uinteger": 0}
        self.words = iter(lambda: int(self.bits.random_raw()), None)
        self.seen = []  # how each normal number was found

    def uniforms(self, size):
        return np.random.Generator(self.bits).random(size)

    def between(self, low, high):
        return low + (high - low) * self.uniforms(1)[0]

    def normals(self, size):
        return np.array([ziggurat.normal(self.words, self.seen) for _ in range(size)])

    def below(self, bound):
        while True:
            draw = int(self.bits.random_raw())
            if draw < (WORD - 1) // bound * bound:
                return draw % bound

    def shuffled(self, values):
        """Fisher and Yates: the last place is drawn first."""
        values, drawn = list(values), []
        while len(values) > 1:
            at = self.below(len(values))
            values[at], values[-1] = values[-1], values[at]
            drawn.append(values.pop())
        return values + drawn[::-1]


def seats(size, groups):
    """Shares of `size`, rounded by the largest remainder, the first of equals."""
    quotas = [Fraction(size * len(group), sum(map(len, groups))) for group in groups]
    counts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(groups)), key=lambda group: counts[group] - quotas[group])
    for group in by_remainder[: size - sum(counts)]:
        counts[group] += 1
    return counts


def taken(groups, share, rows):
    """The last rows of every group, and the groups without them."""
    counts = seats(int(share * rows + 0.5), groups)
    part = [row for group, count in zip(groups, counts) for row in group[len(group) - count :]]
    return sorted(part), [group[: len(group) - count] for group, count in zip(groups, counts)]


def split(seed, labels, test=0.0, validation=0.0, folds=None, fold=None):
    """The parts of rows whose classes are `labels`, or of rows without classes that are all of class 0."""
    stream, rows = Stream(seed, SPLIT), len(labels)
    groups = [stream.shuffled(np.flatnonzero(labels == label).tolist()) for label in range(max(labels) + 1)]
    if folds:
        held_out = sorted(sum(groups, [])[fold::folds])
        groups = [[row for row in group if row not in held_out] for group in groups]
    else:
        held_out, groups = taken(groups, test, rows)
    selecting, groups = taken(groups, validation, rows)
    return {"train": sorted(sum(groups, [])), "validation": selecting, "test": held_out}


def splits():
    classes = {
        "iris": load_iris().target,
        "wine": load_wine().target,
        "digits": load_digits().target,
        # The classes are the other way around there.
        "breast-cancer": 1 - load_breast_cancer().target,
    }
    alike = lambda labels: np.zeros(len(labels), dtype=int)
    found = []

    def case(name, labels, seed, keys="", **shares):
        fold = shares.get("fold")
        shown = {key: value for key, value in shares.items() if key != "fold"}
        lines = [f'name = "{name}"', *[f"{key} = {value}" for key, value in shown.items()], keys]
        text = "\n".join(lines)
        found.append({"dataset": text, "seed": seed, "fold": fold, "parts": split(seed, labels, **shares)})

    case("iris", classes["iris"], 1, test=0.25, validation=0.2)
    case("iris", classes["iris"], 2, test=0.25, validation=0.2)
    case("breast-cancer", classes["breast-cancer"], 2**63, test=0.3)
    case("digits", classes["digits"], 7, validation=0.15)
    case("diabetes", alike(load_diabetes().target), 5, test=0.25, validation=0.1)
    case("wine", alike(classes["wine"]), 3, "stratify = false", test=0.5)
    for fold in range(7):
        case("wine", classes["wine"], 4, folds=7, fold=fold, validation=0.1)
    for fold in (0, 4):
        case("diabetes", alike(load_diabetes().target), 6, folds=5, fold=fold)
        case("iris", alike(classes["iris"]), 6, "stratify = false", folds=5, fold=fold)
    return found


def orders():
    """The training rows 0 to 9 in the order of an epoch."""
    addresses = [(1, 1), (1, 2), (2, 1), (2**64 - 1, 1000)]
    return [{"seed": s, "epoch": e, "order": Stream(s, ORDER, e).shuffled(range(10))} for s, e in addresses]


def masks():
    """The masks of two layers, of which the first drops a quarter and the second half of its units; of 3 rows."""
    found = []
    for seed, epoch, step in [(1, 1, 0), (1, 1, 1), (9, 30, 2)]:
        stream = Stream(seed, MASKS, epoch, step)
        mask = lambda width, p: [0.0 if u < p else 1 / (1 - p) for u in stream.uniforms(3 * width)]
        layers = [mask(4, 0.25), mask(2, 0.5)]
        found.append({"seed": seed, "epoch": epoch, "step": step, "masks": layers})
    return found


def initials():
    """The uniform initial parameters of a network of 2, 3 and 1 units, layer after layer: a weight, then a bias."""
    spread = {
        "xavier-uniform": lambda n, m: np.sqrt(6 / (n + m)),
        "he-uniform": lambda n, m: np.sqrt(6 / n),
        "lecun-uniform": lambda n, m: np.sqrt(3 / n),
    }
    found = []
    for seed, name in enumerate([*spread, "uniform"], start=11):
        values = []
        for layer, (n, m) in enumerate([(2, 3), (3, 1)]):
            low, high = (-0.5, 0.25) if name == "uniform" else (-spread[name](n, m), spread[name](n, m))
            drawn = lambda role, size: low + (high - low) * Stream(seed, INITIAL, layer, role).uniforms(size)
            biases = drawn(BIAS, m) if name == "uniform" else np.zeros(m)
            values += [*drawn(WEIGHT, n * m).tolist(), *biases.tolist()]
        text = '{ kind = "uniform", low = -0.5, high = 0.25 }' if name == "uniform" else json.dumps(name)
        found.append({"seed": seed, "initializer": text, "parameters": values})
    return found


def normals():
    """Of 20,000 normal numbers the first ten, and the first ten of each way that is seldom taken."""
    stream = Stream(21, INITIAL, 3)
    values, seen = stream.normals(20_000), stream.seen
    places = [*range(10), *[at for way in ("edge", "tail") for at in [i for i, s in enumerate(seen) if s == way][:10]]]
    return [{"seed": 21, "layer": 3, "at": at, "way": seen[at], "value": values[at]} for at in places]


def sets():
    """Generated sets, 9 rows of each: the table at the head of shapes.rs and that of curves.rs."""
    found, n = [], 9

    def case(name, seed, noise, row, classes=0, keys=""):
        stream, rows = Stream(seed, DATA), []
        for i in range(n):
            label, size = (i % classes, len(range(i % classes, n, classes))) if classes else (None, n)
            point, y = row(stream, label, i // (classes or 1), size)
            if classes:
                rows.append([*(np.array(point) + noise * stream.normals(2)).tolist(), label])
            else:
                rows.append([*np.array(point).tolist(), float(y + noise * stream.normals(1)[0])])
        text = f'name = "{name}"\nsamples = {n}\nnoise = {noise}\n{keys}'
        found.append({"dataset": text, "seed": seed, "rows": rows})

    polar = lambda r, t: [r * np.cos(t), r * np.sin(t)]
    turn = 2 * np.pi
    radii = [(3.5, 5.0), (0.0, 2.5)]
    case("circles", 1, 0.2, lambda s, c, j, m: (polar(s.between(*radii[c]), s.between(0, turn)), None), 2)
    t = lambda j, m: np.pi * j / (m - 1)
    moon = lambda c, t: [1 - np.cos(t), 0.5 - np.sin(t)] if c else [np.cos(t), np.sin(t)]
    case("moons", 2, 0.1, lambda s, c, j, m: (moon(c, t(j, m)), None), 2)
    case("blobs", 3, 1.5, lambda s, c, j, m: (polar(4, turn * c / 4), None), 4, "classes = 4\n")
    arm = lambda c, j, m: polar(5 * j / m, 3.5 * np.pi * j / m + turn * c / 3)[::-1]
    case("spirals", 4, 0.3, lambda s, c, j, m: (arm(c, j, m), None), 3, "classes = 3\n")
    case("gauss", 5, 1.0, lambda s, c, j, m: ([4 * c - 2] * 2, None), 2)
    case("quadrants", 6, 0.1, quadrant, 2)
    case("sine", 7, 0.1, lambda s, _, j, m: line(np.pi, j, m, np.sin))
    case("step", 8, 0.1, lambda s, _, j, m: line(1, j, m, lambda x: float(x >= 0)))
    case("polynomial", 9, 0.1, lambda s, _, j, m: line(1, j, m, lambda x: 4 * x**3 - 3 * x))
    case("plane", 10, 0.1, lambda s, *_: (lambda x: (x, sum(x) / 10))([s.between(-6, 6), s.between(-6, 6)]))
    case("hills", 11, 0.1, hills)
    return found


def hills(stream, *_):
    point = [stream.between(-6, 6), stream.between(-6, 6)]
    centers = {(-4, 2.5): 1, (0, 2.5): -1, (4, 2.5): 1, (-4, -2.5): -1, (0, -2.5): 1, (4, -2.5): -1}
    heights = [sign * max(0, 1 - np.hypot(*np.subtract(point, at)) / 2) for at, sign in centers.items()]
    return point, max(heights, key=abs)


def quadrant(stream, label, *_):
    sizes = [stream.between(0.3, 5.3), stream.between(0.3, 5.3)]
    right = -1 if stream.between(0, 1) < 0.5 else 1
    return [right * sizes[0], (right if label else -right) * sizes[1]], None


def line(end, j, m, y):
    x = 2 * end * j / (m - 1) - end
    return [x], y(x)


def importances():
    """The metric less that with one column of the evaluated rows in another order, ten times for each column."""
    iris, stream = load_iris(), Stream(13, DATA)
    parts = split(12, iris.target, test=0.4)
    weight = np.array([[0.4, 0.1, -0.7], [1.2, -0.5, -0.9], [-1.8, 0.2, 1.1], [-0.6, -0.8, 1.9]])
    bias = np.array([0.3, 1.5, -3.1])
    accuracy = lambda x, t: accuracy_score(t, (x @ weight + bias).argmax(axis=1))
    rows = [([stream.between(-6, 6), stream.between(-6, 6)], stream.normals(1)[0]) for _ in range(40)]
    x = np.array([point for point, _ in rows])
    y = x.sum(axis=1) / 10 + 0.2 * np.array([noise for _, noise in rows])
    r2 = lambda x, t: r2_score(t, x @ np.array([0.1, 0.08]) + 0.05)
    cases = [
        ('name = "iris"\ntest = 0.4', 12, weight, bias, accuracy, iris.data, iris.target, parts["test"]),
        ('name = "plane"\nsamples = 40\nnoise = 0.2', 13, [[0.1], [0.08]], [0.05], r2, x, y, list(range(40))),
    ]
    return [importance(*case) for case in cases]


def importance(text, seed, weight, bias, metric, inputs, targets, rows):
    before, found = metric(inputs[rows], targets[rows]), []
    for column in range(inputs.shape[1]):
        for repeat in range(10):
            mixed = inputs[rows].copy()
            mixed[:, column] = inputs[Stream(seed, PERMUTATION, column, repeat).shuffled(rows), column]
            found.append(float(before - metric(mixed, targets[rows])))
    weight, bias = np.array(weight).tolist(), np.array(bias).tolist()
    return {"dataset": text, "seed": seed, "weight": weight, "bias": bias, "importance": found}


def main():
    found = {"splits": splits(), "orders": orders(), "masks": masks(), "initials": initials()}
    found |= {"normals": normals(), "sets": sets(), "importances": importances()}
    cases = lambda cases: ",\n ".join(json.dumps(case) for case in cases)
    print("{" + ",\n".join(f"{json.dumps(name)}: [\n {cases(of)}\n]" for name, of in found.items()) + "}")


main()

"""Tables and figures of how cost grows: called by `growth`, which see.

    growth.py PROGRAM [--quick]

Runs the program `growth`, asks JAX for the time of the same networks, and writes GROWTH.md and growth-*.svg beside this
file; with --quick from two points of each quantity, into target/growth.
"""

import csv
import io
import subprocess
import sys
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

HERE = Path(__file__).parent
PROGRAM, *FLAGS = sys.argv[1:]
QUICK = FLAGS == ["--quick"]
FOLDER = HERE.parent.parent / "target" / "growth" if QUICK else HERE
POINTS = ["width=2", "width=64", "depth=1", "depth=4", "batch=1", "batch=64", "rows=1000", "rows=10000"] if QUICK else []
BATCH = 64
COLORS = {"from-scratch": "#0072b2", "burn-flex": "#d55e00", "JAX": "#009e73"}


def shape(quantity, value):
    """Widths, batch and steps of a pass over the data, as growth.rs has them."""
    hidden, batch, rows = [64, 64], BATCH, 1024
    if quantity == "width":
        hidden = [value] * 2
    elif quantity == "depth":
        hidden = [32] * value
    elif quantity == "batch":
        batch, rows = value, 8192
    elif quantity == "rows":
        rows = value
    return [16, *hidden, 4], batch, rows // batch


def jax_nanoseconds(widths, batch, steps):
    """The time of a sample in a compiled loop of steps over data in order."""
    draws = np.random.default_rng(0)
    layers = [
        (jnp.asarray(draws.standard_normal((a, b), np.float32) / np.sqrt(a)), jnp.zeros(b))
        for a, b in zip(widths, widths[1:])
    ]
    x = jnp.asarray(draws.standard_normal((steps, batch, widths[0]), np.float32))
    t = jnp.asarray(draws.integers(0, widths[-1], (steps, batch)))

    def loss(layers, x, t):
        for w, b in layers[:-1]:
            x = jax.nn.relu(x @ w + b)
        logits = jax.nn.log_softmax(x @ layers[-1][0] + layers[-1][1])
        return -jnp.take_along_axis(logits, t[:, None], 1).mean()

    def step(carry, rows):
        layers, velocity = carry
        velocity = jax.tree.map(lambda v, g: 0.9 * v + g, velocity, jax.grad(loss)(layers, *rows))
        return (jax.tree.map(lambda p, v: p - 1e-3 * v, layers, velocity), velocity), None

    run = jax.jit(lambda carry: jax.lax.scan(step, carry, (x, t))[0])
    carry = run((layers, jax.tree.map(jnp.zeros_like, layers)))
    times = 0
    jax.block_until_ready(carry)
    start = time.perf_counter()
    while times < 1 or time.perf_counter() - start < 0.15:
        carry = jax.block_until_ready(run(carry))
        times += 1
    return (time.perf_counter() - start) * 1e9 / (times * steps * batch)


def crossover(points):
    """Where another program is faster than ours."""
    sentences = []
    for program in ["burn-flex", "JAX"]:
        faster = [value for value, times in points.items() if times[program] < times["from-scratch"]]
        where = f"at {', '.join(f'{value:,}' for value in faster)}" if faster else "nowhere"
        sentences.append(f"{program} is faster than ours {where}.")
    return " ".join(sentences)


def asked(*words):
    """What the program `growth` answers."""
    answer = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=True).stdout
    return csv.DictReader(io.StringIO(answer))


def megabytes(rows):
    """The most memory that a process of its own needs to train on so many rows."""
    (row,) = asked(f"rows={rows}", "from-scratch")
    return f"{int(row['peak_megabytes']):,}" if row["peak_megabytes"] else "unknown"


def table(quantity, points):
    """The times of a quantity; beside rows also what an epoch of ours takes, and the memory."""
    engines = [*COLORS]
    more = ["an epoch of ours, s", "memory of ours, MB"] if quantity == "rows" else []
    lines = [f"| {quantity} | " + " | ".join(engines + more) + " |", "|---:" * (len(engines + more) + 1) + "|"]
    for value, times in points.items():
        cells = [f"{times[engine]:,.0f}" for engine in engines]
        if more:
            cells += [f"{times['from-scratch'] * value / 1e9:.3g}", megabytes(value)]
        lines.append(f"| {value:,} | " + " | ".join(cells) + " |")
    return lines


def figure(quantity, points):
    """Both axes logarithmic."""
    xs, ys = list(points), [time for times in points.values() for time in times.values()]
    log = np.log10
    place = lambda v, lo, hi, a, b: a + (log(v) - log(lo)) / max(log(hi) - log(lo), 1e-9) * (b - a)
    x = lambda v: place(v, min(xs), max(xs), 70, 560)
    y = lambda v: place(v, min(ys), max(ys), 300, 30)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" font-family="sans-serif" font-size="12">']
    parts += [f'<text x="{x(v):.0f}" y="325" text-anchor="middle">{v}</text>' for v in xs]
    for exponent in range(int(np.floor(log(min(ys)))), int(np.ceil(log(max(ys)))) + 1):
        if min(ys) <= 10**exponent <= max(ys):
            height = y(10.0**exponent)
            parts.append(f'<path d="M70 {height:.1f}H560" stroke="#ddd"/>')
            parts.append(f'<text x="62" y="{height + 4:.1f}" text-anchor="end">{10**exponent:,} ns</text>')
    for engine, color in COLORS.items():
        line = [(x(v), y(times[engine])) for v, times in points.items()]
        path = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in line)
        parts.append(f'<path d="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts.append(f'<text x="566" y="{line[-1][1] + 4:.1f}" fill="{color}">{engine}</text>')
    parts.append(f'<text x="315" y="350" text-anchor="middle">{quantity}</text></svg>')
    (FOLDER / f"growth-{quantity}.svg").write_text("\n".join(parts) + "\n")


def main():
    if FLAGS not in ([], ["--quick"]):
        sys.exit(f"{' '.join(FLAGS)}: growth takes --quick or nothing")
    FOLDER.mkdir(parents=True, exist_ok=True)
    series = {}
    for row in asked(*POINTS):
        point = series.setdefault(row["quantity"], {}).setdefault(int(row["value"]), {})
        point[row["engine"]] = float(row["nanoseconds_per_sample"])
    lines = ["# How cost grows", ""]
    lines += ["Made by `benches/peers/growth`. Nanoseconds of a sample in training, in f32, with all"]
    lines += ["cores: 16-64-64-4 with relu, momentum and 64 rows in a batch, where one quantity differs; the layers of"]
    lines += ["`depth` have 32 units.", ""]
    for quantity, points in series.items():
        for value, times in points.items():
            times["JAX"] = jax_nanoseconds(*shape(quantity, value))
        figure(quantity, points)
        lines += [f"## {quantity}", "", f"![{quantity}](growth-{quantity}.svg)", ""]
        lines += [*table(quantity, points), "", crossover(points), ""]
    (FOLDER / "GROWTH.md").write_text("\n".join(lines))


if __name__ == "__main__":
    main()

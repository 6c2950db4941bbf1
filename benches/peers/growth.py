"""Tables and figures of how cost grows: called by `growth`, which see.

    growth.py PROGRAM [--quick]

Runs the program `growth`, asks JAX for the time of the same networks, and writes GROWTH.md, growth.csv and growth-*.svg
beside this file; with --quick from two points of each quantity, into target/growth.
"""

import csv
import io
import subprocess
import sys
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, NullLocator

plt.rcParams["svg.hashsalt"] = "growth"
HERE = Path(__file__).parent
PROGRAM, *FLAGS = sys.argv[1:]
QUICK = FLAGS == ["--quick"]
FOLDER = HERE.parent.parent / "target" / "growth" if QUICK else HERE
FEW = ["width=2", "width=64", "depth=1", "depth=4", "batch=1", "batch=64", "rows=1000", "rows=10000"]
POINTS = FEW if QUICK else []
BATCH = 64
# Color, dashes and mark of each program.
LOOKS = {
    "from-scratch": ("#0072b2", "-", "o"),
    "burn-flex": ("#d55e00", "--", "s"),
    "JAX": ("#009e73", "-.", "^"),
}
# What a figure says, and its horizontal axis.
TITLES = {
    "width": ("What wider layers cost: 16-w-w-4", "width w of both hidden layers (units)"),
    "depth": ("What more layers cost: 32 units each", "depth (hidden layers)"),
    "batch": ("What small batches cost: 16-64-64-4", "batch (samples)"),
    "rows": ("What more rows cost: 16-64-64-4", "rows of the data"),
}


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
    engines = [*LOOKS]
    more = ["an epoch of ours, s", "memory of ours, MB"] if quantity == "rows" else []
    lines = [f"| {quantity} | " + " | ".join(engines + more) + " |", "|---:" * (len(engines + more) + 1) + "|"]
    for value, times in points.items():
        cells = [f"{times[engine]:,.0f}" for engine in engines]
        if more:
            cells += [f"{times['from-scratch'] * value / 1e9:.3g}", megabytes(value)]
        lines.append(f"| {value:,} | " + " | ".join(cells) + " |")
    return lines


def figure(quantity, points):
    """Both axes logarithmic; a line is told by its dashes and its marks as well as by its color."""
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for engine, (color, dashes, mark) in LOOKS.items():
        line = [times[engine] for times in points.values()]
        axes.plot(list(points), line, dashes, color=color, marker=mark, label=engine)
    axes.set_xscale("log", base=10 if quantity == "rows" else 2)
    axes.set_yscale("log")
    axes.xaxis.set_major_locator(FixedLocator(list(points)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.tick_params(axis="x", labelrotation=30 if quantity in ("width", "batch") else 0)
    axes.grid(axis="y", color="0.9")
    axes.set(title=TITLES[quantity][0], xlabel=TITLES[quantity][1], ylabel="time of a sample in training (ns)")
    axes.legend(frameon=False)
    figure.savefig(FOLDER / f"growth-{quantity}.svg", metadata={"Date": None})
    plt.close(figure)


def numbers(series):
    """What the tables and figures are made from."""
    with (FOLDER / "growth.csv").open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["quantity", "value", "program", "nanoseconds_per_sample"])
        for quantity, points in series.items():
            for value, times in points.items():
                rows.writerows([quantity, value, program, f"{time:.1f}"] for program, time in times.items())


def main():
    if FLAGS not in ([], ["--quick"]):
        sys.exit(f"{' '.join(FLAGS)}: growth takes --quick or nothing")
    FOLDER.mkdir(parents=True, exist_ok=True)
    series = {}
    for row in asked(*POINTS):
        point = series.setdefault(row["quantity"], {}).setdefault(int(row["value"]), {})
        point[row["engine"]] = float(row["nanoseconds_per_sample"])
    lines = ["# How cost grows", ""]
    lines += ["Made by `benches/peers/growth`. Nanoseconds of a sample in training ([numbers](growth.csv)), in f32,"]
    lines += ["with all cores: 16-64-64-4 with relu, momentum and 64 rows in a batch, where one quantity differs;"]
    lines += ["the layers of `depth` have 32 units.", ""]
    for quantity, points in series.items():
        for value, times in points.items():
            times["JAX"] = jax_nanoseconds(*shape(quantity, value))
        figure(quantity, points)
        lines += [f"## {quantity.capitalize()}", "", f"![{TITLES[quantity][0]}](growth-{quantity}.svg)", ""]
        lines += [*table(quantity, points), "", crossover(points), ""]
    numbers(series)
    (FOLDER / "GROWTH.md").write_text("\n".join(lines))


if __name__ == "__main__":
    main()

"""What other programs reach on the workloads of lib.rs, beside ours, in one table.

Needs numpy, torch and scikit-learn; reads what `cargo bench -p benches --profile dev` left in target/criterion.
Each program trains on one thread, in float32, with shuffled batches; the median of ROUNDS epochs counts, after one to
warm up, and the programs take turns, so that a slow spell of the machine hits all of them.
"""

import json
import os
import statistics
import time
import warnings
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402  after the variables that it reads
import torch  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402

ROUNDS = 5
CRITERION = Path(__file__).parent.parent / "target" / "criterion"
UPDATES = 32  # of one measured piece in training.rs

# name: widths, samples, batch, activation, adam instead of momentum
WORKLOADS = {
    "xor-sgd1": ([2, 8, 1], 2000, 1, "tanh", False),
    "iris16": ([4, 16, 3], 4096, 16, "tanh", False),
    "digits32": ([64, 128, 64, 10], 8192, 32, "relu", True),
    "mnist64": ([784, 256, 128, 10], 16384, 64, "relu", False),
    "wide256": ([784, 1024, 1024, 10], 8192, 256, "relu", True),
}


def data(widths, samples):
    draws = np.random.default_rng(0)
    inputs = draws.standard_normal((samples, widths[0])).astype(np.float32)
    return inputs, draws.integers(0, max(widths[-1], 2), samples)


def pytorch(widths, samples, batch, activation, adam):
    """A function that trains one epoch."""
    torch.set_num_threads(1)
    inputs, classes = data(widths, samples)
    bend = torch.nn.Tanh if activation == "tanh" else torch.nn.ReLU
    parts = []
    for before, after in zip(widths, widths[1:]):
        parts += [torch.nn.Linear(before, after), bend()]
    network = torch.nn.Sequential(*parts[:-1])
    if adam:
        optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    else:
        optimizer = torch.optim.SGD(network.parameters(), 1e-3, momentum=0.9)
    x = torch.from_numpy(inputs)
    if widths[-1] == 1:
        loss, t = torch.nn.BCEWithLogitsLoss(), torch.from_numpy(classes.astype(np.float32))[:, None]
    else:
        loss, t = torch.nn.CrossEntropyLoss(), torch.from_numpy(classes)

    def epoch():
        for rows in torch.randperm(samples).split(batch):
            optimizer.zero_grad()
            loss(network(x[rows]), t[rows]).backward()
            optimizer.step()

    return epoch


def scikit_learn(widths, samples, batch, activation, adam):
    """A function that trains one epoch."""
    warnings.filterwarnings("ignore")
    inputs, classes = data(widths, samples)
    network = MLPClassifier(
        widths[1:-1],
        activation=activation,
        solver="adam" if adam else "sgd",
        nesterovs_momentum=False,
        batch_size=batch,
        alpha=0,
        max_iter=1,
        warm_start=True,
    )
    return lambda: network.fit(inputs, classes)


def ours(name, engine, batch):
    """Samples per second, from the benchmark's own record; None if it did not run."""
    record = CRITERION / name / engine / "new" / "estimates.json"
    if not record.exists():
        return None
    nanoseconds = json.loads(record.read_text())["median"]["point_estimate"]
    return UPDATES * batch / (nanoseconds * 1e-9)


def measure(epochs, samples):
    """Samples per second of each program, which take turns."""
    seconds = {name: [] for name in epochs}
    for round_ in range(ROUNDS + 1):
        for name, epoch in epochs.items():
            start = time.perf_counter()
            epoch()
            if round_:
                seconds[name].append(time.perf_counter() - start)
    return {name: samples / statistics.median(times) for name, times in seconds.items()}


def main():
    print("| workload | from-scratch | burn-flex | PyTorch | scikit-learn | from-scratch / best other |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, work in WORKLOADS.items():
        widths, samples, batch, *_ = work
        rates = {engine: ours(name, engine, batch) for engine in ("from-scratch", "burn-flex")}
        rates |= measure({"PyTorch": pytorch(*work), "scikit-learn": scikit_learn(*work)}, samples)
        others = [rate for engine, rate in rates.items() if engine != "from-scratch" and rate]
        ratio = f"{rates['from-scratch'] / max(others):.1f}" if rates["from-scratch"] else "–"
        cells = [f"{rate:,.0f}/s" if rate else "–" for rate in rates.values()]
        print(f"| {name} | {' | '.join(cells)} | {ratio} |", flush=True)


if __name__ == "__main__":
    main()

"""Programs that train small networks, side by side: called by `compare`, which see.

Each program lives in a process of its own and is asked in turn, five times, for its samples per second over whole,
shuffled epochs in float32, compilation not counted. Before that each trains one epoch from the same start, on the same
data in the same order; the ratio of its loss afterwards to ours shows that it does the same work.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "target"
THROUGHPUT = TARGET / "release" / "throughput"
RECORD = TARGET / "peers.json"
ROUNDS = 5
WORKLOADS = {  # widths
    "xor-sgd1": [2, 8, 1],
    "iris16": [4, 16, 3],
    "digits32": [64, 128, 64, 10],
    "mnist64": [784, 256, 128, 10],
    "wide256": [784, 1024, 1024, 10],
}
OURS = ["from-scratch", "burn-flex", "burn-ndarray"]
PEERS = ["JAX", "PyTorch", "PyTorch compiled", "scikit-learn"]
GOALS = {"xor-sgd1": 5, "iris16": 10, "digits32": 3, "mnist64": 1.4, "wide256": 1.1}


def ours(workload, engine):
    """Samples per second of one of our engines, in a process of its own."""
    command = [THROUGHPUT, "--csv", "--rounds=1", f"--engine={engine}", workload]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return max(float(line.split(",")[3]) for line in lines if f",{engine},f32," in line)


class Peer:
    """Another program, which waits in a process of its own until it is asked."""

    def __init__(self, name):
        command = [sys.executable, HERE / "peer.py", name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, question):
        """A peer that has ended is told nothing; its last words stand on the terminal."""
        try:
            self.process.stdin.write(question + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def answer(self):
        """None of a peer that has ended."""
        line = self.process.stdout.readline()
        return json.loads(line) if line.strip() else None

    def ask(self, question):
        self.tell(question)
        return self.answer()


def measure(workload):
    """The rates of all programs, what PyTorch's own product reaches, and the losses after one epoch."""
    folder = TARGET / "peers-data"
    folder.mkdir(parents=True, exist_ok=True)
    command = [THROUGHPUT, f"--export={folder}", workload]
    loss = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    peers = {name: Peer(name) for name in PEERS}
    for peer in peers.values():  # all at once: what they compile is not measured
        peer.tell(f"loss {workload} {folder}")
    losses = {name: peer.answer() for name, peer in peers.items()}
    rates = {name: [] for name in OURS + PEERS}
    ceilings = []
    for _ in range(ROUNDS):
        for name in OURS:
            rates[name].append(ours(workload, name))
        for name, peer in peers.items():
            rates[name].append(peer.ask(f"rate {workload} {folder}"))
        ceilings.append(peers["PyTorch"].ask("ceiling"))
    for peer in peers.values():
        peer.process.kill()
    ratios = {name: other and other / loss for name, other in losses.items()}
    return {"rates": rates, "ceiling": median(ceilings), "loss": ratios, "processor": processor()}


def median(answers):
    """None where an answer is missing: a peer that fails has no rate."""
    return None if None in answers else statistics.median(answers)


def written(number, form):
    """A number in its form, or that there is none."""
    return "failed" if number is None else format(number, form)


def processor():
    names = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return f"{names[0]}, {os.cpu_count()} cores"


def operations(widths):
    """Floating-point operations of one sample: three products for each weight, without the gradient of the inputs."""
    pairs = [before * after for before, after in zip(widths, widths[1:])]
    return 6 * sum(pairs) - 2 * pairs[0]


def report(record):
    """The tables of RESULTS.md."""
    medians = {
        name: {program: median(rates) for program, rates in result["rates"].items()}
        for name, result in record.items()
    }
    lines = [
        "# Beside other programs",
        "",
        "Made by `benches/peers/compare`. Samples per second over whole, shuffled epochs in f32, each program with all",
        f"cores it wants, compilation not counted; medians of {ROUNDS} rounds in which the programs took turns.",
        "",
        "| workload | " + " | ".join(OURS + PEERS) + " | ours / best peer | goal | ours / burn's faster device |",
        "|---" + "|---:" * (len(OURS + PEERS) + 3) + "|",
    ]
    for name, rates in medians.items():
        peer = max((rates[program] for program in PEERS if rates[program]), default=None)
        burn = max(rates[program] for program in OURS[1:])
        cells = [written(rates[program], ",.0f") for program in OURS + PEERS]
        ratio = peer and rates["from-scratch"] / peer
        cells += [written(ratio, ".2f"), str(GOALS[name]), f"{rates['from-scratch'] / burn:.1f}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "## How it was measured", ""]
    lines += ["| workload | widths | processor | GFLOP/s | share | spread of ours | loss to ours |", "|---" * 7 + "|"]
    for name, result in record.items():
        ours_all, share = sorted(result["rates"]["from-scratch"]), medians[name]["from-scratch"]
        ceiling = result["ceiling"]
        share = ceiling and share * operations(WORKLOADS[name]) / 1e9 / ceiling
        losses = ", ".join(f"{program} {ratio:.5f}" for program, ratio in result["loss"].items() if ratio)
        widths = "-".join(map(str, WORKLOADS[name]))
        spread = f"{ours_all[0]:,.0f} to {ours_all[-1]:,.0f}"
        cells = [name, widths, result["processor"], written(ceiling, ".0f"), written(share, ".0%"), spread]
        lines.append("| " + " | ".join([*cells, losses]) + " |")
    lines += [
        "",
        "GFLOP/s are those of PyTorch's product of two square matrices of 2048 rows, between the rounds; our share of",
        "them counts the products of a step. The last column is the loss over all data after one epoch on the same data",
        "from the same start in the same order, as a ratio to ours; scikit-learn chooses its start and its order itself.",
        "",
    ]
    (HERE / "RESULTS.md").write_text("\n".join(lines))


def main():
    record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    for workload in sys.argv[1:] or WORKLOADS:
        record[workload] = measure(workload)
        RECORD.write_text(json.dumps(record))
    report({name: record[name] for name in WORKLOADS if name in record})


if __name__ == "__main__":
    main()

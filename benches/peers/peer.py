"""One program of `compare.py`: answers questions on its standard input, a line each.

    loss WORKLOAD FOLDER    its loss over all data after one epoch from the start and in the order that FOLDER holds
    rate WORKLOAD FOLDER    its samples per second
    ceiling                 GFLOP/s of a large product
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")

SECONDS = 0.6  # of one answer, at least one epoch
# widths, rows of a batch, activation, Adam instead of momentum
WORKLOADS = {
    "xor-sgd1": ([2, 8, 1], 1, "tanh", False),
    "iris16": ([4, 16, 3], 16, "tanh", False),
    "digits32": ([64, 128, 64, 10], 32, "relu", True),
    "mnist64": ([784, 256, 128, 10], 64, "relu", False),
    "wide256": ([784, 1024, 1024, 10], 256, "relu", True),
}
RATE = 1e-3


class Data:
    """What the folder holds: inputs, classes, initial parameters, and the order of one epoch."""

    def __init__(self, workload, folder):
        self.widths, self.batch, self.activation, self.adam = WORKLOADS[workload]
        read = lambda part, kind: np.fromfile(Path(folder) / f"{workload}.{part}", dtype=kind)
        self.inputs = read("inputs", "<f4").reshape(-1, self.widths[0])
        self.classes = read("labels", "<u4").astype(np.int64)
        self.order = read("order", "<u4").astype(np.int64)
        flat, at = read("parameters", "<f4"), 0
        self.layers = []
        for before, after in zip(self.widths, self.widths[1:]):
            weight = flat[at : at + before * after].reshape(before, after)
            self.layers.append((weight, flat[at + before * after : at + (before + 1) * after]))
            at += (before + 1) * after


class Jax:
    """The whole epoch is one compiled loop."""

    def __init__(self, data):
        import jax
        import jax.numpy as jnp
        import optax

        x, classes, last = jnp.asarray(data.inputs), jnp.asarray(data.classes), len(data.layers) - 1
        bend = jnp.tanh if data.activation == "tanh" else jax.nn.relu
        optimizer = optax.adam(RATE) if data.adam else optax.sgd(RATE, momentum=0.9)

        def loss(layers, x, t):
            for index, (w, b) in enumerate(layers):
                x = x @ w + b if index == last else bend(x @ w + b)
            if data.widths[-1] == 1:
                return optax.sigmoid_binary_cross_entropy(x[:, 0], t.astype(jnp.float32)).mean()
            return optax.softmax_cross_entropy_with_integer_labels(x, t).mean()

        def step(carry, rows):
            layers, state = carry
            gradient = jax.grad(loss)(layers, x[rows], classes[rows])
            updates, state = optimizer.update(gradient, state)
            return (optax.apply_updates(layers, updates), state), None

        def shuffled(layers, state, key):
            key, now = jax.random.split(key)
            order = jax.random.permutation(now, len(data.order)).reshape(-1, data.batch)
            return *jax.lax.scan(step, (layers, state), order)[0], key

        self.epoch_once = jax.jit(lambda *c, order: jax.lax.scan(step, c, order)[0])
        self.shuffled, self.loss = jax.jit(shuffled), jax.jit(loss)
        layers = [(jnp.asarray(w), jnp.asarray(b)) for w, b in data.layers]
        self.start = (layers, optimizer.init(layers))
        self.now = (*self.start, jax.random.PRNGKey(0))
        self.data, self.x, self.classes = data, x, classes

    def final_loss(self):
        layers, _ = self.epoch_once(*self.start, order=self.data.order.reshape(-1, self.data.batch))
        return float(self.loss(layers, self.x, self.classes))

    def epoch(self):
        self.now = self.shuffled(*self.now)
        self.now[0][0][0].block_until_ready()


class PyTorch:
    """Eager, or with the step compiled."""

    def __init__(self, data, compiled=False):
        import torch

        self.torch, self.data = torch, data
        bend = torch.nn.Tanh if data.activation == "tanh" else torch.nn.ReLU
        parts = []
        for before, after in zip(data.widths, data.widths[1:]):
            parts += [torch.nn.Linear(before, after), bend()]
        self.network = torch.nn.Sequential(*parts[:-1])
        with torch.no_grad():
            for linear, (w, b) in zip(self.network[::2], data.layers):
                linear.weight.copy_(torch.from_numpy(w.T.copy()))
                linear.bias.copy_(torch.from_numpy(b.copy()))
        parameters = self.network.parameters()
        adam = data.adam
        self.optimizer = torch.optim.Adam(parameters, RATE) if adam else torch.optim.SGD(parameters, RATE, momentum=0.9)
        self.x, self.t = torch.from_numpy(data.inputs), torch.from_numpy(data.classes)
        self.criterion = torch.nn.CrossEntropyLoss()
        if data.widths[-1] == 1:
            self.criterion, self.t = torch.nn.BCEWithLogitsLoss(), self.t.float()[:, None]
        forward = lambda x, t: self.criterion(self.network(x), t)
        self.forward = torch.compile(forward) if compiled else forward

    def train(self, order):
        for rows in order.split(self.data.batch):
            self.optimizer.zero_grad()
            self.forward(self.x[rows], self.t[rows]).backward()
            self.optimizer.step()

    def final_loss(self):
        self.train(self.torch.from_numpy(self.data.order))
        with self.torch.no_grad():
            return float(self.criterion(self.network(self.x), self.t))

    def epoch(self):
        self.train(self.torch.randperm(len(self.data.order)))


class ScikitLearn:
    """Its own start and order."""

    def __init__(self, data):
        from sklearn.neural_network import MLPClassifier

        self.data = data
        self.network = MLPClassifier(
            data.widths[1:-1],
            activation=data.activation,
            solver="adam" if data.adam else "sgd",
            nesterovs_momentum=False,
            batch_size=data.batch,
            learning_rate_init=RATE,
            alpha=0,
            max_iter=1,
            warm_start=True,
        )

    def final_loss(self):
        return None

    def epoch(self):
        self.network.fit(self.data.inputs, self.data.classes)


def rate(program):
    """Samples per second."""
    start, epochs = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        program.epoch()
        epochs += 1
    return epochs * len(program.data.order) / (time.perf_counter() - start)


def ceiling(size=2048, times=4):
    """GFLOP/s of PyTorch's product of square matrices, on all cores."""
    import torch

    a, b = torch.randn(size, size), torch.randn(size, size)
    a @ b
    start = time.perf_counter()
    for _ in range(times):
        a @ b
    return times * 2 * size**3 / (time.perf_counter() - start) / 1e9


def main():
    make = {
        "JAX": Jax,
        "PyTorch": PyTorch,
        "PyTorch compiled": lambda data: PyTorch(data, compiled=True),
        "scikit-learn": ScikitLearn,
    }[sys.argv[1]]
    program = None
    for line in sys.stdin:
        question, *of = line.split()
        if question == "loss":
            program = make(Data(*of))
            answer = program.final_loss()
            program.epoch()  # so that whatever is compiled is compiled
        elif question == "rate":
            answer = rate(program)
        else:
            answer = ceiling()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

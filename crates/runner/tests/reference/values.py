"""What scikit-learn, numpy and PyTorch make of small tables: values.json, against which main.rs holds Longhand.

    python values.py > values.json      (scikit-learn 1.9.1, numpy 2.4.6, torch 2.15.0)

Every case is the text of a config and of its files, and what is right: the inputs as the network sees them, the
metrics of a network with these weights, those of the baselines, and predictions for new rows. None of it was computed
by Longhand. Metrics are those of scikit-learn but for the calibration error, which it lacks.
"""

import json
import math
import warnings

import numpy as np
import torch
from sklearn import metrics
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_breast_cancer, load_digits, load_wine
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import StratifiedKFold, StratifiedShuffleSplit
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler

warnings.filterwarnings("ignore")
SCALERS = {"standard": StandardScaler, "min-max": MinMaxScaler, "robust": RobustScaler}


def decimals(values, digits=3):
    return np.round(values, digits) + 0.0


def csv(names, columns):
    rows = [",".join(str(cell) for cell in row) for row in zip(*columns)]
    return "\n".join([",".join(names), *rows]) + "\n"


def weights(draws, widths):
    """Parameters by name, and as pairs (w, b)."""
    shapes = list(zip(widths, widths[1:]))
    layers = [(decimals(draws.normal(size=shape)), decimals(draws.normal(size=shape[1]))) for shape in shapes]
    lines = [f'"layers.{i}.weight" = {w.tolist()}\n"layers.{i}.bias" = {b.tolist()}' for i, (w, b) in enumerate(layers)]
    return "[initial]\n" + "\n".join(lines) + "\n", layers


def forward(x, layers):
    for w, b in layers[:-1]:
        x = np.tanh(x @ w + b)
    return x @ layers[-1][0] + layers[-1][1]


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def numbers(part, t, y, w):
    """Of several targets all are pooled: R² weighs each target by its variance."""
    return {
        f"{part}-r2": metrics.r2_score(t, y, sample_weight=w, multioutput="variance_weighted"),
        f"{part}-mae": metrics.mean_absolute_error(t, y, sample_weight=w),
        f"{part}-rmse": math.sqrt(metrics.mean_squared_error(t, y, sample_weight=w)),
    }


def regression(seed, scale, target_scale, targets, weighted):
    draws = np.random.default_rng(seed)
    size, held = 23, 9
    x = decimals(draws.normal(size=(size + held, 3)) * [1.0, 40.0, 0.02] + [0.0, 300.0, 1.0])
    slopes = draws.normal(size=(3, targets)) / [[1.0], [40.0], [0.02]]
    y = decimals(x @ slopes + 5.0 * draws.normal(size=(size + held, targets)))
    w = decimals(draws.uniform(0.1, 4.0, size=size + held))
    names = [f"y{j}" for j in range(targets)]
    text = lambda rows: csv(["a", "b", "c", "w", *names], [*x[rows].T, w[rows], *y[rows].T])
    train, test = slice(0, size), slice(size, None)
    initial, layers = weights(draws, [3, 4, targets])
    scaler, target_scaler = SCALERS[scale]().fit(x[train]), SCALERS[target_scale]().fit(y[train])
    inputs = scaler.transform(x)
    outputs = target_scaler.inverse_transform(forward(inputs, layers))
    if not weighted:
        w = np.ones_like(w)
    scaled = target_scaler.transform(y) - forward(inputs, layers)
    loss = lambda part: np.average((scaled[part] ** 2).mean(axis=1), weights=w[part])
    found, models = {}, {"mean": {}, "linear regression": {}}
    fits = {
        "mean": DummyRegressor().fit(x[train], y[train], w[train]),
        "linear regression": LinearRegression().fit(x[train], y[train], w[train]),
    }
    for part, rows in [("train", train), ("test", test)]:
        found[f"{part}-loss"] = loss(rows)
        found |= numbers(part, y[rows], outputs[rows], w[rows])
        for name, model in fits.items():
            models[name] |= numbers(part, y[rows], model.predict(x[rows]).reshape(-1, targets), w[rows])
    keys = f'weights = "w"\n' if weighted else 'ignore = ["w"]\n'
    config = f"""title = "t"
engines = ["from-scratch"]
[dataset]
name = "csv"
path = "train.csv"
test_path = "test.csv"
target = {json.dumps(names if targets > 1 else names[0])}
task = "regression"
scale = "{scale}"
target_scale = "{target_scale}"
{keys}[network]
hidden = [4]
[training]
loss = "mean-squared-error"
epochs = 0
{initial}"""
    files = {"train.csv": text(train), "test.csv": text(test)}
    return {"config": config, "files": files, "inputs": inputs.tolist(), "metrics": found, "baselines": models}


def calibration(t, p):
    """Ten equal bins of the probability of the predicted class, each with its lower edge."""
    sure, right = p.max(axis=1), p.argmax(axis=1) == t
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)]
    return sum(gaps)


def classes(part, t, p):
    y, k = p.argmax(axis=1), p.shape[1]
    assert set(y) == set(t) == set(range(k)), "a class that nobody has or predicts has no precision or recall"
    one_hot = np.eye(k)[t]
    # One against the rest, and the mean over the classes: of two classes, too.
    mean = lambda area: np.mean([area(one_hot[:, c], p[:, c]) for c in range(k)])
    brier = metrics.brier_score_loss(t == 1, p[:, 1]) if k == 2 else metrics.brier_score_loss(t, p)
    return {
        f"{part}-accuracy": metrics.accuracy_score(t, y),
        f"{part}-log-loss": metrics.log_loss(t, p),
        f"{part}-balanced-accuracy": metrics.balanced_accuracy_score(t, y),
        f"{part}-recall": metrics.recall_score(t, y, average="macro"),
        f"{part}-precision": metrics.precision_score(t, y, average="macro"),
        f"{part}-f1": metrics.f1_score(t, y, average="macro"),
        f"{part}-auc": mean(metrics.roc_auc_score),
        f"{part}-average-precision": mean(metrics.average_precision_score),
        f"{part}-brier-score": brier,
        f"{part}-calibration-error": calibration(t, p),
    }


def classification(seed, k, balanced):
    draws = np.random.default_rng(seed)
    size, held = 40, 30
    t = draws.choice(k, size=size + held, p=[0.5, 0.3, 0.2][:k] if k == 3 else [0.7, 0.3])
    x = decimals(draws.normal(size=(size + held, 2)) + 0.8 * np.stack([t, -t], axis=1))
    train, test = slice(0, size), slice(size, None)
    text = lambda rows: csv(["a", "b", "y"], [*x[rows].T, ["uvw"[c] for c in t[rows]]])
    initial, layers = weights(draws, [2, 3, k if k > 2 else 1])
    scaler = StandardScaler().fit(x[train])
    inputs = scaler.transform(x)
    z = forward(inputs, layers)
    p = softmax(z) if k > 2 else np.hstack([1 / (1 + np.exp(z)), 1 / (1 + np.exp(-z))])
    share = np.bincount(t[train], minlength=k)
    w = (size / (k * share))[t] if balanced else np.ones(size + held)
    own = -np.log(p[np.arange(len(t)), t])
    dummy = DummyClassifier(strategy="prior").fit(inputs[train], t[train])
    logistic = LogisticRegression(C=1.0, tol=1e-13, solver="newton-cg", max_iter=10000)
    logistic.fit(inputs[train], t[train], w[train])
    found, models = {}, {"majority class": {}, "logistic regression": {}}
    for part, rows in [("train", train), ("test", test)]:
        found[f"{part}-loss"] = np.average(own[rows], weights=w[rows])
        found |= classes(part, t[rows], p[rows])
        models["majority class"][f"{part}-accuracy"] = dummy.score(inputs[rows], t[rows])
        models["majority class"][f"{part}-log-loss"] = metrics.log_loss(t[rows], dummy.predict_proba(inputs[rows]))
        models["logistic regression"] |= classes(part, t[rows], logistic.predict_proba(inputs[rows]))
    config = f"""title = "t"
engines = ["from-scratch"]
[dataset]
name = "csv"
path = "train.csv"
test_path = "test.csv"
target = "y"
task = "classification"
scale = "standard"
[network]
hidden = [3]
output = "{'softmax' if k > 2 else 'sigmoid'}"
[training]
epochs = 0
{'class_weights = "balanced"' if balanced else ''}
{initial}"""
    files = {"train.csv": text(train), "test.csv": text(test)}
    return {"config": config, "files": files, "inputs": inputs.tolist(), "metrics": found, "baselines": models}


def prediction(seed, strategy):
    """Missing cells, categories, and rows that no run has seen."""
    draws = np.random.default_rng(seed)
    size, new = 16, 7
    a, b = decimals(draws.normal(3.0, 2.0, size + new)), decimals(draws.normal(-1.0, 0.1, size + new))
    color = draws.choice(["red", "green", "blue"], size + new)
    y = decimals(100 * a - b + draws.normal(size=size + new))
    missing = np.zeros((2, size + new), dtype=bool)
    missing[0, [2, 5, size + 1]], missing[1, [5, 9, size + 1, size + 4]] = True, True
    cell = lambda column, gap: ["" if gone else value for value, gone in zip(column, gap)]
    columns = [cell(a, missing[0]), cell(b, missing[1]), color]
    files = {
        "train.csv": csv(["a", "b", "color", "y"], [column[:size] for column in columns] + [y[:size]]),
        "new.csv": csv(["color", "b", "a"], [column[size:] for column in reversed(columns)]),
    }
    table = np.empty((size + new, 3), dtype=object)
    table[:, 0], table[:, 1], table[:, 2] = np.where(missing[0], np.nan, a), np.where(missing[1], np.nan, b), color
    fill = {"mean": "mean", "median": "median", "most-frequent": "most_frequent"}[strategy]
    coded = ColumnTransformer(
        [("numbers", SimpleImputer(strategy=fill), [0, 1]), ("colors", OneHotEncoder(sparse_output=False), [2])]
    )
    scaler, target_scaler = StandardScaler(), StandardScaler().fit(y[:size, None])
    train = scaler.fit_transform(coded.fit_transform(table[:size]).astype(float))
    inputs = np.vstack([train, scaler.transform(coded.transform(table[size:]).astype(float))])
    initial, layers = weights(draws, [5, 3, 1])
    predicted = target_scaler.inverse_transform(forward(inputs, layers))[size:, 0]
    config = f"""title = "t"
engines = ["from-scratch"]
[dataset]
name = "csv"
path = "train.csv"
target = "y"
task = "regression"
categorical = ["color"]
missing = "{strategy}"
scale = "standard"
target_scale = "standard"
[network]
hidden = [3]
[training]
epochs = 0
{initial}"""
    return {"config": config, "files": files, "inputs": inputs[:size].tolist(), "predictions": predicted.tolist()}


def schedules(epochs=12):
    """The factor of the rate in every epoch, by torch.optim.lr_scheduler."""
    lr = torch.optim.lr_scheduler
    cases = {
        '{ kind = "step", every = 3, factor = 0.3 }': lambda o: lr.StepLR(o, 3, 0.3),
        '{ kind = "exponential", factor = 0.83 }': lambda o: lr.ExponentialLR(o, 0.83),
        '{ kind = "inverse-time", decay = 0.4 }': lambda o: lr.LambdaLR(o, lambda e: 1 / (1 + 0.4 * e)),
        '{ kind = "cosine", floor = 0.1 }': lambda o: lr.CosineAnnealingLR(o, epochs - 1, 0.1),
    }
    found = {}
    for text, make in cases.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        schedule, found[text] = make(optimizer), []
        for _ in range(epochs):
            found[text].append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
    return found


def plateaus():
    """ReduceLROnPlateau without threshold and cooldown, on losses that wander."""
    found = []
    for seed, patience, factor in [(1, 0, 0.5), (2, 1, 0.1), (3, 3, 0.7), (4, 2, 0.9)]:
        losses = decimals(np.random.default_rng(seed).uniform(size=25), 2).tolist()
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(
            optimizer, factor=factor, patience=patience, threshold=0.0, eps=0.0
        )
        rates = []
        for loss in losses:
            plateau.step(loss)
            rates.append(optimizer.param_groups[0]["lr"])
        found.append({"losses": losses, "patience": patience, "factor": factor, "factors": rates})
    return found


def stops():
    """The epoch at which patience has run out, and the best epoch before it: counted backwards from every epoch."""
    found = []
    for seed in range(6):
        draws = np.random.default_rng(100 + seed)
        values = decimals(draws.uniform(size=30), 2).tolist()
        patience, delta = int(draws.integers(0, 6)), [0.0, 0.05][seed % 2]
        higher = seed >= 3
        sign = -1 if higher else 1
        records = [0]
        for epoch in range(1, 30):
            if sign * values[epoch] < sign * values[records[-1]] - delta:
                records.append(epoch)
        waits = [(record, later - record) for record, later in zip(records, records[1:] + [10**9])]
        best = next(record for record, wait in waits if wait > patience + 1)
        end = best + patience + 1
        end = end if end < 30 else None
        constants = {"higher": higher, "patience": patience, "min_delta": delta}
        found.append({"values": values, **constants, "best": best, "end": end})
    return found


def splits():
    """How many rows of each class a stratified part holds; of folds in ascending order, class by class."""
    found = []
    for name, load in [("wine", load_wine), ("breast-cancer", load_breast_cancer), ("digits", load_digits)]:
        # The classes of breast-cancer are the other way around there.
        t = 1 - load().target if name == "breast-cancer" else load().target
        count = lambda rows: np.bincount(t[rows], minlength=t.max() + 1)
        folds = [count(test) for _, test in StratifiedKFold(7, shuffle=True, random_state=0).split(t, t)]
        [(_, test)] = StratifiedShuffleSplit(1, test_size=int(len(t) / 4 + 0.5), random_state=0).split(t, t)
        found.append({"name": name, "folds": np.sort(folds, axis=0).T.tolist(), "quarter": count(test).tolist()})
    return found


def main():
    cases = {
        "a weighted regression": regression(1, "standard", "standard", 1, True),
        "a regression with robust scaling": regression(2, "robust", "min-max", 1, False),
        "two weighted targets": regression(3, "min-max", "robust", 2, True),
        "three classes": classification(7, 3, False),
        "three balanced classes": classification(17, 3, True),
        "two classes": classification(4, 2, False),
        "two balanced classes": classification(5, 2, True),
        "means of missing cells": prediction(8, "mean"),
        "medians of missing cells": prediction(9, "median"),
        "most frequent cells": prediction(10, "most-frequent"),
    }
    others = {"schedules": schedules(), "plateaus": plateaus(), "stops": stops(), "splits": splits()}
    lines = [f" {json.dumps(name)}: {json.dumps(case, ensure_ascii=False)}" for name, case in cases.items()]
    print("{\"cases\": {\n" + ",\n".join(lines) + "\n},")
    print(",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in others.items()) + "}")


main()

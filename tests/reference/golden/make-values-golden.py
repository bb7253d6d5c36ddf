"""Writes what Keras 3 makes of some labels and predictions, in float64, to values.data.json.

Run it only to add a loss or a metric:
    pip install keras jax && KERAS_BACKEND=jax python tests/reference/golden/make-values-golden.py
"""

import json
import re
from pathlib import Path

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)

import keras  # noqa: E402 (x64 has to be on first)

keras.config.set_floatx("float64")
random = np.random.default_rng(20261121)
ROWS, CLASSES = 7, 3
BATCHES = [slice(0, 4), slice(4, ROWS)]


def digits(values):
    return [float(f"{v:.12g}") for v in np.ravel(values)]


def uniform(low, high, *shape):
    return random.uniform(low, high, shape or (ROWS, CLASSES)).astype("float32").astype("float64")


inputs = {
    "values": uniform(-2, 2),
    "others": uniform(-2, 2),
    "scores": uniform(-9, 9),
    "positive": uniform(0.1, 9),
    "counts": random.integers(0, 9, (ROWS, CLASSES)).astype("float64"),
    "unit": uniform(0.02, 0.98),
    "edges": random.integers(0, 2, (ROWS, CLASSES)).astype("float64"),
    "bits": random.integers(0, 2, (ROWS, CLASSES)).astype("float64"),
    "signs": random.integers(0, 2, (ROWS, CLASSES)) * 2.0 - 1,
    "oneHot": np.eye(CLASSES)[random.integers(0, CLASSES, ROWS)],
}
inputs["shares"] = inputs["unit"] / inputs["unit"].sum(-1, keepdims=True)
weights = uniform(0.25, 2, ROWS)
weights[2] = 0

SMOOTH = dict(labelSmoothing=0.2)
LOGITS = dict(fromLogits=True)
LOSSES = [
    ("MeanAbsolutePercentageError", {}, "values", "others"),
    ("MeanAbsolutePercentageError", {}, "bits", "others"),
    ("MeanSquaredLogarithmicError", {}, "positive", "values"),
    ("Huber", {}, "values", "others"),
    ("Huber", dict(delta=0.4), "values", "others"),
    ("LogCosh", {}, "values", "scores"),
    ("BinaryCrossentropy", SMOOTH, "bits", "unit"),
    ("BinaryCrossentropy", {}, "bits", "edges"),
    ("BinaryCrossentropy", LOGITS, "bits", "scores"),
    ("BinaryFocalCrossentropy", {}, "bits", "unit"),
    ("BinaryFocalCrossentropy", {}, "bits", "edges"),
    ("BinaryFocalCrossentropy", dict(**SMOOTH, **LOGITS, gamma=1.5), "bits", "scores"),
    ("BinaryFocalCrossentropy", dict(applyClassBalancing=True, alpha=0.4), "bits", "unit"),
    ("CategoricalCrossentropy", SMOOTH, "oneHot", "shares"),
    ("CategoricalCrossentropy", dict(**SMOOTH, **LOGITS), "oneHot", "scores"),
    ("CategoricalFocalCrossentropy", {}, "oneHot", "unit"),
    ("CategoricalFocalCrossentropy", dict(**SMOOTH, **LOGITS, alpha=0.5, gamma=3.0), "oneHot", "scores"),
    ("KLDivergence", {}, "shares", "unit"),
    ("KLDivergence", {}, "oneHot", "edges"),
    ("Poisson", {}, "counts", "positive"),
    ("Poisson", {}, "counts", "edges"),
    ("Hinge", {}, "bits", "values"),
    ("Hinge", {}, "signs", "values"),
    ("Hinge", {}, "counts", "values"),
    ("SquaredHinge", {}, "bits", "values"),
    ("SquaredHinge", {}, "signs", "values"),
    ("CategoricalHinge", {}, "oneHot", "values"),
    ("CosineSimilarity", {}, "values", "others"),
    ("CosineSimilarity", {}, "values", "edges"),
]

SCORES = [
    ("TruePositives", {}, "bits", "unit"),
    ("FalsePositives", dict(thresholds=[0.2, 0.7]), "bits", "unit"),
    ("TrueNegatives", {}, "bits", "unit"),
    ("FalseNegatives", dict(thresholds=0.3), "bits", "unit"),
    ("Precision", {}, "bits", "unit"),
    ("Precision", dict(topK=2), "oneHot", "unit"),
    ("Recall", dict(thresholds=[0.1, 0.6]), "bits", "unit"),
    ("Recall", dict(classId=1), "bits", "unit"),
    ("Recall", dict(topK=1, classId=0), "oneHot", "unit"),
    ("AUC", {}, "bits", "unit"),
    ("AUC", {}, "bits", "edges"),
    ("AUC", dict(curve="PR"), "bits", "unit"),
    ("AUC", dict(curve="PR", summationMethod="majoring", numThresholds=5), "bits", "unit"),
    ("AUC", dict(summationMethod="minoring", numThresholds=9), "bits", "unit"),
    ("AUC", dict(multiLabel=True), "bits", "unit"),
    ("AUC", dict(multiLabel=True, curve="PR"), "bits", "unit"),
    ("AUC", dict(fromLogits=True), "bits", "scores"),
    ("F1Score", dict(average=None), "oneHot", "unit"),
    ("F1Score", dict(average="macro"), "oneHot", "edges"),
    ("F1Score", dict(average="micro", threshold=0.4), "bits", "unit"),
    ("FBetaScore", dict(average="weighted", beta=2.0), "oneHot", "unit"),
    ("R2Score", {}, "values", "others"),
    ("R2Score", dict(classAggregation=None), "values", "others"),
    ("R2Score", dict(classAggregation="variance_weighted_average"), "values", "others"),
]


def snake(options):
    return {re.sub("([A-Z])", lambda m: "_" + m[1].lower(), key): value for key, value in options.items()}


def entry(name, options, y_true, y_pred, **results):
    return dict(name=name, options=options, yTrue=y_true, yPred=y_pred, **results)


def loss_entry(name, options, y_true, y_pred):
    loss = getattr(keras.losses, name)(reduction=None, **snake(options))
    return entry(name, options, y_true, y_pred, values=digits(loss(inputs[y_true], inputs[y_pred])))


def score_entry(name, options, y_true, y_pred):
    metric = getattr(keras.metrics, name)(dtype="float64", **snake(options))
    results = []
    for weight in (None, weights):
        metric.reset_state()
        for rows in BATCHES:
            sample_weight = None if weight is None else weight[rows]
            metric.update_state(inputs[y_true][rows], inputs[y_pred][rows], sample_weight=sample_weight)
        results.append(digits(metric.result()))
    return entry(name, options, y_true, y_pred, values=results[0], weighted=results[1])


def main():
    golden = dict(
        keras=keras.__version__,
        shape=[ROWS, CLASSES],
        inputs={name: digits(value) for name, value in inputs.items()},
        weights=digits(weights),
        losses=[loss_entry(*case) for case in LOSSES],
        scores=[score_entry(*case) for case in SCORES],
    )
    path = Path(__file__).with_name("values.data.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()

"""Trains small models with Keras 3 in float64 and writes what happened to keras.data.json.

Run it only to add a case:
    pip install keras jax && KERAS_BACKEND=jax python tests/reference/golden/make-keras-golden.py
The inputs are float32 numbers, so that an engine in float32 can start from exactly the same.
"""

import json
from pathlib import Path

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)

import keras  # noqa: E402 (x64 has to be on first)

keras.config.set_floatx("float64")
random = np.random.default_rng(20240611)


def uniform(*shape, low=-1.0, high=1.0):
    return random.uniform(low, high, shape).astype("float32").astype("float64")


def digits(values):
    return [float(f"{v:.12g}") for v in np.ravel(values)]


# One architecture and batches of 4 or 2 rows in all cases: every other shape would be more GPU pipelines to
# compile for the tests that repeat these runs.
ROWS = 10
x = uniform(ROWS, 4)
labels = random.integers(0, 3, ROWS)
binary = random.integers(0, 2, (ROWS, 3)).astype("float64")
targets = uniform(ROWS, 3, low=-2, high=2)
one_hot = np.eye(3)[labels]
weights_per_row = uniform(ROWS, low=0.25, high=2)
x_other = uniform(6, 4)
y_other = uniform(6, 3)
weights_other = uniform(6, low=0.25, high=2)


def layers(last="linear", **first):
    return [
        {"type": "dense", "units": 5, "activation": "relu", **first},
        {"type": "dense", "units": 3, "activation": last},
    ]


SPARSE = dict(layers=layers("softmax"), y="labels", loss="sparseCategoricalCrossentropy")
SPARSE_LOGITS = dict(layers=layers(), y="labels", loss="sparseCategoricalCrossentropy", fromLogits=True)
ONE_HOT = dict(layers=layers("softmax"), y="oneHot", loss="categoricalCrossentropy")
BINARY = dict(layers=layers("sigmoid"), y="binary", loss="binaryCrossentropy")
BINARY_LOGITS = dict(layers=layers(), y="binary", loss="binaryCrossentropy", fromLogits=True)
SQUARED = dict(layers=layers(), y="targets", loss="meanSquaredError")
ABSOLUTE = dict(layers=layers(), y="targets", loss="meanAbsoluteError")


def sgd(**options):
    return dict(optimizer=dict(name="sgd", **options))


def rmsprop(**options):
    return dict(optimizer=dict(name="rmsprop", **options))


def adam(**options):
    return dict(optimizer=dict(name="adam", **options))


CASES = {
    "sgd": dict(**SPARSE, **sgd(learningRate=0.1), metrics=["accuracy"]),
    "sgd with momentum": dict(**SPARSE, **sgd(learningRate=0.1, momentum=0.9)),
    "sgd with nesterov": dict(**ONE_HOT, **sgd(learningRate=0.1, momentum=0.8, nesterov=True),
                              metrics=["accuracy"]),
    "sgd by default": dict(**SQUARED, **sgd(), metrics=["rootMeanSquaredError", "meanSquaredError"],
                           validation=True),
    "rmsprop": dict(**SPARSE_LOGITS, **rmsprop(learningRate=0.01), metrics=["accuracy"]),
    "rmsprop with momentum": dict(**SPARSE, **rmsprop(learningRate=0.02, momentum=0.7, rho=0.8)),
    "centered rmsprop": dict(**SPARSE, **rmsprop(learningRate=0.02, momentum=0.5, centered=True)),
    "rmsprop by default": dict(**ABSOLUTE, **rmsprop(), metrics=["meanAbsoluteError"]),
    "adam": dict(**SPARSE, **adam(learningRate=0.05, beta1=0.8, beta2=0.99), metrics=["accuracy"]),
    "adam by default": dict(**SQUARED, **adam()),
    "regularizers": dict(
        ONE_HOT,
        layers=layers("softmax", kernelRegularizer=dict(l1=0.02, l2=0.03), biasRegularizer=dict(l2=0.05)),
        **sgd(learningRate=0.2), validationSplit=0.4),
    "class weights": dict(**SPARSE, **adam(learningRate=0.02), metrics=["accuracy"],
                          weightedMetrics=["sparseCategoricalAccuracy"], classWeight={"0": 0.5, "2": 3.0},
                          validationSplit=0.4),
    "sample weights": dict(**BINARY_LOGITS, **rmsprop(learningRate=0.02), sampleWeight=True,
                           weightedMetrics=["meanSquaredError"]),
    "sample weights of probabilities": dict(**BINARY, **sgd(learningRate=0.5), sampleWeight=True,
                                            metrics=["binaryAccuracy"]),
    "sample weights and a split": dict(**SQUARED, **sgd(learningRate=0.05, momentum=0.5), sampleWeight=True,
                                       validationSplit=0.4, metrics=["meanAbsoluteError"],
                                       weightedMetrics=["rootMeanSquaredError"]),
}

NAMES = {
    "meanSquaredError": "mean_squared_error",
    "meanAbsoluteError": "mean_absolute_error",
    "rootMeanSquaredError": "root_mean_squared_error",
    "binaryAccuracy": "binary_accuracy",
    "sparseCategoricalAccuracy": "sparse_categorical_accuracy",
    "accuracy": "accuracy",
    "loss": "loss",
}
LOSSES = {
    "meanSquaredError": keras.losses.MeanSquaredError,
    "meanAbsoluteError": keras.losses.MeanAbsoluteError,
    "binaryCrossentropy": keras.losses.BinaryCrossentropy,
    "categoricalCrossentropy": keras.losses.CategoricalCrossentropy,
    "sparseCategoricalCrossentropy": keras.losses.SparseCategoricalCrossentropy,
}
OPTIMIZERS = {"sgd": keras.optimizers.SGD, "rmsprop": keras.optimizers.RMSprop, "adam": keras.optimizers.Adam}
ARGUMENTS = {"learningRate": "learning_rate", "beta1": "beta_1", "beta2": "beta_2"}


def metric(name):
    return keras.metrics.RootMeanSquaredError() if name == "rootMeanSquaredError" else NAMES[name]


def build(layers):
    model = keras.Sequential([keras.Input((4,))])
    for layer in layers:
        regularizers = {
            f"{part}_regularizer": keras.regularizers.L1L2(**layer[f"{part}Regularizer"])
            for part in ("kernel", "bias")
            if f"{part}Regularizer" in layer
        }
        model.add(keras.layers.Dense(layer["units"], activation=layer["activation"], **regularizers))
    return model


class Recorder(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.steps = []

    def on_train_batch_end(self, batch, logs=None):
        self.steps.append(digits(np.concatenate([np.ravel(w) for w in self.model.get_weights()])))


def camel(name):
    validation = name.startswith("val_")
    plain = {v: k for k, v in NAMES.items()}[name.removeprefix("val_")]
    return "val" + plain[0].upper() + plain[1:] if validation else plain


def run(case):
    model = build(case["layers"])
    model.set_weights([uniform(*w.shape) for w in model.get_weights()])
    initial = digits(np.concatenate([np.ravel(w) for w in model.get_weights()]))
    options = dict(case["optimizer"])
    optimizer = OPTIMIZERS[options.pop("name")](**{ARGUMENTS.get(k, k): v for k, v in options.items()})
    loss_options = {"from_logits": True} if case.get("fromLogits") else {}
    model.compile(
        optimizer=optimizer,
        loss=LOSSES[case["loss"]](**loss_options),
        metrics=[metric(m) for m in case.get("metrics", [])],
        weighted_metrics=[metric(m) for m in case.get("weightedMetrics", [])],
    )
    recorder = Recorder()
    history = model.fit(
        x,
        {"labels": labels, "oneHot": one_hot, "binary": binary, "targets": targets}[case["y"]],
        batch_size=4,
        epochs=3,
        shuffle=False,
        verbose=0,
        sample_weight=weights_per_row if case.get("sampleWeight") else None,
        class_weight={int(k): v for k, v in case["classWeight"].items()} if "classWeight" in case else None,
        validation_split=case.get("validationSplit", 0.0),
        validation_data=(x_other, y_other, weights_other) if case.get("validation") else None,
        callbacks=[recorder],
    ).history
    return {
        **case,
        "initial": initial,
        "steps": recorder.steps,
        "history": {camel(name): digits(values) for name, values in history.items()},
    }


golden = {
    "keras": keras.__version__,
    "batchSize": 4,
    "epochs": 3,
    "x": digits(x),
    "labels": labels.tolist(),
    "oneHot": digits(one_hot),
    "binary": digits(binary),
    "targets": digits(targets),
    "sampleWeight": digits(weights_per_row),
    "validation": {"x": digits(x_other), "y": digits(y_other), "sampleWeight": digits(weights_other)},
    "cases": {name: run(case) for name, case in CASES.items()},
}
Path(__file__).with_name("keras.data.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")

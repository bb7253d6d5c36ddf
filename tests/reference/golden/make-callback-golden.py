"""Feeds sequences of figures to the callbacks of Keras 3 and writes what they did to callbacks.data.json.

    pip install keras jax && KERAS_BACKEND=jax python tests/reference/golden/make-callback-golden.py
"""

import json
from pathlib import Path

import keras
import numpy as np

random = np.random.default_rng(20250107)


class Model:
    """As much of a model as the callbacks ask for; its weights are the number of the epoch."""

    def __init__(self):
        self.stop_training = False
        self.optimizer = keras.optimizers.SGD(learning_rate=0.5)
        self.weights = -1

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def figures(count):
    # Few different values, so that equal ones and changes of just min_delta occur; they drift down a little.
    values = (random.integers(0, 12, count) + np.linspace(8, 0, count).round()) / 16
    if random.random() < 0.1:
        values[random.integers(count)] = np.nan
    return [float(v) for v in np.float32(values)]


def run(callback, name, values):
    """Returns the number of epochs, the learning rate of each, and the epoch whose weights the model has."""
    model = Model()
    callback.set_model(model)
    callback.on_train_begin()
    rates = []
    for epoch, value in enumerate(values):
        rates.append(float(model.optimizer.learning_rate))
        model.weights = epoch
        callback.on_epoch_end(epoch, {"loss": 0.0, name: value})
        if model.stop_training:
            break
    callback.on_train_end()
    return len(rates), rates, model.weights


def case(kind, names, options):
    values = figures(16)
    monitor, mode = [("val_loss", "min"), ("val_loss", "auto"), ("val_accuracy", "max")][random.integers(3)]
    options = {"monitor": monitor, "mode": mode, **options}
    callback = kind(**options)
    epochs, rates, weights = run(callback, monitor, values)
    said = {"epochs": epochs, "weights": weights}
    if kind is keras.callbacks.EarlyStopping:
        for key, attribute in names.items():
            said[key] = getattr(callback, attribute)
    else:
        said["rates"] = [float(f"{rate:.7g}") for rate in rates]
    return {
        "options": options,
        "values": ["NaN" if v != v else v for v in values],
        "result": {k: "NaN" if v != v else v for k, v in said.items()},
    }


def choice(*values):
    return values[random.integers(len(values))]


early = [
    case(
        keras.callbacks.EarlyStopping,
        {"best": "best", "bestEpoch": "best_epoch", "wait": "wait", "stoppedEpoch": "stopped_epoch"},
        {
            "min_delta": choice(0, 0.0625, 0.1),
            "patience": choice(0, 1, 2, 4),
            "baseline": choice(None, None, 0.5),
            "restore_best_weights": choice(True, False),
            "start_from_epoch": choice(0, 0, 3),
        },
    )
    for _ in range(60)
]
reduce = [
    case(
        keras.callbacks.ReduceLROnPlateau,
        {},
        {
            "factor": choice(0.1, 0.5),
            "patience": choice(0, 1, 2, 3),
            "min_delta": choice(1e-4, 0.0625),
            "cooldown": choice(0, 1, 3),
            "min_lr": choice(0.0, 0.02),
        },
    )
    for _ in range(60)
]

path = Path(__file__).parent / "callbacks.data.json"
path.write_text(json.dumps({"earlyStopping": early, "reduceLROnPlateau": reduce}) + "\n")

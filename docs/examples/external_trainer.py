#!/usr/bin/env python3
"""Train a pipeline's model with scikit-learn on its matured examples, as a folder that can be published.

    kcat -C -J -e -q -b localhost:9092 -t card-fraud.examples |
      python3 external_trainer.py --pipeline pipelines/card-fraud --output candidate

Needs scikit-learn, skl2onnx, onnxruntime and pyyaml.
"""

import argparse
import hashlib
import json
import pathlib
import shutil
import sys

import numpy
import onnxruntime
import sklearn
import yaml
from onnx import TensorProto, helper, numpy_helper
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import Pipeline

SEED = 42
GOLDEN = 16


def read(lines):
    """The last example of each event, by time; and the topic, and its offsets."""
    latest, offsets, topic = {}, [], ""
    for line in lines:
        record = json.loads(line)
        example = json.loads(record["payload"])
        topic = record["topic"]
        offsets.append(record["offset"])
        latest[example["event_id"]] = example
    if not latest:
        sys.exit("there are no examples yet: they come when events have matured (learning.maturity)")
    # What its decision prevented from showing is no example, unless somebody has reported it.
    seen = [e for e in latest.values() if e.get("observed", True) or "known_at" in e]
    seen.sort(key=lambda e: e["event_time"])
    return seen, topic, {"from": min(offsets), "to": max(offsets) + 1}


def columns(examples, features):
    nan = float("nan")
    rows = numpy.array([[e["features"].get(f, nan) for f in features] for e in examples], numpy.float32)
    labels = numpy.array([e["label"] > 0 for e in examples])
    weights = numpy.array([e.get("weight", 1.0) for e in examples])
    return rows, labels, weights


def export(model, features):
    """ONNX with one input `features` and one output `score`, the probability of a positive."""
    shape = [("features", FloatTensorType([None, len(features)]))]
    onnx = convert_sklearn(model, initial_types=shape, options={id(model): {"zipmap": False}}, target_opset={"": 17, "ai.onnx.ml": 3})
    probabilities = onnx.graph.output[1].name
    onnx.graph.initializer.append(numpy_helper.from_array(numpy.array([1]), "positive"))
    onnx.graph.node.append(helper.make_node("Gather", [probabilities, "positive"], ["score"], axis=1))
    del onnx.graph.output[:]
    onnx.graph.output.append(helper.make_tensor_value_info("score", TensorProto.FLOAT, [None, 1]))
    return onnx.SerializeToString()


def dataset(examples, labels, rows, topic, offsets):
    return {
        "file": topic,
        "offsets": offsets,
        "sha256": hashlib.sha256(rows.tobytes()).hexdigest(),
        "from": examples[0]["event_time"][:10],
        "to": examples[-1]["event_time"][:10],
        "rows": len(examples),
        "positives": int(labels.sum()),
    }


def present(row, features):
    return {f: float(v) for f, v in zip(features, row) if not numpy.isnan(v)}


def quantiles(values):
    values = values[~numpy.isnan(values)]
    return numpy.quantile(values, numpy.linspace(0, 1, 21), method="nearest").tolist() if len(values) else []


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pipeline", type=pathlib.Path, required=True)
    arguments.add_argument("--output", type=pathlib.Path, required=True)
    options = arguments.parse_args()

    definition = yaml.safe_load((options.pipeline / "pipeline.yaml").read_text())
    features = definition["model"]["features"]
    examples, topic, offsets = read(sys.stdin)
    rows, labels, weights = columns(examples, features)

    # The newest fifth says how good it is; it is not learned from.
    split = len(examples) * 4 // 5
    if len(set(labels[:split])) < 2 or len(set(labels[split:])) < 2:
        sys.exit(f"{len(examples)} examples, {labels.sum()} of them positive, are too few: wait for more")
    forest = RandomForestClassifier(100, max_depth=8, min_samples_leaf=5, random_state=SEED)
    model = Pipeline([("imputer", SimpleImputer(keep_empty_features=True)), ("forest", forest)])
    model.fit(rows[:split], labels[:split], forest__sample_weight=weights[:split])

    onnx = export(model, features)
    session = onnxruntime.InferenceSession(onnx, providers=["CPUExecutionProvider"])
    scores = session.run(["score"], {"features": rows})[0][:, 0]
    difference = float(numpy.abs(scores - model.predict_proba(rows)[:, 1]).max())
    if difference > 1e-5:
        sys.exit(f"the export differs from the model by {difference}")

    held = slice(split, None)
    metrics = {
        "auc_roc": roc_auc_score(labels[held], scores[held], sample_weight=weights[held]),
        "average_precision": average_precision_score(labels[held], scores[held], sample_weight=weights[held]),
    }
    order = numpy.argsort(scores[:split])[numpy.linspace(0, split - 1, GOLDEN).astype(int)]
    learned = dataset(examples[:split], labels[:split], rows[:split], topic, offsets)
    card = {
        "name": definition["pipeline"],
        "sha256": hashlib.sha256(onnx).hexdigest(),
        "inputs": {"features": features},
        "outputs": ["score"],
        "provenance": {
            "made_by": f"scikit-learn {sklearn.__version__}",
            "parameters": {name: str(value) for name, value in forest.get_params().items() if value is not None},
            "data": learned,
        },
        "evaluations": [
            {
                "on": "holdout",
                "data": dataset(examples[held], labels[held], rows[held], topic, offsets),
                "metrics": metrics,
            }
        ],
        "golden": [
            {"features": present(rows[i], features), "outputs": {"score": float(scores[i])}} for i in order
        ],
        "quantiles": {
            "features": {f: quantiles(rows[:split, i].astype(float)) for i, f in enumerate(features)},
            "outputs": {"score": quantiles(scores[:split].astype(float))},
        },
    }
    shutil.copytree(options.pipeline, options.output, dirs_exist_ok=True)
    (options.output / "model.onnx").write_bytes(onnx)
    (options.output / "model.json").write_text(json.dumps(card, indent=2) + "\n")
    print(
        f"{options.output}: {split} examples up to {learned['to']}, {learned['positives']} of them positive; on the "
        f"{len(examples) - split} after them: " + ", ".join(f"{name} {value:.4f}" for name, value in metrics.items())
    )


if __name__ == "__main__":
    main()

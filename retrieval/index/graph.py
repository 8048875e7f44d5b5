"""Writes the ONNX graph of all-MiniLM-L6-v2 from its safetensors file, once per machine.

The graph stands in `minilm.txt`: a BERT encoder of six layers, masked mean pooling (as a sum, the
length cancels out in the normalisation), unit length. It names onnxruntime's fused operators,
because those are not found in a hand-written graph by themselves.
"""

import json
import re
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LAYERS = 6
GRAPH_TEXT = Path(__file__).parent / "minilm.txt"
Weights = dict[str, NDArray[np.float32]]


def write_graph(safetensors: Path, target: Path) -> None:
    """Inputs of the graph are `ids` and `mask`, its output is `vectors`."""
    import onnx  # an optional 40 MB: only this one step needs it
    import onnx.parser

    head, layer, end = re.split(r"^---.*\n", GRAPH_TEXT.read_text("utf-8"), flags=re.M)
    layers = (layer.replace("NEXT", str(at + 1)).replace("_N", f"_{at}") for at in range(LAYERS))
    model = onnx.parser.parse_model("\n".join((head, *layers, end)))
    used = {name for node in model.graph.node for name in node.input}
    model.graph.initializer.extend(
        onnx.numpy_helper.from_array(np.array(value, order="C"), name)
        for name, value in prepared(read_safetensors(safetensors)).items()
        if name in used
    )
    onnx.save(model, str(target))


def prepared(weights: Weights) -> Weights:
    """The weights under the names that the graph gives them, in the shapes it multiplies with."""
    named = {
        name.replace(".", "_"): value.T if name.endswith("dense.weight") else value for name, value in weights.items()
    }
    # There is one segment only, so its embedding belongs to every position.
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    named["positions"] = weights["embeddings.position_embeddings.weight"] + segment
    for at in range(LAYERS):
        parts = [f"encoder.layer.{at}.attention.self.{part}" for part in ("query", "key", "value")]
        named[f"attention_{at}_weight"] = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
        named[f"attention_{at}_bias"] = np.concatenate([weights[f"{part}.bias"] for part in parts])
    return named


def read_safetensors(path: Path) -> Weights:
    """The float32 tensors of a safetensors file, mapped, not copied."""
    content = np.memmap(path, dtype=np.uint8, mode="r")
    (length,) = struct.unpack("<Q", content[:8].tobytes())
    header = json.loads(content[8 : 8 + length].tobytes())
    tensors: Weights = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, last = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name] = content[first:last].view(np.float32).reshape(entry["shape"])
    return tensors

"""Writes the ONNX graph of all-MiniLM-L6-v2 from its safetensors file, once per machine.

A BERT encoder of six layers, masked mean pooling, unit length. Attention, skip normalisation and
GELU use onnxruntime's fused operators, because it does not fuse a hand-written graph by itself.
"""

import json
import struct
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
Weights = dict[str, NDArray[np.float32]]


def write_graph(safetensors: Path, target: Path) -> None:
    """Inputs of the graph are `ids` and `mask`, its output is `vectors`."""
    import onnx  # an optional 40 MB: only this one step needs it

    graph = _Graph(onnx, read_safetensors(safetensors))
    hidden = graph.embed_tokens()
    for layer in range(LAYERS):
        hidden = graph.encode(hidden, f"encoder.layer.{layer}")
    graph.pool(hidden)
    onnx.save(graph.model(), str(target))


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


class _Graph:
    """Collects nodes and constants; its methods return the names of what they compute."""

    def __init__(self, onnx: ModuleType, weights: Weights) -> None:
        self._onnx, self._weights = onnx, weights
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def embed_tokens(self) -> str:
        prefix = "embeddings"
        # There is one segment only, so its embedding belongs to every position.
        positions = self._weights[f"{prefix}.position_embeddings.weight"]
        positions = positions + self._weights[f"{prefix}.token_type_embeddings.weight"][0]
        length = self._node("Slice", self._node("Shape", "ids"), *self._integers([1], [2]))
        kept = self._node("Slice", self._constant(positions), self._constant(np.array([0], np.int64)), length)
        words = self._node("Gather", self._named(f"{prefix}.word_embeddings.weight"), "ids")
        scale, shift = self._normalisation(f"{prefix}.LayerNorm")
        total = self._node("Add", words, kept)
        return self._node("LayerNormalization", total, scale, shift, axis=-1, epsilon=EPSILON)

    def encode(self, hidden: str, layer: str) -> str:
        parts = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self._weights[f"{part}.bias"] for part in parts])
        mask = self._node("Cast", "mask", to=self._onnx.TensorProto.INT32)
        context = self._fused("Attention", hidden, self._constant(weight), self._constant(bias), mask, num_heads=HEADS)
        attended = self._add_and_normalise(context, hidden, f"{layer}.attention.output")
        wide = self._node("MatMul", attended, self._transposed(f"{layer}.intermediate.dense"))
        active = self._fused("BiasGelu", wide, self._named(f"{layer}.intermediate.dense.bias"))
        return self._add_and_normalise(active, attended, f"{layer}.output")

    def pool(self, hidden: str) -> None:
        mask = self._node("Cast", "mask", to=self._onnx.TensorProto.FLOAT)
        (middle,) = self._integers([1])
        (last,) = self._integers([-1])
        row = self._node("Unsqueeze", mask, middle)
        # The length cancels out in the normalisation, so a sum does for the mean.
        total = self._node("Squeeze", self._node("MatMul", row, hidden), middle)
        length = self._node("ReduceL2", total, last, keepdims=1)
        self._node("Div", total, length, output="vectors")

    def model(self) -> Any:
        helper, kind = self._onnx.helper, self._onnx.TensorProto
        inputs = [helper.make_tensor_value_info(name, kind.INT64, ["batch", "length"]) for name in ("ids", "mask")]
        output = helper.make_tensor_value_info("vectors", kind.FLOAT, ["batch", WIDTH])
        graph = helper.make_graph(self._nodes, "minilm", inputs, [output], self._constants)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)

    def _add_and_normalise(self, source: str, skipped: str, part: str) -> str:
        projected = self._node("MatMul", source, self._transposed(f"{part}.dense"))
        scale, shift = self._normalisation(f"{part}.LayerNorm")
        bias = self._named(f"{part}.dense.bias")
        return self._fused("SkipLayerNormalization", projected, skipped, scale, shift, bias, epsilon=EPSILON)

    def _normalisation(self, part: str) -> tuple[str, str]:
        return self._named(f"{part}.weight"), self._named(f"{part}.bias")

    def _named(self, name: str) -> str:
        return self._constant(self._weights[name])

    def _transposed(self, part: str) -> str:
        return self._constant(self._weights[f"{part}.weight"].T)

    def _integers(self, *values: list[int]) -> list[str]:
        return [self._constant(np.array(value, np.int64)) for value in values]

    def _constant(self, value: NDArray[Any]) -> str:
        name = f"constant_{len(self._constants)}"
        array = np.array(value, order="C")
        self._constants.append(self._onnx.numpy_helper.from_array(array, name))
        return name

    def _fused(self, operator: str, *inputs: str, **attributes: Any) -> str:
        return self._node(operator, *inputs, domain="com.microsoft", **attributes)

    def _node(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"value_{len(self._nodes)}"
        make = self._onnx.helper.make_node
        self._nodes.append(make(operator, list(inputs), [output], **attributes))
        return output

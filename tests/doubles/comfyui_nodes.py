"""The nodes the double of ComfyUI has: a few of the real one's, with their inputs and limits, run on arrays."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.media.audio import read_sound, wav_bytes
from lampblack.media.video import VideoReader, VideoWriter

_COUNT = ["INT", {"default": 1, "min": 1, "max": 4096}]
_SIDE = ["INT", {"default": 512, "min": 1, "max": 16384}]
_SEED = ["INT", {"default": 0, "min": 0, "max": 2**64 - 1}]
_SHARE = ["FLOAT", {"default": 0.5, "min": 0.0, "max": 1.0}]
_PREFIX = ["STRING", {"default": "ComfyUI"}]
MODELS = ["wan2.2_vace.safetensors", "sdxl.safetensors"]

NODES: dict[str, dict[str, dict[str, Any]]] = {
    "CheckpointLoaderSimple": {"required": {"ckpt_name": [MODELS, {}]}},
    "CLIPTextEncode": {"required": {"text": ["STRING", {"multiline": True}], "clip": ["CLIP"]}},
    "EmptyImage": {
        "required": {"width": _SIDE, "height": _SIDE, "batch_size": _COUNT, "color": ["INT", {"max": 16777215}]}
    },
    "Paint": {
        "required": {
            "image": ["IMAGE"], "positive": ["CONDITIONING"], "seed": _SEED,
            "cfg": ["FLOAT", {"min": 0.0, "max": 100.0}], "sampler": ["COMBO", {"options": ["euler", "heun"]}],
        },
        "optional": {
            "negative": ["CONDITIONING"], "start": ["IMAGE"], "control": ["IMAGE"], "reference": ["IMAGE"],
            "strength": _SHARE,
        },
    },
    "LoadImage": {"required": {"image": [["example.png"], {"image_upload": True}]}},
    "LoadVideo": {"required": {"file": ["COMBO", {"options": [], "video_upload": True}]}},
    "LoadImagesFolder": {"required": {"folder": ["STRING", {}]}},
    "LoadAudio": {"required": {"audio": ["COMBO", {"options": [], "audio_upload": True}]}},
    "GetVideoComponents": {"required": {"video": ["VIDEO"]}},
    "ImageScale": {"required": {"image": ["IMAGE"], "width": _SIDE, "height": _SIDE}},
    "CreateVideo": {
        "required": {"images": ["IMAGE"], "fps": ["FLOAT", {"min": 1.0, "max": 120.0}]},
        "optional": {"audio": ["AUDIO"]},
    },
    "EmptyAudio": {"required": {"duration": ["FLOAT", {}], "text": ["STRING", {}]}},
    "SaveImage": {"required": {"images": ["IMAGE"], "filename_prefix": _PREFIX}},
    "SaveVideo": {"required": {"video": ["VIDEO"], "filename_prefix": _PREFIX}},
    "SaveAudio": {"required": {"audio": ["AUDIO"], "filename_prefix": _PREFIX}},
}  # fmt: skip
OUTPUTS = ("SaveImage", "SaveVideo", "SaveAudio")


class Failure(Exception):  # noqa: N818 - what a node does
    """A node broke down while it was run."""

    def __init__(self, node: str, words: str) -> None:
        super().__init__(words)
        self.node = node


@dataclass(frozen=True, kw_only=True)
class File:
    """A saved result."""

    name: str
    folder: str
    type: str
    data: bytes


def described(name: str, uploads: dict[str, bytes]) -> dict[str, Any]:
    """A node as `/object_info` describes it."""
    return {"input": NODES[name], "name": name, "output_node": name in OUTPUTS, "category": "double"}


def run(graph: dict[str, Any], uploads: dict[str, bytes]) -> dict[str, tuple[str, list[File]]]:
    """Every output node's key and files."""
    made: dict[str, Any] = {}
    files: dict[str, tuple[str, list[File]]] = {}
    for node, body in graph.items():
        if body["class_type"] in OUTPUTS:
            kind, found = _value(graph, node, uploads, made)
            files[node] = (kind, found)
    return files


def _value(graph: dict[str, Any], node: str, uploads: dict[str, bytes], made: dict[str, Any]) -> Any:
    if node in made:
        return made[node]
    body = graph[node]
    told = {
        name: _value(graph, value[0], uploads, made)[value[1]] if isinstance(value, list) else value
        for name, value in body["inputs"].items()
    }
    try:
        made[node] = _NODE[body["class_type"]](node, told, uploads)
    except Failure:
        raise
    except Exception as error:  # whatever a node raises ends its prompt
        raise Failure(node, f"{type(error).__name__}: {error}") from error
    return made[node]


def _empty(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    return (np.full((told["batch_size"], told["height"], told["width"], 3), 90, np.uint8),)


def _paint(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    """Noise of its seed over the picture it is given; `explode` among the words breaks it."""
    if "explode" in told["positive"]:
        raise Failure(node, "CUDA out of memory.\nTried to allocate 2.00 GiB")
    picture = np.array(told["image"])
    if "control" in told:
        size = picture.shape[2:0:-1]
        picture = np.stack([cv2.resize(each, size) for each in told["control"][: len(picture)]])
    if "start" in told:
        picture[0] = cv2.resize(told["start"][0], picture.shape[2:0:-1])
    noise = np.random.default_rng(told["seed"]).integers(0, 20, picture.shape[1:3], np.uint8)
    return (np.minimum(255, picture.astype(np.int32) + noise[None, ..., None]).astype(np.uint8),)


def _image(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    with Image.open(io.BytesIO(uploads[told["image"]])) as image:
        return (np.asarray(image.convert("RGB"))[None],)


def _folder(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    names = sorted(name for name in uploads if name.startswith(told["folder"] + "/"))
    if not names:
        raise Failure(node, f"No such folder: {told['folder']}")
    return (np.concatenate([_image(node, {"image": name}, uploads)[0] for name in names]),)


def _on_disk(data: bytes, ending: str) -> Path:
    with tempfile.NamedTemporaryFile(suffix=ending, delete=False) as file:
        file.write(data)
    return Path(file.name)


def _film(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    path = _on_disk(uploads[told["file"]], ".mp4")
    with VideoReader(path) as reader:
        frames = np.stack(list(reader.rgb(0, reader.contents.frames)))
        rate = float(reader.contents.rate.fraction)
    path.unlink()
    return ((frames, rate, None),)


def _heard(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    path = _on_disk(uploads[told["audio"]], ".wav")
    sound = read_sound(path, channels=2)
    path.unlink()
    return (sound,)


def _scaled(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    return (np.stack([cv2.resize(each, (told["width"], told["height"])) for each in told["image"]]),)


def _saved_film(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    frames, speed, _ = told["video"]
    path = _on_disk(b"", ".mp4")
    part = Fraction(speed).limit_denominator(1001)
    rate = Rate(numerator=part.numerator, denominator=part.denominator)
    with VideoWriter(path, size=(frames.shape[2], frames.shape[1]), rate=rate) as writer:
        for each in frames:
            writer.write(np.ascontiguousarray(each))
    data = path.read_bytes()
    path.unlink()
    return ("images", [_file(told, "mp4", data)])


def _saved_pictures(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    files = []
    for picture in told["images"]:
        held = io.BytesIO()
        Image.fromarray(picture).save(held, "PNG")
        files.append(_file(told, "png", held.getvalue()))
    return ("images", files)


def _silence(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    times = np.arange(round(told["duration"] * SAMPLE_RATE))
    return (np.repeat(0.2 * np.sin(times * 0.03)[:, None], 2, axis=1).astype(np.float32),)


def _saved_sound(node: str, told: dict[str, Any], uploads: dict[str, bytes]) -> Any:
    return ("audio", [_file(told, "wav", wav_bytes(told["audio"]))])


def _file(told: dict[str, Any], ending: str, data: bytes) -> File:
    """Its number in the output folder comes when it is saved there."""
    folder, _, stem = told["filename_prefix"].rpartition("/")
    return File(name=f"{stem}.{ending}", folder=folder, type="output", data=data)


_NODE = {
    "CheckpointLoaderSimple": lambda node, told, uploads: ("model", "clip", "vae"),
    "CLIPTextEncode": lambda node, told, uploads: (told["text"],),
    "EmptyImage": _empty,
    "Paint": _paint,
    "LoadImage": _image,
    "LoadImagesFolder": _folder,
    "LoadVideo": _film,
    "LoadAudio": _heard,
    "GetVideoComponents": lambda node, told, uploads: (told["video"][0], told["video"][2], told["video"][1]),
    "ImageScale": _scaled,
    "CreateVideo": lambda node, told, uploads: ((told["images"], told["fps"], told.get("audio")),),
    "EmptyAudio": _silence,
    "SaveImage": _saved_pictures,
    "SaveVideo": _saved_film,
    "SaveAudio": _saved_sound,
}

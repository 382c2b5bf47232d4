"""Workflows in API form for the double, and the tables of `servers.toml` that name them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lampblack_engines.comfyui.reading import studios
from lampblack_engines.comfyui.table import Studio


def node(title: str, kind: str, **inputs: Any) -> dict[str, Any]:
    """A node as Export (API) writes it."""
    return {"inputs": inputs, "class_type": kind, "_meta": {"title": title}}


_WORDS = {
    "1": node("Model", "CheckpointLoaderSimple", ckpt_name="wan2.2_vace.safetensors"),
    "2": node("Prompt", "CLIPTextEncode", text="a cat", clip=["1", 1]),
    "3": node("Negative", "CLIPTextEncode", text="blurry", clip=["1", 1]),
    "4": node("Size", "EmptyImage", width=832, height=480, batch_size=81, color=0),
}
_SAMPLER: dict[str, Any] = {
    "image": ["4", 0], "positive": ["2", 0], "negative": ["3", 0], "seed": 1, "cfg": 6, "sampler": "euler",
}  # fmt: skip

FILM: dict[str, Any] = {
    **_WORDS,
    "5": node(
        "Sampler", "Paint", **_SAMPLER, start=["6", 0], control=["9", 0], reference=["10", 0], strength=0.5,
    ),
    "6": node("First frame", "LoadImage", image="example.png"),
    "7": node("Depth", "LoadVideo", file="depth.mp4"),
    "8": node("Get Video Components", "GetVideoComponents", video=["7", 0]),
    "9": node("Fit depth", "ImageScale", image=["8", 0], width=832, height=480),
    "10": node("Reference", "LoadImage", image="example.png"),
    "11": node("Speed", "CreateVideo", images=["5", 0], fps=16, audio=["13", 0]),
    "12": node("Save", "SaveVideo", video=["11", 0], filename_prefix="film/take"),
    "13": node("Voice", "LoadAudio", audio="voice.wav"),
    "14": node("Look", "SaveImage", images=["5", 0], filename_prefix="look"),
}  # fmt: skip
FILM_TABLE = """
output = "Save"
block = 16
frames_rule = "4k+1"
[NAME.inputs]
words = "Prompt.text"
without = "Negative.text"
width = "Size.width"
height = "Size.height"
frames = "Size.batch_size"
rate = "Speed.fps"
seed = "class:Paint.seed"
guidance = "Sampler.cfg"
first = "First frame.image"
depth = "Depth.file"
strength.depth = "#5.strength"
references.1 = "Reference.image"
voice = "Voice.audio"
"""

STILL: dict[str, Any] = {
    **_WORDS,
    "4": node("Size", "EmptyImage", width=1024, height=1024, batch_size=1, color=0),
    "5": node("Sampler", "Paint", **_SAMPLER),
    "6": node("Save", "SaveImage", images=["5", 0], filename_prefix="still"),
}
STILL_TABLE = """
kind = "paint"
[NAME.inputs]
words = "Prompt.text"
width = "Size.width"
height = "Size.height"
seed = "Sampler.seed"
"""

FRAMES_TABLE = """
rates = ["24"]
[NAME.inputs]
words = "Prompt.text"
width = "Size.width"
height = "Size.height"
frames = "Size.batch_size"
seed = "Sampler.seed"
"""

LARGER: dict[str, Any] = {
    "1": node("Source", "LoadVideo", file="source.mp4"),
    "2": node("Parts", "GetVideoComponents", video=["1", 0]),
    "3": node("Size", "ImageScale", image=["2", 0], width=1920, height=1080),
    "4": node("Speed", "CreateVideo", images=["3", 0], fps=24),
    "5": node("Save", "SaveVideo", video=["4", 0], filename_prefix="large"),
}
LARGER_TABLE = """
kind = "scale"
[NAME.inputs]
video = "Source.file"
width = "Size.width"
height = "Size.height"
rate = "Speed.fps"
"""

SYNC: dict[str, Any] = {
    "1": LARGER["1"],
    "2": LARGER["2"],
    "3": node("Speed", "CreateVideo", images=["2", 0], fps=24, audio=["5", 0]),
    "4": node("Save", "SaveVideo", video=["3", 0], filename_prefix="mouth"),
    "5": node("Voice", "LoadAudio", audio="voice.wav"),
}
SYNC_TABLE = """
kind = "sync"
[NAME.inputs]
video = "Source.file"
voice = "Voice.audio"
rate = "Speed.fps"
"""

SOUND: dict[str, Any] = {
    "1": node("Sound", "EmptyAudio", duration=5, text="rain"),
    "2": node("Save", "SaveAudio", audio=["1", 0], filename_prefix="sound"),
}
SOUND_TABLE = """
kind = "KIND"
[NAME.inputs]
words = "Sound.text"
seconds = "Sound.duration"
"""
LINE_TABLE = """
kind = "speak"
[NAME.inputs]
words = "Sound.text"
"""

ALL: dict[str, tuple[dict[str, Any], str]] = {
    "film": (FILM, FILM_TABLE),
    "frames": (STILL, FRAMES_TABLE),
    "still": (STILL, STILL_TABLE),
    "larger": (LARGER, LARGER_TABLE),
    "mouth": (SYNC, SYNC_TABLE),
    "noise": (SOUND, SOUND_TABLE.replace("KIND", "foley")),
    "music": (SOUND, SOUND_TABLE.replace("KIND", "compose")),
}


def written(folder: Path, name: str, graph: object, table: str, url: str = "http://127.0.0.1:1") -> Path:
    """`servers.toml` with one table, and the workflow beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(graph, ensure_ascii=False), "utf-8")
    file = folder / "servers.toml"
    head = f'[{name}]\nprotocol = "comfyui"\nurl = "{url}"\nworkflow = "{name}.json"\n'
    file.write_text(head + table.replace("NAME", name), "utf-8")
    return file


def studio_named(folder: Path, name: str, url: str = "http://127.0.0.1:1", more: str = "") -> Studio:
    """One of `ALL`, written down and read."""
    graph, table = ALL[name]
    return studios(written(folder, name, graph, more + table, url))[name]

"""Other names for sizes, angles and moves, as people say them on a set, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from lampblack.shots.model import Angle, Move, ShotSize

KNOWN: Mapping[str, tuple[str, ...]] = {
    "size": get_args(ShotSize),
    "angle": get_args(Angle),
    "move": get_args(Move),
}
"""What each of the three may be called in a `Shot`."""

ALSO: Mapping[str, Mapping[str, str]] = {
    "size": {
        "extreme_long": "extreme_wide", "long": "wide", "cowboy": "medium_full", "american": "medium_full",
        "medium_long": "medium_full", "medium_close_up": "medium_close", "close_up": "close",
        "extreme_close_up": "extreme_close", "cutaway": "insert", "insert_shot": "insert",
        "大远景": "extreme_wide", "远景": "wide", "全景": "full", "中全景": "medium_full", "七分身": "medium_full",
        "中景": "medium", "中近景": "medium_close", "近景": "medium_close", "特写": "close", "近特写": "close",
        "大特写": "extreme_close", "插入": "insert", "插入镜头": "insert",
    },
    "angle": {
        "frontal": "front", "over_the_shoulder": "over_shoulder", "ots": "over_shoulder", "two": "two_shot",
        "low_angle": "low", "high_angle": "high", "from_below": "low", "from_above": "high", "behind": "back",
        "正面": "front", "四分之三侧面": "three_quarter", "斜侧": "three_quarter", "侧面": "profile",
        "过肩": "over_shoulder", "双人": "two_shot", "双人镜头": "two_shot", "仰拍": "low", "俯拍": "high",
        "背面": "back",
    },
    "move": {
        "fixed": "static", "locked": "static", "dolly": "push_in", "dolly_in": "push_in", "push": "push_in",
        "dolly_out": "pull_out", "pull": "pull_out", "pull_back": "pull_out", "track": "truck", "tracking": "follow",
        "boom": "crane", "arc": "orbit", "zoom": "zoom_in", "rack": "rack_focus", "focus_pull": "rack_focus",
        "固定": "static", "推": "push_in", "推近": "push_in", "拉": "pull_out", "拉远": "pull_out",
        "摇": "pan", "摇摄": "pan", "俯仰": "tilt", "移": "truck", "横移": "truck", "升降": "crane", "环绕": "orbit",
        "变焦": "zoom_in",
        "变焦推": "zoom_in", "变焦拉": "zoom_out", "跟": "follow", "跟拍": "follow",
        "手持": "handheld", "移焦": "rack_focus",
    },
}  # fmt: skip
"""What people also write, and what it is called here."""


def plain_name(kind: str, written: str) -> str:
    """The house's own name for what somebody wrote (`Close-Up`, `特写`); what nobody knows is handed back as it is."""
    said = written.strip().casefold().replace("-", "_").replace(" ", "_")
    said = said.removesuffix("_shot") if said not in (*KNOWN[kind], *ALSO[kind]) else said
    return said if said in KNOWN[kind] else ALSO[kind].get(said, written)

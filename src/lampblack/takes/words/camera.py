"""How a shot is filmed, in the words of a camera crew: size, angle, lens and move."""

from __future__ import annotations

from dataclasses import replace

from lampblack.shots.model import Shot
from lampblack.staging.camera import CameraPose
from lampblack.takes.words.tongue import Both, Tongue, listed, said

SIZES: dict[str, Both] = {
    "extreme_wide": ("extreme wide shot", "大远景"),
    "wide": ("wide shot", "远景"),
    "full": ("full shot, head to toe", "全景，人物全身"),
    "medium_full": ("medium full shot, from the knees up", "中全景，膝盖以上"),
    "medium": ("medium shot, from the waist up", "中景，腰部以上"),
    "medium_close": ("medium close-up, chest and head", "中近景，胸部以上"),
    "close": ("close-up of the face", "面部特写"),
    "extreme_close": ("extreme close-up", "大特写"),
    "insert": ("insert, close-up of the object", "物件特写"),
}
ANGLES: dict[str, Both] = {
    "front": ("frontal view", "正面"),
    "three_quarter": ("three-quarter view", "四分之三侧面"),
    "profile": ("profile view", "正侧面"),
    "over_shoulder": ("over-the-shoulder shot", "过肩镜头"),
    "two_shot": ("two-shot", "双人镜头"),
    "low": ("low angle, looking up", "低角度仰拍"),
    "high": ("high angle, looking down", "高角度俯拍"),
    "back": ("from behind", "背面"),
}
MOVES: dict[str, Both] = {
    "static": ("static camera", "固定机位"),
    "push_in": ("slow push-in", "镜头缓慢推近"),
    "pull_out": ("slow pull-out", "镜头缓慢拉远"),
    "pan": ("slow pan", "镜头缓慢横摇"),
    "tilt": ("slow tilt", "镜头缓慢俯仰"),
    "truck": ("camera trucks sideways", "镜头横移"),
    "crane": ("slow crane move", "镜头缓慢升降"),
    "orbit": ("slow orbit around the subject", "镜头缓慢环绕"),
    "zoom_in": ("slow zoom in", "缓慢变焦推近"),
    "zoom_out": ("slow zoom out", "缓慢变焦拉远"),
    "follow": ("camera follows the subject", "镜头跟随人物"),
    "handheld": ("handheld camera, slight sway", "手持镜头，轻微晃动"),
    "rack_focus": ("rack focus between the subjects", "焦点在人物之间转移"),
}
DIRECTED: dict[str, Both] = {
    "pan left": ("slow pan to the left", "镜头缓慢左摇"),
    "pan right": ("slow pan to the right", "镜头缓慢右摇"),
    "tilt up": ("slow tilt up", "镜头缓慢上摇"),
    "tilt down": ("slow tilt down", "镜头缓慢下摇"),
    "truck left": ("camera trucks to the left", "镜头向左横移"),
    "truck right": ("camera trucks to the right", "镜头向右横移"),
    "crane up": ("slow crane up", "镜头缓慢升起"),
    "crane down": ("slow crane down", "镜头缓慢下降"),
}
"""Moves whose direction the camera's path says."""
_LENSES = (14, 18, 21, 24, 28, 35, 40, 50, 65, 85, 100, 135, 200)
_SHALLOW = 0.012
"""Metres of entrance pupil from which what is behind the subject is soft."""


def size_of(shot: Shot, tongue: Tongue) -> str:
    """How much is seen, and from where."""
    angle = said(ANGLES, shot.angle, tongue)
    if shot.size == "insert" or (shot.angle == "two_shot" and len(shot.subject) > 2):
        angle = ""
    return listed((said(SIZES, shot.size, tongue), angle), tongue)


def lens_of(shot: Shot, tongue: Tongue) -> str:
    """The lens a photographer would say it is, and how deep its focus."""
    pose = shot.staging.camera.keys[0].pose
    lens = min(_LENSES, key=lambda each: abs(each - pose.focal_length_mm))
    shallow = {"en": "shallow depth of field", "zh": "浅景深"}[tongue] if pose.aperture >= _SHALLOW else ""
    return listed(({"en": f"{lens}mm lens", "zh": f"{lens}毫米镜头"}[tongue], shallow), tongue)


def move_of(shot: Shot, tongue: Tongue) -> str:
    """What the camera does, with its direction where it has one."""
    steady, used = replace(shot.staging.camera, handheld=0.0), shot.range_in_take
    way = _way(shot.move, steady.at(used.start), steady.at(used.stop - 1))
    return said(DIRECTED, f"{shot.move} {way}", tongue) or said(MOVES, shot.move, tongue)


def _way(move: str, begin: CameraPose, end: CameraPose) -> str:
    match move:
        case "pan":
            return "right" if end.yaw > begin.yaw else "left"
        case "tilt":
            return "up" if end.pitch > begin.pitch else "down"
        case "truck":
            return "right" if end.position.x > begin.position.x else "left"
        case "crane":
            return "up" if end.position.y > begin.position.y else "down"
        case _:
            return ""

"""The film's look in words, and what models do wrong by default."""

from __future__ import annotations

from lampblack.takes.words.tongue import Both, Tongue, in_tongue

_LOOKS: tuple[tuple[tuple[str, ...], Both], ...] = (
    (
        ("paper", "纸", "纸影", "纸戏", "paper theatre"),
        (
            "paper-cut puppet theatre, jointed figures and scenery hand-cut from painted paper, layered cards with "
            "soft drop shadows, visible paper grain, muted pigments",
            "剪纸偶戏风格，手工剪裁彩绘的纸人与布景，多层纸板叠放，柔和投影，可见纸张纹理，矿物色淡雅",
        ),
    ),
    (
        ("ink", "水墨", "墨", "ink wash", "ink-wash"),
        (
            "Chinese ink-wash painting in motion, wet brush strokes on rice paper, graded black ink with sparse "
            "colour, much of the paper left white",
            "水墨动画风格，宣纸上的湿润笔触，墨分五色，设色清淡，大片留白",
        ),
    ),
    (
        ("shadow", "皮影", "皮影戏", "影戏", "shadow puppets", "shadow-puppets"),
        (
            "Chinese shadow-puppet play, translucent dyed leather figures with carved openwork, lit from behind on a "
            "warm white screen",
            "皮影戏风格，镂空雕刻的半透明彩色皮影，背光映在暖白幕布上",
        ),
    ),
    (
        ("woodcut", "版画", "木版画", "木刻", "浮世绘", "woodblock", "ukiyo-e"),
        (
            "coloured woodblock print in motion, carved black outlines, flat printed colours, wood grain and slight "
            "misregistration",
            "套色木版画风格，刀刻黑色轮廓线，平涂色块，木纹肌理，轻微错版",
        ),
    ),
)
WITHOUT: Both = (
    "text, captions, subtitles, watermark, logo, extra limbs, extra fingers, fused fingers, deformed hands, deformed "
    "face, duplicated people, morphing, flicker, jitter, blurry, low quality, compression artefacts",
    "文字，字幕，水印，标志，多余的肢体，多余的手指，手指粘连，手部畸形，面部变形，人物重复，形体突变，画面闪烁，抖动，模糊，低质量，压缩痕迹",
)
"""What generative models do wrong where they are not told otherwise."""
STILL_WITHOUT: Both = (
    "text, captions, watermark, logo, signature, frame, border, extra limbs, extra fingers, fused fingers, deformed "
    "hands, deformed face, duplicated people, blurry, low quality, compression artefacts",
    "文字，字幕，水印，标志，签名，边框，多余的肢体，多余的手指，手指粘连，手部畸形，面部变形，人物重复，模糊，低质量，压缩痕迹",
)
_CRAFTED: Both = ("photorealistic, live action, 3D render", "写实照片，真人实拍，三维渲染")
"""What a look of the house is not."""


def look_of(look: str, tongue: Tongue) -> str:
    """A look of the house as one says it to a stranger; any other words as they are."""
    both = _known(look)
    return in_tongue(both, tongue) if both else look.strip()


def without_of(look: str, tongue: Tongue, *, still: bool = False) -> str:
    """What must not be seen: models' habits, and for a look of the house the photograph it is not."""
    habits = in_tongue(STILL_WITHOUT if still else WITHOUT, tongue)
    gap = "，" if tongue == "zh" else ", "
    return habits + gap + in_tongue(_CRAFTED, tongue) if _known(look) else habits


def _known(look: str) -> Both | None:
    asked = look.strip().lower()
    return next((both for names, both in _LOOKS if asked in names), None)

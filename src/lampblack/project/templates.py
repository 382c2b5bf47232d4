"""The film that `lampblack new` begins with: short, whole, and meant to be written over."""

from __future__ import annotations

SCRIPT_ZH = """Title: {title}
Author:
Language: zh

.外景 河边 - 黄昏

林小雨站在河边，望着远处的山。

@林小雨
你说，河的那边是什么？
[[en: What do you think is on the other side?]]

@阿木
走过去，就知道了。
[[en: Cross over, and we will know.]]

两人望着落日。
"""

SCRIPT_EN = """Title: {title}
Author:
Language: en

EXT. RIVERBANK - DUSK

MAYA stands by the river and looks at the hills.

MAYA
What do you think is on the other side?

TOM
Cross over, and we will know.

They watch the sun go down.
"""

FILM = """title = "{title}"
language = "{language}"
captions = [{captions}]

[format]
size = "1280x720"
rate = "24"

[engines]
film = "theatre"
speak = "{voice}"
foley = "effects"
compose = "score"
"""

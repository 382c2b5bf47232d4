"""Make `src/lampblack/media/fonts/lampblack-kai.woff2` from LXGW WenKai Regular: what every caption can count on.

Takes all of GB 2312 that is text (6,763 Hanzi, kana, Greek, Cyrillic, punctuation), ASCII, Latin-1, Latin Extended-A
and pinyin vowels. The result is renamed, because "LXGW" and "霞鹜" are reserved font names (OFL 1.1, condition 3).

    apt-get download fonts-lxgw-wenkai && dpkg -x fonts-lxgw-wenkai_*.deb wenkai
    python tools/subset_font.py wenkai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf

Needs fonttools and brotli (not needed to run Lampblack). Same source and versions, same bytes.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Lampblack Kai"
TARGET = Path(__file__).parents[1] / "src/lampblack/media/fonts/lampblack-kai.woff2"
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
SIGNS = "—…“”‘’·〇●○★♪♫〓–•™©®°×÷±≈≠≤≥→←↑↓①②③④⑤⑥⑦⑧⑨⑩「」『』〈〉《》【】〔〕～￥€、。"


def gb2312(first: int, last: int) -> str:
    """All characters GB 2312 has in rows `first` to `last` (lead bytes, both included)."""
    found: list[str] = []
    for lead in range(first, last + 1):
        for trail in range(0xA1, 0xFF):
            try:
                found.append(bytes([lead, trail]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return "".join(found)


def wanted() -> str:
    """Every character the shipped font is to have, if its source has it."""
    latin = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x386, 0x3CF), *range(0x400, 0x460))))
    return latin + PINYIN + SIGNS + gb2312(0xA1, 0xA1) + gb2312(0xA3, 0xA7) + gb2312(0xB0, 0xF7)


def rename(font: TTFont) -> None:
    """Give the subset its own name; the copyright notice (id 0) and the licence (13, 14) stay."""
    names = font["name"]
    ours = {1: FAMILY, 2: "Regular", 3: f"{FAMILY} Regular", 4: f"{FAMILY} Regular", 6: "LampblackKai-Regular"}
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14) and record.langID == 0x409]
    for number, text in ours.items():
        names.setName(text, number, 3, 1, 0x409)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="LXGWWenKai-Regular.ttf")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    font = TTFont(arguments.source, recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "ccmp", "locl", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=wanted())
    subsetter.subset(font)
    rename(font)
    font.flavor = "woff2"
    font.save(arguments.target)
    lacking = "".join(sorted(set(wanted()) - set(map(chr, font.getBestCmap()))))
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.2f} MB, {len(font.getBestCmap())} characters")
    print(f"not in the source: {lacking or 'none'}")


if __name__ == "__main__":
    main()

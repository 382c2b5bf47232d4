"""What can be heard in what is written: foley names found in the words of an action."""

from __future__ import annotations

from lampblack.breakdown.lexicon import Lexicon

_SOUNDS = Lexicon(
    {
        "thunder": "雷声|打雷|惊雷|雷|thunder|thunderclap",
        "splash": "水花|溅|扑通|跳入水|落水|splash|splashes|splashing",
        "river": "河水|流水|溪水|波涛|江水|河流|river|stream|rushing water",
        "sea": "海浪|浪涛|潮水|surf|waves",
        "rain": "雨声|暴雨|大雨|下雨|rain(?! ?coat)|rains|raining|downpour",
        "wind": "狂风|大风|寒风|风声|起风|风(?=吹|从|起|卷|呼|掠)|wind|winds|gale|gust|breeze",
        "birds": "鸟鸣|鸟叫|鸟|雀|birds?|birdsong|chirping",
        "crickets": "虫鸣|蟋蟀|蝉鸣|蝉|crickets?|cicadas?",
        "fire": "火焰|篝火|火堆|大火|烈火|fire|flames?|bonfire|campfire",
        "leaves": "落叶|树叶|叶子|枝叶|竹叶|沙沙|rustle|rustles|rustling|foliage|dead leaves|dry leaves",
        "footstep": "脚步声|脚步|footsteps?",
        "staff": "手杖(?:敲|点|顿|落)|顿杖|拄着|拄杖|taps (?:his|her) (?:staff|cane)",
        "knock": "敲门|叩门|knock|knocks|knocking",
        "sword": "拔剑|剑鸣|刀光|兵刃|draws (?:his|her|a) sword|clash of swords|swords clash",
        "bell": "钟声|铃声|铃铛|敲钟|bells?|chimes?",
        "drink": "喝水|喝|饮|drink|drinks|drinking|sips?|gulps?",
        "fall": "倒下|跌倒|摔倒|倒地|扑倒|collapses|falls? (?:down|to the ground)",
        "cloth": "衣袖|衣袍|衣襟|旗帜|sleeves?|flag|cloak",
        "crowd": "人群|人声|喧闹|众人|crowd|crowds|chatter",
    }
)


def sounds_of(action: str) -> tuple[str, ...]:
    """Foley names in the order in which they are first heard, each once."""
    return tuple(dict.fromkeys(hit.meaning for hit in _SOUNDS.all(action)))

"""The verbs of action lines, in Chinese and English, as the stage knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.breakdown.lexicon import Lexicon
from lampblack.staging.people import Verb

Move = Literal["", "enter", "exit", "walk", "run", "sit", "stand", "kneel", "lie"]
_HIS = "(?:his|her|their|the|a|an)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Doing:
    """What a word of the table makes a person do. A look has neither verb nor move: only a target."""

    verb: Verb | None = None
    move: Move = ""


DOINGS: dict[str, Doing] = {
    "run_in": Doing(move="enter"),
    "enter": Doing(move="enter"),
    "exit": Doing(move="exit"),
    "walk": Doing(move="walk"),
    "run": Doing(move="run"),
    "sit": Doing(move="sit"),
    "stand": Doing(move="stand"),
    "kneel": Doing(move="kneel"),
    "lie": Doing(move="lie"),
    "fall": Doing(verb="fall", move="lie"),
    "turn": Doing(verb="turn"),
    "point": Doing(verb="point"),
    "raise": Doing(verb="raise"),
    "reach": Doing(verb="reach"),
    "drink": Doing(verb="drink"),
    "strike": Doing(verb="strike"),
    "give": Doing(verb="give"),
    "take": Doing(verb="take"),
    "look_up": Doing(verb="look_up"),
    "look_down": Doing(verb="look_down"),
    "look": Doing(),
    "nod": Doing(verb="nod"),
    "shake": Doing(verb="shake"),
    "bow": Doing(verb="bow"),
    "weep": Doing(verb="weep"),
    "laugh": Doing(verb="laugh"),
    "gesture": Doing(verb="gesture"),
}

VERBS = Lexicon(
    {
        "enter": "走来|走过来|走进来?|走入|走上前|走上|迎上|进来|进屋|进门|跑来|跑进来?|赶来|奔来|冲进来?|推门而入|"
        "上场|"
        "登场|入场|出现|"
        "enters?|entering|comes? in|comes? out|walks? in|walks? up|steps? in|steps? out|steps? onto|appears?|arrives?|"
        "approach(?:es|ing)?|runs? in|comes? (?:to|towards?|closer)",
        "exit": "离开|离去|走远|走开|走出去?|走了|退下|下场|远去|跑远|跑开|跑出去?|冲出去?|奔出去?|走掉|"
        "溜走|消失|转身就走|"
        "exits?|exiting|leaves|leaving|goes out|walks? (?:out|off|away)|runs? (?:out|off|away)|disappears?|"
        "vanish(?:es)?|departs?",
        "walk": "走到|走向|走去|走近|走着|走过(?!来)|迈步|踱步|踱|跟上|跟着|漫步|前行|"
        "走(?![廊道私来进入上出开远了过到向去近着])|"
        "walks?|walking|strides?|striding|steps? (?:forward|back|closer|towards?)|crosse?s|wanders?|follows?|"
        "heads? (?:for|to|towards?)|"
        "goes to|moves? (?:to|towards?)|strolls?|reaches (?:the|a)|paces?",
        "run": "奔跑|奔向|跑向|跑到|狂奔|飞奔|疾奔|追赶|追逐|追上|追着|追向|冲向|冲上|跑(?![来进远开出到向])|"
        "runs?|running|sprints?|rush(?:es)?|dash(?:es)?|chas(?:es|ing)|race[sd]?|races to|hurr(?:y|ies)",
        "sit": "坐下|坐在|坐到|坐着|盘坐|席地而坐|落座|端坐|坐(?![标骑])|sits?|sitting|sits? down|seated|takes a seat",
        "stand": "站起来?|起身|站着|站在|站定|站立|立在|立于|伫立|爬起来?|站(?![台点岗])|stands?|standing|"
        "stands? up|rises|gets up|rising",
        "kneel": "跪下|跪倒|跪在|跪地|跪|kneels?|kneeling|drops to (?:his|her|their) knees|on (?:his|her|their) knees",
        "lie": "躺下|躺在|躺着|卧倒|躺|lies|lying|lies down|lays? down",
        "fall": "倒下|倒在|倒地|跌倒|摔倒|扑倒|昏倒|晕倒|栽倒|跌坐|falls?|falling|falls down|collaps(?:es|ing)|"
        "stumbles?|faints?|topples?",
        "turn": "转身|转过身|回身|回头|转头|回过头|扭头|转向|转过头|turns?|turning|"
        "turns? (?:around|round|back|away)|spins?",
        "point": "指着|指向|指了指|手指向|points?|pointing",
        "raise": f"高举|举起|举着|抬起手|扬起手?|提起|举(?![动行止办例])|raises?|raising|lifts?|lifting|holds? up|"
        f"hoists?|raises {_HIS} (?:hand|arm|arms)",
        "reach": "伸手|伸出手|伸出双手|够向|摸向|伸向|reach(?:es)? (?:out|for|up|down|into|towards?)|reaching|"
        "stretch(?:es)? out|"
        "holds? out",
        "drink": "喝水|饮水|喝下|饮下|喝干|饮|喝(?![彩令道止])|drinks?|drinking|sips?|gulps?|swallows",
        "strike": "击打|打了|打向|砸向|劈向|砍向|挥拳|挥剑|挥刀|捶|劈|砍|砸|strikes?|striking|hits?|hitting|"
        "punch(?:es)?|slaps?|"
        "slash(?:es)?|smash(?:es)?|kicks?",
        "give": "递给|递上|递过|交给|送给|还给|塞给|递|gives?|giving|offers?|passes|"
        "hands (?!are|is|of|on|in|over (?:his|her))",
        "take": "接过|接住|接下|拿起|拿过|拿出|拾起|捡起|取出|取下|摘下|摘|抓起|抓住|握住|takes?|taking|"
        "picks? up|grabs?|"
        "catch(?:es)?|seizes?|snatch(?:es)?|clutch(?:es)?",
        "look_up": "抬头|抬起头|仰望|仰头|抬眼|望天|望向天空|looks? up|looking up|gazes? up|stares? up|"
        "lifts? (?:his|her) (?:head|eyes)",
        "look_down": "低头|低下头|俯视|俯瞰|垂下眼|垂首|looks? down|looking down|"
        "lowers? (?:his|her) (?:head|eyes)|hangs? (?:his|her) head",
        "look": "望着|望向|望了|远望|眺望|看着|看向|看了|盯着|凝视|凝望|注视|打量|端详|望|"
        "looks?(?: at| to| towards?| over| out)?|"
        "looking(?: at)?|gaz(?:es|ing)|gazes? at|star(?:es|ing)|stares? at|watch(?:es|ing)?|glances?|sees?|"
        "eyes (?!are|is)",
        "nod": "点头|点了点头|颔首|nods?|nodding",
        "shake": "摇头|摇了摇头|shakes? (?:his|her|their) head|shaking (?:his|her|their) head",
        "bow": "鞠躬|行礼|作揖|拱手|俯身|叩首|磕头|拜倒|躬身|弯腰|bows?|bowing|bends? down|bends? over|curts(?:y|ies)",
        "weep": "哭泣|哭|流泪|落泪|抽泣|啜泣|泪流|垂泪|weeps?|weeping|cries|crying|sobs?|sobbing|in tears",
        "laugh": "大笑|微笑|笑了|笑着|笑起来|冷笑|苦笑|笑(?![话容])|laughs?|laughing|smiles?|smiling|chuckles?|"
        "grins?|giggles?",
        "gesture": "挥手|招手|摆手|比划|摊手|抱拳|waves?|waving|gestures?|beckons?|shrugs?",
    }
)

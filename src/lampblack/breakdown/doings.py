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
    "lay": Doing(verb="give"),
    "look_up": Doing(verb="look_up"),
    "look_down": Doing(verb="look_down"),
    "look": Doing(),
    "nod": Doing(verb="nod"),
    "shake": Doing(verb="shake"),
    "bow": Doing(verb="bow"),
    "weep": Doing(verb="weep"),
    "laugh": Doing(verb="laugh"),
    "gesture": Doing(verb="gesture"),
    "wave": Doing(verb="wave"),
    "clap": Doing(verb="clap"),
    "shrug": Doing(verb="shrug"),
    "think": Doing(verb="think"),
    "cross": Doing(verb="cross"),
    "wipe": Doing(verb="wipe"),
    "cover": Doing(verb="cover"),
    "sigh": Doing(verb="sigh"),
    "parry": Doing(verb="parry"),
    "fight": Doing(verb="fight"),
    "eat": Doing(verb="eat"),
    "embrace": Doing(verb="embrace"),
    "hold": Doing(verb="hold"),
    "work": Doing(verb="work"),
    "read": Doing(verb="look_down"),
    "still": Doing(),
}

THINGS = Lexicon(
    {
        "mug": "coffees?|马克杯|搪瓷缸|搪瓷杯|纸杯|mugs?|tin cups?|paper cups?|coffee cups?",
        "cup": "酒碗|茶碗|水碗|一碗(?:水|酒|茶|汤|药)|碗|酒杯|茶杯|杯|一盏茶|茶(?!馆|楼|几)|cups?|bowls?|"
        "glass of|tea|wine",
        "gourd": "葫芦|水囊|酒囊|gourds?|flasks?|water ?skins?|bottles?",
        "book": "书卷|竹简|书(?!房|生|桌|架|信)|卷轴|books?|scrolls?|notebooks?",
        "letter": "书信|信封|信件|信纸|家书|纸条|一张纸|字条|(?<=[封这那的])信|letters?|envelopes?|telegrams?|notes?|"
        "sheets? of paper|papers?",
        "key": "钥匙|keys?",
        "gun": "手枪|左轮|枪(?!声|响)|guns?|pistols?|revolvers?",
        "phone": "手机|听筒|话筒|(?:smart|cell)?phones?|telephones?|receivers?",
        "torch": "手电筒?|电筒|torch(?:es)?|flashlights?",
        "cigarette": "香烟|卷烟|烟卷|一[支根]烟|cigarettes?|cigars?",
        "clipboard": "病历夹?|文件夹|写字板|clipboards?|folders?|files?",
        "twig": "竹叶|树枝|枝条|柳枝|花枝|一[枝朵](?:梅|桃)?花|twigs?|sprigs?|branch(?:es)?|flowers?|roses?",
        "lantern": "灯笼|提灯|lanterns?",
        "fan": "折扇|团扇|扇子|fans?",
        "sword": "长剑|宝剑|短剑|剑|刀|swords?|blades?|daggers?",
        "staff": "手杖|拐杖|木杖|杖|staff|staffs|walking stick",
        "umbrella": "雨伞|油纸伞|伞|umbrellas?|parasols?",
    }
)
"""What can be in a hand, by what it is called in a line."""

VERBS = Lexicon(
    {
        "enter": "跟在|走来|走回来|赶到|来到|闯进来?|闯入|跨进|迈进|走过来|走进来?|走入|走上前|走上|迎上|进来|进屋|"
        "进门|跑来|跑进来?|赶来|奔来|冲进来?|推门而入|"
        "上场|"
        "登场|入场|出现|"
        "enters?|entering|comes? in|comes? out|walks? in|walks? up|steps? in|steps? out|steps? onto|appears?|"
        "strides? in|bursts? in|storms? in|rushes in|marches in|slips? in|pops? (?:up|in|out)|"
        "hurr(?:y|ies) (?:in|up|over)|brings?(?! up)|"
        "arrives?|"
        "approach(?:es|ing)?|runs? in|comes? (?:to|towards?|closer)",
        "exit": "离开|离去|走远|走开|走出去?|走了|退下|下场|远去|跑远|跑开|跑出去?|冲出去?|奔出去?|走掉|"
        "溜走|消失|转身就走|"
        "飘然而去|而去|隐入|没入|逃走|逃开|跑掉|出门|走出门|退出|exits?|exiting|flees?|leaves|leaving|goes out|"
        "walks? (?:out|off|away)|runs? (?:out|off|away)|disappears?|"
        "vanish(?:es)?|departs?",
        "walk": "走到|走回|来回走|走下|爬上|登上|穿过|绕过|退后|后退|凑近|靠近|逼近|挪到|挪开|退到|上前|走向|"
        "走去|走近|走着|走过(?!来)|迈步|踱步|踱|跟上|跟着|漫步|前行|"
        "走(?![廊道私来进入上出开远了过到向去近着])|"
        "trudges?|climbs?|crawls?|limps?|staggers?|backs? (?:away|up|off)|circles?|marche?s|"
        "steps? (?:aside|inside|past|over)|retreats?|leans? (?:in|forward|closer)|walks?|walking|strides?|"
        "striding|steps? (?:forward|back|closer|towards?)|crosse?s|wanders?|follows?|"
        "heads? (?:for|to|towards?)|"
        "goes to|moves? (?:to|towards?)|strolls?|reaches (?:the|a)|paces?",
        "run": "奔跑|奔过去|跑过去|扑向|逃向|追出去?|奔到|冲到|飞跑|奔向|跑向|跑到|狂奔|飞奔|疾奔|追赶|追逐|"
        "追上|追着|追向|冲向|冲上|跑(?![来进远开出到向])|"
        "runs?|running|sprints?|rush(?:es)?|dash(?:es)?|chas(?:es|ing)|race[sd]?|races to|hurr(?:y|ies)",
        "sit": "坐下|坐回|坐起身?|蹲坐|盘腿坐|坐在|坐到|坐着|盘坐|席地而坐|落座|端坐|坐(?![标骑])|sits?|"
        "sitting|sits? (?:up|back)|settles? (?:on|in|into|back)|sinks? (?:on|in)to|drops into|perche?s|"
        "slumps? (?:into|onto|in|at|down)|sits? down|"
        "seated|takes a seat",
        "stand": "站起来?|站起身|坐起来|直起身|立起来?|起身|站着|站在|站定|站立|立在|立于|伫立|爬起来?|"
        "站(?![台点岗])|stands?|standing|"
        "stands? up|rises|gets up|rising",
        "kneel": "跪下|蹲下|蹲在|蹲|单膝跪地|跪倒|跪在|跪地|跪|kneels?|kneeling|crouche?s|crouching|squats?|"
        "sinks? to (?:his|her|their) knees|falls? to (?:his|her|their) knees|drops to (?:his|her|their) knees|"
        "on (?:his|her|their) knees",
        "lie": "躺下|躺在|躺着|卧倒|躺|lies|lying|lies down|lays? down",
        "fall": "倒下|瘫倒|瘫坐|仆倒|滚倒|绊倒|滑倒|倒在|倒地|跌倒|摔倒|扑倒|昏倒|晕倒|栽倒|跌坐|falls?|"
        "falling|falls down|collaps(?:es|ing)|"
        "stumbles?|faints?|topples?",
        "turn": "转身|转开|背过身|别过头|别过脸|回望|侧过身|转过身|回身|回头|转头|回过头|扭头|转向|转过头|"
        "turns?(?! (?:the|an?|it|its|over|on|off|up|down|out|pale|red|white|his (?!head|back|face)|"
        "her (?!head|back|face)))|turning|"
        "turns? (?:around|round|back|away)|spins?",
        "point": "指着|指点|一指|指(?![头甲尖环望挥定])|指向|指了指|手指向|举枪|瞄准|points?|pointing|aims?|aiming",
        "raise": f"高举|抬起双手|张开双臂|托起|扛起|抱起|捧起|举起|举着|抬起手|扬起手?|提起|举(?![动行止办例])|"
        f"raises?|raising|lifts?|lifting|holds? (?:up|high|aloft)|"
        f"hoists?|raises {_HIS} (?:hand|arm|arms)",
        "reach": "拦住|拦下|"
        "伸手|伸出一只手|触碰|抚摸|轻抚|拍了拍|拍拍|抚着|摸了摸|摸着|敲了?敲|敲门|扔|丢|推开|拉开|打开|"
        "关上|合上|按住|扶住|扶起|扶着|拉住|拽住|nudges?|helps?|throws?|hurls?|tosses|touche?s|touching|"
        "knocks?|pushe?s|opens?|closes?|shuts?|pats?|"
        "strokes?|taps?|pulls?|presse?s|伸出手|伸出双手|够向|摸向|伸向|"
        "reach(?:es)? (?:out|for|up|down|into|towards?)|reaching|"
        "stretch(?:es)? out|"
        "holds? out",
        "drink": "喝水|喝了|喝完|喝光|啜饮?|抿了?一口|痛饮|一饮而尽|饮水|喝下|饮下|喝干|饮|喝(?![彩令道止退斥问骂])|"
        "drinks?|drinking|sips?|gulps?|swallows|drains? (?:the|his|her)",
        "strike": "击打|打翻|打了(?!个|一个|起来)|一拳|一掌|一脚|踢开?|踹|刺向|刺(?![眼耳骨])|抽打|拍桌|拍案|"
        "扇了|掷|摔(?!倒)|射|"
        "斩|打向|砸向|劈向|砍向|挥拳|挥剑|挥刀|捶|劈|砍|砸|strikes?|striking|hits?|hitting|"
        "punch(?:es)?|slaps?|"
        "slash(?:es)?|stabs?|swings?|thrusts?|lunges?|shoves?|pounds?|slams?|smash(?:es)?|kicks?",
        "give": "递给|递过去|交到|献给|奉上|捧给|端给|塞到|赠给|递上|递过|交给|送给|还给|塞给|递|gives?|giving|"
        "offers?|passes|"
        "hands(?! (?:are|is|of|on|in|together|tremble|shake))",
        "take": "接过|夺过|夺下|抢过|抢走|抓过|端起|掏出|抽出|拔出|拿(?!起|过|出|着)|背起|收起|接住|折下|折断|"
        "接下|拿起|拿过|拿出|拾起|捡起|取出|取下|摘下|摘|抓起|抓住|握住|takes?|taking|"
        "picks? up|grabs?|draws? (?:a|his|her|the)|pulls? (?:out )?(?:an?)|unfolds?|"
        "catch(?:es)?|seizes?|snatch(?:es)?|clutch(?:es)?",
        "lay": "放下|放在|搁下|"
        "puts? (?:down|on|away|the|it|his|her)|lays? (?:the|it|his|her)|sets? (?:down|the|it|his|her)|"
        f"lowers? (?:{_HIS} )?(?:guns?|pistols?|revolvers?|rifles?|weapons?|knife|knives|swords?|books?)",
        "look_up": "抬头|抬眼|抬起眼|仰起头|仰面|抬起头|仰望|仰头|抬眼|望天|望向天空|looks? up|looking up|"
        "gazes? up|stares? up|"
        "lifts? (?:his|her) (?:head|eyes)",
        "look_down": "低头|低着头|埋头|垂头|低下眼|低垂|低下头|俯视|俯瞰|垂下眼|垂首|looks? down|looking down|"
        "lowers? (?:his|her) (?:head|eyes)|hangs? (?:his|her) head",
        "look": "望着|望去|回望|扫视|环顾|瞪着|瞪了|瞥了?|瞧着?|偷看|张望|看见|看到|打量|直视|对视|相视|端量|"
        "望见|望向|望了|远望|眺望|看着|看向|看了|盯着|凝视|凝望|注视|打量|端详|望|"
        "looks?(?: at| to| towards?| over| out)?|"
        "looking(?: at)?|gaz(?:es|ing)|gazes? at|star(?:es|ing)|stares? at|watch(?:es|ing)?|peers?|glares?|"
        "studies|scans?|regards?|squints?|glances?|sees?|"
        "eyes (?!are|is)",
        "nod": "点头|点点头|点了点头|连连点头|点了一下头|点了点头|颔首|nods?|nodding",
        "shake": "摇头|摇摇头|直摇头|摇了摇头|shakes? (?:his|her|their) head|shaking (?:his|her|their) head",
        "bow": "鞠躬|鞠了一躬|欠身|施礼|一拜|跪拜|拱了拱手|抱拳|俯下身|弯下腰|行礼|作揖|拱手|俯身|叩首|磕头|"
        "拜倒|躬身|弯腰|bows?|bowing|bends? down|bends? over|curts(?:y|ies)",
        "weep": "哭泣|痛哭|哽咽|呜咽|抹泪(?!水)|流下泪|掉泪|眼泪|泪水|红了眼|哭|流泪|落泪|抽泣|啜泣|泪流|垂泪|"
        "weeps?|weeping|cries|crying|sobs?|sobbing|in tears",
        "laugh": "大笑|微微一笑|一笑|笑出声|哈哈大笑|咧嘴|微笑|笑了|笑着|笑起来|冷笑|苦笑|笑(?![话容])|laughs?|"
        "laughing|smiles?|smiling|chuckles?|"
        "grins?|giggles?",
        "gesture": "喝退|喝止|喝斥|摆手|摆摆手|比划|做手势|gestures?|gesturing|motions? (?:to|for|at)|signals?",
        "wave": "挥手|招手|挥了挥手|招了招手|挥舞|挥动|挥别|waves?|waving|beckons?",
        "clap": "鼓掌|拍手|击掌|抚掌|claps?|clapping|applauds?",
        "shrug": "耸肩|耸了耸肩|摊手|摊开双?手|shrugs?|shrugging",
        "think": "沉思|思索|思考|思量|若有所思|托腮|托着下巴|出神|发呆|犹豫|迟疑|想了想|thinks?|ponders?|considers?|"
        "hesitates?|muses?",
        "cross": f"抱臂|抱起?双臂|双臂抱胸|抱着胳膊|叉手|cross(?:es)? {_HIS} arms|folds? {_HIS} arms|"
        f"arms (?:crossed|folded)",
        "wipe": "擦泪|擦去眼泪|抹去眼泪|拭泪|抹眼泪|擦眼泪|擦干眼泪|擦了?擦|抹了?一?把|擦汗|"
        f"wipes? (?:away )?(?:{_HIS} )?(?:eyes|tears?|face|cheeks?|brow|forehead)|wipes?|dries {_HIS} (?:eyes|tears)",
        "cover": "捂住脸|捂着脸|掩面|双手掩面|蒙住脸|捂住嘴|捂着嘴|掩口|"
        f"(?:covers?|hides?|buries) {_HIS} (?:face|eyes|mouth)|(?:face|head) in {_HIS} hands",
        "sigh": "叹气|叹息|叹了口气|叹了一口气|长叹|深吸一?口气|松了?一?口气|喘气|喘息|"
        "sighs?|sighing|exhales?|takes? a (?:deep )?breath|breathes? (?:in|out|deeply)",
        "parry": "招架|格挡|挡住|挡开|架住|抵挡|parr(?:y|ies)|blocks?|wards? off|deflects?|fends? off",
        "fight": "打斗|搏斗|厮杀|交手|打起来|打了起来|扭打|对打|比武|过招|决斗|交战|激战|"
        "fights?|fighting|duels?|wrestles?|struggles? with|spars?|brawls?|cross(?:es)? swords",
        "work": "洗手|洗|切菜|切|写|缝|磨|擦拭|扫地|扫|编织|织|做饭|煮|倒了?一?[杯碗]|倒[水酒茶]|斟|劈柴|浇水|"
        "收拾|点灯|点燃|点起|"
        "pours?|pouring|writes?|writing|cooks?|washe?s|washing|cuts|sews?|sweeps?|types?|packs?|ties|digs?|"
        "fixe?s|mends?|"
        "lights? (?:the|a|his|her)|works?|working|stirs?",
        "read": "读信|读着|看书|翻书|翻开|翻着|读(?!者|书人)|reads?|reading|leafs? through",
        "still": "不动|愣住|愣在|停下脚?步?|站住|等待|等着|等(?!级|于)|躲在|躲到|靠在|靠着|倚着|倚在|"
        "闭上?着?眼|睁开眼|睡着|沉默|听着|倾听|"
        "说|问道?|答道?|喊|叫道|唱|念|自语|低语|"
        "waits?|waiting|stays?|remains?|pauses?|stops?|freezes?|hides?|listens?|sleeps?|leans?|trembles?|breathes|"
        "says?|said|asks?|replies|whispers?|speaks?|talks?|calls?|sings?|shouts?|mutters?|is silent|closes his eyes|"
        "closes her eyes",
        "eat": "吃着|吃了|吃完|吃起|吃饭|吃(?![惊力苦亏醋])|咬了?一口|嚼|eats?|eating|chews?|bites? (?:into)?|nibbles?",
        "embrace": "拥抱|抱住|抱紧|搂住|搂着|相拥|抱在一起|拥入怀|搂进怀|"
        f"embraces?|embracing|hugs?|hugging|(?:throws?|puts?|wraps?) {_HIS} arms? (?:around|round)",
        "hold": "握手|牵手|牵着|牵起|拉着|拉起|握住手|握着|手拉手|十指相扣|"
        f"(?:holds?|takes?|clasps?|grips?|squeezes?) {_HIS} hands?|hand in hand|holds? hands|shakes? hands|"
        "hold(?:s|ing) on to",
    }
)

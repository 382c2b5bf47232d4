"""The words of sounds, in Chinese and English, by foley name; of two words as long the first in the table counts."""

from __future__ import annotations

SOUNDS: dict[str, str] = {
    # the sky and the weather
    "thunder_far": "远雷|远处(?:的)?雷声|远处传来雷声|闷雷|隐隐(?:的)?雷声|distant thunder|faraway thunder|"
    "thunder (?:rolls|rumbles) (?:far|in the distance)|rumble of thunder",
    "thunder": "雷声|打雷|惊雷|炸雷|霹雳|雷鸣|雷|thunder|thunders|thunderclap|clap of thunder|thunderbolt",
    "storm": "暴风雨|狂风暴雨|风雨交加|thunderstorm|storm rages|rainstorm",
    "rain": "雨声|暴雨|大雨|下雨|细雨|雨点|雨打|雨(?=水|下|落|敲)|rain(?! ?coat)|rains|raining|downpour|"
    "drizzle|drizzles",
    "gust": "一阵(?:狂|大|冷|寒)?风|阵风|gust|gusts|a blast of wind",
    "wind": "狂风|大风|寒风|风声|起风|朔风|北风|风(?=吹|从|起|卷|呼|掠)|wind|winds|gale|breeze|wind howls",
    "desert_wind": "风沙|沙暴|沙尘暴|黄沙漫天|sandstorm|dust storm",
    "snow_wind": "暴风雪|风雪|blizzard|snowstorm",
    # water
    "splash": "水花|溅起|溅|扑通|跳入水|跳进(?:水|河|湖|池)|跳下(?:水|河|湖)|落水|splash|splashes|"
    "splashing|(?:jumps|dives|falls|leaps|plunges) into the (?:water|river|lake|sea|pool)",
    "pour": "倒(?:水|酒|茶|上|满|了)|斟(?:酒|茶|满|上)?|沏茶|pours?(?! (?:down|out of|over|in\\b))|"
    "pouring (?:tea|wine|water|coffee|a)",
    "drop": "水滴|滴水|滴答落下|drips?|dripping|water drops|a drop falls",
    "bubbles": "冒泡|气泡|水泡|咕嘟|bubbles up|bubbling|gurgles?",
    "waterfall": "瀑布|waterfall|cascade",
    "stream": "溪水|小溪|溪流|泉水|山泉|brook|creek|trickling water",
    "river": "河水|流水|波涛|江水|河流|river|stream|rushing water",
    "lake": "湖水轻拍|湖水拍|水波轻|lapping water|water laps|waves lap",
    "sea": "海浪|浪涛|潮水|涛声|surf|waves",
    # fire and what bursts
    "match": "划(?:着|亮|燃)?(?:一根)?火柴|点(?:上|着|燃)(?:一支|一根)?(?:烟|蜡烛|油灯|灯)|打火机|"
    "strikes? a match|lights? (?:a|the|his|her) (?:match|cigarette|candle|lamp|pipe)|a match flares",
    "firework": "烟花|焰火|爆竹|鞭炮|fireworks?|firecrackers?",
    "explosion": "爆炸|炸开|轰然炸|轰隆一声|explosion|explodes?|blows up|detonates?|blast",
    "gunshot": "枪声|开枪|枪响|鸣枪|一枪|gunshots?|gunfire|shots? (?:rings?|ring) out|"
    "fires? (?:the|a|his|her) (?:gun|pistol|rifle|revolver|shot)|shoots (?:at|him|her|them|the)",
    "laser": "激光(?:枪|炮)|射线枪|laser(?: gun| fire| blast)?|blaster|ray gun",
    "fire": "火焰|篝火|火堆|大火|烈火|炉火|fire(?!d|s|place|works?)|flames?|bonfire|campfire",
    # animals
    "gallop": "马蹄声|马蹄|策马|疾驰|骑马奔|hoofbeats?|hooves|gallops?|galloping|horses? gallop",
    "neigh": "马嘶|嘶鸣|马鸣|战马长嘶|neighs?|neighing|whinn(?:y|ies)",
    "snort": "打响鼻|响鼻|喷鼻|(?:horse|stallion|mare|pony|bull|ox)s? snorts?",
    "dog": "狗叫|犬吠|狗吠|吠叫|吠|汪汪|barking|(?:dogs?|hounds?|puppy|it) barks?|a dog's bark",
    "howl": "狼嚎|狼嗥|狼叫|长嚎|嗥叫|(?:wolf|wolves|dog|dogs|coyotes?) howls?|howling (?:wolf|wolves|dog)",
    "cat": "猫叫|喵喵|喵|meows?|mews|cat(?:'s)? cr(?:y|ies)",
    "rooster": "鸡鸣|鸡叫|公鸡打鸣|打鸣|雄鸡|rooster crows?|cock crows|cockcrow|a rooster crowing",
    "crow": "乌鸦(?:叫|啼|聒噪|哀鸣)?|鸦啼|鸦鸣|crows? caws?|caws?|cawing|ravens? croaks?",
    "owl": "猫头鹰|枭啼|夜枭|owls? hoots?|hooting|hoot of an owl",
    "frogs": "蛙声|蛙鸣|青蛙叫|frogs? croak|frogs|croaking",
    "cow": "牛叫|牛哞|老牛长哞|哞|moos?|cow lows|lowing",
    "sheep": "羊叫|咩|bleats?|bleating|baas?",
    "roar": "虎啸|龙吟|怒吼声|咆哮|狮吼|吼声|(?:tiger|lion|dragon|bear|beast|monster)s? roars?|"
    "a tiger's roar|dragon's roar",
    "growl": "低吼|低声咆哮|(?:dog|wolf|tiger|bear|beast|animal|hound|it)s? (?:growls?|snarls?)|growling|"
    "snarling",
    "crane": "鹤唳|鹤鸣|crane (?:cries|calls|trumpets)|cry of a crane",
    "wings": "振翅|扑棱|拍翅|翅膀(?:拍|扑)|惊起(?:一群)?(?:鸟|飞鸟|宿鸟)|飞鸟惊起|wings? (?:flap|beat)s?|"
    "flapping|flutter of wings|birds? takes? (?:off|flight|wing)|takes? wing",
    "hiss": "嘶嘶|吐信|(?:snake|serpent|cat)s? hiss(?:es)?|hissing",
    "birds": "鸟鸣|鸟叫|鸟语|啁啾|鸟|雀|birds?|birdsong|chirping|chirps?",
    "cicadas": "蝉鸣|蝉声|蝉|知了|cicadas?",
    "crickets": "虫鸣|虫声|蟋蟀|蛐蛐|crickets?",
    # doors
    "doorbell": "门铃|doorbell|door bell|rings the bell(?= |\\.|,)|buzzer",
    "knock": "敲门|叩门|敲了敲门|敲窗|拍门|敲击|"
    "knocks?(?! (?:over|out|down|off|back|him|her|them|it|into))|knocking|raps on|"
    "taps on the (?:door|window)|bangs on the door|pounds on the door",
    "train_door": "(?:列车|车厢|地铁|电车)(?:的)?门(?:打开|关上|滑开|缓缓|开了|关了)|"
    "车门(?:打开|滑开|开了|缓缓)|train doors?|"
    "(?:carriage|subway|train|bus) doors? (?:open|close|hiss|slide)s?|doors? hiss(?:es)?(?: open| shut)?|"
    "airlock (?:opens|closes|cycles)|气闸(?:打开|关闭)|舱门(?:打开|关闭|滑开)",
    "car_door": "关上车门|车门(?:砰地)?关上|甩上车门|拉开车门|car doors?|cab door|"
    "(?:opens|shuts|closes|slams) the car",
    "door_slam": "摔门|甩上门|(?:砰|重重|用力|猛)(?:的一声|地)?(?:把门)?关上(?:门|了门)?|"
    "门被(?:重重|猛地)关上|门砰|slams? (?:(?:the|a|an|his|her|their|its) )?(?:front |back )?door|"
    "doors? slams?(?: shut)?|slams? it shut",
    "door_slide": "拉门|拉开(?:纸门|移门|木门|隔扇|门)|推开(?:纸门|移门)|移门|sliding door|"
    "slides? (?:open )?(?:the|a|an|his|her|their|its) (?:paper |screen )?(?:door|screen)|"
    "(?:door|screen) slides? (?:open|shut|closed)",
    "gate": "(?:城门|宫门|大门|铁门|院门)(?:打开|缓缓|洞开|开|关|吱)|推开(?:大门|院门|柴门|庙门)|"
    "gates? (?:open|close|swing|creak)s?|opens? the gate|shuts? the gate",
    "door_close": "关上(?:房|木|屋|院)?门|关门|掩上门|掩门|带上门|合上门|把门关上|门关上|"
    "(?:closes?|shuts?|pulls? shut) (?:(?:the|a|an|his|her|their|its) )?(?:front |back )?door|"
    "closes? the door|door (?:closes|shuts|swings shut)",
    "door_open": "推开(?:房|木|屋)?门|推门|打开(?:房|木|屋)?门|开门|拉开房门|门开了|门被推开|门打开|"
    "(?:opens?|pushes? open|throws? open|pulls? open) (?:(?:the|a|an|his|her|their|its) )?"
    "(?:front |back |heavy |wooden )?door|"
    "door (?:opens|swings open|flies open|bursts open)|pushes? the door open|bursts? through the door",
    "lock": "锁(?:上|门|住|好)|上锁|开锁|钥匙(?:插|转)|插上门闩|门闩|unlocks?|"
    "locks? (?:the (?:door|gate)|it|up)|turns? the key|bolts? the door|key turns|slides? the bolt",
    "creak": "吱呀|吱吱|嘎吱|咯吱|creaks?|creaking|groaning (?:floor|boards|stairs)|floorboards groan",
    "elevator": "电梯(?:到|门|叮)|elevator (?:dings|arrives|opens|doors)|lift doors",
    # what breaks and falls
    "shatter": "打碎|摔碎|砸碎|摔(?:了|破)(?:一只|一个|只|个)?(?:碗|杯|盘|碟|壶|坛|镜|瓶)|"
    "碎(?:裂|了|成|片四溅|一地)|砸烂|shatters?|shattering|smash(?:es|ing)?(?! into)|"
    "breaks? (?:the|a|his|her) (?:glass|cup|bowl|plate|window|mirror|bottle|vase|pot)|"
    "(?:glass|window|mirror|bottle|bowl|cup|plate|vase) breaks",
    "wood_break": "折断|断裂|树枝断|咔嚓断|踩断|snaps? in (?:two|half)|twig snaps|"
    "branch (?:breaks|snaps|cracks)|board breaks|wood (?:splinters|cracks|breaks)|splinters",
    "rockfall": "山崩|滚石|落石|塌方|崩塌|坍塌|崩落|landslide|rockfall|avalanche|rocks? (?:fall|tumble)s?|"
    "cave[- ]in|collapse of the",
    "stone": "石头落|石子(?:滚|落)|扔石|a stone (?:rolls|falls)|pebble (?:rolls|falls)|"
    "throws a (?:stone|rock)",
    "crash": "撞(?:上|翻|倒|毁|车)|轰然倒|轰然(?:一声)?|打翻|掀翻|crash(?:es|ing)?|smash(?:es)? into|"
    "collides?|topples? over|overturns?|knocks? over",
    "clang": "哐当|当啷|铿锵|铁器|clangs?|clanging|clatters?|clattering",
    "thud": "扑地|咚的一声|重重落下|闷响|重物落地|thuds?|thumps?|"
    "drops? (?:it|the (?:box|bag|sack|body|suitcase))",
    # swords and the like
    "clash": "刀剑相交|兵刃相交|刀光剑影|兵刃|短兵相接|剑相击|交锋|clash of (?:swords|steel|blades)|"
    "(?:swords|blades) (?:clash|meet|cross|ring)|crosse?s swords|steel on steel|steel rings",
    "sheathe": "收剑|还剑入鞘|入鞘|归鞘|收刀|sheathes?|puts? (?:up|away) (?:his|her|the) sword",
    "sword": "拔剑|拔刀|抽剑|抽刀|出鞘|剑鸣|亮剑|刀光|"
    "draws? (?:his|her|a|the|their) (?:swords?|blades?|knife|dagger)|unsheathes?|sword drawn",
    "bow": "放箭|射箭|弓弦|一箭|拉弓|弯弓|(?:looses|shoots|fires|lets fly) an arrow|"
    "arrows? (?:flies|fly|hits|strikes|whistles)|bowstring",
    "whip": "挥鞭|扬鞭|马鞭|鞭子|cracks? (?:a|the|his|her) whip|whip cracks",
    "whoosh": "嗖|呼啸而过|掠过|飞掠|whoosh(?:es)?|swish(?:es)?|whizz(?:es)?|flies past",
    "punch": "一拳|拳打|挥拳打|扇(?:了)?(?:他|她)?一(?:记)?(?:耳光|巴掌)|耳光|punche?s|"
    "slaps (?:him|her|them|his|the)|hits (?:him|her)|socks (?:him|her)",
    # bells and calls
    "gong": "锣声|敲锣|鸣锣|锣响|gongs?",
    "temple_block": "木鱼|temple block|wooden fish",
    "drum": "鼓声|擂鼓|战鼓|击鼓|鼓点|drums?|drumbeats?|drumming",
    "clapper": "打更|更声|梆子|更夫|watchman's clapper|night watch(?:man)?",
    "horn": "号角|军号|角声|war ?horn|bugle|horn sounds|a horn blows|blows (?:his|her|a|the) horn",
    "whistle": "吹哨|哨声|哨子|口哨声|whistle blows|blows (?:his|her|a|the) whistle|"
    "whistle (?:shrills|sounds)|guard's whistle",
    "chime": "铃声|铃铛|风铃|銮铃|驼铃|铃响|chimes?|wind chimes?|small bell|little bell|bell over the door|"
    "shop bell|sleigh bells|bell (?:tinkles|jingles)|jingle",
    "bell": "钟声|敲钟|撞钟|晨钟|暮鼓晨钟|bells?|church bells?|temple bell|bell tolls|tolling",
    # things of today
    "phone_buzz": "(?:手机|电话)(?:在桌上|又|突然|开始)?(?:震动|振动|嗡嗡)|phone (?:buzzes|vibrates|hums)|"
    "buzzing phone|phone buzzing|(?:cell|cellphone|mobile) (?:buzzes|vibrates)",
    "phone_ring": "(?:手机|电话|座机)(?:铃|突然|又|忽然|再次)?(?:响|铃声)|来电|电话铃|手机铃声|"
    "(?:tele)?phone (?:rings|is ringing|starts ringing|ringing)|ringing (?:of a )?(?:tele)?phone|"
    "(?:cell|cellphone|mobile) (?:rings|ringing)",
    "alarm": "闹钟|警报声?|警铃|alarm (?:clock|rings|sounds|goes off|blares)|alarms? (?:blare|sound)|"
    "the alarm",
    "beep": "嘀(?:的)?一声|哔|提示音|beeps?|beeping|bleeps?",
    "keyboard": "敲(?:打|击)?键盘|打字|键盘声|types(?! of)|typing|keyboard|clack of keys",
    "switch": "按下开关|(?:打|拉)开(?:电)?灯|关(?:掉|上)?灯|按下(?:按钮|开关)|flips? (?:the|a) switch|"
    "flicks? (?:the|a) (?:switch|light)|turns? (?:on|off) the (?:light|lamp)s?|switche?s (?:on|off)|"
    "light switch|presses (?:a|the) button",
    "camera": "快门|按下快门|拍照|咔嚓一声|camera (?:clicks|flashes)|shutter|"
    "takes? (?:a|the) (?:photo|picture|photograph)|snaps a (?:photo|picture)",
    "clock": "(?:时钟|挂钟|钟表|秒针)(?:滴答|走|嘀嗒)?|滴答|嘀嗒|clock (?:ticks|ticking)|ticking|"
    "tick-?tock|ticks",
    "siren": "警笛|(?:警车|救护车|消防车)(?:呼啸|鸣|响)|sirens?",
    "brakes": "急刹|刹车(?!灯)|刹住|tires? screech|tyres? (?:screech|squeal)|"
    "brakes (?:screech|squeal|hard)|slams? on the brakes|screech(?:es|ing)?(?: to a halt)?|skids?",
    "car_horn": "喇叭|鸣笛(?!进站)|按喇叭|honks?|honking|car horn|horn honks|beeps the horn",
    "engine": "发动(?:汽车|车|引擎|机车)|引擎(?:声|轰鸣|启动|发动)|发动机|starts? the (?:car|engine|motor)|"
    "engine (?:starts|roars|turns over|coughs|catches|rumbles)|revs?|ignition",
    "car_pass": "(?:汽车|轿车|卡车|车子|出租车|货车)(?:呼啸|疾|飞)?(?:驶过|开过|经过|掠过)|车来车往|"
    "(?:car|truck|taxi|van|bus) (?:passes|goes by|drives (?:by|past|off|away)|speeds (?:by|past|off|away)|roars past)|"
    "passing car",
    "bicycle": "自行车铃|车铃|单车铃|bicycle bell|bike bell",
    "train_horn": "(?:火车|列车|汽笛)(?:长鸣|鸣笛|拉响)?(?:汽笛|笛声|鸣笛)|汽笛|鸣笛进站|"
    "train (?:horn|whistle)|locomotive whistle|train whistles",
    "train_brake": "(?:火车|列车|地铁|电车)(?:缓缓|慢慢)?(?:进站|停下|停靠|靠站|到站)|"
    "train (?:stops|pulls in|arrives|brakes|slows|comes to a (?:stop|halt)|pulls into)",
    "train_pass": "(?:火车|列车|地铁|高铁)(?:轰隆隆|呼啸|轰鸣|隆隆)?(?:着)?(?:驶过|开过|经过|通过|而过|掠过)|"
    "train (?:passes|goes by|rushes (?:past|by|through)|thunders (?:past|by|through)|"
    "roars (?:past|by|through)|speeds (?:past|by))|"
    "passing train",
    "train": "车轮(?:滚动|声)|铁轨声|隆隆(?:的)?(?:火车|列车)|rails? (?:clatter|hum|sing)|"
    "train (?:rumbles|rolls|moves|rattles)",
    "cart": "(?:马车|牛车|板车)(?:驶|辘|停|过|经|来|缓|吱|从)|车轮辘辘|辘辘|"
    "(?:cart|wagon|carriage)s? (?:rolls?|rattles?|passe?s?|creaks?|rumbles?)|carriage wheels|rickshaw",
    "ship_horn": "轮船鸣笛|船笛|雾号|船鸣|foghorn|ship(?:'s)? horn|steamer(?:'s)? horn|boat horn",
    "plane": "飞机(?:飞过|掠过|起飞|轰鸣|划过)|客机|战机|plane (?:passes|flies|roars|takes off|overhead)|"
    "jet (?:passes|roars|overhead)|aircraft overhead|airplane (?:passes|flies)",
    # hands
    "coins": "铜钱|碎银|银子(?:扔|放|落)|硬币|一把铜钱|coins?|loose change",
    "keys": "一串钥匙|掏出钥匙|钥匙(?:叮当|响)|bunch of keys|keys (?:jingle|jangle|rattle)|jingling keys|"
    "takes? out (?:his|her|the) keys",
    "cup": "放下(?:茶|酒)?(?:杯|碗|盏)|把(?:茶|酒)?(?:杯|碗)(?:放|搁)|搁下(?:茶|酒)?杯|碰杯|干杯|"
    "(?:puts?|sets?) (?:down )?(?:his|her|the|a) (?:cup|glass|bowl|mug|teacup)(?: down)?|clink(?:s|ing)?|"
    "glasses touch|raises a toast",
    "paper": "展开(?:信|纸|画|卷|书信|地图)|翻(?:书|页|开书|开信|阅|动书)|拆(?:开)?信|撕(?:碎|开|掉)|撕信|"
    "unfolds?|turns? (?:a|the) page|tears? (?:open|(?:up )?the (?:letter|page|paper|photo|note))|"
    "opens? (?:the|a|his|her) (?:letter|envelope|book|newspaper)|rustle of paper|crumples?|leafs through",
    "write": "写(?:字|信|下|着|道|完)|提笔|挥毫|落笔|磨墨|writes?|writing|scribbles?|pen scratches|"
    "signs (?:the|his|her)",
    "broom": "扫(?:地|院|雪|落叶)|扫帚|sweeps? (?:the|up)|sweeping",
    "chair": "(?:推|拉|挪)开椅|椅子(?:翻|倒|响|挪)|拉(?:过|开)(?:一把)?椅|"
    "pulls? (?:out|up) (?:a|the|his|her) (?:chair|stool)|chair scrapes|pushes back (?:his|her|the) chair|"
    "scrape of a chair",
    "applause": "掌声|鼓掌声|一片掌声|applause|applauds?|claps all round|round of applause",
    "cheer": "欢呼|喝彩|叫好|欢声雷动|cheers?|cheering|crowd roars|roar of the crowd",
    "staff": "手杖(?:敲|点|顿|落)|顿杖|拄着|拄杖|taps (?:his|her) (?:staff|cane)",
    "drink": "喝水|喝|饮|drink|drinks|drinking|sips?|gulps?",
    "eat": "吃(?:饭|着(?!急)|面|完)|咀嚼|啃|eats?|eating|chews?|chewing|munche?s",
    "fall": "倒下|跌倒|摔倒|倒地|扑倒|collapses|falls? (?:down|to the ground)",
    "cloth": "衣袖|衣袍|衣襟|旗帜|拂袖|猎猎|sleeves?|flag|cloak",
    # people
    "cough": "咳嗽|咳(?:了|着|血|出)?|coughs?|coughing|clears (?:his|her) throat",
    "sob": "抽泣|啜泣|呜咽|哭声|sobs?|sobbing|whimpers?|weeping",
    "gasp": "倒吸(?:一口)?(?:凉|冷)气|倒抽|惊呼|吸了口气|gasps?|gasping|sharp intake of breath",
    "breath": "叹(?:了口)?气|叹息|喘息|喘(?:着|气)|呼吸声|长出一口气|sighs?|sighing|"
    "breathes (?:out|in|hard|heavily)|panting|exhales?|heavy breathing",
    "laugh": "笑声|轻笑|窃笑|chuckles?|chuckling|giggles?|snickers?|laughter",
    "snore": "鼾声|打鼾|呼噜|打呼|snores?|snoring",
    "footstep": "脚步声|脚步|足音|footsteps?|footfalls?",
    # beds that are named
    "leaves": "落叶|树叶|叶子|枝叶|竹叶|沙沙|rustle|rustles|rustling|foliage|dead leaves|dry leaves",
    "market": "集市(?:喧|热闹|嘈杂)|叫卖|吆喝|小贩|market (?:noise|bustle)|hawkers?|"
    "vendors? (?:cry|call|shout)",
    "traffic": "车流|车水马龙|车声|traffic",
    "crowd": "人群|人声|喧闹|众人|喧哗|嘈杂|crowd|crowds|chatter|hubbub",
}  # fmt: skip
"""What is said to sound."""

CALLS: dict[str, str] = {
    "bang": r"\bBANG\b|\bBAM\b|\bBLAM\b|砰",
    "crash": r"\bCRASH\b|\bSMASH\b|哗啦",
    "thud": r"\bTHUD\b|\bTHUMP\b|\bWHUMP\b|咚(?!的一声)|噗通",
    "explosion": r"\bBOOM\b|轰(?!隆一声|然|鸣|隆)",
    "shatter": r"咣啷|哐啷",
    "wood_break": r"\bCRACK\b|\bSNAP\b|咔嚓(?!断|一声)",
    "punch": r"\bTHWACK\b|\bWHACK\b|\bPOW\b|啪",
    "clang": r"\bCLANG\b|\bCLANK\b|咣当|铛",
    "chime": r"\bDING\b|\bTINKLE\b|叮当|叮铃|叮咚",
    "switch": r"\bCLICK\b|咔哒",
    "beep": r"\bBEEP\b|嘀嘀|滴滴",
    "phone_ring": r"\bRRRING\b|\bRING RING\b|叮铃铃",
    "car_horn": r"\bHONK\b|叭叭",
    "knock": r"\bKNOCK,? KNOCK\b|笃笃",
    "whoosh": r"\bWHOOSH\b|\bZOOM\b",
    "dog": r"\bWOOF\b",
    "rooster": r"喔喔",
    "crow": r"呱呱|哑哑",
}
"""Sounds written as they sound; English ones only in capitals."""

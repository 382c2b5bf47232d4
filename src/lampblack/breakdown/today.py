"""Place words of today and of a plain future: which kit builds them, and which words mean it only in such a story.

The rule: a word that names nothing older (公寓, 车厢, diner) builds its place in any story. A word that is of all times
(街, 家, kitchen, street) builds the place of today where the story is told today (`appearance.world_of`: its headings,
actions and cast), else the ancient one; 古街, 古城, 集市, 酒肆 and 城门 stay ancient anywhere.
"""

from __future__ import annotations

ANYWHERE: dict[str, str] = {
    "hospital": "医院|病房|急诊室?|手术室|诊所|诊室|重症监护室?|护士站|医院走廊|hospital|hospital (?:corridor|"
    "hallway|room|bed|lobby)|ward|clinic|emergency room|operating room|intensive care|icu",
    "classroom": "教室|课堂|学校|阶梯教室|自习室|classroom|class room|schoolroom|lecture hall|"
    "school hallway|high school",
    "office": "办公室|办公区|办公楼|会议室|写字楼|公司|警察局|派出所|银行大厅|office|offices|boardroom|conference room|"
    "meeting room|newsroom|police station|precinct|bullpen|cubicle|open[- ]plan office|call cent(?:er|re)",
    "cafe": "咖啡馆|咖啡店|咖啡厅|咖啡屋|快餐店|便利店|奶茶店|面包店|西餐厅|酒吧|夜店|café|cafe|coffee shop|"
    "coffeehouse|coffee house|diner|bistro|snack bar|fast food|convenience store|supermarket|"
    "cocktail bar|nightclub|[a-z]* diner",
    "platform": "站台|月台|火车站|地铁站|高铁站|候车室|railway platform|train platform|station platform|"
    "(?:train|railway|railroad|subway|metro|tube) station|railway halt",
    "carriage": "车厢|火车|列车|地铁|高铁|电车|公交车|大巴|餐车|卧铺|railway carriage|train carriage|train car|"
    "train compartment|sleeping car|dining car|sleeper car|subway car|metro car|subway train|train|subway|metro|tram|"
    "streetcar|bus|taxi|cab",
    "rooftop": "天台|楼顶|楼顶天台|屋顶花园|rooftop|roof terrace|rooftops|helipad",
    "starship": "飞船|宇宙飞船|星舰|飞船内|太空舱|空间站|太空站|舰桥|驾驶舱|气闸|指挥舱|休眠舱|starship|spaceship|"
    "space ship|spacecraft|space station|space shuttle|airlock|bridge of the (?:star|space)?ship|"
    "(?:star|space)?ship's bridge|(?:star|space)ship[ ,-]+bridge|command deck|escape pod|shuttle bay",
    "bedroom": "酒店房间|宾馆房间|宿舍|hotel room|motel room|dorm|dorm room|dormitory|master bedroom",
    "flat": "公寓|客厅|起居室|单身公寓|出租屋|浴室|apartment|apartment building|flat|living room|living-room|"
    "condo|loft|studio apartment|bathroom|motel",
    "city_street": "马路|城市|都市|街头|斑马线|人行道|步行街|商业街|十字路口|红绿灯|公交站|停车场|霓虹街?|大楼外|"
    "city street|city streets|downtown|avenue|boulevard|crosswalk|sidewalk|intersection|parking lot|"
    "bus stop|gas station",
}
"""Words that name a place of today by themselves."""

TODAY: dict[str, str] = {
    "city_street": "大街|街道|街角|街口|街|小巷|巷子|巷|胡同|弄堂|路口|路边|路上|市区|城里|城|镇上|street|"
    "street corner|streets|alley|alleyway|lane|town|square|road|roadside|neighborhood|neighbourhood|"
    "plaza|driveway|lot|curb|"
    "city|main street|side street|back street|highway|block",
    "bedroom": "卧室|卧房|睡房|bedroom|guest room|nursery",
    "flat": "家里|家中|家|厨房|房间|住处|屋里|屋子|屋内|home|house|kitchen|dining room|room|hallway|"
    "basement|attic|den|foyer|[a-z]*'s (?:room|place|house)",
    "office": "银行|档案室|实验室|工作室|走廊|大厅|studio|bank|archive|laboratory|lab|lobby|corridor|reception",
    "cafe": "餐馆|餐厅|饭馆|饭店|小酒馆|酒馆|小店|商店|店里|restaurant|bar|pub|tavern|shop|store|bakery|canteen|kiosk",
    "classroom": "图书馆|校园内|school|university|library|college|lecture room",
    "platform": "车站|platform|station|depot|terminal",
    "carriage": "车内|车里|车上|汽车里|汽车|carriage|compartment|car|van|truck|plane|airplane|cabin",
    "rooftop": "屋顶|屋顶上|露台|roof|terrace|balcony|阳台",
    "hospital": "太平间|药房|morgue|infirmary|pharmacy|sickroom",
}
"""Words of all times, in a story of today."""

FUTURE: dict[str, str] = {
    "starship": "船舱|舱内|舱|走廊|甲板|指挥室|船上|bridge|cabin|deck|corridor|cockpit|ship|hold|cargo bay|engine room|"
    "quarters|bay|control room|pod",
}
"""Words of all times, in a story of the future."""

OLDER = "古[城镇街巷]|老街|酒肆|酒楼|城门|集市|市集|镇|old town|market|bazaar"
"""What stays an ancient street in any story."""

INSIDE = frozenset({"flat", "bedroom", "office", "hospital", "cafe", "carriage", "classroom", "starship", "platform"})
"""Kits a scene inside can play in: rooms, and the platforms of a station."""
ROOM: dict[str, str] = {"today": "flat", "future": "starship"}
"""The kit of a room nothing else is said of, by the world of the story; else an old one."""
FRONTS: dict[str, str] = {
    "flat": "city_street", "bedroom": "city_street", "office": "city_street", "hospital": "city_street",
    "cafe": "city_street",
    "classroom": "city_street", "carriage": "platform",
}  # fmt: skip
"""What one sees of such a place from outside."""

USUAL: dict[str, tuple[str, tuple[str, ...]]] = {
    "city_street": ("rock", ("city",)),
    "flat": ("wood", ("room",)),
    "bedroom": ("wood", ("room",)),
    "office": ("wood", ("room",)),
    "hospital": ("rock", ("room",)),
    "cafe": ("wood", ("room", "crowd")),
    "platform": ("rock", ("wind", "city")),
    "carriage": ("wood", ("train",)),
    "rooftop": ("rock", ("wind", "city")),
    "classroom": ("wood", ("room",)),
    "starship": ("wood", ("room",)),
}
"""Ground underfoot and what is always heard."""


def words_of(world: str) -> dict[str, str]:
    """The kits and their words in a story of that world (`today`, `future`, or any other: an old one)."""
    tables = {"today": (TODAY,), "future": (TODAY, FUTURE)}.get(world, ())
    found: dict[str, str] = {"street": OLDER}
    for kit, words in (pair for table in (ANYWHERE, *tables) for pair in table.items()):
        found[kit] = f"{found[kit]}|{words}" if kit in found else words
    if world == "future":
        found = {"starship": found.pop("starship"), **found}
    return found

"""Where and when a shot plays, in words: the place, its hour, weather and season, and the light that follows."""

from __future__ import annotations

from lampblack.breakdown.model import Bible
from lampblack.shots.model import Shot
from lampblack.staging.place import Place
from lampblack.takes.words.people import plain_name
from lampblack.takes.words.tongue import Both, Tongue, first_words, is_in, listed, said

KITS: dict[str, Both] = {
    "bamboo": ("a bamboo grove", "竹林"),
    "bedroom": ("a bedroom", "卧室"),
    "cafe": ("a café", "咖啡馆"),
    "carriage": ("the inside of a railway carriage", "火车车厢内"),
    "cave": ("a rock cave", "岩洞"),
    "city_street": ("a city street", "城市街道"),
    "classroom": ("a classroom", "教室"),
    "courtyard": ("a walled courtyard", "庭院"),
    "desert": ("a sand desert with dunes", "沙丘起伏的沙漠"),
    "flat": ("a flat in the city", "城里的公寓"),
    "forest": ("a forest", "树林"),
    "hospital": ("a hospital ward", "医院病房"),
    "inn": ("an old wooden inn", "老旧的木构客栈"),
    "lake": ("a lake shore", "湖边"),
    "moon_palace": ("a palace on the moon", "月宫"),
    "mountains": ("a mountain summit above clouds", "云海之上的山巅"),
    "office": ("an office", "办公室"),
    "palace_hall": ("a great palace hall", "宫殿大殿"),
    "plain": ("a wide grass plain", "辽阔的草原"),
    "platform": ("a railway platform", "火车站台"),
    "river": ("a wide river with a sandy bank", "宽阔的河岸"),
    "rooftop": ("a rooftop over the city", "城市天台"),
    "room": ("a room", "房间"),
    "sea": ("a sea shore", "海边"),
    "sky": ("a sky above the clouds", "云端"),
    "snow_field": ("a field of snow", "雪原"),
    "starship": ("the bridge of a starship", "星舰舰桥"),
    "street": ("an old street with timber houses", "老街"),
    "study": ("a scholar's study full of books", "书房"),
    "village": ("a village square", "村庄"),
}
HOURS: dict[str, Both] = {
    "dawn": ("at dawn", "黎明"),
    "morning": ("in the morning", "上午"),
    "noon": ("at noon", "正午"),
    "afternoon": ("in the afternoon", "午后"),
    "dusk": ("at dusk", "黄昏"),
    "night": ("at night", "夜晚"),
}
WEATHERS: dict[str, Both] = {
    "clear": ("", ""),
    "mist": ("thin mist", "薄雾弥漫"),
    "rain": ("rain", "下着雨"),
    "snow": ("falling snow", "飘着雪"),
    "wind": ("windy", "风吹着"),
    "storm": ("thunderstorm", "雷雨交加"),
}
OUTSIDE: dict[str, Both] = {
    "clear": ("", ""),
    "mist": ("mist outside the windows", "窗外有雾"),
    "rain": ("rain outside the windows", "窗外下着雨"),
    "snow": ("snow falling outside the windows", "窗外飘着雪"),
    "wind": ("wind outside", "窗外有风"),
    "storm": ("a thunderstorm outside the windows", "窗外雷雨交加"),
}
"""Weather as it is seen from a room."""
SEASONS: dict[str, Both] = {
    "spring": ("in spring", "春天"),
    "summer": ("", ""),
    "autumn": ("in autumn", "秋天"),
    "winter": ("in winter", "冬天"),
}
LIGHT: dict[str, Both] = {
    "dawn": ("low warm sunlight, long soft shadows, cool sky", "低角度的暖色晨光，长而柔和的影子，天色清冷"),
    "morning": ("clear slanting morning light", "明净的斜射晨光"),
    "noon": ("bright light from high above, short shadows", "高处直射的明亮阳光，影子很短"),
    "afternoon": ("warm slanting light", "温暖的斜阳"),
    "dusk": ("low orange backlight, glowing rims, long shadows", "低垂的橙色逆光，轮廓泛光，影子很长"),
    "night": ("cool blue moonlight, deep soft shadows", "清冷的蓝色月光，深沉柔和的阴影"),
}
INSIDE: dict[str, Both] = {
    "dawn": ("pale first light through the windows", "窗外透进的微白晨光"),
    "morning": ("soft daylight through the windows", "窗外柔和的日光"),
    "noon": ("bright daylight through the windows", "窗外明亮的日光"),
    "afternoon": ("warm slanting daylight through the windows", "窗外斜射的暖光"),
    "dusk": ("warm lamps against a darkening window", "窗外渐暗，室内暖灯"),
    "night": ("warm lamplight, dark corners", "暖色灯光，角落昏暗"),
}
GREY: dict[str, Both] = {
    "mist": ("soft diffused light, pale distance", "柔和的漫射光，远处泛白"),
    "rain": ("flat grey light, wet reflections", "灰蒙蒙的天光，湿润反光"),
    "snow": ("soft white light", "柔和的雪光"),
    "storm": ("dark grey light, flashes of lightning", "天色昏黑，闪电映照"),
}
"""By day, weather has the light."""
DARK: dict[str, Both] = {
    "lamps": ("street lamps and lit windows in the dark, pools of light", "夜色中的路灯与亮着的窗，一处处光斑"),
    "mist": ("pale moonlight through mist", "雾中朦胧的月光"),
    "rain": ("dark rainy night, lamplight reflected on wet ground", "昏暗的雨夜，湿地上映着灯光"),
    "snow": ("dark night, pale blue snow light", "昏暗的夜，雪地泛着淡蓝的光"),
    "storm": ("dark night, flashes of lightning", "昏暗的夜，闪电划过"),
}
"""By night, weather has it, or lamps where there are any."""
_LIT = ("city_street", "platform", "rooftop")
_LOW = ("dawn", "dusk")


def place_of(shot: Shot, bible: Bible, tongue: Tongue) -> str:
    """The place as the bible has it, or, where that is in another language, as its scenery is."""
    place = shot.staging.place
    entry = bible.place(place.id)
    name = plain_name(entry.name) if entry else ""
    words = first_words(place.words or (entry.words if entry else ""))
    own = [text for text in (name, words) if text and is_in(text, tongue)]
    if len(own) == 2 and name.casefold() in words.casefold():
        own = [plain_name(words)]
    if tongue == "en" and own and not _is_described(own):
        own.append(said(KITS, place.kit, tongue))
    return listed(own or [said(KITS, place.kit, tongue) or place.kit.replace("_", " ")], tongue)


def _is_described(own: list[str]) -> bool:
    return any(text.islower() or "," in text for text in own)


def hour_of(place: Place, tongue: Tongue) -> str:
    """The hour, the season and the weather as they are seen there."""
    weather = said(OUTSIDE if place.inside else WEATHERS, place.weather, tongue)
    season = "" if place.inside else said(SEASONS, place.season, tongue)
    if tongue == "zh":
        return listed((season + said(HOURS, place.time, tongue), weather), tongue)
    return listed((said(HOURS, place.time, tongue), season, weather), tongue)


def light_of(place: Place, tongue: Tongue) -> str:
    """The light of that hour and weather."""
    if place.inside:
        return said(INSIDE, place.time, tongue)
    if place.time == "night" and (place.weather in DARK or place.kit in _LIT):
        return said(DARK, place.weather if place.weather in DARK else "lamps", tongue)
    if place.weather in GREY and place.time != "night" and not (place.weather == "mist" and place.time in _LOW):
        return said(GREY, place.weather, tongue)
    return said(LIGHT, place.time, tongue)

"""The hour, the weather and the mood that words speak of."""

from __future__ import annotations

from typing import cast

from lampblack.breakdown.lexicon import Lexicon
from lampblack.staging.people import Mood
from lampblack.staging.place import TimeOfDay, Weather

_HOURS = Lexicon(
    {
        "dawn": "黎明|拂晓|破晓|凌晨|日出|清晨|天亮|dawn|sunrise|daybreak|first light|early morning|рассвет|夜明け",
        "morning": "早晨|早上|上午|晨|朝|morning|утро",
        "noon": "正午|中午|晌午|noon|midday|lunch ?time|lunch|day|白天|白昼|日|天|昼|午|день",
        "afternoon": "下午|午后|afternoon|tea ?time",
        "dusk": "黄昏|傍晚|日落|夕阳|暮|昏|夕方|dusk|sunset|evening|twilight|magic hour|вечер",
        "night": "深夜|午夜|夜晚|晚上|入夜|夜|晚|night|midnight|ночь",
    }
)
_SAME = Lexicon(
    {"same": "连续|稍后|片刻后|同时|接上场|continuous|continued|later|moments later|same(?: time)?|same day|then"}
)
_WEATHER = Lexicon(
    {
        "storm": "电闪雷鸣|雷电|雷雨|闪电|霹雳|暴风雨|lightning|thunderstorm|storm|stormy",
        "rain": "暴雨|大雨|细雨|下雨|雨(?!停|过|伞|后|衣)|rain(?! ?coat)|rains|raining|rainy|downpour|drizzle",
        "snow": "大雪|下雪|雪(?!白|停|亮)|snow|snows|snowing|snowy|blizzard",
        "mist": "云海|薄雾|大雾|雾|烟霭|mist|misty|fog|foggy|haze|sea of clouds",
        "wind": "狂风|大风|风沙|寒风|北风|起风|迎风|随风|风(?!景|筝|格|度|光|铃|箱)|wind|winds|windy|gale|"
        "breeze|gust|gusts",
    }
)
_MOODS = Lexicon(
    {
        "angry": "怒|愤|吼|喝道|咬牙|angry|angrily|furious|furiously|rage|shouting|shouts|yelling|snarls|growls",
        "afraid": "惊|怕|恐|颤抖|发抖|慌|afraid|scared|frightened|terrified|trembling|trembles|nervous|nervously|fear",
        "sad": "悲|哀|哭|泣|泪|伤心|哽咽|叹|sad|sadly|weeping|weeps|crying|cries|sobbing|sobs|tears|grief|mournful",
        "happy": "喜|笑|欢|乐|高兴|开心|happy|happily|laughing|laughs|smiling|smiles|grinning|grins|cheerful|"
        "joy|delighted",
        "weary": "喘|疲|倦|累|虚弱|渴|weary|wearily|tired|exhausted|panting|pants|breathless|faint|weakly|sighs|"
        "sighing",
        "resolute": "坚定|坚决|决然|毅然|大步|铿锵|resolute|resolutely|firm|firmly|determined|steady|defiant|boldly",
        "tender": "轻声|低声|温柔|柔声|轻轻|悄声|耳语|tender|tenderly|soft|softly|gentle|gently|quiet|quietly|"
        "whispering|whispers|kindly",
        "calm": "平静|冷静|安静|calm|calmly|even|evenly",
    }
)


def hour_of(words: str) -> TimeOfDay | None:
    """The hour named in a heading's last words; None where they name none."""
    return cast(TimeOfDay, _HOURS.first(words)) or None


def is_same_hour(words: str) -> bool:
    """Whether the words only say that time goes on: CONTINUOUS, LATER, 稍后."""
    return bool(_SAME.first(words))


def weather_of(words: str) -> Weather:
    """The strongest weather spoken of, else clear."""
    return cast(Weather, _WEATHER.foremost(words) or "clear")


def mood_of(words: str) -> Mood | None:
    """The mood the words speak of most; None where they speak of none."""
    return cast(Mood, _MOODS.most(words)) or None

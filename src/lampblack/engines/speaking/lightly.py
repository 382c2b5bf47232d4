"""Chinese syllables that are said lightly, and small words whose reading their neighbours decide.

Words after the list of the national test (《普通话水平测试用必读轻声词语表》), those that stories use; pypinyin
reads most of them with full tones, as a dictionary lists their characters.
"""

from __future__ import annotations

_LIGHT_WORDS = (
    "爱人 案子 巴结 巴掌 爸爸 白净 帮手 棒槌 包袱 包涵 本事 比方 扁担 别扭 拨弄 簸箕 补丁 "
    "部分 财主 裁缝 苍蝇 差事 柴火 称呼 锄头 畜生 窗户 凑合 耷拉 答应 打扮 打点 打发 打量 "
    "打算 打听 大方 大爷 大夫 耽搁 耽误 道士 灯笼 提防 地道 地方 弟弟 弟兄 点心 东家 东西 "
    "动静 动弹 豆腐 嘟囔 队伍 对付 多么 耳朵 废物 风筝 福气 甘蔗 干事 高粱 膏药 告诉 疙瘩 "
    "哥哥 胳膊 工夫 功夫 公公 姑姑 姑娘 故事 寡妇 怪物 关系 官司 罐头 规矩 闺女 蛤蟆 含糊 "
    "行当 合同 和尚 核桃 红火 后头 厚道 狐狸 胡琴 糊涂 皇上 活泼 火候 伙计 护士 机灵 脊梁 "
    "记号 记性 家伙 架势 嫁妆 见识 将就 交情 叫唤 结实 街坊 姐夫 姐姐 戒指 精神 舅舅 咳嗽 "
    "客气 口袋 窟窿 快活 阔气 喇叭 喇嘛 懒得 浪头 老婆 老实 老爷 累赘 篱笆 里头 力气 厉害 "
    "利落 利索 痢疾 连累 凉快 粮食 溜达 萝卜 骆驼 妈妈 麻烦 麻利 马虎 买卖 忙活 冒失 眉毛 "
    "媒人 妹妹 门道 眯缝 迷糊 苗条 名堂 名字 明白 蘑菇 模糊 木匠 木头 难为 脑袋 能耐 你们 "
    "念叨 娘家 奴才 女婿 暖和 疟疾 牌楼 盘算 朋友 脾气 屁股 便宜 漂亮 婆家 婆婆 铺盖 欺负 "
    "前头 亲戚 勤快 清楚 亲家 拳头 热闹 人家 人们 认得 认识 扫帚 商量 上司 上头 烧饼 少爷 "
    "舌头 身份 什么 神仙 生意 牲口 师父 师傅 石匠 石榴 时候 实在 拾掇 使唤 世故 似的 事情 "
    "收成 收拾 首饰 叔叔 舒服 舒坦 疏忽 爽快 思量 算计 岁数 太太 太阳 特务 挑剔 跳蚤 铁匠 "
    "头发 妥当 唾沫 挖苦 娃娃 外甥 晚上 尾巴 委屈 位置 稳当 我们 稀罕 媳妇 喜欢 下巴 吓唬 "
    "先生 乡下 相声 消息 小气 笑话 谢谢 心思 星星 猩猩 行李 兄弟 休息 秀才 秀气 学生 学问 "
    "丫头 衙门 哑巴 胭脂 烟筒 眼睛 秧歌 养活 吆喝 妖精 钥匙 爷爷 衣服 衣裳 意思 应酬 冤枉 "
    "月饼 月亮 云彩 运气 在乎 早上 怎么 扎实 眨巴 栅栏 宅门 张罗 丈夫 帐篷 丈人 招呼 招牌 "
    "折腾 这个 那个 哪个 枕头 镇子 芝麻 知识 知道 指甲 指头 主意 转悠 庄稼 壮实 状元 字号 "
    "自在 祖宗 嘴巴 作坊 琢磨 奶奶 伯伯 婶婶 姥姥 嫂嫂 宝宝 孩子 起来 出来 出去 回来 回去 "
    "进来 进去 过来 过去 上来 上去 下来 下去 看看 想想 说说 走走 试试 听听 等等 坐坐 歇歇 "
    "问问 尝尝 瞧瞧 找找 聊聊 算算 身上 手上 脸上 头上 天上 地上 路上 桌上 树上 山上 墙上 "
    "船上 床上 楼上 街上 河上 岸上 世上 心上 肩上 背上 嘴上 火上 屋里 家里 心里 手里 眼里 "
    "夜里 梦里 城里 村里 山里 林里 河里 海里 水里 火里 哪里 这里 那里 嘴里 怀里 碗里 店里 "
    "宫里 雨里 雪里 风里 差不多 "
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
"""Words whose last syllable has no tone of its own."""

_MUST = "我你他她它们咱谁都还就总也可非必真只"
"""After these 得 is a must: dei3."""
_GOT = tuple("到出知意罪体分奖名胜逞以救手")
"""Before these 得 is to get: de2."""
_PEOPLE = tuple("我你他她它谁您咱大民国自这那孩")
"""Before these 为 is 'for': wei4."""
_ADVERB_WORDS = (
    "飞快 拼命 努力 用力 大声 小声 低声 高声 高兴 开心 愤怒 生气 突然 忽然 不停 不住 温柔 认真 仔细 小心 着急 焦急 "
    "安静 平静 痛苦 勇敢 艰难 疯狂 缓慢 迅速 自然 坚定 坚决 冷淡 冷静 轻轻 奇怪 好奇 惊讶 害怕 伤心 悲伤 无声 使劲 "
    "死死 远远 紧张 无力 虚弱 得意 骄傲 耐心 热情 客气 随便 一点 一步 不断 渐渐"
)
_ADVERBS = frozenset(_ADVERB_WORDS.split())
"""Behind these 地 makes an adverb: de5."""
_NOT_BEFORE = {
    "大方": tuple("向面针"),
    "本事": tuple("件物业"),
    "点心": tuple("意里"),
    "东西": tuple("南北方部"),
    "人家": (),
}
"""What follows where the two Hanzi are no word: 大方向, 一点心意."""
_ORDERED = tuple("第初周期十百零〇")
_LAST_ONES = ("统一", "唯一", "专一", "单一", "划一", "之一", "万一", "逐一", "其一", "周一", "初一", "不一", "同一")
_BY_RANK, _OF_ANY = tuple("月号楼"), tuple("这那每有哪另")


def softened(run: str, words: list[str], said: list[str]) -> list[str]:
    """Readings of a run of Hanzi (cut into `words`) with its light syllables light."""
    made = list(said)
    for index in range(len(run) - 1):
        word, after = run[index : index + 2], run[index + 2 : index + 3]
        if word in _LIGHT and after not in _NOT_BEFORE.get(word, ()):
            made[index + 1] = made[index + 1][:-1] + "5"
    for index, letter in enumerate(run):
        before, after = run[index - 1 : index] if index else "", run[index + 1 : index + 2]
        pair = run[max(0, index - 1) : index + 1]
        alone = letter in _alone(words, index)
        if letter == "得" and alone and after not in _GOT:
            must = (not before or before in _MUST) and after != "了"
            made[index] = "dei3" if must else "de5" if before else made[index]
            if before == "长" and made[index] == "de5":
                made[index - 1] = "zhang3"
        elif letter == "地" and alone and after and (doubled(run, index) or run[max(0, index - 2) : index] in _ADVERBS):
            made[index] = "de5"
        elif letter == "为" and (after == "了" or run[index : index + 3] == "为人民" or (alone and after in _PEOPLE)):
            made[index] = "wei4"
        elif pair == "落下" and run[max(0, index - 2) : index - 1] not in ("丢", "遗"):
            made[index - 1] = "luo4"
        elif letter == "倒" and after == "是":
            made[index] = "dao4"
        elif before and before == after and letter in "一不":
            made[index] = "yi5" if letter == "一" else "bu5"
    return made


def doubled(run: str, index: int) -> bool:
    """Whether the two Hanzi before `index` are the same: 慢慢, 轻轻."""
    return index > 1 and run[index - 1] == run[index - 2]


def stays_first(run: list[str], index: int) -> bool:
    """Whether 一 at `index` keeps its own tone: as an ordinal, at the end of its word, in a date."""
    before, after = run[index - 1] if index else "", run[index + 1] if index + 1 < len(run) else ""
    ranked = after in _BY_RANK and before not in _OF_ANY
    return before in _ORDERED or before + "一" in _LAST_ONES or ranked


def _alone(words: list[str], index: int) -> str:
    """The word that stands at `index` if it is of one Hanzi, else nothing."""
    at = 0
    for word in words:
        if at <= index < at + len(word):
            return word if len(word) == 1 else ""
        at += len(word)
    return ""

"""What people of either sex are usually called, where nothing else tells a man from a woman."""

from __future__ import annotations

import re

_WOMEN = frozenset(
    """abigail ada agnes alice alison amanda amelia amy andrea angela anita ann anna anne antonia audrey barbara
    beatrice bella beth betty brenda bridget carla carol caroline catherine charlotte chloe christina claire clara
    constance cora daisy dana deborah diana diane dora doris dorothy edith edna eleanor elizabeth ella ellen eloise
    elsa elsie emilia emily emma erica esther ethel eva eve evelyn faith fiona flora florence frances freda georgia
    gertrude gina gladys gloria grace greta gwen hanna hannah harriet hazel heather helen helena hilda hope ida
    ingrid irene iris irma isabel isabella ivy jane janet jean jennifer jenny jessica jill joan joanna josephine joy
    joyce judith judy julia juliet june karen kate katherine kathleen kitty laura lena lily linda lisa lois lola
    lorraine louise lucy lydia mabel maggie margaret maria marie marina marion marjorie martha mary matilda maud
    maya meg megan melissa mercy mia mildred millie miriam molly mona monica nancy nell nina nora norma olga olive
    olivia pamela patricia paula pearl peggy penelope petra phyllis polly rachel rebecca rhoda rita roberta rosa
    rose rosemary rosie ruby ruth sally samantha sandra sara sarah selma serena sharon sheila shirley silvia sonia
    sophia sophie stella susan susanna sylvia tanya teresa tess tessa thelma tina ursula vanessa vera veronica
    victoria viola violet virginia vivian wanda wendy wilma winifred yolanda zara zoe""".split()
)
_MEN = frozenset(
    """adam alan albert alec alexander alfred andrew anthony archie arthur barney barry ben benjamin bernard bert bill
    bob brian bruce carl cecil charles charlie chester christopher clarence clive colin craig cyril daniel dave
    david dennis derek dick donald douglas duncan dylan earl ed eddie edgar edmund edward edwin eric ernest eugene
    felix francis frank fred frederick gary geoffrey george gerald gilbert gordon graham greg gregory guy harold
    harry harvey henry herbert herman howard hugh ian isaac ivan jack jacob jake james jason jeff jeffrey jeremy
    jerry jim joe john johnny jonathan joseph joshua keith kenneth kevin larry laurence leo leon leonard leslie
    lewis lionel louis luca luke malcolm marcus mark martin matthew maurice max michael mike miles morris nathan
    neil nicholas nick nigel noah norman oliver oscar otto owen patrick paul percy peter philip ralph ray raymond
    reginald richard robert roger roland ronald roy rupert russell sam samuel scott sebastian sidney simon stanley
    stephen steve steven stuart ted terence theodore thomas tim timothy toby tom tony trevor victor vincent walter
    warren wilfred will william winston""".split()
)

SURNAMES = (
    "欧阳|上官|司马|诸葛|东方|慕容|公孙|令狐|赵|钱|孙|李|周|吴|郑|王|冯|陈|褚|卫|蒋|沈|韩|杨|朱|秦|尤|许|何|吕|施|张|孔|曹|严|华|"
    "金|魏|陶|姜|戚|谢|邹|喻|柏|窦|章|云|苏|潘|葛|范|彭|郎|鲁|韦|马|苗|凤|方|俞|任|袁|柳|鲍|史|唐|费|廉|岑|薛|雷|贺|倪|汤|"
    "罗|毕|郝|安|常|乐|于|傅|齐|康|伍|余|顾|孟|黄|和|穆|萧|尹|姚|邵|汪|毛|米|贝|明|成|戴|宋|庞|熊|纪|舒|屈|项|祝|董|梁|杜|阮|"
    "蓝|季|贾|江|颜|郭|梅|林|徐|邱|骆|高|夏|蔡|田|胡|凌|霍|万|柯|卢|莫|房|解|丁|邓|洪|石|崔|龚|程|陆|白|刘|叶|秋|沙|乔|向|温|易|廖|"
    "武|龙|尚|文|关|谭|侯|段|曾|阎"
)
"""Chinese family names, those of two characters first."""
_GIRLS = frozenset(
    "芳丽娟敏静秀英玲婷兰梅红霞燕萍艳雪莉娜倩丹琴菊莲花凤珍珠翠香娥姣婉娴妍嫣蓉薇莹颖瑶琳琪璐瑾妮娇媛嫦雯"
    "露月夏荷桃柔淑惠慧娅芸芬芝蕾蝶黛"
)
_BOYS = frozenset(
    "伟强军建国明刚涛鹏磊默杰勇毅俊峰超浩亮斌龙志飞雷山海刀福贵财富宝柱栓根发武文彬辉东健康宏雄豪坤锋铁铭"
    "栋梁翔宇轩昊博翰诚义仁德成光祥庆胜旺川岩松威振邦"
)
_ELDER = re.compile(rf"老(?:{SURNAMES})(?:师傅|头|汉|伯)?$")
_EAST_CALLED = re.compile(rf"(?:{SURNAMES}|[小阿老])?([\u3400-\u9fff]{{1,2}})$")
_FAMILIAR = re.compile(rf"[小阿](?:{SURNAMES})$")


def sex_called(name: str) -> str:
    """`man` or `woman`, by the first word of the name that one of them is usually called, of a Chinese one by the
    characters that the given name is written with, the last before the others; empty where none is."""
    for word in re.findall(r"[a-z]+", name.lower()) if name.isascii() else ():
        if word in _WOMEN:
            return "woman"
        if word in _MEN:
            return "man"
    if is_elder(name):
        return "man"
    given = None if _FAMILIAR.fullmatch(name) else _EAST_CALLED.fullmatch(name)
    for sign in reversed(given[1]) if given else ():
        if sign in _GIRLS:
            return "woman"
        if sign in _BOYS:
            return "man"
    return ""


def is_elder(name: str) -> bool:
    """Whether somebody is called old by his family name (老周): a man no longer young."""
    return bool(_ELDER.fullmatch(name.strip()))

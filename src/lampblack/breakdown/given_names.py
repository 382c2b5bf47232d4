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
    victoria viola violet virginia vivian wanda wendy wilma winifred yolanda zara zoe""".split()  # noqa: SIM905
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
    warren wilfred will william winston""".split()  # noqa: SIM905
)


def sex_called(name: str) -> str:
    """`man` or `woman`, by the first word of the name that one of them is usually called; empty where none is."""
    for word in re.findall(r"[a-z]+", name.lower()) if name.isascii() else ():
        if word in _WOMEN:
            return "woman"
        if word in _MEN:
            return "man"
    return ""

"""A provider's file is read with its line for every mistake; each of ours names its sources and dates its prices."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack_engines.servers.written import WHERE
from lampblack_engines.tasks import accounts
from lampblack_engines.tasks.accounts import account_of, provider_files
from lampblack_engines.tasks.offers import limits_of, offer_of, offered
from lampblack_engines.tasks.reading import read_provider

BUILT_IN = Path(accounts.__file__).parent / "providers"
LEAST = """title = "Example"
base = "https://api.example.com"
source = ["https://example.com/docs, 2026-11-22"]
[auth]
key = "EXAMPLE_KEY"
[submit]
path = "/v1/videos"
id = ["id"]
[submit.body]
prompt = "{words}"
[status]
path = "/v1/videos/{id}"
state = ["status"]
states = { succeeded = ["done"] }
[result]
at = ["url"]
[models."ex-1"]
sizes = ["1280x720"]
lengths = "2-4"
controls = ["words"]
price = { amount = 0.2, lines = { 720 = 0.1 } }
"""


def read(tmp_path: Path, old: str = "", new: str = "") -> None:
    assert old in LEAST
    path = tmp_path / "example.toml"
    path.write_text(LEAST.replace(old, new, 1))
    read_provider(path)


MISTAKES = [
    ('title = "Example"\n', "", "title is not said"),
    ('"https://api', '"ftp://api', "example.toml:2: base: 'ftp://api.example.com' is no address"),
    ('key = "EXAMPLE_KEY"', 'keys = "EXAMPLE_KEY"', "example.toml:5: auth.keys is not known (possible: key"),
    ('key = "EXAMPLE_KEY"', 'value = "Bearer {words}"', "{words} is no key"),
    ('id = ["id"]', 'id = "id"', "example.toml:8: submit.id: "),
    ('"{words}"', '"{wrods}"', "example.toml:9: submit.body: {wrods} is not known"),
    ('"/v1/videos/{id}"', '"/v1/videos/{words}"', "example.toml:12: status.path: {words} is not known here"),
    ("succeeded =", "ready =", "'ready' is no state of ours (possible: running, succeeded"),
    ('"1280x720"', '"720p"', "models.ex-1.sizes: '720p' is no size (possible: 1280x720)"),
    ('"2-4"', '"4-2"', "'4-2' is no span of whole seconds"),
    ('"2-4"', "[4, 2]", "lengths rise"),
    ('["words"]', '["wrods"]', "'wrods' is no control that a provider can be told"),
    ('["words"]', '["words", "seed"]', "'seed' is offered, and nothing that is sent says it (possible: {seed})"),
    ("720 = 0.1", "720 = 0.3", "none in `lines` above `amount`"),
    ('[models."ex-1"]', '[find]\nby = "tag"\n[models."ex-1"]', "nothing of ex-1 says our {ticket}"),
    ('[models."ex-1"]', '[find]\nby = "list"\n[models."ex-1"]', "a list is searched with path, which is not said"),
    ('[models."ex-1"]', '[headers]\nX-Key = "{key}"\n[models."ex-1"]', "a key goes nowhere but into [auth]"),
    ("prompt =", 'list = [{ each = "people", name = "{of}" }]\nprompt =', "each = 'people' is not known"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[each[2][:40] for each in MISTAKES])
def test_every_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read(tmp_path, old, new)
    assert said in str(caught.value)


def test_what_is_right_is_read(tmp_path: Path) -> None:
    read(tmp_path)


@pytest.mark.parametrize("path", sorted(provider_files().values()), ids=lambda path: path.stem)
def test_each_of_ours_names_its_sources_and_dates_its_prices(path: Path) -> None:
    provider = read_provider(path, path.parent)
    assert provider.source and provider.auth.key and provider.doubt
    for name, model in provider.models.items():
        assert model.price.source and model.price.date, name
        assert model.sizes and model.controls, name


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WHERE, str(tmp_path / "servers.toml"))
    monkeypatch.setenv(accounts.WHERE, str(tmp_path / "providers"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    (tmp_path / "providers").mkdir()
    return tmp_path


def test_a_person_adds_a_provider_without_code(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (written / "providers" / "example.toml").write_text(LEAST)
    (written / "servers.toml").write_text('[mine]\nprotocol = "tasks"\nprovider = "example"\nmodel = "ex-1"\n')
    monkeypatch.delenv("EXAMPLE_KEY", raising=False)
    (offer,) = offered()
    assert (offer.name, offer.remote, offer.lacks) == ("mine", True, "a key in the environment: EXAMPLE_KEY")
    assert limits_of(account_of("mine")).lengths == (2.0, 3.0, 4.0)
    assert limits_of(account_of("mine")).price_by_lines == ((720, 0.1),)


def test_a_model_is_added_to_ours_in_a_few_lines(written: Path) -> None:
    (written / "providers" / "more-fal.toml").write_text(
        'over = "fal"\n[models."mine"]\nmodel = "me/mine"\nsizes = ["1280x720"]\nlengths = [5]\ncontrols = ["words"]\n'
        'values = { app = "me/mine" }\nprice = { amount = 0.01 }\n'
    )
    (written / "servers.toml").write_text('[mine]\nprotocol = "tasks"\nprovider = "more-fal"\nmodel = "mine"\n')
    account = account_of("mine")
    assert (account.base, account.model_name, account.key) == ("https://queue.fal.run", "me/mine", "FAL_KEY")


def test_a_persons_price_stands_and_makes_no_other_engine_of_it(written: Path) -> None:
    plain = '[gen]\nprotocol = "tasks"\nprovider = "runway"\nmodel = "gen4.5"\n'
    (written / "servers.toml").write_text(plain)
    before = offer_of(account_of("gen"))
    (written / "servers.toml").write_text(plain + "price = 0.5\nat_once = 2\n")
    after = offer_of(account_of("gen"))
    assert (before.capabilities[0].price_per_unit, after.capabilities[0].price_per_unit) == (0.12, 0.5)
    assert (after.capabilities[0].concurrency, before.version) == (2, after.version)


def test_a_size_more_re_buys_nothing_and_another_model_or_other_words_do(written: Path) -> None:
    file = written / "providers" / "example.toml"
    (written / "servers.toml").write_text('[mine]\nprotocol = "tasks"\nprovider = "example"\nmodel = "ex-1"\n')

    def version(text: str) -> int:
        file.write_text(text)
        return offer_of(account_of("mine")).version

    before = version(LEAST)
    assert 'sizes = ["1280x720"]' in LEAST
    same = ('sizes = ["1280x720"]', 'sizes = ["1920x1080", "1280x720"]'), ("amount = ", "amount = 9")
    assert {version(LEAST.replace(*each)) for each in same} == {before}
    named = LEAST.replace('[models."ex-1"]', '[models."ex-1"]\nmodel = "ex-1-turbo"')
    told = LEAST.replace('[models."ex-1"]', '[models."ex-1"]\nnames = { en = "Image {number} is {of}. " }')
    assert named != LEAST != told and len({before, version(named), version(told)}) == 3


PAGES = [Path(__file__).parents[3] / "docs" / name for name in ("clouds.md", "clouds.zh.md")]


def examples(page: Path) -> list[str]:
    """The indented blocks of a page that are TOML."""
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", page.read_text("utf-8"), re.MULTILINE)
    return [textwrap.dedent(block) for block in blocks if "=" in block and "lampblack" not in block]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_manuals_examples_are_read(written: Path, page: Path) -> None:
    tables, added, whole = examples(page)
    (written / "servers.toml").write_text(tables)
    (written / "providers" / "my-fal.toml").write_text(added)
    (written / "providers" / "example.toml").write_text(whole)
    assert {offer.name for offer in offered()} == {"gen", "veo", "veo-by-fal", "stills"}
    assert "their-model" in read_provider(written / "providers" / "my-fal.toml", BUILT_IN).models
    assert "ex-2" in read_provider(written / "providers" / "example.toml").models


TABLES = [
    ('provider = "nobody"\nmodel = "x"', "mine.provider: 'nobody' has no file here (possible: ark"),
    ('provider = "runway"\nmodel = "gen9"', "mine.model: 'gen9' is not sold there (possible: gen4.5"),
    ('provider = "google"\nmodel = "veo-3.1"', "project must be said for this provider"),
    ('provider = "runway"\nmodel = "gen4.5"\nsecret = "sk-123 456"', "mine.secret names where a key is"),
    ('provider = "runway"\nmodel = "gen4.5"\nprize = 1', "mine.prize is not known"),
]


@pytest.mark.parametrize(("table", "said"), TABLES)
def test_a_mistake_in_a_persons_table_is_told(written: Path, table: str, said: str) -> None:
    (written / "servers.toml").write_text(f'[mine]\nprotocol = "tasks"\n{table}\n')
    with pytest.raises(UserError) as caught:
        account_of("mine")
    assert said in str(caught.value)
    assert "sk-123" not in str(caught.value)


def test_no_more_pictures_are_shown_than_the_price_that_is_reserved_includes(written: Path) -> None:
    for model in ("h3", "h3-max"):
        (written / "servers.toml").write_text(f'[far]\nprotocol = "tasks"\nprovider = "minimax"\nmodel = "{model}"\n')
        assert limits_of(account_of("far")).most_references == 5, "from the sixth on MiniMax charges each"

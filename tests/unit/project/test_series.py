"""A series: found from above and from below; what its episodes share they cannot say differently."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.build.bible import bible_of
from lampblack.project.episode import EpisodeResults, from_records, in_records
from lampblack.project.folder import FilmFolder, find, find_episode, find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.series import Series, read_series
from lampblack.store.ledger import Money
from lampblack.store.store import Store


def _write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Two episodes, and a folder that is none."""
    _write(tmp_path / "s" / "series.toml", '[format]\nsize = "640x360"\n[budget]\ncurrency = "EUR"\ncap = 9.0\n')
    _write(tmp_path / "s" / "02-b" / "script.fountain", "INT. HALL - DAY\n\nANN\nTwo.\n")
    _write(tmp_path / "s" / "01-a" / "script.fountain", "INT. HALL - DAY\n\nANN\nOne.\n")
    _write(tmp_path / "s" / "refs" / "notes.txt")
    return tmp_path / "s"


def _film(folder: Path) -> FilmFolder:
    found = find(folder)
    assert isinstance(found, FilmFolder)
    return found


def test_every_folder_with_a_script_is_an_episode_in_the_order_of_their_names(series: Path):
    found = find(series)
    assert isinstance(found, Series) and found.episodes == ("01-a", "02-b")


def test_an_episode_is_found_from_below_with_the_series_defaults_store_and_bible(series: Path):
    _write(series / "02-b" / "film.toml", 'title = "Two"\n[format]\nrate = "25"\n')
    film = _film(series / "02-b")
    assert (film.name, film.home, film.bible) == ("02-b", series, series / "bible.toml")
    assert (film.settings.title, str(film.settings.format.size), str(film.settings.format.rate)) == (
        "Two", "640x360", "25",
    )  # fmt: skip
    assert film.settings.budget.cap == 9.0 and film.out == series / "02-b" / "out"


def test_an_episode_is_found_from_within_its_own_folder(series: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(series / "01-a")
    assert _film(Path()).name == "01-a" and _film(Path("../02-b")).name == "02-b"


def test_a_linked_episode_is_an_episode(series: Path, tmp_path: Path):
    _write(tmp_path / "disk" / "script.fountain")
    (series / "03-c").symlink_to(tmp_path / "disk", target_is_directory=True)
    assert _film(series / "03-c").name == "03-c" and read_series(series).episodes[-1] == "03-c"


def test_the_series_title_is_its_own_and_no_episodes(series: Path):
    path = series / "series.toml"
    path.write_text('title = "All"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_series(series).title == "All" and _film(series / "01-a").settings.title == ""


def test_a_film_deep_below_a_series_that_does_not_name_it_is_a_film_of_its_own(series: Path):
    _write(series / "refs" / "trial" / "script.fountain")
    assert _film(series / "refs" / "trial").series is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('episodes = ["01-a", "03-c"]\n', 1, "no episode '03-c'.*01-a, 02-b"),
        ('title = "x"\nepisodes = ["01-a", "01-a/"]\n', 2, "two episodes are called '01-a'"),
        ('episodes = ["01-a", "./01-A"]\n', 1, "01-A"),
        ('episodes = ["../other"]\n', 1, "no folder below"),
        ("episodes = 2\n", 1, "list of folders"),
        ('episode = ["01-a"]\n', 1, r"episode is not known \(possible: episodes"),
        ("[budget]\ncaps = 3\n", 2, "budget.caps"),
        ('title = "x"\n[format]\nsize = "3x"\n', 3, "'3x'"),
    ],
)
def test_a_mistake_in_series_toml_is_named_with_its_line(series: Path, text: str, line: int, said: str):
    _write(series / "series.toml", text)
    with pytest.raises(UserError, match=said) as caught:
        find(series)
    assert caught.value.spot is not None and caught.value.spot.line == line


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('title = "x"\n[budget]\ncurrency = "CNY"\n', 3, "CNY.*series.toml says EUR"),
        ('[format]\nsize = "1x1"\n', 2, "film.toml:2"),
        ("[looks]\n", 1, "looks is not known"),
    ],
)
def test_a_film_toml_that_contradicts_the_series_or_is_wrong_is_named(series: Path, text: str, line: int, said: str):
    _write(series / "01-a" / "film.toml", text)
    with pytest.raises(UserError, match=said) as caught:
        find(series / "01-a")
    assert caught.value.spot is not None and caught.value.spot.line == line
    assert _film(series / "02-b").name == "02-b"


def test_a_folder_that_is_neither_is_told(tmp_path: Path):
    with pytest.raises(UserError, match=r"neither a film nor a series.*script\.fountain, series\.toml"):
        find(tmp_path)


def test_a_series_with_a_script_of_its_own_and_one_without_episodes_are_told(series: Path, tmp_path: Path):
    _write(series / "script.fountain")
    with pytest.raises(UserError, match=r"is a series .* and has a script too"):
        find(series)
    _write(tmp_path / "empty" / "series.toml")
    with pytest.raises(UserError, match="no episodes"):
        find(tmp_path / "empty")


def test_a_folder_that_the_series_leaves_out_is_no_film_of_its_own(series: Path):
    text = (series / "series.toml").read_text(encoding="utf-8")
    _write(series / "series.toml", 'episodes = ["01-a"]\n' + text)
    with pytest.raises(UserError, match=r"'02-b' is not one of the episodes.*01-a"):
        find(series / "02-b")


def test_where_a_film_is_asked_for_a_series_names_its_episodes(series: Path):
    with pytest.raises(UserError, match=r"name one of its episodes.*01-a"):
        find_film(series)
    with pytest.raises(UserError, match="has no episode '03-c'"):
        find_episode(read_series(series), "03-c")


# ---- the bible -------------------------------------------------------------------------------------------------


def test_an_episode_writes_over_single_fields_and_adds_entries_of_its_own(series: Path):
    _write(series / "bible.toml", '[cast.ann]\nname = "Ann"\n[cast.ann.figure]\nrobe = "#112233"\nsash = "#445566"\n')
    _write(
        series / "02-b" / "bible.toml",
        '[cast.ann.figure]\nrobe = "#ffffff"\n\n[cast.bob]\nname = "Bob"\nwords = "old man"\n',
    )
    first, second = bible_of(_film(series / "01-a")), bible_of(_film(series / "02-b"))
    ann, other = first.character("ann"), second.character("ann")
    assert ann and ann.figure and other and other.figure
    assert (ann.figure.robe, other.figure.robe) == ("#112233", "#ffffff")
    assert (ann.figure.sash, ann.figure.seed, ann.voice) == (other.figure.sash, other.figure.seed, other.voice)
    assert first.character("bob") is None and second.character("bob") is not None


def test_who_was_given_no_face_and_no_voice_has_the_same_in_every_episode(series: Path):
    _write(series / "bible.toml", '[cast.ann]\nname = "Ann"\n[cast.eve]\nname = "Eve"\n[cast.tom]\nname = "Tom"\n')
    before = bible_of(_film(series / "01-a"))
    taken = before.character("eve")
    assert taken and taken.voice and taken.figure
    _write(
        series / "02-b" / "bible.toml",
        f'[cast.zoe]\nname = "Zoe"\n[cast.zoe.figure]\nrobe = "{taken.figure.robe}"\n'
        f'[cast.zoe.voice]\ntimbre = "{taken.voice.timbre}"\npitch = {taken.voice.pitch}\n',
    )
    after = bible_of(_film(series / "02-b"))
    assert [after.character(each.id) for each in before.cast] == list(before.cast)
    _write(series / "bible.toml", (series / "bible.toml").read_text() + f'[cast.new]\nname = "New"\n'
           f'[cast.new.figure]\nrobe = "{taken.figure.robe}"\n')  # fmt: skip
    assert bible_of(_film(series / "01-a")).cast[:3] == before.cast


def test_a_mistake_in_an_episodes_bible_has_its_own_file_and_line(series: Path):
    _write(series / "bible.toml", '[cast.ann]\nname = "Ann"\n')
    _write(series / "02-b" / "bible.toml", '# a night later\n[cast.ann.figure]\nrobe = "red"\n')
    with pytest.raises(UserError, match=r"02-b.bible\.toml:3.*'red' is no colour"):
        bible_of(_film(series / "02-b"))


# ---- the records -----------------------------------------------------------------------------------------------


def test_ids_in_the_records_say_whose_they_are():
    assert from_records(in_records("s1/01-a", "takes/x/refs/a:b.mp4")) == ("s1/01-a", "takes/x/refs/a:b.mp4")
    assert from_records(in_records("", "takes/x/refs/a:b.mp4")) == ("", "takes/x/refs/a:b.mp4")


def test_two_episodes_share_results_and_nothing_that_stands_for_them(tmp_path: Path):
    with Store.open(tmp_path, owner=True) as store:
        one, two = EpisodeResults(store, "1"), EpisodeResults(store, "10")
        key, value = digest_of(b"key"), store.keep(b"value")
        one.record(key, job="cut", parts=b"{}", outputs={"value": value}, seconds=0.0, cost=0.0, engine="x 1")
        one.stand("cut", key)
        assert two.find(key) == {"value": value} and two.parts(key) == b"{}"
        assert (one.node_keys(), two.node_keys()) == ({"cut": key}, {})
        assert store.node_keys() == {"@1:cut": key}


def test_an_episode_that_was_a_film_with_things_bought_is_not_bought_again(series: Path):
    own = series / "01-a" / ".lampblack"
    film = _film(series / "01-a")
    with OpenFilm(film):
        pass
    assert not own.exists() and (series / ".lampblack").exists()
    with Store.open(series / "01-a", owner=True) as store:
        money = Money(ticket="t", key=store.keep(b"k"), job="takes/x", engine="far", state="succeeded", price=0.5)
        free = replace(money, ticket="f", price=0.0)
        store.ledger.append(free)
    with OpenFilm(film):
        pass
    with Store.open(series / "01-a", owner=True) as store:
        store.ledger.append(money)
    with pytest.raises(UserError, match=r"was a film of its own.*outside of"):
        OpenFilm(film)
    shutil.rmtree(series / ".lampblack")
    with pytest.raises(UserError, match=r"let it be the series' store: mv"):
        OpenFilm(film)
    own.rename(series / ".lampblack")
    with OpenFilm(film) as opened:
        assert opened.store.ledger.last_for(money.key) is not None

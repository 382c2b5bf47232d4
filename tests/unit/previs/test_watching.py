from __future__ import annotations

import os
from pathlib import Path

from lampblack.previs.watching import ABSENCE, REST, Print, Watch, print_of, sources_of
from lampblack.project.folder import find_film

FILE = Path("script.fountain")
OTHER = Path("bible.toml")


class Disk:
    """Files as they are said to be."""

    def __init__(self) -> None:
        self.prints = {FILE: Print(10, 1, 1), OTHER: Print(20, 1, 2)}

    def watch(self) -> Watch:
        return Watch(lambda: (FILE, OTHER), lambda path: self.prints.get(path, Print()))


def test_a_saved_file_is_told_once_when_it_has_come_to_rest() -> None:
    disk = Disk()
    watch = disk.watch()
    assert watch.changed(0.0) == () and not watch.moving
    disk.prints[FILE] = Print(11, 2, 1)
    assert watch.changed(1.0) == () and watch.moving
    assert watch.changed(1.0 + REST) == (FILE,)
    assert watch.changed(2.0) == () and not watch.moving


def test_a_file_that_is_still_being_written_is_waited_for() -> None:
    disk = Disk()
    watch = disk.watch()
    for step in range(1, 20):
        disk.prints[FILE] = Print(10 + step, step, 1)
        assert watch.changed(step * REST * 0.9) == ()
    assert watch.changed(20 * REST) == (FILE,)


def test_an_editor_that_puts_a_new_file_in_place_is_one_change_and_no_absence() -> None:
    disk = Disk()
    watch = disk.watch()
    del disk.prints[FILE]
    assert watch.changed(0.0) == () and watch.changed(0.1) == ()
    disk.prints[FILE] = Print(12, 3, 9)
    assert watch.changed(0.12) == ()
    assert watch.changed(0.12 + REST) == (FILE,)


def test_a_file_emptied_or_removed_for_good_is_told_after_a_while() -> None:
    disk = Disk()
    watch = disk.watch()
    disk.prints[FILE] = Print(0, 2, 1)
    assert watch.changed(0.0) == () and watch.changed(ABSENCE * 0.9) == ()
    assert watch.changed(ABSENCE) == (FILE,)
    del disk.prints[FILE]
    assert watch.changed(1.0) == () and watch.changed(1.1 + ABSENCE) == (FILE,)


def test_two_files_saved_together_are_one_change() -> None:
    disk = Disk()
    watch = disk.watch()
    disk.prints[FILE] = Print(11, 2, 1)
    assert watch.changed(0.0) == ()
    disk.prints[OTHER] = Print(21, 2, 2)
    assert watch.changed(REST) == (), "the second one has not come to rest"
    assert watch.changed(2 * REST) == (OTHER, FILE)


def test_a_change_that_is_taken_back_before_it_rests_is_none() -> None:
    disk = Disk()
    watch = disk.watch()
    before = disk.prints[FILE]
    disk.prints[FILE] = Print(11, 2, 1)
    assert watch.changed(0.0) == ()
    disk.prints[FILE] = before
    assert watch.changed(1.0) == () and not watch.moving


def test_the_disk_tells_a_replaced_file_of_the_same_size_and_time_apart(tmp_path: Path) -> None:
    path, new = tmp_path / "a", tmp_path / "b"
    path.write_text("sun")
    new.write_text("moo")
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    before = print_of(path)
    new.replace(path)
    assert print_of(path) != before
    assert print_of(tmp_path / "none") == Print()


def test_all_that_a_person_writes_is_watched_also_what_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text("INT. ROOM - DAY\n\nSomebody sleeps.\n")
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "walk.bvh").write_text("x")
    watched = {path.relative_to(tmp_path).as_posix() for path in sources_of(find_film(tmp_path))}
    assert watched == {"film.toml", "script.fountain", "bible.toml", "choices.toml", "refs/walk.bvh"}


def test_the_series_above_an_episode_is_watched_too() -> None:
    series = Path(__file__).parents[3] / "films" / "two-nights"
    watched = {path.resolve() for path in sources_of(find_film(series / "01-rain"))}
    names = ("series.toml", "bible.toml", "01-rain/bible.toml", "01-rain/script.fountain")
    assert {(series / name).resolve() for name in names} <= watched

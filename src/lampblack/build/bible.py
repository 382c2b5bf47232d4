"""The bible an episode is made from: the series' own, the same faces and voices every night, and what is different in
this episode. In a film of its own: its `bible.toml` as it stands."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.toml import read_toml
from lampblack.breakdown.formats import read_bible
from lampblack.breakdown.model import Bible, Character
from lampblack.project.folder import FilmFolder
from lampblack.project.settings import read_text
from lampblack.read.voices import casting


def bible_of(film: FilmFolder) -> Bible:
    """What stands written, and settled where several episodes must agree; every mistake is a `UserError`."""
    text = read_text(film.bible) if film.bible.exists() else ""
    written = read_bible(text, str(film.bible))
    if film.series is None:
        return written
    shared = settled(written, film.settings.engines.speak)
    if not film.variants.exists():
        return shared
    own = read_bible(read_text(film.variants), str(film.variants), under=read_toml(text, str(film.bible)))
    return replace(own, cast=tuple(_as_settled(each, shared) for each in own.cast))


def settled(bible: Bible, engine: str) -> Bible:
    """Everyone in a shared bible with the figure and the voice they have in every episode.

    Left open, both would be chosen by who else is in the episode: its other robes, its own cast's voices. A robe is
    chosen beside those above it only, so that whoever is appended changes nobody.
    """
    # Loaded by series alone: the words for how people look take a tenth of a second, and most makes find nothing to do.
    from lampblack.breakdown.drafting import with_figure
    from lampblack.breakdown.lines import through_of

    cast: list[Character] = []
    for person in bible.cast:
        if person.figure is None and through_of(person.name, ()) != "voice_over":
            person = with_figure(person, [each.figure.robe for each in cast if each.figure])
        cast.append(person)
    roles = casting(replace(bible, cast=tuple(cast)), engine)
    return replace(bible, cast=tuple(replace(each, voice=roles.role(each.id).voice) for each in cast))


def _as_settled(person: Character, shared: Bible) -> Character:
    """What this episode leaves open is as in all the others."""
    same = shared.character(person.id)
    if same is None:
        return person
    return replace(person, figure=person.figure or same.figure, voice=person.voice or same.voice)

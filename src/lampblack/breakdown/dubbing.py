"""A film in another language: the same scenes and lines, said in its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from lampblack.breakdown.model import Breakdown, Line, Scene


def words_in(line: Line, language: str) -> str:
    """What a line says in a language, empty where that is not written; `zh` also finds `zh-CN`, and the reverse."""
    known = {**line.captions, line.language: line.text}
    short = {key.split("-")[0]: text for key, text in known.items()}
    return known.get(language) or short.get(language.split("-")[0], "")


def untranslated(scene: Scene, language: str) -> tuple[Line, ...]:
    """The lines of a scene that have no words in that language yet."""
    return tuple(beat.line for beat in scene.beats if beat.line and not words_in(beat.line, language).strip())


def translated(breakdown: Breakdown, language: str, words: Mapping[str, str]) -> Breakdown:
    """The same with `words` (by line id) as what those lines say in that language."""

    def with_words(line: Line) -> Line:
        return replace(line, captions={**line.captions, language: words[line.id]}) if line.id in words else line

    return _each_line(breakdown, with_words)


def spoken_in(breakdown: Breakdown, language: str) -> Breakdown:
    """The same film spoken in that language: what was said before stands in the captions. Ids stay."""
    return _each_line(breakdown, lambda line: turned(line, language))


def turned(line: Line, language: str) -> Line:
    """The line said in another language, its own words a caption; as it is where it has no words in that language."""
    text = words_in(line, language)
    if not text.strip() or language.split("-")[0] == line.language.split("-")[0]:
        return line
    return replace(line, text=text, language=language, captions={**line.captions, line.language: line.text})


def _each_line(breakdown: Breakdown, change: Callable[[Line], Line]) -> Breakdown:
    return replace(
        breakdown,
        scenes=tuple(
            replace(
                scene,
                beats=tuple(
                    beat if beat.line is None else replace(beat, line=change(beat.line)) for beat in scene.beats
                ),
            )
            for scene in breakdown.scenes
        ),
    )

"""What a scene's lines say in another language, asked of an engine that writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

from lampblack.base.errors import UserError
from lampblack.breakdown.model import Line, Scene
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Write
from lampblack.graph.job import Job
from lampblack.project.asking import asked, effort

INSTRUCTION = """Translate the spoken lines of one scene of a film into {language}, for dubbing.
Natural speech that an actor can say, in the same tone, and about as long to say as the original; names are kept, or
written as that language writes them. Answer with one JSON object: for each line's id its words, nothing else."""

_SECONDS = 4.0


def translate_job(scene: Scene, lines: Sequence[Line], language: str, offer: Offer) -> Job:
    """The job that translates these lines of a scene; its `text` is what `words_of` reads."""
    material = [{"id": line.id, "who": line.character, "how": list(line.how), "words": line.text} for line in lines]
    ids = [line.id for line in lines]
    schema = {
        "type": "object",
        "properties": {id: {"type": "string"} for id in ids},
        "required": ids,
        "additionalProperties": False,
    }
    request = Write(
        instruction=INSTRUCTION.format(language=language),
        material=json.dumps({"scene": scene.heading, "lines": material}, ensure_ascii=False),
        json_schema=json.dumps(schema, ensure_ascii=False),
    )
    return Job(
        id=f"translate/{scene.slug}.{language}",
        stage="read",
        subject=scene.slug,
        scene=scene.slug,
        work=asked(request, offer),
        effort=effort(request, offer, _SECONDS, priority=3),
    )


def words_of(job: Job, lines: Sequence[Line], text: str) -> dict[str, str]:
    """The words of each line by its id, as far as an engine's answer has any; a `UserError` for what is no JSON."""
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        raise UserError(f"{job.id}: what the engine wrote is no JSON: {error}") from error
    words = cast(dict[str, Any], found) if isinstance(found, dict) else {}
    said = {line.id: " ".join(str(words.get(line.id) or "").split()) for line in lines}
    return {id: text for id, text in said.items() if text}

"""What is sent says what the request says and no more; names, keys and answers are read with suspicion."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.doubles.tasks.files import picture

from lampblack.base.errors import JobError, UserError
from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.guides import Reference, Still, bare
from lampblack.engines.requests import Film, Size
from lampblack_engines.servers.written import WHERE
from lampblack_engines.tasks.accounts import account_of
from lampblack_engines.tasks.answers import at, first, moment
from lampblack_engines.tasks.engine import TaskEngine
from lampblack_engines.tasks.filling import filled, path_of
from lampblack_engines.tasks.identity import asked_of, named, parted
from lampblack_engines.tasks.keys import shown
from lampblack_engines.tasks.provider import Auth, Signed

TICKET = "00000000-0000-4000-8000-000000000001"


# ---- templates -----------------------------------------------------------------------------------------------------


def said(**words: Any) -> Any:
    return lambda word: words.get(word.replace(".", "_"))


def test_a_word_alone_is_a_value_and_among_text_is_text() -> None:
    template = {"a": "{seconds}", "b": "{seconds}s", "c": "{seconds|text}", "d": "{sound}", "e": 1}
    assert filled(template, said(seconds=6, sound=False), {}) == {"a": 6, "b": "6s", "c": "6", "d": False, "e": 1}


def test_what_is_not_said_is_left_out_with_the_tables_that_say_nothing_else() -> None:
    template = {
        "image": {"url": "{still.first}", "type": "image_url"}, "prompt": "{words}",
        "content": [{"type": "text", "text": "{words}"}, {"type": "image", "role": "last", "url": "{still.last}"}],
        "refs": [{"each": "references", "uri": "{picture}", "tag": "{of}"}], "kept": {"mode": "pro"},
    }  # fmt: skip
    assert filled(template, said(words="rain"), {}) == {
        "prompt": "rain", "content": [{"type": "text", "text": "rain"}], "kept": {"mode": "pro"},
    }  # fmt: skip


def test_a_series_stands_for_as_many_as_there_are() -> None:
    template = {"refs": [{"each": "references", "uri": "{picture}", "tag": "{of}", "words": "{words}"}]}
    series = {"references": ({"picture": "A", "of": "ann"}, {"picture": "B", "of": None})}
    assert filled(template, said(words="x"), series) == {
        "refs": [{"uri": "A", "tag": "ann", "words": "x"}, {"uri": "B", "words": "x"}]
    }


def test_a_path_takes_no_way_out() -> None:
    assert path_of("/v1/{id}", said(id="a b/ü?x#y")) == "/v1/a%20b/%C3%BC%3Fx%23y"
    with pytest.raises(KeyError):
        path_of("/v1/{id}", said(id="../admin"))


# ---- requests ------------------------------------------------------------------------------------------------------


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv(WHERE, str(tmp_path / "servers.toml"))
    (tmp_path / "servers.toml").write_text(
        '[run]\nprotocol = "tasks"\nprovider = "runway"\nmodel = "veo3.1"\n'
        '[google]\nprotocol = "tasks"\nprovider = "google"\nmodel = "veo-3.1-references"\nvalues = { project = "p" }\n'
    )
    return Bench(folder=tmp_path / "bench")


def film(seconds: float = 5.2, **more: Any) -> Film:
    stage = bare(Rate(numerator=24), round(seconds * 24))
    return Film(staging=stage, size=Size(width=1280, height=720), words="rain", **more)


def sent(name: str, request: Film, bench: Bench, take: int = 1) -> dict[str, Any]:
    return json.loads(TaskEngine(name).prepare(request, take, TICKET, bench))


def test_a_length_between_two_is_asked_as_the_longer(bench: Bench) -> None:
    body = sent("run", film(5.2), bench)
    assert (body["send"]["duration"], body["asked"], body["path"]) == (
        6,
        "film 24 125 1280x720 route:text",
        "/v1/text_to_video",
    )


def test_another_take_has_another_seed_and_the_same_take_the_same(bench: Bench) -> None:
    seeds = [sent("run", film(), bench, take)["send"]["seed"] for take in (1, 2, 1)]
    assert seeds[0] != seeds[1] and seeds[0] == seeds[2]
    assert [sent("run", film(seed=5), bench, take)["send"]["seed"] for take in (1, 2)] == [5, 6]


def test_pictures_choose_the_route(bench: Bench) -> None:
    still = bench.put(picture(64, 36)).digest
    stills = (Still(picture=still), Still(picture=still, at=124))
    body = sent("run", film(stills=stills, sound=True, without="fog"), bench)
    assert (body["path"], body["send"]["audio"], body["send"]["negativePrompt"]) == ("/v1/image_to_video", True, "fog")
    assert [each["position"] for each in body["send"]["promptImage"]] == ["first", "last"]
    assert body["send"]["promptImage"][0]["uri"].startswith("data:image/png;base64,")


def test_references_are_sent_each_as_the_maker_wants_them(bench: Bench) -> None:
    told = (Reference(picture=bench.put(picture(64, 36)).digest, of="ann"),)
    (instance,) = sent("google", film(references=told), bench)["send"]["instances"]
    (reference,) = instance["referenceImages"]
    assert (reference["referenceType"], reference["image"]["mimeType"]) == ("asset", "image/png")
    assert base64.b64decode(reference["image"]["bytesBase64Encoded"]).startswith(b"\x89PNG")
    assert "image" not in instance


NOES = [
    ({"seconds": 9.0}, "9.00 seconds is longer than 8"),
    ({"guidance": 4.0}, "it cannot be steered by guidance"),
    ({"last": True}, "last is taken only with first"),
    ({"twice": True}, "run takes one first picture"),
]


@pytest.mark.parametrize(("what", "words"), NOES, ids=[each[1] for each in NOES])
def test_what_a_model_cannot_do_is_said_before_anything_is_sent(bench: Bench, what: dict[str, Any], words: str) -> None:
    still = bench.put(picture(64, 36)).digest
    stills = {"last": (Still(picture=still, at=124),), "twice": (Still(picture=still), Still(picture=still, at=-1))}
    named_still = next((stills[each] for each in stills if what.pop(each, None)), ())
    with pytest.raises(UserError) as caught:
        sent("run", film(stills=named_still, **what), bench)
    assert words in str(caught.value)


def test_what_a_way_of_asking_has_no_place_for_is_never_dropped(bench: Bench) -> None:
    account = account_of("run")
    silent = replace(account, model=replace(account.model, body={}))
    with pytest.raises(UserError, match="asked in this way it is not told of without"):
        TaskEngine("run", silent).prepare(film(without="fog"), 1, TICKET, bench)


def test_a_picture_that_is_too_large_is_told(bench: Bench) -> None:
    account = account_of("run")
    small = replace(account.provider, media=replace(account.provider.media, most_bytes=100))
    request = film(stills=(Still(picture=bench.put(picture(64, 36)).digest),))
    with pytest.raises(UserError, match="too large for this provider"):
        TaskEngine("run", replace(account, provider=small)).prepare(request, 1, TICKET, bench)


# ---- names, keys, answers ------------------------------------------------------------------------------------------


def test_a_name_says_what_was_asked() -> None:
    asked = asked_of(film(sound=True), "image")
    whole = named("projects/p/operations/1", asked)
    assert whole == "projects/p/operations/1 film 24 125 1280x720 sound route:image"
    assert parted(whole) == ("projects/p/operations/1", asked)
    assert asked.request() == replace(film(sound=True), words="")


@pytest.mark.parametrize("own", [None, "", "a b", "../x", "a\nb", True, {"id": 1}])
def test_a_name_that_could_not_be_asked_for_again_is_none(own: Any) -> None:
    with pytest.raises(JobError):
        named(own, asked_of(film(), ""))


def test_a_name_a_person_gave_says_what_is_lacking() -> None:
    own, asked = parted("abc-123")
    assert own == "abc-123"
    with pytest.raises(JobError, match="settle it with the provider's name and after it what was asked"):
        asked.request()


def test_two_keys_make_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCESS", "the-access-key")
    monkeypatch.setenv("SECRET", "the-secret-key")
    auth = Auth(value="Bearer {token}", signed=Signed())
    header = shown(auth, "ACCESS", "SECRET", "kling", lambda: 1_000_000.0)["Authorization"]
    head, claims, mark = header.removeprefix("Bearer ").split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert told == {"iss": "the-access-key", "exp": 1_001_800, "nbf": 999_995}
    wanted = hmac.new(b"the-secret-key", f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(mark + "=") == wanted


def test_answers_are_read_by_paths() -> None:
    answer = {"a": [{"url": "x"}], "b": [], "c": False, "d": "", "e": [["y"]]}
    assert at(answer, "a.0.url") == "x" and at(answer, "a.1.url") is None and at(answer, "a.url") is None
    assert first(answer, ("b", "d", "e")) == "y" and first(answer, ("nothing",)) is None
    assert first(answer, ("c",)) is False


@pytest.mark.parametrize("told", ["2026-11-23T00:00:00Z", "2026-11-23T00:00:00", 1_795_392_000, "1795392000000"])
def test_moments_are_read_as_providers_write_them(told: Any) -> None:
    assert moment(told) == 1_795_392_000.0

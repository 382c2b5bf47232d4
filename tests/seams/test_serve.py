"""`lampblack serve` from outside: OpenAI's own package unchanged, our dialect by plain HTTP, bad input of all kinds."""

from __future__ import annotations

import base64
import io
import json
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Any

import openai
import pytest
from PIL import Image
from tests.flow.serving import FORM, Served, form, serving

from lampblack.base.digest import digest_of
from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.builtin.fake.engine import Fake
from lampblack.builtin.theatre.engine import Theatre
from lampblack.engines.guides import Still, bare
from lampblack.engines.requests import Film, Foley, Paint, Size, Speak, Voice, saved
from lampblack.media.audio import read_sound
from lampblack.media.video import probe
from lampblack.runners.context import JobContext
from lampblack.server.prompts import staged
from lampblack.store.blobs import Blobs

SMALL = "160x96"
PROMPT = "An old man walks along the river at dusk, snow falls"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    folder = tmp_path_factory.mktemp("serve") / "box"
    with serving(
        folder, "--engine", "theatre", "--engine", "instrument", "--engine", "fake", "--workers", "2"
    ) as found:
        yield found


@pytest.fixture
def client(served: Served) -> Generator[openai.OpenAI]:
    with warnings.catch_warnings(), openai.OpenAI(base_url=f"{served.address}/v1", api_key="x", max_retries=0) as made:
        warnings.simplefilter("ignore")
        yield made


def local(engine: Any, request: Any, take: int, folder: Path, blobs: tuple[bytes, ...] = ()) -> dict[str, bytes]:
    """What an engine gives here, by output."""
    for each in ("blobs", "tmp"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    store = Blobs(folder)
    for data in blobs:
        store.put_bytes(data)
    with JobContext(store, folder / "tmp") as context:
        answer = engine.run(request, take, context)
        return {
            name: store.read(value.digest) if hasattr(value, "digest") else encode(value)
            for name, value in answer.items()
        }


def film(frames: int = 5, **more: Any) -> Film:
    """A film that the fake engine makes at once."""
    return Film(staging=bare(Rate(numerator=24), frames), size=Size(width=64, height=48), **more)


def own(request: Any, *blobs: bytes, take: int = 1, model: str = "fake") -> list[tuple[str, bytes, bool]]:
    """A request of our dialect as a form."""
    files = [(str(digest_of(data)), data, True) for data in blobs]
    fields = {"model": model, "take": str(take), "lampblack": json.dumps(saved(request))}
    return [*((name, value.encode(), False) for name, value in fields.items()), *files]


# ---- OpenAI's package ------------------------------------------------------------------------------------------


def test_models_are_listed_with_what_they_can_do(client: openai.OpenAI) -> None:
    found = {model.id: model for model in client.models.list()}
    assert set(found) == {"theatre", "instrument", "fake"}
    can = found["theatre"].model_extra["capabilities"]["film"]  # type: ignore[index]
    assert "staging" in can["controls"] and "paper" in can["looks"]
    assert client.models.retrieve("theatre").owned_by == "lampblack"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("sora-2")


def test_a_prompt_becomes_a_film_of_the_theatre(client: openai.OpenAI, tmp_path: Path) -> None:
    job = client.videos.create(model="theatre", prompt=PROMPT, seconds="0.5", size=SMALL)  # type: ignore[arg-type]
    assert job.object == "video" and job.status in ("queued", "in_progress") and job.seconds == "0.5"
    done = client.videos.poll(job.id)
    assert (done.status, done.progress, done.prompt, done.size) == ("completed", 100, PROMPT, SMALL)
    assert done.completed_at and done.expires_at and done.expires_at > done.completed_at >= done.created_at
    assert "old man" in done.model_extra["lampblack_understood"]  # type: ignore[index]
    client.videos.download_content(job.id).write_to_file(tmp_path / "take.mp4")
    found = probe(tmp_path / "take.mp4")
    assert (found.frames, str(found.rate), found.width, found.height) == (12, "24", 160, 96)
    picture = Image.open(io.BytesIO(client.videos.download_content(job.id, variant="thumbnail").content))
    assert picture.size == (160, 96)
    request = Film(staging=staged(PROMPT, *_half()).staging, size=Size(width=160, height=96))
    assert (tmp_path / "take.mp4").read_bytes() == local(Theatre(), request, 1, tmp_path)["video"]


def _half() -> tuple[Any, Size]:
    from fractions import Fraction

    return Fraction(1, 2), Size(width=160, height=96)


def test_films_are_listed_and_deleted(client: openai.OpenAI) -> None:
    ids = [client.videos.create(model="fake", prompt=f"film {n}", seconds="1", size="64x48").id for n in range(3)]  # type: ignore[arg-type]
    newest = [video.id for video in client.videos.list(limit=2)]
    assert newest[:3] == ids[::-1], "the package asks page after page"
    rising = [video.id for video in client.videos.list(order="asc", limit=1)]
    assert [id for id in rising if id in ids] == ids
    assert client.videos.delete(ids[1]).deleted
    assert ids[1] not in [video.id for video in client.videos.list()]
    with pytest.raises(openai.NotFoundError):
        client.videos.retrieve(ids[1])
    with pytest.raises(openai.NotFoundError):
        client.videos.delete(ids[1])


def test_pictures_are_painted(client: openai.OpenAI) -> None:
    made = client.images.generate(
        model="theatre", prompt="夜里，一个书生在客栈里读书。", size="96x64", output_format="jpeg"
    )  # type: ignore[call-overload]
    picture = Image.open(io.BytesIO(base64.b64decode(made.data[0].b64_json)))
    assert picture.format == "JPEG" and picture.size == (96, 64)
    several = client.images.generate(model="fake", prompt="a pine", size="64x64", n=2)  # type: ignore[call-overload]
    assert len({each.b64_json for each in several.data}) == 2


def test_a_picture_is_changed_by_an_engine_that_can(client: openai.OpenAI) -> None:
    picture = _png(64, 64)
    made = client.images.edit(model="fake", image=("a.png", picture), prompt="in ink", size="64x64")  # type: ignore[call-overload]
    assert Image.open(io.BytesIO(base64.b64decode(made.data[0].b64_json))).size == (64, 64)
    with pytest.raises(openai.BadRequestError, match="restyle"):
        client.images.edit(model="theatre", image=("a.png", picture), prompt="in ink", size="64x64")  # type: ignore[call-overload]


def _png(width: int, height: int) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), (90, 60, 30)).save(held, format="PNG")
    return held.getvalue()


@pytest.mark.parametrize("form", ["mp3", "opus", "aac", "flac", "wav", "pcm"])
def test_lines_are_spoken_in_every_form(client: openai.OpenAI, form: Any, tmp_path: Path) -> None:
    said = client.audio.speech.create(
        model="instrument", voice="nova", input="Good evening.", response_format=form, instructions="Whisper, sadly."
    )
    wav = client.audio.speech.create(
        model="instrument",
        voice="woman-1",
        input="Good evening.",
        response_format="wav",
        instructions="Whisper, sadly.",
    )
    (tmp_path / "wav").write_bytes(wav.content)
    samples = len(read_sound(tmp_path / "wav", channels=1))
    if form == "pcm":
        assert abs(len(said.content) / 2 / 24_000 - samples / 48_000) < 0.01
        return
    (tmp_path / form).write_bytes(said.content)
    assert abs(len(read_sound(tmp_path / form, channels=1)) / samples - 1.0) < 0.12


def test_a_first_picture_reaches_an_engine_that_takes_one(client: openai.OpenAI) -> None:
    picture = _png(64, 48)
    job = client.videos.create(model="fake", prompt="on", seconds="1", size="64x48", input_reference=("a.png", picture))  # type: ignore[arg-type]
    assert client.videos.poll(job.id).status == "completed"
    with pytest.raises(openai.BadRequestError, match="first"):
        client.videos.create(model="theatre", prompt="on", seconds="4", input_reference=("a.png", picture))


def test_a_first_picture_may_stand_in_the_request(served: Served) -> None:
    """The form of 3.54's types that its own `create` does not send."""
    address = "data:image/png;base64," + base64.b64encode(_png(64, 48)).decode()
    heard = served.tell("/v1/videos", {**WELL, "input_reference": {"image_url": address}})
    assert served.over(heard.json["id"])["status"] == "completed"
    parts = [(name, value.encode(), False) for name, value in WELL.items()]
    heard = served.send("/v1/videos", [*parts, ("input_reference[image_url]", address.encode(), False)])
    assert served.over(heard.json["id"])["status"] == "completed"
    fetched = served.tell("/v1/videos", {**WELL, "input_reference": {"image_url": "http://127.0.0.1/x.png"}})
    assert fetched.code == 400 and "sent, not fetched" in fetched.json["error"]["message"]


# ---- our dialect -----------------------------------------------------------------------------------------------


def test_a_take_of_our_dialect_is_the_one_made_here(served: Served, tmp_path: Path) -> None:
    picture = _png(64, 48)
    request = film(words="雪", sound=True, stills=(Still(picture=digest_of(picture)),))
    job = served.send("/v1/videos", own(request, picture, take=3), {"Idempotency-Key": "ticket-1"})
    assert job.code == 200 and job.json["lampblack_ticket"] == "ticket-1" and job.json["model"] == "fake"
    assert served.over(job.json["id"])["status"] == "completed"
    here = local(Fake(), request, 3, tmp_path, (picture,))
    for variant in ("video", "sound", "taken"):
        got = served.ask("GET", f"/v1/videos/{job.json['id']}/content?variant={variant}")
        assert got.data == here[variant], variant
    found = served.ask("GET", "/v1/videos?ticket=ticket-1").json
    assert [each["id"] for each in found["data"]] == [job.json["id"]] and found["has_more"] is False
    assert served.ask("GET", "/v1/videos?ticket=other").json["data"] == []


def test_a_ticket_stands_for_one_request(served: Served) -> None:
    first = served.send("/v1/videos", own(film(3)), {"Idempotency-Key": "once"}).json
    assert served.send("/v1/videos", own(film(3)), {"Idempotency-Key": "once"}).json["id"] == first["id"]
    other = served.send("/v1/videos", own(film(4)), {"Idempotency-Key": "once"})
    assert (other.code, other.code_said) == (422, "key_reused")
    again = served.send("/v1/videos", own(film(3), take=2), {"Idempotency-Key": "once"})
    assert again.code == 422
    assert served.send("/v1/videos", own(film(3)), {"Idempotency-Key": "bad key"}).code == 400


def test_pictures_and_lines_of_our_dialect_are_those_made_here(served: Served, tmp_path: Path) -> None:
    picture = _png(32, 32)
    paint = Paint(words="a hill", size=Size(width=48, height=48), source=digest_of(picture))
    blobs = {str(digest_of(picture)): base64.b64encode(picture).decode()}
    body = {"model": "fake", "take": 2, "lampblack": saved(paint), "blobs": blobs}
    made = served.tell("/v1/images/generations", body, {"Idempotency-Key": "p"})
    assert (
        base64.b64decode(made.json["data"][0]["b64_json"]) == local(Fake(), paint, 2, tmp_path, (picture,))["picture"]
    )
    assert made.json["lampblack_ticket"] == "p"
    speak = Speak(text="你好。", language="zh", voice=Voice(timbre="man-2"), pinyin=("ni3", "hao3"))
    here = local(Fake(), speak, 1, tmp_path)
    heard = served.tell("/v1/audio/speech", {"model": "fake", "lampblack": saved(speak)})
    assert heard.data == here["voice"] and heard.headers["content-type"] == "audio/wav"
    timed = served.tell("/v1/audio/speech", {"model": "fake", "lampblack": saved(speak), "timings": True})
    assert base64.b64decode(timed.json["voice"]) == here["voice"]
    assert timed.json["spoken"] == json.loads(here["spoken"]) and timed.json["spoken"]["phonemes"]


# ---- bad input -------------------------------------------------------------------------------------------------

WELL = {"model": "fake", "prompt": "a hill", "seconds": "1", "size": "64x48"}
BAD: dict[str, tuple[dict[str, Any], int, str]] = {
    "no prompt": ({"prompt": None}, 400, "invalid_value"),
    "an empty prompt": ({"prompt": "  "}, 400, "invalid_value"),
    "a prompt that is a number": ({"prompt": 4}, 400, "invalid_value"),
    "a prompt of a book": ({"prompt": "x" * 40_000}, 400, "invalid_value"),
    "another model": ({"model": "sora-2"}, 404, "model_not_found"),
    "a model that only speaks": ({"model": "instrument"}, 404, "model_not_found"),
    "no seconds": ({"seconds": "0"}, 400, "invalid_value"),
    "a day": ({"seconds": "86400"}, 400, "invalid_value"),
    "words for seconds": ({"seconds": "four"}, 400, "invalid_value"),
    "less than nothing": ({"seconds": "-4"}, 400, "invalid_value"),
    "infinity": ({"seconds": "inf"}, 400, "invalid_value"),
    "a size in words": ({"size": "big"}, 400, "invalid_value"),
    "an odd size": ({"size": "63x48"}, 400, "invalid_value"),
    "a size of acres": ({"size": "99999x99999"}, 400, "invalid_value"),
    "beyond the theatre": ({"model": "theatre", "size": "8000x4000"}, 400, "beyond_the_engine"),
    "a look nobody has": ({"model": "theatre", "look": "oil"}, 400, "beyond_the_engine"),
    "sound of the theatre": ({"model": "theatre", "generate_sound": "true"}, 400, "beyond_the_engine"),
    "a field nobody reads": ({"style": "vivid"}, 400, "unknown_parameter"),
    "a fraction of a seed": ({"seed": 1.5}, 400, "invalid_value"),
    "a rate of nothing": ({"fps": "0"}, 400, "invalid_value"),
    "no take": ({"take": 0}, 400, "invalid_value"),
    "a file that is kept elsewhere": ({"input_reference": {"file_id": "f"}}, 400, "unknown_parameter"),
    "a picture in rags": ({"input_reference": "data:image/png;base64,%%%"}, 400, "invalid_value"),
    "a picture that is none": ({"input_reference": "data:image/png;base64,aGVsbG8="}, 400, "invalid_value"),
    "our dialect in rags": ({"lampblack": "{", "prompt": None}, 400, "invalid_value"),
    "our dialect of nothing": ({"lampblack": {}}, 400, "invalid_value"),
    "our dialect as a list": ({"lampblack": []}, 400, "invalid_value"),
    "another schema": ({"lampblack": {**saved(film()), "schema": 99}}, 400, "invalid_value"),
    "a sound for a film": ({"lampblack": saved(Foley(what="wind", samples=9))}, 400, "invalid_value"),
    "a film without end": ({"lampblack": saved(film(10**9))}, 400, "invalid_value"),
    "a picture that was not sent": (
        {"lampblack": saved(film(stills=(Still(picture=digest_of(b"no")),)))}, 400, "invalid_value",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_film_asked_for_wrongly_is_one_clear_error(served: Served, what: str) -> None:
    change, code, said = BAD[what]
    body = {name: value for name, value in {**WELL, **change}.items() if value is not None}
    heard = served.tell("/v1/videos", body)
    assert (heard.code, heard.code_said) == (code, said), heard.data


def test_bodies_that_are_no_requests_are_refused(served: Served) -> None:
    def posted(body: bytes, kind: str) -> tuple[int, str]:
        heard = served.ask("POST", "/v1/videos", body, {"Content-Type": kind})
        return heard.code, heard.code_said

    assert posted(b"{", "application/json") == (400, "invalid_json")
    assert posted(b"[]", "application/json") == (400, "invalid_json")
    assert posted(b"\xff\xfe", "application/json") == (400, "invalid_json")
    assert posted(b"[" * 100_000, "application/json") == (400, "invalid_json")
    assert posted(b"{}", "text/plain") == (415, "unsupported_media_type")
    assert posted(b"x", "multipart/form-data") == (400, "invalid_form")
    assert posted(b"nonsense", FORM) == (400, "invalid_form")
    assert posted(form([("prompt", b"x", False)])[:-8], FORM) == (400, "cut_short")
    assert posted(form([("prompt", b"x", False)] * 2), FORM) == (400, "invalid_value")
    assert posted(form([("prompt", b"\xff", False)]), FORM) == (400, "invalid_value")
    assert posted(form([(f"f{n}", b"x", False) for n in range(300)]), FORM) == (413, "too_large")
    assert posted(form([("prompt", b"x" * 17_000_000, False)]), FORM) == (413, "too_large")
    assert posted(form([("../../etc/passwd", b"x", True), ("prompt", b"x", False)]), FORM) == (400, "invalid_value")
    assert posted(form([(str(digest_of(b"a")), b"b", True), *own(film())]), FORM) == (400, "invalid_value")
    assert posted(form([(str(digest_of(b"a")), b"a", True), *own(film())]), FORM) == (400, "invalid_value")


def test_pictures_and_lines_asked_for_wrongly_are_errors(served: Served) -> None:
    def painted(**change: Any) -> tuple[int, str]:
        heard = served.tell("/v1/images/generations", {"model": "fake", "prompt": "x", "size": "64x64", **change})
        return heard.code, heard.code_said

    def spoken(**change: Any) -> tuple[int, str]:
        heard = served.tell("/v1/audio/speech", {"model": "fake", "input": "x", "voice": "man-1", **change})
        return heard.code, heard.code_said

    assert painted(n=11) == (400, "invalid_value")
    assert painted(response_format="url") == (400, "invalid_value")
    assert painted(background="transparent") == (400, "invalid_value")
    assert painted(output_format="gif") == (400, "invalid_value")
    assert painted(stream=True) == (400, "unknown_parameter")
    assert painted(lampblack=saved(film())) == (400, "invalid_value")
    assert spoken(input="") == (400, "invalid_value")
    assert spoken(input="x" * 5000) == (400, "invalid_value")
    assert spoken(voice=7) == (400, "invalid_value")
    assert spoken(speed=9) == (400, "invalid_value")
    assert spoken(response_format="midi") == (400, "invalid_value")
    assert spoken(stream_format="sse") == (400, "invalid_value")
    assert spoken(instructions="Be purple.") == (400, "invalid_value")
    assert spoken(model="instrument", voice="nobody") == (400, "beyond_the_engine")
    assert served.send("/v1/images/edits", [("prompt", b"x", False), ("size", b"64x64", False)]).code == 400
    mask = [("prompt", b"x", False), ("image", _png(8, 8), True), ("mask", _png(8, 8), True)]
    assert served.send("/v1/images/edits", mask).code == 400


def test_addresses_that_are_not_there_are_errors(served: Served) -> None:
    for method, path, code in (
        ("GET", "/v1/nothing", 404),
        ("GET", "/../../etc/passwd", 404),
        ("PUT", "/v1/videos", 405),
        ("GET", "/v1/videos/video_0", 404),
        ("GET", "/v1/videos/video_0/content", 404),
        ("DELETE", "/v1/videos/video_0", 404),
        ("GET", "/v1/videos?limit=0", 400),
        ("GET", "/v1/videos?limit=x", 400),
        ("GET", "/v1/videos?order=up", 400),
        ("GET", "/v1/videos?after=video_0", 404),
        ("GET", "/v1/videos?page=2", 400),
    ):
        heard = served.ask(method, path)
        assert heard.code == code and heard.code_said, path
    job = served.send("/v1/videos", own(film(2))).json
    served.over(job["id"])
    assert served.ask("GET", f"/v1/videos/{job['id']}/content?variant=../x").code == 400
    assert served.ask("GET", f"/v1/videos/{job['id']}/content?variant=sound").code == 404
    image = served.tell("/v1/images/generations", {"model": "fake", "prompt": "x", "size": "64x64"})
    assert image.code == 200


def test_what_an_engine_refuses_is_told_in_its_words(served: Served) -> None:
    job = served.tell("/v1/videos", {**WELL, "model": "theatre", "size": "16x16", "seconds": "0.01"})
    assert job.code == 200
    done = served.over(job.json["id"])
    assert done["status"] == "failed" and "no frames" in done["error"]["message"]
    heard = served.ask("GET", f"/v1/videos/{job.json['id']}/content")
    assert (heard.code, heard.code_said) == (422, "refused")


def test_the_page_says_what_is_served_in_both_languages(served: Served) -> None:
    page = served.ask("GET", "/").data.decode()
    assert "theatre" in page and "用法" in page and "How to use it" in page
    assert served.ask("GET", "/health").json == {"status": "ok"}


def test_pages_of_other_sites_may_not_ask(served: Served) -> None:
    assert served.ask("GET", "/v1/models", headers={"Host": "evil.example"}).code == 421
    assert served.ask("GET", "/v1/models", headers={"Origin": "http://evil.example"}).code == 403


def test_nothing_of_a_request_is_in_the_log(served: Served) -> None:
    served.tell("/v1/videos", {**WELL, "prompt": "xyzzy-words"}, {"Authorization": "Bearer xyzzy-token"})
    served.ask("GET", "/v1/videos/xyzzy-path")
    assert "POST /v1/videos 200" in served.log and "xyzzy" not in served.log

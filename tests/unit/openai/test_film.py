"""Takes over `/v1/videos` on bad days: what is lost, refused, failed, slow or a trap, and what each dialect is sent."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.doubles.openai import videos
from tests.doubles.openai.desk import Provider, Said, serving
from tests.doubles.openai.footage import film, picture

from lampblack.base.errors import Busy, JobError, UserError
from lampblack.base.time import Rate
from lampblack.engines.conformance import Bench
from lampblack.engines.conformance.files import a_roll
from lampblack.engines.guides import Reference, Steer, Still, bare
from lampblack.engines.protocol import Declined, Refused, Standing
from lampblack.engines.requests import Film, Size, Taken
from lampblack.media.audio import read_wav
from lampblack.media.video import probe
from lampblack_engines.openai.engine import OpenAIServer
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.spool import Spool

KEY = "sk-never-to-be-seen-0123456789"
OMNI = Service(url="", dialect="vllm-omni", does=("film",), key="SERVER_KEY", sound=True,
               controls=("words", "without", "first", "voice", "guidance", "seed"))  # fmt: skip
PLAIN = Service(url="", does=("film",), key="SERVER_KEY", rates=("30",), price=0.1, controls=("first",))
ROUTER = Service(url="", dialect="openrouter", does=("film",), key="SERVER_KEY", model="a/b", rates=("24",), sound=True,
                 price=0.1, controls=("first", "last", "references", "seed"))  # fmt: skip


def shot(frames: int = 6, rate: int = 24, size: Size | None = None, **more: Any) -> Film:
    stage = bare(Rate(numerator=rate), frames)
    return Film(staging=stage, size=size or Size(width=160, height=90), words="夸父 runs", **more)


class Trial:
    """An engine at a double, driven by hand. Every engine is a new one; only the notes stay."""

    def __init__(self, provider: Provider, service: Service, folder: Path) -> None:
        self.bench = Bench(folder=folder / "bench")
        self.ticket = str(uuid.uuid4())
        self._made, self._folder = replace(service, url=provider.url), folder

    @property
    def engine(self) -> OpenAIServer:
        return OpenAIServer("there", self._made, Spool(self._folder / "spool"))

    def body(self, request: Film, take: int = 1) -> bytes:
        return self.engine.prepare(request, take, self.ticket, self.bench)

    def submit(self, request: Film) -> Standing:
        return self.engine.submit(self.body(request), self.ticket)

    def over(self, standing: Standing) -> Standing:
        for _ in range(5):
            if standing.state != "running":
                break
            standing = self.engine.look(standing.id)
        return standing

    def take(self, request: Film) -> Any:
        standing = self.over(self.submit(request))
        assert standing.state == "succeeded", standing
        return self.engine.fetch(standing.id, self.bench.cleared())


def clean(folder: Path, *told: object) -> None:
    """The key is in no file and in nothing that was said."""
    for path in folder.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path
    for each in told:
        assert KEY not in repr(each) and KEY not in str(each)


def test_a_take_is_as_long_and_as_large_as_was_asked_though_models_have_steps_and_blocks(tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        answer = trial.take(shot(frames=6, sound=True))
    work = provider.billed[0]
    assert (work["width"], work["height"], work["frames"], work["fps"]) == (160, 96, 9, 24)
    assert answer["taken"] == Taken(frames=6, rate=Rate(numerator=24), size=Size(width=160, height=90))
    assert read_wav(trial.bench.path(answer["sound"])).shape == (12_000, 2)
    clean(tmp_path, answer)


def test_what_is_asked_is_told_in_the_dialects_own_words(tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        first = trial.bench.put(picture(160, 90))
        still = Still(picture=first.digest)
        trial.submit(shot(without="rain", guidance=4.5, seed=7, stills=(still,)))
        trial.submit(shot(voice=trial.bench.put(b"RIFFxxxxWAVE").digest, stills=(still,)))
    one, two = provider.billed
    assert (one["prompt"], one["without"], one["guidance"], one["seed"]) == ("夸父 runs", "rain", 4.5, 8)
    assert [(file.name, file.kind, file.data) for file in one["files"]] == [
        ("input_reference", "image/png", picture(160, 90))
    ]
    assert two["files"] == [] and two["image"]["image_url"].startswith("data:image/png;base64,")
    assert two["audio"]["audio_url"].startswith("data:audio/wav;base64,")


def test_takes_differ_by_their_seed_and_the_same_take_is_the_same_bytes(tmp_path: Path) -> None:
    with serving(videos.Sglang()) as provider:
        trial = Trial(provider, Service(url="", dialect="sglang", does=("film",)), tmp_path)
        assert trial.body(shot()) == trial.body(shot()) != trial.body(shot(), take=2)


def test_whole_seconds_are_asked_for_and_billed_where_there_are_only_those(tmp_path: Path) -> None:
    with serving(videos.Plain(key=KEY)) as provider:
        trial = Trial(provider, PLAIN, tmp_path)
        wide = Size(width=1280, height=720)
        trial.submit(shot(frames=135, rate=30, size=wide))
        assert (provider.billed[0]["seconds"], provider.billed[0]["frames"]) == (8, 240)
        with pytest.raises(UserError, match="is longer than 12"):
            trial.submit(shot(frames=390, rate=30, size=wide))
        with pytest.raises(UserError, match="size 160x90 is not offered"):
            trial.submit(shot(rate=30))
        with pytest.raises(UserError, match="24 frames a second is not offered"):
            trial.submit(shot(size=wide))
        assert len(provider.billed) == 1


def test_first_and_last_pictures_or_references_go_to_their_places(tmp_path: Path) -> None:
    with serving(videos.OpenRouter(key=KEY)) as provider:
        trial = Trial(provider, ROUTER, tmp_path)
        pictures = [trial.bench.put(picture(160, 90 + 2 * n)).digest for n in range(3)]
        stills = (Still(picture=pictures[0]), Still(picture=pictures[1], at=23))
        references = (Reference(picture=pictures[2], of="Kuafu"),)
        standing = trial.over(trial.submit(shot(frames=24, stills=stills)))
        trial.submit(shot(frames=24, references=references))
        with pytest.raises(UserError, match="are not taken together"):
            trial.submit(shot(frames=24, stills=stills, references=references))
    one, two = provider.billed
    assert [each["frame_type"] for each in one["frame_images"]] == ["first_frame", "last_frame"]
    assert len({each["image_url"]["url"] for each in (*one["frame_images"], *two["references"])}) == 3
    assert one["sound"] is False, "sound that nobody asked for is not bought"
    assert (standing.state, standing.charged) == ("succeeded", pytest.approx(0.1))


def test_a_signal_goes_as_a_film_of_its_own_frame_for_frame(tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        service = replace(OMNI, controls=("signal:edges",), extra={"extra_params": {"preencode_mp4": True}})
        trial = Trial(provider, service, tmp_path)
        trial.submit(
            shot(
                steered=(
                    Steer(
                        signal="edges", roll=a_roll(trial.bench, "edges", 6, Rate(numerator=24)).digest, strength=0.7
                    ),
                )
            )
        )
        work = provider.billed[0]
        assert (work["control"], work["extra"]) == ("edge", {"edge": {"control_weight": 0.7}, "preencode_mp4": True})
        path = tmp_path / "control.mp4"
        path.write_bytes(work["controls"][0].data)
        found = probe(path)
        assert (found.width, found.height, found.frames, found.rate) == (160, 96, 9, Rate(numerator=24))


def test_it_is_looked_at_where_the_server_says_if_that_is_the_server(tmp_path: Path) -> None:
    with serving(videos.OpenRouter(key=KEY)) as provider:
        trial = Trial(provider, ROUTER, tmp_path)
        provider.told = lambda job, told=provider.told: {
            **told(job),
            "polling_url": f"/v1/videos/{job['id']}?from=poll",
        }
        trial.over(trial.submit(shot(frames=24)))
        assert provider.seen[-1].query == {"from": "poll"}
        provider.told = lambda job, told=provider.told: {**told(job), "polling_url": "https://elsewhere.example/x"}
        standing = trial.over(trial.submit(shot(frames=24)))
        assert standing.state == "succeeded" and provider.seen[-1].path.startswith("/v1/videos/")


@pytest.mark.parametrize(
    ("luck", "kind", "says", "billed"),
    [
        ("busy", Busy, "too much to do", 0),
        ("declined", Declined, "no credit", 0),
        ("moderated", Refused, "blocked by our moderation", 0),
        ("elsewhere", Declined, "says 307", 0),
        ("broken", JobError, "out of memory", 1),
        ("html", JobError, "gave it no name", 1),
        ("half", JobError, "gave it no name", 1),
        ("truncated", ConnectionError, "broke off", 1),
        ("named:../../etc/passwd", JobError, "gave it no name", 1),
        ("named:..", JobError, "gave it no name", 1),
        ("lost", OSError, None, 1),
    ],
)
def test_bad_days_are_told_apart(
    luck: str, kind: type[Exception], says: str | None, billed: int, tmp_path: Path
) -> None:
    with serving(videos.VllmOmni(key=KEY, luck=[luck])) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        with pytest.raises(kind, match=says) as told:
            trial.submit(shot())
        certain = isinstance(told.value, Declined | Refused | Busy)
        assert certain == (billed == 0) == (not provider.billed)
        if isinstance(told.value, Busy):
            assert told.value.after == pytest.approx(0.3)
    clean(tmp_path, told.value, told.value.__cause__)


def test_a_job_whose_answer_was_lost_is_found_by_its_words_in_the_list(tmp_path: Path) -> None:
    with serving(videos.Plain(key=KEY, luck=["", "lost"])) as provider:
        trial = Trial(provider, PLAIN, tmp_path)
        wide = Size(width=1280, height=720)
        other = trial.submit(replace(shot(frames=30, rate=30, size=wide), words="somebody else"))
        trial.ticket = str(uuid.uuid4())
        body = trial.body(shot(frames=30, rate=30, size=wide))
        with pytest.raises(OSError):
            trial.engine.submit(body, trial.ticket)
        since = provider.jobs["video_0002"]["at"]
        found = trial.engine.find(body, trial.ticket, since)
        assert found.ids == ("film:video_0002",) != (other.id,) and not found.complete
        assert trial.engine.find(body, trial.ticket, since + 3_600).ids == (), "what is older than it is not it"
        assert trial.over(trial.engine.look(found.ids[0])).state == "succeeded"
        assert trial.engine.fetch(found.ids[0], trial.bench.cleared())["taken"].frames == 30
        assert len(provider.billed) == 2


def test_a_long_list_is_read_to_where_the_job_must_be(tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        body = trial.body(shot())
        trial.engine.submit(body, trial.ticket)
        for number in range(250):
            provider.made({**provider.billed[0], "prompt": f"another {number}"})
        ticket = str(uuid.uuid4())
        assert trial.engine.find(body, ticket, provider.jobs[provider.name(1)]["at"]).ids == (
            f"film:{provider.name(1)}",
        )


@pytest.mark.parametrize(("price", "again"), [(0.0, True), (0.1, False)])
def test_where_no_list_tells_words_only_a_free_server_is_asked_again(price: float, again: bool, tmp_path: Path) -> None:
    with serving(videos.Sglang(luck=["lost"])) as provider:
        trial = Trial(provider, Service(url="", dialect="sglang", does=("film",), price=price), tmp_path)
        body = trial.body(shot())
        with pytest.raises(OSError):
            trial.engine.submit(body, trial.ticket)
        found = trial.engine.find(body, trial.ticket, 0.0)
        assert (found.ids, found.complete) == ((), again)


@pytest.mark.parametrize(
    ("double", "service", "end", "state"),
    [
        (videos.VllmOmni, OMNI, "failed", "failed"),
        (videos.Plain, PLAIN, "moderated", "refused"),
        (videos.Plain, PLAIN, "failed", "failed"),
        (videos.OpenRouter, ROUTER, "expired", "expired"),
        (videos.OpenRouter, ROUTER, "canceled", "cancelled"),
        (videos.OpenRouter, ROUTER, "cancelled", "cancelled"),
        (videos.OpenRouter, ROUTER, "failed", "failed"),
        (videos.OpenRouter, ROUTER, "pondering", "running"),
    ],
)
def test_every_end_is_understood_and_an_unknown_state_is_work(
    double: type[videos.Videos], service: Service, end: str, state: str, tmp_path: Path
) -> None:
    with serving(double(key=KEY)) as provider:
        provider.ends.append(end)
        trial = Trial(provider, service, tmp_path)
        wide = shot(frames=30, rate=30, size=Size(width=1280, height=720))
        standing = trial.over(trial.submit(wide if double is videos.Plain else shot(frames=24)))
    assert standing.state == state
    assert standing.message or state in ("running", "cancelled", "expired")
    assert not standing.charged, "what failed is not charged for"


def test_a_gateway_that_fails_is_not_the_job_failing(tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        id = trial.submit(shot()).id
        for code in (500, 502, 503, 401):
            provider.retrieve = lambda job, code=code: Said(
                code=code, data=b"<html>bad gateway</html>", kind="text/html"
            )
            with pytest.raises(JobError, match=f"says {code}"):
                trial.engine.look(id)
        provider.retrieve = lambda job: Said(code=429, body={}, headers={"Retry-After": "2"})
        with pytest.raises(Busy):
            trial.engine.look(id)


def test_only_a_server_whose_delete_stops_a_job_is_told_to(tmp_path: Path) -> None:
    for double, service, stops in (
        (videos.VllmOmni, OMNI, True),
        (videos.Sglang, replace(OMNI, dialect="sglang", controls=(), sound=False), False),
    ):
        with serving(double(key=KEY)) as provider:
            trial = Trial(provider, service, tmp_path / service.dialect)
            id = trial.submit(shot()).id
            trial.engine.cancel(id)
            assert bool(provider.deleted) == stops
            assert trial.engine.look(id).state == ("expired" if stops else "running")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(data=b"<html>log in</html>", kind="text/html"), "sends text/html"),
        (Said(code=302, headers={"Location": "http://127.0.0.1:9/x"}, kind="video/mp4"), "address within"),
        (Said(code=302, headers={"Location": "http://169.254.169.254/latest"}, kind="video/mp4"), "without TLS"),
        (Said(code=302, headers={"Location": "https://169.254.169.254/latest"}, kind="video/mp4"), "address within"),
        (Said(code=302, headers={"Location": "file:///etc/passwd"}, kind="video/mp4"), "no address"),
        (Said(data=b"x", declared=3_000_000_000, kind="video/mp4"), "at most 2000 MB"),
        (Said(data=b"not a film", kind="video/mp4"), "no moving picture"),
        (Said(data=b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", kind="video/mp4"), "no moving picture"),
        (Said(data=film(160, 96, 3, 24), kind="video/mp4"), "sent 3 frames, asked were 6"),
        (Said(data=film(320, 192, 9, 24), kind="video/mp4"), "sent a picture of 320x192"),
        (Said(data=film(160, 96, 9, 12), kind="video/mp4"), "12 frames a second"),
        (Said(data=film(160, 96, 9, 24)[:900], declared=5_000, kind="video/mp4"), "broke off"),
        (Said(code=404, body={}), "says 404"),
    ],
)
def test_what_comes_in_place_of_a_film_is_not_taken(said: Said, why: str, tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        provider.content.append(said)
        trial = Trial(provider, OMNI, tmp_path)
        standing = trial.over(trial.submit(shot()))
        with pytest.raises((JobError, OSError), match=why) as told:
            trial.engine.fetch(standing.id, trial.bench)
        clean(tmp_path, told.value)
        answer = trial.engine.fetch(standing.id, trial.bench.cleared())
        assert answer["taken"].frames == 6, "a download that broke is begun again"


@pytest.mark.parametrize(
    ("item", "state"),
    [({"b64_json": "!!!"}, "failed"), ({}, "failed"), ({"url": "/v1/files/film.mp4"}, ""),
     ({"url": "https://127.0.0.1:1/film.mp4"}, "address within")],
)  # fmt: skip
def test_a_film_in_the_answer_itself_is_looked_at_as_closely(item: dict[str, Any], state: str, tmp_path: Path) -> None:
    with serving(videos.Dynamo()) as provider:
        provider.data.append(item)
        trial = Trial(provider, Service(url="", dialect="dynamo", does=("film",), model="wan", price=0.5), tmp_path)
        standing = trial.submit(shot(frames=5))
        if state == "failed":
            assert standing.state == "failed" and "without a film" in standing.message
            assert standing.charged == pytest.approx(0.5 * 5 / 24, abs=1e-5), "HTTP said yes: it was made and is billed"
        elif not state:
            assert trial.engine.fetch(standing.id, trial.bench)["taken"].frames == 5, "it lies on the server itself"
        else:
            with pytest.raises(JobError, match=state):
                trial.engine.fetch(standing.id, trial.bench)


def test_a_wrong_key_is_told_without_being_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(videos.VllmOmni(key="another")) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        with pytest.raises(Declined, match="Incorrect API key provided") as told:
            trial.submit(shot())
        clean(tmp_path, told.value)
        monkeypatch.delenv("SERVER_KEY")
        with pytest.raises(Declined, match="there needs a key in the environment: SERVER_KEY"):
            trial.submit(shot())


def test_what_a_dialect_cannot_carry_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with serving(videos.Sglang()) as provider:
        trial = Trial(provider, Service(url="", dialect="sglang", does=("film",)), tmp_path)
        voice = trial.bench.put(b"RIFF").digest
        for more, why in (
            ({"voice": voice}, "steered by voice"),
            ({"sound": True}, "makes no sound"),
            ({"stills": (Still(picture=voice),)}, "steered by first"),
            ({"references": (Reference(picture=voice, of="x"),)}, "steered by references"),
        ):
            with pytest.raises(UserError, match=why):
                trial.submit(shot(**more))
        with pytest.raises(UserError, match="only whole numbers can"):
            trial.submit(replace(shot(), staging=bare(Rate(numerator=25, denominator=2), 5)))
        assert provider.seen == []


def test_a_persons_own_fields_are_laid_over_what_is_sent(tmp_path: Path) -> None:
    extra = {"nvext": {"num_inference_steps": 5}}
    with serving(videos.Dynamo()) as provider:
        service = Service(url="", dialect="dynamo", does=("film",), model="wan", extra=extra)
        Trial(provider, service, tmp_path).submit(shot(frames=5))
        told = provider.seen[0].fields["nvext"]
        assert (told["num_inference_steps"], told["num_frames"], told["fps"]) == (5, 5, 24)


@pytest.mark.parametrize("name", ["the server's own", "ours"])
def test_a_job_is_fetched_though_its_note_is_gone_or_a_person_found_it(name: str, tmp_path: Path) -> None:
    with serving(videos.VllmOmni(key=KEY)) as provider:
        trial = Trial(provider, OMNI, tmp_path)
        body, standing = trial.body(shot()), trial.over(trial.submit(shot()))
        for note in (tmp_path / "spool").iterdir():
            note.unlink()
        with pytest.raises(JobError, match="not written down here"):
            trial.engine.fetch(standing.id, trial.bench)
        found = standing.id if name == "ours" else standing.id.partition(":")[2]
        known = trial.engine.known_as(found, body)
        assert known == standing.id
        assert trial.engine.fetch(known, trial.bench.cleared())["taken"].frames == 6

"""What a person sees at the server's address: what is served, and how it is used, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lampblack.engines.capabilities import Offer
from lampblack.server.limits import Limits

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>墨 Lampblack</title>
<style>body{{font:16px/1.6 serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#221d18;background:#f6f1e7}}
code,pre{{font:14px/1.5 monospace;background:#ece4d3;padding:.1rem .3rem}}pre{{padding:.8rem;overflow:auto}}
table{{border-collapse:collapse;width:100%}}
td,th{{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0}}</style>
<h1>墨 Lampblack</h1>
<p>这里把墨的引擎按 OpenAI 的协议提供给别人用。<br>Here engines of Lampblack are served in OpenAI's protocol.</p>
<table><tr><th>model</th><th>做什么 · makes</th><th></th></tr>{rows}</table>
<h2>用法 · How to use it</h2>
<pre>from openai import OpenAI
client = OpenAI(base_url="http://{host}/v1", api_key="...")
job = client.videos.create(model="theatre", prompt="{prompt}",
                           seconds="4", size="1280x720")
while job.status in ("queued", "in_progress"):
    job = client.videos.retrieve(job.id)
client.videos.download_content(job.id).write_to_file("take.mp4")
client.images.generate(model="theatre", prompt="{image}", size="1024x1024")
client.audio.speech.create(model="espeak", voice="man-1", input="你好。", response_format="wav")</pre>
<p>带令牌：<code>Authorization: Bearer …</code>。每个令牌同时最多 {jobs} 件，结果保留 {days} 天。<br>
Each token may have {jobs} unfinished jobs; results are kept for {days} days.</p>
<p><code>/v1/models</code> <code>/v1/videos</code> <code>/v1/images/generations</code> <code>/v1/images/edits</code>
<code>/v1/audio/speech</code> <code>/health</code></p></html>
"""
_MAKES = {
    "film": "影片 films",
    "paint": "图画 pictures",
    "speak": "说话 speech",
    "sync": "口型 lips",
    "scale": "放大 sizes",
}


def page(served: Mapping[str, Offer], limits: Limits, host: str) -> str:
    """The page; all that comes from outside is escaped."""
    rows = "".join(
        f"<tr><td><code>{escape(offer.name)}</code></td><td>{_makes(offer)}</td><td>{escape(offer.summary)}</td></tr>"
        for offer in served.values()
    )
    return _PAGE.format(
        rows=rows, host=escape(host), jobs=limits.jobs, days=f"{limits.days:g}",
        prompt="黄昏，一个老人沿着河边走，下着雪。", image="An old man walks along the river at dusk",
    )  # fmt: skip


def _makes(offer: Offer) -> str:
    return "<br>".join(_MAKES[each.kind] for each in offer.capabilities if each.kind in _MAKES)

// The preview's page: plays the film so far and follows what is drawn. It asks for nothing from outside.
"use strict";

const CHINESE = (navigator.language || "en").toLowerCase().startsWith("zh");
const WORDS = CHINESE
  ? {
      following: "保存即重画", away: "与预览断开，正在重连", wait: "正在布置舞台……", captions: "字幕", sound: "声音",
      follow: "跟着改动走", drawing: "正在画", back: "上一镜头", on: "下一镜头", play: "播放或暂停", strip: "时间线",
      speaking: (n) => `有 ${n} 句台词正由本机免费的声音念出，或从录音里读入，先按估计的长度排着`, spoken: "声音：已有的台词都能听到",
      silent: (who) => `有台词要由 ${who} 来念，预览不花钱，所以无声；make 时再录`, mixed: "声音：成片的混音",
      doubts: (n) => `要看一眼的 ${n} 处`, stand: (who) => `纸剧场代演，等 ${who}`, none: "这部片子还没有台词",
      saved: (n) => `改动了 ${n} 个镜头`,
    }
  : {
      following: "follows what you save", away: "lost the preview, trying again", wait: "setting the stage…",
      captions: "Captions", sound: "Sound", follow: "Go to changes", drawing: "drawing", back: "Shot before", on: "Next shot",
      play: "Play or pause", strip: "Timeline",
      speaking: (n) => `${n} line${n > 1 ? "s are" : " is"} being spoken by a free voice on this machine, or taken from your recording; timed by a guess so far`,
      spoken: "Sound: every line can be heard",
      silent: (who) => `Lines of ${who} stay silent: a preview spends nothing; make records them`, mixed: "Sound: the film's own mix",
      doubts: (n) => `${n} thing${n > 1 ? "s" : ""} to look at`, stand: (who) => `the paper theatre stands in for ${who}`,
      none: "no lines yet", saved: (n) => `${n} shot${n > 1 ? "s" : ""} changed`,
    };
const GRAMMAR = {
  extreme_wide: "大远景", wide: "远景", full: "全景", medium_full: "中全景", medium: "中景", medium_close: "近景", close: "特写",
  extreme_close: "大特写", insert: "插入", front: "正面", three_quarter: "四分之三侧面", profile: "侧面", over_shoulder: "过肩",
  two_shot: "双人", low: "仰拍", high: "俯拍", back: "背面", static: "固定", push_in: "推", pull_out: "拉", pan: "摇", tilt: "俯仰",
  truck: "移", crane: "升降", orbit: "环绕", follow: "跟", handheld: "手持",
};
const TONES = ["#8c5a3c", "#4f6d7a", "#a03428", "#6b7a4f", "#7a5c86", "#b08a3e", "#3f5f5a", "#94635f"];
const KEPT = 150; // bitmaps: about 140 MB at 640x360
const AHEAD = 40; // frames fetched before they are due
const AT_ONCE = 5; // a browser opens six connections to one host, and one of them listens

const the = (id) => document.getElementById(id);
const make = (tag, kind, words) => {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (words !== undefined) made.textContent = words;
  return made;
};

let reel = null, revision = 0, at = 0, playing = false, news = new Set();
let drawn = new Map(); // name of pictures: Set of frame numbers that can be fetched
let buttons = [];
const bitmaps = new Map(), fetching = new Map();
const pen = the("picture").getContext("2d");

// ---- what a frame of the film is made of -------------------------------------------------------------------------

const rate = () => reel.rate[0] / reel.rate[1];
const clipAt = (frame) => {
  let low = 0, high = reel.clips.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (reel.clips[middle].start <= frame) low = middle; else high = middle - 1;
  }
  return low;
};
const numberOf = (clip, frame) => Math.min(Math.max(clip.first + frame - clip.start, 0), clip.frames - 1);

/** [clip, frame number, opacity] from below to above, and how dark a fade makes it. */
function seenAt(frame) {
  const clips = reel.clips;
  if (!clips.length || frame < clips[0].start || frame >= clips[clips.length - 1].stop) return { layers: [], dark: 0 };
  const number = clipAt(frame), clip = clips[number], before = clips[number - 1], after = clips[number + 1];
  const own = [clip, numberOf(clip, frame), 1];
  const near = (edge, of) => (of.join !== "cut" && of.join_frames ? (frame + 0.5 - edge) / of.join_frames : null);
  const out = after ? near(clip.stop, clip) : null, into = before ? near(clip.start, before) : null;
  if (out !== null && out > -0.5) {
    if (clip.join === "fade") return { layers: [own], dark: 1 + 2 * out };
    return { layers: [own, [after, numberOf(after, frame), 0.5 + out]], dark: 0 };
  }
  if (into !== null && into < 0.5) {
    if (before.join === "fade") return { layers: [own], dark: 1 - 2 * into };
    return { layers: [[before, numberOf(before, frame), 1], [clip, own[1], 0.5 + into]], dark: 0 };
  }
  return { layers: [own], dark: 0 };
}

// ---- pictures ----------------------------------------------------------------------------------------------------

const nameOf = (pictures, number) => `frame/${pictures}/${number}.jpg`;

function fetchFrame(pictures, number, urgent) {
  const name = nameOf(pictures, number);
  if (bitmaps.has(name) || fetching.has(name) || !drawn.get(pictures)?.has(number)) return;
  if (fetching.size >= AT_ONCE && !urgent) return;
  const loading = fetch(name)
    .then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)))
    .then(createImageBitmap)
    .then((bitmap) => {
      bitmaps.set(name, bitmap);
      for (const old of bitmaps.keys()) {
        if (bitmaps.size <= KEPT) break;
        bitmaps.get(old).close();
        bitmaps.delete(old);
      }
      fetching.delete(name);
      if (!playing) paint();
    })
    .catch(() => {
      fetching.delete(name);
      drawn.get(pictures)?.delete(number);
    });
  fetching.set(name, loading);
}

/** The bitmap of that frame, else of the nearest one at hand. */
function bitmapFor(clip, number) {
  const name = nameOf(clip.pictures, number), exact = bitmaps.get(name);
  if (exact) {
    bitmaps.delete(name);
    bitmaps.set(name, exact);
    return [exact, true];
  }
  fetchFrame(clip.pictures, number, true);
  let best = null, least = Infinity;
  for (const there of drawn.get(clip.pictures) || []) {
    const far = Math.abs(there - number);
    if (far < least && bitmaps.has(nameOf(clip.pictures, there))) [best, least] = [there, far];
  }
  if (best !== null) return [bitmaps.get(nameOf(clip.pictures, best)), false];
  let nearest = null;
  least = Infinity;
  for (const there of drawn.get(clip.pictures) || []) if (Math.abs(there - number) < least) [nearest, least] = [there, Math.abs(there - number)];
  if (nearest !== null) fetchFrame(clip.pictures, nearest, true);
  return [null, false];
}

function paint() {
  if (!reel) return;
  const { layers, dark } = seenAt(at);
  const carded = !layers.length;
  the("card").hidden = !carded;
  the("card").classList.toggle("end", carded && at >= reel.opening);
  let exact = true, any = carded;
  for (const [clip, number, opacity] of layers) {
    const [bitmap, same] = bitmapFor(clip, number);
    exact = exact && same;
    if (!bitmap) continue;
    pen.globalAlpha = any ? opacity : 1;
    pen.drawImage(bitmap, 0, 0, reel.width, reel.height);
    any = true;
  }
  pen.globalAlpha = 1;
  if (dark > 0) {
    pen.fillStyle = `rgba(18, 16, 14, ${dark})`;
    pen.fillRect(0, 0, reel.width, reel.height);
  }
  the("drawing").hidden = exact || playing;
  if (exact && !carded) said(layers);
  else painted = "";
  showCaption();
  showTime();
}

let painted = "";
/** Tells whoever measures that this very frame stands on the screen. */
function said(layers) {
  const now = layers.map(([clip, number]) => nameOf(clip.pictures, number)).join(" ");
  if (now === painted) return;
  painted = now;
  if (later) {
    clearTimeout(later);
    later = setTimeout(around, 40);
  }
  const detail = { frames: now, at, revision };
  requestAnimationFrame(() => setTimeout(() => {
    detail.when = performance.timeOrigin + performance.now();
    window.dispatchEvent(new CustomEvent("painted", { detail }));
  }));
}

function showCaption() {
  const caption = the("captions").ariaPressed === "true" && reel.captions.find((each) => each.start <= at && at < each.stop);
  const words = caption ? Object.values(caption.text) : [];
  const box = the("caption");
  if (box.dataset.words === words.join("\n")) return;
  box.dataset.words = words.join("\n");
  box.replaceChildren(...words.map((each) => make("span", "", each)));
}

const two = (number) => String(number).padStart(2, "0");
function timecode(frame) {
  const whole = Math.round(rate()), seconds = Math.floor(frame / whole);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}:${two(frame % whole)}`;
}

let current = -1;
function showTime() {
  the("time").textContent = `${timecode(at)} / ${timecode(reel.frames)}`;
  the("strip").setAttribute("aria-valuenow", at);
  const number = reel.clips.length ? clipAt(at) : -1;
  if (number !== current) {
    buttons[current]?.removeAttribute("aria-current");
    buttons[number]?.setAttribute("aria-current", "true");
    if (buttons[number] && matchMedia("(min-width: 861px)").matches) buttons[number].scrollIntoView({ block: "nearest" });
    current = number;
  }
  soon("strip", drawStrip);
}

// ---- the timeline ------------------------------------------------------------------------------------------------

const waiting = new Set();
function soon(name, work) {
  if (waiting.has(name)) return;
  waiting.add(name);
  requestAnimationFrame(() => { waiting.delete(name); work(); });
}

const toneOf = (scene) => TONES[Math.max(0, Object.keys(reel.scenes).indexOf(scene)) % TONES.length];

function drawStrip() {
  const strip = the("strip"), wide = strip.clientWidth, high = strip.clientHeight, sharp = devicePixelRatio || 1;
  if (!reel || !wide) return;
  if (strip.width !== Math.round(wide * sharp)) [strip.width, strip.height] = [Math.round(wide * sharp), Math.round(high * sharp)];
  const ink = strip.getContext("2d"), style = getComputedStyle(document.documentElement), x = (frame) => Math.round((frame / reel.frames) * wide);
  ink.setTransform(sharp, 0, 0, sharp, 0, 0);
  ink.clearRect(0, 0, wide, high);
  for (const clip of reel.clips) {
    const left = x(clip.start), long = Math.max(1, x(clip.stop) - left - 1);
    ink.fillStyle = toneOf(clip.scene);
    ink.globalAlpha = 0.3;
    ink.fillRect(left, 8, long, high - 16);
    ink.globalAlpha = 0.95;
    const there = drawn.get(clip.pictures), cell = Math.max(1, Math.floor((clip.stop - clip.start) / Math.max(1, long)));
    if (there) {
      for (let frame = clip.start; frame < clip.stop; frame += cell) {
        let has = false;
        for (let each = frame; each < frame + cell && !has; each++) has = there.has(clip.first + each - clip.start);
        if (has) ink.fillRect(x(frame), 8, Math.min(x(frame + cell), left + long) - x(frame), high - 16);
      }
    }
    ink.globalAlpha = 1;
    if (news.has(clip.shot)) {
      ink.fillStyle = style.getPropertyValue("--seal");
      ink.fillRect(left, 1, long, 4);
    }
  }
  ink.fillStyle = style.getPropertyValue("--faint");
  for (const line of reel.lines) {
    const start = (line.start / 48000) * rate(), stop = ((line.start + line.samples) / 48000) * rate();
    ink.globalAlpha = line.voice || reel.mix ? 1 : 0.35;
    ink.fillRect(x(start), high - 4, Math.max(1, x(stop) - x(start)), 3);
  }
  ink.globalAlpha = 1;
  ink.fillStyle = style.getPropertyValue("--ink");
  ink.fillRect(Math.min(wide - 2, Math.max(0, x(at) - 1)), 0, 2, high);
}

// ---- sound -------------------------------------------------------------------------------------------------------

let ear = null, sources = [];
const buffers = new Map();

function bufferOf(name) {
  if (!buffers.has(name)) {
    const loading = fetch(`sound/${name}.wav`).then((answer) => answer.arrayBuffer()).then((data) => ear.decodeAudioData(data));
    buffers.set(name, loading);
    loading.catch(() => buffers.delete(name));
  }
  return buffers.get(name);
}

function silence() {
  for (const source of sources) source.stop();
  sources = [];
}

let turn = 0;
/** Have everything heard that is heard from here on. */
function listen() {
  silence();
  const mine = ++turn;
  if (!playing || the("sound").ariaPressed !== "true") return;
  ear ??= new AudioContext();
  ear.resume();
  const cues = reel.mix ? [{ voice: reel.mix, start: 0 }] : reel.lines.filter((line) => line.voice);
  for (const cue of cues) {
    const begins = cue.start / 48000;
    if (cue.samples && begins + cue.samples / 48000 < at / rate()) continue;
    bufferOf(cue.voice).then((buffer) => {
      if (mine !== turn || !playing) return;
      const into = (performance.now() - since) / 1000 + from / rate() - begins;
      if (into >= buffer.duration) return;
      const source = ear.createBufferSource();
      source.buffer = buffer;
      source.connect(ear.destination);
      source.start(ear.currentTime + Math.max(0, -into), Math.max(0, into));
      sources.push(source);
    }).catch(() => {});
  }
}

// ---- playing -----------------------------------------------------------------------------------------------------

let since = 0, from = 0, lastTold = -1e9, telling = 0;

function tell(now) {
  clearTimeout(telling);
  const late = performance.now() - lastTold;
  if (!now && late < 60) {
    telling = setTimeout(() => tell(true), 60 - late);
    return;
  }
  lastTold = performance.now();
  const body = JSON.stringify({ frame: at, playing, follow: the("follow").ariaPressed === "true" });
  fetch("at", { method: "POST", body, keepalive: true }).catch(() => {});
}

function seek(frame, now = false) {
  if (!reel) return;
  at = Math.min(Math.max(0, Math.round(frame)), reel.frames - 1);
  [since, from] = [performance.now(), at];
  if (playing) listen();
  paint();
  tell(now);
}

function play(yes) {
  if (!reel) return;
  if (yes && at >= reel.frames - 1) at = 0;
  playing = yes;
  the("go").textContent = playing ? "❚❚" : "▶";
  [since, from] = [performance.now(), at];
  listen();
  tell(true);
  if (playing) requestAnimationFrame(run); else paint();
}

function run() {
  if (!playing) return;
  const frame = Math.floor(from + ((performance.now() - since) / 1000) * rate());
  if (frame >= reel.frames - 1) {
    at = reel.frames - 1;
    play(false);
    return;
  }
  if (frame !== at) {
    at = frame;
    paint();
    for (let ahead = at + 1; ahead < at + AHEAD && ahead < reel.frames; ahead++)
      for (const [clip, number] of seenAt(ahead).layers) fetchFrame(clip.pictures, number, false);
    if (performance.now() - lastTold > 500) tell(true);
  }
  requestAnimationFrame(run);
}

const step = (clips) => {
  const here = clipAt(at), next = reel.clips[Math.min(Math.max(0, here + clips), reel.clips.length - 1)];
  if (next) seek(clips < 0 && at > reel.clips[here].start + 6 ? reel.clips[here].start : next.start, true);
};

// ---- the list of shots -------------------------------------------------------------------------------------------

function showShots() {
  const list = the("shots"), lines = new Map(reel.lines.map((line) => [line.line, line])), top = list.scrollTop;
  const parts = [];
  let scene = null;
  buttons = [];
  reel.clips.forEach((clip, number) => {
    if (clip.scene !== scene) {
      scene = clip.scene;
      const heading = make("h2", "", reel.scenes[scene] || scene), tone = make("i");
      tone.style.background = toneOf(scene);
      heading.prepend(tone);
      parts.push(heading);
    }
    const shot = make("button", news.has(clip.shot) ? "shot new" : "shot"), body = make("div");
    shot.type = "button";
    shot.title = clip.why ? `${clip.shot}\n${clip.why}` : clip.shot;
    const grammar = clip.grammar.map((each) => (CHINESE ? GRAMMAR[each] || each : each.replaceAll("_", " ")));
    body.append(make("small", "", `${number + 1} · ${timecode(clip.start)} · ${grammar.slice(0, 2).join(CHINESE ? "，" : ", ")}`));
    const said = clip.lines.map((id) => lines.get(id)).filter(Boolean);
    for (const line of said) {
      const words = make("p", "", line.text);
      words.prepend(make("em", "", line.speaker));
      body.append(words);
    }
    if (!said.length && clip.words) body.append(make("p", "", clip.words));
    if (clip.stand_in) body.append(make("small", "stand", WORDS.stand(clip.stand_in)));
    shot.append(make("span", "blank"), body);
    shot.addEventListener("click", () => seek(clip.start, true));
    buttons.push(shot);
    parts.push(shot);
  });
  list.replaceChildren(...parts);
  list.scrollTop = top;
  current = -1;
  reel.clips.forEach(showThumb);
  showTime();
}

const thumbOf = (clip) => numberOf(clip, Math.floor((clip.start + clip.stop) / 2));
function showThumb(clip, number) {
  const blank = buttons[number]?.querySelector(".blank");
  if (!blank || !drawn.get(clip.pictures)?.has(thumbOf(clip))) return;
  const picture = make("img");
  [picture.alt, picture.loading, picture.src] = ["", "lazy", nameOf(clip.pictures, thumbOf(clip))];
  blank.replaceWith(picture);
}

// ---- what the preview says ---------------------------------------------------------------------------------------

let later = 0;
function onReel(event) {
  const said = JSON.parse(event.data), old = reel;
  [reel, revision] = [said.reel, said.revision];
  // While it plays, or where somebody moved on meanwhile, this page knows better where it is.
  const moved = old && (playing || at !== said.from);
  at = Math.max(0, Math.min(moved ? sameMoment(old, at) : said.at, reel.frames - 1));
  if (moved) tell(true);
  if (said.changed) news = new Set(said.changed);
  drawn = new Map(Object.entries(said.drawn).map(([name, numbers]) => [name, new Set(numbers)]));
  if (pen.canvas.width !== reel.width || pen.canvas.height !== reel.height) [pen.canvas.width, pen.canvas.height] = [reel.width, reel.height];
  [since, from] = [performance.now(), at];
  paint();
  // The picture goes first; the list may follow when it stands.
  clearTimeout(later);
  later = setTimeout(around, old ? 300 : 0);
  if (playing) listen();
}

/** The frame of this reel that shows what that frame of the old one showed. */
function sameMoment(old, frame) {
  const before = old.clips.find((clip) => clip.start <= frame && frame < clip.stop);
  const now = before && reel.clips.find((clip) => clip.shot === before.shot);
  return now ? Math.min(now.start + frame - before.start, now.stop - 1) : frame;
}

/** Everything around the picture: it may come a moment later. */
function around() {
  later = 0;
  document.title = `${reel.title} · Lampblack`;
  the("title").textContent = reel.title;
  the("stage").style.aspectRatio = `${reel.width} / ${reel.height}`;
  the("card").replaceChildren(...reel.card.map((each) => make("span", "", each)));
  the("strip").setAttribute("aria-valuemax", reel.frames - 1);
  const doubts = the("doubts");
  doubts.hidden = !reel.findings.length;
  doubts.firstElementChild.textContent = WORDS.doubts(reel.findings.length);
  doubts.lastElementChild.replaceChildren(...reel.findings.map(told1));
  showState(true);
  showVoices();
  showShots();
  fit();
}

function told1(each) {
  const item = make("li", each.severity, each.message);
  if (each.where) item.prepend(make("b", "", each.where));
  return item;
}

let voices = { left: 0, faults: [] };
function showVoices() {
  if (!reel) return;
  const silent = reel.lines.filter((line) => !line.voice).length;
  let words = reel.lines.length ? WORDS.spoken : WORDS.none;
  if (reel.mix) words = WORDS.mixed;
  else if (voices.faults.length) words = voices.faults.join(" · ");
  else if (reel.silent) words = WORDS.silent(reel.silent);
  else if (silent) words = WORDS.speaking(silent);
  the("voices").textContent = words;
}

function showState(there) {
  the("state").className = there ? "" : "away";
  the("state").textContent = !there ? WORDS.away : news.size ? WORDS.saved(news.size) : WORDS.following;
}

function onDrawn(event) {
  const { pictures, number } = JSON.parse(event.data);
  if (!drawn.has(pictures)) drawn.set(pictures, new Set());
  drawn.get(pictures).add(number);
  if (!reel) return;
  reel.clips.forEach((clip, place) => { if (clip.pictures === pictures && thumbOf(clip) === number) showThumb(clip, place); });
  if (!playing && !painted && seenAt(at).layers.some(([clip]) => clip.pictures === pictures)) paint();
  soon("strip", drawStrip);
}

function open() {
  const events = new EventSource("events");
  events.addEventListener("open", () => showState(true));
  events.addEventListener("error", () => showState(false));
  events.addEventListener("reel", onReel);
  events.addEventListener("drawn", onDrawn);
  events.addEventListener("gone", (event) => { for (const name of JSON.parse(event.data).pictures) drawn.delete(name); });
  events.addEventListener("voices", (event) => { voices = JSON.parse(event.data); showVoices(); });
  events.addEventListener("mistakes", (event) => {
    const { mistakes } = JSON.parse(event.data);
    the("mistakes").replaceChildren(...mistakes.map(told1));
    fit();
  });
}

/** The stage as wide as there is room for, so that it is never cut. */
function fit() {
  const stage = the("stage"), shape = reel ? reel.width / reel.height : 16 / 9;
  const limit = parseFloat(getComputedStyle(stage).maxHeight) || Infinity;
  stage.style.maxWidth = `${Math.round(limit * shape)}px`;
  soon("strip", drawStrip);
}

// ---- hands -------------------------------------------------------------------------------------------------------

const toggle = (id, then) => the(id).addEventListener("click", () => {
  the(id).ariaPressed = the(id).ariaPressed === "true" ? "false" : "true";
  then();
});

const KEYS = {
  " ": () => play(!playing),
  ArrowLeft: (big) => seek(at - (big ? Math.round(rate()) : 1)),
  ArrowRight: (big) => seek(at + (big ? Math.round(rate()) : 1)),
  ArrowUp: () => step(-1),
  ArrowDown: () => step(1),
  Home: () => seek(0),
  End: () => seek(reel.frames - 1),
  c: () => the("captions").click(),
  m: () => the("sound").click(),
  f: () => the("follow").click(),
};

function hands() {
  document.documentElement.lang = CHINESE ? "zh" : "en";
  for (const id of ["captions", "sound", "follow"]) the(id).textContent = WORDS[id];
  the("drawing").textContent = WORDS.drawing;
  the("state").textContent = WORDS.wait;
  for (const [id, words] of [["back", WORDS.back], ["go", WORDS.play], ["on", WORDS.on], ["strip", WORDS.strip]])
    the(id).setAttribute("aria-label", words);
  the("back").addEventListener("click", () => reel && step(-1));
  the("on").addEventListener("click", () => reel && step(1));
  the("go").addEventListener("click", () => play(!playing));
  the("stage").addEventListener("click", () => play(!playing));
  toggle("captions", () => reel && showCaption());
  toggle("sound", () => reel && listen());
  toggle("follow", () => reel && tell(true));
  const strip = the("strip"), there = (event) => {
    const box = strip.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * (reel ? reel.frames : 0));
  };
  strip.addEventListener("pointerdown", (event) => { strip.setPointerCapture(event.pointerId); there(event); });
  strip.addEventListener("pointermove", (event) => { if (strip.hasPointerCapture(event.pointerId)) there(event); });
  document.addEventListener("keydown", (event) => {
    const does = KEYS[event.key];
    if (!does || !reel || event.ctrlKey || event.metaKey || event.altKey || (event.key === " " && event.target.tagName === "BUTTON")) return;
    event.preventDefault();
    does(event.shiftKey);
  });
  addEventListener("resize", fit);
  fit();
}

hands();
open();

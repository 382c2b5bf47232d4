"""A real Chromium, driven over the DevTools protocol on two pipes: no port, no driver, no package."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
PATIENCE = 60.0


class Page:
    """One tab. What it logs and every error in it is gathered in `complaints`."""

    def __init__(self, process: subprocess.Popen[bytes], writes: int, reads: int) -> None:
        self._process = process
        self._writes = writes
        self._answers: dict[int, SimpleQueue[dict[str, Any]]] = {}
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        self.asked: list[str] = []
        """Every address the page asked for."""
        threading.Thread(target=self._listen, args=(reads,), daemon=True).start()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")

    def shape(self, width: int, height: int, *, scale: float = 1.0, mobile: bool = False) -> None:
        """The window's size in CSS pixels."""
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )

    def speak(self, language: str) -> None:
        """The browser's language."""
        agent = self.run("navigator.userAgent")
        self._ask("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)

    def dark(self, yes: bool) -> None:
        """Whether the person likes dark pages."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if yes else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[feature])

    def go(self, address: str) -> None:
        """Open a page."""
        self._ask("Page.navigate", url=address)

    def run(self, expression: str, seconds: float = PATIENCE) -> Any:
        """The value of an expression; a promise is waited for."""
        answer = self._ask(
            "Runtime.evaluate", seconds, expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"].get("exception", {}).get("description", str(answer)))
        return answer["result"].get("value")

    def until(self, condition: str, seconds: float = PATIENCE) -> Any:
        """Wait until the condition holds in the page; its value."""
        return self.run(
            f"new Promise((done, fail) => {{ const end = Date.now() + {seconds * 1000}; const look = () => {{"
            f" let value; try {{ value = ({condition}); }} catch (error) {{ value = null; }}"
            " if (value) done(value); else if (Date.now() > end)"
            f" fail(new Error('waited in vain for ' + {json.dumps(condition)}));"
            " else setTimeout(look, 10); }; look(); })",
            seconds + 5,
        )

    def press(self, key: str) -> None:
        """A key, down and up, as a person presses it."""
        text = {"text": key} if len(key) == 1 else {}
        self._ask("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self._ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def screenshot(self, path: Path) -> None:
        """What is seen, as PNG."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"]))

    def _ask(self, method: str, seconds: float = PATIENCE, /, **params: Any) -> dict[str, Any]:
        self._number += 1
        number, queue = self._number, SimpleQueue[dict[str, Any]]()
        self._answers[number] = queue
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        try:
            answer = queue.get(timeout=seconds)
        except Empty:
            raise AssertionError(f"{method}: the browser did not answer in {seconds} s") from None
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def _listen(self, reads: int) -> None:
        with os.fdopen(reads, "rb", buffering=0) as pipe:
            rest = b""
            while piece := pipe.read(1 << 16):
                *whole, rest = (rest + piece).split(b"\0")
                for each in whole:
                    self._heard(json.loads(each))

    def _heard(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers.pop(message["id"]).put(message)
            return
        said: Mapping[str, Any] = message.get("params", {})
        match message["method"]:
            case "Network.requestWillBeSent":
                self.asked.append(said["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(said["exceptionDetails"].get("exception", {}).get("description")))
            case "Log.entryAdded" if said["entry"]["level"] in ("error", "warning"):
                self.complaints.append(f"{said['entry']['text']} {said['entry'].get('url', '')}")
            case _:
                pass


@contextmanager
def chromium(width: int = 1280, height: int = 800) -> Generator[Page]:
    """A headless Chromium with one empty tab, ended with the block."""
    assert CHROMIUM is not None
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        words = [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run",
            "--disable-extensions", "--disable-background-networking", "--disable-dev-shm-usage",
            "--autoplay-policy=no-user-gesture-required", "--remote-debugging-pipe",
            f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank",
        ]  # fmt: skip

        def pipes() -> None:
            # Chromium reads commands from descriptor 3 and writes answers to 4.
            first, second = os.dup(to_read), os.dup(from_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        with subprocess.Popen(
            words, preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:  # fmt: skip
            os.close(to_read)
            os.close(from_write)
            try:
                page = Page(process, to_write, from_read)
                page.shape(width, height)
                yield page
            finally:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                os.close(to_write)

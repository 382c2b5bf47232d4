"""The provider's process as a test holds it: started, started again where it died, asked for its bill."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.provider.bill import Bill
from tests.provider.world import World

ROOT = Path(__file__).parents[2]


class Simulator:
    """A running provider. `bill` reads its ledger behind its back."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "provider.sqlite"
        self._closed = False
        self._port = 0
        self._process = self._start()
        self.bill = Bill(self._file)
        self.deaths = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def open(self, account: str, world: World) -> str:
        """Open an account, or change its luck; its address."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10.0)
        connection.request("PUT", f"/{account}", json.dumps(world.plain()))
        assert connection.getresponse().status == 200
        connection.close()
        return f"http://127.0.0.1:{self._port}/{account}"

    def close(self) -> None:
        """End it."""
        self._closed = True
        self._process.kill()
        self._process.wait()
        self.bill.close()

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.provider.server", str(self._file), str(self._port)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        self._port = int(process.stdout.readline())
        return process

    def _watch(self) -> None:
        """Start it again, on its old port and with its old ledger, where it died."""
        while not self._closed:
            time.sleep(0.01)
            if self._process.poll() is not None and not self._closed:
                self.deaths += 1
                self._process = self._start()

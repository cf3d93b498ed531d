"""A headless Chromium, driven by the WebDriver protocol of chromedriver; no package is needed for it."""

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing() -> str:
    """Why no browser can be started here; empty if one can."""
    absent = [] if any(map(shutil.which, NAMES)) else [" or ".join(NAMES)]
    absent += [] if shutil.which("chromedriver") else ["chromedriver"]
    return f"no {' and no '.join(absent)} here" if absent else ""


class Browser:
    """One window. Methods are commands of WebDriver."""

    def __init__(self, session: str) -> None:
        self.session = session

    def call(self, command: str, **values: Any) -> Any:
        """The value of a command that is sent by POST."""
        return _request(f"{self.session}/{command}", values)

    def open(
        self, page: Path, width: int = 1280, *, dark: bool = False, script: bool = True
    ) -> None:
        """Show a page in a window of this width."""
        device = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.devtools("Emulation.setDeviceMetricsOverride", **device)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", features=[scheme])
        self.devtools("Emulation.setScriptExecutionDisabled", value=not script)
        self.call("url", url=page.absolute().as_uri())

    def devtools(self, command: str, **values: Any) -> Any:
        """The answer to a command of the DevTools protocol."""
        return self.call("goog/cdp/execute", cmd=command, params=values)

    def run(self, script: str) -> Any:
        """What a script returns."""
        return self.call("execute/sync", script=script, args=[])

    def run_async(self, script: str) -> Any:
        """What a script gives to its last argument, a function."""
        return self.call("execute/async", script=script, args=[])

    def problems(self) -> list[str]:
        """Errors and warnings that the console has shown since the last call."""
        return [entry["message"] for entry in self.call("se/log", type="browser")]

    def picture(self, path: Path) -> None:
        """Write a picture of the whole page."""
        size = self.run("return [innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}
        shot = self.devtools("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def paper(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self.devtools("Page.printToPDF", printBackground=True)["data"])


@contextmanager
def started() -> Iterator[Browser]:
    """A browser that ends with the block."""
    binary = next(path for path in map(shutil.which, NAMES) if path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
        ]
        wanted = {
            "goog:chromeOptions": {"binary": binary, "args": flags},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        answer = _request(f"{address}/session", {"capabilities": {"alwaysMatch": wanted}})
        browser = Browser(f"{address}/session/{answer['sessionId']}")
        yield browser
        _request(browser.session, None, "DELETE")
    finally:
        driver.terminate()
        driver.wait(10)


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            _request(f"{address}/status", None, "GET")
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("chromedriver does not answer")


def _request(address: str, values: dict[str, Any] | None, method: str = "POST") -> Any:
    data = None if values is None else json.dumps(values).encode()
    request = urllib.request.Request(
        address, data, {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.loads(answer.read())["value"]

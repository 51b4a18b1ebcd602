"""`make screenshots`: the pictures of the README and of the desk, from a demo desk of
their own."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from config import local, ports
from tests import chromium

IMAGES = local.ROOT / "docs" / "screenshots"
CLAIM = "/claims/ukrainian-troops-hold-positions-in-belgorod-region/"
TURNED = "/claims/north-korean-troops-fought-for-russia/"
DESK = "/admin/"
# By then the demo press has changed its pages and the desk has looked twice.
FINDINGS_SECONDS = 150.0


def main() -> int:
    path = chromium.find()
    if path is None:
        sys.stderr.write(f"on-record: {chromium.MISSING}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="on-record-") as name:
        var = Path(name).resolve()
        var.chmod(0o711)
        port = ports.first_free_for_the_press() - 1000
        site = start(var, port)
        try:
            wait_until_it_runs(site)
            time.sleep(FINDINGS_SECONDS)
            take_all(path, f"http://{ports.HOST}:{port}", password_of("chief", var))
        finally:
            site.terminate()
            site.wait()
    return 0


def start(var: Path, port: int) -> subprocess.Popen[str]:
    press_port = ports.first_free_for_the_press()
    own = {"DATABASE_URL": "", "REDIS_URL": "", "ON_RECORD_VAR": str(var)}
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "config.run"),
            *(f"--port={port}", f"--press-port={press_port}"),
        ],
        cwd=local.ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_until_it_runs(site: subprocess.Popen[str]) -> None:
    assert site.stdout is not None
    for line in site.stdout:
        sys.stdout.write(line)
        if "Ctrl-C" in line:
            return
    raise SystemExit("on-record: the site did not start")


def password_of(name: str, var: Path) -> str:
    lines = (var / "demo-accounts.txt").read_text().splitlines()
    return dict(line.split(" ", maxsplit=1) for line in lines)[name]


def take_all(chromium_path: str, site: str, password: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=flags)
        page = window(browser, site)
        take_claim(page)
        sign_in(page, password)
        take_office(page)
        browser.close()


def take_claim(page: Page) -> None:
    """A claim as readers see it: wide, on a telephone, and as of a day in the dark."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 1400})
        take(page, CLAIM, f"claim-{width}.png")
    page.emulate_media(color_scheme="dark")
    take(page, f"{TURNED}?as_of=2025-04-20", "claim-past-1280-dark.png")
    page.emulate_media(color_scheme="light")


def take_office(page: Page) -> None:
    """The pages that an editor works on, wide, on a telephone, and the item in the
    dark."""
    page.goto(DESK)
    item = address_of(page.locator(".desk-table a", has_text="Words altered"))
    page.goto("/admin/tracker/claim/?q=captured+nationals")
    claim = address_of(page.locator("#result_list tbody th a")).partition("?")[0]
    # With a page that the desk has read, so that its words can be picked.
    position = claim.replace("change/", "add/position/?source=1")
    for width, height in ((1280, 1400), (390, 1400)):
        page.set_viewport_size({"width": width, "height": height})
        take(page, DESK, f"desk-{width}.png")
        take(page, item, f"review-item-{width}.png")
        take(page, claim, f"claim-form-{width}.png")
        take(page, position, f"position-form-{width}.png")
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.emulate_media(color_scheme="dark")
    take(page, item, "review-item-1280-dark.png")


def address_of(links: Locator) -> str:
    return str(links.first.get_attribute("href"))


def window(browser: Browser, site: str) -> Page:
    return browser.new_context(
        base_url=site,
        locale="en-GB",
        viewport={"width": 1280, "height": 1400},
        reduced_motion="reduce",
    ).new_page()


def sign_in(page: Page, password: str) -> None:
    page.goto("/admin/login/")
    page.fill("input[name=username]", "chief")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=IMAGES / name)
    sys.stdout.write(f"docs/screenshots/{name}\n")


if __name__ == "__main__":
    sys.exit(main())

import sys
from pathlib import Path

import pytest

from config import ports
from config.options import NotPossible, Options, read, refuse_taken_ports
from config.run import alone_on, main


@pytest.fixture(autouse=True)
def nobody_chose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ON_RECORD_PORT", "ON_RECORD_PRESS_PORT", "ON_RECORD_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ON_RECORD_VAR", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["run"])


def test_without_a_wish_the_site_has_its_usual_ports() -> None:
    assert read() == Options(port=8000, press_port=8001, demo=True)


@pytest.mark.parametrize("word", ["0", "false", "no"])
def test_the_demo_can_be_declined_in_the_usual_words(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ON_RECORD_DEMO", word)
    assert not read().demo


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ON_RECORD_DEMO", "maybe"),
        ("ON_RECORD_PORT", "80x"),
        ("ON_RECORD_PORT", "0"),
        ("ON_RECORD_PORT", "-1"),
        ("ON_RECORD_PORT", "65536"),
        ("ON_RECORD_PORT", "9" * 5000),
        ("ON_RECORD_PRESS_PORT", "65534"),
    ],
)
def test_a_wish_that_makes_no_sense_stops_the_start(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=f"on-record: {name} must be"):
        read()


def test_a_port_on_the_command_line_is_held_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["run", "--port=70000"])
    with pytest.raises(SystemExit, match="ON_RECORD_PORT must be a port"):
        read()


def test_the_site_never_takes_a_port_that_its_press_needs() -> None:
    first = ports.first_free_for_the_press()
    with pytest.raises(NotPossible, match=f"ON_RECORD_PORT={first + 7}"):
        refuse_taken_ports(Options(port=first + 2, press_port=first, demo=True))


def test_a_second_site_on_the_same_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with alone_on(tmp_path.resolve()):
        assert main() == 1
    said = capsys.readouterr().err
    assert said.startswith("on-record: `make run` runs already on")
    assert said.count("\n") == 1

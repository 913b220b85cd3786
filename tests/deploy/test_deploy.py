"""What operators copy, and the page that says what an instance can be told."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from quartierkg.settings import NAMES, PREFIX, read
from tests.deploy import page
from tests.samples import ROOT

DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_stands_on_the_page(name: str) -> None:
    """Whatever the environment can say is documented."""
    assert f"`{PREFIX}{name.upper()}`" in page.PAGE.read_text(encoding="utf-8")


def test_the_page_of_settings_is_that_of_the_options() -> None:
    """Nobody reads of an option that is gone."""
    assert page.PAGE.read_text(encoding="utf-8") == page.written()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """They are valid; only the place of the program is another one here."""
    for path in DEPLOY.glob("quartierkg*.*"):
        text = path.read_text(encoding="utf-8").replace("/opt/quartierkg/venv/bin/quartierkg", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    assert len(units) == 3
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, "quartierkg" in done.stderr) == (0, False), done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize(("name", "most"), [("quartierkg.service", 1.5), ("quartierkg-backup.service", 1.0)])
def test_a_unit_gives_up_what_it_does_not_need(name: str, most: float) -> None:
    """As systemd rates it, of 10: less is better; what is left of that of the service is that it answers."""
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(DEPLOY / name)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (rated,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert float(rated) <= most


def test_the_settings_of_the_example_are_taken() -> None:
    """Those that stand in it, and those that only need to be uncommented."""
    lines = (DEPLOY / "settings.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.removeprefix("#").split("=", 1) for line in lines if line.removeprefix("#").startswith(PREFIX))
    found = read({}, given)
    assert len(given) >= 5
    assert {name.removeprefix(PREFIX).lower() for name in given} <= set(NAMES)
    assert (found.base, found.proxies) == ("https://example.org/quartierkg", ("127.0.0.1",))


def test_all_files_speak_of_the_same_places() -> None:
    """Address, port and store of the unit are those that nginx, the backup and the page for operators name."""
    unit, copying, proxy, page_ = (
        (ROOT / name).read_text(encoding="utf-8")
        for name in (
            "deploy/quartierkg.service",
            "deploy/quartierkg-backup.service",
            "deploy/nginx.conf",
            "docs/deploy.md",
        )
    )
    assert "QUARTIERKG_HOST=127.0.0.1 QUARTIERKG_PORT=8000 QUARTIERKG_STORE=/var/lib/quartierkg" in unit
    assert "server 127.0.0.1:8000;" in proxy
    for text in (copying, page_):
        assert "--store /var/lib/quartierkg" in text
    for text in (unit, copying):
        assert "User=quartierkg\n" in text
        assert "/opt/quartierkg/venv/bin/quartierkg " in text
    assert [path.name for path in DEPLOY.iterdir() if f"deploy/{path.stem}" not in page_] == []

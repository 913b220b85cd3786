"""What operators copy, and the page that says what an instance can be told."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from quartierkg.settings import NAMES, PREFIX
from tests.deploy import page
from tests.samples import ROOT


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_stands_on_the_page(name: str) -> None:
    """Whatever the environment can say is documented."""
    assert f"`{PREFIX}{name.upper()}`" in page.PAGE.read_text(encoding="utf-8")


def test_the_page_of_settings_is_that_of_the_options() -> None:
    """Nobody reads of an option that is gone."""
    assert page.PAGE.read_text(encoding="utf-8") == page.written()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """The unit is valid; only the place of the program is another one here."""
    text = (ROOT / "deploy" / "quartierkg.service").read_text(encoding="utf-8")
    unit = tmp_path / "quartierkg.service"
    unit.write_text(text.replace("/opt/quartierkg/venv/bin/quartierkg", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, "quartierkg.service" in done.stderr) == (0, False), done.stderr

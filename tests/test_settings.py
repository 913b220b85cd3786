"""What an instance is told when it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg import settings
from quartierkg.errors import UsageFault


def test_an_instance_starts_without_any_setting() -> None:
    """Nothing given means the loopback address, port 8000 and a store of its own."""
    assert settings.read({}, {}) == settings.Settings()


def test_arguments_come_before_the_environment(tmp_path: Path) -> None:
    """The command line wins over QUARTIERKG_*, which wins over the default."""
    environment = {"QUARTIERKG_PORT": "9001", "QUARTIERKG_HOST": "0.0.0.0", "QUARTIERKG_STORE": str(tmp_path)}
    found = settings.read({"port": 9002, "host": None}, environment)
    assert (found.host, found.port, found.store) == ("0.0.0.0", 9002, tmp_path)


def test_an_empty_variable_counts_as_not_given() -> None:
    """``QUARTIERKG_PORT=`` is the same as no variable."""
    assert settings.read({}, {"QUARTIERKG_PORT": ""}).port == 8000


def test_the_public_address_follows_host_and_port() -> None:
    """Without a base, the address is the one listened on; an IPv6 host stands in brackets."""
    assert settings.read({"host": "::1", "port": 81}, {}).base == "http://[::1]:81"


@pytest.mark.parametrize("port", ["http", "-1", "65536", "80.5", "²"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    """A port is a whole number from 0 to 65535, and the refusal repeats what was given."""
    with pytest.raises(UsageFault, match=port.replace(".", r"\.")):
        settings.read({"port": port}, {})


@pytest.mark.parametrize("store", ["sparql+http://localhost:3030/ds", "sparql+https://example.org/sparql"])
def test_a_remote_store_is_refused_clearly(store: str) -> None:
    """A remote store is recognised, and the refusal says that only the embedded one is served."""
    with pytest.raises(UsageFault, match="embedded store only"):
        settings.read({"store": store}, {})


def test_a_store_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """A store is a folder."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageFault, match="not a folder"):
        settings.read({"store": tmp_path / "file"}, {})


def test_a_data_folder_must_exist(tmp_path: Path) -> None:
    """A misspelt --data is said, not silently empty."""
    with pytest.raises(UsageFault, match="does not exist"):
        settings.read({"data": tmp_path / "absent"}, {})


@pytest.mark.parametrize("base", ["example.org", "ftp://example.org", "http://example.org/?a=b"])
def test_a_base_that_is_no_web_address_is_refused(base: str) -> None:
    """The public address is an http address without query."""
    with pytest.raises(UsageFault):
        settings.read({"base": base}, {})

"""What an instance is told when it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from quartierkg import settings
from quartierkg.endpoint import Endpoint
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


@pytest.mark.parametrize("contact", ["mailto:a@example.org", "tel:+33-1-00-00-00-00", "https://example.org/security"])
def test_a_contact_is_an_address(contact: str) -> None:
    """To write to or to call (RFC 9116, 2.5.3); it is kept as it is given, and nobody is named by default."""
    assert settings.read({"contact": contact}, {}).contact == contact
    assert settings.read({}, {"QUARTIERKG_CONTACT": contact}).contact == contact
    assert settings.read({}, {}).contact is None


@pytest.mark.parametrize(
    "contact",
    ["a@example.org", "http://example.org", "mailto:", "https://", "mailto:a\nX: y", "mailto:é@a", "mailto:<a>"],
)
def test_what_is_no_contact_is_refused(contact: str) -> None:
    """Neither a bare name, nor an address in the clear, nor what would begin a line of its own."""
    with pytest.raises(UsageFault, match="--contact"):
        settings.read({"contact": contact}, {})


def test_another_server_may_keep_the_graphs(tmp_path: Path) -> None:
    """Its addresses, a login from a file, and a folder for the journal that stays here."""
    (tmp_path / "login").write_text("dba:pass:word\n")
    given: dict[str, str | int | Path | None] = {
        "store": "sparql+https://example.org/sparql?database=x",
        "store_graphs": "https://example.org/graphs",
        "store_update": "https://example.org/update",
        "store_login": tmp_path / "login",
        "journal": tmp_path / "journal",
    }
    found = settings.read(given, {})
    assert found.endpoint == Endpoint(
        "https://example.org/sparql?database=x",
        "https://example.org/graphs",
        "https://example.org/update",
        ("dba", "pass:word"),
    )
    assert found.store == tmp_path / "journal"
    assert "pass:word" not in repr(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"store": "sparql+ftp://example.org/"}, "neither a folder nor the address"),
        ({"store": "http://example.org/sparql"}, "neither a folder nor the address"),
        ({"store": "sparql+http://name:secret@example.org/"}, "carries a password"),
        ({"store": "sparql+http:///query"}, "not an http address"),
        ({"store": "sparql+http://example.org/a b"}, "not an http address"),
        ({"store": "sparql+http://example.org/", "store_graphs": "file:///etc"}, "--store-graphs"),
        ({"store": "sparql+http://example.org/", "store_login": "no-such-file"}, "cannot be read"),
        ({"store_graphs": "http://example.org/"}, "remote store only"),
        ({"journal": "folder"}, "remote store only"),
        ({"store": "sparql+http://example.org/", "test_suite": "1"}, "embedded store"),
    ],
)
def test_a_remote_store_that_cannot_be_used_is_refused_clearly(given: dict[str, str], said: str) -> None:
    """The refusal names the option and the way out."""
    with pytest.raises(UsageFault, match=said):
        settings.read(given, {})


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


def test_an_identity_provider_goes_with_what_its_tokens_are_made_for() -> None:
    """Its address by https, or on this machine; the claims have names of their own where nothing is said."""
    given: dict[str, str | int | Path | None] = {"oidc_issuer": "https://login.example/realm", "oidc_audience": "kg"}
    found = settings.read(given, {})
    assert (found.oidc_issuer, found.oidc_audience) == ("https://login.example/realm", "kg")
    assert (found.oidc_role, found.oidc_quartier) == ("quartierkg_role", "quartierkg_quartier")
    assert settings.read(given | {"oidc_issuer": "http://127.0.0.1:8081/r"}, {}).oidc_issuer is not None
    assert settings.read({}, {"QUARTIERKG_OIDC_AUDIENCE": "kg"}).oidc_issuer is None
    with pytest.raises(UsageFault, match="--oidc-audience"):
        settings.read({"oidc_issuer": "https://login.example"}, {})


@pytest.mark.parametrize(
    "issuer", ["login.example", "http://login.example", "https://a:b@login.example", "https://x/?q", "file:///etc"]
)
def test_what_is_no_provider_is_refused(issuer: str) -> None:
    """In the clear, with a password, or no address."""
    with pytest.raises(UsageFault, match="--oidc-issuer"):
        settings.read({"oidc_issuer": issuer, "oidc_audience": "kg"}, {})


def test_writes_have_a_rate_unless_another_is_given() -> None:
    """Above zero; the environment gives it too."""
    assert settings.read({}, {}).write_rate == 120
    assert settings.read({}, {"QUARTIERKG_WRITE_RATE": "7.5"}).write_rate == 7.5
    assert settings.read({}, {}).proposal_days == 30
    assert settings.read({"proposal_days": "7"}, {}).proposal_days == 7
    with pytest.raises(UsageFault, match="--write-rate"):
        settings.read({"write_rate": "0"}, {})


def test_the_operators_token_is_not_told_with_the_settings(tmp_path: Path) -> None:
    """Settings are shown when something fails."""
    (tmp_path / "token").write_text("a-token-of-the-operator")
    found = settings.read({"token_file": tmp_path / "token"}, {})
    assert found.token == "a-token-of-the-operator"
    assert "a-token-of-the-operator" not in repr(found)

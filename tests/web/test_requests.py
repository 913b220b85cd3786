"""Requests by their names, and the log of them."""

from __future__ import annotations

import json
import logging
import re

import pytest
from starlette.testclient import TestClient

from quartierkg.web import requests


def test_every_answer_names_its_request(client: TestClient) -> None:
    """A problem as well, each by another name."""
    names = [client.get(path).headers["X-Request-Id"] for path in ("/", "/nowhere", "/sparql?query=x")]
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)
    assert len(set(names)) == 3


@pytest.mark.parametrize(("given", "kept"), [("proxy-7.a:b", True), ("x" * 65, False), ("a b", False), ('"}', False)])
def test_the_name_that_a_proxy_gave_is_kept_when_it_is_one(client: TestClient, given: str, kept: bool) -> None:
    """What could not stand in a line of a log is replaced."""
    assert (client.get("/health", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given) == kept


def test_a_request_is_a_line_of_json(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """Who, what, how it came out and how long it took; never what was asked."""
    requests.LOG.propagate = True
    with caplog.at_level(logging.INFO, logger=requests.LOG.name):
        answer = client.get("/sparql?query=ASK%7B%7D%23secret&format=csv", headers={"X-Request-Id": "r1"})
    (line,) = (json.loads(record.getMessage()) for record in caplog.records if record.name == requests.LOG.name)
    assert (line["request"], line["method"], line["path"], line["status"]) == ("r1", "GET", "/sparql", 200)
    assert line["bytes"] == len(answer.content)
    assert line["whole"] is True
    assert line["milliseconds"] >= 0
    assert "secret" not in json.dumps(line)


def test_nothing_is_logged_unless_it_is_asked_for(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """By default requests leave no trace."""
    client.get("/health")
    assert [record for record in caplog.records if record.name == requests.LOG.name] == []

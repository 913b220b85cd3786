"""A version that revises another names anew whatever it changes, since one name never means two things."""

from __future__ import annotations

from collections.abc import Iterator

from quartierkg.charter.document import charter
from quartierkg.charter.lint.fault import Fault
from quartierkg.edition import edition, file
from quartierkg.language import Text


def check(version: str) -> Iterator[Fault]:
    """The requirements that a version changes under the name that they have in the version which it revises."""
    found = edition(version)
    if found.base is None:
        return
    own = {triple.subject for triple in found.own}
    changed = {triple.subject for triple in set(edition(found.base).statements) ^ set(found.statements)} - own
    for row in charter(version).requirements:
        if row.iri in changed:
            yield Fault(
                Text(
                    f"{row.id} : changée par la version {version} sans y porter de nom à elle.",
                    f"{row.id}: changed by version {version} without a name of its own there.",
                ),
                str(file(version)),
                remedy=Text(
                    "Donnez-lui un nom dans la version, avec prov:wasRevisionOf.",
                    "Give it a name in the version, with prov:wasRevisionOf.",
                ),
            )

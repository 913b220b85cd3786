"""Properties: whatever is changed, the rows that the charter names change and no other."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import assume, given, seed, settings
from hypothesis import strategies as st

from quartierkg.charter import engines
from quartierkg.charter.rules import Gate, Profile, rules
from tests.charter import battery
from tests.charter.mutations import MUTATIONS, F, role
from tests.charter.proof import HAND, SIDES, Example
from tests.samples import changed, extent

SEED = 20130612
VALUES = extent(150, 15, 4)
COMBINED = extent(1200, 120, 30)
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": operator.lt, ">": operator.gt, ">=": operator.ge}
# Each threshold of the table: the statement that holds the value, and the rows that cannot hold without this one.
STATED: dict[str, tuple[str, str, dict[str, str]]] = {
    "QN-C1-02": ("qn:minutes 9.5", "qn:minutes ", {"QN-C1-06": F}),
    "QN-C1-03": ("qn:minutes 24", "qn:minutes ", {"QN-C1-06": F}),
    "QN-C1-04": ("qn:minutes 12 ", "qn:minutes ", {"QN-C1-06": F}),
    "QN-C2-04": ("qn:usableArea 52500", "qn:usableArea ", {}),
    "QN-C4-06": ("qn:turnover 8100000", "qn:turnover ", role(F, "QN-C4-03")),
    "QN-C4-07": ("qn:employees 61", "qn:employees ", role(F, "QN-C4-03")),
    "QN-C4-08": ("qn:growth 30.6", "qn:growth ", role(F, "QN-C4-03")),
    "QN-C4-09": ("qn:shareAbroad 47.5", "qn:shareAbroad ", role(F, "QN-C4-03")),
}
HUNDRED = {"QN-C4-09": Decimal(100)}
"""What a value cannot exceed whatever the threshold: a share."""


def found(text: str, profile: Profile, gate: Gate) -> dict[str, str]:
    """The outcome of each row, by the fast engine, in the context of a committee that accepts the dossier."""
    return battery.found(engines.available()[0], rules("1", profile, gate), Example("", text).data())


BASE = {side: found(changed(), *side) for side in SIDES}


def near(limit: Decimal) -> st.SearchStrategy[Decimal]:
    """Numbers on both sides of a limit: far from it, next to it, and itself."""
    far = st.decimals(min_value=0, max_value=limit * 2, places=2, allow_nan=False, allow_infinity=False)
    offsets = st.sampled_from([Decimal(text) for text in ("-1", "-0.01", "-0.000001", "0", "0.000001", "0.01", "1")])
    return st.one_of(far, offsets.map(lambda offset: limit + offset))


def test_every_threshold_of_the_table_is_known_here() -> None:
    """A row with a number in the table has its statement, so that none is left out of the properties."""
    numeric = {
        row for row, said in HAND.items() if said["value"].replace(".", "").isdigit() and said["comparator"] in COMPARE
    }
    assert numeric - {"QN-C2-03"} >= set(STATED)
    assert {row for row in numeric if row.startswith(("QN-C1-0", "QN-C2-04", "QN-C4-0"))} == set(STATED)


def test_a_value_changes_its_row_exactly_where_the_table_says() -> None:
    """The comparison of the table, made here, and the shapes put every value on the same side; no other row moves."""
    judged = 0

    @seed(SEED)
    @settings(max_examples=VALUES * len(STATED), deadline=None, database=None)
    @given(row=st.sampled_from(sorted(STATED)), side=st.sampled_from(SIDES), data=st.data())
    def holds(row: str, side: tuple[Profile, Gate], data: st.DataObject) -> None:
        nonlocal judged
        limit = Decimal(HAND[row]["value"])
        value = data.draw(near(limit))
        stated, written, follow = STATED[row]
        after = found(changed((stated, f"{written}{value:f} ")), *side)
        passes = COMPARE[HAND[row]["comparator"]](value, limit) and value <= HUNDRED.get(row, value)
        expected = {} if passes else {row: F, **follow}
        assert {name: said for name, said in after.items() if said != BASE[side][name]} == expected
        judged += 1

    holds()
    print(f"seed {SEED}, {judged} dossiers")


def test_changes_together_change_what_the_charter_says() -> None:
    """Up to three changes of the table at once, on any side: every row as the oracle has it."""
    judged = 0

    @seed(SEED)
    @settings(max_examples=COMBINED, deadline=None, database=None)
    @given(
        names=st.lists(st.sampled_from(sorted(MUTATIONS)), min_size=1, max_size=3, unique=True),
        side=st.sampled_from(SIDES),
    )
    def holds(names: Sequence[str], side: tuple[Profile, Gate]) -> None:
        nonlocal judged
        text = together(names)
        assume(text is not None)
        example = Example(" & ".join(names), text or "")
        after = found(example.text, *side)
        assert after == example.expected(*side), example.name
        if len(names) == 1 and side == ("charter", "label"):
            differing = {row: said for row, said in after.items() if said != BASE[side][row]}
            assert differing == MUTATIONS[names[0]][1]
        judged += 1

    holds()
    print(f"seed {SEED}, {judged} dossiers")


def together(names: Sequence[str]) -> str | None:
    """The dossier with several changes; None where one of them leaves no place for another."""
    text = changed()
    for name in names:
        for old, new in MUTATIONS[name][0]:
            if text.count(old) != 1:
                return None
            text = text.replace(old, new)
    return text

"""The committee's sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quartierkg.charter.outcome import Outcome
from quartierkg.charter.verdict import Verdict
from quartierkg.errors import Unreadable
from quartierkg.language import Language, Text
from quartierkg.report import Batch, render, sheet, words
from quartierkg.report.text import WIDTH, plain
from tests.samples import ROOT, changed, verdict

SENTENCE = (
    "2- Proposer une offre immobilière attractive avec des conventions d’hébergement souples (à fréquence mensuelle), "
    "sur une surface utile d’au moins 50 000m2."
)


def text(found: Verdict, language: Language = "fr") -> str:
    """The sheet of a verdict."""
    return render(Batch((found,)), "text", language)


def unwrapped(report: str) -> str:
    """A sheet with every run of spaces as one."""
    return " ".join(report.split())


def test_a_failed_row_has_sentence_found_and_required(failing: Verdict) -> None:
    """32,000 m² are found, 50,000 required, and the charter's sentence is quoted letter for letter."""
    report = unwrapped(text(failing))
    row = report[report.index("QN-C2-04") : report.index("Ce que le comité")]
    assert f"« {SENTENCE} »" in row
    assert "32 000 m²" in row
    assert "(Offre des bassins, ligne " in row
    assert "exigé : au moins 50 000 m²" in row
    assert "✗ QN-C2-04 Surface utile de l’offre – non rempli" in report


def test_english_has_the_translation_beside_the_sentence(failing: Verdict) -> None:
    """The exact sentence stays French; its translation and everything else are English."""
    report = unwrapped(text(failing, "en"))
    row = report[report.index("QN-C2-04") : report.index("What the committee")]
    assert SENTENCE in row
    assert "over a usable area of at least 50,000 m2.”" in row
    assert "32,000 m²" in row
    assert "required: at least 50,000 m²" in row
    assert "found:" in row


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Dossier", "Fichier", "Charte", "Profil", "Étape", "Jour", "Moteur", "Décision : non conforme"]),
        ("en", ["Dossier", "File", "Charter", "Profile", "Gate", "Day", "Engine", "Decision: not met"]),
    ],
)
def test_the_heading_says_what_was_judged_and_how(failing: Verdict, language: Language, words: list[str]) -> None:
    """Dossier, Quartier, file, charter, profile, gate, day and engine, then the decision."""
    report = unwrapped(text(failing, language))
    heading = report[: report.index("8 ")]
    assert [word for word in words if word not in heading] == []
    values = [failing.dossier, failing.quartier, failing.source_name, failing.source_sha256, failing.day]
    assert [value for value in values if value is None or value not in heading] == []
    assert failing.engines[0].version in heading


def test_the_eight_criteria_have_their_signs(failing: Verdict) -> None:
    """Each criterion stands on a line of its own with its sign, its number and its name."""
    lines = text(failing).splitlines()
    shown = [line for line in lines if line[:2] == "  " and line[2:3] in "✓✗?…–" and line[4:5].isdigit()]
    assert [line[2:6].split() for line in shown] == [[sign, str(n)] for n, sign in enumerate("✓✗✓…✓✓…✓", 1)]
    assert "Fab lab" in shown[4]


def test_what_blocks_comes_before_what_awaits_before_what_does_not_decide(failing: Verdict) -> None:
    """The sections stand in the order of their weight."""
    report = text(failing)
    titles = ["Ce qui empêche le label", "Ce que le comité doit encore", "Réserves, sans effet", "Remarques"]
    places = [report.index(title) for title in titles]
    assert places == sorted(places)


def test_a_row_that_does_not_decide_says_its_weight(awaiting: Verdict) -> None:
    """A reservation is told apart from what blocks."""
    assert "QN-C4-26 Rattachement de la composition aux critères – à apprécier par le comité (ne décide pas)" in (
        unwrapped(text(awaiting))
    )


def test_a_row_that_follows_from_others_names_them(awaiting: Verdict) -> None:
    """A derived row has no finding of its own: it names the rows that made it so."""
    report = unwrapped(text(awaiting))
    assert "Découle de QN-C4-11." in report[report.index("QN-C4-26") :]


def test_a_dossier_that_says_nothing_is_told_what_is_asked(bare: Verdict) -> None:
    """Without a threshold, what the row must state is what is required; the fault of form stands first."""
    report = text(bare)
    assert report.index("Forme du dossier – non rempli") < report.index("QN-C1-01")
    row = unwrapped(report[report.index("QN-C5-01") : report.index("QN-C6-01")])
    assert "? QN-C5-01" in unwrapped(report)
    assert "exigé : " in row


@pytest.mark.parametrize("which", ["awaiting", "failing", "bare", "unnamed", "aside"])
def test_every_open_row_and_every_finding_is_shown_once(which: str, request: pytest.FixtureRequest) -> None:
    """Nothing that the verdict holds is left out, and no row stands twice."""
    found: Verdict = request.getfixturevalue(which)
    items = [item for section in sheet.sheet(found).sections for item in section.items]
    opened = {Outcome.FAILED, Outcome.NOT_STATED, Outcome.CANNOT_TELL}
    rows = [item.mark.id for item in items if item.quote is not None]
    assert sorted(rows) == sorted(row.requirement.id for row in found.rows if row.outcome in opened)
    said = [(item.mark.id, entry.message) for item in items for entry in item.explanations]
    assert [finding for finding in found.findings if said.count((finding.requirement or "", finding.message)) < 1] == []


def test_a_statement_set_aside_is_shown(aside: Verdict) -> None:
    """Subject, property and value of a statement that was not judged are named."""
    report = unwrapped(text(aside))
    assert "Énoncé écarté" in report
    assert "owl:imports : urn:y (urn:x, ligne " in report


def test_a_blank_node_is_never_named_by_its_label(unnamed: Verdict) -> None:
    """A dossier of blank nodes is reported without any made-up address."""
    report = text(unnamed)
    assert "urn:quartierkg" not in report
    assert "_:" not in report
    assert "Dossier   sans adresse" in report


def test_one_engine_is_said(awaiting: Verdict, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no second engine is installed, the sheet says so; elsewhere it does not."""
    assert "un seul moteur" not in text(awaiting)
    monkeypatch.setattr(sheet, "available", lambda: (object(),))
    assert "un seul moteur" in text(awaiting)
    assert "one engine" in text(awaiting, "en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_lines_fit_on_paper(batch: Batch, language: Language) -> None:
    """No line is longer than the sheet is wide, save an address that cannot be broken."""
    long = [line for line in render(batch, "text", language).splitlines() if len(line) > WIDTH]
    assert [line for line in long if "://" not in line] == []


def test_french_is_typeset(failing: Verdict) -> None:
    """No-break spaces stand before colons and inside guillemets, and a number is grouped by a narrow one."""
    report = text(failing)
    assert "trouvé\u00a0:" in report
    assert "«\u00a02- Proposer" in report
    assert "50\u202f000\u00a0m²" in report


def test_a_dossier_cannot_command_the_terminal() -> None:
    """Control characters and direction overrides of a dossier's texts are shown as a mark, not obeyed."""
    found = verdict(
        changed(("Offre des bassins", "\\u001B[31mOffre\\u202E"), ("qn:usableArea 52500", "qn:usableArea 1"))
    )
    report = text(found)
    assert "\ufffd[31mOffre\ufffd" in report
    assert not set(report) & {"\x1b", "\u202e"}
    assert plain("a\x07b\u00a0c\u202fd\n") == "a\ufffdb\u00a0c\u202fd\n"


def test_a_huge_value_is_cut(failing: Verdict) -> None:
    """A value as long as an annex is shown as far as it is needed to recognise it."""
    finding = next(finding for finding in failing.findings if finding.found)
    found = replace(finding.found[0], label=Text("x" * 9999, "x" * 9999))
    report = text(replace(failing, findings=(replace(finding, found=(found,)),)))
    assert f"{'x' * 240}…" in report
    assert "x" * 241 not in report


def test_a_dossier_without_a_quartier_has_a_title(bare: Verdict) -> None:
    """A sheet always begins with what it is about."""
    assert text(bare).startswith("Quartier sans nom\n")


def test_several_files_end_with_their_counts(batch: Batch, awaiting: Verdict) -> None:
    """The last line of a batch counts; a single sheet has no such line."""
    last = render(batch, "text", "fr").splitlines()[-1]
    assert last == "Récapitulatif\u00a0: 2 en attente du comité, 3 non conformes, 1 illisible"
    assert "Récapitulatif" not in text(awaiting)


def test_an_unreadable_file_is_listed_with_its_place(unreadable: Unreadable) -> None:
    """File, line, column and what is wrong with it."""
    report = render(Batch((), (unreadable,)), "text", "en")
    assert "bad.ttl:3:14: Not well-formed." in report


def test_the_strict_reading_has_one_name() -> None:
    """« lecture exigeante » and "strict reading", on sheets, on pages and in the help."""
    profile = words.PROFILES["strict"]
    assert (profile.fr, profile.en) == ("lecture exigeante", "strict reading")
    for folder in ("quartierkg", "docs"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".md", ".html"}:
                assert "hard reading" not in " ".join(path.read_text(encoding="utf-8").split()), path


def test_remarks_that_say_the_same_are_one_and_of_a_thousand_the_first_are_shown() -> None:
    """Thirty actors with a wrong SIREN make one remark with the first ten."""
    actors = "".join(
        f':x{n} a qn:Enterprise ; rdfs:label "Actor {n}" ; qn:siren "12345678" .\n'
        f"qid:port-lumiere qn:participation [ a qn:Participation ; org:member :x{n} ; org:role qn:Incubator ] .\n"
        for n in range(30)
    )
    found = verdict(changed() + actors)
    shown = unwrapped(text(found))
    assert shown.count("Le SIREN d’un acteur n’est pas exact") == 1
    assert shown.count("trouvé : 12345678") == 10
    assert "et 20 autres" in shown


def test_what_was_found_is_that_of_its_own_node() -> None:
    """Of two actors with a wrong SIREN, each value stands at its own line; the right ones are not shown."""
    wrong = changed(('qn:siren "000000067"', 'qn:siren "67"'), ('qn:siren "000000083"', 'qn:siren "83"'))
    (found,) = (one for one in verdict(wrong).findings if (one.shape or "").endswith("Form-siren"))
    assert sorted(value.value for value in found.found) == ["67", "83"]
    for value in found.found:
        assert value.position is not None
        assert f'qn:siren "{value.value}"' in wrong.split("\n")[value.position.line - 1]

"""From an empty workbook to a verdict, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import RdfFormat, parse

from tests.cli.conftest import Run
from tests.samples import BASE

SMALL = """[Quartier]
nom (fr);métropole
Les Docks;Rive
[Acteurs]
nom (fr);nature;SIREN
Rive;intercommunalité;000000018
[Temps d’accès]
destination;durée
aéroport;45
"""


def written(folder: Path, name: str, text: str) -> str:
    """A file with a text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def plain(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "sheet"), [("fr", "Acteurs"), ("en", "Actors")])
def test_a_fresh_workbook_is_written_in_the_language_of_the_user(
    run: Run, tmp_path: Path, language: str, sheet: str
) -> None:
    """French unless asked otherwise; its name says the format."""
    target = tmp_path / "dossier.xlsx"
    done = run("dossier", "new", "--lang", language, "--output", str(target))
    assert done.exit_code == 0
    assert sheet in openpyxl.load_workbook(target, read_only=True).sheetnames


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_a_fresh_dossier_is_read_as_it_is(run: Run, tmp_path: Path, format_: str) -> None:
    """What nobody filled in is a dossier that states next to nothing, and is judged."""
    target = tmp_path / f"dossier.{format_}"
    assert run("dossier", "new", "--format", format_, "-o", str(target)).exit_code == 0
    done = run("import", str(target))
    assert done.exit_code == 0
    assert "a qn:Dossier" in done.stdout
    assert run("validate", str(target), "--summary-only").exit_code == 1


def test_a_filled_workbook_becomes_turtle(run: Run, tmp_path: Path) -> None:
    """By what it is about, without addresses for what has none; what was passed over is told."""
    done = run("import", written(tmp_path, "a.csv", SMALL + "[Notes]\nx\ny\n"))
    assert done.exit_code == 0
    assert "_:d0 a qn:AccessMeasure ;\n\tqn:target qn:Airport ;\n\tqn:minutes 45 ." in done.stdout
    assert plain(done.stderr) == "Notes!A11 : feuille inconnue, ignorée.\n"
    assert len(list(parse(done.stdout.encode(), format=RdfFormat.TURTLE))) > 10


def test_bad_cells_stop_the_import_and_are_all_named(run: Run, tmp_path: Path) -> None:
    """Nothing is written, the exit code is that of a file that cannot be read."""
    target = tmp_path / "a.ttl"
    file = written(tmp_path, "a.csv", SMALL.replace("45", "beaucoup").replace("aéroport", "gare"))
    done = run("import", file, "-o", str(target))
    assert done.exit_code == 3
    assert not target.exists()
    lines = plain(done.stderr).splitlines()
    assert lines[0].startswith("'Temps d’accès'!A9 : « gare » n’est pas dans la liste")
    assert lines[1:] == [
        "'Temps d’accès'!B9 : « beaucoup » n’est pas un nombre.",
        "2 cellules ne peuvent être lues ; rien n’est écrit.",
    ]
    english = run("import", file, "--lang", "en")
    assert english.stderr.splitlines()[1] == "'Temps d’accès'!B9: “beaucoup” is not a number."


def test_a_workbook_is_judged_and_its_findings_say_where(run: Run, tmp_path: Path) -> None:
    """The cell of the value that is too high; what was passed over is told beside."""
    done = run("validate", written(tmp_path, "a.csv", SMALL + "[Notes]\nx\ny\n"))
    assert done.exit_code == 1
    assert plain(done.stderr) == f"{tmp_path}/a.csv Notes!A11 : feuille inconnue, ignorée.\n"
    assert "trouvé : 45 min (Les Docks, temps d’accès (aéroport), 'Temps d’accès'!B9)" in plain(done.stdout)


def test_a_workbook_with_bad_cells_is_unreadable_to_validate(run: Run, tmp_path: Path) -> None:
    """It costs that file alone, and is told with its cells."""
    done = run("validate", written(tmp_path, "a.csv", SMALL.replace("45", "beaucoup")))
    assert done.exit_code == 3
    assert "« beaucoup » n’est pas un nombre" in plain(" ".join(done.stdout.split()) + done.stderr)


@pytest.mark.parametrize("format_", ["xlsx", "csv", "json"])
def test_an_exported_dossier_has_the_same_verdict(run: Run, tmp_path: Path, format_: str) -> None:
    """There and back by files: every outcome is that of the dossier."""
    target = tmp_path / f"a.{format_}"
    assert run("export", str(BASE), "-o", str(target)).exit_code == 0
    found = json.loads(run("validate", str(target), "--format", "json", "--day", "2026-06-01").stdout)
    expected = json.loads(run("validate", str(BASE), "--format", "json", "--day", "2026-06-01").stdout)
    ours, theirs = found["verdicts"][0], expected["verdicts"][0]
    assert ours["requirements"] == theirs["requirements"]
    assert ours["dossier"] == theirs["dossier"]


def test_what_has_no_column_is_told(run: Run, tmp_path: Path) -> None:
    """A statement beside the model stands on its own sheet, and the user knows."""
    odd = '\n<https://w3id.org/quartierkg/id/port-lumiere/dossier> <http://x.example/p> "y" .\n'
    file = written(tmp_path, "a.ttl", BASE.read_text(encoding="utf-8") + odd)
    done = run("export", file, "--format", "csv", "-o", str(tmp_path / "a.csv"))
    assert plain(done.stderr) == "Énoncés sans colonne, sur la feuille « Autres énoncés » : 1.\n"


def test_the_schema_is_written(run: Run) -> None:
    """JSON Schema 2020-12, in the language of the user."""
    found = json.loads(run("dossier", "schema", "--lang", "en").stdout)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$defs"]["AccessMeasure"]["title"] == "Access times"


def test_a_base_that_is_no_address_is_refused(run: Run, tmp_path: Path) -> None:
    """Before anything is read of it."""
    done = run("import", written(tmp_path, "a.csv", SMALL), "--base", "chez moi")
    assert done.exit_code == 2

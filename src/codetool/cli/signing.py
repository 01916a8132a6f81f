"""What a sealing is signed with: options of the command, else the table [archive] of `codetool.toml`.

A secret is never among them: a key's password and a card's PIN stand in files of their own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codetool.cli.inputs import tell_finding
from codetool.cli.looks import code_folder
from codetool.cli.paths import NAMED_PATH
from codetool.cli.settings import current_settings
from codetool.errors import RequestError, SourceError

if TYPE_CHECKING:
    from codetool.archive.sign.keys import Signing
    from codetool.archive.sign.places import KeyPlace
    from codetool.archive.sign.trust import Trust
    from codetool.store.settings_file import Settings

_TABLE = "archive"
_FILES = ("key", "passfile", "pinfile")
_WORDS = ("module", "token", "label")


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOptions:
    """What the command line says of keys, stamps and trust; None where it says nothing."""

    key: Path | None = None
    passfile: Path | None = None
    module: str | None = None
    token: str | None = None
    label: str | None = None
    pinfile: Path | None = None
    stamps: str | None = None
    trust: tuple[Path, ...] = ()
    unsigned: bool = False


def signing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that SigningOptions holds."""
    file, words = NAMED_PATH, str
    options = (
        ("--key", file, "FILE.p12", "The key that signs, a PKCS#12 file; else as codetool.toml says."),
        ("--passfile", file, "FILE", "A file that holds the key's password."),
        ("--module", words, "FILE.so", "The PKCS#11 module of a card or token, where the key is on one."),
        ("--token", words, "NAME", "The name of that card or token."),
        ("--label", words, "NAME", "The name of the key on it."),
        ("--pinfile", file, "FILE", "A file that holds its PIN."),
    )
    command = stamping_options(command)
    for name, kind, shown, told in reversed(options):
        command = click.option(name, type=kind, metavar=shown, help=told)(command)
    return command


def stamping_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--stamps` and `--trust`."""
    return click.option("--stamps", metavar="URL", help="The time stamping service (RFC 3161).")(trust_option(command))


def trust_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--trust`."""
    return click.option(
        "--trust", multiple=True, type=NAMED_PATH, metavar="FILE",
        help="A certificate of an authority that you trust (PEM or DER); may be given again.",
    )(command)  # fmt: skip


@contextmanager
def opened_signing(options: SigningOptions, at: datetime) -> "Iterator[Signing | None]":
    """Give what is signed with, None where no key is named or none is wanted; a card is let go when the block ends.

    Raises SigningError where the key cannot be had or must not sign on that day, RequestError where what names it is
    not whole.
    """
    settings = _settings()
    place = None if options.unsigned else _key_place(options, settings)
    if place is None:
        if not options.unsigned:
            _refuse_without_key(options, settings)
        yield None
        return
    from codetool.archive.sign.keys import Signing, load_key

    stamps = options.stamps if options.stamps is not None else settings.text(_TABLE, "stamps")
    trust = find_trust(options.trust)
    with load_key(place, at=at) as key:
        for found in key.findings:
            tell_finding(found, err=True)
        if stamps and not trust.roots:
            _warn_of_no_trust()
        yield Signing(key=key, stamps=stamps, trust=trust)


def _refuse_without_key(options: SigningOptions, settings: "Settings") -> None:
    """Raise RequestError where stamps or trust are named and no key: what is sealed unsigned stays so for good."""
    named = [f"--{name}" for name in ("stamps", "trust") if getattr(options, name)]
    if not named and settings.text(_TABLE, "stamps"):
        named = [settings.where(_TABLE, "stamps")]
    if named:
        raise RequestError(
            "time stamps or trust are for signatures, and no key is named",
            "Name the key with --key or in codetool.toml, or seal with --unsigned.",
            place=", ".join(named),
        )


def _warn_of_no_trust() -> None:
    told = (
        "warning: no trusted authority is named, so what later shows that no certificate was revoked is not kept: "
        "the signatures prove less in later years. Name it with --trust, or in codetool.toml below [archive]."
    )
    click.echo(current_settings().translate(told), err=True)


def find_stamps(options: SigningOptions) -> str:
    """Return the address of the time stamping service; raise RequestError where none is named."""
    found = options.stamps or _settings().text(_TABLE, "stamps")
    if not found:
        raise RequestError(
            "no time stamping service is named", "Name it with --stamps, or in codetool.toml below [archive]."
        )
    return found


def find_trust(named: tuple[Path, ...], *, undoing: bool = True) -> "Trust":
    """Return the authorities that are trusted: those named, else those of `codetool.toml`.

    `undoing` is as for `code_folder`.
    """
    from codetool.archive.sign.trust import load_trust
    from codetool.store.settings_file import load_settings

    home = code_folder(undoing=undoing)
    return load_trust(named or _trusted(load_settings(home), home))


def named_sealer() -> tuple[str, str]:
    """Return the name and the address of who seals, as `codetool.toml` has them, empty where it does not."""
    settings = _settings()
    return settings.text(_TABLE, "name"), settings.text(_TABLE, "address")


def _settings() -> "Settings":
    from codetool.store.settings_file import load_settings

    return load_settings(code_folder())


def _trusted(settings: "Settings", home: Path) -> tuple[Path, ...]:
    value = settings.tables.get(_TABLE, {}).get("trust", [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SourceError(
            "trust has to be a list of files", 'Write it as ["authority.pem"].', place=settings.where(_TABLE, "trust")
        )
    return tuple(home / name for name in names)


def _key_place(options: SigningOptions, settings: "Settings") -> "KeyPlace | None":
    given: dict[str, Any] = {name: getattr(options, name) for name in (*_FILES, *_WORDS)}
    if not any(given.values()):
        given = {name: settings.text(_TABLE, name) for name in given}
        given |= {name: code_folder() / given[name] for name in _FILES if given[name]}
    key, module = given["key"], given["module"]
    if not key and not module:
        _refuse_parts({name for name, value in given.items() if value})
        return None
    if key and module:
        raise RequestError("a key file and a card are named at once", "Name one of them.", place="--key, --module")
    from codetool.archive.sign.places import Pkcs11Place, Pkcs12Place

    if key:
        return Pkcs12Place(file=Path(key), pass_file=Path(given["passfile"]) if given["passfile"] else None)
    for name in ("token", "label", "pinfile"):
        if not given[name]:
            raise RequestError(
                "{name} is missing: a key on a card has a token, a label and a PIN", "Name it with --{name}.",
                place="--module", name=name,
            )  # fmt: skip
    return Pkcs11Place(
        module=Path(module), token=given["token"], key=given["label"], pin_file=Path(given["pinfile"])
    )  # fmt: skip


def _refuse_parts(given: set[str]) -> None:
    if given:
        raise RequestError(
            "{given}: this says how to open a key, and no key is named",
            "Name the key file with --key, or the card's module with --module.",
            given=", ".join(sorted(given)),
        )

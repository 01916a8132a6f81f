"""A public key infrastructure of one's own, on loopback: authorities, signers, revocation and time stamps.

Keys are made anew for each session of tests; none is kept. The services answer by a clock that a test can set, so that
nothing depends on the day on which the tests run.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import certomancer.integrations.aiohttp_animator as animator
from aiohttp import web
from aiohttp.typedefs import Handler
from asn1crypto import crl, pem
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, PKIArchitecture, ServiceLabel
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from codetool.archive.sign.keys import Signing, SigningKey, load_key
from codetool.archive.sign.places import Pkcs12Place
from codetool.archive.sign.trust import Trust, load_trust

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""What the services' clocks show, until a test sets them."""

PASSWORD = "à retenir"  # noqa: S105 - of keys that live as long as the tests

PIN = "274916"
"""Of the token of the tests."""

OURS, OTHERS = "main", "other"
"""Two authorities of the same names, and different keys."""

_RSA = {"interm": 2048, "signer": 2048, "weak": 1024}
_STAMPERS = ["tsa", "tsa-soon", "tsa-old", "tsa-revoked", "tsa-next", "tsa-last", "tsa-closed", "tsa-stolen"]
_CURVE = ["root", "curve", "second", "expired", "revoked", "encrypts", "server", "mail", "self", "ocsp", *_STAMPERS]


@dataclass(kw_only=True)
class Pki:
    """What tests ask of it: keys as files, roots as files, addresses of services, and the clock of those."""

    folder: Path
    url: str
    config: CertomancerConfig
    now: datetime = NOW
    down: frozenset[str] = frozenset()
    nonsense: bytes = b""
    spare: int = 0
    asked: list[str] = field(default_factory=list)

    def arch(self, ca: str = OURS) -> PKIArchitecture:
        """Return one of the two authorities."""
        return self.config.get_pki_arch(ArchLabel(ca))

    def certificate(self, label: str, ca: str = OURS) -> bytes:
        """Return a certificate as DER."""
        return bytes(self.arch(ca).get_cert(CertLabel(label)).dump())

    def revoked_list(self, issuer: str) -> crl.CertificateList:
        """Return what an authority of ours tells of revoked certificates."""
        return self.arch().service_registry.get_crl(ServiceLabel(issuer), self.now)

    def root(self, ca: str = OURS) -> Path:
        """Return the file of the root certificate, as PEM."""
        path = self.folder / f"{ca}-root.pem"
        path.write_bytes(pem.armor("CERTIFICATE", self.certificate("root", ca)))
        return path

    def trust(self, ca: str = OURS) -> Trust:
        """Return the trust in one root."""
        return load_trust([self.root(ca)])

    def place(self, label: str = "signer", ca: str = OURS) -> Pkcs12Place:
        """Return where a signer's key is kept: written the first time that it is asked for."""
        stem = self.folder / f"{ca}-{label}"
        place = Pkcs12Place(file=stem.with_suffix(".p12"), pass_file=stem.with_suffix(".pass"))
        if not place.file.exists():
            place.file.write_bytes(self.arch(ca).package_pkcs12(CertLabel(label), password=PASSWORD.encode()))
            assert place.pass_file is not None
            place.pass_file.write_text(f"{PASSWORD}\n", encoding="utf-8")
            place.pass_file.chmod(0o600)
        return place

    def key(self, label: str = "signer", ca: str = OURS, *, at: datetime = NOW) -> SigningKey:
        """Return a signer's key, loaded."""
        return load_key(self.place(label, ca), at=at)

    def stamps(self, label: str = "tsa", ca: str = OURS) -> str:
        """Return the address of a time stamping service: tsa, tsa-soon (for this year), tsa-old (until 2025)."""
        return f"{self.url}/{ca}/tsa/{label}"

    def signing(self, label: str = "signer", ca: str = OURS, *, stamps: str = "", at: datetime = NOW) -> Signing:
        """Return what a sealing signs with; `stamps` is the label of a time stamping service, or empty."""
        return Signing(
            key=self.key(label, ca, at=at), stamps=self.stamps(stamps, ca) if stamps else "", trust=self.trust(ca)
        )

    @contextlib.contextmanager
    def without(self, *services: str, answer: bytes = b"", after: int = 0) -> Iterator[None]:
        """Let some services (ocsp, crls, tsa) be out of order after so many answers, or give the same answer to all."""
        self.down, self.nonsense, self.spare = frozenset(services), answer, after
        try:
            yield
        finally:
            self.down = frozenset()

    @web.middleware
    async def answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Keep what was asked, and answer, unless the service is out of order."""
        service = request.path.split("/")[2]
        self.asked.append(service)
        if service in self.down and self.spare:
            self.spare -= 1
            return await handler(request)
        if service in self.down and self.nonsense:
            return web.Response(body=self.nonsense, content_type="application/timestamp-reply")
        if service in self.down:
            raise web.HTTPServiceUnavailable
        return await handler(request)

    def told_time(self) -> datetime:
        """Return what the clock shows."""
        return self.now

    @contextlib.contextmanager
    def clock(self, now: datetime) -> Iterator[None]:
        """Let the services' clock show another time."""
        before, self.now = self.now, now
        try:
            yield
        finally:
            self.now = before


def _validity(first: int, last: int) -> dict[str, Any]:
    return {"validity": {"valid-from": f"{first}-01-01T00:00:00+0000", "valid-to": f"{last}-01-01T00:00:00+0000"}}


def _signer(first: int = 2024, last: int = 2036, **more: object) -> dict[str, Any]:
    return {"issuer": "interm", **_validity(first, last), "profiles": ["digsig-commitment"], **more}


def _authority(years: tuple[int, int], **more: object) -> dict[str, Any]:
    profile = {"id": "simple-ca", "params": more.pop("params")}
    return {**_validity(*years), "profiles": [profile], **more}


def _usage(*uses: str) -> dict[str, Any]:
    return {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": list(uses)}}


def _stamper(first: int, last: int, **more: object) -> dict[str, Any]:
    return {"issuer": "root", **_validity(first, last), "extensions": _made_for("time_stamping"), **more}


def _made_for(purpose: str) -> list[dict[str, Any]]:
    named = {"id": "extended_key_usage", "critical": True, "value": [purpose]}
    return [_usage("digital_signature"), named]


def _revoked(year: int, reason: str = "key_compromise") -> dict[str, Any]:
    return {"revocation": {"revoked-since": f"{year}-01-01T00:00:00+0000", "reason": reason}}


def _certificates() -> dict[str, Any]:
    return {
        "root": _authority(
            (2020, 2060),
            subject="root",
            issuer="root",
            **{"subject-key": "root", "authority-key": "root"},
            params={"crl-repo": "root"},
        ),
        "interm": _authority(
            (2020, 2055), issuer="root", params={"crl-repo": "interm", "ocsp-service": "interm", "max-path-len": 0}
        ),
        "ocsp": {"issuer": "interm", **_validity(2020, 2055), "profiles": ["ocsp-responder"]},
        "signer": _signer(),
        "curve": _signer(),
        "second": _signer(),
        "weak": _signer(),
        "expired": _signer(2020, 2024),
        "revoked": _signer(**_revoked(2025)),
        "encrypts": {"issuer": "interm", **_validity(2024, 2036), "extensions": [_usage("key_encipherment")]},
        "server": {"issuer": "interm", **_validity(2024, 2036), "extensions": _made_for("server_auth")},
        "mail": {"issuer": "interm", **_validity(2024, 2036), "extensions": _made_for("email_protection")},
        "self": {
            "issuer": "self",
            "subject": "self",
            "subject-key": "self",
            "authority-key": "self",
            **_validity(2024, 2036),
        },
        "tsa": _stamper(2020, 2040),
        "tsa-soon": _stamper(2020, datetime.now(UTC).year + 1),
        "tsa-old": _stamper(2020, 2025),
        "tsa-next": _stamper(2035, 2048),
        "tsa-last": _stamper(2045, 2059),
        "tsa-closed": _stamper(2020, 2040, **_revoked(2030, "cessation_of_operation")),
        "tsa-stolen": _stamper(2020, 2040, **_revoked(2030)),
        "tsa-revoked": _stamper(2020, 2040, **_revoked(2025)),
    }


def _architecture(ca: str) -> dict[str, Any]:
    labels = [*_RSA, *_CURVE]
    repositories = {
        one: {"for-issuer": one, "signing-key": one, "simulated-update-schedule": "P30D"} for one in ("root", "interm")
    }
    return {
        "keyset": ca,
        "entity-defaults": {"country-name": "BE", "organization-name": "Autorité d'essai"},
        "entities": {label: {"common-name": f"Essai {label}"} for label in labels},
        "certs": _certificates(),
        "services": {
            "ocsp": {"interm": {"for-issuer": "interm", "responder-cert": "ocsp", "signing-key": "ocsp"}},
            "crl-repo": repositories,
            "time-stamping": {
                label: {"signing-key": label, "signing-cert": label} for label in labels if "tsa" in label
            },
        },
    }


def _write_keys(folder: Path) -> dict[str, Any]:
    for label in (*_RSA, *_CURVE):
        key = rsa.generate_private_key(65537, _RSA[label]) if label in _RSA else ec.generate_private_key(ec.SECP256R1())
        written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{label}.pem").write_bytes(written)
    return {"path-prefix": str(folder), "keys": {label: {"path": f"{label}.pem"} for label in (*_RSA, *_CURVE)}}


def _configured(folder: Path, url: str) -> CertomancerConfig:
    keysets = {}
    for ca in (OURS, OTHERS):
        (folder / ca).mkdir()
        keysets[ca] = _write_keys(folder / ca)
    authorities = {ca: _architecture(ca) for ca in keysets}
    config = {"external-url-prefix": url, "keysets": keysets, "pki-architectures": authorities}
    return CertomancerConfig(config, key_search_dir=str(folder))


@contextlib.contextmanager
def serve_pki(folder: Path) -> Iterator[Pki]:
    """Serve the authorities from a thread, on a port that the system gives, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening, _loop() as loop:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        pki = Pki(folder=folder, url=url, config=_configured(folder, url))
        app = animator.build_animator_app(pki.config.pki_archs, with_web_ui=False)
        app.middlewares.append(pki.answer)
        runner = web.AppRunner(app)
        with mock.patch.object(animator, "_now", pki.told_time):
            asyncio.run_coroutine_threadsafe(_start(runner, listening), loop).result()
            try:
                yield pki
            finally:
                asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()


async def _start(runner: web.AppRunner, listening: socket.socket) -> None:
    await runner.setup()
    await web.SockSite(runner, listening).start()


@contextlib.contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="pki", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

"""A key on a card or token, reached through its PKCS#11 driver: one session for all that is signed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.places import OpenedPlace, Pkcs11Place, read_secret
from codetool.errors import SigningError

if TYPE_CHECKING:
    from asn1crypto import x509
    from pkcs11 import Session, Token


def open_pkcs11(place: Pkcs11Place) -> OpenedPlace:
    """Return what a token holds, with the session open."""
    secret = read_secret(place.pin_file)
    with _told(place):
        session = _token(place).open(user_pin=secret)
    try:
        with _told(place):
            return _held(place, session)
    except BaseException:
        session.close()
        raise


def _token(place: Pkcs11Place) -> "Token":
    import pkcs11

    if not place.module.is_file():
        raise SigningError("there is no such file", "Name the driver (.so) of the card.", place=str(place.module))
    tokens = list(pkcs11.lib(str(place.module)).get_tokens(token_label=place.token))
    if len(tokens) == 1:
        return tokens[0]
    raise SigningError(
        "there is no token {token}" if not tokens else "there are several tokens {token}",
        "Put the card in, and name it by its label.",
        place=str(place.module),
        token=place.token,
    )


def _held(place: Pkcs11Place, session: "Session") -> OpenedPlace:
    from pyhanko.sign.pkcs11 import PKCS11Signer

    certificate, others = _certificates(place, session)
    _check_key(place, session)
    signer = PKCS11Signer(
        session,
        signing_cert=certificate,
        key_label=place.key,
        ca_chain=others,
        embed_roots=False,
        use_raw_mechanism=certificate.public_key.algorithm == "ec",  # hashed here: few tokens hash for a curve
    )
    finished(signer.ensure_objects_loaded())  # now, while a fault is still told as one of the card
    return OpenedPlace(
        signer=signer, certificate=certificate, others=others, secret=place.pin_file, release=session.close
    )


def _certificates(place: Pkcs11Place, session: "Session") -> "tuple[x509.Certificate, tuple[x509.Certificate, ...]]":
    from asn1crypto import x509
    from pkcs11 import Attribute, ObjectClass

    label = place.certificate or place.key
    ours: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        same = ours if one[Attribute.LABEL] == label else others
        same.append(x509.Certificate.load(one[Attribute.VALUE]))
    if len(ours) != 1:
        raise SigningError(
            "there is no certificate {label} on the token",
            "Name the label that the card's own program shows.",
            place=place.named,
            label=label,
        )
    return ours[0], tuple(others)


def _check_key(place: Pkcs11Place, session: "Session") -> None:
    from pkcs11 import Attribute, ObjectClass

    keys = session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: place.key})
    if len(list(keys)) != 1:
        raise SigningError(
            "there is no key {label} on the token",
            "Name the label that the card's own program shows.",
            place=place.named,
            label=place.key,
        )


@contextmanager
def _told(place: Pkcs11Place) -> Iterator[None]:
    from pkcs11 import PKCS11Error

    try:
        yield
    except PKCS11Error as cause:
        error = _refusal(place, cause)
    else:
        return
    raise error  # alone: the driver's own errors tell a user nothing


def _refusal(place: Pkcs11Place, cause: Exception) -> SigningError:
    from pkcs11 import exceptions

    match cause:
        case exceptions.PinIncorrect() | exceptions.PinInvalid() | exceptions.PinLenRange():
            fact = "the token refuses the PIN"
            remedy = "Write the right one into the PIN file; after a few wrong ones a card locks itself."
        case exceptions.PinLocked():
            fact, remedy = "the token is locked", "Unlock it with the card's own program."
        case _ if type(cause) is exceptions.PKCS11Error:  # of the loading itself
            fact, remedy = "this is no driver of a card", "Name the driver (.so) that came with the card."
        case _:
            fact = "the token does not answer as it should ({trouble})"
            remedy = "Put the card in again, and check its driver."
    return SigningError(fact, remedy, place=place.named, trouble=type(cause).__name__)

"""Where an event may be sent: never to an address inside, whatever a name says it is.

The name is resolved once, every address it has must be a public one, and the connection goes to the address that was
looked at, so that a name cannot change its meaning in between. No redirection is followed.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from ziping.wording import Message

_SECONDS = 10
_ALTOGETHER = 20
_PORTS = {"https": 443, "http": 80}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64: an IPv4 address in other clothes
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotReachedError(Exception):
    """``message`` says why nothing was sent."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def allowed(url: str) -> Message | None:
    """Why nothing may be sent to ``url``; ``None`` where it may."""
    try:
        parts = _parts(url)
        _address_of(parts)
    except NotReachedError as error:
        return error.message
    return None


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, with those it carries inside."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotReachedError(Message("api.reach.bad_url")) from error
    schemes = ("https", "http") if settings.HOOKS_PRIVATE else ("https",)
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in schemes or not parts.hostname or not plain or "@" in parts.netloc or port == 0:
        raise NotReachedError(Message("api.reach.bad_url"))
    return parts


def _address_of(parts: SplitResult) -> str:
    """The address to connect to."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReachedError(Message("api.reach.no_address", {"host": host})) from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    inside = [one for one in addresses if not is_public(ipaddress.ip_address(one))]
    if not addresses:
        raise NotReachedError(Message("api.reach.no_address", {"host": host}))
    if inside and not settings.HOOKS_PRIVATE:
        raise NotReachedError(Message("api.reach.private", {"host": host}))
    return addresses[0]


class _Pinned(HTTPSConnection):
    """A connection to one address, whose certificate must be the name's."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=_SECONDS, context=context)
        self.address, self.trusted = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), _SECONDS)
        self.sock = self.trusted.wrap_socket(plain, server_hostname=self.host)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send; gives the status answered. Raises :class:`NotReachedError`. Takes 20 seconds at most."""
    parts = _parts(url)
    address = _address_of(parts)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection: HTTPConnection
    if parts.scheme == "https":
        connection = _Pinned(host, port, address, ssl.create_default_context())
    else:
        connection = HTTPConnection(address, port, timeout=_SECONDS)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    watch = Timer(_ALTOGETHER, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", target, body, {"Host": parts.netloc, **headers})
        return connection.getresponse().status
    except (OSError, HTTPException) as error:
        said = str(error) or type(error).__name__
        raise NotReachedError(Message("api.reach.failed", {"host": host, "problem": said[:100]})) from error
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    """End a conversation that lasts too long."""
    if connection.sock is not None:
        connection.sock.close()

"""Small PDFs written by hand: text anywhere, rules, areas; their fonts are not embedded, their letters have known widths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import md5

Cipher = Callable[[int, bytes], bytes]  # object number, what it holds → what stands in the file


def _plain(_number: int, content: bytes) -> bytes:
    return content


def _font(cipher: Cipher) -> bytes:
    registry, ordering = (cipher(3, text).hex().encode() for text in (b"Adobe", b"GB1"))
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry<%s>/Ordering<%s>/Supplement 4>>/DW 1000/W[1 95 500]"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>" % (registry, ordering)
    )


@dataclass
class Page:
    """A page being drawn; y runs upwards from the lower left corner, as it does in the file."""

    width: float = 595
    height: float = 842
    extra: bytes = b""
    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 12, matrix: str | None = None) -> Page:
        placed = matrix or f"1 0 0 1 {x:g} {y:g}"
        code = words.encode("utf-16-be").hex()
        self.marks.append(f"BT /F1 {size:g} Tf {placed} Tm <{code}> Tj ET")
        return self

    def lines(self, x: float, y: float, words: Iterable[str], size: float = 12, step: float = 18) -> Page:
        for number, line in enumerate(words):
            self.text(x, y - number * step, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float, look: str = "") -> Page:
        self.marks.append(f"q {look} {x0:g} {y0:g} m {x1:g} {y1:g} l S Q")
        return self

    def area(self, x: float, y: float, width: float, height: float, colour: str = "0 g") -> Page:
        self.marks.append(f"q {colour} {x:g} {y:g} {width:g} {height:g} re f Q")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        """All rules of a plain table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def row(self, xs: Sequence[float], y: float, texts: Sequence[str], size: float = 10) -> Page:
        """Texts at the left of their columns."""
        for x, text in zip(xs, texts, strict=False):
            if text:
                self.text(x + 4, y, text, size)
        return self


def wide(text: str, size: float = 12) -> float:
    """How wide the text comes out."""
    return sum(size if character > "\x7f" else size / 2 for character in text)


def pdf(*pages: Page, trailer: bytes = b"", more: Sequence[bytes] = (), cipher: Cipher = _plain) -> bytes:
    """The pages as a file; object 3 is the font, ``more`` are objects after those of the pages."""
    numbers = [4 + 2 * index for index in range(len(pages))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
        _font(cipher),
    ]
    for number, page in zip(numbers, pages, strict=True):
        content = cipher(number + 1, "\n".join(page.marks).encode())
        size = b"/MediaBox[0 0 %g %g]/Contents %d 0 R" % (page.width, page.height, number + 1)
        fonts = b"" if b"/Resources" in page.extra else b"/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(b"<</Type/Page/Parent 2 0 R" + size + fonts + page.extra + b">>")
        objects.append(b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream")
    objects += more
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"


def with_password(password: bytes, *pages: Page) -> bytes:
    """The pages enciphered, with that password to open them (standard handler, revision 3, RC4 of 128 bits)."""
    padded = (password + _PAD)[:32]
    owner = _twenty_times(_again(md5(_PAD).digest()), padded)
    key = _again(md5(padded + owner + b"\xfc\xff\xff\xff" + _ID).digest())
    user = _twenty_times(key, md5(_PAD + _ID).digest()) + bytes(16)

    def cipher(number: int, content: bytes) -> bytes:
        return _rc4(md5(key + number.to_bytes(3, "little") + bytes(2)).digest(), content)

    lock = (b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>") % (
        owner.hex().encode(),
        user.hex().encode(),
    )
    name = _ID.hex().encode()
    trailer = b"/Encrypt %d 0 R/ID[<%s><%s>]" % (4 + 2 * len(pages), name, name)
    return pdf(*pages, trailer=trailer, more=[lock], cipher=cipher)


def _again(digest: bytes) -> bytes:
    for _ in range(50):
        digest = md5(digest).digest()
    return digest


def _twenty_times(key: bytes, data: bytes) -> bytes:
    for turn in range(20):
        data = _rc4(bytes(byte ^ turn for byte in key), data)
    return data


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)

"""Plain text in: its encoding found, its lines as paragraphs, and tables that were flattened into it as guessed grids.

``encoding.py`` finds out how bytes are text, ``reader.py`` goes through the lines, ``flattened.py`` puts a table
together again whose cells stand on lines of their own.

Must not know: what any of the words mean.
"""

from typing import TYPE_CHECKING

from ziping.doors import opening

if TYPE_CHECKING:
    from ziping.documents.text.encoding import Decoded, decode, looks_like_text
    from ziping.documents.text.reader import read_text

__all__ = ["Decoded", "decode", "looks_like_text", "read_text"]

__getattr__ = opening(
    globals(), {"encoding": ("Decoded", "decode", "looks_like_text"), "reader": ("read_text",)}
)

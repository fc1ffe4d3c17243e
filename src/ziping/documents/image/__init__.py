"""Pictures and scanned pages in, by OCR: what was recognised is laid out like a page of a PDF, and every figure doubted.

``reader.py`` reads picture files and the scanned pages of a PDF, ``engine.py`` is the OCR itself (the extra ``ocr``:
``rapidocr`` with its models, loaded when first used), ``page.py`` turns what it recognised into a page, ``ruling.py``
finds drawn lines in a bitmap that ``straightening.py`` has turned level, ``recognised.py`` holds what passes between them,
``sureness.py`` says of every figure, and of letters more guessed than read, how surely they were recognised.

Must not know: what the words mean. What was recognised stays as it is, however odd; it only carries its doubt.
"""

from ziping.documents.image.reader import read_image, with_recognised_pages
from ziping.documents.image.recognised import Picture, Recognised, Recogniser, Word

__all__ = ["Picture", "Recognised", "Recogniser", "Word", "read_image", "with_recognised_pages"]

"""What users read, in Chinese first and in complete English, kept apart from the code that has something to say.

Every sentence stands in ``<language>/<room>.toml`` under a key; code names the key and hands over the values.
Rendering is late: a finding, an error or a working is data until somebody reads it, so that the terminal, the page
and the Word comment all say the same.

    from ziping.wording import Message, say
    say(Message("cli.written", {"path": "out/report.docx"}), "zh")

Must not know: anything else in ``ziping``. Start reading in ``catalogue.py``.
"""

from ziping.wording.catalogue import LANGUAGES, Lang, Message, Name, say
from ziping.wording.errors import InputError, InternalFault, ZipingError

__all__ = ["LANGUAGES", "InputError", "InternalFault", "Lang", "Message", "Name", "ZipingError", "say"]

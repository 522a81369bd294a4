"""Small files that go with a letter: a calendar entry, a slip. They are kept in the letter's own row."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.mime.base import MIMEBase
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

MOST_BYTES = 100_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")
_METHOD = re.compile(rb"^METHOD:(REQUEST|CANCEL|PUBLISH)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Attachment:
    """A file: its name in plain letters ("lich.ics"), its media type ("text/calendar") and what is in it."""

    name: str
    type: str
    content: bytes

    def __post_init__(self):
        if not _NAME.fullmatch(self.name) or not _TYPE.fullmatch(self.type):
            raise ValueError("an attachment has a plain name and a media type")

    def as_part(self) -> MIMEBase:
        """The part of the letter that carries it; a calendar says what it asks for (REQUEST, CANCEL)."""
        kind, subkind = self.type.split("/")
        if kind == "text":
            part = MIMEText(self.content.decode("utf-8", "replace"), subkind, "utf-8")
        else:
            part = MIMENonMultipart(kind, subkind)
            part.set_payload(base64.encodebytes(self.content).decode("ascii"))
            part["Content-Transfer-Encoding"] = "base64"
        method = _METHOD.search(self.content) if self.type == "text/calendar" else None
        if method:
            part.set_param("method", method.group(1).decode("ascii"))
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part


def pack(attachments: Iterable[Attachment]) -> list[dict[str, str]]:
    """As the letter's row keeps them. Raises ValueError when they are larger than MOST_BYTES together."""
    attachments = list(attachments)
    if sum(len(attachment.content) for attachment in attachments) > MOST_BYTES:
        raise ValueError(f"the attachments of a letter have at most {MOST_BYTES} bytes")
    return [
        {"name": one.name, "type": one.type, "content": base64.b64encode(one.content).decode("ascii")}
        for one in attachments
    ]


def unpack(rows: list[dict[str, str]]) -> list[Attachment]:
    """The files again."""
    return [Attachment(row["name"], row["type"], base64.b64decode(row["content"])) for row in rows]

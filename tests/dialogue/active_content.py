"""Whether something of what people typed would act in a browser, found by reading pages as a browser does."""

import json
from html.parser import HTMLParser

# Ends whatever it may stand in, then tries to start something of its own.
MARK = "x-mark"
ATTACK = f"""'"></textarea></title></script></style>--><{MARK} onmouseover=alert(666)>{{{{7*7}}}}{{% raw %}}"""
LINK = "javascript:alert(666)"


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.problems: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == MARK:
            self.problems.append(f"an element of the sender's: {self.get_starttag_text()[:80]}")
        for name, value in attrs:
            value = (value or "").strip().lower()
            if name.startswith("on") and "666" in value:
                self.problems.append(f"a handler: {name}={value[:80]}")
            if name in {"href", "src", "action", "formaction", "data"} and value.startswith("javascript:"):
                self.problems.append(f"a link: {value[:80]}")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)


def active_content(response) -> list[str]:
    """What is alive in an answer; [] for texts that are no HTML and say so."""
    if response.streaming or not response.content:
        return []
    kind = response.get("Content-Type", "")
    body = response.content.decode(errors="replace")
    if kind.startswith("application/json"):
        return [] if isinstance(json.loads(body), dict | list) else ["no object"]
    if not kind.startswith("text/html"):
        return []
    reader = _Reader()
    reader.feed(body)
    reader.close()
    evaluated = ["a template"] if "49{%" in body or "onmouseover=alert(666)>49" in body else []
    return reader.problems + evaluated

"""Looking at the HTML of a book as a browser would: tags, ids, links, and the text of one entry."""

from __future__ import annotations

from html.parser import HTMLParser

#: Tags without an end.
VOID = {"meta", "br", "rect", "circle", "path", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """A parsed page. ``wrong`` holds every tag that was not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.wrong: list[str] = []
        self.pieces: list[tuple[tuple[str, ...], str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        self.wrong += [tag for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(values)
        self.ids += [values["id"]] if values.get("id") else []
        self.links += [values["href"]] if values.get("href") else []
        if tag not in VOID:
            self._open.append((tag, values.get("id") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.wrong.append(f"/{tag} after {self._open[-1:]}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        within = tuple(id for _, id in self._open if id)
        if data.strip() and not any(tag == "style" for tag, _ in self._open):
            self.pieces.append((within, data))

    def text(self, id: str | None = None) -> str:
        """The words of the whole page, or of what stands within one id, on one line."""
        pieces = [data for within, data in self.pieces if id is None or id in within]
        return " ".join(" ".join(pieces).split())

"""What this program uses of genanki 0.13, which brings no types."""

class Model:
    def __init__(
        self,
        model_id: int,
        name: str,
        fields: list[dict[str, str]],
        templates: list[dict[str, str]],
        css: str = ...,
    ) -> None: ...

class Note:
    def __init__(self, model: Model, fields: list[str], tags: list[str] = ..., guid: str = ...) -> None: ...

class Deck:
    def __init__(self, deck_id: int, name: str) -> None: ...
    def add_note(self, note: Note) -> None: ...

class Package:
    def __init__(self, deck_or_decks: Deck) -> None: ...
    def write_to_file(self, file: str, timestamp: float = ...) -> None: ...

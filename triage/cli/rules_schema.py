"""``triage rules schema``: the JSON Schema of every rule file, so that an editor completes and checks."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import click

from triage.cli import exits
from triage.cli.rules_pages import say
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking


@click.command("schema", cls=Speaking)
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def schema(ctx: click.Context, output: Path | None) -> int:
    """Writes the schemas to ``docs/schema`` beside the rules, or to ``output``."""
    from triage.cli.writing import write_whole

    session = session_of(ctx)
    folder = output if output is not None else _beside_the_rules(ctx, session)
    for name, text in schema_files(session).items():
        path = folder / name
        data = text.encode()
        known = path.is_file() and path.read_bytes() == data
        if not known:
            write_whole(path, data, session.lang)
        key = "file_same" if known else "file_written"
        click.echo(say(key, session.lang, file=click.format_filename(path)))
    return exits.DECIDED


def schema_files(session: Session) -> dict[str, str]:
    """The text of each schema by its file name; those of an overlay's files begin with ``overlay-``."""
    from triage.cli.vignette_schema import vignettes_schema
    from triage.ledger.agreed import LedgerDocument
    from triage.rulebook.editing import FILES, editor_schema, refined
    from triage.rulebook.editing_overlays import overlay_schema, widened
    from triage.verify.invariants.forms import InvariantsDocument

    book, lang = session.book, session.lang
    schemas: dict[str, dict[str, Any]] = {name: editor_schema(name, book, lang) for name in FILES}
    schemas["invariants"] = refined("invariants.yaml", InvariantsDocument, book, lang)
    schemas["ledger"] = refined("ledger.yaml", LedgerDocument, book, lang)
    schemas["cases"] = vignettes_schema(book, lang)
    laid = {name: overlay_schema(name, book, lang) for name in FILES}
    for name in ("invariants", "cases"):
        laid[name] = widened(deepcopy(schemas[name]) | {"title": f"overlay/{name}.yaml"}, book, lang)
    schemas |= {f"overlay-{name}": one for name, one in laid.items()}
    return {
        f"{name}.schema.json": json.dumps(one, ensure_ascii=False, indent=1) + "\n"
        for name, one in schemas.items()
    }


def _beside_the_rules(ctx: click.Context, session: Session) -> Path:
    """Where the line at the top of each rule file points to."""
    from triage.service.paths import shipped

    if session.rules is None and shipped("rules").name != "rules":
        raise click.UsageError(say("schema_where", session.lang), ctx)
    folder = (session.rules if session.rules is not None else shipped("rules")).resolve()
    return folder.parent / "docs" / "schema"

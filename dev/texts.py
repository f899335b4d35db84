"""Brings i18n/gisement_fr.ts up to date with the texts of the code; French already there is kept.

. dev/env.sh; $PYTHON dev/texts.py                 texts without French are marked unfinished and listed
. dev/env.sh; $PYTHON dev/texts.py french.json     take the French of {"English text": "texte français"} first
"""

from __future__ import annotations

import ast
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "i18n" / "gisement_fr.ts"
ROOMS = ("bridge", "processing", "ui")
NO_BREAK_SPACE = "\u00a0"
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
"""


def texts() -> list[str]:
    """Give every text passed to ``tr``, each once, in the order of the files."""
    found: dict[str, None] = {}
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    for path in [ROOT / "plugin.py", *files]:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            if isinstance(node.func, ast.Name) and node.func.id == "tr":
                argument = node.args[0] if node.args else None
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found[argument.value] = None
    return list(found)


def known() -> dict[str, str]:
    """Give the French of each text that has some."""
    messages = ET.parse(TRANSLATIONS).getroot().iter("message")
    return {
        message.findtext("source") or "": message.findtext("translation") or ""
        for message in messages
        if message.findtext("translation")
    }


def typographic(text: str) -> str:
    """Write apostrophes, and the spaces before and inside signs, as French print does."""
    text = re.sub(r" (?=[:;?!»])", NO_BREAK_SPACE, text.replace("'", "’")).replace("« ", "«" + NO_BREAK_SPACE)
    return re.sub(r"(?<=\d) (?=\d{3})", NO_BREAK_SPACE, text)


def written(text: str, french: str | None) -> str:
    """Write one message of the file."""
    quoted = {'"': "&quot;", "'": "&apos;"}
    end = f">{escape(typographic(french), quoted)}" if french else ' type="unfinished">'
    source = f"        <source>{escape(text, quoted)}</source>"
    return f"    <message>\n{source}\n        <translation{end}</translation>\n    </message>\n"


def main() -> int:
    """Write the file; the exit code is 1 where French is missing."""
    french = known()
    if len(sys.argv) > 1:
        french.update(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    wanted = texts()
    body = "".join(written(text, french.get(text)) for text in wanted)
    TRANSLATIONS.write_text(f"{HEAD}<context>\n    <name>@default</name>\n{body}</context>\n</TS>\n", encoding="utf-8")
    missing = [text for text in wanted if text not in french]
    sys.stdout.write("".join(f'{json.dumps(text, ensure_ascii=False)}: "",\n' for text in missing))
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())

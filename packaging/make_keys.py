"""Write the guide's page of keys from the program's own table of actions: `python3 packaging/dev.py keys`.

What stands in comments tells the guide which action's key it is, so that it shows the one in force.
"""

from __future__ import annotations

import re
from pathlib import Path

from reviewer.ui.actions import ACTIONS, PLACE_WORDS, Place
from reviewer.ui.help.keys import PANE_KEYS, TAG_KEYS
from reviewer.ui.keymap import key_words

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "resources" / "help" / "05-keys.md"
_TAG_ROWS = [
    ("Tag the selection", "1 to 9<!--run tag.1 tag.9-->"),
    ("Change the tag: this one in place of the others", "Alt+1 to Alt+9<!--run tag.only_1 tag.only_9-->"),
]
INTRODUCTION = """# Keys

**?**<!--help.keys--> shows this list in a window, **Ctrl+Shift+P**<!--help.palette--> finds any action by its name. **Ctrl+Shift+,**<!--edit.keys--> changes any of them. Single letters, digits and signs work only where they are listed and never while you type in a field; they can be switched off in the preferences (**Ctrl+,**<!--edit.preferences-->).
"""


def page() -> str:
    """Return the page: one table a place, in the order of the program's table."""
    parts = [INTRODUCTION]
    for place, words in PLACE_WORDS.items():
        rows = list(_TAG_ROWS) if place is Place.READ else []
        rows += [
            (row.text.rstrip("…"), f"{key_words(row.keys)}<!--all {row.id}-->")
            for row in ACTIONS
            if row.place is place and row.keys and not re.fullmatch(r"tag\.(only_)?\d", row.id)
        ]
        rows += [(what.replace("… by", "The same by"), keys) for what, keys in (*PANE_KEYS, *TAG_KEYS) if place is Place.READ]
        parts.append(f"## {words}\n\n| What | Keys |\n|---|---|")
        parts[-1] += "".join(f"\n| {what} | {keys} |" for what, keys in rows) + "\n"
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)

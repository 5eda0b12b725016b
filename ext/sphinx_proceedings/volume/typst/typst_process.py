"""Typst in a process of its own: it keeps what it has computed, and the memory ends with it.

Run as a script, with a task as JSON on its input; it loads nothing else of this package.
"""

from __future__ import annotations

import json
import sys

REFUSED = 3
"""Exit code when Typst refuses the document; what it says is on the output."""


def main() -> int:
    """Typeset the document of the task into a file; print what it has for a selector."""
    import typst  # noqa: PLC0415 - an extra, needed only where this is run

    task = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=task["system"], font_paths=task["fonts"])
    compiler = typst.Compiler(
        root=task["root"], font_paths=fonts, ignore_system_fonts=not task["system"]
    )
    try:
        compiler.compile(
            task["source"],
            output=task["target"],
            format="pdf",
            pdf_standards=task["standards"],
            timestamp=task["timestamp"],
            pdf_tags=task["tags"],
        )
    except typst.TypstError as error:
        sys.stdout.write(error.diagnostic)
        return REFUSED
    if task["selector"]:
        sys.stdout.write(compiler.query(task["selector"], field="value", one=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Write what a release is made of, as CycloneDX 1.5 JSON, from a file of locked requirements.

``python tools/bill_of_materials.py requirements/pdf.txt 1.2.3 > sbom.cdx.json``; the same input
gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)((?:.*\\\n)*.*)$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(requirements: str, version: str) -> dict[str, Any]:
    """Return the bill of the package in *version* with the pinned *requirements*."""
    parts = [
        {
            "type": "library",
            "name": name,
            "version": release,
            "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{release}",
            "hashes": [{"alg": "SHA-256", "content": one} for one in _HASH.findall(rest)],
        }
        for name, release, rest in _PIN.findall(requirements)
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "name": "sphinx-proceedings",
                "version": version,
                "purl": f"pkg:pypi/sphinx-proceedings@{version}",
            }
        },
        "components": parts,
    }


if __name__ == "__main__":
    made = bill(Path(sys.argv[1]).read_text("utf-8"), sys.argv[2])
    sys.stdout.write(json.dumps(made, indent=1) + "\n")

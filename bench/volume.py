"""What a volume costs: seconds, peak memory, size, with camera-ready PDFs in it.

    python bench/volume.py [40 200 1000] [--abstracts]

Data are those of bench/synthetic.py; each paper gets a PDF of seven pages with links inside and
outside, made by Typst. Each volume is made in a process of its own, so that peaks are its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

PAGES = 7
DIFFERENT = 20
"""PDFs that are really different; a volume takes each file as a new one all the same."""

MAKE = """
import json, resource, sys, time
from pathlib import Path
from sphinx_proceedings.loading import load
from sphinx_proceedings.volume import make_volume
data = Path(sys.argv[1])
catalogue = load(data).catalogue
loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def worked():
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
begun, before = time.monotonic(), worked()
made = [make_volume(catalogue, edition, data) for edition in catalogue.editions.values()]
seconds, work = time.monotonic() - begun, worked() - before
typst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pages = sum(int(p.last) - int(p.first) + 1 for v in made for p in v.pages.values())
print(json.dumps({
    "papers": len(catalogue.papers), "pages": pages,
    "seconds": round(seconds, 1), "of processors": round(work, 1),
    "peak MB": peak // 1024, "peak of Typst's process MB": typst // 1024,
    "of it data MB": loaded // 1024,
    "size MB": round(sum(len(v.pdf) for v in made) / 1e6, 1),
    "standards": sorted({s for v in made for s in v.standards}),
}))
"""


def camera_ready(number: int) -> bytes:
    """Return a PDF of seven pages of text with a link outside and one inside on each."""
    import typst  # noqa: PLC0415 - the extra, and only for this

    page = (
        f'#lorem({380 + number}) #link("https://example.org/{number}")[outside], '
        "#link(<end>)[inside] $ sum_(i=0)^n x_i^2 $"
    )
    body = "\n#pagebreak()\n".join([f"= Paper {number}\n{page}", *[page] * (PAGES - 1)])
    size = "a4" if number % 2 else "us-letter"
    source = f'#set page(paper: "{size}")\n{body} <end>'
    made = typst.compile(source.encode(), timestamp=0, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def give_pdfs(data: Path) -> None:
    """Give each paper below *data* a PDF of its own in the place of its pages and resources."""
    made = [camera_ready(number) for number in range(DIFFERENT)]
    for file in sorted(data.glob("*/*/papers*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text
        target = file.parent / "pdf"
        target.mkdir(exist_ok=True)
        for number, paper in enumerate(content["papers"]):
            paper.pop("pages", None)
            name = f"pdf/{paper['id']}.pdf"
            (file.parent / name).write_bytes(made[number % DIFFERENT])
            paper["resources"] = [{"type": "pdf", "file": name}]
        text = yaml.safe_dump(content, allow_unicode=True, default_style='"', width=10_000)
        file.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="*", type=int, default=[40, 200, 1000])
    parser.add_argument("--abstracts", action="store_true", help="without PDFs")
    options = parser.parse_args()
    for count in options.papers:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            synthetic = Path(__file__).with_name("synthetic.py")
            arguments = ["--papers", str(count), "--editions", "1"]
            subprocess.run([sys.executable, synthetic, data, *arguments], check=True)
            if not options.abstracts:
                give_pdfs(data)
            made = subprocess.run(
                [sys.executable, "-c", MAKE, str(data)], check=True, capture_output=True, text=True
            )
            found = json.loads(made.stdout)
            assert found["papers"] == count
            print(", ".join(f"{name}: {value}" for name, value in found.items()), flush=True)


if __name__ == "__main__":
    main()

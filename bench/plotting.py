"""Draw CPU seconds against papers, both in powers of ten, as a PNG; Pillow is all that it needs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_SIZE, _LEFT, _RIGHT, _TOP, _BOTTOM = (960, 600), 80, 180, 40, 60
_COLOURS = ("#005f9e", "#c44e00", "#2e7d32", "#7b3fa0", "#555555", "#a01a4a")


def plot(lines: Mapping[str, Sequence[tuple[float, float]]], file: Path) -> None:
    """Draw a line a system: papers and CPU seconds of each measurement."""
    image = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(15)
    points = [point for line in lines.values() for point in line]
    low = [math.log10(min(values)) - 0.1 for values in zip(*points, strict=True)]
    high = [math.log10(max(values)) + 0.1 for values in zip(*points, strict=True)]

    def place(point: tuple[float, float]) -> tuple[float, float]:
        across, up = (
            (math.log10(value) - least) / (most - least)
            for value, least, most in zip(point, low, high, strict=True)
        )
        width, height = _SIZE[0] - _LEFT - _RIGHT, _SIZE[1] - _TOP - _BOTTOM
        return _LEFT + across * width, _SIZE[1] - _BOTTOM - up * height

    for papers in sorted({point[0] for point in points}):
        x, _ = place((papers, 1))
        draw.line((x, _TOP, x, _SIZE[1] - _BOTTOM), fill="#e4e4e4")
        y = _SIZE[1] - _BOTTOM + 8
        draw.text((x, y), f"{papers:,.0f}", fill="black", font=font, anchor="mt")
    for power in range(math.floor(low[1]), math.ceil(high[1]) + 1):
        for step in (1, 2, 5):
            seconds = step * 10.0**power
            if low[1] <= math.log10(seconds) <= high[1]:
                _, y = place((10 ** low[0], seconds))
                draw.line((_LEFT, y, _SIZE[0] - _RIGHT, y), fill="#e4e4e4")
                draw.text((_LEFT - 8, y), f"{seconds:g}", fill="black", font=font, anchor="rm")
    ends: list[float] = []
    for (name, line), colour in zip(lines.items(), _COLOURS, strict=False):
        draw.line([place(point) for point in line], fill=colour, width=3)
        for point in line:
            x, y = place(point)
            draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=colour)
        x, y = place(line[-1])
        while any(abs(y - other) < 18 for other in ends):
            y += 4
        ends.append(y)
        draw.text((x + 14, y), name, fill=colour, font=font, anchor="lm")
    draw.text((_LEFT, 12), "CPU seconds of a complete build", fill="black", font=font)
    middle = (_SIZE[0] - _RIGHT + _LEFT) / 2
    draw.text((middle, _SIZE[1] - 22), "papers", fill="black", font=font, anchor="mt")
    image.save(file)

"""Pictures drawn by the project itself: calm landscapes of hills, water and fields, one per seed."""

import io
import math
import random

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw, ImageFilter

from cms.media.models import Picture

SIZE = (1600, 900)
PALETTES = [
    ((250, 222, 190), (244, 178, 138), [(154, 176, 168), (96, 134, 126), (52, 96, 90), (24, 60, 62)], (255, 244, 214)),
    (
        (214, 232, 240),
        (150, 196, 214),
        [(128, 170, 176), (84, 138, 140), (48, 104, 98), (22, 68, 62)],
        (255, 252, 236),
    ),
    (
        (238, 226, 236),
        (196, 170, 200),
        [(150, 136, 176), (108, 98, 148), (72, 68, 116), (38, 40, 76)],
        (255, 240, 230),
    ),
    (
        (252, 238, 200),
        (236, 200, 120),
        [(190, 182, 110), (140, 156, 80), (92, 126, 62), (48, 88, 48)],
        (255, 250, 220),
    ),
]


def _mix(first, second, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


def draw_landscape(seed: int) -> Image.Image:
    """A landscape of 1600 × 900 pixels; the same seed always gives the same picture."""
    chance = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    top, bottom, hills, light = PALETTES[seed % len(PALETTES)]
    width, height = SIZE
    picture = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        draw.line([(0, y), (width, y)], fill=_mix(top, bottom, y / height))
    sun_x, sun_y, radius = chance.randint(300, 1300), chance.randint(170, 300), chance.randint(60, 90)
    glow = Image.new("L", SIZE, 0)
    ImageDraw.Draw(glow).ellipse(
        [sun_x - 3 * radius, sun_y - 3 * radius, sun_x + 3 * radius, sun_y + 3 * radius], fill=110
    )
    picture.paste(Image.new("RGB", SIZE, light), mask=glow.filter(ImageFilter.GaussianBlur(80)))
    draw = ImageDraw.Draw(picture)
    draw.ellipse([sun_x - radius, sun_y - radius, sun_x + radius, sun_y + radius], fill=light)
    for layer, colour in enumerate(hills):
        base = 420 + layer * 110
        waves = [
            (
                chance.uniform(40, 110) / (layer + 1),
                chance.uniform(0.002, 0.006) * (1 + layer * 0.4),
                chance.uniform(0, 6.3),
            )
            for _ in range(3)
        ]
        ridge = [
            (x, base - sum(size * math.sin(x * pace + start) for size, pace, start in waves))
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([*ridge, (width, height), (0, height)], fill=colour)
    for row in range(6):
        y = 800 + row * 17
        draw.line(
            [(0, y), (width, y - chance.randint(-6, 6))], fill=_mix(hills[-1], light, 0.18 + row * 0.03), width=2
        )
    return picture


def save_picture(title: str, description: str, seed: int) -> Picture:
    """The drawn picture with that title in the library; drawn once, found again later."""
    known = Picture.objects.filter(title=title).first()
    if known:
        return known
    data = io.BytesIO()
    draw_landscape(seed).save(data, "JPEG", quality=82, optimize=True)
    data.seek(0)
    picture = Picture(title=title, description=description, credit="Cổng")
    picture.file = ImageFile(data, name=f"phong-canh-{seed}.jpg")
    picture.save()
    return picture

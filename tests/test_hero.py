"""The moving picture that heads the README is small, loops, rests at its end, and does not give the answer away."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
HERO = runpy.run_path(str(ROOT / ".ci" / "hero.py"))


def test_the_file_is_small_and_loops():
    file = ROOT / ".github" / "hero.gif"
    assert file.stat().st_size <= 400 * 1024
    with Image.open(file) as image:
        assert image.width <= 800 and image.info["loop"] == 0 and image.n_frames == 5 * (HERO["BETWEEN"] + 1) + 1
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
        image.seek(image.n_frames - 1)
        assert image.info["duration"] >= 2000, "no rest at the end"


@pytest.mark.parametrize(
    "way, words, W, b, cost",
    [
        (0, "epoch 0 of 5:  all it is ever shown is 2 → 5", 0, 0, 25),
        (1.5, "epoch 1 of 5:  all it is ever shown is 2 → 5", 1.44, 0.72, 1.96),  # W from 1.2 to 1.68; (0.28 · 5)²
        (5, "epoch 5 of 5:  all it is ever shown is 2 → 5", 1.97952, 0.98976, 25 * 0.16**5),
    ],
)
def test_it_shows_what_training_gives(way, words, W, b, cost):
    history = HERO["train"](HERO["X"], HERO["Y"], HERO["ZERO"], HERO["ZERO"], HERO["RATE"], HERO["EPOCHS"])
    figure, artists = HERO["stage"]()
    HERO["draw"](artists, history, way)
    assert figure.get_suptitle() == words
    assert artists["path"].get_xydata()[-1] == pytest.approx([W, b])
    assert artists["costs"].get_xydata()[-1] == pytest.approx([way, cost])
    assert np.interp(0, *artists["line"].get_data()) == pytest.approx(b)


def test_it_is_saved_as_drawn_and_the_same_each_time(tmp_path):
    drawn = [Image.new("RGB", (40, 20), "white") for _ in range(3)]
    for step, image in enumerate(drawn):
        image.paste("#009E73", (10 * step, 5, 10 * step + 8, 15))
    shown = [(image, 100 * (step + 1)) for step, image in enumerate(drawn)]
    for name in ("one.gif", "two.gif"):
        HERO["save"](tmp_path / name, shown)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()
    with Image.open(tmp_path / "one.gif") as saved:
        for step, image in enumerate(drawn):
            saved.seek(step)
            assert saved.info["duration"] == 100 * (step + 1)
            assert np.abs(np.asarray(saved.convert("RGB")).astype(int) - np.asarray(image)).max() <= 1

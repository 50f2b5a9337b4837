"""Tests that what notebook 20 shows in PyTorch and in Dask, which no learner runs, gives the course's own numbers.

The text is taken from the page: its Python blocks whose first lines import torch and dask.distributed. They run with
the names that the page has by then: x_train, y_train, labels_train, layers, rng, and the functions of the course.
"""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers import data, network

PAGE = Path(__file__).parents[1] / "notebooks" / "20_onwards.ipynb"
TRAIN, TEST = slice(0, 1157), slice(1415, 1797)


def blocks(page):
    """The Python blocks that stand in the text of a notebook."""
    cells = [cell.source for cell in nbformat.read(page, as_version=4).cells if cell.cell_type == "markdown"]
    return [
        block for source in cells for block in re.findall(r"^```python\n(.*?)^```", source, re.DOTALL | re.MULTILINE)
    ]


def block(first):
    """The page's only block whose first line begins so."""
    if not PAGE.exists():
        pytest.skip(f"{PAGE.name} is still to come")
    found = [text for text in blocks(PAGE) if text.startswith(first)]
    assert len(found) == 1, f"{PAGE.name} must show one Python block that begins with {first!r}, not {len(found)}"
    return found[0]


def names():
    """The names that the page has by then, before a step is taken."""
    x, labels = data.digits()
    rng = np.random.default_rng(0)
    layers = network.initialize_layers([64, 32, 10], rng)
    y = network.one_hot(labels, 10)
    own = {"x_train": x[TRAIN] / 16, "y_train": y[TRAIN], "labels_train": labels[TRAIN], "layers": layers, "rng": rng}
    return vars(network) | {"__name__": "__main__"} | own | {"x_test": x[TEST] / 16, "y_test": y[TEST]}


def test_pytorch_takes_the_same_steps():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install torch==2.13.0")
    text, page, ours = block("import torch"), names(), names()
    torch.set_num_threads(1)
    exec(compile(text, PAGE.name, "exec"), page)
    args = [ours[name] for name in ("x_train", "y_train", "layers")]
    end = network.train_layers(*args, network.slope_of_surprise, 0.2, 60, 32, ours["rng"])[-1]
    theirs = [parameter.detach().numpy() for parameter in page["net"].parameters()]
    parameters = [table for W, b in end for table in (W.T, b[0])]
    assert sum(table.size for table in theirs) == 2410
    for found, expected in zip(theirs, parameters, strict=True):
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
    with torch.no_grad():
        scores = page["net"](torch.tensor(ours["x_test"])).numpy()
    s = network.forward(ours["x_test"], end)[-1]
    np.testing.assert_allclose(scores, s, rtol=0, atol=1e-11)
    assert np.array_equal(scores.argmax(axis=1), s.argmax(axis=1))
    assert round(382 * network.accuracy(scores, ours["y_test"])) == 349


def test_dask_averages_the_gradients_of_two_workers():
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'dask[distributed]'")
    text, page, ours = block("from dask.distributed import"), names(), names()
    exec(compile(text, PAGE.name, "exec"), page)
    whole = network.layer_gradients(ours["x_train"], ours["y_train"], ours["layers"], network.slope_of_surprise)
    after = network.update_layers(ours["layers"], whole, 0.2)
    assert len(page["rows"]) == 2 and sum(page["rows"]) == 1157
    for found, expected in [(page["slopes"], whole), (page["layers"], after)]:
        for one, other in zip(found, expected, strict=True):
            for table, right in zip(one, other, strict=True):
                np.testing.assert_allclose(table, right, rtol=0, atol=1e-15)

"""The course's explorers: each wires sliders to a plot and to a sentence; the maths is neuron's.

Every explorer takes `guess=…`, the learner's answer before the slider moves: it is drawn dashed,
and the sentence says how far it is off. `guess=...` means not answered yet.
"""

from helpers.sliders.classes import draw, reading, scores, shift, your_reader
from helpers.sliders.many_layers import bends, nudge, place_bends, signal
from helpers.sliders.many_samples import batches, depth_weight, leave_one_out, second_sample, shift_or_stretch
from helpers.sliders.one_neuron import (
    buy_points,
    cost_curve,
    descent,
    mystery_line,
    one_step,
    pivot,
    secant,
    trained_answers,
    your_network,
)

__all__ = [
    "batches",
    "bends",
    "buy_points",
    "cost_curve",
    "depth_weight",
    "descent",
    "draw",
    "leave_one_out",
    "mystery_line",
    "nudge",
    "one_step",
    "pivot",
    "place_bends",
    "reading",
    "scores",
    "secant",
    "second_sample",
    "shift",
    "shift_or_stretch",
    "signal",
    "trained_answers",
    "your_network",
    "your_reader",
]

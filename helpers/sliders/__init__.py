"""The course's explorers: each wires sliders to a plot and to a sentence; the maths is neuron's.

Every explorer takes `guess=…`, the learner's answer before the slider moves: it is drawn dashed,
and the sentence says how far it is off. `guess=...` means not answered yet.
"""

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
    "buy_points",
    "cost_curve",
    "depth_weight",
    "descent",
    "leave_one_out",
    "mystery_line",
    "one_step",
    "pivot",
    "secant",
    "second_sample",
    "shift_or_stretch",
    "trained_answers",
    "your_network",
]

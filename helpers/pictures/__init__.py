"""The still pictures of the pages, a function each: it takes the page's tables, and describes what it draws.

Each returns a page.Picture whose words hold the numbers of what it was given. The learner's own style changes nothing:
every function is marked @in_style.
"""

from helpers.pictures.many_samples import (
    bend,
    bowl_of_two,
    by_species,
    cars,
    in_order_or_shuffled,
    nebulae,
    neuron_with_inputs,
    paths_in_the_bowl,
    penguin_line,
    then_and_now,
    three_scales,
    twins,
)
from helpers.pictures.one_neuron import (
    around_a_point,
    cost_map,
    downhill,
    gears,
    lines_without_bias,
    network,
    neuron_in_letters,
    square_slopes,
    steps,
    train_and_test,
    two_valleys,
    what_a_start_leaves,
)

__all__ = [
    "around_a_point",
    "bend",
    "bowl_of_two",
    "by_species",
    "cars",
    "cost_map",
    "downhill",
    "gears",
    "in_order_or_shuffled",
    "lines_without_bias",
    "nebulae",
    "network",
    "neuron_in_letters",
    "neuron_with_inputs",
    "paths_in_the_bowl",
    "penguin_line",
    "square_slopes",
    "steps",
    "then_and_now",
    "three_scales",
    "train_and_test",
    "twins",
    "two_valleys",
    "what_a_start_leaves",
]

"""Where an explorer would have too many states for a page: the places that its sliders keep.

What the page asks its reader to set is among them.
"""

PLACES = {
    "02_network-mystery-line": {"W": [half / 2 for half in range(-6, 7)]},
    "06_epochs-explorer": {
        "learning_rate": [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.22, 0.3]
    },
    "10_scale-shape-explorer": {"shift": [0, 10, 20, 30], "stretch": [1, 5, 10, 22], "share": [0.1, 0.5, 1.2]},
    "12_batches-wobble-explorer": {"steps": range(0, 49, 2)},
    "15_train-place-explorer": {"units": [1, 2, 3, 4, 8, 16], "epoch": [0, 100, 200, 500, 1000]},
    "16_classes-scores-explorer": {"s_1": [-5, 0, 2, 5, 12], "s_2": [-5, 0, 1, 5, 11], "s_3": [-5, 0, 5, 10]},
}

"""The course's helpers: what its notebooks build, and what draws and moves their pictures."""

import logging

# Matplotlib's notice that it builds its font cache is no news to a learner.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

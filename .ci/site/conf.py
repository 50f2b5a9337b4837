"""How Sphinx shows the notebooks. `.ci/site.py` copies them beside this file and calls it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
ADDRESS = os.environ["REPOSITORY"]  # while there is none, no button leads there

project = html_title = "Deep Learning From First Principles"
author = copyright = "Contributors to Deep Learning From First Principles"
extensions = ["myst_nb"]
exclude_patterns = ["static"]
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show, nb_code_prompt_hide = "Unfold the cell", "Fold the cell"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
myst_heading_slug_func = "slugs.jupyter"
html_theme = "sphinx_book_theme"
html_static_path = ["static"]
html_css_files = ["course.css"]
html_js_files = [("explorers.js", {"defer": "defer"})]
html_favicon = "static/favicon.svg"
mathjax3_config = {"options": {"enableMenu": False}}  # else every formula would be a stop of the Tab key
mathjax_path = "mathjax/tex-mml-chtml.js"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "repository_url": ADDRESS or "https://github.com/OWNER/NAME",  # the theme asks for one, even to open JupyterLite
    "repository_branch": "HEAD",
    "path_to_docs": "notebooks",
    "use_repository_button": bool(ADDRESS),
    "footer_content_items": ["copyright.html"],
    "launch_buttons": {
        "notebook_interface": "jupyterlab",
        "binderhub_url": "https://mybinder.org" if ADDRESS else "",
        "jupyterlite_url": "lite/lab/index.html",
    },
}

# The course's commands: `make` lists them. They need Python 3.11 or newer with its venv module, and no more.
PYTHON ?= python3
# The notebooks that `make notebooks` runs: all, unless named.
BOOKS ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=60
# JupyterLab does not start for root, as in a container, without being told that it may.
ROOT := $(shell [ "$$(id -u)" != 0 ] || echo --allow-root)

# A .venv without helpers, or with those of another folder, was moved or copied, or Python was upgraded: out of date.
FOUND := $(shell [ ! -e $(VENV)/.course ] || $(PY) -P -c 'import helpers; print(helpers.__path__[0])' 2>&1)
ifneq ($(FOUND),$(if $(FOUND),$(CURDIR)/helpers))
$(shell touch $(VENV)/.unfinished; rm -f $(VENV)/.course $(VENV)/.dev)
endif

.PHONY: help lab test test-browser bench bench-browser notebooks lint links hero

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 @ \2/p' Makefile | awk -F @ '{ printf "%-21s%s\n", $$1, $$2 }'

lab: $(VENV)/.course ## open the course in JupyterLab
	$(PY) -m jupyterlab $(ROOT) notebooks/00_start_here.ipynb

test: $(VENV)/.dev ## run the unit tests, then every cell of every notebook
	$(PY) -m pytest
	$(PY) -m pytest $(NBVAL) notebooks

test-browser: $(VENV)/.dev ## move every slider in JupyterLab in a real Chromium
	$(PY) -m pytest tests/browser

bench: $(VENV)/.dev ## time the helpers beside plain NumPy
	$(PY) -m pytest tests/bench -q --benchmark-quiet

bench-browser: $(VENV)/.dev ## time the sliders in JupyterLab
	PYTHONPATH=tests/browser $(PY) tests/bench/browser.py

notebooks: $(VENV)/.course ## run and save all notebooks, or one: make notebooks BOOKS=notebooks/03_cost.ipynb
	$(PY) .ci/notebooks.py $(BOOKS)

lint: $(VENV)/.dev ## look for untidy code, in the notebooks too
	$(PY) -m ruff check helpers tests .ci notebooks

links: $(VENV)/.course ## write README's table, from pyproject.toml's address and the notebooks' titles
	$(PY) .ci/links.py

hero: $(VENV)/.course ## draw the moving picture that heads the README
	$(PY) .ci/hero.py

# What the course needs. A .venv that was left unfinished is started afresh.
$(VENV)/.course: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
	"Python 3.11 or newer is needed, but $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing): install one, then name it, as in: make lab PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo \
	"This Python has no venv module: install it (on Debian and Ubuntu: sudo apt install python3-venv), then call make again." >&2; exit 1; }
	@[ ! -e $(VENV)/.unfinished ] && $(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $(VENV)/.unfinished
	$(PIP) -r requirements.txt
	@touch $@ && rm $(VENV)/.unfinished

# What maintainers need as well.
$(VENV)/.dev: $(VENV)/.course
	$(PIP) -r requirements.txt -e '.[dev]'
	@touch $@

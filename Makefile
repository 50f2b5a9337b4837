# The course's commands: `make` lists them. They need Python 3.11 or newer with its venv module, and no more.
PYTHON ?= python3
# The notebooks that `make notebooks` runs: all, unless named.
BOOKS ?=

VENV := .venv
INSTALLED := helpers requirements.txt pyproject.toml
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=60
# JupyterLab does not start for root, as in a container, without being told that it may.
ROOT := $(shell [ "$$(id -u)" != 0 ] || echo --allow-root)

# Every command, and each kernel that it starts, takes the helpers of this folder, not the copy that was installed.
export PYTHONPATH := $(CURDIR)

# The number of the make that is setting up .venv; what it left behind, if it was stopped, tells the next one.
BUSY := .venv.busy
# A .venv that was moved or copied here, or whose Python is another by now, is out of date.
ifneq ($(shell [ ! -e $(VENV)/.course ] || { [ "$$(cat $(VENV)/.course)" = "$$(pwd -P)" ] && $(PY) -c 'import importlib.util as u, sys; sys.exit(not u.find_spec("jupyterlab"))'; } 2>/dev/null || echo old),)
$(shell rm -f $(VENV)/.course $(VENV)/.dev; ln -sfn moved $(BUSY))
endif

.PHONY: help lab update test test-browser test-site bench bench-browser bench-hub notebooks lint links hero site

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 @ \2/p' Makefile | awk -F @ '{ printf "%-21s%s\n", $$1, $$2 }'

lab: $(VENV)/.course ## open the course in JupyterLab
	$(PY) -m jupyterlab $(ROOT) notebooks/00_start_here.ipynb

update: $(VENV)/.course ## take the newest version of the course and keep your answers
	$(PY) .ci/update.py
	@[ -z "$$(find $(INSTALLED) -type f -newer $< ! -path '*/__pycache__/*')" ] || touch requirements.txt
	@$(MAKE) --silent --no-print-directory $(VENV)/.course

test: $(VENV)/.dev ## run the unit tests, then every cell of every notebook
	$(PY) -m pytest
	$(PY) -m pytest $(NBVAL) notebooks

test-browser: $(VENV)/.dev ## move every slider in JupyterLab in a real Chromium
	$(PY) -m pytest tests/browser

test-site: site ## build the site and read it in a real Chromium; open the course in other front ends
	$(PY) -m pytest tests/test_site.py
	$(PY) -m pytest tests/browser/test_site.py tests/browser/test_lite.py tests/browser/test_front_ends.py

bench: $(VENV)/.dev ## time the helpers beside plain NumPy
	$(PY) -m pytest tests/bench -q --benchmark-quiet

bench-browser: $(VENV)/.dev ## time the sliders in JupyterLab
	PYTHONPATH=tests/browser:$$PYTHONPATH $(PY) tests/bench/browser.py

bench-hub: $(VENV)/.hub ## time a class on a JupyterHub of this machine: make bench-hub LEARNERS=20
	$(PY) tests/bench/hub.py $(LEARNERS)

notebooks: $(VENV)/.course ## run and save all notebooks, or one: make notebooks BOOKS=notebooks/03_cost.ipynb
	$(PY) .ci/notebooks.py $(BOOKS)

lint: $(VENV)/.dev ## look for untidy code, in the notebooks too
	$(PY) -m ruff check helpers tests .ci notebooks conftest.py

links: $(VENV)/.course ## write README's tables and launch links, from the notebooks and the repository's address
	$(PY) .ci/links.py

hero: $(VENV)/.course ## draw the moving picture that heads the README
	$(PY) .ci/hero.py

site: $(VENV)/.site ## build the site in _site, with the course in JupyterLite; PYODIDE=folder puts a Pyodide into it
	$(PY) .ci/site.py $(PYODIDE)

# What the course needs. A .venv that was left unfinished is started afresh; a second make waits for the first.
$(VENV)/.course: requirements.txt pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	found=$$("$(PYTHON)" --version 2>&1) || found=missing; echo \
	"Python 3.11 or newer is needed, but $(PYTHON) is $$found: install one, then name it, as in: make lab PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo \
	"This Python has no venv module: install it (on Debian and Ubuntu: sudo apt install python3-venv), then call make again." >&2; exit 1; }
	@until ln -s $$PPID $(BUSY) 2>/dev/null || [ ! -L $(BUSY) ]; do \
	  if kill -0 "$$(readlink $(BUSY))" 2>/dev/null; then [ "$$told" ] || echo \
	    "Another make is setting up the course here: waiting for it. (If none is, delete $(BUSY).)" >&2; told=yes; sleep 1; \
	  else rm -rf $(VENV) $(BUSY); fi; done
	@$(PY) -m pip --version >/dev/null 2>&1 || { [ ! -e $(VENV) ] || echo \
	"The .venv that is here has no pip of its own, or is broken: it is made anew." >&2; "$(PYTHON)" -m venv --clear $(VENV); }
	@echo "Setting up the course in .venv: this takes about three minutes and prints little."
	$(PIP) -r requirements.txt
	@pwd -P >$@ && rm -f $(BUSY)

# What maintainers need as well.
$(VENV)/.dev: $(VENV)/.course
	$(PIP) -r requirements.txt '.[dev]'
	@touch $@

# What the site and the hub need as well.
$(VENV)/.site $(VENV)/.hub: $(VENV)/.%: $(VENV)/.dev
	$(PIP) -r requirements.txt '.[$*]'
	@touch $@

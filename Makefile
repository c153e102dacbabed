# Dateline. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
PORT ?=
DATA ?=
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport MAKEFLAGS

MESSAGES := $(VENV)/.messages
CATALOGUES := $(wildcard src/dateline/*/locale/*/LC_MESSAGES/django.po)

.PHONY: help install run test check bench nightly messages screenshots lighthouse clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(STAMP) $(MESSAGES) ## make everything ready and serve it (PORT=8000, DATA=data)
	@exec $(VENV)/bin/dateline serve $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

install: $(STAMP) $(MESSAGES) ## make the environment only

$(STAMP): requirements/run.txt requirements/build.txt pyproject.toml
	@scripts/environment $(PYTHON) $(VENV) requirements/build.txt requirements/run.txt
	@touch $@

$(DEV): $(STAMP) requirements/dev.txt
	@scripts/environment $(PYTHON) $(VENV) requirements/build.txt requirements/dev.txt
	@touch $@

$(MESSAGES): $(CATALOGUES) scripts/messages | $(STAMP)
	@$(VENV)/bin/python scripts/messages compile
	@touch $@

messages: $(STAMP) ## gather the words of the rooms into their catalogues, to be translated
	@$(VENV)/bin/python scripts/messages update

test: $(DEV) $(MESSAGES) ## set up what tests need and run them all, on SQLite and PostgreSQL
	@scripts/test-needs
	@scripts/test-both $(VENV)/bin/python

check: $(DEV) ## style, types, import contracts, migrations, deployment checks, house rules
	$(VENV)/bin/ruff check src tests
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	@scripts/check-settings $(VENV)/bin/python
	$(VENV)/bin/python -m pytest tests/project/test_house.py

nightly: $(DEV) $(MESSAGES) ## the long tests: RUNS=3000 random runs, every act killed at every write, all orders, a source of the radio killed 100 times
	DATELINE_NIGHTLY=$(or $(RUNS),3000) $(VENV)/bin/python -m pytest tests/delivery/test_every_page_exact.py tests/delivery/test_killed_at_more.py tests/delivery/test_killed_schedulers.py tests/desk/test_matrix.py tests/desk/test_random_timings.py tests/desk/test_two_scripts.py tests/onair/test_air_end_to_end.py

bench: $(DEV) $(MESSAGES) ## figures of this machine (SCALE=100000); ROOM=delivery: beside nginx and Varnish; ROOM=validity: is all that is emitted valid
	$(if $(ROOM),$(VENV)/bin/python -m bench.$(ROOM),$(VENV)/bin/python -m bench && $(VENV)/bin/python -m bench.desk)

screenshots: $(DEV) $(MESSAGES) ## every reader's page in every state as pictures, into TO=screenshots (ONLY=story)
	@scripts/test-needs
	$(VENV)/bin/python tests/screens.py $(or $(TO),screenshots) $(ONLY)

lighthouse: $(DEV) $(MESSAGES) ## what Lighthouse says of the home page and a story on a phone; fails below its marks
	@scripts/test-needs all
	$(VENV)/bin/python tests/lighthouse.py

clean: ## remove the environment; the data folder stays
	rm -rf $(VENV)

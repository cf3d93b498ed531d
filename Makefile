# Each target does its own set-up, which needs Python 3.11 to 3.13 and the package index. `make install` sets up what
# running Malmoi takes; every other target takes the developers' tools as well.
PYTHON ?= $(shell for p in python3 python3.12 python3.13 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
SMALL := .venv/.installed-small
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup install demo test test-all check bench bench-ingest bench-pii bench-dedup bench-tokenizer bench-pack bench-quality docs figures notebooks lock clean

setup: $(STAMP)

# what `make setup` has set up is left as it is
install: $(if $(wildcard $(STAMP)),,$(SMALL))

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Malmoi needs Python 3.11, 3.12 or 3.13 with venv; set PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv .venv

$(STAMP): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $(STAMP)

$(SMALL): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --no-deps -r requirements.lock
	$(PIP) --no-deps .
	touch $(SMALL)

demo: setup
	$(BIN)/malmoi demo

# Two processes share the tests; each keeps to one end of the list, so that fixtures of a module are made once.
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal

test: setup check
	$(PYTEST)

# Properties are tried on new examples. The last line changes 120 small things in the engine, and the nearest tests must
# notice nine in ten.
test-all: setup check
	$(PYTEST) -m "not gpu" --hypothesis-profile=new
	$(BIN)/python -m scripts.mutations 120

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyright --pythonpath $(BIN)/python

# Every stage beside its peers, which `python -m benchmarks.peers install` installs; 25 minutes on two cores. Writes the
# tables of benchmarks/README.md; MALMOI_CORPUS names the real text.
bench: setup
	$(BIN)/python -m benchmarks.run

# Reading beside its peers, and F1 of the main content of HTML by extractor.
bench-ingest: setup
	$(BIN)/python -m benchmarks.run --only ingest --only pages
	$(BIN)/python -m benchmarks.f1

# Recall and precision of personal data by kind; MALMOI_PEERS names an interpreter with presidio-analyzer.
bench-pii: setup
	$(BIN)/python -m benchmarks.pii

# Removals of dedup_fuzzy and of its peers against the truth.
bench-dedup: setup
	$(BIN)/python -m benchmarks.dedup

# The splitter, the trainer and MeCab's cuts against their references; five minutes.
bench-tokenizer: setup
	$(BIN)/python -m benchmarks.bpe
	$(BIN)/python -m benchmarks.morphemes

# Languages, measures of form beside datatrove, ways of reading for classifiers; fifteen minutes.
bench-quality: setup
	$(BIN)/python -m benchmarks.language
	$(BIN)/python -m benchmarks.heuristics
	$(BIN)/python -m benchmarks.classifiers

bench-pack: setup
	$(BIN)/python -m benchmarks.run --only pack

# The tables of docs/ that are marked with their command, run again; MALMOI_CORPUS names the real text.
figures: setup
	$(BIN)/python -m scripts.figures

# The outputs that the notebooks are stored with, on the root of the demo.
notebooks: setup
	$(BIN)/malmoi demo --executor local
	$(BIN)/python -m scripts.notebooks out/demo

# The generated parts of the documentation, then the site, into out/site.
docs: $(STAMP)
	$(BIN)/python -m scripts.docs
	$(PIP) --no-build-isolation -e ".[docs]"
	$(BIN)/mkdocs build --strict

# The extra [gpu] caps numba and pandas: the locks are resolved inside its bounds, without installing it. Those of
# [effect], torch, would hold back packages that every user has; it is installed beside them. requirements.lock
# is what running takes, deploy/requirements.lock adds [documents] and [cluster], requirements-dev.lock [dev] as
# well. uv keeps the versions that stand in these files; remove a line, or the file, to let it choose anew.
RESOLVE := uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate pyproject.toml
HASHED := --generate-hashes --no-emit-index-url

lock:
	sed -n 's/ *\\$$//; /^[a-z0-9]/p' requirements-dev.lock > .bounds.txt
	$(RESOLVE) --extra gpu --extra documents --extra cluster --extra docs --extra dev -o .bounds.txt
	$(RESOLVE) $(HASHED) -c .bounds.txt --extra documents --extra cluster --extra dev -o requirements-dev.lock
	$(RESOLVE) $(HASHED) -c .bounds.txt --extra documents --extra cluster -o deploy/requirements.lock
	$(RESOLVE) $(HASHED) -c .bounds.txt -o requirements.lock
	rm .bounds.txt

clean:
	rm -rf .venv out

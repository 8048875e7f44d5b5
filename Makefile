# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export LANGSMITH_TRACING := false
# What pip is at, on one line that is written over; nothing where nobody watches.
SHOW_PACKAGES := while read -r line; do case "$$line" in Collecting*|Downloading*|Installing*) \
	if [ -t 1 ]; then printf '\r\033[K%.70s' "$$line"; fi;; esac; done; if [ -t 1 ]; then printf '\r\033[K'; fi

.PHONY: demo test check evaluate bench chaos browser weights screenshots clean

demo: $(VENV)/.installed
	@$(BIN)/mediation-bot demo

test: $(VENV)/.installed-dev weights
	$(BIN)/python -m pytest -n 3 --dist loadscope -m "not chaos and not browser and not benchmark"

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/house_rules

evaluate: $(VENV)/.installed-dev weights
	$(BIN)/mediation-bot evaluate

bench: $(VENV)/.installed-dev weights
	$(BIN)/python -m tests.benchmarks

chaos: $(VENV)/.installed-dev weights
	$(BIN)/python -m pytest -m chaos -s --kills 100

browser: $(VENV)/.installed-dev weights
	@$(BIN)/python -c "import playwright" 2>/dev/null || $(BIN)/python -m pip install --quiet -e ".[browser]"
	$(BIN)/python -m pytest -m browser

screenshots: $(VENV)/.installed-dev weights
	@$(BIN)/python -c "import playwright" 2>/dev/null || $(BIN)/python -m pip install --quiet -e ".[browser]"
	$(BIN)/python -m tests.browser.screenshots

weights: $(VENV)/.installed
	@$(BIN)/python -m retrieval.index.weights --cache-dir "$${XDG_CACHE_HOME:-$$HOME/.cache}/mediation-bot"

$(VENV)/.installed: pyproject.toml
	@echo "Installing the assistant into $(VENV) (a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# The pip that comes with an older Python searches minutes for versions that fit together.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@( $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -e . ; \
		echo $$? > $(VENV)/.status ) | ( $(SHOW_PACKAGES) )
	@exit `cat $(VENV)/.status`
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the tools for tests ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache

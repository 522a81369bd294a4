# `make run` starts the portal, `make test` checks everything; see README.md.
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run dev test bench clean

run: $(VENV)/.installed
	@exec $(BIN)/python -m cms.delivery.launch --port $(PORT)

dev: $(VENV)/.installed
	@DJANGO_SETTINGS_MODULE=cms.settings.development exec $(BIN)/python -m cms.delivery.launch --dev --port $(PORT)

test: $(VENV)/.installed
	@exec $(BIN)/python -m tests.run

bench: $(VENV)/.installed
	@$(BIN)/python -m tests.benchmarks
	@env -u DATABASE_URL $(BIN)/python -m tests.benchmarks.desk
	@env -u DATABASE_URL $(BIN)/python -m tests.benchmarks.documents

clean: ## removes the virtual environment; data in var/ stays
	rm -rf $(VENV)

$(VENV)/.installed: requirements.txt .ci/install
	@.ci/install $(PYTHON) $(VENV)

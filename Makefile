# The commands of the project; CI calls these and nothing else. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
EXAMPLE := examples/tidy/年度数据.xlsx
OUT ?= out

.PHONY: help run serve assets test check bench docs snapshots lock clean system system-test

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -e 's/:.*## /	/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "正在准备运行环境（仅第一次） / setting up, once"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.workbench
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.workbench: requirements/workbench.txt $(VENV)/.run
	@echo "正在准备工作台（仅第一次） / setting up the workbench, once"
	@$(PIP) install --require-hashes -r requirements/workbench.txt
	@touch $@

$(VENV)/.assets: tools/assets src/ziping/workbench/package-lock.json $(VENV)/.workbench
	@$(BIN)/python tools/assets
	@touch $@

system: | $(BIN)/python
	@tools/system-packages

system-test: | $(BIN)/python
	@tools/system-packages test

run: $(VENV)/.run system ## set up, then make the tidy example's scored report: Word, Excel, PDF
	@$(BIN)/ziping report "$(EXAMPLE)" -o "$(OUT)" --format docx,xlsx,pdf,json
	@echo "下一步：make serve，在浏览器里填报、审核 / next: make serve, the same in the browser"

serve: $(VENV)/.workbench $(VENV)/.assets system ## set up, then open the workbench with 示例县 in it: http://127.0.0.1:8000/
	@$(BIN)/ziping serve --demo

test: $(VENV)/.dev $(VENV)/.assets system-test ## set up, then run all tests, those of the workbench on PostgreSQL too
	@$(BIN)/python -X dev -W error -m pytest -n 2 $(TESTS)
	@$(if $(TESTS),,$(BIN)/python tools/with-postgresql $(BIN)/python -X dev -W error -m pytest -n 2 tests/workbench)

check: $(VENV)/.dev ## formatting, lint, types, the floors between rooms, the packs, generated docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/ziping standards check
	@$(BIN)/python tools/generate_docs.py --check

bench: $(VENV)/.dev ## how fast, as ratios against peers in one run, and the workbench under load
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/load.py

docs: $(VENV)/.dev ## make the generated pages and schemas again
	@$(BIN)/python tools/generate_docs.py

snapshots: $(VENV)/.dev ## accept changed snapshots; read them before committing
	@$(BIN)/python -m pytest --snapshot-update

lock: $(BIN)/python ## pin dependencies again
	@$(PIP) install uv
	@$(BIN)/uv pip compile -q pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -o requirements/run.txt
	@$(BIN)/uv pip compile -q pyproject.toml --extra build --extra workbench --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -c requirements/run.txt -o requirements/workbench.txt
	@$(BIN)/uv pip compile -q pyproject.toml --extra build --extra workbench --extra dev --extra ocr --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -c requirements/workbench.txt -o requirements/dev.txt

clean: ## remove what was made
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis

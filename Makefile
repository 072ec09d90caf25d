# Iaktta: what can be done from here. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY ?=
IAKTTA := .venv/bin/iaktta
CATALOGUES := $(wildcard src/iaktta/locale/*/LC_MESSAGES/*.po)
export UV_PYTHON_DOWNLOADS := never

.PHONY: help run test test-long env env-dev lint format bench lock messages pictures

help: ## Visa vad som går att göra
	@echo "make KOMMANDO, där KOMMANDO är något av:"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done

run: .venv/.messages ## Starta Iaktta med demonstrationens rapporter i webbläsaren
	@$(IAKTTA) demo
	@$(IAKTTA) serve

test: env-dev ## Kör alla prov (under en kvart)
	@scripts/test

test-long: env-dev ## Kör alla prov, också de långsamma
	@IAKTTA_TEST_LONG=1 scripts/test

env: .venv/.messages ## Gör bara miljön: .venv, med .venv/bin/iaktta
	@echo "Miljön är klar: .venv/bin/iaktta"

env-dev: .venv/.dev-ok .venv/.messages

lint: env-dev ## Granska koden: stil, typer och vem som importerar vem
	@scripts/lint

format: env-dev ## Rätta kodens form
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

bench: env-dev ## Mät hastighet och minne, skriv docs/benchmarks.md
	@.venv/bin/python -m bench

lock: env-dev ## Lås om beroendena efter en ändring i requirements/*.in
	@for name in base:lock dev:dev uv:uv; do \
	  echo "Låser requirements/$${name%%:*}.in"; \
	  .venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	    requirements/$${name%%:*}.in -o requirements/$${name##*:}.txt || exit 3; \
	done

messages: env-dev ## Samla texterna till översättningen och säg vilka som saknas
	@.venv/bin/python scripts/messages.py

pictures: env-dev ## Ta om bilderna i README med Chromium
	@.venv/bin/python scripts/pictures.py

.venv/.ok: requirements/lock.txt requirements/uv.txt pyproject.toml
	@PY="$(PY)" scripts/environment

.venv/.dev-ok: .venv/.ok requirements/dev.txt
	@scripts/environment dev

# msgfmt is not to be counted on, so Babel turns the translations into what the program reads.
.venv/.messages: .venv/.ok $(CATALOGUES)
	@if [ -n "$(CATALOGUES)" ]; then echo "Gör översättningarna klara"; .venv/bin/pybabel -q compile -d src/iaktta/locale -D django; fi
	@touch $@

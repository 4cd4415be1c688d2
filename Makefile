# Two commands do everything: `make book` and `make test`.

SOURCE ?= source
OUT ?= out

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.venv/bin:$(PATH)

.PHONY: help book test lint set-up-publish set-up-test lock clean

help:
	@echo "make book     set up, and publish $(SOURCE)/ into $(OUT)/ (SOURCE=… OUT=… ARGS=…)"
	@echo "make test     set up, and run all tests (ARGS=… for pytest)"
	@echo "make lint     set up, and check style and types"
	@echo "make lock     choose the newest versions of all packages"
	@echo "make clean    remove what was set up and made"

book: set-up-publish
	.venv/bin/publisher build $(SOURCE) -o $(OUT) $(ARGS)

test: set-up-test
	.venv/bin/pytest -n auto --dist loadgroup $(ARGS)

lint: set-up-test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

set-up-publish:
	@.setup/system.sh publish
	@.setup/python.sh publish

set-up-test:
	@.setup/system.sh test
	@.setup/python.sh test
	@.setup/checkers.sh

lock: set-up-test
	.setup/lock.sh

clean:
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis out/*

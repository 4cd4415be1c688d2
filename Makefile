# Two commands do everything: `make book` and `make test`.

SOURCE ?= source
OUT ?= out

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.venv/bin:$(PATH)

MINUTES ?= 10

.PHONY: help book test lint bench fuzz audit set-up-publish set-up-test lock readings clean

help:
	@echo "make book     set up, and publish $(SOURCE)/ into $(OUT)/ (SOURCE=… OUT=… ARGS=…)"
	@echo "make test     set up, and run all tests (ARGS=… for pytest)"
	@echo "make lint     set up, and check style and types"
	@echo "make bench    set up, and measure beside other programs into docs/performance.md (ARGS=…)"
	@echo "make fuzz     set up, and mutate inputs for MINUTES=10; findings go to tests/findings/"
	@echo "make audit    set up, and look for known vulnerabilities in what is used"
	@echo "make lock     choose the newest versions of all packages"
	@echo "make readings write the table of pinyin readings anew, from the pypinyin that is set up"
	@echo "make clean    remove what was set up and made"

book: set-up-publish
	.venv/bin/publisher build $(SOURCE) -o $(OUT) $(ARGS)

test: set-up-test
	.venv/bin/pytest -n auto --dist loadgroup $(ARGS)

lint: set-up-test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

# Typst comes from PyPI; XeLaTeX with ctex and pandoc take part where they are installed.
bench: set-up-test
	.tools/uv/bin/uv pip install --quiet --python .venv typst==0.15.2
	.venv/bin/python benchmarks/speed.py --table docs/performance.md $(ARGS)

fuzz: set-up-test
	nice .venv/bin/python tests/fuzz.py $(MINUTES) $(ARGS)

audit: set-up-test
	.setup/audit.sh

set-up-publish:
	@.setup/system.sh publish
	@.setup/python.sh publish
	@.setup/composer.sh publish
	@.setup/npm.sh

set-up-test:
	@.setup/system.sh test
	@.setup/python.sh test
	@.setup/composer.sh test
	@.setup/npm.sh
	@.setup/checkers.sh

lock: set-up-test
	.setup/lock.sh

readings: set-up-test
	.venv/bin/python .setup/readings.py publisher/collecting/readings.txt

clean:
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis out/*

# Everything a person or a pipeline does here. `make demo` and `make test` install what is missing.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
SWIFT ?= swift
PREFIX ?= /usr/local
PYTHON ?= python3
BUILD := .build
VENV := .venv
# Root installs packages itself; others ask for the right to.
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# The public suites that some tests run when they are there.
export ASHLAR_SUITES ?= $(realpath ../shared/data)
export ASHLAR_PYTHON := $(abspath $(VENV)/bin/python)
RELEASE := $(BUILD)/release/ashlar

# What began, and each test that passed, fill thousands of lines (their arguments are whole specs):
# shown are suites, failures and what the tests say themselves.
ENDINGS := /^(◇|✔ Test [^r])/ { hidden = 1 } /^(✔ Suite|✔ Test run|✘|↳|➜|===)/ { hidden = 0 } !hidden

.PHONY: demo test build install generate format lint check bench mutants fuzz sanitize clean
.PHONY: packages browser

demo: build
	@echo
	@echo '== ashlar validate examples/session-store/service.yml'
	@$(RELEASE) validate examples/session-store/service.yml && echo 'nothing to complain about'
	@echo
	@echo '== ashlar synth examples/session-store/service.yml -o build/demo'
	@$(RELEASE) synth examples/session-store/service.yml -o build/demo
	@find build/demo -type f | sort | while read -r file; do \
	  echo; echo "-- $$file"; \
	  awk 'NR <= 40; END { if (NR > 40) print "… " (NR - 40) " more lines" }' "$$file"; done
	@echo
	@echo '== ashlar validate examples/first-mistakes.yml (a spec with mistakes, to see how they read)'
	@$(RELEASE) validate examples/first-mistakes.yml; status=$$?; \
	  [ $$status = 1 ] || { echo "expected exit status 1, got $$status"; exit 1; }

test: packages browser $(VENV)/ready
	$(SWIFT) build --build-tests
	timeout 1500 $(SWIFT) test --skip-build | awk '$(ENDINGS)'

build: packages
	$(SWIFT) build -c release --product ashlar

install: build
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 -s $(RELEASE) '$(DESTDIR)$(PREFIX)/bin/ashlar'

# --- What is missing -------------------------------------------------------------------------

# Nothing is asked of the network when the packages are there.
packages:
	@missing=; \
	[ -f /usr/include/yaml.h ] || missing="$$missing libyaml-dev"; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	if [ -n "$$missing" ]; then \
	  $(AS_ROOT) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -qq $$missing; \
	fi

# What shows the pages of reviews to the tests.
browser:
	@command -v chromium >/dev/null || { $(AS_ROOT) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -qq \
	    --no-install-recommends chromium; }

$(VENV)/ready: Tests/Support/requirements.txt Tests/Support/requirements-alone.txt
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  $(AS_ROOT) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -qq python3-venv && \
	  $(PYTHON) -m venv $(VENV); }
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r $<
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps \
	  -r Tests/Support/requirements-alone.txt
	@touch $@

# --- Working on it -----------------------------------------------------------------------------

generate: packages
	$(SWIFT) run --quiet regen

format:
	$(SWIFT) format -i -r Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests

# What a change must pass before it is sent: fresh, formatted, tested, and nothing left behind.
check: generate format lint test
	git diff --exit-code

# Ratios to C programs that are built here, and decisions a second; read them, they fail nothing.
bench: build
	$(SWIFT) build -c release --product Bench
	$(BUILD)/release/Bench
	$(PYTHON) Tests/Bench/bench.py --ashlar $(RELEASE) --build $(BUILD)/bench
	$(PYTHON) Tests/Bench/serve_bench.py --ashlar $(RELEASE)
	$(SWIFT) build -c release --product EngineBench
	$(PYTHON) Tests/Bench/engine_bench.py --bench $(BUILD)/release/EngineBench

# Every change for the worse of every value of the FedRAMP goldens, and who notices it.
mutants: packages
	ASHLAR_MUTANTS=all $(SWIFT) test --filter MutantTests
	@head -60 build/mutants.txt

fuzz: packages
	ASHLAR_MUTATIONS=10000 ASHLAR_OPERATIONS=100000 \
	  $(SWIFT) test --filter 'Robustness|EngineDifferential'

# What runs on several threads: the simulator, from its engine to the program that serves it.
THREADED := TableEngineTests|TableWireTests|DurabilityTests|HTTPFrontTests|AccessMatrixTests
THREADED := $(THREADED)|ServeTests|DataFolderTests|KeptModesTests|KeptRegionsTests|GateTests

# Leaks are not counted: Foundation, which only the tests use, keeps what it read.
sanitize: packages $(VENV)/ready
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path $(BUILD)/address
	$(SWIFT) test --sanitize=thread --scratch-path $(BUILD)/thread --filter '$(THREADED)'

clean:
	rm -rf $(BUILD) $(VENV) build

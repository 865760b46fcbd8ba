# What can be done here; `make` alone lists it. Each target may be run again at any time.
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

SWIFT ?= swift
CLANG ?= clang
CLANG_FORMAT ?= clang-format
# Given to every build and test, such as `--scratch-path DIRECTORY`.
SWIFT_FLAGS ?=
# Given to `swift test` alone, such as `--filter KernelTests`.
TEST_FLAGS ?=
PLAN ?= plans/ningbo-guanshi/plan.yaml
# Further words for `maskramp run` and `maskramp bench`.
ARGS ?=

BUILD_PACKAGES := ocl-icd-opencl-dev libssl-dev libminizip-dev zlib1g-dev libexpat1-dev libxlsxwriter-dev
WEB_PACKAGES := libsqlite3-dev
RUN_PACKAGES := pocl-opencl-icd libjs-vega
TEST_PACKAGES := oclgrind python3 python3-venv chromium fonts-noto-cjk slurm-wlm munge
LINT_PACKAGES := clang-format python3
DIEHARDER_PACKAGES := dieharder
DIST_PACKAGES := dpkg-dev python3
DIST_TEST_PACKAGES := debootstrap lintian

SWIFT_SOURCES := Sources Tests Benchmarks Package.swift
C_SOURCES := $(wildcard Kernels/*.cl Kernels/*.h Sources/*/*.c Sources/*/include/*.h Tests/*/*.c)
PYTHON := .venv/bin/python
# A first forecast fetches no packages of the planner in the browser. Once they are there, they stay: SwiftPM
# would take them away and build them anew.
SCRATCH := $(or $(shell sed -n 's/.*--scratch-path[ =]*\([^ ]*\).*/\1/p' <<<"$(SWIFT_FLAGS)"),.build)
LEAN := $(if $(wildcard $(SCRATCH)/checkouts/hummingbird),,MASKRAMP_LEAN=1)
# The folder of the built program.
RELEASE_BIN = $$($(SWIFT) build -c release $(SWIFT_FLAGS) --show-bin-path)

export SWIFT SWIFT_FLAGS CLANG

.PHONY: help
help: ## this list
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14
	@echo "Variables: PLAN=FILE and ARGS='…' for run and bench; TEST_FLAGS='…' for test; SWIFT_FLAGS='…'."

# --- Setting up ---------------------------------------------------------------------------------

.PHONY: setup setup-build setup-run setup-web setup-test setup-lint swift-is-there
setup: swift-is-there ## install what is missing of the packages that anything here needs
	@.ci/apt-install.sh $(sort $(BUILD_PACKAGES) $(WEB_PACKAGES) $(RUN_PACKAGES) $(TEST_PACKAGES) \
	    $(LINT_PACKAGES))

setup-build: swift-is-there
	@.ci/apt-install.sh $(BUILD_PACKAGES)

setup-run: swift-is-there
	@.ci/apt-install.sh $(BUILD_PACKAGES) $(RUN_PACKAGES)

setup-web: swift-is-there
	@.ci/apt-install.sh $(BUILD_PACKAGES) $(WEB_PACKAGES)

setup-test: swift-is-there
	@.ci/apt-install.sh $(BUILD_PACKAGES) $(WEB_PACKAGES) $(RUN_PACKAGES) $(TEST_PACKAGES)

setup-lint: swift-is-there
	@.ci/apt-install.sh $(LINT_PACKAGES)

swift-is-there:
	@.ci/need-swift.sh

# Made when it is missing or the list has changed.
.venv/installed: .ci/requirements.txt | setup-test
	@echo "setup: Python packages for the schema test, in .venv"
	@python3 -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r .ci/requirements.txt
	@touch $@

# A browser's driver and a reader of workbooks.
.venv/report: .ci/requirements-report.txt .venv/installed
	@echo "report: Python packages to read reports with, in .venv"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r .ci/requirements-report.txt
	@touch $@

# The schemas of Kubernetes.
.venv/cluster: .ci/requirements-cluster.txt .venv/installed
	@echo "setup: Python packages for tests of clusters, in .venv"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r .ci/requirements-cluster.txt
	@touch $@

# A browser's remote control, and what asks an API all that its description allows.
.venv/web: .ci/requirements-web.txt .venv/installed
	@echo "setup: Python packages for tests in a browser, in .venv"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r .ci/requirements-web.txt
	@touch $@

# --- Building and running -----------------------------------------------------------------------

.PHONY: build run serve bench release-program
build: setup-build release-program ## build maskramp, optimised

release-program:
	@echo "build: release"
	@$(LEAN) $(SWIFT) build -c release --product maskramp $(SWIFT_FLAGS)

run: setup-run release-program ## build maskramp and forecast the Ningbo Guanshi fab
	@echo "run: maskramp run $(PLAN) $(ARGS)"
	@"$(RELEASE_BIN)/maskramp" run $(PLAN) $(ARGS)

serve: setup-web ## build the planner in the browser too, and start it; takes minutes the first time
	@echo "build: release, with the planner"
	@$(SWIFT) build -c release --product maskramp-serve $(SWIFT_FLAGS)
	@$(SWIFT) build -c release --product maskramp $(SWIFT_FLAGS)
	@"$(RELEASE_BIN)/maskramp" serve $(ARGS)

bench: setup-run release-program .venv/bench ## measure throughput of the kernels, and estimators beside other libraries
	@echo "bench: maskramp bench $(PLAN) $(ARGS)"
	@"$(RELEASE_BIN)/maskramp" bench $(PLAN) $(ARGS)
	@for name in StatisticsBenchmark FlowBenchmark; do $(SWIFT) build -c release --product $$name $(SWIFT_FLAGS); done
	@for script in $(wildcard Benchmarks/*.py); do \
	    echo "bench: $$script"; MASKRAMP="$(RELEASE_BIN)/maskramp" $(PYTHON) "$$script"; \
	done

# What maskramp is compared with; nothing else needs it.
.venv/bench: .ci/requirements-bench.txt .venv/installed
	@echo "bench: Python packages to compare with, in .venv"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r .ci/requirements-bench.txt
	@touch $@

# --- Testing ------------------------------------------------------------------------------------

.PHONY: test unit schema allocation cluster report web-test oclgrind sanitize sweep dieharder fuzz
test: imports unit schema allocation cluster report web-test oclgrind ## every test: import rules, unit, schema, allocation, clusters, reports, browser, kernels in oclgrind
	@echo "test: all passed"

unit: setup-test ## the Swift tests alone; a missing OpenCL device fails
	@echo "unit: swift test"
	@MASKRAMP_REQUIRE_OPENCL=1 $(SWIFT) test $(SWIFT_FLAGS) $(TEST_FLAGS)

# The plans that the reader and an independent validator of the schema must agree about.
SCHEMA_CASES := $(CURDIR)/.build/schema-cases
schema: setup-test .venv/installed ## the JSON Schema against an independent validator
	@echo "schema: Tests/Schema/check_schema.py"
	@rm -rf $(SCHEMA_CASES)
	@$(PYTHON) Tests/Schema/check_schema.py generate $(SCHEMA_CASES)
	@MASKRAMP_SCHEMA_CASES=$(SCHEMA_CASES) $(SWIFT) test $(SWIFT_FLAGS) --filter schemaVerdicts
	@$(PYTHON) Tests/Schema/check_schema.py verify $(SCHEMA_CASES)

# Months of random plans for an independent solver.
ALLOCATION_CASES := $(CURDIR)/.build/allocation-cases.json
allocation: setup-test .venv/installed ## how hours go to nodes, against linear programmes by HiGHS
	@echo "allocation: Tests/Allocation/check_allocation.py"
	@mkdir -p $(dir $(ALLOCATION_CASES))
	@MASKRAMP_ALLOCATION_CASES=$(ALLOCATION_CASES) $(SWIFT) test $(SWIFT_FLAGS) --filter AllocationTests
	@$(PYTHON) Tests/Allocation/check_allocation.py $(ALLOCATION_CASES)

# As root: Slurm starts tasks as their users.
cluster: setup-test .venv/cluster ## runs on a Slurm of one node with killed tasks; the Job for Kubernetes against its schema
	@$(SWIFT) build $(SWIFT_FLAGS) --product maskramp
	@program=$$($(SWIFT) build $(SWIFT_FLAGS) --show-bin-path)/maskramp; \
	echo "cluster: Tests/Cluster/check_kubernetes.py"; \
	$(PYTHON) Tests/Cluster/check_kubernetes.py "$$program"; \
	echo "cluster: Tests/Cluster/check_slurm.py"; \
	$(PYTHON) Tests/Cluster/check_slurm.py "$$program"

# The Guanshi plan in both languages and schemes, in a browser; its figures in four formats.
REPORT_FOLDER := $(CURDIR)/.build/report-test
report: setup-test .venv/report ## reports in a browser, and their figures in HTML, XLSX, CSV and JSON
	@echo "report: Tests/Report/check_report.py"
	@$(SWIFT) build $(SWIFT_FLAGS) --product maskramp
	@rm -rf $(REPORT_FOLDER)
	@$(PYTHON) Tests/Report/check_report.py "$$($(SWIFT) build $(SWIFT_FLAGS) --show-bin-path)/maskramp" \
	    plans/ningbo-guanshi/plan.yaml plans/ningbo-guanshi/scenarios/licence-refused.yaml $(REPORT_FOLDER)

web-test: setup-test .venv/web ## the planner in Chromium, and its API against its OpenAPI document
	@$(SWIFT) build $(SWIFT_FLAGS) --product maskramp-serve
	@program=$$($(SWIFT) build $(SWIFT_FLAGS) --show-bin-path)/maskramp-serve; \
	echo "web-test: Tests/Browser/test_planner.py"; \
	MASKRAMP_SERVE="$$program" $(PYTHON) -m unittest discover -s Tests/Browser; \
	echo "web-test: Tests/Browser/check_api.py"; \
	MASKRAMP_SERVE="$$program" $(PYTHON) Tests/Browser/check_api.py

oclgrind: setup-test ## the parity tests in oclgrind: every kernel, no memory error, no race, the same bits
	@echo "oclgrind: Tests/oclgrind.sh"
	@Tests/oclgrind.sh

sanitize: setup-test ## most Swift tests under AddressSanitizer, then ThreadSanitizer; takes an hour
	@for kind in address thread; do \
	    echo "sanitize: Tests/sanitize.sh $$kind"; Tests/sanitize.sh $$kind; \
	done

sweep: setup-test ## the functions at every argument, 10^8 write times on every engine; takes minutes
	@echo "sweep: swift test -c release --filter KernelTests, WidthParityTests"
	@MASKRAMP_SWEEP=1 MASKRAMP_REQUIRE_OPENCL=1 \
	    $(SWIFT) test -c release $(SWIFT_FLAGS) --filter "KernelTests|WidthParityTests"

dieharder: swift-is-there ## dieharder's tests over the random words as plans use them; takes many minutes
	@.ci/apt-install.sh $(DIEHARDER_PACKAGES)
	@echo "dieharder: Tests/dieharder.sh"
	@CLANG=$(CLANG) Tests/dieharder.sh .build/dieharder

# Readers of files in libFuzzer, one after the other; what it finds is left in FUZZ_FOLDER, and each file's
# crash belongs into Tests/FuzzTests/Corpus with its mend. Of several -sanitize= Swift heeds the last alone,
# so one names both.
FUZZ_TARGETS ?= plan scenario tables contracts workbook peer result parts
FUZZ_SECONDS ?= 60
FUZZ_FOLDER := $(CURDIR)/.build-fuzz/found
fuzz: setup-build ## readers of files in libFuzzer; FUZZ_SECONDS= for each of FUZZ_TARGETS=
	@echo "fuzz: build"
	@MASKRAMP_FUZZ=1 MASKRAMP_LEAN=1 $(SWIFT) build -c release --scratch-path .build-fuzz --sanitize fuzzer \
	    --sanitize address -Xswiftc -sanitize=address,fuzzer -Xcc -Wno-pass-failed --product Fuzz
	@Tests/fuzz.sh .build-fuzz/release/Fuzz $(FUZZ_FOLDER) $(FUZZ_SECONDS) $(FUZZ_TARGETS)

# --- Packing ------------------------------------------------------------------------------------

.PHONY: dist dist-test
DIST = $(abspath $(SCRATCH))/dist
dist: setup-web ## pack maskramp for machines without Swift: an archive and a Debian package; takes a quarter of an hour
	@.ci/apt-install.sh $(DIST_PACKAGES)
	@echo "dist: build release with a static Swift library"
	@mkdir -p $(DIST)/static
	@ln -sf "/usr/lib/$$(dpkg-architecture -qDEB_HOST_MULTIARCH)/libsqlite3.a" $(DIST)/static/
	@for program in maskramp maskramp-serve; do \
	    $(SWIFT) build -c release --static-swift-stdlib --product $$program -Xswiftc -no-toolchain-stdlib-rpath \
	        -Xswiftc -L$(DIST)/static $(SWIFT_FLAGS) --scratch-path $(DIST)/build || exit; \
	done
	@Packaging/dist.sh $(DIST)/build $(DIST)/packages

dist-test: dist ## install and run the packages in a bare Debian root, as root
	@.ci/apt-install.sh $(DIST_TEST_PACKAGES)
	@Packaging/check.sh $(DIST)/packages

# --- Checking the text --------------------------------------------------------------------------

.PHONY: lint lint-swift lint-c lint-kernels lint-sizes imports format
lint: lint-swift lint-c lint-kernels lint-sizes imports ## formats, kernels' syntax, file sizes, import rules

lint-swift: swift-is-there
	@echo "lint: format of Swift"
	@$(SWIFT) format lint --strict --recursive $(SWIFT_SOURCES)

lint-c: setup-lint
	@echo "lint: format of kernels and C"
	@$(CLANG_FORMAT) --dry-run --Werror $(C_SOURCES)

# As an OpenCL 1.2 driver reads them, without a driver: once as for a GPU, once in blocks.
lint-kernels: swift-is-there
	@echo "lint: kernels are OpenCL C 1.2"
	@for kernel in $(wildcard Kernels/*.cl); do \
	    for lanes in 1 16; do \
	        $(CLANG) -x cl -cl-std=CL1.2 -Xclang -finclude-default-header -fsyntax-only -Werror \
	            -DMR_LANES=$$lanes "$$kernel"; \
	    done; \
	done

lint-sizes:
	@echo "lint: file sizes"
	@.ci/check-sizes.sh

imports: setup-lint ## which room imports what, against .ci/imports.txt
	@.ci/check-imports.py

format: setup-lint ## format Swift, kernels and C in place
	@echo "format: Swift"
	@$(SWIFT) format --in-place --recursive $(SWIFT_SOURCES)
	@echo "format: kernels and C"
	@$(CLANG_FORMAT) -i $(C_SOURCES)

.PHONY: clean
clean: ## remove what was built and .venv; plans and run folders stay
	@echo "clean: .build .venv"
	@rm -rf .build .venv

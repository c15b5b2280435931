# Everything a person or a machine does with this repository. Each target sets up what it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# A strict simulator of OpenAI, if there is one beside this repository; the end-to-end tests then use it.
OPENAI_SIM ?= $(firstword $(abspath $(wildcard ../*/sim/openai_sim.py)))
TOOLS := $(or $(DRAGOMAN_TOOLS),$(CURDIR)/.tools)
RELEASE := .build/release/dragoman
# `make install` installs below PREFIX; DESTDIR is put before it, for packages.
PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share
# The package manager rebuilds when its environment changes; these variables do not matter to it.
SWIFT := env -u ARGS -u MAKEFLAGS -u MFLAGS -u MAKEOVERRIDES -u MAKELEVEL -u OPENAI_API_KEY -u OPENAI_BASE_URL swift

# The commit for --version. A source tree outside a repository has none, unless this variable is set.
DRAGOMAN_COMMIT ?= $(if $(wildcard .git),$(shell git describe --always --dirty --exclude '*' --abbrev=7 2>/dev/null))
IMAGE ?= dragoman
ARCHIVE ?= dragoman

.PHONY: help setup build run demo test unit translation-test examples e2e lint format bench perf screenshots budgets fuzz \
	install uninstall archive image check-image clean

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install the Debian packages that are missing
	@scripts/setup

build: setup ## Build the program for use
	DRAGOMAN_COMMIT=$(DRAGOMAN_COMMIT) $(SWIFT) build -c release --product dragoman

run: build ## Serve on 127.0.0.1:3999, from the built-in mock if OPENAI_API_KEY is missing
	@[ -n "$$OPENAI_API_KEY" ] || echo "OPENAI_API_KEY is not set: the built-in mock of OpenAI answers."
	@exec $(RELEASE) run --mock-without-key $(ARGS)

demo: build ## Play a conversation against the built-in mock: no key, no network
	@exec $(RELEASE) run --demo $(ARGS)

test: lint unit examples e2e ## Check the format and run all tests

# Tests with thousands of generated cases keep every core busy, so they run after the tests that use sockets.
BUSY := LawTests|WalkTests|FuzzCorpusTests|SpeedTests
unit: setup ## Run the unit tests of all targets
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip 'EndToEndTests|$(BUSY)'
	$(SWIFT) test --skip-build --filter '$(BUSY)' --skip EndToEndTests

# The package builds nothing that depends on Translation. Its tests are the fast ones of TranslationTests.
translation-test: setup ## Run the tests of Translation alone: seconds after an edit there
	$(SWIFT) test --package-path TranslationOnly --scratch-path .build/translation --skip '$(BUSY)' $(ARGS)

examples: setup ## Build and run the packages that use Translation as a library
	@answer=$$($(SWIFT) run --package-path Examples/TranslateARequest --scratch-path .build/examples TranslateARequest) && \
	echo "$$answer" && grep -q '"type":"message_stop"' <<< "$$answer"

# Two lanes with a mock each, about as long as each other: a client waits as much as it works. The second one's output
# follows the first one's. They run the test program itself, since two of the package manager lock each other out.
SECOND_LANE := EndToEndTests/(SessionTests|ErrorTests|HistoryTests|MediaTests|ToolTests)
TESTS = $(SWIFT:swift=.build/debug/dragomanPackageTests.xctest) --testing-library swift-testing --no-parallel
e2e: setup ## Run real clients through the built program (Linux)
	@scripts/setup tests
	@scripts/make-tools $(TOOLS)
	$(SWIFT) build --build-tests
	@export DRAGOMAN_E2E=1 DRAGOMAN_TOOLS=$(TOOLS) OPENAI_SIM=$(OPENAI_SIM); \
	$(TESTS) --filter '$(SECOND_LANE)' > .build/second-lane.log 2>&1 & second=$$!; \
	trap 'kill $$second' INT TERM; \
	$(TESTS) --filter EndToEndTests --skip '$(SECOND_LANE)'; status=$$?; \
	wait $$second || status=$$?; cat .build/second-lane.log; exit $$status

lint: setup ## Check the format and the house rules
	swift format lint --strict --recursive --parallel --configuration .swift-format \
		$$(git ls-files '*.swift' | grep -v '/Generated/')
	@scripts/check-rules

format: ## Format the sources in place
	swift format --in-place --recursive --parallel --configuration .swift-format \
		$$(git ls-files '*.swift' | grep -v '/Generated/')

bench: setup ## Measure scanner, translation, streaming and bus on this machine
	$(SWIFT) package --package-path Benchmarks benchmark --no-progress $(ARGS)

perf: build ## Compare the program with nginx as a plain proxy: throughput, latency, context switches, memory
	@scripts/setup perf
	@scripts/perf $(RELEASE) $(ARGS)

screenshots: build ## Take the README's pictures of the dashboard (xterm on a virtual display)
	@scripts/setup screenshots
	@scripts/screenshots

budgets: build ## Measure the cost of the dashboard, and fail above the limits
	@scripts/dashboard-budgets

fuzz: setup ## Attack scanner, decoder, translations and streams with generated input
	@$(SWIFT:swift=scripts/fuzz)

$(RELEASE):
	@$(MAKE) build

# Does not rebuild the program: with sudo, the toolchain need not be on the PATH.
install: $(RELEASE) ## Install the program, its manual and completions below PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/dragoman
	install -m 644 docs/dragoman.1 $(SHARE)/man/man1/dragoman.1
	$(RELEASE) --generate-completion-script bash > $(SHARE)/bash-completion/completions/dragoman
	$(RELEASE) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_dragoman
	$(RELEASE) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/dragoman.fish

uninstall: ## Remove the files of `make install`, with the same PREFIX
	rm -f $(DESTDIR)$(PREFIX)/bin/dragoman $(SHARE)/man/man1/dragoman.1 \
		$(SHARE)/bash-completion/completions/dragoman $(SHARE)/zsh/site-functions/_dragoman \
		$(SHARE)/fish/vendor_completions.d/dragoman.fish

archive: setup ## Build a release archive, ARCHIVE=dragoman-0.1.0-linux-x86_64: a .tar.gz and its checksum
	DRAGOMAN_COMMIT=$(DRAGOMAN_COMMIT) $(SWIFT:swift=scripts/make-archive) $(ARCHIVE)

# Podman's own image format has no HEALTHCHECK.
image: ## Build the container image, IMAGE=dragoman, with Docker or Podman
	BUILDAH_FORMAT=docker "$$(scripts/container-tool)" build --tag $(IMAGE) \
		--build-arg VERSION="$$(scripts/version)" --build-arg COMMIT=$(DRAGOMAN_COMMIT) .

check-image: ## Test the image: size, user, health, names, a stream, telemetry, shutdown
	@scripts/check-image $(IMAGE)

clean: ## Remove build products
	rm -rf .build .tools Benchmarks/.build

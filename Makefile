# Everything a person or a machine does with this repository. Each target sets up what it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# A strict stand-in for OpenAI, where one lies beside this repository; the end-to-end tests then use it.
OPENAI_SIM ?= $(firstword $(abspath $(wildcard ../*/sim/openai_sim.py)))
TOOLS := $(or $(DRAGOMAN_TOOLS),$(CURDIR)/.tools)
RELEASE := .build/release/dragoman
# Where `make install` puts the program; DESTDIR goes before all of it, for packages.
PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share
# The package manager builds anew when its environment changes; what these say is nothing to it.
SWIFT := env -u ARGS -u MAKEFLAGS -u MFLAGS -u MAKEOVERRIDES -u MAKELEVEL -u OPENAI_API_KEY -u OPENAI_BASE_URL swift

# What --version says behind the number. A source tree in no repository of its own has no commit, unless it is told.
DRAGOMAN_COMMIT ?= $(if $(wildcard .git),$(shell git describe --always --dirty --exclude '*' --abbrev=7 2>/dev/null))
IMAGE ?= dragoman
ARCHIVE ?= dragoman

.PHONY: help setup build run demo test unit e2e lint format bench fuzz screenshots budgets install uninstall archive \
	image check-image clean

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install the Debian packages that are missing
	@scripts/setup

build: setup ## Build the program for use
	DRAGOMAN_COMMIT=$(DRAGOMAN_COMMIT) $(SWIFT) build -c release --product dragoman

run: build ## Serve on 127.0.0.1:3999; without a key for OpenAI, from the built-in stand-in, and saying so
	@[ -n "$$OPENAI_API_KEY" ] || echo "OPENAI_API_KEY is not set: where it is needed, a built-in stand-in for OpenAI answers."
	@exec $(RELEASE) run --stand-in-without-key $(ARGS)

demo: build ## Play a conversation against the built-in stand-in: no key, no network
	@exec $(RELEASE) run --demo $(ARGS)

test: lint unit e2e ## Check the format and run all tests

# What tries thousands of made-up cases keeps every core busy: it has a run of its own, after the tests that use sockets.
BUSY := LawTests|WalkTests|FuzzCorpusTests|SpeedTests
unit: setup ## Run the unit tests of all targets
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip 'EndToEndTests|$(BUSY)'
	$(SWIFT) test --skip-build --filter '$(BUSY)' --skip EndToEndTests

e2e: setup ## Run the real clients through the built program
	@scripts/setup tests
	@scripts/make-tools $(TOOLS)
	$(SWIFT) build --build-tests
	DRAGOMAN_E2E=1 DRAGOMAN_TOOLS=$(TOOLS) OPENAI_SIM=$(OPENAI_SIM) $(SWIFT) test --skip-build --no-parallel --filter EndToEndTests

lint: setup ## Check the format and the house rules
	swift format lint --strict --recursive --parallel --configuration .swift-format \
		$$(git ls-files '*.swift' | grep -v '/Generated/')
	@scripts/check-rules

format: ## Format the sources in place
	swift format --in-place --recursive --parallel --configuration .swift-format \
		$$(git ls-files '*.swift' | grep -v '/Generated/')

bench: setup ## Measure scanner, translation, streaming and bus on this machine
	$(SWIFT) package --package-path Benchmarks benchmark --no-progress $(ARGS)

screenshots: build ## Take the README's pictures of the dashboard (xterm on a virtual display)
	@scripts/setup screenshots
	@scripts/screenshots

budgets: build ## Measure what the dashboard costs, and fail where it costs more than it may
	@scripts/dashboard-budgets

fuzz: setup ## Attack scanner, decoder, translations and streams with made-up input
	@$(SWIFT:swift=scripts/fuzz)

$(RELEASE):
	@$(MAKE) build

# What is built already is installed as it is: with sudo, the toolchain need not be on the PATH.
install: $(RELEASE) ## Install the program, its manual page and completions below PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/dragoman
	install -m 644 docs/dragoman.1 $(SHARE)/man/man1/dragoman.1
	$(RELEASE) --generate-completion-script bash > $(SHARE)/bash-completion/completions/dragoman
	$(RELEASE) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_dragoman
	$(RELEASE) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/dragoman.fish

uninstall: ## Remove what `make install` put there, with the same PREFIX
	rm -f $(DESTDIR)$(PREFIX)/bin/dragoman $(SHARE)/man/man1/dragoman.1 \
		$(SHARE)/bash-completion/completions/dragoman $(SHARE)/zsh/site-functions/_dragoman \
		$(SHARE)/fish/vendor_completions.d/dragoman.fish

archive: setup ## Build the program to be given away, ARCHIVE=dragoman-0.1.0-linux-x86_64: a .tar.gz and its checksum
	DRAGOMAN_COMMIT=$(DRAGOMAN_COMMIT) $(SWIFT:swift=scripts/make-archive) $(ARCHIVE)

# Podman's own format of images knows no HEALTHCHECK.
image: ## Build the container's image, IMAGE=dragoman, with Docker or Podman
	BUILDAH_FORMAT=docker "$$(scripts/container-tool)" build --tag $(IMAGE) \
		--build-arg VERSION="$$(scripts/version)" --build-arg COMMIT=$(DRAGOMAN_COMMIT) .

check-image: ## Try the image: size, user, health, names, a stream, telemetry, its end
	@scripts/check-image $(IMAGE)

clean: ## Remove what was built
	rm -rf .build .tools Benchmarks/.build

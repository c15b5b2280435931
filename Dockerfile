# Three stages: compile, collect the files that the program needs, copy only those.
FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY scripts/setup scripts/
RUN scripts/setup

# A separate layer for the dependencies. (Package.resolved is optional.)
COPY Package.* ./
RUN swift package resolve

# Compiled packages are kept in a cache, not in a layer: the build takes files from a layer for changed ones. The package
# manager requires a file in every target, so the tests' targets get an empty one. No program links to this one: without
# the names of its functions it is six megabytes smaller.
COPY Sources Sources
ARG COMMIT=""
RUN --mount=type=cache,id=dragoman-build,sharing=locked,target=/build \
    set -e; \
    for target in Tests/TranslationTestSupport Tests/JournalTestSupport Tests/TestSupport Tests/FuzzTargets \
        Tests/TranslationTests Tests/ProxyConfigurationTests Tests/JournalTests Tests/ProxyEngineTests \
        Tests/DoctorTests Tests/MockOpenAITests Tests/ProxyTUITests Tests/EndToEndTests Tests/ArchitectureTests \
        Examples/TranslateARequest/Sources/TranslateARequest; do \
        mkdir -p "$target"; echo >"$target/Nothing.swift"; \
    done; \
    build="/build/$(uname -m)"; \
    DRAGOMAN_COMMIT="$COMMIT" swift build -c release --static-swift-stdlib --product dragoman --scratch-path "$build" \
        -Xlinker --gc-sections -Xlinker --icf=safe -Xlinker --no-export-dynamic -Xlinker --exclude-libs=ALL; \
    strip -o dragoman "$build/release/dragoman"; \
    mkdir licenses; \
    for package in "$build"/checkouts/*; do cat "$package"/LICENSE* >"licenses/${package##*/}"; done; \
    cp "$(dirname "$(readlink -f "$(command -v swift)")")/../share/swift/LICENSE.txt" licenses/swift
COPY LICENSE licenses/dragoman

FROM debian:bookworm-slim AS root
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        ca-certificates libncursesw6 libstdc++6 ncurses-base ncurses-term tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/*
COPY scripts/image-root /tmp/
COPY --from=build /src/dragoman /tmp/
COPY --from=build /src/licenses /tmp/licenses
RUN /tmp/image-root /tmp/dragoman /tmp/licenses /image

FROM scratch
COPY --from=root /image /
COPY --from=root --chown=65532:65532 /image.owned /
ARG VERSION=""
ARG COMMIT=""
LABEL org.opencontainers.image.title="Dragoman" \
    org.opencontainers.image.description="Claude Code on OpenAI's models: an Anthropic Messages API in front of OpenAI's" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$COMMIT"
# The container cannot know the terminal of `docker run -it`; every current one has at least these colours.
ENV PATH=/usr/local/bin HOME=/data LANG=C.UTF-8 TERM=xterm-256color \
    XDG_CONFIG_HOME=/etc DRAGOMAN_LISTEN=0.0.0.0:3999 container=oci
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 3999
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["/usr/local/bin/dragoman", "check", "--health"]
ENTRYPOINT ["/usr/local/bin/dragoman"]
CMD ["run", "--mock-without-key"]

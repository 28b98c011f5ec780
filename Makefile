# What contributors and CI run. `make check test` needs cargo and python3, and nothing else.

SHELL := bash
CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)
ALL := --workspace --all-features
# A sample of the features, each of which must do without the others.
ALONE := cli ec2 schema serverless sqs

.PHONY: help check test review bench schema deny

help:
	@echo 'make check    formatting, lints, documentation, layers'
	@echo 'make test     all tests, with those from end to end'
	@echo 'make review   shows how the snapshots would change, and keeps what you agree to'
	@echo 'make bench    the benchmarks'
	@echo 'make schema   the facts about resource types, anew from their source'
	@echo 'make deny     licences and advisories of the dependencies (with cargo-deny)'

check:
	$(CARGO) fmt --all --check
	@# The build script mounts these, where cargo fmt does not find them.
	rustfmt --edition 2024 --check src/check/rules/*/*.rs
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(CARGO) clippy --workspace --all-targets --all-features -- -D warnings
	$(CARGO) clippy --workspace --all-targets --no-default-features -- -D warnings
	for feature in $(ALONE); do $(CARGO) clippy --no-default-features --features $$feature -- -D warnings || exit; done
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc $(ALL) --no-deps
	$(CARGO) test --all-features --test layers

# Runners hide what passing tests say, so the tests note in a folder what they had to skip.
test:
	@rm -rf '$(TARGET)/tests-skipped'
	@status=0; \
	if $(CARGO) nextest --version >/dev/null 2>&1; then \
	    $(CARGO) test $(ALL) --doc || status=$$?; \
	    $(CARGO) nextest run $(ALL) || status=$$?; \
	else \
	    $(CARGO) test $(ALL) --no-fail-fast || status=$$?; \
	fi; \
	cat '$(TARGET)/tests-skipped/'* 2>/dev/null; \
	exit $$status

review:
	@CARGO='$(CARGO)' tools/review $(if $(ACCEPT),--accept)

bench:
	$(CARGO) bench --features lambda,s3,sns,sqs

schema:
	$(CARGO) run -p cfn-synth-codegen --features refresh --bin refresh-schema

# Advisories come from a database on the network: DENY='bans licenses sources' does without.
DENY := advisories bans licenses sources
deny:
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
	    $(CARGO) deny check $(DENY); \
	else \
	    echo 'SKIPPED: deny: cargo-deny is not installed'; \
	    test "$$CI" != true; \
	fi

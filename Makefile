# Everything a person calls; each line sets up what it needs first (nothing to do costs nothing).
.PHONY: help setup demo test lint format package fresh

help:
	@echo "make demo     run the main job on a fictional territory and say where its map lies"
	@echo "make test     run the tests (ARGS='tests/core -k route' for some of them)"
	@echo "make lint     check style, QGIS idioms and types"
	@echo "make format   put the sources into the form that lint asks for"
	@echo "make package  make build/gisement.zip, which QGIS installs, and check it"
	@echo "make fresh    run make demo and make test in a newly made Debian (SUITE=trixie for Debian 13)"
	@echo "make setup    install all that these need"

setup:
	@dev/setup

demo:
	@dev/setup run
	@dev/demo

test:
	@dev/setup test
	@dev/test $(ARGS)

lint:
	@dev/setup lint
	@dev/lint

format:
	@dev/setup lint
	@dev/format

package:
	@dev/setup package
	@dev/package

fresh:
	@dev/fresh $(SUITE)

# taizhang 台账. `make run` and `make test` set up what they need, on a machine with Python 3.11+, make and a C compiler.

VENV := .venv
SRC ?= corpora/samples
OUT ?= out/dataset
ARGS ?=

# The first Python of the right age that can make a virtual environment; the lock file was made with 3.11.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$python"; break; }; done)

BIN := $(VENV)/bin
READY := $(VENV)/.ready# what running needs
TOOLS := $(VENV)/.tools# and what testing and training need
JOBS ?= auto
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

export PYTHONUTF8 := 1
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help setup tools run show test check lint types schemas lock diff quality speed train pkuseg clean

help:  ## 本说明 this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## 准备环境 make the virtual environment

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 以上（含 venv） Python 3.11+ with venv is needed" >&2; exit 2; }
	@echo "准备环境，首次约一分钟 setting up, about a minute the first time ($(PYTHON))" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --use-pep517 --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

tools: $(TOOLS)  ## 准备测试与训练的工具 what testing and training need beside it

$(TOOLS): $(READY) requirements-dev.lock
	@echo "准备测试工具，首次约两分钟 setting up the tools of the tests, about two minutes the first time" >&2
	@$(PIP) --use-pep517 --require-hashes -r requirements-dev.lock
	@touch $@

run: $(READY)  ## 处理样例 process the samples; one's own: make run SRC=folder OUT=dataset
	@$(BIN)/python -m taizhang run $(SRC) --out $(OUT) --redo $(ARGS)

show: $(READY)  ## 查看一份 one notice: make show SRC=file
	@$(BIN)/python -m taizhang show $(SRC) $(ARGS)

test: $(TOOLS)  ## 全部测试 every test
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: lint types test  ## 测试、类型、格式 tests, types, style

lint: $(TOOLS)  ## 代码规范 style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check pipeline tests

types: $(TOOLS)  ## 类型 types
	@$(BIN)/mypy

schemas: $(TOOLS)  ## 重新生成 schemas/ from the records
	@$(BIN)/python -m taizhang.store.publish
	@$(BIN)/python -m taizhang.query.publish

diff: $(TOOLS)  ## 与上次提交逐行比较 every row that the change changes
	@$(BIN)/python benchmarks/diff.py $(ARGS)

quality: $(TOOLS)  ## 质量底线 floors per metric
	@$(BIN)/python benchmarks/quality.py $(ARGS)

speed: $(TOOLS)  ## 速度 speed beside jieba
	@$(BIN)/python benchmarks/speed.py $(ARGS)

train: $(TOOLS)  ## 重新训练模型 train the shipped model anew, with its card
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m taizhang train corpora/train -o pipeline/taizhang/classify/model \
		--splits corpora/splits.json --card docs/model-card.md --tables benchmarks/tables --gold corpora/gold --gold ../shared/gold

pkuseg: $(TOOLS)  ## 分词对比用的 pkuseg，需 C++ 编译器 the segmenter pkuseg, for the comparison only
	@$(PIP) "setuptools<81" wheel cython "numpy>=2,<3"
	@$(PIP) --no-build-isolation --no-deps pkuseg==0.0.25
	@$(PIP) --use-pep517 --require-hashes -r requirements-dev.lock

# one lock for every system and for Python 3.11 and later; setuptools builds the package itself
LOCK := printf 'setuptools>=77\n' | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --emit-build-options pyproject.toml -

lock: $(READY)  ## 重新锁定依赖 lock the dependencies anew
	@$(PIP) uv
	@$(LOCK) -o requirements.lock
	@$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock

clean:  ## 删除环境与产物 remove what was made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

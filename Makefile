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
READY := $(VENV)/.ready

export PYTHONUTF8 := 1
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help setup run show test check lint types schemas lock diff quality speed clean

help:  ## 本说明 this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## 准备环境 make the virtual environment

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 以上（含 venv） Python 3.11+ with venv is needed" >&2; exit 2; }
	@echo "准备环境，首次约一分钟 setting up, about a minute the first time ($(PYTHON))" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

run: $(READY)  ## 处理样例 process the samples; one's own: make run SRC=folder OUT=dataset
	@$(BIN)/python -m taizhang run $(SRC) --out $(OUT) --redo $(ARGS)

show: $(READY)  ## 查看一份 one notice: make show SRC=file
	@$(BIN)/python -m taizhang show $(SRC) $(ARGS)

test: $(READY)  ## 全部测试 every test
	@$(BIN)/python -m pytest $(ARGS)

check: lint types test  ## 测试、类型、格式 tests, types, style

lint: $(READY)  ## 代码规范 style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check pipeline tests

types: $(READY)  ## 类型 types
	@$(BIN)/mypy

schemas: $(READY)  ## 重新生成 schemas/ from the records
	@$(BIN)/python -m taizhang.store.publish

diff: $(READY)  ## 与上次提交逐行比较 every row that the change changes
	@$(BIN)/python benchmarks/diff.py $(ARGS)

quality: $(READY)  ## 质量底线 floors per metric
	@$(BIN)/python benchmarks/quality.py $(ARGS)

speed: $(READY)  ## 速度 speed beside jieba
	@$(BIN)/python benchmarks/speed.py $(ARGS)

train: $(READY)  ## 重新训练模型 train the shipped model anew, with its card
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m taizhang train corpora/train -o pipeline/taizhang/classify/model \
		--splits corpora/splits.json --card docs/model-card.md --tables benchmarks/tables --gold corpora/gold --gold ../shared/gold

pkuseg: $(READY)  ## 分词对比用的 pkuseg，需 C++ 编译器 the segmenter pkuseg, for the comparison only
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "setuptools<81" wheel cython "numpy>=2,<3"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps pkuseg==0.0.25
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements.lock

lock: $(READY)  ## 重新锁定依赖 lock the dependencies anew
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --no-header --extra dev --build-deps-for editable --allow-unsafe --strip-extras \
		-o requirements.lock pyproject.toml

clean:  ## 删除环境与产物 remove what was made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

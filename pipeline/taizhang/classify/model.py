"""The trained model: arrays and JSON in one folder, checked when it is read, loaded once a process.

`model.json` names the format, the labels, the calibration and the SHA-256 of every array file; nothing is unpickled.
A model carries its own copy of the trigger words it was trained with, so editing the lexicon can not skew its scores.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.linear import Linear, linear_from
from taizhang.classify.lines import LinePart
from taizhang.classify.triggers import Words, lexicon_words, words_of
from taizhang.errors import ModelError

FORMAT = 1
SHIPPED: Literal["shipped"] = "shipped"
PARTS = ("categories", "measures", "pages", "lines")
CARD = "model.json"
_REMEDY = "请重新安装 taizhang 或用 taizhang train 重建模型；也可加 --no-model 不用模型"


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """Categories of problems: scores to shares by `temperature`; the best is an answer from `threshold` on."""

    linear: Linear
    ids: tuple[str, ...]
    words: Words
    functions: tuple[str, ...]  # functions of agencies that it knows, each a feature
    temperature: float
    threshold: float
    agreed_threshold: float  # where the trigger words name the same category
    floor: float  # least share of a candidate that is worth listing
    confidence: tuple[float, ...]  # logistic map from share, lead and agreement to the chance of being right


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """Kinds (independent, each with its Platt scaling and threshold) and tense (exclusive) of measures."""

    linear: Linear
    kinds: tuple[str, ...]
    tenses: tuple[str, ...]
    slope: NDArray[np.float32]
    offset: NDArray[np.float32]
    thresholds: NDArray[np.float32]
    temperature: float


@dataclass(frozen=True, slots=True)
class PagePart:
    """Kind of a page by its opening."""

    linear: Linear
    kinds: tuple[str, ...]
    temperature: float
    notice_at: float  # share of the notice from which a page is one


@dataclass(frozen=True, slots=True)
class Model:
    """All trained parts; `version` is a digest of everything that decides an answer."""

    version: str
    categories: CategoryPart
    measures: MeasurePart
    pages: PagePart
    lines: LinePart
    about: Mapping[str, Any]  # corpus hash, sizes and scores noted by the training


# What a caller may ask for: a model it has loaded, a folder, the one in the package, or none. Folders and words travel
# to workers, which load what they stand for once.
ModelChoice = Model | Path | Literal["shipped"] | None


def chosen_model(choice: ModelChoice) -> Model | None:
    """The model that `choice` stands for. Raises `ModelError` when it can not be read."""
    if choice == SHIPPED:
        return shipped_model()
    return _load_once(choice) if isinstance(choice, Path) else choice


@cache
def _load_once(folder: Path) -> Model:
    return load_model(folder)


def load_model(folder: Path | Traversable) -> Model:
    """The model in `folder`.

    Raises `ModelError` when the folder or a file is missing, a file is not what `model.json` says, or the format is
    one that this program does not know.
    """
    card = _read_card(folder)
    arrays = {name: _read_arrays(folder, card, name) for name in PARTS}
    try:
        return _assemble(card, arrays)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ModelError(f"模型内容不完整（incomplete）：{error}", subject=str(folder), remedy=_REMEDY) from error


@cache
def shipped_model() -> Model:
    """The model inside the package, loaded once a process. Raises `ModelError` as `load_model` does."""
    return load_model(files(__package__) / "model")


def version_of(card: Mapping[str, Any]) -> str:
    """First 12 hex digits of a SHA-256 over labels, calibration and array digests; notes do not count."""
    decisive = {key: value for key, value in card.items() if key not in {"version", "about"}}
    return hashlib.sha256(json.dumps(decisive, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _read_card(folder: Path | Traversable) -> dict[str, Any]:
    subject = str(folder)
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ModelError(f"没有模型：缺少 {CARD}（no model here）", subject=subject, remedy=_REMEDY) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"{CARD} 无法读取（can not be read）：{error}", subject=subject, remedy=_REMEDY) from error
    if not isinstance(card, dict) or card.get("format") != FORMAT:
        found = card.get("format") if isinstance(card, dict) else None
        raise ModelError(
            f"模型格式为 {found}，本程序只认 {FORMAT}（another version of the model format）",
            subject=subject,
            remedy=_REMEDY,
        )
    if card.get("version") != version_of(card):
        raise ModelError(f"{CARD} 已被改动（damaged: its digest does not hold）", subject=subject, remedy=_REMEDY)
    return card


def _read_arrays(folder: Path | Traversable, card: Mapping[str, Any], name: str) -> dict[str, NDArray[np.generic]]:
    file = f"{name}.npz"
    try:
        data = (folder / file).read_bytes()
    except OSError as error:
        raise ModelError(
            f"缺少 {file}（a file of the model is missing）", subject=str(folder), remedy=_REMEDY
        ) from error
    if hashlib.sha256(data).hexdigest() != card.get("files", {}).get(file):
        raise ModelError(f"{file} 已损坏（damaged: its digest does not hold）", subject=str(folder), remedy=_REMEDY)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return {key: stored[key] for key in stored.files}
    except ValueError as error:  # an array that would need unpickling
        raise ModelError(f"{file} 内容不完整（not plain arrays）", subject=str(folder), remedy=_REMEDY) from error


def _assemble(card: Mapping[str, Any], arrays: Mapping[str, Mapping[str, NDArray[np.generic]]]) -> Model:
    categories, measures, pages, lines = (card[name] for name in PARTS)
    ids = tuple(categories["ids"])
    words = words_of(((word, position, tier) for word, position, tier in categories["words"]), len(ids))
    if words == lexicon_words():
        words = lexicon_words()  # one object, so that what rules and model both look for is sought once
    return Model(
        card["version"],
        CategoryPart(
            linear_from(arrays["categories"]),
            ids,
            words,
            tuple(categories["functions"]),
            float(categories["temperature"]),
            float(categories["threshold"]),
            float(categories["agreed_threshold"]),
            float(categories["floor"]),
            tuple(map(float, categories["confidence"])),
        ),
        MeasurePart(
            linear_from(arrays["measures"]),
            tuple(measures["kinds"]),
            tuple(measures["tenses"]),
            np.array(measures["slope"], np.float32),
            np.array(measures["offset"], np.float32),
            np.array(measures["thresholds"], np.float32),
            float(measures["temperature"]),
        ),
        PagePart(
            linear_from(arrays["pages"]), tuple(pages["kinds"]), float(pages["temperature"]), float(pages["notice_at"])
        ),
        LinePart(
            linear_from(arrays["lines"]),
            tuple(lines["roles"]),
            float(lines["temperature"]),
            float(lines["weight"]),
            np.array(lines["first"], np.float64),
            np.array(lines["steps"], np.float64),
        ),
        card.get("about", {}),
    )

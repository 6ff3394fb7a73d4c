"""The model card, Chinese and English: data, splits, scores of every category, calibration, confusions, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taizhang.classify.taxonomy import categories
from taizhang.classify.train.assess import CategoryResult, MeasureResult, PageResult
from taizhang.classify.train.corpus import Corpus, Row
from taizhang.classify.train.line_corpus import LineNotice
from taizhang.classify.train.line_fit import WAYS, LineResult
from taizhang.classify.train.metrics import LabelScore
from taizhang.classify.train.splits import DEV, TEST, TRAIN, split_of


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the card tells about one model."""

    version: str
    size_bytes: int
    threshold: float
    categories: Mapping[str, CategoryResult]  # by split: dev, test, gold parts
    authors: Mapping[str, tuple[int, float, float, float]]
    measures: Mapping[str, MeasureResult]
    pages: Mapping[str, PageResult]
    lines: Mapping[str, LineResult]


def render_card(
    corpus: Corpus,
    results: Results,
    *,
    chart: str,
    tables: str,
    annotators: Mapping[str, tuple[int, float, float]],
) -> str:
    """The card as Markdown; `chart` is the path of the reliability diagram, `tables` what the benchmarks measured,
    `annotators` how far each annotator alone agrees with the settled labels (rows, same main category, among the labels).
    """
    test = results.categories[TEST]
    sections = [
        f"# 模型卡 Model card\n\n由 `make train` 生成，勿手改。Written by `make train`; do not edit.\n\n"
        f"模型 model `{results.version}`，语料 corpus `{corpus.digest}`，{results.size_bytes / 1e6:.2f} MB。\n",
        _WHAT,
        "## 数据与划分 Data and splits\n\n" + _data(corpus) + _SPLITS,
        "## 问题类别 Categories of problems\n\n"
        + _CATEGORY_NOTE.format(threshold=results.threshold)
        + _category_table(results.categories)
        + (_ANNOTATORS + _table(_ANNOTATORS_HEAD, [(a, n, _p(m), _p(g)) for a, (n, m, g) in annotators.items()]))
        + "\n### 按作者 By author\n\n每位作者的全部陈述，由只用其他作者语料训练的模型来判。"
        "Each author's statements judged by a model of the other authors alone.\n\n"
        + _table(
            ("作者 author", "条 rows", "主类 main", "任一标注 any label", "宏 F1 macro"),
            [(a, n, _p(m), _p(g), _p(f)) for a, (n, m, g, f) in results.authors.items()],
        ),
        f"### 校准 Calibration\n\n![可靠性图 reliability]({chart})\n\n"
        f"ECE（10 档 bins）：dev {results.categories[DEV].ece:.3f}，test {test.ece:.3f}。\n",
        "### 各类 Each category (test)\n\n"
        + _label_table(test.labels, {c.id: f"{c.id} {c.zh} {c.en}" for c in categories()}),
        "### 易混 Confusions (test)\n\n"
        "标注的各类都不含所判者才计。Counted only where the answer is none of the labels.\n\n"
        + _table(("标注 labelled", "判为 answered", "次 times"), list(test.confusions[:15])),
        "## 措施 Measures\n\n" + _measures(results.measures),
        "## 页面种类 Kind of page\n\n" + _pages(results.pages),
        "## 行的角色 Roles of lines\n\n" + _LINES + line_tables(results.lines) if results.lines else "",
        tables,
        _LIMITS,
    ]
    return "\n".join(section.rstrip() + "\n" for section in sections if section)


_WHAT = """\
规则认公式化的语言，模型判语义：问题属哪一类、措施是哪一种、完成与否、页面是不是整改通报、没有编号的行是
什么。四个线性模型，特征是 1—3 字的字符片段，另加类别触发词
（`lexicon/categories.toml`）和单位职能、页面标题、行的形状与前后次序；权重为 int8 数组加 JSON，不用 pickle。没有任何预训练权重，只用本库自写的语料。

Rules read what is formulaic; the model decides meaning: category of a problem, kinds and tense of a measure, kind of a
page, role of a line without a number. Four linear models (one-vs-rest LIBLINEAR) over character n-grams of 1-3, with
trigger words of the taxonomy and the function of the agency, the title of a page, the shape and order of lines; that of
categories mixed with multinomial naive Bayes. int8 arrays and JSON, no pickle. No pretrained weights: nothing but our own corpus.
"""

_SPLITS = """
同一单位只在一边：按单位名的 SHA-256 分（`corpora/splits.json`）；作者 wu 多留出一些。训练只用 train；温度与置信度由 train 内按单位的
五折得出；页面的门槛亦由此定，其余门槛和设置在 dev 上定；test 从不参与。人工标注的通报只有一处参与：dev 部分的行用来训练行的角色。

An agency is on one side only (digest of its name); more of the author wu is held back. Weights come from train;
temperature, confidence and the threshold of pages from folds by agency inside train; other thresholds and settings from
dev; test takes part in nothing. The annotated notices take part in one thing: lines of their dev part train the roles.
"""

_CATEGORY_NOTE = """\
“主类”指最可能的一类等于标注的第一类；“任一标注”指它在标注的一至三类之中。把握（score）是“此类确在标注之中”的概率。把握不低于 {threshold:.3f}
时填 `category`，否则留空并列出候选：门槛使 dev 上所答者错（不在标注之中）不超过 5 %。

"Main": the likeliest category is the first label; "any label": it is among the one to three labels. The score is the
chance of the latter. `category` is filled from {threshold:.3f} on, which keeps answers that are none of the labels ≤ 5 % on
dev; below, it is null and the candidates are listed.

"""

_ANNOTATORS = """
留出部分（dev、test）的每条由作者之外的两人盲标，三人多数为准；train 的每条另由一人盲标，有分歧的再加一人（`corpora/adjudicate.py`，
一致性见 `corpora/train/AGREEMENT.md`）。
单个标注人与定稿的一致程度，是模型可及的上限：

Every held-out row (dev, test) was labelled by two more people, blind; the majority of three is the label. How far one
annotator alone agrees with it is what a model can hope for (training rows have one or two blind readers more):

"""

_ANNOTATORS_HEAD = ("标注人 annotator", "条 rows", "主类 main", "主类在定稿之中 among the labels")

_LINES = """\
一行是标题、问题、回答还是别的。“规则”按所在单元定；“模型”逐行打分、连同前后次序一起定；“合用”是规则有据（编号、标签、标题、格式）处从规则，余从模型。
“无据”只计规则无据的行：没有编号和标签，规则只能随它落入的单元。单元格：正确率 / 宏 F1；无据行正确率。

What a printed line is. "rules": the unit it falls into; "model": line by line, with the order of roles; "merged": the rules
where the line itself shows its role (number, label, heading, frame), else the model. Cells: accuracy / macro-F1, then the
accuracy on lines that show nothing to a rule.

"""

_LIMITS = """\
## 局限 Limits

- 语料为自写，比真实通报更刁钻（隐喻、关键词误导的约占五分之一）；真实通报的成绩见 gold 各行。
  The corpus is our own writing and harder than real notices on purpose; for those see the gold rows.
- 一条陈述常可归两类，主次之分作者之间亦不一致，“主类”与“任一标注”之差即在此。
  Many statements fit two categories and authors differ on which comes first: hence the gap between the two columns.
- 20（六大纪律）、31（党员发展）、32（统战群团）取材较少；新政策的新词须补入触发词并重新训练。
  20, 31 and 32 rest on thin evidence; words of new policies must be added to the triggers and the model retrained.
- 触发词修订时看过各作者 train 部分的误判，故“按作者”一表略偏乐观；陈述的 test 未看过，页面 test 的误判看过一次。
  The trigger words were revised with an eye on mistakes in the training rows of all authors, so the table by author is
  a little too kind; test statements were not looked at, the mistakes on test pages once.
- 模型不参与任何核对（audit）。No audit rests on the model.
"""


def _data(corpus: Corpus) -> str:
    parts: dict[str, tuple[Row, ...]] = {
        "问题陈述 statements": corpus.statements,
        "措施 measures": corpus.measures,
        "页面 pages": corpus.pages,
    }
    rows: list[tuple[object, ...]] = []
    for name, items in parts.items():
        split = Counter(split_of(item.author, item.agency) for item in items)
        authors = ", ".join(f"{author} {n}" for author, n in sorted(Counter(item.author for item in items).items()))
        agencies = len({item.agency for item in items})
        rows.append((name, len(items), agencies, split[TRAIN], split[DEV], split[TEST], authors))
    split = Counter[str]()
    for notice in corpus.lines:
        split[split_of(notice.author, notice.agency)] += len(notice.texts)
    authors = ", ".join(f"{author} {n}" for author, n in sorted(_lines_by_author(corpus.lines).items()))
    agencies = len({notice.agency for notice in corpus.lines})
    rows.append(("行 lines", split.total(), agencies, split[TRAIN], split[DEV], split[TEST], authors))
    return _table(("", "条 rows", "单位 agencies", "train", "dev", "test", "作者 authors"), rows)


def _lines_by_author(notices: Sequence[LineNotice]) -> Counter[str]:
    found = Counter[str]()
    for notice in notices:
        found[notice.author] += len(notice.texts)
    return found


def _category_table(results: Mapping[str, CategoryResult]) -> str:
    head = (
        "集 set", "条 rows", "主类 main", "任一标注 any label", "宏 F1 macro", "作答 answered", "所答：任一标注 any label",
        "所答：主类 main", "95% 精度可答 answers at 95 %", "ECE",
    )  # fmt: skip
    return _table(
        head,
        [
            (
                name, r.rows, _p(r.right), _p(r.among), _p(r.macro_f1), _p(r.answered), _p(r.among_precision), _p(r.precision),
                _p(r.coverage_at_95_among), f"{r.ece:.3f}",
            )
            for name, r in results.items()
        ],
    )  # fmt: skip


def _measures(results: Mapping[str, MeasureResult]) -> str:
    rows = [
        (name, r.rows, _p(r.main_kind), _p(r.kinds_macro_f1), _p(r.tense), f"{r.concrete_auc:.3f}")
        for name, r in results.items()
    ]
    head = ("集 set", "条 rows", "首种 best kind", "种类宏 F1 kinds macro", "时态 tense", "具体程度 AUC specificity")
    test = results[TEST]
    return _table(head, rows) + "\n" + _label_table((*test.kinds, *test.tenses), {})


def _pages(results: Mapping[str, PageResult]) -> str:
    rows = [
        (name, r.rows, _p(r.accuracy), _p(r.notice.precision), _p(r.notice.recall), _p(r.notice.f1), _p(r.rules.f1))
        for name, r in results.items()
    ]
    head = ("集 set", "页 pages", "正确 accuracy", "通报 P notice", "R", "F1", "仅规则 F1 rules alone")
    return _table(head, rows) + "\n" + _label_table([s for s in list(results.values())[2].kinds if s.support], {})


def line_tables(results: Mapping[str, LineResult]) -> str:
    """Rules, model and both on each set, then role by role."""
    head = ("集 set", "行 lines", "无据 unshown", "规则 rules", "模型 model", "合用 merged")
    rows = [
        (
            name,
            len(r.truth),
            r.accuracy("rules", shown=False)[1],
            *(f"{_p(r.accuracy(way)[0])} / {_p(r.macro(way))}；{_p(r.accuracy(way, shown=False)[0])}" for way in WAYS),
        )
        for name, r in results.items()
    ]
    parts = [_table(head, rows)]
    for name, result in results.items():
        scores = zip(*(result.labels(way) for way in WAYS), strict=True)
        each = [(own[0].label, own[0].support, *(_p(s.f1) for s in own)) for own in scores if own[0].support]
        parts.append(
            f"{name}，F1：\n\n" + _table(("role", "行 lines", "规则 rules", "模型 model", "合用 merged"), each)
        )
    return "\n".join(parts)


def _label_table(scores: Sequence[LabelScore], names: Mapping[str, str]) -> str:
    rows = [(names.get(s.label, s.label), s.support, _p(s.precision), _p(s.recall), _p(s.f1)) for s in scores]
    return _table(("", "条 rows", "P", "R", "F1"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def _p(value: float) -> str:
    return f"{value:.3f}"

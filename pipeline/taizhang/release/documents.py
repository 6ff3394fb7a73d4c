"""README, citation and quality figures of a release."""

from __future__ import annotations

import json
from typing import Any

from taizhang.lexicon import load
from taizhang.records import TABLES
from taizhang.release.facts import Facts, Released
from taizhang.store.dictionary import title_of
from taizhang.vocabulary import VERDICTS


def citation(facts: Facts) -> str:
    """The content of `CITATION.cff`, version 1.2.0."""
    lines = [
        "cff-version: 1.2.0",
        'message: "引用本数据集时，请注明版本与逻辑散列。 Please cite with the version and the logical hash."',
        "type: dataset",
        f"title: {_quoted(facts.title)}",
        f"version: {_quoted(facts.version)}",
    ]
    if facts.date:
        lines.append(f"date-released: '{facts.date.isoformat()}'")
    lines.append("authors:")
    lines += [f"  - name: {_quoted(name)}" for name in facts.creators] or ['  - name: "未署名"']
    if facts.url:
        lines.append(f"url: {_quoted(facts.url)}")
    if facts.licence:
        lines.append(f"license-url: {_quoted(facts.licence)}")
    lines += [
        "identifiers:",
        "  - type: other",
        f'    value: "sha256:{facts.dataset_hash}"',
        '    description: "数据集的逻辑散列 logical hash of the dataset"',
        "keywords: [巡察, 整改, 通报, 台账]",
    ]
    return "\n".join(lines) + "\n"


def quality(facts: Facts, evaluation: object) -> str:
    """The content of `quality.json`: what the dataset says of itself, and `evaluation`, figures measured elsewhere."""
    value: dict[str, Any] = {
        "documents_by_outcome": dict(sorted(facts.outcomes.items())),
        "rows": dict(facts.rows),
        "agencies": facts.agencies,
        "mean_read_share": None if facts.read_share is None else round(facts.read_share, 4),
        "audits": {check: dict(numbers) for check, numbers in facts.audits.items()},
        "versions": dict(facts.versions),
        "evaluation": evaluation,
    }
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def readme(release: Released) -> str:
    """The content of `README.md`, Chinese first."""
    facts = release.facts
    names = load("words")
    outcomes = "；".join(
        f"{names['outcome'].get(word, word)} {number}" for word, number in sorted(facts.outcomes.items())
    )
    lines = [
        f"# {facts.title}",
        "",
        f"版本 version {facts.version}　日期 date {facts.date or '无'}　逻辑散列 logical hash `{facts.dataset_hash}`",
        "",
        f"由公开的巡察（巡视）整改情况通报读出的台账：{facts.rows['notices']} 份通报，{facts.agencies} 个单位，"
        f"公布日期 {facts.first or '—'} 至 {facts.last or '—'}。每个单元格都能回到原文的字：位置按码点计，终点不含。",
        "",
        "*Ledgers read from published inspection-rectification notices. Every cell leads back to the characters it came "
        "from. Null means that the notice does not say; zero is a printed zero.*",
        "",
        "| 表 table | 一行是 row | 行数 rows | 字节 bytes |",
        "|---|---|---|---|",
        *(
            f"| [`{table}`](data/{release.files[table].path}) | {title_of(table, 'zh')} | {facts.rows[table]} "
            f"| {release.files[table].bytes} |"
            for table in TABLES
        ),
        "",
        f"输入清账 account：{outcomes or '无'}。",
        "",
        "## 怎么读 How to read it",
        "",
        "```sql",
        "SELECT agency, count(*) AS problems",
        "FROM 'data/problems/*.parquet' JOIN 'data/notices/*.parquet' USING (notice_id)",
        "WHERE level = 'problem' GROUP BY agency",
        "```",
        "",
        "`data/` 也是一个完整的数据集：`taizhang query data`、`taizhang verify data` 都认得它。",
        "",
        "- [数据字典（中文）](data-dictionary.zh.md)、[data dictionary (English)](data-dictionary.en.md)、"
        "[视图 views](views.md)",
        "- [`croissant.json`](croissant.json)（Croissant 1.0）、[`datapackage.json`](datapackage.json)（Frictionless）",
        "- [`quality.json`](quality.json) 质量数字；[`hashes.json`](hashes.json) 各表的逻辑散列；"
        "[`SHA256SUMS`](SHA256SUMS) 文件校验：`sha256sum -c SHA256SUMS`",
        "",
        "## 用之前 Before use",
        "",
        "- 数的单位（方面、问题、子问题、整改任务）、清单范围、状态用词各家不同，不能直接比；视图带着单位。",
        "- “不符”只说印着的两处对不上，“无法核实”只说正文不足以定夺；不符的项数不能拿来给单位排名次。",
        "- 抽取由规则和模型完成，有错；`read_share`、`categories` 的把握和 `audits` 的证据供复核。",
        "",
        "## 核对 Audits",
        "",
        f"| 核对 check | {' | '.join(names['verdict'][word] for word in VERDICTS)} |",
        f"|---|{'---|' * len(VERDICTS)}",
        *(
            f"| {names['check'][check]} `{check}` | {' | '.join(str(numbers.get(word, 0)) for word in VERDICTS)} |"
            for check, numbers in facts.audits.items()
        ),
        "",
        "## 引用与许可 Citation and licence",
        "",
        facts.citation(),
        "",
        f"许可 licence：{facts.licence or '未声明 not stated'}。生成 made by：{_made_by(facts)}。",
    ]
    return "\n".join(lines) + "\n"


def _made_by(facts: Facts) -> str:
    return "，".join(f"{name} {value or '—'}" for name, value in facts.versions.items()) or "—"


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar, which JSON's is."""
    return json.dumps(text, ensure_ascii=False)

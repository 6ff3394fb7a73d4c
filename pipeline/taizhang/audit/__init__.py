"""The auditor: claims against what is printed. `run_audits` applies every law; `worst` ranks verdicts."""

from taizhang.audit.run import run_audits
from taizhang.audit.verdict import worst

__all__ = ["run_audits", "worst"]

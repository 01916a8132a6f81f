"""History: many versions of one Work, compared one after the other, become the trail of each article.

`docs/explanation/history.md` tells how.
"""

from codetool.history.trace import trace_articles, trace_changes
from codetool.history.trails import Dated, History, State, Trail

__all__ = ["Dated", "History", "State", "Trail", "trace_articles", "trace_changes"]

"""A store as a static site: pages, comparisons, the history of every article, search, feeds; all links are relative."""

from codetool.render.site.addresses import Form
from codetool.render.site.build import FORMS, Built, build_site
from codetool.render.site.folder import SiteFolder, open_folder
from codetool.render.site.series import Series, load_series

__all__ = ["FORMS", "Built", "Form", "Series", "SiteFolder", "build_site", "load_series", "open_folder"]

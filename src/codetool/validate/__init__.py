"""The second layer of validation: what the schema accepts and a code must not contain."""

from codetool.validate.check import check_expression, check_signs, check_source
from codetool.validate.signs import DECEPTIVE
from codetool.validate.versions import check_versions

__all__ = ["DECEPTIVE", "check_expression", "check_signs", "check_source", "check_versions"]

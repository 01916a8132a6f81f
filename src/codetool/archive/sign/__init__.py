"""Who and when: signatures and time stamps, made and checked."""

import logging

# What is wrong is told as a finding; pyHanko's own lines, traces and all, are for those who ask for them.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

"""Facts read inside units of known role.

`taizhang.extract(text)` of the contract is this room, made callable by `taizhang/__init__.py`.
"""

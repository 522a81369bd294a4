"""The rules of the format checker, a family a module.

Sources: Decree 30/2020/NĐ-CP on records work, annex I (layout and parts of administrative documents), annex II
(capital letters) and annex III (abbreviations of kinds); where it says nothing, the custom of offices.
"""

"""`malmoi card`: the description of a published corpus, in the forms that others read.

Every figure comes from the ledger of a root; what the ledger cannot know is stated in `about.yaml`. From
both come a README with the metadata of a data set hub, Croissant JSON-LD and the European Union's summary of
training content. `malmoi verify ROOT --card DIR` makes them again and compares.
"""

"""Texts of five other hands, who knew the kinds of personal data and no rule: papers, chats, logs, forms.

A family is one way of writing that a kind of document has. `first` was written by kind, `second` from documents,
`third` from the systems and situations of today, `fourth`
from the lives of fifty persons, `fifth` from the sites that a crawl meets. Persons, numbers and companies are made up.
"""

"""Mailboxes of roles and offices: info@, press@, bid@. RFC 2142 names the first ones.

Hardly any of the words is a name (Booth and Temple are). At a provider for persons, such as gmail.com, they
do not count.
"""

import re

_WORDS = """
info marketing sales support abuse noc security postmaster hostmaster webmaster www news admin
administrator contact contacts help helpdesk service services customer customerservice cs center
office editor editors press media pr hr jobs job recruit recruiting careers career insa apply
billing orders order returns shop store noreply no-reply donotreply hello team feedback enquiries
inquiries reservations booking legal privacy newsletter subscribe unsubscribe registrar reception
secretary webmail root mailer-daemon master ask license licence licensing checkup consular consulate
consul embassy partner partners partnership ads ad advertising biz business ir investor investors
image images photo photos quote quotes estimate bid bids tender tenders data dataset stats
statistics record records archive archives library lib book books catalog catalogue print tour tours
travel visit visitor visitors museum gallery exhibition exhibitions festival event events ticket
tickets boxoffice booth reserve reservation program programme programs edu education academy
admission admissions enroll alumni dept research lab labs tech technical engineering dev developers
api open opensource bug bugs issue issues report reports complaint complaints claim claims refund
refunds return exchange delivery shipping logistics warehouse purchase purchasing procurement vendor
vendors supplier suppliers trade export import overseas global international account accounts
accounting finance tax payroll invoice invoices payment payments membership member members community
forum donation donate donor volunteer volunteers join welcome application applications entry contest
competition award awards submit submission submissions editorial journal paper papers publish
publishing publication letters opinion desk newsroom webzine magazine broadcast radio studio casting
production facility facilities maintenance safety emergency hotline health clinic appointment
appointments lease rent rental realty adopt rescue temple notice notify notification notifications
alert alerts system sys server network test demo policy compliance audit ethics ombudsman csr esg
sustainability cooperation protocol visa immigration tourism weather jebo sosik munui minwon
chaeyong gyoyuk wee webteam planning operations ops it itsupport sysadmin hosting domain dns
"""
ROLES = frozenset(_WORDS.encode().split())
# consular-jp: a role and the country that it is for; adopt2
_LANDS = rb"kr|ko|en|us|uk|eu|jp|cn|tw|hk|vn|th|id|my|sg|ph|in|au|ca|fr|de|es|it|ru|br|mx"
_ENDING = re.compile(rb"(?:[\-_.](?:" + _LANDS + rb"))?[0-9]{0,2}$")


def is_role(local: bytes) -> bool:
    """True if the local part of an address, in small letters, names a role."""
    return local in ROLES or _ENDING.sub(b"", local, count=1) in ROLES

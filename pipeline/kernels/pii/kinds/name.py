"""NAME: names of persons in fields, behind a label, before a telephone number or a title, and in columns.

Other names in prose are not searched for here.
"""

from dataclasses import replace

from pipeline.kernels.pii.kind import Kind
from pipeline.kernels.pii.names import (
    abroad,
    boarding,
    columns,
    english,
    labelled,
    neighbours,
    rare,
)
from pipeline.kernels.pii.names.records import of_person

# a name from abroad may begin as a Korean one does: 마리아 산토스
_FORMS = (
    *abroad.FORMS,
    *labelled.FORMS,
    *english.FORMS,
    *boarding.FORMS,
    *neighbours.FORMS,
    *columns.FORMS,
    *rare.FORMS,
)

KIND = Kind(
    name="NAME",
    precedence=200,
    looks="a Korean name behind 성명:, 신청자:, 예금주- and hundreds of labels of persons, also with blanks (성  명 : 김 민 지), hidden (김*지), in Chinese "
    "or Latin letters, from abroad (성명: 바트바야르), in a column with such a head, in `student: {name: ...}`; before a telephone number, 김민지(010-...), an identity number, a "
    "seal (인) or a mail address in brackets; behind 저는, 제 이름은 or before 드림 beside such a value",
    evidence="a surname of the census; words of forms are rejected; usual syllables of given names where no sign "
    "stands behind the label; a rare surname or a given name of one syllable (봉민지, 허혁) only where it fills its "
    "place behind a label and a sign, in a column, or in a list of telephone numbers; a name from abroad sounds "
    "like those of thirty countries; no field of things or characters stands beside it",
    forms=tuple(replace(form, check=of_person(form.check)) for form in _FORMS),
)

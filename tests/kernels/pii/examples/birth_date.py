"""BIRTH_DATE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def birth_date(random: Random) -> str:
    """A day in one of the ways that forms print it."""
    year, month, day = random.randint(1930, 2012), random.randint(1, 12), random.randint(1, 28)
    form = random.choice(
        ("{y}-{m:02d}-{d:02d}", "{y}.{m}.{d}", "{y}년 {m}월 {d}일", "{s:02d}{m:02d}{d:02d}", "{y}{m:02d}{d:02d}")
    )  # fmt: skip
    return form.format(y=year, s=year % 100, m=month, d=day)


EXAMPLES = Examples(
    makers=(Maker(birth_date, before="생년월일: "), Maker(birth_date, before="DOB ")),
    found=(
        ("고인께서는 1952년 6월 18일 출생하시어 향년", ("1952년 6월 18일",)),
        ("Date of birth of child: 14 March 2017, nursery class", ("14 March 2017",)),
        ('<birthTime value="19570918"/>', ("19570918",)),
        ("PID|1||7730182^^^HIS||PARK||19640129|M", ("19640129",)),
        ("Child's date of birth (MM/DD/YYYY): 10-02-2017", ("10-02-2017",)),
        ('"dateOfBirth": "1996-09-18T00:00:00Z"', ("1996-09-18T00:00:00Z",)),
        ("INSURED Nadia Barrientos BIRTH DATE 17-NOV-1965 SEX M", ("17-NOV-1965",)),
        ("외삼촌은 1951年 1月 12日에 태어나 방직공장에서 일하셨다", ("1951年 1月 12日",)),
        ("태어난 날: 1962년(단기 4295) 8월 23일", ("1962년(단기 4295) 8월 23일",)),
        ("23世 방슬기 生 1990. 9. 22 配 밀양박氏", ("1990. 9. 22",)),
        ("생 년 월 일 : 1987. 3. 2.", ("1987. 3. 2.",)),
        ("Date of birth: March 2, 1987", ("March 2, 1987",)),
        ("DOB: 03/02/1987", ("03/02/1987",)),
        ("DOB: 06 AUG 1992", ("06 AUG 1992",)),
        ("Player, born AUG 6, 1992, size M", ("AUG 6, 1992",)),
        ("my daughter (d.o.b. 07/23/2014)", ("07/23/2014",)),
        ("망인은 1933년 12월 1일 출생하여 농사를 지었다", ("1933년 12월 1일",)),
        ("번호 / 생년월일 / 관계\n3 / 890124 / 본인\n", ("890124",)),
        ("INSERT INTO runner (team, birth_date) VALUES ('B2', '1977.03.04');", ("1977.03.04",)),
        ("870302생, 1987년 3월 2일생이다", ("870302", "1987년 3월 2일")),
        ("0 @I1@ INDI\n1 BIRT\n2 DATE 1987-03-02\n2 PLAC Seoul\n", ("1987-03-02",)),
    ),
    left_alone=(
        "Company birthday: 1971-10-11 (cake in the canteen)",
        "고시일 2023. 6. 2. / 효력발생일 2021. 5. 11.",
        "회생일: 1987-03-02",
        "87년생, 1987년 3월 2일 생산된 것, 1987년 3월 2일에 문을 열었다",
        "생년월일: 1987-02-31, 생일 파티는 12-25",
        "0 @F1@ FAM\n1 MARR\n2 DATE 1987-03-02\n",
        "강아지 생일 2020.05.05, 우리 앱 생일 2010-10-10",
    ),
)

"""US_PHONE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def us_phone(random: Random) -> str:
    """A number of the North American plan; areas that begin with 8 are free of charge, some of them."""
    area, exchange = (
        f"{random.choice('2345679')}{random.choice('02345')}{random.randint(0, 9)}",
        f"{random.randint(2, 9)}{random.choice('02345')}{random.randint(2, 9)}",
    )
    form = random.choice(("({}) {}-{}", "{}-{}-{}", "+1-{}-{}-{}", "{}.{}.{}"))
    return form.format(area, exchange, digits(random, 4))


EXAMPLES = Examples(
    makers=(Maker(us_phone),),
    found=(
        ("emergency_contact_phone,4153926815,relationship,father", ("4153926815",)),
        ("Caller ID 7148572021 duration 00:04:31", ("7148572021",)),
        ("Best,\nShirley\n713 - 853 - 5290", ("713 - 853 - 5290",)),
        ("name,phone\nXan Orquil,651-213-1847", ("651-213-1847",)),
        ("name,employer,phone\nXan Orquil,City Hospital,651-213-1847", ("651-213-1847",)),
        ("Employer: Grand Harbor Hotel\nResidence phone: (816) 991-1086", ("(816) 991-1086",)),
        ("Sarah, from the city library: 313-624-9751", ("313-624-9751",)),
        ("my mom works at City Hospital, her number is 313-624-9751", ("313-624-9751",)),
        ("If the generator dies, phone Tobias on 4043137890.", ("4043137890",)),
        ("Found: set of keys. Text 4064959216", ("4064959216",)),
        (
            "Stanford University, Department of Economics, ( 650) 497-4045 ( H)",
            ("( 650) 497-4045",),
        ),
        ("City Library, call Tobias at 313-624-9751", ("313-624-9751",)),
        ("Babysitter. Yvonne Haldane, 702 965 9959.", ("702 965 9959",)),
        ("Text me at 718/572-0216 for the potluck", ("718/572-0216",)),
    ),
    left_alone=(
        "한국식품과학회지 51(4), 318-325 2019",
        "하와이 리조트 컨시어지 1-808-923-1811 투숙객용",
        "What is 987 - 654 - 3210 equal to?",
        "name,phone\nLakeside Pharmacy,651-213-1847",
        "Hospital,Main line\nSt. Luke's Medical Center,404-824-7688",
        "Store\tPhone\tHours\nDayton Store\t206-632-3161\t9-9",
        "| Office | Phone |\n|---|---|\n| Assessor's Office | (720) 423-7892 |",
        "City Hall 216-694-9480",
        "Kingsport Public Library, circulation desk (313) 624-9751.",
        "| Department | Main line |\n|---|---|\n| Permits | 919-946-4047 |\n",
        "Call 1-800-234-5678 or +1 888 234 5678, free of charge",
        "Rows 702 965 9959",
    ),
)

"""SECRET."""

from random import Random

from tests.kernels.pii.making import Examples, Maker

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_LINES = "\n".join("MIIEpAIBAAKCAQEA7hK2q9Xw4n1pUe0V3bT5" for _ in range(20))
_BLOCK = f"-----BEGIN RSA PRIVATE KEY-----\n{_LINES}\n-----END RSA PRIVATE KEY-----"


def token(random: Random) -> str:
    """A key or token of a well-known service, of the right length."""

    def some(num: int, pool: str = _LETTERS) -> str:
        return "".join(random.choice(pool) for _ in range(num))

    return random.choice(
        (
            "AKIA" + some(16, _LETTERS[:26] + "234567"),
            "ghp_" + some(36),
            "hf_" + some(34),
            "AIza" + some(35),
            "sk-" + some(48),
            "xoxb-" + some(40),
            f"eyJ{some(30)}.eyJ{some(60)}.{some(43)}",
        )
    )


EXAMPLES = Examples(
    makers=(Maker(token),),
    found=(
        ("naver_client_secret = aZ7kQ_m2Xv", ("aZ7kQ_m2Xv",)),
        (
            '{"username":"hjmoon","key":"4b8e1f7c2a9d3605e8f1b7c4d2a96e03"}',
            ("4b8e1f7c2a9d3605e8f1b7c4d2a96e03",),
        ),
        ("mysql -u admin -p'Gn4&wLp82zQe' order_db < dump.sql", ("Gn4&wLp82zQe",)),
        ("관리자 계정 admin / pw P@ssSgJqd77 으로", ("P@ssSgJqd77",)),
        ("로그인 아이디 mission 암호 Grace2733!!", ("Grace2733!!",)),
        ("her icloud password is Sunny9327$moon and", ("Sunny9327$moon",)),
        ("임시 비밀번호: rxXrgtDASo%", ("rxXrgtDASo%",)),
        ("sshpass -p 'hw7SluITzZO!7' ssh deploy@host uptime", ("hw7SluITzZO!7",)),
        ("<li>블로그 PW: <code>xmypq$5212</code></li>", ("xmypq$5212",)),
        ("쇼핑몰 비밀번호=lkAl-QlCs-rqHs 로 바꿈", ("lkAl-QlCs-rqHs",)),
        (
            'const exporterToken = "Mf5NxyLUPD2WD/zxMsCO01g+XbM0Nucua+ailCjT";',
            ("Mf5NxyLUPD2WD/zxMsCO01g+XbM0Nucua+ailCjT",),
        ),
        (f"앞\n{_BLOCK}\n뒤", (_BLOCK,)),
        ("와이파이 비밀번호: Dragon$7120", ("Dragon$7120",)),
        ("그룹웨어 비밀번호 qlqjs3810!\n", ("qlqjs3810!",)),
        ("계정 mango / 패스워드 dkssud2760*", ("dkssud2760*",)),
        ("임시 비밀번호는 CzaNyN!XhZLv 입니다", ("CzaNyN!XhZLv",)),
        ("비번: cwuASX$qMeaD", ("cwuASX$qMeaD",)),
        ("DB_PASSWORD=EenNNn!XpyjQ", ("EenNNn!XpyjQ",)),
        ("define('DB_PASSWORD', 'Coffee_2lMj71');", ("Coffee_2lMj71",)),
        ("CREATE USER 'report'@'%' IDENTIFIED BY 'Jini5243$';", ("Jini5243$",)),
        ("spring.datasource.password=bRlRPF%Zuxgq", ("bRlRPF%Zuxgq",)),
        (
            "secret_key = wdrGgnbpS4KlpBRxrkUdbzLo4yErLsQPPljiwmht",
            ("wdrGgnbpS4KlpBRxrkUdbzLo4yErLsQPPljiwmht",),
        ),
        ("Your temporary password is: guest2503#\n", ("guest2503#",)),
        ("Password: yXiuMqUKuN\n", ("yXiuMqUKuN",)),
        ("번호,비밀번호\n1,rkatk6177@\n", ("rkatk6177@",)),
        ("- name: REDIS_PASSWORD\n  value: 'rkatk6177@'\n", ("rkatk6177@",)),
        ('<add key="AdminPassword" value="rkatk6177@" />', ("rkatk6177@",)),
    ),
    left_alone=(
        "python render.py -p 'Model3aXk' --size 4",
        "비밀번호: Wrong!",
        "password: InvalidUserInput!",
        "AWS credentials from the docs: AKIAIOSFODNN7EXAMPLE",
        "password: Two-Step-Auth",
        "password: $DB_PASS1",
        "password: getUserPasswordFromStore, Password: Required, password: PASSWORD, password: bcryptHash",
        "비밀번호 변경, 비밀번호 8자리 이상, 비밀번호 SHA256 해시, 비밀번호 확인, 패스워드 bcrypt2 방식, password reset",
        "| 비밀번호 | 8~16자 |, 비밀번호 - 영문, define('DB_PASSWORD', 'password_here')",
        "ecdsa-sha2-nistp521 sk-ecdsa-sha2-nistp256-cert-v01, 1802–2017",
        "- name: REDIS_HOST\n  value: 'cache17.local'\n",
        "task-1234567890abcdefghij, risk-aversion-of-the-people-in-town",
    ),
)

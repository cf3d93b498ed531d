"""Korean surnames (census)."""

# surnames of one syllable that begin a name more often than another word
SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고")

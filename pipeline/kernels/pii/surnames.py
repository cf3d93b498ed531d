"""Korean surnames (census) in Hangul, Chinese and Latin letters, and the syllables of given names."""

# surnames of one syllable that begin a name more often than another word
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현"
    "함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고")
# in Chinese characters, the most frequent ones
CHINESE = (
    "金李朴崔鄭姜趙尹張林韓吳徐申權黃安宋柳全洪高文梁孫裵裴白許劉南沈盧河郭成車朱禹具"
    "閔羅陳池嚴蔡元千方孔玄咸卞廉"
)
# as people romanise them
_LATIN = """
    KIM LEE YI RHEE PARK PAK BAK CHOI CHOE JUNG JEONG CHUNG KANG GANG CHO JO YOON YUN JANG CHANG LIM IM
    HAN OH SEO SUH SHIN KWON HWANG AHN AN SONG RYU YOO YU HONG JEON JUN KO KOH GO MOON MUN YANG SON
    SOHN BAE BAEK PAIK HEO HUR NAM SHIM SIM NOH ROH HA KWAK GWAK SUNG SEONG CHA JOO JU WOO MIN NA JIN
    JI EOM UM CHAE WON CHEON BANG GONG HYUN HAM BYUN DO HWANGBO NAMGUNG SUN SEOL KI PYO MYUNG BAN WANG
    OK YOOK IN MAENG TAK KOOK EO EUN PYEON YONG
"""
LATIN = frozenset(_LATIN.split())
# syllables that given names are made of
GIVEN = (
    "가강건겸경관광규균근기길나남다단달담대덕도동라란래련령례록룡루리린림마명모무문미민배백범별병보복봉빈산상새서석선설섭성세소솔송수숙순슬승시식신아"
    "안애양언여연열영예옥온완용우욱운웅원월유윤율은을음이인일임재전정제조종주준중지진찬창채천철초춘충치태택평필하학한해향헌혁현형혜호홍화환회효후훈휘희"
    "국람빛봄늘결갑걸곤권금두득랑량만말묵삼술심엽오왕요익자점탁흥샘"
)

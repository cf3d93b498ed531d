"""Names of Korean banks in Hangul, as people write them beside the number of an account."""

IN_HANGUL = (
    "국민|신한|우리|하나|기업|농협|토스|카카오|카뱅|케뱅|토뱅|케이|새마을(?:금고)?|우체국|신협|수협|부산|대구|아이엠|광주|전북|경남|제주|산업"
    "|한국씨티|씨티|제일|외환|산림조합|축협|단위농협|상호금융|신용협동조합|저축|수출입|미래에셋|키움|한국투자|삼성증권|유안타|대신증권"
)

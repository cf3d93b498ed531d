"""Archives that py7zr 1.1 and 7-Zip 26 (`seven_zip`) wrote, in base 85."""

ARCHIVES = {
    "lzma2": (
        "H+sCUCma9-t1pID-T(jq00000761SM00000$E2-o-"
        "~dPfMO^@Ou1t=loq8y#3SH>x`%r5edWu%3dAsE&1a5G|$;FNym}0O&^8bu_RRH~6B8Bw!fk^!iN@N?V{)oe5Qd51Qq9!C40N"
        "?<)0Et}y0D&_Ht`E|hx;;R<lw=%!>tbW}xtEeE+cMr$GcgfogbMTZtY;F!i8wrL__lB7g6+aWw=BxsT{00+^!?o;581m~opk"
        "fXlXH!}LP3aCd8QL^VUCnoL9+RWZR?%SmUoc2xiJsh$DeIfAagAC9Z#VBUpfh6ve1*Xzl@8mEdyWn|9AiZ000*TO#umjkpKq"
        "^0RRCZApsZ+fVltw"
    ),
    "lzma": (
        "H+sCUCma9-Mh6Ob+yDRo00000761SM000005DucI0ClcRj-"
        "{P?D5(lv=<54WYa4osR;PKp<tGGgaKy>Qjvkm|utD<wjCxf7{aqr3^!9;B{SQiH8>;?@!(>uZeW9Y}iYovAp-#X6-"
        "~hM)h+O~xfinlL57Ld&{XoEw(?i7J`RK9$St&MxmD4sPdjkSc3nR-"
        "|C7!7ZGrJGmOgk6spmS^SKD4B{HQ{r3f?c9Qq3q1GUC%_ke=$j9PS)hETF-?(Z>}tfb4m`-"
        "YC+AvP0I4cqD>%A2?YTdBt@${wVo=;Sv>48q$=X`_8UqBRNd7q000007Y0lL34o9Q2MYlJ0U;p)7z}{9000"
    ),
    "copy": (
        "H+sCUCma9-W66qW(EtDd00000761SM00000W-"
        "bpF>$!yLuz(=zg0$<Vtm}%DAnUNC?47jimx$|&q%I13B6MYVbRs$+B5Y}HWg>kF>bJP-ij*Mhr;zNOv>@!4hU}M!>x-"
        "l=3g7^+0DxTp0D&_Ht`E{@9X&w6knyd-H^-"
        "13$8ky?nl4PetGGWY{4tyaN#$hz<^wBxTRU#aMx<<!4|aEg%Bgsj8Z@}OuFkYe8)As|X|nLJ>pt9sEIMDD+kh{i-"
        "b|mxNQFbaOi)?^>R2EDOCq_idnI;L(1Lpo3t~eXK33{;q5uE@02c;H0SSPJ00#>J00AK(0T>K`u>b%"
    ),
    "bzip2": (
        "H+sCUCma9-nEgiu`~Uy|00000761SM00000Q)}m0LRx4!F+o`-Q&}89+baM7A=&u=5KsXC5CSCxN>x}yf(3*`-"
        "~b#T08~^OWYA(U7!jEUqe-SiC#28=AZVv0Z_G{YJGTxx%|`-"
        "c3V(ab2oAUuK#*d`bT1^Fz`rTtAW4*(V~`ClF64@Ep&&ScwpQQ(umFNx004nA2d)p)cqc7F751+y%XaoghkrVOmv22GY)bkV"
        "zobXAjax?ff>DQm1m5CxX9wFQn<WYWvXI)(d*Ib^`3qva@YsVBo8{?WO`TcKC3p_><l!_Swq;?o@-=Yl;Z_%915ZzKgS1Yv-"
        "Cg4Xgw#hlw$}4p+>wCkOG;VX000007Y1?x34n?K2MYlJ0U;p)7z}{1000"
    ),
    "deflate": (
        "H+sCUCma9-Eu%98&Hw-a00000761SM00000s15!nd%d&e)rJOz*G*eqFI)4vYl_0_4NKn4-STF7$LsDTdR)~?C8-"
        "r9N>&O=IhlE>O0`_Cw(kI|T0Q}&O5x4)Hke8P-~g}yf?WUrfinlL57H)>{XoEw&gIK8pA959|3t~e-"
        "Gtg+E4>?ZH<nWQH2)Jct+qDJtb6c-@4<pQ;rO87D6RwLi-"
        "Q|X07COd2q7fw<s=U2vL%Ze+m0~AE3b*3xZi+mB1%NC2YEW;pZEF#>g&!5#w0M{sI~W_ByZGVofk%P4gdfE000*TL;(qaiU0"
        "=-0RRCZApsZ+fUy7o"
    ),
    "delta": (
        "H+sCUCma9-#7^}l+W-"
        "In00000761SM000002LyTy0RTwrxtTF6mT+rg$!YSzMc%2FSCF|p`N&V>oKyq3qh?JQ`9lN`s>c54Oh*Fzv>51Zt<E&ksg_r"
        "Vr9}<MgE)7ZRS}$21G%GS0N?<$0ES%v0D&_Ht`E|hx;;R<lw=%!=?&6e9&xpccPL_K$qtUx<}aIV{QUtj?J0Lvhj?vKaVpYx"
        "_Zl*vdCgPuAuX7Ml|358knpiO#fUD%d~%YC3b;oX$oySkt{Z?`L>%T-"
        "|G`e~JF9dAAb3(?2i|Lv;NJ>oJ(`oK)|o<GP4JTcWSndO0000N22BA8fQ|qM3jqKDAt3=641l!&00"
    ),
    "x86": (
        "H+sCUCma9-#l8P)-v9sr00000761SM000004e12J-"
        "~dPfMqL1Pu1t=loq8y#3SH>x`%r5edWu%3dAsE&1a5G|$;FNym}0O&^8bu_RRH~6B8BX3P)4mzvKPM+Mr7AeD5Z_0PYNry00"
        "7_sxB!V=004nA2d)p&r=fj7yOd-ce(41t_PLjmD%&#NQ!_CUXNOUX^mP~}9MDx$NfuHvtTBQUn5iJZ!Q9^AIR@c`BP!``xBR"
        "pRPw5|3(h>uu7%VU0ni6||>m4>7`N%om7PcP4U$2fm$+Qp)hfjZ0FhY$OwGi_=P!+Dq=}CD@@1o+MsIWi)0000N22KG9fRO+"
        "P3jqKDAt3=641l=+00"
    ),
    "plain_header": (
        "H+sCUCma9-J4-$;O#lD@00000yZ`_I00000?Vjh`-"
        "~dPfMO^@Ou1t=loq8y#3SH>x`%r5edWu%3dAsE&1a5G|$;FNym}0O&^8bu_RRH~6B8Bw!fk^!iN@N?V{)oe5Qd51Qq9!C400"
        "9IB009Y200#>J00JQ)0T=`W0|5g801Qb<00<2P2_F#v3IVk?U2l0evReQE004<q76JeO1q2xc000005kUX|tS<nVur2^}0C)"
        "g&0001D04@M(0CNCu0B!(m0001G0Brzp0CWI(04@M@0C)g&0001E04@M@0C)g&0000KA^`yK?O?H^f87Cq`Czf5f87DV{9v)"
        "8f87C4|6sABf87BU5&-}pfPjG@fPjG@fPjG@fPjGj00"
    ),
    "ppmd": (
        "H+sCUCma9-5^Y#4&Hw-"
        "a00000761SM00000q$94Q0P4#pfsKrz=2JJP&4SS5bIHas_AVvqiDjC6sRh=Tx5D|)fm$;dKZE)S6AE{+wLhTmfIh<T$hm}x"
        "iX`9wxB!S<004nA2d)p%)VBzrkf3+4{`&qd(Yr(^c(0_dPf}|l<(Rvmezan_8Pz+sg}Fp`d-"
        "yE$(l>$$JW8PzHl84?R3HTvhLFA^ha@XA1|NE-"
        "1X6GRkU4#1+(4~0#qfMkW&EH0;oqeYfA<kACt1f(69BC~1L2Z{k_!|*c|D#zo1PZwqxb*-"
        "000*TJ^=}UkN^h@0RRCZApsZ+fVltw"
    ),
    "encrypted": (
        "H+sCUCma9-"
        "#cGVh{Qv*}00000761SM00000Ag#?T62s_iuaAbK&JM=zCq%7y7A*n+&A@A?m6rao1dWSNbbv2GNCvb9NgB;_?Jv0ri8#K4("
        ")=P4Hae~-n|>^q-YxQ8Um3hb3ClZOUGity-~iMBrCk63finlL57NQ1Tb;#$I^m*}!xOzH6IHwDA5;kbA=T_^a-M7lLSe|mx-"
        "5-Jjr1<;TkaIO{$Z-"
        "c#1^O<c3EVqQ{z@oi{GcXT78<8ksi=(ZXLXw;m4U^pYG$~s)Qi$FB5!AkYBHLw~pY&j2M@A+HKBM_a3WS)Bj6|46<Qa>=_FM"
        "p?j6k5$#bAgc#zOk(~`uUNBKz^EPeaT0yxAH~;_u02c;O0SSPu00#>J00AK(0T>K`)c^n"
    ),
    "seven_zip": (
        "H+sCUCma9-)}wik+5i9m00000A^-pY000006$It&-"
        "~dPfMO^?rh>C`kh!f!Rha|RB0XN@1lZbO0n4S2U_`y%eQxYF&fxR$Bu$0@YA*I5UK!O$8gIhBx!s}v%q-9h>yr-NKsXTt*00"
        "01iGY75@(we$GK)aM=9O7t^h}2L6*jII|9#+dj?%jF<(M^xR)#c`lP#i;#M&AO<p27M{q+yC+%L0>9*@dX*-"
        "gf}o0|09QjQ%V3d5=*|qY$%FyTeH%=w>Y5$nn|vN4re;r~?!PFxOaKE8mf3@UOXUBp~VENu?@Tgs%)?(p$9S`$qL#000*TO#"
        "umjjQ|G=0RRCb0|5aAT>uaO01SZ23IPRuSSbJi"
    ),
    "seven_zip_apart": (
        "H+sCUCma9-xj#$1RR91000000$^ZZW00000s{$lO0RRwtB6MYVbRs$+B5Y}HWg>kF0096P>bJP-ij*Mhr;zNOv>@!4hU}M!>"
        "x-l=3IG8B9_zV;>ac(y>w>iFrmX9VlpyP{r0kuv?3ak^i=-|J009IB00RjX9U}k-3j+WFAt3<(0U;p)00AK(0RRjU86N-"
        "$3ITaHvRjE&76P?4U2gyY1qBWPzz+dH82}MQ006820A&De0B`_w0C@l|0CWI&0CWHV0Ac_x0BQhp0B-"
        "<p0BisN0Am0y0CWI&0CWHV0068n0GO~Y0CWI&0CWHV02C?#0Bi)Q;i`Y#0o#YE;i`Y#0o#YE;i`Y#0o#YE;i`Y#0c-"
        "@R;i`Y#0TmVj01$xfK_GynfgpgSfgpgSfgpgSfdBv"
    ),
}

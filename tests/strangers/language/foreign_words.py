"""Grammars of sentences in languages other than Korean and English, by ISO 639-1 code and script."""

from tests.strangers.language.grammar import Grammar

GRAMMARS = {
    "de": Grammar({
        "who": ["der Nachbar", "die Lehrerin", "mein Bruder", "unsere Großmutter", "der Bürgermeister", "eine Freundin"],
        "thing": ["den Schlüssel", "die Zeitung", "das Fahrrad", "den Brief", "die Tasche", "das Foto"],
        "place": ["am Bahnhof", "im Garten", "auf dem Markt", "hinter der Schule", "in der Küche"],
        "verb": ["verkauft", "vergessen", "gefunden", "repariert", "verloren", "gesucht"],
        "sentence": [
            "Gestern hat {who} {thing} {place} {verb}.", "Niemand wusste, warum {who} so lange {place} gewartet hat.", "Wenn es regnet, bleibt {who} lieber zu Hause.",
            "Ich glaube nicht, dass {who} {thing} noch einmal {verb} hat.", "Die Gemeinde will nächstes Jahr neue Wohnungen bauen.", "Trotzdem war {who} mit dem Ergebnis zufrieden.",
            "Bitte legen Sie {thing} einfach auf den Tisch.",
        ],
    }),
    "fr": Grammar({
        "who": ["le voisin", "la maîtresse", "mon frère", "notre grand-mère", "le maire", "une amie"],
        "thing": ["la clé", "le journal", "le vélo", "une lettre", "le sac", "la photo"],
        "place": ["à la gare", "dans le jardin", "au marché", "derrière l'école", "dans la cuisine"],
        "verb": ["vendu", "oublié", "trouvé", "réparé", "perdu", "cherché"],
        "sentence": [
            "Hier, {who} a {verb} {thing} {place}.", "Personne ne savait pourquoi {who} attendait {place}.", "Quand il pleut, {who} préfère rester à la maison.",
            "Je ne crois pas que ce soit {who}.", "La commune veut construire de nouveaux logements l'année prochaine.", "Malgré tout, {who} était plutôt content du résultat.",
            "Il faut toujours garder {thing} {place}.",
        ],
    }),
    "es": Grammar({
        "who": ["el vecino", "la maestra", "mi hermano", "nuestra abuela", "el alcalde", "una amiga"],
        "thing": ["la llave", "el periódico", "la bicicleta", "una carta", "el bolso", "la foto"],
        "place": ["en la estación", "en el jardín", "en el mercado", "detrás de la escuela", "en la cocina"],
        "verb": ["vendió", "olvidó", "encontró", "arregló", "perdió", "buscó"],
        "sentence": [
            "Ayer {who} {verb} {thing} {place}.", "Nadie sabía por qué {who} esperaba {place}.", "Cuando llueve, {who} prefiere quedarse en casa.",
            "No creo que haya sido {who}.", "El ayuntamiento quiere construir nuevas viviendas el año que viene.", "Aun así, {who} quedó bastante satisfecho con el resultado.",
            "Hay que guardar {thing} {place} antes de salir.",
        ],
    }),
    "it": Grammar({
        "who": ["il vicino", "la maestra", "mio fratello", "nostra nonna", "il sindaco", "un'amica"],
        "thing": ["la chiave", "il giornale", "la bicicletta", "una lettera", "la borsa", "la fotografia"],
        "place": ["alla stazione", "nel giardino", "al mercato", "dietro la scuola", "in cucina"],
        "verb": ["venduto", "dimenticato", "trovato", "riparato", "perso", "cercato"],
        "sentence": [
            "Ieri {who} ha {verb} {thing} {place}.", "Nessuno sapeva perché {who} aspettava {place}.", "Quando piove, {who} preferisce restare a casa.",
            "Non credo che sia stato {who}.", "Il comune vuole costruire nuove case l'anno prossimo.", "Bisogna sempre tenere {thing} {place}.",
        ],
    }),
    "pt": Grammar({
        "who": ["o vizinho", "a professora", "meu irmão", "nossa avó", "o prefeito", "uma amiga"],
        "thing": ["a chave", "o jornal", "a bicicleta", "uma carta", "a bolsa", "a fotografia"],
        "place": ["na estação", "no jardim", "na feira", "atrás da escola", "na cozinha"],
        "verb": ["vendeu", "esqueceu", "encontrou", "consertou", "perdeu", "procurou"],
        "sentence": [
            "Ontem {who} {verb} {thing} {place}.", "Ninguém sabia por que {who} esperava {place}.", "Quando chove, {who} prefere ficar em casa.",
            "Não acredito que tenha sido {who}.", "A prefeitura quer construir novas moradias no ano que vem.", "É preciso guardar {thing} {place} antes de sair.",
        ],
    }),
    "vi": Grammar({
        "who": ["bà ngoại", "cô giáo", "anh trai tôi", "người hàng xóm", "ông chủ quán", "em bé"],
        "thing": ["chiếc ô", "bức thư", "xe đạp", "tờ báo", "cái túi", "tấm ảnh cũ"],
        "place": ["ở chợ", "bên bờ sông", "trong vườn", "sau trường học", "ở nhà ga"],
        "verb": ["mua", "bán", "tìm thấy", "đánh mất", "sửa", "để quên"],
        "sentence": [
            "Hôm qua {who} đã {verb} {thing} {place}.", "Không ai biết vì sao {who} lại đứng chờ {place}.", "Khi trời mưa, {who} thích ở nhà hơn.",
            "Tôi không nghĩ rằng {who} đã {verb} {thing}.", "Năm sau thành phố sẽ xây thêm nhiều căn hộ mới.", "Dù vậy {who} vẫn rất hài lòng với kết quả.",
        ],
    }),
    "id": Grammar({
        "who": ["nenek", "ibu guru", "kakak saya", "tetangga kami", "pemilik warung", "anak kecil itu"],
        "thing": ["payung", "surat", "sepeda", "koran", "tas", "foto lama"],
        "place": ["di pasar", "di tepi sungai", "di kebun", "di belakang sekolah", "di stasiun"],
        "verb": ["membeli", "menjual", "menemukan", "kehilangan", "memperbaiki", "mencari"],
        "sentence": [
            "Kemarin {who} {verb} {thing} {place}.", "Tidak ada yang tahu mengapa {who} menunggu {place}.", "Kalau hujan, {who} lebih suka tinggal di rumah.",
            "Saya tidak yakin bahwa {who} sudah {verb} {thing}.", "Tahun depan pemerintah akan membangun rumah susun baru.", "Meskipun begitu, {who} cukup puas dengan hasilnya.",
        ],
    }),
    "ru": Grammar({
        "who": ["сосед", "учительница", "мой брат", "бабушка", "мэр города", "подруга"],
        "thing": ["зонт", "письмо", "велосипед", "газету", "сумку", "старую фотографию"],
        "place": ["на рынке", "у реки", "в саду", "за школой", "на вокзале"],
        "sentence": [
            "Вчера {who} снова искал {thing} {place}.", "Никто не знал, почему {who} так долго ждёт {place}.", "Когда идёт дождь, {who} предпочитает сидеть дома.",
            "Я не думаю, что {who} забудет {thing}.", "В следующем году город построит новые дома.", "Несмотря на это, {who} не жалеет ни о чём.",
        ],
    }),
    "th": Grammar({
        "who": ["คุณยาย", "คุณครู", "พี่ชายของฉัน", "เพื่อนบ้าน", "เจ้าของร้าน", "เด็กคนนั้น"],
        "thing": ["ร่ม", "จดหมาย", "จักรยาน", "หนังสือพิมพ์", "กระเป๋า", "รูปถ่ายเก่า"],
        "place": ["ที่ตลาด", "ริมแม่น้ำ", "ในสวน", "หลังโรงเรียน", "ที่สถานีรถไฟ"],
        "verb": ["ซื้อ", "ขาย", "เจอ", "ลืม", "ซ่อม", "ทำหาย"],
        "sentence": [
            "เมื่อวาน{who}{verb}{thing}{place}", "ไม่มีใครรู้ว่าทำไม{who}ยืนรออยู่{place}", "เวลาฝนตก {who}ชอบอยู่บ้านมากกว่า",
            "ฉันไม่คิดว่า{who}จะ{verb}{thing}", "ปีหน้าเมืองนี้จะสร้างบ้านใหม่อีกหลายหลัง", "ถึงอย่างนั้น{who}ก็พอใจกับผลลัพธ์",
        ],
    }),
    "ar": Grammar({
        "who": ["الجار", "المعلمة", "أخي", "جدتي", "صاحب الدكان", "صديقتي"],
        "thing": ["المظلة", "الرسالة", "الدراجة", "الجريدة", "الحقيبة", "الصورة القديمة"],
        "place": ["في السوق", "قرب النهر", "في الحديقة", "خلف المدرسة", "في المحطة"],
        "sentence": [
            "بحثنا أمس عن {thing} {place}.", "لا أحد يعرف لماذا كان {who} ينتظر {place}.", "عندما ينزل المطر نبقى في البيت مع {who}.",
            "لا أظن أن {thing} ما زالت {place}.", "ستبني المدينة بيوتا جديدة في السنة القادمة.", "وجدت {thing} {place} بعد وقت طويل.",
        ],
    }),
    "ja": Grammar({
        "who": ["祖母", "隣の人", "先生", "弟", "店長", "友達"],
        "thing": ["傘", "手紙", "自転車", "新聞", "かばん", "古い写真"],
        "place": ["市場", "川辺", "庭", "学校の裏", "駅前"],
        "verb": ["買った", "売った", "見つけた", "なくした", "直した", "忘れた"],
        "sentence": [
            "昨日、{who}は{place}で{thing}を{verb}。", "なぜ{who}が{place}で待っていたのか、誰も知らない。", "雨の日は、{who}と家で過ごすのが好きだ。",
            "{who}が{thing}を{verb}とは思えません。", "来年、この町には新しい住宅が建つそうです。", "それでも{who}は満足しているようだった。",
        ],
    }),
    "zh_hans": Grammar({
        "who": ["奶奶", "邻居", "老师", "弟弟", "店主", "一个朋友"],
        "thing": ["雨伞", "信", "自行车", "报纸", "书包", "旧照片"],
        "place": ["市场里", "河边", "花园里", "学校后面", "车站"],
        "verb": ["买了", "卖了", "找到了", "弄丢了", "修好了", "忘了"],
        "sentence": [
            "昨天{who}在{place}{verb}{thing}。", "谁也不知道{who}为什么在{place}等了那么久。", "下雨的时候，{who}更喜欢待在家里。",
            "我不觉得{who}会把{thing}带来。", "明年这座城市将建设一批新的住宅。", "尽管如此，{who}对结果还是很满意。",
        ],
    }),
    "zh_hant": Grammar({
        "who": ["奶奶", "鄰居", "老師", "弟弟", "店長", "一個朋友"],
        "thing": ["雨傘", "信", "腳踏車", "報紙", "書包", "舊照片"],
        "place": ["市場裡", "河邊", "花園裡", "學校後面", "車站"],
        "verb": ["買了", "賣了", "找到了", "弄丟了", "修好了", "忘了"],
        "sentence": [
            "昨天{who}在{place}{verb}{thing}。", "誰也不知道{who}為什麼在{place}等了那麼久。", "下雨的時候，{who}比較喜歡待在家裡。",
            "我不覺得{who}會把{thing}帶來。", "明年這座城市將興建一批新的住宅。", "儘管如此，{who}對結果還是很滿意。",
        ],
    }),
}  # fmt: skip

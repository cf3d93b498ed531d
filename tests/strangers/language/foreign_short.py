"""Hard cases of other languages: headlines, spaced Chinese, Japanese with few kana, English loan words."""

from tests.strangers.language.grammar import Grammar

JAPANESE_HEADLINE = Grammar({
    "who": ["政府", "東京都", "日銀", "経済産業省", "最高裁", "国会", "総務省", "北海道"],
    "issue": ["予算案", "増税", "新幹線延伸", "原発再稼働", "物価対策", "年金改革", "地震対策", "選挙制度"],
    "headline": ["{who}、{issue}を来月決定へ", "{issue}で{who}が緊急会議", "{who}の{issue}、年内実施は困難", "{issue}に反対の声 {who}前で集会", "{who}、{issue}巡り与野党協議へ"],
})  # fmt: skip
FEW_KANA = Grammar({
    "item": ["会員登録", "営業時間", "商品一覧", "送料無料", "配送方法", "利用規約", "個人情報", "返品交換", "注文履歴", "店舗検索"],
    "row": ["{item}のご案内", "{item}・{item}について", "{item}はこちら", "{item}（年末年始を除く）", "{item}および{item}"],
})  # fmt: skip
KATAKANA = Grammar({
    "word": ["サーバー", "コンテナ", "クラウド", "ログイン", "データベース", "ブラウザ", "アップデート", "キャッシュ", "インストール", "エラー"],
    "sentence": [
        "{word}の{word}を確認してから{word}してください。", "Dockerで{word}を起動すると{word}が表示されます。", "{word}が遅い場合は{word}をクリアします。",
        "GitHubの{word}と{word}を連携する方法を紹介します。",
    ],
})  # fmt: skip
HANS_HEADLINE = Grammar({
    "who": ["国务院", "北京", "央行", "教育部", "上海市", "商务部", "外交部", "证监会"],
    "issue": ["房地产政策", "春运安排", "个税改革", "新能源汽车", "高考方案", "外贸数据", "医保调整", "防汛工作"],
    "headline": ["{who}发布{issue} 下月起施行", "{who}回应{issue}：将进一步完善", "{issue}引关注 {who}召开会议", "聚焦{issue}｜{who}最新部署", "{who}：{issue}总体平稳"],
})  # fmt: skip
HANT_HEADLINE = Grammar({
    "who": ["行政院", "立法院", "台北市", "教育部", "中央銀行", "高雄市", "香港政府", "經濟部"],
    "issue": ["房價問題", "颱風假", "電價調漲", "捷運延伸", "長照政策", "選舉辯論", "觀光補助", "食安風暴"],
    "headline": ["{who}拍板{issue} 明年上路", "{issue}掀議論 {who}這樣說", "{who}將檢討{issue}", "快訊／{issue}最新進度 {who}說話了"],
})  # fmt: skip
GERMAN_LOANS = Grammar({
    "word": ["Container", "Cluster", "Branch", "Cache", "Server", "Token", "Commit", "Workflow", "Backend", "Framework"],
    "verb": ["deployen", "updaten", "mergen", "downloaden", "committen", "scannen"],
    "sentence": [
        "Bevor wir den {word} {verb}, muss das Team das Feature im {word} testen.", "Der {word} ist ziemlich cool, aber das Setup im {word} nervt.",
        "Im Meeting haben wir beschlossen, den {word} neu zu {verb}.", "Ohne {word} lässt sich der {word} leider nicht {verb}.",
    ],
})  # fmt: skip
FRENCH_LOANS = Grammar({
    "word": ["container", "cluster", "backend", "framework", "workflow", "dashboard", "token", "cache"],
    "sentence": [
        "Le {word} est redémarré par le {word} avant chaque release.", "Pour le marketing, ce {word} reste un vrai game changer.",
        "Il faut vider le {word} puis relancer le {word} en mode debug.", "On a fait un brainstorming sur le {word} pendant le week-end.",
    ],
})  # fmt: skip
SPANISH_CHAT = Grammar({
    "who": ["tío", "bro", "amiga", "jefe", "mamá", "profe"],
    "thing": ["examen", "partido", "bus", "peli", "tarea", "fiesta"],
    "line": ["jajaja {who} qué risa", "ya llegaste {who}? el {thing} va a empezar", "no puedo creer lo del {thing} xd", "q haces {who} vienes o no", "{who} me olvidé del {thing} jaja"],
})  # fmt: skip

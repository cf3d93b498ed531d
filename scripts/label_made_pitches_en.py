"""The grammar of English pitches: whole sentences that gamble, lend, lure or defraud, and honest sentences of the
same subjects (scripts.label_made_pitches). `{name}` is filled from SLOTS, whose choices stand between bars; `{9}` is a
digit."""

from scripts.label_made_spellings import LETTERS

# English has no endings that change with the register.
ENDINGS: dict[str, tuple[str, str, str]] = {}

SLOTS: dict[str, str] = {
    "name": "Anna|David|Grace|Michael|Sandra|Peter|Linda|James|Rose|Victor|Helen|Mark|Olivia|Ken|Joyce|Samuel|Tina|Frank|Diana|George",
    "brand": "Apex|Golden|Royal|Prime|Nova|Lucky|Summit|Blue Sky|Pioneer|Titan|Global|Trust|Rapid|Silver|Crown|Star|Unity|Vertex|First|Alpha",
    "city": "London|Lagos|Dallas|Sydney|Toronto|Dublin|Geneva|Miami|Leeds|Boston|Accra|Dubai|Chicago|Manila|Vegas|Austin|Perth|Denver",
    "lat": "a|b|c|d|e|g|h|j|k|m|n|o|p|r|s|t|u|v|w|x|y|z",
    "id": "{lat}{lat}{lat}{9}{9}|{lat}{lat}{lat}{lat}{lat}|{lat}{lat}{9}{9}{9}{9}",
    "link": "http://{id}.com|https://{id}.net/{id}|bit.ly/{id}|www.{id}.info|{id}.xyz|t.me/{id}|tinyurl.com/{id}|{id}.co/{id}",
    "tel": "+1 000 000 {9}{9}{9}{9}|0{9}{9}0 000 {9}{9}{9}{9}|1-800-000-{9}{9}{9}{9}|0{9}{9}00000{9}{9}{9}",
    "app": "WhatsApp|Telegram|Signal|Kik|email|DM|text|Snapchat|Skype|inbox",
    "reach": "{link}|click here {link}|{app} me|{app} me on {tel}|call {tel}|text YES to {9}{9}{9}{9}{9}|reply {9} to opt in|visit {link}|go to {link}|contact {name} on {app} {tel}|write to {id}@{id}.com|link in my bio|link is on my profile|sign up here {link}|order from {link}|send {app} to {id}|ring {tel} now|txt GO to {9}{9}{9}{9}{9}|Reply STOP to end|See {link} for details|To opt out txt STOP",
    "hurry": "Hurry, only {9} places left!|Offer ends tonight.|Act now before it is too late.|Don't miss out!|This is your last chance.|Limited time only.|Valid for the next {9} hours.|First come first served.|Stock is running out fast.|You must respond today.|Final call!|Once they are gone they are gone.",
    "trust": "100% legit.|This is not a scam.|I was skeptical too.|Thousands of happy customers.|No risk at all.|Your privacy is guaranteed.|Money back guarantee.|No hidden fees.|Fully licensed and secure.|You have nothing to lose.|Trust me, it works.|It changed my life.|Ask anyone who tried it.|As seen on TV.|No questions asked.",
    "sum": "${9}00|${9},000|${9}0,000|£{9}00|£{9}000|{9} million dollars|{9}00 euros|${9}.{9} million|{9}k|{9}000 USD",
    "pct": "{9}%|{9}0%|{9}00%|double|triple|{9}x",
    "bet": "casino|sportsbook|slots|roulette|blackjack|poker|betting tips|bingo|live dealers|jackpot games|horse racing tips|fixed matches|crash game|scratch cards|football predictions|baccarat",
    "bonus": "welcome bonus|free spins|no deposit bonus|cashback|free chips|matched deposit|VIP reward|free bets|reload bonus|sign-up credit",
    "loan": "loan|payday loan|cash advance|personal loan|business loan|mortgage refinance|debt consolidation|bad credit loan|line of credit|quick cash|student loan relief|credit repair|home equity loan|credit card",
    "ease": "no credit check|no paperwork|no collateral|in {9} minutes|same day|even with bad credit|without leaving home|with guaranteed approval|at only {9}% interest|no questions asked|whatever your history|paid straight into your account",
    "prize": "gift card|brand new phone|luxury holiday|cash prize|lottery jackpot|cruise for two|laptop|shopping voucher|camera phone|free ringtone|mystery box|car|weekly draw prize|games console|sports tickets",
    "firm": "PayPal|your bank|Amazon|Netflix|the tax office|the post office|FedEx|DHL|USPS|Microsoft|Apple|Social Security|IRS|HMRC|your email provider|the customs office|the police|your mobile network|the visa office",
    "bad": "has been suspended|has been limited|will be closed today|shows unusual activity|was accessed from a new device|has an unpaid balance|could not be verified|has expired|is over its quota|has been charged {sum}|is under investigation|has a refund of {sum} waiting",
    "fix": "Verify your details at {link}|Confirm your password here {link}|Log in now to restore access {link}|Update your billing information {link}|Call {tel} to cancel|Install the support tool {link}|Reply with your PIN|Pay the fee of {sum} here {link}|Provide your card number and date of birth|Failure to act will lead to legal action|Ignore this and your account is deleted|Buy gift cards and read us the codes",
    "gig": "work from home job|online job|data entry job|mystery shopper role|affiliate business|dropshipping course|survey job|home typing job|product reviewer job|network marketing team|reseller program|passive income system|car wrap offer|money transfer agent position|assistant position",
    "pay": "earn {sum} a week|make {sum} a day|get paid {sum} per task|I made {sum} last month|your first {sum} is only a click away|be your own boss|quit your nine to five|the money comes in while you sleep|paid daily to your account|even a child could do it|it only takes {9} hours a week",
    "coin": "Bitcoin|crypto|forex|penny stock|binary options|gold fund|NFT|altcoin|presale token|trading bot|mining contract|stock signals|AI trading|hot stock pick|pre-IPO shares",
    "gain": "guaranteed profit of {pct}|{pct} return every week|profit within {9} hours|zero losses|withdraw any time|your capital is safe|{sum} from only {sum}|signals with {9}0% accuracy|expert traders do the work|our members are all in profit|it is about to explode|the next big thing",
    "pill": "viagra|cialis|weight loss pills|keto gummies|CBD oil|testosterone booster|hair growth serum|anti-aging cream|painkillers|xanax|male enhancement|detox tea|steroids|diabetes cure|sleeping pills|nootropics|vaping kit|replica watches|designer bags|fake diploma|cheap software|cigarettes",
    "cure": "no prescription needed|lose {9}0 pounds in {9} weeks|doctors hate this trick|works in {9} days|no side effects|discreet shipping worldwide|{9}0% cheaper than the pharmacy|free trial, just pay shipping|buy two get one free|clinically proven|last longer in bed|melt fat while you sleep|overnight delivery|the secret they don't want you to know",
    "paper": "essay|thesis|homework|dissertation|term paper|online exam|resume|assignment|coding project|driving licence|passport|diploma|IELTS certificate|book report",
    "paperdo": "written from scratch by experts|A grade guaranteed|no plagiarism|done in {9} hours|from {sum} a page|registered in the database|no exam required|pay after delivery|we take the class for you|100% confidential",
    "service": "SEO|backlinks|followers|likes|YouTube views|email lists|guest posts|web design|five star reviews|app installs|verified accounts|traffic|bulk SMS|logo design|toner cartridges|leads|website audit|hosting",
    "servicedo": "rank number one on Google|delivered in {9} days|from only {sum}|100% real users|grow your business|we noticed errors on your website|replace if dropped|no password needed|best price on the market|get a free quote|trusted by {9}000 companies|increase your sales by {pct}",
    "girl": "hot singles|lonely women|sexy girls|local milfs|Russian brides|cam girls|college girls|cheating wives|Asian beauties|horny housewives|real escorts|bored mums",
    "girldo": "in {city} want to meet tonight|are waiting for you|live on cam now|looking for fun, no strings|sent you a private photo|message you first|18+ only|no card required|chat for free|near you are online|will do anything you want|{9}0p per minute",
    "who": "I am {name}, a lawyer to a deceased client|I am Mrs {name}, a widow dying of cancer|I am a banker in {city}|I am Sgt {name} of the peacekeeping force|I am the son of a late minister|I am {name} from the compensation office|my name is {name}, I am new here and like your profile|I represent a wealthy investor from {city}|I am a doctor with the UN",
    "fund": "an unclaimed sum of {sum}|a consignment box with {sum}|an inheritance of {sum}|the compensation fund of {sum}|gold worth {sum}|a donation of {sum} for you|a contract payment of {sum}|an ATM card loaded with {sum}",
    "funddo": "I want to transfer it to your account|you will keep {pct} of it|stand as the next of kin|you only pay the courier fee of {sum}|keep this strictly confidential|send your full name, address and bank details|I need a trusted foreign partner|it is one hundred percent risk free|may God bless you as you reply|your payment file has been approved",
    "self": "check out my channel|subscribe to me|watch my new song|I make covers and beats|please give my music a listen|look at my latest video|I upload every day|help me get to {9}000 subs|sub for sub|my mixtape just dropped|I rap and dance|follow my page|vote for me in this contest|my cover of this is better",
    "selfdo": "I know this is annoying but|it would mean the world to me|thumbs up so people can see this|I promise you will like it|just one click|I'll sub back|please don't mark this as spam|most people will ignore this|I am a broke student with a dream|every sub counts|thanks to whoever reads this|if you like this you'll love mine",
    "mum": "Hi mum|Hey dad|Hi grandma|Mom|Dad it's me|hello mum",
    "mumdo": "I dropped my phone in the toilet|this is my new number|my phone broke so I'm texting from a friend's|can you pay a bill for me today|I can't log in to my bank on the new phone|could you send {sum} to this account|I'll pay you back tomorrow|don't call, the mic is broken|I'm in trouble and need money|please buy {9} gift cards and send me the codes|save this number and delete the old one",
    "mobile": "free ringtones|unlimited texts|the new tone of the week|your free camera phone upgrade|half price line rental|a text chat service|a quiz|horoscopes|polyphonic tones|wallpapers|a dating line|free minutes|the top 40",
    "mobiledo": "txt TONE to {9}{9}{9}{9}{9}|{9}50p per msg|max {9} msgs a week|18 or over only|cost {9}.50 a week till you send STOP|your number was picked|call {tel} from a landline|reply YES to get it|your mobile was awarded it|claim code {9}{9}{9}{9}|valid 12 hours only|box {9}{9}{9} {city}",
    "keyword": "cheap flights|car insurance|payday loans|roof repair|locksmith|carpet cleaning|CBD gummies|casino|VPN|web hosting|personal injury lawyer|plumber|dentist|keto diet|wedding venues|used cars|bankruptcy attorney|dating sites|essay help|air purifier|mattress|lawn care|hair extensions|escorts|IPTV|forex broker",
    "seo": "near me|reviews|best price|coupon|online|in {city}|{9}0% off|top {9}|for sale|deals|free quote|cheap|2019|2024|company|services",
}

FAMILIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "bet": (
        ("Play {bet} at {brand}!", "Tired of losing bets?", "{brand} {bet} is now open.", "The best {bet} online.", "Turn {sum} into {sum} with {bet}.", "Join the biggest {bet} community."),
        ("Get a {pct} {bonus} on your first deposit.", "Claim your {bonus} today.", "Instant payouts, no limits.", "Win up to {sum} tonight.", "New players get {bonus} worth {sum}.", "Withdraw in minutes.", "Our tipsters hit {9}0% of their picks.", "Play from your phone.", "Use code {id} for extra {bonus}.", "No ID needed.", "Every spin can make you rich."),
    ),
    "loan": (
        ("Need cash fast?", "Are bills piling up?", "Turned down by the bank?", "You are pre-approved for a {loan}.", "Do you need a {loan}?", "Drowning in debt?", "{brand} Finance offers a {loan}.", "We give out {loan} to serious people."),
        ("Get up to {sum} {ease}.", "{loan} {ease}.", "Apply {ease}.", "Lower your monthly payment by {pct}.", "We do not look at your credit score.", "Money in your bank today.", "Cut your debt by {pct}.", "Everyone is accepted.", "Fill in your name, phone and amount needed.", "Bad credit is no problem."),
    ),
    "prize": (
        ("Congratulations! You have won a {prize}.", "You have been selected for a {prize}!", "WINNER! Your number won a {prize}.", "Your email address won {sum} in our draw.", "As a loyal customer you get a {prize}.", "A {prize} is waiting for you."),
        ("Claim it before it is given to somebody else.", "Just answer {9} short questions.", "You only pay shipping.", "Your claim code is {9}{9}{9}{9}.", "Confirm your address to receive it.", "It is worth {sum}.", "Your {prize} expires today.", "To collect contact our agent {name}.", "Calls cost {9}0p a minute."),
    ),
    "account": (
        ("Your account with {firm} {bad}.", "{firm}: your account {bad}.", "Security alert from {firm}.", "Dear customer, your account {bad}.", "This is {firm}, your account {bad}.", "Final notice: your account {bad}."),
        ("{fix}.", "{fix}.", "{fix}.", "For your protection we locked it.", "If this was not you, act at once.", "You have {9} hours."),
    ),
    "parcel": (
        ("{firm}: your parcel is held at our depot.", "We could not deliver your package.", "Your shipment is waiting for a customs payment.", "Package {9}{9}{9}{9}{9} has a wrong address.", "Delivery failed, nobody was at home."),
        ("Pay {sum} to release it {link}.", "Reschedule here {link}.", "Confirm your address {link}.", "It goes back to the sender tomorrow.", "Track it with our app {link}."),
    ),
    "gig": (
        ("Looking for a {gig}?", "We are hiring for a {gig}.", "I found an amazing {gig}.", "Stuck in a dead end job?", "Moms, this {gig} is for you.", "Your resume was selected for a {gig}.", "Want to {pay}?"),
        ("You can {pay}.", "With this you {pay}.", "{pay}!", "No experience needed.", "All you need is a phone.", "We train you for free.", "No selling involved.", "Only for serious people.", "Buy the starter pack for {sum}.", "Your only task is to forward payments."),
    ),
    "coin": (
        ("Invest in {coin} today.", "{coin} made me rich.", "Are you still not in {coin}?", "Join our {coin} group.", "I thank {name} for helping me with {coin}.", "{coin} alert!", "I lost my savings until I met {name}, a {coin} expert."),
        ("{gain}.", "{gain}!", "Get {gain}.", "We trade {coin} for you.", "Start with as little as {sum}.", "I have already cashed out {sum}.", "Bring friends and earn {pct}.", "Connect your wallet for a free airdrop.", "Big institutions are buying.", "Recover your lost funds too."),
    ),
    "pill": (
        ("Buy {pill} online.", "{pill} at the lowest price.", "Want to look and feel younger?", "Is she unhappy with you?", "I tried {pill} and wow.", "New {pill} shocks doctors.", "{pill}, {pill} and more in stock."),
        ("{cure}.", "{cure}!", "{cure}.", "Only {sum} a bottle.", "Ships from {city}.", "Try it free today.", "Thousands swear by {pill}."),
    ),
    "paper": (
        ("Too busy to write your {paper}?", "We write your {paper}.", "Get your {paper} today.", "Failing your {paper}?", "Buy a genuine {paper}."),
        ("{paperdo}.", "{paperdo}.", "Your {paper} {paperdo}.", "Free revisions.", "Chat with our writers now.", "Trusted by students in {city}."),
    ),
    "service": (
        ("Buy {service} here.", "We offer {service} for your site.", "Hello, I visited your website and can help with {service}.", "Struggling to get {service}?", "Dear sir, we are a leading {service} company.", "Boost your {service}."),
        ("{servicedo}.", "{servicedo}.", "{service}: {servicedo}.", "Reply for a price list.", "Payment after results.", "You are receiving this because you are listed in our directory.", "To unsubscribe click below."),
    ),
    "girl": (
        ("{girl} {girldo}.", "{girl} {girldo}!", "Hi handsome, are you alone?", "{name} liked your photo.", "Somebody near you has a crush on you."),
        ("{girldo}.", "{girl} {girldo}.", "See my private pics.", "Registration is free.", "I can host or travel.", "I'm not looking for anything serious."),
    ),
    "fund": (
        ("Dear friend, {who}.", "Greetings, {who}.", "Attention beneficiary, {who}.", "Compliments of the season, {who}.", "Hello dear, {who}.", "Permit me to write you, {who}."),
        ("I have {fund}.", "There is {fund} in your name.", "{funddo}.", "{funddo}.", "{funddo}.", "I await your urgent reply.", "God directed me to you."),
    ),
    "self": (
        ("{self}", "Hey everyone, {self}", "{selfdo} {self}", "Guys {self} please", "please {self}"),
        ("{self}", "{selfdo}", "{selfdo}", "just type my name", "no talent? judge for yourself", "{selfdo} {self}"),
    ),
    "mum": (("{mum}, {mumdo}.", "{mum} {mumdo}", "{mum}! {mumdo}"), ("{mumdo}.", "{mumdo}", "{mumdo} x", "It's urgent please.")),
    "mobile": (
        ("Get {mobile}!", "FREE: {mobile}.", "You have not claimed {mobile} yet.", "Thanks for subscribing to {mobile}.", "U have a secret admirer, find out who.", "Want {mobile}?"),
        ("{mobiledo}.", "{mobiledo}", "{mobiledo}.", "T&Cs at {link}.", "{mobile} {mobiledo}."),
    ),
    "seo": (
        ("{keyword} {seo} {keyword} {seo} {keyword}", "Looking for {keyword} {seo}?", "best {keyword} {seo}, {keyword} {seo}, {keyword} {seo}", "Great article! I also wrote about {keyword} {seo}.", "In this post we will talk about {keyword} {seo}. {keyword} is very popular."),
        ("Our {keyword} is the {keyword} you need.", "Compare {keyword} {seo} and save {pct}.", "{keyword} {seo} {link}", "This post contains affiliate links.", "Visit our {keyword} {seo} page.", "If you want {keyword}, choose {brand} {keyword}.", "{keyword} {keyword} {keyword} {seo}"),
    ),
}  # fmt: skip

SOUND: tuple[str, ...] = (
    "Police charged {9} men with running an illegal {bet} ring that took in {sum} over {9} years.",
    "The state legislature debated a bill on {bet} taxes for {9} hours and then put off the vote.",
    "I used to play {bet} every weekend until I lost the rent. It took me a year to tell my wife.",
    "A {bet} hall on the edge of {city} burned down last night. Nobody was hurt.",
    "The odds of hitting the jackpot are one in {9},000,000, so on average a player loses {pct} of each ticket.",
    "He pushed the last chips across the table. The dealer, a woman with tired eyes, did not look up.",
    "My {loan} has a variable rate and the bank just raised it by {9} percent. Should I refinance?",
    "The bank's {loan} requires proof of income and a credit check, which takes about {9} working days.",
    "Regulators fined {brand} Finance {sum} for charging illegal interest on its {loan}.",
    "Before you sign a {loan}, read the section on fees. Early repayment may cost {sum}.",
    "She won a {prize} in the school raffle and gave it to her brother.",
    "I got a message that I won a {prize}. It asked for my card number, so I deleted it. Was that right?",
    "The winner of the {prize} will be announced at the town hall on Friday at {9} pm.",
    "Your order from {firm} has shipped. It should arrive on Tuesday. No action is needed.",
    "{firm} warned customers about fake messages that ask for passwords. It never asks for a PIN by phone.",
    "How do I change the email address of my account at {firm}? I can't find it in the settings.",
    "Your appointment at {firm} is confirmed for {9} March at {9}:30. Please bring your passport.",
    "The parcel came back because I had moved. I had to drive to the depot in {city} to get it.",
    "We are looking for a nurse for our clinic in {city}. The salary is {sum} a year plus pension. Apply in writing by {9} June.",
    "I have worked from home for {9} years now, and the hardest part is knowing when to stop.",
    "The {gig} turned out to be a fraud: she had forwarded stolen money and was charged herself.",
    "{coin} fell {9}% on Monday after the central bank kept rates unchanged.",
    "In this chapter we explain how {coin} prices follow supply and demand, with a simple model.",
    "My uncle put {sum} into {coin} and lost nearly all of it. He does not want to talk about it.",
    "Past returns do not guarantee future results. The value of your investment may fall as well as rise.",
    "The trial found that {pill} were no better than placebo. {9} patients reported headaches.",
    "Customs officers seized {pill} worth {sum} at the port of {city}.",
    "Ask your doctor before you take {pill}, above all if you are pregnant or have a heart condition.",
    "I walked to work every day, gave up sugar and lost {9} pounds in {9} months.",
    "The {paper} is due on Friday. Please number the pages and cite your sources.",
    "A professor in {city} was dismissed after he had sold a {paper} to students.",
    "My {paper} got a bad mark because I did not answer the question. Can I rewrite it?",
    "The site has {9}000 readers a month. I never paid for {service}, I only wrote every week.",
    "To check your {service}, open the report in the tool and sort by date. Errors are marked in red.",
    "She met him on a dating site, and they married {9} years later in {city}.",
    "He asked me for money after {9} weeks of chatting. My sister says it is a romance scam. What should I do?",
    "The will left {sum} to the church and the rest to his daughter, who contested it in court.",
    "Dear {name}, I am the new secretary of the club. The next meeting is in {city} on the {9}th. Best, {name}",
    "This song takes me back to {city} in the summer. Who is still listening?",
    "The drummer is amazing, I watched the bit at {9}:12 about {9} times lol",
    "Thanks for the tutorial, it solved a problem that cost me {9} hours. Subscribed.",
    "hey are we still on for {9}? I'm at the station, my phone is at {9}%",
    "mum I'm staying at {name}'s tonight, don't wait up. love you x",
    "can u lend me {sum} til friday? will pay u back promise",
    "ok call me when ur free, lost my keys again lol",
    "The {keyword} we hired in {city} came on time, charged {sum} and left the place clean.",
    "What should I look for when I compare {keyword}? The quotes differ by {sum}.",
    "Sprinkle the sugar over the fruit, leave it for {9} minutes, and serve with cream.",
    "Which statement about {loan} is true? A) the rate is fixed B) it has no fee C) it must be repaid D) none of these",
    "Connection from 10.0.0.{9} closed after {9}{9} ms; retry {9} of {9}. INFO worker {9} done.",
    "RT @{id}: nobody asked you to win, just show up #{id} http://t.co/{id}",
    "@{id} you are a fool if you think they win this one lmao",
    "Free entry for children. The museum in {city} is closed on Mondays. Telephone {tel}.",
    "Contact: {name}, office {9}{9}{9}, {tel}, {id}@{id}.edu",
    "Subject: minutes. Hi all, please find attached the minutes of last week. Comments by {9} May. Regards, {name}",
    "We would be grateful for your donation of books. You can drop them at the library in {city}.",
    "Our bakery in {city} opens at {9}. Try the new rye bread, and on Sundays there is cake.",
)  # fmt: skip
REPLIES: tuple[str, ...] = ()
CALLS: tuple[str, ...] = ()
PLAIN = ("account", "parcel", "self", "mum", "mobile", "seo", "fund")
SHORT = ("account", "parcel", "mum", "mobile", "self")
HIDDEN = ("bet", "bonus", "loan", "pill", "coin", "service", "girl", "prize", "sum", "app")
GUESTS = ("bet", "loan", "coin", "pill", "girl", "seo", "service")
DIGITS = (LETTERS,)

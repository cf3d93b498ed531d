"""The grammar of made English spam, and of sound texts with the same words (scripts.label_made)."""

NAMES = [
    "Anna",
    "David",
    "Grace",
    "Michael",
    "Sandra",
    "Peter",
    "Linda",
    "James",
    "Rose",
    "Victor",
    "Helen",
    "Mark",
]
CITIES = [
    "London",
    "Lagos",
    "Dallas",
    "Sydney",
    "Toronto",
    "Dublin",
    "Geneva",
    "Miami",
    "Leeds",
    "Boston",
]
WHO = ["Mr", "Mrs", "Dr", "Miss", "Prof", "Barrister", "Engr"]
KEYWORDS = (
    "casino", "payday loans", "weight loss", "web hosting", "car insurance", "essay writing", "replica watches", "forex signals",
    "dating site", "free movies", "IPTV", "followers", "CBD oil", "locksmith", "SEO services", "roofing quotes", "gift cards",
)  # fmt: skip
CONTACTS = (
    "http://{id}.com", "www.{id}.net/offer", "bit.ly/{id}", "call {tel}", "text YES to {code}", "reply STOP to end", "email {id}@{id}.com",
    "WhatsApp {tel}", "Telegram @{id}", "{id}.info", "click the link below http://{id}.info/claim", "contact him now at {id}@mail.com", "link in my bio", "link on my channel",
)  # fmt: skip

# Family -> parts of its texts; a text has two to all of them, in any order.
FAMILIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "gambling": (
        ("Play the best online casino", "{name} Casino and Sportsbook", "Top rated slots and blackjack", "Live roulette with real dealers", "Guaranteed winning betting tips"),
        ("{n}00% welcome bonus", "{n}0 free spins no deposit", "double your first deposit", "win up to ${n},000 today", "instant payouts, no verification"),
        ("Join now {contact}", "{contact}", "Sign up with code {code}", "Claim your bonus {contact}"),
    ),
    "loan": (
        ("Need cash fast?", "Bad credit? No problem!", "Get a loan of ${n}0,000 today", "Consolidate your debts", "Are you in need of a loan at {n}% interest rate?", "Lower your mortgage payment"),
        ("no credit check", "guaranteed approval in {n} minutes", "we offer personal and business loans", "you have been pre-approved", "apply with your full name, address and phone number"),
        ("Apply now {contact}", "{contact}", "Act today, offer ends soon {contact}"),
    ),
    "prize": (
        ("Congratulations! You have won", "URGENT! Your number was selected", "WINNER!! As a valued customer you have been chosen", "You are today's lucky visitor", "Final notice: your reward is waiting"),
        ("a ${n}000 gift card", "a brand new phone", "a luxury holiday for two", "{n},000,000 pounds in our online lottery", "a cash award of {n}00"),
        ("To claim {contact}", "{contact}", "Claim code {code} expires today", "T&Cs apply, 18+ only, {n}50p per msg"),
    ),
    "advance": (
        ("Dear Friend, I am {who} {name} from {city}", "Greetings to you in the name of the Lord", "Attention beneficiary", "Hello my dear, permit me to write to you", "I am the manager of a bank in {city}", "I am a widow suffering from a long illness"),
        ("I have a business proposal of {n}.5 million dollars", "my late husband deposited the sum of ${n}0 million", "I want you to stand as the next of kin to the deceased", "your fund has been approved for release", "you will receive {n}0% of the total sum", "this transaction is confidential and risk free"),
        ("kindly send your full name, bank details and telephone number", "reply to my private email {id}@{id}.com", "contact the delivery agent with the fee of ${n}50", "I await your urgent response", "God bless you"),
    ),
    "account": (
        ("Dear customer,", "Dear email user,", "Security alert:", "[{name} Bank]", "Account notice", "IT Help Desk"),
        ("your account has been suspended", "your mailbox has exceeded its storage limit", "unusual sign-in activity was detected", "your payment could not be processed", "your password expires today", "a payment of ${n}99 was made, if this was not you"),
        ("verify your details here {contact}", "click to restore access {contact}", "failure to update will close your account permanently", "enter your username and password to validate", "{contact}"),
    ),
    "parcel": (
        ("Your package could not be delivered", "Parcel {code} is on hold", "USPS: incomplete address", "Customs fee of ${n}.99 is unpaid", "We attempted delivery today"),
        ("reschedule within 24 hours", "pay the small fee", "update your address", "or it will be returned to sender"),
        ("{contact}", "Track here {contact}"),
    ),
    "job": (
        ("Work from home and earn ${n},000 a week", "I made ${n}00 in my first day", "Quit your job today", "Hiring now, no experience needed", "My neighbour makes ${n}5 an hour on the laptop", "Mystery shopper wanted"),
        ("this system really works", "only {n} spots left", "no selling, no boss, no stress", "I was sceptical at first but the money is real", "all you need is a computer", "100% free training"),
        ("Start here {contact}", "{contact}", "See how {contact}", "Don't miss out!!! {contact}"),
    ),
    "pills": (
        ("Lose {n}0 pounds in {n} weeks", "Cheap viagra and cialis", "Miracle pill doctors don't want you to know", "Replica designer watches", "Buy a degree without exams", "Herbal enlargement", "Anti-aging cream as seen on TV"),
        ("no prescription needed", "{n}0% off today only", "100% money back guarantee", "free trial, just pay shipping", "discreet worldwide delivery", "results in days"),
        ("Order now {contact}", "{contact}", "Buy here {contact}"),
    ),
    "investment": (
        ("Bitcoin will explode", "Join our VIP signals group", "This penny stock is about to triple", "Thanks to {who} {name} I recovered my losses", "Invest ${n}00 and get ${n}000 in {n} days", "The forex robot that trades for you"),
        ("guaranteed returns", "{n}0% profit every week", "limited members", "I started with little and now I am financially free", "zero risk", "she is the best trader"),
        ("{contact}", "Message on WhatsApp {tel}", "Get in before it is too late {contact}"),
    ),
    "channel": (
        ("Check out my channel", "Hey guys please subscribe to me", "I make covers and original songs", "new video every week on my page", "sub 4 sub?", "Please help me reach {n}000 subscribers", "Visit my profile", "Follow me on instagram @{id}", "Like my page"),
        ("you won't regret it", "I know people hate this but", "just give it a chance", "it only takes a second", "I will sub back", "thumbs up so others can see", "dreams come true with your help", "thanks for reading"),
        ("{contact}", "http://{id}.com", "watch it here {contact}", "my video is better than this", "vote for me {contact}"),
    ),
    "dating": (
        ("Hi dear, I am {name}, {n} years younger than you think", "Lonely women in {city} want to meet", "Sexy singles waiting", "I saw your profile and I like you", "Hot girls live on cam"),
        ("no strings attached", "free registration", "see my private photos", "I want to know you better", "adults only"),
        ("{contact}", "chat now {contact}", "write me at {id}@{id}.com", "txt CHAT to {code}"),
    ),
    "keywords": (
        ("{kw} {kw} online cheap {kw} {city}", "best {kw} {city}, {kw} near me, top {kw} reviews", "buy {kw} cheap {kw} discount {kw} coupon"),
        ("Great post! I really enjoyed it, please also see my {kw} site", "Looking for {kw}? We have the best {kw}. Our {kw} is the {kw} you need.", "I found this {kw} very helpful and so will you"),
        ("{contact}", "visit {contact} for {kw}", "{kw} here {contact}"),
    ),
    "business": (
        ("We are a leading supplier of chemicals and machinery", "Get {n}0,000 email addresses of executives", "Your website is not on page one of Google", "Grow your followers fast", "Toner and ink at half price", "List your company in our global directory"),
        ("satisfaction guaranteed", "free quote", "limited time offer", "trusted by {n}000 companies", "you are receiving this because you are on our list"),
        ("{contact}", "to unsubscribe {contact}", "reply with your phone number", "visit our site {contact}"),
    ),
}  # fmt: skip

SOUND: tuple[str, ...] = (
    "Police in {city} arrested {n} people who ran an illegal betting site. The group had operated for {n} years.",
    "A casino near {city} will close next month and {n}00 workers will lose their jobs, the union said.",
    "Before you take out a loan, compare the interest rate and the fees. A lower monthly payment can cost more in the end.",
    "The bank raised its mortgage rate to {n}.5 percent on Tuesday after the decision of the central bank.",
    "Hi {name}, the parcel for you is with the neighbours at number {n}. They are in until {n} tonight.",
    "I got a text saying I won a prize and must call a number. Is this a scam? I have not clicked anything.",
    "Your appointment with {who} {name} is on Monday at {n}. Please call {tel} if you cannot come.",
    "Dear {name}, thank you for your letter of the {n}th. Please find the minutes of the meeting attached.",
    "To reset your password, open the settings, choose Account and follow the steps. The link in the mail is valid for {n} hours.",
    "I finally subscribed to this channel because the explanations are so clear. Thanks for the upload.",
    "This song reminds me of my first summer in {city}. I have played it {n} times today.",
    "who else came here after the movie? the beat at {n}:10 is so good lol",
    "lol you can't be serious, she said that? smh I am done with these people",
    "@{id} yeah but they lost {n} games in a row, so I don't care what he says #{id}",
    "RT @{id}: nobody works harder than my mum on a sunday",
    "Dear all, the next meeting of the committee is in {city} on the {n}th. Please let me know whether you will attend. Best wishes, {name}",
    "From: {name} <{id}@{id}.edu> To: staff Subject: lab meeting Date: Tue, {n} Mar 2011. We will meet in room {n}0. Bring your figures.",
    "Subject: Re: draft. Hi {name}, I read the draft and have only small comments. The second figure needs a legend. Thanks, {name}",
    "Dear friend, your gift of ${n}0 last year helped {n} families find a home. Please consider helping again this year.",
    "Would you consider a donation to the library? Every book we lend helps a child learn to read.",
    "Investors lose money when they believe in guaranteed returns. High profits come with high risk.",
    "Bitcoin is a currency without a bank: a chain of blocks records each payment, and miners add the blocks.",
    "The pill lowers blood pressure. Do not take it with grapefruit juice, and ask your doctor about side effects.",
    "She lost {n} pounds by walking to work and cooking at home. It took a year.",
    "What is the probability of winning a prize if {n} of 20 tickets win? Answer as a fraction in lowest terms.",
    "Which of the following is an example of an investment? A) a loan B) a bond C) a gift D) a tax",
    "Jun {n} 03:1{n}:05 server sshd[{code}]: Failed password for invalid user from 10.0.0.{n} port {code}",
    "{code} INFO dfs.DataNode: Received block blk_{code} of size {code} from /10.250.{n}.{n}",
    "def claim(code): return prizes[code] if code in prizes else None",
    "Call me when you get home, I have your keys. Free after {n}. xx",
    "Can you send me {n}0 quid for the gas bill? I'll pay you back on friday, promise",
    "free entry for members on tuesdays, otherwise {n} pounds at the door, the band starts at {n}",
    "The hotel was cheap and close to the station. Breakfast is free and the staff are friendly.",
    "We are hiring a research assistant for {n} months in {city}. Applicants should hold a degree in biology.",
)  # fmt: skip
TURNS: tuple[str, ...] = (
    "hello?", "hi {name}, it's {name}", "are you coming tonight", "yeah in about {n} minutes", "did you get my message", "no, my phone was off", "what did he say",
    "he said he'd call back", "that's ridiculous", "I know right", "how much was it", "{n}0 dollars", "no way", "okay talk later", "love you", "bye", "see you at {n}",
    "can I speak to {who} {name} please", "one moment please", "I'd like to book a table for {n}", "sure, under what name", "sorry I'm late", "haha fine", "whatever", "shut up lol",
    "RT @{id}: when your boss says you can go home early", "I swear if he plays that song again", "he a fool for that one", "nobody asked you bro", "these hoes ain't loyal",
    "my bitch of a car won't start", "who tf ate my fries", "Can't wait for the game tonight #{id}", "happy birthday @{id} love u", "you look like trash in that hat",
    "I hate mondays so much", "she thinks she cute smh", "y'all are so annoying", "free my brother he did nothing", "win or lose I'm still a fan of {city}", "I got {n} likes on this pic lmao",
)  # fmt: skip
NOTICES: tuple[str, ...] = (
    "Opening hours: 9 to {n}", "Office: {city}, telephone {tel}", "Registration closes on {n} May", "Admission free for children", "For details see the web site of the town www.{id}.gov",
    "Contact: {name}, {tel}", "Order {code} has shipped", "Your ticket number is {code}", "Terms of use", "Privacy policy", "All rights reserved", "Published {n} March",
    "Title: annual report {n}", "ISBN 978{code}", "Posted by {name} at {n}:30 pm", "{n} comments", "Share this article", "Next meeting: {n} June, town hall",
)  # fmt: skip


# Conversation: answers
answer-not-covered = The library does not cover this.
answer-nearest = Closest in the library: { $titles }.
answer-ask-team = You can put the question to the team.
answer-uncovered = Not covered by the library: { $parts }.
answer-conflicting = The sources do not agree:
answer-weak = The ground for this is thin; read the source before you rely on it.
answer-model-unavailable = The language model could not be reached; these are sentences from the sources.
answer-quoted-as-is = Quoted in the language of the source.
answer-support =
    { $count ->
        [1] one source
        [2] two sources
        [3] three sources
        [4] four sources
       *[other] { $count } sources
    }
answer-support-years = { answer-support }, { $years }
answer-read-as = I read this as: { $question }
source-brief = Our brief “{ $title }”
source-brief-after = Our brief “{ $title }”, after { $ground }
source-starter-brief = Our starter brief “{ $title }”, not yet reviewed by an editor
source-starter-brief-after = Our starter brief “{ $title }”, not yet reviewed by an editor, after { $ground }
source-page = p. { $page }

# Conversation: the library in words
library-holds = Documents in the library ({ $count }):
library-holds-on = Documents in the library on { $about } ({ $count }):
library-nothing-on = The library holds nothing on { $about }.
library-and-more = … and { $count } more.

# Conversation: short replies
reply-greeting = Hello. Ask me about peace mediation: I answer from the library, with sources.
reply-opener = Go on: what would you like to know?
reply-thanks = You are welcome.
reply-goodbye = Goodbye, and good luck with your work.
reply-help = Ask a question in your own words, in English, French, Spanish, Arabic, Russian or Portuguese. I answer from guidance and lessons learned on peace mediation and show the sources, or say that the library does not cover it. You can also ask “what do you have on national dialogues?”
reply-who = I am a program, not a person: I answer questions about peace mediation from a library of guidance and lessons learned, with sources.
reply-feedback-wrong = Noted: that answer did not help. You can say what was wrong, ask again in other words, or put the question to the team.
reply-feedback-useful = Good to know, thank you.
reply-out-of-scope = That is outside what I can do: I answer questions about peace mediation from a library of guidance and lessons learned.
reply-no-opinion = I hold no opinions on people or parties; I answer from guidance and lessons learned on peace mediation.
reply-no-prediction = I make no predictions; I can show what past processes and guidance say.
reply-no-earlier-answer = There is no earlier answer here to act on. Ask a question first.
reply-no-more = That is all the library has on this.
reply-cannot-shorten = Without a language model I quote sentences as they stand and cannot shorten them.
reply-cannot-translate = The library has no edition of this in that language, and without a language model I cannot translate.
reply-last-sources = The last answer rests on: { $sources }
reply-expert-request = You can ask the team for an expert: write what for, where or remote, when, and how to reach you.
reply-request-status = I know of no open request of yours.

# Conversation: danger
danger-now = If you are in danger now, get to safety first and call the number below.
danger-threat = A threat, an arrest, an abduction or an evacuation is for people, not for a program: call the contact below now, and write no names or places here.
danger-phone = If a phone was lost or taken, tell the contact below from another phone, so that it can be locked out here; then end its sessions in Telegram’s settings.
danger-distress = This sounds heavy. You need not carry it alone: please call the contact below, or somebody whom you trust.
danger-nobody-reads = No person reads this chat.
danger-no-contact = No emergency contact is set up here: call your organisation’s security or duty officer, or the local emergency number.
danger-or-question = If this is a question, say so, and I answer it from the library.

# Conversation: what was not kept
masked-line = Not kept in the log: { $kinds }.
masked-person = names
masked-phone = telephone numbers
masked-email = e-mail addresses
masked-link = links
masked-place = coordinates
masked-address = street addresses
masked-number = identity and account numbers


# People
not-permitted = Your role does not allow this.
person-unknown = Nobody here is called { $person }; “people list” shows who there is.
person-in-settings = { $person } is an administrator because ADMIN_IDS says so; take the number out of ADMIN_IDS first.
person-is-revoked = The access of { $person } was revoked; send a new invitation instead.
last-administrator = { $person } is the last administrator; invite another one first.
forget-keeps-access = That you may use this assistant, your role and your language stay, so that it still knows you.
forget-keeps-figures = Figures without words and without a link to you stay: how many questions, in which language, answered or not.
forget-keeps-chat = The messages in this chat stay on your phone and at Telegram; only you can delete them there.


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
source-and-more = { $ground } and { $count } more

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

# Chat: welcome, help, language
welcome = Hello. Ask me about peace mediation, in your own words. I answer from a library of guidance and lessons learned, with sources, or say plainly that it is not covered.
welcome-logged = Your questions are logged, so that the library can grow. Names and numbers are removed from them where they are found.
welcome-not-encrypted = A chat with a bot is not end-to-end encrypted: Telegram can read it, and so can whoever holds your phone.
welcome-never-type = Never write names of people at risk, places where somebody is, dates of secret meetings, or what was said in confidence.
welcome-go = Just write your question. You can change the language here:
help = Write a question, or a follow-up to the last one. /library shows what there is, /language changes the language, /off keeps the next question out of the log, /forget erases what is kept about you, /privacy says what that is. To put something to people, press “Ask the team” under an answer.
language-choose = In which language shall I speak? I answer each question in the language it is asked in.
language-chosen = From now on I speak English with you.
ask-how = Write the question behind the command, or just send it: /ask How is a ceasefire monitored?

# Chat: while answering
progress = Looking in the library …
progress-writing = Still writing …
answer-asked-at = You asked this on { $time }.
answer-is-ready = The answer to your question is ready.
sources-title = Sources
too-fast = That is a lot at once. Nothing is lost: your messages wait a little and are then answered one by one.

# Chat: under an answer
button-useful = Useful
button-not-useful = Not useful
button-more = More
button-sources = Sources
button-copy = Copy as text
button-team = Ask the team
button-question = This is a question
button-new-topic = New topic
button-library = Library
thanks-useful = Thank you, noted.
thanks-why = Thank you, that helps to mend the library.
why-not-useful = Thank you for saying so. What was the matter?
next-best = These are the next best passages:
reason-wrong = It is wrong
reason-off-point = Not what I asked
reason-incomplete = Something is missing
reason-outdated = Out of date
reason-unclear = Hard to understand
source-withdrawn = One of the sources is not in the library any more.
answer-gone = I do not have this answer any more. Please ask again.
not-your-button = These buttons belong to the person who asked.
topic-new = New topic: what you ask now stands for itself.
team-not-yet = From this chat I cannot pass on your question yet, and no person reads it here. Please write to the team yourself; “Copy as text” takes the answer along.
team-named = The team is { $unit }.
team-contact = You reach it here: { $contact }

# Chat: alarm
button-alert-named = Alert the duty team, with my name
button-alert-unnamed = Alert the duty team, without my name
alert-named = ALERT: { $name } needs a call back from the duty officer now. No further details were passed on.
alert-unnamed = ALERT: somebody who uses this assistant says that they are in danger, and did not wish to be named. No further details were passed on.
alert-sent = The duty team was alerted. Do not wait for it if you can call somebody.
alert-nobody = No duty team is linked here, so nobody was alerted. Please call somebody.

# Chat: library
library-themes = What would you like to look at?
library-all = All documents ({ $count })
library-empty = The library is empty at the moment.
library-gone = This is not in the library any more.
button-file-kb = Send the file ({ $size } KB)
button-file-mb = Send the file ({ $size } MB)

# Chat: privacy
privacy-kept = Kept: your questions with names and numbers removed where they are found, the answers, how useful you found them, your role and language. Text is encrypted and erased after some months; figures stay.
privacy-seen = Content staff read the questions without knowing whose they are. Files, voice, locations and contacts that you send are not opened and not kept.
privacy-choices = /off keeps the next question out of the log. /forget erases what is kept about you.
forget-erases = I would erase every question and answer that is kept of you, what you found useful, and the link between you and them.
forget-cannot = I cannot erase the messages on your phone and at Telegram, nor what others copied.
forget-sure = Erase it?
button-forget = Yes, erase it
button-keep = No, keep it
forget-done = Erased.
forget-kept-all = Nothing was erased.
off-next = Your next question is off the record: I answer it whole and without buttons, and keep nothing but its time, its language and whether it was answered. It remains in this chat until you delete it.

# Chat: access
stranger = This assistant is for invited people. If you have an invitation, open its link.
role-name =
    { $role ->
        [administrator] administrator
        [editor] editor
        [officer] officer
       *[mediator] mediator
    }
invitation-role-changed = Your role is now: { role-name }.
invitation-already = You have access already; the invitation was not used up.
invitation-bad = This invitation is not valid (any more).
invitation = An invitation as { role-name }. It works once, until { $until }; pass it on in a safe way:
invitation-used = { $name } used your invitation and is now here as { role-name }, known as { $person }. If this is not the person you meant, undo it.
invitation-undone = Undone: the invitation does not work any more, and whoever used it has lost what it gave.
invitation-undone-before = This was undone before.
button-undo = Undo
invite-how = Write for example: /invite mediator Anna from the Geneva office. Roles: mediator, officer, editor, administrator.
private-only = Please do this in a private chat with me.
lock-how = Write /lock and the name that /people shows.
locked = { $person } is locked: nothing is answered there until somebody unlocks it.
people-list = People with access ({ $count }), as name, role, note:

# Chat: groups
group-how = Write /group on or /group off in the group.
group-on = I am on in this group. I read and answer only what mentions me, replies to me or is a command, and only from documents for everybody.
group-off = I am off in this group.
group-hello = I was added to this group. An administrator switches me on here with /group on.
group-not-allowed = I may only be in groups that an administrator added me to, so I leave this one.
link-how = Write this command in the group that it is about.
linked-roster = This group is now the roster team’s.
linked-content = This group is now the content team’s.

# Chat: what is not text
not-opened-voice = I did not open or keep your voice message: I cannot listen. Please type the question.
not-opened-video = I did not open or keep your video. Please type the question.
not-opened-photo = I did not open or keep your photo. Please type the question.
not-opened-file = I did not open or keep your file. Please type the question; documents for the library go to the team.
not-opened-location = I did not keep your location. Please do not send where you are; type the question.
not-opened-contact = I did not keep this contact. Please do not send details of others; type the question.
not-opened-forwarded = I did not read or keep this forwarded message: its author did not agree to it. Please put the question in your own words.
not-opened-other = I cannot open this and did not keep it. Please type the question.
voice-too-long = This voice message is too long for me; I did not keep it. Please type the question.
voice-not-understood = I could not make out any words. Please type the question.
voice-heard = This is what I heard. Is it right? If not, type the question.
button-heard = Yes, answer it

# Chat: command menu
command-ask = Ask a question
command-library = See what is in the library
command-language = Change the language
command-privacy = What is kept
command-off = Keep the next question out of the log
command-forget = Erase what is kept about me
command-help = How this works
command-invite = Invite somebody
command-people = Who has access
command-lock = Lock a lost phone
command-group = Switch this group on or off
command-link-roster = This is the roster team’s group
command-link-content = This is the content team’s group

# Service
could-not-answer = Something went wrong here, and your message was not answered. Please send it again, perhaps in other words.
update-set-aside = A message could not be handled and was set aside (number { $id }). The log says where it failed.

# Roster
roster-fits-country = Has worked in the country.
roster-fits-region = Has worked in the region.
roster-fits-years = Years of experience: { $years }.
roster-fits-themes = Themes asked for: { $count } of { $asked }.
roster-fits-level = Level: { $level }.
roster-asks-notice = To settle: needs { $days } days’ notice, and the start is sooner.
roster-asks-pencilled = To settle: pencilled in for another request on these days.
roster-asks-load = Open assignments: { $count }.
roster-fails-language = Language below B2: { $languages }.
roster-fails-availability = Available only { $days }.
roster-fails-booked = On another assignment on these days.
roster-fails-modality = Works only like this: { $modality }.
roster-fails-conflict = Conflict of interest with the country.
roster-fails-gender = Another gender than asked for.
roster-fails-years = Too few years of experience: { $years }.
roster-fails-vetting = Vetting ends before the mission does: { $day }.
roster-days-taken = These days are taken by another request. Choose other days or somebody else.
roster-days-turned = The last day is before the first. Nothing was changed.

# Requests: from words to a draft
request-private = Please write to me in our private chat about this: a request does not belong into a group.
request-ways = How shall the team help you?
request-kind-written = Answer me in writing
request-kind-talk = A call, or a look at a text
request-kind-deployment = Send somebody
request-place = { $number } of { $count }
request-step-task =
    { $kind ->
        [talk] What is it about? A sentence or two are enough. Please name nobody who could be put at risk.
       *[deployment] What should somebody do for you? A sentence or two are enough. Please name nobody who could be put at risk.
    }
request-step-where = Where would that be? Write the place, or choose:
request-step-town = With you: in which country or town would that be?
request-step-when = When do you need it? Write a date and for how long, or choose:
request-step-reach = How can the team reach you, also after hours? Write it, or choose:
request-so-far = So far: { $value }
request-question = About my question
request-in-person = With you
request-remote = By phone or video
request-hybrid = Partly with you, partly by phone or video
request-withheld = I’d rather not say where
request-today = Today
request-week = This week
request-month = This month
request-no-hurry = No hurry
request-here = Here, in this chat
request-urgency-critical = today
request-urgency-urgent = this week
request-urgency-priority = this month
request-urgency-routine = no hurry
request-skip = Skip
request-back = Back
request-drop = Cancel
request-send = Send to the team
request-confidential = Only for the duty officer
request-open = For the whole team
request-review = Shall I send this to the team?
request-about-kind =
    { $kind ->
        [written] You ask for an answer in writing.
        [talk] You ask for a call, or a look at a text.
       *[deployment] You ask for somebody to support you.
    }
request-about-task = What for: { $task }.
request-about-question = Your question: { $question }
request-about-themes = Subject: { $themes }.
request-about-place = Where: { $place }.
request-about-modality = How: { $modality }.
request-about-when = When: { $when }.
request-about-days =
    { $days ->
        [one] How long: { $days } day.
       *[other] How long: { $days } days.
    }
request-about-languages = Languages: { $languages }.
request-about-gender = { $gender }.
request-gender-female = A woman is preferred
request-gender-male = A man is preferred
request-about-contact = You can be reached: { $contact }.
request-about-confidential = Confidential: only the duty officer reads what it says.
request-review-hint = The team sees exactly this. It is a request, not yet a promise of a person, a date or a fee. Press “Send”, answer “yes”, or write what should be added.
request-elsewhere = Names, CVs and drafts do not go through this chat; send them here: { $contact }
request-resume = You have begun a request that is not sent yet.
request-on = Continue
request-anew = Start anew
request-drop-draft = Drop it
request-dropped = Dropped. Nothing was sent, and nothing of it is kept.
request-edited = I do not take over what you change in a message afterwards. Please write it again.
request-gone = This request is not open any more.

# Requests: where hers stand
request-sent = This is request { $number }. The team has received it.
request-next = By its own rules the team looks at it by { $time }; that is its aim, not a promise. You hear from me at every step.
request-how-to-add = To tell the team more, press “Write to the team” or reply to its messages; everything else you write here remains a question to the library. /requests shows where it stands.
request-number = Request { $number }
request-state =
    { $state ->
        [submitted] received
        [taken] somebody has it
        [needs_you] the team needs something from you
        [proposed] there is a proposal for you
        [confirmed] settled, in preparation
        [deployed] settled, under way
        [answered] settled: answered
        [declined] closed: the team cannot do it
        [referred] closed: passed on to others
        [withdrawn] withdrawn by you
        [stood_down] closed: called off
       *[completed] settled
    }
request-line = Request { $number }: { request-state }. ({ $about })
request-answer = Write to the team
request-withdraw = Withdraw
request-withdraw-sure = Shall I withdraw request { $number }? The team is told; this cannot be undone.
request-withdraw-yes = Yes, withdraw it
request-withdraw-no = No, keep it
request-write = Request { $number }: write your reply to this message, and I pass it on to the team.
request-passed-on = Passed on to the team (request { $number }).
request-not-passed-on = I pass on typed words only; I did not open or keep what you sent.
request-no-candidate = None of them
request-chosen = I told the team that { $letter } suits you. Until it is confirmed you can still choose differently.
request-none-chosen = I told the team that none of them suits you. It goes on looking.
request-lesson =
    { $question ->
        [1] Request { $number } is closed. What worked well? Reply to this message, or skip.
       *[other] And what should others in your place know? Reply to this message, or skip.
    }
request-lessons-done = Thank you. An officer reads it before anybody else does.

# Requests: the team’s words to her
request-unit = The roster team
request-told-take = Request { $number }: somebody at { $unit } has taken it.
request-told-ask = Request { $number }: { $unit } needs something from you, in its own words:
request-told-tell = Request { $number }: { $unit } writes to you, in its own words:
request-told-propose = Request { $number }: { $unit } proposes one of the following. Who would suit you?
request-told-confirm = Request { $number }: { $unit } has confirmed it. What comes next is being prepared.
request-told-deploy = Request { $number }: the support has begun.
request-told-extend = Request { $number }: { $unit } has extended it.
request-told-replace = Request { $number }: { $unit } looks for somebody else.
request-told-change-urgency = Request { $number }: { $unit } now treats it as “{ $urgency ->
        [critical] today
        [urgent] this week
        [priority] this month
       *[routine] no hurry
    }”, before as “{ $before ->
        [critical] today
        [urgent] this week
        [priority] this month
       *[routine] no hurry
    }”, and says why:
request-told-decline = Request { $number }: { $unit } cannot do this, and says why:
request-told-refer = Request { $number }: { $unit } has passed it on to others, and says:
request-told-stand-down = Request { $number }: { $unit } has called it off, and says why:
request-told-close = Request { $number } is settled and closed.
request-candidate = Candidate { $letter }
request-how-to-answer = Only what you write as a reply to this message goes to the team.
command-expert = Ask the team for an expert
command-requests = Where my requests stand

# Requests: why a step is not made
request-unknown = I do not know this request.
request-is-sent = This request was sent already. You can add to it.
request-is-closed = This request is closed.
request-not-now = This is not possible at this stage of the request.
request-is-taken = { $officer } has taken this request already. Thank you for stepping in.
request-is-confidential = This request is confidential: it is for the duty officer and whom the duty officer adds. /duty shows who is on duty.
duty-is-over-before = This watch would be over before it begins. Please give a later end.
request-needs-reason = Please give the reason.
request-needs-words = Please write what you want to say.
request-needs-nobody = Somebody has this request already.
request-needs-officer = Please say who takes it over.
request-needs-candidates = Please choose at least one candidate to propose.
request-needs-letter = Please choose one of those proposed, or none.
request-needs-none = Please choose one of those proposed, or none.
request-needs-item = This cannot be ticked at this stage.
request-needs-budget = For the approval, please name the budget line and who holds the contract.
request-needs-ticks = Before it is confirmed, three ticks are needed: expert, requester, approver.
request-needs-told = Please write an answer to the requester before you close it.
request-needs-until = Please give the new last day as a date, such as 2027-03-31.
request-needs-urgency = Please choose another urgency than it has now.
request-needs-pause = Please choose the reason why the clock stands.
request-needs-paused = The clock of this request is running.
request-needs-in-time = It is too late to take this back: the requester has been told.

# Requests: the roster team’s group
team-only = This is for members of the roster team, in their group.
team-number = Request { $number }
team-on-duty = On duty
team-state =
    { $code ->
        [submitted] waits for somebody to take it
        [taken] taken
        [matching] looking for somebody
        [proposed] proposed to the requester
        [confirmed] confirmed, in preparation
        [deployed] under way
        [completed] closed: completed
        [answered] closed: answered
        [declined] closed: declined
        [referred] closed: referred to others
        [withdrawn] closed: withdrawn by the requester
       *[stood_down] closed: stood down
    }
team-urgency =
    { $code ->
        [critical] critical
        [urgent] urgent
        [priority] priority
       *[routine] routine
    }
team-field =
    { $name ->
        [themes] Subject
        [urgency] Urgency
        [due] Next step by
        [paused] Clock stands for
        [officer] Officer
        [before] Before
        [region] Region
        [start] Start
        [start_text] When
        [task] What for
        [question] Question
        [location] Where
        [contact] Contact
        [languages] Languages
        [duration_days] Days
        [modality] How
        [gender_preference] Preference
        [gender_reason] Reason
        [years] Years of experience
        [regions] Regions
       *[balance] Balance of those ticked
    }
team-item =
    { $code ->
        [expert] expert: available, no conflict, released
        [requester] requester agrees
        [approver] approval: budget line, contract holder
        [terms_of_reference] terms of reference
        [host_consent] consent of the host
        [contract] contract
        [funding] funding
        [visa] visa
        [travel] travel
        [clearance] security clearance
        [insurance] insurance
        [briefing] briefing
        [implementing_partner] implementing partner
        [information] an answer of the requester
       *[approval] approval
    }
team-gender =
    { $code ->
        [female] women
        [male] men
       *[unknown] other or unknown
    }
team-act =
    { $code ->
        [take] Take
        [hand_over] Hand over
        [hand_over_yes] I take it over
        [release] Give back
        [ask] Ask the requester
        [tell] Write to the requester
        [candidates] Candidates
        [propose] Propose those ticked
        [confirm] Confirm
        [deploy] Deployed
        [extend] Extend
        [replace] Replace
        [close] Close
        [decline] Decline
        [refer] Refer
        [stand_down] Stand down
        [change_urgency] Change urgency
        [note] Note
        [pause] Pause the clock
        [resume] Clock runs again
        [undo] Undo
        [seen] Seen
        [release_lesson] Release to the editors
        [elsewhere] Continue elsewhere
        [reader] Let me read it
        [reader_yes] Let them read it
        [tick] Ticks
        [item] Item
        [done] Done
        [undone] Not done
        [who] Who and by when
        [wait] Clock waits for it
        [answer] Answer
        [message] Message to candidates
        [names] Names, to me alone
        [yes] Yes
        [no] No
        [conflict] Conflict
        [send] Send
        [edit] Write anew
        [cancel] Cancel
        [draft] Make it a draft document
        [back] Back
        [more] More
       *[from] Yes, from …
    }
team-unapproved = ⚠ Not approved yet: the search began before the approval.
team-confidential = Confidential: what it says goes to the duty officer and to those whom the duty officer lets read it.
team-call = Request { $number } waits for somebody now. Press Seen, or take it.
team-step-call = Nobody has seen request { $number } yet. It is critical.
team-step-release = Request { $number } is free again; somebody should take it.
team-step-hand-over = Request { $number } is now yours.
team-step-reply = Request { $number }: the requester writes. Only a reply to this message goes back, and you see it first.
team-step-lesson = Request { $number }: what the requester learned. Nobody else sees it until you release it.
team-step-choose = Request { $number }: the requester’s choice is { $choice }.
team-step-withdraw = Request { $number } was withdrawn by the requester.
team-step-undo = Request { $number } is open again; the requester was not told.
team-step-warn = Request { $number }: little time is left, until { $due }.
team-step-escalate = Request { $number } is late. It was due at { $due }.
team-step-decline = Request { $number } is declined. The requester hears of it in two minutes; until then it can be undone.
team-step-refer = Request { $number } is referred to others. The requester hears of it in two minutes; until then it can be undone.
team-step-stand-down = Request { $number } is stood down. The requester hears of it in two minutes; until then it can be undone.
team-ask =
    { $act ->
        [ask] Request { $number }: what do you need from the requester? Reply to this message; you see it before it goes.
        [tell] Request { $number }: what shall the requester read? Reply to this message; you see it before it goes.
        [note] Request { $number }: reply with the note. The requester does not see it.
        [refer] Request { $number }: to whom, and why? Reply to this message; the requester reads exactly this.
        [extend] Request { $number }: until which day? Reply with the date.
        [approver] Request { $number }: reply with the budget line, a comma, and who holds the contract.
        [who] Request { $number }: reply with who sees to it, a comma, and the day.
        [conflict] Request { $number }: reply with the conflict that was declared. The group sees it; name nobody.
        [from] Request { $number }: from when? Reply to this message.
       *[reason] Request { $number }: why? Reply to this message; the requester reads exactly this.
    }
team-who-takes-over = Request { $number }: whoever takes it over presses here.
team-wishes-to-read = Request { $number }: { $act } would like to read it. Who may read it can allow this.
team-preview =
    { $state ->
        [preview] Request { $number }: shall this go to the requester? Nothing has been sent yet.
        [sent] Request { $number }: sent to the requester.
        [drafted] Request { $number }: sent, and kept as a draft document.
       *[cancelled] Request { $number }: not sent.
    }
team-preview-gone = This message is too old to be sent. Please write it again.
team-too-long = This is too long for one message. Please shorten it; nothing was sent.
team-no-contact = The operator has not set a secure contact.
team-candidates = Request { $number }: candidates who fulfil everything that was stated, best first ({ $count } shown).
team-needs-decision = needs a decision
team-near-misses = Do not fit, and why:
team-candidate-gone = This candidate does not fit the request any more. Please open the candidates again.
team-invitation = { $unit } looks for somebody for an assignment. Subject: { $themes }. Start: { $start }. Days: { $days }. Languages: { $languages }. Could you do it, from when, and is there any conflict of interest? Please reply by { $by }.
team-list = Requests: { $count }
team-topic-again = The topic of request { $number } was deleted, so this is a new one.
team-not-reached = Request { $number }: the requester cannot be reached through the assistant any more. Please use the contact.
team-officer-not-reached = Request { $number }: I cannot write to an officer privately. The officer must open a chat with me and press Start.
team-without-topics = To the administrators: each request could have a topic of its own here. Switch topics on and let me manage them; until then requests are threads of replies.
team-watch =
    { $post ->
        [duty] Duty officer
        [deputy] Deputy
       *[head] Head
    }: { $name }, until { $until }
team-no-watch = Nobody is on duty.
team-duty-how = To go on duty write /duty duty, /duty deputy or /duty head, if you like with the last day, such as /duty duty 2027-01-31. As a reply to somebody’s message it puts that person on duty.
team-day-how = Please write days like 2027-01-31. Nothing was changed.
team-available-how = Write /available EXPERT FROM TO, such as /available E12 2027-01-31 2027-03-31.
team-available = { $expert } is available from { $start } to { $end }.
team-expert-unknown = There is no { $expert } in the pool.
command-duty = Who is on duty
command-open = What is open
command-available = When an expert is available

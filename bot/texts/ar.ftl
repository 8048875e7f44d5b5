answer-not-covered = لا تتناول المكتبة هذا الأمر.
answer-nearest = الأقرب في المكتبة: { $titles }.
answer-ask-team = يمكنك طرح السؤال على الفريق.
answer-uncovered = ما لا تتناوله المكتبة: { $parts }.
answer-conflicting = المصادر غير متفقة:
answer-weak = الأساس ضعيف؛ اقرأ المصدر قبل الاعتماد عليه.
answer-model-unavailable = تعذر الوصول إلى النموذج اللغوي؛ هذه جمل من المصادر.
answer-quoted-as-is = مقتبس بلغة المصدر.
answer-support =
    { $count ->
        [1] مصدر واحد
        [2] مصدران
        [3] ثلاثة مصادر
        [4] أربعة مصادر
        [few] { $count } مصادر
        [many] { $count } مصدرًا
       *[other] { $count } مصدر
    }
answer-support-years = { answer-support }، { $years }
answer-read-as = أفهم السؤال هكذا: { $question }
source-brief = مذكرتنا «{ $title }»
source-brief-after = مذكرتنا «{ $title }»، استنادًا إلى { $ground }
source-starter-brief = مذكرتنا الأولية «{ $title }»، لم يراجعها محرر بعد
source-starter-brief-after = مذكرتنا الأولية «{ $title }»، لم يراجعها محرر بعد، استنادًا إلى { $ground }
source-page = ص { $page }
source-and-more = { $ground } و{ $count } غيرها
library-holds = وثائق المكتبة ({ $count }):
library-holds-on = وثائق المكتبة عن { $about } ({ $count }):
library-nothing-on = لا شيء في المكتبة عن { $about }.
library-and-more = … و{ $count } أخرى.
reply-greeting = مرحبًا. اسألني عن الوساطة من أجل السلام: أجيب من المكتبة مع المصادر.
reply-opener = تفضل: ماذا تريد أن تعرف؟
reply-thanks = على الرحب والسعة.
reply-goodbye = إلى اللقاء، وبالتوفيق في عملك.
reply-help = اطرح سؤالك بكلماتك، بالعربية أو الإنجليزية أو الفرنسية أو الإسبانية أو الروسية أو البرتغالية. أجيب من الأدلة والدروس المستفادة في الوساطة من أجل السلام وأعرض المصادر، أو أقول إن المكتبة لا تتناول الأمر. ويمكنك أن تسأل أيضًا: «ماذا لديكم عن الحوارات الوطنية؟»
reply-who = أنا برنامج ولست شخصًا: أجيب عن أسئلة الوساطة من أجل السلام من مكتبة أدلة ودروس مستفادة، مع المصادر.
reply-feedback-wrong = مفهوم: لم تنفع تلك الإجابة. يمكنك أن تقول ما الخطأ، أو أن تسأل بكلمات أخرى، أو أن تطرح السؤال على الفريق.
reply-feedback-useful = جيد أن نعرف، شكرًا.
reply-out-of-scope = هذا خارج ما أستطيعه: أجيب عن أسئلة الوساطة من أجل السلام من مكتبة أدلة ودروس مستفادة.
reply-no-opinion = ليس لي رأي في أشخاص أو أطراف؛ أجيب من الأدلة والدروس المستفادة في الوساطة من أجل السلام.
reply-no-prediction = لا أتنبأ؛ أستطيع أن أعرض ما تقوله الأدلة والعمليات السابقة.
reply-no-earlier-answer = لا توجد هنا إجابة سابقة. اطرح سؤالًا أولًا.
reply-no-more = هذا كل ما في المكتبة عن ذلك.
reply-cannot-shorten = من دون نموذج لغوي أقتبس الجمل كما هي ولا أستطيع اختصارها.
reply-cannot-translate = ليس في المكتبة طبعة بتلك اللغة، ومن دون نموذج لغوي لا أستطيع الترجمة.
reply-last-sources = تستند الإجابة الأخيرة إلى: { $sources }
reply-expert-request = يمكنك أن تطلب خبيرًا من الفريق: اكتب الغرض، والمكان أو عن بعد، والموعد، وكيف نصل إليك.
reply-request-status = لا أعرف طلبًا مفتوحًا لك.
danger-now = إن كنت في خطر الآن فابتعد أولًا إلى مكان آمن ثم اتصل بالرقم أدناه.
danger-threat = التهديد والاعتقال والاختطاف والإخلاء شأن الناس لا شأن برنامج: اتصل الآن بجهة الاتصال أدناه، ولا تكتب هنا أسماء أو أماكن.
danger-phone = إذا ضاع هاتف أو صودر فأخبر جهة الاتصال أدناه من هاتف آخر ليُقفل الوصول هنا، ثم أنهِ جلساته في إعدادات تيليغرام.
danger-distress = يبدو هذا ثقيلًا. لست مضطرًا إلى حمله وحدك: اتصل بجهة الاتصال أدناه أو بمن تثق به.
danger-nobody-reads = لا يقرأ أي شخص هذه المحادثة.
danger-no-contact = لا توجد هنا جهة اتصال للطوارئ: اتصل بمسؤول الأمن أو المناوب في منظمتك، أو برقم الطوارئ المحلي.
danger-or-question = إن كان هذا سؤالًا فقل ذلك، وأجيب عنه من المكتبة.
masked-line = لم يُحفظ في السجل: { $kinds }.
masked-person = الأسماء
masked-phone = أرقام الهاتف
masked-email = عناوين البريد الإلكتروني
masked-link = الروابط
masked-place = الإحداثيات
masked-address = عناوين السكن
masked-number = أرقام الهوية والحسابات
not-permitted = دورك لا يسمح بهذا.
person-unknown = لا أحد هنا باسم { $person }؛ القائمة في «people list».
person-in-settings = { $person } مدير لأن ADMIN_IDS تقول ذلك؛ احذف الرقم من ADMIN_IDS أولًا.
person-is-revoked = سُحب وصول { $person }؛ أرسل دعوة جديدة بدلًا من ذلك.
last-administrator = { $person } هو آخر مدير؛ ادعُ مديرًا آخر أولًا.
forget-keeps-access = يبقى حقك في استخدام هذا المساعد ودورك ولغتك، كي يعرفك.
forget-keeps-figures = تبقى أرقام بلا كلمات وبلا صلة بك: كم سؤالًا، وبأي لغة، وهل أُجيب.
forget-keeps-chat = تبقى رسائل هذه المحادثة على هاتفك ولدى تيليغرام؛ وحدك تستطيع حذفها هناك.
welcome = مرحبًا. اسألني عن الوساطة من أجل السلام بكلماتك. أجيب من مكتبة أدلة ودروس مستفادة مع المصادر، أو أقول بوضوح إن الأمر غير متناول.
welcome-logged = تُسجل أسئلتك كي تنمو المكتبة. وتُزال منها الأسماء والأرقام حيث يُتعرف عليها.
welcome-not-encrypted = المحادثة مع بوت ليست مشفرة من الطرف إلى الطرف: يستطيع تيليغرام قراءتها، وكذلك من يمسك بهاتفك.
welcome-never-type = لا تكتب أبدًا أسماء أشخاص معرضين للخطر، ولا أماكن وجود أحد، ولا مواعيد لقاءات سرية، ولا ما قيل في سرية.
welcome-go = اكتب سؤالك مباشرة. ويمكنك تغيير اللغة هنا:
help = اكتب سؤالًا، أو تتمة لسؤالك الأخير. ‏/library يعرض الموجود، و /language يغير اللغة، و /off يُبقي السؤال التالي خارج السجل، و /forget يمحو المحفوظ عنك، و /privacy يبين ما هو. وللتوجه إلى أشخاص اضغط «اسأل الفريق» تحت أي إجابة.
language-choose = بأي لغة أتكلم؟ أجيب عن كل سؤال باللغة التي طُرح بها.
language-chosen = من الآن أتكلم معك بالعربية.
ask-how = اكتب السؤال بعد الأمر، أو أرسله وحده: /ask كيف يُراقَب وقف إطلاق النار؟
progress = أبحث في المكتبة …
progress-writing = ما زلت أكتب …
answer-asked-at = سألت هذا في { $time }.
answer-is-ready = إجابة سؤالك جاهزة.
sources-title = المصادر
too-fast = هذا كثير دفعة واحدة. لن يضيع شيء: تنتظر رسائلك قليلًا ثم يُجاب عنها واحدة بعد أخرى.
button-useful = مفيد
button-not-useful = غير مفيد
button-more = المزيد
button-sources = المصادر
button-copy = نسخ كنص
button-team = اسأل الفريق
button-question = هذا سؤال
button-new-topic = موضوع جديد
button-library = المكتبة
thanks-useful = شكرًا، سُجل ذلك.
thanks-why = شكرًا، هذا يساعد على تحسين المكتبة.
why-not-useful = شكرًا على قول ذلك. ما المشكلة؟
next-best = هذه أقرب المقاطع التالية:
reason-wrong = خطأ
reason-off-point = ليس ما سألت عنه
reason-incomplete = ناقص
reason-outdated = قديم
reason-unclear = صعب الفهم
source-withdrawn = لم يعد أحد المصادر في المكتبة.
answer-gone = لم تعد هذه الإجابة لدي. اسأل من جديد من فضلك.
not-your-button = هذه الأزرار لمن طرح السؤال.
topic-new = موضوع جديد: سؤالك التالي قائم بذاته.
team-not-yet = لا أستطيع بعد نقل سؤالك من هنا، ولا يقرؤه أحد هنا. اكتب إلى الفريق بنفسك من فضلك؛ ويحمل «نسخ كنص» الإجابة معك.
team-named = الفريق هو { $unit }.
team-contact = تصل إليه هنا: { $contact }
button-alert-named = أنذر المناوبين مع ذكر اسمي
button-alert-unnamed = أنذر المناوبين دون ذكر اسمي
alert-named = إنذار: { $name } يحتاج إلى اتصال المناوب الآن. لم تُنقل تفاصيل أخرى.
alert-unnamed = إنذار: شخص يستخدم هذا المساعد يقول إنه في خطر ولم يشأ ذكر اسمه. لم تُنقل تفاصيل أخرى.
alert-sent = أُنذر المناوبون. لا تنتظرهم إن استطعت الاتصال بأحد.
alert-nobody = لا فريق مناوبة مرتبط هنا، فلم يُنذر أحد. اتصل بأحد من فضلك.
library-themes = ماذا تريد أن تتصفح؟
library-all = كل الوثائق ({ $count })
library-empty = المكتبة فارغة حاليًا.
library-gone = لم يعد هذا في المكتبة.
button-file-kb = أرسل الملف ({ $size } ك.ب)
button-file-mb = أرسل الملف ({ $size } م.ب)
privacy-kept = يُحفظ: أسئلتك دون الأسماء والأرقام التي تُعرف عليها، والإجابات، وما وجدته مفيدًا، ودورك ولغتك. النص مشفر ويُمحى بعد بضعة أشهر؛ وتبقى الأرقام.
privacy-seen = يقرأ فريق المحتوى الأسئلة دون أن يعرف أصحابها. الملفات والصوت والمواقع وجهات الاتصال التي ترسلها لا تُفتح ولا تُحفظ.
privacy-choices = ‏/off يُبقي السؤال التالي خارج السجل. ‏/forget يمحو المحفوظ عنك.
forget-erases = سأمحو كل ما حُفظ من أسئلتك وإجاباتها، وما وجدته مفيدًا، والصلة بينك وبينها.
forget-cannot = لا أستطيع محو الرسائل على هاتفك ولدى تيليغرام، ولا ما نسخه آخرون.
forget-sure = هل أمحو؟
button-forget = نعم، امحُ
button-keep = لا، أبقِ
forget-done = مُحي.
forget-kept-all = لم يُمحَ شيء.
off-next = سؤالك التالي خارج السجل: أجيب عنه كاملًا وبلا أزرار، ولا أحفظ إلا وقته ولغته وهل أُجيب. ويبقى في هذه المحادثة حتى تحذفه.
stranger = هذا المساعد للمدعوين. إن كانت لديك دعوة فافتح رابطها.
role-name =
    { $role ->
        [administrator] مدير
        [editor] محرر
        [officer] عضو الفريق
       *[mediator] وسيط
    }
invitation-role-changed = دورك الآن: { role-name }.
invitation-already = لديك وصول بالفعل؛ لم تُستهلك الدعوة.
invitation-bad = هذه الدعوة غير صالحة (أو لم تعد صالحة).
invitation = دعوة بدور: { role-name }. تعمل مرة واحدة حتى { $until }؛ سلّمها بطريق آمن:
invitation-used = استخدم { $name } دعوتك وله الآن وصول بدور: { role-name }، واسمه هنا { $person }. إن لم يكن الشخص المقصود فتراجع.
invitation-undone = تم التراجع: لم تعد الدعوة تعمل، ومن استخدمها فقد ما منحته.
invitation-undone-before = سبق التراجع عن هذا.
button-undo = تراجع
invite-how = اكتب مثلًا: /invite mediator آنا من مكتب جنيف. الأدوار: mediator, officer, editor, administrator.
private-only = افعل هذا في محادثة خاصة معي من فضلك.
lock-how = اكتب /lock والاسم الذي يعرضه /people.
locked = { $person } مقفل: لا يُجاب هناك عن شيء حتى يفتحه أحد.
people-list = من لهم وصول ({ $count }): الاسم، الدور، ملاحظة:
group-how = اكتب /group on أو /group off في المجموعة.
group-on = أنا مفعّل في هذه المجموعة. لا أقرأ ولا أجيب إلا عما يذكرني أو يرد علي أو يكون أمرًا، ومن الوثائق المتاحة للجميع فقط.
group-off = أنا غير مفعّل في هذه المجموعة.
group-hello = أُضفت إلى هذه المجموعة. يفعّلني مدير هنا بالأمر /group on.
group-not-allowed = لا يجوز لي البقاء إلا في مجموعات أضافني إليها مدير، لذلك أغادر هذه.
link-how = اكتب هذا الأمر في المجموعة المعنية.
linked-roster = هذه المجموعة الآن لفريق الخبراء.
linked-content = هذه المجموعة الآن لفريق المحتوى.
not-opened-voice = لم أفتح رسالتك الصوتية ولم أحفظها: لا أستطيع السماع. اكتب السؤال من فضلك.
not-opened-video = لم أفتح الفيديو ولم أحفظه. اكتب السؤال من فضلك.
not-opened-photo = لم أفتح الصورة ولم أحفظها. اكتب السؤال من فضلك.
not-opened-file = لم أفتح الملف ولم أحفظه. اكتب السؤال من فضلك؛ وثائق المكتبة تُرسل إلى الفريق.
not-opened-location = لم أحفظ موقعك. لا ترسل مكان وجودك؛ اكتب السؤال.
not-opened-contact = لم أحفظ جهة الاتصال هذه. لا ترسل بيانات غيرك؛ اكتب السؤال.
not-opened-forwarded = لم أقرأ هذه الرسالة المحولة ولم أحفظها: لم يوافق كاتبها على ذلك. اطرح السؤال بكلماتك.
not-opened-other = لا أستطيع فتح هذا ولم أحفظه. اكتب السؤال من فضلك.
voice-too-long = هذه الرسالة الصوتية أطول مما أستطيع؛ لم أحفظها. اكتب السؤال من فضلك.
voice-not-understood = لم أتبين أي كلمات. اكتب السؤال من فضلك.
voice-heard = هذا ما سمعته. هل هو صحيح؟ إن لم يكن فاكتب السؤال.
button-heard = نعم، أجب
command-ask = اطرح سؤالًا
command-library = ما في المكتبة
command-language = تغيير اللغة
command-privacy = ما الذي يُحفظ
command-off = إبقاء السؤال التالي خارج السجل
command-forget = محو المحفوظ عني
command-help = كيف يعمل هذا
command-invite = دعوة شخص
command-people = من له وصول
command-lock = إقفال هاتف مفقود
command-group = تفعيل هذه المجموعة أو تعطيلها
command-link-roster = هذه مجموعة فريق الخبراء
command-link-content = هذه مجموعة فريق المحتوى
could-not-answer = حدث خلل هنا ولم يُجب عن رسالتك. أرسلها من جديد من فضلك، ربما بكلمات أخرى.
update-set-aside = تعذرت معالجة رسالة فوُضعت جانبًا (رقم { $id }). السجل يبين موضع الخلل.

# Roster
roster-fits-country = سبق له العمل في البلد.
roster-fits-region = سبق له العمل في المنطقة.
roster-fits-years = سنوات الخبرة: { $years }.
roster-fits-themes = المواضيع المطلوبة: { $count } من { $asked }.
roster-fits-level = المستوى: { $level }.
roster-asks-notice = يحتاج قرارًا: مهلة الإشعار { $days } يومًا والبدء قبل ذلك.
roster-asks-pencilled = يحتاج قرارًا: مرشّح لطلب آخر في هذه الأيام.
roster-asks-load = المهام الجارية: { $count }.
roster-fails-language = اللغة دون المستوى B2: { $languages }.
roster-fails-availability = متاح فقط: { $days }.
roster-fails-booked = في مهمة أخرى في هذه الأيام.
roster-fails-modality = يعمل بهذه الطريقة فقط: { $modality }.
roster-fails-conflict = تضارب مصالح مع البلد.
roster-fails-gender = الجنس غير المطلوب.
roster-fails-years = سنوات خبرة أقل من المطلوب: { $years }.
roster-fails-vetting = ينتهي التدقيق الأمني قبل نهاية المهمة: { $day }.
roster-days-taken = هذه الأيام محجوزة لطلب آخر. اختر أيامًا أخرى أو شخصًا آخر.
roster-days-turned = اليوم الأخير قبل الأول. لم يتغير شيء.

# Requests: from words to a draft
request-private = اكتب لي عن هذا في محادثتنا الخاصة: فالطلب لا مكان له في مجموعة.
request-ways = كيف يمكن للفريق أن يساعدك؟
request-kind-written = أجيبوني كتابةً
request-kind-talk = مكالمة، أو نظرة على نص
request-kind-deployment = أرسلوا شخصًا
request-place = { $number } من { $count }
request-step-task =
    { $kind ->
        [talk] ما الموضوع؟ تكفي جملة أو جملتان. من فضلك لا تذكر اسم أحد قد يتعرض للخطر.
       *[deployment] ماذا سيفعل هذا الشخص من أجلكم؟ تكفي جملة أو جملتان. من فضلك لا تذكر اسم أحد قد يتعرض للخطر.
    }
request-step-where = أين سيكون ذلك؟ اكتب المكان، أو اختر:
request-step-town = عندكم: في أي بلد أو مدينة؟
request-step-when = متى تحتاجون إليه؟ اكتب تاريخًا والمدة، أو اختر:
request-step-reach = كيف يصل إليك الفريق، حتى خارج أوقات العمل؟ اكتب ذلك، أو اختر:
request-so-far = حتى الآن: { $value }
request-question = عن سؤالي
request-in-person = عندكم
request-remote = بالهاتف أو الفيديو
request-hybrid = جزء عندكم وجزء بالهاتف أو الفيديو
request-withheld = أفضّل ألا أقول أين
request-today = اليوم
request-week = هذا الأسبوع
request-month = هذا الشهر
request-no-hurry = لا عجلة
request-here = هنا، في هذه المحادثة
request-urgency-critical = اليوم
request-urgency-urgent = هذا الأسبوع
request-urgency-priority = هذا الشهر
request-urgency-routine = لا عجلة
request-skip = تخطٍّ
request-back = رجوع
request-drop = إلغاء
request-send = إرسال إلى الفريق
request-confidential = للضابط المناوب فقط
request-open = للفريق كله
request-review = هل أرسل هذا إلى الفريق؟
request-about-kind =
    { $kind ->
        [written] تطلب جوابًا مكتوبًا.
        [talk] تطلب مكالمة، أو نظرة على نص.
       *[deployment] تطلب شخصًا يساندكم.
    }
request-about-task = الغرض: { $task }.
request-about-question = سؤالك: { $question }
request-about-themes = الموضوع: { $themes }.
request-about-place = المكان: { $place }.
request-about-modality = الطريقة: { $modality }.
request-about-when = الموعد: { $when }.
request-about-days =
    { $days ->
        [one] المدة: يوم واحد.
        [two] المدة: يومان.
        [few] المدة: { $days } أيام.
       *[other] المدة: { $days } يومًا.
    }
request-about-languages = اللغات: { $languages }.
request-about-gender = { $gender }.
request-gender-female = يُفضَّل أن تكون امرأة
request-gender-male = يُفضَّل أن يكون رجلًا
request-about-contact = يمكن الوصول إليك: { $contact }.
request-about-confidential = سرّي: لا يقرأ مضمونه إلا الضابط المناوب.
request-review-hint = يرى الفريق هذا بالضبط. هو طلب، وليس بعدُ وعدًا بشخص أو موعد أو أجر. اضغط «إرسال»، أو أجب «نعم»، أو اكتب ما ينبغي إضافته.
request-elsewhere = الأسماء والسير الذاتية والمسودات لا تمر عبر هذه المحادثة؛ أرسلها إلى هنا: { $contact }
request-resume = بدأتَ طلبًا لم يُرسل بعد.
request-on = متابعة
request-anew = بدء من جديد
request-drop-draft = التخلي عنه
request-dropped = أُلغي. لم يُرسل شيء، ولم يُحفظ منه شيء.
request-edited = لا آخذ بما تغيّره في رسالة بعد إرسالها. من فضلك اكتبه من جديد.
request-gone = هذا الطلب لم يعد مفتوحًا.

# Requests: where hers stand
request-sent = هذا هو الطلب { $number }. وقد تسلّمه الفريق.
request-next = وفق قواعده الخاصة ينظر الفريق فيه قبل { $time }؛ هذا هدفه وليس وعدًا. أكتب لك عند كل خطوة.
request-how-to-add = لتخبر الفريق بالمزيد اضغط «الكتابة إلى الفريق» أو ردّ على رسائله؛ وكل ما تكتبه هنا غير ذلك يبقى سؤالًا للمكتبة. ‎/requests‎ يبيّن أين وصل.
request-number = الطلب { $number }
request-state =
    { $state ->
        [submitted] تم تسلّمه
        [taken] هناك من يتولاه
        [needs_you] يحتاج الفريق شيئًا منك
        [proposed] لدينا اقتراح لك
        [confirmed] تمّت تسويته، قيد التحضير
        [deployed] تمّت تسويته، وهو جارٍ
        [answered] تمّت تسويته: أُجيب عنه
        [declined] مغلق: لا يستطيع الفريق ذلك
        [referred] مغلق: أُحيل إلى آخرين
        [withdrawn] سحبتَه أنت
        [stood_down] مغلق: أُلغي
       *[completed] تمّت تسويته
    }
request-line = الطلب { $number }: { request-state }. ({ $about })
request-answer = الكتابة إلى الفريق
request-withdraw = سحب الطلب
request-withdraw-sure = هل أسحب الطلب { $number }؟ سيُبلَّغ الفريق، ولا رجعة في ذلك.
request-withdraw-yes = نعم، اسحبه
request-withdraw-no = لا، أبقِه
request-write = الطلب { $number }: اكتب ردك على هذه الرسالة، وأنقله إلى الفريق.
request-passed-on = نُقل إلى الفريق (الطلب { $number }).
request-not-passed-on = لا أنقل إلا كلمات مكتوبة؛ لم أفتح ما أرسلته ولم أحفظه.
request-no-candidate = لا أحد منهم
request-chosen = أخبرتُ الفريق بأن { $letter } يناسبك. يمكنك أن تختار غير ذلك حتى يتم التأكيد.
request-none-chosen = أخبرتُ الفريق بأن لا أحد منهم يناسبك. يواصل الفريق البحث.
request-lesson =
    { $question ->
        [1] أُغلق الطلب { $number }. ما الذي نجح؟ ردّ على هذه الرسالة، أو تخطَّ.
       *[other] وما الذي ينبغي أن يعرفه غيرك في مكانك؟ ردّ على هذه الرسالة، أو تخطَّ.
    }
request-lessons-done = شكرًا لك. يقرؤه أحد الضباط قبل أي شخص آخر.

# Requests: the team’s words to her
request-unit = فريق الخبراء
request-told-take = الطلب { $number }: هناك من يتولاه الآن. ({ $unit })
request-told-ask = الطلب { $number }: يحتاج { $unit } شيئًا منك، بكلماته هو:
request-told-tell = الطلب { $number }: يكتب إليك { $unit }، بكلماته هو:
request-told-propose = الطلب { $number }: يقترح { $unit } واحدًا ممن يلي. من يناسبك؟
request-told-confirm = الطلب { $number }: أكّده { $unit }. ويجري تحضير ما يلي.
request-told-deploy = الطلب { $number }: بدأت المساندة.
request-told-extend = الطلب { $number }: مدّده { $unit }.
request-told-replace = الطلب { $number }: يبحث { $unit } عن شخص آخر.
request-told-change-urgency = الطلب { $number }: يعامله { $unit } الآن على أنه «{ $urgency ->
        [critical] اليوم
        [urgent] هذا الأسبوع
        [priority] هذا الشهر
       *[routine] لا عجلة
    }»، وكان قبلًا «{ $before ->
        [critical] اليوم
        [urgent] هذا الأسبوع
        [priority] هذا الشهر
       *[routine] لا عجلة
    }»، ويقول السبب:
request-told-decline = الطلب { $number }: لا يستطيع { $unit } ذلك، ويقول السبب:
request-told-refer = الطلب { $number }: أحاله { $unit } إلى آخرين، ويقول:
request-told-stand-down = الطلب { $number }: ألغاه { $unit }، ويقول السبب:
request-told-close = الطلب { $number } تمّت تسويته وأُغلق.
request-candidate = المرشح { $letter }
request-how-to-answer = لا يصل إلى الفريق إلا ما تكتبه ردًا على هذه الرسالة.
command-expert = اطلب خبيرًا من الفريق
command-requests = أين وصلت طلباتي

# Requests: why a step is not made
request-unknown = لا أعرف هذا الطلب.
request-is-sent = أُرسل هذا الطلب من قبل. يمكنك أن تضيف إليه.
request-is-closed = هذا الطلب مغلق.
request-not-now = هذا غير ممكن في هذه المرحلة من الطلب.
request-is-taken = تولّى { $officer } هذا الطلب من قبل. شكرًا على استعدادك.
request-is-confidential = هذا الطلب سري: هو للموظف المناوب ولمن يضيفه. يبيّن /duty من المناوب.
duty-is-over-before = ستنتهي هذه المناوبة قبل أن تبدأ. اذكر نهاية لاحقة.
request-needs-reason = اذكر السبب من فضلك.
request-needs-words = اكتب ما تريد قوله من فضلك.
request-needs-nobody = هناك من يتولى هذا الطلب.
request-needs-officer = اذكر من يتولاه من فضلك.
request-needs-candidates = اختر مرشحًا واحدًا على الأقل لاقتراحه.
request-needs-letter = اختر أحد المقترحين، أو لا أحد.
request-needs-none = اختر أحد المقترحين، أو لا أحد.
request-needs-item = لا يمكن تأشير هذا البند في هذه المرحلة.
request-needs-budget = للموافقة، اذكر بند الميزانية ومن يحمل العقد.
request-needs-ticks = قبل التأكيد يلزم ثلاث علامات: الخبير، وصاحب الطلب، ومن يوافق.
request-needs-told = اكتب ردًا لصاحب الطلب قبل إغلاقه.
request-needs-until = اذكر اليوم الأخير الجديد كتاريخ، مثل 2027-03-31.
request-needs-urgency = اختر درجة استعجال غير الحالية.
request-needs-pause = اختر سبب توقف المهلة.
request-needs-paused = مهلة هذا الطلب جارية.
request-needs-in-time = فات أوان التراجع: أُبلغ صاحب الطلب.

# Requests: the roster team’s group
team-only = هذا لأعضاء الفريق، في مجموعتهم.
team-number = الطلب { $number }
team-on-duty = المناوب
team-state =
    { $code ->
        [submitted] ينتظر من يتولاه
        [taken] تولاه أحد
        [matching] جارٍ البحث عن شخص
        [proposed] عُرض على مقدم الطلب
        [confirmed] مؤكد، قيد التحضير
        [deployed] جارٍ
        [completed] مغلق: اكتمل
        [answered] مغلق: أُجيب عنه
        [declined] مغلق: رُفض
        [referred] مغلق: أُحيل إلى جهة أخرى
        [withdrawn] مغلق: سحبه مقدم الطلب
       *[stood_down] مغلق: أُلغي
    }
team-urgency =
    { $code ->
        [critical] حرج
        [urgent] عاجل
        [priority] ذو أولوية
       *[routine] اعتيادي
    }
team-field =
    { $name ->
        [themes] الموضوع
        [urgency] الاستعجال
        [due] الخطوة التالية قبل
        [paused] توقف العد بسبب
        [officer] المسؤول
        [before] سابقًا
        [region] المنطقة
        [start] البداية
        [start_text] متى
        [task] الغرض
        [question] السؤال
        [location] أين
        [contact] التواصل
        [languages] اللغات
        [duration_days] الأيام
        [modality] كيف
        [gender_preference] التفضيل
        [gender_reason] السبب
        [years] سنوات الخبرة
        [regions] المناطق
       *[balance] توازن المختارين
    }
team-item =
    { $code ->
        [expert] الخبير: متاح، بلا تعارض، مُفرَّغ
        [requester] موافقة مقدم الطلب
        [approver] الاعتماد: بند الميزانية وصاحب العقد
        [terms_of_reference] الاختصاصات
        [host_consent] موافقة المضيف
        [contract] العقد
        [funding] التمويل
        [visa] التأشيرة
        [travel] السفر
        [clearance] التصريح الأمني
        [insurance] التأمين
        [briefing] الإحاطة
        [implementing_partner] الشريك المنفذ
        [information] جواب من مقدم الطلب
       *[approval] الاعتماد
    }
team-gender =
    { $code ->
        [female] نساء
        [male] رجال
       *[unknown] آخر أو غير معروف
    }
team-act =
    { $code ->
        [take] أتولاه
        [hand_over] تسليم لغيري
        [hand_over_yes] أنا أتسلمه
        [release] إعادته
        [ask] سؤال مقدم الطلب
        [tell] كتابة إلى مقدم الطلب
        [candidates] المرشحون
        [propose] عرض المختارين
        [confirm] تأكيد
        [deploy] بدأ الإيفاد
        [extend] تمديد
        [replace] استبدال
        [close] إغلاق
        [decline] رفض
        [refer] إحالة
        [stand_down] إلغاء المهمة
        [change_urgency] تغيير الاستعجال
        [note] ملاحظة
        [pause] إيقاف العد
        [resume] استئناف العد
        [undo] تراجع
        [seen] اطلعت
        [release_lesson] إتاحته للمحررين
        [elsewhere] المتابعة عبر قناة أخرى
        [reader] أريد الاطلاع
        [reader_yes] السماح بالاطلاع
        [tick] علامات التحقق
        [item] بند
        [done] تم
        [undone] لم يتم
        [who] من ومتى
        [wait] العد ينتظره
        [answer] الجواب
        [message] رسالة للمرشحين
        [names] الأسماء، لي وحدي
        [yes] نعم
        [no] لا
        [conflict] تعارض
        [send] إرسال
        [edit] كتابة من جديد
        [cancel] إلغاء
        [draft] جعله مسودة وثيقة
        [back] رجوع
        [more] المزيد
       *[from] نعم، ابتداءً من …
    }
team-unapproved = ⚠ لم تتم الموافقة بعد: بدأ البحث قبل الموافقة.
team-confidential = سري: المحتوى للمناوب ولمن يسمح له المناوب بالاطلاع.
team-call = الطلب { $number } ينتظر أحدًا الآن. اضغط «اطلعت» أو تولَّه.
team-step-call = لم يطلع أحد بعد على الطلب { $number }، وهو حرج.
team-step-release = الطلب { $number } بلا مسؤول من جديد؛ ليتولَّه أحد.
team-step-hand-over = الطلب { $number } أصبح لديك.
team-step-reply = الطلب { $number }: كتب مقدم الطلب. لا يصل إليه إلا الرد على هذه الرسالة، وتراه أنت أولًا.
team-step-lesson = الطلب { $number }: ما تعلمه مقدم الطلب. لا يراه غيرك حتى تتيحه.
team-step-choose = الطلب { $number }: اختيار مقدم الطلب هو { $choice }.
team-step-withdraw = سحب مقدم الطلب الطلبَ { $number }.
team-step-undo = الطلب { $number } مفتوح من جديد؛ لم يُبلَّغ مقدم الطلب.
team-step-warn = الطلب { $number }: بقي وقت قليل، حتى { $due }.
team-step-escalate = الطلب { $number } متأخر. كان موعده { $due }.
team-step-decline = رُفض الطلب { $number }. يُبلَّغ مقدم الطلب بعد دقيقتين؛ ويمكن التراجع حتى ذلك الحين.
team-step-refer = أُحيل الطلب { $number } إلى جهة أخرى. يُبلَّغ مقدم الطلب بعد دقيقتين؛ ويمكن التراجع حتى ذلك الحين.
team-step-stand-down = أُلغي الطلب { $number }. يُبلَّغ مقدم الطلب بعد دقيقتين؛ ويمكن التراجع حتى ذلك الحين.
team-ask =
    { $act ->
        [ask] الطلب { $number }: ماذا تحتاج من مقدم الطلب؟ رد على هذه الرسالة؛ سترى النص قبل إرساله.
        [tell] الطلب { $number }: ماذا تريد أن يقرأ مقدم الطلب؟ رد على هذه الرسالة؛ سترى النص قبل إرساله.
        [note] الطلب { $number }: رد بالملاحظة. لا يراها مقدم الطلب.
        [refer] الطلب { $number }: إلى من، ولماذا؟ رد على هذه الرسالة؛ سيقرأ مقدم الطلب هذا بنصه.
        [extend] الطلب { $number }: حتى أي يوم؟ رد بالتاريخ.
        [approver] الطلب { $number }: رد ببند الميزانية ثم فاصلة «,» ثم صاحب العقد.
        [who] الطلب { $number }: رد باسم المكلف ثم فاصلة «,» ثم اليوم.
        [conflict] الطلب { $number }: رد بالتعارض المصرَّح به. تراه المجموعة؛ لا تذكر أسماء.
        [from] الطلب { $number }: ابتداءً من متى؟ رد على هذه الرسالة.
       *[reason] الطلب { $number }: لماذا؟ رد على هذه الرسالة؛ سيقرأ مقدم الطلب هذا بنصه.
    }
team-who-takes-over = الطلب { $number }: من يتسلمه يضغط هنا.
team-wishes-to-read = الطلب { $number }: يرغب { $act } في الاطلاع. يمكن لمن له حق الاطلاع أن يسمح بذلك.
team-preview =
    { $state ->
        [preview] الطلب { $number }: هل يُرسل هذا إلى مقدم الطلب؟ لم يُرسل شيء بعد.
        [sent] الطلب { $number }: أُرسل إلى مقدم الطلب.
        [drafted] الطلب { $number }: أُرسل وحُفظ مسودةَ وثيقة.
       *[cancelled] الطلب { $number }: لم يُرسل.
    }
team-preview-gone = هذه الرسالة أقدم من أن تُرسل. يرجى كتابتها من جديد.
team-too-long = هذا أطول من أن تحمله رسالة واحدة. يرجى اختصاره؛ لم يُرسل شيء.
team-no-contact = لم يحدد المشغّل وسيلة اتصال آمنة.
team-candidates = الطلب { $number }: المرشحون المستوفون لكل ما ذُكر، الأفضل أولًا (المعروض: { $count }).
team-needs-decision = يحتاج إلى قرار
team-near-misses = لا يستوفون، والسبب:
team-candidate-gone = لم يعد هذا المرشح مستوفيًا للطلب. يرجى فتح المرشحين من جديد.
team-invitation = تبحث { $unit } عن شخص لمهمة. الموضوع: { $themes }. البداية: { $start }. الأيام: { $days }. اللغات: { $languages }. هل يمكنك ذلك، ومن متى، وهل هناك تعارض مصالح؟ يرجى الرد قبل { $by }.
team-list = الطلبات: { $count }
team-topic-again = حُذف موضوع الطلب { $number }، وهذا موضوع جديد.
team-not-reached = الطلب { $number }: لم يعد الوصول إلى مقدم الطلب ممكنًا عبر المساعد. استخدموا وسيلة الاتصال.
team-officer-not-reached = الطلب { $number }: لا أستطيع مراسلة أحد المسؤولين على الخاص. عليه أن يفتح محادثة معي ويضغط «ابدأ».
team-without-topics = إلى المشرفين: يمكن أن يكون لكل طلب موضوع خاص هنا. فعِّلوا المواضيع واسمحوا لي بإدارتها؛ وحتى ذلك الحين تكون الطلبات سلاسل ردود.
team-watch =
    { $post ->
        [duty] المناوب
        [deputy] النائب
       *[head] الرئيس
    }: { $name }، حتى { $until }
team-no-watch = لا أحد مناوب.
team-duty-how = للمناوبة اكتب /duty duty أو /duty deputy أو /duty head، ويمكن إضافة آخر يوم، مثل /duty duty 2027-01-31. وإذا كُتب ردًا على رسالة شخص فإنه يعيّن ذلك الشخص.
team-day-how = يرجى كتابة الأيام هكذا: 2027-01-31. لم يتغير شيء.
team-available-how = اكتب /available ثم الخبير ومن وإلى، مثل /available E12 2027-01-31 2027-03-31.
team-available = { $expert } متاح من { $start } إلى { $end }.
team-expert-unknown = لا يوجد { $expert } في القائمة.
command-duty = من المناوب
command-open = المفتوح من الطلبات
command-available = متى يكون خبير متاحًا

answer-not-covered = La bibliothèque ne traite pas ce point.
answer-nearest = Le plus proche dans la bibliothèque : { $titles }.
answer-ask-team = Vous pouvez poser la question à l’équipe.
answer-uncovered = Non traité par la bibliothèque : { $parts }.
answer-conflicting = Les sources ne concordent pas :
answer-weak = La base est mince ; lisez la source avant de vous y fier.
answer-model-unavailable = Le modèle de langage n’a pas pu être joint ; voici des phrases tirées des sources.
answer-quoted-as-is = Cité dans la langue de la source.
answer-support =
    { $count ->
        [1] une source
        [2] deux sources
        [3] trois sources
        [4] quatre sources
       *[other] { $count } sources
    }
answer-support-years = { answer-support }, { $years }
answer-read-as = Je comprends : { $question }
source-brief = Notre note « { $title } »
source-brief-after = Notre note « { $title } », d’après { $ground }
source-starter-brief = Notre note de départ « { $title } », pas encore relue par la rédaction
source-starter-brief-after = Notre note de départ « { $title } », pas encore relue par la rédaction, d’après { $ground }
source-page = p. { $page }
source-and-more = { $ground } et { $count } de plus
library-holds = Documents de la bibliothèque ({ $count }) :
library-holds-on = Documents de la bibliothèque sur { $about } ({ $count }) :
library-nothing-on = La bibliothèque n’a rien sur { $about }.
library-and-more = … et { $count } de plus.
reply-greeting = Bonjour. Posez-moi une question sur la médiation de paix : je réponds à partir de la bibliothèque, sources à l’appui.
reply-opener = Je vous écoute : que voulez-vous savoir ?
reply-thanks = Je vous en prie.
reply-goodbye = Au revoir, et bon courage dans votre travail.
reply-help = Posez votre question avec vos mots, en français, anglais, espagnol, arabe, russe ou portugais. Je réponds à partir de guides et d’enseignements tirés de la médiation de paix et je montre les sources, ou je dis que la bibliothèque ne traite pas ce point. Vous pouvez aussi demander « qu’avez-vous sur les dialogues nationaux ? »
reply-who = Je suis un programme, pas une personne : je réponds aux questions sur la médiation de paix à partir d’une bibliothèque de guides et d’enseignements, sources à l’appui.
reply-feedback-wrong = C’est noté : cette réponse n’a pas aidé. Vous pouvez dire ce qui n’allait pas, reformuler la question ou la poser à l’équipe.
reply-feedback-useful = Bon à savoir, merci.
reply-out-of-scope = Cela dépasse ce que je peux faire : je réponds aux questions sur la médiation de paix à partir d’une bibliothèque de guides et d’enseignements.
reply-no-opinion = Je n’ai pas d’avis sur des personnes ou des parties ; je réponds à partir de guides et d’enseignements sur la médiation de paix.
reply-no-prediction = Je ne fais pas de prédictions ; je peux montrer ce que disent les guides et les processus passés.
reply-no-earlier-answer = Il n’y a pas ici de réponse précédente. Posez d’abord une question.
reply-no-more = C’est tout ce que la bibliothèque a sur ce point.
reply-cannot-shorten = Sans modèle de langage, je cite les phrases telles quelles et ne peux pas les raccourcir.
reply-cannot-translate = La bibliothèque n’a pas d’édition dans cette langue, et sans modèle de langage je ne peux pas traduire.
reply-last-sources = La dernière réponse s’appuie sur : { $sources }
reply-expert-request = Vous pouvez demander un expert à l’équipe : écrivez pour quoi, où ou à distance, quand, et comment vous joindre.
reply-request-status = Je ne connais pas de demande en cours de votre part.
danger-now = Si vous êtes en danger maintenant, mettez-vous d’abord à l’abri et appelez le numéro ci-dessous.
danger-threat = Une menace, une arrestation, un enlèvement ou une évacuation relève de personnes, pas d’un programme : appelez maintenant le contact ci-dessous, et n’écrivez ici ni noms ni lieux.
danger-phone = Si un téléphone est perdu ou saisi, prévenez le contact ci-dessous depuis un autre téléphone, pour que l’accès soit bloqué ici ; puis fermez ses sessions dans les réglages de Telegram.
danger-distress = Ce que vous dites semble lourd. Vous n’avez pas à le porter seul : appelez le contact ci-dessous, ou quelqu’un en qui vous avez confiance.
danger-nobody-reads = Personne ne lit cette discussion.
danger-no-contact = Aucun contact d’urgence n’est prévu ici : appelez l’agent de sécurité ou de permanence de votre organisation, ou le numéro d’urgence local.
danger-or-question = Si c’est une question, dites-le, et j’y réponds à partir de la bibliothèque.
masked-line = Non conservé dans le journal : { $kinds }.
masked-person = noms
masked-phone = numéros de téléphone
masked-email = adresses électroniques
masked-link = liens
masked-place = coordonnées géographiques
masked-address = adresses postales
masked-number = numéros d’identité et de compte
not-permitted = Votre rôle ne le permet pas.
person-unknown = Personne ici ne s’appelle { $person } ; « people list » montre qui il y a.
person-in-settings = { $person } administre parce que ADMIN_IDS le dit ; retirez d’abord le numéro de ADMIN_IDS.
person-is-revoked = L’accès de { $person } a été retiré ; envoyez plutôt une nouvelle invitation.
last-administrator = { $person } est le dernier administrateur ; invitez-en d’abord un autre.
forget-keeps-access = Votre droit d’utiliser cet assistant, votre rôle et votre langue restent, pour qu’il vous reconnaisse.
forget-keeps-figures = Des chiffres sans mots et sans lien avec vous restent : combien de questions, dans quelle langue, avec ou sans réponse.
forget-keeps-chat = Les messages de cette discussion restent sur votre téléphone et chez Telegram ; vous seul pouvez les y effacer.
welcome = Bonjour. Posez-moi vos questions sur la médiation de paix, avec vos mots. Je réponds à partir d’une bibliothèque de guides et d’enseignements, sources à l’appui, ou je dis clairement que le point n’est pas traité.
welcome-logged = Vos questions sont journalisées, pour que la bibliothèque puisse s’enrichir. Les noms et les numéros en sont retirés quand ils sont repérés.
welcome-not-encrypted = Une discussion avec un bot n’est pas chiffrée de bout en bout : Telegram peut la lire, et toute personne qui tient votre téléphone aussi.
welcome-never-type = N’écrivez jamais de noms de personnes en danger, de lieux où quelqu’un se trouve, de dates de réunions secrètes, ni ce qui a été dit en confidence.
welcome-go = Écrivez simplement votre question. Vous pouvez changer de langue ici :
help = Écrivez une question, ou une suite à la précédente. /library montre ce qu’il y a, /language change la langue, /off tient la prochaine question hors du journal, /forget efface ce qui est conservé sur vous, /privacy dit ce que c’est. Pour vous adresser à des personnes, appuyez sur « Demander à l’équipe » sous une réponse.
language-choose = Dans quelle langue dois-je parler ? Je réponds à chaque question dans la langue où elle est posée.
language-chosen = Désormais, je vous parle en français.
ask-how = Écrivez la question après la commande, ou envoyez-la simplement : /ask Comment surveille-t-on un cessez-le-feu ?
progress = Je cherche dans la bibliothèque …
progress-writing = La suite s’écrit …
answer-asked-at = Vous avez posé cette question le { $time }.
answer-is-ready = La réponse à votre question est prête.
sources-title = Sources
too-fast = Cela fait beaucoup à la fois. Rien n’est perdu : vos messages attendent un peu, puis reçoivent une réponse un par un.
button-useful = Utile
button-not-useful = Pas utile
button-more = Plus
button-sources = Sources
button-copy = Copier en texte
button-team = Demander à l’équipe
button-question = C’est une question
button-new-topic = Nouveau sujet
button-library = Bibliothèque
thanks-useful = Merci, c’est noté.
thanks-why = Merci, cela aide à améliorer la bibliothèque.
why-not-useful = Merci de le dire. Qu’est-ce qui n’allait pas ?
next-best = Voici les passages suivants les plus proches :
reason-wrong = C’est faux
reason-off-point = Pas ma question
reason-incomplete = Il manque quelque chose
reason-outdated = Dépassé
reason-unclear = Difficile à comprendre
source-withdrawn = Une des sources n’est plus dans la bibliothèque.
answer-gone = Je n’ai plus cette réponse. Posez la question à nouveau, s’il vous plaît.
not-your-button = Ces boutons appartiennent à la personne qui a posé la question.
topic-new = Nouveau sujet : votre prochaine question vaut pour elle-même.
team-not-yet = D’ici, je ne peux pas encore transmettre votre question, et personne ne la lit ici. Écrivez vous-même à l’équipe ; « Copier en texte » emporte la réponse.
team-named = L’équipe est { $unit }.
team-contact = Vous la joignez ici : { $contact }
button-alert-named = Alerter la permanence, avec mon nom
button-alert-unnamed = Alerter la permanence, sans mon nom
alert-named = ALERTE : { $name } doit être rappelé maintenant par la permanence. Aucun autre détail n’a été transmis.
alert-unnamed = ALERTE : une personne qui utilise cet assistant dit être en danger et n’a pas souhaité être nommée. Aucun autre détail n’a été transmis.
alert-sent = La permanence a été alertée. Ne l’attendez pas si vous pouvez appeler quelqu’un.
alert-nobody = Aucune permanence n’est reliée ici, donc personne n’a été alerté. Appelez quelqu’un, s’il vous plaît.
library-themes = Que souhaitez-vous consulter ?
library-all = Tous les documents ({ $count })
library-empty = La bibliothèque est vide pour le moment.
library-gone = Cela n’est plus dans la bibliothèque.
button-file-kb = Envoyer le fichier ({ $size } Ko)
button-file-mb = Envoyer le fichier ({ $size } Mo)
privacy-kept = Conservé : vos questions, sans les noms et numéros repérés, les réponses, ce que vous avez trouvé utile, votre rôle et votre langue. Le texte est chiffré et effacé après quelques mois ; les chiffres restent.
privacy-seen = L’équipe du contenu lit les questions sans savoir de qui elles viennent. Les fichiers, messages vocaux, positions et contacts que vous envoyez ne sont ni ouverts ni conservés.
privacy-choices = /off tient la prochaine question hors du journal. /forget efface ce qui est conservé sur vous.
forget-erases = J’effacerais toutes vos questions et réponses conservées, ce que vous avez trouvé utile, et le lien entre vous et elles.
forget-cannot = Je ne peux pas effacer les messages sur votre téléphone et chez Telegram, ni ce que d’autres ont copié.
forget-sure = Effacer ?
button-forget = Oui, effacer
button-keep = Non, garder
forget-done = Effacé.
forget-kept-all = Rien n’a été effacé.
off-next = Votre prochaine question reste hors du journal : j’y réponds en entier et sans boutons, et je ne garde que l’heure, la langue et s’il y a eu une réponse. Elle reste dans cette discussion jusqu’à ce que vous l’effaciez.
stranger = Cet assistant est réservé aux personnes invitées. Si vous avez une invitation, ouvrez son lien.
role-name =
    { $role ->
        [administrator] administration
        [editor] rédaction
        [officer] équipe
       *[mediator] médiation
    }
invitation-role-changed = Votre rôle est désormais : { role-name }.
invitation-already = Vous avez déjà accès ; l’invitation n’a pas été utilisée.
invitation-bad = Cette invitation n’est pas (ou plus) valable.
invitation = Une invitation, rôle : { role-name }. Elle sert une fois, jusqu’au { $until } ; transmettez-la par une voie sûre :
invitation-used = { $name } a utilisé votre invitation et a maintenant accès, rôle : { role-name }, sous le nom { $person }. Si ce n’est pas la personne prévue, annulez.
invitation-undone = Annulé : l’invitation ne sert plus, et qui l’a utilisée a perdu ce qu’elle donnait.
invitation-undone-before = Cela était déjà annulé.
button-undo = Annuler
invite-how = Écrivez par exemple : /invite mediator Anna du bureau de Genève. Rôles : mediator, officer, editor, administrator.
private-only = Faites-le, s’il vous plaît, dans une discussion privée avec moi.
lock-how = Écrivez /lock et le nom que montre /people.
locked = { $person } est bloqué : il n’y reçoit plus de réponse jusqu’à ce que quelqu’un débloque l’accès.
people-list = Personnes ayant accès ({ $count }) : nom, rôle, remarque :
group-how = Écrivez /group on ou /group off dans le groupe.
group-on = Je suis actif dans ce groupe. Je ne lis et ne réponds qu’à ce qui me mentionne, me répond ou est une commande, et seulement à partir de documents ouverts à tous.
group-off = Je ne suis plus actif dans ce groupe.
group-hello = On m’a ajouté à ce groupe. Un administrateur m’active ici avec /group on.
group-not-allowed = Je ne peux être que dans des groupes où un administrateur m’a ajouté ; je quitte donc celui-ci.
link-how = Écrivez cette commande dans le groupe concerné.
linked-roster = Ce groupe est maintenant celui de l’équipe des experts.
linked-content = Ce groupe est maintenant celui de l’équipe du contenu.
not-opened-voice = Je n’ai ni ouvert ni gardé votre message vocal : je ne peux pas écouter. Écrivez la question, s’il vous plaît.
not-opened-video = Je n’ai ni ouvert ni gardé votre vidéo. Écrivez la question, s’il vous plaît.
not-opened-photo = Je n’ai ni ouvert ni gardé votre photo. Écrivez la question, s’il vous plaît.
not-opened-file = Je n’ai ni ouvert ni gardé votre fichier. Écrivez la question ; les documents pour la bibliothèque vont à l’équipe.
not-opened-location = Je n’ai pas gardé votre position. N’envoyez pas l’endroit où vous êtes ; écrivez la question.
not-opened-contact = Je n’ai pas gardé ce contact. N’envoyez pas les coordonnées d’autrui ; écrivez la question.
not-opened-forwarded = Je n’ai ni lu ni gardé ce message transféré : son auteur n’y a pas consenti. Posez la question avec vos mots.
not-opened-other = Je ne peux pas ouvrir cela et ne l’ai pas gardé. Écrivez la question, s’il vous plaît.
voice-too-long = Ce message vocal est trop long pour moi ; je ne l’ai pas gardé. Écrivez la question, s’il vous plaît.
voice-not-understood = Je n’ai pas distingué de mots. Écrivez la question, s’il vous plaît.
voice-heard = Voici ce que j’ai entendu. Est-ce juste ? Sinon, écrivez la question.
button-heard = Oui, répondre
command-ask = Poser une question
command-library = Voir ce qu’il y a dans la bibliothèque
command-language = Changer de langue
command-privacy = Ce qui est conservé
command-off = Tenir la prochaine question hors du journal
command-forget = Effacer ce qui est conservé sur moi
command-help = Comment cela marche
command-invite = Inviter quelqu’un
command-people = Qui a accès
command-lock = Bloquer un téléphone perdu
command-group = Activer ou désactiver ce groupe
command-link-roster = C’est le groupe de l’équipe des experts
command-link-content = C’est le groupe de l’équipe du contenu
could-not-answer = Quelque chose a échoué ici, et votre message est resté sans réponse. Envoyez-le à nouveau, peut-être avec d’autres mots.
update-set-aside = Un message n’a pas pu être traité et a été mis de côté (numéro { $id }). Le journal dit où cela a échoué.

# Roster
roster-fits-country = A travaillé dans le pays.
roster-fits-region = A travaillé dans la région.
roster-fits-years = Années d’expérience : { $years }.
roster-fits-themes = Thèmes demandés : { $count } sur { $asked }.
roster-fits-level = Niveau : { $level }.
roster-asks-notice = À régler : préavis de { $days } jours, le début est plus proche.
roster-asks-pencilled = À régler : pressenti pour une autre demande à ces dates.
roster-asks-load = Missions en cours : { $count }.
roster-fails-language = Langue en dessous de B2 : { $languages }.
roster-fails-availability = Disponible seulement : { $days }.
roster-fails-booked = En mission ailleurs à ces dates.
roster-fails-modality = Travaille seulement ainsi : { $modality }.
roster-fails-conflict = Conflit d’intérêts avec le pays.
roster-fails-gender = Autre genre que demandé.
roster-fails-years = Trop peu d’années d’expérience : { $years }.
roster-fails-vetting = L’habilitation expire avant la fin de la mission : { $day }.
roster-days-taken = Ces dates sont prises par une autre demande. Choisissez d’autres dates ou quelqu’un d’autre.
roster-days-turned = Le dernier jour précède le premier. Rien n’a été changé.

# Requests: from words to a draft
request-private = Écrivez-moi à ce sujet dans notre conversation privée : une demande n’a pas sa place dans un groupe.
request-ways = Comment l’équipe peut-elle vous aider ?
request-kind-written = Me répondre par écrit
request-kind-talk = Un appel, ou relire un texte
request-kind-deployment = Envoyer quelqu’un
request-place = { $number } sur { $count }
request-step-task =
    { $kind ->
        [talk] De quoi s’agit-il ? Une ou deux phrases suffisent. Ne nommez personne qui pourrait être mis en danger.
       *[deployment] Que ferait cette personne pour vous ? Une ou deux phrases suffisent. Ne nommez personne qui pourrait être mis en danger.
    }
request-step-where = Où serait-ce ? Écrivez le lieu, ou choisissez :
request-step-town = Auprès de vous : dans quel pays ou quelle ville ?
request-step-when = Pour quand ? Écrivez une date et une durée, ou choisissez :
request-step-reach = Comment l’équipe peut-elle vous joindre, même en dehors des heures de bureau ? Écrivez-le, ou choisissez :
request-so-far = Jusqu’ici : { $value }
request-question = À propos de ma question
request-in-person = Auprès de vous
request-remote = Par téléphone ou vidéo
request-hybrid = En partie auprès de vous, en partie par téléphone ou vidéo
request-withheld = Je préfère ne pas dire où
request-today = Aujourd’hui
request-week = Cette semaine
request-month = Ce mois-ci
request-no-hurry = Rien ne presse
request-here = Ici, dans cette conversation
request-urgency-critical = aujourd’hui
request-urgency-urgent = cette semaine
request-urgency-priority = ce mois-ci
request-urgency-routine = rien ne presse
request-skip = Passer
request-back = Retour
request-drop = Annuler
request-send = Envoyer à l’équipe
request-confidential = Pour l’agent de permanence seul
request-open = Pour toute l’équipe
request-review = J’envoie ceci à l’équipe ?
request-about-kind =
    { $kind ->
        [written] Vous demandez une réponse écrite.
        [talk] Vous demandez un appel, ou la relecture d’un texte.
       *[deployment] Vous demandez quelqu’un pour vous appuyer.
    }
request-about-task = Pour quoi : { $task }.
request-about-question = Votre question : { $question }
request-about-themes = Sujet : { $themes }.
request-about-place = Où : { $place }.
request-about-modality = Comment : { $modality }.
request-about-when = Quand : { $when }.
request-about-days =
    { $days ->
        [one] Durée : { $days } jour.
       *[other] Durée : { $days } jours.
    }
request-about-languages = Langues : { $languages }.
request-about-gender = { $gender }.
request-gender-female = Une femme de préférence
request-gender-male = Un homme de préférence
request-about-contact = On peut vous joindre : { $contact }.
request-about-confidential = Confidentiel : seul l’agent de permanence en lit le contenu.
request-review-hint = L’équipe voit exactement cela. C’est une demande, pas encore la promesse d’une personne, d’une date ou d’honoraires. Appuyez sur « Envoyer », répondez « oui », ou écrivez ce qu’il faut ajouter.
request-elsewhere = Les noms, CV et projets de texte ne passent pas par cette conversation ; envoyez-les ici : { $contact }
request-resume = Vous avez commencé une demande qui n’est pas encore envoyée.
request-on = Continuer
request-anew = Recommencer
request-drop-draft = L’abandonner
request-dropped = Abandonnée. Rien n’a été envoyé, et rien n’en est conservé.
request-edited = Je ne reprends pas ce que vous modifiez après coup dans un message. Veuillez l’écrire à nouveau.
request-gone = Cette demande n’est plus ouverte.

# Requests: where hers stand
request-sent = C’est la demande { $number }. L’équipe l’a reçue.
request-next = Selon ses propres règles, l’équipe l’examine d’ici au { $time } ; c’est son objectif, pas une promesse. Je vous écris à chaque étape.
request-how-to-add = Pour en dire plus à l’équipe, appuyez sur « Écrire à l’équipe » ou répondez à ses messages ; tout le reste que vous écrivez ici demeure une question à la bibliothèque. /requests montre où elle en est.
request-number = Demande { $number }
request-state =
    { $state ->
        [submitted] reçue
        [taken] quelqu’un s’en occupe
        [needs_you] l’équipe attend quelque chose de vous
        [proposed] une proposition vous attend
        [confirmed] réglée, en préparation
        [deployed] réglée, en cours
        [answered] réglée : réponse donnée
        [declined] close : l’équipe ne peut pas le faire
        [referred] close : transmise à d’autres
        [withdrawn] retirée par vous
        [stood_down] close : annulée
       *[completed] réglée
    }
request-line = Demande { $number } : { request-state }. ({ $about })
request-answer = Écrire à l’équipe
request-withdraw = Retirer
request-withdraw-sure = Retirer la demande { $number } ? L’équipe en est informée ; c’est irréversible.
request-withdraw-yes = Oui, la retirer
request-withdraw-no = Non, la garder
request-write = Demande { $number } : répondez à ce message, et je transmets à l’équipe.
request-passed-on = Transmis à l’équipe (demande { $number }).
request-not-passed-on = Je ne transmets que des mots écrits ; je n’ai ni ouvert ni gardé votre envoi.
request-no-candidate = Aucun de ces profils
request-chosen = J’ai dit à l’équipe que { $letter } vous convient. Jusqu’à la confirmation, vous pouvez encore choisir autrement.
request-none-chosen = J’ai dit à l’équipe qu’aucun ne vous convient. Elle continue à chercher.
request-lesson =
    { $question ->
        [1] La demande { $number } est close. Qu’est-ce qui a bien marché ? Répondez à ce message, ou passez.
       *[other] Et que devraient savoir d’autres à votre place ? Répondez à ce message, ou passez.
    }
request-lessons-done = Merci. Un agent le lit avant toute autre personne.

# Requests: the team’s words to her
request-unit = L’équipe du vivier d’experts
request-told-take = Demande { $number } : quelqu’un l’a prise en charge. ({ $unit })
request-told-ask = Demande { $number } : { $unit } attend quelque chose de vous, dans ses propres mots :
request-told-tell = Demande { $number } : { $unit } vous écrit, dans ses propres mots :
request-told-propose = Demande { $number } : { $unit } propose l’un de ces profils. Lequel vous conviendrait ?
request-told-confirm = Demande { $number } : { $unit } l’a confirmée. La suite se prépare.
request-told-deploy = Demande { $number } : l’appui a commencé.
request-told-extend = Demande { $number } : { $unit } l’a prolongée.
request-told-replace = Demande { $number } : { $unit } cherche quelqu’un d’autre.
request-told-change-urgency = Demande { $number } : { $unit } la traite désormais comme « { $urgency ->
        [critical] aujourd’hui
        [urgent] cette semaine
        [priority] ce mois-ci
       *[routine] rien ne presse
    } », auparavant « { $before ->
        [critical] aujourd’hui
        [urgent] cette semaine
        [priority] ce mois-ci
       *[routine] rien ne presse
    } », et dit pourquoi :
request-told-decline = Demande { $number } : { $unit } ne peut pas le faire et dit pourquoi :
request-told-refer = Demande { $number } : { $unit } l’a transmise à d’autres et précise :
request-told-stand-down = Demande { $number } : { $unit } l’a annulée et dit pourquoi :
request-told-close = La demande { $number } est réglée et close.
request-candidate = Profil { $letter }
request-how-to-answer = Seul ce que vous écrivez en réponse à ce message va à l’équipe.
command-expert = Demander un expert à l’équipe
command-requests = Où en sont mes demandes

# Requests: why a step is not made
request-unknown = Je ne connais pas cette demande.
request-is-sent = Cette demande est déjà envoyée. Vous pouvez la compléter.
request-is-closed = Cette demande est close.
request-not-now = Ce n’est pas possible à ce stade de la demande.
request-is-taken = { $officer } s’occupe déjà de cette demande. Merci de vous être proposé.
request-is-confidential = Cette demande est confidentielle : elle est réservée au responsable de garde et à qui il ajoute. /duty indique qui est de garde.
duty-is-over-before = Cette garde finirait avant de commencer. Indiquez une fin plus tardive.
request-needs-reason = Veuillez indiquer la raison.
request-needs-words = Veuillez écrire ce que vous voulez dire.
request-needs-nobody = Quelqu’un s’occupe déjà de cette demande.
request-needs-officer = Veuillez indiquer qui la reprend.
request-needs-candidates = Choisissez au moins une personne à proposer.
request-needs-letter = Choisissez l’une des personnes proposées, ou aucune.
request-needs-none = Choisissez l’une des personnes proposées, ou aucune.
request-needs-item = Ce point ne peut pas être coché à ce stade.
request-needs-budget = Pour l’approbation, indiquez la ligne budgétaire et qui tient le contrat.
request-needs-ticks = Avant de confirmer, il faut trois coches : expert, demandeur, approbateur.
request-needs-told = Écrivez une réponse au demandeur avant de clore.
request-needs-until = Indiquez le nouveau dernier jour sous forme de date, par exemple 2027-03-31.
request-needs-urgency = Choisissez une autre urgence que l’actuelle.
request-needs-pause = Choisissez la raison de la pause.
request-needs-paused = Le délai de cette demande court déjà.
request-needs-in-time = Il est trop tard pour revenir en arrière : le demandeur a été informé.

# Requests: the roster team’s group
team-only = Ceci est réservé aux membres de l’équipe, dans leur groupe.
team-number = Demande { $number }
team-on-duty = De permanence
team-state =
    { $code ->
        [submitted] attend que quelqu’un la prenne
        [taken] prise en charge
        [matching] recherche en cours
        [proposed] proposée au demandeur
        [confirmed] confirmée, en préparation
        [deployed] en cours
        [completed] close : menée à bien
        [answered] close : réponse donnée
        [declined] close : refusée
        [referred] close : transmise à d’autres
        [withdrawn] close : retirée par le demandeur
       *[stood_down] close : annulée
    }
team-urgency =
    { $code ->
        [critical] critique
        [urgent] urgente
        [priority] prioritaire
       *[routine] courante
    }
team-field =
    { $name ->
        [themes] Sujet
        [urgency] Urgence
        [due] Prochaine étape avant
        [paused] Délai suspendu pour
        [officer] Responsable
        [before] Avant
        [region] Région
        [start] Début
        [start_text] Quand
        [task] Pour quoi
        [question] Question
        [location] Où
        [contact] Contact
        [languages] Langues
        [duration_days] Jours
        [modality] Comment
        [gender_preference] Préférence
        [gender_reason] Raison
        [years] Années d’expérience
        [regions] Régions
       *[balance] Équilibre des cochés
    }
team-item =
    { $code ->
        [expert] expert : disponible, sans conflit, libéré
        [requester] accord du demandeur
        [approver] approbation : ligne budgétaire, titulaire du contrat
        [terms_of_reference] termes de référence
        [host_consent] accord de l’hôte
        [contract] contrat
        [funding] financement
        [visa] visa
        [travel] voyage
        [clearance] habilitation de sécurité
        [insurance] assurance
        [briefing] briefing
        [implementing_partner] partenaire d’exécution
        [information] une réponse du demandeur
       *[approval] approbation
    }
team-gender =
    { $code ->
        [female] femmes
        [male] hommes
       *[unknown] autre ou inconnu
    }
team-act =
    { $code ->
        [take] Prendre
        [hand_over] Passer la main
        [hand_over_yes] Je la reprends
        [release] Rendre
        [ask] Demander au demandeur
        [tell] Écrire au demandeur
        [candidates] Candidats
        [propose] Proposer les cochés
        [confirm] Confirmer
        [deploy] Déployé
        [extend] Prolonger
        [replace] Remplacer
        [close] Clore
        [decline] Refuser
        [refer] Transmettre à d’autres
        [stand_down] Annuler la mission
        [change_urgency] Changer l’urgence
        [note] Noter
        [pause] Suspendre le délai
        [resume] Reprendre le délai
        [undo] Revenir en arrière
        [seen] Vu
        [release_lesson] Transmettre à la rédaction
        [elsewhere] Poursuivre ailleurs
        [reader] Me laisser lire
        [reader_yes] Laisser lire
        [tick] Cases à cocher
        [item] Point
        [done] Fait
        [undone] Pas fait
        [who] Qui et pour quand
        [wait] Le délai l’attend
        [answer] Réponse
        [message] Message aux candidats
        [names] Les noms, à moi seul
        [yes] Oui
        [no] Non
        [conflict] Conflit
        [send] Envoyer
        [edit] Réécrire
        [cancel] Annuler
        [draft] En faire un projet de document
        [back] Retour
        [more] Plus
       *[from] Oui, à partir de …
    }
team-unapproved = ⚠ Pas encore approuvée : la recherche a commencé avant l’approbation.
team-confidential = Confidentiel : le contenu va à la personne de permanence et à celles qu’elle autorise à lire.
team-call = La demande { $number } attend quelqu’un maintenant. Appuyez sur Vu, ou prenez-la.
team-step-call = Personne n’a encore vu la demande { $number }. Elle est critique.
team-step-release = La demande { $number } est de nouveau libre ; quelqu’un devrait la prendre.
team-step-hand-over = La demande { $number } est maintenant la vôtre.
team-step-reply = Demande { $number } : le demandeur écrit. Seule une réponse à ce message lui revient, et vous la voyez d’abord.
team-step-lesson = Demande { $number } : ce que le demandeur en retient. Personne d’autre ne le voit avant que vous ne le transmettiez.
team-step-choose = Demande { $number } : le choix du demandeur est { $choice }.
team-step-withdraw = La demande { $number } a été retirée par le demandeur.
team-step-undo = La demande { $number } est de nouveau ouverte ; le demandeur n’en a rien su.
team-step-warn = Demande { $number } : il reste peu de temps, jusqu’à { $due }.
team-step-escalate = La demande { $number } est en retard. Échéance : { $due }.
team-step-decline = La demande { $number } est refusée. Le demandeur l’apprend dans deux minutes ; d’ici là on peut revenir en arrière.
team-step-refer = La demande { $number } est transmise à d’autres. Le demandeur l’apprend dans deux minutes ; d’ici là on peut revenir en arrière.
team-step-stand-down = La demande { $number } est annulée. Le demandeur l’apprend dans deux minutes ; d’ici là on peut revenir en arrière.
team-ask =
    { $act ->
        [ask] Demande { $number } : que vous faut-il du demandeur ? Répondez à ce message ; vous verrez le texte avant l’envoi.
        [tell] Demande { $number } : que doit lire le demandeur ? Répondez à ce message ; vous verrez le texte avant l’envoi.
        [note] Demande { $number } : répondez par la note. Le demandeur ne la voit pas.
        [refer] Demande { $number } : à qui, et pourquoi ? Répondez à ce message ; le demandeur lira exactement cela.
        [extend] Demande { $number } : jusqu’à quel jour ? Répondez par la date.
        [approver] Demande { $number } : répondez par la ligne budgétaire, une virgule, et le titulaire du contrat.
        [who] Demande { $number } : répondez par la personne qui s’en charge, une virgule, et le jour.
        [conflict] Demande { $number } : répondez par le conflit déclaré. Le groupe le voit ; ne nommez personne.
        [from] Demande { $number } : à partir de quand ? Répondez à ce message.
       *[reason] Demande { $number } : pourquoi ? Répondez à ce message ; le demandeur lira exactement cela.
    }
team-who-takes-over = Demande { $number } : qui la reprend appuie ici.
team-wishes-to-read = Demande { $number } : { $act } voudrait la lire. Qui peut la lire peut l’autoriser.
team-preview =
    { $state ->
        [preview] Demande { $number } : envoyer ceci au demandeur ? Rien n’est encore parti.
        [sent] Demande { $number } : envoyé au demandeur.
        [drafted] Demande { $number } : envoyé, et gardé comme projet de document.
       *[cancelled] Demande { $number } : non envoyé.
    }
team-preview-gone = Ce message est trop ancien pour être envoyé. Veuillez le réécrire.
team-too-long = C’est trop long pour un message. Raccourcissez-le ; rien n’a été envoyé.
team-no-contact = Aucun contact sûr n’a été indiqué par l’exploitant.
team-candidates = Demande { $number } : candidats qui remplissent tout ce qui est demandé, les meilleurs d’abord ({ $count } affichés).
team-needs-decision = décision nécessaire
team-near-misses = Ne conviennent pas, et pourquoi :
team-candidate-gone = Ce candidat ne correspond plus à la demande. Rouvrez les candidats.
team-invitation = { $unit } cherche quelqu’un pour une mission. Sujet : { $themes }. Début : { $start }. Jours : { $days }. Langues : { $languages }. Pourriez-vous, à partir de quand, et y a-t-il un conflit d’intérêts ? Merci de répondre avant le { $by }.
team-list = Demandes : { $count }
team-topic-again = Le sujet de la demande { $number } a été supprimé ; en voici un nouveau.
team-not-reached = Demande { $number } : le demandeur n’est plus joignable par l’assistant. Utilisez le contact.
team-officer-not-reached = Demande { $number } : je ne peux pas écrire en privé à un responsable. Il doit ouvrir une discussion avec moi et appuyer sur Démarrer.
team-without-topics = Aux administrateurs : chaque demande pourrait avoir ici son propre sujet. Activez les sujets et laissez-moi les gérer ; d’ici là, les demandes sont des fils de réponses.
team-watch =
    { $post ->
        [duty] Permanence
        [deputy] Suppléance
       *[head] Direction
    } : { $name }, jusqu’à { $until }
team-no-watch = Personne n’est de permanence.
team-duty-how = Pour prendre la permanence, écrivez /duty duty, /duty deputy ou /duty head, au besoin avec le dernier jour, par exemple /duty duty 2027-01-31. En réponse au message de quelqu’un, cela désigne cette personne.
team-day-how = Écrivez les jours ainsi : 2027-01-31. Rien n’a été modifié.
team-available-how = Écrivez /available EXPERT DE À, par exemple /available E12 2027-01-31 2027-03-31.
team-available = { $expert } est disponible du { $start } au { $end }.
team-expert-unknown = Il n’y a pas de { $expert } dans le vivier.
command-duty = Qui est de permanence
command-open = Ce qui est ouvert
command-available = Quand un expert est disponible

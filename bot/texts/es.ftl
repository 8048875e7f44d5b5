answer-not-covered = La biblioteca no trata este punto.
answer-nearest = Lo más cercano en la biblioteca: { $titles }.
answer-ask-team = Puede plantear la pregunta al equipo.
answer-uncovered = No tratado por la biblioteca: { $parts }.
answer-conflicting = Las fuentes no coinciden:
answer-weak = La base es escasa; lea la fuente antes de confiar en ella.
answer-model-unavailable = No se pudo contactar con el modelo de lenguaje; estas son frases de las fuentes.
answer-quoted-as-is = Citado en el idioma de la fuente.
answer-support =
    { $count ->
        [1] una fuente
        [2] dos fuentes
        [3] tres fuentes
        [4] cuatro fuentes
       *[other] { $count } fuentes
    }
answer-support-years = { answer-support }, { $years }
answer-read-as = Lo entiendo así: { $question }
source-brief = Nuestra nota «{ $title }»
source-brief-after = Nuestra nota «{ $title }», según { $ground }
source-starter-brief = Nuestra nota inicial «{ $title }», aún sin revisar por la redacción
source-starter-brief-after = Nuestra nota inicial «{ $title }», aún sin revisar por la redacción, según { $ground }
source-page = p. { $page }
source-and-more = { $ground } y { $count } más
library-holds = Documentos de la biblioteca ({ $count }):
library-holds-on = Documentos de la biblioteca sobre { $about } ({ $count }):
library-nothing-on = La biblioteca no tiene nada sobre { $about }.
library-and-more = … y { $count } más.
reply-greeting = Hola. Pregúnteme sobre mediación de paz: respondo a partir de la biblioteca, con fuentes.
reply-opener = Adelante: ¿qué desea saber?
reply-thanks = De nada.
reply-goodbye = Adiós, y suerte en su trabajo.
reply-help = Haga su pregunta con sus propias palabras, en español, inglés, francés, árabe, ruso o portugués. Respondo a partir de guías y lecciones aprendidas sobre mediación de paz y muestro las fuentes, o digo que la biblioteca no trata el punto. También puede preguntar «¿qué tienen sobre diálogos nacionales?»
reply-who = Soy un programa, no una persona: respondo preguntas sobre mediación de paz a partir de una biblioteca de guías y lecciones aprendidas, con fuentes.
reply-feedback-wrong = Anotado: esa respuesta no ayudó. Puede decir qué falló, preguntar con otras palabras o plantear la pregunta al equipo.
reply-feedback-useful = Es bueno saberlo, gracias.
reply-out-of-scope = Eso queda fuera de lo que puedo hacer: respondo preguntas sobre mediación de paz a partir de una biblioteca de guías y lecciones aprendidas.
reply-no-opinion = No tengo opiniones sobre personas ni partes; respondo a partir de guías y lecciones aprendidas sobre mediación de paz.
reply-no-prediction = No hago predicciones; puedo mostrar lo que dicen las guías y los procesos pasados.
reply-no-earlier-answer = Aquí no hay una respuesta anterior. Haga primero una pregunta.
reply-no-more = Es todo lo que la biblioteca tiene sobre esto.
reply-cannot-shorten = Sin un modelo de lenguaje cito las frases tal como están y no puedo acortarlas.
reply-cannot-translate = La biblioteca no tiene una edición en ese idioma, y sin un modelo de lenguaje no puedo traducir.
reply-last-sources = La última respuesta se apoya en: { $sources }
reply-expert-request = Puede pedir un experto al equipo: escriba para qué, dónde o a distancia, cuándo y cómo localizarle.
reply-request-status = No conozco ninguna solicitud suya en curso.
danger-now = Si está en peligro ahora, póngase primero a salvo y llame al número de abajo.
danger-threat = Una amenaza, una detención, un secuestro o una evacuación es asunto de personas, no de un programa: llame ahora al contacto de abajo y no escriba aquí nombres ni lugares.
danger-phone = Si se perdió o le quitaron un teléfono, avise al contacto de abajo desde otro teléfono, para que se bloquee aquí; después cierre sus sesiones en los ajustes de Telegram.
danger-distress = Lo que dice suena duro. No tiene que cargarlo a solas: llame al contacto de abajo o a alguien de confianza.
danger-nobody-reads = Ninguna persona lee este chat.
danger-no-contact = Aquí no hay un contacto de emergencia: llame al responsable de seguridad o de guardia de su organización, o al número local de emergencias.
danger-or-question = Si es una pregunta, dígalo y la respondo a partir de la biblioteca.
masked-line = No se guarda en el registro: { $kinds }.
masked-person = nombres
masked-phone = números de teléfono
masked-email = direcciones de correo electrónico
masked-link = enlaces
masked-place = coordenadas
masked-address = direcciones postales
masked-number = números de identidad y de cuenta
not-permitted = Su función no lo permite.
person-unknown = Aquí nadie se llama { $person }; «people list» muestra quién hay.
person-in-settings = { $person } administra porque lo dice ADMIN_IDS; quite primero el número de ADMIN_IDS.
person-is-revoked = Se retiró el acceso de { $person }; envíe más bien una nueva invitación.
last-administrator = { $person } es el último administrador; invite primero a otro.
forget-keeps-access = Su derecho a usar este asistente, su función y su idioma quedan, para que le reconozca.
forget-keeps-figures = Quedan cifras sin palabras y sin vínculo con usted: cuántas preguntas, en qué idioma, con respuesta o sin ella.
forget-keeps-chat = Los mensajes de este chat quedan en su teléfono y en Telegram; solo usted puede borrarlos allí.
welcome = Hola. Pregúnteme sobre mediación de paz, con sus propias palabras. Respondo a partir de una biblioteca de guías y lecciones aprendidas, con fuentes, o digo claramente que no se trata.
welcome-logged = Sus preguntas se registran, para que la biblioteca pueda crecer. Los nombres y números se quitan donde se detectan.
welcome-not-encrypted = Un chat con un bot no está cifrado de extremo a extremo: Telegram puede leerlo, y también quien tenga su teléfono.
welcome-never-type = No escriba nunca nombres de personas en riesgo, lugares donde alguien está, fechas de reuniones secretas ni lo dicho en confianza.
welcome-go = Escriba su pregunta sin más. Aquí puede cambiar el idioma:
help = Escriba una pregunta, o una continuación de la anterior. /library muestra lo que hay, /language cambia el idioma, /off deja la próxima pregunta fuera del registro, /forget borra lo que se guarda de usted, /privacy dice qué es. Para dirigirse a personas, pulse «Preguntar al equipo» bajo una respuesta.
language-choose = ¿En qué idioma hablo? Respondo cada pregunta en el idioma en que se hace.
language-chosen = Desde ahora le hablo en español.
ask-how = Escriba la pregunta tras la orden, o envíela sin más: /ask ¿Cómo se vigila un alto el fuego?
progress = Busco en la biblioteca …
progress-writing = Sigo escribiendo …
answer-asked-at = Hizo esta pregunta el { $time }.
answer-is-ready = La respuesta a su pregunta está lista.
sources-title = Fuentes
too-fast = Es mucho de una vez. Nada se pierde: sus mensajes esperan un poco y luego se responden uno a uno.
button-useful = Útil
button-not-useful = No es útil
button-more = Más
button-sources = Fuentes
button-copy = Copiar como texto
button-team = Preguntar al equipo
button-question = Es una pregunta
button-new-topic = Tema nuevo
button-library = Biblioteca
thanks-useful = Gracias, anotado.
thanks-why = Gracias, eso ayuda a mejorar la biblioteca.
why-not-useful = Gracias por decirlo. ¿Qué falló?
next-best = Estos son los siguientes pasajes más cercanos:
reason-wrong = Es incorrecto
reason-off-point = No es lo que pregunté
reason-incomplete = Falta algo
reason-outdated = Está desfasado
reason-unclear = Difícil de entender
source-withdrawn = Una de las fuentes ya no está en la biblioteca.
answer-gone = Ya no tengo esta respuesta. Pregunte de nuevo, por favor.
not-your-button = Estos botones son de quien hizo la pregunta.
topic-new = Tema nuevo: lo que pregunte ahora vale por sí mismo.
team-not-yet = Desde aquí todavía no puedo transmitir su pregunta, y nadie la lee aquí. Escriba usted al equipo, por favor; «Copiar como texto» se lleva la respuesta.
team-named = El equipo es { $unit }.
team-contact = Lo encuentra aquí: { $contact }
button-alert-named = Alertar a la guardia, con mi nombre
button-alert-unnamed = Alertar a la guardia, sin mi nombre
alert-named = ALERTA: { $name } necesita que la guardia le llame ahora. No se transmitió ningún otro detalle.
alert-unnamed = ALERTA: una persona que usa este asistente dice estar en peligro y no quiso dar su nombre. No se transmitió ningún otro detalle.
alert-sent = Se alertó a la guardia. No la espere si puede llamar a alguien.
alert-nobody = Aquí no hay ninguna guardia vinculada, así que no se alertó a nadie. Llame a alguien, por favor.
library-themes = ¿Qué desea consultar?
library-all = Todos los documentos ({ $count })
library-empty = La biblioteca está vacía por ahora.
library-gone = Esto ya no está en la biblioteca.
button-file-kb = Enviar el archivo ({ $size } kB)
button-file-mb = Enviar el archivo ({ $size } MB)
privacy-kept = Se guarda: sus preguntas, sin los nombres y números detectados, las respuestas, lo que le resultó útil, su función y su idioma. El texto se cifra y se borra tras unos meses; las cifras quedan.
privacy-seen = El equipo de contenidos lee las preguntas sin saber de quién son. Los archivos, voces, ubicaciones y contactos que envía no se abren ni se guardan.
privacy-choices = /off deja la próxima pregunta fuera del registro. /forget borra lo que se guarda de usted.
forget-erases = Borraría todas sus preguntas y respuestas guardadas, lo que le resultó útil y el vínculo entre usted y ellas.
forget-cannot = No puedo borrar los mensajes de su teléfono y de Telegram, ni lo que otros copiaron.
forget-sure = ¿Borrarlo?
button-forget = Sí, borrar
button-keep = No, conservar
forget-done = Borrado.
forget-kept-all = No se borró nada.
off-next = Su próxima pregunta queda fuera del registro: la respondo entera y sin botones, y solo guardo la hora, el idioma y si hubo respuesta. Queda en este chat hasta que usted la borre.
stranger = Este asistente es para personas invitadas. Si tiene una invitación, abra su enlace.
role-name =
    { $role ->
        [administrator] administración
        [editor] redacción
        [officer] equipo
       *[mediator] mediación
    }
invitation-role-changed = Su función es ahora: { role-name }.
invitation-already = Ya tiene acceso; la invitación no se gastó.
invitation-bad = Esta invitación no es válida (o ya no lo es).
invitation = Una invitación, función: { role-name }. Sirve una vez, hasta el { $until }; entréguela por una vía segura:
invitation-used = { $name } usó su invitación y ya tiene acceso, función: { role-name }, con el nombre { $person }. Si no es la persona prevista, deshágalo.
invitation-undone = Deshecho: la invitación ya no sirve, y quien la usó perdió lo que daba.
invitation-undone-before = Esto ya se había deshecho.
button-undo = Deshacer
invite-how = Escriba por ejemplo: /invite mediator Anna de la oficina de Ginebra. Funciones: mediator, officer, editor, administrator.
private-only = Hágalo, por favor, en un chat privado conmigo.
lock-how = Escriba /lock y el nombre que muestra /people.
locked = { $person } está bloqueado: allí no se responde nada hasta que alguien lo desbloquee.
people-list = Personas con acceso ({ $count }): nombre, función, nota:
group-how = Escriba /group on o /group off en el grupo.
group-on = Estoy activo en este grupo. Solo leo y respondo lo que me menciona, me responde o es una orden, y solo con documentos para todos.
group-off = Ya no estoy activo en este grupo.
group-hello = Me añadieron a este grupo. Un administrador me activa aquí con /group on.
group-not-allowed = Solo puedo estar en grupos a los que me añadió un administrador, así que dejo este.
link-how = Escriba esta orden en el grupo del que se trata.
linked-roster = Este grupo es ahora el del equipo de expertos.
linked-content = Este grupo es ahora el del equipo de contenidos.
not-opened-voice = No abrí ni guardé su mensaje de voz: no puedo escuchar. Escriba la pregunta, por favor.
not-opened-video = No abrí ni guardé su vídeo. Escriba la pregunta, por favor.
not-opened-photo = No abrí ni guardé su foto. Escriba la pregunta, por favor.
not-opened-file = No abrí ni guardé su archivo. Escriba la pregunta; los documentos para la biblioteca van al equipo.
not-opened-location = No guardé su ubicación. No envíe dónde está; escriba la pregunta.
not-opened-contact = No guardé este contacto. No envíe datos de otras personas; escriba la pregunta.
not-opened-forwarded = No leí ni guardé este mensaje reenviado: su autor no lo aceptó. Haga la pregunta con sus palabras.
not-opened-other = No puedo abrir esto y no lo guardé. Escriba la pregunta, por favor.
voice-too-long = Este mensaje de voz es demasiado largo para mí; no lo guardé. Escriba la pregunta, por favor.
voice-not-understood = No distinguí ninguna palabra. Escriba la pregunta, por favor.
voice-heard = Esto es lo que oí. ¿Es correcto? Si no, escriba la pregunta.
button-heard = Sí, responder
command-ask = Hacer una pregunta
command-library = Ver qué hay en la biblioteca
command-language = Cambiar el idioma
command-privacy = Qué se guarda
command-off = Dejar la próxima pregunta fuera del registro
command-forget = Borrar lo que se guarda de mí
command-help = Cómo funciona
command-invite = Invitar a alguien
command-people = Quién tiene acceso
command-lock = Bloquear un teléfono perdido
command-group = Activar o desactivar este grupo
command-link-roster = Este es el grupo del equipo de expertos
command-link-content = Este es el grupo del equipo de contenidos
could-not-answer = Algo falló aquí y su mensaje quedó sin respuesta. Envíelo de nuevo, quizá con otras palabras.
update-set-aside = Un mensaje no se pudo tratar y se apartó (número { $id }). El registro dice dónde falló.

# Roster
roster-fits-country = Ha trabajado en el país.
roster-fits-region = Ha trabajado en la región.
roster-fits-years = Años de experiencia: { $years }.
roster-fits-themes = Temas pedidos: { $count } de { $asked }.
roster-fits-level = Nivel: { $level }.
roster-asks-notice = Por resolver: necesita { $days } días de aviso y el comienzo es antes.
roster-asks-pencilled = Por resolver: previsto para otra solicitud en esos días.
roster-asks-load = Misiones abiertas: { $count }.
roster-fails-language = Idioma por debajo de B2: { $languages }.
roster-fails-availability = Disponible solo: { $days }.
roster-fails-booked = En otra misión en esos días.
roster-fails-modality = Trabaja solo así: { $modality }.
roster-fails-conflict = Conflicto de intereses con el país.
roster-fails-gender = Otro género que el pedido.
roster-fails-years = Muy pocos años de experiencia: { $years }.
roster-fails-vetting = La verificación caduca antes del fin de la misión: { $day }.
roster-days-taken = Esos días ya los tiene otra solicitud. Elija otros días u otra persona.
roster-days-turned = El último día es anterior al primero. No se cambió nada.

# Requests: from words to a draft
request-private = Escríbame sobre esto en nuestro chat privado: una solicitud no es para un grupo.
request-ways = ¿Cómo puede ayudarle el equipo?
request-kind-written = Respóndanme por escrito
request-kind-talk = Una llamada, o revisar un texto
request-kind-deployment = Envíen a alguien
request-place = { $number } de { $count }
request-step-task =
    { $kind ->
        [talk] ¿De qué se trata? Bastan una o dos frases. No nombre a nadie que pueda correr peligro.
       *[deployment] ¿Qué haría esa persona por ustedes? Bastan una o dos frases. No nombre a nadie que pueda correr peligro.
    }
request-step-where = ¿Dónde sería? Escriba el lugar, o elija:
request-step-town = Con ustedes: ¿en qué país o ciudad sería?
request-step-when = ¿Para cuándo? Escriba una fecha y por cuánto tiempo, o elija:
request-step-reach = ¿Cómo puede contactarle el equipo, también fuera de horario? Escríbalo, o elija:
request-so-far = Hasta ahora: { $value }
request-question = Sobre mi pregunta
request-in-person = Con ustedes
request-remote = Por teléfono o vídeo
request-hybrid = En parte con ustedes, en parte por teléfono o vídeo
request-withheld = Prefiero no decir dónde
request-today = Hoy
request-week = Esta semana
request-month = Este mes
request-no-hurry = Sin prisa
request-here = Aquí, en este chat
request-urgency-critical = hoy
request-urgency-urgent = esta semana
request-urgency-priority = este mes
request-urgency-routine = sin prisa
request-skip = Saltar
request-back = Atrás
request-drop = Cancelar
request-send = Enviar al equipo
request-confidential = Solo para el oficial de guardia
request-open = Para todo el equipo
request-review = ¿Envío esto al equipo?
request-about-kind =
    { $kind ->
        [written] Pide una respuesta por escrito.
        [talk] Pide una llamada, o que revisen un texto.
       *[deployment] Pide que alguien les apoye.
    }
request-about-task = Para qué: { $task }.
request-about-question = Su pregunta: { $question }
request-about-themes = Tema: { $themes }.
request-about-place = Dónde: { $place }.
request-about-modality = Cómo: { $modality }.
request-about-when = Cuándo: { $when }.
request-about-days =
    { $days ->
        [one] Duración: { $days } día.
       *[other] Duración: { $days } días.
    }
request-about-languages = Idiomas: { $languages }.
request-about-gender = { $gender }.
request-gender-female = De preferencia una mujer
request-gender-male = De preferencia un hombre
request-about-contact = Se le puede contactar: { $contact }.
request-about-confidential = Confidencial: solo el oficial de guardia lee el contenido.
request-review-hint = El equipo ve exactamente esto. Es una solicitud, todavía no la promesa de una persona, una fecha o unos honorarios. Pulse «Enviar», responda «sí», o escriba lo que haya que añadir.
request-elsewhere = Los nombres, CV y borradores no pasan por este chat; envíelos aquí: { $contact }
request-resume = Ha empezado una solicitud que aún no está enviada.
request-on = Continuar
request-anew = Empezar de nuevo
request-drop-draft = Descartarla
request-dropped = Descartada. No se ha enviado nada, y no se guarda nada de ella.
request-edited = No recojo lo que cambia después en un mensaje. Por favor, escríbalo de nuevo.
request-gone = Esta solicitud ya no está abierta.

# Requests: where hers stand
request-sent = Esta es la solicitud { $number }. El equipo la ha recibido.
request-next = Según sus propias reglas, el equipo la mira antes de { $time }; es su objetivo, no una promesa. Le escribo en cada paso.
request-how-to-add = Para decirle más al equipo, pulse «Escribir al equipo» o responda a sus mensajes; todo lo demás que escriba aquí sigue siendo una pregunta a la biblioteca. /requests muestra cómo va.
request-number = Solicitud { $number }
request-state =
    { $state ->
        [submitted] recibida
        [taken] alguien se ocupa de ella
        [needs_you] el equipo necesita algo de usted
        [proposed] hay una propuesta para usted
        [confirmed] resuelta, en preparación
        [deployed] resuelta, en curso
        [answered] resuelta: respondida
        [declined] cerrada: el equipo no puede hacerlo
        [referred] cerrada: pasada a otros
        [withdrawn] retirada por usted
        [stood_down] cerrada: cancelada
       *[completed] resuelta
    }
request-line = Solicitud { $number }: { request-state }. ({ $about })
request-answer = Escribir al equipo
request-withdraw = Retirar
request-withdraw-sure = ¿Retiro la solicitud { $number }? Se avisa al equipo; no se puede deshacer.
request-withdraw-yes = Sí, retirarla
request-withdraw-no = No, mantenerla
request-write = Solicitud { $number }: responda a este mensaje, y lo paso al equipo.
request-passed-on = Pasado al equipo (solicitud { $number }).
request-not-passed-on = Solo paso palabras escritas; no he abierto ni guardado lo que ha enviado.
request-no-candidate = Ninguno de ellos
request-chosen = He dicho al equipo que { $letter } le conviene. Hasta la confirmación todavía puede elegir otra cosa.
request-none-chosen = He dicho al equipo que ninguno le conviene. Sigue buscando.
request-lesson =
    { $question ->
        [1] La solicitud { $number } está cerrada. ¿Qué ha funcionado bien? Responda a este mensaje, o salte.
       *[other] ¿Y qué deberían saber otros en su lugar? Responda a este mensaje, o salte.
    }
request-lessons-done = Gracias. Un oficial lo lee antes que nadie.

# Requests: the team’s words to her
request-unit = El equipo de expertos
request-told-take = Solicitud { $number }: alguien se ocupa de ella. ({ $unit })
request-told-ask = Solicitud { $number }: { $unit } necesita algo de usted, en sus propias palabras:
request-told-tell = Solicitud { $number }: { $unit } le escribe, en sus propias palabras:
request-told-propose = Solicitud { $number }: { $unit } propone a una de estas personas. ¿Quién le convendría?
request-told-confirm = Solicitud { $number }: { $unit } la ha confirmado. Se prepara lo que sigue.
request-told-deploy = Solicitud { $number }: el apoyo ha comenzado.
request-told-extend = Solicitud { $number }: { $unit } la ha prolongado.
request-told-replace = Solicitud { $number }: { $unit } busca a otra persona.
request-told-change-urgency = Solicitud { $number }: { $unit } la trata ahora como «{ $urgency ->
        [critical] hoy
        [urgent] esta semana
        [priority] este mes
       *[routine] sin prisa
    }», antes como «{ $before ->
        [critical] hoy
        [urgent] esta semana
        [priority] este mes
       *[routine] sin prisa
    }», y dice por qué:
request-told-decline = Solicitud { $number }: { $unit } no puede hacerlo y dice por qué:
request-told-refer = Solicitud { $number }: { $unit } la ha pasado a otros y dice:
request-told-stand-down = Solicitud { $number }: { $unit } la ha cancelado y dice por qué:
request-told-close = La solicitud { $number } está resuelta y cerrada.
request-candidate = Perfil { $letter }
request-how-to-answer = Solo lo que escriba en respuesta a este mensaje llega al equipo.
command-expert = Pedir un experto al equipo
command-requests = Cómo van mis solicitudes

# Requests: why a step is not made
request-unknown = No conozco esta solicitud.
request-is-sent = Esta solicitud ya se envió. Puede añadir algo.
request-is-closed = Esta solicitud está cerrada.
request-not-now = Esto no es posible en esta etapa de la solicitud.
request-is-taken = { $officer } ya se ocupa de esta solicitud. Gracias por ofrecerse.
request-is-confidential = Esta solicitud es confidencial: es para la persona de guardia y para quien ella añada. /duty muestra quién está de guardia.
duty-is-over-before = Esta guardia terminaría antes de empezar. Indique un final posterior.
request-needs-reason = Indique el motivo.
request-needs-words = Escriba lo que quiere decir.
request-needs-nobody = Alguien ya se ocupa de esta solicitud.
request-needs-officer = Indique quién se hace cargo.
request-needs-candidates = Elija al menos una persona que proponer.
request-needs-letter = Elija una de las personas propuestas, o ninguna.
request-needs-none = Elija una de las personas propuestas, o ninguna.
request-needs-item = Este punto no se puede marcar en esta etapa.
request-needs-budget = Para la aprobación, indique la partida presupuestaria y quién tiene el contrato.
request-needs-ticks = Antes de confirmar hacen falta tres marcas: experto, solicitante, quien aprueba.
request-needs-told = Escriba una respuesta a quien la pidió antes de cerrarla.
request-needs-until = Indique el nuevo último día como fecha, por ejemplo 2027-03-31.
request-needs-urgency = Elija una urgencia distinta de la actual.
request-needs-pause = Elija el motivo de la pausa.
request-needs-paused = El plazo de esta solicitud ya corre.
request-needs-in-time = Es demasiado tarde para deshacerlo: ya se informó a quien lo pidió.

# Requests: the roster team’s group
team-only = Esto es para los miembros del equipo, en su grupo.
team-number = Solicitud { $number }
team-on-duty = De guardia
team-state =
    { $code ->
        [submitted] espera que alguien la tome
        [taken] tomada
        [matching] en búsqueda
        [proposed] propuesta al solicitante
        [confirmed] confirmada, en preparación
        [deployed] en curso
        [completed] cerrada: cumplida
        [answered] cerrada: respondida
        [declined] cerrada: rechazada
        [referred] cerrada: derivada a otros
        [withdrawn] cerrada: retirada por el solicitante
       *[stood_down] cerrada: cancelada
    }
team-urgency =
    { $code ->
        [critical] crítica
        [urgent] urgente
        [priority] prioritaria
       *[routine] ordinaria
    }
team-field =
    { $name ->
        [themes] Tema
        [urgency] Urgencia
        [due] Próximo paso antes de
        [paused] Plazo en pausa por
        [officer] Responsable
        [before] Antes
        [region] Región
        [start] Inicio
        [start_text] Cuándo
        [task] Para qué
        [question] Pregunta
        [location] Dónde
        [contact] Contacto
        [languages] Idiomas
        [duration_days] Días
        [modality] Cómo
        [gender_preference] Preferencia
        [gender_reason] Motivo
        [years] Años de experiencia
        [regions] Regiones
       *[balance] Equilibrio de los marcados
    }
team-item =
    { $code ->
        [expert] experto: disponible, sin conflicto, liberado
        [requester] el solicitante acepta
        [approver] aprobación: partida, titular del contrato
        [terms_of_reference] términos de referencia
        [host_consent] consentimiento del anfitrión
        [contract] contrato
        [funding] financiación
        [visa] visado
        [travel] viaje
        [clearance] autorización de seguridad
        [insurance] seguro
        [briefing] sesión informativa
        [implementing_partner] socio ejecutor
        [information] una respuesta del solicitante
       *[approval] aprobación
    }
team-gender =
    { $code ->
        [female] mujeres
        [male] hombres
       *[unknown] otro o desconocido
    }
team-act =
    { $code ->
        [take] Tomar
        [hand_over] Traspasar
        [hand_over_yes] La asumo yo
        [release] Devolver
        [ask] Preguntar al solicitante
        [tell] Escribir al solicitante
        [candidates] Candidatos
        [propose] Proponer los marcados
        [confirm] Confirmar
        [deploy] Desplegado
        [extend] Prorrogar
        [replace] Reemplazar
        [close] Cerrar
        [decline] Rechazar
        [refer] Derivar
        [stand_down] Cancelar
        [change_urgency] Cambiar urgencia
        [note] Anotar
        [pause] Pausar el plazo
        [resume] Reanudar el plazo
        [undo] Deshacer
        [seen] Visto
        [release_lesson] Pasar a los editores
        [elsewhere] Seguir por otra vía
        [reader] Déjenme leerla
        [reader_yes] Dejar leer
        [tick] Casillas
        [item] Punto
        [done] Hecho
        [undone] No hecho
        [who] Quién y para cuándo
        [wait] El plazo lo espera
        [answer] Respuesta
        [message] Mensaje a candidatos
        [names] Nombres, solo para mí
        [yes] Sí
        [no] No
        [conflict] Conflicto
        [send] Enviar
        [edit] Reescribir
        [cancel] Cancelar
        [draft] Hacer un borrador de documento
        [back] Atrás
        [more] Más
       *[from] Sí, desde …
    }
team-unapproved = ⚠ Aún sin aprobar: la búsqueda empezó antes de la aprobación.
team-confidential = Confidencial: el contenido va a quien está de guardia y a quienes esa persona permita leerlo.
team-call = La solicitud { $number } espera a alguien ahora. Pulse Visto, o tómela.
team-step-call = Nadie ha visto aún la solicitud { $number }. Es crítica.
team-step-release = La solicitud { $number } vuelve a estar libre; alguien debería tomarla.
team-step-hand-over = La solicitud { $number } es ahora suya.
team-step-reply = Solicitud { $number }: escribe el solicitante. Solo una respuesta a este mensaje le llega, y usted la ve antes.
team-step-lesson = Solicitud { $number }: lo que aprendió el solicitante. Nadie más lo ve hasta que usted lo pase.
team-step-choose = Solicitud { $number }: la elección del solicitante es { $choice }.
team-step-withdraw = La solicitud { $number } fue retirada por el solicitante.
team-step-undo = La solicitud { $number } está abierta de nuevo; el solicitante no fue avisado.
team-step-warn = Solicitud { $number }: queda poco tiempo, hasta { $due }.
team-step-escalate = La solicitud { $number } está retrasada. Vencía a las { $due }.
team-step-decline = La solicitud { $number } está rechazada. El solicitante lo sabrá en dos minutos; hasta entonces se puede deshacer.
team-step-refer = La solicitud { $number } está derivada a otros. El solicitante lo sabrá en dos minutos; hasta entonces se puede deshacer.
team-step-stand-down = La solicitud { $number } está cancelada. El solicitante lo sabrá en dos minutos; hasta entonces se puede deshacer.
team-ask =
    { $act ->
        [ask] Solicitud { $number }: ¿qué necesita del solicitante? Responda a este mensaje; verá el texto antes de enviarlo.
        [tell] Solicitud { $number }: ¿qué debe leer el solicitante? Responda a este mensaje; verá el texto antes de enviarlo.
        [note] Solicitud { $number }: responda con la nota. El solicitante no la ve.
        [refer] Solicitud { $number }: ¿a quién y por qué? Responda a este mensaje; el solicitante leerá exactamente eso.
        [extend] Solicitud { $number }: ¿hasta qué día? Responda con la fecha.
        [approver] Solicitud { $number }: responda con la partida, una coma y el titular del contrato.
        [who] Solicitud { $number }: responda con quién se ocupa, una coma y el día.
        [conflict] Solicitud { $number }: responda con el conflicto declarado. El grupo lo ve; no nombre a nadie.
        [from] Solicitud { $number }: ¿desde cuándo? Responda a este mensaje.
       *[reason] Solicitud { $number }: ¿por qué? Responda a este mensaje; el solicitante leerá exactamente eso.
    }
team-who-takes-over = Solicitud { $number }: quien la asuma, pulse aquí.
team-wishes-to-read = Solicitud { $number }: { $act } quisiera leerla. Quien puede leerla puede permitirlo.
team-preview =
    { $state ->
        [preview] Solicitud { $number }: ¿se envía esto al solicitante? Aún no se ha enviado nada.
        [sent] Solicitud { $number }: enviado al solicitante.
        [drafted] Solicitud { $number }: enviado y guardado como borrador de documento.
       *[cancelled] Solicitud { $number }: no enviado.
    }
team-preview-gone = Este mensaje es demasiado antiguo para enviarlo. Escríbalo de nuevo.
team-too-long = Es demasiado largo para un mensaje. Acórtelo; no se envió nada.
team-no-contact = El operador no ha indicado un contacto seguro.
team-candidates = Solicitud { $number }: candidatos que cumplen todo lo indicado, los mejores primero ({ $count } mostrados).
team-needs-decision = requiere decisión
team-near-misses = No encajan, y por qué:
team-candidate-gone = Este candidato ya no encaja con la solicitud. Abra de nuevo los candidatos.
team-invitation = { $unit } busca a alguien para una misión. Tema: { $themes }. Inicio: { $start }. Días: { $days }. Idiomas: { $languages }. ¿Podría hacerlo, desde cuándo, y hay algún conflicto de intereses? Responda antes de { $by }.
team-list = Solicitudes: { $count }
team-topic-again = El tema de la solicitud { $number } fue borrado; este es uno nuevo.
team-not-reached = Solicitud { $number }: ya no se puede contactar al solicitante por el asistente. Use el contacto.
team-officer-not-reached = Solicitud { $number }: no puedo escribir en privado a un responsable. Debe abrir un chat conmigo y pulsar Iniciar.
team-without-topics = A los administradores: cada solicitud podría tener aquí su propio tema. Activen los temas y déjenme gestionarlos; hasta entonces son hilos de respuestas.
team-watch =
    { $post ->
        [duty] Guardia
        [deputy] Suplente
       *[head] Jefatura
    }: { $name }, hasta { $until }
team-no-watch = Nadie está de guardia.
team-duty-how = Para entrar de guardia escriba /duty duty, /duty deputy o /duty head, si quiere con el último día, por ejemplo /duty duty 2027-01-31. Como respuesta al mensaje de alguien, designa a esa persona.
team-day-how = Escriba los días así: 2027-01-31. No se cambió nada.
team-available-how = Escriba /available EXPERTO DESDE HASTA, por ejemplo /available E12 2027-01-31 2027-03-31.
team-available = { $expert } está disponible del { $start } al { $end }.
team-expert-unknown = No hay ningún { $expert } en el registro.
command-duty = Quién está de guardia
command-open = Lo que está abierto
command-available = Cuándo está disponible un experto

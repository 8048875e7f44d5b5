answer-not-covered = A biblioteca não trata deste ponto.
answer-nearest = O mais próximo na biblioteca: { $titles }.
answer-ask-team = Pode colocar a pergunta à equipa.
answer-uncovered = Não tratado pela biblioteca: { $parts }.
answer-conflicting = As fontes não coincidem:
answer-weak = A base é escassa; leia a fonte antes de confiar nela.
answer-model-unavailable = Não foi possível contactar o modelo de linguagem; estas são frases das fontes.
answer-quoted-as-is = Citado na língua da fonte.
answer-support =
    { $count ->
        [1] uma fonte
        [2] duas fontes
        [3] três fontes
        [4] quatro fontes
       *[other] { $count } fontes
    }
answer-support-years = { answer-support }, { $years }
answer-read-as = Entendo assim: { $question }
source-brief = A nossa nota «{ $title }»
source-brief-after = A nossa nota «{ $title }», segundo { $ground }
source-starter-brief = A nossa nota inicial «{ $title }», ainda não revista pela redação
source-starter-brief-after = A nossa nota inicial «{ $title }», ainda não revista pela redação, segundo { $ground }
source-page = p. { $page }
source-and-more = { $ground } e mais { $count }
library-holds = Documentos da biblioteca ({ $count }):
library-holds-on = Documentos da biblioteca sobre { $about } ({ $count }):
library-nothing-on = A biblioteca não tem nada sobre { $about }.
library-and-more = … e mais { $count }.
reply-greeting = Olá. Pergunte-me sobre mediação de paz: respondo a partir da biblioteca, com fontes.
reply-opener = Diga: o que gostaria de saber?
reply-thanks = De nada.
reply-goodbye = Até logo, e bom trabalho.
reply-help = Faça a sua pergunta por palavras suas, em português, inglês, francês, espanhol, árabe ou russo. Respondo a partir de guias e lições aprendidas sobre mediação de paz e mostro as fontes, ou digo que a biblioteca não trata do ponto. Também pode perguntar «o que têm sobre diálogos nacionais?»
reply-who = Sou um programa, não uma pessoa: respondo a perguntas sobre mediação de paz a partir de uma biblioteca de guias e lições aprendidas, com fontes.
reply-feedback-wrong = Registado: essa resposta não ajudou. Pode dizer o que falhou, perguntar por outras palavras ou colocar a pergunta à equipa.
reply-feedback-useful = É bom saber, obrigado.
reply-out-of-scope = Isso está fora do que posso fazer: respondo a perguntas sobre mediação de paz a partir de uma biblioteca de guias e lições aprendidas.
reply-no-opinion = Não tenho opiniões sobre pessoas ou partes; respondo a partir de guias e lições aprendidas sobre mediação de paz.
reply-no-prediction = Não faço previsões; posso mostrar o que dizem os guias e os processos passados.
reply-no-earlier-answer = Não há aqui uma resposta anterior. Faça primeiro uma pergunta.
reply-no-more = É tudo o que a biblioteca tem sobre isto.
reply-cannot-shorten = Sem um modelo de linguagem cito as frases tal como estão e não as posso encurtar.
reply-cannot-translate = A biblioteca não tem uma edição nessa língua, e sem um modelo de linguagem não posso traduzir.
reply-last-sources = A última resposta apoia-se em: { $sources }
reply-expert-request = Pode pedir um especialista à equipa: escreva para quê, onde ou à distância, quando e como o contactar.
reply-request-status = Não conheço nenhum pedido seu em curso.
danger-now = Se está em perigo agora, ponha-se primeiro a salvo e ligue para o número abaixo.
danger-threat = Uma ameaça, uma detenção, um rapto ou uma evacuação é assunto para pessoas, não para um programa: ligue já para o contacto abaixo e não escreva aqui nomes nem lugares.
danger-phone = Se um telefone se perdeu ou foi apreendido, avise o contacto abaixo a partir de outro telefone, para que seja bloqueado aqui; depois termine as sessões dele nas definições do Telegram.
danger-distress = O que diz parece pesado. Não tem de o carregar a sós: ligue para o contacto abaixo ou para alguém de confiança.
danger-nobody-reads = Nenhuma pessoa lê esta conversa.
danger-no-contact = Não há aqui um contacto de emergência: ligue para o responsável de segurança ou de serviço da sua organização, ou para o número local de emergência.
danger-or-question = Se é uma pergunta, diga-o e respondo a partir da biblioteca.
masked-line = Não guardado no registo: { $kinds }.
masked-person = nomes
masked-phone = números de telefone
masked-email = endereços de correio eletrónico
masked-link = ligações
masked-place = coordenadas
masked-address = moradas
masked-number = números de identidade e de conta
not-permitted = A sua função não o permite.
person-unknown = Aqui ninguém se chama { $person }; «people list» mostra quem há.
person-in-settings = { $person } administra porque ADMIN_IDS o diz; retire primeiro o número de ADMIN_IDS.
person-is-revoked = O acesso de { $person } foi retirado; envie antes um novo convite.
last-administrator = { $person } é o último administrador; convide primeiro outro.
forget-keeps-access = O seu direito de usar este assistente, a sua função e a sua língua ficam, para que ele o reconheça.
forget-keeps-figures = Ficam números sem palavras e sem ligação a si: quantas perguntas, em que língua, com ou sem resposta.
forget-keeps-chat = As mensagens desta conversa ficam no seu telefone e no Telegram; só você as pode apagar lá.
welcome = Olá. Pergunte-me sobre mediação de paz, por palavras suas. Respondo a partir de uma biblioteca de guias e lições aprendidas, com fontes, ou digo claramente que não está tratado.
welcome-logged = As suas perguntas são registadas, para que a biblioteca possa crescer. Os nomes e números são retirados onde são detetados.
welcome-not-encrypted = Uma conversa com um bot não é cifrada de ponta a ponta: o Telegram pode lê-la, e também quem tiver o seu telefone.
welcome-never-type = Nunca escreva nomes de pessoas em risco, lugares onde alguém está, datas de reuniões secretas, nem o que foi dito em confidência.
welcome-go = Escreva simplesmente a sua pergunta. Pode mudar a língua aqui:
help = Escreva uma pergunta, ou uma continuação da anterior. /library mostra o que há, /language muda a língua, /off deixa a próxima pergunta fora do registo, /forget apaga o que se guarda sobre si, /privacy diz o que é. Para se dirigir a pessoas, toque em «Perguntar à equipa» sob uma resposta.
language-choose = Em que língua devo falar? Respondo a cada pergunta na língua em que é feita.
language-chosen = A partir de agora falo consigo em português.
ask-how = Escreva a pergunta depois do comando, ou envie-a simplesmente: /ask Como se monitoriza um cessar-fogo?
progress = A procurar na biblioteca …
progress-writing = Ainda a escrever …
answer-asked-at = Fez esta pergunta em { $time }.
answer-is-ready = A resposta à sua pergunta está pronta.
sources-title = Fontes
too-fast = É muito de uma vez. Nada se perde: as suas mensagens esperam um pouco e são depois respondidas uma a uma.
button-useful = Útil
button-not-useful = Não é útil
button-more = Mais
button-sources = Fontes
button-copy = Copiar como texto
button-team = Perguntar à equipa
button-question = É uma pergunta
button-new-topic = Novo tema
button-library = Biblioteca
thanks-useful = Obrigado, registado.
thanks-why = Obrigado, isso ajuda a melhorar a biblioteca.
why-not-useful = Obrigado por dizer. O que falhou?
next-best = Estas são as passagens seguintes mais próximas:
reason-wrong = Está errado
reason-off-point = Não é o que perguntei
reason-incomplete = Falta algo
reason-outdated = Desatualizado
reason-unclear = Difícil de entender
source-withdrawn = Uma das fontes já não está na biblioteca.
answer-gone = Já não tenho esta resposta. Pergunte de novo, por favor.
not-your-button = Estes botões são de quem fez a pergunta.
topic-new = Novo tema: o que perguntar agora vale por si.
team-not-yet = Daqui ainda não posso transmitir a sua pergunta, e ninguém a lê aqui. Escreva à equipa, por favor; «Copiar como texto» leva a resposta consigo.
team-named = A equipa é { $unit }.
team-contact = Pode contactá-la aqui: { $contact }
button-alert-named = Alertar o serviço, com o meu nome
button-alert-unnamed = Alertar o serviço, sem o meu nome
alert-named = ALERTA: { $name } precisa que o serviço lhe ligue agora. Não foram transmitidos outros pormenores.
alert-unnamed = ALERTA: uma pessoa que usa este assistente diz estar em perigo e não quis ser identificada. Não foram transmitidos outros pormenores.
alert-sent = O serviço foi alertado. Não espere por ele se puder ligar a alguém.
alert-nobody = Não há aqui nenhum serviço ligado, por isso ninguém foi alertado. Ligue a alguém, por favor.
library-themes = O que gostaria de consultar?
library-all = Todos os documentos ({ $count })
library-empty = A biblioteca está vazia de momento.
library-gone = Isto já não está na biblioteca.
button-file-kb = Enviar o ficheiro ({ $size } kB)
button-file-mb = Enviar o ficheiro ({ $size } MB)
privacy-kept = Guarda-se: as suas perguntas, sem os nomes e números detetados, as respostas, o que achou útil, a sua função e a sua língua. O texto é cifrado e apagado após alguns meses; os números ficam.
privacy-seen = A equipa de conteúdos lê as perguntas sem saber de quem são. Ficheiros, voz, localizações e contactos que envia não são abertos nem guardados.
privacy-choices = /off deixa a próxima pergunta fora do registo. /forget apaga o que se guarda sobre si.
forget-erases = Apagaria todas as suas perguntas e respostas guardadas, o que achou útil e a ligação entre si e elas.
forget-cannot = Não posso apagar as mensagens no seu telefone e no Telegram, nem o que outros copiaram.
forget-sure = Apagar?
button-forget = Sim, apagar
button-keep = Não, manter
forget-done = Apagado.
forget-kept-all = Nada foi apagado.
off-next = A sua próxima pergunta fica fora do registo: respondo por inteiro e sem botões, e só guardo a hora, a língua e se houve resposta. Fica nesta conversa até a apagar.
stranger = Este assistente é para pessoas convidadas. Se tem um convite, abra a ligação dele.
role-name =
    { $role ->
        [administrator] administração
        [editor] redação
        [officer] equipa
       *[mediator] mediação
    }
invitation-role-changed = A sua função é agora: { role-name }.
invitation-already = Já tem acesso; o convite não foi gasto.
invitation-bad = Este convite não é válido (ou já não é).
invitation = Um convite, função: { role-name }. Serve uma vez, até { $until }; entregue-o por uma via segura:
invitation-used = { $name } usou o seu convite e já tem acesso, função: { role-name }, com o nome { $person }. Se não é a pessoa prevista, anule.
invitation-undone = Anulado: o convite já não serve, e quem o usou perdeu o que ele dava.
invitation-undone-before = Isto já tinha sido anulado.
button-undo = Anular
invite-how = Escreva por exemplo: /invite mediator Anna do escritório de Genebra. Funções: mediator, officer, editor, administrator.
private-only = Faça-o, por favor, numa conversa privada comigo.
lock-how = Escreva /lock e o nome que /people mostra.
locked = { $person } está bloqueado: nada é respondido ali até alguém desbloquear.
people-list = Pessoas com acesso ({ $count }): nome, função, nota:
group-how = Escreva /group on ou /group off no grupo.
group-on = Estou ativo neste grupo. Só leio e respondo ao que me menciona, me responde ou é um comando, e só a partir de documentos para todos.
group-off = Já não estou ativo neste grupo.
group-hello = Fui adicionado a este grupo. Um administrador ativa-me aqui com /group on.
group-not-allowed = Só posso estar em grupos a que um administrador me adicionou, por isso saio deste.
link-how = Escreva este comando no grupo de que se trata.
linked-roster = Este grupo é agora o da equipa de especialistas.
linked-content = Este grupo é agora o da equipa de conteúdos.
not-opened-voice = Não abri nem guardei a sua mensagem de voz: não consigo ouvir. Escreva a pergunta, por favor.
not-opened-video = Não abri nem guardei o seu vídeo. Escreva a pergunta, por favor.
not-opened-photo = Não abri nem guardei a sua foto. Escreva a pergunta, por favor.
not-opened-file = Não abri nem guardei o seu ficheiro. Escreva a pergunta; os documentos para a biblioteca vão para a equipa.
not-opened-location = Não guardei a sua localização. Não envie onde está; escreva a pergunta.
not-opened-contact = Não guardei este contacto. Não envie dados de outras pessoas; escreva a pergunta.
not-opened-forwarded = Não li nem guardei esta mensagem reencaminhada: o autor não o consentiu. Faça a pergunta por palavras suas.
not-opened-other = Não consigo abrir isto e não o guardei. Escreva a pergunta, por favor.
voice-too-long = Esta mensagem de voz é longa demais para mim; não a guardei. Escreva a pergunta, por favor.
voice-not-understood = Não percebi nenhuma palavra. Escreva a pergunta, por favor.
voice-heard = Foi isto que ouvi. Está certo? Se não, escreva a pergunta.
button-heard = Sim, responder
command-ask = Fazer uma pergunta
command-library = Ver o que há na biblioteca
command-language = Mudar a língua
command-privacy = O que é guardado
command-off = Deixar a próxima pergunta fora do registo
command-forget = Apagar o que se guarda sobre mim
command-help = Como funciona
command-invite = Convidar alguém
command-people = Quem tem acesso
command-lock = Bloquear um telefone perdido
command-group = Ativar ou desativar este grupo
command-link-roster = Este é o grupo da equipa de especialistas
command-link-content = Este é o grupo da equipa de conteúdos
could-not-answer = Algo falhou aqui e a sua mensagem ficou sem resposta. Envie-a de novo, talvez por outras palavras.
update-set-aside = Uma mensagem não pôde ser tratada e foi posta de lado (número { $id }). O registo diz onde falhou.

# Roster
roster-fits-country = Já trabalhou no país.
roster-fits-region = Já trabalhou na região.
roster-fits-years = Anos de experiência: { $years }.
roster-fits-themes = Temas pedidos: { $count } de { $asked }.
roster-fits-level = Nível: { $level }.
roster-asks-notice = A resolver: precisa de { $days } dias de aviso e o início é antes.
roster-asks-pencilled = A resolver: previsto para outro pedido nestes dias.
roster-asks-load = Missões em curso: { $count }.
roster-fails-language = Língua abaixo de B2: { $languages }.
roster-fails-availability = Disponível apenas: { $days }.
roster-fails-booked = Noutra missão nestes dias.
roster-fails-modality = Trabalha apenas assim: { $modality }.
roster-fails-conflict = Conflito de interesses com o país.
roster-fails-gender = Outro género que o pedido.
roster-fails-years = Poucos anos de experiência: { $years }.
roster-fails-vetting = A verificação expira antes do fim da missão: { $day }.
roster-days-taken = Estes dias já são de outro pedido. Escolha outros dias ou outra pessoa.
roster-days-turned = O último dia é anterior ao primeiro. Nada foi alterado.

# Requests: from words to a draft
request-private = Escreva-me sobre isto na nossa conversa privada: um pedido não pertence a um grupo.
request-ways = Como pode a equipa ajudar?
request-kind-written = Respondam-me por escrito
request-kind-talk = Uma chamada, ou rever um texto
request-kind-deployment = Enviem alguém
request-place = { $number } de { $count }
request-step-task =
    { $kind ->
        [talk] De que se trata? Bastam uma ou duas frases. Não nomeie ninguém que possa correr perigo.
       *[deployment] O que faria essa pessoa por vocês? Bastam uma ou duas frases. Não nomeie ninguém que possa correr perigo.
    }
request-step-where = Onde seria? Escreva o lugar, ou escolha:
request-step-town = Junto de vocês: em que país ou cidade seria?
request-step-when = Para quando? Escreva uma data e por quanto tempo, ou escolha:
request-step-reach = Como pode a equipa contactar, também fora de horas? Escreva, ou escolha:
request-so-far = Até agora: { $value }
request-question = Sobre a minha pergunta
request-in-person = Junto de vocês
request-remote = Por telefone ou vídeo
request-hybrid = Em parte junto de vocês, em parte por telefone ou vídeo
request-withheld = Prefiro não dizer onde
request-today = Hoje
request-week = Esta semana
request-month = Este mês
request-no-hurry = Sem pressa
request-here = Aqui, nesta conversa
request-urgency-critical = hoje
request-urgency-urgent = esta semana
request-urgency-priority = este mês
request-urgency-routine = sem pressa
request-skip = Saltar
request-back = Voltar
request-drop = Cancelar
request-send = Enviar à equipa
request-confidential = Só para o oficial de serviço
request-open = Para toda a equipa
request-review = Envio isto à equipa?
request-about-kind =
    { $kind ->
        [written] Pede uma resposta por escrito.
        [talk] Pede uma chamada, ou a revisão de um texto.
       *[deployment] Pede alguém para vos apoiar.
    }
request-about-task = Para quê: { $task }.
request-about-question = A sua pergunta: { $question }
request-about-themes = Tema: { $themes }.
request-about-place = Onde: { $place }.
request-about-modality = Como: { $modality }.
request-about-when = Quando: { $when }.
request-about-days =
    { $days ->
        [one] Duração: { $days } dia.
       *[other] Duração: { $days } dias.
    }
request-about-languages = Línguas: { $languages }.
request-about-gender = { $gender }.
request-gender-female = De preferência uma mulher
request-gender-male = De preferência um homem
request-about-contact = Contacto: { $contact }.
request-about-confidential = Confidencial: só o oficial de serviço lê o conteúdo.
request-review-hint = A equipa vê exatamente isto. É um pedido, ainda não a promessa de uma pessoa, de uma data ou de honorários. Prima «Enviar», responda «sim», ou escreva o que se deve acrescentar.
request-elsewhere = Nomes, CV e rascunhos não passam por esta conversa; envie-os para aqui: { $contact }
request-resume = Começou um pedido que ainda não foi enviado.
request-on = Continuar
request-anew = Começar de novo
request-drop-draft = Abandoná-lo
request-dropped = Abandonado. Nada foi enviado, e nada dele é guardado.
request-edited = Não aproveito o que muda depois numa mensagem. Por favor, escreva de novo.
request-gone = Este pedido já não está aberto.

# Requests: where hers stand
request-sent = Este é o pedido { $number }. A equipa recebeu-o.
request-next = Pelas suas próprias regras, a equipa vê-o até { $time }; é o seu objetivo, não uma promessa. Escrevo-lhe a cada passo.
request-how-to-add = Para dizer mais à equipa, prima «Escrever à equipa» ou responda às mensagens dela; tudo o resto que escrever aqui continua a ser uma pergunta à biblioteca. /requests mostra em que ponto está.
request-number = Pedido { $number }
request-state =
    { $state ->
        [submitted] recebido
        [taken] alguém trata dele
        [needs_you] a equipa precisa de algo de si
        [proposed] há uma proposta para si
        [confirmed] resolvido, em preparação
        [deployed] resolvido, em curso
        [answered] resolvido: respondido
        [declined] fechado: a equipa não o pode fazer
        [referred] fechado: passado a outros
        [withdrawn] retirado por si
        [stood_down] fechado: cancelado
       *[completed] resolvido
    }
request-line = Pedido { $number }: { request-state }. ({ $about })
request-answer = Escrever à equipa
request-withdraw = Retirar
request-withdraw-sure = Retiro o pedido { $number }? A equipa é informada; não se pode desfazer.
request-withdraw-yes = Sim, retirar
request-withdraw-no = Não, manter
request-write = Pedido { $number }: responda a esta mensagem, e eu passo à equipa.
request-passed-on = Passado à equipa (pedido { $number }).
request-not-passed-on = Só passo palavras escritas; não abri nem guardei o que enviou.
request-no-candidate = Nenhum deles
request-chosen = Disse à equipa que { $letter } serve. Até à confirmação ainda pode escolher de outro modo.
request-none-chosen = Disse à equipa que nenhum serve. Ela continua a procurar.
request-lesson =
    { $question ->
        [1] O pedido { $number } está fechado. O que correu bem? Responda a esta mensagem, ou salte.
       *[other] E o que deviam saber outros no seu lugar? Responda a esta mensagem, ou salte.
    }
request-lessons-done = Obrigado. Um oficial lê isto antes de qualquer outra pessoa.

# Requests: the team’s words to her
request-unit = A equipa de peritos
request-told-take = Pedido { $number }: alguém trata dele. ({ $unit })
request-told-ask = Pedido { $number }: { $unit } precisa de algo de si, nas suas próprias palavras:
request-told-tell = Pedido { $number }: { $unit } escreve-lhe, nas suas próprias palavras:
request-told-propose = Pedido { $number }: { $unit } propõe uma destas pessoas. Quem serviria?
request-told-confirm = Pedido { $number }: { $unit } confirmou-o. Prepara-se o que segue.
request-told-deploy = Pedido { $number }: o apoio começou.
request-told-extend = Pedido { $number }: { $unit } prolongou-o.
request-told-replace = Pedido { $number }: { $unit } procura outra pessoa.
request-told-change-urgency = Pedido { $number }: { $unit } trata-o agora como «{ $urgency ->
        [critical] hoje
        [urgent] esta semana
        [priority] este mês
       *[routine] sem pressa
    }», antes como «{ $before ->
        [critical] hoje
        [urgent] esta semana
        [priority] este mês
       *[routine] sem pressa
    }», e diz porquê:
request-told-decline = Pedido { $number }: { $unit } não o pode fazer e diz porquê:
request-told-refer = Pedido { $number }: { $unit } passou-o a outros e diz:
request-told-stand-down = Pedido { $number }: { $unit } cancelou-o e diz porquê:
request-told-close = O pedido { $number } está resolvido e fechado.
request-candidate = Perfil { $letter }
request-how-to-answer = Só o que escrever em resposta a esta mensagem chega à equipa.
command-expert = Pedir um perito à equipa
command-requests = Em que ponto estão os meus pedidos

# Requests: why a step is not made
request-unknown = Não conheço este pedido.
request-is-sent = Este pedido já foi enviado. Pode acrescentar algo.
request-is-closed = Este pedido está encerrado.
request-not-now = Isto não é possível nesta fase do pedido.
request-is-taken = { $officer } já trata deste pedido. Obrigado por se oferecer.
request-is-confidential = Este pedido é confidencial: é para quem está de serviço e para quem essa pessoa acrescentar. /duty mostra quem está de serviço.
duty-is-over-before = Este turno acabaria antes de começar. Indique um fim mais tarde.
request-needs-reason = Indique o motivo, por favor.
request-needs-words = Escreva o que quer dizer, por favor.
request-needs-nobody = Alguém já trata deste pedido.
request-needs-officer = Indique quem fica com ele, por favor.
request-needs-candidates = Escolha pelo menos uma pessoa para propor.
request-needs-letter = Escolha uma das pessoas propostas, ou nenhuma.
request-needs-none = Escolha uma das pessoas propostas, ou nenhuma.
request-needs-item = Este ponto não pode ser marcado nesta fase.
request-needs-budget = Para a aprovação, indique a rubrica orçamental e quem detém o contrato.
request-needs-ticks = Antes de confirmar são precisas três marcas: perito, requerente, aprovador.
request-needs-told = Escreva uma resposta ao requerente antes de encerrar.
request-needs-until = Indique o novo último dia como data, por exemplo 2027-03-31.
request-needs-urgency = Escolha uma urgência diferente da atual.
request-needs-pause = Escolha o motivo da pausa.
request-needs-paused = O prazo deste pedido já está a correr.
request-needs-in-time = É tarde para voltar atrás: o requerente já foi informado.

# Requests: the roster team’s group
team-only = Isto é para os membros da equipa, no seu grupo.
team-number = Pedido { $number }
team-on-duty = De serviço
team-state =
    { $code ->
        [submitted] espera que alguém o assuma
        [taken] assumido
        [matching] em busca de alguém
        [proposed] proposto a quem pediu
        [confirmed] confirmado, em preparação
        [deployed] em curso
        [completed] fechado: concluído
        [answered] fechado: respondido
        [declined] fechado: recusado
        [referred] fechado: encaminhado a outros
        [withdrawn] fechado: retirado por quem pediu
       *[stood_down] fechado: cancelado
    }
team-urgency =
    { $code ->
        [critical] crítico
        [urgent] urgente
        [priority] prioritário
       *[routine] de rotina
    }
team-field =
    { $name ->
        [themes] Assunto
        [urgency] Urgência
        [due] Próximo passo até
        [paused] Prazo parado por
        [officer] Responsável
        [before] Antes
        [region] Região
        [start] Início
        [start_text] Quando
        [task] Para quê
        [question] Pergunta
        [location] Onde
        [contact] Contacto
        [languages] Línguas
        [duration_days] Dias
        [modality] Como
        [gender_preference] Preferência
        [gender_reason] Motivo
        [years] Anos de experiência
        [regions] Regiões
       *[balance] Equilíbrio dos marcados
    }
team-item =
    { $code ->
        [expert] perito: disponível, sem conflito, liberado
        [requester] quem pediu concorda
        [approver] aprovação: rubrica, titular do contrato
        [terms_of_reference] termos de referência
        [host_consent] consentimento do anfitrião
        [contract] contrato
        [funding] financiamento
        [visa] visto
        [travel] viagem
        [clearance] autorização de segurança
        [insurance] seguro
        [briefing] briefing
        [implementing_partner] parceiro de execução
        [information] uma resposta de quem pediu
       *[approval] aprovação
    }
team-gender =
    { $code ->
        [female] mulheres
        [male] homens
       *[unknown] outro ou desconhecido
    }
team-act =
    { $code ->
        [take] Assumir
        [hand_over] Passar a outro
        [hand_over_yes] Assumo eu
        [release] Devolver
        [ask] Perguntar a quem pediu
        [tell] Escrever a quem pediu
        [candidates] Candidatos
        [propose] Propor os marcados
        [confirm] Confirmar
        [deploy] Destacado
        [extend] Prolongar
        [replace] Substituir
        [close] Fechar
        [decline] Recusar
        [refer] Encaminhar
        [stand_down] Cancelar a missão
        [change_urgency] Mudar a urgência
        [note] Anotar
        [pause] Parar o prazo
        [resume] Retomar o prazo
        [undo] Desfazer
        [seen] Visto
        [release_lesson] Passar aos editores
        [elsewhere] Continuar noutro canal
        [reader] Deixem-me ler
        [reader_yes] Deixar ler
        [tick] Marcas
        [item] Ponto
        [done] Feito
        [undone] Não feito
        [who] Quem e até quando
        [wait] O prazo espera por isto
        [answer] Resposta
        [message] Mensagem aos candidatos
        [names] Nomes, só para mim
        [yes] Sim
        [no] Não
        [conflict] Conflito
        [send] Enviar
        [edit] Reescrever
        [cancel] Cancelar
        [draft] Fazer um rascunho de documento
        [back] Voltar
        [more] Mais
       *[from] Sim, a partir de …
    }
team-unapproved = ⚠ Ainda sem aprovação: a procura começou antes da aprovação.
team-confidential = Confidencial: o conteúdo vai para quem está de serviço e para quem essa pessoa deixar ler.
team-call = O pedido { $number } espera por alguém agora. Prima Visto, ou assuma-o.
team-step-call = Ninguém viu ainda o pedido { $number }. É crítico.
team-step-release = O pedido { $number } está livre de novo; alguém deve assumi-lo.
team-step-hand-over = O pedido { $number } é agora seu.
team-step-reply = Pedido { $number }: quem pediu escreve. Só uma resposta a esta mensagem lhe chega, e você vê-a primeiro.
team-step-lesson = Pedido { $number }: o que quem pediu aprendeu. Mais ninguém o vê até que o passe.
team-step-choose = Pedido { $number }: a escolha de quem pediu é { $choice }.
team-step-withdraw = O pedido { $number } foi retirado por quem pediu.
team-step-undo = O pedido { $number } está aberto de novo; quem pediu não foi avisado.
team-step-warn = Pedido { $number }: resta pouco tempo, até { $due }.
team-step-escalate = O pedido { $number } está atrasado. O prazo era { $due }.
team-step-decline = O pedido { $number } foi recusado. Quem pediu é avisado em dois minutos; até lá pode desfazer-se.
team-step-refer = O pedido { $number } foi encaminhado a outros. Quem pediu é avisado em dois minutos; até lá pode desfazer-se.
team-step-stand-down = O pedido { $number } foi cancelado. Quem pediu é avisado em dois minutos; até lá pode desfazer-se.
team-ask =
    { $act ->
        [ask] Pedido { $number }: de que precisa de quem pediu? Responda a esta mensagem; verá o texto antes de seguir.
        [tell] Pedido { $number }: o que deve ler quem pediu? Responda a esta mensagem; verá o texto antes de seguir.
        [note] Pedido { $number }: responda com a nota. Quem pediu não a vê.
        [refer] Pedido { $number }: a quem, e porquê? Responda a esta mensagem; quem pediu lê exatamente isso.
        [extend] Pedido { $number }: até que dia? Responda com a data.
        [approver] Pedido { $number }: responda com a rubrica, uma vírgula e o titular do contrato.
        [who] Pedido { $number }: responda com quem trata disso, uma vírgula e o dia.
        [conflict] Pedido { $number }: responda com o conflito declarado. O grupo vê; não nomeie ninguém.
        [from] Pedido { $number }: a partir de quando? Responda a esta mensagem.
       *[reason] Pedido { $number }: porquê? Responda a esta mensagem; quem pediu lê exatamente isso.
    }
team-who-takes-over = Pedido { $number }: quem o assumir prime aqui.
team-wishes-to-read = Pedido { $number }: { $act } gostaria de o ler. Quem o pode ler pode permiti-lo.
team-preview =
    { $state ->
        [preview] Pedido { $number }: envia-se isto a quem pediu? Ainda nada foi enviado.
        [sent] Pedido { $number }: enviado a quem pediu.
        [drafted] Pedido { $number }: enviado e guardado como rascunho de documento.
       *[cancelled] Pedido { $number }: não enviado.
    }
team-preview-gone = Esta mensagem é demasiado antiga para ser enviada. Escreva-a de novo.
team-too-long = É longo demais para uma mensagem. Encurte; nada foi enviado.
team-no-contact = O operador não indicou um contacto seguro.
team-candidates = Pedido { $number }: candidatos que cumprem tudo o que foi dito, os melhores primeiro ({ $count } mostrados).
team-needs-decision = exige decisão
team-near-misses = Não servem, e porquê:
team-candidate-gone = Este candidato já não serve ao pedido. Abra de novo os candidatos.
team-invitation = { $unit } procura alguém para uma missão. Assunto: { $themes }. Início: { $start }. Dias: { $days }. Línguas: { $languages }. Poderia fazê-lo, a partir de quando, e há algum conflito de interesses? Responda até { $by }.
team-list = Pedidos: { $count }
team-topic-again = O tópico do pedido { $number } foi apagado; este é um novo.
team-not-reached = Pedido { $number }: já não é possível contactar quem pediu pelo assistente. Use o contacto.
team-officer-not-reached = Pedido { $number }: não consigo escrever em privado a um responsável. Deve abrir um chat comigo e premir Iniciar.
team-without-topics = Aos administradores: cada pedido poderia ter aqui o seu tópico. Ativem os tópicos e deixem-me geri-los; até lá, os pedidos são fios de respostas.
team-watch =
    { $post ->
        [duty] Serviço
        [deputy] Suplente
       *[head] Chefia
    }: { $name }, até { $until }
team-no-watch = Ninguém está de serviço.
team-duty-how = Para entrar de serviço escreva /duty duty, /duty deputy ou /duty head, se quiser com o último dia, por exemplo /duty duty 2027-01-31. Em resposta à mensagem de alguém, designa essa pessoa.
team-day-how = Escreva os dias assim: 2027-01-31. Nada foi alterado.
team-available-how = Escreva /available PERITO DE ATÉ, por exemplo /available E12 2027-01-31 2027-03-31.
team-available = { $expert } está disponível de { $start } a { $end }.
team-expert-unknown = Não há { $expert } na bolsa.
command-duty = Quem está de serviço
command-open = O que está aberto
command-available = Quando um perito está disponível

"""The words that tell of speech in French, Spanish, Italian and Portuguese."""

from __future__ import annotations

from dateline.archive.statements.cues import Cues, wordset

_ING = wordset(
        "affirmant ajoutant expliquant précisant estimant soulignant déclarant indiquant "
        "assurant évoquant disant dire "
        "appelant demandant trouvant jugeant qualifiant dénonçant rappelant accusant "
        "promettant regrettant concluant répondant écrivant insistant lançant annonçant "
        "reconnaissant considérant avertissant prévenant réclamant exigeant confiant "
        "racontant avouant critiquant")
FR = Cues(
    opening=wordset("pour"),
    elided=True, dashed=True,
    of=wordset("de du des d pour"),
    contracted={"du": "le", "des": "les", "au": "le", "aux": "les"},
    aux=wordset(
        "a ont avait est s se m lui leur y en t avaient aurait aussi encore ensuite alors "
        "également par ailleurs pour sa son part de côté"),
    verbs=wordset(
        "dit déclaré déclare affirmé affirme ajouté ajoute expliqué explique précisé précise "
        "estimé estime indiqué indique souligné souligne assuré assure annoncé annonce répondu "
        "répond écrit confié confie raconté raconte lancé lance conclu conclut rappelé rappelle "
        "insisté insiste regretté regrette poursuivi poursuit reconnu martelé prévenu dénoncé "
        "dénonce commenté commente observé note noté tweeté soutenu avoué affirmait disait "
        "déclara affirma ajouta expliqua précisa estima indiqua souligna assura annonça répondit "
        "écrivit confia raconta lança rappela insista regretta poursuivit reconnut dénonça "
        "commenta nota répliqua rétorqua répéta estiment affirment expliquent déclarent "
        "indiquent soulignent disent assurent rappellent dénoncent précisent racontent "
        "expliquait déclaré répété répète martèle martelé relevé relève réagi réagit jugé juge "
        "averti avertit prévient réjoui réjouit félicité félicite salué salue promis promet "
        "plaidé plaide lâché lâche glissé glisse ironisé ironise tranché tranche témoigné "
        "témoigne signalé signale rapporté rapporte souhaité souhaite argumenté argumente "
        "renchérit renchéri complète complété nuance nuancé corrige corrigé admet admis "
        "reconnaît avance avancé proclamé clamé clame indigné indigne inquiète inquiété "
        "résume résumé détaille détaillé évoqué évoque constate constaté demande demandé "
        "interroge interrogé exhorté appelle appelé qualifié qualifie accusé accuse critiqué "
        "critique prononcé cité décrit décrivait rétorqué rétorque riposté "
        "souvient posté publié dire disant parle parlé déploré déplore trouve") | _ING,
    ing=_ING,
    be=wordset("est sont été la le une un l cette ce sa son aucune sans par"),
    according=("selon", "d'après", "d’après", "aux yeux de", "de l’avis de", "de l'avis de"),
    he=wordset("il elle t-il t-elle a-t-il a-t-elle dit-il dit-elle"),
    they=wordset("ils elles t-ils t-elles ont-ils ont-elles"),
    the=wordset("le la les l un une son sa ses ce cet cette plusieurs certains certaines"),
    titles=wordset(
        "président présidente ministre premier première m mme mlle dr maire juge roi reine pape "
        "général colonel commissaire député députée sénateur sénatrice professeur directeur "
        "directrice porte-parole secrétaire chancelière chancelier ambassadeur ambassadrice "
        "pdg capitaine lieutenant monseigneur cardinal maître docteur avocat avocate prince "
        "princesse entraîneur sélectionneur préfet procureur procureure leader candidat "
        "candidate chercheur chercheuse écrivain journaliste acteur actrice chanteur chanteuse"),
    roles=wordset(
        "président présidente ministre porte-parole maire avocat avocate juge procureur "
        "diplomate directeur directrice chercheur chercheuse professeur entraîneur député "
        "policier médecin témoin responsable chef sénateur gouvernement ministère expert experte "
        "experts spécialiste économiste historien historienne sociologue politologue préfet "
        "préfecture parquet police armée entreprise société groupe parti syndicat syndicaliste "
        "association fédération tribunal cour église évêque pape roi reine prince voisin "
        "voisine voisins habitant habitante habitants riverain riverains militant militante "
        "manifestant manifestante témoins agriculteur infirmier infirmière enseignant "
        "enseignante étudiant étudiante joueur joueuse capitaine sélectionneur présentateur "
        "journaliste écrivain réalisateur réalisatrice acteur actrice chanteur chanteuse "
        "candidat candidate leader députée sénatrice élu élue patron patronne secrétaire "
        "commissaire ambassadeur ambassadrice chancelier chancelière général colonel "
        "dirigeant dirigeante fondateur fondatrice avocats chercheurs médecins policiers "
        "organisateur organisateurs procureure républicain démocrate collectif direction "
        "pdg rapport communiqué mairie agence compagnie navigateur skipper analyste négociateur "
        "négociatrice commentateur avocate-générale éleveur infirmière pompier"),
    naming=wordset(
        "intitulé intitulée nommé surnommé titre slogan film chanson livre appelé dit"),
    demonyms=("ais", "aise", "ien", "ienne", "ain", "aine", "ois", "oise", "éen", "éenne",
              "gnol", "gnole"),
    that=wordset("que qu"),
    by=wordset("par"),
    stop=wordset(
        "le la les un une des de du en dans sur à au aux pour par avec et mais ou où si lundi "
        "mardi mercredi jeudi vendredi samedi dimanche ce cette ces il elle ils elles selon "
        "après avant depuis pendant hier l d son sa ses leur leurs on nous vous je tout tous toute "
        "toutes aujourd'hui enfin ensuite puis ainsi alors cependant néanmoins malgré dès "
        "lors afin parmi chez sans sous vers entre contre comme quand que qui quant c n j s "
        "qu également toutefois pourtant bien deux trois janvier février mars avril mai juin "
        "juillet août septembre octobre novembre décembre entre-temps peut-être"))
ES = Cues(
    dropped=True, dashed=True,
    of=wordset("de del para"), contracted={"del": "el", "al": "el"},
    aux=wordset("ha han había le les se nos también y así lo"),
    verbs=wordset(
        "dijo dice afirmó afirma declaró declara añadió agregó explicó señaló indicó aseguró "
        "sostuvo manifestó expresó comentó escribió respondió advirtió subrayó destacó anunció "
        "concluyó recordó reconoció insistió precisó apuntó dicho afirmado tuiteó denunció "
        "confirmó relató contó asegurado explicado señalado indicado añadido agregado subrayado "
        "destacado apuntado manifestado expresado comentado lamentó lamentado criticó criticado "
        "opinó opina sentenció recalcó recalcado remarcó enfatizó zanjó resumió replicó "
        "reiteró reiterado prometió admitió celebró avisó alertó detalló informó reclamó pidió "
        "exigió dicen decía señala indica asegura explica cuenta sostiene insiste advierte "
        "recuerda calificó consideró considera acusó preguntó tuitea escribe"),
    according=("según", "de acuerdo con", "en palabras de", "a juicio de"),
    he=wordset("él ella"),
    they=wordset("ellos ellas"),
    the=wordset("el la los las un una su"),
    titles=wordset(
        "presidente presidenta ministro ministra señor señora sr sra dr dra alcalde alcaldesa "
        "juez jueza general rey reina papa canciller senador senadora diputado diputada "
        "director directora portavoz secretario secretaria embajador don doña"),
    roles=wordset(
        "presidente presidenta ministro ministra portavoz alcalde alcaldesa abogado abogada "
        "juez fiscal diplomático director directora profesor entrenador diputado testigo "
        "gobierno ministerio canciller mandatario policía ejército empresa partido sindicato "
        "vecino vecina vecinos experto experta médico médica entrenadora jugador jugadora "
        "capitán economista historiador periodista escritor escritora candidato candidata "
        "líder dirigente senador senadora diputada secretario secretaria embajador embajadora "
        "rey reina papa obispo general coronel investigador investigadora profesora maestra "
        "agricultor activista manifestante"),
    naming=wordset(
        "titulado titulada llamado llamada denominado lema película libro canción"),
    that=wordset("que"),
    by=wordset("por"),
    stop=wordset(
        "el la los las un una de del en a al por para con y pero o si cuando lunes martes "
        "miércoles jueves viernes sábado domingo este esta ese según tras desde su sus ayer"))
IT = Cues(
    dropped=True, dashed=True, elided=True,
    of=wordset("di del della dello dell dei degli delle per d"),
    contracted={"del": "il", "della": "la", "dello": "lo", "al": "il", "alla": "la"},
    aux=wordset("ha hanno aveva gli le si è ci poi anche così lo"),
    verbs=wordset(
        "detto dice disse dichiarato dichiara aggiunto aggiunge spiegato spiega affermato "
        "afferma sottolineato sottolinea scritto scrive risposto risponde commentato commenta "
        "ribadito osservato annunciato ricordato concluso ha avvertito precisato sostenuto "
        "twittato raccontato racconta riferito riferisce attacca attaccato insiste insistito "
        "assicura assicurato replica replicato conclude precisa avverte ricorda denuncia "
        "denunciato ammette ammesso confermato conferma lamenta lamentato osserva sostiene "
        "chiede chiesto promesso promette esulta esultato tuona tuonato commentano chiarito "
        "chiarisce rivela rivelato definito definisce") - {"ha"},
    according=("secondo", "stando a"),
    he=wordset("lui lei egli ella"),
    they=wordset("loro essi"),
    the=wordset("il lo la i gli le un una suo sua"),
    titles=wordset(
        "presidente ministro ministra signor signora dott dottor sindaco sindaca giudice "
        "generale re regina papa senatore senatrice deputato deputata direttore direttrice "
        "portavoce segretario premier ambasciatore professor professoressa"),
    roles=wordset(
        "presidente ministro ministra portavoce sindaco avvocato giudice diplomatico direttore "
        "professore allenatore deputato testimone premier governo ministero polizia carabinieri "
        "procura procuratore azienda società partito sindacato esperto esperta medico vicino "
        "vicina giocatore giocatrice capitano economista storico storica giornalista scrittore "
        "scrittrice candidato candidata leader senatore senatrice deputata segretario "
        "segretaria ambasciatore re regina papa vescovo generale avvocata direttrice "
        "ricercatore ricercatrice professoressa attivista"),
    naming=wordset(
        "intitolato intitolata chiamato soprannominato film libro canzone titolo slogan"),
    that=wordset("che"),
    by=wordset("da dal"),
    stop=wordset(
        "il lo la i gli le un una di del della in nel a al per con e ma o se quando lunedì "
        "martedì mercoledì giovedì venerdì sabato domenica questo questa secondo dopo ieri"))
PT = Cues(
    dropped=True, dashed=True,
    of=wordset("de do da dos das"),
    contracted={"do": "o", "da": "a", "ao": "o", "no": "o", "na": "a", "pelo": "o", "pela": "a"},
    aux=wordset("tem havia se lhe ainda também assim"),
    verbs=wordset(
        "disse diz afirmou afirma declarou acrescentou explicou destacou ressaltou garantiu "
        "escreveu respondeu comentou contou avisou alertou anunciou concluiu lembrou reconheceu "
        "insistiu sublinhou salientou frisou adiantou referiu considerou defendeu tuitou "
        "relatou dito lamentou lamenta informou informa criticou critica opinou alertou admitiu "
        "prometeu pediu exigiu reiterou enfatizou completou completa ponderou argumentou "
        "desabafou detalhou revelou confirmou confirma rebateu resumiu celebrou ressalta "
        "destaca explica conta garante lembra avalia avaliou classificou perguntou apontou "
        "aponta indicou assegurou"),
    according=("segundo", "de acordo com", "conforme"),
    he=wordset("ele ela"),
    they=wordset("eles elas"),
    the=wordset("o a os as um uma seu sua"),
    titles=wordset(
        "presidente ministro ministra senhor senhora sr sra dr dra prefeito prefeita juiz juíza "
        "general rei rainha papa senador senadora deputado deputada diretor diretora porta-voz "
        "secretário secretária primeiro-ministro embaixador governador"),
    roles=wordset(
        "presidente ministro ministra porta-voz prefeito advogado advogada juiz diplomata "
        "diretor diretora professor professora treinador treinadora deputado deputada "
        "testemunha primeiro-ministro governo ministério polícia empresa partido sindicato "
        "especialista médico médica vizinho vizinha jogador jogadora capitão economista "
        "historiador jornalista escritor escritora candidato candidata líder senador senadora "
        "secretário secretária embaixador rei rainha papa bispo general delegado delegada "
        "prefeita advogados pesquisador pesquisadora ativista morador moradora"),
    naming=wordset(
        "intitulado intitulada chamado chamada denominado filme livro canção lema"),
    that=wordset("que"),
    by=wordset("por pelo pela"),
    stop=wordset(
        "o a os as um uma de do da em no na por para com e mas ou se quando segunda terça "
        "quarta quinta sexta sábado domingo este esta segundo após desde seu ontem"))

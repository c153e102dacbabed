"""The words that tell of speech in English."""

from __future__ import annotations

from dateline.archive.statements.cues import Cues, wordset

EN = Cues(
    verbs=wordset(
        "said says say saying told tells telling added adds adding stated states stating wrote "
        "writes writing tweeted tweets tweeting explained explains explaining noted notes "
        "noting remarked remarks warned warns warning insisted insists argued argues arguing "
        "claimed claims claiming declared declares declaring announced announces announcing "
        "replied replies answered asked asks commented comments commenting concluded concludes "
        "continued continues confirmed confirms admitted admits acknowledged stressed stresses "
        "stressing emphasised emphasized observed recalled recalls reported reports informed "
        "suggested suggests denied denies pointed quipped joked shouted shouting cried urged "
        "urges vowed promised pledged called calls calling described describes describing "
        "characterised characterized termed termed quoted proposed asserted asserts alleged "
        "alleges maintained reiterated testified recounted posted read reads spoke talked "
        "lauded praised thanked deemed deems referred responded responds labelled labeled "
        "quips jokes joking mused muses recounts reckoned laments vows pledges reiterates concedes "
        "counters retorted retorts confided confides revealed cautions predicts complains "
        "apologised apologized whispered yelled screamed sighed begged demanded hailed hails "
        "dismissed dismisses criticised criticized branded likened defended defends disagreed "
        "agreed thought thinks believes estimated wondered chanted joined posting posts "
        "reassured warns rejected welcomed answering replying recalling insisting urging "
        "concluding remarking "
        "add reacted reacts responding tweet "
        "expressed indicated countered conceded lamented opined predicted cautioned affirmed "
        "contended credits credited complained boasted exclaimed agreeing blasted slammed "
        "condemned elaborated elaborates denounced denounces decried decries derided rebuked "
        "lambasted touted reasoned countered deadpanned enthused argue claim describe insist "
        "believe warn "
        "say tell call write explain complain texted emailed messaged"),
    ing=wordset(
        "saying telling adding stating writing tweeting explaining noting arguing claiming "
        "declaring announcing commenting stressing calling describing shouting warning agreeing "
        "joking posting answering replying recalling insisting urging concluding remarking"),
    according=("according to", "in the words of"),
    he=wordset("he she him"),
    they=wordset("they it"),
    the=wordset(
        "the a an his her their its this that one another some several many most two three both"),
    titles=wordset(
        "president minister secretary sheriff captain governor mayor senator judge justice "
        "chancellor premier prince princess king queen pope archbishop bishop cardinal mr mrs "
        "ms miss dr prof professor sir lord lady dame gen general chief director spokesman "
        "spokeswoman spokesperson coach mp mep ceo congressman congresswoman rep sen "
        "representative commissioner ambassador colonel col lieutenant lt sergeant sgt major "
        "secretary-general attorney imam sheikh ayatollah rabbi reverend rev father sister "
        "brother pm chairman chairwoman chair chairperson deputy admiral analyst officer speaker "
        "leader taoiseach councillor superintendent inspector detective constable vice actor "
        "actress voter singer administrator broadcaster chancellor premier principal "
        "assemblywoman assemblyman congressperson whip astronomer "
        "chairperson cofounder co-founder founder president-elect undersecretary spokesmen "
        " author striker midfielder goalkeeper pastor historian economist "
        "editor manager delegate envoy adviser advisor counsel marshal vice-president"),
    roles=wordset(
        "diplomat minister pm president spokesman spokeswoman spokesperson official officials "
        "police army ministry company party government palace king queen mother father parents "
        "woman man student witness witnesses doctor doctors professor scientist scientists "
        "researcher researchers lawyer lawyers attorney judge prosecutor prosecutors coach "
        "captain player manager director chairman chief ceo founder head leader leaders author "
        "editor reporter journalist analyst expert experts economist historian activist "
        "activists protester protesters resident residents farmer worker workers teacher "
        "teachers politician senator governor mayor deputy delegate ambassador envoy general "
        "commander officer soldier sheriff inspector agency union court church bank team club "
        "group organisation organization charity council committee commission authorities "
        "authority office bishop archbishop pope priest actor actress singer musician artist "
        "writer director filmmaker passenger survivor survivors victim victims neighbour "
        "neighbor children child son daughter wife husband brother sister secretary adviser "
        "advisor engineer operator airline firm newspaper "
        "anthropologist chancellor ecologist meteorologist ornithologist boss owner dispatcher "
        "candidate lawmaker premier attendee master pilot nurse clerk skipper driver chef "
        "surgeon scholar columnist lecturer curator mathematician veteran members member half "
        "back striker goalkeeper "
        "midfielder executive sailor sailors fisherman tourist tourists shopkeeper soldiers "
        "investigator investigators organiser organisers organizer organizers campaigner "
        "campaigners builder firefighter firefighters paramedic administrator broadcaster "
        "astronomer midwife villager villagers migrant refugee refugees customer parent relative "
        "friend cousin uncle aunt nephew niece grandmother grandfather sources source critics "
        "supporters opponents analysts diplomats lawmakers leaders "
        "spokesmen ministers senators judges"),
    naming=wordset(
        "slogan called titled entitled named dubbed nicknamed known song songs film movie book "
        "novel album hashtag programme program codenamed so-called term phrase word words "
        "nickname title motto nickname banner category"),
    demonyms=("ian", "ican", "ese", "iard"),
    that=wordset("that"),
    by=wordset("by"),
    of=wordset("for of from at with"),
    aux=wordset("has had also then later"),
    be=wordset(
        "is are was were be been being to the a an of his her these any no"),
    stop=wordset(
        "the a an in on at of for to from by with and but or as if when while after before "
        "since this that these those his her their its our my your he she they it we i you "
        "there here what who which whose where why how monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october "
        "november december yesterday today tomorrow meanwhile however although though also both "
        "one two three four five six some many most more all no not yes earlier later last next "
        "speaking according despite during following under over about then now still only even "
        "because so yet once until another other such per via additionally asked commenting "
        "writing testimony photo image file namely officially presently addressing other both "
        "neither either twitter fellow incumbent  each every "
        "former opposition member "
        "members late"),
)

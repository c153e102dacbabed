"""What else the stories of the grammar are about: abroad, nature, culture and sport."""

from __future__ import annotations

from dateline.project.demo.topics import Topic

ABROAD = (
    Topic(
        section="World",
        dossiers=("The River Border Talks", "Tavrenia and Its Neighbours", "Prisoners Come Home",
                  "Observers on the Bridge"),
        subjects=("diplomacy", "borders", "ceasefires", "refugees", "treaties", "peacekeeping"),
        organisations=("the Council of the Twelve", "the River Border Mission",
                       "the Foreign Ministry of Tavrenia", "Open Door Relief"),
        event="Belorin Conference",
        roles=("envoy of the Council of the Twelve", "who heads the River Border Mission",
               "the foreign minister", "a relief worker with Open Door Relief",
               "a retired colonel"),
        headlines=(
            "{country} and Neighbour Open Bridge at {place} to {number} Families",
            "River Border Talks Move to {place} After {few_} Days of Silence",
            "Council of the Twelve Sends {number} Observers to {place}",
            "{country} Frees {count} Prisoners on Eve of Talks in {place}",
            "Convoy With {number} Tonnes of Grain Reaches {place}",
        ),
        openings=(
            "The bridge at {place} was opened on {weekday} for the first time in {few} months, and "
            "{number} families crossed it before dusk.",
            "Two delegations met in {place} on {weekday}; they sat in separate rooms, "
            "with an envoy walking between them.",
            "A convoy of {few} lorries with grain and blankets reached {place} on {weekday}, after "
            "both sides had let it pass.",
        ),
        facts=(
            "The ceasefire, agreed in {month}, has been broken {few} times.",
            "Some {number} people still live in tents on the southern bank.",
            "{org2} keeps a list of the missing; {percent} of the names have been cleared up.",
            "A map of the river, drawn in {year}, is disputed by both delegations.",
            "The observers carry no arms and report once a day.",
        ),
    ),
    Topic(
        section="Science & Environment",
        dossiers=("Water Runs Short in Quessar", "The Wells of Bir Halun", "After the Flood",
                  "Rain Over Maravel"),
        subjects=("water", "drought", "floods", "agriculture", "climate", "forests"),
        organisations=("the Quessar Water Authority", "the Farmers’ Circle",
                       "the Institute of Hydrology", "Green Delta"),
        event="World Water Forum of the Twelve",
        roles=("a hydrologist", "director of the Quessar Water Authority",
               "who farms eleven hectares", "a forester", "spokesperson for Green Delta"),
        headlines=(
            "{place} Rations Water as Reservoir Falls to {percent_}",
            "Farmers Near {place} Share {count} Wells Under New Pact",
            "{country} Plants {number},000 Trees Along Dry Rivers",
            "Flood Wall at {place} Holds; {number} Homes Stay Dry",
            "{org}: Rain in {country} {percent_} Below Average",
        ),
        openings=(
            "Water will flow in {place} for only {few} hours a day from {weekday}, {org} "
            "announced, as the reservoir has fallen to {percent} of its capacity.",
            "Farmers around {place} signed on {weekday} a pact on {few} wells that their families "
            "had quarrelled over since {year}.",
            "The new flood wall at {place} held on {weekday} when the river rose by {few} metres "
            "in one night.",
        ),
        facts=(
            "Rain in {month} was {percent} below the average of thirty years.",
            "A leaking main loses water enough for {number} households.",
            "The pact allots each farm {few} hours of pumping a week.",
            "{org2} measures the wells every {few} days and publishes the levels.",
            "Of the trees planted in {year}, {percent} have survived.",
        ),
    ),
    Topic(
        section="Science & Environment",
        dossiers=("Voyage of the Aurelia", "Life Under the Ice", "The Eel Comes Back",
                  "Maps of the Deep"),
        subjects=("oceans", "polar research", "fisheries", "marine biology", "satellites",
                  "archaeology"),
        organisations=("the Oceanographic Institute of Skaldvik", "the Polar Survey",
                       "the Fishers’ Cooperative", "the Museum of Natural History of Tairu City"),
        event="Ocean Week",
        roles=("a marine biologist", "captain of the research ship Aurelia",
               "who directs the Polar Survey", "a fisher in the third generation",
               "curator at the Museum of Natural History"),
        headlines=(
            "Research Ship Aurelia Maps {number} Sea Mounts off {place}",
            "Eels Return to Rivers of {country} After {few_} Years",
            "{org} Finds {count} New Species Under Ice Near {place}",
            "Fishers in {place} Swap Nets for {percent_} Less Bycatch",
            "Wreck off {place} Dates From {year}, Divers Say",
        ),
        openings=(
            "The research ship Aurelia put into {place} on {weekday} with maps of {number} sea "
            "mounts that no chart had shown.",
            "Scientists of {org} have found {few} species unknown until now under the ice, they "
            "reported in {place} on {weekday}.",
            "For the first time in {few} years, eels have been counted in the rivers of {country}, "
            "{org} said on {weekday}.",
        ),
        facts=(
            "The expedition took {number} samples from a depth of {few} kilometres.",
            "Nets with a wider mesh let {percent} of the young fish escape.",
            "The ice is {few} metres thinner than it was in {year}.",
            "{org2} will keep the finds, and show them from {month}.",
            "A satellite passes over the bay {few} times a day and measures its warmth.",
        ),
    ),
    Topic(
        section="Culture",
        dossiers=("The Opera of Lumessa", "Lost Paintings", "A Library for Tolumbo",
                  "The Film Year"),
        subjects=("theatre", "music", "museums", "heritage", "film", "literature"),
        organisations=("the Lumessa Opera", "the Gallery of the Twelve",
                       "the Tolumbo Public Library", "the Guild of Restorers"),
        event="Festival of Small Stages",
        roles=("artistic director of the Lumessa Opera", "a restorer", "who wrote the libretto",
               "head librarian", "curator at the Gallery of the Twelve"),
        headlines=(
            "{place} Finds {count} Lost Paintings Behind School Wall",
            "Opera in {place} Plays to Full House Again After Fire",
            "{org} Lends {number} Works to Village Halls in {country}",
            "Library in {place} Stays Open All Night for {few_} Weeks",
            "Festival of Small Stages Opens in {place} With {count} Premieres",
        ),
        openings=(
            "Workers who took down a wall in a school in {place} found {few} paintings that had "
            "been missing since {year}, {org} confirmed on {weekday}.",
            "The curtain rose in {place} on {weekday} for the first time since the fire, and the "
            "audience stood before a note was sung.",
            "The library of {place} opened its doors on {weekday} for {few} nights on end, and "
            "{number} readers came.",
        ),
        facts=(
            "The house has {number} seats, {percent} of them at the price of a cinema ticket.",
            "Restorers will need {few} months to clean the largest canvas.",
            "Tickets were gone within {few} hours.",
            "The score was thought lost until a copy turned up in {year} in {elsewhere}.",
            "{org2} has insured the works for {sum}.",
        ),
    ),
    Topic(
        section="Sport",
        dossiers=("Cup of the Twelve", "The Coast Road Race", "Women’s League Year One",
                  "Clean Sport"),
        subjects=("football", "cycling", "athletics", "rowing", "doping", "women’s sport"),
        organisations=("Orrin Bay Rovers", "the Cycling Union of the Twelve", "Glasmoor Athletic",
                       "the Clean Sport Agency"),
        event="Cup of the Twelve",
        roles=("coach of Orrin Bay Rovers", "captain of Glasmoor Athletic",
               "who won the Coast Road Race", "an official of the Clean Sport Agency",
               "a former goalkeeper"),
        headlines=(
            "{country} Reach Final After {count} Penalties in {place}",
            "{surname} Wins Coast Road Race Into {place} by {count} Seconds",
            "{place} to Host Cup of the Twelve in Rebuilt Ground",
            "Women’s League in {country} Draws {percent_} More Spectators",
            "Rowers From {place} Break Record That Stood Since {year}",
        ),
        openings=(
            "{country} are in the final: in {place} on {weekday} it took extra time, {few} "
            "penalties and a save in the last minute.",
            "{surname} rode alone for the last {few} kilometres and won the stage into {place} on "
            "{weekday}.",
            "The Cup of the Twelve comes to {place}, the organisers decided on {weekday}, on "
            "condition that the ground is finished {soon}.",
        ),
        facts=(
            "It was watched by {number} spectators who had travelled from {elsewhere}.",
            "The rebuilt stand seats {percent} more people than the one of {year}.",
            "The home side had not lost here for {few} months.",
            "Laboratories tested {number} samples; none of them gave cause for doubt.",
            "The road, wet after {few} days of rain, had been shortened by the jury.",
        ),
    ),
)

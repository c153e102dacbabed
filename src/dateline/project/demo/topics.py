"""What the stories of the grammar are about: the harbour strikes, and home affairs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One subject matter: its section, its terms, and the sentences only it uses."""

    section: str
    dossiers: tuple[str, ...]
    subjects: tuple[str, ...]
    organisations: tuple[str, ...]
    event: str
    roles: tuple[str, ...]
    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    facts: tuple[str, ...]


HARBOUR = Topic(
    section="Economy",
    dossiers=("Harbour Strikes Spread Along the Coast",),
    subjects=("strikes", "ports", "wages", "shipping", "trade unions", "supply chains"),
    organisations=("the Dockers’ Federation", "the Coastal Ports Board", "Avelin Container Line",
                   "the Pilots’ Guild"),
    event="Harbour Congress",
    roles=("a shop steward of the Dockers’ Federation", "the harbour master",
           "chief negotiator of the Coastal Ports Board", "a crane driver",
           "who speaks for the Pilots’ Guild"),
    headlines=(
        "Dockers in {place} Walk Out Over Night Shifts After {few_} Days of Talks",
        "{place}: Cranes Stand Still as {number} Dockers Vote to Strike",
        "{org} and {org2} Agree on {percent_} Pay Rise in {place}",
        "{number} Containers Wait off {place} as Pilots Join the Strike",
        "Strike in {place} Suspended, Dockers to Vote on {percent_} Offer",
        "Ferries Turn Back From {place} as Harbour Strike Enters Week {count}",
    ),
    openings=(
        "Dock workers in the port of {place} laid down their work on {weekday}, the {few} hundred "
        "who load grain first, after talks on night shifts had failed.",
        "The port of {place} came to a standstill on {weekday} when {number} dockers left the "
        "quays over a roster that {org} calls final.",
        "{org} and the port authority of {place} have agreed to talk again, {few} days after the "
        "strike along the coast of {country} began.",
    ),
    facts=(
        "At noon {number} containers stood on the quay, and {few} ships lay at anchor in the bay.",
        "The dockers ask for {percent} more pay and for a second crew on every night crane.",
        "Each day of the strike costs the port {sum}, according to {org2}.",
        "Tugs went on working, so that ships with medicine and perishable goods could berth.",
        "Lorries queued for {few} kilometres in front of the eastern gate.",
        "The pilots, who are not bound by the agreement of {year}, may join {soon}.",
    ),
)

HOME = (
    Topic(
        section="Politics",
        dossiers=("Valmere Votes", "The Drevna Recount", "Twelve Seats in Doubt",
                  "Voting by Post"),
        subjects=("elections", "parliament", "electoral law", "turnout", "polling", "referendums"),
        organisations=("the Electoral Commission of Valmere", "the Civic Union",
                       "the Orchard Party", "the Alliance of Free Towns"),
        event="Founders’ Day Election",
        roles=("head of the Electoral Commission", "who leads the Civic Union",
               "a candidate of the Orchard Party", "a returning officer",
               "who studies elections at the University of Castrel Haven"),
        headlines=(
            "{place} Recounts {number} Ballots After Close Vote",
            "Civic Union Wins {count} Seats in {country}, Short of a Majority",
            "Turnout in {place} Falls to {percent_} Despite Longer Hours",
            "{surname} to Stand Again in {place}, Ending {few_} Weeks of Silence",
            "{country} Opens {number} Polling Stations for Early Voters",
        ),
        openings=(
            "Voters in {place} will have to wait for a result: the commission ordered {number} "
            "ballots to be counted again on {weekday}.",
            "The Civic Union has come out ahead in {country}, but with {percent} of the vote it "
            "will need a partner, provisional figures showed on {weekday}.",
            "{surname} announced on {weekday} in {place} a new candidacy, and named reform of the "
            "electoral law as its first aim.",
        ),
        facts=(
            "In {few} districts fewer than {number} votes separate the candidates.",
            "Observers visited {number} polling stations and reported queues at {few} of them.",
            "The Orchard Party had led the polls by {percent} until the televised debate.",
            "The count must be certified within {few} weeks; then only a court can reopen it.",
            "Postal votes, allowed for the first time since {year}, made up {percent} of them all.",
        ),
    ),
    Topic(
        section="Politics",
        dossiers=("The Budget of Halvonia", "Who Pays for the Bridges", "Crown Reform",
                  "The Pension Quarrel"),
        subjects=("budget", "taxes", "pensions", "public debt", "coalitions", "local government"),
        organisations=("the Ministry of Finance of Halvonia", "the Court of Accounts",
                       "the League of Municipalities", "the Pensioners’ Assembly"),
        event="Spring Budget Session",
        roles=("the finance minister", "president of the Court of Accounts",
               "mayor and speaker of the League of Municipalities", "an economist",
               "who sits on the budget committee"),
        headlines=(
            "{country} Finds {sum_} for Town Halls in Late Budget Deal",
            "Coalition in {country} Survives Budget Vote by {count} Votes",
            "{org} Warns of Hole of {sum_} in Pension Fund",
            "{place} Freezes Fees After Protest by {number} Shopkeepers",
            "{surname}: No New Taxes in {country} Before {month}",
        ),
        openings=(
            "The government of {country} will give its towns {sum} more than planned, under a "
            "compromise reached in {place} in the early hours of {weekday}.",
            "The Court of Accounts presented its report in {place} on {weekday}, and it contains a "
            "figure that nobody in the coalition had mentioned: {sum}.",
            "A budget that few expected to pass has passed: the chamber in {place} approved it on "
            "{weekday} after a debate of {few} hours.",
        ),
        facts=(
            "The deficit would fall to {percent} of output, the lowest since {year}.",
            "Town halls are to receive {sum} for roads and {sum} for schools.",
            "{org2} had asked for twice as much, and calls the result {verdict}.",
            "The pension fund paid out {percent} more than it took in last year.",
            "Of {number} amendments, {few} were adopted.",
        ),
    ),
    Topic(
        section="Economy",
        dossiers=("The Northern Line", "Night Trains Return", "Signals That Fail",
                  "One Ticket for Twelve Countries"),
        subjects=("railways", "public transport", "infrastructure", "timetables", "freight",
                  "commuting"),
        organisations=("Norlund State Railways", "the Trans-Coastal Railway",
                       "the Passengers’ Council", "the Rail Safety Authority"),
        event="Timetable Conference",
        roles=("head of timetables at Norlund State Railways", "who chairs the Passengers’ Council",
               "an inspector of the Rail Safety Authority", "a train driver",
               "project manager of the Northern Line"),
        headlines=(
            "Night Train From {place} to {elsewhere} Returns After {few_} Years",
            "Railways Close Tunnel Near {place} for {count} Weeks",
            "New Signals at {place} Fail on First Morning, {number} Trains Late",
            "{sum_} More for the Line Between {place} and {elsewhere}",
            "Railways Cut {count} Stops as Drivers Run Short in {country}",
        ),
        openings=(
            "The first direct night train between {place} and {elsewhere} in {few} years left on "
            "{weekday} with every berth taken.",
            "A tunnel near {place} will be closed for {few} weeks after inspectors found cracks, "
            "{org} said on {weekday}.",
            "Commuters in {place} stood on full platforms on {weekday}, after a signal box that "
            "cost {sum} had failed within hours of its opening.",
        ),
        facts=(
            "The line carries {number} trains a day, {percent} of them freight.",
            "{org2} recorded {number} complaints in {month}, {percent} more than a year before.",
            "Replacement buses are to run every {few} minutes at peak times.",
            "Drivers will be trained in {few} languages, a condition set in {year}.",
            "The last rails of the old branch line were lifted in {year}.",
        ),
    ),
    Topic(
        section="Economy",
        dossiers=("Winter Power", "Wind off Elvestrand", "The Price of Heat",
                  "Grid Without Borders"),
        subjects=("energy", "wind power", "electricity", "heating", "consumer prices", "batteries"),
        organisations=("the Inter-Coastal Grid", "the Energy Regulator of Norlund",
                       "Elvestrand Wind", "the Tenants’ Union"),
        event="Grid Summit",
        roles=("chief engineer of the Inter-Coastal Grid", "the energy regulator",
               "who runs Elvestrand Wind", "a lawyer for the Tenants’ Union",
               "secretary of state for energy"),
        headlines=(
            "Power Prices in {country} Fall {percent_} as Wind Farms Come on Stream",
            "Cable Between {place} and {elsewhere} Back at Full Load",
            "{org} Asks {number} Factories to Save Power at Dusk",
            "{place} Heats {number} Homes With Waste Heat From Bakery",
            "{country} Puts Off Closure of Last Coal Plant Until {month}",
        ),
        openings=(
            "Households in {country} will pay {percent} less for electricity from next month, "
            "{org} announced in {place} on {weekday}.",
            "Engineers in {place} switched the undersea cable back on at dawn on {weekday}, {few} "
            "days earlier than planned.",
            "With the coldest week of the year ahead, {org} asked industry in {country} on "
            "{weekday} to use less power between five and eight in the evening.",
        ),
        facts=(
            "The turbines delivered {percent} of the country’s electricity in {month}.",
            "A new battery near {place} can supply {number} homes for {few} hours.",
            "Stores of gas are {percent} full, {org2} reported.",
            "Tenants are to be told of price changes {few} weeks ahead.",
            "The cable, laid in {year}, was damaged by an anchor in {month}.",
        ),
    ),
    Topic(
        section="Society",
        dossiers=("Nurses Wanted", "The Long Wait for Surgery", "Village Doctors",
                  "Fever in Lake Sendu"),
        subjects=("health", "hospitals", "nursing", "vaccination", "medicines", "ageing"),
        organisations=("the Sorrenia Health Service", "the Nurses’ Chamber",
                       "the Institute for Fevers", "Patients’ Voice"),
        event="Health Congress",
        roles=("director of the central hospital", "who speaks for the Nurses’ Chamber",
               "a physician at the Institute for Fevers", "a village doctor",
               "founder of Patients’ Voice"),
        headlines=(
            "Hospital in {place} Reopens Ward After {few_} Months",
            "{country} Recruits {number} Nurses Abroad as Wards Stand Empty",
            "{org} Reports {percent_} Fewer Fever Cases in {country}",
            "Village Doctors Near {place} Share One Practice on Wheels",
            "Waiting Times for Surgery in {place} Fall by {percent_}",
        ),
        openings=(
            "The children’s ward of the central hospital in {place} took in its first patients on "
            "{weekday}, {few} months after it had closed for want of staff.",
            "{org} counted {percent} fewer cases of fever in {country} than a year ago, according "
            "to figures released in {place} on {weekday}.",
            "A practice on wheels will visit {few} villages around {place} from {weekday}: the "
            "last resident doctor has retired.",
        ),
        facts=(
            "Some {number} posts are vacant, {percent} of them in intensive care.",
            "A nurse at the hospital starts on {percent} less than in the neighbouring country.",
            "{org2} has offered to pay for the training of {number} people a year.",
            "The vaccine must be kept cold, and {few} of the region’s clinics have no generator.",
            "Patients waited {few} weeks on average, down from {number} days in {year}.",
        ),
    ),
    Topic(
        section="Society",
        dossiers=("Schools Without Teachers", "The Reading Test", "Lessons on the Islands",
                  "The School Meal"),
        subjects=("education", "schools", "teachers", "reading", "universities", "childhood"),
        organisations=("the Teachers’ League of Corrivar", "the School Board of Glasmoor",
                       "the University of Dun Aleth", "the Parents’ Council"),
        event="Week of Reading",
        roles=("chair of the Parents’ Council", "a headteacher",
               "who leads the Teachers’ League", "professor of education at Dun Aleth",
               "the schools inspector"),
        headlines=(
            "{place} Starts School Year With {number} Posts Unfilled",
            "Reading Scores in {country} Rise for the First Time Since {year}",
            "{org} Wins Free School Meals for {number} Pupils in {place}",
            "Island School Near {place} Stays Open for {few_} Children",
            "{country} to Pay Student Teachers From {month}",
        ),
        openings=(
            "The school year in {place} began on {weekday} with {number} teachers too few, and "
            "with lessons in corridors at {few} schools.",
            "Pupils in {country} read better than at any time since {year}, a study presented in "
            "{place} on {weekday} has found.",
            "A school with {few} pupils will not be closed after all, the board in {place} decided "
            "on {weekday}.",
        ),
        facts=(
            "Every fifth lesson is taught by somebody who trained for another subject.",
            "The test was taken by {number} classes in {few} regions.",
            "A warm meal costs the town {sum} a year.",
            "{org2} wants classes of no more than twenty, as the law of {year} provides.",
            "The ferry that brings the teachers runs on {few} days a week.",
        ),
    ),
)

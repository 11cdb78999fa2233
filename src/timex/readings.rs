//! Short stories of our own, read as a careful reader of the day would: which Friday, which March, whose year.
//!
//! Every expression whose date is at stake stands in brackets; the values follow in order. Expressions without brackets may
//! be found or not. The first column is the day of writing.

use super::{Timex, resolve, tag};
use crate::article::{Passage, PassageKind};
use crate::sentence;
use crate::span::Span;

fn read(text: &str, published: &str, kind: PassageKind) -> Vec<Timex> {
    let passages = [Passage { span: Span::new(0, text.len()), kind }];
    let sentences = sentence::split(text, &passages);
    resolve(text, &sentences, &tag(text, &sentences), published.parse().ok())
}

/// The lines of a table that are read otherwise.
fn wrong(kind: PassageKind, table: &[(&str, &str, &str)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (published, marked, values) in table {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '[' => spans.push((text.len(), 0)),
                ']' => spans.last_mut().unwrap().1 = text.len(),
                c => text.push(c),
            }
        }
        let timexes = read(&text, published, kind);
        let at = |&(from, to): &(usize, usize)| {
            let found = timexes.iter().find(|t| (t.span.start as usize, t.span.end as usize) == (from, to));
            found.map_or("-", |t| t.value.as_str())
        };
        let got = spans.iter().map(at).collect::<Vec<_>>().join(" ");
        if got != *values {
            let because: Vec<_> = timexes.iter().map(|t| t.because.as_str()).collect();
            lines.push(format!("{published} {marked}\n    want {values}\n    got  {got}\n    {}", because.join("; ")));
        }
    }
    lines
}

pub(super) fn check(kind: PassageKind, table: &[(&str, &str, &str)]) {
    let lines = wrong(kind, table);
    assert!(lines.is_empty(), "{} of {}:\n{}", lines.len(), table.len(), lines.join("\n"));
}

/// 2024-05-15 is a Wednesday.
#[test]
fn wires() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "The ferry sank [Monday] off the northern coast.", "2024-05-13"),
            ("2024-05-15", "The ferry is due to sail [Monday].", "2024-05-20"),
            ("2024-05-15", "Rescuers resumed their search on [Wednesday].", "2024-05-15"),
            ("2024-05-15", "The minister arrives [Thursday] for talks on fishing rights.", "2024-05-16"),
            ("2024-05-15", "The two presidents meet [Sunday] in the capital.", "2024-05-19"),
            ("2024-05-15", "Officials could not be reached [Saturday].", "2024-05-11"),
            ("2024-05-15", "A decision could be announced [Saturday].", "2024-05-18"),
            ("2024-05-15", "On [Friday], the panel will hear from the last of the divers.", "2024-05-17"),
            ("2024-05-15", "On [Friday], the panel heard from the last of the divers.", "2024-05-10"),
            ("2024-05-15", "On [Sunday], the miners who were freed will meet the engineer.", "2024-05-19"),
            ("2024-05-15", "The union agreed to return to work [Monday].", "2024-05-20"),
            ("2024-05-15", "Crews managed to contain the blaze [Monday].", "2024-05-13"),
            ("2024-05-15", "Firefighters failed to reach the village [Sunday].", "2024-05-12"),
            ("2024-05-15", "The envoy was to have met the rebels [Sunday].", "2024-05-12"),
            ("2024-05-15", "The envoy is to meet the rebels [Sunday].", "2024-05-19"),
            ("2024-05-15", "The truce, announced [Monday], will last a month.", "2024-05-13"),
            ("2024-05-15", "The airline said [Tuesday] it will cut forty routes.", "2024-05-14"),
            ("2024-05-15", "The airline said it will cut forty routes, the paper reported [Tuesday].", "2024-05-14"),
            ("2024-05-15", "She is accused of setting the fire [Saturday].", "2024-05-11"),
            ("2024-05-15", "Power has been out since [Friday] in most of the valley.", "2024-05-10"),
            ("2024-05-15", "The company plans to contest [Friday]'s ruling.", "2024-05-10"),
            ("2024-05-15", "The prince will speak at [Saturday]'s memorial.", "2024-05-18"),
            ("2024-05-15", "Stocks had been expected to open higher [Friday].", "2024-05-10"),
            ("2024-05-15", "They have until [Friday] to appeal.", "2024-05-17"),
            ("2024-05-15", "The kidnappers gave the family until [Friday] to pay.", "2024-05-17"),
            ("2024-05-15", "The shop was open until [Friday].", "2024-05-10"),
            ("2024-05-15", "Ministers met [Tuesday] to draft a budget.", "2024-05-14"),
            ("2024-05-15", "He flew to Lima [Monday] and will return [Friday].", "2024-05-13 2024-05-17"),
            (
                "2024-05-15",
                "The storm killed nine people [last Friday] and is forecast to turn north [next Monday].",
                "2024-05-10 2024-05-20",
            ),
        ],
    );
}

/// A verb that follows directly governs, whatever stands before; nouns, captions and headlines in the present make no
/// appointment.
#[test]
fn verbs_that_do_not_govern() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-05-15",
                "The bill, which may pass in June, has angered the governor, who [Monday] called it a theft.",
                "2024-05-13",
            ),
            ("2024-05-15", "Analysts who expect a deficit on [Tuesday] raised their estimates.", "2024-05-14"),
            ("2024-05-15", "In a sign that it hopes to join, the republic [Monday] signed the charter.", "2024-05-13"),
            ("2024-05-15", "The panel [late Monday] defeated the plan and will try again.", "2024-05-13"),
            ("2024-03-23", "The report on [February] orders is due next week.", "2024-02"),
            ("2024-10-20", "Deliveries in May and [June] fell.", "2024-06"),
            ("2024-05-15", "She hopes for re-election on [Sunday].", "2024-05-19"),
            ("2024-05-15", "The vote, a shoo-in come [September], is hers.", "2024-09"),
            ("2024-01-11", "Fans wait for the telescope, which arrives in shops in [June].", "2024-06"),
            ("2024-02-07", "The theater joined last year and, from [April], will receive a grant.", "2024-04"),
            ("2024-03-04", "Wheat for [April] delivery rose a crown.", "2024-04"),
            ("2024-05-15", "The two firms extended their offers to buy the mill [Friday].", "2024-05-10"),
            ("2024-05-15", "The firm announced plans to cut forty jobs [Friday].", "2024-05-10"),
            ("2024-05-15", "The firm announced plans to close the mill in [July].", "2024-07"),
            ("2024-05-15", "The envoy, who is due to visit the camp on [Sunday], said food was short.", "2024-05-19"),
            ("2024-05-15", "A minister who meets bankers next month quit [Monday] - the third to go.", "2024-05-13"),
            ("2024-05-15", "One charge lapsed on Thursday; another expires on [Tuesday].", "2024-05-21"),
            ("2024-06-10", "The party unveiled its plans for the port in [March].", "2024-03"),
            ("2024-05-15", "The club on [Saturday] will open its new stand.", "2024-05-18"),
            ("2024-05-15", "The rebels on [Saturday] rejected the plan to hold a vote.", "2024-05-11"),
            ("2024-05-15", "The attack on [Monday] of the harbor shows how weak the navy is.", "2024-05-13"),
            ("2024-05-15", "Gunfire could be heard across the city [Monday].", "2024-05-13"),
            ("2024-05-15", "On [Sunday], the alliance agreed to take command.", "2024-05-12"),
            ("2024-05-15", "Envoys meeting in Oslo on [Saturday] were to discuss the border.", "2024-05-18"),
            ("2024-05-15", "A law signed [Monday] will raise the fee.", "2024-05-13"),
            ("2024-05-15", "The merger announced on [Monday] would create a giant.", "2024-05-13"),
            ("2024-05-15", "Deputies agreed to the change on [Monday].", "2024-05-13"),
            ("2024-05-15", "An interview set to be shown [Monday] was pulled.", "2024-05-20"),
            ("2024-05-15", "Work on the pier stops beginning on [Friday].", "2024-05-17"),
            ("2024-05-15", "The committee put off its ruling until [Monday].", "2024-05-20"),
            ("2024-05-15", "They said that from [September] the ferry will be free.", "2024-09"),
            ("2024-05-15", "Hopes of a truce by [July] kept the crown high.", "2024-07"),
            ("2024-05-15", "They had until [Friday] to answer.", "2024-05-17"),
            ("2024-05-15", "Polls open at [7 a.m. on Sunday].", "2024-05-19T07:00"),
            ("2024-05-15", "The envoy arrives in Lima on [Monday].", "2024-05-20"),
            ("2024-05-15", "The court sits [Monday].", "2024-05-20"),
            ("2024-05-15", "[Friday] marks ten years of the pact.", "2024-05-17"),
            ("2024-05-15", "[Friday] was his last day.", "2024-05-10"),
            ("2024-05-15", "[Friday] sales rose by a tenth.", "2024-05-10"),
            ("2024-05-15", "The trial, interrupted twice, resumes [Monday].", "2024-05-20"),
            ("2024-05-15", "He paid three visits [Monday].", "2024-05-13"),
            ("2024-05-15", "The [October] copper contract fell to a new low.", "2024-10"),
            ("2024-05-15", "Her decision to sell the farm in [March] divided the family.", "2024-03"),
            ("2024-05-15", "The treaty, due to expire in [August], was renewed in [April].", "2024-08 2024-04"),
        ],
    );
}

/// A weekday that no verb settles is the one told before.
#[test]
fn weekdays_told_again() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-05-15",
                "The two will meet [Friday] in Oslo. Nobody knows what [Friday]'s talks may bring.",
                "2024-05-17 2024-05-17",
            ),
            (
                "2024-05-15",
                "Two men died [Friday] in a fire. The inquiry into [Friday]'s fire goes on.",
                "2024-05-10 2024-05-10",
            ),
        ],
    );
}

/// Live pages and morning papers are dated a day before what they tell.
#[test]
fn leads_of_tomorrow() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-05-15",
                "Warplanes struck the port [Thursday], the army said. A second raid followed on [Thursday].",
                "2024-05-16 2024-05-16",
            ),
            (
                "2024-05-15",
                "The river fell. Roads opened. Crews went home. Schools stayed shut. The flood began last [Thursday]. A dam broke on [Thursday].",
                "- 2024-05-09",
            ),
        ],
    );
}

#[test]
fn months_and_days_without_a_year() {
    check(
        PassageKind::Body,
        &[
            ("2024-10-30", "The dividend is payable in [January].", "2025-01"),
            ("2024-10-30", "The court will hear the appeal in [March].", "2025-03"),
            ("2024-10-30", "The court heard the appeal in [March].", "2024-03"),
            ("2024-10-30", "Inflation slowed in [September] for the third month.", "2024-09"),
            ("2024-09-30", "He was elected in [November] and resigned in [June].", "2023-11 2024-06"),
            ("2024-02-06", "The index fell short of its record set on [Aug. 6].", "2023-08-06"),
            ("2024-02-06", "She will retire on [Aug. 6], her lawyer said.", "2024-08-06"),
            ("2024-02-06", "The bank opened the branch in [December] and shut it in [January].", "2023-12 2024-01"),
            ("2024-02-06", "Voters go to the polls on [Feb. 25].", "2024-02-25"),
            ("2024-02-06", "A census is to be held in [November].", "2024-11"),
            ("2024-12-20", "The law takes effect [Jan. 1].", "2025-01-01"),
            ("2024-12-20", "Elections are expected in [May].", "2025-05"),
            ("2024-12-20", "The bridge, closed since [July], reopened in [November].", "2024-07 2024-11"),
            ("2024-10-30", "It must repay half of the loan by [February].", "2025-02"),
            ("2024-10-26", "The board appointed her treasurer effective [Feb. 1].", "2025-02-01"),
            ("2024-10-30", "The plant has agreed to close by [June].", "2025-06"),
            ("2024-03-01", "The frigate sank [last February].", "2023-02"),
            ("2024-03-01", "The frigate sank [last November].", "2023-11"),
            ("2024-01-03", "Rain fell for most of [December].", "2023-12"),
            ("2024-01-03", "Since [October] prices have doubled.", "2023-10"),
        ],
    );
}

#[test]
fn earnings() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-11-01",
                "Brightwater Corp. said [third-quarter] profit rose to $12 million from $9 million [a year earlier].",
                "2024-Q3 2023-Q3",
            ),
            (
                "2024-11-01",
                "Net fell in [the third quarter], the mill said. Sales were $80 million, compared with $95 million [last year].",
                "2024-Q3 2023-Q3",
            ),
            (
                "2024-11-01",
                "Net fell in [the third quarter]. For the nine months, the loss was $3 million, against a profit of $1 million [a year ago].",
                "2024-Q3 2023",
            ),
            (
                "2024-11-01",
                "Net fell in [the third quarter]. The firm was founded [last year] with $2 million.",
                "2024-Q3 2023",
            ),
            (
                "2024-11-01",
                "[Third-quarter] sales rose from [the second quarter]. Costs fell in [the quarter] and in [the year-earlier period].",
                "2024-Q3 2024-Q2 2024-Q3 2023-Q3",
            ),
            (
                "2024-11-01",
                "In [the year-ago quarter], [the third quarter] ended [Sept. 30], it lost $4 million. Results for [that quarter] included a charge.",
                "2023-Q3 2023-Q3 2023-09-30 2023-Q3",
            ),
            ("2024-02-20", "Profit for [the fourth quarter] ended [Dec. 31] doubled.", "2023-Q4 2023-12-31"),
            (
                "2024-02-20",
                "[Fourth-quarter] revenue was flat. In [the 2022 period] it had been $30 million.",
                "2023-Q4 2022-Q4",
            ),
            ("2024-02-20", "The chain expects to report a loss for [the first quarter].", "2024-Q1"),
            ("2024-11-01", "For the year, revenue was $40 million, up from $38 million [a year earlier].", "2023"),
        ],
    );
}

#[test]
fn told_from_what_was_told() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "On [March 3] the dam broke. [The next day] the town was gone.", "2024-03-03 2024-03-04"),
            ("2024-05-15", "He fled on [June 2, 2019], and was caught [two days later].", "2019-06-02 2019-06-04"),
            ("2024-05-15", "He won in [1996]. [That year] he also married.", "1996 1996"),
            (
                "2024-05-15",
                "He quit on [April 2], after a poor [March]. [The next day] he left town.",
                "2024-04-02 2024-03 2024-04-03",
            ),
            ("2024-05-15", "He quit in [April]. [The next day] he left town.", "2024-04 XXXX-XX-XX"),
            ("2024-05-15", "He won in [June 1996] and lost [a year later].", "1996-06 1997"),
            ("2024-05-15", "The mill burned in [May 2019]. [The following month] it was sold.", "2019-05 2019-06"),
            (
                "2024-05-15",
                "Shares rose [Friday] to 31 crowns, 4 percent above [the previous Friday].",
                "2024-05-10 2024-05-03",
            ),
            (
                "2024-05-15",
                "She was born on [May 3, 1931], in Tartu. In [May 1950] she sailed for Halifax. In [July] she found work.",
                "1931-05-03 1950-05 1950-07",
            ),
            (
                "2024-05-15",
                "In [March 1998] he bought the yard. In [May 1998] he closed it. In [August], the workers sued.",
                "1998-03 1998-05 1998-08",
            ),
            ("2024-05-15", "It was founded in [1985]. In [February], it said profit had fallen.", "1985 2024-02"),
            ("2024-05-15", "Shares bought from [April 2] to [Friday] were worth $3 million.", "2024-04-02 2024-05-10"),
            ("2024-05-15", "[Last year] he resigned, and in [October] he was charged.", "2023 2023-10"),
            (
                "2024-05-15",
                "Sales were weak in [2022], but the firm, which opened four stores, says it will expand in [October].",
                "2022 2024-10",
            ),
        ],
    );
}

#[test]
fn courts_sports_features_and_british_papers() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "Sentencing is set for [July 9].", "2024-07-09"),
            (
                "2024-05-15",
                "The jury convicted him [Tuesday] of shooting his partner in [February].",
                "2024-05-14 2024-02",
            ),
            ("2024-05-15", "The trial was adjourned until [Monday].", "2024-05-20"),
            (
                "2024-05-15",
                "Rovers beat United 3-1 on [Saturday] and visit Leeds on [Tuesday].",
                "2024-05-11 2024-05-21",
            ),
            ("2024-05-15", "The final is [Sunday].", "2024-05-19"),
            ("2024-05-15", "Rovers play [Saturday] without their captain.", "2024-05-18"),
            ("2024-05-15", "The coach hopes to have her back by [Friday].", "2024-05-17"),
            (
                "2024-05-15",
                "The prime minister told MPs on [Monday] that talks would resume on [Thursday].",
                "2024-05-13 2024-05-16",
            ),
            ("2024-05-15", "A man has been arrested after a woman was found dead on [Sunday].", "2024-05-12"),
            ("2024-05-15", "Police were called to the estate on [Monday evening].", "2024-05-13TEV"),
            ("2024-05-15", "He died on [Sunday], aged 88.", "2024-05-12"),
            ("2024-05-15", "A service is to be held on [24 May] in the chapel.", "2024-05-24"),
            (
                "2024-05-15",
                "The strike, which began on [1 May], is expected to end on [Friday].",
                "2024-05-01 2024-05-17",
            ),
            ("2024-05-15", "The museum reopens [this Saturday].", "2024-05-18"),
            ("2024-05-15", "Voting ended [last Sunday].", "2024-05-12"),
            ("2024-05-15", "The strike was called off [last Wednesday].", "2024-05-08"),
            ("2024-05-15", "The court sits again [next Wednesday].", "2024-05-22"),
            ("2024-05-15", "The mayor was charged [two years ago] and freed [three months ago].", "2022 2024-02"),
        ],
    );
}

/// Chronologies tell the year once.
#[test]
fn chronologies() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-05-15",
                "[2010]\n\n[August 14] The founder flies to Oslo.\n\n[December 7] He is arrested.\n\n[2011]\n\n[February 24] A judge frees him.",
                "2010 2010-08-14 2010-12-07 2011 2011-02-24",
            ),
            (
                "2024-10-12",
                "[Feb. 15, 2024] - Protests begin.\n\n[Feb. 26] - The council imposes sanctions.\n\n[March 3] - The port is taken. Ships leave.\n\n[March 19] - Jets strike.",
                "2024-02-15 2024-02-26 2024-03-03 2024-03-19",
            ),
            ("2024-10-12", "[Oct. 20] - The fair opens.\n\n[Nov. 3] - The fair closes.", "2024-10-20 2024-11-03"),
        ],
    );
}

/// Captions tell in the present what was photographed.
#[test]
fn captions() {
    check(
        PassageKind::Caption,
        &[
            ("2024-05-15", "Rescuers search the ruins of a school on [Tuesday].", "2024-05-14"),
            ("2024-05-15", "A woman hangs washing beside the flooded road [Monday].", "2024-05-13"),
        ],
    );
}

/// A history hangs its dates on what was told before, however long ago; what its verbs foretell hangs on the writing.
#[test]
fn histories() {
    check(
        PassageKind::Body,
        &[
            (
                "2011-05-20",
                "The war began in [the spring of 1894]. On [8 June] the first battalion landed. [Four days later] it was joined by a second, and by [the end of the month] all were ashore.\n\nOn [23 July] they took the palace. [The following month] the army marched north. On [the 15th] it stormed the city, and on [the 17th] the fleets met.\n\nThe port fell on [21 November]. In [January 1895] the last base was besieged; it fell on [12 February].",
                "1894-SP 1894-06-08 1894-06-12 1894-06 1894-07-23 1894-08 1894-08-15 1894-08-17 1894-11-21 1895-01 1895-02-12",
            ),
            (
                "2012-01-10",
                "On [14 February 1962] a patrol was fired upon. In [April] the first refugees crossed the river, which a treaty of [1878] had made the border. Shelling went on until [late November]. Talks resumed in [June 1967], broke down in [August], and were taken up again in [January].",
                "1962-02-14 1962-04 1878 1962-11 1967-06 1967-08 1968-01",
            ),
            (
                "2015-05-06",
                "She was born on [3 June 1931] in a mill. In [September 1949] she moved to the capital. She married in [June 1955]; [the following spring] a daughter was born. In [1983] she resigned. A service will be held on [16 May].",
                "1931-06-03 1949-09 1955-06 1956-SP 1983 2015-05-16",
            ),
            (
                "2010-06-01",
                "The siege began on [June 24, 1916], and on [July 1] the infantry attacked. By [nightfall] the first line was taken. [The next morning], a [Sunday], it rained. In [March 1918] all was lost.",
                "1916-06-24 1916-07-01 1916-07-01TEV 1916-07-02TMO 1916-07-02 1918-03",
            ),
            // a history that comes to the day of its writing
            (
                "2021-05-02",
                "The canal opened on [17 November 1869]. It was seized on [26 July 1956], and shut from [June 1967] to [June 1975]. A lane was dug between [August 2014] and [July 2015]. It earned little [last year]. In [March] a ship closed it.",
                "1869-11-17 1956-07-26 1967-06 1975-06 2014-08 2015-07 2020 2021-03",
            ),
            // news that tells a life in passing
            (
                "2024-05-15",
                "The mayor resigned on [Tuesday]. He was born in [March 1950] and was elected in [June 1999]. A vote was set for [June 9].",
                "2024-05-14 1950-03 1999-06 2024-06-09",
            ),
        ],
    );
}

/// The year of a relative clause that is over is not that of what follows.
#[test]
fn years_told_in_passing() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "The mill, which opened in [2019], was sold in [March].", "2019 2024-03"),
            (
                "2024-05-15",
                "The [1994] treaty was signed in a tent, as a film shown on [April 7] tells.",
                "1994 2024-04-07",
            ),
            ("2024-05-15", "The [2004] [Boxing Day] tsunami killed many.", "2004 2004-12-26"),
            ("2024-03-20", "The index, base [2015], stood at 135 in [February].", "2015 2024-02"),
            ("2024-05-15", "Like [last year]'s vote, [April]'s was full of fraud.", "2023 2024-04"),
            (
                "2024-03-20",
                "[This year] growth is put at 2 percent, compared with 3 forecast in [December].",
                "2024 2023-12",
            ),
            ("2024-05-15", "[The 2023 period] ended [December 29].", "2023 2023-12-29"),
            ("2024-03-20", "Output rose from [a year earlier] after a fall in [January].", "2023 2024-01"),
            ("2024-05-15", "In [2019], the mill was sold, and in [October] it closed.", "2019 2019-10"),
        ],
    );
}

/// A time that heads an entry of a live page is that of its writing.
#[test]
fn live_pages() {
    check(
        PassageKind::Body,
        &[(
            "2021-03-30",
            "[10.15am]: The witness says she saw the van on [5 March].\n\n[10.32am]: She is shown a picture taken [that day].",
            "2021-03-30T10:15 2021-03-05 2021-03-30T10:32 2021-03-05",
        )],
    );
}

#[test]
fn days_of_the_month_at_hand() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-07-03",
                "Parliament, in recess since [June 21], will return on [the 15th].",
                "2024-06-21 2024-07-15",
            ),
            ("2024-07-03", "He sailed on [March 28] and was home by [the 9th].", "2024-03-28 2024-04-09"),
            ("2024-10-12", "[February 24] - Rebels take the port.", "2024-02-24"),
            (
                "2024-07-03",
                "The break-in happened between [9 p.m.] and [9:30 p.m. on the night of June 3], police said.",
                "2024-06-03T21:00 2024-06-03T21:30",
            ),
        ],
    );
}

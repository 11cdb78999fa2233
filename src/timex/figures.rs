//! Reports that compare: what "the month", "the same month last year" and "the year beginning Oct. 1" are, as a careful reader
//! of the day would say. Tables as in `readings`.

use super::readings::check;
use crate::article::PassageKind;

#[test]
fn the_month_and_the_week() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "Exports fell in [April]. For [the month], imports rose 2 percent.", "2024-04 2024-04"),
            (
                "2024-05-15",
                "Sales rose in [March] from [January]. In [the month], 40 shops opened.",
                "2024-03 2024-01 2024-03",
            ),
            (
                "2024-05-15",
                "Sales of 40 million in [March] beat the 30 million of [March 2023]. For [the full month], costs fell.",
                "2024-03 2023-03 2024-03",
            ),
            ("2024-05-15", "Output fell in [March] from 30 tons in [the same month last year].", "2024-03 2023-03"),
            (
                "2024-05-15",
                "Output fell in [March], against a rise in [the same month a year earlier]. During [the month], nobody was hired.",
                "2024-03 2023-03 2024-03",
            ),
            ("2024-05-15", "A vote is due in [July]. Rain fell twice in [the month].", "2024-07 2024-05"),
            // what Monday's papers sum up is over
            ("2024-05-13", "For [the week], the index rose 2 percent.", "2024-W19"),
            ("2024-05-17", "For [the week], the index rose 2 percent.", "2024-W20"),
            (
                "2024-05-15",
                "Stocks of oil fell in [the week ended May 3]. Imports rose during [the week].",
                "2024-W18 2024-W18",
            ),
        ],
    );
}

#[test]
fn years_of_accounts() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "The budget for [fiscal 2025], which begins [Oct. 1], was passed.", "2025 2024-10-01"),
            ("2024-05-15", "It asks for more in the fiscal year beginning on [October 1].", "2024-10-01"),
            ("2024-07-15", "The budget of [the next fiscal year], which starts [July 1], is late.", "2025 2024-07-01"),
            ("2024-05-15", "In [fiscal 2023], which ended [Sept. 30], it lost money.", "2023 2023-09-30"),
            ("2024-05-15", "In [2019], the trial that began on [March 3] was stopped.", "2019 2019-03-03"),
        ],
    );
}

/// What was ahead once, what is told twice, and what ends with its clause.
#[test]
fn clauses() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-15", "The vote, initially due in [February], was put off until [December].", "2024-02 2024-12"),
            ("2024-05-15", "The law passed in [December] and takes effect in [July].", "2023-12 2024-07"),
            ("2024-05-17", "She has her passport back and [this weekend] flies to Oslo.", "2024-W20-WE"),
            ("2024-05-15", "UP NEXT: Rovers: Host the Wanderers on [Friday].", "2024-05-17"),
            ("2024-05-15", "United, who last won the cup in [1999], travel to Leeds on [Saturday].", "1999 2024-05-18"),
            ("2024-05-15", "He was remanded in custody until a hearing on [Friday].", "2024-05-17"),
            ("2024-01-15", "He was suspended until [the end of June].", "2024-06"),
            ("2024-01-15", "She decided to stay away until [June].", "2024-06"),
            ("2024-06-17", "They will get it done before [the end of July].", "2024-07"),
            ("2024-05-15", "The man who was jailed for fraud in [2010] was freed in [March].", "2010 2024-03"),
            ("2024-05-15", "The man who was jailed in [2010] and was freed in [June] spoke.", "2010 2010-06"),
            ("2024-05-15", "In [the late 1950s] he moved to Rome, and [three years later] he wrote.", "195 XXXX"),
            // feasts
            ("2024-02-08", "The law will take effect on [New Year's Day].", "2025-01-01"),
            ("2024-02-08", "The law took effect on [New Year's Day].", "2024-01-01"),
            ("2024-01-08", "What was leaked over [Christmas] will be shown.", "2023-12-25"),
            ("2024-01-08", "The bank expects [Christmas] takings to be down.", "2023-12-25"),
        ],
    );
}

#[test]
fn this_saturday() {
    check(
        PassageKind::Body,
        &[
            ("2024-05-19", "The talks were put off until [this Saturday].", "2024-05-25"),
            ("2024-05-19", "The fair is to be held [this Saturday].", "2024-05-25"),
            ("2024-05-19", "The mill burned [this Saturday].", "2024-05-18"),
            ("2024-05-17", "The mill burned [this Monday].", "2024-05-13"),
            ("2024-05-14", "The talks resume [this Saturday].", "2024-05-18"),
            ("2024-05-15", "The treaty takes effect on [Friday].", "2024-05-17"),
            ("2024-05-15", "Gun battles as rebels take the port on [Tuesday].", "2024-05-14"),
        ],
    );
}

/// What is awaited, whatever the verb of its sentence.
#[test]
fn awaited() {
    check(
        PassageKind::Body,
        &[
            ("2024-03-30", "The house threw out a decree in advance of a poll in [September].", "2024-09"),
            ("2024-05-14", "Shares fell ahead of a meeting of ministers on [Thursday].", "2024-05-16"),
            ("2024-02-16", "She showed a phone destined to go on sale in [June].", "2024-06"),
            ("2024-07-22", "The town announced a ban on scooters starting in [August].", "2024-08"),
            ("2024-03-27", "The paper will come out each month, beginning in [September].", "2024-09"),
            ("2024-09-30", "He was booed just weeks before the [November] election.", "2024-11"),
            ("2024-05-30", "She has no doubt that they will force a [November] vote.", "2024-11"),
            ("2024-04-07", "She spoke of the need to fight graft and hold a fair vote in [September].", "2024-09"),
            ("2024-05-15", "The firm will cut 40 jobs and pay a charge in [December].", "2024-12"),
            ("2024-05-15", "It plans to sell the mill and rent it back in [November].", "2024-11"),
            ("2024-01-26", "Ministers to meet in [March]", "2024-03"),
            ("2024-01-23", "LAOS TO SIGN LOAN [FRIDAY]", "2024-01-26"),
            (
                "2024-08-27",
                "Told in explaining a decision to give refuge to the wife and three of her sons on [Monday].",
                "2024-08-26",
            ),
            ("2024-05-04", "Who rules if he gets killed on [August 21]?", "2024-08-21"),
            ("2024-08-10", "He wants to be named between [mid-September] and [mid-October].", "2024-09 2024-10"),
            (
                "2024-03-04",
                "A later edition corrected this to [2004] (Jets on show, [3 March], page 11).",
                "2004 2024-03-03",
            ),
        ],
    );
}

/// Months by which goods are traded.
#[test]
fn contracts() {
    check(
        PassageKind::Body,
        &[
            ("2024-04-07", "[May] closed 2 cents lower at 61 cents a pound.", "2024-05"),
            ("2024-04-07", "[June] cocoa fell to 9,400, while [September] gained 20.", "2024-06 2024-09"),
            ("2024-04-07", "It sold rice for shipment in [June], [July] and [August].", "2024-06 2024-07 2024-08"),
            ("2024-04-07", "It sold rice for [May]/[June] delivery.", "2024-05 2024-06"),
            ("2024-03-07", "Shipments in [January] and [February] rose to 40,000 tons.", "2024-01 2024-02"),
            ("2024-06-01", "The bank launched ten bonds in a busy [March].", "2024-03"),
            ("2024-04-07", "The crop of 2023/24 ([July]-[June]) was poor.", "2023-07 2024-06"),
        ],
    );
}

/// Stories of a November in which much is still to come.
#[test]
fn november() {
    check(
        PassageKind::Body,
        &[
            ("2024-11-22", "A man who set a fire in [August] will be sentenced in [January].", "2024-08 2025-01"),
            ("2024-11-22", "She is on bail until a hearing in [February].", "2025-02"),
            (
                "2024-11-22",
                "A warning is in force from [Saturday morning] to [Sunday evening].",
                "2024-11-23TMO 2024-11-24TEV",
            ),
            ("2024-11-22", "Her second album is out in [March].", "2025-03"),
            ("2024-11-22", "Ministers hope to publish the plan by [spring].", "2025-SP"),
            ("2024-11-22", "The road will be shut for [three weeks] from [Monday].", "P3W 2024-11-25"),
            (
                "2024-11-22",
                "The bridge closed in [April] and will not reopen until at least [March].",
                "2024-04 2025-03",
            ),
            ("2024-11-22", "The verdict, expected in [December], may slip to [January].", "2024-12 2025-01"),
            ("2024-11-22", "Talks were put off until [17 January].", "2025-01-17"),
            ("2024-11-22", "Most of them are in their 50s and 60s, and joined in [the 1990s].", "199"),
        ],
    );
}

/// Lists of dates to come have no verbs.
#[test]
fn programs() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-11-19",
                "Tickets are on sale. Tour dates: [June 9] – Leeds, Town Hall; [June 12] – York, Barbican; [June 14] – Hull, City Hall; [July 1] – Lund, Kino.",
                "2025-06-09 2025-06-12 2025-06-14 2025-07-01",
            ),
            (
                "2024-11-19",
                "How it came about: [June 9] – Leeds is flooded; [June 12] – York follows; [June 14] – Hull is shut; [July 1] – Roads reopen.",
                "2024-06-09 2024-06-12 2024-06-14 2024-07-01",
            ),
        ],
    );
}

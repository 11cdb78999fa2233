//! A past affair that an article of today tells in a paragraph, and whose verb a time is of. Tables as in `readings`.

use super::readings::check;
use crate::article::PassageKind;

/// A date of years gone by that begins its sentence sets the scene for what follows.
#[test]
fn scenes() {
    check(
        PassageKind::Body,
        &[
            (
                "2019-03-20",
                "In [October 2017], the firm said it would appeal. In [January], it dropped the case. In [March this year], it paid.",
                "2017-10 2018-01 2019-03",
            ),
            (
                "2013-06-12",
                "On [May 2, 1998], his car was found by a lake. [Three weeks later], on [May 23], divers found a ring; in [June] the search was called off.",
                "1998-05-02 1998-05-23 1998-05-23 1998-06",
            ),
            (
                "2018-05-06",
                "She was charged in [2009]. The trial began in [January 2010], and on [March 4] the jury found her guilty. Her lawyers will appeal in [July].",
                "2009 2010-01 2010-03-04 2018-07",
            ),
            ("2014-09-02", "In [2011] the pair split. In [April] she took him to court.", "2011 2011-04"),
            (
                "2019-03-20",
                "On [Christmas Eve 1944] the pipes froze. On [New Year's Day] the guns began.",
                "1944-12-24 1945-01-01",
            ),
            (
                "2012-08-01",
                "At [0630 on 1 July 1916], the guns fell silent. [An hour later] the whistles blew. [The next morning] it began anew, and on [3 July] the mill was taken.",
                "1916-07-01T06:30 1916-07-01T07:30 1916-07-02TMO 1916-07-03",
            ),
            (
                "2012-03-15",
                "The town rose in [December 2010]. By [January 14], the ruler had fled.",
                "2010-12 2011-01-14",
            ),
            // not what begins no sentence, is told of now, or is only compared with
            ("2019-03-20", "The mill opened in [1987]. In [February], it said it would cut 40 jobs.", "1987 2019-02"),
            (
                "2011-03-25",
                "In [2006] its leaders were freed. But [now] it sides with the rebels. In [February] it called for a march.",
                "2006 PRESENT_REF 2011-02",
            ),
            (
                "2019-03-20",
                "The firm, which went public in [May 2015], said in [January] that sales had fallen.",
                "2015-05 2019-01",
            ),
            ("2019-03-20", "Output was lower than in [January 2018], but rose in [February].", "2018-01 2019-02"),
            ("2019-03-20", "Elected in [June 2014], he must face voters again in [September].", "2014-06 2019-09"),
            ("2019-03-20", "At [the end of 2018] it had a debt of $2 million, due [May 1].", "2018 2019-05-01"),
        ],
    );
}

/// A verb of another clause does not tell.
#[test]
fn clauses_inside_clauses() {
    check(
        PassageKind::Body,
        &[
            (
                "2019-10-23",
                "A truce that took effect on [Saturday] will expire at [noon].",
                "2019-10-19 2019-10-19T12:00",
            ),
            (
                "2019-10-23",
                "The bill that was passed on [Monday] will be signed on [Thursday].",
                "2019-10-21 2019-10-24",
            ),
            ("2019-10-23", "The union on [Friday] will vote.", "2019-10-25"),
            ("2023-05-10", "A judge on [Monday] ordered the two to stand trial in [September].", "2023-05-08 2023-09"),
            ("2022-05-11", "They asked the court to rule before [October].", "2022-10"),
            ("2022-05-11", "The deal, to be signed in [June], was agreed in [February].", "2022-06 2022-02"),
            ("2022-05-11", "She was the first woman to be named judge in [June].", "2021-06"),
            ("2023-07-13", "Visitation is [4]-[8 p.m. Sunday] at the chapel.", "2023-07-16T16:00 2023-07-16T20:00"),
            ("2023-07-13", "The hearing is at [9 a.m. Monday].", "2023-07-17T09:00"),
            ("2022-05-11", "The star, who has a show on [Friday], missed [Sunday]'s.", "2022-05-13 2022-05-08"),
        ],
    );
}

/// Chronologies whose lines begin with the year only where it changes.
#[test]
fn lines_of_chronologies() {
    check(
        PassageKind::Body,
        &[
            (
                "2018-06-19",
                "[2014] [14 August] The envoy flies to Lund.\n\n[17 August] He meets a man whom he knew since [14 August].\n\n[20 August]\n\nA judge orders his arrest.\n\n[16 December] He is freed.\n\n[2015] [7 February] A hearing begins in Lund.\n\n[8 February]\n\nThe court is told of notes that were found in [December]. He has until [28 June] to appeal.\n\n[12 July] He goes home.",
                "2014 2014-08-14 2014-08-17 2014-08-14 2014-08-20 2014-12-16 2015 2015-02-07 2015-02-08 2014-12 2015-06-28 2015-07-12",
            ),
            (
                "2018-06-19",
                "[1984] In [January] the mill opened. She was its first weaver.\n\n[1996] The mill was sold in [April].\n\n[2003] He left in [May].",
                "1984 1984-01 1996 1996-04 2003 2003-05",
            ),
        ],
    );
}

/// Hours are counted from an hour, years from the past come to no year ahead.
#[test]
fn counted_on() {
    check(
        PassageKind::Body,
        &[
            (
                "2019-04-16",
                "It broke out at [6.50pm on Monday] and was put out [nine hours later].",
                "2019-04-15T18:50 2019-04-16T03:50",
            ),
            ("2019-04-16", "It broke out on [Monday]. [Two hours later] the roof fell.", "2019-04-15 2019-04-15"),
            ("2019-04-16", "It broke out on [Sunday]. [24 hours later] the roof fell.", "2019-04-14 2019-04-15"),
            ("2011-03-01", "The war of [2003] is one that we pay for [ten years later].", "2003 XXXX"),
            ("2011-03-01", "The lock opens in [2012], and the dam [two years later].", "2012 2014"),
            ("2010-01-15", "He had a plane standing by to fly on [Saturday] with blankets.", "2010-01-16"),
        ],
    );
}

/// Which verb a time is of, where others stand nearer or none in sight.
#[test]
fn whose_verb() {
    check(
        PassageKind::Body,
        &[
            (
                "2024-05-15",
                "In [January], a week after the tenth anniversary of the town's Smith v. Lake ruling, a bomb at the court house killed a guard.",
                "2024-01",
            ),
            (
                "2024-10-25",
                "In [January], a week after the tenth anniversary of the ruling on Lake, in a raid on the mill in Ohio, guards shot two.",
                "2024-01",
            ),
            ("2024-05-15", "The decision to hold the vote in [November] surprised his allies.", "2024-11"),
            ("2024-02-04", "The deal was called the crown of his term before he steps down in [April].", "2024-04"),
            ("2024-05-15", "She told members that by [July] and [August] the risk will grow.", "2024-07 2024-08"),
            ("2024-05-15", "They were to sail on [Friday] or [Saturday].", "2024-05-17 2024-05-18"),
            ("2024-05-15", "The planned march follows the rejection on [Friday] of his plea.", "2024-05-10"),
            ("2024-05-15", "[Friday]'s bombing will make a truce harder.", "2024-05-10"),
            ("2024-05-15", "[Friday]'s vote will make a truce harder.", "2024-05-17"),
            ("2009-01-21", "The chief takes leave through [June].", "2009-06"),
            ("2024-03-15", "They will pay more for the work they do from [September].", "2024-09"),
            ("2024-12-02", "The envoy told his host in [February] that they must be ready.", "2024-02"),
            ("2024-05-15", "She had been expected to resign in [June].", "2024-06"),
            ("2024-09-22", "They worked nights on it through [January].", "2024-01"),
            ("2024-05-15", "At least they could get the help of some On [Saturday] a quake struck.", "2024-05-11"),
        ],
    );
}

//! Which reports are one event, and which are two.

use super::super::*;
use super::fixture::{Fixture, OTHERS, events, fixture};
use crate::article::PassageKind;
use crate::span::Span;

/// The events as lists of mention numbers, in order of their first mention: `0 2|1`.
fn groups(marked: &str) -> String {
    let mut lists: Vec<Vec<u32>> = events(marked).iter().map(|e| e.mentions.iter().map(|m| m.0).collect()).collect();
    lists.sort();
    lists.iter().map(|l| l.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("|")
}

#[test]
fn one_event_told_in_other_words() {
    for (name, told) in [
        ("a call", "
            == a 2021-03-04
            Prime Minister [Anna Berg] and President [Tomas Ruiz] <spoke> by phone {2021-03-04 Thursday}, her office said.
            == b 2021-03-05
            [Anna Berg] on {2021-03-04 Thursday} <held> a telephone conversation with her counterpart [Tomas Ruiz] about fishing rights.
            == c 2021-03-05
            [Tomas Ruiz] praised fishing quotas during a <call> with [Anna Berg] {2021-03-04 on Thursday}."),
        ("a rank passed", "
            == a 2021-03-04
            {2020 Last year} [Norvik] <overtook> [Halden] as the region's largest timber exporter.
            == b 2021-03-09
            With pine and spruce [Norvik] <leapfrogged> [Halden] in {2020 2020} and now exports the most timber of the region."),
        ("a quake", "
            == a 2021-03-04
            A magnitude 6.1 earthquake <struck> the island of [Tanna] {2021-03-04 on Thursday}, damaging a school.
            == b 2021-03-05
            The {2021-03-04 Thursday} <quake> on [Tanna] damaged a school and two churches."),
        ("an amount", "
            == a 2021-03-04
            Timber trade between [Norvik] and [Halden] <reached> @41200000 USD $41.2 million@ {2020-01/2020-10 between January and October}.
            == b 2021-03-04
            [Norvik]-[Halden] timber trade <hit> @41200000 USD $41.2m@ {2020-01/2020-10 in January-October}, customs said."),
        ("what happens to a ship once", "
            == a 2021-03-05
            Tugs <pulled> the freighter [Tindal] off a reef near [Varde] {2021-03-04 on Thursday}.
            == b 2021-03-05
            {2021-03-04 On Thursday} the bow <came> loose, to the noise of horns and bells."),
        ("a quake, told in passing", "
            == a 2021-03-10
            Crews found @86 person 86 sailors@ after the <earthquake> {2021-03-04 six days ago}, [Elias Byrne] said.
            == b 2021-03-05
            Some of @400 child 400 children@ were in the school when the quake <struck> {2021-03-04 on 4 March}."),
        ("a deadline", "
            == a 2021-03-04
            The [Kalvo] line should be <back> to normal service {2021-03-31 by 31 March}, the railway said.
            == b 2021-03-04
            It will <take> {../2021-03-31 until 31 March} before normal service returns on the [Kalvo] line."),
        ("words for a cable that is cut", "
            == a 2021-03-04
            Internet service in [Norway] and [Iceland] was <interrupted> {2021-03-03 on Wednesday} when two cables under the sea failed.
            == b 2021-03-04
            Telephone traffic of [Norway] was badly <hampered> {2021-03-03 on Wednesday}, when cables broke off its coast."),
        ("a month that holds the day", "
            == a 2021-03-04
            The [Kalvo] dam <collapsed> {2020-11-17 on 17 November}, flooding the town of [Ister].
            == b 2021-05-04
            The town of [Ister] was flooded when the [Kalvo] dam <collapsed> in {2020-11 November}."),
        ("written a day later", "
            == a 2021-03-04
            Central bank governor [Ida Holm] <resigned> {2021-03-04 on Thursday} over the coin affair.
            == b 2021-03-05
            Central bank governor [Ida Holm] has <resigned> over the coin affair."),
    ] {
        let expected = (0..told.matches("== ").count()).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let all = groups(&format!("{told}\n{OTHERS}"));
        assert_eq!(all.split('|').next(), Some(expected.as_str()), "{name}: {all}");
    }
}

/// What an agency tells besides: enough of it, and of enough, that names and figures must agree.
fn feed() -> String {
    let word = |n: usize| -> String {
        let letters = [n, n / 7, n / 49, n / 343].map(|n| char::from(b"aeioukt"[n % 7]));
        letters.iter().flat_map(|c| ['b', *c]).collect()
    };
    let article = |n: usize| {
        let (who, what, of) = (word(n), word(n + 400), word(n + 800));
        format!("== f{n} 2021-05-{:02}\n[{}] <{what}> the {of}.\n", 1 + n % 28, who.to_uppercase())
    };
    (0..300).map(article).collect()
}

#[test]
fn an_agency_fills_in_forms() {
    let feed = feed();
    for (name, told, expected) in [
        ("one form, two companies", "
            == a 2021-06-04
            The timber merchant [Marlow Brothers] <raised> its yearly dividend to @0.12 USD 12 cents@ {2021-06-04 today}.
            == b 2021-06-04
            The timber merchant [Pinder Sons] <raised> its yearly dividend to @0.12 USD 12 cents@ {2021-06-04 today}.", "0|1|"),
        ("two rounds of one day", "
            == a 2021-06-04
            The treasury of [Ister] <lent> the money market another @90000000 USD 90 million dollars@ in bills {2021-06-04 today}.
            == b 2021-06-04
            The treasury of [Ister] <lent> the money market another @31000000 USD 31 million dollars@ in bills {2021-06-04 today}.", "0|1|"),
        ("two statements of one day", "
            == a 2021-06-04
            Harbor master [Ida Holm] <said> {2021-06-04 today} that dredging would cost more than planned.
            == b 2021-06-04
            Harbor master [Ida Holm] <said> {2021-06-04 today} that pilots had asked for another boat.", "0|1|"),
        ("two chapters", "
            == a 2021-06-01
            [Norvik] and [Halden] <signed> an accord on herring quotas.
            == b 2021-06-04
            [Norvik] and [Halden] <signed> an accord on herring quotas.", "0|1|"),
        ("one sale, told twice", "
            == a 2021-06-04
            The treasury of [Ister] <sold> its salt mines to [Pinder Sons] for @90000000 USD 90 million dollars@ {2021-06-04 today}.
            == b 2021-06-05
            [Pinder Sons] paid @90000000 USD 90 million dollars@ for the salt mines that [Ister] <sold> {2021-06-04 yesterday}.", "0 1|"),
        ("a toll that grows", "
            == a 2021-06-04
            A ferry <sank> off [Tanna], killing @12 person 12 people@ {2021-06-04 today}.
            == b 2021-06-05
            The ferry that <sank> off [Tanna] {2021-06-04 yesterday} killed @15 person 15 people@.", "0 1|"),
    ] {
        let all = groups(&format!("{told}\n{feed}"));
        assert!(all.starts_with(expected), "{name}: {}", &all[..20]);
    }
}

#[test]
fn rows_of_tables_join_nobody_else() {
    let row = |marked: &str| {
        let mut f = fixture(marked);
        for sentence in f.sentences.iter_mut().flatten() {
            sentence.kind = PassageKind::Table;
        }
        let told = f.told();
        let (_, events) = group(&told, f.mentions.clone(), &f.likeness, &Hand::default());
        events.iter().map(|e| e.mentions.iter().map(|m| m.0).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let half = "Half <ended> {2021-08-31 31 Aug}";
    assert_eq!(row(&format!("== a 2021-09-20\n{half}\n== b 2021-09-21\n{half}")), [vec![0], vec![1]]);
    assert_eq!(row(&format!("== a 2021-09-20\n{half}\n== b 2021-09-21 =a\n{half}")), [vec![0, 1]]);
}

#[test]
fn a_lead_without_a_day_joins_what_others_date() {
    let table = [
        (
            "the same happening",
            "~ Prime Minister Anna Berg has dismissed her finance minister over the coin affair.",
            2,
        ),
        ("another of the story", "~ Fishermen in Porto like the taste of coins.", 1),
    ];
    for (name, untold, expected) in table {
        let mut f = fixture(&format!(
            "
            == a 2021-03-04
            Prime Minister [Anna Berg] <dismissed> her finance minister {{2021-03-04 on Thursday}} over the coin affair.
            == b
            {untold}
            == c
            ~ Prime Minister Anna Berg has dismissed her finance minister over the coin affair."
        ));
        f.likeness.stories = vec![0, 0, 2];
        let told = f.told();
        let (mentions, events) = group(&told, f.mentions.clone(), &f.likeness, &Hand::default());
        assert_eq!((events.len(), events[0].mentions.len()), (1, expected), "{name}");
        assert_eq!(events[0].when.edtf(), "2021-03-04");
        if let Some(joined) = mentions.get(1) {
            assert_eq!(joined.because, "states no day; tells the same happening as ‘a’");
            assert!(events[0].because.ends_with("1 more states no day and tells the same happening"));
        }
    }
}

#[test]
fn names_of_other_sorts_contradict_nothing_within_one_affair() {
    let mut f = fixture(
        "
        == a 2021-03-04
        [Norway] goes to a second <round> of voting {2021-03-14 on 14 March}.
        == b 2021-03-04
        Rival [Anna Berg] will sit out the {2021-03-14 14 March} <vote>.",
    );
    for (stories, events) in [([0, 0], 1), ([0, 1], 2)] {
        f.likeness.stories = stories.to_vec();
        let (_, told) = group(&f.told(), f.mentions.clone(), &f.likeness, &Hand::default());
        assert_eq!(told.len(), events, "{stories:?}");
    }
}

/// When the event was that the second article tells.
fn told_by_second(f: &Fixture) -> String {
    let (mentions, events) = group(&f.told(), f.mentions.clone(), &f.likeness, &Hand::default());
    let lead = mentions.iter().position(|mention| mention.article.0 == 1).map(|at| MentionId(at as u32));
    let event = events.iter().find(|event| lead.is_some_and(|id| event.mentions.contains(&id))).unwrap();
    event.when.edtf()
}

#[test]
fn leads_without_a_day_tell_the_news_and_not_what_came_before() {
    let mut f = fixture(
        "
        == a 2021-03-04
        Pilot [Anna Berg] <lost> her post at the quays of [Halden] {2021-03-04 on Thursday}.
        ~ Ferries sail from the other bank.
        ~ The council meets again soon.
        ~ Berg trained in Oslo.
        {2020 A year ago} the harbor <dismissed> pilot [Tomas Ruiz] after nine ships had run into its pier.
        == b
        ~ Halden harbor dismisses pilot after nine ships run into pier
        == c
        ~ Pilot dismissed by Halden harbor: nine ships had run into the pier
        == d
        ~ After nine ships ran into its pier, Halden harbor dismisses the pilot",
    );
    f.likeness.stories = vec![0; 4];
    assert_eq!(told_by_second(&f), "2021-03-04");
}

#[test]
fn a_line_of_a_year_at_the_top_is_not_the_news_that_leads_tell() {
    let mut f = fixture(
        "
        == a 2021-03-04
        {2020 In 2020} the harbor <dismissed> pilot [Tomas Ruiz] after nine ships had run into its pier.
        The harbor of [Halden] <dismissed> pilot [Anna Berg] {2021-03-04 on Thursday}.
        == b
        ~ Halden harbor dismisses pilot after nine ships run into pier
        == c
        ~ Pilot dismissed by Halden harbor: nine ships had run into the pier
        == d
        ~ After nine ships ran into its pier, Halden harbor dismisses the pilot",
    );
    f.likeness.stories = vec![0; 4];
    assert_eq!(told_by_second(&f), "2021-03-04");
}

#[test]
fn pages_on_unrelated_subjects_share_no_happening_for_a_verb() {
    let word = |n: usize| {
        ["wool", "salt", "rye", "tin", "glass", "cork", "hemp", "chalk", "slate", "amber"][n % 10].to_owned()
    };
    let other =
        |n: usize| format!("== p{n}\n{} <{}> {{2021-02-{:02} then}}.\n", word(n), word(n) + &word(n / 10), 1 + n % 27);
    let sources = |others: usize| {
        let others: String = (0..others).map(other).collect();
        let two = "== a\nThe channel is <showing> the final {2021-03-04 today} with coverage from nine.\n== b\nReaders should <show> him some love {2021-03-04 today}.\n";
        let told = events(&format!("{two}{others}"));
        told.iter()
            .filter(|event| event.label.contains("final") || event.label.contains("love"))
            .map(|event| event.sources)
            .max()
    };
    assert_eq!((sources(0), sources(40)), (Some(2), Some(1)));
}

#[test]
fn happenings_apart() {
    for (name, told) in [
        ("a statement is not the call it is about", "
            == a 2021-03-04
            [Anna Berg] and [Tomas Ruiz] <spoke> by phone {2021-03-04 Thursday} about fishing rights.
            == b 2021-03-04
            The call was long, aide [Per Lie] <said> {2021-03-04 on Thursday} of [Anna Berg] and [Tomas Ruiz]."),
        ("same people, same day, another happening", "
            == a 2021-03-04
            [Anna Berg] and [Tomas Ruiz] <spoke> by phone {2021-03-04 Thursday} about fishing rights.
            == b 2021-03-04
            [Anna Berg] <dismissed> her finance minister {2021-03-04 on Thursday}."),
        ("a month is no march", "
            == a 2021-03-05
            Fishermen <ate> herring with [Anna Berg] {2021-03-04 on 4 march}.
            == b 2021-03-05
            The budget was <left> to [Anna Berg] {2021-03-04 on 4 march}, and her clerk wept."),
        ("other scope", "
            == a 2021-03-04
            Timber trade between [Norvik] and [Halden] <reached> @41200000 USD $41.2 million@ {2020-01/2020-10 between January and October}.
            == b 2021-03-04
            Timber trade between [Norvik] and [Halden] <reached> @52000000 USD $52 million@ in {2020 2020}."),
        ("the same every year", "
            == a 2021-03-04
            The [Lofoten] cod festival <opened> {2021-03-03 on Wednesday}.
            == b 2022-03-04
            The [Lofoten] cod festival <opened> {2022-03-02 on Wednesday}."),
        ("two quakes of one week", "
            == a 2021-03-04
            A magnitude 6.1 earthquake <struck> [Tanna] {2021-03-01 on Monday}.
            == b 2021-03-05
            A magnitude 5.2 earthquake <struck> [Tanna] {2021-03-04 on Thursday}."),
        ("names of other sorts in two affairs", "
            == a 2021-03-04
            [Norway] <lost> to [Iceland] {2021-03-03 on Wednesday}.
            == b 2021-03-04
            Coach [Ole Berg] spoke of the <loss> to the [Kalvo Chiefs] {2021-03-03 on Wednesday}."),
        ("the same kind elsewhere", "
            == a 2021-03-04
            A bus <crashed> near [Lima], killing @12 person 12 people@ {2021-03-04 on Thursday}.
            == b 2021-03-04
            A bus <crashed> near [Pune], killing @9 person nine people@ {2021-03-04 on Thursday}."),
    ] {
        let all = groups(&format!("{told}\n{OTHERS}"));
        assert!(all.starts_with("0|1|"), "{name}: {all}");
    }
}

#[test]
fn two_happenings_of_one_sentence_stay_two() {
    let f = fixture(
        "
        == a 2021-03-04
        [Norvik] and [Halden] <met> twice in {2020 2020} as timber trade hit $41m.
        == b 2021-03-04
        [Norvik] and [Halden] <met> twice {2020 last year}.",
    );
    // A second mention of the first sentence, about trade.
    let mut mentions = f.mentions.clone();
    let at = f.articles[0].text.find("hit").unwrap();
    mentions.insert(1, Mention { key: "x".into(), trigger: Some(Span::new(at, at + 3)), ..mentions[0].clone() });
    let (_, events) = group(&f.told(), mentions, &f.likeness, &Hand::default());
    let of = |m: u32| events.iter().position(|e| e.mentions.contains(&MentionId(m))).unwrap();
    assert_ne!(of(0), of(1));
    assert_eq!(of(0), of(2));
}

#[test]
fn a_sentence_taken_over_is_told_once_in_a_large_folder() {
    // Its words are common in the folder and it names nobody, yet two articles with the same line tell the same.
    let line = "The porters <closed> the cold gates of the quiet harbor at night {2021-03-04 on Thursday}.";
    let filler = |n: u32| {
        let line = "Porters <spoke> of cold nights, of gates and of a quiet harbor in the year";
        format!("== filler{n} 2021-04-01\n{line} {{{} {}}}.\n", 1200 + n, 1200 + n)
    };
    let fillers: String = (0..400).map(filler).collect();
    let told = events(&format!("== a 2021-03-05\n{line}\n== b 2021-03-06\n{line}\n{fillers}"));
    let closed: Vec<u32> = told.iter().filter(|e| e.label.contains("closed")).map(|e| e.sources).collect();
    assert_eq!(closed, [2]);
}

//! Fixtures marked in the text: which reports are one event, which are apart.
//!
//! `== PATH DAY` begins an article (`=PATH` after the day: a copy of that article); every line after it is a sentence with
//! one mention. Inside: `[Name]` takes part, `<word>` is the trigger, `{DATE words}` is the time (`{A/B words}` a range,
//! `{~DATE words}` the time of something else),
//! `@NUMBER UNIT words@` an amount, `|…|` the clause if it is not the whole sentence. A line that begins with `not ` or
//! `will ` before a colon is told as denied or planned. Without `{…}` the day of writing dates it. A line that begins with
//! `~` is a sentence without a mention.

use super::*;
use crate::article::{ArticleId, Passage, PassageKind};
use crate::calendar::Date;
use crate::mention::Amount;
use crate::span::Span;
use crate::timex::{Anchor, TimexType};

struct Fixture {
    articles: Vec<Article>,
    sentences: Vec<Vec<Sentence>>,
    timexes: Vec<Vec<Timex>>,
    published: Vec<Option<Day>>,
    mentions: Vec<Mention>,
    likeness: Likeness,
}

fn when(text: &str) -> When {
    match text.split_once('/') {
        Some((from, to)) => When::range(from.parse().unwrap(), to.parse().unwrap()),
        None => text.parse::<Date>().unwrap().into(),
    }
}

impl Fixture {
    fn told(&self) -> Vec<Told<'_>> {
        (0..self.articles.len())
            .map(|n| Told {
                article: &self.articles[n],
                sentences: &self.sentences[n],
                timexes: &self.timexes[n],
                published: self.published[n],
                written: None,
            })
            .collect()
    }
}

fn fixture(marked: &str) -> Fixture {
    let mut f = Fixture {
        articles: Vec::new(),
        sentences: Vec::new(),
        timexes: Vec::new(),
        published: Vec::new(),
        mentions: Vec::new(),
        likeness: Likeness::default(),
    };
    for line in marked.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(head) = line.strip_prefix("==") {
            let parts: Vec<&str> = head.split_whitespace().collect();
            let copy = parts
                .get(2)
                .and_then(|p| p.strip_prefix('='))
                .map(|path| ArticleId(f.articles.iter().position(|a| a.path == path).unwrap() as u32));
            f.articles.push(Article { path: parts[0].to_owned(), key: format!("a{}", parts[0]), ..Article::default() });
            f.published.push(parts.get(1).and_then(|d| d.parse::<Date>().ok()).and_then(Date::day));
            f.sentences.push(Vec::new());
            f.timexes.push(Vec::new());
            f.likeness.copy_of.push(copy);
            f.likeness.neighbors.push(Vec::new());
            continue;
        }
        let n = f.articles.len() - 1;
        if let Some(untold) = line.strip_prefix("~ ") {
            let start = f.articles[n].text.len();
            f.articles[n].text.push_str(untold);
            let span = Span::new(start, start + untold.len());
            f.articles[n].text.push('\n');
            f.sentences[n].push(Sentence { span, kind: PassageKind::Body });
            continue;
        }
        let (status, line) = match line.split_once(": ") {
            Some(("not", rest)) => (Status::Denied, rest),
            Some(("will", rest)) => (Status::Planned, rest),
            _ => (Status::Reported, line),
        };
        let text = &mut f.articles[n].text;
        let start = text.len();
        let (mut actors, mut trigger, mut times, mut amounts, mut clause) =
            (Vec::new(), None, Vec::new(), Vec::new(), None);
        let mut open: Option<usize> = None;
        let mut bar: Option<usize> = None;
        let mut head = String::new();
        let mut reading_head = 0; // words still to be read of a `{DATE ` or `@NUMBER UNIT ` head
        for c in line.chars() {
            if reading_head > 0 {
                if c == ' ' {
                    reading_head -= 1;
                }
                head.push(c);
                if reading_head == 0 {
                    open = Some(text.len());
                }
                continue;
            }
            match c {
                '[' | '<' => open = Some(text.len()),
                '{' => (reading_head, head) = (1, String::new()),
                '@' if open.is_none() => (reading_head, head) = (2, String::new()),
                ']' => actors.push(text[open.take().unwrap()..].to_owned()),
                '>' => trigger = Some(Span::new(open.take().unwrap(), text.len())),
                '}' => {
                    let (own, date) = head.trim().strip_prefix('~').map_or((true, head.trim()), |date| (false, date));
                    times.push((own, Span::new(open.take().unwrap(), text.len()), when(date)));
                }
                '@' => {
                    let (number, unit) = head.trim().split_once(' ').unwrap();
                    let span = Span::new(open.take().unwrap(), text.len());
                    amounts.push(Amount { span, number: number.parse().unwrap(), unit: unit.to_owned() });
                }
                '|' => match bar.take() {
                    None => bar = Some(text.len()),
                    Some(from) => clause = Some(Span::new(from, text.len())),
                },
                c => text.push(c),
            }
        }
        let sentence = Span::new(start, text.len());
        text.push('\n');
        f.sentences[n].push(Sentence { span: sentence, kind: PassageKind::Body });
        let mut told = None;
        for (own, span, when) in times {
            f.timexes[n].push(Timex {
                span,
                sentence: f.sentences[n].len() as u32 - 1,
                kind: TimexType::Date,
                value: when.edtf(),
                modifier: None,
                when: Some(when),
                rule: "fixture",
                anchor: Anchor::None,
                because: String::new(),
                joined: None,
                joined_when: None,
            });
            if own {
                told = Some((f.timexes[n].len() as u32 - 1, when));
            }
        }
        let written = f.published[n].map(|day| When::from(Date::Day(day)));
        f.mentions.push(Mention {
            key: format!("m{:012}", f.mentions.len()),
            clause: clause.unwrap_or(sentence),
            timex: told.map(|t| t.0),
            trigger,
            actors,
            amounts,
            status,
            ..Mention::new(
                ArticleId(n as u32),
                sentence,
                told.map(|t| t.1).or(written).expect("a time or a day of writing"),
            )
        });
    }
    for article in &mut f.articles {
        article.passages = vec![Passage { span: Span::new(0, article.text.len()), kind: PassageKind::Body }];
    }
    f
}

pub(super) fn events(marked: &str) -> Vec<Event> {
    let f = fixture(marked);
    let told = f.told();
    group(&told, f.mentions.clone(), &f.likeness, &Hand::default()).1
}

/// The events as lists of mention numbers, in order of their first mention: `0 2|1`.
fn groups(marked: &str) -> String {
    let mut lists: Vec<Vec<u32>> = events(marked).iter().map(|e| e.mentions.iter().map(|m| m.0).collect()).collect();
    lists.sort();
    lists.iter().map(|l| l.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("|")
}

const OTHERS: &str = "
    == other1 2021-06-01
    [Maria Silva] <opened> a library in [Porto] {2021-05-30 on Sunday}.
    == other2 2021-06-02
    A ferry <sank> off [Zanzibar] {2021-06-01 on Tuesday}, killing @4 person four people@.
    == other3 2021-06-03
    Workers of the [Lund] glass factory <voted> {2021-06-02 on Wednesday} to end their walkout.
";

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
    let told: Vec<Told<'_>> = (0..2)
        .map(|n| Told {
            article: &f.articles[n],
            sentences: &f.sentences[n],
            timexes: &f.timexes[n],
            published: f.published[n],
            written: None,
        })
        .collect();
    let (_, events) = group(&told, mentions, &f.likeness, &Hand::default());
    let of = |m: u32| events.iter().position(|e| e.mentions.contains(&MentionId(m))).unwrap();
    assert_ne!(of(0), of(1));
    assert_eq!(of(0), of(2));
}

#[test]
fn the_date_is_as_fine_as_the_evidence() {
    let date = |marked: &str| events(marked)[0].when.edtf();
    assert_eq!(
        date(
            "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {2020-11-17 on 17 November}, flooding [Ister].
        == b 2021-05-04
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister].
        == c 2021-05-05
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister]."
        ),
        "2020-11-17"
    );
    assert_eq!(
        date(
            "
        == b 2021-05-04
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister].
        == c 2021-05-05
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister]."
        ),
        "2020-11"
    );
    assert_eq!(
        date(
            "
        == a 2021-03-05
        Governor [Ida Holm] has <resigned> over the coin affair.
        == b 2021-03-05
        Governor [Ida Holm] has <resigned> over the coin affair.
        == c 2021-03-04
        Governor [Ida Holm] <resigned> over the coin affair {2021-03-04 on Thursday}."
        ),
        "2021-03-04"
    );
}

#[test]
fn copies_are_one_voice_and_change_no_importance() {
    let story = "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, flooding [Ister].
        == b 2021-03-04
        A dam at [Kalvo] <collapsed> {2021-03-04 on Thursday} and flooded the town of [Ister], rescuers said.
        == x 2021-03-04
        [Anna Berg] <dismissed> her finance minister {2021-03-04 on Thursday}.";
    let copy = "
        == d 2021-03-05 =a
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, flooding [Ister].";
    let (plain, more) = (events(story), events(&format!("{story}{copy}")));
    let of = |events: &[Event]| -> (u32, u32, f32) {
        let event = events.iter().find(|e| e.label.contains("dam")).unwrap();
        (event.sources, event.independent_sources, event.importance)
    };
    assert_eq!((of(&plain).0, of(&plain).1), (2, 2));
    assert_eq!((of(&more).0, of(&more).1), (3, 2));
    assert!((of(&plain).2 - of(&more).2).abs() < 1e-6);
    assert!(plain.iter().all(|e| e.importance <= of(&plain).2), "what two tell matters most");
}

#[test]
fn sources_that_differ_are_set_side_by_side() {
    let told = events(
        "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, killing @12 person 12 people@ in [Ister].
        == b 2021-03-05
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, killing @19 person 19 people@ in [Ister].
        == c 2021-03-05
        The [Kalvo] dam <collapsed> {2021-03-03 on Wednesday}, killing @12 person 12 people@ in [Ister].",
    );
    assert_eq!(told.len(), 1, "{told:#?}");
    let claims: Vec<_> = told[0]
        .disagreements
        .iter()
        .map(|d| {
            (
                d.about,
                d.claims.iter().map(|c| format!("{} ×{}", c.value, c.mentions.len())).collect::<Vec<_>>().join(", "),
            )
        })
        .collect();
    assert_eq!(claims[0], (Subject::Amount, "12 people ×2, 19 people ×1".to_owned()));
    assert_eq!(claims[1].0, Subject::Date);
    assert_eq!(told[0].when.edtf(), "2021-03-04");
}

#[test]
fn a_reprint_does_not_differ_with_its_original() {
    let subjects = |last: &str| {
        let told = events(&format!(
            "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {{2021-03-04 on Thursday}}, killing @12 person 12 people@ in [Ister].
        == b 2021-03-05
        The [Kalvo] dam <collapsed> {{2021-03-04 on Thursday}}, killing @12 person 12 people@ in [Ister].
        == {last}
        The [Kalvo] dam <collapsed> {{2021-03-03 on Wednesday}}, killing @12 person 12 people@ in [Ister]."
        ));
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].disagreements.iter().map(|d| d.about).collect::<Vec<_>>()
    };
    assert_eq!(subjects("c 2021-03-04"), [Subject::Date]);
    assert_eq!(subjects("c 2021-03-04 =a"), []);
}

#[test]
fn the_majority_says_whether_it_happened() {
    let status = |marked: &str| events(marked)[0].status;
    assert_eq!(
        status(
            "
        == a 2021-03-04
        will: [Anna Berg] will <visit> [Halden] {2021-03-08 on Monday}.
        == b 2021-03-04
        will: [Anna Berg] plans to <visit> [Halden] {2021-03-08 on Monday}."
        ),
        Status::Planned
    );
    assert_eq!(
        status(
            "
        == a 2021-03-09
        [Anna Berg] <visited> [Halden] {2021-03-08 on Monday}.
        == b 2021-03-04
        will: [Anna Berg] plans to <visit> [Halden] {2021-03-08 on Monday}."
        ),
        Status::Reported
    );
}

#[test]
fn events_know_why_and_who() {
    let told = events("
        == a 2021-03-04
        Prime Minister [Anna Berg] and President [Tomas Ruiz] <spoke> by phone {2021-03-04 Thursday} about fishing rights.
        == b 2021-03-05
        [Berg] on {2021-03-04 Thursday} <held> a telephone conversation with [Ruiz] about fishing rights.");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].because.starts_with("same day, ") && told[0].because.contains("‘call’; similarity 0."),
        "{}",
        told[0].because
    );
    assert_eq!(told[0].entities, ["Anna Berg", "Tomas Ruiz"]);
    assert!(told[0].key.starts_with('e') && told[0].key.len() == 13);
}

#[test]
fn asides_of_one_voice_stand_below_what_is_dated() {
    let told = events(
        "
        == a 2021-03-04
        [Ida Holm] <resigned> {2021-03-04 on Thursday} over the coin affair.
        == b 2021-03-04
        [Anna Berg] <opened> a depot for glass in [Ghent].",
    );
    let of = |who: &str| told.iter().find(|e| e.label.contains(who)).map_or(0.0, |e| e.importance);
    assert!(of("Berg") > 0.0 && of("Holm") > of("Berg"), "{told:#?}");
}

#[test]
fn the_same_whatever_the_order_of_threads() {
    let marked = format!(
        "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {{2021-03-04 on Thursday}}, flooding [Ister].
        == b 2021-03-04
        A dam at [Kalvo] <collapsed> {{2021-03-04 on Thursday}} and flooded the town of [Ister].{OTHERS}"
    );
    let first = events(&marked);
    for _ in 0..4 {
        assert_eq!(events(&marked), first);
    }
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

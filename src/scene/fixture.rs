//! Timelines for tests: a harbor town and its bridge, told by four papers.

use std::sync::Arc;

use crate::article::{Article, ArticleId, Hold, Method, Published};
use crate::calendar::{Date, Day, Open, When};
use crate::event::{Claim, Disagreement, Event, EventId, Subject};
use crate::mention::{Mention, MentionId, Status};
use crate::span::Span;
use crate::timeline::{Source, Timeline};

const PAPERS: [&str; 4] = ["Vellmar Post", "Coast Courier", "Ferry and Freight", "Radio Nord"];
const NAMES: [&str; 11] = [
    "Ida Halvorsen",
    "Vellmar Council",
    "Norbridge AS",
    "Ministry of Transport and Harbors",
    "Jonas Lind",
    "Ferry Union",
    "Skerry Island",
    "Bank of the Coast",
    "High Court",
    "Klara Aune",
    "Port Authority",
];
const VERBS: [&str; 12] = [
    "approves the bridge to Skerry Island",
    "halts work after storm damage",
    "signs a contract for the second span",
    "asks for an inquiry into the costs",
    "moves the ferry to the winter quay",
    "strikes",
    "opens hearings on the toll, and calls forty witnesses from both shores of the sound",
    "rejects the appeal",
    "resigns",
    "pays the first installment of a loan that the council had refused twice before",
    "lays the last beam",
    "warns of ice",
];

/// Numbers that look random and are always the same (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// One event: EDTF-like date, label, importance, marks such as `planned`, `denied`, `about`, `since`, `differ`.
pub fn event(date: &str, label: &str, importance: f32, marks: &str) -> Event {
    let (from, to) = date.split_once('/').unwrap_or((date, date));
    let mut when = When::range(from.parse().unwrap(), to.parse().unwrap());
    when.about = marks.contains("about");
    if marks.contains("since") {
        when.open = Open::Since;
    }
    let claim = |value: &str| Claim { value: value.to_owned(), mentions: vec![MentionId(0)] };
    let status = match marks {
        m if m.contains("planned") => Status::Planned,
        m if m.contains("denied") => Status::Denied,
        _ => Status::Reported,
    };
    let disagreements = if marks.contains("differ") {
        vec![Disagreement { about: Subject::Amount, claims: vec![claim("$3m"), claim("$4m")] }]
    } else {
        Vec::new()
    };
    Event {
        key: String::new(),
        when,
        label: label.to_owned(),
        label_of: MentionId(0),
        status,
        importance,
        sources: 2,
        independent_sources: 1 + (importance * 4.0) as u32,
        entities: Vec::new(),
        disagreements,
        because: String::new(),
        mentions: Vec::new(),
    }
}

/// A timeline of these events, each with entities by name, told by papers in turn.
pub fn timeline(events: Vec<(Event, &[usize])>) -> Timeline {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut events: Vec<Event> = events
        .into_iter()
        .map(|(event, names)| Event { entities: names.iter().map(|n| NAMES[*n].to_owned()).collect(), ..event })
        .collect();
    events.sort_by_key(|event| (event.when.interval().start, event.when.interval().end));
    for (n, event) in events.iter_mut().enumerate() {
        event.key = format!("e{n:012x}");
        event.label_of = MentionId(mentions.len() as u32);
        let start = text.len() as u32;
        text.push_str(&format!(
            "{}, officials in the town said on the quay, and more is to be told of it soon.",
            event.label
        ));
        let sentence = Span { start, end: text.len() as u32 };
        text.push(' ');
        for told in 0..event.sources {
            event.mentions.push(MentionId(mentions.len() as u32));
            mentions.push(Mention {
                key: format!("m{n:012x}"),
                status: event.status,
                ..Mention::new(ArticleId((n as u32 + told) % 4), sentence, event.when)
            });
        }
    }
    let source = |paper: &&str| Source {
        article: Arc::new(Article { source: (*paper).to_owned(), text: text.clone(), ..Article::default() }),
        outlet: (*paper).to_owned(),
        ..Source::default()
    };
    Timeline { sources: PAPERS.iter().map(source).collect(), mentions, events, ..Timeline::default() }
}

/// Gives the papers' articles these days of writing, in turn.
pub fn written(timeline: &mut Timeline, days: &[&str]) {
    for (n, source) in timeline.sources.iter_mut().enumerate() {
        source.published = days.get(n % days.len().max(1)).map(|day| Published {
            date: day.parse().unwrap(),
            method: Method::Stated,
            confidence: 1.0,
            hold: Hold::Firm,
            because: Vec::new(),
        });
    }
}

/// The story: every kind of mark.
pub fn story() -> Timeline {
    timeline(vec![
        (event("2019", "Council studies three routes", 0.3, ""), &[1]),
        (event("2021-03-04", "Council approves the bridge", 0.95, ""), &[1, 0]),
        (event("2021-05/2021-06", "Norbridge wins the contract", 0.7, "differ"), &[2, 1]),
        (event("2021-09-14", "Work begins on the south pier", 0.6, ""), &[2]),
        (event("2021-11", "First storm halts the cranes", 0.4, "about"), &[2, 5]),
        (event("2022", "Costs double within a year", 0.8, "differ"), &[2, 3]),
        (event("2022-01-19", "Ferry union strikes", 0.65, ""), &[5]),
        (event("2022-02-02", "Strike ends without a deal", 0.5, ""), &[5, 1]),
        (event("2022-04-12/2022-04-16", "Hearings on the toll", 0.45, ""), &[1, 3]),
        (event("2022-06", "Minister denies a second loan", 0.55, "denied"), &[3]),
        (event("2022-08-30", "Halvorsen resigns as mayor", 0.9, ""), &[0, 1]),
        (event("2022-09-01", "Lind takes over", 0.5, ""), &[4, 1]),
        (event("2022-09-02", "Lind promises an inquiry", 0.35, "planned"), &[4]),
        (event("2022-34", "Inquiry reads nine hundred pages", 0.3, ""), &[4, 8]),
        (event("2023", "Bank of the Coast lends 40 million crowns", 0.5, ""), &[7]),
        (event("2023-01-11", "Court rejects the appeal of the ferry owners", 0.75, "differ"), &[8, 5]),
        (event("2023-02", "Ice closes the sound", 0.4, "about"), &[6]),
        (event("2023-05-17", "Last beam is laid", 0.85, ""), &[2, 6]),
        (event("2023-07", "Ferries keep running, says the union", 0.3, "since"), &[5]),
        (event("2023-10-01", "Bridge opens to traffic", 1.0, ""), &[1, 2, 6]),
        (event("2023-10-02", "Toll protest blocks the ramp", 0.6, "denied"), &[6]),
        (event("2024", "Second span to be built", 0.45, "planned"), &[2, 3]),
        (event("2024-02-08", "Report due", 0.2, "planned"), &[8]),
        (event("2024-03", "Toll may fall", 0.25, "planned about"), &[3, 6]),
    ])
}

/// So many events over so many days, with all kinds of dates.
pub fn many(count: usize, days: usize, seed: u64) -> Timeline {
    let mut dice = Dice(seed);
    let start = Day::from_ymd(2020, 1, 1).unwrap();
    let events = (0..count)
        .map(|_| {
            let day = start + dice.roll(days) as i32;
            let (year, month, _) = day.ymd();
            let date = match dice.roll(20) {
                0..=11 => Date::Day(day),
                12 => Date::week_of(day),
                13..=15 => Date::Month(year, month),
                16 => Date::Quarter(year, (month - 1) / 3 + 1),
                17 | 18 => Date::Year(year),
                _ => Date::Decade(year / 10),
            };
            let importance = (dice.roll(1000) as f32 / 1000.0).powi(3);
            let marks = ["", "", "", "", "", "", "", "about", "planned", "denied", "differ", "since"][dice.roll(12)];
            let first = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10][dice.roll(15)];
            let label = format!("{} {}", NAMES[first], VERBS[dice.roll(12)]);
            let mut event = event("2020", &label, importance, marks);
            event.when = When { about: event.when.about, open: event.when.open, ..When::from(date) };
            let second = dice.roll(11);
            let names: &[usize] = [&[first][..], &[first, second][..]][dice.roll(2)].to_vec().leak();
            (event, names)
        })
        .collect();
    timeline(events)
}

/// Ids of all events.
pub fn all(timeline: &Timeline) -> Vec<EventId> {
    (0..timeline.events.len() as u32).map(EventId).collect()
}

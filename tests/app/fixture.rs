//! A timeline made by hand, so that the window is tested without the rooms that find events.
//!
//! The subject is invented: a ferry line between two towns that do not exist.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline::article::{Article, ArticleId, Hold, Method, Passage, PassageKind, Published};
use dateline::calendar::{Date, Open, When};
use dateline::event::{Claim, Disagreement, Event, Subject};
use dateline::mention::{Mention, MentionId, Status};
use dateline::problem::Problem;
use dateline::sentence::Sentence;
use dateline::span::Span;
use dateline::timeline::{Source, Timeline};
use dateline::timex::{Anchor, Timex, TimexType};

/// A sentence with `[time words]` and a `<trigger>`, and the event it tells.
pub type Line<'a> = (&'a str, &'a str);

/// Collects articles and events.
#[derive(Default)]
pub struct Builder {
    timeline: Timeline,
    told: BTreeMap<String, Vec<MentionId>>,
    dates: BTreeMap<String, When>,
}

/// `2024-02`, `2023-01/2023-11`, `2019/..`, `2022~`.
pub fn when(s: &str) -> When {
    let date = |s: &str| s.parse::<Date>().unwrap_or_else(|e| panic!("{e}"));
    if let Some(from) = s.strip_suffix("/..") {
        return When { open: Open::Since, ..When::from(date(from)) };
    }
    if let Some(about) = s.strip_suffix('~') {
        return When::from(date(about)).about();
    }
    match s.split_once('/') {
        Some((from, to)) => When::range(date(from), date(to)),
        None => When::from(date(s)),
    }
}

impl Builder {
    /// An event and its date.
    pub fn event(&mut self, key: &str, date: &str) {
        self.dates.insert(key.into(), when(date));
    }

    /// An article: a sentence a paragraph; the key of the event is empty where a sentence tells none.
    pub fn article(&mut self, path: &str, source: &str, title: &str, day: &str, how: Method, lines: &[Line<'_>]) {
        let id = ArticleId(self.timeline.sources.len() as u32);
        let (mut text, mut passages, mut sentences, mut timexes) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        for (marked, key) in lines {
            let start = text.len();
            let (mut time, mut trigger, mut open) = (None, None, 0);
            for c in marked.chars() {
                match c {
                    '[' | '<' => open = text.len(),
                    ']' => time = Some(Span::new(open, text.len())),
                    '>' => trigger = Some(Span::new(open, text.len())),
                    c => text.push(c),
                }
            }
            let span = Span::new(start, text.len());
            text.push_str("\n\n");
            let kind = if key == &"furniture" { PassageKind::Furniture } else { PassageKind::Body };
            passages.push(Passage { span, kind });
            sentences.push(Sentence { span, kind });
            let Some(date) = self.dates.get(*key).copied() else { continue };
            let timex = time.map(|span| {
                timexes.push(Timex {
                    span,
                    sentence: sentences.len() as u32 - 1,
                    kind: TimexType::Date,
                    value: date.from.timex3(),
                    modifier: None,
                    when: Some(date),
                    rule: "weekday-near",
                    anchor: Anchor::Published,
                    because: format!("{}, counted from {day} → {}", span.of(&text), date.edtf()),
                    joined: None,
                    joined_when: None,
                });
                timexes.len() as u32 - 1
            });
            let mention = MentionId(self.timeline.mentions.len() as u32);
            self.told.entry((*key).into()).or_default().push(mention);
            self.timeline.mentions.push(Mention {
                key: format!("m{}", mention.0),
                timex,
                because: "dated by its day of writing".into(),
                trigger,
                ..Mention::new(id, span, date)
            });
        }
        let reasons =
            ["‘Thursday (Feb 8)’ falls on a Thursday in 2024", "tells the same story as harbor-wire/0208.txt"];
        self.timeline.sources.push(Source {
            outlet: source.into(),
            article: Arc::new(Article {
                key: format!("a{}", id.0),
                path: path.into(),
                title: title.into(),
                source: source.into(),
                text,
                passages,
                encoding: "UTF-8",
                ..Article::default()
            }),
            sentences: Arc::new(sentences),
            timexes,
            published: day.parse().ok().map(|date| Published {
                date,
                method: how,
                confidence: if how == Method::Stated { 0.98 } else { 0.84 },
                hold: Hold::Firm,
                because: if how == Method::Stated {
                    vec!["the page states it".into()]
                } else {
                    reasons.map(String::from).to_vec()
                },
            }),
            copy_of: None,
        });
    }

    /// The timeline. `looks` gives label, names, importance and status by key of the event.
    pub fn finish(mut self, looks: &[(&str, &str, &[&str], f32, Status)]) -> Timeline {
        for (key, label, entities, importance, status) in looks {
            let mentions = self.told.remove(*key).unwrap_or_default();
            assert!(!mentions.is_empty(), "nobody tells {key}");
            let mut articles: Vec<_> = mentions.iter().map(|m| self.timeline.mention(*m).article).collect();
            articles.dedup();
            let disagreements = if key.contains("differs") {
                let claim = |value: &str, at: usize| Claim {
                    value: value.into(),
                    mentions: vec![mentions[at % mentions.len()]],
                };
                vec![Disagreement {
                    about: Subject::Amount,
                    claims: vec![claim("240 passengers", 0), claim("nearly 300 passengers", 1)],
                }]
            } else {
                Vec::new()
            };
            self.timeline.events.push(Event {
                key: format!("e-{key}"),
                when: self.dates[*key],
                label: (*label).into(),
                label_of: mentions[0],
                status: *status,
                importance: *importance,
                sources: articles.len() as u32,
                independent_sources: articles.len() as u32,
                entities: entities.iter().map(|s| (*s).to_owned()).collect(),
                disagreements,
                because: "same day, same actors; similarity 0.74".into(),
                mentions,
            });
        }
        self.timeline.events.sort_by(|a, b| {
            a.when.interval().start.cmp(&b.when.interval().start).then(b.importance.total_cmp(&a.importance))
        });
        self.timeline
            .problems
            .push(Problem::new("scans/tide-tables.pdf", "holds pictures of pages and no text; read it with OCR first"));
        self.timeline
    }
}

/// Five articles about the ferry between Brannoy and Holmsund.
pub fn ferry() -> Timeline {
    use Status::{Denied, Planned, Reported};
    let mut b = Builder::default();
    for (key, date) in [
        ("line", "2022"),
        ("contract", "2022-03"),
        ("order", "2022-05-17"),
        ("strike", "2022-09-05/2022-09-11"),
        ("fares", "2022-10~"),
        ("winter", "2023-01/2023-11"),
        ("launch", "2023-06-14"),
        ("crew", "2023-10"),
        ("maiden", "2024-01-20"),
        ("aground-differs", "2024-02-08"),
        ("tow", "2024-02-09"),
        ("inquiry", "2024-02-12"),
        ("pumps", "2024-02-07"),
        ("refit", "2024-06"),
        ("law", "2019/.."),
        ("sale", "2024-03"),
    ] {
        b.event(key, date);
    }
    b.article("harbor-wire/0208.txt", "Harbor Wire", "Ferry runs aground off Holmsund", "2024-02-08", Method::Stated, &[
        ("HOLMSUND, Feb 8 – The ferry Skarvet <ran> aground on [Thursday] morning with 240 passengers on board, the coast guard said.", "aground-differs"),
        ("It was towed off the skerry and is to be <brought> into Brannoy on [Friday].", "tow"),
        ("The ship had its maiden voyage [last month]; the line between the two towns has been <run> by the Holmsund company since [2022].", "line"),
        ("The yard <ordered> new pumps in [May 2022], the captain’s union recalls.", "order"),
        ("Sign up for our morning letter and never miss a sailing.", "furniture"),
    ]);
    b.article("northern-post/aground.html", "Northern Post", "Nearly 300 wait on deck as the Skarvet strikes a skerry", "2024-02-08", Method::Inferred, &[
        ("Nearly 300 passengers waited on deck [on Thursday] after the Skarvet <struck> a skerry in calm weather.", "aground-differs"),
        ("A pump had <failed> [the day before], two members of the crew told this paper.", "pumps"),
        ("The ministry <opened> an inquiry that will hear them [on Monday].", "inquiry"),
        ("Fares had <risen> by a tenth [around October 2022].", "fares"),
        ("Crews <walked> out [in the second week of September 2022].", "strike"),
    ]);
    b.article("northern-post/one-line.html", "Northern Post", "One line, two towns", "2024-02-11", Method::Stated, &[
        ("[In March 2022] the two towns <signed> the contract that gave the line to the Holmsund company for ten years.", "contract"),
        ("The Skarvet was <launched> on [14 June 2023] before four thousand people.", "launch"),
        ("[From January to November 2023] the old ship <ran> without a second engine.", "winter"),
        ("Its first crossing <came> on [20 January].", "maiden"),
        ("[On Thursday] it <lay> on a skerry with 240 people waiting for boats.", "aground-differs"),
        ("A law [in force since 2019] <asks> for two crews on every ship.", "law"),
    ]);
    b.article(
        "daily-ledger/refit.txt",
        "Daily Ledger",
        "Refit planned for the summer",
        "2024-02-14",
        Method::Inferred,
        &[
            ("The Holmsund company <plans> a refit [in June], its director said.", "refit"),
            ("She denied that the ship would be <sold> [in March].", "sale"),
            ("The second crew was <hired> [last October].", "crew"),
            ("The tug Bjarne <brought> the ferry into Brannoy [last Friday].", "tow"),
        ],
    );
    b.article(
        "daily-ledger/hearing.txt",
        "Daily Ledger",
        "First hearing in Brannoy",
        "2024-02-13",
        Method::Stated,
        &[
            ("The inquiry <began> on [Monday] in the town hall of Brannoy.", "inquiry"),
            ("Two sailors said that a pump <failed> [the day before the accident].", "pumps"),
            ("The ferry <grounded> on [8 February] with 240 passengers.", "aground-differs"),
        ],
    );
    b.finish(&[
        ("line", "Holmsund company runs the line", &["Holmsund company"], 0.42, Reported),
        ("contract", "Two towns sign a ten-year contract", &["Brannoy", "Holmsund company"], 0.55, Reported),
        ("order", "Yard orders new pumps", &["Skarvet"], 0.2, Reported),
        ("strike", "Crews walk out", &["Holmsund company"], 0.35, Reported),
        ("fares", "Fares rise by a tenth", &["Holmsund company"], 0.25, Reported),
        ("winter", "Old ship runs without a second engine", &["Brannoy"], 0.3, Reported),
        ("launch", "Skarvet launched before four thousand people", &["Skarvet"], 0.61, Reported),
        ("crew", "Second crew hired", &["Holmsund company"], 0.22, Reported),
        ("maiden", "Maiden voyage of the Skarvet", &["Skarvet"], 0.5, Reported),
        ("aground-differs", "Ferry Skarvet runs aground off Holmsund", &["Skarvet", "Brannoy"], 0.94, Reported),
        ("tow", "Tug brings the ferry into Brannoy", &["Skarvet", "Brannoy"], 0.58, Reported),
        ("inquiry", "Inquiry opens in the town hall of Brannoy", &["Brannoy"], 0.66, Planned),
        ("pumps", "Pump fails on the Skarvet", &["Skarvet"], 0.48, Reported),
        ("refit", "Refit planned for the summer", &["Holmsund company"], 0.33, Planned),
        ("law", "Law asks for two crews on every ship", &[], 0.18, Reported),
        ("sale", "Sale of the ship denied", &["Holmsund company"], 0.27, Denied),
    ])
}

/// So many events, spread over twenty years, each told once.
pub fn many(count: u32) -> Timeline {
    let mut timeline = Timeline::default();
    let text = "A lock was opened on the canal.";
    let sentence = Span::new(0, text.len());
    timeline.sources.push(Source {
        outlet: "log".into(),
        article: Arc::new(Article { path: "log.txt".into(), text: text.into(), ..Article::default() }),
        ..Source::default()
    });
    let names: Vec<String> = (0..40).map(|n| format!("Lock keeper {n}")).collect();
    for n in 0..count {
        let day = dateline::calendar::Day::from_number(10_000 + (u64::from(n) * 7_300 / u64::from(count)) as i32);
        let date = if n % 7 == 0 { Date::month_of(day) } else { Date::Day(day) };
        timeline
            .mentions
            .push(Mention { key: format!("m{n}"), ..Mention::new(ArticleId(0), sentence, When::from(date)) });
        timeline.events.push(Event {
            key: format!("e{n}"),
            when: When::from(date),
            label: format!("Lock {n} is opened on the canal"),
            label_of: MentionId(n),
            status: Status::Reported,
            importance: (n % 97) as f32 / 97.0,
            sources: 1,
            independent_sources: 1,
            entities: vec![names[n as usize * 31 % 40].clone()],
            disagreements: Vec::new(),
            because: String::new(),
            mentions: vec![MentionId(n)],
        });
    }
    timeline.events.sort_by_key(|e| e.when.interval().start);
    timeline
}

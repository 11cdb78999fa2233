//! A small timeline for the tests of the exports, told sentence by sentence.
//!
//! `[…]` marks the trigger and `{…}` the time expression of a sentence; [`Story::tell`] strips the marks, adds the
//! sentence to its article and remembers where everything stands.

use std::sync::Arc;

use super::Selection;

use crate::article::{Article, ArticleId, Hold, Method, Passage, PassageKind, Published};
use crate::calendar::{Date, Open, When};
use crate::event::{Claim, Disagreement, Event, EventId, Subject};
use crate::mention::{Mention, MentionId, Status};
use crate::problem::Problem;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::timeline::{Source, Timeline};
use crate::timex::{Anchor, Timex, TimexType};

/// A timeline in the making.
#[derive(Default)]
pub(crate) struct Story {
    pub(crate) timeline: Timeline,
}

/// `2024-05-03`, `2023-01/2023-11`, `2019/..`
pub(crate) fn when(edtf: &str) -> When {
    let date = |text: &str| text.parse::<Date>().unwrap();
    match edtf.split_once('/') {
        None => date(edtf).into(),
        Some((from, "..")) => When { open: Open::Since, ..date(from).into() },
        Some((from, to)) => When::range(date(from), date(to)),
    }
}

impl Story {
    pub(crate) fn article(&mut self, path: &str, source: &str, title: &str, published: Option<&str>) -> ArticleId {
        let id = ArticleId(self.timeline.sources.len() as u32);
        let article = Article {
            key: format!("a{}", id.0 + 1),
            path: path.into(),
            title: title.into(),
            source: source.into(),
            encoding: "UTF-8",
            ..Article::default()
        };
        let published = published.map(|date| Published {
            date: date.parse().unwrap(),
            method: Method::Stated,
            confidence: 0.97,
            hold: Hold::Firm,
            because: vec!["the file says so".into()],
        });
        self.timeline.sources.push(Source {
            article: Arc::new(article),
            published,
            outlet: source.into(),
            ..Source::default()
        });
        id
    }

    pub(crate) fn tell(&mut self, id: ArticleId, marked: &str, edtf: &str) -> MentionId {
        let source = &mut self.timeline.sources[id.index()];
        let article = Arc::make_mut(&mut source.article);
        if !article.text.is_empty() {
            article.text.push(' ');
        }
        let start = article.text.len();
        let (mut trigger, mut timex) = (None, None);
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '[' | '{' => open = article.text.len(),
                ']' => trigger = Some(Span::new(open, article.text.len())),
                '}' => timex = Some(Span::new(open, article.text.len())),
                c => article.text.push(c),
            }
        }
        let sentence = Span::new(start, article.text.len());
        article.passages = vec![Passage { span: Span::new(0, article.text.len()), kind: PassageKind::Body }];
        Arc::make_mut(&mut source.sentences).push(Sentence { span: sentence, kind: PassageKind::Body });
        let timex = timex.map(|span| {
            source.timexes.push(Timex {
                span,
                sentence: source.sentences.len() as u32 - 1,
                kind: TimexType::Date,
                value: when(edtf).from.timex3(),
                modifier: None,
                when: Some(when(edtf)),
                rule: "full-date",
                anchor: Anchor::None,
                because: format!("{} says it all", span.of(&article.text)),
                joined: None,
                joined_when: None,
            });
            source.timexes.len() as u32 - 1
        });
        let because = match timex {
            Some(n) => source.timexes[n as usize].because.clone(),
            None => "told on the day of writing".into(),
        };
        let mention = Mention {
            key: format!("m{}", self.timeline.mentions.len() + 1),
            timex,
            because,
            trigger,
            ..Mention::new(id, sentence, when(edtf))
        };
        self.timeline.mentions.push(mention);
        MentionId(self.timeline.mentions.len() as u32 - 1)
    }

    pub(crate) fn event(&mut self, label: &str, edtf: &str, mentions: &[MentionId]) -> &mut Event {
        let n = self.timeline.events.len() + 1;
        self.timeline.events.push(Event {
            key: format!("e{n}"),
            when: when(edtf),
            label: label.into(),
            label_of: mentions.first().copied().unwrap_or(MentionId(0)),
            status: Status::Reported,
            importance: 1.0 / (n as f32 + 1.0),
            sources: mentions.len() as u32,
            independent_sources: mentions.len() as u32,
            entities: vec!["Hill Town".into()],
            disagreements: Vec::new(),
            because: "same day, same actors".into(),
            mentions: mentions.to_vec(),
        });
        self.timeline.events.last_mut().unwrap()
    }
}

/// Two articles about a bridge: a year, a day with sources that differ, a planned month; quotes, accents, a formula and a
/// tag in words of others.
pub(crate) fn bridge() -> Timeline {
    let mut story = Story::default();
    let post = story.article("wire/bridge.txt", "Hill Post", "A bridge, *at last*", Some("2024-05-04"));
    let voice = story.article("voice.json#7", "", "", None);
    let cost = story.tell(post, "“Señor, who knows?” was the [answer] in {2022}.", "2022");
    let opened = story.tell(post, "The mayor [opened] the bridge on {3 May 2024}, “a day late”.", "2024-05-03");
    let spent = story.tell(voice, "It [opened] yesterday,\nand it had cost $5m.", "2024-05-03");
    let toll = story.tell(voice, "A toll is to [begin] in {June 2024}.", "2024-06");
    story.event("=Cost of the bridge: <unknown>", "2022", &[cost]).entities.clear();
    let event = story.event("Mayor opens the bridge", "2024-05-03", &[opened, spent]);
    event.disagreements.push(Disagreement {
        about: Subject::Amount,
        claims: vec![
            Claim { value: "$3m".into(), mentions: vec![opened] },
            Claim { value: "$5m".into(), mentions: vec![spent] },
        ],
    });
    story.event("A toll is to begin", "2024-06", &[toll]).status = Status::Planned;
    story.timeline.problems.push(Problem::new("broken.pdf", "no text could be read"));
    story.timeline
}

/// All of it, the second event with a star and a note, the third with a star.
pub(crate) fn remarked(timeline: &Timeline) -> Selection {
    let mut selection = Selection::all(timeline);
    selection.own.starred = [EventId(1), EventId(2)].into();
    selection.own.notes = [(EventId(1), "=Ask the *mayor*\nagain".to_owned())].into();
    selection
}

//! Fixtures marked in the text: which reports are one event, which are apart.
//!
//! `== PATH DAY` begins an article (`=PATH` after the day: a copy of that article); every line after it is a sentence with
//! one mention. Inside: `[Name]` takes part, `<word>` is the trigger, `{DATE words}` is the time (`{A/B words}` a range,
//! `{~DATE words}` the time of something else),
//! `@NUMBER UNIT words@` an amount, `|…|` the clause if it is not the whole sentence. A line that begins with `not ` or
//! `will ` before a colon is told as denied or planned. Without `{…}` the day of writing dates it. A line that begins with
//! `~` is a sentence without a mention.

use super::super::*;
use crate::article::{ArticleId, Passage, PassageKind};
use crate::calendar::{Date, Open};
use crate::mention::Amount;
use crate::span::Span;
use crate::timex::{Anchor, TimexType};

pub(super) struct Fixture {
    pub(super) articles: Vec<Article>,
    pub(super) sentences: Vec<Vec<Sentence>>,
    pub(super) timexes: Vec<Vec<Timex>>,
    pub(super) published: Vec<Option<Day>>,
    pub(super) mentions: Vec<Mention>,
    pub(super) likeness: Likeness,
}

fn when(text: &str) -> When {
    match text.split_once('/') {
        Some(("..", to)) => When { open: Open::Until, ..to.parse::<Date>().unwrap().into() },
        Some((from, to)) => When::range(from.parse().unwrap(), to.parse().unwrap()),
        None => text.parse::<Date>().unwrap().into(),
    }
}

impl Fixture {
    pub(super) fn told(&self) -> Vec<Told<'_>> {
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

pub(super) fn fixture(marked: &str) -> Fixture {
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

pub(in super::super) fn events(marked: &str) -> Vec<Event> {
    let f = fixture(marked);
    let told = f.told();
    group(&told, f.mentions.clone(), &f.likeness, &Hand::default()).1
}

/// What else is told in a folder, so that words weigh by how rare they are.
pub(super) const OTHERS: &str = "
    == other1 2021-06-01
    [Maria Silva] <opened> a library in [Porto] {2021-05-30 on Sunday}.
    == other2 2021-06-02
    A ferry <sank> off [Zanzibar] {2021-06-01 on Tuesday}, killing @4 person four people@.
    == other3 2021-06-03
    Workers of the [Lund] glass factory <voted> {2021-06-02 on Wednesday} to end their walkout.
";

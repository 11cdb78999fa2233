//! A chronology to read: years as headings, an event a line, every citation a footnote with its quote.
//!
//! Footnotes are those of CommonMark's common extension (`[^1]`), numbered as they are first used; two events that cite
//! one sentence share its footnote. Words of the sources are escaped, so that no headline turns into markup.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::Selection;
use super::record::{Positions, one_line};
use crate::article::ArticleId;
use crate::calendar::When;
use crate::mention::{MentionId, Status};
use crate::span::Span;
use crate::timeline::Timeline;

/// Writes the selected events and the sentences that tell them.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", heading(timeline, selection))?;
    writeln!(out, "{} from {}.", counted(selection.events.len(), "event"), counted(timeline.sources.len(), "article"))?;
    if !selection.left_out.is_empty() {
        writeln!(out, "{}.", selection.left_out_line())?;
    }
    let mut notes = Notes { timeline, numbers: FxHashMap::default(), order: Vec::new() };
    let mut year = None;
    for &id in &selection.events {
        let event = timeline.event(id);
        let begins = event.when.interval().start.year();
        if year != Some(begins) {
            year = Some(begins);
            writeln!(out, "\n## {}\n", When::from(crate::calendar::Date::Year(begins)).words())?;
        }
        let status = match event.status {
            Status::Reported => String::new(),
            other => format!(" ({})", other.name()),
        };
        write!(out, "- **{}**{status} — {}", event.when.words(), escaped(&event.label))?;
        notes.refer(out, &event.mentions)?;
        writeln!(out)?;
        for disagreement in &event.disagreements {
            write!(out, "  - Sources differ on the {}: ", disagreement.about.name())?;
            for (n, claim) in disagreement.claims.iter().enumerate() {
                write!(out, "{}{}", if n == 0 { "" } else { "; " }, escaped(&claim.value))?;
                notes.refer(out, &claim.mentions)?;
            }
            writeln!(out)?;
        }
    }
    notes.write(out)
}

fn heading(timeline: &Timeline, selection: &Selection) -> String {
    let days = selection.events.iter().map(|&id| timeline.event(id).when.interval());
    match days.reduce(|all, one| all.hull(one)) {
        None => "No dated events".into(),
        Some(days) if days.start.year() == days.end.year() => format!("What happened in {}", days.start.year()),
        Some(days) => format!("What happened, {}–{}", days.start.year(), days.end.year()),
    }
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Footnotes in order of first use.
struct Notes<'a> {
    timeline: &'a Timeline,
    numbers: FxHashMap<(ArticleId, Span), usize>,
    order: Vec<MentionId>,
}

impl Notes<'_> {
    fn refer(&mut self, out: &mut dyn Write, mentions: &[MentionId]) -> io::Result<()> {
        let mut seen = Vec::with_capacity(mentions.len());
        for &id in mentions {
            let mention = self.timeline.mention(id);
            let next = self.order.len() + 1;
            let number = *self.numbers.entry((mention.article, mention.sentence)).or_insert(next);
            if number == next {
                self.order.push(id);
            }
            if !seen.contains(&number) {
                seen.push(number);
                write!(out, "[^{number}]")?;
            }
        }
        Ok(())
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut positions = Positions::of(self.timeline);
        for (n, &id) in self.order.iter().enumerate() {
            let mention = self.timeline.mention(id);
            let source = self.timeline.source(mention.article);
            let article = &*source.article;
            let points = positions.get(self.timeline, mention.article);
            let (start, end) = (points.at(mention.sentence.start), points.at(mention.sentence.end));
            let quote = escaped(&one_line(mention.sentence.of(&article.text)));
            write!(out, "{}[^{}]: “{quote}” — ", if n == 0 { "\n" } else { "" }, n + 1)?;
            if !article.source.is_empty() {
                write!(out, "{}, ", escaped(&article.source))?;
            }
            if !article.title.is_empty() {
                let title = escaped(&one_line(&article.title));
                if article.url.is_empty() || article.url.contains(['<', '>', '\n']) {
                    write!(out, "*{title}*, ")?;
                } else {
                    write!(out, "[*{title}*](<{}>), ", article.url)?;
                }
            }
            if let Some(published) = &source.published {
                write!(out, "{}, ", When::from(published.date).words())?;
            }
            writeln!(out, "`{}`, characters {start}–{end}", article.path.replace('`', "'"))?;
        }
        Ok(())
    }
}

/// Words of others, with everything that Markdown could take for markup behind a backslash.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '$') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

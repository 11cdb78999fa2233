//! A chronology to read: years as headings, an event a line, every citation a footnote with its quote.
//!
//! Footnotes are those of CommonMark's common extension (`[^1]`), numbered as they are first used; two events that cite
//! one sentence share its footnote. Words of the sources are escaped, so that no headline turns into markup.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::Selection;
use super::record::{Citation, Positions, counted, heading, one_line};
use crate::article::ArticleId;
use crate::calendar::{Date, When};
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
            writeln!(out, "\n## {}\n", When::from(Date::Year(begins)).words())?;
        }
        let status = match event.status {
            Status::Reported => String::new(),
            other => format!(" ({})", other.name()),
        };
        let star = if selection.own.starred.contains(&id) { "★ " } else { "" };
        write!(out, "- **{}**{status} — {star}{}", event.when.words(), escaped(&event.label))?;
        notes.refer(out, &event.mentions)?;
        writeln!(out)?;
        let note = selection.own.note(id);
        if !note.is_empty() {
            writeln!(out, "  - Note: {}", escaped(&one_line(note)))?;
        }
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
            let Citation { article, quote, start, end, published } = Citation::of(self.timeline, &mut positions, id);
            write!(out, "{}[^{}]: “{}” — ", if n == 0 { "\n" } else { "" }, n + 1, escaped(&quote))?;
            if !article.source.is_empty() {
                write!(out, "{}, ", escaped(&one_line(&article.source)))?;
            }
            if !article.title.is_empty() {
                let title = escaped(&one_line(&article.title));
                if article.url.is_empty() || article.url.contains(['<', '>', '\n']) {
                    write!(out, "*{title}*, ")?;
                } else {
                    write!(out, "[*{title}*](<{}>), ", article.url)?;
                }
            }
            if let Some(published) = published {
                write!(out, "{published}, ")?;
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
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    fn chronology(selection: impl FnOnce(&Timeline) -> Selection) -> String {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &selection(&timeline), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_chronology_reads_as_one() {
        let expected = r"# What happened, 2022–2024

3 events from 2 articles.

## 2022

- **2022** — =Cost of the bridge: \<unknown>[^1]

## 2024

- **Friday 3 May 2024** — Mayor opens the bridge[^2][^3]
  - Sources differ on the amount: $3m[^2]; $5m[^3]
- **June 2024** (planned) — A toll is to begin[^4]

[^1]: ““Señor, who knows?” was the answer in 2022.” — Hill Post, *A bridge, \*at last\**, Saturday 4 May 2024, `wire/bridge.txt`, characters 0–43
[^2]: “The mayor opened the bridge on 3 May 2024, “a day late”.” — Hill Post, *A bridge, \*at last\**, Saturday 4 May 2024, `wire/bridge.txt`, characters 44–100
[^3]: “It opened yesterday, and it had cost $5m.” — `voice.json#7`, characters 0–41
[^4]: “A toll is to begin in June 2024.” — `voice.json#7`, characters 42–74
";
        assert_eq!(chronology(Selection::all), expected);
    }

    #[test]
    fn what_a_person_says_stands_with_the_event() {
        let text = chronology(fixture::remarked);
        assert!(text.contains("— ★ Mayor opens the bridge[^2][^3]\n  - Note: =Ask the \\*mayor\\* again\n"), "{text}");
        assert!(text.contains("— ★ A toll is to begin"), "{text}");
    }

    #[test]
    fn what_is_left_out_is_said() {
        let text = chronology(|timeline| {
            let mut selection = Selection::all(timeline);
            selection.keep_top(timeline, 2);
            selection
        });
        assert!(
            text.contains("2 events from 2 articles.\n1 event left out: not among the 2 most important.\n"),
            "{text}"
        );
    }
}

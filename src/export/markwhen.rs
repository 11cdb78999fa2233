//! Text for markwhen (parser 1.2): a timeline that people edit.
//!
//! | its parser | so we |
//! |---|---|
//! | reads EDTF level 0 only | write first and last day, and keep the EDTF as a property under the first line |
//! | takes any line with a colon after a date for an event | begin every line of free text with `> ` |
//! | groups by `#` headings | head each year |
//! | colors and filters by `#tags` in the first line | tag what has a star |

use std::io::{self, Write};

use super::Selection;
use super::record::{Citation, Positions, heading, one_line};
use crate::timeline::Timeline;

/// Writes the selected events.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let mut selection = selection.clone();
    selection.retain(|| "before the year 0".into(), |&id| timeline.event(id).when.interval().start.year() >= 0);

    writeln!(out, "title: {}", heading(timeline, &selection))?;
    if !selection.left_out.is_empty() {
        writeln!(out, "description: {}", selection.left_out_line())?;
    }
    let mut positions = Positions::of(timeline);
    let mut year = None;
    for &id in &selection.events {
        let event = timeline.event(id);
        let days = event.when.interval();
        if year != Some(days.start.year()) {
            year = Some(days.start.year());
            writeln!(out, "\n# {}", days.start.year())?;
        }
        write!(out, "\n{}", days.start)?;
        if days.end != days.start {
            write!(out, "/{}", days.end)?;
        }
        let star = if selection.own.starred.contains(&id) { " #starred" } else { "" };
        writeln!(out, ": {}{star}", one_line(&event.label))?;
        writeln!(out, "edtf: {}", event.when.edtf())?;
        writeln!(out, "status: {}", event.status.name())?;
        for (n, line) in selection.own.note(id).lines().enumerate() {
            writeln!(out, "> {}{}", if n == 0 { "Note: " } else { "" }, one_line(line))?;
        }
        for &id in &event.mentions {
            let citation = Citation::of(timeline, &mut positions, id);
            writeln!(out, "> “{}” — {}", citation.quote, citation.credit())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn an_event_is_an_interval_with_its_edtf_and_its_quotes() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.contains(
                "# 2022\n\n2022-01-01/2022-12-31: =Cost of the bridge: <unknown>\nedtf: 2022\nstatus: reported\n> “"
            ),
            "{text}"
        );
        let mut out = Vec::new();
        write(&timeline, &fixture::remarked(&timeline), &mut out).unwrap();
        let own = String::from_utf8(out).unwrap();
        let entry = "\n2024-05-03: Mayor opens the bridge #starred\nedtf: 2024-05-03\nstatus: reported\n\
                     > Note: =Ask the *mayor*\n> again\n> “";
        assert!(own.contains(entry), "{own}");
        assert!(text.contains("\n2024-05-03: Mayor opens the bridge\nedtf: 2024-05-03\n"), "{text}");
    }
}

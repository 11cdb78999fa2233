//! iCalendar (RFC 5545): events as whole days that calendar programs show.
//!
//! | rule of the standard | here |
//! |---|---|
//! | lines end with CRLF and are folded at 75 octets (3.1) | `Lines` |
//! | a whole day is `VALUE=DATE`, and `DTEND` is the day after (3.6.1) | an event of one day ends on the next |
//! | `UID` never changes for the same thing (3.8.4.7) | the event's stable key |
//! | `PRIORITY` 1 is the highest (3.8.1.9) | an event with a star, which its title shows too |
//! | `DTSTAMP` is required (3.8.7.2) | the last day of writing among the citations, so that the same folder gives the same bytes |
//!
//! A calendar has no way to say "some time in 2022": a year-long bar on every page helps nobody. Events known only to the
//! year, or coarser, are left out unless asked for, and counted.

use std::io::{self, Write};

use super::record::{Citation, Positions, heading};
use super::{Own, Selection};
use crate::calendar::{Day, Granularity, Open};
use crate::event::EventId;
use crate::mention::Status;
use crate::timeline::Timeline;

/// Octets of a line without its line break.
const FOLD_AT: usize = 75;

/// Writes the selected events; those known only to the year or coarser if `coarse`.
pub fn write(timeline: &Timeline, selection: &Selection, coarse: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut selection = selection.clone();
    selection.retain(
        || "known only to the year or coarser".into(),
        |&id| coarse || timeline.event(id).when.granularity < Granularity::Year,
    );
    selection
        .retain(|| "outside the years 1 to 9999".into(), |&id| timeline.event(id).when.interval().start.year() > 0);

    let mut lines = Lines { out };
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN"] {
        lines.write(line)?;
    }
    lines.write(&format!("X-WR-CALNAME:{}", escaped(&heading(timeline, &selection))))?;
    if !selection.left_out.is_empty() {
        lines.write(&format!("X-WR-CALDESC:{}", escaped(&selection.left_out_line())))?;
    }
    let mut positions = Positions::of(timeline);
    for &id in &selection.events {
        entry(timeline, id, &selection.own, &mut positions, &mut lines)?;
    }
    lines.write("END:VCALENDAR")
}

fn entry(
    timeline: &Timeline,
    id: EventId,
    own: &Own,
    positions: &mut Positions,
    lines: &mut Lines<'_>,
) -> io::Result<()> {
    let event = timeline.event(id);
    let days = event.when.interval();
    let written = event.mentions.iter().filter_map(|&id| {
        let source = timeline.source(timeline.mention(id).article);
        Some(source.published.as_ref()?.date.interval().end)
    });
    let mut description = format!("{} (EDTF {})", event.when.words(), event.when.edtf());
    if !own.note(id).is_empty() {
        description += &format!("\n\nNote: {}", own.note(id));
    }
    for &id in &event.mentions {
        let citation = Citation::of(timeline, positions, id);
        description += &format!("\n\n“{}”\n{}", citation.quote, citation.credit());
    }
    lines.write("BEGIN:VEVENT")?;
    lines.write(&format!("UID:{}@dateline", event.key))?;
    lines.write(&format!("DTSTAMP:{}T000000Z", basic(written.max().unwrap_or(days.start))))?;
    lines.write(&format!("DTSTART;VALUE=DATE:{}", basic(days.start)))?;
    // something that still goes on has no last day; a calendar then takes the first alone
    if event.when.open != Open::Since {
        lines.write(&format!("DTEND;VALUE=DATE:{}", basic(days.end + 1)))?;
    }
    let starred = own.starred.contains(&id);
    lines.write(&format!("SUMMARY:{}{}", if starred { "★ " } else { "" }, escaped(&event.label)))?;
    if starred {
        lines.write("PRIORITY:1")?;
    }
    lines.write(&format!("DESCRIPTION:{}", escaped(&description)))?;
    if !event.entities.is_empty() {
        let entities: Vec<_> = event.entities.iter().map(|entity| escaped(entity)).collect();
        lines.write(&format!("CATEGORIES:{}", entities.join(",")))?;
    }
    lines.write(match event.status {
        Status::Reported => "STATUS:CONFIRMED",
        Status::Planned => "STATUS:TENTATIVE",
        // the standard knows no "denied"; programs strike out what is canceled, as our own marks do
        Status::Denied => "STATUS:CANCELLED",
    })?;
    lines.write("TRANSP:TRANSPARENT")?;
    lines.write("END:VEVENT")
}

/// `20240208`
fn basic(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// TEXT of RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

struct Lines<'a> {
    out: &'a mut dyn Write,
}

impl Lines<'_> {
    /// One content line, folded between characters so that every piece is UTF-8 by itself.
    fn write(&mut self, line: &str) -> io::Result<()> {
        let mut rest = line;
        let mut room = FOLD_AT;
        while rest.len() > room {
            let cut = (0..=room).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(room);
            let (head, tail) = rest.split_at(cut);
            write!(self.out, "{head}\r\n ")?;
            rest = tail;
            // the space that marks the continuation counts
            room = FOLD_AT - 1;
        }
        write!(self.out, "{rest}\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    fn calendar(coarse: bool) -> String {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), coarse, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_unfold_to_what_they_were() {
        let calendar = calendar(false);
        assert!(calendar.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let unfolded = calendar.replace("\r\n ", "");
        assert!(unfolded.contains(
            "“The mayor opened the bridge on 3 May 2024\\, “a day late”.”\\nHill Post\\, Saturday 4 May 2024"
        ));
    }

    #[test]
    fn a_day_ends_on_the_next_and_a_plan_is_tentative() {
        let calendar = calendar(false);
        assert!(calendar.contains("DTSTART;VALUE=DATE:20240503\r\nDTEND;VALUE=DATE:20240504\r\n"), "{calendar}");
        assert!(
            calendar.contains("DTSTART;VALUE=DATE:20240601\r\nDTEND;VALUE=DATE:20240701\r\n"),
            "a month is a month"
        );
        assert!(calendar.contains("STATUS:TENTATIVE") && calendar.contains("DTSTAMP:20240504T000000Z"));
    }

    #[test]
    fn stars_and_notes_go_into_the_calendar() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &fixture::remarked(&timeline), true, &mut out).unwrap();
        let calendar = String::from_utf8(out).unwrap().replace("\r\n ", "");
        assert!(calendar.contains("SUMMARY:★ Mayor opens the bridge\r\nPRIORITY:1\r\n"), "{calendar}");
        assert!(calendar.contains("\\n\\nNote: =Ask the *mayor*\\nagain\\n\\n“The mayor"), "{calendar}");
        assert_eq!(calendar.matches("PRIORITY").count(), 2, "only those with a star");
    }

    #[test]
    fn years_are_left_out_and_counted_unless_asked_for() {
        let without = calendar(false).replace("\r\n ", "");
        assert!(!without.contains("DTSTART;VALUE=DATE:2022"));
        assert!(without.contains("X-WR-CALDESC:1 event left out: known only to the year or coarser\r\n"), "{without}");
        assert!(calendar(true).contains("DTSTART;VALUE=DATE:20220101\r\nDTEND;VALUE=DATE:20230101\r\n"));
    }
}

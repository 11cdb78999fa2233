//! Comma-separated values as RFC 4180 has them: CRLF, one row an event, a header.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and news is full of such words that
//! others wrote. These cells begin with an apostrophe instead, which spreadsheets read as "text follows" (OWASP, "CSV
//! injection"; tab and carriage return are on its list too).

use std::borrow::Cow;
use std::io::{self, Write};

use super::Selection;
use super::record::{Positions, one_line, rounded};
use crate::timeline::Timeline;

const HEADER: [&str; 14] = [
    "id",
    "edtf",
    "start",
    "end",
    "granularity",
    "date",
    "label",
    "status",
    "importance",
    "sources",
    "independent_sources",
    "entities",
    "disagreements",
    "citations",
];

/// Writes a header and the selected events. A citation is `path, start–end: quote` on a line of its cell.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADER)?;
    let mut positions = Positions::of(timeline);
    for &id in &selection.events {
        let event = timeline.event(id);
        let days = event.when.interval();
        let disagreements = event.disagreements.iter().map(|disagreement| {
            let claims: Vec<_> = disagreement.claims.iter().map(|claim| &*claim.value).collect();
            format!("{}: {}", disagreement.about.name(), claims.join(" | "))
        });
        let citations = event.mentions.iter().map(|&id| {
            let mention = timeline.mention(id);
            let article = &*timeline.source(mention.article).article;
            let points = positions.get(timeline, mention.article);
            let (start, end) = (points.at(mention.sentence.start), points.at(mention.sentence.end));
            format!("{}, {start}–{end}: {}", article.path, one_line(mention.sentence.of(&article.text)))
        });
        let cells = [
            event.key.clone(),
            event.when.edtf(),
            days.start.to_string(),
            days.end.to_string(),
            event.when.granularity.name().into(),
            event.when.words(),
            event.label.clone(),
            event.status.name().into(),
            rounded(event.importance).to_string(),
            event.sources.to_string(),
            event.independent_sources.to_string(),
            event.entities.join("; "),
            disagreements.collect::<Vec<_>>().join("; "),
            citations.collect::<Vec<_>>().join("\n"),
        ];
        table.write_record(cells.iter().map(|cell| neutral(cell).into_owned()))?;
    }
    table.flush()
}

fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

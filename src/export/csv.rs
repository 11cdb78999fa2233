//! Comma-separated values as RFC 4180 has them: CRLF, a header, one row an event or, in the second form, a citation.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and news is full of such words that
//! others wrote. These cells begin with an apostrophe instead, which spreadsheets read as "text follows" (OWASP, "CSV
//! injection"; tab and carriage return are on its list too).

use std::borrow::Cow;
use std::io::{self, Write};

use super::Selection;
use super::record::{Citation, Positions, rounded};
use crate::calendar::When;
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

/// Two more columns where a person starred or noted something.
const OWN_HEADER: [&str; 2] = ["starred", "note"];

/// Writes a header and the selected events. A citation is `path, start–end: quote` on a line of its cell.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    let own = &selection.own;
    let remarks = if own.is_empty() { &[][..] } else { &OWN_HEADER[..] };
    table.write_record(HEADER.iter().chain(remarks))?;
    let mut positions = Positions::of(timeline);
    for &id in &selection.events {
        let event = timeline.event(id);
        let days = event.when.interval();
        let disagreements = event.disagreements.iter().map(|disagreement| {
            let claims: Vec<_> = disagreement.claims.iter().map(|claim| &*claim.value).collect();
            format!("{}: {}", disagreement.about.name(), claims.join(" | "))
        });
        let citations = event.mentions.iter().map(|&id| {
            let Citation { article, quote, start, end, .. } = Citation::of(timeline, &mut positions, id);
            format!("{}, {start}–{end}: {quote}", article.path)
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
        let starred = if own.starred.contains(&id) { "yes" } else { "" };
        let remarks = [starred, own.note(id)].into_iter().take(remarks.len());
        table.write_record(cells.iter().map(String::as_str).chain(remarks).map(|cell| neutral(cell).into_owned()))?;
    }
    table.flush()
}

const CITATION_HEADER: [&str; 14] = [
    "event",
    "edtf",
    "label",
    "status",
    "mention",
    "path",
    "title",
    "source",
    "url",
    "published",
    "start",
    "end",
    "words",
    "quote",
];

/// Writes a header and the citations of the selected events; an event with three citations has three rows. `words` are
/// the time expression, empty where the day of writing dates the report.
pub fn write_citations(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(CITATION_HEADER)?;
    let mut positions = Positions::of(timeline);
    for &id in &selection.events {
        let event = timeline.event(id);
        for &id in &event.mentions {
            let mention = timeline.mention(id);
            let source = timeline.source(mention.article);
            let Citation { article, quote, start, end, .. } = Citation::of(timeline, &mut positions, id);
            let cells = [
                event.key.clone(),
                event.when.edtf(),
                event.label.clone(),
                event.status.name().into(),
                mention.key.clone(),
                article.path.clone(),
                article.title.clone(),
                article.source.clone(),
                article.url.clone(),
                source.published.as_ref().map_or_else(String::new, |p| When::from(p.date).edtf()),
                start.to_string(),
                end.to_string(),
                timeline.timex(mention).map_or("", |timex| timex.span.of(&article.text)).into(),
                quote,
            ];
            table.write_record(cells.iter().map(|cell| neutral(cell).into_owned()))?;
        }
    }
    table.flush()
}

fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn formulas_in_words_of_others_are_text() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-0044", "'-0044"),
            ("@all", "'@all"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (cell, expected) in table {
            assert_eq!(neutral(cell), expected);
        }
    }

    #[test]
    fn in_the_second_form_a_row_is_a_citation() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write_citations(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let mut table = ::csv::Reader::from_reader(&out[..]);
        let rows: Vec<_> = table.records().map(|row| row.unwrap()).collect();
        assert_eq!(rows.len(), 4);
        let expected = ["e2", "2024-05-03", "Mayor opens the bridge", "reported", "m2", "wire/bridge.txt"];
        assert_eq!(rows[1].iter().take(6).collect::<Vec<_>>(), expected);
        assert_eq!((&rows[1][9], &rows[1][12]), ("2024-05-04", "3 May 2024"));
        assert_eq!((&rows[2][9], &rows[2][12]), ("", ""), "dated by its day of writing, which nobody stated");
    }

    #[test]
    fn what_a_person_says_has_columns_of_its_own() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &fixture::remarked(&timeline), &mut out).unwrap();
        let mut table = ::csv::Reader::from_reader(&out[..]);
        assert_eq!(table.headers().unwrap().iter().skip(HEADER.len()).collect::<Vec<_>>(), OWN_HEADER);
        let rows: Vec<_> = table.records().map(|row| row.unwrap()).collect();
        let said: Vec<_> = rows.iter().map(|row| (&row[14], &row[15])).collect();
        assert_eq!(said, [("", ""), ("yes", "'=Ask the *mayor*\nagain"), ("yes", "")]);
    }

    #[test]
    fn a_row_is_an_event_and_reads_back() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        assert!(out.ends_with(b"\r\n"));
        let mut table = ::csv::Reader::from_reader(&out[..]);
        assert_eq!(table.headers().unwrap(), HEADER.to_vec());
        let rows: Vec<_> = table.records().map(|row| row.unwrap()).collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(&rows[0][6], "'=Cost of the bridge: <unknown>");
        assert_eq!(
            rows[1].iter().collect::<Vec<_>>(),
            [
                "e2",
                "2024-05-03",
                "2024-05-03",
                "2024-05-03",
                "day",
                "Friday 3 May 2024",
                "Mayor opens the bridge",
                "reported",
                "0.333",
                "2",
                "2",
                "Hill Town",
                "amount: $3m | $5m",
                "wire/bridge.txt, 44–100: The mayor opened the bridge on 3 May 2024, “a day late”.\n\
                 voice.json#7, 0–41: It opened yesterday, and it had cost $5m.",
            ]
        );
    }
}

//! The timeline document, schema `dateline/1`: articles, events and mentions, joined by id.
//!
//! One record a line, so that two runs can be compared with `diff` and a line tool finds whole records.

use std::io::{self, Write};

use serde::Serialize;

use super::Selection;
use super::record::{ArticleRecord, EventRecord, MentionRecord, Positions, keys};
use crate::timeline::Timeline;

/// The version of the document's shape.
pub const SCHEMA: &str = "dateline/1";

#[derive(Serialize)]
struct Event<'a> {
    #[serde(flatten)]
    event: EventRecord<'a>,
    mentions: Vec<&'a str>,
}

#[derive(Serialize)]
struct Mention<'a> {
    id: &'a str,
    article: &'a str,
    #[serde(flatten)]
    mention: MentionRecord<'a>,
}

/// Writes all articles, the selected events with their mentions, the problems, and what the selection left out.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"schema\": \"{SCHEMA}\"")?;
    list(out, "articles", timeline.sources.iter().map(|source| ArticleRecord::of(timeline, source)))?;
    let events = selection.events.iter().map(|&id| timeline.event(id));
    list(
        out,
        "events",
        events
            .clone()
            .map(|event| Event { event: EventRecord::of(timeline, event), mentions: keys(timeline, &event.mentions) }),
    )?;
    let mut cited: Vec<_> = events.flat_map(|event| event.mentions.iter().copied()).collect();
    cited.sort_unstable();
    cited.dedup();
    let mut positions = Positions::of(timeline);
    list(
        out,
        "mentions",
        cited.iter().map(|&id| {
            let mention = timeline.mention(id);
            Mention {
                id: &mention.key,
                article: &timeline.source(mention.article).article.key,
                mention: MentionRecord::of(timeline, mention, positions.get(timeline, mention.article)),
            }
        }),
    )?;
    list(out, "problems", timeline.problems.iter())?;
    if !selection.left_out.is_empty() {
        list(out, "left_out", selection.left_out.iter())?;
    }
    out.write_all(b"\n}\n")
}

fn list<T: Serialize>(out: &mut dyn Write, name: &str, records: impl Iterator<Item = T>) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    let mut separator = "\n";
    for record in records {
        out.write_all(separator.as_bytes())?;
        separator = ",\n";
        serde_json::to_writer(&mut *out, &record)?;
    }
    out.write_all(if separator == "\n" { b"]" } else { b"\n]" })
}

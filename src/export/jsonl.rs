//! One event a line, each with its citations inside: for programs that read one record and forget it.

use std::io::{self, Write};

use serde::Serialize;

use super::Selection;
use super::record::{EventRecord, MentionRecord, Positions};
use crate::calendar::When;
use crate::timeline::Timeline;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    event: EventRecord<'a>,
    citations: Vec<Citation<'a>>,
}

#[derive(Serialize)]
struct Citation<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    source: &'a str,
    url: &'a str,
    published: Option<String>,
    #[serde(flatten)]
    mention: MentionRecord<'a>,
}

/// Writes the selected events.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let mut positions = Positions::of(timeline);
    for &id in &selection.events {
        let event = timeline.event(id);
        let citations = event.mentions.iter().map(|&id| {
            let mention = timeline.mention(id);
            let source = timeline.source(mention.article);
            Citation {
                id: &mention.key,
                path: &source.article.path,
                title: &source.article.title,
                source: &source.article.source,
                url: &source.article.url,
                published: source.published.as_ref().map(|published| When::from(published.date).edtf()),
                mention: MentionRecord::of(timeline, mention, positions.get(timeline, mention.article)),
            }
        });
        let line = Line { event: EventRecord::of(timeline, event), citations: citations.collect() };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

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
        let line = Line { event: EventRecord::of(timeline, id, &selection.own), citations: citations.collect() };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_line_is_an_event_with_everything_that_tells_it() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3);
        let citations = lines[1]["citations"].as_array().unwrap();
        let read: Vec<_> = citations.iter().map(|c| (c["path"].as_str(), c["sentence"]["text"].as_str())).collect();
        assert_eq!(
            read,
            [
                (Some("wire/bridge.txt"), Some("The mayor opened the bridge on 3 May 2024, “a day late”.")),
                (Some("voice.json#7"), Some("It opened yesterday,\nand it had cost $5m.")),
            ]
        );
        assert_eq!(citations[0]["published"], "2024-05-04");
    }
}

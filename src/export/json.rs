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
    let events = selection.events.iter().map(|&id| (id, timeline.event(id)));
    list(
        out,
        "events",
        events.clone().map(|(id, event)| Event {
            event: EventRecord::of(timeline, id, &selection.own),
            mentions: keys(timeline, &event.mentions),
        }),
    )?;
    let mut cited: Vec<_> = events.flat_map(|(_, event)| event.mentions.iter().copied()).collect();
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

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::export::fixture;

    fn document(timeline: &Timeline, selection: &Selection) -> Value {
        let mut out = Vec::new();
        write(timeline, selection, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn positions_are_code_points_of_the_words_they_quote() {
        let timeline = fixture::bridge();
        let json = document(&timeline, &Selection::all(&timeline));
        let mut quotes = 0;
        for mention in json["mentions"].as_array().unwrap() {
            let source = timeline.sources.iter().find(|source| mention["article"] == *source.article.key).unwrap();
            let text: Vec<char> = source.article.text.chars().collect();
            for quote in
                ["sentence", "timex", "trigger"].map(|name| &mention[name]).into_iter().filter(|q| q.is_object())
            {
                let at = |name: &str| quote[name].as_u64().unwrap() as usize;
                assert_eq!(quote["text"], text[at("start")..at("end")].iter().collect::<String>());
                quotes += 1;
            }
        }
        assert_eq!(quotes, 11);
    }

    #[test]
    fn the_document_has_the_shape_of_the_contract() {
        let timeline = fixture::bridge();
        let json = document(&timeline, &Selection::all(&timeline));
        let keys = |value: &Value| value.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ");
        let table = [
            (&json, "schema articles events mentions problems"),
            (&json["articles"][0], "id path title source url characters published copy_of"),
            (&json["articles"][0]["published"], "date method confidence because"),
            (
                &json["events"][1],
                "id edtf start end granularity label status importance sources independent_sources entities disagreements because mentions",
            ),
            (&json["events"][1]["disagreements"][0], "about claims"),
            (&json["events"][1]["disagreements"][0]["claims"][0], "value mentions"),
            (&json["mentions"][0], "id article sentence timex trigger"),
            (&json["mentions"][0]["timex"], "start end text type value mod rule anchor because"),
            (&json["mentions"][0]["trigger"], "start end text"),
            (&json["problems"][0], "path what"),
        ];
        for (value, expected) in table {
            assert_eq!(keys(value), expected);
        }
        assert_eq!(json["schema"], SCHEMA);
        assert_eq!(json["articles"][1]["published"], Value::Null);
        assert_eq!(json["events"][1]["mentions"], serde_json::json!(["m2", "m3"]));
        assert_eq!(json["events"][2]["status"], "planned");
    }

    #[test]
    fn a_report_dated_by_its_day_of_writing_says_so_itself() {
        let timeline = fixture::bridge();
        let json = document(&timeline, &Selection::all(&timeline));
        assert_eq!(json["mentions"][2]["timex"], Value::Null);
        assert_eq!(json["mentions"][2]["because"], "told on the day of writing");
    }

    #[test]
    fn a_filter_leaves_out_events_with_their_mentions_and_counts_them() {
        let timeline = fixture::bridge();
        let mut selection = Selection::all(&timeline);
        selection.keep_top(&timeline, 1);
        let json = document(&timeline, &selection);
        assert_eq!(json["events"].as_array().unwrap().len(), 1);
        assert_eq!(json["mentions"].as_array().unwrap().len(), 1);
        assert_eq!(json["articles"].as_array().unwrap().len(), 2, "what was read stays");
        assert_eq!(json["left_out"], serde_json::json!([{"events": 2, "because": "not among the 1 most important"}]));
    }

    #[test]
    fn what_a_person_says_is_there_where_it_is_said() {
        let timeline = fixture::bridge();
        let json = document(&timeline, &fixture::remarked(&timeline));
        let said = |n: usize| (json["events"][n].get("starred"), json["events"][n].get("note"));
        assert_eq!(said(0), (None, None));
        assert_eq!(said(1), (Some(&true.into()), Some(&"=Ask the *mayor*\nagain".into())));
        assert_eq!(said(2), (Some(&true.into()), None));
    }

    #[test]
    fn nothing_is_an_empty_document() {
        let json = document(&Timeline::default(), &Selection::default());
        assert_eq!(
            json,
            serde_json::json!({"schema": SCHEMA, "articles": [], "events": [], "mentions": [], "problems": []})
        );
    }
}

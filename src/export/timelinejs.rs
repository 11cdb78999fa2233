//! JSON for Knight Lab's TimelineJS 3: one slide an event.
//!
//! All numbers are strings there. A date has as many parts as are known (`{"year": "2023"}`), and `display_date` says it
//! in words, so a month is never shown as its first day. The texts are HTML; the words of the sources are escaped.

use std::io::{self, Write};

use serde::Serialize;

use super::Selection;
use super::html::escaped;
use super::record::{Citation, Positions, heading};
use crate::calendar::{Date, Day, Open, When};
use crate::timeline::Timeline;

#[derive(Serialize)]
struct Slide<'a> {
    unique_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Parts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Parts>,
    display_date: String,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize, PartialEq, Eq)]
struct Parts {
    year: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
}

impl Parts {
    /// The edge of `date` that `day` is, with no more parts than `date` tells.
    fn of(date: Date, day: Day) -> Self {
        let (year, month, day) = day.ymd();
        let (months, days) = match date {
            Date::Century(_) | Date::Decade(_) | Date::Year(_) => (false, false),
            Date::Half(..) | Date::Quarter(..) | Date::Season(..) | Date::Month(..) => (true, false),
            Date::Week(..) | Date::Weekend(..) | Date::Day(_) => (true, true),
        };
        Self { year: year.to_string(), month: months.then(|| month.to_string()), day: days.then(|| day.to_string()) }
    }
}

fn ends(when: When) -> (Parts, Option<Parts>) {
    let (first, last) = (Parts::of(when.from, when.from.interval().start), Parts::of(when.to, when.to.interval().end));
    let end = (when.open != Open::Since && first != last).then_some(last);
    (first, end)
}

/// Writes a title slide that says what was left out, and the selected events.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let title = Text { headline: heading(timeline, selection), text: escaped(&selection.left_out_line()).into() };
    write!(out, "{{\"title\": {{\"text\": ")?;
    serde_json::to_writer(&mut *out, &title)?;
    write!(out, "}},\n\"events\": [")?;
    let mut positions = Positions::of(timeline);
    for (n, &id) in selection.events.iter().enumerate() {
        let event = timeline.event(id);
        let (start, end) = ends(event.when);
        let star = if selection.own.starred.contains(&id) { "★ " } else { "" };
        let note = selection.own.note(id);
        let mut text = String::new();
        if !note.is_empty() {
            let lines: Vec<_> = note.lines().map(escaped).collect();
            text += &format!("<p><b>Note:</b> {}</p>", lines.join("<br>"));
        }
        text += "<ul>";
        for &id in &event.mentions {
            let citation = Citation::of(timeline, &mut positions, id);
            text += &format!("<li>“{}” — {}</li>", escaped(&citation.quote), escaped(&citation.credit()));
        }
        text += "</ul>";
        let slide = Slide {
            unique_id: &event.key,
            start_date: Some(start),
            end_date: end,
            display_date: event.when.words(),
            text: Text { headline: format!("{star}{}", escaped(&event.label)), text },
            group: event.entities.first().map(String::as_str),
        };
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &slide)?;
    }
    out.write_all(b"\n]}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_date_has_the_parts_that_are_known() {
        let table = [
            ("2024-05-03", r#"{"year":"2024","month":"5","day":"3"}"#, "null"),
            ("2024-06", r#"{"year":"2024","month":"6"}"#, "null"),
            ("2022", r#"{"year":"2022"}"#, "null"),
            ("2023-35", r#"{"year":"2023","month":"7"}"#, r#"{"year":"2023","month":"9"}"#),
            ("199X", r#"{"year":"1990"}"#, r#"{"year":"1999"}"#),
            ("2023-01/2023-11", r#"{"year":"2023","month":"1"}"#, r#"{"year":"2023","month":"11"}"#),
            ("2019/..", r#"{"year":"2019"}"#, "null"),
        ];
        for (when, start, end) in table {
            let (first, last) = ends(fixture::when(when));
            let json = |parts: &Option<Parts>| serde_json::to_string(parts).unwrap();
            assert_eq!((json(&Some(first)).as_str(), json(&last).as_str()), (start, end), "{when}");
        }
    }

    #[test]
    fn stars_and_notes_stand_on_their_slide() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &fixture::remarked(&timeline), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let text = |n: usize| json["events"][n]["text"].clone();
        assert_eq!(text(1)["headline"], "★ Mayor opens the bridge");
        let told = text(1)["text"].as_str().unwrap().to_owned();
        assert!(told.starts_with("<p><b>Note:</b> =Ask the *mayor*<br>again</p><ul>"), "{told}");
        assert!(!text(0)["text"].as_str().unwrap().contains("Note"));
    }

    #[test]
    fn slides_show_dates_in_words_and_escape_the_words_of_others() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let slides = json["events"].as_array().unwrap();
        assert_eq!(slides.len(), timeline.events.len());
        assert_eq!(slides[0]["display_date"], "2022");
        assert_eq!(slides[0]["text"]["headline"], "=Cost of the bridge: &lt;unknown&gt;");
        assert_eq!(slides[1]["group"], "Hill Town");
    }
}

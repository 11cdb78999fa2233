//! CSL-JSON: one `article-newspaper` a cited article, as citation processors, Zotero and pandoc read it.
//!
//! `issued` holds what is known of the day of writing as `date-parts`; a day that was worked out is `circa` (Citation Style
//! Language 1.0.2, "Appendix III: Types" and "Dates").

use std::io::{self, Write};

use serde::Serialize;

use super::Selection;
use super::reference::{Parts, Reference, references};
use crate::timeline::Timeline;

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(rename = "container-title", skip_serializing_if = "str::is_empty")]
    container_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

/// A name as the article writes it; which part is the family's is not known.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [Vec<i64>; 1],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

impl<'a> Item<'a> {
    fn of(reference: &'a Reference) -> Self {
        let parts = reference.published.and_then(Parts::of);
        Self {
            id: &reference.id,
            r#type: "article-newspaper",
            title: &reference.title,
            author: reference.authors.iter().map(|name| Name { literal: name }).collect(),
            container_title: &reference.outlet,
            issued: parts.map(|parts| {
                let fine = [parts.month, parts.day].into_iter().map_while(|part| part);
                let all = std::iter::once(i64::from(parts.year)).chain(fine.map(i64::from));
                Issued { date_parts: [all.collect()], circa: reference.inferred }
            }),
            url: &reference.url,
            note: reference.quotes.join("\n"),
        }
    }
}

/// Writes the articles that the selected events cite, one a line.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let mut separator: &[u8] = b"[\n";
    let mut any = false;
    for reference in references(timeline, selection) {
        out.write_all(separator)?;
        (separator, any) = (b",\n", true);
        serde_json::to_writer(&mut *out, &Item::of(&reference))?;
    }
    out.write_all(if any { b"\n]\n" } else { b"[]\n" })
}

/// One article, as a list of one: what programs read.
pub fn entry(reference: &Reference) -> String {
    // Strings and numbers only, which cannot fail to be written.
    let item = serde_json::to_string(&Item::of(reference)).unwrap_or_default();
    format!("[\n{item}\n]\n")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::export::fixture;

    #[test]
    fn an_article_is_an_item() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let items: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(items.as_array().map(Vec::len), Some(2));
        let mut first = items[0].clone();
        let note = first.as_object_mut().unwrap().remove("note").unwrap();
        assert!(note.as_str().unwrap().ends_with("“a day late”.” (wire/bridge.txt, characters 44–100)"));
        assert_eq!(
            first,
            json!({"id": "hillpost2024a1", "type": "article-newspaper", "title": "A bridge, *at last*",
                   "container-title": "Hill Post", "issued": {"date-parts": [[2024, 5, 4]]}})
        );
        assert_eq!(items[1].get("issued"), None, "nobody stated a day");
        let reference = references(&timeline, &Selection::all(&timeline)).next().unwrap();
        let guessed = Reference {
            published: "2024-05".parse().ok(),
            inferred: true,
            authors: vec!["Ana Li".into()],
            ..reference
        };
        let item: Value = serde_json::from_str(&entry(&guessed)).unwrap();
        assert_eq!(item[0]["issued"], json!({"date-parts": [[2024, 5]], "circa": true}));
        assert_eq!(item[0]["author"], json!([{"literal": "Ana Li"}]));
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let mut out = Vec::new();
        write(&Timeline::default(), &Selection::default(), &mut out).unwrap();
        assert_eq!(out, b"[]\n");
    }
}

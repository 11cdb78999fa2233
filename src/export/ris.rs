//! RIS: one record of type `NEWS` a cited article, as EndNote, Zotero and Citavi read it.
//!
//! A line is a tag of two letters, two spaces, a hyphen, a space and the value; lines end in CRLF. The slashes of `DA` stand
//! also where a part is missing (Reference Manager, "Direct Export RIS File Format").

use std::io::{self, Write};

use super::Selection;
use super::record::one_line;
use super::reference::{Parts, Reference, references};
use crate::timeline::Timeline;

/// Writes the articles that the selected events cite.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    for reference in references(timeline, selection) {
        out.write_all(entry(&reference).as_bytes())?;
    }
    Ok(())
}

/// One article.
pub fn entry(reference: &Reference) -> String {
    let mut text = String::new();
    let mut line = |tag: &str, value: &str| {
        if !value.is_empty() {
            text.extend([tag, "  - ", &one_line(value), "\r\n"]);
        }
    };
    line("TY", "NEWS");
    line("ID", &reference.id);
    for name in &reference.authors {
        line("AU", name);
    }
    line("TI", &reference.title);
    line("T2", &reference.outlet);
    if let Some(parts) = reference.published.and_then(Parts::of) {
        let two = |part: Option<u32>| part.map_or_else(String::new, |part| format!("{part:02}"));
        line("PY", &format!("{:04}", parts.year));
        line("DA", &format!("{:04}/{}/{}/", parts.year, two(parts.month), two(parts.day)));
    }
    line("UR", &reference.url);
    if reference.inferred {
        line("N1", "Day of writing inferred");
    }
    for quote in &reference.quotes {
        line("N1", quote);
    }
    text.push_str("ER  - \r\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn an_article_is_a_record() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines[..7],
            [
                "TY  - NEWS",
                "ID  - hillpost2024a1",
                "TI  - A bridge, *at last*",
                "T2  - Hill Post",
                "PY  - 2024",
                "DA  - 2024/05/04/",
                "N1  - ““Señor, who knows?” was the answer in 2022.” (wire/bridge.txt, characters 0–43)"
            ]
        );
        assert_eq!(text.matches("TY  - NEWS\r\n").count(), 2);
        assert!(text.ends_with("ER  - \r\n") && !text.replace("\r\n", "").contains('\n'), "{text}");
        let month = Reference {
            published: "2024-05".parse().ok(),
            inferred: true,
            ..references(&timeline, &Selection::all(&timeline)).next().unwrap()
        };
        assert!(entry(&month).contains("DA  - 2024/05//\r\nN1  - Day of writing inferred\r\n"));
    }
}

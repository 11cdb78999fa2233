//! BibTeX: one `@article` a cited article, as BibTeX and biblatex both read it.
//!
//! Words of others are written so that TeX sets them and runs none of them; the rest is UTF-8.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Selection;
use super::reference::{Parts, Reference, references};
use crate::timeline::Timeline;

/// The macros of the months, which every style knows.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes the articles that the selected events cite.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    for (n, reference) in references(timeline, selection).enumerate() {
        out.write_all(if n == 0 { b"" } else { b"\n" })?;
        out.write_all(entry(&reference).as_bytes())?;
    }
    Ok(())
}

/// One article.
pub fn entry(reference: &Reference) -> String {
    let mut text = format!("@article{{{},\n", reference.id);
    let mut field = |name: &str, value: String| {
        // A String takes whatever is written to it.
        let _ = writeln!(text, "  {name} = {value},");
    };
    if !reference.authors.is_empty() {
        let names: Vec<String> = reference.authors.iter().map(|name| escaped(name)).collect();
        field("author", format!("{{{}}}", names.join(" and ")));
    }
    // Braces of its own keep the capitals of a headline.
    field("title", format!("{{{{{}}}}}", escaped(&reference.title)));
    if !reference.outlet.is_empty() {
        field("journal", format!("{{{}}}", escaped(&reference.outlet)));
    }
    if let Some(parts) = reference.published.and_then(Parts::of) {
        field("year", format!("{{{}}}", parts.year));
        if let Some(month) = parts.month.and_then(|month| MONTHS.get(month as usize - 1)) {
            field("month", (*month).to_owned());
        }
        if let Some(day) = parts.day {
            field("day", format!("{{{day}}}"));
        }
    }
    if !reference.url.is_empty() {
        field("url", format!("{{{}}}", address(&reference.url)));
    }
    if reference.inferred {
        field("note", "{Day of writing inferred}".to_owned());
    }
    if !reference.quotes.is_empty() {
        field("annote", format!("{{{}}}", escaped(&reference.quotes.join(" "))));
    }
    text.push_str("}\n");
    text
}

/// An address: braces would end the field, and a backslash would begin a command.
fn address(url: &str) -> String {
    url.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '{' => "%7B".to_owned(),
            '}' => "%7D".to_owned(),
            '\\' => "%5C".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// Text that TeX sets as it stands.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn an_article_is_an_entry_with_the_sentences_that_are_cited() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let expected = "@article{hillpost2024a1,
  title = {{A bridge, *at last*}},
  journal = {Hill Post},
  year = {2024},
  month = may,
  day = {4},
  annote = {““Señor, who knows?” was the answer in 2022.” (wire/bridge.txt, characters 0–43) “The mayor opened the bridge on 3 May 2024, “a day late”.” (wire/bridge.txt, characters 44–100)},
}

@article{a2,
  title = {{voice.json\\#7}},
  annote = {“It opened yesterday, and it had cost \\$5m.” (voice.json\\#7, characters 0–41) “A toll is to begin in June 2024.” (voice.json\\#7, characters 42–74)},
}
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn words_of_others_are_set_and_not_run() {
        assert_eq!(
            escaped(r"50% of \input{x} & $3_5^2~#1"),
            r"50\% of \textbackslash{}input\{x\} \& \$3\_5\textasciicircum{}2\textasciitilde{}\#1"
        );
        assert_eq!(address(r"https://a.example/x_y?z={1}\b"), "https://a.example/x_y?z=%7B1%7D%5Cb");
    }
}

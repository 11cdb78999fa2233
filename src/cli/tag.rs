//! `dateline tag`: the time expressions of each file, as JSON lines or TimeML.

use std::io::{self, Write};
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;

use super::{Failure, Shared, read_files, write_with};
use crate::article::Article;
use crate::calendar::Date;
use crate::sentence;
use crate::span::CodePoints;
use crate::timex::{self, Timex};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Article files, folders, or - for JSON lines on standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Read them as written on this day, whatever they state: 2024, 2024-02 or 2024-02-08
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// One JSON object an expression, or one TimeML document a file
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the result here instead of on standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// No problems on standard error
    #[arg(short, long)]
    quiet: bool,
}

/// How `tag` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// One JSON object an expression.
    #[default]
    Jsonl,
    /// One TimeML document a file.
    Timeml,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let articles = read_files(&args.files, args.quiet)?;
    let shared = Shared { output: args.output, ..Shared::default() };
    write_with(&shared, |out| write(&articles, args.published, args.format, out))
}

/// Articles whose answers wait in memory at a time: enough to keep every core busy, few enough to stay small.
const AT_ONCE: usize = 256;

/// Writes the expressions of each article in order, read as if written on `published`, else on the day the article states.
fn write(articles: &[Article], published: Option<Date>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    for chunk in articles.chunks(AT_ONCE) {
        let answers: Vec<io::Result<Vec<u8>>> =
            chunk.par_iter().map(|article| answer(article, published, format)).collect();
        for bytes in answers {
            out.write_all(&bytes?)?;
        }
    }
    Ok(())
}

fn answer(article: &Article, published: Option<Date>, format: Format) -> io::Result<Vec<u8>> {
    let day = published.or(article.evidence.first().map(|e| e.date));
    let sentences = sentence::split(&article.text, &article.passages);
    let expressions = timex::tag(&article.text, &sentences);
    let timexes = timex::resolve(&article.text, &sentences, &expressions, day);
    let mut out = Vec::new();
    match format {
        Format::Jsonl => jsonl(article, &timexes, &mut out)?,
        Format::Timeml => timeml(article, &timexes, day, &mut out)?,
    }
    Ok(out)
}

/// The file's name without folders and without its last ending.
fn name(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(file, |(stem, _)| stem)
}

/// One expression, as contract and tests spell it.
#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'a str>,
    rule: &'a str,
    anchor: &'a str,
    because: &'a str,
}

fn jsonl(article: &Article, timexes: &[Timex], out: &mut Vec<u8>) -> io::Result<()> {
    let points = CodePoints::of(&article.text);
    let doc = name(&article.path);
    for timex in timexes {
        let row = Row {
            doc,
            start: points.at(timex.span.start),
            end: points.at(timex.span.end),
            text: timex.span.of(&article.text),
            kind: timex.kind.name(),
            value: &timex.value,
            modifier: timex.modifier,
            rule: timex.rule,
            anchor: timex.anchor.name(),
            because: &timex.because,
        };
        serde_json::to_writer(&mut *out, &row)?;
        out.push(b'\n');
    }
    Ok(())
}

/// TimeML 1.2.1: the text with its expressions marked in place, the day of writing as `t0`.
fn timeml(article: &Article, timexes: &[Timex], day: Option<Date>, out: &mut dyn Write) -> io::Result<()> {
    let text = &article.text;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">"
    )?;
    writeln!(out, "<DOCID>{}</DOCID>", escape(name(&article.path)))?;
    if let Some(day) = day {
        let value = day.timex3();
        writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{value}\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">{value}</TIMEX3></DCT>"
        )?;
    }
    if !article.title.is_empty() {
        writeln!(out, "<TITLE>{}</TITLE>", escape(&article.title))?;
    }
    write!(out, "<TEXT>")?;
    let mut at = 0;
    for (n, timex) in timexes.iter().enumerate() {
        let span = timex.span.range();
        if span.start < at {
            continue;
        }
        write!(out, "{}", escape(text.get(at..span.start).unwrap_or_default()))?;
        write!(out, "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"", n + 1, timex.kind.name(), escape(&timex.value))?;
        if let Some(modifier) = timex.modifier {
            write!(out, " mod=\"{modifier}\"")?;
        }
        if timex.anchor == timex::Anchor::Published && day.is_some() {
            write!(out, " temporalFunction=\"true\" anchorTimeID=\"t0\"")?;
        }
        write!(out, ">{}</TIMEX3>", escape(timex.span.of(text)))?;
        at = span.end;
    }
    write!(out, "{}", escape(text.get(at..).unwrap_or_default()))?;
    writeln!(out, "</TEXT>\n</TimeML>")
}

/// XML 1.0 forbids most control characters even as references; they are left out.
fn escape(s: &str) -> String {
    let mut escaped = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Passage, PassageKind};
    use crate::span::Span;

    fn article(text: &str) -> Article {
        let passages = vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }];
        Article { path: "wire/one.two.txt".into(), text: text.into(), passages, ..Article::default() }
    }

    fn tagged(text: &str, format: Format) -> String {
        let mut out = Vec::new();
        write(&[article(text)], "2024-05-15".parse().ok(), format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn positions_are_code_points() {
        let rows = tagged("“Żółw” came yesterday.", Format::Jsonl);
        assert!(rows.contains("\"doc\":\"one.two\",\"start\":12,\"end\":21,\"text\":\"yesterday\""), "{rows}");
        assert!(rows.contains("\"value\":\"2024-05-14\""), "{rows}");
    }

    #[test]
    fn timeml_keeps_the_text_and_escapes_it() {
        let xml = tagged("A & B <met> yesterday.\u{0}", Format::Timeml);
        assert!(xml.contains("A &amp; B &lt;met&gt; <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-14\""), "{xml}");
        assert!(xml.contains(">yesterday</TIMEX3>.</TEXT>"), "{xml}");
    }
}

//! `dateline read`: each article as the program reads it, one JSON object a line.
//!
//! This is what every position elsewhere refers to: code points of `text`.

use std::path::PathBuf;

use serde::Serialize;

use super::{Failure, Shared, read_files, write_with};
use crate::article::{Article, Method, PassageKind};
use crate::calendar::When;
use crate::span::CodePoints;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Article files, folders, or - for JSON lines on standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write the result here instead of on standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// No problems on standard error
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    title: &'a str,
    published: Option<Stated>,
    source: &'a str,
    url: &'a str,
    author: &'a str,
    encoding: &'a str,
    characters: u32,
    text: &'a str,
    passages: Vec<Stretch>,
}

#[derive(Serialize)]
struct Stated {
    date: String,
    method: Method,
    because: Vec<String>,
}

#[derive(Serialize)]
struct Stretch {
    start: u32,
    end: u32,
    kind: PassageKind,
}

impl<'a> Line<'a> {
    fn of(article: &'a Article) -> Self {
        let points = CodePoints::of(&article.text);
        let stated = article.evidence.first().filter(|e| e.rung.states());
        Self {
            path: &article.path,
            title: &article.title,
            published: stated.map(|evidence| Stated {
                date: When::from(evidence.date).edtf(),
                method: Method::Stated,
                because: article.evidence.iter().filter(|e| e.rung.states()).map(|e| e.words.clone()).collect(),
            }),
            source: &article.source,
            url: &article.url,
            author: &article.author,
            encoding: article.encoding,
            characters: points.at(article.text.len() as u32),
            text: &article.text,
            passages: article
                .passages
                .iter()
                .map(|p| Stretch { start: points.at(p.span.start), end: points.at(p.span.end), kind: p.kind })
                .collect(),
        }
    }
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let articles = read_files(&args.files, args.quiet)?;
    let shared = Shared { output: args.output, ..Shared::default() };
    write_with(&shared, |out| {
        for article in &articles {
            serde_json::to_writer(&mut *out, &Line::of(article))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}

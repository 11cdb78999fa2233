//! One file a format: bytes of one kind → a [`Draft`] of an article.
//!
//! | ending | read by | title | stated day |
//! |---|---|---|---|
//! | `.txt`, none, unknown but text | [`text`] | a first line that stands alone | a leading or closing line |
//! | `.md`, `.markdown` | [`markdown`] | front matter, first heading | front matter, then as text |
//! | `.html`, `.htm`, `.xhtml` | [`html`] | `og:title`, `h1`, `title` | JSON-LD, meta tags, `<time>`, visible lines |
//! | `.json`, `.jsonl`, `.ndjson` | [`json`] | its field | its field |
//! | any of these and `.gz` | unpacked first | | |
//!
//! Every format ends in [`Draft::finish`], so that titles, evidence, passages and keys are made in one way.

pub mod html;
pub mod json;
pub mod markdown;
pub mod text;

use std::io::Read;

use super::evidence::{self, Stated};
use super::passage::{self, Hint};
use super::written::Order;
use super::{Article, encoding};
use crate::problem::Problem;
use crate::stable;

/// The longest single article file that is read, in bytes. A book has one or two million; beyond this a file is a dump or
/// a log, would fill the memory, and positions in it help nobody. Collections (`.jsonl`) may be longer, each line may not.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// What a file is, by its name or its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Text with headings, links and front matter.
    Markdown,
    /// A web page.
    Html,
    /// One object or an array of objects.
    Json,
    /// An object a line.
    JsonLines,
}

impl Kind {
    /// By the ending of `path` (a `.gz` already taken off); `None` if it says nothing.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::JsonLines,
            _ => return None,
        })
    }

    /// By the first characters of `text`.
    pub fn of_text(text: &str) -> Self {
        let head = text.trim_start();
        let head: String = head.chars().take(200).collect::<String>().to_ascii_lowercase();
        if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<head>") {
            Self::Html
        } else if head.starts_with("{\"") || head.starts_with("[{") {
            let line = text.lines().next().unwrap_or_default();
            if serde_json::from_str::<serde_json::Value>(line).is_ok_and(|v| v.is_object()) {
                Self::JsonLines
            } else {
                Self::Json
            }
        } else {
            Self::Text
        }
    }
}

/// An article before its passages are cut.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Its headline as a field or a tag states it; empty if only the text may hold one.
    pub title: String,
    /// The outlet.
    pub source: String,
    /// Its address.
    pub url: String,
    /// Who wrote it.
    pub author: String,
    /// The whole text.
    pub text: String,
    /// What fields and tags state about the day.
    pub stated: Vec<Stated>,
    /// Stretches of the text whose kind the format knows (a `<figcaption>`, a heading).
    pub hints: Vec<Hint>,
    /// How it writes numeric dates.
    pub order: Order,
    /// The encoding it was read in.
    pub encoding: &'static str,
}

impl Draft {
    /// Cuts the passages, climbs the ladder of evidence and names the article. `file` is the path without `#ID`.
    pub fn finish(mut self, path: String, file: &str) -> Article {
        let stamps = evidence::stamps(&self.text, self.order);
        evidence::of_url(&self.url, &mut self.stated);
        evidence::of_file_name(file, &mut self.stated);
        self.stated.extend(stamps.iter().map(|stamp| stamp.stated.clone()));
        let cut = passage::cut(&self.text, &self.title, &self.hints, &stamps);
        let title = if self.title.is_empty() { cut.title.of(&self.text).trim().to_owned() } else { self.title };
        Article {
            key: stable::key('a', &[path.as_bytes(), self.text.as_bytes()]),
            path,
            title,
            source: self.source,
            url: self.url,
            author: self.author,
            passages: cut.passages,
            text: self.text,
            evidence: evidence::ladder(self.stated),
            encoding: self.encoding,
        }
    }
}

/// Reads the articles in one file's bytes. Long collections are better streamed ([`json::stream`]).
pub fn read(path: &str, bytes: Vec<u8>) -> (Vec<super::Article>, Vec<Problem>) {
    let failed = |what: &str| (Vec::new(), vec![Problem::new(path, what)]);
    let (path_inside, bytes) = match path.strip_suffix(".gz").or_else(|| path.strip_suffix(".GZ")) {
        None => (path, bytes),
        Some(inside) => match unpack(&bytes) {
            Ok(bytes) => (inside, bytes),
            Err(what) => return failed(what),
        },
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return failed("left out: the file is empty");
    }
    if let Some(looks) = encoding::looks_binary(&bytes) {
        return failed(&format!("no text could be read: looks like {looks}"));
    }
    let kind = Kind::of_path(path_inside);
    let declared = match kind {
        Some(Kind::Html) => html::declared_encoding(&bytes),
        _ => None,
    };
    let (text, encoding) = encoding::decode(bytes, declared.as_deref());
    let kind = kind.unwrap_or_else(|| Kind::of_text(&text));
    match kind {
        Kind::Json => return json::read(path, &text, encoding),
        Kind::JsonLines => return json::read_lines(path, &text, encoding),
        Kind::Text | Kind::Markdown | Kind::Html => {}
    }
    let mut draft = match kind {
        Kind::Markdown => markdown::read(text),
        Kind::Html => html::read(&text),
        _ => text::read(text),
    };
    draft.encoding = encoding;
    if draft.text.trim().is_empty() {
        return failed(if kind == Kind::Html {
            "left out: the page holds no text; it may need to be saved again after it has loaded"
        } else {
            "left out: the file holds no text"
        });
    }
    (vec![draft.finish(path.to_owned(), path)], Vec::new())
}

/// Unpacks a whole file, stopping where a small file would grow without end.
fn unpack(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes)
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_| "no text could be read: the archive is damaged; pack it again")?;
    if unpacked.len() as u64 > MAX_FILE_BYTES {
        return Err("left out: unpacked it is longer than 64 MB; split it, or use .jsonl with one article a line");
    }
    Ok(unpacked)
}

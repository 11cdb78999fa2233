//! One source: a text, where it came from, and what it says of its own day of writing.
//!
//! Reading has four steps, each in its own file:
//!
//! | step | from | to |
//! |---|---|---|
//! | [`folder`] finds files and reads bytes | `wire/0208.html.gz` | bytes |
//! | [`encoding`] finds what the bytes mean | `c3 a9` | `é` |
//! | [`format`](mod@format) takes one kind of file apart | a page | title, text, and what it states about itself |
//! | [`passage`] says what each stretch of the text is | the text | title, body, caption, table, furniture, repeat |
//!
//! Beside them [`evidence`] climbs the ladder of what a file states about its day of writing, and [`written`] reads a date
//! as pages write it. Nothing is thrown away and nothing is rewritten: the text stays as it was read, and every later claim
//! is a span into it.

mod credit;
pub mod encoding;
pub mod evidence;
pub mod folder;
pub mod format;
pub mod furniture;
pub mod passage;
pub mod repeat;
pub mod table;
pub mod written;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::calendar::Date;
use crate::problem::Problem;
use crate::span::Span;

/// Index of an article in the analysis at hand (not the stable id, which is [`Article::key`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// As an index into the list of articles.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One article as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Stable id for the same path and text: `a` and twelve hexadecimal digits.
    pub key: String,
    /// Where it stands, relative to the folder that was given; `file.jsonl#ID` inside a collection.
    pub path: String,
    /// Its headline, if it has one. Often also the first line of the text.
    pub title: String,
    /// The outlet, if stated.
    pub source: String,
    /// Its address, if stated.
    pub url: String,
    /// Who wrote it, if stated.
    pub author: String,
    /// The whole text; never changed after reading.
    pub text: String,
    /// The text in order, without gaps of anything but white space: what each stretch of it is.
    pub passages: Vec<Passage>,
    /// What the file says about its day of writing, best rung of the ladder first.
    pub evidence: Vec<Evidence>,
    /// The encoding it was read in, as the WHATWG standard names it (`UTF-8`).
    pub encoding: &'static str,
}

/// Reads the articles that the bytes of one file hold. `path` is the name they will bear; its ending tells the format.
pub fn read_bytes(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    format::read(path, bytes.to_vec())
}

/// A stretch of an article: a paragraph, a caption, a line of furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: PassageKind,
}

/// What a passage is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// The headline, standing in the text.
    Title,
    /// The report itself.
    Body,
    /// Words under a photograph: they yield events, once.
    Caption,
    /// Rows of figures: readable and dated, but their words name and join no event.
    Table,
    /// Subscription lines, newsletter notes, comment policies, lists of related articles, credits, footers. Readable,
    /// never cited.
    Furniture,
    /// Says again what the same article said before. Readable, never cited.
    Repeat,
}

impl PassageKind {
    /// Whether its sentences may yield events.
    pub fn is_report(self) -> bool {
        matches!(self, Self::Body | Self::Caption | Self::Title | Self::Table)
    }
}

/// One statement of the file about the day it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The day stated, or something coarser.
    pub date: Date,
    /// Which rung of the ladder held it.
    pub rung: Rung,
    /// The words as they stood, for the explanation.
    pub words: String,
}

/// The ladder of evidence for a stated day of writing, surest first. The file's own time is the last resort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Rung {
    FrontMatter,
    JsonLd,
    MetaTag,
    TimeElement,
    LeadingLine,
    /// The line in which a paper or an agency signs the report.
    Signature,
    Url,
    FileName,
    /// Only the day of its last change is stated.
    Modified,
    /// Only the day on which it was corrected is stated: it was written by then.
    Amended,
    FileTime,
}

impl Rung {
    /// Whether it says when the article was written, and not only by when.
    pub fn states(self) -> bool {
        !matches!(self, Self::Amended | Self::FileTime)
    }
}

/// How the day of writing became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The analyst, or `--published`, said so.
    Given,
    /// The file says so.
    Stated,
    /// Worked out from its own words and from its neighbours.
    Inferred,
    /// Only the file system's time; a guess.
    FileTime,
}

/// What may be built on a day of writing. Not its confidence, which is measured anew when the weights of the hints are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// What is counted from it is only about right.
    Guess,
    /// What is counted from it is told, and dates nothing by itself.
    Likely,
    /// It dates what is counted from it.
    Firm,
}

/// The day of writing, settled once for every article before anything is resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The day, or something coarser if no more is known.
    pub date: Date,
    /// How it became known.
    pub method: Method,
    /// 0..1: how often such a day is right.
    pub confidence: f32,
    /// What may be built on it.
    pub hold: Hold,
    /// The reasons, one line each, surest first.
    pub because: Vec<String>,
}

impl Published {
    /// Whether what is counted from it is only about right.
    pub fn is_guess(&self) -> bool {
        self.hold == Hold::Guess
    }
}

//! JSON: one object an article, alone, in an array, or one a line.
//!
//! | what | fields, first one wins |
//! |---|---|
//! | text | `text`, `body`, `content`, `articleBody`, `maintext`, `full_text` |
//! | title | `title`, `headline` |
//! | day of publication | `datePublished`, `published`, `date`, `published_at`, `publishedAt`, `date_publish`, … |
//! | outlet | `source`, `publisher`, `outlet` (a name, or an object with one) |
//! | address | `url`, `link` |
//! | writer | `author`, `authors`, `byline` |
//!
//! An article's path is `file.jsonl#ID`: its `id`, else its line (in an array its place), counted from 1. Should an id come
//! twice in one file, the later one is `#ID~LINE`, so that a path always means one article.

use std::io::{BufRead, Read};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::{Draft, MAX_FILE_BYTES, html};
use crate::article::evidence::Stated;
use crate::article::written::Order;
use crate::article::{Article, Rung, encoding};
use crate::problem::Problem;
use crate::progress::Monitor;

const TEXT: &[&str] = &["text", "body", "content", "articleBody", "maintext", "full_text"];
const TITLE: &[&str] = &["title", "headline"];
const PUBLISHED: &[&str] = &[
    "datePublished",
    "published",
    "date",
    "published_at",
    "publishedAt",
    "published_date",
    "publication_date",
    "date_published",
    "date_publish",
    "publish_date",
    "pubDate",
    "pub_date",
    "dateCreated",
    "created_at",
    "timestamp",
];
const MODIFIED: &[&str] = &["dateModified", "modified", "updated", "updated_at", "updatedAt", "date_modify"];
const SOURCE: &[&str] = &["source", "publisher", "outlet", "source_name", "sourceName", "domain", "source_domain"];
const URL: &[&str] = &["url", "link", "web_url", "webUrl"];
const AUTHOR: &[&str] = &["author", "authors", "byline"];

/// One record on its way to an article.
struct Record {
    /// Its id, if it states one.
    id: Option<String>,
    /// Its line, or its place in the array, from 1.
    line: usize,
    /// What became of it.
    draft: Result<Draft, String>,
}

/// Reads a `.json` file: an object, an array of objects, or an object that holds such an array (`{"articles": [...]}`).
pub fn read(path: &str, text: &str, encoding: &'static str) -> (Vec<Article>, Vec<Problem>) {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(why) => {
            // Several objects, one a line, under the name of one.
            if text
                .lines()
                .filter(|l| !l.trim().is_empty())
                .take(2)
                .all(|l| l.trim_start().starts_with('{') && l.trim_end().ends_with('}'))
            {
                return read_lines(path, text, encoding);
            }
            return (Vec::new(), vec![Problem::new(path, format!("no article could be read: {}", broken(&why)))]);
        }
    };
    let records: Vec<Value> = match value {
        Value::Array(records) => records,
        Value::Object(mut object) => {
            let inner =
                if field(&object, TEXT).is_some() { None } else { object.values_mut().find_map(articles_inside) };
            match inner {
                Some(records) => records,
                None => vec![Value::Object(object)],
            }
        }
        _ => return (Vec::new(), vec![Problem::new(path, "left out: neither an object nor an array of objects")]),
    };
    let records = records.into_iter().enumerate().map(|(n, value)| record(value, n + 1, encoding)).collect();
    finish(path, records, &mut FxHashSet::default())
}

/// The array of articles in a field of a wrapping object.
fn articles_inside(value: &mut Value) -> Option<Vec<Value>> {
    let records = value.as_array_mut()?;
    let first = records.first()?.as_object()?;
    field(first, TEXT)?;
    Some(std::mem::take(records))
}

/// Reads JSON lines that are in memory already.
pub fn read_lines(path: &str, text: &str, encoding: &'static str) -> (Vec<Article>, Vec<Problem>) {
    let records = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| line_record(line, n + 1, encoding))
        .collect();
    finish(path, records, &mut FxHashSet::default())
}

/// Lines parsed side by side before their articles are handed on: enough for all cores, little enough for the memory.
const BATCH_LINES: usize = 512;

/// Reads JSON lines from a file of any length or from standard input, a batch at a time.
pub fn stream(path: &str, mut reader: impl BufRead, monitor: &Monitor) -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let mut taken = FxHashSet::default();
    let (mut number, mut ended) = (0, false);
    while !ended && !monitor.is_cancelled() {
        let mut batch: Vec<(usize, Result<Vec<u8>, String>)> = Vec::new();
        while batch.len() < BATCH_LINES {
            number += 1;
            match next_line(&mut reader) {
                Ok(None) => {
                    ended = true;
                    break;
                }
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(line)) => batch.push((number, Ok(line))),
                Err(Broken::TooLong) => {
                    batch.push((
                        number,
                        Err("left out: one line is longer than 64 MB; an article stands on a line of its own".into()),
                    ));
                }
                Err(Broken::Io(why)) => {
                    problems.push(Problem::new(
                        path,
                        format!("the rest could not be read after line {}: {why}", number - 1),
                    ));
                    ended = true;
                    break;
                }
            }
        }
        let records = batch
            .into_par_iter()
            .map(|(line, bytes)| match bytes {
                Ok(bytes) => {
                    let (text, encoding) = encoding::decode(bytes, None);
                    line_record(&text, line, encoding)
                }
                Err(what) => Record { id: None, line, draft: Err(what) },
            })
            .collect();
        let (more, bad) = finish(path, records, &mut taken);
        articles.extend(more);
        problems.extend(bad);
    }
    if articles.is_empty() && problems.is_empty() && !monitor.is_cancelled() {
        problems.push(Problem::new(path, "left out: the file is empty"));
    }
    (articles, problems)
}

enum Broken {
    TooLong,
    Io(std::io::Error),
}

fn next_line(reader: &mut impl BufRead) -> Result<Option<Vec<u8>>, Broken> {
    let mut line = Vec::new();
    let read = reader.by_ref().take(MAX_FILE_BYTES).read_until(b'\n', &mut line).map_err(Broken::Io)?;
    if read == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 >= MAX_FILE_BYTES {
        line.clear();
        // The rest of the line is passed over without being kept.
        loop {
            let (used, done) = match reader.fill_buf().map_err(Broken::Io)? {
                [] => (0, true),
                buffer => match memchr::memchr(b'\n', buffer) {
                    Some(at) => (at + 1, true),
                    None => (buffer.len(), false),
                },
            };
            reader.consume(used);
            if done {
                return Err(Broken::TooLong);
            }
        }
    }
    Ok(Some(line))
}

fn line_record(line: &str, number: usize, encoding: &'static str) -> Record {
    match serde_json::from_str(line.trim().trim_start_matches('\u{feff}')) {
        Ok(value) => record(value, number, encoding),
        Err(why) => Record { id: None, line: number, draft: Err(format!("left out: {}", broken(&why))) },
    }
}

/// Why JSON could not be read, without the parser's own line number where it would mislead.
fn broken(why: &serde_json::Error) -> String {
    let what = match why.classify() {
        serde_json::error::Category::Eof => "the JSON ends too early; the file may be cut short",
        _ if why.to_string().starts_with("recursion limit") => "the JSON is nested too deeply for an article",
        _ => "this is no valid JSON",
    };
    format!("{what} (line {}, column {})", why.line(), why.column())
}

fn record(value: Value, line: usize, encoding: &'static str) -> Record {
    let Value::Object(mut object) = value else {
        return Record { id: None, line, draft: Err("left out: not an object with a “text”".into()) };
    };
    let id = match object.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => Some(id.trim().to_owned()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let text = match field(&object, TEXT) {
        None => {
            return Record {
                id,
                line,
                draft: Err("left out: no “text”, “body”, “content” or “articleBody” in it".into()),
            };
        }
        Some(name) => object.remove(name).map(prose).unwrap_or_default(),
    };
    if text.trim().is_empty() {
        return Record { id, line, draft: Err("left out: its text is empty".into()) };
    }
    let text = encoding::printable(if html::is_markup(&text) { html::fragment(&text) } else { text });
    let word = |names: &[&str]| names.iter().find_map(|name| object.get(*name).and_then(name_of)).unwrap_or_default();
    let mut stated = Vec::new();
    for (names, modified) in [(PUBLISHED, false), (MODIFIED, true)] {
        for value in names.iter().filter_map(|name| object.get(*name)) {
            let words = match value {
                Value::String(words) => words.clone(),
                Value::Number(number) => number.to_string(),
                _ => continue,
            };
            stated.extend(Stated::field(&words, Rung::FrontMatter, modified, Order::Unknown));
        }
    }
    let draft = Draft {
        title: word(TITLE),
        source: word(SOURCE),
        url: word(URL),
        author: word(AUTHOR),
        text,
        stated,
        encoding,
        ..Draft::default()
    };
    Record { id, line, draft: Ok(draft) }
}

/// The first of `names` that `object` has with something in it.
fn field<'a>(object: &Map<String, Value>, names: &[&'a str]) -> Option<&'a str> {
    let held = |name: &&&str| match object.get(**name) {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(parts)) => parts.first().is_some_and(Value::is_string),
        _ => false,
    };
    let empty = |name: &&&str| object.get(**name).is_some_and(Value::is_string);
    names.iter().find(held).or_else(|| names.iter().find(empty)).copied()
}

/// A text, or the paragraphs of one.
fn prose(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Array(parts) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            parts.join("\n\n")
        }
        _ => String::new(),
    }
}

/// A name: a string, an object with a `name`, or a list of either.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.trim().to_owned()).filter(|n| !n.is_empty()),
        Value::Object(object) => ["name", "title"].iter().find_map(|key| object.get(*key).and_then(name_of)),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter(|v| !v.is_array()).filter_map(name_of).collect();
            Some(names.join(", ")).filter(|n| !n.is_empty())
        }
        _ => None,
    }
}

fn finish(path: &str, records: Vec<Record>, taken: &mut FxHashSet<String>) -> (Vec<Article>, Vec<Problem>) {
    // Paths first, one after another, because an id may come twice; the drafts then finish side by side.
    let named: Vec<(String, Result<Draft, String>)> = records
        .into_iter()
        .map(|record| {
            let mut name = record.id.unwrap_or_else(|| record.line.to_string());
            if !taken.insert(name.clone()) {
                name = format!("{name}~{}", record.line);
                taken.insert(name.clone());
            }
            (format!("{path}#{name}"), record.draft)
        })
        .collect();
    let done: Vec<Result<Article, Problem>> = named
        .into_par_iter()
        .map(|(name, draft)| match draft {
            // The name of a collection says nothing of the days of its articles.
            Ok(draft) => Ok(draft.finish(name, "")),
            Err(what) => Err(Problem::new(name, what)),
        })
        .collect();
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for one in done {
        match one {
            Ok(article) => articles.push(article),
            Err(problem) => problems.push(problem),
        }
    }
    (articles, problems)
}

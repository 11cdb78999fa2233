//! The rules of the house that a machine can hold: who may import whom, and which words may stand where.
//!
//! The table of imports is `src/lib.rs` itself: a module may use the modules above it there. Everything else is a list of
//! words with the only places where they may stand. Tests inside `src` and comments are free.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// Words, the only places where they may stand, and why. A place is a file or, with a slash at its end, a folder.
const WORDS: &[(&str, &[&str], &str)] = &[
    (
        r"\b(chrono|icu_calendar)::",
        &["src/calendar/"],
        "only the calendar names its crates; say it with Day, Date and When",
    ),
    (
        r"\b(egui|eframe|rfd)::",
        &["src/app/", "src/main.rs"],
        "the core knows no toolkit; it must build without the window",
    ),
    (
        r"\b(std::fs|fs::\w+|File::(open|create)|OpenOptions|tempfile)\b",
        &["src/article/folder.rs", "src/project/", "src/export/", "src/cli/"],
        "one room reads articles, and the exports, the project and the command line write; nobody else touches a disk",
    ),
    (
        r"\b(SystemTime|Instant|Utc|Local)::now\b",
        &["src/cli/", "src/app/"],
        "the core knows no clock; days come in with the articles",
    ),
    (
        r"\bstd::env\b|\benv::(var|args|current)",
        &["src/main.rs", "src/cli/", "src/app/"],
        "the core knows no environment",
    ),
    (r"\bstd::net\b|\bTcpStream\b|\bUdpSocket\b", &[], "nothing leaves the machine"),
    (
        r"\bcollections::(HashMap|HashSet|\{[^}]*Hash(Map|Set))",
        &[],
        "its order changes from run to run; rustc_hash for look-up, BTreeMap for what is walked",
    ),
    (
        r"\.unwrap\(\)",
        &[],
        "the core does not fail: return a value and a Problem, say with unwrap_or what then, or allow it on the line above with the reason",
    ),
    (r"\b(todo|unimplemented|dbg)!", &[], "no stub and no trace is left behind"),
    (r"\bprint(ln)?!", &[], "standard output carries only the result, and cli::write_with writes it"),
    (
        r"\beprint(ln)?!",
        &["src/main.rs", "src/cli/", "src/app/"],
        "a stage returns its problems; the command line says them",
    ),
    (r"\bunsafe\b", &[], "the whole program is safe Rust"),
];

/// One line of code without its comment.
struct Line {
    number: usize,
    code: String,
}

/// A file of `src` up to its tests.
struct Source {
    path: String,
    /// Its module of `src/lib.rs`; `None` for `lib.rs` and `main.rs`.
    module: Option<String>,
    preface: bool,
    lines: Vec<Line>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            files(&entry, into);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            into.push(entry);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    files(&root().join("src"), &mut paths);
    let comment = Regex::new(r"^\s*//.*$|\s//\s.*$").unwrap();
    let test_only = Regex::new(r"#\[cfg\(test\)\]\s*(?:pub(?:\([^)]*\))?\s+)?mod (\w+);").unwrap();
    let texts: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    // files that only tests are built with
    let helpers: Vec<PathBuf> = paths
        .iter()
        .zip(&texts)
        .flat_map(|(path, text)| {
            let folder = path.parent().unwrap();
            let own = match path.file_stem().unwrap().to_str().unwrap() {
                "mod" | "lib" => folder.to_path_buf(),
                stem => folder.join(stem),
            };
            test_only.captures_iter(text).map(move |found| own.join(&found[1])).collect::<Vec<_>>()
        })
        .collect();
    let is_helper =
        |path: &Path| helpers.iter().any(|helper| path.with_extension("") == *helper || path.starts_with(helper));
    let mut sources = Vec::new();
    for (path, text) in paths.iter().zip(&texts).filter(|(path, _)| !is_helper(path)) {
        let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        let module = path["src/".len()..].split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let mut lines = Vec::new();
        let mut code = text.lines().enumerate().peekable();
        while let Some((n, line)) = code.next() {
            if line.trim() == "#[cfg(test)]" {
                // a module of tests stands last in its file; any other item that only tests use is skipped alone
                match code.peek() {
                    Some((_, next)) if next.trim_start().starts_with("mod ") && next.ends_with('{') => break,
                    _ => {
                        let indent = line.len() - line.trim_start().len();
                        let closes = |line: &str| {
                            let own = line.len() - line.trim_start().len();
                            own == indent && (line.ends_with('}') || line.ends_with(';'))
                        };
                        while code.next().is_some_and(|(_, line)| !closes(line)) {}
                        continue;
                    }
                }
            }
            lines.push(Line { number: n + 1, code: comment.replace(line, "").into_owned() });
        }
        sources.push(Source {
            module: (!matches!(&*module, "lib" | "main")).then_some(module),
            preface: text.starts_with("//!"),
            path,
            lines,
        });
    }
    sources
}

/// The modules in the order of `src/lib.rs`.
fn floors() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let module = Regex::new(r"(?m)^pub mod (\w+);").unwrap();
    module.captures_iter(&text).map(|found| found[1].to_owned()).collect()
}

/// The modules that a line names after `crate::`, braces included.
fn used(code: &str) -> Vec<String> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bcrate::(?:(\w+)|\{(.*))").unwrap());
    let mut names = Vec::new();
    for found in PATH.captures_iter(code) {
        if let Some(name) = found.get(1) {
            names.push(name.as_str().to_owned());
        }
        let mut depth = 0;
        let mut fresh = true;
        let mut name = String::new();
        for c in found.get(2).map_or("", |list| list.as_str()).chars().chain([',']) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 && fresh && (c.is_alphanumeric() || c == '_') {
                name.push(c);
            } else if !name.is_empty() {
                names.push(std::mem::take(&mut name));
            }
            fresh = depth == 0 && (c == ',' || (fresh && (c == ' ' || c == '_' || c.is_alphanumeric())));
        }
    }
    names
}

#[test]
fn imports_run_down_the_list() {
    let floors = floors();
    let floor = |name: &str| floors.iter().position(|floor| floor == name);
    let mut wrong = String::new();
    for source in sources() {
        let Some(module) = &source.module else { continue };
        let Some(own) = floor(module) else {
            writeln!(wrong, "{}: the module {module} does not stand in src/lib.rs", source.path).unwrap();
            continue;
        };
        for line in &source.lines {
            for name in used(&line.code) {
                if floor(&name).is_some_and(|other| other > own) {
                    let Line { number, .. } = line;
                    writeln!(wrong, "{}:{number}: {module} uses {name}, which stands below it", source.path).unwrap();
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a module may use the modules above it in src/lib.rs; move the noun up or the verb down\n{wrong}"
    );
}

#[test]
fn words_stand_only_where_they_may() {
    let mut wrong = String::new();
    let sources = sources();
    for (words, places, because) in WORDS {
        let words = Regex::new(words).unwrap();
        for source in &sources {
            let mut allowed = false;
            let at_home = places
                .iter()
                .any(|place| if place.ends_with('/') { source.path.starts_with(place) } else { source.path == *place });
            for line in source.lines.iter().filter(|_| !at_home) {
                let excused =
                    std::mem::replace(&mut allowed, line.code.contains("#[allow(") && line.code.contains("reason ="));
                if excused {
                    continue;
                }
                if let Some(found) = words.find(&line.code) {
                    writeln!(wrong, "{}:{}: `{}`: {because}", source.path, line.number, found.as_str()).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_file_opens_with_its_idea() {
    let bare: Vec<_> = sources().into_iter().filter(|source| !source.preface).map(|source| source.path).collect();
    assert!(bare.is_empty(), "these files do not begin with a //! preface: {bare:?}");
}

#[test]
fn the_card_of_the_house_names_every_floor() {
    let card = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let missing: Vec<_> = floors().into_iter().filter(|floor| !card.contains(&format!("`{floor}`"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not name {missing:?}");
}

#[test]
fn the_reader_of_imports_reads_them() {
    let table = [
        ("use crate::span::Span;", "span"),
        ("let x = crate::timex::tag(crate::span::of(t));", "timex span"),
        ("use crate::{event, mention::{Mention, Status}, span::Span};", "event mention span"),
        ("pub(crate) fn scene() {}", ""),
        ("use super::article;", ""),
    ];
    for (line, expected) in table {
        assert_eq!(used(line).join(" "), expected, "{line}");
    }
}

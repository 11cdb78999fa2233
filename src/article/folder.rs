//! The only reader of disks: walks folders, reads bytes, hands them to their format.
//!
//! Files are found first, in order of path, then read side by side; results come back in order, so neither the disk nor
//! the number of threads changes a byte of what follows. One file that cannot be read is one [`Problem`] with its name and
//! what to do; the rest is read all the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::format::{self, Kind, MAX_FILE_BYTES, json};
use super::{Article, Evidence, Rung};
use crate::calendar::{Date, Day};
use crate::problem::Problem;
use crate::progress::Monitor;

/// A file to read, and the name its article will bear.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    name: String,
    file: PathBuf,
}

/// Reads every article under `paths` (folders to any depth, files, [`STANDARD_INPUT`]), in order of path. A cancelled run returns what it had.
pub fn read(paths: &[PathBuf], monitor: &Monitor) -> (Vec<Article>, Vec<Problem>) {
    read_with(paths, monitor, &mut |_, _| {})
}

/// The same, and `begun` hears of the first articles, once there are `FIRST` of them and as many files are still to come.
pub fn read_with(
    paths: &[PathBuf],
    monitor: &Monitor,
    begun: &mut dyn FnMut(&[Article], &[Problem]),
) -> (Vec<Article>, Vec<Problem>) {
    let (files, mut problems) = find(paths, monitor);
    monitor.expect(files.len());
    let mut articles = Vec::new();
    let (first, rest) = files.split_at(if files.len() > 2 * FIRST { FIRST } else { 0 });
    if !first.is_empty() {
        let (some, bad) = read_files(first, monitor);
        articles.extend(some);
        problems.extend(bad);
        if !monitor.is_cancelled() {
            begun(&articles, &problems);
        }
    }
    let (more, bad) = read_files(rest, monitor);
    articles.extend(more);
    problems.extend(bad);
    (articles, problems)
}

/// So many articles are read before anything is shown of a large folder. Fewer, and the first events are about one day or two;
/// more, and one waits for them.
pub const FIRST: usize = 250;

/// Side by side, in order.
fn read_files(files: &[Found], monitor: &Monitor) -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::with_capacity(files.len()), Vec::new());
    let read: Vec<(Vec<Article>, Vec<Problem>)> = files
        .par_iter()
        .map(|found| {
            if monitor.is_cancelled() {
                return Default::default();
            }
            let result = read_file(found, monitor);
            monitor.advance();
            result
        })
        .collect();
    for (more, bad) in read {
        articles.extend(more);
        problems.extend(bad);
    }
    (articles, problems)
}

/// A file as it lies there: whether it was changed shows without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    /// Time of change, since 1970.
    changed: Option<Duration>,
}

/// Every file that [`read`] would read, by name.
pub type Listing = BTreeMap<String, Stamp>;

/// Lists what [`read`] would read. What cannot be looked at is left out.
pub fn list(paths: &[PathBuf]) -> Listing {
    let (files, _) = find(paths, &Monitor::default());
    let stamp = |found: Found| {
        let about = fs::metadata(&found.file).ok()?;
        let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Some((found.name, Stamp { bytes: about.len(), changed }))
    };
    files.into_iter().filter_map(stamp).collect()
}

/// The path that means JSON lines on standard input.
pub const STANDARD_INPUT: &str = "-";

/// Every file under `paths`, in order of name, each once.
fn find(paths: &[PathBuf], monitor: &Monitor) -> (Vec<Found>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy();
        if shown == STANDARD_INPUT {
            found.push(Found { name: STANDARD_INPUT.into(), file: path.clone() });
            continue;
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                let before = (found.len(), problems.len());
                walk(path, monitor, &mut found, &mut problems);
                if (found.len(), problems.len()) == before && !monitor.is_cancelled() {
                    problems.push(Problem::new(
                        shown,
                        "no article in it: choose a folder with .txt, .md, .html or .json files",
                    ));
                }
            }
            Ok(_) => found.push(Found { name: file_name(path), file: path.clone() }),
            Err(why) => problems.push(Problem::new(shown, reason(&why))),
        }
    }
    // Two folders may hold a file of the same name; then those are called by their whole path.
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    for one in &found {
        *count.entry(&one.name).or_default() += 1;
    }
    let twice: FxHashSet<String> = count.iter().filter(|(_, n)| **n > 1).map(|(name, _)| (*name).to_owned()).collect();
    for one in &mut found {
        if twice.contains(&one.name) {
            one.name = slashed(&one.file);
        }
    }
    found.sort();
    found.dedup();
    (found, problems)
}

fn walk(folder: &Path, monitor: &Monitor, found: &mut Vec<Found>, problems: &mut Vec<Problem>) {
    let walker = ignore::WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(true).build();
    for entry in walker {
        if monitor.is_cancelled() {
            return;
        }
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && !is_own(entry.path()) {
                    let name = slashed(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
                    found.push(Found { name, file: entry.into_path() });
                }
            }
            Err(error) => problems.push(unwalked(folder, &error)),
        }
    }
}

/// Whether a file is what an analyst kept of this program, and its last good copy: no article, though it may lie among them.
fn is_own(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "dateline" || ending == "dateline~")
}

fn unwalked(folder: &Path, error: &ignore::Error) -> Problem {
    match error {
        ignore::Error::WithPath { path, err } => Problem { path: slashed(path), ..unwalked(folder, err) },
        ignore::Error::WithDepth { err, .. } => unwalked(folder, err),
        ignore::Error::Loop { child, .. } => {
            Problem::new(slashed(child), "left out: this link leads back to a folder above it")
        }
        ignore::Error::Io(why) => Problem::new(slashed(folder), reason(why)),
        _ => Problem::new(slashed(folder), "part of this folder could not be read"),
    }
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| slashed(path), |name| name.to_string_lossy().into_owned())
}

/// Why a file cannot be read and what to do.
fn reason(why: &io::Error) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => "not found: it may have been moved or deleted; choose it again".into(),
        io::ErrorKind::PermissionDenied => {
            "no permission to read it: change its permissions or copy it elsewhere".into()
        }
        _ => format!("could not be read: {why}"),
    }
}

fn read_file(found: &Found, monitor: &Monitor) -> (Vec<Article>, Vec<Problem>) {
    let failed = |what: String| (Vec::new(), vec![Problem::new(&found.name, what)]);
    if found.name == STANDARD_INPUT {
        return json::stream(STANDARD_INPUT, io::stdin().lock(), monitor);
    }
    let opened = File::open(&found.file).and_then(|file| Ok((file.metadata()?, file)));
    let (about, file) = match opened {
        Ok(opened) => opened,
        Err(why) => return failed(reason(&why)),
    };
    let inside = found.name.strip_suffix(".gz").unwrap_or(&found.name);
    let (mut articles, problems) = if Kind::of_path(inside) == Some(Kind::JsonLines) {
        if inside.len() < found.name.len() {
            json::stream(&found.name, BufReader::new(flate2::read::MultiGzDecoder::new(BufReader::new(file))), monitor)
        } else {
            json::stream(&found.name, BufReader::with_capacity(1 << 16, file), monitor)
        }
    } else {
        if about.len() > MAX_FILE_BYTES {
            return failed(format!(
                "left out: {} MB is too long for one article; split it, or use .jsonl with one article a line",
                about.len() >> 20
            ));
        }
        let mut bytes = Vec::with_capacity(about.len() as usize);
        // A file may grow while it is read.
        if let Err(why) = file.take(MAX_FILE_BYTES).read_to_end(&mut bytes) {
            return failed(reason(&why));
        }
        format::read(&found.name, bytes)
    };
    let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    if let Some(changed) = changed {
        let date = Date::Day(Day::from_number((changed.as_secs() / 86_400) as i32));
        for article in &mut articles {
            article.evidence.push(Evidence { date, rung: Rung::FileTime, words: String::new() });
        }
    }
    (articles, problems)
}

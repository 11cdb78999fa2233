//! The file itself: everything about one event together, as JSON that can be read without this program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::anchor::{day_key, is_event};
use super::path::{absolute, relative, tidy};
use super::{Anchor, Project, View};
use crate::calendar::Date;
use crate::event::{self, Called, Hand};
use crate::export::write_file;
use crate::problem::Problem;
use crate::timeline::edit::Edits;

/// Written into the file. A file with a higher number was written by a later program, which may mean things that this one
/// would lose; it is not opened.
const VERSION: u32 = 1;

/// Why a project could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The file could not be read.
    #[error("could not be read: {0}")]
    Io(#[from] io::Error),
    /// It is not what this program writes.
    #[error("is damaged at line {0}")]
    Damaged(usize),
    /// It was written by a later program.
    #[error("was written by a later version of Dateline")]
    Newer,
}

/// The file as it is written: everything about one event together.
#[derive(Serialize, Deserialize)]
struct Document {
    dateline: u32,
    articles: Vec<String>,
    #[serde(default)]
    days: BTreeMap<String, String>,
    /// How the articles of these days begin, by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    openings: BTreeMap<String, String>,
    #[serde(default)]
    events: Vec<Noted>,
    #[serde(default)]
    merged: Vec<[Anchor; 2]>,
    #[serde(default)]
    apart: Vec<Anchor>,
    /// What names are called instead, by how they are written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<String, String>,
    #[serde(default)]
    view: View,
}

#[derive(Default, Serialize, Deserialize)]
struct Noted {
    #[serde(flatten)]
    anchor: Anchor,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    star: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Project {
    /// Writes the file. With `keep`, what stood there stays as the last good copy, if it is good.
    pub fn save(&self, path: &Path, keep: bool) -> io::Result<()> {
        if keep && read(path).is_ok() {
            fs::copy(path, last_good(path))?;
        }
        let text = serde_json::to_string_pretty(&self.document(path)).map_err(io::Error::other)?;
        write_file(path, |out| {
            out.write_all(text.as_bytes())?;
            out.write_all(b"\n")
        })
    }

    /// Opens a file; the last good copy if the file itself is damaged, and then says so.
    pub fn open(path: &Path) -> Result<(Self, Option<Problem>), ProjectError> {
        match read(path) {
            Ok(project) => Ok((project, None)),
            Err(ProjectError::Newer) => Err(ProjectError::Newer),
            Err(error) => match read(&last_good(path)) {
                Ok(project) => {
                    let what = format!("{error}; opened as it was at the beginning of the last session");
                    Ok((project, Some(Problem::new(path.display().to_string(), what))))
                }
                Err(_) => Err(error),
            },
        }
    }

    fn document(&self, path: &Path) -> Document {
        let base = absolute(path.parent().unwrap_or(Path::new("")));
        let edits = &self.edits;
        let anchor = |key: &str| {
            let bare = if is_event(key) { String::new() } else { key.to_owned() };
            self.anchors.get(key).cloned().unwrap_or(Anchor { mention: bare, ..Anchor::default() })
        };
        let named: BTreeSet<&String> =
            edits.starred.iter().chain(&edits.hidden).chain(edits.renamed.keys()).chain(edits.notes.keys()).collect();
        let mut events: Vec<Noted> = named
            .into_iter()
            .map(|key| Noted {
                anchor: anchor(key),
                star: edits.starred.contains(key),
                hidden: edits.hidden.contains(key),
                label: edits.renamed.get(key).cloned(),
                note: edits.notes.get(key).cloned(),
            })
            .collect();
        // By place, so that two versions of the file are easily compared.
        events.sort_by(|a, b| {
            let place = |noted: &Noted| {
                let Anchor { article, quote, mention, .. } = noted.anchor.clone();
                (article, quote, mention)
            };
            place(a).cmp(&place(b))
        });
        Document {
            dateline: VERSION,
            articles: self.paths.iter().map(|path| relative(&absolute(path), &base)).collect(),
            openings: edits
                .given
                .keys()
                .filter_map(|path| Some((path.clone(), self.anchors.get(&day_key(path))?.quote.clone())))
                .filter(|(_, quote)| !quote.is_empty())
                .collect(),
            days: edits.given.iter().map(|(path, day)| (path.clone(), day.timex3())).collect(),
            events,
            merged: edits.hand.joined.iter().map(|(a, b)| [anchor(a), anchor(b)]).collect(),
            apart: edits.hand.apart.iter().map(|key| anchor(key)).collect(),
            names: edits.hand.called.iter().map(|(written, called)| (written.to_owned(), called.to_owned())).collect(),
            view: self.view.clone(),
        }
    }
}

fn last_good(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push("~");
    PathBuf::from(name)
}

fn read(path: &Path) -> Result<Project, ProjectError> {
    let text = fs::read_to_string(path)?;
    // The version first: a later program may write what this one cannot read.
    #[derive(Deserialize)]
    struct Head {
        dateline: u32,
    }
    let damaged = |error: serde_json::Error| ProjectError::Damaged(error.line());
    let head: Head = serde_json::from_str(&text).map_err(damaged)?;
    if head.dateline > VERSION {
        return Err(ProjectError::Newer);
    }
    let document: Document = serde_json::from_str(&text).map_err(damaged)?;
    let base = absolute(path.parent().unwrap_or(Path::new("")));
    let mut edits = Edits::default();
    let mut anchors = BTreeMap::new();
    edits.given = document.days.into_iter().filter_map(|(path, day)| Some((path, day.parse::<Date>().ok()?))).collect();
    for noted in document.events.into_iter().filter(|noted| !noted.anchor.mention.is_empty()) {
        let key = event::key_of(&noted.anchor.mention);
        anchors.insert(key.clone(), noted.anchor);
        if noted.star {
            edits.starred.insert(key.clone());
        }
        if noted.hidden {
            edits.hidden.insert(key.clone());
        }
        edits.renamed.extend(noted.label.map(|label| (key.clone(), label)));
        edits.notes.extend(noted.note.map(|note| (key.clone(), note)));
    }
    let mut hand = Hand::default();
    for [a, b] in document.merged {
        let (least, most) = if a.mention <= b.mention { (a, b) } else { (b, a) };
        hand.joined.insert((least.mention.clone(), most.mention.clone()));
        anchors.extend([least, most].map(|anchor| (anchor.mention.clone(), anchor)));
    }
    for anchor in document.apart {
        hand.apart.insert(anchor.mention.clone());
        anchors.insert(anchor.mention.clone(), anchor);
    }
    hand.called = Called::of(document.names);
    edits.hand = hand;
    for (article, quote) in document.openings {
        anchors.insert(day_key(&article), Anchor { article, quote, ..Anchor::default() });
    }
    let paths = document.articles.iter().map(|path| tidy(&base.join(path))).collect();
    Ok(Project { paths, edits, anchors, view: document.view })
}

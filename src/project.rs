//! The `.dateline` file: what the analyst did, and nothing of the articles.
//!
//! The analysis can be made again at any time; what a person said about it cannot. So the file holds only that, as JSON
//! that can be read without this program, with the folder told relative to the file, so that both can move together.
//!
//! Inside the program an event goes by a key, a hash of where one of its sentences stands. When an article is corrected or
//! moved, that key is gone. Therefore the file remembers of everything it names also the article and the sentence itself
//! ([`Anchor`]), and finds it again by these:
//!
//! | what happened | found by |
//! |---|---|
//! | nothing | key |
//! | the article was corrected elsewhere | path and sentence |
//! | the article was moved | sentence |
//! | the sentence is gone | nothing: it is kept in the file, and listed as a problem |
//!
//! A file is written beside its place and takes its name when it is complete. What was there at the beginning of a session
//! stays as `NAME.dateline~`, and is read when the file itself cannot be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::calendar::{Date, When};
use crate::event::{self, Hand};
use crate::export::write_file;
use crate::mention::Mention;
use crate::problem::Problem;
use crate::timeline::Timeline;
use crate::timeline::edit::Edits;

/// The ending of the file.
pub const ENDING: &str = "dateline";

/// Written into the file. A file with a higher number was written by a later program, which may mean things that this one
/// would lose; it is not opened.
const VERSION: u32 = 1;

/// A place in the articles, told so that it is found again: one sentence, or the event that it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// [`Mention::key`].
    pub mention: String,
    /// [`crate::article::Article::path`].
    #[serde(default)]
    pub article: String,
    /// The sentence, white space folded.
    #[serde(default)]
    pub quote: String,
    /// The words of time in it, which tell two mentions of one sentence apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
}

/// How the timeline was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// First day on the screen, `2021-03-01`.
    pub from: String,
    /// Last day on the screen.
    pub to: String,
    /// `none`, `source` or `entity`.
    pub lanes: String,
    /// Only so many of the most important events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<usize>,
    /// What was chosen in each filter, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, BTreeSet<String>>,
}

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// What was opened.
    pub paths: Vec<PathBuf>,
    /// What the analyst did.
    pub edits: Edits,
    /// Where each event and mention that the edits name stands, by key.
    pub anchors: BTreeMap<String, Anchor>,
    /// How it was looked at.
    pub view: View,
}

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
    #[serde(default)]
    events: Vec<Noted>,
    #[serde(default)]
    merged: Vec<[Anchor; 2]>,
    #[serde(default)]
    apart: Vec<Anchor>,
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
    /// Gathers what is to be kept. `known` are the anchors of a file that was opened: what has no place now keeps its own.
    pub fn gather(
        paths: &[PathBuf],
        edits: &Edits,
        known: &BTreeMap<String, Anchor>,
        view: View,
        timeline: &Timeline,
    ) -> Self {
        let named = names(edits);
        let mut anchors: BTreeMap<String, Anchor> =
            known.iter().filter(|(key, _)| named.contains(*key)).map(|(k, a)| (k.clone(), a.clone())).collect();
        if !named.is_empty() {
            for mention in &timeline.mentions {
                for key in [mention.key.clone(), event::key_of(&mention.key)] {
                    if named.contains(&key) {
                        anchors.insert(key, anchor(timeline, mention));
                    }
                }
            }
        }
        Self { paths: paths.to_vec(), edits: edits.clone(), anchors, view }
    }

    /// Where things named by the edits stand now, if their articles were changed: old key to new key, of mentions and of
    /// events. What still goes by its key, and what cannot be found, is left out.
    pub fn moved(edits: &Edits, anchors: &BTreeMap<String, Anchor>, timeline: &Timeline) -> BTreeMap<String, String> {
        let lost = lost(edits, timeline);
        let mut wanted: FxHashMap<String, Vec<(&String, &Anchor)>> = FxHashMap::default();
        for key in &lost {
            if let Some(anchor) = anchors.get(key).filter(|anchor| !anchor.quote.is_empty()) {
                wanted.entry(anchor.quote.clone()).or_default().push((key, anchor));
            }
        }
        // Of several mentions of the same sentence: the same article first, then the same words of time, then the first.
        let mut best: BTreeMap<String, ((bool, bool), String)> = BTreeMap::new();
        for mention in timeline.mentions.iter().filter(|_| !wanted.is_empty()) {
            let Some(keys) = wanted.get(&quote(timeline, mention)) else { continue };
            let found = anchor(timeline, mention);
            for (key, anchor) in keys {
                let likeness = (found.article == anchor.article, found.time == anchor.time);
                let name = if is_event(key) { event::key_of(&mention.key) } else { mention.key.clone() };
                match best.get(*key) {
                    Some((before, _)) if *before >= likeness => {}
                    _ => _ = best.insert((*key).clone(), (likeness, name)),
                }
            }
        }
        best.into_iter().map(|(key, (_, name))| (key, name)).collect()
    }

    /// What the edits name and the articles no longer hold: one problem each.
    pub fn unplaced(edits: &Edits, anchors: &BTreeMap<String, Anchor>, timeline: &Timeline) -> Vec<Problem> {
        let mut problems: Vec<Problem> = lost(edits, timeline)
            .into_iter()
            .map(|key| {
                let anchor = anchors.get(&key).cloned().unwrap_or_default();
                let done = done(edits, &key);
                Problem::new(anchor.article, format!("{done}, but the sentence is gone: “{}”", anchor.quote))
            })
            .collect();
        let held = |path: &str| timeline.sources.iter().any(|source| source.article.path == path);
        let days = edits.given.iter().filter(|(path, _)| !held(path));
        problems.extend(days.map(|(path, day)| {
            Problem::new(path, format!("its day was set to {}, but it is gone", When::from(*day).words()))
        }));
        problems.sort();
        problems
    }

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
            days: edits.given.iter().map(|(path, day)| (path.clone(), day.timex3())).collect(),
            events,
            merged: edits.hand.joined.iter().map(|(a, b)| [anchor(a), anchor(b)]).collect(),
            apart: edits.hand.apart.iter().map(|key| anchor(key)).collect(),
            view: self.view.clone(),
        }
    }
}

/// The place of a project of this folder: beside it, under its name.
pub fn beside(folder: &Path) -> Option<PathBuf> {
    let folder = absolute(folder);
    let mut name = folder.file_name()?.to_os_string();
    name.push(".");
    name.push(ENDING);
    Some(folder.with_file_name(name))
}

/// Whether a path is that of a project.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
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
    edits.hand = hand;
    let paths = document.articles.iter().map(|path| tidy(&base.join(path))).collect();
    Ok(Project { paths, edits, anchors, view: document.view })
}

/// Keys of events begin with an `e`, those of mentions with an `m`.
fn is_event(key: &str) -> bool {
    key.starts_with('e')
}

/// Every event and mention that the edits name.
fn names(edits: &Edits) -> BTreeSet<String> {
    let hand = &edits.hand;
    let events = edits.starred.iter().chain(&edits.hidden).chain(edits.renamed.keys()).chain(edits.notes.keys());
    let mentions = hand.joined.iter().flat_map(|(a, b)| [a, b]).chain(&hand.apart);
    events.chain(mentions).cloned().collect()
}

/// The names of which no mention is at hand.
fn lost(edits: &Edits, timeline: &Timeline) -> BTreeSet<String> {
    let mut lost = names(edits);
    for mention in &timeline.mentions {
        if lost.is_empty() {
            break;
        }
        lost.remove(&mention.key);
        lost.remove(&event::key_of(&mention.key));
    }
    lost
}

/// What was done to the thing with this key, for a person.
fn done(edits: &Edits, key: &str) -> String {
    let all = [
        (edits.starred.contains(key), "starred"),
        (edits.hidden.contains(key), "hidden"),
        (edits.renamed.contains_key(key), "renamed"),
        (edits.notes.contains_key(key), "given a note"),
        (edits.hand.apart.contains(key), "split off"),
        (edits.hand.joined.iter().any(|(a, b)| a == key || b == key), "merged"),
    ];
    let done: Vec<_> = all.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    format!("an event was {}", done.join(" and "))
}

fn anchor(timeline: &Timeline, mention: &Mention) -> Anchor {
    let source = timeline.sources.get(mention.article.index());
    let time = timeline.timex(mention).zip(source).map(|(timex, source)| timex.span.of(&source.article.text));
    Anchor {
        mention: mention.key.clone(),
        article: source.map(|source| source.article.path.clone()).unwrap_or_default(),
        quote: quote(timeline, mention),
        time: time.unwrap_or_default().to_owned(),
    }
}

fn quote(timeline: &Timeline, mention: &Mention) -> String {
    let source = timeline.sources.get(mention.article.index());
    let text = source.map(|source| mention.sentence.of(&source.article.text)).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    tidy(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Without `.` and, as far as the words allow, without `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => _ = out.pop(),
            other => out.push(other),
        }
    }
    out
}

/// `path` as seen from `base`, with `/` between the parts; as it is if they share no folder.
fn relative(path: &Path, base: &Path) -> String {
    let (there, here): (Vec<_>, Vec<_>) = (path.components().collect(), base.components().collect());
    let common = there.iter().zip(&here).take_while(|(a, b)| a == b).count();
    let name = |part: &Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    // A common root alone is no reason to climb down to it.
    if common < 2 {
        return path.to_string_lossy().into_owned();
    }
    let up = std::iter::repeat_n("..".to_owned(), here.len() - common);
    let parts: Vec<String> = up.chain(there.iter().skip(common).map(name)).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::Story;
    use crate::timeline::edit::{Edit, Journal};

    const OPENED: &str = "The mayor [opened] the bridge on {3 May 2024}.";
    const TOLL: &str = "A toll is to [begin] in {June 2024}.";

    /// Two articles; `more` is told before what stands there, so that every key behind it changes.
    fn bridge(path: &str, more: &str) -> Timeline {
        let mut story = Story::default();
        let post = story.article(path, "Hill Post", "A bridge", Some("2024-05-04"));
        let told: Vec<_> = [more, OPENED, TOLL]
            .into_iter()
            .filter(|marked| !marked.is_empty())
            .map(|marked| story.tell(post, marked, "2024-05"))
            .collect();
        let mut timeline = story.timeline;
        for (n, id) in told.into_iter().enumerate() {
            let mention = &mut timeline.mentions[id.index()];
            mention.key = format!("m{path}{}{n}", more.len());
            let key = event::key_of(&mention.key);
            let mut one = Story::default();
            one.event("An event", "2024-05", &[id]).key = key;
            timeline.events.extend(one.timeline.events);
        }
        timeline
    }

    fn edits(timeline: &Timeline) -> Edits {
        let key = |n: usize| timeline.events[n].key.clone();
        let mut journal = Journal::default();
        journal.make(Edit::Star { event: key(0), on: true });
        journal.make(Edit::Rename { event: key(0), before: None, after: Some("A bridge at last".into()) });
        journal.make(Edit::Note { event: key(0), before: None, after: Some("Ask “who”\npaid".into()) });
        journal.make(Edit::Hide { event: key(1), on: true });
        journal.make(Edit::Published {
            path: "wire/bridge.txt".into(),
            before: None,
            after: Some("2024-05-05".parse().unwrap()),
        });
        let mentions: Vec<_> = timeline.mentions.iter().map(|m| vec![m.key.clone()]).collect();
        journal.make(Edit::Regroup { before: Hand::default(), after: Hand::default().join(&mentions) });
        journal.now().clone()
    }

    fn view() -> View {
        let filters = [("entity".to_owned(), ["Hill Town".to_owned()].into())].into();
        View { from: "2024-05-01".into(), to: "2024-06-30".into(), lanes: "source".into(), top: Some(10), filters }
    }

    fn kept(timeline: &Timeline, paths: &[PathBuf]) -> Project {
        Project::gather(paths, &edits(timeline), &BTreeMap::new(), view(), timeline)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.dateline");
        let project = kept(&bridge("wire/bridge.txt", ""), &[folder.path().join("articles")]);
        project.save(&path, true).unwrap();
        let (read, problem) = Project::open(&path).unwrap();
        assert_eq!(problem, None);
        assert_eq!((&read.edits, &read.view, &read.paths), (&project.edits, &project.view, &project.paths));
        assert_eq!(read.anchors, project.anchors);
        let text = fs::read_to_string(&path).unwrap();
        // Readable, movable, and not a word of the articles that is not needed.
        for want in
            ["\"articles\": [\n    \"articles\"\n  ]", "The mayor opened the bridge", "\"time\": \"3 May 2024\""]
        {
            assert!(text.contains(want), "{want} is missing in\n{text}");
        }
    }

    #[test]
    fn edits_find_their_sentence_in_a_changed_article() {
        let old = bridge("wire/bridge.txt", "");
        let project = kept(&old, &[]);
        let place = |timeline: &Timeline| {
            let mut journal = Journal::of(project.edits.clone());
            journal.follow(&Project::moved(journal.now(), &project.anchors, timeline));
            journal.now().clone()
        };
        for new in [bridge("wire/bridge.txt", "It [cost] more than it should in {2022}."), bridge("old/bridge.txt", "")]
        {
            let edits = place(&new);
            let at = new.events.len() - 2;
            let [opened, toll] = [at, at + 1].map(|n| new.events[n].key.clone());
            assert!(edits.starred.contains(&opened) && edits.hidden.contains(&toll));
            assert_eq!(edits.renamed.get(&opened).map(String::as_str), Some("A bridge at last"));
            assert_eq!(edits.notes.get(&opened).map(String::as_str), Some("Ask “who”\npaid"));
            let [a, b] = [at, at + 1].map(|n| new.mentions[n].key.clone());
            assert!(edits.hand.joined.contains(&(a, b)));
            let unplaced = Project::unplaced(&edits, &project.anchors, &new);
            let days = unplaced.iter().filter(|problem| problem.path == "wire/bridge.txt").count();
            assert_eq!(unplaced.len(), days, "{unplaced:?}");
        }
    }

    #[test]
    fn what_has_no_place_is_listed_and_kept() {
        let project = kept(&bridge("wire/bridge.txt", ""), &[]);
        let gone = Timeline::default();
        let unplaced = Project::unplaced(&project.edits, &project.anchors, &gone);
        let said: Vec<String> = unplaced.iter().map(ToString::to_string).collect();
        let want = "wire/bridge.txt: an event was starred and renamed and given a note, but the sentence is gone: \
                    “The mayor opened the bridge on 3 May 2024.”";
        assert!(said.iter().any(|line| line == want), "{said:#?}");
        let again = Project::gather(&[], &project.edits, &project.anchors, view(), &gone);
        assert_eq!(again.anchors, project.anchors);
    }

    #[test]
    fn a_damaged_file_gives_way_to_the_last_good_copy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.dateline");
        let project = kept(&bridge("wire/bridge.txt", ""), &[]);
        project.save(&path, true).unwrap();
        project.save(&path, true).unwrap();
        fs::write(&path, "{\"dateline\": 1,\n \"articles\": [").unwrap();
        let (read, problem) = Project::open(&path).unwrap();
        assert_eq!(read.edits, project.edits);
        assert!(problem.unwrap().what.starts_with("is damaged at line 2"));
        // A damaged file never takes the place of the good copy.
        project.save(&path, true).unwrap();
        fs::write(&path, "").unwrap();
        assert!(Project::open(&path).is_ok());
        fs::write(&path, "{\"dateline\": 2, \"articles\": 7}").unwrap();
        assert!(matches!(Project::open(&path), Err(ProjectError::Newer)));
        assert!(matches!(Project::open(&folder.path().join("none.dateline")), Err(ProjectError::Io(_))));
    }

    #[test]
    fn paths_are_told_from_where_the_file_is() {
        let check = |path: &str, base: &str, want: &str| {
            let told = relative(Path::new(path), Path::new(base));
            assert_eq!(told, want);
            assert_eq!(tidy(&Path::new(base).join(told)), Path::new(path));
        };
        check("/case/articles", "/case", "articles");
        check("/case/articles", "/case/articles", ".");
        check("/case/articles/wire", "/case/notes/may", "../../articles/wire");
        check("/archive", "/case/notes", "/archive");
        assert_eq!(beside(Path::new("/case/articles/")), Some("/case/articles.dateline".into()));
        assert!(is_project(Path::new("a.Dateline")) && !is_project(Path::new("dateline")));
    }
}

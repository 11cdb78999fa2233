//! What takes time happens here, on threads beside the window; the window never waits.
//!
//! Each run of the analysis carries a generation number. Its result arrives as one whole [`Snapshot`]; if a later run was
//! started (or this one was stopped) in the meantime, the number is stale and the result is dropped. Progress is read
//! from the run's [`Monitor`] and needs no message.
//!
//! | the analyst | runs | reads files |
//! |---|---|---|
//! | opens a folder or a project | `prepare`, `conclude`; of a large folder the first articles first | yes |
//! | corrects a day of writing, merges events, gives a name | `conclude` | no |
//! | asks in the search for somebody by name | `conclude`, once the name is typed | no |
//! | types in the search box | the query over the snapshot | no |
//! | lets a file be added or changed | a list of the files; see [`super::watch`] | no |
//! | changes anything, once the project is saved | the project is written | no |

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use rayon::prelude::*;

use super::dialog::Dialogs;
use super::index::Snapshot;
use super::system::System;
use super::watch::{News, Watch};
use super::write::Unwritten;
use crate::analysis::{self, Prepared, Settings};
use crate::article::folder::{self, Listing};
use crate::event::EventId;
use crate::problem::Problem;
use crate::progress::Monitor;
use crate::project::{self, Anchor, Project};
use crate::timeline::edit::Edits;
use crate::timeline::query::Query;

/// What a thread has to tell the window.
#[derive(Debug)]
pub enum Report {
    /// An analysis is finished.
    Analyzed {
        /// Of which run.
        generation: u64,
        /// Its result.
        snapshot: Arc<Snapshot>,
        /// What the analyst did in earlier sessions, if a file keeps it.
        opened: Option<Box<Opened>>,
        /// What lay in the folders, if they were read.
        read: Option<Listing>,
    },
    /// The first articles of a large folder are analyzed; the rest is still being read.
    Begun {
        /// Of which run.
        generation: u64,
        /// What is in them.
        snapshot: Arc<Snapshot>,
        /// As in [`Report::Analyzed`], which then has none.
        opened: Option<Box<Opened>>,
    },
    /// Something else lies in the folders than was read.
    News {
        /// The run that read them.
        generation: u64,
        /// What.
        news: News,
    },
    /// A project could not be opened.
    Unopened {
        /// Of which run.
        generation: u64,
        /// Why, for a person.
        why: String,
    },
    /// A run broke off by a fault of the program.
    Broken {
        /// Of which run.
        generation: u64,
    },
    /// A search is answered.
    Found {
        /// As typed.
        text: String,
        /// The snapshot that was searched.
        snapshot: Arc<Snapshot>,
        /// The events, or what is wrong with the query.
        answer: Result<Vec<EventId>, String>,
    },
    /// A folder was chosen, or the dialog was closed.
    Folder(Option<PathBuf>),
    /// A file for the project was chosen, or the dialog was closed.
    SavePath(Option<PathBuf>),
    /// A project was written, with where its edits stand, or why not.
    Saved {
        /// Which.
        path: PathBuf,
        /// Where the edits stand, or why it was not written.
        result: Result<BTreeMap<String, Anchor>, String>,
    },
    /// A file to write was chosen, or the dialog was closed.
    ExportPath(Option<PathBuf>),
    /// What the desktop asks for, if it could be asked.
    System(Option<System>),
    /// Whether a file is there already where the project is to be kept.
    Looked {
        /// Where.
        path: PathBuf,
        /// Whether something is there.
        there: bool,
    },
    /// A file was written, or why not.
    Exported(Result<PathBuf, Unwritten>),
}

/// A project as it was found on the disk.
#[derive(Debug)]
pub struct Opened {
    /// Where.
    pub path: PathBuf,
    /// What it holds.
    pub project: Project,
    /// What was wrong with the file, if it was opened all the same.
    pub problem: Option<Problem>,
}

/// Everything that a saved project is made from.
#[derive(Debug)]
pub struct Saving {
    /// Where to.
    pub path: PathBuf,
    /// Whether what stands there stays as the last good copy.
    pub keep: bool,
    /// What was opened.
    pub paths: Vec<PathBuf>,
    /// What the analyst did.
    pub edits: Edits,
    /// Where the edits stood before.
    pub anchors: BTreeMap<String, Anchor>,
    /// How the timeline is looked at.
    pub view: project::View,
    /// Where the edits stand now.
    pub snapshot: Arc<Snapshot>,
}

impl Saving {
    /// Writes the file and tells where the edits stand.
    pub fn write(self) -> Result<BTreeMap<String, Anchor>, String> {
        let Self { path, keep, paths, edits, anchors, view, snapshot } = self;
        let project = Project::gather(&paths, &edits, &anchors, view, &snapshot.timeline);
        let failed = |error| format!("{} could not be written: {error}", path.display());
        project.save(&path, keep).map_err(failed)?;
        Ok(project.anchors)
    }
}

/// The project that `paths` are, or that lies beside the one folder they are.
fn project_of(paths: &[PathBuf]) -> Result<Option<Opened>, String> {
    let [path] = paths else { return Ok(None) };
    let opened = |path: PathBuf| {
        let said = |error| format!("{} {error}", path.display());
        let (project, problem) = Project::open(&path).map_err(said)?;
        Ok(Some(Opened { path, project, problem }))
    };
    if project::is_project(path) {
        return opened(path.clone());
    }
    match project::beside(path) {
        Some(beside) if beside.is_file() => opened(beside),
        _ => Ok(None),
    }
}

/// Starts threads and collects what they report.
pub struct Worker {
    sender: Sender<Report>,
    reports: Receiver<Report>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Worker")
    }
}

impl Worker {
    /// `wake` is called from a thread when a report is waiting.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, reports) = channel();
        Self { sender, reports, wake: Arc::new(wake) }
    }

    /// What has arrived since the last time.
    pub fn reports(&self) -> Vec<Report> {
        self.reports.try_iter().collect()
    }

    /// Runs `job` beside the window and reports what it returns.
    fn spawn(&self, job: impl FnOnce() -> Report + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let run = move || {
            let report = job();
            // The window may be gone; then nobody waits for this.
            let _ = sender.send(report);
            wake();
        };
        if std::thread::Builder::new().name("dateline-worker".into()).spawn(run).is_err() {
            let _ = self.sender.send(Report::Broken { generation: u64::MAX });
        }
    }

    fn analyze(&self, generation: u64, job: impl FnOnce() -> (Snapshot, Option<Listing>) + Send + 'static) {
        // The core does not fail. If it does all the same, the window stays and says so.
        self.spawn(move || match catch_unwind(AssertUnwindSafe(job)) {
            Ok((snapshot, read)) => Report::Analyzed { generation, snapshot: Arc::new(snapshot), opened: None, read },
            Err(_) => Report::Broken { generation },
        });
    }

    /// Opens a project, or a folder with the project beside it, and analyzes what it is about. What was open before is
    /// written first: it may be the same.
    pub fn open(&self, generation: u64, paths: Vec<PathBuf>, leaving: Option<Saving>, monitor: Arc<Monitor>) {
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let job = move || {
            let start = Instant::now();
            _ = leaving.map(Saving::write);
            let mut opened = match project_of(&paths) {
                Ok(opened) => opened.map(Box::new),
                Err(why) => return Report::Unopened { generation, why },
            };
            let (paths, settings) = match &opened {
                Some(opened) => {
                    let edits = opened.project.edits.clone();
                    let known = opened.project.view.known.clone();
                    let settings = Settings { given: edits.given, hand: edits.hand, known, ..Settings::default() };
                    (opened.project.paths.clone(), settings)
                }
                None => (paths, Settings::default()),
            };
            let read = Some(folder::list(&paths));
            let analyzed = |prepared: Prepared| {
                let timeline = analysis::conclude(&prepared, &settings);
                Arc::new(Snapshot::new(timeline, Arc::new(prepared), start.elapsed().as_secs_f64()))
            };
            // The first report takes the project along.
            let waiting = std::cell::RefCell::new(opened.take());
            let prepared = analysis::prepare_with(&paths, &monitor, |first| {
                let opened = waiting.borrow_mut().take();
                _ = sender.send(Report::Begun { generation, snapshot: analyzed(first), opened });
                wake();
            });
            Report::Analyzed { generation, snapshot: analyzed(prepared), opened: waiting.into_inner(), read }
        };
        self.spawn(move || catch_unwind(AssertUnwindSafe(job)).unwrap_or(Report::Broken { generation }));
    }

    /// Writes the project.
    pub fn save(&self, saving: Saving) {
        self.spawn(move || {
            let path = saving.path.clone();
            let result = catch_unwind(AssertUnwindSafe(|| saving.write()));
            let result = result.unwrap_or_else(|_| Err("The project could not be written".into()));
            Report::Saved { path, result }
        });
    }

    /// Looks after folders that were read.
    pub fn watch(&self, generation: u64, paths: Vec<PathBuf>, read: Listing) -> Watch {
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        Watch::start(generation, paths, read, move |news| {
            _ = sender.send(Report::News { generation, news });
            wake();
        })
    }

    /// Reads and analyzes.
    pub fn read(&self, generation: u64, paths: Vec<PathBuf>, settings: Settings, monitor: Arc<Monitor>) {
        self.analyze(generation, move || {
            let start = Instant::now();
            // Before reading: what comes while it is read is news.
            let read = folder::list(&paths);
            let prepared = Arc::new(analysis::prepare(&paths, &monitor));
            let timeline = analysis::conclude(&prepared, &settings);
            (Snapshot::new(timeline, prepared, start.elapsed().as_secs_f64()), Some(read))
        });
    }

    /// Analyzes the articles that the program carries.
    pub fn read_sample(&self, generation: u64, settings: Settings, monitor: Arc<Monitor>) {
        self.analyze(generation, move || {
            let start = Instant::now();
            let prepared = Arc::new(super::sample::prepare(&monitor));
            let timeline = analysis::conclude(&prepared, &settings);
            (Snapshot::new(timeline, prepared, start.elapsed().as_secs_f64()), None)
        });
    }

    /// Settles the days of writing and everything that follows again, without reading a file.
    pub fn conclude(&self, generation: u64, prepared: Arc<Prepared>, settings: Settings) {
        self.analyze(generation, move || {
            let start = Instant::now();
            let timeline = analysis::conclude(&prepared, &settings);
            (Snapshot::new(timeline, prepared, start.elapsed().as_secs_f64()), None)
        });
    }

    /// Finds the events that a query means.
    pub fn search(&self, text: String, snapshot: Arc<Snapshot>, starred: BTreeSet<String>) {
        self.spawn(move || {
            let answer = search(&snapshot, &text, &starred);
            Report::Found { text, snapshot, answer }
        });
    }

    /// Asks for a folder.
    pub fn ask_folder(&self, dialogs: Arc<dyn Dialogs>) {
        self.spawn(move || Report::Folder(dialogs.folder()));
    }

    /// Asks where the project is to be kept.
    pub fn ask_save_path(&self, dialogs: Arc<dyn Dialogs>, name: String) {
        self.spawn(move || Report::SavePath(dialogs.save("Save the project", &name)));
    }

    /// Asks for a file to write.
    pub fn ask_export_path(&self, dialogs: Arc<dyn Dialogs>, name: String) {
        self.spawn(move || Report::ExportPath(dialogs.save("Export", &name)));
    }

    /// Writes a file.
    pub fn export(&self, write: impl FnOnce() -> Result<PathBuf, Unwritten> + Send + 'static) {
        self.spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(write));
            let broken = || Err(Unwritten::Failed("The picture could not be made".into()));
            Report::Exported(result.unwrap_or_else(|_| broken()))
        });
    }

    /// Asks the desktop what it asks for.
    pub fn ask_system(&self, dialogs: Arc<dyn Dialogs>) {
        self.spawn(move || Report::System(dialogs.system()));
    }

    /// Looks whether a file is there.
    pub fn look(&self, path: PathBuf) {
        self.spawn(move || Report::Looked { there: path.exists(), path });
    }
}

/// The events that a query means, in order of time.
fn search(snapshot: &Snapshot, text: &str, starred: &BTreeSet<String>) -> Result<Vec<EventId>, String> {
    let query = Query::parse(text).map_err(|error| error.to_string())?;
    let timeline = &snapshot.timeline;
    let ids = (0..timeline.events.len() as u32).into_par_iter().map(EventId);
    let told = |id: &EventId| {
        let starred = snapshot.event(*id).is_some_and(|event| starred.contains(&event.key));
        query.matches_starred(timeline, *id, starred)
    };
    Ok(ids.filter(told).collect())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::article::folder::FIRST;

    #[test]
    fn a_large_folder_shows_its_first_articles_before_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let all = 2 * FIRST + 1;
        for n in 0..all {
            let text = format!("The lock of ward {n} was opened on {} May 2021, the harbor office said.", 1 + n % 28);
            std::fs::write(folder.path().join(format!("{n:04}.txt")), text).unwrap();
        }
        let worker = Worker::new(|| {});
        let monitor = Arc::new(Monitor::default());
        worker.open(3, vec![folder.path().to_owned()], None, monitor.clone());
        let next = || worker.reports.recv_timeout(Duration::from_secs(120)).unwrap();
        let Report::Begun { generation: 3, snapshot, .. } = next() else { panic!("nothing is shown at first") };
        assert_eq!(snapshot.timeline.sources.len(), FIRST);
        assert!(!snapshot.timeline.events.is_empty());
        let Report::Analyzed { generation: 3, snapshot, read, .. } = next() else { panic!("it does not end") };
        assert_eq!((snapshot.timeline.sources.len(), read.map(|read| read.len())), (all, Some(all)));
        assert_eq!(monitor.progress(), (all, all), "no file is counted twice");
        // So does one large file.
        let lines =
            (0..all).map(|n| format!("{{\"id\": \"{n}\", \"text\": \"It rained on {} May 2021.\"}}\n", 1 + n % 28));
        let file = folder.path().join("all.jsonl");
        std::fs::write(&file, lines.collect::<String>()).unwrap();
        worker.open(5, vec![file], None, monitor.clone());
        let Report::Begun { generation: 5, snapshot, .. } = next() else { panic!("nothing is shown at first") };
        assert_eq!(snapshot.timeline.sources.len(), FIRST);
        let Report::Analyzed { generation: 5, snapshot, .. } = next() else { panic!("it does not end") };
        assert_eq!(snapshot.timeline.sources.len(), all);
        // A small folder comes as a whole.
        std::fs::create_dir(folder.path().join("few")).unwrap();
        std::fs::write(folder.path().join("few/a.txt"), "It rained on 3 May 2021.").unwrap();
        worker.open(4, vec![folder.path().join("few")], None, monitor);
        assert!(matches!(next(), Report::Analyzed { generation: 4, .. }));
    }
}

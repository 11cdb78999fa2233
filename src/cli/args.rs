//! What extract, render, digest and rank have in common: their options, reading, choosing events, writing.

use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Failure;
use crate::analysis::{self, Settings};
use crate::article::{Article, folder};
use crate::calendar::{Date, Day, When};
use crate::export::{self, Own, Selection};
use crate::mention::Focus;
use crate::progress::Monitor;
use crate::project::{self, Project};
use crate::timeline::Timeline;
use crate::timeline::edit::Edits;
use crate::timeline::query::Query;

/// Options of every command that reads articles into a timeline.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Shared {
    /// Folders (to any depth), files, or - for JSON lines on standard input; or a saved .dateline project
    #[arg(value_name = "PATH", required_unless_present = "project")]
    pub paths: Vec<PathBuf>,
    /// Apply what an analyst did in the window: days of writing, names, notes, stars, what is hidden, merged and split.
    /// Without a PATH, of the articles that the project is about
    #[arg(long, value_name = "NAME.dateline")]
    pub project: Option<PathBuf>,
    /// Write the result here instead of on standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave out what ended before: 2024, 2024-02 or 2024-02-08
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Leave out what began after
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Keep the N most important
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Keep what a search finds: words, "phrases", -without, source:, entity:, date:[2022 TO 2023]
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Day of writing for articles that state none
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Use this many threads instead of one for each core; the result is the same
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// No progress, no problems on standard error
    #[arg(short, long)]
    pub quiet: bool,
}

impl Shared {
    /// First and last day of `--from` and `--to`.
    pub fn window(&self) -> Result<(Option<Day>, Option<Day>), Failure> {
        let from = self.from.map(|date| date.interval().start);
        let to = self.to.map(|date| date.interval().end);
        match (from, to) {
            (Some(from), Some(to)) if to < from => {
                Err(Failure::Usage(format!("--from {from} is later than --to {to}; change them round")))
            }
            window => Ok(window),
        }
    }

    /// The project that is asked for, if one is, and the paths to read.
    fn opened(&self) -> Result<(Option<Project>, Vec<PathBuf>), Failure> {
        let given = match (&self.project, self.paths.as_slice()) {
            (Some(_), paths) if paths.iter().any(|path| project::is_project(path)) => {
                return Err(Failure::Usage("one project at a time; give articles beside --project".into()));
            }
            (Some(path), paths) => Some((path, paths)),
            (None, [path]) if project::is_project(path) => Some((path, &[][..])),
            (None, paths) if paths.iter().any(|path| project::is_project(path)) => {
                return Err(Failure::Usage("a project names its own articles; to use others, write --project".into()));
            }
            (None, _) => None,
        };
        let Some((path, paths)) = given else { return Ok((None, self.paths.clone())) };
        let (project, problem) =
            Project::open(path).map_err(|error| Failure::Other(format!("{} {error}", path.display())))?;
        if let Some(problem) = problem.filter(|_| !self.quiet) {
            eprintln!("{problem}");
        }
        let paths = if paths.is_empty() { project.paths.clone() } else { paths.to_vec() };
        Ok((Some(project), paths))
    }

    /// `--query`, read; without one a search that finds everything.
    pub fn search(&self) -> Result<Query, Failure> {
        Query::parse(self.query.as_deref().unwrap_or_default())
            .map_err(|error| Failure::Usage(format!("--query: {}", error.what)))
    }
}

/// Reads files as articles, without looking for events. Problems go to standard error; it is a failure only if no article
/// is left.
pub fn read_files(files: &[PathBuf], quiet: bool) -> Result<Vec<Article>, Failure> {
    let (articles, problems) = folder::read(files, &Monitor::default());
    if !quiet {
        for problem in &problems {
            eprintln!("{problem}");
        }
    }
    if articles.is_empty() {
        let paths: Vec<_> = files.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::NothingRead(paths.join(", ")));
    }
    Ok(articles)
}

/// Articles as a timeline, and what an analyst said of its events.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What was found, as the analyst left it.
    pub timeline: Timeline,
    /// Stars, notes and what is hidden; nothing without a project.
    pub edits: Edits,
}

/// Reads every path and finds its events. Problems go to standard error; it is a failure only if no article is left.
pub fn load(shared: &Shared) -> Result<Loaded, Failure> {
    // before the work, not after it
    shared.window()?;
    let focus = Focus::on(shared.search()?.entities());
    let (project, paths) = shared.opened()?;
    let (timeline, edits) = in_threads(shared.threads, || {
        let monitor = Monitor::default();
        let prepared = while_shown(shared.quiet, &monitor, || analysis::prepare(&paths, &monitor));
        let settings = Settings { published: shared.published, focus, ..Settings::default() };
        match &project {
            Some(project) => project.conclude(&prepared, &settings),
            None => (analysis::conclude(&prepared, &settings), Edits::default()),
        }
    })?;
    if !shared.quiet {
        for problem in &timeline.problems {
            eprintln!("{problem}");
        }
    }
    if timeline.sources.is_empty() {
        let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::NothingRead(paths.join(", ")));
    }
    Ok(Loaded { timeline, edits })
}

/// The events that the project, `--query`, `--from`, `--to` and `--top` leave; what each took away is said on standard error.
pub fn select(shared: &Shared, loaded: &Loaded) -> Result<Selection, Failure> {
    let (from, to) = shared.window()?;
    let query = shared.search()?;
    let Loaded { timeline, edits } = loaded;
    let mut selection = Selection::all(timeline);
    selection.own = Own::of(timeline, edits);
    selection.retain(|| "hidden in the project".into(), |&id| !edits.hidden.contains(&timeline.event(id).key));
    if !query.is_empty() {
        let words = shared.query.as_deref().unwrap_or_default();
        let starred = selection.own.starred.clone();
        selection.retain(
            || format!("not found by ‘{words}’"),
            |&id| query.matches_starred(timeline, id, starred.contains(&id)),
        );
    }
    let edge = |date: Option<Date>| date.map_or("..".into(), |date| When::from(date).edtf());
    selection.retain(
        || format!("outside {} to {}", edge(shared.from), edge(shared.to)),
        |&id| {
            let days = timeline.event(id).when.interval();
            from.is_none_or(|from| days.end >= from) && to.is_none_or(|to| days.start <= to)
        },
    );
    if let Some(top) = shared.top {
        selection.keep_top(timeline, top);
    }
    if !shared.quiet && !selection.left_out.is_empty() {
        eprintln!("{}", selection.left_out_line());
    }
    Ok(selection)
}

/// Writes `bytes` to `-o FILE` or standard output.
pub fn write_out(shared: &Shared, bytes: &[u8]) -> Result<(), Failure> {
    write_with(shared, |out| out.write_all(bytes))
}

/// The same for a result that is written piece by piece. A file appears whole or not at all.
pub fn write_with(shared: &Shared, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match &shared.output {
        Some(path) => {
            export::write_file(path, write).map_err(|error| Failure::Unwritten { path: path.clone(), error })?;
        }
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            match write(&mut out).and_then(|()| out.flush()) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Err(Failure::Closed),
                Err(error) => return Err(Failure::Unwritten { path: "standard output".into(), error }),
            }
        }
    }
    Ok(())
}

fn in_threads<T: Send>(threads: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    match threads {
        None => Ok(work()),
        Some(n) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n.get()).build();
            Ok(pool
                .map_err(|error| Failure::Other(format!("{n} threads could not be started: {error}")))?
                .install(work))
        }
    }
}

/// Runs `work` with a bar on standard error that follows `monitor`; no bar where standard error is no terminal.
fn while_shown<T: Send>(quiet: bool, monitor: &Monitor, work: impl FnOnce() -> T + Send) -> T {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    if quiet || bar.is_hidden() {
        return work();
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len} articles read") {
        bar.set_style(style);
    }
    let (done, waiting) = mpsc::channel::<()>();
    let result = std::thread::scope(|scope| {
        let bar = &bar;
        scope.spawn(move || {
            // ends when `done` is dropped, also by a panic in `work`
            while waiting.recv_timeout(Duration::from_millis(80)) == Err(mpsc::RecvTimeoutError::Timeout) {
                let (read, found) = monitor.progress();
                bar.set_length(found as u64);
                bar.set_position(read as u64);
            }
        });
        let result = work();
        drop(done);
        result
    });
    bar.finish_and_clear();
    result
}

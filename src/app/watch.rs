//! The folder that is open, watched, so that a new article is noticed; nothing is read before the analyst says so.
//!
//! The system tells a thread that something under the folder was touched. The thread waits until the touching ends (a copy of
//! a thousand files is one change), lists the files anew and compares: only what would be read counts, and only where size
//! or time of change differ. Network drives and full tables of the system tell nothing; so the files are listed now and
//! then all the same, the more rarely the longer it takes.

use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecursiveMode, Watcher};

use crate::article::folder::{self, Listing};

/// Quiet after which a change is complete. Shorter, and a copy is told of file by file; longer, and nobody sees what a file
/// that was just dropped in did.
const SETTLED: Duration = Duration::from_millis(400);

/// A change that goes on is told of as often as this.
const AT_LEAST: Duration = Duration::from_secs(3);

/// Time between two lists where nothing was told; where a list takes long, so many times that.
const IDLE: Duration = Duration::from_secs(30);
const SHARE: u32 = 100;

/// What is new in the folder since it was read: files, not articles, of which one file may hold many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Files that were not there.
    pub added: usize,
    /// Files with another size or another time of change.
    pub changed: usize,
    /// Files that are no longer there.
    pub gone: usize,
    /// Whether no file is left: a drive that is not there rather than a decision.
    pub empty: bool,
}

impl News {
    /// From what was read to what is there.
    pub fn between(before: &Listing, after: &Listing) -> Self {
        let added = after.keys().filter(|name| !before.contains_key(*name)).count();
        let changed = after.iter().filter(|(name, stamp)| before.get(*name).is_some_and(|old| old != *stamp)).count();
        let gone = before.keys().filter(|name| !after.contains_key(*name)).count();
        Self { added, changed, gone, empty: after.is_empty() }
    }

    /// How many files are concerned.
    pub fn files(self) -> usize {
        self.added + self.changed + self.gone
    }

    /// Whether there is any.
    pub fn is_some(self) -> bool {
        self.files() > 0
    }

    /// `3 new files, 1 changed`.
    pub fn words(self) -> String {
        let parts = [(self.added, "new"), (self.changed, "changed"), (self.gone, "gone")];
        let mut said: Vec<String> = Vec::new();
        for (count, word) in parts.into_iter().filter(|(count, _)| *count > 0) {
            let files = if count == 1 { "file" } else { "files" };
            said.push(match (said.is_empty(), word) {
                (true, "new") => format!("{} new {files}", super::view::grouped(count)),
                (true, _) => format!("{} {files} {word}", super::view::grouped(count)),
                (false, _) => format!("{} {word}", super::view::grouped(count)),
            });
        }
        said.join(", ")
    }
}

enum Word {
    Touched,
    Stop,
}

/// A thread that watches; it ends with this.
#[derive(Debug)]
pub struct Watch {
    /// The run that read what is watched.
    pub generation: u64,
    stop: Sender<Word>,
}

impl Watch {
    /// Watches `paths`, of which `read` was there when they were read. `report` is called from the thread whenever the
    /// difference changes.
    pub fn start(generation: u64, paths: Vec<PathBuf>, read: Listing, report: impl Fn(News) + Send + 'static) -> Self {
        let (stop, told) = channel();
        let tell = stop.clone();
        let run = move || {
            // Reading a folder touches it too; only what leaves something else there counts.
            let touched = move |event: notify::Result<notify::Event>| {
                if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                    _ = tell.send(Word::Touched);
                }
            };
            let mut watcher = notify::recommended_watcher(touched).ok();
            for path in &paths {
                if let Some(watcher) = &mut watcher {
                    _ = watcher.watch(path, RecursiveMode::Recursive);
                }
            }
            let (mut last, mut wait) = (News::default(), SETTLED);
            loop {
                match told.recv_timeout(wait) {
                    Ok(Word::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {}
                    Ok(Word::Touched) => {
                        let since = Instant::now();
                        while since.elapsed() < AT_LEAST {
                            match told.recv_timeout(SETTLED) {
                                Ok(Word::Touched) => {}
                                Err(RecvTimeoutError::Timeout) => break,
                                _ => return,
                            }
                        }
                    }
                }
                let since = Instant::now();
                let news = News::between(&read, &folder::list(&paths));
                wait = IDLE.max(since.elapsed() * SHARE);
                if news != last {
                    last = news;
                    report(news);
                }
            }
        };
        // Without a thread nothing is noticed; the folder can still be read again by hand.
        _ = std::thread::Builder::new().name("dateline-watch".into()).spawn(run);
        Self { generation, stop }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        _ = self.stop.send(Word::Stop);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn news_are_counted_and_said() {
        let check = |added, changed, gone, words: &str| {
            let news = News { added, changed, gone, empty: false };
            assert_eq!(news.words(), words);
            assert_eq!(news.is_some(), !words.is_empty());
        };
        check(0, 0, 0, "");
        check(1, 0, 0, "1 new file");
        check(3, 1, 0, "3 new files, 1 changed");
        check(0, 1, 0, "1 file changed");
        check(0, 2, 5, "2 files changed, 5 gone");
        check(1200, 0, 1, "1,200 new files, 1 gone");
    }

    #[test]
    fn only_what_would_be_read_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("wire")).unwrap();
        for name in ["wire/a.txt", "b.txt", "c.txt"] {
            fs::write(path(name), "Ink.").unwrap();
        }
        let list = || folder::list(&[folder.path().to_owned()]);
        let before = list();
        assert_eq!(before.len(), 3);
        assert!(!News::between(&before, &list()).is_some());
        fs::write(path("wire/d.txt"), "Paper.").unwrap();
        fs::write(path("case.dateline"), "{}").unwrap();
        fs::write(path(".hidden.txt"), "Ink.").unwrap();
        fs::write(path("b.txt"), "More ink.").unwrap();
        fs::remove_file(path("c.txt")).unwrap();
        assert_eq!(News::between(&before, &list()), News { added: 1, changed: 1, gone: 1, empty: false });
        assert!(News::between(&before, &Listing::default()).empty);
    }

    #[test]
    fn a_change_is_told_once_and_so_is_that_it_was_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Ink.").unwrap();
        let paths = vec![folder.path().to_owned()];
        let (tell, told) = channel();
        let watch = Watch::start(7, paths.clone(), folder::list(&paths), move |news| _ = tell.send(news));
        assert_eq!(told.recv_timeout(Duration::from_secs(1)).ok(), None, "nothing has happened");
        fs::write(folder.path().join("b.txt"), "Paper.").unwrap();
        assert_eq!(told.recv_timeout(IDLE * 2).map(|news| news.added), Ok(1));
        fs::remove_file(folder.path().join("b.txt")).unwrap();
        assert_eq!(told.recv_timeout(IDLE * 2).map(News::is_some), Ok(false));
        drop(watch);
        assert_eq!(told.recv_timeout(IDLE), Err(RecvTimeoutError::Disconnected), "the thread has ended");
    }
}

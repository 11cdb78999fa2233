//! What a command sets going outside of the state, and what comes back from there.
//!
//! A thread gets a copy of what it needs and reports whole results; a result of a run that a later one has overtaken is
//! dropped by its number. Nothing here waits.

use std::sync::Arc;
use std::time::Duration;

use super::App;
use super::command::{self, Command, Effect};
use super::filter;
use super::keep::Keep;
use super::state::{Leave, Loading, Sheet};
use super::worker::{self, Report};
use super::write::{self, Unwritten};
use crate::analysis::Settings;
use crate::mention::Focus;
use crate::progress::Monitor;
use crate::timeline::edit::Journal;

/// Seconds without a key after which a name in the search counts as typed. Shorter, and a large folder is gone through
/// once for every letter; longer, and the list seems complete when it is not.
const TYPED: f64 = 0.6;

/// Seconds without moving after which how a project is looked at is written. Fewer, and a file that others synchronize
/// changes with every turn of the wheel; more, and a crash forgets where one was.
const STILL: f64 = 10.0;

impl App {
    fn settings(&self) -> Settings {
        let edits = self.state.journal.now();
        let focus = Focus::on(&self.state.focus);
        // The first articles of a large folder say little of who is busy in all of it.
        let known = self.state.snapshot.as_ref().map(|snapshot| match self.begun {
            Some(_) => snapshot.timeline.known.clone(),
            None => snapshot.known.clone(),
        });
        let known = known.unwrap_or_default();
        Settings { given: edits.given.clone(), hand: edits.hand.clone(), focus, known, ..Settings::default() }
    }

    /// A new run; older ones are stale from here on.
    fn start_run(&mut self, reads: bool) -> (u64, Arc<Monitor>) {
        if let Some(loading) = &self.state.loading {
            loading.monitor.cancel();
        }
        (self.begun, self.behind) = (None, false);
        self.state.generation += 1;
        let (generation, monitor) = (self.state.generation, Arc::new(Monitor::default()));
        self.state.loading = Some(Loading { monitor: monitor.clone(), generation, reads });
        (generation, monitor)
    }

    pub(super) fn effect(&mut self, ctx: &egui::Context, effect: Effect) {
        match effect {
            Effect::AskFolder => self.worker.ask_folder(self.dialogs.clone()),
            Effect::AskExportPath(name) => self.worker.ask_export_path(self.dialogs.clone(), name),
            Effect::AskSavePath(name) => self.worker.ask_save_path(self.dialogs.clone(), name),
            Effect::Save => {
                if let Some(saving) = self.saving() {
                    self.written = saving.view.clone();
                    let keep = &mut self.state.keep;
                    (keep.saving, keep.kept, keep.tried) = (true, true, keep.changes);
                    self.worker.save(saving);
                }
            }
            Effect::Look(path) => self.worker.look(path),
            Effect::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::Open(paths) => {
                let (generation, monitor) = self.start_run(true);
                self.watch = None;
                self.worker.open(generation, paths, self.leaving.take(), monitor);
            }
            Effect::Read(paths) => {
                let (generation, monitor) = self.start_run(true);
                self.worker.read(generation, paths, self.settings(), monitor);
            }
            Effect::ReadSample => {
                if let Some(leaving) = self.leaving.take() {
                    self.worker.save(leaving);
                }
                self.watch = None;
                let (generation, monitor) = self.start_run(true);
                self.worker.read_sample(generation, self.settings(), monitor);
            }
            Effect::Conclude => {
                let Some(snapshot) = self.state.snapshot.clone() else { return };
                if self.begun.is_some() && self.state.loading.is_some() {
                    // It would stop the reading; what is read is then gone through with it.
                    self.behind = true;
                    return;
                }
                let (generation, _) = self.start_run(false);
                self.worker.conclude(generation, snapshot.prepared.clone(), self.settings());
            }
            Effect::Search(text) => {
                if let Some(snapshot) = self.state.snapshot.clone().filter(|_| !text.trim().is_empty()) {
                    let starred = self.state.journal.now().starred.clone();
                    self.worker.search(text, snapshot, starred);
                }
            }
            Effect::Export(form) => {
                let Some(snapshot) = self.state.snapshot.clone() else { return };
                self.stage.refresh(&self.state, &self.themes[0]);
                let job = write::Job {
                    snapshot,
                    shown: self.stage.shown().clone(),
                    title: self.state.title.clone(),
                    range: self.state.range,
                    told: self.state.told,
                    top: self.state.top,
                    edits: self.state.journal.now().clone(),
                    today: today(),
                    form,
                };
                self.worker.export(move || write::write(&job));
            }
            Effect::Copy(text) => ctx.copy_text(text),
        }
    }

    /// Takes in what the threads have to tell.
    pub(super) fn receive(&mut self, ctx: &egui::Context) {
        for report in self.worker.reports() {
            match report {
                Report::Analyzed { generation, snapshot, opened, read } if generation == self.state.generation => {
                    self.state.loading = None;
                    let begun = self.begun.take();
                    let view = opened.map(|opened| self.take(*opened));
                    self.state.adopt(snapshot);
                    match (view, begun) {
                        (Some(view), _) => self.state.restore(&view),
                        // What was moved to among the first articles stays in sight.
                        (None, Some((place, view))) if place == self.state.place() => match view {
                            Some(view) => self.state.restore(&view),
                            None => self.state.show_core(),
                        },
                        _ => {}
                    }
                    if let Some(read) = read {
                        // What was opened is not written again for having been looked at.
                        self.written = self.state.view();
                        self.state.news = None;
                        self.watch = Some(self.worker.watch(generation, self.state.paths.clone(), read));
                    }
                    self.state.remember();
                    if self.state.place_edits() | std::mem::take(&mut self.behind) {
                        self.effect(ctx, Effect::Conclude);
                    }
                    if self.state.search.is_active() {
                        self.effect(ctx, Effect::Search(self.state.search.text.clone()));
                    }
                }
                Report::Begun { generation, snapshot, opened } if generation == self.state.generation => {
                    let view = opened.map(|opened| self.take(*opened));
                    self.state.adopt(snapshot);
                    self.state.relabel();
                    if let Some(view) = &view {
                        self.state.restore(view);
                    }
                    self.begun = Some((self.state.place(), view));
                    if self.state.search.is_active() {
                        self.effect(ctx, Effect::Search(self.state.search.text.clone()));
                    }
                }
                Report::News { generation, news } => {
                    if self.watch.as_ref().is_some_and(|watch| watch.generation == generation) {
                        self.state.news = news.is_some().then_some(news);
                        if self.state.prefs.reads_news && self.state.loading.is_none() && !news.empty {
                            self.perform(ctx, Command::ReadNews);
                        }
                    }
                }
                Report::Broken { generation } if generation == self.state.generation || generation == u64::MAX => {
                    self.state.loading = None;
                    self.notice("The analysis broke off by a fault of the program; nothing was changed", true);
                }
                Report::Unopened { generation, why } if generation == self.state.generation => {
                    self.state.loading = None;
                    self.state.paths.clear();
                    self.state.title.clear();
                    self.notice(why, true);
                }
                // A result that a later run has made stale.
                Report::Analyzed { .. } | Report::Begun { .. } | Report::Unopened { .. } | Report::Broken { .. } => {}
                Report::Found { text, snapshot, answer } => {
                    let current = self.state.snapshot.as_ref().is_some_and(|s| Arc::ptr_eq(s, &snapshot));
                    if current && text == self.state.search.text {
                        let search = &mut self.state.search;
                        search.waiting = false;
                        search.problem = answer.as_ref().err().cloned();
                        search.found = Arc::new(answer.unwrap_or_default());
                        search.at = None;
                        filter::sift(&mut self.state);
                    }
                }
                Report::System(Some(system)) if system != self.state.system => self.obey(ctx, system),
                Report::System(_) => {}
                Report::Folder(Some(path)) => self.perform(ctx, Command::Open(vec![path])),
                Report::Folder(None) => {
                    // Cancel, or a desktop without dialogs: then the typed path is the way.
                    if self.state.snapshot.is_none() {
                        self.notice("No folder chosen; a path can also be typed or dropped here", false);
                    }
                }
                // The dialog has asked whether a file may be replaced.
                Report::SavePath(Some(path)) => self.perform(ctx, Command::SaveTo(path)),
                Report::SavePath(None) => {}
                Report::Looked { path, there: true } => self.perform(ctx, Command::FoundThere(path)),
                Report::Looked { path, there: false } => {
                    if matches!(self.state.sheet, Some(Sheet::Save { .. })) {
                        self.perform(ctx, Command::SaveTo(path));
                    }
                }
                // One that was open before.
                Report::Saved { path, .. } if self.state.keep.path.as_ref() != Some(&path) => {}
                Report::Saved { result, .. } => {
                    let keep = &mut self.state.keep;
                    keep.saving = false;
                    match result {
                        Ok(anchors) => {
                            (keep.anchors, keep.saved) = (anchors, keep.tried);
                            self.state.remember();
                        }
                        Err(why) => self.notice(why, true),
                    }
                }
                Report::ExportPath(Some(path)) => {
                    if let Some(Sheet::Export(form)) = &mut self.state.sheet {
                        form.path = path.display().to_string();
                        // The dialog has asked.
                        form.replaces = Some(form.path.clone());
                    }
                }
                Report::ExportPath(None) => {}
                Report::Exported(Ok(path)) => self.notice(format!("Saved {}", path.display()), false),
                Report::Exported(Err(Unwritten::There(mut form))) => {
                    form.there = Some(form.path.trim().to_owned());
                    self.perform(ctx, Command::Export(*form));
                }
                Report::Exported(Err(Unwritten::Failed(why))) => self.notice(why, true),
            }
        }
    }

    /// Takes over what was done in earlier sessions; what is looked at waits for the events.
    fn take(&mut self, opened: worker::Opened) -> crate::project::View {
        let worker::Opened { path, project, problem } = opened;
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        self.state.title = name.unwrap_or_default();
        self.state.paths = project.paths;
        self.state.journal = Journal::of(project.edits);
        self.state.keep = Keep { path: Some(path), anchors: project.anchors, ..Keep::default() };
        if let Some(problem) = problem {
            self.notice(problem.to_string(), true);
        }
        project.view
    }

    /// What saving needs, if there is where to and what.
    pub(super) fn saving(&self) -> Option<worker::Saving> {
        let state = &self.state;
        Some(worker::Saving {
            path: state.keep.path.clone()?,
            keep: !state.keep.kept,
            paths: state.paths.clone(),
            edits: state.journal.now().clone(),
            anchors: state.keep.anchors.clone(),
            view: state.view(),
            snapshot: state.snapshot.clone()?,
        })
    }

    /// Writes the project after every change, and asks before the window closes on what no file keeps.
    pub(super) fn keep(&mut self, ctx: &egui::Context) {
        let keep = &self.state.keep;
        if keep.path.is_some() && keep.changes != keep.tried && !keep.saving && self.state.loading.is_none() {
            self.effect(ctx, Effect::Save);
        }
        if ctx.input(|i| i.viewport().close_requested()) {
            self.perform(ctx, Command::KeepTyped);
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.state.discard && command::would_lose(&self.state) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.perform(ctx, Command::ShowLeave(Leave::Close));
        }
    }

    /// Writes the project also when one has only looked around, once one has stopped.
    pub(super) fn keep_view(&mut self, ctx: &egui::Context) {
        let state = &self.state;
        if state.keep.path.is_none() || state.snapshot.is_none() || state.loading.is_some() || state.keep.saving {
            return;
        }
        let (view, now) = (state.view(), ctx.input(|i| i.time));
        if view != self.looked.0 {
            self.looked = (view, now);
        }
        if self.looked.0 == self.written {
            return;
        }
        let left = STILL - (now - self.looked.1);
        if left <= 0.0 {
            self.effect(ctx, Effect::Save);
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        }
    }

    /// Goes through the articles once more when the search asks for somebody by name, or no longer does.
    pub(super) fn read_closely(&mut self, ctx: &egui::Context) {
        let Some(names) = self.state.wanted_focus() else {
            self.asked = None;
            return;
        };
        let now = ctx.input(|i| i.time);
        let since = match &self.asked {
            Some((asked, since)) if *asked == names => *since,
            _ => now,
        };
        if now - since >= TYPED && self.state.loading.is_none() {
            self.perform(ctx, Command::ReadClosely(names));
            return;
        }
        self.asked = Some((names, since));
        ctx.request_repaint_after(Duration::from_secs_f64(TYPED));
    }
}

/// Today, in universal time.
fn today() -> Option<crate::calendar::Day> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    Some(crate::calendar::Day::from_number((seconds / 86_400) as i32))
}

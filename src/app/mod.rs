//! The window.
//!
//! One direction for everything: what the analyst does becomes a [`command::Command`], one function applies it to the
//! [`state::State`], the panels draw the state. What takes time runs on threads of the [`worker`] and comes back as a whole
//! new snapshot.
//!
//! ```text
//! key, button, menu, palette ──push→ Command ──apply→ State ──read→ view/* ──→ the screen
//!                                       └→ Effect ──→ worker ──report→ State
//! ```
//!
//! | file | holds |
//! |---|---|
//! | [`state`] | everything the window knows, as plain data |
//! | [`range`] | the days on the screen, as gestures move them |
//! | [`keep`] | what outlives the window |
//! | [`command`] | everything that can be done, and the one function that does it |
//! | [`worker`] | reading, analysis, search, dialogs and writing, beside the window |
//! | [`index`] | a snapshot of the analysis with its look-ups |
//! | [`stage`] | drawings kept between frames |
//! | [`paint`] | scene → shapes |
//! | [`style`] | colors, type, controls |
//! | [`keys`] | the table of keys |
//! | [`view`] | one file a panel |

pub mod command;
pub mod dialog;
pub mod index;
pub mod keep;
pub mod keys;
pub mod paint;
pub mod range;
pub mod sample;
pub mod stage;
pub mod state;
pub mod style;
pub mod view;
pub mod worker;
pub mod write;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{CentralPanel, Frame, Stroke};

use self::command::{Command, Effect};
use self::dialog::{Desktop, Dialogs};
use self::keep::Keep;
use self::stage::Stage;
use self::state::{Leave, Loading, Look, Notice, Sheet, State};
use self::style::Palette;
use self::view::{Panel, sheets};
use self::worker::{Report, Worker};
use crate::analysis::Settings;
use crate::mention::Focus;
use crate::progress::Monitor;
use crate::scene::Theme;
use crate::timeline::edit::Journal;

/// The window could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("the window could not be opened: {0}")]
pub struct WindowError(String);

/// Opens the window on `paths`; none shows the start page. Returns when it is closed.
pub fn run(paths: Vec<PathBuf>) -> Result<(), WindowError> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Dateline")
            .with_app_id("dateline")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([880.0, 560.0])
            .with_drag_and_drop(true),
        ..Default::default()
    };
    let create = move |cc: &eframe::CreationContext<'_>| {
        let mut app = App::new(&cc.egui_ctx, Arc::new(Desktop), paths);
        app.recall(cc.storage);
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("dateline", options, Box::new(create)).map_err(|e| WindowError(e.to_string()))
}

/// The window: the state, and what must live beside it.
pub struct App {
    state: State,
    stage: Stage,
    worker: Worker,
    dialogs: Arc<dyn Dialogs>,
    themes: [Theme; 2],
    look: Option<Look>,
    /// Whom the search asks for, and since when nothing else was typed, in seconds.
    asked: Option<(Vec<String>, f64)>,
}

/// Under which name the list of what was opened is stored.
const RECENT: &str = "recent";

/// Seconds without a key after which a name in the search counts as typed. Shorter, and a large folder is gone through
/// once for every letter; longer, and the list seems complete when it is not.
const TYPED: f64 = 0.6;

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("state", &self.state).finish_non_exhaustive()
    }
}

impl App {
    /// A window that asks `dialogs` for paths and opens `paths` at once.
    pub fn new(ctx: &egui::Context, dialogs: Arc<dyn Dialogs>, paths: Vec<PathBuf>) -> Self {
        style::install(ctx);
        // Where the system does not say: ink on paper.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        let waker = ctx.clone();
        let mut app = Self {
            state: State::default(),
            stage: Stage::default(),
            worker: Worker::new(move || waker.request_repaint()),
            dialogs,
            themes: [Theme::light(), Theme::dark()],
            look: None,
            asked: None,
        };
        if !paths.is_empty() {
            app.perform(ctx, Command::Open(paths));
        }
        app
    }

    /// What was opened before, as [`eframe::App::save`] left it.
    pub fn recall(&mut self, storage: Option<&dyn eframe::Storage>) {
        let text = storage.and_then(|storage| storage.get_string(RECENT));
        self.state.recent = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    }

    /// What the window knows, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How often the scene was laid out, for tests of the cost of a frame.
    pub fn layouts(&self) -> u64 {
        self.stage.layouts
    }

    /// Shows a timeline that was analyzed elsewhere, as a finished run would.
    pub fn show(&mut self, title: &str, timeline: crate::timeline::Timeline) {
        self.state.title = title.to_owned();
        self.state.adopt(Arc::new(index::Snapshot::new(timeline, Arc::default(), 0.0)));
    }

    /// Stands as it does while a run reads, for pictures of that state.
    pub fn pretend_loading(&mut self, title: &str, monitor: Arc<Monitor>) {
        self.state.title = title.to_owned();
        self.state.loading = Some(Loading { monitor, generation: u64::MAX, reads: true });
    }

    /// Does one thing, as a key or a button would.
    pub fn perform(&mut self, ctx: &egui::Context, command: Command) {
        if let Some(effect) = command::apply(&mut self.state, command) {
            self.effect(ctx, effect);
        }
        if self.look != Some(self.state.look) {
            self.look = Some(self.state.look);
            ctx.set_theme(match self.state.look {
                Look::System => egui::ThemePreference::System,
                Look::Light => egui::ThemePreference::Light,
                Look::Dark => egui::ThemePreference::Dark,
            });
        }
        ctx.request_repaint();
    }

    fn settings(&self) -> Settings {
        let edits = self.state.journal.now();
        let focus = Focus::on(&self.state.focus);
        Settings { given: edits.given.clone(), hand: edits.hand.clone(), focus, ..Settings::default() }
    }

    /// A new run; older ones are stale from here on.
    fn start_run(&mut self, reads: bool) -> (u64, Arc<Monitor>) {
        if let Some(loading) = &self.state.loading {
            loading.monitor.cancel();
        }
        self.state.generation += 1;
        let (generation, monitor) = (self.state.generation, Arc::new(Monitor::default()));
        self.state.loading = Some(Loading { monitor: monitor.clone(), generation, reads });
        (generation, monitor)
    }

    fn effect(&mut self, ctx: &egui::Context, effect: Effect) {
        match effect {
            Effect::AskFolder => self.worker.ask_folder(self.dialogs.clone()),
            Effect::AskExportPath(name) => self.worker.ask_export_path(self.dialogs.clone(), name),
            Effect::AskSavePath(name) => self.worker.ask_save_path(self.dialogs.clone(), name),
            Effect::Save => {
                if let Some(saving) = self.saving() {
                    let keep = &mut self.state.keep;
                    (keep.saving, keep.kept, keep.tried) = (true, true, keep.changes);
                    self.worker.save(saving);
                }
            }
            Effect::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::Open(paths) => {
                let (generation, monitor) = self.start_run(true);
                self.worker.open(generation, paths, monitor);
            }
            Effect::Read(paths) => {
                let (generation, monitor) = self.start_run(true);
                self.worker.read(generation, paths, self.settings(), monitor);
            }
            Effect::ReadSample => {
                let (generation, monitor) = self.start_run(true);
                self.worker.read_sample(generation, self.settings(), monitor);
            }
            Effect::Conclude => {
                let Some(snapshot) = self.state.snapshot.clone() else { return };
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
                    top: self.state.top,
                    today: today(),
                    form,
                };
                self.worker.export(move || write::write(&job));
            }
            Effect::Copy(text) => ctx.copy_text(text),
        }
    }

    /// Takes in what the threads have to tell.
    fn receive(&mut self, ctx: &egui::Context) {
        for report in self.worker.reports() {
            match report {
                Report::Analyzed { generation, snapshot, opened } if generation == self.state.generation => {
                    self.state.loading = None;
                    let view = opened.map(|opened| self.take(*opened));
                    self.state.adopt(snapshot);
                    if let Some(view) = view {
                        self.state.restore(&view);
                    }
                    self.state.remember();
                    if self.state.place_edits() {
                        self.effect(ctx, Effect::Conclude);
                    }
                    if self.state.search.is_active() {
                        self.effect(ctx, Effect::Search(self.state.search.text.clone()));
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
                Report::Analyzed { .. } | Report::Unopened { .. } | Report::Broken { .. } => {}
                Report::Found { text, snapshot, answer } => {
                    let current = self.state.snapshot.as_ref().is_some_and(|s| Arc::ptr_eq(s, &snapshot));
                    if current && text == self.state.search.text {
                        let search = &mut self.state.search;
                        search.waiting = false;
                        search.problem = answer.as_ref().err().cloned();
                        search.hits = Arc::new(answer.unwrap_or_default());
                        search.at = None;
                    }
                }
                Report::Folder(Some(path)) => self.perform(ctx, Command::Open(vec![path])),
                Report::Folder(None) => {
                    // Cancel, or a desktop without dialogs: then the typed path is the way.
                    if self.state.snapshot.is_none() {
                        self.notice("No folder chosen; a path can also be typed or dropped here", false);
                    }
                }
                Report::SavePath(Some(path)) => self.perform(ctx, Command::TypeSave(path.display().to_string())),
                Report::SavePath(None) => {}
                Report::Saved(result) => {
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
                    }
                }
                Report::ExportPath(None) => {}
                Report::Exported(Ok(path)) => self.notice(format!("Saved {}", path.display()), false),
                Report::Exported(Err(why)) => self.notice(why, true),
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
    fn saving(&self) -> Option<worker::Saving> {
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
    fn keep(&mut self, ctx: &egui::Context) {
        let keep = &self.state.keep;
        if keep.path.is_some() && keep.changes != keep.tried && !keep.saving && self.state.loading.is_none() {
            self.effect(ctx, Effect::Save);
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.state.discard && command::would_lose(&self.state) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.perform(ctx, Command::ShowLeave(Leave::Close));
        }
    }

    /// Goes through the articles once more when the search asks for somebody by name, or no longer does.
    fn read_closely(&mut self, ctx: &egui::Context) {
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

    fn notice(&mut self, text: impl Into<String>, wrong: bool) {
        self.state.notice = Some(Notice { text: text.into(), wrong });
    }

    fn draw(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>) {
        let dark = ui.visuals().dark_mode;
        let theme = &self.themes[usize::from(dark)];
        let palette = Palette::new(theme);
        self.stage.refresh(&self.state, theme);
        let mut panel = Panel { state: &self.state, commands, palette: &palette, stage: &mut self.stage };
        let panel = &mut panel;
        let line = Stroke::new(1.0, palette.line);
        let ground = Frame::new().fill(palette.ground);
        let beside = Frame::new().fill(palette.panel);

        let bar = ground.inner_margin(egui::Margin::symmetric(12, 0));
        let top = egui::Panel::top("toolbar").exact_size(48.0).frame(bar).show_separator_line(false).resizable(false);
        let top = top.show(ui, |ui| view::toolbar::toolbar_ui(ui, panel));
        let rect = top.response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);

        if panel.state.snapshot.is_some() {
            let bar = beside.inner_margin(egui::Margin::symmetric(16, 0));
            let low =
                egui::Panel::bottom("status").exact_size(28.0).frame(bar).show_separator_line(false).resizable(false);
            let low = low.show(ui, |ui| view::status::status_ui(ui, panel));
            ui.painter().hline(low.response.rect.x_range(), low.response.rect.top() + 0.5, line);
            if panel.state.problems {
                let drawer = egui::Panel::bottom("problems").default_size(200.0).size_range(96.0..=480.0).frame(beside);
                drawer.show(ui, |ui| view::problems::problems_ui(ui, panel));
            }
        }
        let width = ui.available_width();
        let wide = width > 1100.0;
        let Some(snapshot) = panel.state.snapshot.clone() else {
            CentralPanel::default().frame(ground).show(ui, |ui| match &panel.state.loading {
                Some(loading) => view::start::loading_ui(ui, panel, &loading.clone()),
                None => view::start::start_ui(ui, panel),
            });
            return;
        };
        let searching = panel.state.search.is_active();
        if searching {
            let left = egui::Panel::left("results").default_size(280.0).size_range(220.0..=420.0).frame(beside);
            left.show(ui, |ui| view::results::results_ui(ui, panel));
        } else if panel.state.facets && wide && !snapshot.timeline.events.is_empty() {
            let left = egui::Panel::left("facets")
                .default_size((width * 0.15).clamp(196.0, 228.0))
                .size_range(180.0..=360.0)
                .frame(beside);
            left.show(ui, |ui| view::facets::facets_ui(ui, panel, theme));
        }
        let chosen = panel.state.selection.is_some() || panel.state.reading.is_some();
        if !snapshot.timeline.events.is_empty() || chosen {
            // Words need room in both: the timeline gets at least half of a usual window.
            let size = (width * 0.3).clamp(340.0, 476.0);
            let right = egui::Panel::right("detail").default_size(size).size_range(320.0..=720.0).frame(ground);
            right.show(ui, |ui| detail_ui(ui, panel));
        }
        CentralPanel::default().frame(ground).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if panel.stage.shown().is_empty() {
                view::start::nothing_ui(ui, panel);
                return;
            }
            if panel.state.list.is_some() {
                view::list::list_ui(ui, panel);
                return;
            }
            view::overview::overview_ui(ui, panel, theme);
            view::timeline::timeline_ui(ui, panel, theme);
        });
    }
}

/// Today, in universal time.
fn today() -> Option<crate::calendar::Day> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    Some(crate::calendar::Day::from_number((seconds / 86_400) as i32))
}

/// The event above, the article below.
fn detail_ui(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    let ground = Frame::new().fill(panel.palette.ground);
    if panel.state.reading.is_some() {
        if panel.state.selection.is_none() {
            return view::article::article_ui(ui, panel);
        }
        let height = (ui.available_height() * 0.44).round();
        let most = (ui.available_height() - 160.0).max(160.0);
        let low = egui::Panel::bottom("article").default_size(height).size_range(160.0..=most).frame(ground);
        low.show(ui, |ui| view::article::article_ui(ui, panel));
    }
    CentralPanel::default().frame(ground).show(ui, |ui| match panel.state.selection {
        Some(_) => view::event::event_ui(ui, panel),
        None => view::event::nothing_ui(ui, panel),
    });
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.receive(&ctx);
        let mut commands = keys::pressed(&ctx, &self.state);
        let dropped: Vec<PathBuf> = ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
        if !dropped.is_empty() {
            commands.push(Command::Open(dropped));
        }
        // Keys act before the frame is drawn, so that what they open is drawn in it.
        for command in std::mem::take(&mut commands) {
            self.perform(&ctx, command);
        }
        self.draw(ui, &mut commands);
        {
            let theme = &self.themes[usize::from(ui.visuals().dark_mode)];
            let palette = Palette::new(theme);
            let (state, stage) = (&self.state, &mut self.stage);
            let mut panel = Panel { state, commands: &mut commands, palette: &palette, stage };
            if state.sheet.is_some() {
                sheets::sheets_ui(&ctx, &mut panel);
            } else {
                sheets::forget_focus(&ctx);
            }
        }
        for command in commands {
            self.perform(&ctx, command);
        }
        self.read_closely(&ctx);
        self.keep(&ctx);
        if self.state.loading.is_some() {
            // Progress is read, not told; ten times a second is smooth enough for a bar.
            ctx.request_repaint_after(Duration::from_millis(100));
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        if let Ok(text) = serde_json::to_string(&self.state.recent) {
            storage.set_string(RECENT, text);
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        // What was looked at last, and what was changed while a file was being written.
        if let Some(saving) = self.saving()
            && let Err(why) = saving.write()
        {
            eprintln!("{why}");
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

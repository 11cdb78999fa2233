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
//! | [`prefs`] | what holds for every folder |
//! | [`range`] | the days on the screen, as gestures move them |
//! | `run` | what commands set going outside of the state, and what comes back |
//! | [`keep`] | what outlives the window |
//! | `called` | names given to those who take part, on what is open |
//! | [`command`] | everything that can be done, and the one function that does it |
//! | [`filter`] | which events are shown |
//! | [`counts`] | how many each filter would show |
//! | [`likely`] | names that may be meant by what is typed |
//! | [`watch`] | what is new in the open folder |
//! | [`worker`] | reading, analysis, search, dialogs and writing, beside the window |
//! | [`index`] | a snapshot of the analysis with its look-ups |
//! | [`stage`] | drawings kept between frames |
//! | [`paint`] | scene → shapes |
//! | [`style`] | colors, type, controls |
//! | [`system`] | what the desktop asks for: dark, more contrast |
//! | [`keys`] | the table of keys |
//! | [`view`] | one file a panel |

mod called;
pub mod command;
pub mod counts;
pub mod dialog;
pub mod filter;
pub mod index;
pub mod keep;
pub mod keys;
pub mod likely;
pub mod paint;
pub mod prefs;
pub mod range;
mod run;
pub mod sample;
pub mod stage;
pub mod state;
pub mod style;
pub mod system;
pub mod view;
pub mod watch;
pub mod worker;
pub mod write;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{CentralPanel, Frame, Stroke};

use self::command::Command;
use self::dialog::{Desktop, Dialogs};
use self::prefs::{Look, Prefs};
use self::stage::Stage;
use self::state::{Loading, Notice, Place, State};
use self::style::Palette;
use self::system::System;
use self::view::{Panel, sheets};
use self::watch::Watch;
use self::worker::Worker;
use crate::progress::Monitor;
use crate::project::View;
use crate::scene::{Theme, theme};

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
    /// What looks after the folder that is open.
    watch: Option<Watch>,
    /// What was open before, to be written before anything else is read.
    leaving: Option<worker::Saving>,
    /// What was to be seen when the first articles of a large folder were shown, and how the project says to look at them.
    begun: Option<(Place, Option<View>)>,
    /// How the timeline of a project is looked at, and since when, in seconds.
    looked: (View, f64),
    /// How its file says that it was looked at.
    written: View,
    /// Something that changes the events was done while only some of the articles were there.
    behind: bool,
    dialogs: Arc<dyn Dialogs>,
    themes: [Theme; 4],
    /// The settings that the toolkit was told of, with what the desktop asked for then.
    dressed: (Prefs, System),
    /// Whether the window was turned to in the last frame.
    turned_to: bool,
    /// Whom the search asks for, and since when nothing else was typed, in seconds.
    asked: Option<(Vec<String>, f64)>,
}

/// What the event and its article leave to the timeline when the window becomes small, in points: three or four labels side
/// by side.
const LEAST_BESIDE: f32 = 520.0;

/// Less room than this for an event and its article, in points, is that of a low window or of large type.
const LOW: f32 = 640.0;

/// Under which name the list of what was opened is stored.
const RECENT: &str = "recent";

/// And the settings.
const SETTINGS: &str = "settings";

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
            watch: None,
            leaving: None,
            begun: None,
            behind: false,
            looked: Default::default(),
            written: View::default(),
            dialogs,
            themes: theme::Look::ALL.map(Theme::of),
            dressed: Default::default(),
            turned_to: false,
            asked: None,
        };
        if !paths.is_empty() {
            app.perform(ctx, Command::Open(paths));
        }
        app
    }

    /// What was opened before, and the settings, as [`eframe::App::save`] left it.
    pub fn recall(&mut self, storage: Option<&dyn eframe::Storage>) {
        let text = storage.and_then(|storage| storage.get_string(RECENT));
        self.state.recent = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let text = storage.and_then(|storage| storage.get_string(SETTINGS)).unwrap_or_default();
        self.state.prefs = Prefs::stored(&text);
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
        let command = self.stage.meant(&self.state, &self.themes[0], command);
        if matches!(command, Command::Open(_) | Command::OpenSample | Command::Discard(_)) {
            // How it was looked at last; what was done to it is in its file already.
            self.leaving = self.saving();
        }
        if let Some(effect) = command::apply(&mut self.state, command) {
            self.effect(ctx, effect);
        }
        // One that opens within the same frame gets the keyboard too.
        if self.state.sheet.is_none() {
            sheets::forget_focus(ctx);
        }
        self.dress(ctx);
        ctx.request_repaint();
    }

    /// Tells the toolkit of settings that have changed.
    fn dress(&mut self, ctx: &egui::Context) {
        let (prefs, system) = (self.state.prefs, self.state.system);
        let (before, told) = self.dressed;
        if before.contrasts(told) != prefs.contrasts(system) {
            style::dress(ctx, prefs.contrasts(system));
        }
        if before.look != prefs.look || told.dark != system.dark {
            ctx.set_theme(match (prefs.look, system.dark) {
                (Look::System, None) => egui::ThemePreference::System,
                (Look::Light, _) | (Look::System, Some(false)) => egui::ThemePreference::Light,
                (Look::Dark, _) | (Look::System, Some(true)) => egui::ThemePreference::Dark,
            });
        }
        self.dressed = (prefs, system);
    }

    /// Takes over what the desktop asks for, as the thread that asked it does.
    pub fn obey(&mut self, ctx: &egui::Context, system: System) {
        self.state.system = system;
        self.dress(ctx);
        ctx.request_repaint();
    }

    /// Asks the desktop anew when the window is turned to: the wish may have changed meanwhile.
    fn ask_system(&mut self, ctx: &egui::Context) {
        let turned_to = ctx.input(|i| i.focused);
        if turned_to && !self.turned_to {
            let dialogs = self.dialogs.clone();
            self.worker.ask_system(dialogs);
        }
        self.turned_to = turned_to;
    }

    /// The colors of this frame.
    fn theme(&self, ui: &egui::Ui) -> Theme {
        self.themes[self.state.prefs.theme(ui.visuals().dark_mode, self.state.system) as usize].clone()
    }

    fn notice(&mut self, text: impl Into<String>, wrong: bool) {
        self.state.notice = Some(Notice { text: text.into(), wrong });
    }

    fn draw(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>) {
        let theme = &self.theme(ui);
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
        let filters = panel.state.facets.unwrap_or(wide) && !searching && !snapshot.timeline.events.is_empty();
        panel.stage.filters_seen = filters;
        if searching || filters {
            // Each width has a panel of its own, so that what was fit for one does not stay in the other. What is found takes
            // the place of the filters, so that nothing beside it moves while one types.
            let (name, size) = if wide { ("left", (width * 0.17).clamp(208.0, 232.0)) } else { ("narrow left", 196.0) };
            let left = egui::Panel::left(name).default_size(size).size_range(180.0..=400.0).frame(beside);
            left.show(ui, |ui| match searching {
                true => view::results::results_ui(ui, panel),
                false => view::facets::facets_ui(ui, panel, theme),
            });
        }
        let chosen = panel.state.selection.is_some() || panel.state.reading.is_some();
        if !snapshot.timeline.events.is_empty() || chosen {
            // Words need room in both: the timeline gets at least half of a usual window.
            let size = (width * 0.3).clamp(340.0, 476.0);
            let most = (width - LEAST_BESIDE).clamp(320.0, 720.0);
            let right = egui::Panel::right("detail").default_size(size).size_range(320.0..=most).frame(ground);
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

/// The event above, the article below.
fn detail_ui(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    let ground = Frame::new().fill(panel.palette.ground);
    if panel.state.reading.is_some() {
        if panel.state.selection.is_none() {
            return view::article::article_ui(ui, panel);
        }
        let room = ui.available_height();
        // As with the widths: an article that was fit for a tall window would leave a low one none of its event.
        let name = if room < LOW { "low article" } else { "article" };
        let height = (room * 0.44).round();
        let most = (room - 240.0).clamp(160.0, room.max(160.0));
        let low = egui::Panel::bottom(name).default_size(height).size_range(160.0..=most).frame(ground);
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
        self.dress(&ctx);
        self.ask_system(&ctx);
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
        self.stage.stops = Default::default();
        self.draw(ui, &mut commands);
        let focused = ctx.memory(|memory| memory.focused());
        if let Some(stop) = self.stage.next_stop(self.state.panels, focused) {
            ctx.memory_mut(|memory| memory.request_focus(stop));
            ctx.request_repaint();
        }
        {
            let palette = Palette::new(&self.theme(ui));
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
        self.keep_view(&ctx);
        if self.state.loading.is_some() {
            // Progress is read, not told; ten times a second is smooth enough for a bar.
            ctx.request_repaint_after(Duration::from_millis(100));
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        if let Ok(text) = serde_json::to_string(&self.state.recent) {
            storage.set_string(RECENT, text);
        }
        if let Ok(text) = serde_json::to_string(&self.state.prefs) {
            storage.set_string(SETTINGS, text);
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

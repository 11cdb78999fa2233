//! The event: what happened, when, how that is known, who says so.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, CornerRadius, Frame, Label, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, vec2,
};

use super::widgets::{Folded, Icon, Marks, icon_button, paint_marks, quiet, text_job};
use super::{Panel, count, own, short};
use crate::app::command::Command;
use crate::app::index::Snapshot;
use crate::app::style::{self, HEADING, SMALL, TEXT};
use crate::article::{Method, Published};
use crate::calendar::When;
use crate::event::{Disagreement, Event, EventId, Subject};
use crate::mention::{Mention, Status};
use crate::scene::short_date;
use crate::timex::{Anchor, Timex};

/// Space at both sides.
pub const SIDE: f32 = 20.0;

/// Draws the event and its citations; they scroll together.
pub fn event_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some((snapshot, id)) = panel.state.snapshot.clone().zip(panel.state.selection) else { return };
    let Some(event) = snapshot.event(id) else { return };
    let room = ui.available_rect_before_wrap();
    let area = ScrollArea::vertical().id_salt(("event", id.0)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        Frame::new().inner_margin(Margin { left: SIDE as i8, right: SIDE as i8, top: 16, bottom: 12 }).show(ui, |ui| {
            head_ui(ui, panel, event, id);
            own::note_ui(ui, panel, id);
            ui.add_space(12.0);
            picked_ui(ui, panel);
            if let Some(mention) = panel.state.cited().and_then(|m| snapshot.mention(m)) {
                derivation_ui(ui, panel, &snapshot, event, mention);
            }
            for disagreement in &event.disagreements {
                ui.add_space(8.0);
                disagreement_ui(ui, panel, &snapshot, event, disagreement);
            }
        });
        super::citations::citations_ui(ui, panel, &snapshot, event);
    });
    if area.state.clamped_offset().y > HEAD {
        let top = Rect::from_min_size(room.min, vec2(room.width(), STAYS));
        stays_ui(ui, panel, event, id, top);
    }
}

/// Points after which the title of the event has left the panel.
const HEAD: f32 = 40.0;

/// Height of the line that then says which event it is.
pub const STAYS: f32 = 32.0;

/// The event in a line, above what was scrolled: who reads its twentieth citation still sees what is told. Painted only;
/// a screen reader has the title itself.
fn stays_ui(ui: &Ui, panel: &Panel<'_>, event: &Event, id: EventId, rect: Rect) {
    let palette = panel.palette;
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, palette.ground);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let line = |text: &str, font, ink, width| {
        let galley = painter.layout_job(super::widgets::line_text(text, font, ink, width));
        let top = rect.center().y - galley.size().y / 2.0;
        (galley, top)
    };
    let room = rect.width() - 2.0 * SIDE;
    let (when, top) = line(&short_date(event.when), style::sans(SMALL), palette.second, room / 2.0);
    let left = room - when.size().x - 12.0;
    painter.galley(egui::pos2(rect.right() - SIDE - when.size().x, top), when, palette.second);
    let (label, top) = line(panel.state.label(id), style::bold(TEXT), palette.ink, left);
    painter.galley(egui::pos2(rect.left() + SIDE, top), label, palette.ink);
}

/// What stands here before anything is chosen.
pub fn nothing_ui(ui: &mut Ui, panel: &Panel<'_>) {
    let area = ui.available_rect_before_wrap();
    let text = |ui: &mut Ui, text: &str, size, color| {
        ui.add(Label::new(RichText::new(text).size(size).color(color).line_height(Some(20.0))));
    };
    ui.scope_builder(UiBuilder::new().max_rect(area.shrink2(vec2(SIDE, 20.0))), |ui| {
        ui.label(RichText::new("No event chosen").font(style::bold(style::READING)).color(panel.palette.ink));
        ui.add_space(6.0);
        let lead = "Choose one on the timeline to see how its date is known and which sentences tell it.";
        text(ui, lead, TEXT, panel.palette.second);
        ui.add_space(12.0);
        for (keys, what) in [("← →", "previous and next event"), ("/", "search"), ("?", "all keys")] {
            ui.horizontal(|ui| {
                let width = 48.0;
                ui.allocate_ui(vec2(width, 20.0), |ui| {
                    ui.set_min_width(width);
                    ui.label(RichText::new(keys).size(TEXT).color(panel.palette.ink));
                });
                ui.label(RichText::new(what).size(TEXT).color(panel.palette.second));
            });
        }
    });
}

fn head_ui(ui: &mut Ui, panel: &mut Panel<'_>, event: &Event, id: EventId) {
    let palette = panel.palette;
    let label = panel.state.label(id).to_owned();
    let struck = event.status == Status::Denied;
    // What needs more than two lines leaves none for its sentences in a small window.
    let width = ui.available_width() - 36.0;
    let lines = ui.painter().layout(label.clone(), style::bold(HEADING), palette.ink, width).rows.len();
    let (size, line) = if lines > 2 { (style::READING, 22.0) } else { (HEADING, 26.0) };
    let mut title = RichText::new(label).font(style::bold(size)).line_height(Some(line)).color(palette.ink);
    if struck {
        title = title.strikethrough();
    }
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - 36.0;
        ui.vertical(|ui| {
            ui.set_width(width);
            match panel.state.label_form.clone() {
                Some(text) => own::label_ui(ui, panel, id, text),
                None => _ = ui.add(Label::new(title).wrap().selectable(true)),
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let starred = panel.state.journal.now().starred.contains(&event.key);
            let (icon, name) = if starred { (Icon::StarFilled, "Remove the star") } else { (Icon::Star, "Star") };
            let star = icon_button(ui, palette, icon, name, true);
            panel.stage.stop(2, star.id);
            if star.clicked() {
                panel.push(Command::Star);
            }
        });
    });
    ui.add_space(6.0);
    // Lines of words stand as close as words do, not as buttons.
    let button = std::mem::replace(&mut ui.spacing_mut().interact_size.y, 20.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(capitalized(&event.when.words())).size(TEXT).color(palette.ink));
        // A year is written as it is said.
        if event.when.edtf() != event.when.words() {
            ui.label(RichText::new(event.when.edtf()).size(TEXT).color(palette.second));
        }
        match event.status {
            Status::Reported => {}
            Status::Planned => chip(ui, panel, "planned"),
            Status::Denied => chip(ui, panel, "denied"),
        }
    });
    super::names::names_ui(ui, panel, event);
    ui.spacing_mut().interact_size.y = button;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let mut job = LayoutJob::default();
        let strong = TextFormat::simple(style::bold(TEXT), palette.ink);
        let weak = TextFormat::simple(style::sans(TEXT), palette.second);
        let articles = if event.sources == 1 { " article   " } else { " articles   " };
        let told = [(event.sources.to_string(), articles), (event.independent_sources.to_string(), " independent   ")];
        // Of one article nothing is said by calling it independent.
        for (n, word) in told.into_iter().take(if event.sources == 1 { 1 } else { 2 }) {
            job.append(&n, 0.0, strong.clone());
            job.append(word, 0.0, weak.clone());
        }
        // In a narrow panel what can be done needs the room.
        if ui.available_width() >= 430.0 {
            job.append("importance ", 0.0, weak);
            job.append(&format!("{:.2}", event.importance), 0.0, strong);
        }
        ui.label(job);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // The last letter stands under the edge of what is below, not under the button's.
            ui.spacing_mut().button_padding.x = 0.0;
            ui.spacing_mut().item_spacing.x = 14.0;
            let hidden = panel.state.journal.now().hidden.contains(&event.key);
            for (name, command) in [
                (if hidden { "Show" } else { "Hide" }, Command::Hide),
                ("Note", Command::ShowNote),
                ("Rename", Command::ShowRename),
            ] {
                if quiet(ui, palette, name, TEXT).clicked() {
                    panel.push(command);
                }
            }
        });
    });
}

/// What was picked beside the event, and the way to make one of them all.
fn picked_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let others = || panel.state.picked.iter().copied().filter(|&id| panel.state.selection != Some(id));
    let (others, count_of) = (others().collect::<Vec<_>>(), others().count() + 1);
    if others.is_empty() {
        return;
    }
    let palette = panel.palette;
    let frame = Frame::new().fill(palette.selected()).corner_radius(CornerRadius::same(6));
    frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.label(RichText::new("Chosen with it").font(style::bold(TEXT)).color(palette.ink));
        for id in others {
            let label = RichText::new(panel.state.label(id)).size(TEXT).color(palette.ink);
            ui.add(Label::new(label).wrap());
        }
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().button_padding.x = 0.0;
            ui.spacing_mut().item_spacing.x = 16.0;
            let all = format!("Merge {}", count(count_of, "event"));
            if quiet(ui, palette, &all, TEXT).clicked() {
                panel.push(Command::Merge);
            }
            if quiet(ui, palette, "Drop", TEXT).clicked() {
                panel.push(Command::DropPicks);
            }
        });
    });
    ui.add_space(12.0);
}

fn chip(ui: &mut Ui, panel: &Panel<'_>, text: &str) {
    Frame::new()
        .stroke(Stroke::new(1.0, panel.palette.line))
        .corner_radius(CornerRadius::same(9))
        .inner_margin(Margin::symmetric(8, 1))
        .show(ui, |ui| ui.label(RichText::new(text).size(SMALL).color(panel.palette.second)));
}

/// Words → rule → anchor → result, as a small table.
fn derivation_ui(ui: &mut Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, event: &Event, mention: &Mention) {
    let palette = panel.palette;
    let Some(source) = snapshot.timeline.sources.get(mention.article.index()) else { return };
    let timex = snapshot.timeline.timex(mention);
    let published = source.published.as_ref();
    Frame::new().fill(palette.panel).corner_radius(CornerRadius::same(6)).inner_margin(Margin::symmetric(12, 10)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            match timex {
                Some(timex) => {
                    let folded = Folded::new(&source.article.text, timex.span);
                    let format =
                        TextFormat { line_height: Some(18.0), ..TextFormat::simple(style::sans(TEXT), palette.ink) };
                    let words = format!("“{}”", folded.text);
                    let marks = vec![(1..words.chars().count() - 1, palette.time_words)];
                    row_ui(ui, panel, "words", text_job(&words, format, f32::INFINITY), &marks);
                    let rule = row_text_ui(ui, panel, "rule", &timex.rule.replace('-', " "));
                    if !timex.because.is_empty() {
                        rule.on_hover_text(&timex.because);
                    }
                    row_text_ui(ui, panel, "from", &anchor_words(timex, published));
                    row_text_ui(ui, panel, "gives", &gives(mention));
                }
                None => {
                    row_text_ui(ui, panel, "words", "none; the report is dated by its day of writing");
                    row_text_ui(ui, panel, "from", &published_words(published));
                    row_text_ui(ui, panel, "gives", &gives(mention));
                    if !mention.because.is_empty() {
                        row_text_ui(ui, panel, "because", &mention.because);
                    }
                }
            }
            if mention.when != event.when {
                finer_ui(ui, panel, snapshot, event);
            }
            if event.mentions.len() > 1 && !event.because.is_empty() {
                row_text_ui(ui, panel, "merged", &event.because);
            }
        },
    );
}

/// Where the citation shown says less, or something else, than the event: which one says when it was.
fn finer_ui(ui: &mut Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, event: &Event) {
    let best = panel.state.selection.and_then(|id| snapshot.dating_citation(id));
    let told =
        |n: &usize| event.mentions.get(*n).and_then(|&m| snapshot.mention(m)).is_some_and(|m| m.when == event.when);
    let Some(n) = best.filter(told) else { return };
    let text = format!("{}, by citation {}", event.when.words(), n + 1);
    let palette = panel.palette;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        row_name_ui(ui, panel, "dated");
        let link = RichText::new(&text).size(TEXT).color(palette.accent).line_height(Some(18.0));
        let response = ui.add(Label::new(link).wrap().sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Dated {text}")));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            panel.push(Command::Cite(n));
        }
    });
}

fn gives(mention: &Mention) -> String {
    let (edtf, words) = (mention.when.edtf(), mention.when.words());
    if edtf == words { edtf } else { format!("{edtf}, {words}") }
}

fn row_text_ui(ui: &mut Ui, panel: &Panel<'_>, name: &str, text: &str) -> egui::Response {
    let format = TextFormat { line_height: Some(18.0), ..TextFormat::simple(style::sans(TEXT), panel.palette.ink) };
    let mut job = LayoutJob::default();
    job.append(text, 0.0, format);
    row_ui(ui, panel, name, job, &Vec::new())
}

fn row_name_ui(ui: &mut Ui, panel: &Panel<'_>, name: &str) {
    ui.allocate_ui_with_layout(vec2(72.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
        ui.set_min_width(72.0);
        let text = RichText::new(name).size(TEXT).color(panel.palette.second).line_height(Some(18.0));
        ui.label(text);
    });
}

fn row_ui(ui: &mut Ui, panel: &Panel<'_>, name: &str, mut job: LayoutJob, marks: &Marks) -> egui::Response {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        row_name_ui(ui, panel, name);
        if marks.is_empty() {
            ui.add(Label::new(job).wrap().selectable(true))
        } else {
            job.wrap.max_width = ui.available_width();
            let galley = ui.painter().layout_job(job);
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
            paint_marks(ui.painter(), &galley, rect.min, marks, TEXT);
            ui.painter().galley(rect.min, galley, panel.palette.ink);
            response
        }
    })
    .inner
}

fn anchor_words(timex: &Timex, published: Option<&Published>) -> String {
    match timex.anchor {
        Anchor::None => "the words say it all".into(),
        Anchor::Published => published_words(published),
        Anchor::Previous => "the date told before".into(),
        Anchor::Story => "the time that the article is about".into(),
    }
}

/// `8 Feb 2024, inferred: …`
fn published_words(published: Option<&Published>) -> String {
    let Some(published) = published else { return "day of writing unknown".into() };
    let mut words = format!("{}, day of writing {}", short(published.date), method(published.method));
    if published.method != Method::Stated
        && let Some(reason) = published.because.first()
    {
        words.push_str(": ");
        words.push_str(reason);
    }
    words
}

/// How a day of writing is known, in a word.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Given => "set by you",
        Method::Stated => "stated",
        Method::Inferred => "inferred",
        Method::FileTime => "only the time of the file",
    }
}

fn disagreement_ui(ui: &mut Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, event: &Event, about: &Disagreement) {
    let palette = panel.palette;
    let subject = match about.about {
        Subject::Amount => "the amount",
        Subject::Date => "the date",
        Subject::Actor => "who took part",
        Subject::Status => "whether it happened",
    };
    let frame = Frame::new().fill(palette.look_here_ground).corner_radius(CornerRadius::same(6));
    frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let head = format!("Sources differ on {subject}");
        ui.label(RichText::new(head).font(style::bold(TEXT)).color(palette.look_here_words));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
            for (n, claim) in about.claims.iter().enumerate() {
                let mut articles: Vec<_> =
                    claim.mentions.iter().filter_map(|&m| Some(snapshot.mention(m)?.article)).collect();
                articles.sort_unstable();
                articles.dedup();
                let value = RichText::new(&claim.value).size(TEXT).color(palette.look_here_words);
                let told = format!(
                    " {}{}",
                    count(articles.len(), "article"),
                    if n + 1 < about.claims.len() { " · " } else { "" }
                );
                let response = ui.add(Label::new(value.underline()).sense(Sense::click()));
                let name = format!("{}, {}", claim.value, count(articles.len(), "article"));
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                ui.label(RichText::new(told).size(TEXT).color(palette.look_here_words));
                if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                    let first = claim.mentions.first();
                    if let Some(n) = event.mentions.iter().position(|m| Some(m) == first) {
                        panel.push(Command::Cite(n));
                    }
                }
            }
        });
    });
}

/// With a capital letter, for the beginning of a line.
pub fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A date and how fine it is, for a hover.
pub fn when_words(when: When) -> String {
    capitalized(&when.words())
}

//! The left panel: what there is, by entity, source, status, how surely and how exactly it is dated, and where the day of
//! writing of its articles comes from, each with its count; a click filters.

use std::collections::BTreeSet;

use egui::{
    Align, CornerRadius, Frame, Label, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};

use super::widgets::{Icon, group_title, paint_icon};
use super::{Panel, grouped};
use crate::app::command::Command;
use crate::app::counts::{Choice, Counts, LOOK};
use crate::app::filter::{Days, Filters};
use crate::app::paint;
use crate::app::style::{self, SMALL, TEXT};
use crate::article::Method;
use crate::scene::{LaneMode, Theme};

/// Above and below a small line, so that it has the height of a row.
const LINE: Margin = Margin { left: 0, right: 0, top: 6, bottom: 6 };

/// Draws the panel.
pub fn facets_ui(ui: &mut Ui, panel: &mut Panel<'_>, theme: &Theme) {
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let state = panel.state;
    let filters = state.filters.clone();
    let key = (crate::app::stage::identity(state), state.keep.changes, filters.clone());
    let counts = || std::sync::Arc::new(Counts::new(&snapshot, &state.filters, state.journal.now()));
    let counts = panel.stage.counts.get(key, counts);
    ScrollArea::vertical().id_salt("facets").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 16, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            chips_ui(ui, panel, &filters);
            // Colors are those of the lanes, so a name has one only where it is a lane.
            let lanes = panel.state.lanes;
            let swatch = |mode: LaneMode, name: &str| {
                if mode != lanes {
                    return None;
                }
                let arrangement = panel.stage.arrangement.as_ref()?;
                let lane = arrangement.lanes.iter().find(|lane| lane.name == name)?;
                Some(paint::color(lane.color(theme)))
            };
            let row = |mode: LaneMode, choice: &Choice| Row {
                name: choice.name.clone(),
                events: choice.events,
                articles: Some(choice.articles),
                swatch: swatch(mode, &choice.name),
            };
            let entities: Vec<_> = counts.entities.iter().map(|choice| row(LaneMode::Entity, choice)).collect();
            let listed = if counts.sources_are_files() { &[][..] } else { &counts.sources[..] };
            let sources: Vec<_> = listed.iter().map(|choice| row(LaneMode::Source, choice)).collect();
            group_ui(
                ui,
                panel,
                "Entity",
                &entities,
                |name| filters.entities.contains(name),
                |f, name| {
                    flip(&mut f.entities, name.to_owned());
                },
            );
            more_ui(ui, panel, counts.more_entities, "entity:");
            group_ui(
                ui,
                panel,
                "Source",
                &sources,
                |name| filters.sources.contains(name),
                |f, name| {
                    flip(&mut f.sources, name.to_owned());
                },
            );
            if counts.sources_are_files() {
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    ui.add_space(8.0);
                    group_title(ui, panel.palette, "Source");
                });
                ui.add_space(4.0);
                let sources = counts.sources.len() + counts.more_sources;
                search_ui(ui, panel, &format!("{}, nearly one an article", grouped(sources)), "source:");
            } else {
                more_ui(ui, panel, counts.more_sources, "source:");
            }
            if counts.reprints > 0 {
                small_ui(ui, panel, &format!("{} folded", super::count(counts.reprints, "reprint")));
            }
            let look: Vec<_> = LOOK
                .into_iter()
                .zip(counts.look)
                .filter(|(name, n)| *n > 0 || *look_here(&mut filters.clone(), name))
                .map(|(name, n)| Row::of(name, n))
                .collect();
            let on = |name: &str| *look_here(&mut filters.clone(), name);
            group_ui(ui, panel, "Look here", &look, on, |f, name| {
                let on = look_here(f, name);
                *on = !*on;
            });
            for facet in NAMED {
                let (counted, all) = ((facet.counts)(&counts), (facet.all)(&filters));
                let rows: Vec<_> = counted.iter().map(|(name, n)| Row::of(words(name), *n)).collect();
                let named = |shown: &str| counted.iter().map(|(name, _)| *name).find(|name| words(name) == shown);
                group_ui(
                    ui,
                    panel,
                    facet.title,
                    &rows,
                    |shown| named(shown).is_some_and(|name| all.contains(name)),
                    |f, shown| {
                        if let Some(name) = named(shown) {
                            flip((facet.chosen)(f), name);
                        }
                    },
                );
            }
        });
    });
}

/// How many names a facet does not list, and how to find them.
fn more_ui(ui: &mut Ui, panel: &mut Panel<'_>, n: usize, word: &str) {
    if n == 0 {
        return;
    }
    search_ui(ui, panel, &format!("{} more", grouped(n)), word);
}

/// A line that leads to the search for what is not listed.
fn search_ui(ui: &mut Ui, panel: &mut Panel<'_>, what: &str, word: &str) {
    let text = format!("{what}; search {word}…");
    // Wrapped: a panel does not grow for a long line.
    let words = RichText::new(&text).size(SMALL).color(panel.palette.second);
    let label = Label::new(words).wrap().sense(Sense::click());
    let response = Frame::new().inner_margin(Margin { left: 8, right: 8, ..LINE }).show(ui, |ui| ui.add(label)).inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    super::widgets::follow_focus(&response);
    if response.hovered() || response.has_focus() {
        let under = response.rect.translate(vec2(0.0, -1.0));
        ui.painter().hline(under.x_range(), under.bottom(), Stroke::new(1.0, panel.palette.second));
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        panel.push(Command::Search(word.to_owned()));
        panel.push(Command::FocusSearch);
    }
}

/// A line of small grey text under a facet.
fn small_ui(ui: &mut Ui, panel: &Panel<'_>, text: &str) {
    let label = Label::new(RichText::new(text).size(SMALL).color(panel.palette.second)).wrap();
    Frame::new().inner_margin(Margin { left: 8, right: 8, ..LINE }).show(ui, |ui| ui.add(label));
}

fn flip<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}

/// A facet whose choices are words of our own.
struct Named {
    title: &'static str,
    counts: fn(&Counts) -> &[(&'static str, usize)],
    all: fn(&Filters) -> &BTreeSet<&'static str>,
    chosen: fn(&mut Filters) -> &mut BTreeSet<&'static str>,
    /// What a chip says before and after the word, which does not always speak for itself.
    chip: (&'static str, &'static str),
}

const NAMED: [Named; 4] = [
    Named {
        title: "Status",
        counts: |c| &c.statuses,
        all: |f| &f.statuses,
        chosen: |f| &mut f.statuses,
        chip: ("", ""),
    },
    Named {
        title: "How sure the date is",
        counts: |c| &c.confidences,
        all: |f| &f.confidences,
        chosen: |f| &mut f.confidences,
        chip: ("", " date"),
    },
    Named {
        title: "Days of writing",
        counts: |c| &c.written,
        all: |f| &f.written,
        chosen: |f| &mut f.written,
        chip: ("day of writing ", ""),
    },
    Named {
        title: "How exactly dated",
        counts: |c| &c.granularities,
        all: |f| &f.granularities,
        chosen: |f| &mut f.granularities,
        chip: ("", ""),
    },
];

/// A choice as the panel says it.
fn words(name: &str) -> &str {
    match name {
        "given" => super::event::method(Method::Given),
        "file-time" => super::event::method(Method::FileTime),
        name => name,
    }
}

/// Which filter a row of *Look here* is.
fn look_here<'f>(filters: &'f mut Filters, name: &str) -> &'f mut bool {
    match name {
        "starred" => &mut filters.starred,
        "with a note" => &mut filters.noted,
        "hidden" => &mut filters.hidden,
        _ => &mut filters.disputed,
    }
}

/// Active filters, one click to clear each.
fn chips_ui(ui: &mut Ui, panel: &mut Panel<'_>, filters: &Filters) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        group_title(ui, panel.palette, "Filters");
        if !filters.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().button_padding.x = 8.0;
                if super::widgets::quiet(ui, panel.palette, "Clear", SMALL).on_hover_text("Clear the filters").clicked()
                {
                    panel.push(Command::Filter(Filters::default()));
                }
            });
        }
    });
    ui.add_space(4.0);
    let mut chips: Vec<(String, Filters)> = Vec::new();
    let mut without = |name: String, change: &dyn Fn(&mut Filters)| {
        let mut rest = filters.clone();
        change(&mut rest);
        chips.push((name, rest));
    };
    for name in &filters.entities {
        without(name.clone(), &|f| _ = f.entities.remove(name));
    }
    for name in &filters.sources {
        without(name.clone(), &|f| _ = f.sources.remove(name));
    }
    for facet in NAMED {
        for name in (facet.all)(filters) {
            let (before, after) = facet.chip;
            without(format!("{before}{}{after}", words(name)), &|f| _ = (facet.chosen)(f).remove(name));
        }
    }
    for name in LOOK.into_iter().filter(|name| *look_here(&mut filters.clone(), name)) {
        without(name.to_owned(), &|f| *look_here(f, name) = false);
    }
    // Under the names of the facets below.
    Frame::new().inner_margin(Margin { left: 8, ..Margin::ZERO }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            days_ui(ui, panel, filters);
            for (name, rest) in chips {
                if chip_ui(ui, panel, &name).clicked() {
                    panel.push(Command::Filter(rest));
                }
            }
        });
    });
    ui.add_space(8.0);
}

/// The time that is filtered by, which a click changes.
fn days_ui(ui: &mut Ui, panel: &mut Panel<'_>, filters: &Filters) {
    let words = filters.days.words();
    let (change, clear) = chip(ui, panel, &words, &format!("Change dates, {words}"), !filters.days.is_any());
    if change.on_hover_text("Leave out what was before or after").clicked() {
        panel.push(Command::ShowDays);
    }
    if clear.is_some_and(|clear| clear.clicked()) {
        panel.push(Command::Filter(Filters { days: Days::default(), ..filters.clone() }));
    }
}

fn chip_ui(ui: &mut Ui, panel: &Panel<'_>, name: &str) -> egui::Response {
    chip(ui, panel, name, &format!("Remove filter {name}"), true).0
}

/// A chip: its words, which do what `says` says, and where it can be cleared a cross. Where words and cross do the same only
/// the words are a button.
fn chip(
    ui: &mut Ui,
    panel: &Panel<'_>,
    name: &str,
    says: &str,
    clears: bool,
) -> (egui::Response, Option<egui::Response>) {
    let palette = panel.palette;
    let job = super::widgets::line_text(name, style::sans(SMALL), palette.ink, 150.0);
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(32.0, 10.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, says));
    super::widgets::follow_focus(&response);
    let apart = clears && says.starts_with("Change");
    let cross = Rect::from_min_max(egui::pos2(rect.right() - 24.0, rect.top()), rect.max);
    let clear = apart.then(|| {
        let clear = ui.interact(cross, response.id.with("clear"), Sense::click());
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove filter {name}")));
        clear.on_hover_cursor(egui::CursorIcon::PointingHand)
    });
    let lit = response.hovered() || clear.as_ref().is_some_and(|clear| clear.hovered());
    let ground = if lit { palette.hover() } else { palette.ground };
    let focus = response.has_focus() || clear.as_ref().is_some_and(|clear| clear.has_focus());
    let edge = if focus { palette.accent } else { palette.line };
    let corner = CornerRadius::same((rect.height() / 2.0) as u8);
    ui.painter().rect(rect, corner, ground, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    let c = egui::pos2(rect.right() - 13.0, rect.center().y);
    let line = Stroke::new(1.2, palette.second);
    if clears {
        ui.painter().line_segment([c + vec2(-2.5, -2.5), c + vec2(2.5, 2.5)], line);
        ui.painter().line_segment([c + vec2(-2.5, 2.5), c + vec2(2.5, -2.5)], line);
    } else {
        ui.painter().line(vec![c + vec2(-3.0, -1.5), c + vec2(0.0, 1.5), c + vec2(3.0, -1.5)], line);
    }
    ui.painter().galley(rect.min + vec2(10.0, 5.0), galley, palette.ink);
    (response.on_hover_cursor(egui::CursorIcon::PointingHand), clear)
}

/// A row of a facet.
struct Row {
    name: String,
    events: usize,
    /// Where it says how many articles tell them.
    articles: Option<usize>,
    swatch: Option<egui::Color32>,
}

impl Row {
    fn of(name: &str, events: usize) -> Self {
        Self { name: name.to_owned(), events, articles: None, swatch: None }
    }
}

/// One facet: rows with a count, the chosen ones marked.
fn group_ui(
    ui: &mut Ui,
    panel: &mut Panel<'_>,
    title: &str,
    rows: &[Row],
    on: impl Fn(&str) -> bool,
    flip: impl Fn(&mut Filters, &str),
) {
    if rows.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        group_title(ui, panel.palette, title);
        if title == "Entity" {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().button_padding.x = 8.0;
                let response = super::widgets::quiet(ui, panel.palette, "Names…", SMALL);
                if response.on_hover_text("Give somebody another name, or make two one (E)").clicked() {
                    panel.push(Command::ShowName(None));
                }
            });
        }
    });
    ui.add_space(4.0);
    let room = rows.iter().any(|row| row.swatch.is_some());
    let own_words = !matches!(title, "Entity" | "Source");
    for row in rows {
        let (name, chosen) = (&row.name, on(&row.name));
        let response = row_ui(ui, panel, row, room, chosen, own_words, title == "Look here");
        panel.stage.stop(1, response.id);
        if let Some(mode) = [("Entity", LaneMode::Entity), ("Source", LaneMode::Source)]
            .into_iter()
            .find_map(|(kind, mode)| (kind == title).then_some(mode))
        {
            let frame = super::widgets::menu_frame(panel.palette);
            let menu = egui::Popup::context_menu(&response).frame(frame);
            menu.show(|ui| super::names::name_menu(ui, panel, mode, name));
        }
        if response.clicked() {
            let mut filters = panel.state.filters.clone();
            flip(&mut filters, name);
            panel.push(Command::Filter(filters));
        }
    }
    ui.add_space(8.0);
}

fn row_ui(
    ui: &mut Ui,
    panel: &Panel<'_>,
    row: &Row,
    room: bool,
    chosen: bool,
    own_words: bool,
    look_here: bool,
) -> egui::Response {
    let palette = panel.palette;
    let Row { name, events: n, articles, swatch } = row;
    let (n, swatch) = (*n, *swatch);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, format!("{name}, {}", grouped(n))));
    super::widgets::follow_focus(&response);
    let painter = ui.painter();
    if chosen || response.hovered() || response.has_focus() {
        let ground = if chosen { palette.selected() } else { style::mix(palette.panel, palette.ink, 0.06) };
        painter.rect_filled(rect, 4.0, ground);
    }
    let mut left = rect.left() + 8.0;
    if room {
        if let Some(color) = swatch {
            let square = Rect::from_center_size(egui::pos2(left + 4.0, rect.center().y), vec2(8.0, 8.0));
            painter.rect_filled(square, 2.0, color);
        }
        left += 16.0;
    }
    let ink = match look_here && name == "sources differ" {
        true => palette.look_here,
        // What would bring nothing steps back.
        false if n == 0 && !chosen => palette.second,
        false => palette.ink,
    };
    let second = if ink == palette.look_here { ink } else { palette.second };
    let number = painter.layout_job(paint::figures(&grouped(n), style::sans(TEXT), second));
    let right = rect.right() - 8.0;
    // Names stand as their sources write them; our own words begin a line.
    let shown = if own_words { super::event::capitalized(name) } else { name.clone() };
    let job = super::widgets::line_text(&shown, style::sans(TEXT), ink, right - number.size().x - 10.0 - left);
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    painter.galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    if name == "starred" && look_here {
        paint_icon(painter, egui::pos2(right - number.size().x - 14.0, rect.center().y), Icon::Star, palette.second);
    }
    let at = egui::pos2(right - number.size().x, rect.center().y - number.size().y / 2.0);
    painter.galley(at, number, palette.second);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let Some(articles) = articles else { return response };
    let told = format!("{} told by {}", super::count(n, "event"), super::count(*articles, "article"));
    response.on_hover_text(if cut { format!("{name}\n{told}") } else { told })
}

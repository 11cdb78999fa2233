//! The left panel: what there is, by entity, source, status, how surely and how exactly it is dated, and where the day of
//! writing of its articles comes from, each with its count; a click filters.

use std::collections::BTreeSet;

use egui::{
    Align, CornerRadius, Frame, Label, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};
use rustc_hash::FxHashMap;

use super::widgets::{Icon, group_title, paint_icon};
use super::{Panel, grouped};
use crate::app::command::Command;
use crate::app::index::Snapshot;
use crate::app::paint;
use crate::app::state::Filters;
use crate::app::style::{self, SMALL, TEXT};
use crate::article::Method;
use crate::calendar::Granularity;
use crate::mention::Status;
use crate::scene::{LaneMode, Theme};
use crate::timeline::edit::Edits;
use crate::timeline::sure::{Sureness, WRITTEN, sureness, written};

/// Entities and sources listed, as many as there are lanes; the others are counted, and the search finds them. With more,
/// the facets below never come into sight on a common screen.
const LISTED: usize = 8;

/// How many events each choice holds, most first.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Counts {
    pub entities: Vec<(String, usize)>,
    pub more_entities: usize,
    pub sources: Vec<(String, usize)>,
    pub more_sources: usize,
    pub statuses: Vec<(&'static str, usize)>,
    pub granularities: Vec<(&'static str, usize)>,
    pub confidences: Vec<(&'static str, usize)>,
    pub written: Vec<(&'static str, usize)>,
    pub disputed: usize,
    pub starred: usize,
    pub noted: usize,
    pub hidden: usize,
    pub reprints: usize,
    pub articles: usize,
    /// Articles that state no source.
    pub unstated: usize,
}

impl Counts {
    /// Whether the articles state no source and lie in no folders, so that each is one of its own: a list of eight of
    /// thousands of them tells nothing.
    fn sources_are_files(&self) -> bool {
        let sources = self.sources.len() + self.more_sources;
        sources > 3 * LISTED && 2 * sources > self.articles && 2 * self.unstated > self.articles
    }

    /// Counts once over all events.
    pub fn new(snapshot: &Snapshot, edits: &Edits) -> Self {
        let timeline = &snapshot.timeline;
        let unstated = timeline.sources.iter().filter(|source| source.article.source.is_empty()).count();
        let mut counts = Self { articles: timeline.sources.len(), unstated, ..Self::default() };
        let (mut entities, mut sources) = (FxHashMap::<&str, usize>::default(), FxHashMap::<&str, usize>::default());
        let (mut statuses, mut fine) = ([0; 3], [0; Granularity::ALL.len()]);
        let (mut sure, mut days) = ([0; Sureness::ALL.len()], [0; WRITTEN.len()]);
        for event in &timeline.events {
            for entity in &event.entities {
                *entities.entry(entity).or_default() += 1;
            }
            let articles = event.mentions.iter().filter_map(|&m| Some(snapshot.mention(m)?.article));
            let told = articles.filter_map(|id| timeline.sources.get(id.index()));
            // Each choice once an event, however many of its articles are of that kind.
            let mut outlets: Vec<&str> = told.clone().map(|source| source.outlet.as_str()).collect();
            outlets.sort_unstable();
            outlets.dedup();
            for outlet in outlets {
                *sources.entry(outlet).or_default() += 1;
            }
            for (n, name) in WRITTEN.iter().enumerate() {
                days[n] += usize::from(told.clone().any(|source| written(source) == *name));
            }
            sure[sureness(timeline, event) as usize] += 1;
            statuses[event.status as usize] += 1;
            fine[event.when.granularity as usize] += 1;
            counts.disputed += usize::from(!event.disagreements.is_empty());
            counts.starred += usize::from(edits.starred.contains(&event.key));
            counts.noted += usize::from(edits.notes.contains_key(&event.key));
            counts.hidden += usize::from(edits.hidden.contains(&event.key));
        }
        counts.more_entities = entities.len().saturating_sub(LISTED);
        counts.more_sources = sources.len().saturating_sub(LISTED);
        counts.entities = most(entities.into_iter().map(|(name, n)| (name.to_owned(), n)).collect());
        counts.sources = most(sources.into_iter().map(|(name, n)| (name.to_owned(), n)).collect());
        let some = |names: &[&'static str], numbers: &[usize]| -> Vec<(&'static str, usize)> {
            names.iter().copied().zip(numbers.iter().copied()).filter(|(_, n)| *n > 0).collect()
        };
        counts.statuses = some(&[Status::Reported, Status::Planned, Status::Denied].map(Status::name), &statuses);
        counts.granularities = some(&Granularity::ALL.map(Granularity::name), &fine);
        counts.confidences = some(&Sureness::ALL.map(Sureness::name), &sure);
        counts.written = some(&WRITTEN, &days);
        counts.reprints = timeline.sources.iter().filter(|s| s.copy_of.is_some()).count();
        counts
    }
}

fn most(mut all: Vec<(String, usize)>) -> Vec<(String, usize)> {
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(LISTED);
    all
}

/// Draws the panel.
pub fn facets_ui(ui: &mut Ui, panel: &mut Panel<'_>, theme: &Theme) {
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let key = (crate::app::stage::identity(panel.state), panel.state.keep.changes);
    let state = panel.state;
    let counts = panel.stage.counts.get(key, || std::sync::Arc::new(Counts::new(&snapshot, state.journal.now())));
    let filters = panel.state.filters.clone();
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
            let entities: Vec<_> =
                counts.entities.iter().map(|(name, n)| (name.clone(), *n, swatch(LaneMode::Entity, name))).collect();
            let listed = if counts.sources_are_files() { &[][..] } else { &counts.sources[..] };
            let sources: Vec<_> =
                listed.iter().map(|(name, n)| (name.clone(), *n, swatch(LaneMode::Source, name))).collect();
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
                .zip([counts.disputed, counts.starred, counts.noted, counts.hidden])
                .filter(|(_, n)| *n > 0)
                .map(|(name, n)| (name.to_owned(), n, None))
                .collect();
            let on = |name: &str| *look_here(&mut filters.clone(), name);
            group_ui(ui, panel, "Look here", &look, on, |f, name| {
                let on = look_here(f, name);
                *on = !*on;
            });
            for facet in NAMED {
                let (counted, all) = ((facet.counts)(&counts), (facet.all)(&filters));
                let rows: Vec<_> = counted.iter().map(|(name, n)| (words(name).to_owned(), *n, None)).collect();
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
    let response = ui
        .horizontal(|ui| {
            ui.add_space(8.0);
            ui.add(Label::new(RichText::new(&text).size(SMALL).color(panel.palette.second)).sense(Sense::click()))
        })
        .inner;
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
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(RichText::new(text).size(SMALL).color(panel.palette.second));
    });
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

/// The rows of *Look here*, in order.
const LOOK: [&str; 4] = ["sources differ", "starred", "with a note", "hidden"];

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
    if filters.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        group_title(ui, panel.palette, "Filters");
    });
    ui.add_space(6.0);
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
            for (name, rest) in chips {
                if chip_ui(ui, panel, &name).clicked() {
                    panel.push(Command::Filter(rest));
                }
            }
        });
    });
    ui.add_space(8.0);
}

fn chip_ui(ui: &mut Ui, panel: &Panel<'_>, name: &str) -> egui::Response {
    let palette = panel.palette;
    let job = super::widgets::line_text(name, style::sans(SMALL), palette.ink, 150.0);
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(32.0, 10.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove filter {name}")));
    super::widgets::follow_focus(&response);
    let ground = if response.hovered() { palette.hover() } else { palette.ground };
    let edge = if response.has_focus() { palette.accent } else { palette.line };
    let corner = CornerRadius::same((rect.height() / 2.0) as u8);
    ui.painter().rect(rect, corner, ground, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    let c = egui::pos2(rect.right() - 13.0, rect.center().y);
    let cross = Stroke::new(1.2, palette.second);
    ui.painter().line_segment([c + vec2(-2.5, -2.5), c + vec2(2.5, 2.5)], cross);
    ui.painter().line_segment([c + vec2(-2.5, 2.5), c + vec2(2.5, -2.5)], cross);
    ui.painter().galley(rect.min + vec2(10.0, 5.0), galley, palette.ink);
    response
}

/// One facet: rows with a count, the chosen ones marked.
fn group_ui(
    ui: &mut Ui,
    panel: &mut Panel<'_>,
    title: &str,
    rows: &[(String, usize, Option<egui::Color32>)],
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
    let room = rows.iter().any(|row| row.2.is_some());
    let own_words = !matches!(title, "Entity" | "Source");
    for (name, n, swatch) in rows {
        let chosen = on(name);
        let response = row_ui(ui, panel, name, *n, *swatch, room, chosen, own_words, title == "Look here");
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

#[allow(clippy::too_many_arguments)]
fn row_ui(
    ui: &mut Ui,
    panel: &Panel<'_>,
    name: &str,
    n: usize,
    swatch: Option<egui::Color32>,
    room: bool,
    chosen: bool,
    own_words: bool,
    look_here: bool,
) -> egui::Response {
    let palette = panel.palette;
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
    let ink = if look_here && name == "sources differ" { palette.look_here } else { palette.ink };
    let number =
        painter.layout_no_wrap(grouped(n), style::sans(TEXT), if ink == palette.ink { palette.second } else { ink });
    let right = rect.right() - 8.0;
    // Names stand as their sources write them; our own words begin a line.
    let shown = if own_words { super::event::capitalized(name) } else { name.to_owned() };
    let job = super::widgets::line_text(&shown, style::sans(TEXT), ink, right - number.size().x - 10.0 - left);
    let galley = painter.layout_job(job);
    painter.galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    if name == "starred" && look_here {
        paint_icon(painter, egui::pos2(right - number.size().x - 14.0, rect.center().y), Icon::Star, palette.second);
    }
    let at = egui::pos2(right - number.size().x, rect.center().y - number.size().y / 2.0);
    painter.galley(at, number, palette.second);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_of_one_article_each_are_not_listed() {
        for (articles, unstated, sources, files) in [
            (20, 20, 20, false),
            (700, 700, 2, false),
            // Pages of as many papers, which say who they are.
            (129, 9, 106, false),
            (129, 129, 106, true),
            (2000, 2000, 900, false),
        ] {
            let listed = (0..LISTED.min(sources)).map(|n| (n.to_string(), 1)).collect();
            let more_sources = sources.saturating_sub(LISTED);
            let counts = Counts { articles, unstated, sources: listed, more_sources, ..Counts::default() };
            assert_eq!(counts.sources_are_files(), files, "{sources} of {articles}");
        }
    }
}

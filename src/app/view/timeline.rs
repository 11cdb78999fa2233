//! The timeline: paints the scene, and turns wheel, drag and click into commands.
//!
//! | hand | does |
//! |---|---|
//! | wheel, Ctrl+wheel, pinch | zooms at the pointer |
//! | Shift+wheel, two fingers sideways, drag | pans |
//! | wheel, where the settings say so | pans; with Shift it then scrolls the lanes |
//! | Shift+drag | draws a range and says how long it is; Enter zooms to it |
//! | Alt+wheel, wheel and drag on the days of writing | zooms and moves when it was reported alone; a double click lets it follow |
//! | click | chooses the event, lists a count |
//! | double click | frames the event |
//! | click on the name of a lane | offers its events alone, and another name |
//! | hover | shows the label in full, the date in words, the sources |

use egui::{CursorIcon, Key, Label, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::event::when_words;
use super::hand::{Upward, follow_ui, navigate};
use super::names::lane_menu;
use super::widgets::menu_frame;
use super::{Panel, count};
use crate::app::command::Command;
use crate::app::state::Listing;
use crate::app::style::{self, SMALL, TEXT};
use crate::app::{paint, stage};
use crate::event::EventId;
use crate::mention::Status;
use crate::scene::{self, Arrangement, LaneMode, OTHERS, Range, Scale, Scene, Target, Theme, View, layout};
use crate::timeline::Timeline;

/// Draws the timeline into all the room there is.
pub fn timeline_ui(ui: &mut Ui, panel: &mut Panel<'_>, theme: &Theme) {
    let rect = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(rect, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Timeline"));
    let timeline = response.id;
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let Some(arrangement) = panel.stage.arrangement.clone() else { return };

    if panel.stage.resized(rect.width(), rect.height()) {
        ui.ctx().request_repaint();
    }
    let reports = panel.stage.reported(panel.state);
    // Seen by when it was reported all of it fits: what does not is counted at the edges.
    let tall = match &reports {
        Some(_) => 0.0,
        None => (arrangement.height + theme.sizes.axis - rect.height()).max(0.0),
    };
    if reports.is_none() {
        let room = rect.height() - theme.sizes.axis;
        follow_selection(panel, &snapshot.timeline, &arrangement, room, theme);
        panel.stage.scroll = panel.stage.scroll.clamp(0.0, tall);
    }
    let (range, moving) = panel.stage.gliding(panel.state, ui.input(|i| i.time));
    if moving {
        ui.ctx().request_repaint();
    }
    let mut view = View::new(range, rect.width(), rect.height());
    view.told = panel.state.told;
    view.scroll = panel.stage.scroll;
    view.selected = panel.state.selection;
    view.hovered = panel.stage.hovered;
    let starred = panel.stage.starred.clone();
    view.starred = Some(&starred);
    view.top = panel.state.top;
    view.shorten = panel.stage.shortens(panel.state);
    let asks = panel.state.search.is_active() && panel.state.search.problem.is_none();
    let hits = asks.then(|| panel.stage.hits(panel.state));
    view.highlighted = hits.as_deref();
    let mode = if reports.is_some() { LaneMode::Entity } else { arrangement.mode };
    let scale = view.scale(mode, theme);

    let key = stage::SceneKey {
        arrangement: std::sync::Arc::as_ptr(&arrangement) as usize,
        range: (view.range.start.to_bits(), view.range.end.to_bits()),
        told: view.told.map(|told| (told.start.to_bits(), told.end.to_bits())),
        size: (view.width.to_bits(), view.height.to_bits()),
        scroll: view.scroll.to_bits(),
        top: view.top,
        selected: view.selected,
        hovered: view.hovered,
        hits: hits.as_ref().map_or(0, |h| std::sync::Arc::as_ptr(h) as usize),
        shorten: view.shorten,
        reports: reports.is_some(),
        look: panel.palette.look,
    };
    let layouts = &mut panel.stage.layouts;
    let scene = panel.stage.scene.get(key, || {
        *layouts += 1;
        let timeline = &snapshot.timeline;
        std::sync::Arc::new(match &reports {
            Some(reports) => scene::reports(timeline, reports, &arrangement, &view, theme),
            None => layout(timeline, &arrangement, &view, theme),
        })
    });
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, panel.palette.ground);
    paint::scene(&painter, rect.min, &scene);

    if let Some(band) = panel.state.band {
        band_ui(ui, panel, band, rect, &scale, theme);
    }
    let upward = reports.as_deref().map(|reports| Upward {
        reports,
        scale: reports.up(&view, theme),
        left: rect.left() + view.plot(mode, theme).x,
        bottom: rect.bottom(),
    });
    navigate(ui, panel, &response, rect, &scale, upward.as_ref(), tall);
    if reports.is_some() && panel.state.told.is_some() {
        follow_ui(ui, panel, rect, theme);
    }
    ui.ctx().accesskit_node_builder(timeline, |node| {
        node.set_value(super::status::range_words(range.start, range.end));
        node.set_description(seen_words(&scene));
    });
    hits_ui(ui, panel, &scene, rect);
    if tall > 0.0 {
        scroll_bar(ui, panel, rect, theme.sizes.axis, arrangement.height, tall);
    }
    listing_ui(ui, panel);
}

/// Brings a row of a newly selected event into the `room` below the axis, if none is there: that of the lane in which it
/// was walked to, else the first.
fn follow_selection(panel: &mut Panel<'_>, timeline: &Timeline, arrangement: &Arrangement, room: f32, theme: &Theme) {
    let wanted = (panel.state.selection, panel.state.lane.clone());
    if panel.stage.followed == wanted {
        return;
    }
    let (selected, walked) = wanted.clone();
    panel.stage.followed = wanted;
    let Some((id, event)) = selected.and_then(|id| Some((id, timeline.events.get(id.index())?))) else { return };
    let places = arrangement.places_of(id, event.when.interval().start, theme);
    let places: Vec<_> = places.filter(|(lane, _)| walked.as_ref().is_none_or(|name| lane.name == *name)).collect();
    let (scroll, row) = (panel.stage.scroll, theme.sizes.row);
    let seen = |top: f32| top >= scroll && top + row <= scroll + room;
    if places.iter().any(|(_, top)| seen(*top)) {
        return;
    }
    if let Some((lane, top)) = places.first() {
        // The whole lane with its name, if there is room for it, else the row.
        let (from, to) = if lane.height <= room { (lane.top, lane.top + lane.height) } else { (*top, top + row) };
        panel.stage.scroll = if from < scroll { from } else { to - room };
    }
}

/// Whether Ctrl (on a Mac, Command) was held at the click, though it may have been let go within the same frame.
pub fn with_command(ui: &Ui) -> bool {
    let held = |event: &egui::Event| matches!(event, egui::Event::PointerButton { modifiers, .. } if modifiers.command);
    ui.input(|i| i.modifiers.command || i.events.iter().any(held))
}

/// The stretch drawn with Shift, and how long it is.
fn band_ui(ui: &mut Ui, panel: &Panel<'_>, band: Range, rect: Rect, scale: &Scale, theme: &Theme) {
    let (left, right) = scale.xs(band);
    let (left, right) = (rect.left() + left as f32, rect.left() + right as f32);
    let area = Rect::from_min_max(pos2(left, rect.top() + theme.sizes.axis), pos2(right, rect.bottom()));
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(area, 0.0, panel.palette.accent.gamma_multiply(0.12));
    for x in [left, right] {
        painter.vline(x, area.y_range(), Stroke::new(1.0, panel.palette.accent));
    }
    let days = band.interval();
    let words = super::status::range_words(band.start, band.end);
    let job = super::widgets::line_text(&words, style::sans(SMALL), panel.palette.on_accent, 400.0);
    let galley = painter.layout_job(job);
    let size = galley.size() + vec2(16.0, 8.0);
    let x = (area.center().x - size.x / 2.0).clamp(rect.left() + 4.0, (rect.right() - size.x - 4.0).max(rect.left()));
    let pill = Rect::from_min_size(pos2(x, area.top() + 8.0), size);
    painter.rect_filled(pill, 9.0, panel.palette.accent);
    painter.galley(pill.min + vec2(8.0, 4.0), galley, panel.palette.on_accent);
    let node = ui.interact(pill, ui.scope_id().with("drawn range"), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} days drawn", days.days())));
}

/// What is on the screen, for who cannot see it: its marks and counts are nodes of their own, in lanes and in order of time.
fn seen_words(scene: &Scene) -> String {
    let mut marks: Vec<EventId> = Vec::new();
    let (mut reports, mut without_room) = (0, 0);
    for hit in &scene.hits {
        match hit.target {
            Target::Event(event) => marks.push(event),
            Target::Report(_) => reports += 1,
            Target::Count(n) => without_room += scene.counts.get(n as usize).map_or(0, Vec::len),
            _ => {}
        }
    }
    marks.sort_unstable();
    marks.dedup();
    let mut words = match reports {
        0 => format!("{} drawn", count(marks.len(), "event")),
        n => format!("{} drawn", count(n, "report")),
    };
    if without_room > 0 {
        words.push_str(&format!(", {} in counts", super::grouped(without_room)));
    }
    words
}

/// What can be pointed at: one node each, so that a screen reader and a test find an event by its label.
fn hits_ui(ui: &mut Ui, panel: &mut Panel<'_>, scene: &Scene, area: Rect) {
    let mut seen: rustc_hash::FxHashMap<Target, u32> = Default::default();
    let mut hovered = None;
    for hit in &scene.hits {
        let rect = paint::rect(hit.rect, area.min).intersect(area);
        if !rect.is_positive() {
            continue;
        }
        // An event stands in several lanes: each place is its own node, told apart by how many came before.
        let nth = seen.entry(hit.target).or_default();
        *nth += 1;
        let id = ui.scope_id().with(("hit", hit.target, *nth));
        match hit.target {
            Target::Event(_) | Target::Report(_) => {
                let Some((event, choose)) = chooses(panel, hit.target) else { continue };
                let response = ui.interact(rect, id, Sense::click());
                let chosen = panel.state.selection == Some(event);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &hit.label));
                if response.hovered() {
                    hovered = Some(event);
                }
                if response.has_focus() {
                    let focus = Stroke::new(1.0, panel.palette.accent);
                    ui.painter().rect_stroke(rect, 4.0, focus, egui::StrokeKind::Outside);
                }
                if panel.state.picked.contains(&event) {
                    let ring = Stroke::new(2.0, panel.palette.accent);
                    ui.painter().rect_stroke(rect.expand(2.0), 6.0, ring, egui::StrokeKind::Outside);
                }
                // The second click of two arrives with both; framing selects as well.
                if response.clicked() && with_command(ui) {
                    panel.push(Command::Pick(event));
                } else if response.double_clicked() {
                    panel.push(Command::Frame(event));
                } else if response.clicked() {
                    panel.push(choose);
                }
                let response = response.on_hover_cursor(CursorIcon::PointingHand);
                // A sheet in front must not be covered by what lies behind it.
                if panel.state.sheet.is_none() {
                    let said = hit.label.rsplit_once(", reported ").map(|(_, said)| said);
                    egui::Tooltip::for_enabled(&response).gap(6.0).show(|ui| {
                        hover_ui(ui, panel, event);
                        if let Some(said) = said.filter(|_| matches!(hit.target, Target::Report(_))) {
                            ui.label(RichText::new(format!("Reported {said}")).size(SMALL).color(panel.palette.second));
                        }
                    });
                }
            }
            Target::Count(n) => {
                let response = ui.interact(rect, id, Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &hit.label));
                let response = response.on_hover_cursor(CursorIcon::PointingHand);
                if response.hovered() || response.has_focus() {
                    let stroke = Stroke::new(1.0, panel.palette.accent);
                    ui.painter().rect_stroke(rect, rect.height() / 2.0, stroke, egui::StrokeKind::Inside);
                }
                let events = scene.counts.get(n as usize).cloned().unwrap_or_default();
                if response.clicked() {
                    let at = (rect.left(), rect.bottom() + 4.0);
                    panel.push(Command::ListEvents(Listing { events, at }));
                }
            }
            Target::Lane(n) => {
                let named = panel.stage.arrangement.as_ref().filter(|_| !panel.state.reports);
                let name =
                    named.and_then(|arrangement| arrangement.lanes.get(n as usize)).map(|lane| lane.name.clone());
                let name = name.filter(|name| name != OTHERS && !name.is_empty());
                let sense = if name.is_some() { Sense::click() } else { Sense::hover() };
                let response = ui.interact(rect, id, sense);
                let role = if name.is_some() { Role::Button } else { Role::Label };
                response.widget_info(|| WidgetInfo::labeled(role, true, &hit.label));
                if let Some(name) = name {
                    if response.hovered() || response.has_focus() {
                        let under = Stroke::new(1.0, panel.palette.second);
                        let words = rect.left() + 14.0..=rect.right();
                        ui.painter().hline(words, rect.bottom() + 1.0, under);
                    }
                    lane_menu(panel, &response, panel.state.lanes, &name);
                    let response = response.on_hover_cursor(CursorIcon::PointingHand);
                    // A lane of one row has no room to say it.
                    let arrangement = panel.stage.arrangement.as_ref();
                    if let Some(lane) = arrangement.and_then(|arrangement| arrangement.lanes.get(n as usize))
                        && panel.state.sheet.is_none()
                    {
                        let told = (count(lane.events, "event"), count(lane.articles, "article"));
                        response.on_hover_text(format!("{name}\n{} told by {}", told.0, told.1));
                    }
                } else if panel.state.reports && panel.state.sheet.is_none() {
                    response.on_hover_text(
                        "The wheel zooms here and dragging moves; a double click follows the days across",
                    );
                }
            }
            _ => {}
        }
    }
    if panel.stage.hovered != hovered {
        panel.stage.hovered = hovered;
        ui.ctx().request_repaint();
    }
}

/// Which event a mark is, and what a click on it does: a citation opens its article.
fn chooses(panel: &Panel<'_>, target: Target) -> Option<(EventId, Command)> {
    match target {
        Target::Event(event) => Some((event, Command::Select(event))),
        Target::Report(mention) => {
            let snapshot = panel.state.snapshot.as_ref()?;
            let article = snapshot.mention(mention)?.article;
            Some((snapshot.event_of(mention)?, Command::Read(article, Some(mention))))
        }
        _ => None,
    }
}

/// The label in full, the date in words, who tells it.
fn hover_ui(ui: &mut Ui, panel: &Panel<'_>, id: EventId) {
    let Some(snapshot) = &panel.state.snapshot else { return };
    let Some(event) = snapshot.event(id) else { return };
    let palette = panel.palette;
    ui.set_max_width(320.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.add(Label::new(RichText::new(panel.state.label(id)).font(style::bold(TEXT)).color(palette.ink)).wrap());
    let mut date = when_words(event.when);
    if event.status != Status::Reported {
        date.push_str(" · ");
        date.push_str(event.status.name());
    }
    ui.label(RichText::new(date).size(TEXT).color(palette.ink));
    let mut told = count(event.sources as usize, "article");
    if event.independent_sources != event.sources {
        told.push_str(&format!(", {} independent", event.independent_sources));
    }
    ui.label(RichText::new(told).size(SMALL).color(palette.second));
    if !event.disagreements.is_empty() {
        ui.label(RichText::new("Sources differ").size(SMALL).color(palette.look_here));
    }
}

/// A thin bar at the right when the lanes are taller than the window.
fn scroll_bar(ui: &mut Ui, panel: &mut Panel<'_>, rect: Rect, axis: f32, height: f32, tall: f32) {
    let track = Rect::from_min_max(pos2(rect.right() - 8.0, rect.top() + axis), rect.max);
    let long = (track.height() * track.height() / height.max(1.0)).max(24.0);
    let at = track.top() + (track.height() - long) * panel.stage.scroll / tall;
    let handle = Rect::from_min_size(pos2(track.left() + 1.0, at), vec2(4.0, long));
    let response = ui.interact(track, ui.scope_id().with("scroll lanes"), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Scroll the lanes"));
    if response.dragged() {
        let per_point = tall / (track.height() - long).max(1.0);
        panel.stage.scroll = (panel.stage.scroll + response.drag_delta().y * per_point).clamp(0.0, tall);
    }
    let ink = if response.hovered() || response.dragged() { panel.palette.ink } else { panel.palette.second };
    ui.painter().rect_filled(handle, 2.0, ink.gamma_multiply(0.72));
}

/// The events behind a count.
fn listing_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some(listing) = panel.state.listing.clone() else { return };
    let Some(snapshot) = panel.state.snapshot.clone() else { return };
    let palette = panel.palette;
    let height = 320.0_f32.min(listing.events.len() as f32 * ROW + 34.0);
    let screen = ui.ctx().content_rect();
    let at = pos2(listing.at.0.min(screen.right() - 380.0), listing.at.1.min(screen.bottom() - height - 40.0));
    let area = egui::Area::new(egui::Id::unique("listing")).order(egui::Order::Foreground).fixed_pos(at);
    let response = area.show(ui.ctx(), |ui| {
        menu_frame(palette).show(ui, |ui| {
            ui.set_width(340.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                ui.set_height(24.0);
                super::widgets::group_title(ui, palette, &count(listing.events.len(), "event"));
            });
            ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show_rows(
                ui,
                ROW,
                listing.events.len(),
                |ui, rows| {
                    for &id in listing.events.get(rows).unwrap_or_default() {
                        if row_ui(ui, panel, &snapshot, id, ROW).clicked() {
                            panel.push(Command::Select(id));
                        }
                    }
                },
            );
        });
    });
    let outside = response.response.clicked_elsewhere() && ui.input(|i| i.pointer.any_click());
    if outside || ui.input(|i| i.key_pressed(Key::Escape)) {
        panel.push(Command::CloseListing);
    }
}

/// Height of a row in a list of events.
pub const ROW: f32 = 44.0;

/// An event as a row: what, in as many lines as `tall` points have room for, and below it when.
pub fn row_ui(
    ui: &mut Ui,
    panel: &Panel<'_>,
    snapshot: &crate::app::index::Snapshot,
    id: EventId,
    tall: f32,
) -> egui::Response {
    let palette = panel.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::click());
    let Some(event) = snapshot.event(id) else { return response };
    let label = panel.state.label(id);
    let when = when_words(event.when);
    let chosen = panel.state.selection == Some(id);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, format!("{label}, {when}")));
    let painter = ui.painter();
    if chosen || response.hovered() || response.has_focus() {
        let ground = if chosen { palette.selected() } else { palette.hover() };
        painter.rect_filled(rect, 4.0, ground);
    }
    let width = rect.width() - 16.0;
    let mut job = super::widgets::line_text(label, style::sans(TEXT), palette.ink, width);
    job.wrap.max_rows = ((tall - 26.0) / 18.0).floor().max(1.0) as usize;
    job.wrap.break_anywhere = false;
    let words = painter.layout_job(job);
    let (cut, below) = (words.elided, words.size().y + 2.0);
    let at: Pos2 = rect.min + vec2(8.0, 6.0);
    painter.galley(at, words, palette.ink);
    let told = count(event.sources as usize, "article");
    let mut job = paint::figures(&format!("{when} · {told}"), style::sans(SMALL), palette.second);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    painter.galley(at + vec2(0.0, below), painter.layout_job(job), palette.second);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut { response.on_hover_text(label) } else { response }
}

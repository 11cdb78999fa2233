//! The article, set like a page: serif, about seventy characters a line, opened at the sentence that is cited.
//!
//! The words that tell a time and the word that names the happening have a ground behind them; every sentence that dates
//! an event has a dot in the margin that leads back to it. Furniture is there to be read and is small. Only the
//! paragraphs in sight are laid out in a frame, so a book opens as fast as a note.

use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::text_selection::LabelSelectionState;
use egui::{
    Align, Button, CursorIcon, FontId, Frame, Key, Label, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense,
    Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::Panel;
use super::event::{SIDE, method, when_words};
use super::widgets::{Folded, Icon, Marks, icon_button, paint_marks, place_marks, primary, quiet, text_job};
use crate::app::command::Command;
use crate::app::index::Snapshot;
use crate::app::style::{self, HEADING, Palette, READING, SMALL, TEXT};
use crate::article::{ArticleId, Method, Passage, PassageKind};
use crate::calendar::{Date, When};
use crate::mention::MentionId;
use crate::scene::Look;
use crate::span::Span;
use crate::timeline::Source;

/// About seventy characters of Source Serif 4 at 16 points.
const MEASURE: f32 = 520.0;
/// Where the text begins: room for the dots.
const MARGIN: f32 = 36.0;
/// Height of a line: 16 points on 26.
const LINE: f32 = 26.0;

/// The open article, folded into paragraphs and measured.
#[derive(Debug, Default)]
pub struct Page {
    key: Option<(usize, u64, ArticleId, Option<MentionId>, u32, Look)>,
    paragraphs: Vec<Paragraph>,
    height: f32,
    /// The last call to scroll to the sentence that was followed.
    revealed: u64,
}

#[derive(Debug)]
struct Paragraph {
    top: f32,
    height: f32,
    folded: Folded,
    job: Arc<LayoutJob>,
    marks: Marks,
    dots: Vec<Dot>,
    /// Where the cited sentence is shown, in characters.
    cited: Option<(usize, usize)>,
}

/// A sentence that dates an event.
#[derive(Debug)]
struct Dot {
    /// First character shown.
    at: usize,
    mention: MentionId,
    label: String,
    current: bool,
}

/// Draws the header and the page.
pub fn article_ui(ui: &mut Ui, panel: &mut Panel<'_>) {
    let Some((snapshot, reading)) = panel.state.snapshot.clone().zip(panel.state.reading) else { return };
    let Some(source) = snapshot.timeline.sources.get(reading.article.index()) else { return };
    ui.spacing_mut().item_spacing.y = 0.0;
    header_ui(ui, panel, source, reading.article);
    let width = (ui.available_width() - MARGIN - SIDE).clamp(120.0, MEASURE);
    refresh(ui, panel, &snapshot, source, width);
    let reveal = panel.stage.page.revealed != panel.state.reveals;
    panel.stage.page.revealed = panel.state.reveals;
    let mut area = ScrollArea::vertical().id_salt(("article", reading.article.0)).auto_shrink(false);
    if reveal {
        area = area.vertical_scroll_offset(place_of_citation(ui, &panel.stage.page, ui.available_height()));
    }
    // Read on with the keyboard, where nothing else wants these keys.
    let free = panel.state.sheet.is_none() && !ui.ctx().text_edit_focused();
    let pressed = |key| free && ui.input(|i| i.key_pressed(key));
    let pages = f32::from(pressed(Key::PageUp)) - f32::from(pressed(Key::PageDown));
    area.show_viewport(ui, |ui, viewport| {
        if pages != 0.0 {
            ui.scroll_with_delta(vec2(0.0, pages * (viewport.height() - LINE).max(LINE)));
        }
        page_ui(ui, panel, viewport);
    });
}

/// How far to scroll so that the cited sentence stands in the upper third.
fn place_of_citation(ui: &Ui, page: &Page, height: f32) -> f32 {
    let Some(paragraph) = page.paragraphs.iter().find(|p| p.cited.is_some()) else { return 0.0 };
    let galley = ui.painter().layout_job((*paragraph.job).clone());
    let at = paragraph.cited.map_or(0, |(start, _)| start);
    let y = paragraph.top + galley.pos_from_cursor(CCursor::new(at)).top();
    // What fits without scrolling stays where it is.
    if y + LINE * 3.0 < height { 0.0 } else { (y - height / 3.0).max(0.0) }
}

/// A panel lower than this, in points, has a title of one line: with three it would show two lines of the article.
const LOW: f32 = 260.0;

fn header_ui(ui: &mut Ui, panel: &mut Panel<'_>, source: &Source, id: ArticleId) {
    let palette = panel.palette;
    let frame = Frame::new().inner_margin(Margin { left: MARGIN as i8, right: 12, top: 12, bottom: 10 });
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - 36.0;
            ui.vertical(|ui| {
                ui.set_width(width);
                let title =
                    if source.article.title.trim().is_empty() { &source.article.path } else { &source.article.title };
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                // A low panel is for the sentences; the title then takes one smaller line, and the pointer shows the rest.
                let low = ui.available_height() < LOW;
                let (size, line) = if low { (READING, 20.0) } else { (HEADING, 26.0) };
                let words = RichText::new(&title)
                    .font(FontId::new(size, style::serif_semibold()))
                    .line_height(Some(line))
                    .color(palette.ink);
                match low {
                    true => _ = ui.add(Label::new(words).truncate()),
                    false => _ = ui.add(Label::new(words).wrap().selectable(true)),
                }
                ui.add_space(4.0);
                known_ui(ui, panel, source);
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let close = icon_button(ui, palette, Icon::Close, "Close the article", true);
                panel.stage.stop(3, close.id);
                if close.clicked() {
                    panel.push(Command::CloseArticle);
                }
            });
        });
        if let Some(text) = panel.state.day_form.clone() {
            ui.add_space(8.0);
            day_form_ui(ui, panel, source, id, text);
        }
    });
    let rect = ui.min_rect();
    ui.painter().hline(rect.x_range(), ui.cursor().top(), Stroke::new(1.0, palette.grid));
}

/// The outlet, the day of writing, how it is known, and the control to set it.
fn known_ui(ui: &mut Ui, panel: &mut Panel<'_>, source: &Source) {
    let palette = panel.palette;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        // Each part stays on one line.
        let small = |text: String, ink| RichText::new(text.replace(' ', "\u{a0}")).size(SMALL).color(ink);
        ui.label(small(source.outlet.clone(), palette.second));
        match &source.published {
            Some(p) => {
                ui.label(small("·".into(), palette.second));
                ui.label(small(When::from(p.date).words(), palette.ink));
                ui.label(small("·".into(), palette.second));
                let sure = match p.method {
                    Method::Given | Method::Stated => String::new(),
                    _ => format!(", {:.0} % sure", p.confidence * 100.0),
                };
                let response = ui.label(small(format!("{}{sure}", method(p.method)), palette.second));
                if !p.because.is_empty() {
                    response.on_hover_text(p.because.join("\n"));
                }
            }
            None => {
                ui.label(small("· day of writing unknown".into(), palette.look_here));
            }
        }
        let open = panel.state.day_form.is_some();
        let text = RichText::new("Set day…").size(SMALL).color(palette.accent);
        let button = Button::new(text).frame_when_inactive(false);
        let button = button.stroke(Stroke::NONE).min_size(vec2(0.0, 20.0)).wrap_mode(egui::TextWrapMode::Extend);
        // Not in a scope of its own, which would not wrap, and push the panel's edge out of the window.
        ui.spacing_mut().button_padding = vec2(0.0, 1.0);
        ui.spacing_mut().interact_size.y = 18.0;
        if ui.add(button).clicked() {
            let now = source.published.as_ref().map(|p| date_text(p.date)).unwrap_or_default();
            panel.push(Command::EditDay((!open).then_some(now)));
        }
    });
}

/// A date as it is typed.
fn date_text(date: Date) -> String {
    When::from(date).edtf()
}

/// The day being typed, what it is counted from now, and the two ways out.
fn day_form_ui(ui: &mut Ui, panel: &mut Panel<'_>, source: &Source, id: ArticleId, mut text: String) {
    let palette = panel.palette;
    let parsed = text.trim().parse::<Date>();
    let given = panel.state.journal.now().given.contains_key(&source.article.path);
    Frame::new().fill(palette.panel).corner_radius(6).inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut text)
                .id(egui::Id::unique("day of writing"))
                .desired_width(120.0)
                .hint_text(RichText::new("2024-02-08").color(palette.second))
                .margin(Margin::symmetric(8, 5));
            let response = ui.add(field).accessible_name("Day of writing");
            super::own::focus_new(ui, &response);
            if response.changed() {
                panel.push(Command::EditDay(Some(text.clone())));
            }
            let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let set = ui.add_enabled_ui(parsed.is_ok(), |ui| primary(ui, palette, "Set")).inner.clicked();
            if let (true, Ok(date)) = (enter || set, &parsed) {
                panel.push(Command::SetPublished(id, Some(*date)));
            }
            if given && quiet(ui, palette, "Leave it to the article", TEXT).clicked() {
                panel.push(Command::SetPublished(id, None));
            }
            if quiet(ui, palette, "Cancel", TEXT).clicked() {
                panel.push(Command::EditDay(None));
            }
        });
        match &parsed {
            Err(error) if !text.trim().is_empty() => {
                ui.label(RichText::new(error.to_string()).size(SMALL).color(palette.look_here));
            }
            _ => {
                let because = source.published.iter().flat_map(|p| &p.because).take(4);
                for reason in because {
                    ui.add(Label::new(RichText::new(reason).size(SMALL).color(palette.second)).wrap());
                }
            }
        }
    });
}

/// Folds and measures the article, if another one stands open or the page has another shape.
fn refresh(ui: &Ui, panel: &mut Panel<'_>, snapshot: &Snapshot, source: &Source, width: f32) {
    let Some(reading) = panel.state.reading else { return };
    let identity = crate::app::stage::identity(panel.state);
    let key = (identity, panel.state.revision, reading.article, reading.mention, width as u32, panel.palette.look);
    if panel.stage.page.key == Some(key) {
        return;
    }
    let article = &source.article;
    let whole = [Passage { span: Span::new(0, article.text.len()), kind: PassageKind::Body }];
    let passages = if article.passages.is_empty() { &whole[..] } else { &article.passages[..] };
    let passages = head_as_one(passages);
    let title = article.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mentions: Vec<_> = snapshot.mentions_of(reading.article).collect();
    let cited = reading.mention.and_then(|m| snapshot.mention(m));
    let (mut top, mut paragraphs) = (12.0, Vec::new());
    for passage in &passages {
        let folded = Folded::new(&article.text, passage.span);
        // The headline already stands above the page.
        if folded.text.is_empty() || (passage.kind == PassageKind::Title && folded.text == title) {
            continue;
        }
        let format = format(passage.kind, panel.palette);
        let mut marks = Vec::new();
        if let Some(cited) = cited {
            marks.extend(cited.trigger.map(|span| (span, panel.palette.trigger_on(false))));
        }
        for (_, mention) in mentions.iter().filter(|(_, m)| passage.span.overlaps(m.sentence)) {
            let words = mention.timex.and_then(|n| source.timexes.get(n as usize));
            marks.extend(words.map(|t| (t.span, panel.palette.time_words)));
        }
        let marks = place_marks(&folded, &marks);
        let job = text_job(&folded.text, format, width);
        let dots = dots(panel, snapshot, &mentions, passage.span, &folded);
        let place = cited.and_then(|m| folded.find(m.sentence));
        let cited = place.map(|place| (folded.char_of(place.start), folded.char_of(place.end)));
        let height = ui.painter().layout_job(job.clone()).size().y;
        paragraphs.push(Paragraph { top, height, folded, job: Arc::new(job), marks, dots, cited });
        top += height + 12.0;
    }
    let page = &mut panel.stage.page;
    page.key = Some(key);
    page.paragraphs = paragraphs;
    page.height = top + 32.0;
}

/// What stands before the report, such as the lines in which a file states its title and day, as one small paragraph.
fn head_as_one(passages: &[Passage]) -> Vec<Passage> {
    let head = passages.iter().take_while(|p| p.kind == PassageKind::Furniture).count();
    let (head, rest) = passages.split_at(head);
    let one = head.iter().copied().reduce(|a, b| Passage { span: a.span.hull(b.span), ..a });
    one.into_iter().chain(rest.iter().copied()).collect()
}

fn format(kind: PassageKind, palette: &Palette) -> TextFormat {
    let (size, family, color) = match kind {
        PassageKind::Title => (READING, style::serif_semibold(), palette.ink),
        PassageKind::Body | PassageKind::Table => (READING, style::serif(), palette.ink),
        PassageKind::Caption => (READING, style::serif(), palette.second),
        PassageKind::Furniture | PassageKind::Repeat => (TEXT, style::serif(), palette.second),
    };
    TextFormat { font_id: FontId::new(size, family), color, line_height: Some(LINE), ..Default::default() }
}

/// One dot a sentence. Where a sentence dates two events, the dot leads to the first that is not the current one.
fn dots(
    panel: &Panel<'_>,
    snapshot: &Snapshot,
    mentions: &[(MentionId, &crate::mention::Mention)],
    passage: Span,
    folded: &Folded,
) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    let mut last = None;
    for (id, mention) in mentions.iter().filter(|(_, m)| passage.overlaps(m.sentence)) {
        let Some(place) = folded.find(mention.sentence) else { continue };
        let event = snapshot.event_of(*id);
        let current = event.is_some() && event == panel.state.selection;
        if last == Some(mention.sentence) {
            if let Some(dot) = dots.last_mut() {
                dot.current |= current;
            }
            continue;
        }
        last = Some(mention.sentence);
        let what = event.map_or_else(String::new, |e| format!(": {}", panel.state.label(e)));
        let label = format!("{}{what}", when_words(mention.when));
        dots.push(Dot { at: folded.char_of(place.start), mention: *id, label, current });
    }
    dots
}

fn page_ui(ui: &mut Ui, panel: &mut Panel<'_>, viewport: Rect) {
    ui.set_height(panel.stage.page.height);
    ui.set_width(ui.available_width());
    let origin = ui.min_rect().min;
    let page = std::mem::take(&mut panel.stage.page);
    let first = page.paragraphs.partition_point(|p| p.top + p.height < viewport.top());
    for (n, paragraph) in page.paragraphs.iter().enumerate().skip(first) {
        if paragraph.top > viewport.bottom() {
            break;
        }
        paragraph_ui(ui, panel, paragraph, n, origin);
    }
    panel.stage.page = page;
}

fn paragraph_ui(ui: &mut Ui, panel: &mut Panel<'_>, paragraph: &Paragraph, n: usize, origin: egui::Pos2) {
    let palette = panel.palette;
    let galley = ui.painter().layout_job((*paragraph.job).clone());
    let at = origin + vec2(MARGIN, paragraph.top);
    let rect = Rect::from_min_size(at, galley.size());
    let response = ui.interact(rect, ui.scope_id().with(("paragraph", n)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, &paragraph.folded.text));
    if let Some((start, end)) = paragraph.cited {
        // A rule in the margin beside the cited sentence, over all lines it takes.
        let top = at.y + galley.pos_from_cursor(CCursor::new(start)).top() + 3.0;
        let bottom = at.y + galley.pos_from_cursor(CCursor::new(end)).bottom() - 3.0;
        let bar = Rect::from_min_max(pos2(at.x - 12.0, top), pos2(at.x - 10.0, bottom));
        ui.painter().rect_filled(bar, 1.0, palette.accent);
        let sentence: String = paragraph.folded.text.chars().skip(start).take(end - start).collect();
        let node = ui.interact(bar, ui.scope_id().with("cited sentence"), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Cited: {sentence}")));
    }
    // A click in a dated sentence leads to its event; a drag selects words to copy.
    let target = response.hover_pos().and_then(|pos| {
        let shown = galley.cursor_from_pos(pos - at).index.0;
        let dot = paragraph.dots.iter().rev().find(|d| d.at <= shown)?;
        let byte = paragraph.folded.byte_of_char(shown)?;
        let mention = panel.state.snapshot.as_ref()?.mention(dot.mention)?;
        (mention.sentence.start <= byte && byte < mention.sentence.end).then_some(dot)
    });
    if let Some(dot) = target
        && !dot.current
        && response.hovered()
    {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    paint_marks(ui.painter(), &galley, at, &paragraph.marks, READING);
    LabelSelectionState::label_text_selection(ui, &response, at, galley.clone(), palette.ink, Stroke::NONE);
    if response.clicked()
        && let Some(dot) = target.filter(|dot| !dot.current)
    {
        go(panel, dot);
    }
    for (k, dot) in paragraph.dots.iter().enumerate() {
        let line = galley.pos_from_cursor(CCursor::new(dot.at));
        let c = pos2(origin.x + 14.0, at.y + line.center().y + 1.0);
        let hit = Rect::from_center_size(c, vec2(20.0, 20.0));
        let response = ui.interact(hit, ui.scope_id().with(("dot", n, k)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, dot.current, &dot.label));
        let ink = if dot.current { palette.accent } else { palette.second };
        let ink = if response.hovered() && !dot.current { palette.ink } else { ink };
        ui.painter().circle_filled(c, 4.0, ink);
        if response.has_focus() {
            ui.painter().circle_stroke(c, 7.0, Stroke::new(1.0, palette.accent));
        }
        let response = response.on_hover_text(&dot.label).on_hover_cursor(CursorIcon::PointingHand);
        if response.clicked() {
            go(panel, dot);
        }
    }
}

fn go(panel: &mut Panel<'_>, dot: &Dot) {
    let Some(reading) = panel.state.reading else { return };
    panel.push(Command::Read(reading.article, Some(dot.mention)));
}

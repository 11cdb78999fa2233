//! What a page states about itself: title, outlet, address, writer, and above all its day.
//!
//! | place | looked for |
//! |---|---|
//! | JSON-LD | `datePublished` of the object that is an article, then of the page |
//! | `<meta>` | any name that speaks of publishing and a date (`article:published_time`, `dc.date`, `parsely-pub-date`, `sailthru.date` …) |
//! | elements | `itemprop="datePublished"`, `<time>` outside lists and comments, classes such as `entry-date` |
//! | scripts | `"publishedAt": "…"` in data that the page carries for itself |
//! | address | `/2024/02/08/` |
//!
//! Names of days of change (`modified`, `updated`) are kept apart: they stand on the lowest rung of what is stated.

use std::sync::LazyLock;

use ego_tree::NodeId;
use regex::Regex;
use rustc_hash::FxHashSet;
use scraper::node::Element;
use scraper::{ElementRef, Html};
use serde_json::Value;

use super::super::Draft;
use crate::article::Rung;
use crate::article::encoding::SNIFFED_BYTES;
use crate::article::evidence::Stated;
use crate::article::written::{self, Order};

/// The label of a `<meta charset>` in the first bytes of a page.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"(?i)charset\s*=\s*["']?\s*([a-z0-9_:.-]+)"#).ok());
    let head = String::from_utf8_lossy(bytes.get(..SNIFFED_BYTES).unwrap_or(bytes));
    Some(CHARSET.as_ref()?.captures(&head)?.get(1)?.as_str().to_owned())
}

/// A statement with how much better than its neighbours on the same rung it is; smaller is better.
type Ranked = (u32, Stated);

/// Everything but the text.
pub fn read(page: &Html, html: &str) -> Draft {
    let order = order(page);
    let mut draft = Draft { order, ..Draft::default() };
    let mut found: Vec<Ranked> = Vec::new();
    let (mut og_title, mut h1, mut tab, mut og_url) = (String::new(), String::new(), String::new(), String::new());
    let hosts = hosts(page);
    for node in page.tree.root().descendants() {
        let Some(element) = ElementRef::wrap(node) else { continue };
        let value = element.value();
        let set = |slot: &mut String, words: &str| {
            if slot.is_empty() {
                *slot = squeeze(words);
            }
        };
        match value.name() {
            "meta" => {
                let content = value.attr("content").unwrap_or_default();
                let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| value.attr(key));
                let name = name.unwrap_or_default().to_ascii_lowercase();
                match name.as_str() {
                    "og:title" | "twitter:title" => set(&mut og_title, content),
                    "og:site_name" | "application-name" => set(&mut draft.source, content),
                    "og:url" => set(&mut og_url, content),
                    "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author"
                        if !content.contains("://") =>
                    {
                        set(&mut draft.author, content);
                    }
                    _ => {}
                }
                if let Some((rank, modified)) = date_name(&name) {
                    found.extend(Stated::field(content, Rung::MetaTag, modified, order).map(|s| (rank, s)));
                }
            }
            "link" if value.attr("rel") == Some("canonical") => {
                set(&mut draft.url, value.attr("href").unwrap_or_default())
            }
            "title" => set(&mut tab, &element.text().collect::<String>()),
            "h1" => set(&mut h1, &element.text().collect::<String>()),
            "script" => {
                let kind = value.attr("type").unwrap_or_default();
                if kind.eq_ignore_ascii_case("application/ld+json") {
                    linked_data(&element.text().collect::<String>(), order, &mut draft, &mut found);
                }
            }
            _ => dated_element(element, order, &hosts, &mut found),
        }
    }
    if found.iter().all(|(_, s)| s.rung == Rung::Modified) {
        in_scripts(html, order, &mut found);
    }
    // An address without a host says nothing.
    if !draft.url.contains("://") {
        draft.url = og_url;
    }
    draft.title = best_title(og_title, h1, &tab);
    found.sort_by_key(|(rank, _)| *rank);
    draft.stated.extend(found.into_iter().map(|(_, stated)| stated));
    draft
}

fn squeeze(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading on the page if it says the same as the title made for sharing, else that title, else the tab's without the
/// name of the outlet behind it.
fn best_title(shared: String, heading: String, tab: &str) -> String {
    if !heading.is_empty() && (shared.contains(&heading) || tab.contains(&heading)) {
        return heading;
    }
    if !shared.is_empty() {
        return shared;
    }
    if !heading.is_empty() && tab.is_empty() {
        return heading;
    }
    let cut = [" | ", " – ", " — ", " - ", " :: "]
        .iter()
        .find_map(|mark| tab.rsplit_once(mark))
        .map_or(tab, |(title, _)| title);
    cut.to_owned()
}

/// Which of `02/08/2024` is the month, by the language the page declares.
fn order(page: &Html) -> Order {
    let language = page.root_element().value().attr("lang").unwrap_or_default().to_ascii_lowercase().replace('_', "-");
    match language.as_str() {
        "en-us" => Order::MonthFirst,
        "" | "en" => Order::Unknown,
        _ => Order::DayFirst,
    }
}

/// Whether the name of a field or tag is one for dates: how good it is, and whether it is for the last change.
fn date_name(name: &str) -> Option<(u32, bool)> {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let has = |part: &str| name.contains(part);
    if has("expir") || has("image") || has("valid") || has("event") {
        return None;
    }
    if has("modif") || has("updat") || has("lastmod") || has("revis") {
        return Some((9, true));
    }
    let dated = has("date") || has("time");
    if name.ends_with("articlepublishedtime") || name == "datepublished" {
        Some((0, false))
    } else if (has("publi") && (dated || name.ends_with("published"))) || has("pubdate") || has("publishedat") {
        Some((1, false))
    } else if has("datecreated")
        || has("dateposted")
        || name.ends_with("created")
        || name.ends_with("issued")
        || name.ends_with("createdat")
    {
        Some((2, false))
    } else if matches!(
        name.as_str(),
        "date"
            | "dcdate"
            | "dctermsdate"
            | "sailthrudate"
            | "citationdate"
            | "bepresscitationdate"
            | "releasedate"
            | "articledate"
    ) {
        Some((3, false))
    } else {
        None
    }
}

/// Reads one JSON-LD script. Objects that are articles come before the page they stand on.
fn linked_data(script: &str, order: Order, draft: &mut Draft, found: &mut Vec<Ranked>) {
    // Pages leave line breaks inside strings, and wrap the whole in comments.
    let tidy: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let tidy = tidy.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let tidy = tidy.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    let Ok(value) = serde_json::from_str::<Value>(tidy) else {
        in_scripts(script, order, found);
        return;
    };
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                let kind = match object.get("@type") {
                    Some(Value::String(kind)) => kind.clone(),
                    Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                    _ => String::new(),
                };
                let article = ["Article", "Posting", "Report", "Review", "NewsItem"].iter().any(|k| kind.contains(k));
                let rank = match (article, kind.contains("Page"), kind.contains("Comment") || kind.contains("Object")) {
                    (true, ..) => 0,
                    (_, true, _) => 1,
                    (_, _, true) => 4,
                    _ => 2,
                };
                for (field, late, modified) in
                    [("datePublished", 0, false), ("dateCreated", 1, false), ("dateModified", 9, true)]
                {
                    if let Some(words) = object.get(field).and_then(Value::as_str).filter(|_| rank < 4) {
                        found.extend(Stated::field(words, Rung::JsonLd, modified, order).map(|s| (rank * 2 + late, s)));
                    }
                }
                if article {
                    let name = |key: &str| object.get(key).and_then(name_of);
                    if draft.author.is_empty() {
                        draft.author = name("author").unwrap_or_default();
                    }
                    if draft.source.is_empty() {
                        draft.source = name("publisher").unwrap_or_default();
                    }
                }
                open.extend(object.values().filter(|v| v.is_array() || v.is_object()).rev());
            }
            _ => {}
        }
    }
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(squeeze(name)).filter(|n| !n.is_empty() && !n.contains("://")),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(squeeze),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter(|n| !n.is_array()).filter_map(name_of).collect();
            Some(names.join(", ")).filter(|n| !n.is_empty())
        }
        _ => None,
    }
}

/// Classes by which pages name the place of their date, whole or at the start or end of a name in pieces (`post-meta`).
const DATE_CLASSES: &[&str] = &["publish", "publication", "author", "autor", "meta"];
/// The same as any piece of a name, also in one word (`articleDateBlock`).
const DATE_PIECES: &[&str] =
    &["date", "datum", "published", "pubdate", "posted", "timestamp", "datetime", "dateline", "byline", "artikeldatum"];
/// Words in the class or id of surroundings whose dates belong to something else.
const ELSEWHERE: &[&str] = &[
    "comment",
    "related",
    "sidebar",
    "widget",
    "teaser",
    "recent",
    "popular",
    "recommend",
    "archive",
    "calendar",
    "event",
    "most-read",
    "newsfeed",
    "ticker",
];

/// Characters of a line that may be made for a date.
const SHORT: usize = 160;

/// A `<time>`, an `itemprop`, or a short element whose class speaks of a date.
fn dated_element(element: ElementRef<'_>, order: Order, hosts: &FxHashSet<NodeId>, found: &mut Vec<Ranked>) {
    let value = element.value();
    let property = value.attr("itemprop").unwrap_or_default().to_ascii_lowercase();
    let stated = property.contains("datepublished") || property.contains("datecreated");
    let changed = property.contains("datemodified");
    let time = matches!(value.name(), "time" | "relative-time");
    let class = value.attr("class").unwrap_or_default().to_ascii_lowercase();
    let names = value.attr("class").unwrap_or_default();
    let named = !time
        && !stated
        && !changed
        && matches!(
            value.name(),
            "span"
                | "div"
                | "p"
                | "abbr"
                | "li"
                | "small"
                | "em"
                | "a"
                | "strong"
                | "td"
                | "dd"
                | "header"
                | "section"
                | "b"
                | "i"
        )
        && [names, value.attr("id").unwrap_or_default()].into_iter().any(names_a_date);
    if value.name() == "a" && value.attr("rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author")) {
        beside_author(element, order, hosts, found);
    }
    if !(time || stated || changed || named) {
        return;
    }
    let words: String = element.text().collect();
    let attribute = ["datetime", "content", "title", "data-datetime", "data-time", "data-timestamp", "data-date"]
        .iter()
        .filter_map(|key| value.attr(key));
    // A short element only: a long one with such a class is a whole section.
    let visible = squeeze(&words);
    let visible = (visible.chars().count() <= SHORT).then_some(visible);
    let read = attribute
        .filter_map(|words| Stated::field(words, Rung::TimeElement, false, order))
        .next()
        .or_else(|| visible.as_deref().and_then(|words| in_words(words, order)));
    let Some(mut read) = read else { return };
    let (away, inside) = surroundings(element, hosts);
    if away && !stated {
        return;
    }
    let label = visible.unwrap_or_default();
    if changed || class.contains("modif") || class.contains("updat") || written::PATTERNS.modified.is_match(&label) {
        read.rung = Rung::Modified;
    }
    let rank = match (
        stated,
        class.contains("publish") || class.contains("entry-date") || value.attr("pubdate").is_some(),
        time,
    ) {
        (true, ..) => 0,
        (_, true, _) => 1,
        (_, _, true) => 2,
        _ => 4,
    };
    found.push((10 + rank * 2 + u32::from(!inside), read));
}

/// A date beside the name of the writer: "Ada Okoye, 8.2.24".
fn beside_author(link: ElementRef<'_>, order: Order, hosts: &FxHashSet<NodeId>, found: &mut Vec<Ranked>) {
    let Some(line) = link.parent().and_then(ElementRef::wrap) else { return };
    let words = squeeze(&line.text().collect::<String>());
    let (away, inside) = surroundings(link, hosts);
    if !away && words.chars().count() <= SHORT {
        found.extend(in_words(&words, order).map(|stated| (19 + u32::from(!inside), stated)));
    }
}

/// Whether an element stands among what belongs to something else, and whether it stands in the article.
fn surroundings(element: ElementRef<'_>, hosts: &FxHashSet<NodeId>) -> (bool, bool) {
    let (mut away, mut inside, mut foot) = (elsewhere(element.value()), false, false);
    for above in element.ancestors().filter_map(ElementRef::wrap) {
        let host = hosts.contains(&above.id());
        let above = above.value();
        away |= !host && (matches!(above.name(), "aside" | "nav") || elsewhere(above));
        foot |= !host && is_foot(above);
        inside |= matches!(above.name(), "article" | "main");
    }
    (away || foot && !inside, inside)
}

/// What the headline stands in: `with-sidebar` and `widget` are names of whole layouts too, and what holds the headline is no
/// side matter.
fn hosts(page: &Html) -> FxHashSet<NodeId> {
    let elements = || page.tree.root().descendants().filter_map(ElementRef::wrap);
    let tab = elements().find(|e| e.value().name() == "title").map(|e| squeeze(&e.text().collect::<String>()));
    let tab = tab.unwrap_or_default();
    let headline = elements().filter(|e| matches!(e.value().name(), "h1" | "h2" | "h3")).find(|heading| {
        let words = squeeze(&heading.text().collect::<String>());
        words.len() >= HEADLINE && tab.contains(&words)
    });
    headline.map(|headline| headline.ancestors().map(|above| above.id()).collect()).unwrap_or_default()
}

/// What may be the headline: the title, and the heading of a page that has one.
pub fn headlines(page: &Html, title: &str) -> Vec<String> {
    let elements = page.tree.root().descendants().filter_map(ElementRef::wrap);
    let mut headings: Vec<String> = elements
        .filter(|e| e.value().name() == "h1")
        .map(|e| squeeze(&e.text().collect::<String>()))
        .filter(|words| !words.is_empty())
        .collect();
    headings.dedup();
    match headings.as_slice() {
        // The name of an outlet is no headline.
        [heading] if title.len() < HEADLINE => vec![heading.clone(), title.to_owned()],
        [heading] => vec![title.to_owned(), heading.clone()],
        _ => vec![title.to_owned()],
    }
}

/// Bytes of a headline; less is the name of the outlet.
const HEADLINE: usize = 16;

/// The foot of a page, not that of an article (`post-footer`), which tells who wrote it and when.
fn is_foot(element: &Element) -> bool {
    let mut names = [element.attr("class"), element.attr("id")].into_iter().flatten();
    let own = |names: &str| ["post", "entry", "article"].iter().any(|word| names.contains(word));
    let (mut foot, mut of_article) = (element.name() == "footer", false);
    names.by_ref().map(str::to_ascii_lowercase).for_each(|names| {
        foot |= names.contains("footer");
        of_article |= own(&names);
    });
    foot && !of_article && !matches!(element.name(), "body" | "html")
}

/// Whether one of the names of a class, or an id, is one for dates.
fn names_a_date(names: &str) -> bool {
    names.split_whitespace().any(|name| {
        let small = name.to_ascii_lowercase();
        let whole = DATE_CLASSES.iter().chain(DATE_PIECES).any(|word| {
            small == *word
                || small.strip_prefix(word).is_some_and(|rest| rest.starts_with(['-', '_']))
                || small.strip_suffix(word).is_some_and(|rest| rest.ends_with(['-', '_']))
        });
        whole || pieces(name).any(|piece| DATE_PIECES.iter().any(|word| piece.eq_ignore_ascii_case(word)))
    })
}

/// The pieces of `articleDateBlock`, `post_date-line`.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '_']).flat_map(|part| {
        let humps = part.char_indices().filter(|(at, c)| {
            c.is_ascii_uppercase() && part.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_lowercase()))
        });
        let mut from = 0;
        let mut cuts: Vec<usize> = humps.map(|(at, _)| at).collect();
        cuts.push(part.len());
        cuts.into_iter().filter_map(move |to| part.get(std::mem::replace(&mut from, to)..to)).collect::<Vec<_>>()
    })
}

fn elsewhere(element: &Element) -> bool {
    [element.attr("class"), element.attr("id")].into_iter().flatten().any(|names| {
        let names = names.to_ascii_lowercase();
        // The class of a whole page names many things.
        element.name() != "body" && element.name() != "html" && ELSEWHERE.iter().any(|word| names.contains(word))
    })
}

fn in_words(words: &str, order: Order) -> Option<Stated> {
    let found = written::find(words, order)?;
    Some(Stated { date: found.date, rung: Rung::TimeElement, words: words.to_owned() })
}

/// Data that a page carries for its own scripts.
fn in_scripts(html: &str, order: Order, found: &mut Vec<Ranked>) {
    static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)\\?"(datePublished|publishedAt|published_at|publishDate|publishedDate|publish_date|published_date|publicationDate|pubDate|pub_date|firstPublished|datePosted|article_date|published_time)\\?"\s*:\s*\\?"?([0-9][^"\\<>,}]{7,40})"#).ok()
    });
    let Some(field) = FIELD.as_ref() else { return };
    for captures in field.captures_iter(html).take(3) {
        if let Some(words) = captures.get(2) {
            found.extend(Stated::field(words.as_str(), Rung::TimeElement, false, order).map(|s| (8, s)));
        }
    }
}

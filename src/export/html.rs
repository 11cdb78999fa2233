//! One page that needs no network and no script: a chronology whose entries open onto their citations.
//!
//! The entries are `details` elements, so mouse, keyboard and screen readers work without a line of code; the one script
//! adds a search box, and without it the page is the same list.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Selection;
use super::record::{Citation, Positions, counted, heading};
use crate::mention::Status;
use crate::timeline::Timeline;

const STYLE: &str = include_str!("../../assets/export/page.css");
const SCRIPT: &str = include_str!("../../assets/export/page.js");

/// Writes the selected events.
pub fn write(timeline: &Timeline, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let title = heading(timeline, selection);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{0}</h1>\n<p>{1} from {2}</p>\n",
        escaped(&title),
        counted(selection.events.len(), "event"),
        counted(timeline.sources.len(), "article"),
    )?;
    if !selection.left_out.is_empty() {
        writeln!(out, "<p class=\"left-out\">{}</p>", escaped(&selection.left_out_line()))?;
    }
    writeln!(out, "</header>\n<main>")?;
    let mut positions = Positions::of(timeline);
    let mut year = None;
    for &id in &selection.events {
        let event = timeline.event(id);
        let begins = event.when.interval().start.year();
        if year != Some(begins) {
            out.write_all(if year.is_none() { b"" } else { b"</section>\n" })?;
            year = Some(begins);
            writeln!(out, "<section>\n<h2>{begins}</h2>")?;
        }
        let (days, status) = (event.when.interval(), event.status.name());
        writeln!(out, "<details id=\"{}\" class=\"{status}\">", escaped(&event.key))?;
        write!(
            out,
            "<summary><time datetime=\"{}\">{}</time> <span>{}{}</span>",
            days.start,
            escaped(&event.when.words()),
            if selection.own.starred.contains(&id) { "<b role=\"img\" aria-label=\"Starred\">★</b> " } else { "" },
            escaped(&event.label)
        )?;
        if event.status != Status::Reported {
            write!(out, " <em>{status}</em>")?;
        }
        writeln!(out, " <small>{}</small></summary>", counted(event.independent_sources as usize, "source"))?;
        let note = selection.own.note(id);
        if !note.is_empty() {
            writeln!(out, "<p class=\"note\">{}</p>", escaped(note))?;
        }
        for disagreement in &event.disagreements {
            let claims: Vec<_> = disagreement.claims.iter().map(|claim| escaped(&claim.value)).collect();
            let about = disagreement.about.name();
            writeln!(out, "<p class=\"differ\">Sources differ on the {about}: {}</p>", claims.join(" · "))?;
        }
        for &id in &event.mentions {
            let citation = Citation::of(timeline, &mut positions, id);
            write!(out, "<blockquote><p>{}</p><footer>", escaped(&citation.quote))?;
            let url = &citation.article.url;
            // only addresses that a browser fetches; a page of the sources never gets to run a script
            if url.starts_with("https://") || url.starts_with("http://") {
                write!(out, "<a href=\"{}\">{}</a>", escaped(url), escaped(&citation.credit()))?;
            } else {
                write!(out, "{}", escaped(&citation.credit()))?;
            }
            let (path, start, end) = (escaped(&citation.article.path), citation.start, citation.end);
            writeln!(out, ", <code>{path}</code>, characters {start}–{end}</footer></blockquote>")?;
        }
        writeln!(out, "</details>")?;
    }
    out.write_all(if year.is_none() { b"" } else { b"</section>\n" })?;
    write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
}

/// Text as it may stand in an element or in a quoted attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn the_page_is_a_readable_list_that_needs_nothing() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &Selection::all(&timeline), &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert_eq!(page.matches("<details ").count(), timeline.events.len());
        assert_eq!(page.matches("<section>").count(), page.matches("</section>").count());
        assert!(page.contains("=Cost of the bridge: &lt;unknown&gt;"), "words of others are escaped");
        assert!(page.contains("Sources differ on the amount: $3m · $5m"));
        assert!(!page.contains("class=\"note\"") && !page.contains('★'), "nobody said anything");
        let fetched = ["src=", "@import", "url(", "<link"];
        assert!(fetched.iter().all(|road| !page.contains(road)), "the page fetches something");
    }

    #[test]
    fn what_a_person_says_stands_with_the_event() {
        let timeline = fixture::bridge();
        let mut out = Vec::new();
        write(&timeline, &fixture::remarked(&timeline), &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert_eq!(page.matches("aria-label=\"Starred\"").count(), 2);
        assert!(page.contains("<p class=\"note\">=Ask the *mayor*\nagain</p>"));
    }
}

//! Choosing: an event, one of its citations, the article that it stands in; and taking a citation along.

use super::walk::bring_into_view;
use crate::app::state::{Reading, State};
use crate::article::ArticleId;
use crate::event::EventId;
use crate::export::reference::Reference;
use crate::export::{bibtex, csl, ris};
use crate::mention::MentionId;

pub(super) fn select(state: &mut State, id: EventId) {
    let Some(first) = state.snapshot.as_ref().and_then(|s| s.dating_citation(id)) else { return };
    state.listing = None;
    if state.selection == Some(id) {
        if state.reading.is_none() {
            cite(state, state.citation);
        }
        return;
    }
    state.selection = Some(id);
    state.lane = None;
    state.label_form = None;
    state.note_form = None;
    cite(state, first);
}

pub(super) fn cite(state: &mut State, n: usize) {
    let mention = state.snapshot.as_ref().and_then(|s| s.event(state.selection?)?.mentions.get(n).copied());
    if let Some(mention) = mention {
        state.citation = n;
        open_at(state, mention);
    }
}

fn open_at(state: &mut State, mention: MentionId) {
    let article = state.snapshot.as_ref().and_then(|s| s.mention(mention)).map(|m| m.article);
    if let Some(article) = article {
        state.reading = Some(Reading { article, mention: Some(mention) });
        state.reveals += 1;
        state.day_form = None;
    }
}

/// Opens an article at a mention; its event becomes the selection, so that the three panels tell one story.
pub(super) fn read(state: &mut State, article: ArticleId, mention: Option<MentionId>) {
    state.reading = Some(Reading { article, mention });
    state.reveals += 1;
    state.day_form = None;
    let Some(snapshot) = state.snapshot.clone() else { return };
    let Some(mention) = mention else { return };
    if let Some(id) = snapshot.event_of(mention)
        && let Some(event) = snapshot.event(id)
    {
        state.selection = Some(id);
        state.citation = event.mentions.iter().position(|&m| m == mention).unwrap_or(0);
        bring_into_view(state, id);
    }
}

/// How a citation is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Sentence,
    Bibtex,
    Ris,
    Csl,
}

impl Form {
    /// All, as menus and the palette name them.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Sentence, "Copy the citation"),
        (Self::Bibtex, "Copy the citation as BibTeX"),
        (Self::Ris, "Copy the citation as RIS"),
        (Self::Csl, "Copy the citation as CSL-JSON"),
    ];

    /// What the status line says afterward.
    pub(super) fn said(self) -> &'static str {
        ["Copied the sentence with its source", "Copied as BibTeX", "Copied as RIS", "Copied as CSL-JSON"]
            [self as usize]
    }
}

/// The cited sentence with where it stands, ready for a document or for a program that manages references.
pub(super) fn citation_text(state: &State, form: Form) -> Option<String> {
    let snapshot = state.snapshot.as_ref()?;
    let id = state.cited()?;
    let mention = snapshot.mention(id)?;
    let reference = || Reference::of_mention(&snapshot.timeline, id);
    match form {
        Form::Bibtex => return Some(bibtex::entry(&reference())),
        Form::Ris => return Some(ris::entry(&reference())),
        Form::Csl => return Some(csl::entry(&reference())),
        Form::Sentence => {}
    }
    let source = snapshot.timeline.sources.get(mention.article.index())?;
    let quote = mention.sentence.of(&source.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = vec![source.outlet.clone(), source.article.title.clone()];
    from.extend(source.published.as_ref().map(|p| crate::calendar::When::from(p.date).words()));
    from.extend([source.article.url.clone(), source.article.path.clone()]);
    from.retain(|part| !part.is_empty());
    from.dedup();
    Some(format!("“{quote}”\n{}", from.join(", ")))
}

//! The rule book: every stanza of `assets/rules/en`, compiled once into one trie.
//!
//! A rule is data with its examples; one without examples does not load. Rules stand in layers: those of layer 1 read
//! words; those of a later layer may name expressions found before (`{date}`, `{clock}`, `{span}` …), which are then one
//! item each. So "the end of last year" is `last-unit`, then `end-of`, and neither knows the other.
//!
//! A rule may look at the whole sentence: with `given = "business"` it reads "the first half" only beside a word of that
//! list, with `unless = "sport"` it reads "the third quarter" only where there is none.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, Symbol, bit, class};
use super::pattern::{self, Flat};
use super::production::{Kind, Production, Template};
use super::told::Pick;
use super::{Anchor, TimexType};
use crate::calendar::{Date, Open};

/// Word lists of the language.
const WORDS: &[&str] =
    &[include_str!("../../assets/words/en/time.toml"), include_str!("../../assets/words/en/feasts.toml")];

/// Families of rules, in order: of two equals the earlier stands.
const FAMILIES: &[(&str, &str)] = &[
    ("drops", include_str!("../../assets/rules/en/drops.toml")),
    ("days", include_str!("../../assets/rules/en/days.toml")),
    ("weekdays", include_str!("../../assets/rules/en/weekdays.toml")),
    ("months", include_str!("../../assets/rules/en/months.toml")),
    ("years", include_str!("../../assets/rules/en/years.toml")),
    ("quarters", include_str!("../../assets/rules/en/quarters.toml")),
    ("seasons", include_str!("../../assets/rules/en/seasons.toml")),
    ("clock", include_str!("../../assets/rules/en/clock.toml")),
    ("relative", include_str!("../../assets/rules/en/relative.toml")),
    ("holidays", include_str!("../../assets/rules/en/holidays.toml")),
    ("durations", include_str!("../../assets/rules/en/durations.toml")),
    ("sets", include_str!("../../assets/rules/en/sets.toml")),
    ("references", include_str!("../../assets/rules/en/references.toml")),
    ("compounds", include_str!("../../assets/rules/en/compounds.toml")),
    ("modifiers", include_str!("../../assets/rules/en/modifiers.toml")),
    ("ranges", include_str!("../../assets/rules/en/ranges.toml")),
];

/// How many layers there are.
pub const LAYERS: usize = 5;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name: unique, lower case, in every derivation.
    pub id: String,
    /// The file it stands in.
    pub family: &'static str,
    /// The layer it works in, from 0.
    pub layer: usize,
    /// Its patterns as written.
    pub patterns: Vec<String>,
    /// One production an extent.
    pub productions: Vec<Production>,
    /// The production as written, for people.
    pub says: String,
    /// What it counts from.
    pub anchor: Anchor,
    /// `from = "told"`: the day of writing in news, the date told before in a history.
    pub drifts: bool,
    /// The TIMEX3 modifier it adds.
    pub modifier: Option<&'static str>,
    /// The type, where it differs from what the value suggests.
    pub kind: Option<TimexType>,
    /// Its two expressions are the ends of one stretch.
    pub range: bool,
    /// Its modifier says nothing of which part is meant: "earlier this year".
    pub whole: bool,
    /// No later rule counts with it: ten working days are no ten days.
    pub alone: bool,
    /// It stands before longer ones: "to last *six weeks*" is not "the last six weeks".
    pub first: bool,
    /// It leaves one end open (since, until).
    pub open: Open,
    /// A word list; in a sentence that has a word of it the rule finds nothing. 0 if there is none.
    pub unless: Symbol,
    /// A word list; only in a sentence that has a word of it does the rule find anything. 0 if there is none.
    pub given: Symbol,
    /// Sentences with the extent in brackets, and value and modifier expected.
    pub examples: Vec<Example>,
    /// Sentences in which it finds nothing.
    pub never: Vec<String>,
    /// The day from which the examples are read.
    pub dct: Date,
}

/// One example of a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence; brackets mark the extent.
    pub sentence: String,
    /// The TIMEX3 value.
    pub value: String,
    /// The TIMEX3 modifier.
    pub modifier: Option<String>,
}

/// A row of a pattern in the trie.
#[derive(Debug)]
pub struct Row {
    /// Which rule.
    pub rule: u16,
    /// The row itself.
    pub flat: Flat,
    /// Words and marks that are named, not merely of a list: the more specific wins.
    pub specific: u16,
}

/// The trie of one layer.
///
/// What a look at a node needs most lies together: a step is nearly always refused by the node's bits alone, so those of
/// all nodes fit the processor's nearest cache, while steps and rows lie in two long lists.
#[derive(Debug, Default)]
pub struct Trie {
    /// First step: node by symbol; 0 is none.
    first: Vec<u32>,
    /// Of each node the bits of all symbols that go on from there, and all bits where a row ends.
    bits: Vec<u64>,
    /// Where the steps and the rows of each node begin; those of the next node end them.
    begin: Vec<(u32, u32)>,
    /// Further steps.
    steps: Vec<(Symbol, u32)>,
    /// Rows that end at a node.
    rows: Vec<u32>,
    /// How many items before an expression found in an earlier layer a row begins at most; `None` if a row holds none.
    reach: Option<usize>,
}

/// One node of a trie while it grows.
#[derive(Debug, Default)]
struct Node {
    next: Vec<(Symbol, u32)>,
    accepts: Vec<u32>,
}

/// Set in a symbol that must be glued.
const GLUED: Symbol = 0x8000;

impl Trie {
    /// The trie of these rows, for so many symbols.
    fn new<'a>(symbols: usize, rows: impl Iterator<Item = (u32, &'a Flat)>) -> Self {
        let mut trie = Self { first: vec![0; symbols], reach: Some(0), ..Self::default() };
        let mut nodes = vec![Node::default()];
        for (row, flat) in rows {
            trie.insert(&mut nodes, flat, row);
        }
        for node in &mut nodes {
            node.next.sort_unstable();
            let bits = node.next.iter().fold(0, |bits, (symbol, _)| bits | bit(symbol & !GLUED));
            trie.bits.push(if node.accepts.is_empty() { bits } else { u64::MAX });
            trie.begin.push((trie.steps.len() as u32, trie.rows.len() as u32));
            trie.steps.append(&mut node.next);
            trie.rows.append(&mut node.accepts);
        }
        trie.begin.push((trie.steps.len() as u32, trie.rows.len() as u32));
        trie
    }

    fn insert(&mut self, nodes: &mut Vec<Node>, flat: &Flat, row: u32) {
        let mut node = 0;
        for (n, step) in flat.steps.iter().enumerate() {
            let fresh = nodes.len() as u32;
            let key = step.symbol | if step.glued { GLUED } else { 0 };
            let found = match n {
                0 => Some(self.first[step.symbol as usize]).filter(|&node| node != 0),
                _ => nodes[node as usize].next.iter().find(|(symbol, _)| *symbol == key).map(|&(_, to)| to),
            };
            node = found.unwrap_or_else(|| {
                match n {
                    0 => self.first[step.symbol as usize] = fresh,
                    _ => nodes[node as usize].next.push((key, fresh)),
                }
                nodes.push(Node::default());
                fresh
            });
        }
        nodes[node as usize].accepts.push(row);
        let first = flat.steps.iter().position(|step| is_expression(step.symbol));
        self.reach = self.reach.zip(first).map(|(reach, first)| reach.max(first));
    }

    /// How many items before an expression a row begins at most; `None` if a row needs no expression.
    pub fn reach(&self) -> Option<usize> {
        self.reach
    }

    /// Whether a row ends at a node, or an item with these bits may go on from it.
    pub fn goes_on(&self, node: u32, bits: u64) -> bool {
        self.bits.get(node as usize).is_some_and(|&node| node == u64::MAX || node & bits != 0)
    }

    /// The node that a first symbol leads to.
    pub fn start(&self, symbol: Symbol) -> Option<u32> {
        self.first.get(symbol as usize).copied().filter(|&n| n != 0)
    }

    /// Where the steps and rows of a node begin and end.
    fn bounds(&self, node: u32) -> Option<((u32, u32), (u32, u32))> {
        Some((*self.begin.get(node as usize)?, *self.begin.get(node as usize + 1)?))
    }

    /// Adds the nodes that the symbols of one further item lead to.
    pub fn step(&self, node: u32, symbols: &[Symbol], glued: bool, mut found: impl FnMut(u32)) {
        let Some(((from, _), (to, _))) = self.bounds(node) else { return };
        let next = self.steps.get(from as usize..to as usize).unwrap_or_default();
        let mut take = |key: Symbol| {
            let at = if next.len() <= FEW_STEPS {
                next.iter().position(|(symbol, _)| *symbol == key)
            } else {
                next.binary_search_by_key(&key, |(symbol, _)| *symbol).ok()
            };
            if let Some(&(_, to)) = at.and_then(|at| next.get(at)) {
                found(to);
            }
        };
        for &symbol in symbols {
            if glued {
                take(symbol | GLUED);
            }
            take(symbol);
        }
    }

    /// Rows that end at a node.
    pub fn rows(&self, node: u32) -> &[u32] {
        let Some(((_, from), (_, to))) = self.bounds(node) else { return &[] };
        self.rows.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// Up to this many steps are looked at one by one; more are searched by halves.
const FEW_STEPS: usize = 8;

/// All rules, ready to match.
#[derive(Debug)]
pub struct Rulebook {
    /// The word table.
    pub lexicon: Lexicon,
    /// In order.
    pub rules: Vec<Rule>,
    /// Rows of all patterns.
    pub rows: Vec<Row>,
    /// One trie a layer.
    pub tries: Vec<Trie>,
    /// What did not load, which the tests print. Empty in a released program.
    pub wrong: Vec<String>,
}

/// The rule book of English, compiled on first use.
pub fn english() -> &'static Rulebook {
    static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::read(WORDS, FAMILIES));
    &BOOK
}

impl Rulebook {
    /// Reads word lists and families of rules. What is wrong with one rule keeps out that rule only.
    pub fn read(words: &[&str], families: &[(&'static str, &str)]) -> Self {
        let mut wrong = Vec::new();
        let mut lexicon = Lexicon::read(words).unwrap_or_else(|e| {
            wrong.push(e);
            Lexicon::default()
        });
        let mut rules: Vec<Rule> = Vec::new();
        let mut rows = Vec::new();
        let mut parts = Vec::new();
        for (family, source) in families {
            let file: toml::Table = match source.parse() {
                Ok(file) => file,
                Err(e) => {
                    wrong.push(format!("{family}: {e}"));
                    continue;
                }
            };
            for (name, part) in file.get("parts").and_then(toml::Value::as_table).into_iter().flatten() {
                parts.push((name.clone(), part.as_str().unwrap_or_default().to_owned()));
            }
            let dct = file.get("dct").and_then(toml::Value::as_str).and_then(|d| d.parse().ok());
            for stanza in file.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
                let name = stanza.get("id").and_then(toml::Value::as_str).unwrap_or("?").to_owned();
                let read = dct
                    .ok_or_else(|| "the file has no dct".to_owned())
                    .and_then(|dct| rule(stanza, family, dct, &lexicon));
                let compiled = read.and_then(|rule| {
                    if rules.iter().any(|r| r.id == rule.id) {
                        return Err("another rule has this id".into());
                    }
                    let mut flats = Vec::new();
                    for p in &rule.patterns {
                        flats.append(&mut pattern::compile(p, &parts, &mut lexicon)?);
                    }
                    if flats.iter().any(|f| f.extents.len() != rule.productions.len() && !rule.drops()) {
                        return Err("as many productions as extents are wanted".into());
                    }
                    Ok((rule, flats))
                });
                match compiled {
                    Ok((rule, flats)) => {
                        let index = rules.len() as u16;
                        rows.extend(flats.into_iter().map(|flat| {
                            let named = |s: Symbol| !lexicon.name(s).starts_with('{');
                            let specific = flat.steps.iter().filter(|s| named(s.symbol)).count() as u16;
                            Row { rule: index, flat, specific }
                        }));
                        rules.push(rule);
                    }
                    Err(e) => wrong.push(format!("{family}: {name}: {e}")),
                }
            }
        }
        lexicon.finish();
        let tries = (0..LAYERS)
            .map(|layer| {
                let of_layer = |row: &Row| rules[row.rule as usize].layer == layer;
                let rows = rows.iter().enumerate().filter(|(_, row)| of_layer(row));
                Trie::new(lexicon.symbol_count(), rows.map(|(n, row)| (n as u32, &row.flat)))
            })
            .collect();
        Self { lexicon, rules, rows, tries, wrong }
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }
}

impl Rule {
    /// Whether it only takes away.
    pub fn drops(&self) -> bool {
        self.productions.first().is_some_and(|p| p.kind == Kind::Drop)
    }
}

const MODIFIERS: [&str; 14] = [
    "START",
    "END",
    "MID",
    "APPROX",
    "MORE_THAN",
    "LESS_THAN",
    "EQUAL_OR_MORE",
    "EQUAL_OR_LESS",
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "FIRST",
    "LAST",
];

fn texts(stanza: &toml::Value, key: &str) -> Vec<String> {
    match stanza.get(key) {
        Some(toml::Value::String(one)) => vec![one.clone()],
        Some(toml::Value::Array(many)) => many.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

fn rule(stanza: &toml::Value, family: &'static str, dct: Date, lexicon: &Lexicon) -> Result<Rule, String> {
    const KEYS: [&str; 19] = [
        "id", "pattern", "from", "of", "pick", "clock", "mod", "kind", "layer", "range", "open", "examples", "never",
        "note", "unless", "given", "alone", "first", "whole",
    ];
    let table = stanza.as_table().ok_or("is no table")?;
    let text = |key: &str| stanza.get(key).and_then(toml::Value::as_str);
    let mut made = None;
    for key in table.keys().filter(|k| !KEYS.contains(&k.as_str())) {
        let kind = Kind::ALL.iter().find(|(name, _)| name == key).ok_or_else(|| format!("‘{key}’ is no key"))?;
        if made.replace(*kind).is_some() {
            return Err("one production a rule".into());
        }
    }
    let (key, kind) = made.ok_or("it produces nothing")?;
    let template = |key: &str| text(key).map(Template::parse).transpose();
    let pick = text("pick").unwrap_or("near");
    let pick = Pick::from_word(pick).ok_or_else(|| format!("‘{pick}’ picks nothing"))?;
    let (mut of, mut anchor) = (template("of")?, None);
    match text("from") {
        Some("none") => anchor = Some(Anchor::None),
        Some("published" | "told") => anchor = Some(Anchor::Published),
        Some("previous") => anchor = Some(Anchor::Previous),
        Some("story") => anchor = Some(Anchor::Story),
        Some(slot) if slot.contains('{') => of = Some(Template::parse(slot)?),
        Some(other) => return Err(format!("‘{other}’ is no anchor")),
        None => {}
    }
    let written = if kind == Kind::Drop { vec![String::new()] } else { texts(stanza, key) };
    let mut productions = Vec::new();
    // One time of day for all extents, or one for each.
    let clocks = texts(stanza, "clock");
    for (n, t) in written.iter().enumerate() {
        let template = Template::parse(t)?;
        let clock = if clocks.len() == 1 { clocks.first() } else { clocks.get(n) };
        let clock = clock.map(|c| Template::parse(c)).transpose()?;
        productions.push(Production { kind, template, of: of.clone(), pick, clock });
    }
    let anchor = anchor.unwrap_or(match kind {
        Kind::Nearest | Kind::Align | Kind::Shift if of.is_none() => Anchor::Published,
        _ => Anchor::None,
    });
    let modifier = match text("mod") {
        Some(m) => Some(*MODIFIERS.iter().find(|k| **k == m).ok_or_else(|| format!("‘{m}’ is no modifier"))?),
        None => None,
    };
    let kind_told = match text("kind") {
        None => None,
        Some("DATE") => Some(TimexType::Date),
        Some("TIME") => Some(TimexType::Time),
        Some("DURATION") => Some(TimexType::Duration),
        Some("SET") => Some(TimexType::Set),
        Some(other) => return Err(format!("‘{other}’ is no type")),
    };
    let patterns = texts(stanza, "pattern");
    let layer = match stanza.get("layer").and_then(toml::Value::as_integer) {
        Some(n) => usize::try_from(n - 1).ok().filter(|&n| n < LAYERS).ok_or("there is no such layer")?,
        None => 0,
    };
    let mut examples = Vec::new();
    for example in stanza.get("examples").and_then(toml::Value::as_array).into_iter().flatten() {
        let get = |n: usize| example.get(n).and_then(toml::Value::as_str);
        let sentence = get(0).filter(|s| s.contains('[')).ok_or("an example marks its extent with [ ]")?;
        let value = get(1).ok_or("an example tells its value")?;
        examples.push(Example { sentence: sentence.into(), value: value.into(), modifier: get(2).map(Into::into) });
    }
    let never = texts(stanza, "never");
    if examples.is_empty() && (kind != Kind::Drop || never.is_empty()) {
        return Err("a rule without examples does not load".into());
    }
    let open = match text("open") {
        None => Open::No,
        Some("since") => Open::Since,
        Some("until") => Open::Until,
        Some(other) => return Err(format!("‘{other}’ opens nothing")),
    };
    let list = |key| match text(key) {
        None => Ok(0),
        Some(list) => lexicon.class(list).ok_or_else(|| format!("there is no list {{{list}}}")),
    };
    Ok(Rule {
        id: text("id").ok_or("it has no id")?.to_owned(),
        family,
        layer,
        patterns,
        productions,
        says: format!("{key} {}", written.join(" · ")).trim().to_owned(),
        anchor,
        drifts: text("from") == Some("told"),
        modifier,
        kind: kind_told,
        range: stanza.get("range").and_then(toml::Value::as_bool).unwrap_or(false),
        whole: stanza.get("whole").and_then(toml::Value::as_bool).unwrap_or(false),
        first: stanza.get("first").and_then(toml::Value::as_bool).unwrap_or(false),
        alone: stanza.get("alone").and_then(toml::Value::as_bool).unwrap_or(false),
        open,
        unless: list("unless")?,
        given: list("given")?,
        examples,
        never,
        dct,
    })
}

/// Whether a symbol stands for an expression found before.
pub fn is_expression(symbol: Symbol) -> bool {
    class::is_expression(symbol)
}

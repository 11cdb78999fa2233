//! Finding what the rules describe: one walk over the items of a sentence, one trie for all rules.
//!
//! At each item the trie is entered by that item's symbols; most words have none, and cost one look-up. Rows that end
//! somewhere are candidates. They are then taken longest first, the more specific before the less, the earlier rule
//! before the later, each on items that nobody has taken. The trie is finite and has no loops, so the work is linear in
//! the length of the text, whatever the text.

use smallvec::SmallVec;

use super::item::{Item, SymbolSet, What};
use super::lexicon::{Lexicon, Symbol, bit, class};
use super::production::{Kind, Slots, kind_of};
use super::rulebook::{Row, Rulebook};
use super::told::Told;
use super::{Anchor, Expression, Tense};
use crate::calendar::{Granularity, Open};
use crate::span::Span;

/// A row that fits, beginning at an item.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    item: u32,
    row: u32,
    extent: u16,
    total: u16,
}

/// Buffers that one thread keeps between sentences.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The items of the sentence at hand.
    pub items: Vec<Item>,
    symbols: Vec<(u32, u32)>,
    bits: Vec<u64>,
    pool: Vec<Symbol>,
    candidates: Vec<Candidate>,
    stack: Vec<(u32, u32)>,
    taken: Vec<bool>,
}

/// Runs all layers over `scratch.items`.
pub fn run(book: &'static Rulebook, text: &str, sentence: u32, scratch: &mut Scratch) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    name(book, scratch);
    for layer in 0..book.tries.len() {
        if layer > 0 && found.is_empty() {
            break;
        }
        candidates(book, layer, scratch);
        if !scratch.candidates.is_empty() && select(book, text, sentence, scratch, &mut found) {
            name(book, scratch);
        }
    }
    found
}

/// Fills `scratch.symbols` with everything that patterns can call each item, and `scratch.bits` with their bits.
fn name(book: &Rulebook, scratch: &mut Scratch) {
    let Scratch { items, symbols, bits, pool, .. } = scratch;
    symbols.clear();
    bits.clear();
    pool.clear();
    for item in items.iter() {
        let from = pool.len();
        bits.push(match item.what {
            What::Word(entry) => {
                let [lower, capital] = &book.lexicon.get(entry).named;
                let named = if item.capital { capital } else { lower };
                pool.extend_from_slice(&named.symbols);
                named.bits
            }
            _ => {
                item.symbols(&book.lexicon, pool);
                pool.get(from..).unwrap_or_default().iter().fold(0, |bits, &symbol| bits | bit(symbol))
            }
        });
        symbols.push((from as u32, pool.len() as u32));
    }
}

/// Fills `scratch.candidates`.
fn candidates(book: &Rulebook, layer: usize, scratch: &mut Scratch) {
    let Scratch { items, symbols, bits, pool, candidates, stack, .. } = scratch;
    let trie = &book.tries[layer];
    candidates.clear();
    let of = |n: usize| symbols.get(n).map_or(&[][..], |&(a, b)| &pool[a as usize..b as usize]);
    let after = |n: u32| bits.get(n as usize).copied().unwrap_or(0);
    let mut held: SmallVec<[(Symbol, bool); 2]> = SmallVec::new();
    // The next expression, for the layers whose rules all hold one.
    let mut expression = 0;
    for start in 0..items.len() {
        if let Some(reach) = trie.reach() {
            let is = |item: &Item| matches!(item.what, What::Expression(..));
            if expression < start || !items.get(expression).is_some_and(is) {
                let from = expression.max(start);
                let Some(ahead) = items.get(from..).unwrap_or_default().iter().position(is) else { break };
                expression = from + ahead;
            }
            if expression > start + reach {
                continue;
            }
        }
        for &symbol in of(start) {
            if let Some(node) = trie.start(symbol)
                && trie.goes_on(node, after(start as u32 + 1))
            {
                stack.push((node, start as u32 + 1));
            }
        }
        while let Some((node, next)) = stack.pop() {
            for &row in trie.rows(node) {
                let rule = &book.rules[book.rows[row as usize].rule as usize];
                let apt = |held: &mut _| {
                    (rule.unless == 0 || !holds(rule.unless, pool, held))
                        && (rule.given == 0 || holds(rule.given, pool, held))
                };
                if apt(&mut held) && fits(items, start, &book.rows[row as usize]) {
                    let flat = &book.rows[row as usize].flat;
                    let extent = flat.extents.last().map_or(0, |e| e.1) - flat.extents.first().map_or(0, |e| e.0);
                    let total = flat.steps.len() as u16;
                    // What an expression found before covers counts by its words, so that a longer whole stays longer.
                    let extent = if rule.first { u16::MAX } else { u16::from(extent) };
                    candidates.push(Candidate { item: start as u32, row, extent, total });
                }
            }
            let Some(item) = items.get(next as usize) else { continue };
            let bits = after(next + 1);
            trie.step(node, of(next as usize), item.glued, |to| {
                if trie.goes_on(to, bits) {
                    stack.push((to, next + 1));
                }
            });
        }
    }
    candidates.sort_by_key(|c| {
        let row = &book.rows[c.row as usize];
        (std::cmp::Reverse((c.extent, c.total, row.specific)), c.item, row.rule, c.row)
    });
}

/// Whether the sentence has a word of a list; looked for once a sentence.
fn holds(list: Symbol, pool: &[Symbol], held: &mut SmallVec<[(Symbol, bool); 2]>) -> bool {
    if let Some((_, yes)) = held.iter().find(|(l, _)| *l == list) {
        return *yes;
    }
    let yes = pool.contains(&list);
    held.push((list, yes));
    yes
}

/// Whether the extents begin and end where words do: not inside `B-52s`, `1,998.50` or `3:1998`. Where the pattern itself
/// says what is glued to an extent (`[2019]-[21]`), it has been looked at already.
fn fits(items: &[Item], start: usize, row: &Row) -> bool {
    let alike = |item: &Item| !matches!(item.what, What::Mark(_));
    let said = |step: u8| step > 0 && row.flat.steps.get(step as usize).is_some_and(|s| s.glued);
    row.flat.extents.iter().all(|&(from, to)| {
        let (said_before, said_after) = (said(from), said(to));
        let (from, to) = (start + from as usize, start + to as usize);
        let Some(first) = items.get(from) else { return false };
        if first.glued && from > 0 && !said_before {
            let before = &items[from - 1];
            match before.what {
                // A hyphen joins compounds that do hold times (pre-1990, then-Sunday); the others make other things.
                What::Mark('/' | '.' | '_' | '@' | '$' | '#' | '&' | '=' | '\\' | '+' | '*' | ':') => {
                    if before.glued && from > 1 && alike(&items[from - 2]) {
                        return false;
                    }
                    if matches!(before.what, What::Mark('$' | '#' | '@')) {
                        return false;
                    }
                }
                What::Mark('-') => {
                    // 555-1998
                    let number = |n: usize| matches!(items.get(n).map(|i| i.what), Some(What::Number(_)));
                    if before.glued && from > 1 && number(from - 2) && number(from) {
                        return false;
                    }
                }
                What::Mark(_) => {}
                _ => return false,
            }
        }
        let Some(after) = items.get(to) else { return true };
        if after.glued && !said_after {
            match after.what {
                What::Mark('/' | '_' | '@' | '=' | '&' | '%' | '\\' | ':' | '.' | ',') => {
                    // 1998/99, 12:30, 3.5: the number goes on.
                    let number = |n: usize| matches!(items.get(n).map(|i| i.what), Some(What::Number(_)));
                    let joins = items.get(to + 1).is_some_and(|i| i.glued && alike(i));
                    if joins && number(to - 1) && (number(to + 1) || !matches!(after.what, What::Mark('.' | ','))) {
                        return false;
                    }
                }
                What::Mark('-') => {
                    // 2019-21-05, and 2024-05-14 as no range of two years.
                    let digits = |n: usize| match items.get(n).map(|i| i.what) {
                        Some(What::Number(number)) => Some(number.digits),
                        _ => None,
                    };
                    let joins = items.get(to + 1).is_some_and(|i| i.glued) && digits(to + 1).is_some();
                    let ends = digits(to - 1);
                    if joins && (ends == Some(4) || (ends.is_some() && row.flat.extents.len() > 1)) {
                        return false;
                    }
                }
                What::Mark(_) => {}
                _ => return false,
            }
        }
        true
    })
}

/// Takes the candidates that stand. Returns whether the items changed.
fn select(
    book: &'static Rulebook,
    text: &str,
    sentence: u32,
    scratch: &mut Scratch,
    found: &mut Vec<Expression>,
) -> bool {
    let Scratch { items, candidates, taken, .. } = scratch;
    taken.clear();
    taken.resize(items.len(), false);
    // New expressions with the items they cover; expressions that were dropped.
    let mut made: Vec<(usize, usize, Expression)> = Vec::new();
    let mut changed = false;
    let mut dropped = vec![false; found.len()];
    let mut linked: Vec<(usize, usize)> = Vec::new();
    for candidate in candidates.iter() {
        let row = &book.rows[candidate.row as usize];
        let rule = &book.rules[row.rule as usize];
        let start = candidate.item as usize;
        let cover = |&(a, b): &(u8, u8)| start + a as usize..start + b as usize;
        if row.flat.extents.iter().any(|e| taken[cover(e)].iter().any(|&t| t)) {
            continue;
        }
        if rule.drops() {
            for extent in &row.flat.extents {
                for item in &items[cover(extent)] {
                    if let What::Expression(n, _) = item.what
                        && let Some(gone) = dropped.get_mut(n as usize)
                    {
                        *gone = true;
                    }
                }
                taken[cover(extent)].fill(true);
            }
            changed = true;
            continue;
        }
        let slots = slots(book, row, items, start, found, text);
        let mut new: SmallVec<[(usize, usize, Expression); 2]> = SmallVec::new();
        for (extent, production) in row.flat.extents.iter().zip(&rule.productions) {
            let Some((told, base)) = production.make(&slots) else { break };
            let cover = cover(extent);
            let (Some(first), Some(last)) = (items.get(cover.start), items.get(cover.end - 1)) else { break };
            let kind = rule.kind.unwrap_or_else(|| match base {
                Some(base) if production.clock.is_none() && told == base.told => base.kind,
                _ => kind_of(&told),
            });
            let anchor = match (base, rule.anchor) {
                (Some(base), Anchor::None) => base.anchor,
                (_, anchor) => anchor,
            };
            let rule_id = match base {
                Some(base) if told == base.told => base.rule,
                _ => rule.id.as_str(),
            };
            // "Mid-morning yesterday": the part of the day brings its modifier along.
            let part =
                || production.clock.is_some().then(|| slots.expressions.iter().find_map(|(_, e)| e.modifier)).flatten();
            let modifier = rule.modifier.or(base.and_then(|b| b.modifier)).or_else(part);
            let open = if rule.open == Open::No { base.map_or(Open::No, |b| b.open) } else { rule.open };
            new.push((
                cover.start,
                cover.end,
                Expression {
                    span: Span { start: first.start, end: last.end },
                    sentence,
                    rule: rule_id,
                    told,
                    kind,
                    modifier,
                    anchor,
                    tense: Tense::Unknown,
                    verb: None,
                    money: false,
                    open,
                    whole: rule.whole,
                    counted: production.kind == Kind::Shift || base.is_some_and(|b| b.counted),
                    alone: rule.alone || base.is_some_and(|b| b.alone),
                    drifts: rule.drifts || base.is_some_and(|b| b.drifts),
                    beside: None,
                    partner: base.and_then(|b| b.partner),
                },
            ));
        }
        if new.len() < row.flat.extents.len() || (rule.range && backwards(&new)) {
            continue;
        }
        changed = true;
        for extent in &row.flat.extents {
            taken[cover(extent)].fill(true);
        }
        if rule.range && new.len() == 2 {
            linked.push((made.len(), made.len() + 1));
        }
        made.extend(new);
    }
    if changed {
        rebuild(items, found, made, &dropped, &linked);
    }
    changed
}

/// Whether a range of two full dates ends before it begins: `2024-05` is a month, not 2024 to 2005.
fn backwards(ends: &[(usize, usize, Expression)]) -> bool {
    match ends {
        [(.., near), (.., far)] => match (&near.told, &far.told) {
            (Told::Date(near), Told::Date(far)) => far.interval().end < near.interval().start,
            _ => false,
        },
        _ => false,
    }
}

/// Puts new expressions in the place of the items they cover, and renumbers.
fn rebuild(
    items: &mut Vec<Item>,
    found: &mut Vec<Expression>,
    made: Vec<(usize, usize, Expression)>,
    dropped: &[bool],
    linked: &[(usize, usize)],
) {
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_key(|&n| made[n].0);
    let mut place = vec![0; made.len()];
    let mut new_of_old: Vec<Option<u32>> = vec![None; found.len()];
    let mut list: Vec<Expression> = Vec::with_capacity(made.len() + found.len());
    let mut rebuilt = Vec::with_capacity(items.len());
    let mut waiting = order.iter().peekable();
    let mut at = 0;
    while at < items.len() {
        if let Some(&&n) = waiting.peek() {
            let (from, to, expression) = &made[n];
            if *from == at {
                waiting.next();
                place[n] = list.len() as u32;
                let what = What::Expression(list.len() as u32, classes(expression));
                rebuilt.push(Item { end: items[to - 1].end, what, ..items[at] });
                // An end of a range that became longer stays an end of it.
                for item in &items[*from..*to] {
                    if let What::Expression(old, _) = item.what
                        && let Some(slot) = new_of_old.get_mut(old as usize)
                    {
                        *slot = Some(list.len() as u32);
                    }
                }
                list.push(expression.clone());
                at = *to;
                continue;
            }
        }
        let item = items[at];
        at += 1;
        match item.what {
            What::Expression(old, _) if dropped.get(old as usize) == Some(&true) => {
                rebuilt.push(Item { what: What::Other, ..item })
            }
            What::Expression(old, set) => {
                let Some(expression) = found.get(old as usize) else { continue };
                new_of_old[old as usize] = Some(list.len() as u32);
                rebuilt.push(Item { what: What::Expression(list.len() as u32, set), ..item });
                list.push(expression.clone());
            }
            _ => rebuilt.push(item),
        }
    }
    for expression in &mut list {
        expression.partner = expression.partner.and_then(|old| new_of_old.get(old as usize).copied().flatten());
    }
    for &(a, b) in linked {
        list[place[a] as usize].partner = Some(place[b]);
        list[place[b] as usize].partner = Some(place[a]);
    }
    *items = rebuilt;
    *found = list;
}

fn slots<'a>(
    book: &'a Rulebook,
    row: &'a Row,
    items: &[Item],
    start: usize,
    found: &'a [Expression],
    text: &str,
) -> Slots<'a> {
    let mut slots = Slots::default();
    for (n, step) in row.flat.steps.iter().enumerate() {
        let (Some(name), Some(item)) = (&step.slot, items.get(start + n)) else { continue };
        match item.what {
            What::Expression(n, _) => {
                if let Some(expression) = found.get(n as usize) {
                    slots.expressions.push((name, expression));
                }
            }
            _ => slots.texts.push((name, value(item, step.symbol, &book.lexicon, text))),
        }
    }
    slots.texts.extend(row.flat.fixed.iter().map(|(name, value)| (&**name, value.to_string())));
    slots
}

fn value(item: &Item, symbol: Symbol, lexicon: &Lexicon, text: &str) -> String {
    match item.what {
        What::Word(entry) => lexicon.value(entry, symbol).unwrap_or_default().to_owned(),
        What::Number(n) => match n.whole() {
            // `05` stays two digits: minutes and short years are read by their digits.
            Some(v) if n.digits > 1 => format!("{v:0width$}", width = n.digits as usize),
            Some(v) => v.to_string(),
            None => n.value.to_string(),
        },
        _ => item.span().of(text).to_owned(),
    }
}

/// The classes under which later layers see an expression.
fn classes(expression: &Expression) -> SymbolSet {
    let set = SymbolSet::default().with(class::TIMEX);
    match &expression.told {
        Told::At(None, time) if time.starts_with(|c: char| c.is_ascii_digit()) => set.with(class::CLOCK),
        Told::At(None, _) => set.with(class::PART),
        Told::At(Some(_), _) => set,
        Told::Length(_) => set.with(class::SPAN),
        Told::Set(_) => set.with(class::SET),
        Told::Word(_) => set.with(class::REF),
        told => {
            let mut set = set.with(class::DATE);
            match told {
                Told::Near(super::Cycle::Feast(_), _) => set = set.with(class::CYCLE).with(class::DATE_FEAST),
                Told::Near(cycle, _) if cycle.in_year(2024).is_some() => set = set.with(class::CYCLE),
                Told::Move(n, ..) if *n != 0 && expression.counted => set = set.with(class::DATE_MOVED),
                _ => {}
            }
            match told.grain() {
                Some(Granularity::Day) if expression.weekday().is_some() && expression.month_day().is_none() => {
                    set.with(class::DATE_DAY).with(class::DATE_WEEKDAY)
                }
                Some(Granularity::Day) => set.with(class::DATE_DAY),
                Some(Granularity::Month) => set.with(class::DATE_MONTH).with(class::DATE_COARSE),
                Some(Granularity::Year) => set.with(class::DATE_YEAR).with(class::DATE_COARSE),
                Some(Granularity::Quarter) => set.with(class::DATE_QUARTER).with(class::DATE_COARSE),
                Some(Granularity::Week) => set.with(class::DATE_WEEK).with(class::DATE_COARSE),
                _ => set.with(class::DATE_COARSE),
            }
        }
    }
}

//! What a rule looks like: the little language of `pattern`.
//!
//! | written | matches |
//! |---|---|
//! | `ago` | that word, in any case |
//! | `Weekly` | that word with a capital letter |
//! | `{month}` | a word of that list, or a number of that class |
//! | `{day2}`, `{from:day}` | the same as `{day}`, under another name |
//! | `^` | the beginning of the sentence |
//! | `(a\|the\|)` | one of these; an empty one makes it optional |
//! | `the?` `{year}?` `(…)?` | perhaps |
//! | `{year}-{mm}` | no space in the pattern: none in the text |
//! | `[…]` | the extent, if words around it only set the scene; two of them tell two expressions |
//! | `<amount>` | a part that several rules share |
//! | `\(` | the mark itself |
//!
//! A pattern is spelled out into flat rows of symbols, which go into one trie for all rules.

use super::lexicon::{Lexicon, Symbol};

/// One row of a pattern, every choice made.
#[derive(Clone, Debug, Default)]
pub struct Flat {
    /// What each item must be.
    pub steps: Vec<Step>,
    /// Slots whose value the choice itself fixes (a list entry of several words).
    pub fixed: Vec<(Box<str>, Box<str>)>,
    /// First and end step of each extent.
    pub extents: Vec<(u8, u8)>,
}

/// One item of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it must be.
    pub symbol: Symbol,
    /// It must follow the item before it without white space.
    pub glued: bool,
    /// The slot it fills.
    pub slot: Option<Box<str>>,
}

#[derive(Clone, Debug)]
enum Piece {
    Space,
    Open,
    Close,
    One(Symbol, Option<Box<str>>),
    /// Text of a phrase and its slot with value.
    Fixed(Vec<Piece>, Box<str>, Box<str>),
    Choice(Vec<Vec<Piece>>),
}

/// More rows than this from one pattern is a mistake in the pattern.
const MOST_ROWS: usize = 60_000;

/// Reads and spells out a pattern. `parts` are the shared ones.
pub fn compile(pattern: &str, parts: &[(String, String)], lexicon: &mut Lexicon) -> Result<Vec<Flat>, String> {
    let mut source = pattern.to_owned();
    for _ in 0..8 {
        for (name, part) in parts {
            source = source.replace(&format!("<{name}>"), part);
        }
        if !source.contains('<') {
            break;
        }
    }
    let chars: Vec<char> = source.chars().collect();
    let mut at = 0;
    let pieces = sequence(&chars, &mut at, lexicon)?;
    if at < chars.len() {
        return Err(format!("‘{pattern}’ closes what it did not open"));
    }
    let mut rows = vec![Row::default()];
    expand(&pieces, &mut rows)?;
    rows.into_iter().map(Row::finish).collect()
}

fn sequence(chars: &[char], at: &mut usize, lexicon: &mut Lexicon) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    while let Some(&c) = chars.get(*at) {
        match c {
            ')' | '|' => break,
            ' ' => {
                *at += 1;
                pieces.push(Piece::Space);
                continue;
            }
            '[' | ']' => {
                *at += 1;
                pieces.push(if c == '[' { Piece::Open } else { Piece::Close });
                continue;
            }
            '(' => {
                let mut choices = Vec::new();
                loop {
                    *at += 1;
                    choices.push(sequence(chars, at, lexicon)?);
                    match chars.get(*at) {
                        Some('|') => {}
                        Some(')') => break,
                        _ => return Err("a ‘(’ is not closed".into()),
                    }
                }
                *at += 1;
                pieces.push(Piece::Choice(choices));
            }
            '{' => {
                let end = chars[*at..].iter().position(|&c| c == '}').ok_or("a ‘{’ is not closed")? + *at;
                let name: String = chars[*at + 1..end].iter().collect();
                *at = end + 1;
                pieces.push(slot(&name, lexicon)?);
            }
            '\\' => {
                let mark = *chars.get(*at + 1).ok_or("nothing follows ‘\\’")?;
                *at += 2;
                pieces.push(Piece::One(lexicon.mark(mark)?, None));
            }
            _ => {
                let run = |of: fn(&char) -> bool| chars[*at..].iter().take_while(|c| of(c)).count();
                let letters = run(|c| c.is_ascii_alphabetic());
                let digits = run(char::is_ascii_digit);
                let word: String = chars[*at..*at + letters.max(digits).max(1)].iter().collect();
                *at += word.chars().count();
                let symbol = if letters > 0 && word.starts_with(|c: char| c.is_ascii_uppercase()) {
                    lexicon.name_literal(&word)?
                } else if letters > 0 {
                    lexicon.literal(&word)?
                } else if digits > 0 {
                    lexicon.literal_number(word.parse().map_err(|_| format!("‘{word}’ is too long"))?)?
                } else {
                    lexicon.mark(c)?
                };
                pieces.push(Piece::One(symbol, None));
            }
        }
        if chars.get(*at) == Some(&'?') {
            *at += 1;
            if let Some(last) = pieces.pop() {
                pieces.push(Piece::Choice(vec![vec![last], Vec::new()]));
            }
        }
    }
    Ok(pieces)
}

fn slot(name: &str, lexicon: &mut Lexicon) -> Result<Piece, String> {
    let (name, list) = name.split_once(':').unwrap_or((name, name.trim_end_matches(|c: char| c.is_ascii_digit())));
    let class = lexicon.class(list).ok_or_else(|| format!("there is no list {{{list}}}"))?;
    let mut choices = vec![vec![Piece::One(class, Some(name.into()))]];
    for (phrase, value) in lexicon.phrases(class).to_vec() {
        let chars: Vec<char> = phrase.chars().collect();
        let pieces = sequence(&chars, &mut 0, lexicon)?;
        choices.push(vec![Piece::Fixed(pieces, name.into(), value)]);
    }
    Ok(match choices.pop() {
        Some(mut only) if choices.is_empty() => only.remove(0),
        Some(last) => {
            choices.push(last);
            Piece::Choice(choices)
        }
        None => Piece::Space,
    })
}

#[derive(Clone, Debug, Default)]
struct Row {
    flat: Flat,
    open: Option<u8>,
    space: bool,
}

impl Row {
    fn finish(self) -> Result<Flat, String> {
        let mut flat = self.flat;
        if flat.steps.is_empty() || flat.steps.len() > 40 {
            return Err("a pattern must match at least one item and at most 40".into());
        }
        if flat.extents.is_empty() {
            flat.extents.push((0, flat.steps.len() as u8));
        }
        Ok(flat)
    }
}

fn expand(pieces: &[Piece], rows: &mut Vec<Row>) -> Result<(), String> {
    for piece in pieces {
        match piece {
            Piece::Space => rows.iter_mut().for_each(|r| r.space = true),
            Piece::Open => rows.iter_mut().for_each(|r| r.open = Some(r.flat.steps.len() as u8)),
            Piece::Close => {
                for row in rows.iter_mut() {
                    let from = row.open.take().ok_or("a ‘]’ has no ‘[’")?;
                    row.flat.extents.push((from, row.flat.steps.len() as u8));
                }
            }
            Piece::One(symbol, slot) => {
                for row in rows.iter_mut() {
                    let glued = !row.space && !row.flat.steps.is_empty();
                    row.flat.steps.push(Step { symbol: *symbol, glued, slot: slot.clone() });
                    row.space = false;
                }
            }
            Piece::Fixed(inner, slot, value) => {
                expand(inner, rows)?;
                rows.iter_mut().for_each(|r| r.flat.fixed.push((slot.clone(), value.clone())));
            }
            Piece::Choice(choices) => {
                let mut all = Vec::new();
                for choice in choices {
                    let mut branch = rows.clone();
                    expand(choice, &mut branch)?;
                    all.append(&mut branch);
                    if all.len() > MOST_ROWS {
                        return Err("the pattern has too many choices".into());
                    }
                }
                *rows = all;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_spell_out() {
        let words = "[unit]\nD = [\"day\"]\n[feast]\n\"1-1\" = [\"new year's day\"]";
        let mut lexicon = Lexicon::read(&[words]).unwrap();
        let mut rows = |pattern: &str| -> Vec<String> {
            let parts = [("n".to_owned(), "(one|two)".to_owned())];
            let flats = compile(pattern, &parts, &mut lexicon).unwrap();
            flats
                .iter()
                .map(|f| {
                    let name = |s: &Step| format!("{}{}", if s.glued { "~" } else { "" }, lexicon.name(s.symbol));
                    f.steps.iter().map(name).collect::<Vec<_>>().join(" ")
                })
                .collect()
        };
        assert_eq!(rows("{number} {unit} ago"), ["{number} {unit} ago"]);
        assert_eq!(rows("<n> {unit}s?"), ["one {unit} ~s", "two {unit} ~s", "one {unit}", "two {unit}"]);
        assert_eq!(rows("mid(-| ){unit}"), ["mid ~- ~{unit}", "mid {unit}"]);
        assert_eq!(rows("on {feast}"), ["on {feast}", "on new year ~' ~s day"]);
        assert!(compile("(a", &[], &mut lexicon).is_err());
        assert!(compile("{nothing}", &[], &mut lexicon).is_err());
    }
}

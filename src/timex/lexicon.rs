//! Words → small integers.
//!
//! A pattern never compares strings. Every spelling in `assets/words/en/time*.toml`, and every word that some pattern
//! names, stands in one table; looking a word up gives its *symbols*: the word itself and each list that it belongs to.
//!
//! | word | symbols | values |
//! |---|---|---|
//! | `Oct.` | `{month}` | `10` |
//! | `second` | `second`, `{ordinal}`, `{unit}` | `2`, `s` |
//! | `May` | `{month}` (only with a capital) | `5` |
//! | `2024` | `{number}`, `{int}`, `{year}` | `2024` |
//!
//! Lists are written value → spellings. A spelling that ends in a full stop may be written with or without it; one of
//! several words is spelled out when a pattern is compiled.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// One thing a pattern can ask of an item: a word, a mark, a list, a class of numbers.
pub type Symbol = u16;

/// Classes of numbers and of expressions already found, which are no word lists.
pub mod class {
    use super::Symbol;
    /// Their names in patterns; the symbol is the index.
    pub const NAMES: [&str; 39] = [
        "",
        "number",
        "int",
        "day",
        "mm",
        "hour",
        "minute",
        "year",
        "yyyy",
        "yy",
        "ordinal",
        "dayth",
        "decade",
        "yearlike",
        "timex",
        "date",
        "date.day",
        "date.month",
        "date.year",
        "date.weekday",
        "date.coarse",
        "clock",
        "span",
        "set",
        "ref",
        "date.quarter",
        "daypart",
        "cycle",
        "date.week",
        "date.moved",
        "date.feast",
        "capital",
        "lower",
        "hhmm",
        "digit",
        "tens",
        "nth",
        "spelled",
        "zero-hhmm",
    ];
    pub const NUMBER: Symbol = 1;
    pub const INT: Symbol = 2;
    pub const DAY: Symbol = 3;
    pub const MM: Symbol = 4;
    pub const HOUR: Symbol = 5;
    pub const MINUTE: Symbol = 6;
    pub const YEAR: Symbol = 7;
    pub const YYYY: Symbol = 8;
    pub const YY: Symbol = 9;
    pub const ORDINAL: Symbol = 10;
    pub const DAYTH: Symbol = 11;
    pub const DECADE: Symbol = 12;
    pub const YEARLIKE: Symbol = 13;
    pub const TIMEX: Symbol = 14;
    pub const DATE: Symbol = 15;
    pub const DATE_DAY: Symbol = 16;
    pub const DATE_MONTH: Symbol = 17;
    pub const DATE_YEAR: Symbol = 18;
    pub const DATE_WEEKDAY: Symbol = 19;
    pub const DATE_COARSE: Symbol = 20;
    pub const CLOCK: Symbol = 21;
    pub const SPAN: Symbol = 22;
    pub const SET: Symbol = 23;
    pub const REF: Symbol = 24;
    pub const DATE_QUARTER: Symbol = 25;
    pub const PART: Symbol = 26;
    pub const CYCLE: Symbol = 27;
    pub const DATE_WEEK: Symbol = 28;
    pub const DATE_MOVED: Symbol = 29;
    pub const DATE_FEAST: Symbol = 30;
    pub const CAPITAL: Symbol = 31;
    pub const LOWER: Symbol = 32;
    pub const HHMM: Symbol = 33;
    pub const DIGIT: Symbol = 34;
    pub const TENS: Symbol = 35;
    pub const NTH: Symbol = 36;
    pub const SPELLED: Symbol = 37;
    pub const ZERO_HHMM: Symbol = 38;
    /// The last class of expressions.
    pub const LAST: Symbol = DATE_FEAST;
    /// Symbols from here on stand for an expression found before.
    pub fn is_expression(symbol: Symbol) -> bool {
        (TIMEX..=LAST).contains(&symbol)
    }
}

/// One membership of a word in a list.
#[derive(Clone, Debug)]
pub struct Sense {
    /// The list.
    pub class: Symbol,
    /// What the list says it means.
    pub value: Box<str>,
    /// Only with a capital letter: `May`, `March`, `Sun.`
    pub capital: bool,
}

/// What the table knows of one spelling.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its own symbol, 0 if no pattern names it.
    pub literal: Symbol,
    /// Its symbol where it begins with a capital letter, 0 if no pattern names it so.
    pub name: Symbol,
    /// The lists it belongs to.
    pub senses: SmallVec<[Sense; 2]>,
    /// An abbreviation: takes a full stop right behind it.
    pub dot: bool,
    /// A number word: stands in a list that numbers are read from. Set by [`Lexicon::finish`].
    pub numeral: bool,
    /// Everything that patterns can call it in small letters, and with a capital; set by [`Lexicon::finish`].
    pub named: [Named; 2],
}

/// Symbols, and their bits.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// What patterns can call it.
    pub symbols: SmallVec<[Symbol; 4]>,
    /// [`bit`] of each.
    pub bits: u64,
}

/// One bit of 64 for a symbol. Most steps of patterns go on with few symbols and most words have one or two, so two sets that
/// share no bit settle nearly every step without a search. The two that most words have keep a bit each to themselves: with
/// those of a pattern's word beside them every word would have to be searched for.
pub fn bit(symbol: Symbol) -> u64 {
    match symbol {
        class::LOWER => 1,
        class::CAPITAL => 2,
        _ => 4 << (symbol % 61),
    }
}

/// A spelling of several words: the words as patterns write them, and the value.
pub type Phrase = (Box<str>, Box<str>);

/// The table.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<[u8]>, u32>,
    entries: Vec<Entry>,
    symbols: Vec<Box<str>>,
    classes: FxHashMap<Box<str>, Symbol>,
    phrases: FxHashMap<Symbol, Vec<Phrase>>,
    marks: FxHashMap<char, Symbol>,
    /// The same for the marks of ASCII, which are nearly all.
    plain_marks: Vec<Symbol>,
    numbers: FxHashMap<u32, Symbol>,
    /// Bit per length for each pair of first letters: most words of a text end here, without being hashed.
    shape: Vec<u32>,
    /// Which lists hold number words.
    pub(super) number_lists: super::numeral::Lists,
}

/// Longer words are in no list.
pub const LONGEST: usize = 24;

/// How many answers [`shape`] has.
const SHAPES: usize = 26 * 32;

/// A small number for the first two letters of a word, whatever their case; `None` if it begins with no plain letter.
fn shape(word: &[u8]) -> Option<usize> {
    let first = word.first()?.to_ascii_lowercase();
    // The low five bits tell letters apart in either case; what other marks share them costs a look-up and no more.
    let second = word.get(1).map_or(0, |b| b & 31);
    first.is_ascii_lowercase().then(|| usize::from(first - b'a') * 32 + usize::from(second))
}

/// Something wrong with a word list.
pub type Wrong = String;

impl Lexicon {
    /// Reads word lists.
    pub fn read(sources: &[&str]) -> Result<Self, Wrong> {
        let mut lexicon = Self::default();
        for (n, name) in class::NAMES.iter().enumerate() {
            lexicon.symbols.push(format!("{{{name}}}").into());
            if n > 0 {
                lexicon.classes.insert((*name).into(), n as Symbol);
            }
        }
        for source in sources {
            let lists: toml::Table = source.parse().map_err(|e| format!("word list: {e}"))?;
            for (name, list) in &lists {
                lexicon.list(name, list.as_table().ok_or_else(|| format!("[{name}] is no table"))?)?;
            }
        }
        lexicon.number_lists = lexicon.find_numerals();
        Ok(lexicon)
    }

    fn list(&mut self, name: &str, list: &toml::Table) -> Result<(), Wrong> {
        let class = self.symbol_named(&format!("{{{name}}}"))?;
        self.classes.insert(name.into(), class);
        let capital = list.get("capital").and_then(toml::Value::as_bool).unwrap_or(false);
        for (value, spellings) in list {
            let Some(spellings) = spellings.as_array() else { continue };
            for spelling in spellings {
                let spelling = spelling.as_str().ok_or_else(|| format!("[{name}] {value}: a spelling is no text"))?;
                let plain = spelling.strip_suffix('.').filter(|s| !s.contains('.')).unwrap_or(spelling);
                if !plain.chars().all(|c| c.is_ascii_lowercase()) {
                    self.phrases.entry(class).or_default().push((spelling.into(), value.as_str().into()));
                    continue;
                }
                let entry = self.entry(plain);
                entry.dot |= plain.len() < spelling.len();
                if !entry.senses.iter().any(|s| s.class == class) {
                    entry.senses.push(Sense { class, value: value.as_str().into(), capital });
                }
            }
        }
        Ok(())
    }

    fn symbol_named(&mut self, name: &str) -> Result<Symbol, Wrong> {
        let symbol = Symbol::try_from(self.symbols.len()).ok().filter(|&s| s < 0x7fff).ok_or("too many symbols")?;
        self.symbols.push(name.into());
        Ok(symbol)
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let next = self.entries.len() as u32;
        let index = *self.words.entry(word.as_bytes().into()).or_insert(next);
        if index == next {
            self.entries.push(Entry::default());
            self.shape.resize(SHAPES, 0);
            if let Some(lengths) = shape(word.as_bytes()).and_then(|shape| self.shape.get_mut(shape)) {
                *lengths |= 1 << word.len().min(LONGEST);
            }
        }
        &mut self.entries[index as usize]
    }

    /// The symbol of a word that a pattern names.
    pub fn literal(&mut self, word: &str) -> Result<Symbol, Wrong> {
        if self.entry(word).literal == 0 {
            let symbol = self.symbol_named(word)?;
            self.entry(word).literal = symbol;
        }
        Ok(self.entry(word).literal)
    }

    /// The symbol of a word that a pattern names with a capital letter: `Weekly` in "Newark Weekly", not "a weekly".
    pub fn name_literal(&mut self, word: &str) -> Result<Symbol, Wrong> {
        let lower = word.to_ascii_lowercase();
        if self.entry(&lower).name == 0 {
            let symbol = self.symbol_named(word)?;
            self.entry(&lower).name = symbol;
        }
        Ok(self.entry(&lower).name)
    }

    /// The symbol of a mark that a pattern names.
    pub fn mark(&mut self, mark: char) -> Result<Symbol, Wrong> {
        if let Some(&symbol) = self.marks.get(&mark) {
            return Ok(symbol);
        }
        let symbol = self.symbol_named(&mark.to_string())?;
        self.marks.insert(mark, symbol);
        self.plain_marks.resize(128, 0);
        if let Some(plain) = self.plain_marks.get_mut(mark as usize) {
            *plain = symbol;
        }
        Ok(symbol)
    }

    /// The symbol of a number that a pattern names.
    pub fn literal_number(&mut self, number: u32) -> Result<Symbol, Wrong> {
        if let Some(&symbol) = self.numbers.get(&number) {
            return Ok(symbol);
        }
        let symbol = self.symbol_named(&number.to_string())?;
        self.numbers.insert(number, symbol);
        Ok(symbol)
    }

    /// The symbol of a list or class by its name in patterns.
    pub fn class(&self, name: &str) -> Option<Symbol> {
        self.classes.get(name).copied()
    }

    /// Spellings of several words in a list.
    pub fn phrases(&self, class: Symbol) -> &[Phrase] {
        self.phrases.get(&class).map_or(&[], Vec::as_slice)
    }

    /// How a pattern writes a symbol.
    pub fn name(&self, symbol: Symbol) -> &str {
        self.symbols.get(symbol as usize).map_or("", |s| s)
    }

    /// How many symbols there are.
    pub fn symbol_count(&self) -> usize {
        self.symbols.len()
    }

    /// Looks up a word, whatever its case.
    pub fn look_up(&self, word: &[u8]) -> Option<u32> {
        if word.len() > LONGEST || self.shape.get(shape(word)?)? & (1 << word.len()) == 0 {
            return None;
        }
        let mut lower = [0; LONGEST];
        for (to, from) in lower.iter_mut().zip(word) {
            *to = from.to_ascii_lowercase();
        }
        self.words.get(lower.get(..word.len())?).copied()
    }

    /// Writes down what patterns can call each word, once all patterns are compiled.
    pub fn finish(&mut self) {
        let lists = self.number_lists;
        for entry in &mut self.entries {
            entry.numeral = entry.senses.iter().any(|sense| lists.counts(sense.class));
            for capital in [false, true] {
                let senses = entry.senses.iter().filter(|s| !s.capital || capital).map(|s| s.class);
                let own = [entry.literal, if capital { entry.name } else { 0 }].into_iter().filter(|&s| s != 0);
                let case = if capital { class::CAPITAL } else { class::LOWER };
                let symbols: SmallVec<[Symbol; 4]> = own.chain(senses).chain([case]).collect();
                let bits = symbols.iter().fold(0, |bits, &symbol| bits | bit(symbol));
                if let Some(named) = entry.named.get_mut(usize::from(capital)) {
                    *named = Named { symbols, bits };
                }
            }
        }
    }

    /// The entry of a word looked up.
    pub fn get(&self, entry: u32) -> &Entry {
        const NAMED: Named = Named { symbols: SmallVec::new_const(), bits: 0 };
        static NOTHING: Entry =
            Entry { literal: 0, name: 0, senses: SmallVec::new_const(), dot: false, numeral: false, named: [NAMED; 2] };
        self.entries.get(entry as usize).unwrap_or(&NOTHING)
    }

    /// What a list says of a word: its value.
    pub fn value(&self, entry: u32, class: Symbol) -> Option<&str> {
        self.get(entry).senses.iter().find(|s| s.class == class).map(|s| &*s.value)
    }

    /// The symbol of a mark, 0 if no pattern names it.
    pub fn mark_symbol(&self, mark: char) -> Symbol {
        let plain = self.plain_marks.get(mark as usize).copied();
        plain.unwrap_or_else(|| self.marks.get(&mark).copied().unwrap_or(0))
    }

    /// The symbol of a number that some pattern names.
    pub fn number_symbol(&self, number: u32) -> Symbol {
        self.numbers.get(&number).copied().unwrap_or(0)
    }
}

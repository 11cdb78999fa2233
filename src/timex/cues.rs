//! The words by which a clause tells whether its time is past or ahead, where no form of the verb shows it.
//!
//! | list | for instance |
//! |---|---|
//! | `ahead` | will, due, scheduled |
//! | `plan`, before "to" | agreed, set, ready |
//! | `appointment`, in the present | meets, opens, flies |
//! | `term`, after a verb of `terms` | gave them *until* |
//!
//! The lists are data, in `assets/words/en/tense.toml`; here each has a bit, so that a word is looked up once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Bytes of the longest word of a list.
pub(super) const LONGEST: usize = 24;

macro_rules! lists {
    ($($name:ident $key:literal $bit:literal)*) => {
        $(pub(super) const $name: u64 = 1 << $bit;)*
        const LISTS: &[(&str, u64)] = &[$(($key, $name)),*];
    };
}

lists! {
    AHEAD "ahead" 0
    WILL "will" 1
    WEAK "weak" 2
    WOULD "would" 3
    PLAN "plan" 4
    APPOINTED "appointed" 5
    OCCASION "occasion" 6
    REPORTING "reporting" 7
    BE_PAST "be_past" 8
    BE_NOW "be_now" 9
    BE_BARE "be_bare" 10
    HAVE "have" 11
    HAD "had" 12
    DID "did" 13
    DO "do" 14
    EDGE "edge" 15
    COULD "could" 16
    DENIAL "denial" 17
    SAME "same" 18
    MISTAKEN "mistaken" 19
    FREE "free" 20
    TERM "term" 21
    LIMIT "limit" 22
    APPOINTMENT "appointment" 23
    DECISION "decision" 24
    TERMS "terms" 25
    PERCEIVED "perceived" 26
    NOMINAL "nominal" 27
    MODAL "modal" 28
    AS "as" 29
    SET_FOR "set_for" 30
    PURPOSE "purpose" 31
    MISTAKEN_AFTER "mistaken_after" 32
    COMPLEMENT "complement" 33
    FORMER "former" 34
    SHOWN "shown" 35
    CAUSED "caused" 36
    BEFORE_IT "before_it" 37
    OF "of" 38
    EVENT "event" 39
    FROM_THEN "from_then" 40
    FORETOLD "foretold" 41
    EMPTY "empty" 42
    FILLED "filled" 43
    RELATIVE "relative" 44
    COMMAND "command" 45
    RANK "rank" 46
    TO "to" 47
    SUDDEN "sudden" 48
    SUBJECT "subject" 49
    STAGED "staged" 50
    THROUGH "through" 51
    WHEN "when" 52
}

/// Word → the lists it stands in, as bits.
pub(super) static WORDS: LazyLock<FxHashMap<String, u64>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    let table: toml::Table = include_str!("../../assets/words/en/tense.toml").parse().unwrap_or_default();
    for (name, bit) in LISTS {
        let list = table.get(*name).and_then(toml::Value::as_str).unwrap_or_default();
        for word in list.split_whitespace() {
            *words.entry(word.to_owned()).or_insert(0) |= bit;
        }
    }
    words
});

/// Whether a verb with its auxiliaries looks at the present: "will meet", "is due", "are to be held".
pub(super) fn is_now(verb: &str) -> bool {
    verb.split_whitespace().any(|word| WORDS.get(word).is_some_and(|lists| lists & (WILL | BE_NOW) != 0))
}

/// Whether a verb with its auxiliaries tells what was over by a time of the past: "had met".
pub(super) fn is_perfect(verb: &str) -> bool {
    verb.split_whitespace().next().is_some_and(|word| WORDS.get(word).is_some_and(|lists| lists & HAD != 0))
}

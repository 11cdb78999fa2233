//! What a person calls those who take part: another name for one of them, or one name for two.
//!
//! Sources spell a name in several ways, and no rule can know that Sofia Weiss and Sophie Weiß are one. A person who has read
//! the articles does. What she says is kept by the name that stands in the articles, so it holds when the folder is read
//! again and when more articles come. To give two names the same words is to say that they are one; renaming and uniting
//! are one thing.
//!
//! | said | `Sofia Weiss` | `Sophie Weiß` | `S. Weiß` |
//! |---|---|---|---|
//! | nothing | Sofia Weiss | Sophie Weiß | S. Weiß |
//! | `Sofia Weiss` is `Sophie Weiß` | Sophie Weiß | Sophie Weiß | S. Weiß |
//! | `Sophie Weiß` is `Dr. Weiß` | Dr. Weiß | Dr. Weiß | S. Weiß |
//! | `Sofia Weiss` is somebody else | Sofia Weiss | Dr. Weiß | S. Weiß |
//!
//! Capitals and accents make no difference to which name is meant; the words shown are those that were typed.

use std::collections::BTreeMap;

use super::words::fold;

/// Names as they stand in the articles, and what they are called instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// Folded name → as written, as called.
    names: BTreeMap<String, (String, String)>,
}

impl Called {
    /// Reads pairs of a name as written and what it is called; empty ones and those called by their own name say nothing.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut called = Self::default();
        for (written, words) in pairs {
            called.put(&written, &words);
        }
        called
    }

    /// Whether everything goes by its own name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Every name that is called otherwise, and how, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.values().map(|(written, called)| (written.as_str(), called.as_str()))
    }

    /// What a name that stands in an article is called, if it is called otherwise.
    pub fn get(&self, written: &str) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&fold(written.trim())).map(|(_, called)| called.as_str())
    }

    /// The names that a shown one stands for, as written; none if only its own.
    pub fn written(&self, shown: &str) -> Vec<&str> {
        let shown = fold(shown.trim());
        self.iter().filter(|(_, called)| fold(called) == shown).map(|(written, _)| written).collect()
    }

    /// All that goes by the same name as this one, which may be one that is written or one that is shown, with it.
    pub fn one_with<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        let shown = self.get(name).unwrap_or(name);
        let mut all = self.written(shown);
        all.extend([shown, name]);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Each shown name, first, with all names that it stands for.
    pub fn groups(&self) -> impl Iterator<Item = Vec<&str>> {
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (written, called) in self.iter() {
            let group = groups.entry(fold(called)).or_insert_with(|| vec![called]);
            group.push(written);
        }
        groups.into_values()
    }

    /// The same and one more: what is shown as `shown` is called `words` from now on. `stands` says whether `shown` is a
    /// name that stands in the articles, and not only one that was given.
    pub fn call(&self, shown: &str, words: &str, stands: bool) -> Self {
        let mut called = self.clone();
        for written in self.written(shown) {
            called.put(written, words);
        }
        // Where the name itself is called otherwise, somebody else is shown by it.
        if stands && self.get(shown).is_none() {
            called.put(shown, words);
        }
        called
    }

    /// The same, with this written name for itself again.
    pub fn part(&self, written: &str) -> Self {
        let mut called = self.clone();
        called.names.remove(&fold(written.trim()));
        called
    }

    fn put(&mut self, written: &str, words: &str) {
        let (written, words) = (written.trim(), words.split_whitespace().collect::<Vec<_>>().join(" "));
        if written.is_empty() || words.is_empty() || written == words {
            self.names.remove(&fold(written));
            return;
        }
        self.names.insert(fold(written), (written.to_owned(), words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(called: &Called, wanted: &str) {
        let told: Vec<String> = called.iter().map(|(written, called)| format!("{written} = {called}")).collect();
        assert_eq!(told.join("; "), wanted);
    }

    #[test]
    fn a_name_is_given_united_and_parted() {
        let none = Called::default();
        check(&none.call("Sofia Weiss", "Sofia  Weiss ", true), "");
        check(&none.call("Sofia Weiss", " ", true), "");
        let one = none.call("Sofia Weiss", "Sophie Weiß", true);
        check(&one, "Sofia Weiss = Sophie Weiß");
        // Both go by the new name; only what stands in an article is remembered.
        let both = one.call("Sophie Weiß", "Dr. Weiß", true);
        check(&both, "Sofia Weiss = Dr. Weiß; Sophie Weiß = Dr. Weiß");
        check(&one.call("Sophie Weiß", "Dr. Weiß", false), "Sofia Weiss = Dr. Weiß");
        check(&both.part("SOFIA WEISS"), "Sophie Weiß = Dr. Weiß");
        // Back to one of its own names: that one needs no saying.
        check(&both.call("Dr. Weiß", "Sofia Weiss", false), "Sophie Weiß = Sofia Weiss");
        // Somebody else who is given a name that became free is not the first.
        check(&one.call("Sofia Weiss", "Anna Berg", true), "Sofia Weiss = Sophie Weiß");
    }

    #[test]
    fn a_name_is_found_by_any_of_its_names() {
        let called = Called::of([("Sofia Weiss".into(), "Dr. Weiß".into()), ("Sophie Weiß".into(), "Dr. Weiß".into())]);
        assert_eq!((called.get("sofia weiss"), called.get("Anna Berg")), (Some("Dr. Weiß"), None));
        for name in ["Sofia Weiss", "Sophie Weiß", "Dr. Weiß"] {
            assert_eq!(called.one_with(name), ["Dr. Weiß", "Sofia Weiss", "Sophie Weiß"], "{name}");
        }
        assert_eq!(called.one_with("Anna Berg"), ["Anna Berg"]);
    }
}

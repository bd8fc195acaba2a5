//! Help with words that are not known.

/// The closest of the known names, as the tail of a sentence.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(k, word), k))
        .min()
        .filter(|(distance, _)| *distance <= word.len() / 3 + 1)
        .map(|(_, k)| format!("; did you mean {k:?}?"))
        .unwrap_or_default()
}

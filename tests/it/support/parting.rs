//! Sets of things that are tried together, such that what one of them does can't hide behind another.

use std::collections::BTreeSet;

/// For every two things a set that has the first and not the second.
pub(crate) fn parting_sets<T: Clone + Ord>(all: &[T]) -> Vec<BTreeSet<T>> {
    let bits = usize::BITS - all.len().leading_zeros();
    let with = |bit: u32, value: usize| -> BTreeSet<T> {
        let chosen = all.iter().enumerate().filter(|(n, _)| (n >> bit) & 1 == value);
        chosen.map(|(_, thing)| thing.clone()).collect()
    };
    (0..bits).flat_map(|bit| [with(bit, 0), with(bit, 1)]).collect()
}

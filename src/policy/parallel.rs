//! The same work on all cores, on threads with deep stacks.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::on_deep_stack;

/// Items that one piece of work takes.
pub(crate) const CHUNK: usize = 512;

/// Runs the same work on several threads and gives what each gave.
pub(crate) fn on_threads<T: Send>(threads: usize, work: &(impl Fn() -> T + Sync)) -> Vec<T> {
    if threads <= 1 {
        return vec![on_deep_stack(work)];
    }
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| on_deep_stack(work))).collect();
        workers
            .into_iter()
            .map(|w| w.join().unwrap_or_else(|p| std::panic::resume_unwind(p)))
            .collect()
    })
}

/// Threads that are worth starting for so many pieces of work.
pub(crate) fn threads_for(pieces: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.min(pieces)
}

/// What a function gives for each item, in the order of the items. A piece of work takes so many of them.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], piece: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let chunks: Vec<&[T]> = items.chunks(piece).collect();
    if chunks.len() <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = on_threads(threads_for(chunks.len()), &|| {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(number) else { return done };
            done.push((number, chunk.iter().map(&work).collect::<Vec<R>>()));
        }
    });
    let mut done: Vec<_> = done.into_iter().flatten().collect();
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays() {
        let items: Vec<usize> = (0..CHUNK * 5 + 3).collect();
        assert_eq!(
            in_parallel(&items, CHUNK, |n| n * 2),
            items.iter().map(|n| n * 2).collect::<Vec<_>>()
        );
    }
}

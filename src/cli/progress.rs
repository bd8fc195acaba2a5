//! How far a collection is: a bar for each account on a terminal, else a line for each place that was
//! read.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stderr};
use std::sync::{Mutex, PoisonError};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::collect::ProgressEvent;
use crate::model::Scope;
use crate::report::plain;

/// Where a collection is told about.
enum Form {
    Hidden,
    Bars(MultiProgress),
    Lines,
}

pub(crate) struct Display {
    form: Form,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// By account.
    bars: BTreeMap<Scope, ProgressBar>,
    /// By account and region: parts that were read, and all of them.
    places: BTreeMap<Scope, (usize, usize)>,
}

impl Display {
    pub(crate) fn new(hidden: bool) -> Self {
        let form = match hidden {
            true => Form::Hidden,
            false if stderr().is_terminal() => Form::Bars(MultiProgress::new()),
            false => Form::Lines,
        };
        Self {
            form,
            state: Mutex::default(),
        }
    }

    pub(crate) fn tell(&self, event: ProgressEvent<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match (&self.form, event) {
            (Form::Hidden, _) => {}
            (Form::Bars(bars), ProgressEvent::Planned(scope)) => state.bar(bars, scope).inc_length(1),
            (Form::Bars(bars), ProgressEvent::Done(scope, part)) => {
                let bar = state.bar(bars, scope);
                bar.set_message(plain(&format!(
                    "{} {part}",
                    scope.region.as_deref().unwrap_or_default()
                )));
                bar.inc(1);
            }
            (Form::Lines, ProgressEvent::Planned(scope)) => state.places.entry(scope.clone()).or_default().1 += 1,
            (Form::Lines, ProgressEvent::Done(scope, _)) => {
                if let Some(line) = state.done(scope) {
                    // Progress that nobody reads is no reason to stop.
                    let _ = writeln!(stderr(), "{line}");
                }
            }
        }
    }

    pub(crate) fn finish(&self) {
        if let Form::Bars(bars) = &self.form {
            let _ = bars.clear();
        }
    }
}

impl State {
    fn bar(&mut self, bars: &MultiProgress, scope: &Scope) -> ProgressBar {
        let account = Scope {
            region: None,
            ..scope.clone()
        };
        let new = || {
            let style = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {wide_msg}");
            let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bars.add(bar.with_prefix(account.to_string()))
        };
        self.bars.entry(account.clone()).or_insert_with(new).clone()
    }

    /// The line for a place, once all of it was read.
    fn done(&mut self, scope: &Scope) -> Option<String> {
        let (done, all) = self.places.get_mut(scope)?;
        *done += 1;
        if done < all {
            return None;
        }
        let read = self.places.values().filter(|(done, all)| done >= all).count();
        Some(plain(&format!("read {scope} ({read} of {})", self.places.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_once_all_of_it_was_read() {
        let here = Scope::aws("123456789012").in_region("eu-west-1");
        let global = Scope::aws("123456789012");
        let mut state = State::default();
        state.places.insert(here.clone(), (0, 2));
        state.places.insert(global.clone(), (0, 1));
        assert_eq!(state.done(&here), None);
        assert_eq!(state.done(&global).as_deref(), Some("read aws/123456789012 (1 of 2)"));
        assert_eq!(
            state.done(&here).as_deref(),
            Some("read aws/123456789012/eu-west-1 (2 of 2)")
        );
    }
}

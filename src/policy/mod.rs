//! Judges resources by policies.
//!
//! In: a snapshot, the policy files (embedded ones and the user's folders) and the spec. Out: one
//! finding for each (control, resource) that was planned. May import `catalogue` and `model`.
//!
//! Policies are data: a file is discovered by its place, its `package` is its path, and its metadata
//! is the comment block above the package line. What a policy reads is computed from its syntax tree
//! ([`reads`]); the engine uses that to turn a verdict into `unknown` when a part was unread.

mod cache;
mod engine;
mod error;
mod evaluate;
mod facts;
mod files;
mod frameworks;
mod guard;
mod library;
mod lint;
mod metadata;
mod needs;
mod parallel;
mod prepared;
mod reads;
mod selftest;
mod spec;
mod spec_text;
mod surfaces;

pub use error::PolicyError;
pub(crate) use error::did_you_mean;
pub use evaluate::{Evidence, Judgement, Keep, judge, judge_changes, judge_evidence};
pub use files::{Origin, built_in};
pub use frameworks::{Chosen, Frameworks, results};
pub use library::{Library, Policy, Sources, load_spec, spec_of};
pub use lint::{CheckReport, Problem, check};
pub use needs::{Needs, everything, needs};
pub use reads::ReadSet;
pub use selftest::{FileCoverage, Filter, TestReport, TestResult, run_tests};
pub use spec::{Spec, SpecRow};
pub use spec_text::with_list;
pub use surfaces::surfaces;

/// A stack for work that recurses over policies: deep but bounded expressions must not abort the process.
const STACK: usize = 256 * 1024 * 1024;

/// Runs `work` on a thread with a deep stack.
pub(crate) fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("policy".into())
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(value)) => value,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => unreachable!("no thread could be started: {error}"),
        }
    })
}

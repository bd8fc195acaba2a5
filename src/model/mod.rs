//! The plain data that every stage speaks: resources, snapshots, controls, findings.
//! Nothing here reads a file, calls an API or imports another module of Trueline.

pub mod clock;
pub mod control;
pub mod digest;
pub mod drift;
pub mod finding;
pub mod framework;
pub mod glob;
pub mod path;
pub mod resource;
pub mod snapshot;
pub mod text;
pub mod waiver;
pub mod words;
pub mod yaml;

pub use control::{Control, Remediation, Severity};
pub use finding::{BaselineState, Delta, Finding, RunInfo, Summary, Tally, Verdict};
pub use framework::{
    Clause, ClauseCoverage, ClauseResult, ClauseScope, ClauseStatus, Coverage, Covered, Framework, FrameworkResult,
};
pub use resource::{Declaration, Gap, GapReason, Origin, Resource, ResourceKey, Scope};
pub use snapshot::{Collected, Header, ScopeGap, Snapshot};
pub use waiver::{ResourcePattern, Waiver, WaiverStatus, WaiverUse, Written};

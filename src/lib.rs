//! Trueline audits AWS, Cloudflare and Terraform against a written spec and mends what is off.
//!
//! The data's way, one folder a stage:
//!
//! ```text
//! collect ─► model::Snapshot ─► policy ─► model::Finding ─► report
//!                                  │
//!                                  └────► remediate: plan ─► apply ─► verify ─► rollback
//! ```
//!
//! `terraform` turns plans and states into snapshots, too; `source` reads the `.tf` files beside them, `config`
//! what people keep beside it. `cli` alone composes the stages, writes to standard output and picks the exit code. Stages never
//! import each other; they share [`model`], [`catalogue`], and (for the two that talk to a cloud)
//! `cloud`, which holds connections, rate budgets and the mapping of errors to gaps.

pub mod catalogue;
pub mod cli;
#[cfg(feature = "live")]
pub(crate) mod cloud;
#[cfg(feature = "live")]
pub(crate) mod collect;
pub mod config;
pub mod drift;
pub mod model;
pub mod policy;
pub(crate) mod remediate;
pub mod report;
pub mod source;
pub mod store;
pub mod terraform;

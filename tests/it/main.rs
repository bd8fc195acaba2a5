//! The one integration-test binary: runs the built program against emulators of the clouds.
#![allow(clippy::expect_used, clippy::print_stderr)]

mod architecture;
mod bad_input;
#[cfg(feature = "cloudflare")]
mod cloudflare_contract;
#[cfg(feature = "cloudflare")]
mod collect_cloudflare;
mod policy_cli;
mod support;

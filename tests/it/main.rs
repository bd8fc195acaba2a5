//! The one integration-test binary: runs the built program against emulators of the clouds.
#![allow(clippy::expect_used, clippy::print_stderr)]

#[cfg(feature = "cloudflare")]
mod cloudflare_contract;
#[cfg(feature = "aws")]
mod collect_aws;
#[cfg(feature = "cloudflare")]
mod collect_cloudflare;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod end_to_end;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod fixes;
mod support;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod unread;
